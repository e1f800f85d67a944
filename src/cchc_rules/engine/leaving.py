"""Deciding with evidence left out: the truth of every node if only some pieces of what a snapshot knows are kept.

The definition decides the snapshot in which nothing else is known. Beside it stands K over the author's tree, worked out from
the trace: a leaf says what the trace found while its piece is kept, and what it says of nothing while it is not. A piece that
is taken or left changes only the leaves that read it and what stands above them. Where K leaves open what the award's facts
are not coherent enough for, the definition is asked.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from math import inf

from attrs import define, field, frozen

from cchc_rules.engine.compiled import whole, within
from cchc_rules.engine.completion import STEPS, Decider, Matches, coherent_by_construction
from cchc_rules.engine.core import Atom, Core, FactKey
from cchc_rules.engine.evidence import RecordContent, Unit, blank_record, keep, says_complete
from cchc_rules.engine.identity import Same
from cchc_rules.engine.lower import ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

YES, NO, OPEN = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED

ALLOWANCE = STEPS
"""What the definition may spend on all questions about one dossier; past it everything is said to be open."""

_READING = 10
"""What it costs, in steps, to look at one fact or field."""


@frozen(eq=False)
class Place:
    """One node of the author's tree: how many of its children, or of the records of ``list``, have to hold.

    It stands ``at`` its place, and ``behind`` it and all below it the next one.
    ``run``: how many children have to hold in a row. ``key``: the fact of a leaf. ``blank``: what a leaf says of a fact, or its
    condition of a record, of which nothing is known.
    """

    at: int
    behind: int
    node: Lowered
    parent: int
    low: int
    high: int | None
    children: tuple[int, ...] = ()
    run: int | None = None
    key: FactKey | None = None
    list: str | None = None
    blank: Truth = OPEN


@frozen(eq=False)
class Plan:
    """The places of a tree, each before its children, and which of them read a fact or a list. ``exact``: K is exact."""

    places: tuple[Place, ...]
    of_fact: FrozenDict[FactKey, tuple[Place, ...]]
    of_list: FrozenDict[str, tuple[Place, ...]]
    exact: bool


@define
class _Layer:
    """Lays out the places of a tree."""

    blank: Snapshot
    places: dict[int, Place] = field(factory=dict)
    _decider: Decider = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._decider = Decider(self.blank)

    def lay(self, node: Lowered, at: int = 0, parent: int = 0) -> int:
        """A node at a place, and what is below it behind that; returns the first place behind them all."""
        condition, core = node.condition, node.core
        if isinstance(condition, ListCondition):
            number = condition.number
            truth = self._decider.match(condition.core, blank_record(condition.spec, 0))
            self.places[at] = Place(
                at, at + 1, node, parent, number.low, number.high, list=condition.spec.name, blank=truth
            )
            return at + 1
        if isinstance(core, Atom) and not node.children:
            self.places[at] = Place(
                at, at + 1, node, parent, 0, None, key=core.key, blank=self._decider.leaf_truth(core)
            )
            return at + 1
        behind, children = at + 1, []
        for child in node.children:
            children.append(behind)
            behind = self.lay(child, behind, at)
        self.places[at] = _connective(at, behind, node, parent, tuple(children))
        return behind


def _connective(at: int, behind: int, node: Lowered, parent: int, children: tuple[int, ...]) -> Place:
    condition = node.condition
    if isinstance(condition, YearsCondition):
        run = condition.number.low if condition.consecutive else None
        return Place(at, behind, node, parent, condition.number.low, condition.number.high, children, run)
    if isinstance(condition, NumberCondition):
        return Place(at, behind, node, parent, condition.low, condition.high, children)
    return Place(at, behind, node, parent, 0, None)


def plan_of(root: Lowered, vocabulary: Vocabulary, kind: str) -> Plan:
    """The plan of lowered criteria for one kind of candidate, worked out once."""
    return _plan_of(Same(root), Same(vocabulary), kind)


@lru_cache(maxsize=256)
def _plan_of(root: Same[Lowered], vocabulary: Same[Vocabulary], kind: str) -> Plan:
    blank = Snapshot(kind, datetime.date.min, vocabulary.value, FrozenDict(), FrozenDict(), FrozenDict())
    layer = _Layer(blank)
    size = layer.lay(root.value)
    places = tuple(layer.places[at] for at in range(size))
    of_fact: dict[FactKey, tuple[Place, ...]] = {}
    of_list: dict[str, tuple[Place, ...]] = {}
    for place in places:
        if place.key is not None:
            of_fact[place.key] = (*of_fact.get(place.key, ()), place)
        elif place.list is not None:
            of_list[place.list] = (*of_list.get(place.list, ()), place)

    def domain(key: FactKey) -> Region:
        spec = vocabulary.value.fact(kind, key.name)
        assert spec is not None, f"{key} was checked to exist"
        return spec.domain

    exact = coherent_by_construction(whole(root.value), domain)
    return Plan(places, FrozenDict(of_fact), FrozenDict(of_list), exact)


@define
class Definition:
    """The truth of a core with some evidence alone, as the reference interpreter finds it, within an allowance.

    ``exact`` turns false as soon as something was too much to decide.
    """

    snapshot: Snapshot
    left: int = ALLOWANCE
    exact: bool = True

    def truth(self, kept: Iterable[Unit], core: Core) -> Truth:
        """The exact truth; undetermined past the allowance."""
        if self.left <= 0:
            self.exact = False
            return OPEN
        decider = Decider(keep(self.snapshot, frozenset(kept)), min(STEPS, self.left))
        decision = decider.decide(core)
        self.exact &= decision.exact
        lists = self.snapshot.lists.values()
        fields = sum(len(record.fields) for state in lists for record in state.records)
        self.left -= decider.spent + _READING * (len(self.snapshot.facts) + fields)
        return decision.truth


@frozen(eq=False)
class Listed:
    """One list of a snapshot: where its records stand in the dossier, whether completeness is a piece of evidence about it,
    and how many further records there may be without.
    """

    positions: tuple[int, ...]
    complete: bool
    more: float


NOT_GIVEN = Listed((), False, inf)


@define(eq=False)
class Leaving:
    """The truth of every node of one trace with the evidence alone that is ``kept``; at first that is none."""

    plan: Plan
    traces: tuple[Trace, ...]
    lists: dict[str, Listed]
    definition: Definition
    kept: set[Unit] = field(factory=set, init=False)
    truths: list[Truth] = field(init=False)
    _certain: list[int] = field(init=False)
    _possible: list[int] = field(init=False)
    _more: list[float] = field(init=False)
    _start: tuple[list[Truth], list[int], list[int], list[float]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        size = len(self.plan.places)
        truths, certain, possible, more = self._start = [OPEN] * size, [0] * size, [0] * size, [0.0] * size
        for place in reversed(self.plan.places):
            at = place.at
            if place.key is not None:
                truths[at] = place.blank
                continue
            if place.list is None:
                below = [truths[child] for child in place.children]
                certain[at], possible[at] = below.count(YES), len(below) - below.count(NO)
            else:
                records = len(self.lists.get(place.list, NOT_GIVEN).positions)
                certain[at] = records if place.blank is YES else 0
                possible[at] = 0 if place.blank is NO else records
                more[at] = self.more_without(place)
            truths[at] = _truth(place, certain[at], possible[at] + more[at], truths)
        self.forget()

    def forget(self) -> None:
        """Keep nothing."""
        truths, certain, possible, more = self._start
        self.kept = set()
        self.truths, self._certain, self._possible, self._more = truths[:], certain[:], possible[:], more[:]

    def only(self, units: Iterable[Unit]) -> None:
        """Keep these pieces and nothing else."""
        self.forget()
        for unit in units:
            self.take(unit)

    def truth(self, kept: Iterable[Unit], at: int = 0) -> Truth:
        """The exact truth of the node at a place with this evidence alone; undetermined past the allowance."""
        self.only(kept)
        return next((truth for truth in (YES, NO) if self.has(at, truth)), OPEN)

    def has(self, at: int, wanted: Truth) -> bool:
        """Whether the node at a place is decided so by what is kept."""
        truth = self.truths[at]
        if truth is not OPEN or self.plan.exact:
            return truth is wanted
        return self.definition.truth(self.kept, self.plan.places[at].node.core) is wanted

    def below(self, at: int) -> tuple[Place, ...]:
        """The node at a place and all below it."""
        places = self.plan.places
        return places[at : places[at].behind]

    def possible(self, place: Place) -> float:
        """How many children, or records, may hold with what is kept."""
        return self._possible[place.at] + self._more[place.at]

    def matches(self, place: Place) -> Matches:
        """Of a place over a list, which records match."""
        matches = self.traces[place.at].matches
        assert matches is not None, "the trace of a predicate over a list says which records match"
        return matches

    def more_with(self, place: Place) -> float:
        """How many unseen records may match with all that is known."""
        more = self.matches(place).more
        return inf if more is None else more

    def more_without(self, place: Place) -> float:
        """The same if the completeness of the list is left out."""
        assert place.list is not None, "the place is over a list"
        listed = self.lists.get(place.list, NOT_GIVEN)
        if not listed.complete:
            return self.more_with(place)
        return 0 if place.blank is NO else listed.more

    def take(self, unit: Unit) -> None:
        """Keep one more piece."""
        self.kept.add(unit)
        if isinstance(unit, FactKey):
            for place in self.plan.of_fact.get(unit, ()):
                self._set(place.at, self.traces[place.at].truth)
        elif isinstance(unit, RecordContent):
            self._change_record(unit, 1)
        else:
            for place in self.plan.of_list.get(unit.list, ()):
                self._more[place.at] = self.more_with(place)
                self._recount(place)

    def leave(self, unit: Unit) -> None:
        """Leave out one piece that was kept."""
        self.kept.remove(unit)
        if isinstance(unit, FactKey):
            for place in self.plan.of_fact.get(unit, ()):
                self._set(place.at, place.blank)
        elif isinstance(unit, RecordContent):
            self._change_record(unit, -1)
        else:
            for place in self.plan.of_list.get(unit.list, ()):
                self._more[place.at] = self.more_without(place)
                self._recount(place)

    def found(self, place: Place, unit: RecordContent) -> Truth:
        """Whether a record matches, with all that is known."""
        return self.matches(place).records[bisect_left(self.lists[unit.list].positions, unit.position)]

    def _change_record(self, unit: RecordContent, times: int) -> None:
        """A record says what it says instead of nothing (1), or nothing instead (-1)."""
        for place in self.plan.of_list.get(unit.list, ()):
            found, blank = self.found(place, unit), place.blank
            if found is not blank:
                self._certain[place.at] += times * ((found is YES) - (blank is YES))
                self._possible[place.at] += times * ((found is not NO) - (blank is not NO))
                self._recount(place)

    def _recount(self, place: Place) -> None:
        at = place.at
        self._set(at, within(self._certain[at], self._possible[at] + self._more[at], place.low, place.high))

    def _set(self, at: int, new: Truth) -> None:
        """Change the truth of a leaf, and what follows above it."""
        truths, certain, possible, places = self.truths, self._certain, self._possible, self.plan.places
        old = truths[at]
        while new is not old:
            truths[at] = new
            if not at:
                return
            at = places[at].parent
            certain[at] += (new is YES) - (old is YES)
            possible[at] += (new is not NO) - (old is not NO)
            old, new = truths[at], _truth(places[at], certain[at], possible[at], truths)


def _truth(place: Place, certain: int, possible: float, truths: list[Truth]) -> Truth:
    """K's truth of a connective or a count."""
    if place.run is None:
        return within(certain, possible, place.low, place.high)
    below = [truths[child] for child in place.children]
    runs = [set(below[start : start + place.run]) for start in range(len(below) - place.run + 1)]
    if any(run <= {YES} for run in runs):
        return YES
    return NO if all(NO in run for run in runs) else OPEN


def leaving_of(trace: Trace, snapshot: Snapshot) -> Leaving:
    """For the trace of a root, with the snapshot that it was found over."""
    plan = plan_of(trace.node, snapshot.vocabulary, snapshot.kind)
    traces: list[Trace] = []
    _flatten(trace, traces)
    lists = {name: _listed(snapshot, name) for name in plan.of_list if name in snapshot.lists}
    return Leaving(plan, tuple(traces), lists, Definition(snapshot))


def _flatten(trace: Trace, into: list[Trace]) -> None:
    into.append(trace)
    for child in trace.children:
        _flatten(child, into)


def _listed(snapshot: Snapshot, name: str) -> Listed:
    spec, state = snapshot.vocabulary.lists[name], snapshot.lists[name]
    more = inf if spec.maximum is None else spec.maximum - len(state.records)
    return Listed(tuple([record.position for record in state.records]), says_complete(spec, state), more)
