"""What ``verify`` and ``archive --replay`` write as JSON is as their schemas say, and these let no slip through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import pytest
from cli.running import ANNUAL, TRIAL, TRIAL_ANNUAL, TRIAL_PERIOD, Runner
from jsonschema import Draft7Validator

from cchc_rules.cli.replay import FALLS, MISSING, NEW, OTHER_ROUTE, STANDS
from cchc_rules.explain.proof_form import proof_digest
from cchc_rules.model.truth import Outcome
from cchc_rules.resources import schema_text

Way = tuple[str | int, ...]


def schema(name: str) -> Any:
    """A schema as data."""
    return json.loads(schema_text(name))


def faults(name: str, data: object) -> list[str]:
    """What is wrong with data by a schema."""
    return [error.message for error in Draft7Validator(schema(name)).iter_errors(cast(Any, data))]


def slips(data: Any) -> Iterator[tuple[Way, object]]:
    """The data with one key less, and with one more, at every mapping of it whose keys are fixed."""
    for way in mappings(data):
        for key in at(data, way):
            less = deepcopy(data)
            del at(less, way)[key]
            yield (*way, f"-{key}"), less
        more = deepcopy(data)
        at(more, way)["slip"] = None
        yield (*way, "+"), more


def mappings(data: object, way: Way = ()) -> Iterator[Way]:
    """The ways to all mappings of the data; the chosen readings may have any keys."""
    if isinstance(data, dict) and way[-1:] != ("readings",):
        yield way
    for key, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from mappings(inner, (*way, key))


def at(data: Any, way: Way) -> Any:
    """What stands at the end of a way."""
    for step in way:
        data = data[step]
    return data


def changed(data: Any, way: Way, value: object) -> Any:
    """The data with another value at one place."""
    other = deepcopy(data)
    at(other, way[:-1])[way[-1]] = value
    return other


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    """The command line, for all tests of this file: they only read what it wrote."""
    with pytest.MonkeyPatch.context() as patch:
        yield Runner(patch)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it writes."""
    return tmp_path_factory.mktemp("proofs")


@pytest.mark.parametrize("name", ["verification", "replay"])
def test_the_schemas_are_schemas(name: str) -> None:
    """Draft-07, self-contained, with no definition that is not used; those of `evaluation` are the same there."""
    one, evaluation = schema(name), schema("evaluation")["definitions"]
    Draft7Validator.check_schema(one)
    lines = [line for line in json.dumps(one, indent=0).splitlines() if '"$ref"' in line]
    named = {line.partition('"#/definitions/')[2].partition('"')[0] for line in lines}
    assert named == set(one["definitions"])
    shared = set(one["definitions"]) & set(evaluation)
    assert shared >= {"diagnostic", "text"}
    assert all(one["definitions"][each] == evaluation[each] for each in shared)


# Verification


@pytest.fixture(scope="module")
def verification(run: Runner, folder: Path) -> Any:
    """Of a proof that is accepted, one that claims nothing, one that was changed, and something else."""
    file = folder / "proofs.json"
    run("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--proofs", str(file), "--summary")
    proofs: list[Any] = json.loads(file.read_text("utf-8"))
    open_one = next(proof for proof in proofs if proof["outcome"] == "undetermined")
    nothing = {**open_one, "proof": "unresolved", "evidence": None, "completions": None}
    nothing["digest"] = proof_digest(nothing)
    given = [proofs[0], nothing, {**proofs[0], "year": 2023}, "no proof"]
    ran = run("verify", "-", str(file), "--rulebook", TRIAL, "--format", "json", given=json.dumps(given))
    assert ran.code == 1
    return json.loads(ran.out)


def test_a_verification_is_as_the_schema_says(verification: Any) -> None:
    """Whatever was found: accepted, claims nothing, refused."""
    assert faults("verification", verification) == []
    found = [(proof["accepted"], proof["claims"], len(proof["diagnostics"])) for proof in verification["proofs"][:4]]
    assert found == [(True, True, 0), (True, False, 0), (False, False, 1), (False, False, 1)]
    assert [(proof["file"], proof["number"]) for proof in verification["proofs"][1:3]] == [("-", 2), ("-", 3)]


def test_a_verification_has_no_key_more_or_less(verification: Any) -> None:
    """Every key is required, and no other is allowed, at every depth."""
    found = {way: faults("verification", slip) for way, slip in slips(verification)}
    assert [way for way, told in found.items() if not told] == []
    assert {("-proofs",), ("proofs", 0, "-claims"), ("proofs", 2, "diagnostics", 0, "message", "-en")} <= set(found)


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("schema_version",), 2),
        (("rulebook",), None),
        (("rules_digest",), "sha256:0"),
        (("proofs",), []),
        (("proofs", 0, "file"), None),
        (("proofs", 0, "number"), 0),
        (("proofs", 0, "number"), "1"),
        (("proofs", 0, "accepted"), "yes"),
        (("proofs", 0, "accepted"), False),
        (("proofs", 0, "claims"), None),
        (("proofs", 2, "accepted"), True),
        (("proofs", 2, "claims"), True),
        (("proofs", 2, "diagnostics"), []),
        (("proofs", 2, "diagnostics", 0, "severity"), "fatal"),
        (("proofs", 2, "diagnostics", 0, "message"), "không đúng"),
        (("proofs", 2, "diagnostics", 0, "line"), "1"),
    ],
)
def test_the_schema_refuses_another_verification(way: Way, value: object, verification: Any) -> None:
    """What is accepted has no fault, what is refused has one, and every value is of its kind."""
    assert faults("verification", changed(verification, way, value))


# Replay


@pytest.fixture(scope="module")
def replay(run: Runner, folder: Path) -> Any:
    """By corrected dossiers: a worse rank of one office, one candidate less and one more."""
    file, corrected = str(folder / "xet-2024.zip"), folder / "corrected.yaml"
    text = Path(ANNUAL).read_text("utf-8").replace("par_rank: {2024: 5}", "par_rank: {2024: 6}")
    corrected.write_text(text.replace("cb-02", "cb-99"), "utf-8")
    run(
        "archive",
        ANNUAL,
        "--output",
        file,
        "--award",
        "giay-khen-ca-nhan-hang-nam",
        "--reading",
        "index-binding=either",
    )
    ran = run("archive", "--replay", file, "--dossiers", str(corrected), "--format", "json")
    assert ran.code == 0
    return json.loads(ran.out)


def of_status(replay: Any, status: str) -> int:
    """The position of the first verdict with a status."""
    return next(number for number, verdict in enumerate(replay["verdicts"]) if verdict["status"] == status)


def test_a_replay_is_as_the_schema_says(replay: Any) -> None:
    """Every status is among its verdicts, and a reading among its question."""
    assert faults("replay", replay) == []
    assert {verdict["status"] for verdict in replay["verdicts"]} == {STANDS, OTHER_ROUTE, FALLS, NEW, MISSING}
    assert replay["question"]["readings"] == {"index-binding": "either"}
    assert any(verdict["diagnostics"] for verdict in replay["verdicts"])


def test_a_replay_of_a_period_is_as_the_schema_says(run: Runner, folder: Path) -> None:
    """Without corrections, and without a year."""
    file = str(folder / "nhiem-ky.zip")
    run("archive", TRIAL_PERIOD, "--rulebook", TRIAL, "--output", file)
    said = json.loads(run("archive", "--replay", file, "--format", "json").out)
    assert faults("replay", said) == []
    assert said["question"]["year"] is None


def test_a_replay_has_no_key_more_or_less(replay: Any) -> None:
    """Every key is required, and no other is allowed, at every depth."""
    one_each = {**replay, "verdicts": [replay["verdicts"][of_status(replay, status)] for status in replay["summary"]]}
    found = {way: faults("replay", slip) for way, slip in slips(one_each)}
    assert [way for way, told in found.items() if not told] == []
    assert {("-question",), ("question", "-year"), ("summary", "-new"), ("verdicts", 3, "-before")} <= set(found)


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("schema_version",), 2),
        (("archive",), None),
        (("rulebook",), ""),
        (("rulebook",), "thanh-tra-binh-dinh/ke-hoach\n2022"),
        (("rules_digest",), "sha256:0"),
        (("question", "awards"), []),
        (("question", "as_of"), "20/01/2025"),
        (("question", "readings", "index-binding"), 1),
        (("summary", "stands"), -1),
        (("summary", "falls"), None),
    ],
)
def test_the_schema_refuses_another_replay(way: Way, value: object, replay: Any) -> None:
    """Every value is of its kind."""
    assert faults("replay", changed(replay, way, value))


@pytest.mark.parametrize(
    ("status", "key", "value"),
    [
        (STANDS, "status", "stood"),
        (STANDS, "status", NEW),
        (STANDS, "status", MISSING),
        (STANDS, "now", None),
        (STANDS, "before", "yes"),
        (STANDS, "award", None),
        (OTHER_ROUTE, "status", STANDS),
        (OTHER_ROUTE, "now", None),
        (FALLS, "status", STANDS),
        (FALLS, "before", None),
        (FALLS, "diagnostics", None),
        (NEW, "status", FALLS),
        (NEW, "before", "eligible"),
        (NEW, "now", None),
        (MISSING, "status", OTHER_ROUTE),
        (MISSING, "now", "eligible"),
        (MISSING, "before", None),
    ],
)
def test_the_schema_refuses_another_status(status: str, key: str, value: object, replay: Any) -> None:
    """A status goes with outcomes: `new` has none before, `missing` none now, and what stands has no fault."""
    assert faults("replay", changed(replay, ("verdicts", of_status(replay, status), key), value))


def test_the_schema_of_replays_knows_every_word() -> None:
    """Statuses and outcomes are those of the code, the question is that of the manifest."""
    definitions, manifest = schema("replay")["definitions"], schema("archive")["definitions"]["archive"]["properties"]
    statuses = [STANDS, OTHER_ROUTE, FALLS, NEW, MISSING]
    assert definitions["replayed_verdict"]["properties"]["status"]["enum"] == statuses
    assert definitions["summary"]["required"] == list(definitions["summary"]["properties"]) == statuses
    assert definitions["outcome"]["enum"] == [outcome.value for outcome in Outcome]
    for key in ("library_version", "rulebook", "rules_digest", "question"):
        assert definitions["replay"]["properties"][key] == manifest[key]
