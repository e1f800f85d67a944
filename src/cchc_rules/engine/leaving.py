"""Deciding with evidence left out: the truth of every node if only some pieces of what a snapshot knows are kept.

The definition decides the snapshot in which nothing else is known. Beside it stands K over the author's tree, worked out from
the trace: a leaf says what the trace found while its piece is kept, and what it says of nothing while it is not. A piece that
is taken or left changes only the leaves that read it and what stands above them. Where K leaves open what the award's facts
are not coherent enough for, the definition is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import inf

from attrs import define, field, frozen

from cchc_rules.engine.compiled import within
from cchc_rules.engine.completion import STEPS, Decider, Matches
from cchc_rules.engine.core import Core, FactKey
from cchc_rules.engine.evidence import RecordContent, Unit, keep, says_complete
from cchc_rules.engine.places import NO, OPEN, YES, Place, Plan, plan_of, truth_of
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.model.truth import Truth

ALLOWANCE = STEPS
"""What the definition may spend on all questions about one dossier; past it everything is said to be open."""

_READING = 10
"""What it costs, in steps, to look at one fact or field."""


@define
class Definition:
    """The truth of a core with some evidence alone, as the reference interpreter finds it, within an allowance.

    ``exact`` turns false as soon as something was too much to decide.
    """

    snapshot: Snapshot
    left: int = ALLOWANCE
    exact: bool = field(default=True, init=False)

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
        plan = self.plan
        self._start = plan.truths[:], plan.certain[:], plan.possible[:], [0.0] * len(plan.places)
        self.truths, self._certain, self._possible, self._more = self._start
        for places in plan.of_list.values():
            for place in places:
                self._certain[place.at], self._possible[place.at] = self._unread(place)
                self._more[place.at] = self.more_without(place)
                self._recount(place)
        self.forget()

    def _unread(self, place: Place) -> tuple[int, int]:
        """How many records match for certain, and how many may, of which nothing is known but that they are there."""
        assert place.list is not None, "the place is over a list"
        records = len(self.lists.get(place.list, NOT_GIVEN).positions)
        return records if place.blank is YES else 0, 0 if place.blank is NO else records

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
            place, old = places[at], truths[at]
            if place.run is None:  # which nearly all are, and here the time goes
                new = within(certain[at], possible[at], place.low, place.high)
            else:
                new = truth_of(place, certain[at], possible[at], truths)


def leaving_of(trace: Trace, snapshot: Snapshot, allowance: int = ALLOWANCE) -> Leaving:
    """For the trace of a root, with the snapshot that it was found over."""
    plan = plan_of(trace.node, snapshot.vocabulary, snapshot.kind)
    traces: list[Trace] = []
    _flatten(trace, traces)
    lists = {name: _listed(snapshot, name) for name in plan.of_list if name in snapshot.lists}
    return Leaving(plan, tuple(traces), lists, Definition(snapshot, allowance))


def _flatten(trace: Trace, into: list[Trace]) -> None:
    into.append(trace)
    for child in trace.children:
        _flatten(child, into)


def _listed(snapshot: Snapshot, name: str) -> Listed:
    spec, state = snapshot.vocabulary.lists[name], snapshot.lists[name]
    more = inf if spec.maximum is None else spec.maximum - len(state.records)
    return Listed(tuple([record.position for record in state.records]), says_complete(spec, state), more)
