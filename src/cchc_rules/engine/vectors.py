"""Vectors: the truths that several leaves about one fact, one record or one list can have together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TypeAlias

from attrs import define, field

from cchc_rules.engine.core import Atom, Core, Count, FactKey, Leaf, leaves
from cchc_rules.engine.reference import kleene
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState
from cchc_rules.model.region import representatives
from cchc_rules.model.truth import Truth

Vector: TypeAlias = tuple[bool, ...]
Vectors: TypeAlias = frozenset[Vector]


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
    wheres = tuple(dict.fromkeys(leaf.where for leaf in counts))
    matching = _Matching(wheres, atoms_by_field(wheres), budget)
    caps = tuple(
        max(max(leaf.low, 0 if leaf.high is None else leaf.high + 1) for leaf in counts if leaf.where == where)
        for where in wheres
    )
    reached = {(0,) * len(wheres)}
    for record in state.records:
        reached = _step(reached, matching.vectors(record), caps, budget)
    if state.unseen is not None:
        reached = _with_unseen(reached, matching.vectors(state.unseen), caps, state.more, budget)
    return frozenset(tuple(_holds(leaf, numbers[wheres.index(leaf.where)]) for leaf in counts) for numbers in reached)


@define
class _Matching:
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

    def _all(self, options: tuple[Vectors, ...]) -> set[Vector]:
        found = set()
        size = sum(map(len, self.atoms.values()))
        for choice in product(*options):
            self.budget.spend(size)
            truths: dict[Leaf, Truth] = {}
            for atoms, vector in zip(self.atoms.values(), choice, strict=True):
                truths.update((leaf, Truth.of(true)) for leaf, true in zip(atoms, vector, strict=True))
            found.add(tuple(kleene(where, truths.__getitem__) is Truth.MET for where in self.wheres))
        return found


def _holds(leaf: Count, number: int) -> bool:
    return leaf.low <= number and (leaf.high is None or number <= leaf.high)


def _with_unseen(
    reached: set[tuple[int, ...]], vectors: Vectors, caps: tuple[int, ...], more: int | None, budget: Budget
) -> set[tuple[int, ...]]:
    """The tuples of counts with any number of unseen records that there may be; only what is new is carried on."""
    new, rounds = reached, 0
    while new and (more is None or rounds < more):
        rounds += 1
        new = _step(new, vectors, caps, budget) - reached
        reached = reached | new
    return reached


def _step(
    reached: set[tuple[int, ...]], vectors: Vectors, caps: tuple[int, ...], budget: Budget
) -> set[tuple[int, ...]]:
    """The tuples of counts after one more record."""
    budget.spend(len(reached) * len(vectors) * len(caps))
    return {
        tuple(min(n + hit, cap) for n, hit, cap in zip(numbers, vector, caps, strict=True))
        for numbers in reached
        for vector in vectors
    }
