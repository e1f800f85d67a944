"""Null is a key left out, wherever one may be left out; where leaving it out would claim something, null is a fault."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from checkout import ROOT
from language.dossier_examples import candidate, loaded, only, rulebook, told
from language.dossier_strategies import pruned
from language.fast_dossiers import agreed_or_doubtful
from language.test_dossier_laws import result_of
from language.test_dossier_schema import accepted, faultless

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.dossiers.fast import fast_dossier
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.language.rulebooks.load import load_rulebook
from cchc_rules.model.dossier import DossierSet, Link
from cchc_rules.model.frozendict import FrozenDict

PERSON: dict[str, Any] = {
    "id": "cb-01",
    "kind": "individual",
    "name": "An",
    "remark": "x",
    "office": "so-noi-vu",
    "division": {"2023": "p-1", "2024": "p-2"},
    "facts": {
        "score": {"value": 5, "known_from": "2025-01-05", "document": "bb-01", "remark": "x"},
        "trusted": {"value": True, "capacity": "director", "date": "2025-01-10", "document": "bb-01", "by": "cb-09"},
        "years_of_service": {"unknown": "not_given", "remark": "x"},
        "exemplary": {
            "2024": {"value": True, "capacity": "head_of_division", "of": "p-2", "date": "2025-01-10"},
            "2023": False,
        },
    },
    "lists": {
        "articles": {
            "to": "2024-12-31",
            "complete": True,
            "items": [{"title": "A", "posted_on": "2024-03-01", "remark": "x"}],
        },
        "languages": [{"language": "vi"}],
    },
}
COVERING: dict[str, Any] = {
    "capacity": "head_of_division",
    "date": "2025-01-10",
    "document": "bb-01",
    "by": "cb-09",
    "of": "p-2",
    "year": 2024,
    "facts": ["exemplary"],
    "candidates": ["cb-01"],
    "value": True,
}
FILE: dict[str, Any] = {
    "rulebook": "so-noi-vu/ke-hoach",
    "as_of": "2025-01-20",
    "award_year": 2024,
    "documents": {"bb-01": {"number": "1", "date": "2025-01-10", "title": "A"}, "bb-02": {}},
    "entities": {
        "office": {
            "so-noi-vu": {"name": "S", "remark": "x", "par_index": {"2024": 91.25}, "par_rank": {"2024": 4}},
            "so-khac": {"par_rank": {"2024": 4}},
        },
        "division": {"p-2": {"name": "P"}},
    },
    "attestations": [COVERING],
    "candidates": [PERSON],
}
"""A file with everything that a file can have."""

FAULTS = {
    "rulebook": "CR501",
    "as_of": "CR501",
    "candidates": "CR501",
    "attestations/0/facts": "CR501",
    "attestations/0/candidates": "CR501",
    "attestations/0/value": "CR532",
    "candidates/0/id": "CR501",
    "candidates/0/kind": "CR501",
    "candidates/0/facts/score/value": "CR532",
    "candidates/0/facts/trusted/value": "CR532",
    "candidates/0/facts/years_of_service/unknown": "CR501",
    "candidates/0/facts/exemplary/2024/value": "CR532",
    "candidates/0/lists/articles/to": "CR501",
    "candidates/0/lists/articles/complete": "CR501",
    "candidates/0/lists/articles/items": "CR501",
}
"""The keys under which null is a fault, and which."""


def _keys(tree: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every key of every mapping."""
    if isinstance(tree, list):
        return [deeper for number, child in enumerate(tree) for deeper in _keys(child, (*way, number))]
    children = tree.items() if isinstance(tree, dict) else ()
    return [found for key, child in children for found in ((*way, key), *_keys(child, (*way, key)))]


def _changed(way: tuple[Any, ...], *, left_out: bool) -> dict[str, Any]:
    """The file with one key left out, or with null under it."""
    tree = copy.deepcopy(FILE)
    parent: Any = tree
    for step in way[:-1]:
        parent = parent[step]
    if left_out:
        del parent[way[-1]]
    else:
        parent[way[-1]] = None
    return tree


WAYS = {"/".join(map(str, way)): way for way in _keys(FILE)}


def test_the_file_is_in_order() -> None:
    """What follows starts from a file without fault, which goes the fast way, and looks at each of its keys."""
    assert faultless(FILE)
    assert accepted(FILE)
    assert agreed_or_doubtful(FILE, rulebook())
    assert len(WAYS) == 75
    assert set(FAULTS) <= set(WAYS)


@pytest.mark.parametrize("place", sorted(set(WAYS) - set(FAULTS)))
def test_null_is_left_out(place: str) -> None:
    """The same dossiers, faults and warnings as without the key; what is in order goes the fast way and fits the schema."""
    null, without = (_changed(WAYS[place], left_out=left_out) for left_out in (False, True))
    assert _told(null) == _told(without)
    assert accepted(null) == accepted(without)
    if faultless(null):
        assert agreed_or_doubtful(null, rulebook())
        assert fast_dossier(null, rulebook()) == fast_dossier(without, rulebook())
    else:
        assert fast_dossier(null, rulebook()) is None


def _told(tree: Any) -> object:
    """The dossiers, and all that is said."""
    result = result_of(tree)
    if not isinstance(result, DossierSet):
        return result.diagnostics
    return result.dossiers, result.rejected, result.faults, result.warnings


@pytest.mark.parametrize("place", sorted(FAULTS))
def test_null_is_a_fault(place: str) -> None:
    """Where a key has to be, or where leaving it out is a claim: in the decoder, in the schema, on the fast way."""
    null = _changed(WAYS[place], left_out=False)
    result = result_of(null)
    diagnostics = result.diagnostics if not isinstance(result, DossierSet) else _faults(result)
    assert FAULTS[place] in [fault.code for fault in diagnostics if tuple(fault.pointer) == WAYS[place]]
    assert not accepted(null)
    assert fast_dossier(null, rulebook()) is None


def _faults(result: DossierSet) -> tuple[Diagnostic, ...]:
    return (*(fault for each in result.rejected for fault in each.diagnostics), *result.faults)


def test_a_null_list_is_open() -> None:
    """It is not there, so it may have any records; an empty list is there, and complete."""
    assert only(candidate("lists: {articles: null}")).lists == {}
    empty = only(candidate("lists: {articles: []}")).lists["articles"]
    assert (empty.records, empty.complete) == ((), True)


def test_a_null_link_is_no_link() -> None:
    """Neither the text "null" nor a link to nowhere; a year without one leaves the others."""
    assert only(candidate("office: null")).links == {}
    assert only(candidate("office: {2023: null, 2024: null}")).links == {}
    division = only(candidate("division: {2023: null, 2024: p-2}")).links["division"]
    assert division == Link(by_year=FrozenDict({2024: "p-2"}))
    assert division.at(2023) is None


def test_null_beside_a_value_in_another_file() -> None:
    """Null gives nothing, so it is no conflict: lists, links and names come from the file that gives them."""
    given = candidate("name: An\noffice: so-noi-vu\nfacts: {score: 5}\nlists: {languages: []}")
    null = candidate("name: null\noffice: null\nfacts: null\nlists: {languages: null}", before="award_year: null\n")
    described = given.replace("candidates:", "entities: {office: {so-noi-vu: {}}}\ncandidates:")
    both = loaded(described, null)
    assert (both.rejected, both.faults, both.warnings) == ((), (), ())
    assert both.dossiers == loaded(described).dossiers


def test_an_entity_that_is_null_is_not_described() -> None:
    """Who belongs to it is told so, as if it were not in the file; a wrong id is told all the same."""
    text = candidate("office: so-noi-vu", before="entities: {office: {so-noi-vu: null}}\n")
    assert [warning.code for warning in told(text)] == ["CR513"]
    assert [fault.code for fault in told(candidate(before="entities: {office: {' so': null}}\n"))] == ["CR509"]


def test_a_document_that_is_null_is_not_declared() -> None:
    """Whoever cites it cites nothing; a wrong id is told all the same."""
    cited = candidate("facts: {trusted: {value: true, document: bb-01}}", before="documents: {bb-01: null}\n")
    assert [fault.code for fault in told(cited)] == ["CR511"]
    assert [fault.code for fault in told(candidate(before="documents: {BB: null}\n"))] == ["CR509"]


@pytest.mark.parametrize("names", ["facts: [null]", "candidates: [cb-01, null]", "facts: [exemplary, null]"])
def test_no_name_is_null(names: str) -> None:
    """A list of names has no gaps."""
    key, value = names.split(": ")
    parts = {"facts": "[exemplary]", "candidates": "[cb-01]", key: value}
    listed = ", ".join(f"{name}: {each}" for name, each in parts.items())
    attestation = f"{{capacity: director, date: 2025-01-10, year: 2024, {listed}, value: true}}"
    assert {fault.code for fault in told(candidate(before=f"attestations: [{attestation}]\n"))} == {"CR501"}


def test_a_covering_attestation_is_somebodys() -> None:
    """With both its capacity and its date null nobody attests, which beside a value is permitted and here is not."""
    tree = copy.deepcopy(FILE)
    tree["attestations"][0] |= dict.fromkeys(("capacity", "date", "by", "of"))
    result = result_of(tree)
    assert isinstance(result, DossierSet)
    assert [fault.code for fault in _faults(result)] == ["CR536", "CR536"]
    assert not accepted(tree)
    assert fast_dossier(tree, rulebook()) is None


def test_the_rulebook_of_the_flat_form_is_not_null() -> None:
    """It may be left out, but null is not a rulebook: which one was meant would be a guess."""
    flat = {**{key: FILE[key] for key in ("as_of", "documents")}, **PERSON}
    assert agreed_or_doubtful(flat, rulebook())
    assert fast_dossier({**flat, "rulebook": None}, rulebook()) is None


PAGE = (ROOT / "docs" / "integration.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in row.strip("|").split(" | ")]
    for row in PAGE[PAGE.index("| with `null` | is |") :].partition("\n\n")[0].splitlines()[2:]
]
"""The rows of the page's table of what null means."""


@pytest.mark.parametrize(("written", "said"), ROWS, ids=[row[0].replace("`", "") for row in ROWS])
def test_the_table_of_integration(written: str, said: str) -> None:
    """Every row of `docs/integration.md` holds of one candidate of the rulebook that the page uses."""
    book = load_rulebook(ROOT / "examples/rulebooks/so-vi-du/quy-che-2025", id="so-vi-du/quy-che-2025")[0]
    given = json.loads(f"{{{written.strip('`')}}}")
    mapping = {"as_of": "2025-12-31", "id": "an", "kind": "individual", **given}
    if said == "as if left out":
        assert dossier_from_mapping(mapping, book) == dossier_from_mapping(pruned(mapping), book)
    else:
        with pytest.raises(DossierError) as caught:
            dossier_from_mapping(mapping, book)
        assert [f"refused: `{fault.code}`" for fault in caught.value.diagnostics] == [said]


def test_the_table_of_integration_is_whole() -> None:
    """It tells both what is taken and what is refused."""
    assert len(ROWS) == 19
    assert {said.partition(":")[0] for _, said in ROWS} == {"as if left out", "refused"}
