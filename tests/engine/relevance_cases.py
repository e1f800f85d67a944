"""What still matters, by listing all completions, and random criteria and snapshots to hold the engine against that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from random import Random

from attrs import field, frozen
from engine import worlds
from engine.worlds import AS_OF, FACTS, FIELDS, LISTS, SIZE

from cchc_rules.engine.completion import Decider, coherent_by_construction
from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey, leaves
from cchc_rules.engine.reference import World, holds
from cchc_rules.engine.relevance import Frontier, Unit
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.engine.table import Tables
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

Part = tuple[World, ...]
Completion = tuple[tuple[int, ...], tuple[tuple[Part, Part], ...]]

MOST_COMPLETIONS = 3_000
"""Pairs with more completions than this are left out."""


class Brute:
    """All completions of what a core reads: values of facts, and of each list the given records and the further ones."""

    def __init__(self, core: Core, snapshot: Snapshot) -> None:
        self.core, self.snapshot = core, snapshot
        found = list(leaves(core))
        self.keys = list(dict.fromkeys(leaf.key for leaf in found if isinstance(leaf, Atom)))
        self.names = list(dict.fromkeys(leaf.list for leaf in found if isinstance(leaf, Count)))
        facts = product(*(worlds.possible_values(snapshot.facts[key]) for key in self.keys))
        lists = list(product(*(list(self._list(snapshot.lists[name])) for name in self.names)))
        self.truths: dict[Completion, bool] = {}
        for values in facts:
            for parts in lists:
                whole = FrozenDict({name: (*a, *b) for name, (a, b) in zip(self.names, parts, strict=True)})
                world = World(FrozenDict(zip(self.keys, values, strict=True)), whole)
                self.truths[values, parts] = holds(core, world)

    def _list(self, state: ListState) -> Iterator[tuple[Part, Part]]:
        count = len(state.records)
        for records in worlds.list_worlds(state, min(worlds.largest_bound(self.core), 3)):
            yield records[:count], records[count:]

    @property
    def truth(self) -> Truth:
        """V over all completions."""
        seen = set(self.truths.values())
        return Truth.of(seen.pop()) if len(seen) == 1 else Truth.UNDETERMINED

    def matters(self) -> set[Unit]:
        """The units of which two completions that differ in nothing else have different truths."""
        return {unit for unit, without in self._units() if self._differs(without)}

    def unknown(self) -> set[Unit]:
        """All unknown units that some leaf reads."""
        return {unit for unit, _ in self._units()}

    def _units(self) -> Iterator[tuple[Unit, Callable[[Completion], object]]]:
        """Every unknown unit that is read, with what is left of a completion if it is taken out."""
        for at, key in enumerate(self.keys):
            if isinstance(self.snapshot.facts[key], Unknown):
                yield Unit(key), lambda c, at=at: (c[0][:at], c[0][at + 1 :], c[1])  # type: ignore[misc]
        for at, name in enumerate(self.names):
            state = self.snapshot.lists[name]
            read = {
                inner.key
                for leaf in leaves(self.core)
                if isinstance(leaf, Count) and leaf.list == name
                for inner in leaves(leaf.where)
                if isinstance(inner, Atom)
            }
            for place, record in enumerate(state.records):
                for key in read:
                    if isinstance(record.fields[key.name], Unknown):
                        yield Unit(key, name, record.position), self._without(at, place, key)
            if state.unseen is not None:
                yield (
                    Unit(list=name),
                    lambda c, at=at: (c[0], c[1][:at], c[1][at][0], c[1][at + 1 :]),  # type: ignore[misc]
                )

    @staticmethod
    def _without(at: int, place: int, key: FactKey) -> Callable[[Completion], object]:
        def rest(completion: Completion) -> object:
            values, parts = completion
            given, further = parts[at]
            record = frozenset((k, v) for k, v in given[place].values.items() if k != key)
            return values, parts[:at], given[:place], record, given[place + 1 :], further, parts[at + 1 :]

        return rest

    def _differs(self, rest: Callable[[Completion], object]) -> bool:
        seen: dict[object, bool] = {}
        return any(seen.setdefault(rest(one), truth) is not truth for one, truth in self.truths.items())


def small(core: Core, snapshot: Snapshot) -> bool:
    """Few enough completions to list."""
    most = min(worlds.largest_bound(core), 3)
    size = 1
    for leaf in dict.fromkeys((leaf.key if isinstance(leaf, Atom) else leaf.list) for leaf in leaves(core)):
        if isinstance(leaf, str):
            size *= sum(1 for _ in worlds.list_worlds(snapshot.lists[leaf], most))
        else:
            size *= len(worlds.possible_values(snapshot.facts[leaf]))
    return size <= MOST_COMPLETIONS


def by_construction(core: Core) -> bool:
    """Coherent however the dossier is, its conditions on records too."""
    wheres = [leaf.where for leaf in leaves(core) if isinstance(leaf, Count)]
    return all(coherent_by_construction(one, lambda _: worlds.DOMAIN) for one in (core, *wheres))


def expected_rows(brute: Brute, frontier: Frontier, unit: Unit) -> Iterator[tuple[int, Truth]]:
    """What each value of a unit leads to: of further records, how many of them match the open condition."""
    by_value: dict[int, set[bool]] = {}
    for (values, parts), truth in brute.truths.items():
        if unit.list is None:
            assert unit.key is not None
            value: int = values[brute.keys.index(unit.key)]
        else:
            given, further = parts[brute.names.index(unit.list)]
            if unit.key is None:
                where = frontier.wheres(unit.list)[0]
                value = sum(holds(where, record) for record in further)
            else:
                assert unit.record is not None
                value = int(given[unit.record - 1].values[unit.key])
        by_value.setdefault(value, set()).add(truth)
    for value, truths in by_value.items():
        yield value, Truth.of(truths.pop()) if len(truths) == 1 else Truth.UNDETERMINED


def check_tables(brute: Brute, frontier: Frontier, units: tuple[Unit, ...]) -> None:
    """Every row of the tables; each value is in one of them."""
    tables = Tables(frontier)
    for unit in units:
        rows = tables.of(unit)
        if not rows:
            assert unit.key is None
            assert len(frontier.wheres(str(unit.list))) > 1
            continue
        assert all(a.truth is not b.truth for a, b in pairwise(rows))
        for value, truth in expected_rows(brute, frontier, unit):
            assert [row.truth for row in rows if row.values.contains(value)] == [truth], (unit, value)
            assert all(row.values.contains(row.value) for row in rows)


def check(core: Core, snapshot: Snapshot) -> Counter[str]:
    """One pair."""
    if worlds.largest_bound(core) > 3 or not small(core, snapshot):
        return Counter(skipped=1)
    brute = Brute(core, snapshot)
    frontier = Frontier(core, Decider(snapshot))
    answer, wanted, coherent = frontier.relevant(), brute.matters(), by_construction(core)
    assert frontier.truth is brute.truth
    assert wanted <= set(answer.matters)
    assert set(answer.matters) == wanted or not answer.exact
    assert answer.exact or not coherent
    assert not set(answer.matters) & set(answer.idle)
    assert {*answer.matters, *answer.idle} == brute.unknown()
    check_tables(brute, frontier, answer.matters)
    return Counter(
        {
            "checked": 1,
            brute.truth.value: 1,
            "exact": answer.exact,
            "too many": set(answer.matters) != wanted,
            "coherent": coherent,
            "idle though undetermined": brute.truth is Truth.UNDETERMINED and bool(answer.idle),
        }
    )


@frozen
class Pairs:
    """Random pairs of criteria and snapshots. ``style``: ``tidy`` criteria ask of every fact only for enough of it and count
    a list once, as awards do; ``free`` ones are anything; ``crowded`` ones anything about two facts and one list.
    """

    random: Random
    style: str
    _used: set[str] = field(factory=set, init=False)

    def pair(self) -> tuple[Core, Snapshot]:
        """One pair."""
        self._used.clear()
        core = self._core(self.random.choice((2, 2, 3)))
        facts = FrozenDict({key: self._state() for key in FACTS})
        lists = FrozenDict({name: self._list() for name in LISTS})
        return core, Snapshot("individual", AS_OF, Vocabulary(), FrozenDict(), facts, lists)

    @property
    def tidy(self) -> bool:
        """Whether the criteria are coherent by construction."""
        return self.style == "tidy"

    def _core(self, depth: int) -> Core:
        if depth == 0 or self.random.random() < 0.1:
            return self._leaf()
        return self._group(tuple(self._core(depth - 1) for _ in range(self.random.randint(2, 3))))

    def _group(self, children: tuple[Core, ...]) -> Core:
        size = len(children)
        low = self.random.choice((1, 1, size, size, self.random.randint(1, size)))
        if self.tidy or self.random.random() < 0.7:
            return Among(low, size, children)
        return Among(self.random.choice((0, low)), self.random.randint(low, size), children)

    def _leaf(self) -> Core:
        name = self.random.choice(LISTS[:1] if self.style == "crowded" else LISTS)
        if self.random.random() < 0.3 and not (self.tidy and name in self._used):
            self._used.add(name)
            low = self.random.choice((1, 1, 2))
            high = None if self.tidy or self.random.random() < 0.6 else self.random.randint(low, 2)
            low = low if self.tidy or self.random.random() < 0.7 else 0
            return Count(low, high, name, self._where())
        return Atom(self.random.choice(FACTS[:2] if self.style == "crowded" else FACTS), self._region())

    def _where(self) -> Core:
        atoms = tuple(Atom(self.random.choice(FIELDS), self._region()) for _ in range(self.random.choice((1, 2, 2, 3))))
        return atoms[0] if len(atoms) == 1 else self._group(atoms)

    def _region(self) -> Intervals:
        if self.tidy:
            return Intervals.between(self.random.randint(1, SIZE - 1), None)
        return Intervals.of(value for value in range(SIZE) if self.random.random() < 0.5)

    def _state(self) -> FactState:
        if self.random.random() < 0.25:
            return Known(self.random.randrange(SIZE))
        left_out = self.random.choice((None, None, None, 0, 1, 2))
        return Unknown(Intervals.of(value for value in range(SIZE) if value != left_out), "not_given")

    def _record(self, position: int) -> RecordState:
        return RecordState(position, FrozenDict({key.name: self._state() for key in FIELDS}))

    def _list(self) -> ListState:
        given = tuple(self._record(position) for position in range(1, self.random.choice((0, 1, 1, 2)) + 1))
        if self.random.random() < 0.5:
            return ListState(given, None)
        return ListState(given, self._record(0), self.random.choice((None, 1, 2)))


def check_random(style: str, pairs: int, seed: int) -> Counter[str]:
    """Checks so many pairs, and counts how many of each kind there were."""
    source, seen = Pairs(Random(seed), style), Counter[str]()
    while seen["checked"] < pairs:
        seen += check(*source.pair())
    return seen
