"""The case files themselves: their shape, that they are well told, and that nothing of the language is left out."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import jsonschema
import pytest
from conformance.cases import FAMILIES, HERE, RULEBOOKS, Case, all_cases, of_family, rulebook

from cchc_rules.explain.findings import ENGINE_REASONS
from cchc_rules.language.dossiers.codes import DOSSIER_CODES
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import BUILT_IN_REASONS

KINDS: dict[type, str] = {
    p.AllOf: "all_of",
    p.AnyOf: "any_of",
    p.NoneOf: "none_of",
    p.Of: "of",
    p.FactIs: "fact",
    p.Attested: "attested",
    p.CountOf: "count",
    p.Some: "some",
    p.Every: "every",
    p.Years: "years",
    p.Reading: "reading",
    p.Use: "use",
    p.External: "external",
    p.Nothing: "nothing",
}
EQUALITY = ("is", "one_of")
ORDERS = (*EQUALITY, "at_least", "at_most", "more_than", "less_than", "between")
COMPARISONS = {
    "boolean": EQUALITY,
    "enum": EQUALITY,
    "text": EQUALITY,
    "integer": ORDERS,
    "decimal": ORDERS,
    "rank": ORDERS,
    "grade": ORDERS,
    "date": (*EQUALITY, "on_or_after", "on_or_before", "after", "before", "between"),
}
"""By type, the comparisons that it knows (`docs/language.md` 3.3)."""

TRUTHS = ("met", "not_met", "undetermined")
LEAST = 500
CASES = all_cases()
VERDICTS = tuple(case for case in CASES if case.error is None)
OF_FILES = {"CR515", "CR565", "CR566", "CR569", "CR570", "CR571", "CR572", "CR573"}
"""Faults that one candidate in the flat form cannot have: of several candidates, of several files, of too many faults."""


def test_every_file_has_the_shape_of_a_case() -> None:
    """`case.schema.json` describes every case."""
    schema = json.loads((HERE / "case.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = {
        case.id: [error.message for error in validator.iter_errors(_without_decimals(case.data))] for case in CASES
    }
    assert {case: messages for case, messages in wrong.items() if messages} == {}


def _without_decimals(data: Any) -> Any:
    """Data that a JSON Schema can be held against: a schema knows no exact decimals."""
    if isinstance(data, dict):
        return {key: _without_decimals(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_decimals(value) for value in data]
    return data if isinstance(data, (bool, int, str, type(None))) else float(data)


def test_there_are_enough_and_each_is_short() -> None:
    """At least five hundred, each with a name of its own, each read in one look."""
    assert len(CASES) >= LEAST
    names = Counter(case.name for case in CASES)
    assert [name for name, times in names.items() if times > 1] == []
    files = [path for path in (HERE / "cases").rglob("*") if path.is_file()]
    long = [path.name for path in files if path.read_text("utf-8").count("\n") > 60]
    assert long == []


def test_every_dossier_is_called_after_its_case() -> None:
    """So that many cases can be evaluated at once; but for those whose fault is the id."""
    other = {c.name for c in CASES if c.error != "rulebook" and c.data["dossier"].get("id") != c.name}
    assert other == {"no-id", "id-with-blanks"}


def test_every_rulebook_loads_and_is_used() -> None:
    """Every rulebook of the cases is valid, and every award of it is asked about."""
    folders = {f"{path.parent.parent.name}/{path.parent.name}" for path in RULEBOOKS.rglob("rulebook.yaml")}
    assert folders == {case.data["rulebook"] for case in CASES}
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for case in VERDICTS:
        asked[case.data["rulebook"]].add(case.data["award"])
    assert {key: sorted(awards) for key, awards in asked.items()} == {
        key: sorted(award.id for award in rulebook(key).awards) for key in folders
    }


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_all_three_outcomes(family: str) -> None:
    """Met, not met and undetermined in every family of verdicts."""
    outcomes = {case.data["expect"]["outcome"] for case in of_family(family) if case.error is None}
    refused = {case.error for case in of_family(family)} - {None}
    assert outcomes == {"eligible", "not_eligible", "undetermined"} or (outcomes == set() and len(refused) == 1)


def test_an_undetermined_verdict_says_what_is_missing_and_no_other_does() -> None:
    """What is missing is told of undetermined verdicts only."""
    assert [c.id for c in VERDICTS if bool(c.data["expect"]["missing"]) != (_outcome(c) == "undetermined")] == []


def _outcome(case: Case) -> str:
    outcome: str = case.data["expect"]["outcome"]
    return outcome


def test_every_predicate_has_every_truth() -> None:
    """Every kind of predicate is expected to be met, not met and undetermined; `external` and `nothing` have one truth."""
    found = {(KINDS[type(part)], truth) for case in VERDICTS for part, truth in _truths_of_predicates(case)}
    expected = {(kind, truth) for kind in KINDS.values() for truth in TRUTHS}
    expected -= {("external", "met"), ("external", "not_met"), ("nothing", "not_met"), ("nothing", "undetermined")}
    assert found == expected


def test_every_comparison_of_every_type_has_every_truth() -> None:
    """Every comparison that a type knows, met, not met and undetermined."""
    found = {
        (_type_of(case, part), part.comparison.value, truth)
        for case in VERDICTS
        for part, truth in _truths_of_predicates(case)
        if isinstance(part, p.FactIs)
    }
    assert found == {(of, one, truth) for of, known in COMPARISONS.items() for one in known for truth in TRUTHS}


def test_every_bound_has_every_truth() -> None:
    """`of`, `count` and `years` with each form of a bound; `years` with `consecutive` too."""
    found = set()
    for case in VERDICTS:
        for part, truth in _truths_of_predicates(case):
            if isinstance(part, (p.Of, p.CountOf, p.Years)):
                form = "consecutive" if isinstance(part, p.Years) and part.consecutive else ""
                found.add((KINDS[type(part)], form or "+".join(key for key, _ in part.bound.operands()), truth))
    forms = ("at_least", "at_most", "exactly", "at_least+at_most")
    expected = {(kind, form, truth) for kind in ("of", "count", "years") for form in forms for truth in TRUTHS}
    assert found == expected | {("years", "consecutive", truth) for truth in TRUTHS}


def test_every_reason_occurs() -> None:
    """Every reason for a missing value that a verdict can give, and one that a rulebook adds."""
    found = {one["reason"] for case in VERDICTS for one in case.data["expect"]["missing"]}
    assert found == (set(BUILT_IN_REASONS) | set(ENGINE_REASONS) | {"lost"}) - {"unseen"}


def test_the_code_of_every_fault_in_a_dossier_occurs() -> None:
    """Every error that a dossier of one candidate can have; those of several files and of other limits are left out."""
    found = {code for case in CASES if case.error == "dossier" for code in case.codes}
    errors = {code for code, (severity, _) in DOSSIER_CODES.items() if severity == "error"}
    assert errors - found == OF_FILES
    assert found <= errors


def _type_of(case: Case, part: p.FactIs) -> str:
    """The type of the fact or field that a condition is on."""
    vocabulary = rulebook(case.data["rulebook"]).rulebook.vocabulary
    kind = case.data["dossier"]["kind"]
    if "." in part.fact:
        entity, name = part.fact.split(".")
        return vocabulary.entities[entity].facts[name].type.value
    if part.fact in vocabulary.candidates.get(kind, {}):
        return vocabulary.candidates[kind][part.fact].type.value
    (field,) = {spec.fields[part.fact].type.value for spec in vocabulary.lists.values() if part.fact in spec.fields}
    return field


def _truths_of_predicates(case: Case) -> Iterator[tuple[p.Predicate, str]]:
    """Every predicate of the case's award, with each truth that the case expects of it."""
    book = rulebook(case.data["rulebook"]).rulebook
    award = book.awards[case.data["award"]]
    readings = book.default_readings() | case.data.get("readings", {})
    truths: dict[str, str] = case.data["expect"]["truths"]

    def walk(part: p.Predicate, paths: set[str]) -> Iterator[tuple[p.Predicate, str]]:
        for path in paths:
            yield part, truths[path]
        match part:
            case p.Reading():
                yield from walk(part.options[readings[part.reading]], paths)
            case p.Use():
                yield from walk(book.definitions[part.definition].body, paths)
            case p.Years() | p.CountOf() | p.Some() | p.Every():
                inner = {path for path in truths for above in paths if re.fullmatch(_INNER, path.removeprefix(above))}
                yield from children(p.parts(part), inner)
            case _:
                yield from children(p.parts(part), paths)

    def children(parts: Iterable[p.Predicate], above: set[str]) -> Iterator[tuple[p.Predicate, str]]:
        for position, part in enumerate(parts, 1):
            yield from walk(part, {f"{path}/{part.id or position}" for path in above})

    return walk(award.criteria, {award.id})


_INNER = r"@[0-9]{4}|\[[0-9]+\]"
"""From a list or from `years`: a record, a counted year."""
