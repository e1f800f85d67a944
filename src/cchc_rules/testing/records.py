"""Lists of made-up dossiers: records that match conditions or miss them, complete, complete to a day, open or absent."""

from __future__ import annotations

import datetime

from attrs import define, field, frozen
from hypothesis import strategies as st

from cchc_rules.engine.core import Count, FactKey
from cchc_rules.model.dossier import Claim, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Intervals, Region
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.testing.asked import Asked
from cchc_rules.testing.facts import Writer
from cchc_rules.testing.values import value_in
from cchc_rules.testing.wishes import Wishes

_UNASKED = 85
"""Of a hundred fields that nothing asks about, so many are left out."""


@frozen
class ListWriter:
    """Writes the lists of one made-up dossier, none longer than ``most``."""

    writer: Writer
    asked: Asked
    most: int

    def record_list(self, draw: st.DrawFn, spec: ListSpec, wanted: list[tuple[Count, int]]) -> RecordList | None:
        """A list with so many records for each count; without any, a short list of whatever. ``None`` if it is left out."""
        chance = draw(st.integers(0, 99))
        rates, cut_off = self.writer.rates, self.writer.cut_off
        if chance < rates.left_out:
            return None
        records = _Records(self, spec)
        records.add_all(draw, wanted)
        complete, to = True, None
        if chance < rates.left_out + 2 * rates.odd:
            complete = draw(st.booleans())
            if complete and spec.dated_by is not None:
                to = draw(st.sampled_from(self._days(spec)))
        return RecordList(records=tuple(records.found), cut_off=cut_off, complete=complete, to=to)

    def _days(self, spec: ListSpec) -> list[datetime.date]:
        """Days up to which a list can be complete: the cut-off, and the ends of what is asked about its dates."""
        last = self.writer.cut_off.toordinal()
        first = last - 3 * 366
        regions = [region for name in spec.date_fields for region in self.asked.field_regions(spec.name, name)]
        ends = {end for region in regions if isinstance(region, Intervals) for end in region.ends()}
        chosen = sorted(end for end in {*ends, last, last - 30} if first <= end <= last)
        return [datetime.date.fromordinal(end) for end in chosen[::-1]]

    def allowed(self, spec: ListSpec, name: str) -> tuple[Region, ...]:
        """What a file can know of a field: no date of a dated list after its cut-off."""
        dated = name in spec.date_fields
        return (Intervals.between(None, self.writer.cut_off.toordinal()),) if dated else ()

    def regions(self, spec: ListSpec, name: str) -> tuple[Region, ...]:
        """The regions of a field, the days up to the one that is asked about among them."""
        day = Intervals.between(None, self.writer.as_of.toordinal())
        dates = (day,) if name in spec.date_fields else ()
        return (*self.asked.field_regions(spec.name, name), *dates)


@define
class _Records:
    """The records of one list as they are written, no two with one key."""

    lists: ListWriter
    spec: ListSpec
    found: list[FrozenDict[str, Stated]] = field(factory=list)
    _keys: set[CoreValue] = field(factory=set)

    @property
    def _most(self) -> int:
        return self.lists.most if self.spec.maximum is None else min(self.lists.most, self.spec.maximum)

    def add_all(self, draw: st.DrawFn, wanted: list[tuple[Count, int]]) -> None:
        for count, number in wanted:
            for _ in range(number):
                self._add(draw, count, want=True)
        misses = draw(st.integers(0, 1 if wanted else 2))
        counts = [count for count, _ in wanted] or list(self.lists.asked.counts.get(self.spec.name, ()))
        for _ in range(misses if counts else 0):
            self._add(draw, draw(st.sampled_from(counts)), want=draw(st.sampled_from((False, bool(not wanted)))))

    def _add(self, draw: st.DrawFn, count: Count, *, want: bool) -> None:
        left_out = draw(st.integers(0, 99)) < self.lists.writer.rates.left_out  # what lets an example shrink
        if left_out or len(self.found) >= self._most:
            return
        wishes = Wishes()
        wishes.add(draw, count.where, want)
        record: dict[str, Stated] = {}
        for name, spec in self.spec.fields.items():
            stated = self._field(draw, name, spec, wishes)
            if stated is not None:
                record[name] = stated
        self.found.append(FrozenDict(record))

    def _field(self, draw: st.DrawFn, name: str, spec: FactSpec, wishes: Wishes) -> Stated | None:
        if name == self.spec.key:
            return self._key(draw, spec)
        wish = wishes.facts.get(FactKey(name))
        regions = self.lists.regions(self.spec, name)
        if not regions and draw(st.integers(0, 99)) < _UNASKED:
            return None
        wanted = (*self.lists.allowed(self.spec, name), *(() if wish is None else (wish,)))
        stated = self.lists.writer.stated(draw, spec, None, regions, wanted)
        return stated if stated is None or self._can_be_known(name, stated) else None

    def _can_be_known(self, name: str, stated: Stated) -> bool:
        allowed = self.lists.allowed(self.spec, name)
        return all(region.contains(claim.value) for region in allowed for claim in stated.claims)

    def _key(self, draw: st.DrawFn, spec: FactSpec) -> Stated | None:
        """A key that no other record of the list has; no criterion can ask about it."""
        value: CoreValue = f"#{len(self.found) + 1}"
        if spec.type is not FactType.TEXT:
            value = value_in(draw, spec, (), self.lists.allowed(self.spec, spec.name), near=False)
        stated = Stated(claims=(Claim(value=value),))
        if value in self._keys or not self._can_be_known(spec.name, stated):
            return None
        self._keys.add(value)
        return stated
