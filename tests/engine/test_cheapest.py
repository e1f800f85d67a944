"""The fewest moves to a truth, held against trying all smaller sets of moves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from attrs import frozen
from engine.worlds import (
    DOMAIN,
    FIELDS,
    SIZE,
    brute_truth,
    cores,
    crowded_cores,
    largest_bound,
    snapshots,
)
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cchc_rules.engine.cheapest import Cheapest
from cchc_rules.engine.completion import STEPS, Decider
from cchc_rules.engine.core import Atom, Core, Count, FactKey, leaves, negate
from cchc_rules.engine.freedom import Completing
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField, apply
from cchc_rules.engine.options import Blank, Freedom
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, Region
from cchc_rules.model.truth import Truth

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
MOST = 2
"""Sets of so many moves are all tried."""


@frozen
class Anything:
    """A freedom that nobody would give: whatever the test draws."""

    facts: FrozenDict[str, Region | None]
    fields: FrozenDict[str, Region | None]
    new: FrozenDict[str, Region] | None
    most: int | None
    may_close: bool

    def fact(self, key: FactKey, state: FactState) -> Region | None:
        """What was drawn."""
        return self.facts[key.name]

    def field(self, list: str, record: RecordState, name: str) -> Region | None:
        """What was drawn."""
        return self.fields[name]

    def blanks(self, list: str, state: ListState) -> tuple[Blank, ...]:
        """What was drawn, for lists that may have further records."""
        return () if self.new is None or state.unseen is None else (Blank(self.new, found=True),)

    def room(self, list: str, state: ListState) -> int | None:
        """What the list has room for, and what was drawn."""
        known = [number for number in (state.more, self.most) if number is not None]
        return min(known, default=None)

    def closings(self, list: str, state: ListState, wheres: tuple[Core, ...]) -> tuple[CloseList, ...]:
        """What was drawn."""
        return (CloseList(list, None),) if self.may_close else ()


def regions() -> st.SearchStrategy[Region]:
    """Some values of the small domain."""
    return st.sets(st.integers(0, SIZE - 1), min_size=1).map(Intervals.of)


def freedoms() -> st.SearchStrategy[Freedom]:
    """What may be changed, and what not."""
    return st.builds(
        Anything,
        st.fixed_dictionaries({name: st.none() | regions() for name in "abcd"}).map(FrozenDict),
        st.fixed_dictionaries({key.name: st.none() | regions() for key in FIELDS}).map(FrozenDict),
        st.none() | st.fixed_dictionaries({key.name: regions() for key in FIELDS}).map(FrozenDict),
        st.none() | st.integers(0, 1),
        st.booleans(),
    )


def all_moves(core: Core, snapshot: Snapshot, freedom: Freedom) -> Iterator[Move]:
    """Every single move that can matter to a core, value by value."""
    for key in dict.fromkeys(leaf.key for leaf in leaves(core) if isinstance(leaf, Atom)):
        for value in _values(freedom.fact(key, snapshot.facts[key])):
            yield SetFact(key, value, DOMAIN)
    for name in dict.fromkeys(leaf.list for leaf in leaves(core) if isinstance(leaf, Count)):
        state = snapshot.lists[name]
        for record in state.records:
            for field in record.fields:
                for value in _values(freedom.field(name, record, field)):
                    yield SetField(name, record.position, field, value, DOMAIN)
        for blank in freedom.blanks(name, state):
            for x in _values(blank.fields["x"]):
                for y in _values(blank.fields["y"]):
                    yield NewRecord(name, FrozenDict({"x": (x, DOMAIN), "y": (y, DOMAIN)}), found=True)
        if state.unseen is not None:
            yield from freedom.closings(name, state, ())


def _values(region: Region | None) -> list[int]:
    return [] if region is None else [value for value in range(SIZE) if region.contains(value)]


def sensible(moves: tuple[Move, ...], snapshot: Snapshot, freedom: Freedom) -> bool:
    """No fact gets two values, and no list more records than there is room for."""
    places = [
        (move.key, None, None) if isinstance(move, SetFact) else (move.list, move.position, move.field)
        for move in moves
        if isinstance(move, SetFact | SetField)
    ]
    for name, state in snapshot.lists.items():
        room = freedom.room(name, state)
        if room is not None and sum(isinstance(move, NewRecord) and move.list == name for move in moves) > room:
            return False
    return len(set(places)) == len(places)


def in_order(moves: tuple[Move, ...]) -> tuple[Move, ...]:
    """Lists are closed after their last record was added."""
    return tuple(sorted(moves, key=lambda move: isinstance(move, CloseList)))


def fewest_moves_are_found(core: Core, snapshot: Snapshot, freedom: Freedom) -> None:
    """The law: what is found is enough, and no smaller set of moves is."""
    assume(largest_bound(core) <= 4)
    search = Cheapest(Decider(snapshot), freedom).meet(core)
    assert search.exhaustive
    most = MOST
    if search.plan is not None:
        assert search.plan.fewest
        assert sensible(search.plan.moves, snapshot, freedom)
        assert brute_truth(core, apply(snapshot, search.plan.moves)) is Truth.MET
        most = min(MOST, len(search.plan.moves) - 1)
    single = list(all_moves(core, snapshot, freedom))
    for number in range(most + 1):
        for moves in combinations(single * (2 if number > 1 else 1), number):
            if sensible(moves, snapshot, freedom):
                assert Decider(apply(snapshot, in_order(moves))).decide(core).truth is not Truth.MET, moves


@settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
@given(cores(), snapshots(), freedoms())
def test_no_smaller_set_of_moves_is_enough(core: Core, snapshot: Snapshot, freedom: Freedom) -> None:
    """Shared facts and lists, two-sided bounds, anything free or not."""
    fewest_moves_are_found(core, snapshot, freedom)


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(crowded_cores(), snapshots(), freedoms())
def test_no_smaller_set_of_moves_is_enough_where_all_is_shared(
    core: Core, snapshot: Snapshot, freedom: Freedom
) -> None:
    """One fact and one list used over and over: a shared fact is paid once."""
    fewest_moves_are_found(core, snapshot, freedom)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=SLOW)
@given(cores() | crowded_cores(), snapshots(), freedoms())
def test_no_smaller_set_of_moves_is_enough_long(core: Core, snapshot: Snapshot, freedom: Freedom) -> None:
    """The same law on 5,000 triples."""
    fewest_moves_are_found(core, snapshot, freedom)


def both_ways(core: Core, snapshot: Snapshot) -> None:
    """Law 3: an undetermined core has a completion each way, which touches only what is unknown."""
    assume(largest_bound(core) <= 4)
    decider = Decider(snapshot)
    truth = decider.decide(core).truth
    assume(truth is Truth.UNDETERMINED)
    for wanted, target in ((Truth.MET, core), (Truth.NOT_MET, negate(core))):
        plan = Cheapest(decider, Completing()).meet(target).plan
        assert plan is not None
        assert plan.moves
        for move in plan.moves:
            only_what_is_unknown(move, snapshot)
        assert brute_truth(core, apply(snapshot, plan.moves)) is wanted


def only_what_is_unknown(move: Move, snapshot: Snapshot) -> None:
    """A completion changes nothing that is known."""
    if isinstance(move, SetFact):
        assert not isinstance(snapshot.facts[move.key], Known)
    elif isinstance(move, SetField):
        (record,) = (r for r in snapshot.lists[move.list].records if r.position == move.position)
        assert not isinstance(record.fields[move.field], Known)
    else:
        assert snapshot.lists[move.list].unseen is not None


@settings(max_examples=50, deadline=None, suppress_health_check=SLOW)
@given(cores() | crowded_cores(), snapshots())
def test_undetermined_has_a_completion_each_way(core: Core, snapshot: Snapshot) -> None:
    """Law 3, by brute force."""
    both_ways(core, snapshot)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=SLOW)
@given(cores() | crowded_cores(), snapshots())
def test_undetermined_has_a_completion_each_way_long(core: Core, snapshot: Snapshot) -> None:
    """Law 3 on 10,000 pairs."""
    both_ways(core, snapshot)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(crowded_cores() | cores(), cores(), snapshots(), freedoms())
def test_what_moves_do_not_touch_is_remembered(core: Core, other: Core, snapshot: Snapshot, freedom: Freedom) -> None:
    """After a move a decider decides like a new one, whatever it was asked before."""
    decider = Decider(snapshot)
    for one in (core, other):
        decider.decide(one)
    for move in list(all_moves(core, snapshot, freedom))[:6]:
        after = decider.after((move,), STEPS)
        fresh = Decider(apply(snapshot, (move,)))
        for one in (core, other, negate(core)):
            assert after.decide(one) == fresh.decide(one), move
