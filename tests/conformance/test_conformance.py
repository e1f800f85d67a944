"""Every conformance case, through every engine, by every way in: the API, the command line, lines of JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cli.running import Runner
from conformance.cases import (
    FAMILIES,
    MISSING_KEYS,
    RULEBOOKS,
    Case,
    Data,
    all_cases,
    changed_rulebook,
    dossier_text,
    fault_line,
    file_form,
    missing_line,
    of_family,
    rulebook,
    seen_in,
)

from cchc_rules import Verdict, load_rulebook
from cchc_rules.engine.evaluation import ENGINES, Engine
from cchc_rules.errors import CchcRulesError, Diagnostic, DossierError, RulebookError, UsageError
from cchc_rules.language.rulebooks.json_text import to_json_text

ERRORS = {"dossier": DossierError, "question": UsageError, "rulebook": RulebookError}
EVALUATED = tuple(sorted({case.data["rulebook"] for case in all_cases() if case.error != "rulebook"}))
WHOLE_FILE = frozenset(
    (
        "no-as-of",
        "as-of-day-first",
        "other-rulebook",
        "entities-a-list",
        "attestations-a-mapping",
        "no-such-entity-kind",
        "json-null-as-of",
        "json-null-rulebook",
    )
)
"""Cases whose fault is not one candidate's: as a file, such a dossier cannot be used as a whole."""

CONCERNS_NOBODY = "covering-somebody-else"
"""A covering attestation for somebody who is not in the file: a fault of the file that rejects nobody in it."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run the command line."""
    monkeypatch.delenv("CCHC_RULES_LANG", raising=False)
    return Runner(monkeypatch)


# --- the API


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("family", FAMILIES)
def test_api(family: str, engine: Engine) -> None:
    """Outcome, truths, missing facts and robustness are as expected; what is to be refused is refused just so."""
    wrong: list[str] = []
    for case in of_family(family):
        if case.error is None:
            wrong += case.differences(_seen(_evaluated(case, engine), robustness="outcomes" in case.data["expect"]))
        elif case.error != "rulebook":
            wrong += _otherwise_refused(case, partial(_evaluated, case, engine))
    assert wrong == []


def test_api_refuses_rulebooks(tmp_path: Path) -> None:
    """A rulebook that is to be refused is refused with these faults and no others, each in its file and place."""
    wrong: list[str] = []
    for case in all_cases():
        if case.error == "rulebook":
            wrong += _otherwise_refused(case, partial(load_rulebook, changed_rulebook(case, tmp_path / case.name)))
    assert wrong == []


def _otherwise_refused(case: Case, attempt: Callable[[], object]) -> list[str]:
    """What the faults with which ``attempt`` fails have otherwise than the case."""
    assert case.error is not None, case.id
    with pytest.raises(CchcRulesError) as caught:
        attempt()
    assert type(caught.value) is ERRORS[case.error], case.id
    found = sorted(_fault(case, one) for one in caught.value.diagnostics if one.severity == "error")
    expected = sorted(case.faults.elements())
    return [] if found == expected else [f"{case.id}: expected {expected}, got {found}"]


def _evaluated(case: Case, engine: Engine) -> Verdict:
    book = rulebook(case.data["rulebook"])
    dossier = book.dossier(case.data["dossier"])
    return book.award(case.data["award"]).evaluate(dossier, **case.question, engine=engine)


def _seen(verdict: Verdict, *, robustness: bool) -> Data:
    """A verdict in the words of a case."""
    seen: Data = {
        "outcome": verdict.outcome.value,
        "exact": verdict.exact,
        "truths": {node.path: node.truth.value for node in verdict.explanation.walk()},
        "missing": {missing_line({key: getattr(one, key) for key in MISSING_KEYS}) for one in verdict.unknown},
    }
    if robustness:
        known = verdict.with_robustness().robustness_known()
        seen["outcomes"] = None if known.outcomes is None else [outcome.value for outcome in known.outcomes]
    return seen


def _fault(case: Case, diagnostic: Diagnostic) -> str:
    """A diagnostic as a case writes it; a question has no place."""
    fault: Data = {"code": diagnostic.code}
    if case.error != "question":
        fault["path"] = diagnostic.pointer
    if case.error == "rulebook" and diagnostic.span is not None:
        fault["file"] = Path(diagnostic.span.file).name
    return fault_line(fault)


# --- the command line


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("key", EVALUATED)
def test_command_line_verdicts(key: str, engine: Engine, run: Runner, tmp_path: Path) -> None:
    """`evaluate --format json` says the same of many dossier files at once, one for each case."""
    wrong: list[str] = []
    for cases in _asked_alike(key):
        arguments = [*_question(cases[0], engine), *(str(_written(case, tmp_path)) for case in cases)]
        ran = run("evaluate", *arguments)
        assert ran.code == 0, (cases[0].id, ran.err)
        verdicts = {verdict["candidate"]: verdict for verdict in json.loads(ran.out)["verdicts"]}
        assert len(verdicts) == len(cases), cases[0].id
        for case in cases:
            wrong += case.differences(seen_in(verdicts[case.data["dossier"]["id"]]))
    assert wrong == []


def _asked_alike(key: str) -> Iterator[list[Case]]:
    """The cases of a rulebook that expect a verdict, those with the same question together."""
    groups: defaultdict[str, list[Case]] = defaultdict(list)
    for case in all_cases():
        if case.data["rulebook"] == key and case.error is None:
            question = {name: value for name, value in case.data.items() if name not in ("about", "dossier", "expect")}
            groups[json.dumps(question, sort_keys=True)].append(case)
    yield from groups.values()


def _question(case: Case, engine: Engine) -> list[str]:
    """The question of a case as options of the command line."""
    data = case.data
    options = ["--rulebook", str(RULEBOOKS / data["rulebook"]), "--award", data["award"], "--as-of", data["as_of"]]
    options += ["--format", "json", "--engine", engine]
    if "year" in data:
        options += ["--year", str(data["year"])]
    for reading, option in data.get("readings", {}).items():
        options += ["--reading", f"{reading}={option}"]
    return [*options, *(["--trust-bare-attestations"] if "trust_bare_attestations" in data else [])]


def _written(case: Case, folder: Path) -> Path:
    """The case's dossier as a file of its own."""
    path = folder / f"{case.name}.json"
    path.write_text(to_json_text(file_form(case), indent=None), "utf-8")
    return path


@pytest.mark.parametrize("engine", ENGINES)
def test_command_line_rejects_faulty_dossiers(engine: Engine, run: Runner, tmp_path: Path) -> None:
    """The faults of every dossier are told with its file, and all the others are evaluated."""
    faulty = [case for case in all_cases() if case.error == "dossier" and case.name not in WHOLE_FILE]
    sound = [case for case in all_cases() if case.family == "no-faults" and case.data["award"] == "award"]
    paths = {str(_written(case, tmp_path)): case for case in (*faulty, *sound)}
    ran = run("evaluate", *_question(sound[0], engine), *paths)
    answer = json.loads(ran.out)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for one in (*answer["warnings"], *(d for rejected in answer["rejected"] for d in rejected["diagnostics"])):
        if one["severity"] == "error":
            told[one["file"]].append(one["code"])
    wrong = {case.id: told[path] for path, case in paths.items() if case.error and sorted(told[path]) != case.codes}
    assert wrong == {}
    assert ran.code == 1
    candidates = {case.data["dossier"]["id"] for case in sound} | {CONCERNS_NOBODY}
    assert {verdict["candidate"] for verdict in answer["verdicts"]} == candidates


@pytest.mark.parametrize("name", sorted(WHOLE_FILE))
def test_command_line_refuses_whole_files(name: str, run: Runner, tmp_path: Path) -> None:
    """A file that cannot be used as a whole ends with exit code 3, its fault told."""
    (case,) = (case for case in all_cases() if case.name == name)
    ran = run("evaluate", *_question(case, "compiled"), str(_written(case, tmp_path)))
    assert (ran.code, ran.out) == (3, "")
    assert all(f"[{code}]" in ran.err for code in case.codes)


@pytest.mark.parametrize("engine", ENGINES)
def test_command_line_refuses_questions(engine: Engine, run: Runner, tmp_path: Path) -> None:
    """A question without an answer ends with exit code 2; a pair of award and candidate that do not suit is skipped."""
    for case in all_cases():
        if case.error != "question":
            continue
        ran = run("evaluate", *_question(case, engine), str(_written(case, tmp_path)))
        if case.codes == ["CR004"]:
            answer = json.loads(ran.out)
            assert (ran.code, answer["verdicts"], len(answer["skipped"])) == (0, [], 1), case.id
        else:
            assert (ran.code, ran.out) == (2, ""), case.id


def test_command_line_refuses_rulebooks(run: Runner, tmp_path: Path) -> None:
    """`check` tells the faults of every rulebook that is to be refused."""
    for case in all_cases():
        if case.error == "rulebook":
            ran = run("check", str(changed_rulebook(case, tmp_path / case.name)))
            assert ran.code == 1, (case.id, ran.code)
            assert all(f"[{code}]" in ran.out + ran.err for code in case.codes), (case.id, ran.out)


# --- lines of JSON


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("key", EVALUATED)
def test_json_lines(key: str, engine: Engine, run: Runner) -> None:
    """All cases of a rulebook as one stream of requests: every answer in its place, with the same verdict or faults."""
    cases = [case for case in all_cases() if case.data["rulebook"] == key and case.error != "rulebook"]
    lines = "".join(f"{_request(case)}\n" for case in cases)
    where = ("--rulebook", str(RULEBOOKS / key))
    ran = run("evaluate", "-", "--format", "jsonl", *where, "--engine", engine, given=lines)
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["request_id"] for answer in answers] == [case.id for case in cases]
    assert ran.code == (1 if any(case.error for case in cases) else 0)
    wrong = [line for case, answer in zip(cases, answers, strict=True) for line in _wrong_in(case, answer)]
    assert wrong == []


def _request(case: Case) -> str:
    """The request of a case, in one line; `explain` asks for the truths too."""
    data = case.data
    asked: Data = {"request_id": case.id, "award": data["award"], "as_of": data["as_of"], "explain": True}
    asked |= {key: data[key] for key in ("year", "readings", "trust_bare_attestations") if key in data}
    if "outcomes" in data["expect"]:
        asked["robustness"] = True
    head = to_json_text(asked, indent=None)
    return f'{head[:-1]}, "dossier": {dossier_text(case)}}}'


def _wrong_in(case: Case, answer: dict[str, Any]) -> list[str]:
    """What an answer says otherwise than the case."""
    if case.error is None:
        if "verdicts" not in answer:
            return [f"{case.id}: got {answer}"]
        (verdict,) = answer["verdicts"]
        seen = {
            "outcome": verdict["outcome"],
            "exact": verdict["exact"],
            "missing": {missing_line(one) for one in verdict["unknown"]},
            "truths": seen_in(verdict["verdict"])["truths"],
        }
        if "outcomes" in case.data["expect"]:
            seen["outcomes"] = verdict["robustness"]["outcomes"]
        return case.differences(seen)
    error = answer.get("error", {"kind": None, "diagnostics": []})
    inside = 1 if case.error == "dossier" else 0  # the place is told from the request
    found = [
        fault_line({"code": one["code"], **({"path": one["pointer"][inside:]} if inside else {})})
        for one in error["diagnostics"]
        if one["severity"] == "error"
    ]
    if (error["kind"], sorted(found)) == (case.error, sorted(case.faults.elements())):
        return []
    return [f"{case.id}: expected {case.error} {sorted(case.faults.elements())}, got {error['kind']} {found}"]
