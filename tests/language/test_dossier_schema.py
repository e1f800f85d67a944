"""The schema of dossier files says what the decoder says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from language.dossier_examples import ERRORS, candidate, found, rendered, rulebook
from language.dossier_strategies import TREES, documents, spoilt
from language.test_dossier_laws import result_of

from cchc_rules.language.dossiers.schema import dossier_schema
from cchc_rules.language.reading.reader import plain, read_text
from cchc_rules.language.rulebooks.load import load_rulebook, shipped_ids, shipped_path
from cchc_rules.model.dossier import DossierSet
from cchc_rules.model.rulebook import Rulebook

VALIDATOR = Draft7Validator(dossier_schema(rulebook()))
SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])

BEYOND_A_SCHEMA = {
    "CR506": "days that no calendar has",
    "CR511": "documents that are declared elsewhere in the file",
    "CR515": "ids that other candidates have",
    "CR525": "digits, which a schema computes in binary",
    "CR540": "dates held against the file's own",
    "CR541": "dates held against the file's own",
    "CR545": "candidates of the file",
    "CR546": "facts of the kinds of the candidates named",
    "CR556": "values that other records have",
    "CR557": "dates held against the file's own",
}
"""What a schema does not refuse, and what it would have to know."""


def accepted(tree: Any) -> bool:
    """Whether the schema has nothing to say."""
    return VALIDATOR.is_valid(tree)


def faultless(tree: Any) -> bool:
    """Whether the decoder has nothing to say but warnings."""
    result = result_of(tree)
    return isinstance(result, DossierSet) and all(fault.severity == "warning" for fault in found(result))


@SLOW
@given(documents())
def test_accepts_what_the_decoder_accepts(tree: Any) -> None:
    """A document without fault passes the schema."""
    assert list(VALIDATOR.iter_errors(tree)) == []


@SLOW
@given(st.one_of(spoilt(), TREES))
def test_refuses_only_what_the_decoder_refuses(tree: Any) -> None:
    """What the schema refuses has a fault."""
    assert accepted(tree) or not faultless(tree)


@pytest.mark.parametrize("folder", sorted(ERRORS.glob("CR5*")), ids=lambda folder: folder.name)
def test_refuses_the_examples(folder: Path) -> None:
    """Every example of a fault in one file is refused by the schema, but for what a schema cannot know."""
    for path in folder.glob("dossier.yaml"):
        tree = plain(read_text(path.read_text("utf-8"), path.name))
        alone = folder.name in ("CR510", "CR513", "CR533", "CR539", "CR560", "CR571") or folder.name in BEYOND_A_SCHEMA
        assert accepted(tree) is alone, rendered(())


@pytest.mark.parametrize(
    "part",
    [
        "facts: {score: '91,5'}",
        "facts: {score: -1}",
        "facts: {years_of_service: 61}",
        "facts: {rating: {24: good}}",
        "facts: {rating: {2024: best}}",
        "facts: {trusted: {value: true, date: 2025-01-10}}",
        "facts: {trusted: {value: true, capacity: director, date: 2025-01-10, of: p}}",
        "facts: {trusted: {value: true, capacity: head_of_division, date: 2025-01-10}}",
        "facts: {trusted: {unknown: nobody_knows}}",
        "facts: {trusted: {value: null}}",
        "facts: {size: 5}",
        "lists: {meetings: []}",
        "lists: {languages: {to: 2024-12-31, items: []}}",
        "lists: {articles: {to: 2024-12-31, complete: false, items: []}}",
        "lists: {articles: [{posted_on: 1/3/2024}]}",
        "office: {}",
        "office: ' x'",
        "name: 5",
    ],
)
def test_refuses(part: str) -> None:
    """What a schema can refuse it does."""
    tree = plain(read_text(candidate(part), "dossier.yaml"))
    assert not accepted(tree)
    assert not faultless(tree)


@pytest.mark.parametrize(
    ("year", "facts", "value", "good"),
    [
        (2024, ["exemplary"], True, True),
        (None, ["trusted"], True, True),
        (None, ["score"], 5, True),
        (2024, ["trusted"], True, False),
        (None, ["exemplary"], True, False),
        (None, ["trusted"], 5, False),
        (2024, ["rating"], "best", False),
        (2024, [], True, False),
        (2024, ["exemplary", "exemplary"], True, False),
    ],
)
def test_covering_attestations(year: int | None, facts: list[str], value: Any, good: bool) -> None:
    """A covering attestation has a year for yearly facts only, and a value that its facts take."""
    attestation = {
        "capacity": "director",
        "date": "2025-01-10",
        "facts": facts,
        "candidates": ["cb-01"],
        "value": value,
    }
    tree = {
        "rulebook": "so-noi-vu/ke-hoach",
        "as_of": "2025-01-20",
        "attestations": [attestation if year is None else {**attestation, "year": year}],
        "candidates": [{"id": "cb-01", "kind": "individual"}],
    }
    assert accepted(tree) is faultless(tree) is good


def every_rulebook() -> list[Rulebook]:
    """The rulebook of the examples and the shipped ones."""
    return [rulebook(), *(load_rulebook(shipped_path(known), id=known)[0] for known in shipped_ids())]


@pytest.mark.parametrize("book", every_rulebook(), ids=lambda book: book.id)
def test_is_a_schema(book: Rulebook) -> None:
    """It is JSON, it is draft-07, and every place says in both languages what is wanted."""
    schema = json.loads(json.dumps(dossier_schema(book)))
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    messages = [node for node in _nodes(schema) if "errorMessage" in node]
    assert messages
    assert all("x-errorMessage-en" in node for node in messages)
    assert all(
        node["$ref"].removeprefix("#/definitions/") in schema["definitions"]
        for node in _nodes(schema)
        if "$ref" in node
    )


def _nodes(schema: Any) -> list[dict[str, Any]]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) else []
    return [*own, *(node for each in inner for node in _nodes(each))]


def test_labels() -> None:
    """Facts and values carry the labels of the vocabulary."""
    definitions: Any = dossier_schema(rulebook())["definitions"]
    category = definitions["candidate.individual.staff_category"]
    assert category["title"] == "diện nhân sự"
    assert category["else"]["enum"] == ["civil_servant", "employee", None]
    assert category["else"]["errorMessage"] == "cần một giá trị trong danh mục: civil_servant, employee"
    score = definitions["candidate.individual.score"]["else"]
    assert score["errorMessage"] == "cần số thập phân, từ 0 đến 100, nhiều nhất 2 chữ số thập phân"
    assert (score["minimum"], score["maximum"]) == (0, 100)
