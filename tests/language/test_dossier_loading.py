"""Dossiers from files, and from the mappings of another program."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from language.dossier_examples import candidate, only, rulebook

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.load import dossier_from_mapping, load_dossiers

FLAT: dict[str, Any] = {
    "as_of": datetime.date(2025, 1, 20),
    "award_year": 2024,
    "documents": {"bb-01": {"number": "1"}},
    "entities": {"office": {"so-noi-vu": {"par_index": {2024: 91.25}}}},
    "attestations": [
        {
            "capacity": "director",
            "date": "2025-01-10",
            "document": "bb-01",
            "facts": ["trusted"],
            "candidates": ["cb-01"],
            "value": True,
        }
    ],
    "id": "cb-01",
    "kind": "individual",
    "name": "An",
    "office": "so-noi-vu",
    "facts": {"score": Decimal("91.5"), "rating": {2024: "good"}},
    "lists": {"languages": ()},
}
ENVELOPE = ("as_of", "award_year", "documents", "entities", "attestations")
FULL = {
    **{key: FLAT[key] for key in ENVELOPE},
    "rulebook": "so-noi-vu/ke-hoach",
    "candidates": [{key: value for key, value in FLAT.items() if key not in ENVELOPE}],
}


def test_files(tmp_path: Path) -> None:
    """Paths as text or as paths, YAML or JSON, one or several."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.json"
    first.write_text(candidate("facts: {score: 1}"), "utf-8")
    second.write_text(
        '{"rulebook": "so-noi-vu/ke-hoach", "as_of": "2025-01-20", "candidates": [{"id": "t", "kind": "team"}]}',
        "utf-8",
    )
    assert [dossier.id for dossier in load_dossiers([str(first), second], rulebook()).dossiers] == ["cb-01", "t"]
    assert [dossier.id for dossier in load_dossiers(str(first), rulebook()).dossiers] == ["cb-01"]
    assert [dossier.id for dossier in load_dossiers(second, rulebook()).dossiers] == ["t"]


def test_bad_files_are_told_together(tmp_path: Path) -> None:
    """Every file that cannot be used is told, and none of them is passed over in silence."""
    (tmp_path / "a.yaml").write_text("rulebook: [", "utf-8")
    (tmp_path / "b.yaml").write_text(candidate().replace("as_of: 2025-01-20\n", ""), "utf-8")
    (tmp_path / "c.yaml").write_text(candidate(), "utf-8")
    paths = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")]
    with pytest.raises(DossierError) as caught:
        load_dossiers(paths, rulebook())
    assert [fault.code for fault in caught.value.diagnostics] == ["CR130", "CR503", "CR101"]


def test_mappings() -> None:
    """The flat form and that of a file are the same dossier."""
    flat = dossier_from_mapping(FLAT, rulebook())
    assert flat == dossier_from_mapping(FULL, rulebook())
    assert (flat.name, flat.award_year, flat.as_of) == ("An", 2024, datetime.date(2025, 1, 20))
    assert flat.facts["score", None].claims[0].value == 9150
    assert flat.entities["office", "so-noi-vu"].facts["par_index", 2024].claims[0].value == 9125
    assert [claim.value for claim in flat.facts["trusted", None].claims] == [1]


def test_mapping_equals_file() -> None:
    """A mapping says what a file says."""
    mapping = {"as_of": "2025-01-20", "id": "cb-01", "kind": "individual", "facts": {"score": 91.5}}
    assert dossier_from_mapping(mapping, rulebook()) == only(candidate("facts: {score: 91.5}"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"as_of": None}, "as_of: error[CR501]: this has to be a date such as 2024-12-31, not nothing"),
        ({"kind": "person"}, "kind: error[CR514]: the rulebook has no candidates of the kind `person`"),
        (
            {"facts": {"score": 9.123}},
            "facts/score: error[CR525]: `score` has at most 2 digits after the point, `9.123` has 3",
        ),
        ({"fact": {}}, "fact: error[CR502]: a candidate has no key `fact`"),
        (
            {"rulebook": "x"},
            "rulebook: error[CR504]: this file is written for the rulebook `x`, not for `so-noi-vu/ke-hoach`",
        ),
        (
            {"documents": {"bb-01": {"number": 5}}},
            "documents/bb-01/number: error[CR501]: this has to be text, not a number",
        ),
        (
            {"lists": {"articles": [{"title": "A"}, {"title": "A"}]}},
            "lists/articles/1/title: error[CR556]: two records of `articles` have the same `title`, `A`",
        ),
    ],
)
def test_faulty_mappings(change: dict[str, Any], told: str) -> None:
    """A fault is told by the way of keys to it, in the form that the caller used."""
    with pytest.raises(DossierError) as caught:
        dossier_from_mapping({**FLAT, **change}, rulebook())
    assert caught.value.diagnostics[0].render("en").splitlines()[0] == told


def test_related_places_of_a_mapping() -> None:
    """A second place is told by its way too."""
    mapping = {**FLAT, "lists": {"articles": [{"title": "A"}, {"title": "A"}]}}
    with pytest.raises(DossierError) as caught:
        dossier_from_mapping(mapping, rulebook())
    assert caught.value.render("en").endswith("first given here (lists/articles/0/title)")


def test_all_faults_of_a_mapping() -> None:
    """Faults of the candidate, and those that touch nobody."""
    mapping = {**FLAT, "office": "other", "entities": {"office": {"so-noi-vu": {"x": 1}}}, "facts": {"y": 1}}
    with pytest.raises(DossierError) as caught:
        dossier_from_mapping(mapping, rulebook())
    assert [fault.code for fault in caught.value.diagnostics] == ["CR520", "CR520"]


@pytest.mark.parametrize("value", [[], "text", None, {}, {"id": "x"}, {1: 2}])
def test_no_dossier_at_all(value: Any) -> None:
    """Anything else is a :class:`DossierError` too."""
    with pytest.raises(DossierError):
        dossier_from_mapping(value, rulebook())
