"""Exact verdicts: K where it is exact, else a search over the ways in which the dossier can be completed.

Leaves that depend on the same unknown fact, or on the same list, form a *block*. A block's *vectors* are the truths that
its leaves can have together; the fact's values do not matter beyond that. A block is *coherent* if one of its vectors is
pointwise largest and one smallest: then all coherent blocks can be at their best at once, and at their worst at once,
which is what K computes on the negation normal form. Incoherent blocks are split on their vectors, under a budget.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import TypeAlias

from attrs import define, field, frozen

from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey, Leaf, block_of, leaves, normal_form
from cchc_rules.engine.reference import Interval, in_region, kleene, tally
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot
from cchc_rules.model.region import representatives
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

STATES = 50_000
"""The default budget: how many states one decision may visit. No shipped award comes near."""

Vector: TypeAlias = tuple[bool, ...]
Block: TypeAlias = "FactKey | str"

_cached_normal_form = lru_cache(maxsize=4096)(normal_form)


@frozen
class Decision:
    """The truth of a criterion. ``exact`` is false only past the budget, and then the truth is undetermined.

    ``method``: ``kleene`` if K decided or was exact, ``completion`` if a search was needed, ``unresolved`` past the budget.
    """

    truth: Truth
    exact: bool = True
    method: str = "kleene"


class _OverBudgetError(Exception):
    """The search has visited as many states as it may."""


@frozen
class Matches:
    """Which records of a list match a condition, in the list's order, and whether the unseen one can."""

    records: tuple[Truth, ...]
    unseen: Truth | None  # None: there can be no unseen record


@define
class _Budget:
    left: int

    def spend(self, states: int = 1) -> None:
        self.left -= states
        if self.left < 0:
            raise _OverBudgetError


@define
class Decider:
    """Decides the criteria of one snapshot, remembering the truth of every leaf that it has met.

    Values go in, values come out: the memory only saves work.
    """

    snapshot: Snapshot
    states: int = STATES
    _leaf_truths: dict[Leaf, Truth] = field(factory=dict, init=False)
    _matches: dict[tuple[str, Core], Matches] = field(factory=dict, init=False)
    _inexact: set[Core] = field(factory=set, init=False)

    def decide(self, core: Core) -> Decision:
        """Met if the core holds in every completion, not met if in none, else undetermined; see :class:`Decision`."""
        truth = kleene(core, self.leaf_truth)
        if truth is not Truth.UNDETERMINED:
            return Decision(truth)
        normal = _cached_normal_form(core)
        budget = _Budget(self.states)
        try:
            if any(isinstance(leaf, Count) and leaf.where in self._inexact for leaf in leaves(core)):
                raise _OverBudgetError
            incoherent = self._incoherent_blocks(normal, {}, budget)
            if not incoherent:
                return Decision(truth)
            outcomes = self._outcomes(normal, {}, incoherent, budget)
        except _OverBudgetError:
            return Decision(Truth.UNDETERMINED, exact=False, method="unresolved")
        return Decision(outcomes.pop() if len(outcomes) == 1 else Truth.UNDETERMINED, method="completion")

    def coherent(self, core: Core) -> bool:
        """Whether no block of the core keeps K from being exact over this snapshot; false if that is too much to find out."""
        budget = _Budget(self.states)
        by_block: dict[Block, dict[Leaf, None]] = {}
        for leaf in leaves(_cached_normal_form(core)):
            if self.leaf_truth(leaf) is Truth.UNDETERMINED:
                by_block.setdefault(block_of(leaf), {})[leaf] = None
        try:
            return all(
                len(members) == 1 or coherent(self._vectors(block, tuple(members), budget))
                for block, members in by_block.items()
            )
        except _OverBudgetError:
            return False

    def leaf_truth(self, leaf: Leaf) -> Truth:
        """K's truth of one leaf, its records decided exactly."""
        truth = self._leaf_truths.get(leaf)
        if truth is None:
            if isinstance(leaf, Atom):
                truth = in_region(self.snapshot.state(leaf.key), leaf.region)
            else:
                truth = self.count(leaf).within(leaf.low, leaf.high)
            self._leaf_truths[leaf] = truth
        return truth

    def count(self, leaf: Count) -> Interval:
        """How many records match: those that do for certain, and at most those that may, the unseen ones included.

        An unseen record raises only the upper end, and only if ``where`` can hold of it at all.
        """
        matches = self.matches(leaf.list, leaf.where)
        seen = tally(matches.records)
        if matches.unseen is None or matches.unseen is Truth.NOT_MET:
            return seen
        more = self.snapshot.list_state(leaf.list).more
        assert seen.possible is not None, "the records that were given are finitely many"
        return Interval(seen.certain, None if more is None else seen.possible + more)

    def matches(self, list_name: str, where: Core) -> Matches:
        """Which records of a list match, each decided exactly: a condition that no value satisfies matches none."""
        matches = self._matches.get((list_name, where))
        if matches is None:
            state = self.snapshot.list_state(list_name)
            records = tuple(self.match(where, record) for record in state.records)
            unseen = None if state.unseen is None else self.match(where, state.unseen)
            matches = self._matches[list_name, where] = Matches(records, unseen)
        return matches

    def match(self, where: Core, record: RecordState) -> Truth:
        """Whether one record matches, exactly."""
        truth = kleene(where, lambda leaf: in_region(record.state(_atom(leaf).key), _atom(leaf).region))
        return self._exact_match(where, record) if truth is Truth.UNDETERMINED else truth

    def _exact_match(self, where: Core, record: RecordState) -> Truth:
        try:
            seen = {vector[0] for vector in record_vectors((where,), record, _Budget(self.states))}
        except _OverBudgetError:
            self._inexact.add(where)
            return Truth.UNDETERMINED
        return Truth.of(seen.pop()) if len(seen) == 1 else Truth.UNDETERMINED

    def _kleene(self, core: Core, chosen: Mapping[Leaf, Truth]) -> Truth:
        """K with some leaves' truths chosen."""
        return kleene(core, lambda leaf: chosen[leaf] if leaf in chosen else self.leaf_truth(leaf))

    def _incoherent_blocks(
        self, normal: Core, chosen: Mapping[Leaf, Truth], budget: _Budget
    ) -> list[tuple[tuple[Leaf, ...], frozenset[Vector]]]:
        """The blocks, with their vectors, that keep K from being exact: two or more undetermined leaves, no best or no
        worst vector. Only leaves that an undetermined node still leads to can matter.
        """
        by_block: dict[Block, dict[Leaf, None]] = {}
        for leaf in self._frontier(normal, chosen)[1]:
            by_block.setdefault(block_of(leaf), {})[leaf] = None
        found = []
        for block, members in by_block.items():
            if len(members) > 1:
                vectors = self._vectors(block, tuple(members), budget)
                if not coherent(vectors):
                    found.append((tuple(members), vectors))
        return found

    def _frontier(self, core: Core, chosen: Mapping[Leaf, Truth]) -> tuple[Truth, list[Leaf]]:
        """The truth of a core, and the undetermined leaves that undetermined nodes lead to."""
        if not isinstance(core, Among):
            truth = chosen[core] if core in chosen else self.leaf_truth(core)
            return truth, [core] if truth is Truth.UNDETERMINED else []
        below = [self._frontier(child, chosen) for child in core.children]
        truth = tally(truth for truth, _ in below).within(core.low, core.high)
        return truth, [leaf for _, found in below for leaf in found] if truth is Truth.UNDETERMINED else []

    def _vectors(self, block: Block, members: tuple[Leaf, ...], budget: _Budget) -> frozenset[Vector]:
        if isinstance(block, FactKey):
            atoms = tuple(leaf for leaf in members if isinstance(leaf, Atom))
            return fact_vectors(atoms, self.snapshot.state(block), budget)
        counts = tuple(leaf for leaf in members if isinstance(leaf, Count))
        return list_vectors(counts, self.snapshot.list_state(block), budget)

    def _outcomes(
        self,
        normal: Core,
        chosen: dict[Leaf, Truth],
        incoherent: list[tuple[tuple[Leaf, ...], frozenset[Vector]]],
        budget: _Budget,
    ) -> set[Truth]:
        """The truths that the completions give, found by splitting one incoherent block after the other."""
        if not incoherent:
            return {Truth.MET, Truth.NOT_MET}
        members, vectors = incoherent[0]
        outcomes: set[Truth] = set()
        for vector in sorted(vectors):
            budget.spend()
            deeper = chosen | {leaf: Truth.of(true) for leaf, true in zip(members, vector, strict=True)}
            truth = self._kleene(normal, deeper)
            if truth is Truth.UNDETERMINED:
                rest = self._incoherent_blocks(normal, deeper, budget)
                outcomes |= self._outcomes(normal, deeper, rest, budget)
            else:
                outcomes.add(truth)
            if len(outcomes) > 1:
                break
        return outcomes


def coherent(vectors: frozenset[Vector]) -> bool:
    """Whether one vector is pointwise largest and one pointwise smallest."""
    return (
        tuple(map(any, zip(*vectors, strict=True))) in vectors
        and tuple(map(all, zip(*vectors, strict=True))) in vectors
    )


def _atom(leaf: Leaf) -> Atom:
    assert isinstance(leaf, Atom), "a condition on a record speaks about its fields only"
    return leaf


def fact_vectors(atoms: tuple[Atom, ...], state: FactState, budget: _Budget) -> frozenset[Vector]:
    """The truths that atoms on one fact can have together: one vector for every cell that their regions cut."""
    if isinstance(state, Known):
        return frozenset({tuple(atom.region.contains(state.value) for atom in atoms)})
    values = representatives(state.domain, [atom.region for atom in atoms])
    budget.spend(len(values))
    return frozenset(tuple(atom.region.contains(value) for atom in atoms) for value in values)


def record_vectors(wheres: tuple[Core, ...], record: RecordState, budget: _Budget) -> frozenset[Vector]:
    """The truths that conditions on one record can have together, over all values of its unknown fields."""
    by_field: dict[FactKey, list[Atom]] = {}
    for where in wheres:
        for leaf in leaves(where):
            by_field.setdefault(_atom(leaf).key, []).append(_atom(leaf))
    options = [
        [list(zip(atoms, vector, strict=True)) for vector in fact_vectors(tuple(atoms), record.state(key), budget)]
        for key, atoms in by_field.items()
    ]
    found: set[Vector] = set()
    for choice in product(*options):
        budget.spend()
        truths: dict[Leaf, Truth] = {leaf: Truth.of(true) for pairs in choice for leaf, true in pairs}
        found.add(tuple(kleene(where, truths.__getitem__) is Truth.MET for where in wheres))
    return frozenset(found)


def list_vectors(counts: tuple[Count, ...], state: ListState, budget: _Budget) -> frozenset[Vector]:
    """The truths that counts over one list can have together.

    A dynamic programme over the records keeps the attainable tuples of counts, each count saturated one past the last
    number that makes a difference; then any number of unseen records that may exist is added.
    """
    wheres = tuple(dict.fromkeys(leaf.where for leaf in counts))
    caps = tuple(
        max(max(leaf.low, 0 if leaf.high is None else leaf.high + 1) for leaf in counts if leaf.where == where)
        for where in wheres
    )
    reached = {(0,) * len(wheres)}
    for record in state.records:
        reached = _step(reached, record_vectors(wheres, record, budget), caps, budget)
    if state.unseen is not None:
        further = record_vectors(wheres, state.unseen, budget)
        rounds, before = 0, set[tuple[int, ...]]()
        while before != reached and (state.more is None or rounds < state.more):
            before, rounds = reached, rounds + 1
            reached = before | _step(before, further, caps, budget)
    return frozenset(tuple(_holds(leaf, numbers[wheres.index(leaf.where)]) for leaf in counts) for numbers in reached)


def _holds(leaf: Count, number: int) -> bool:
    return leaf.low <= number and (leaf.high is None or number <= leaf.high)


def _step(
    reached: set[tuple[int, ...]], vectors: frozenset[Vector], caps: tuple[int, ...], budget: _Budget
) -> set[tuple[int, ...]]:
    """The tuples of counts after one more record."""
    budget.spend(len(reached) * len(vectors))
    return {
        tuple(min(n + hit, cap) for n, hit, cap in zip(numbers, vector, caps, strict=True))
        for numbers in reached
        for vector in vectors
    }


def coherent_by_construction(core: Core, vocabulary: Vocabulary, kind: str) -> bool:
    """Whether K is exact on every dossier: no fact can be incoherent, and no list is counted in two ways.

    A fact's vectors over a smaller domain are some of those over the whole one, so the whole domain is what is looked at
    here; restricted domains occur only in lists, which are told apart by counting once.
    """
    by_block: dict[Block, dict[Leaf, None]] = {}
    for leaf in leaves(_cached_normal_form(core)):
        by_block.setdefault(block_of(leaf), {})[leaf] = None
    for block, members in by_block.items():
        if len(members) == 1:
            continue
        if isinstance(block, str):
            return False
        spec = vocabulary.fact(kind, block.name)
        assert spec is not None, f"{block} was checked to exist"
        atoms = tuple(leaf for leaf in members if isinstance(leaf, Atom))
        values = representatives(spec.domain, [atom.region for atom in atoms])
        if not coherent(frozenset(tuple(atom.region.contains(value) for atom in atoms) for value in values)):
            return False
    return True
