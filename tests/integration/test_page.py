"""What `docs/integration.md` shows is what happens."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from checkout import ROOT
from integration.asking import AN, ENVIRONMENT, SMALL, answered, ran, validator

from cchc_rules import Outcome, load_rulebook
from cchc_rules.cli.exits import EXIT_CODES
from cchc_rules.cli.requests import KEYS

PAGE = ROOT / "docs/integration.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXCHANGE = re.compile(
    r"(?P<request><!-- request: \w+ -->\n\n```json\n(?P<sent>(?:.*\n)*?)```\n\n<!-- answer -->\n\n)"
    r"```json\n(?P<got>(?:.*\n)*?)```\n"
)
PYTHON = re.compile(r"```python\n(?P<code>(?:.*\n)*?)```\n\n```text\n(?P<output>(?:.*\n)*?)```\n")
WIDTH = 110


def laid_out(value: object, indent: int = 0) -> str:
    """JSON to read: what fits on a line stands on it."""
    flat = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict) or (indent and len(flat) + indent < WIDTH):
        if not isinstance(value, list) or len(flat) + indent < WIDTH:
            return flat
        return "[\n" + ",\n".join(" " * (indent + 2) + laid_out(x, indent + 2) for x in value) + f"\n{' ' * indent}]"
    members = (f'{" " * (indent + 2)}"{key}": {laid_out(inner, indent + 2)}' for key, inner in value.items())
    return "{\n" + ",\n".join(members) + f"\n{' ' * indent}}}"


def steady(text: str) -> str:
    """Without what changes with every release: the library's version, and the digest where texts of the rulebook change."""
    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text)
    return re.sub(r'"library_version": "[^"]+"', '"library_version": "…"', text)


def exchanged(match: re.Match[str]) -> str:
    """An exchange with its real answer, from the program itself."""
    request = json.loads(match["sent"])
    assert not list(validator("request").iter_errors(request))
    started = () if "rulebook" in request["dossier"] else ("--rulebook", str(SMALL))
    _, (answer,), _ = ran(json.dumps(request).encode() + b"\n", *started)
    assert not list(validator("answer").iter_errors(answer))
    return f"{match['request']}```json\n{steady(laid_out(answer))}\n```\n"


def test_the_exchanges_are_real(request: pytest.FixtureRequest) -> None:
    """Every request of the page gets the answer that the page shows; ``--update-golden`` writes it."""
    real = EXCHANGE.sub(exchanged, TEXT)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(real, encoding="utf-8")
    assert len(EXCHANGE.findall(TEXT)) == 4
    assert PAGE.read_text(encoding="utf-8") == real


def test_the_python_examples_run(request: pytest.FixtureRequest) -> None:
    """And print what the page says; ``--update-golden`` writes it."""

    def run(match: re.Match[str]) -> str:
        done = subprocess.run(
            [sys.executable, "-c", match["code"]], cwd=ROOT, capture_output=True, env=ENVIRONMENT, check=True
        )
        return f"```python\n{match['code']}```\n\n```text\n{done.stdout.decode()}```\n"

    written = PAGE.read_text(encoding="utf-8")
    real = PYTHON.sub(run, written)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(real, encoding="utf-8")
    assert len(PYTHON.findall(written)) == 2
    assert PAGE.read_text(encoding="utf-8") == real


def rows_below(head: str) -> list[list[str]]:
    """The cells of the table whose head begins so."""
    table = TEXT[TEXT.index(head) :].partition("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.splitlines()[2:]]


def test_the_table_of_values() -> None:
    """Every form of a value does what its row says."""
    book = load_rulebook(SMALL)
    rows = rows_below("| written | is |")
    assert len(rows) == 18
    for written, said in rows:
        value = "" if written == "the key left out" else f'"survey_score": {{"2025": {written.strip("`")}}}'
        dossier = json.dumps({**AN, "facts": {}, "lists": {"courses": []}}).replace(
            '"facts": {}', f'"facts": {{{value}}}'
        )
        sent = f'{{"request_id": 1, "explain": true, "dossier": {dossier}}}'.encode()
        (answer,) = answered(sent, book)
        assert _found(answer) == said.replace("`", ""), written


def _found(answer: dict[str, Any]) -> str:
    """What became of the score, in the words of the table."""
    if "error" in answer:
        return f"refused: {answer['error']['diagnostics'][0]['code']}"
    (verdict,) = answer["verdicts"]
    (merit,) = [one for one in verdict["verdict"]["explanation"]["children"] if one["path"].endswith("merit")]
    observed = merit["children"][0]["observed"]
    return str(observed["value"]["value"]) if observed["value"] else f"unknown: {observed['reason']}"


def test_the_tables_name_what_there_is() -> None:
    """Keys of requests, kinds of errors with their status, outcomes, exit codes."""
    assert [row[0].strip("`") for row in rows_below("| key of a request |")] == list(KEYS)
    kinds = validator("answer").schema["definitions"]["error"]["properties"]["kind"]["enum"]  # type: ignore[index]
    assert [row[0].strip("`") for row in rows_below("| `kind` |")] == kinds
    assert [row[0].strip("`") for row in rows_below("| `outcome` |")] == [*(one.value for one in Outcome), "an error"]
    assert [int(row[0]) for row in rows_below("| code | meaning |")] == list(EXIT_CODES)
