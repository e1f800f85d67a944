"""The options of `evaluate - --format jsonl`, what it refuses, and the schemas that the command prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli.running import Runner
from integration.asking import (
    AN,
    ANNUAL,
    PERSON,
    SMALL,
    examples,
    line,
    ran,
    validator,
)

from cchc_rules import LoadedAward
from cchc_rules.cli.show import SCHEMAS

FILE = {
    "rulebook": PERSON["rulebook"],
    "award_year": 2024,
    "as_of": PERSON["as_of"],
    "candidates": [{"id": PERSON["id"], "kind": PERSON["kind"]}],
}
ASK = {"request_id": "r1", "award": ANNUAL, "year": 2024, "dossier": PERSON}


def test_the_options_are_the_defaults_of_requests(run: Runner) -> None:
    """Rulebook, awards, year, day, readings, flags and engine."""
    options = ("--rulebook", str(SMALL), "--award", "guong-mat-so", "--year", "2026", "--as-of", "2026-01-05")
    flags = ("--trust-bare-attestations", "--robust", "--engine", "reference")
    bare = {**AN, "facts": {**AN["facts"], "good_conduct": {"2026": True}}}
    ran = run("evaluate", "-", "--format", "jsonl", *options, *flags, given=line({"request_id": 1, "dossier": bare}))
    (verdict,) = json.loads(ran.out)["verdicts"]
    assert (verdict["award"], verdict["outcome"]) == ("guong-mat-so", "undetermined")
    assert [unknown["fact"] or unknown["list"] for unknown in verdict["unknown"]] == ["survey_score", "courses"]
    assert verdict["provenance"]["trust_bare_attestations"] is True
    assert (verdict["provenance"]["year"], verdict["provenance"]["as_of"]) == (2026, "2026-01-05")
    assert verdict["robustness"] == {"robust": True, "outcomes": ["undetermined"], "flips": [], "joint_flips": []}


def test_readings_of_the_command_line(run: Runner) -> None:
    """Another option than the default, for every request that does not choose one."""
    ran = run("evaluate", "-", "--format", "jsonl", "--reading", "index-binding=either", given=line(ASK))
    assert json.loads(ran.out)["verdicts"][0]["readings"]["index-binding"] == "either"


def test_both_engines_give_the_same_answers() -> None:
    """Byte for byte, over the examples."""
    lines = b"".join(line({"request_id": one.id, "dossier": one.dossier}) for one in examples("nam-2024.yaml"))
    answers = [ran(lines, "--engine", engine) for engine in ("compiled", "reference")]
    assert answers[0] == answers[1]
    assert len(answers[0][1]) == len(examples("nam-2024.yaml"))


@pytest.mark.parametrize("format", ["json", "jsonl"])
@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_the_engine_is_the_one_that_was_chosen(
    format: str, engine: str, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both give equal verdicts, so that only asking them tells which one it was."""
    asked: list[object] = []
    for name in ("evaluate", "evaluate_many"):
        real = getattr(LoadedAward, name)

        def noted(*given: Any, real: Any = real, **more: Any) -> Any:
            asked.append(more["engine"])
            return real(*given, **more)

        monkeypatch.setattr(LoadedAward, name, noted)
    given = line(ASK) if format == "jsonl" else line(FILE)
    run("evaluate", "-", "--format", format, "--award", ANNUAL, "--engine", engine, given=given)
    assert asked == [engine]


WRONG = {
    "nothing to read": (("evaluate", "--format", "jsonl"), "`-` để đọc đầu vào chuẩn"),
    "a file": (("evaluate", "ho-so.yaml", "--format", "jsonl"), "ghi `-` thay cho tên tệp"),
    "a summary": (("evaluate", "-", "--format", "jsonl", "--summary"), "`--summary` không dùng với"),
    "a worklist": (("evaluate", "-", "--format", "jsonl", "--worklist"), "`--worklist` không dùng với"),
    "some outcomes": (("evaluate", "-", "--format", "jsonl", "--only", "eligible"), "`--only` không dùng với"),
    "an unknown award": (
        ("evaluate", "-", "--format", "jsonl", "--rulebook", str(SMALL), "--award", "guong-mat"),
        "CR002",
    ),
    "an unknown reading": (
        ("evaluate", "-", "--format", "jsonl", "--rulebook", str(SMALL), "--reading", "a=b"),
        "CR009",
    ),
    "two options": (
        ("evaluate", "-", "--format", "jsonl", "--reading", "a=b", "--reading", "a=c"),
        "được ghi hai lần, khác nhau",
    ),
    "awaited criteria": (
        ("evaluate", "-", "--format", "jsonl", "--rulebook", "ubnd-tinh-binh-dinh/ke-hoach-24-2022"),
        "CR012",
    ),
    "an unknown engine": (("evaluate", "-", "--engine", "fast"), "chọn một trong: compiled, reference"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_usage_is_told_before_anything_is_read(case: str, run: Runner) -> None:
    """The code is 2, and nothing is answered."""
    arguments, told = WRONG[case]
    ran = run(*arguments, given=line(ASK))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_rulebook_that_cannot_be_used_ends_with_3(run: Runner, tmp_path: Path) -> None:
    """Before anything is read."""
    ran = run("evaluate", "-", "--format", "jsonl", "--rulebook", str(tmp_path), given=line(ASK))
    assert (ran.code, ran.out) == (3, "")
    assert "CR261" in ran.err


def test_the_command_prints_the_schemas(run: Runner) -> None:
    """``cchc-rules schema request``, and so on."""
    for name in SCHEMAS:
        ran = run("schema", name)
        assert (ran.code, ran.err) == (0, "")
        assert json.loads(ran.out) == validator(name).schema


def test_the_schema_of_answers_holds_that_of_verdicts() -> None:
    """Both are draft-07; what they share with the other schemas is the same there."""
    answer, verdict, evaluation = (validator(name).schema for name in ("answer", "verdict", "evaluation"))
    for name in ("answer", "request"):
        validator(name).check_schema(validator(name).schema)
    assert isinstance(answer, dict)
    assert isinstance(verdict, dict)
    assert isinstance(evaluation, dict)
    shared = {**verdict["definitions"], "diagnostic": evaluation["definitions"]["diagnostic"]}
    assert {name: answer["definitions"][name] for name in shared} == shared
    parts = answer["definitions"]["answered_verdict"]["properties"]
    whole = verdict["definitions"]["verdict"]["properties"]
    for part in ("award", "candidate", "kind", "outcome", "exact", "method", "unknown"):
        assert parts[part] == whole[part]
