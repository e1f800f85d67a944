"""Rows: what generated code reads of a dossier on a day, the bare values at fixed places.

A row holds less than a snapshot and must lead to the same verdict. What it cannot hold, a date of which only a part is
known, makes it *odd*, and the reference interpreter decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from math import inf
from typing import NamedTuple, TypeAlias

from attrs import define, field

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.layout import Layout, ListLayout, Slot
from cchc_rules.engine.snapshot import Weighing, day_of_completeness
from cchc_rules.model.dossier import Dossier, RecordList, Stated
from cchc_rules.model.region import CoreValue

UNKNOWN = float("nan")
"""Stands where no value counts: every comparison with it is false."""

Value: TypeAlias = "CoreValue | float"


class Unseen(NamedTuple):
    """Whether an unseen record can match a condition, and what finding that out costs the reference interpreter."""

    can_match: bool = False
    steps: int = 0


UnseenOf: TypeAlias = Callable[[int, "datetime.date | None"], Unseen]
"""What an unseen record is to a count, over a list that is complete up to a day, or not complete at all."""


class Row(NamedTuple):
    """``facts`` and ``lists`` at the places of a layout; ``extra``: how many unseen records each count may add.

    ``known``: nothing is unknown, so that what may be met is met. ``odd``: the row does not hold all that is known.
    ``steps``: what the records cost the reference interpreter at most. ``deferred``: for one of the two the reference
    interpreter has to decide.
    """

    facts: tuple[Value, ...]
    lists: tuple[tuple[tuple[Value, ...], ...], ...]
    extra: tuple[float, ...]
    known: bool
    odd: bool
    steps: int
    deferred: bool


class _Records(NamedTuple):
    """The records of one list that count, ``open`` of them with unknown fields, and how many ``more`` there may be."""

    rows: tuple[tuple[Value, ...], ...]
    open: int
    odd: bool
    more: float
    complete_to: datetime.date | None


class _Place(NamedTuple):
    """Where a dossier states a fact: among the candidate's own, or among those of the entity of a kind."""

    key: tuple[str, int | None]
    entity: str | None
    slot: Slot


@define
class Loader:
    """Loads rows for one layout. ``open_record``: what a record with unknown fields costs the reference, by list;
    ``most``: what all records may cost it.
    """

    layout: Layout
    unseen_of: UnseenOf
    open_record: Mapping[str, int]
    most: int
    _places: tuple[_Place, ...] = field(init=False)
    _list_of: tuple[int, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._places = tuple(_place(key, slot) for key, slot in self.layout.slots.items())
        self._list_of = tuple(self.layout.lists[name].index for name, _ in self.layout.counted)

    def load(self, dossier: Dossier, as_of: datetime.date, trust_bare: bool) -> Row:
        """The row of a dossier on a day."""
        weighing = Weighing(dossier, as_of, trust_bare)
        facts = tuple([_fact(weighing, place) for place in self._places])
        lists = [_records(weighing, layout, dossier.lists.get(name)) for name, layout in self.layout.lists.items()]
        unseen = [
            self.unseen_of(count, lists[at].complete_to) if lists[at].more else Unseen()
            for count, at in enumerate(self._list_of)
        ]
        extra = tuple(
            [lists[at].more if found.can_match else 0 for found, at in zip(unseen, self._list_of, strict=True)]
        )
        steps, open_records = sum([found.steps for found in unseen]), 0
        for name, records in zip(self.layout.lists, lists, strict=True):
            open_records += records.open
            steps += records.open * self.open_record[name]
        odd = any([records.odd for records in lists])  # noqa: C419  # a list is quicker than a generator, and short
        return Row(
            facts,
            tuple([records.rows for records in lists]),
            extra,
            UNKNOWN not in facts and not any(extra) and not open_records,
            odd,
            steps,
            odd or steps > self.most,
        )


def _place(key: FactKey, slot: Slot) -> _Place:
    kind, dot, name = key.name.partition(".")
    return _Place((name if dot else key.name, key.year), kind if dot else None, slot)


def _fact(weighing: Weighing, place: _Place) -> Value:
    """The value that counts: of the candidate's own fact, or of the entity's that it belongs to in the year."""
    dossier, key = weighing.dossier, place.key
    facts = dossier.facts
    if place.entity is not None:
        link = dossier.links.get(place.entity)
        entity = None if link is None else dossier.entities.get((place.entity, link.at(key[1]) or ""))
        if entity is None:
            return UNKNOWN
        facts = entity.facts
    stated = facts.get(key)
    return UNKNOWN if stated is None else _value(weighing, place.slot, stated, key[1])


def _value(weighing: Weighing, slot: Slot, stated: Stated, year: int | None) -> Value:
    """The value that counts, if one does; most often there is one only, which plainly does."""
    claims = stated.claims
    if len(claims) == 1 and claims[0].known_from is None:
        claim = claims[0]
        attestation = claim.attestation
        if attestation is None:
            if slot.bare_counts:
                return claim.value
        elif attestation.capacity in slot.vouching and attestation.by is None and attestation.date <= weighing.as_of:
            return claim.value
    value = weighing.value(slot.spec, stated, year)
    return UNKNOWN if value is None else value


def _records(weighing: Weighing, layout: ListLayout, given: RecordList | None) -> _Records:
    """The records that count on the day; one whose dates all lie after it is one of the unseen ones."""
    if given is None:
        return _Records((), 0, False, _more(layout, 0), None)
    loaded, read, dates, today = layout.loaded, len(layout.fields), layout.dates, weighing.as_of.toordinal()
    rows: list[tuple[Value, ...]] = []
    unknown, odd = 0, False
    for record in given.records:
        values = [_value(weighing, slot, record[name], None) if name in record else UNKNOWN for name, slot in loaded]
        hidden = sum([values[at] > today for at in dates])  # type: ignore[operator]  # a date is a number or unknown
        if hidden and hidden == len(dates):
            continue
        row = tuple(values[:read])
        odd |= hidden > 0
        unknown += UNKNOWN in row
        rows.append(row)
    more = _more(layout, len(rows))
    if given.complete and layout.spec.dated_by is None:
        more = 0
    complete_to = day_of_completeness(given, weighing.as_of) if given.complete and more else None
    return _Records(tuple(rows), unknown, odd, more, complete_to)


def _more(layout: ListLayout, given: int) -> float:
    """How many records there may be beside those that are given."""
    return inf if layout.spec.maximum is None else layout.spec.maximum - given
