"""Requests made of the example dossiers, one for each candidate; the program as a process that answers them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from attrs import frozen
from checkout import ROOT
from jsonschema import Draft7Validator

from cchc_rules import DossierError, LoadedRulebook, load_rulebook, shipped_rulebook
from cchc_rules.cli.answers import Answering, Defaults
from cchc_rules.cli.jsonl import answers
from cchc_rules.language.nodes import plain
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_file
from cchc_rules.resources import schema_text

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
ANNUAL = "giay-khen-ca-nhan-hang-nam"
SMALL = ROOT / "examples/rulebooks/so-vi-du/quy-che-2025"
OTHER = ROOT / "examples/rulebooks/so-noi-vu-hai-son/ke-hoach-mot-cua-2023"
FILES: dict[str, Path | None] = {
    "nam-2024.yaml": None,
    "giai-doan-2021-2025.yaml": None,
    "ho-so-vi-du.yaml": SMALL,
    "ho-so-mot-cua-2025.yaml": OTHER,
}
"""The example files, each with the folder of its rulebook; ``None`` for a shipped one."""

PERSON: dict[str, Any] = {"rulebook": PLAN, "as_of": "2025-01-20", "id": "cb-01", "kind": "individual"}
AN: dict[str, Any] = {
    "as_of": "2025-12-31",
    "award_year": 2025,
    "id": "an",
    "kind": "individual",
    "facts": {
        "good_conduct": {"2025": {"value": True, "capacity": "director", "date": "2025-12-20"}},
        "survey_score": {"2025": 96.5},
    },
}
COMMAND = (sys.executable, "-m", "cchc_rules", "evaluate", "-", "--format", "jsonl")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
ENVIRONMENT["PYTHONPATH"] = str(ROOT / "src")
"""Python as it runs where nobody set it up otherwise; in particular its streams are buffered."""


@cache
def validator(name: str) -> Draft7Validator:
    """What holds data against a schema of the library."""
    return Draft7Validator(json.loads(schema_text(name)))


@frozen
class Example:
    """One candidate of an example file, as a request would send it."""

    file: str
    id: str
    dossier: dict[str, Any]


@cache
def book_of(file: str) -> LoadedRulebook:
    """The rulebook of an example file."""
    folder = FILES[file]
    return shipped_rulebook(PLAN) if folder is None else load_rulebook(folder)


@cache
def examples(file: str) -> tuple[Example, ...]:
    """Every candidate of an example file, with what the file says of that one only."""
    whole: Any = plain(read_file(ROOT / "examples" / file, limits=DOSSIER_LIMITS, error=DossierError))
    return tuple(Example(file, one["id"], _alone(whole, one)) for one in whole["candidates"])


def _alone(file: Any, candidate: Any) -> dict[str, Any]:
    """The candidate in the flat form: its own entities and attestations beside it."""
    entities = {}
    for kind, described in file.get("entities", {}).items():
        link = candidate.get(kind)
        targets = set(link.values()) if isinstance(link, dict) else {link}
        entities[kind] = {target: facts for target, facts in described.items() if target in targets}
    attestations = [
        {**one, "candidates": [candidate["id"]]}
        for one in file.get("attestations", [])
        if candidate["id"] in one["candidates"]
    ]
    envelope = {key: file[key] for key in ("rulebook", "award_year", "as_of", "documents") if key in file}
    return {**envelope, "entities": entities, "attestations": attestations, **candidate}


def line(request: object) -> bytes:
    """A request as it is sent, with its line end; decimals as they are written."""
    return json.dumps(request, ensure_ascii=False, default=_number).encode() + b"\n"


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    assert Decimal(repr(float(value))) == value
    return float(value)


def answered(
    lines: bytes, book: LoadedRulebook | None = None, defaults: Defaults | None = None
) -> list[dict[str, Any]]:
    """The answers to lines, each of them valid by the schema of answers."""
    found: list[Any] = list(answers(BytesIO(lines), Answering(book, defaults), lambda: None))
    for one in found:
        errors = [error.message for error in validator("answer").iter_errors(one)]
        assert not errors, errors
    return found


def answer_to(request: object, book: LoadedRulebook | None = None, defaults: Defaults | None = None) -> dict[str, Any]:
    """The answer to one request."""
    (found,) = answered(line(request), book, defaults)
    return found


def fault_of(answer: dict[str, Any]) -> tuple[str, list[tuple[str, list[str | int]]]]:
    """Whose fault it is, and every diagnostic: its code and the way to its place."""
    error = answer["error"]
    return error["kind"], [(one["code"], one["pointer"]) for one in error["diagnostics"]]


@contextmanager
def program(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program, answering over pipes; it is stopped if it does not stop by itself."""
    process = subprocess.Popen(
        [*COMMAND, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in pipes(process):
            with suppress(BrokenPipeError):
                stream.close()


def pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    """Its three streams."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    return process.stdin, process.stdout, process.stderr


def ran(lines: bytes, *options: str) -> tuple[int, list[Any], str]:
    """What a whole run gives: exit code, answers, standard error."""
    done = subprocess.run([*COMMAND, *options], input=lines, capture_output=True, env=ENVIRONMENT, check=False)
    return done.returncode, [json.loads(one) for one in done.stdout.splitlines()], done.stderr.decode()
