"""The nearest completions of an undetermined dossier, and the nearest ways to eligibility, alternative by alternative."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import lru_cache

from attrs import define, evolve, field, frozen

from cchc_rules.engine.accepted import STEPS, Widening, other_years
from cchc_rules.engine.cheapest import Cheapest
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.core import Core, Leaf, all_of, negate
from cchc_rules.engine.evaluation import Evaluation
from cchc_rules.engine.freedom import Acting, Completing
from cchc_rules.engine.identity import Same
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import Move, Moves, SetFact, apply
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.vectors import Budget
from cchc_rules.model.truth import Truth


@frozen
class Way:
    """The fewest moves to eligibility, through one alternative if the award has any.

    ``moves`` ``None``: there are none, and ``obstacles`` are the leaves that stand in the way, if they are known. ``day``: the
    first day on which all of it can be done; without moves the day from which on there is nothing to be done. ``until``: the
    last day on which what has to be done first can still be done. ``fewest``: it is certain that no fewer moves will do (or,
    without moves, that none will). ``acting``: what can be changed, of a way that is not reckoned like the others.
    ``instead``: where one move is enough, what is the same in other years, of which each would be enough, on its own day.
    """

    moves: Moves | None
    alternative: Lowered | None = None
    day: datetime.date | None = None
    until: datetime.date | None = None
    obstacles: tuple[Leaf, ...] | None = ()
    fewest: bool = True
    acting: Acting | None = None
    instead: tuple[SetFact, ...] = ()


def completions(decider: Decider, core: Core) -> tuple[Moves, Moves] | None:
    """For an undetermined core fewest moves after which it is met, and after which it is not met; ``None`` past the budget."""
    cheapest = Cheapest(decider, Completing())
    met, not_met = cheapest.meet(core).plan, cheapest.meet(_negated(core)).plan
    return None if met is None or not_met is None else (met.moves, not_met.moves)


SPANS = 4
"""So many spans of days in which nothing more becomes known are looked at one by one."""


@frozen
class Outlook:
    """What is in the dossier already and becomes known on later ``days``; ``on``: how the dossier counts on a day."""

    on: Callable[[datetime.date], Snapshot]
    days: tuple[datetime.date, ...]

    def spans(self, day: datetime.date) -> tuple[tuple[datetime.date, datetime.date | None], ...]:
        """The spans of days, from a day on, in which nothing more becomes known; if there are many the first and the last."""
        starts = (day, *self.days)
        ends = (*(later - datetime.timedelta(days=1) for later in self.days), None)
        spans = tuple(zip(starts, ends, strict=True))
        return spans if len(spans) <= SPANS else (*spans[: SPANS - 1], spans[-1])


def outlook(evaluation: Evaluation, day: datetime.date) -> Outlook | None:
    """What becomes known after a day of the dossier that was evaluated; ``None`` if nothing does."""
    days = tuple(later for later in evaluation.later_days() if later > day)
    return Outlook(evaluation.on, days) if days else None


def ways(root: Lowered, decider: Decider, acting: Acting, outlook: Outlook | None = None) -> Iterator[Way]:
    """The nearest way through each alternative that is open, or the one way of an award without alternatives.

    The alternatives are the members of the outermost `any_of` that are not met already. If by the day of a way something will
    be known that speaks against it, another one is told that takes place while nothing more becomes known.
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
    """Finds ways; where something becomes known by their day that speaks against them, others, until then and from then on."""

    acting: Acting
    cheapest: Cheapest
    outlook: Outlook | None
    _others: tuple[_Finder, ...] | None = field(default=None, init=False)
    _earlier: dict[datetime.date, _Finder] = field(factory=dict, init=False)

    def way(self, core: Core) -> Way:
        """The nearest way on which a core is met on every day that it names."""
        way = self._nearest(core)
        if not self._holds(way, core):
            return self._in_between(way, core)
        end = self._end(way, core)
        if end is not None:
            finder = self._done_by(end)
            found = finder.way(core)
            return (
                evolve(way, until=end) if found.moves is None else evolve(found, acting=found.acting or finder.acting)
            )
        if way.moves is not None and len(way.moves) == 1:
            return self._with_all_accepted(way, core, way.moves[0])
        return way

    def _holds(self, way: Way, core: Core) -> bool:
        """Whether the core is met on the day of a way, with all that is known by then."""
        if not way.moves or self.outlook is None or way.day is None or way.day <= self.acting.day:
            return True
        return Decider(apply(self.outlook.on(way.day), way.moves)).decide(core).truth is Truth.MET

    def _end(self, way: Way, core: Core) -> datetime.date | None:
        """The last day before something becomes known that speaks against a way which might be put off until then."""
        if not way.moves or self.outlook is None or way.day is None:
            return None
        for day in self.outlook.days:
            if way.until is not None and day > way.until:
                break
            if day > way.day and Decider(apply(self.outlook.on(day), way.moves)).decide(core).truth is not Truth.MET:
                return day - datetime.timedelta(days=1)
        return None

    def _done_by(self, end: datetime.date) -> _Finder:
        """Finds ways that are done by a day."""
        if end not in self._earlier:
            assert self.outlook is not None, "without later days nothing ends"
            acting = evolve(self.acting, by=end)
            days = tuple(day for day in self.outlook.days if day <= end)
            outlook = Outlook(self.outlook.on, days) if days else None
            self._earlier[end] = _Finder(acting, Cheapest(Decider(acting.snapshot), acting), outlook)
        return self._earlier[end]

    def _in_between(self, first: Way, core: Core) -> Way:
        """The nearest of the ways that take place while nothing more becomes known; which is certainly the nearest of all only
        if it takes no more moves than the first.
        """
        assert first.moves is not None, "there was a way"
        found = [evolve(finder.way(core), acting=finder.acting) for finder in self._finders()]
        ways = [way for way in found if way.moves is not None]
        if not ways:
            return Way(None, day=self.acting.day, obstacles=None, fewest=False)
        nearest = min(ways, key=lambda way: len(way.moves or ()))
        return evolve(nearest, fewest=first.fewest and nearest.fewest and len(nearest.moves or ()) <= len(first.moves))

    def _finders(self) -> tuple[_Finder, ...]:
        if self._others is None:
            assert self.outlook is not None, "without later days every way holds"
            found = []
            for start, end in self.outlook.spans(self.acting.day):
                snapshot = self.acting.snapshot if start == self.acting.day else self.outlook.on(start)
                acting = evolve(self.acting, snapshot=snapshot, day=start, by=self.acting.by if end is None else end)
                found.append(_Finder(acting, Cheapest(Decider(snapshot), acting), None))
            self._others = tuple(found)
        return self._others

    def _nearest(self, core: Core) -> Way:
        acting, cheapest = self.acting, self.cheapest
        search = cheapest.meet(core)
        if search.plan is None:
            obstacles = cheapest.obstacles(core) if search.exhaustive else None
            return Way(None, day=acting.day, obstacles=obstacles, fewest=search.exhaustive)
        return self._dated(Way(search.plan.moves, fewest=search.plan.fewest))

    def _dated(self, way: Way) -> Way:
        """The way with its days."""
        moments = [moment(move, self.acting) for move in way.moves or ()]
        ends = [day for day in (self.acting.by, *(at.begin_by for at in moments)) if day is not None]
        return evolve(
            way,
            day=max((at.earliest for at in moments), default=self.acting.day),
            until=min(ends, default=None),
        )

    def _with_all_accepted(self, way: Way, core: Core, move: Move) -> Way:
        """The way with every value that would do, and every other year."""
        budget = Budget(STEPS)
        wider = self._widening(core, move, budget).all_accepted(move)
        way = way if wider == move else self._dated(evolve(way, moves=(wider,)))
        if not isinstance(move, SetFact):
            return way
        others = (evolve(move, key=key) for key in other_years(core, move.key))
        found = [self._widening(core, other, budget).of_fact(other.key) for other in others]
        return evolve(way, instead=tuple(other for other in found if other is not None)) if found else way

    def _widening(self, core: Core, move: Move, budget: Budget) -> Widening:
        """What would do, today and by all that is known on the day of a move."""
        deciders, day = [self.cheapest.decider], moment(move, self.acting).earliest
        if self.outlook is not None and day > self.acting.day:
            deciders.append(Decider(self.outlook.on(day)))
        return Widening(core, deciders, self.acting, budget)
