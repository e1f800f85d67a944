"""The nearest completions of an undetermined dossier, and the nearest ways to eligibility, alternative by alternative."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import lru_cache

from attrs import define, evolve, field, frozen

from cchc_rules.engine.accepted import with_all_accepted
from cchc_rules.engine.cheapest import Cheapest
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, FactKey, Leaf, all_of, negate
from cchc_rules.engine.freedom import Acting, Completing
from cchc_rules.engine.identity import Same
from cchc_rules.engine.lower import Lowered
from cchc_rules.engine.moves import CloseList, Move, Moves, NewRecord, SetFact, apply
from cchc_rules.engine.snapshot import Known, Snapshot, Unknown
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth


@frozen
class Moment:
    """When something can be done: from ``earliest`` on, until ``latest`` (``None``: at any later time)."""

    earliest: datetime.date
    latest: datetime.date | None


@frozen
class Way:
    """The fewest moves to eligibility, through one alternative if the award has any.

    ``moves`` ``None``: there are none, and ``obstacles`` are the leaves that stand in the way. ``day``: the first day on which
    all of it can be done; without moves the day from which on there is nothing to be done. ``until``: the last day on which
    the first of the moves can still be made. ``fewest``: it is certain that no fewer moves will do (or, without moves, that
    none will). ``acting``: what can be changed by then, of a way that starts later than others.
    """

    moves: Moves | None
    alternative: Lowered | None = None
    day: datetime.date | None = None
    until: datetime.date | None = None
    obstacles: tuple[Leaf, ...] = ()
    fewest: bool = True
    acting: Acting | None = None


def completions(decider: Decider, core: Core) -> tuple[Moves, Moves] | None:
    """For an undetermined core fewest moves after which it is met, and after which it is not met; ``None`` past the budget."""
    cheapest = Cheapest(decider, Completing())
    met, not_met = cheapest.meet(core).plan, cheapest.meet(_negated(core)).plan
    return None if met is None or not_met is None else (met.moves, not_met.moves)


@frozen
class Outlook:
    """What is in the dossier already and becomes known later: as it counts ``on`` a later day, and from ``settled`` on."""

    on: Callable[[datetime.date], Snapshot]
    settled: datetime.date


def ways(root: Lowered, decider: Decider, acting: Acting, outlook: Outlook | None = None) -> Iterator[Way]:
    """The nearest way through each alternative that is open, or the one way of an award without alternatives.

    The alternatives are the members of the outermost `any_of` that are not met already. If by the day of a way something will
    be known that speaks against it, the way starts when all of the dossier is known.
    """
    finder = _Finder(acting, Cheapest(decider, acting), outlook)
    found = False
    for choice, alternative, core in _alternatives(Same(root)):
        if decider.decide(choice.core).truth is not Truth.MET:
            found = True
            yield evolve(finder.way(core), alternative=alternative)
    if not found:
        yield finder.way(root.core)


_negated = lru_cache(maxsize=1024)(negate)


@lru_cache(maxsize=256)
def _alternatives(root: Same[Lowered]) -> tuple[tuple[Lowered, Lowered, Core], ...]:
    """Each outermost `any_of` with each of its alternatives, and the award's core in which nothing but that one stands in its
    place; worked out once for many dossiers.
    """
    node = root.value
    if node.kind == "any_of":
        return tuple((node, child, child.core) for child in node.children)
    found = []
    for at, child in enumerate(node.children if node.kind == "all_of" else ()):
        for choice, alternative, core in _alternatives(Same(child)):
            cores = [other.core for other in node.children]
            cores[at] = core
            found.append((choice, alternative, all_of(tuple(cores))))
    return tuple(found)


@define
class _Finder:
    """Finds ways, and once more from the day on which all of the dossier is known, where that is needed."""

    acting: Acting
    cheapest: Cheapest
    outlook: Outlook | None
    _settled: _Finder | None = field(default=None, init=False)

    def way(self, core: Core) -> Way:
        """The nearest way on which a core is met on the day that it names."""
        way, outlook = self._nearest(core), self.outlook
        if not way.moves or outlook is None or way.day is None or way.day <= self.acting.day:
            return way
        if Decider(apply(outlook.on(way.day), way.moves)).decide(core).truth is Truth.MET:
            return way
        if self._settled is None:
            acting = evolve(self.acting, snapshot=self.acting.later, day=max(self.acting.day, outlook.settled))
            self._settled = _Finder(acting, Cheapest(Decider(acting.snapshot), acting), None)
        return evolve(self._settled.way(core), acting=self._settled.acting)

    def _nearest(self, core: Core) -> Way:
        acting, cheapest = self.acting, self.cheapest
        search = cheapest.meet(core)
        if search.plan is None:
            obstacles = cheapest.obstacles(core) if search.exhaustive else ()
            return Way(None, day=acting.day, obstacles=obstacles, fewest=search.exhaustive)
        moves = search.plan.moves
        if len(moves) == 1:
            moves = (with_all_accepted(core, acting.snapshot, moves[0], acting),)
        moments = [moment(move, acting) for move in moves]
        latest = [at.latest for at in moments if at.latest is not None]
        return Way(
            moves,
            day=max((at.earliest for at in moments), default=acting.day),
            until=min(latest, default=None),
            fewest=search.plan.fewest,
        )


def moment(move: Move, acting: Acting) -> Moment:
    """When a move can be made: what is missing can be supplied on the day itself, what has to come about only after it."""
    day = acting.day
    if isinstance(move, CloseList):
        return Moment(day if move.upto is None else max(day, move.upto), None)
    if isinstance(move, NewRecord):
        return Moment(day, None) if move.found else _coming(move, acting)
    if isinstance(move, SetFact):
        return _setting(move.key, acting)
    spec = acting.snapshot.vocabulary.lists[move.list].fields[move.field]
    (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
    if isinstance(record.fields[move.field], Known):
        return Moment(_next(day), _until(acting.last_day(spec.changeable, None)))
    return Moment(_known_from(acting.later_field(move.list, record, move.field), day), None)


def _setting(key: FactKey, acting: Acting) -> Moment:
    if isinstance(acting.snapshot.state(key), Known):
        return Moment(_next(acting.day), _until(acting.last_day(acting.spec(key).changeable, key.year)))
    return Moment(_known_from(acting.later.state(key), acting.day), None)


def _known_from(later: Known | Unknown, day: datetime.date) -> datetime.date:
    """The first day on which something counts that is stated already."""
    known_from = later.evidence.known_from if isinstance(later, Known) else None
    return day if known_from is None else max(day, known_from)


def _coming(move: NewRecord, acting: Acting) -> Moment:
    """A record can come about while the list can change and as long as its dates have not passed."""
    spec = acting.snapshot.vocabulary.lists[move.list]
    last = acting.last_day(spec.changeable, None)
    assert last is not None, "records come about while the list can change"
    earliest, latest = _next(acting.day), last
    for name in spec.date_fields:
        value, accepted = move.values[name]
        assert isinstance(value, int), "a date is a number"
        assert isinstance(accepted, Intervals), "dates lie in intervals"
        earliest = max(earliest, datetime.date.fromordinal(value))
        end = accepted.parts[-1][1]
        assert end is not None, "a record to come has a last day"
        latest = min(latest, datetime.date.fromordinal(end))
    return Moment(earliest, _until(latest))


def _until(last: datetime.date | None) -> datetime.date | None:
    """A last day that anybody waits for."""
    return None if last is None or last == datetime.date.max else last


def _next(day: datetime.date) -> datetime.date:
    return day + datetime.timedelta(days=1)
