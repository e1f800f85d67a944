"""Vectors: the truths that several leaves about one fact, one record or one list can have together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import permutations, product
from typing import TypeAlias

from attrs import define, field

from cchc_rules.engine.core import Atom, Core, Count, FactKey, Leaf, leaves
from cchc_rules.engine.reference import kleene
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState
from cchc_rules.model.region import representatives
from cchc_rules.model.truth import Truth

Vector: TypeAlias = tuple[bool, ...]
Vectors: TypeAlias = frozenset[Vector]
Numbers: TypeAlias = tuple[int, ...]
"""How many records match each of some conditions, each saturated where nothing changes any more."""


class OverBudgetError(Exception):
    """The search has done as much work as it may."""


@define
class Budget:
    """How much work is left; one step is about one visit to one node."""

    left: int

    def spend(self, steps: int) -> None:
        """Take away some steps; :class:`OverBudgetError` if there are not so many left."""
        self.left -= steps
        if self.left < 0:
            raise OverBudgetError


def coherent(vectors: Vectors) -> bool:
    """Whether one vector is pointwise largest and one pointwise smallest."""
    return (
        tuple(map(any, zip(*vectors, strict=True))) in vectors
        and tuple(map(all, zip(*vectors, strict=True))) in vectors
    )


def fact_vectors(atoms: tuple[Atom, ...], state: FactState, budget: Budget) -> Vectors:
    """The truths that atoms on one fact can have together: one vector for every cell that their regions cut."""
    if isinstance(state, Known):
        return frozenset({tuple(atom.region.contains(state.value) for atom in atoms)})
    values = representatives(state.domain, [atom.region for atom in atoms])
    budget.spend(len(values) * len(atoms))
    return frozenset(tuple(atom.region.contains(value) for atom in atoms) for value in values)


def atoms_by_field(wheres: tuple[Core, ...]) -> dict[FactKey, tuple[Atom, ...]]:
    """The atoms of conditions on one record, each once, by the field that they are about."""
    found: dict[FactKey, dict[Atom, None]] = {}
    for where in wheres:
        for leaf in leaves(where):
            found.setdefault(atom(leaf).key, {})[atom(leaf)] = None
    return {key: tuple(atoms) for key, atoms in found.items()}


def atom(leaf: Leaf) -> Atom:
    """A leaf of a condition on a record, which speaks about the record's fields only."""
    assert isinstance(leaf, Atom), "a condition on a record speaks about its fields only"
    return leaf


def list_vectors(counts: tuple[Count, ...], state: ListState, budget: Budget) -> Vectors:
    """The truths that counts over one list can have together.

    A dynamic programme over the records keeps the attainable tuples of counts, each count saturated one past the last
    number that makes a difference; then any number of unseen records that may exist is added.
    """
    counting = Counting(counts, budget)
    reached = {(0,) * len(counting.wheres)}
    for record in state.records:
        reached = _step(reached, counting.matching.vectors(record), counting.caps, budget)
    if state.unseen is not None:
        unseen = counting.matching.vectors(state.unseen)
        reached = _with_unseen(reached, unseen, counting.caps, state.more, budget)
    return frozenset(map(counting.truths, reached))


@define
class Counting:
    """Some counts over one list: the conditions, and how far it is worth counting how many records match each."""

    counts: tuple[Count, ...]
    budget: Budget
    wheres: tuple[Core, ...] = field(init=False)
    caps: Numbers = field(init=False)
    matching: Matching = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.wheres = tuple(dict.fromkeys(leaf.where for leaf in self.counts))
        self.matching = Matching(self.wheres, atoms_by_field(self.wheres), self.budget)
        self.caps = tuple(
            max(max(leaf.low, 0 if leaf.high is None else leaf.high + 1) for leaf in self.counts if leaf.where == where)
            for where in self.wheres
        )

    def step(self, reached: frozenset[Numbers], vectors: Vectors) -> frozenset[Numbers]:
        """The attainable numbers after one more record, that can match in these ways."""
        return frozenset(_step(set(reached), vectors, self.caps, self.budget))

    def plus(self, numbers: Numbers, vector: Vector) -> Numbers:
        """The numbers after one more record."""
        return saturated(numbers, vector, self.caps)

    def with_unseen(self, reached: frozenset[Numbers], unseen: RecordState, more: int | None) -> frozenset[Numbers]:
        """The attainable numbers with any further records that there may be."""
        vectors = self.matching.vectors(unseen)
        return frozenset(_with_unseen(set(reached), vectors, self.caps, more, self.budget))

    def truths(self, numbers: Numbers) -> Vector:
        """The truths of the counts if so many records match the conditions."""
        return tuple(_holds(leaf, numbers[self.wheres.index(leaf.where)]) for leaf in self.counts)


@define
class Matching:
    """Which conditions a record can match together, worked out once for records that leave the same open."""

    wheres: tuple[Core, ...]
    atoms: Mapping[FactKey, tuple[Atom, ...]]
    budget: Budget
    _known: dict[tuple[Vectors, ...], Vectors] = field(factory=dict, init=False)

    def vectors(self, record: RecordState) -> Vectors:
        """The truths that the conditions can have together, over all values of the record's unknown fields."""
        options = tuple(fact_vectors(atoms, record.state(key), self.budget) for key, atoms in self.atoms.items())
        found = self._known.get(options)
        if found is None:
            found = self._known[options] = frozenset(self._all(options))
        return found

    def pairs(self, record: RecordState, key: FactKey) -> frozenset[tuple[Vector, Vector]]:
        """The truths in two completions of the record that differ in one field."""
        options = [fact_vectors(atoms, record.state(name), self.budget) for name, atoms in self.atoms.items()]
        at = list(self.atoms).index(key)
        found: set[tuple[Vector, Vector]] = set()
        for before in product(*options[:at]):
            for after in product(*options[at + 1 :]):
                reached = {self._wheres((*before, own, *after)) for own in options[at]}
                found |= set(permutations(reached, 2))
        return frozenset(found)

    def _all(self, options: tuple[Vectors, ...]) -> set[Vector]:
        return {self._wheres(choice) for choice in product(*options)}

    def _wheres(self, choice: tuple[Vector, ...]) -> Vector:
        """The truths of the conditions, from those of the atoms, field by field."""
        self.budget.spend(sum(map(len, choice)))
        truths: dict[Leaf, Truth] = {}
        for atoms, vector in zip(self.atoms.values(), choice, strict=True):
            truths.update((leaf, Truth.of(true)) for leaf, true in zip(atoms, vector, strict=True))
        return tuple(kleene(where, truths.__getitem__) is Truth.MET for where in self.wheres)


def _holds(leaf: Count, number: int) -> bool:
    return leaf.low <= number and (leaf.high is None or number <= leaf.high)


def _with_unseen(
    reached: set[Numbers], vectors: Vectors, caps: Numbers, more: int | None, budget: Budget
) -> set[Numbers]:
    """The tuples of counts with any number of unseen records that there may be; only what is new is carried on."""
    new, rounds = reached, 0
    while new and (more is None or rounds < more):
        rounds += 1
        new = _step(new, vectors, caps, budget) - reached
        reached = reached | new
    return reached


def _step(reached: set[Numbers], vectors: Vectors, caps: Numbers, budget: Budget) -> set[Numbers]:
    """The tuples of counts after one more record."""
    budget.spend(len(reached) * len(vectors) * len(caps))
    return {saturated(numbers, vector, caps) for numbers in reached for vector in vectors}


def saturated(numbers: Numbers, hits: Iterable[bool], caps: Numbers) -> Numbers:
    """The numbers after one more record, none above its cap."""
    return tuple([n + hit if n < cap else cap for n, hit, cap in zip(numbers, hits, caps, strict=True)])
