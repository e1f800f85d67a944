"""The search for a completion of one sort: directed, by nothing but the definition, independent of any engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, evolve, frozen

from cchc_rules.engine.core import Among, Atom, Core, Count, Leaf
from cchc_rules.engine.reference import Interval, World, in_region, kleene, tally
from cchc_rules.engine.snapshot import Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, representatives
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec
from cchc_rules.testing.asked import Asked
from cchc_rules.testing.values import usual
from cchc_rules.testing.worlds import Completer

STEPS = 3_000
"""How many partial completions one search looks at before it gives up."""


@frozen
class Found:
    """What a search found: a completion; or none, and then ``exhausted`` says whether there is none."""

    world: World | None
    exhausted: bool


def find_completion(core: Core, snapshot: Snapshot, about: Asked, *, met: bool, steps: int = STEPS) -> Found:
    """A completion in which the core holds (``met``), or one in which it does not.

    Unknowns are filled in one after the other, each with a value for every way in which it can lie in or outside the
    regions, until K decides. K is sound, so a search that ends without a completion has proved that there is none.
    """
    limits = {name: len(snapshot.list_state(name).records) + about.enough(name) for name in about.counts}
    search = _Search(core, about, Truth.of(met), steps, limits)
    world = search.run(snapshot)
    return Found(world, exhausted=search.steps > 0)


def plainest(about: Asked, snapshot: Snapshot) -> World:
    """The completion without unseen records in which every unknown has the first value that comes to mind. Of a complete
    dossier there is no other.
    """
    return Completer(about, _first, lambda most: 0).world(snapshot)


@define
class _Search:
    core: Core
    about: Asked
    wanted: Truth
    steps: int
    limits: dict[str, int]

    def run(self, snapshot: Snapshot) -> World | None:
        """Depth first; ``None`` when everything was tried, or when the steps are used up."""
        open_ways = [iter((snapshot,))]
        while open_ways and self.steps > 0:
            state = next(open_ways[-1], None)
            if state is None:
                open_ways.pop()
                continue
            self.steps -= 1
            truth = kleene(self.core, lambda leaf, state=state: _truth(leaf, state))  # type: ignore[misc]  # bound early
            if truth is self.wanted:
                return plainest(self.about, state)
            if truth is Truth.UNDETERMINED:
                open_ways.append(self._ways(state))
        return None

    def _ways(self, state: Snapshot) -> Iterator[Snapshot]:
        """Everything that one unknown can be."""
        leaf = _open_leaf(self.core, lambda leaf: _truth(leaf, state))
        if isinstance(leaf, Atom):
            unknown = state.state(leaf.key)
            assert isinstance(unknown, Unknown), "what is known leaves nothing open"
            for value in representatives(unknown.domain, self.about.facts[leaf.key]):
                yield evolve(state, facts=FrozenDict({**state.facts, leaf.key: Known(value)}))
        else:
            for records in self._list_ways(leaf, state.list_state(leaf.list)):
                yield evolve(state, lists=FrozenDict({**state.lists, leaf.list: records}))

    def _list_ways(self, leaf: Count, state: ListState) -> Iterator[ListState]:
        for place, record in enumerate(state.records):
            if _matches(leaf, record) is Truth.UNDETERMINED:
                for other in self._record_ways(leaf, record):
                    yield evolve(state, records=(*state.records[:place], other, *state.records[place + 1 :]))
                return
        yield evolve(state, unseen=None, more=0)
        if state.unseen is not None and len(state.records) < self.limits[leaf.list]:
            more = None if state.more is None else state.more - 1
            records = (*state.records, evolve(state.unseen, position=len(state.records) + 1))
            yield evolve(state, records=records, more=more, unseen=None if more == 0 else state.unseen)

    def _record_ways(self, leaf: Count, record: RecordState) -> Iterator[RecordState]:
        atom = _open_leaf(leaf.where, lambda inner: in_region(record.state(_atom(inner).key), _atom(inner).region))
        key = _atom(atom).key
        unknown = record.state(key)
        assert isinstance(unknown, Unknown), "what is known leaves nothing open"
        for value in representatives(unknown.domain, self.about.field_regions(leaf.list, key.name)):
            yield evolve(record, fields=FrozenDict({**record.fields, key.name: Known(value)}))


def _truth(leaf: Leaf, state: Snapshot) -> Truth:
    """K's truth of one leaf."""
    if isinstance(leaf, Atom):
        return in_region(state.state(leaf.key), leaf.region)
    listed = state.list_state(leaf.list)
    seen = tally(_matches(leaf, record) for record in listed.records)
    if listed.unseen is not None and _matches(leaf, listed.unseen) is not Truth.NOT_MET:
        assert seen.possible is not None, "the records that were given are finitely many"
        seen = Interval(seen.certain, None if listed.more is None else seen.possible + listed.more)
    return seen.within(leaf.low, leaf.high)


def _matches(leaf: Count, record: RecordState) -> Truth:
    return kleene(leaf.where, lambda inner: in_region(record.state(_atom(inner).key), _atom(inner).region))


def _atom(leaf: Leaf) -> Atom:
    assert isinstance(leaf, Atom), "a condition on a record speaks about its fields only"
    return leaf


def _open_leaf(core: Core, leaf_truth: Callable[[Leaf], Truth]) -> Leaf:
    """A leaf that keeps the core undetermined: down through undetermined nodes."""
    while isinstance(core, Among):
        core = next(child for child in core.children if kleene(child, leaf_truth) is Truth.UNDETERMINED)
    return core


def _first(spec: FactSpec, regions: tuple[Region, ...], domain: Region) -> CoreValue:
    """Some value: nothing hangs on it."""
    return usual(spec, representatives(domain, regions))[0]
