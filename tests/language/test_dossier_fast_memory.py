"""What the fast way remembers from one dossier to the next: little, apart by type, and never in the place of a check."""

from __future__ import annotations

import datetime
import gc
import itertools
from decimal import Decimal
from typing import Any
from unittest import mock

import attrs
import pytest
from language.dossier_examples import rulebook
from language.fast_dossiers import agreed, fact, flat

from cchc_rules.language.dossiers import fast, fast_values
from cchc_rules.language.dossiers.fast import fast_dossier
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.model.frozendict import FrozenDict


@pytest.mark.parametrize("document", [None, "bb-01"])
def test_what_is_remembered_is_asked_again(document: str | None) -> None:
    """An attestation in order for one file is later than the cut-off of another, or cites what that does not declare."""
    cited = {} if document is None else {"document": document}
    attested = {"value": True, "capacity": "director", "date": "2025-01-10", **cited}
    mapping = fact("trusted", attested) | {"documents": {"bb-01": {"number": "1"}}}
    assert agreed(mapping, rulebook())
    assert agreed(mapping | {"as_of": "2025-01-10"}, rulebook())
    assert not agreed(mapping | {"as_of": "2025-01-09"}, rulebook())
    other = mapping | {"documents": {"bb-01": {"number": "2"}}}
    assert agreed(other, rulebook())
    assert agreed(mapping | {"documents": {}}, rulebook()) == (document is None)


def test_what_differs_is_kept_apart() -> None:
    """Attestations of one dossier that differ in a document, a person or a day, but in nothing else."""
    attested = {"value": True, "capacity": "director", "date": "2025-01-10", "document": "bb-01"}
    others: list[dict[str, Any]] = [
        {"document": "bb-02"},
        {"by": "x"},
        {"known_from": "2025-01-11"},
        {"value": False},
        {"date": "2025-01-11"},
    ]
    years = {2020 + number: {**attested, **more} for number, more in enumerate([{}, *others])}
    mapping = flat(documents={"bb-01": {}, "bb-02": {}}, facts={"exemplary": years})
    assert agreed(mapping, rulebook())
    assert len({*dossier_from_mapping(mapping, rulebook()).facts.values()}) == len(years)


def test_little_is_remembered() -> None:
    """However many values are read, only so many are remembered, and free text never is."""
    book = attrs.evolve(rulebook())
    reader = fast._reader(book)
    with mock.patch.object(fast_values, "MOST_REMEMBERED", 3):
        for number in range(20):
            day = datetime.date(2025, 1, 1 + number)
            attested = {"value": True, "capacity": "director", "date": day}
            work = {**attested, "value": f"x{number}"} if number % 2 else f"x{number}"
            mapping = flat(facts={"years_of_service": number, "field_of_work": work, "trusted": attested})
            assert agreed(mapping, book)
    facts = reader._kinds["individual"].facts
    assert len(facts["years_of_service"]._bare[int]) <= 3
    assert 0 < len(reader._words.attested) <= 3
    assert {stated.claims[0].value for stated in reader._words.attested.values()} == {1}
    assert str not in facts["field_of_work"]._bare


def test_a_reader_goes_with_its_rulebook() -> None:
    """Whoever lets a rulebook go frees what was compiled for it."""
    gc.collect()
    held = len(fast._READERS)
    book = attrs.evolve(rulebook())
    assert fast_dossier(flat(), book) is not None
    assert len(fast._READERS) == held + 1
    assert fast._reader(book) is fast._reader(book)
    del book
    gc.collect()
    assert len(fast._READERS) == held


def test_rulebooks_are_told_apart() -> None:
    """A dossier is read by the rulebook that was given, not by one that was read by before."""
    narrow = attrs.evolve(rulebook(), vocabulary=attrs.evolve(rulebook().vocabulary, lists=FrozenDict()))
    mapping = flat(lists={"articles": []})
    assert fast_dossier(mapping, rulebook()) is not None
    assert fast_dossier(mapping, narrow) is None


def test_equal_values_of_other_types() -> None:
    """``1``, ``1.0``, ``True`` and ``Decimal(1)`` are equal in Python; whichever was read first, each keeps its own fate."""
    for values in itertools.permutations((1, 1.0, True, Decimal(1), Decimal("1." + "0" * 40))):
        for name in ("trusted", "years_of_service", "score"):
            book = attrs.evolve(rulebook())  # a reader that has read nothing yet
            taken = [type(value) for value in values if agreed(fact(name, value), book)]
            wanted = {"trusted": {bool}, "years_of_service": {int}, "score": {int, float, Decimal}}[name]
            assert set(taken) == wanted
            assert len(taken) == len(wanted)
