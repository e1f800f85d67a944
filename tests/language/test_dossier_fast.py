"""The fast way from plain data to a dossier: which data goes it, what it keeps, and that it never speaks."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path
from typing import Any

import attrs
import pytest
from checkout import ROOT
from language.dossier_examples import ERRORS, rulebook
from language.fast_dossiers import agreed, alone, fact, flat, full

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.fast import fast_dossier
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.language.nodes import plain
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_text
from cchc_rules.language.rulebooks.load import load_rulebook, shipped_ids, shipped_path
from cchc_rules.model.dossier import Claim, Dossier, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import EntitySpec
from cchc_rules.text import Text

OWN = ROOT / "examples" / "rulebooks"


def _data(path: Path) -> dict[str, Any]:
    """A dossier file as plain data; an empty mapping if it cannot be read."""
    try:
        document = plain(read_text(path.read_bytes(), path.name, limits=DOSSIER_LIMITS))
    except DossierError:
        return {}
    return document if isinstance(document, dict) else {}


def _rulebook(id: str) -> Rulebook:
    return load_rulebook(shipped_path(id) if id in shipped_ids() else OWN / id, id=id)[0]


@pytest.mark.parametrize(
    ("name", "people"),
    [("nam-2024", 32), ("giai-doan-2021-2025", 30), ("ho-so-mot-cua-2025", 4), ("ho-so-vi-du", 3)],
)
def test_examples(name: str, people: int) -> None:
    """Every candidate of the example files goes the fast way, in both forms."""
    document = _data(ROOT / "examples" / f"{name}.yaml")
    book = _rulebook(str(document["rulebook"]))
    taken = [agreed(mapping, book) for mapping in alone(document)]
    assert taken == [True] * len(taken)
    assert len(taken) == 2 * people


def test_examples_of_errors() -> None:
    """What the full way refuses or warns of, the fast way leaves to it; the rest both take."""
    taken = left = doubted = 0
    for path in sorted(ERRORS.glob("CR5*/dossier*.yaml")):
        for mapping in alone(_data(path)):
            whole = full(mapping, rulebook())
            if whole is None or whole.warnings:
                assert fast_dossier(mapping, rulebook()) is None
                left += whole is None
                doubted += whole is not None
            else:
                assert agreed(mapping, rulebook()), path
                taken += 1
    assert taken >= 25
    assert left >= 70
    assert doubted >= 5


BY_THE_DIRECTOR = {"capacity": "director", "date": "2025-01-10", "candidates": ["cb-01"], "value": True}
"""A covering attestation, but for the facts that it names."""


@pytest.mark.parametrize(
    "change",
    [
        {"facts": {"score": 100.01}},
        {"facts": {"score": 9.123}},
        {"facts": {"trusted": 1}},
        {"facts": {"staff_category": "nobody"}},
        {"facts": {"more": 1}},
        {"facts": {"exemplary": True}},
        {"facts": {"exemplary": {2024: True, "2024": True}}},
        {"facts": {"exemplary": dict.fromkeys(range(1900, 1951), True)}},
        {"facts": {"trusted": {"value": True, "capacity": "director", "date": "2025-01-21"}}},
        {"lists": {"articles": [{"title": "A"}, {"title": "A"}]}},
        {"lists": {"articles": [{"posted_on": "2025-01-21"}]}},
        {"lists": {"languages": [{}, {}, {}]}},
        {"lists": {"articles": [{}] * 2_000_000}},
        {"attestations": [{"facts": ["trusted"], "candidates": ["cb-01"], "value": True}]},
        {"attestations": [{**BY_THE_DIRECTOR, "facts": ["trusted", "trusted"]}]},
        {"lists": {"meetings": []}},
        {"more": 1},
        {"rulebook": "other/plan"},
    ],
)
def test_left_to_the_full_way(change: dict[str, Any]) -> None:
    """What is out of bounds, repeated, unknown, too much, or seldom given."""
    assert fast_dossier(flat(**change), rulebook()) is None


def test_faults_are_told_by_the_full_way() -> None:
    """The same words as ever, whether or not the like was read before."""
    for _ in range(2):
        dossier_from_mapping(fact("score", 91.5), rulebook())
        with pytest.raises(DossierError) as caught:
            dossier_from_mapping(fact("score", 915), rulebook())
        assert caught.value.render("en").splitlines() == [
            "facts/score: error[CR526]: `915` is out of range for `score`: from 0 to 100",
            "Help: a missing decimal point? write `91.5`",
        ]


def test_text() -> None:
    """Text is taken in NFC, line ends and tabs with it; characters that nobody can see are left to the full way."""
    for given, meant in (
        ("Nguyễn", "Nguyễn"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("a\n\tb", "a\n\tb"),
        ("x" * 1_001,) * 2,
    ):
        assert agreed(fact("field_of_work", given), rulebook())
        dossier = fast_dossier(fact("field_of_work", given), rulebook())
        assert dossier is not None
        assert dossier.facts["field_of_work", None].claims[0].value == meant
    for given in ("a\u200eb\u202e", "\ud800", "\0", "x" * 20_001, "\u00a0", ""):
        assert fast_dossier(fact("field_of_work", given), rulebook()) is None


def test_the_caller_keeps_the_data() -> None:
    """A dossier holds nothing of the caller's that can change, and the data is left as it was."""
    given = flat(facts={"exemplary": {2024: True}}, lists={"articles": [{"title": "A"}]}, division={2024: "p"})
    before = copy.deepcopy(given)
    dossier = dossier_from_mapping(given, rulebook())
    assert given == before
    given["facts"]["exemplary"][2024] = False
    given["lists"]["articles"].append({"title": "B"})
    given["division"][2023] = "q"
    assert dossier == dossier_from_mapping(before, rulebook())


def test_values_travel() -> None:
    """A dossier of the fast way is hashable and can be pickled, as any other."""
    dossier = dossier_from_mapping(flat(facts={"score": 91.5}, lists={"articles": [{"title": "A"}]}), rulebook())
    assert fast_dossier(flat(facts={"score": 91.5}), rulebook()) is not None
    again = pickle.loads(pickle.dumps(dossier))
    assert again == dossier
    assert hash(again) == hash(dossier)


def test_the_day_of_the_cut_off() -> None:
    """What is of the day of ``as_of`` itself is in order, and goes the fast way."""
    day = "2025-01-20"
    articles = {"to": day, "items": [{"posted_on": day}]}
    attested = {"value": True, "capacity": "director", "date": day}
    assert agreed(flat(lists={"articles": articles}, facts={"trusted": attested}), rulebook())


def test_names_that_no_author_can_write() -> None:
    """Names that a reader would take in another form, or for another file's, are left to the full way."""
    entities = {
        name: EntitySpec(kind=name, label=Text(name), facts=FrozenDict())
        for name in ("e\u0301", "\0", "award", "criteria")
    }
    book = attrs.evolve(rulebook(), vocabulary=attrs.evolve(rulebook().vocabulary, entities=FrozenDict(entities)))
    assert full(flat() | {"e\u0301": "x"}, book) is None
    assert full(flat(award="x", criteria="y"), book) is None
    assert full(flat(award="x"), book) is not None
    for mapping in (flat() | {"e\u0301": "x"}, flat(award="x", criteria="y"), flat(award="x")):
        assert fast_dossier(mapping, book) is None


def test_keys_of_the_envelope() -> None:
    """They stand beside a candidate's own in the flat form only."""
    person = {"id": "cb-01", "kind": "individual"}
    envelope = {"rulebook": "so-noi-vu/ke-hoach", "as_of": "2025-01-20"}
    assert agreed({**envelope, "candidates": [person]}, rulebook())
    assert agreed({**envelope, **person}, rulebook())
    assert not agreed({**envelope, "candidates": [{**person, "as_of": "2025-01-20"}]}, rulebook())
    assert not agreed({"as_of": "2025-01-20", "candidates": [person]}, rulebook())


def test_a_fact_called_name() -> None:
    """The name of an entity is a name, even if there is a fact of that name."""
    vocabulary = rulebook().vocabulary
    office = vocabulary.entities["office"]
    facts = FrozenDict({**office.facts, "name": attrs.evolve(office.facts["par_rank"], name="office.name")})
    entities = FrozenDict({**vocabulary.entities, "office": attrs.evolve(office, facts=facts)})
    book = attrs.evolve(rulebook(), vocabulary=attrs.evolve(vocabulary, entities=entities))
    assert agreed(flat(office="s", entities={"office": {"s": {"name": "Sở"}}}), book)


def test_a_field_called_remark() -> None:
    """A field of the name of the record's own remark is read by the full way, which takes it for both."""
    vocabulary = rulebook().vocabulary
    languages = vocabulary.lists["languages"]
    fields = FrozenDict({**languages.fields, "remark": languages.fields["language"]})
    lists = FrozenDict({**vocabulary.lists, "languages": attrs.evolve(languages, fields=fields)})
    book = attrs.evolve(rulebook(), vocabulary=attrs.evolve(vocabulary, lists=lists))
    mapping = flat(lists={"languages": [{"remark": "x"}]})
    assert fast_dossier(mapping, book) is None
    dossier = dossier_from_mapping(mapping, book)
    assert dossier.lists["languages"].records == (FrozenDict({"remark": Stated(claims=(Claim(value="x"),))}),)


def test_covering_claims_stand_beside_the_own() -> None:
    """In the order of the file, after what the candidate's own dossier states."""
    each = {**BY_THE_DIRECTOR, "facts": ["trusted"]}
    coverings = [{**each, "value": False}, {**each, "value": True}]
    mapping = flat(attestations=coverings, facts={"trusted": {"unknown": "not_published"}})
    assert agreed(mapping, rulebook())
    dossier: Dossier | None = fast_dossier(mapping, rulebook())
    assert dossier is not None
    stated = dossier.facts["trusted", None]
    assert [claim.value for claim in stated.claims] == [0, 1]
    assert stated.reason == "not_published"
