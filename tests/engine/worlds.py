"""Brute force: every completion of a small snapshot, and random cores and snapshots to hold it against.

Nothing here uses the engine's own reasoning about regions, intervals or vectors; it only lists values and counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import combinations_with_replacement, product

from hypothesis import strategies as st

from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey, leaves
from cchc_rules.engine.reference import World, holds
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, Region
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

SIZE = 3
"""Facts and fields take the values 0 .. SIZE - 1."""

FACTS = tuple(FactKey(name) for name in "abcd")
FIELDS = tuple(FactKey(name) for name in "xy")
LISTS = ("l", "m")
DOMAIN = Intervals.between(0, SIZE - 1)
AS_OF = datetime.date(2025, 1, 20)


def possible_values(state: FactState) -> list[int]:
    """The values that a fact of the small domain can still have."""
    if isinstance(state, Known):
        assert isinstance(state.value, int)
        return [state.value]
    return [value for value in range(SIZE) if state.domain.contains(value)]


def record_worlds(record: RecordState) -> list[World]:
    """Every completion of one record."""
    names = list(record.fields)
    options = [possible_values(record.fields[name]) for name in names]
    return [
        World(FrozenDict({FactKey(n): v for n, v in zip(names, values, strict=True)})) for values in product(*options)
    ]


def list_worlds(state: ListState, most_unseen: int) -> Iterator[tuple[World, ...]]:
    """Every completion of a list with at most ``most_unseen`` unseen records."""
    more = 0 if state.unseen is None else most_unseen if state.more is None else min(state.more, most_unseen)
    blanks = [] if state.unseen is None else record_worlds(state.unseen)
    for given in product(*map(record_worlds, state.records)):
        for number in range(more + 1):
            for unseen in combinations_with_replacement(blanks, number):
                yield (*given, *unseen)


def largest_bound(core: Core) -> int:
    """More unseen records than this, for each count, make no difference."""
    return sum(max(leaf.low, (leaf.high or 0) + 1) for leaf in leaves(core) if isinstance(leaf, Count))


def brute_truth(core: Core, snapshot: Snapshot) -> Truth:
    """V by listing every completion of the facts and lists that the core names."""
    keys = list(dict.fromkeys(leaf.key for leaf in leaves(core) if isinstance(leaf, Atom)))
    names = list(dict.fromkeys(leaf.list for leaf in leaves(core) if isinstance(leaf, Count)))
    options = [possible_values(snapshot.state(key)) for key in keys]
    listed = [list(list_worlds(snapshot.lists[name], largest_bound(core))) for name in names]
    seen = set()
    for values in product(*options):
        for lists in product(*listed):
            world = World(FrozenDict(zip(keys, values, strict=True)), FrozenDict(zip(names, lists, strict=True)))
            seen.add(holds(core, world))
            if len(seen) == 2:
                return Truth.UNDETERMINED
    return Truth.of(seen.pop())


def regions() -> st.SearchStrategy[Region]:
    """Regions of the small domain, the empty and the full one among them."""
    return st.sets(st.integers(0, SIZE - 1)).map(Intervals.of)


def atoms(keys: tuple[FactKey, ...]) -> st.SearchStrategy[Core]:
    """Atoms on some of these facts."""
    return st.builds(Atom, st.sampled_from(keys), regions())


def among(children: st.SearchStrategy[Core]) -> st.SearchStrategy[Core]:
    """k-of-n with any bounds, the impossible and the empty ones included."""

    @st.composite
    def build(draw: st.DrawFn) -> Core:
        nodes = tuple(draw(st.lists(children, min_size=1, max_size=3)))
        low = draw(st.integers(0, len(nodes)))
        return Among(low, draw(st.integers(low, len(nodes))), nodes)

    return build()


def wheres() -> st.SearchStrategy[Core]:
    """Conditions on one record."""
    return st.recursive(atoms(FIELDS), among, max_leaves=3)


def counts() -> st.SearchStrategy[Core]:
    """Counts with small bounds, one- and two-sided."""

    @st.composite
    def build(draw: st.DrawFn) -> Core:
        low = draw(st.integers(0, 2))
        high = draw(st.none() | st.integers(low, 2))
        return Count(low, high, draw(st.sampled_from(LISTS)), draw(wheres()))

    return build()


def cores() -> st.SearchStrategy[Core]:
    """Cores that share facts and lists, with negation (as bounds) and two-sided nodes."""
    return st.recursive(atoms(FACTS) | counts(), among, max_leaves=6)


def crowded_cores() -> st.SearchStrategy[Core]:
    """Cores in which everything is about one fact and one list: what makes K inexact, on purpose."""
    fact = atoms(FACTS[:1])
    nested = (
        Atom(FIELDS[0], Intervals.of([0])),
        Atom(FIELDS[0], Intervals.of([0, 1])),
        Atom(FIELDS[1], Intervals.of([1])),
    )

    @st.composite
    def count(draw: st.DrawFn) -> Core:
        low = draw(st.integers(0, 1))
        where = draw(st.sampled_from(nested) | wheres())
        return Count(low, draw(st.none() | st.integers(low, 1)), LISTS[0], where)

    @st.composite
    def opposed(draw: st.DrawFn) -> Core:
        some = Count(draw(st.integers(1, 2)), None, LISTS[0], draw(st.sampled_from(nested)))
        few = Count(0, draw(st.integers(0, 1)), LISTS[0], draw(st.sampled_from(nested)))
        return Among(2, 2, (some, few))

    def together(children: st.SearchStrategy[Core]) -> st.SearchStrategy[Core]:
        few = st.lists(children, min_size=2, max_size=3).map(tuple)
        return few.map(lambda nodes: Among(len(nodes), len(nodes), nodes)) | among(children)

    return opposed() | st.recursive(count() | opposed() | fact, together, max_leaves=3)


def states() -> st.SearchStrategy[FactState]:
    """Known, or unknown over some or all of the small domain."""
    domains = st.sets(st.integers(0, SIZE - 1), min_size=2).map(Intervals.of)
    return st.builds(Known, st.integers(0, SIZE - 1)) | st.builds(Unknown, domains, st.just("not_given"))


def records(position: int) -> st.SearchStrategy[RecordState]:
    """One record, its fields known or not."""
    fields = st.fixed_dictionaries({key.name: states() for key in FIELDS}).map(FrozenDict)
    return st.builds(RecordState, st.just(position), fields)


def list_states() -> st.SearchStrategy[ListState]:
    """Complete, bounded and open lists of up to two records."""

    @st.composite
    def build(draw: st.DrawFn) -> ListState:
        given = tuple(draw(records(i)) for i in range(1, draw(st.integers(0, 2)) + 1))
        unseen = draw(st.none() | records(0))
        more = None if unseen is None else draw(st.none() | st.integers(1, 2))
        return ListState(given, unseen, more)

    return build()


def snapshots() -> st.SearchStrategy[Snapshot]:
    """Snapshots of all small facts and lists."""
    facts = st.fixed_dictionaries({key: states() for key in FACTS}).map(FrozenDict)
    lists = st.fixed_dictionaries({name: list_states() for name in LISTS}).map(FrozenDict)
    return st.builds(
        Snapshot, st.just("individual"), st.just(AS_OF), st.just(Vocabulary()), st.just(FrozenDict()), facts, lists
    )
