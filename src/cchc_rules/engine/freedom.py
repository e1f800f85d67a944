"""What can be changed: by whoever completes a dossier, and by a candidate from a day on.

A completion may give any value to what is unknown and to nothing else. A path may do that too, since what is missing can
still be supplied; beyond that it may change what the vocabulary says can change, in the direction that helps, as long as
the year or the period is not over. What was known when nothing could be changed any more stays as it is.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from attrs import frozen

from cchc_rules.engine.core import Atom, Core, FactKey, leaves
from cchc_rules.engine.identity import Same
from cchc_rules.engine.list_options import none_matches
from cchc_rules.engine.moves import CloseList
from cchc_rules.engine.options import Blank
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, Region, Texts, overlap
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.vocabulary import EXTERNAL, LAST_DAY, FactSpec, ListSpec


@frozen
class Completing:
    """Whatever is unknown can have any of its values, and an open list any further records or none."""

    def fact(self, key: FactKey, state: FactState) -> Region | None:
        """Every value that an unknown fact can have."""
        return state.domain if isinstance(state, Unknown) else None

    def field(self, list: str, record: RecordState, name: str) -> Region | None:
        """Every value that an unknown field can have."""
        state = record.fields[name]
        return state.domain if isinstance(state, Unknown) else None

    def blanks(self, list: str, state: ListState) -> tuple[Blank, ...]:
        """The unseen record, if there can be one."""
        return () if state.unseen is None else (_any_record(Same(state.unseen)),)

    def room(self, list: str, state: ListState) -> int | None:
        """As many as the list may lack."""
        return state.more

    def closings(self, list: str, state: ListState, wheres: tuple[Core, ...]) -> tuple[CloseList, ...]:
        """There are no further records."""
        return (CloseList(list, None),)


@lru_cache(maxsize=1024)
def _any_record(unseen: Same[RecordState]) -> Blank:
    """A record that exists and is not in the dossier, for all dossiers whose lists lack the same."""
    return Blank(_domains(unseen.value.fields), found=True)


def _domains(fields: FrozenDict[str, FactState]) -> FrozenDict[str, Region]:
    """What the fields of an unseen record can be."""
    return FrozenDict(
        {name: state.domain if isinstance(state, Unknown) else _only(state) for name, state in fields.items()}
    )


@frozen
class Acting:
    """What can still be supplied or changed from ``day`` on. ``year`` and ``period_end`` are those of the award.

    ``later``: the dossier as it counts once everything in it has become known; what is stated already, but known only from a
    later day on, can become nothing else. ``by``: the day by which all has to be done, if there is one.
    """

    snapshot: Snapshot
    day: datetime.date
    year: int | None
    period_end: datetime.date
    later: Snapshot
    by: datetime.date | None = None

    def fact(self, key: FactKey, state: FactState) -> Region | None:
        """An unknown fact can be supplied, unless another document holds it; a known one can be changed, if at all, in the
        direction that helps.
        """
        if key.name.startswith(EXTERNAL):
            return None
        if isinstance(state, Unknown):
            stated = self.later.state(key)
            return self._stated(stated) if isinstance(stated, Known) else state.domain
        return self._changed(self.spec(key), state, key.year)

    def _stated(self, state: Known) -> Region | None:
        """The one value that something has once it is known, if that is in time."""
        known_from = state.evidence.known_from
        return None if self.by is not None and known_from is not None and known_from > self.by else _only(state)

    def spec(self, key: FactKey) -> FactSpec:
        """The fact in the vocabulary."""
        spec = self.snapshot.vocabulary.fact(self.snapshot.kind, key.name)
        assert spec is not None, f"{key} was checked to exist"
        return spec

    def field(self, list: str, record: RecordState, name: str) -> Region | None:
        """The same of a field of a record; a date that is supplied has come, and one that is known stays."""
        state, spec = record.fields[name], self.snapshot.vocabulary.lists[list]
        if isinstance(state, Unknown):
            stated = self.later_field(list, record, name)
            if isinstance(stated, Known):
                return self._stated(stated)
            if name not in spec.date_fields:
                return state.domain
            known = overlap(state.domain, Intervals.between(None, self.day.toordinal()))
            return None if known.empty else known
        return None if name in spec.date_fields else self._changed(spec.fields[name], state, None)

    def later_field(self, list: str, record: RecordState, name: str) -> FactState:
        """The field once everything has become known."""
        later = self.later.list_state(list).records
        return next(other.fields[name] for other in later if other.position == record.position)

    def _changed(self, spec: FactSpec, state: Known, year: int | None) -> Region | None:
        last = self.in_time(spec.changeable, year)
        return None if last is None else better(spec, state)

    def in_time(self, changeable: str, year: int | None) -> datetime.date | None:
        """The last day on which something can be changed, if there is one after the day."""
        last = self.last_day(changeable, year)
        if last is not None and self.by is not None:
            last = min(last, self.by)
        return None if last is None or last <= self.day else last

    def last_day(self, changeable: str, year: int | None) -> datetime.date | None:
        """The last day on which something can be changed; ``None``: it never can. A year that is over stays closed."""
        if changeable == "never":
            return None
        if changeable == "always":
            return datetime.date.max
        own = year if year is not None else self.year
        year_end = self.period_end if own is None else datetime.date(own, 12, 31)
        if changeable == "within_year":
            return year_end
        return self.period_end if year is None else min(self.period_end, year_end)

    def blanks(self, list: str, state: ListState) -> tuple[Blank, ...]:
        """Records still to come, if there can be any; records that exist and are not in the dossier, if it may lack some."""
        spec = self.snapshot.vocabulary.lists[list]
        last = self.in_time(spec.changeable, None)
        to_come = None if last is None else _record_to_come(Same(spec), self.day, last)
        found = None if state.unseen is None else _found_record(Same(spec), Same(state.unseen), self.day)
        return tuple([blank for blank in (to_come, found) if blank is not None])

    def room(self, list: str, state: ListState) -> int | None:
        """As many as the vocabulary admits beside those that are given."""
        spec = self.snapshot.vocabulary.lists[list]
        return None if spec.maximum is None else spec.maximum - len(state.records)

    def closings(self, list: str, state: ListState, wheres: tuple[Core, ...]) -> tuple[CloseList, ...]:
        """The list is stated to be complete up to the first day after which no record can match one of the conditions; an
        undated one outright. Nobody can state it before that day has come.
        """
        spec = self.snapshot.vocabulary.lists[list]
        if spec.dated_by is None:
            return (CloseList(list, None),)
        days = {_last_day_of(Same(spec), where) for where in wheres}
        in_time = {day for day in days if day is not None and (self.by is None or day <= self.by)}
        return tuple(CloseList(list, day) for day in sorted(in_time))


@lru_cache(maxsize=1024)
def _found_record(list: Same[ListSpec], unseen: Same[RecordState], day: datetime.date) -> Blank | None:
    """An unseen record of which every date has come by a day."""
    fields = dict(_domains(unseen.value.fields))
    past = Intervals.between(None, day.toordinal())
    for name in list.value.date_fields:
        fields[name] = overlap(fields[name], past)
        if fields[name].empty:
            return None
    return Blank(FrozenDict(fields), found=True, given=list.value.date_fields)


@lru_cache(maxsize=1024)
def _record_to_come(list: Same[ListSpec], day: datetime.date, last: datetime.date) -> Blank:
    """A record that comes about after a day and while the list can still change."""
    spec = list.value
    fields: dict[str, Region] = {name: field.domain for name, field in spec.fields.items()}
    for name in spec.date_fields:
        fields[name] = Intervals.between(day.toordinal() + 1, last.toordinal())
    return Blank(FrozenDict(fields), found=False, given=spec.date_fields)


@lru_cache(maxsize=1024)
def _last_day_of(list: Same[ListSpec], where: Core) -> datetime.date | None:
    """The first day after which no record of a list can match a condition; ``None``: there is none."""
    days = sorted(set(_last_days(list.value, where)))
    return next((day for day in days if none_matches(list, day, where)), None)


def _only(state: Known) -> Region:
    """The value that a fact has."""
    return Texts(frozenset({state.value})) if isinstance(state.value, str) else Intervals.of([state.value])


def _last_days(spec: ListSpec, where: Core) -> tuple[datetime.date, ...]:
    """The days after which a condition on a date can change."""
    found = []
    for leaf in leaves(where):
        assert isinstance(leaf, Atom), "a condition on a record speaks about its fields only"
        if leaf.key.name in spec.date_fields and isinstance(leaf.region, Intervals):
            ends = [end for part in leaf.region.parts for end in part if end is not None]
            found += [datetime.date.fromordinal(end) for end in ends if 1 <= end < LAST_DAY]
    return tuple(found)


def better(spec: FactSpec, state: Known) -> Region:
    """The values that a fact can be changed to: better ones, by the direction that helps, or any others."""
    if spec.helps is None or not isinstance(state.value, int):
        return spec.domain
    if spec.helps == "higher":
        return overlap(spec.domain, Intervals.between(state.value + 1, None))
    return overlap(spec.domain, Intervals.between(None, state.value - 1))


def period_end_of(rulebook: Rulebook, award: Award, readings: FrozenDict[str, str], year: int | None) -> datetime.date:
    """The last day of what `within_period` means: of the award's period, else of the latest window of the rulebook, else of the
    award year.
    """
    names = [award.period] if award.period is not None else list(rulebook.windows)
    ends = [end for name in names if (end := rulebook.windows[name].under(readings).end) is not None]
    if ends:
        return max(ends)
    return datetime.date.max if year is None else datetime.date(year, 12, 31)
