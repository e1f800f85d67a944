"""`docs/proofs.md` shows what happens: its commands are run in a folder beside the examples, in order."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

from cchc_rules.cli.replay import FALLS, MISSING, NEW, OTHER_ROUTE, STANDS
from cchc_rules.language.proof_codes import PROOF_CODES
from cchc_rules.resources import schema_text

PAGE = ROOT / "docs/proofs.md"
TEXT = PAGE.read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(?P<lines>(?:.*\n)*?)```\n")
PYTHON = re.compile(r"```python\n(?P<code>(?:.*\n)*?)```\n\n```text\n(?P<output>(?:.*\n)*?)```\n")


def ran(arguments: list[str], folder: Path) -> str:
    """What a command prints, without digest and version."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=True,
    )
    return re.sub(r"sha256:[0-9a-f]{12}…", "sha256:…", done.stdout)


def test_everything_shown_is_real(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Every command and the Python example with what they print; ``--update-golden`` writes it."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    text = (ROOT / "examples/nam-2024.yaml").read_text("utf-8")
    (tmp_path / "corrected.yaml").write_text(text.replace("par_rank: {2024: 5}", "par_rank: {2024: 6}"), "utf-8")

    def console(match: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", match["lines"], re.MULTILINE)
        return f"```console\n{''.join(map(shown, commands))}```\n"

    def shown(line: str) -> str:
        command, _, pipe = line.partition(" | ")
        program, *arguments = shlex.split(command)
        assert program == "cchc-rules"
        lines = ran(["-m", "cchc_rules", *arguments], tmp_path).splitlines(keepends=True)
        name, _, number = pipe.partition(" -")
        kept = {"": lines, "head": lines[: int(number or 0)], "tail": lines[-int(number or 0) :]}[name]
        return f"$ {line}\n{''.join(kept)}"

    def python(match: re.Match[str]) -> str:
        return f"```python\n{match['code']}```\n\n```text\n{ran(['-c', match['code']], ROOT)}```\n"

    real = PYTHON.sub(python, CONSOLE.sub(console, TEXT))
    if request.config.getoption("--update-golden"):
        PAGE.write_text(real, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == real
    assert len(CONSOLE.findall(TEXT)) == 2


def test_the_page_names_what_there_is() -> None:
    """Every key of a proof, every status, every code about proofs that a receiver meets."""
    schema = json.loads(schema_text("proof"))
    table = TEXT[TEXT.index("| key | content |") :].partition("\n\n")[0]
    named = {key for row in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    assert named == set(schema["definitions"]["proof"]["properties"]) - {"schema_version"}
    table = TEXT[TEXT.index("| status | meaning |") :].partition("\n\n")[0]
    statuses = {key for row in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split(" | ")[0])}
    assert statuses == {STANDS, OTHER_ROUTE, FALLS, NEW, MISSING}
    assert set(re.findall(r"CR6\d\d", TEXT)) <= set(PROOF_CODES)
    assert {code for code in PROOF_CODES if "CR601" <= code <= "CR614"} <= set(re.findall(r"CR6\d\d", TEXT))
