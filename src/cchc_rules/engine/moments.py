"""When a move can be made: the first and the last day on which it can be done, and the last on which it can be begun."""

from __future__ import annotations

import datetime

from attrs import Factory, field, frozen

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact
from cchc_rules.engine.snapshot import Known, Unknown
from cchc_rules.model.region import Intervals


@frozen
class Moment:
    """When something can be done: from ``earliest`` on, until ``latest`` (``None``: at any later time).

    What consists of several events is done with the last of them; ``begin_by`` is the last day on which the first of them can
    still be, by default ``latest``.
    """

    earliest: datetime.date
    latest: datetime.date | None
    begin_by: datetime.date | None = field(default=Factory(lambda self: self.latest, takes_self=True))


def moment(move: Move, acting: Acting) -> Moment:
    """When a move can be made: what is missing can be supplied on the day itself, what has to come about only after it."""
    day = acting.day
    if isinstance(move, CloseList):
        return Moment(day if move.upto is None else max(day, move.upto), None)
    if isinstance(move, NewRecord):
        return Moment(day, None) if move.found else _coming_about(move, acting)
    if isinstance(move, SetFact):
        return _setting(move.key, acting)
    spec = acting.snapshot.vocabulary.lists[move.list].fields[move.field]
    (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
    if isinstance(record.fields[move.field], Known):
        return Moment(_next(day), _until(acting.in_time(spec.changeable, None)))
    return Moment(_known_from(acting.later_field(move.list, record, move.field), day), None)


def _setting(key: FactKey, acting: Acting) -> Moment:
    if isinstance(acting.snapshot.state(key), Known):
        return Moment(_next(acting.day), _until(acting.in_time(acting.spec(key).changeable, key.year)))
    return Moment(_known_from(acting.later.state(key), acting.day), None)


def _known_from(later: Known | Unknown, day: datetime.date) -> datetime.date:
    """The first day on which something counts that is stated already."""
    known_from = later.evidence.known_from if isinstance(later, Known) else None
    return day if known_from is None else max(day, known_from)


def _coming_about(move: NewRecord, acting: Acting) -> Moment:
    """A record comes about with the last of its dates, while the list can change, and begins with the first of them: one
    of them may have to be over before another can be.
    """
    spec = acting.snapshot.vocabulary.lists[move.list]
    last = acting.in_time(spec.changeable, None)
    assert last is not None, "records come about while the list can change"
    earliest, ends = _next(acting.day), []
    for name in spec.date_fields:
        value, accepted = move.values[name]
        assert isinstance(value, int), "a date is a number"
        assert isinstance(accepted, Intervals), "dates lie in intervals"
        earliest = max(earliest, datetime.date.fromordinal(value))
        end = accepted.parts[-1][1]
        assert end is not None, "a record to come has a last day"
        ends.append(datetime.date.fromordinal(end))
    return Moment(earliest, _until(max(ends, default=last)), _until(min(ends, default=last)))


def _until(last: datetime.date | None) -> datetime.date | None:
    """A last day that anybody waits for."""
    return None if last is None or last == datetime.date.max else last


def _next(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=1)
