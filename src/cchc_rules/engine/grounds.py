"""Grounds: the evidence by which a decided award is met (reasons) or not met (blockers), none of which can be left out.

The definition, law 4: a set of pieces is sufficient if the award is decided the same with them alone, and a ground if it is
sufficient and without any one of its pieces no longer is. As leaving out only weakens, no smaller part of it is sufficient
either. Candidates come from the fold of :mod:`.sufficient`, one for every route to "met", one for every criterion that fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, product

from attrs import define, field, frozen

from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.leaving import ALLOWANCE, Leaving, leaving_of
from cchc_rules.engine.places import NO, OPEN, YES, Place
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.sufficient import Sufficient, Units
from cchc_rules.engine.trace import Trace
from cchc_rules.model.truth import Truth

MOST_ROUTES = 16
"""So many ways to be met are told."""


@frozen
class AlternativeGround:
    """Evidence that alone keeps one member of an `any_of` from being met; nothing of it can be left out. ``paths``: for each
    piece the leaves of the member that read it.
    """

    path: str
    units: tuple[Unit, ...]
    paths: tuple[tuple[str, ...], ...]


@frozen
class Ground:
    """Evidence that alone decides the award, and of which nothing can be left out.

    ``paths``: for each piece the leaves that it decides. ``path``: the outermost criterion that is decided by it: the award
    if it is met, and what fails if it is not. ``routes``: if it is met, the members of every `any_of` on the way that are met
    with this evidence alone. ``alternatives``: if an `any_of` fails, what rules out each of its members.
    """

    units: tuple[Unit, ...]
    paths: tuple[tuple[str, ...], ...]
    path: str
    routes: tuple[str, ...] = ()
    alternatives: tuple[AlternativeGround, ...] = ()


@frozen
class Grounds:
    """All grounds of one decision; none if it is undetermined.

    ``all_routes``: no route is left out. ``decisive``: the paths of the nodes through which the grounds decide. ``minimal`` is
    false if it was too much to find out what can be left out: then there may be more evidence than is needed.
    """

    truth: Truth
    grounds: tuple[Ground, ...] = ()
    all_routes: bool = True
    decisive: frozenset[str] = frozenset()
    minimal: bool = True


def grounds_of(trace: Trace, snapshot: Snapshot, allowance: int = ALLOWANCE) -> Grounds:
    """The grounds of the decision that a trace of a whole award was found with, over its snapshot. Never raises.

    ``allowance``: how many steps it may cost to find out what can be left out where K does not say so.
    """
    if trace.truth is OPEN:
        return Grounds(OPEN)
    leaving = leaving_of(trace, snapshot, allowance)
    return _Finder(leaving, Sufficient(leaving)).find(trace.truth)


@define
class _Finder:
    """Finds the grounds of one trace."""

    leaving: Leaving
    sufficient: Sufficient
    decisive: set[str] = field(factory=set, init=False)
    _seen: set[frozenset[Unit]] = field(factory=set, init=False)

    def find(self, truth: Truth) -> Grounds:
        """Reasons if it is met, blockers if not."""
        all_routes = True
        if truth is YES:
            starts = self._routes(0)
            all_routes = len(starts) <= MOST_ROUTES
            found = [self._reason(units) for units in dict.fromkeys(starts[:MOST_ROUTES])]
        else:
            failing = list(self._failing(0))
            found = [self._blocker(at, failing) for at in failing]
        grounds = tuple([ground for ground in found if ground is not None])
        return Grounds(truth, grounds, all_routes, frozenset(self.decisive), self.leaving.definition.exact)

    def _routes(self, at: int) -> list[Units]:
        """What each way to be met needs: one for every choice of members that are met. One more than are told, if there are."""
        place, traces = self.leaving.plan.places[at], self.leaving.traces
        met = [child for child in place.children if traces[child].truth is YES]
        if place.node.kind == "any_of" and met:
            ways = [route for child in met for route in self._routes(child)]
            return ways[: MOST_ROUTES + 1]
        if place.node.kind == "all_of" and len(met) == len(place.children):
            parts = [self._routes(child) for child in met]
            joined = islice(product(*parts), MOST_ROUTES + 1)
            return [tuple(dict.fromkeys([unit for part in parts for unit in part])) for parts in joined]
        return [self.sufficient.units(at)]

    def _failing(self, at: int) -> Iterator[int]:
        """The outermost criteria that fail, each of which is enough for the whole to fail."""
        place, traces = self.leaving.plan.places[at], self.leaving.traces
        failing = [child for child in place.children if traces[child].truth is NO]
        if place.node.kind == "all_of" and failing:
            for child in failing:
                yield from self._failing(child)
        else:
            yield at

    def _reason(self, units: Units) -> Ground | None:
        kept = self._minimal(units, 0, YES)
        if self._told(kept):
            return None
        routes = tuple(self._held(0))
        return Ground(kept, self._deciding(0, YES, kept), self.leaving.plan.places[0].node.path, routes)

    def _held(self, at: int) -> Iterator[str]:
        """The members of every `any_of` on the way that are met with what is kept."""
        place = self.leaving.plan.places[at]
        if place.node.kind in ("any_of", "all_of"):
            for child in place.children:
                if place.node.kind == "all_of":
                    yield from self._held(child)
                elif self.leaving.has(child, YES):
                    yield self.leaving.plan.places[child].node.path
                    yield from self._held(child)

    def _blocker(self, at: int, failing: list[int]) -> Ground | None:
        kept = self._minimal(self.sufficient.units(at), 0, NO)
        if self._told(kept):
            return None
        at = next((each for each in (at, *failing) if self.leaving.has(each, NO)), 0)
        place = self.leaving.plan.places[at]
        paths = self._deciding(at, NO, kept)
        alternatives = []
        if place.node.kind == "any_of":
            read = dict(zip(kept, paths, strict=True))
            alternatives = [self._alternative(child, kept, read) for child in place.children]
        return Ground(kept, paths, place.node.path, (), tuple(alternatives))

    def _alternative(self, at: int, blocker: Units, read: dict[Unit, tuple[str, ...]]) -> AlternativeGround:
        node, units = self.leaving.plan.places[at].node, blocker
        if self.leaving.traces[at].truth is NO and set(self.sufficient.units(at)) <= read.keys():
            units = self.sufficient.units(at)
        kept = self._minimal(units, at, NO)
        within = {place.node.path for place in self.leaving.below(at)}
        paths = [tuple([path for path in read[unit] if path in within]) for unit in kept]
        return AlternativeGround(node.path, kept, tuple(paths))

    def _minimal(self, units: Units, at: int, wanted: Truth) -> Units:
        """Of evidence that decides the node at a place, what cannot be left out; that is kept then."""
        leaving = self.leaving
        leaving.only(units)
        if not leaving.has(at, wanted):  # it was too much to decide
            return units
        for unit in reversed(units):
            leaving.leave(unit)
            if not leaving.has(at, wanted):
                leaving.take(unit)
        return tuple([unit for unit in units if unit in leaving.kept])

    def _told(self, units: Units) -> bool:
        """Whether a ground has been told already; from now on it has."""
        before = len(self._seen)
        self._seen.add(frozenset(units))
        return len(self._seen) == before

    def _deciding(self, at: int, wanted: Truth, kept: Units) -> tuple[tuple[str, ...], ...]:
        """For each piece that is kept the leaves through which it decides the node at a place."""
        places, above = self.leaving.plan.places, at
        while above:
            above = places[above].parent
            self.decisive.add(places[above].node.path)
        read: dict[Unit, dict[str, None]] = {unit: {} for unit in kept}
        self._follow(at, wanted, read)
        return tuple([tuple(paths) for paths in read.values()])

    def _follow(self, at: int, wanted: Truth, read: dict[Unit, dict[str, None]]) -> None:
        """From a node down to what decides it; if its children are not decided one by one, to all that is read below it."""
        place = self.leaving.plan.places[at]
        path = place.node.path
        self.decisive.add(path)
        if self.leaving.truths[at] is not wanted:
            for below in self.leaving.below(at):
                for unit in self._read(below, read, (YES, NO, OPEN), True):
                    self.decisive.add(below.node.path)
                    read[unit][below.node.path] = None
        elif place.key is not None or place.list is not None:
            truths = self._sides(place, wanted)
            for unit in self._read(place, read, truths, NO in truths):
                read[unit][path] = None
        else:
            sides = self._sides(place, wanted)
            for child in self._runs(place) if place.run is not None and wanted is YES else place.children:
                truth = self.leaving.truths[child]
                if truth in sides:
                    self._follow(child, truth, read)

    def _sides(self, place: Place, wanted: Truth) -> tuple[Truth, ...]:
        """Whether it is those that hold, those that do not, or both, that decide a number of children or records."""
        if place.run is not None:
            return (wanted,)
        if wanted is YES:
            return ((YES,) if place.low > 0 else ()) + (() if place.high is None else (NO,))
        return (NO,) if self.leaving.possible(place) < place.low else (YES,)

    def _runs(self, place: Place) -> list[int]:
        """The children in unbroken runs of those that hold."""
        length, children, truths = place.run or 0, place.children, self.leaving.truths
        starts = range(len(children) - length + 1)
        held = [
            children[at : at + length] for at in starts if all(truths[c] is YES for c in children[at : at + length])
        ]
        return sorted({child for run in held for child in run})

    def _read(self, place: Place, units: Iterable[Unit], truths: tuple[Truth, ...], few: bool) -> list[Unit]:
        """Of what is kept, what a leaf reads: its fact; the records of which it says this; completeness if few may match."""
        if place.key is not None:
            return [unit for unit in units if unit == place.key]
        found: list[Unit] = []
        for unit in units:
            if isinstance(unit, RecordContent):
                if unit.list == place.list and self.leaving.found(place, unit) in truths:
                    found.append(unit)
            elif isinstance(unit, Completeness) and few and unit.list == place.list:
                found.append(unit)
        return found
