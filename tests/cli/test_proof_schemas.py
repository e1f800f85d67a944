"""What ``verify`` writes as JSON is as its schema says, and the schema lets no slip through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import pytest
from cli.running import TRIAL, TRIAL_ANNUAL, Runner
from jsonschema import Draft7Validator

from cchc_rules.explain.proof_form import proof_digest
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


@pytest.mark.parametrize("name", ["verification"])
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


@pytest.fixture
def verification(run: Runner, tmp_path: Path) -> Any:
    """Of a proof that is accepted, one that claims nothing, one that was changed, and something else."""
    file = tmp_path / "proofs.json"
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
    assert found == [(True, True, 0), (True, False, 0), (False, True, 1), (False, True, 1)]
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
        (("proofs", 2, "diagnostics"), []),
        (("proofs", 2, "diagnostics", 0, "severity"), "fatal"),
        (("proofs", 2, "diagnostics", 0, "message"), "không đúng"),
        (("proofs", 2, "diagnostics", 0, "line"), "1"),
    ],
)
def test_the_schema_refuses_another_verification(way: Way, value: object, verification: Any) -> None:
    """What is accepted has no fault, what is refused has one, and every value is of its kind."""
    assert faults("verification", changed(verification, way, value))
