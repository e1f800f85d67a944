"""Exact verdicts: K where it is exact, else a search over the ways in which the dossier can be completed.

Leaves that depend on the same unknown fact, or on the same list, form a *block*. A block's *vectors* are the truths that
its leaves can have together; the fact's values do not matter beyond that. A block is *coherent* if one of its vectors is
pointwise largest and one smallest: then all coherent blocks can be at their best at once, and at their worst at once,
which is what K computes on the negation normal form. Incoherent blocks are split on their vectors, under a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from attrs import define, evolve, field, frozen

from cchc_rules.engine.core import (
    Among,
    Atom,
    Core,
    Count,
    FactKey,
    Leaf,
    TooLargeError,
    block_of,
    leaves,
    normal_form,
)
from cchc_rules.engine.others import Others
from cchc_rules.engine.reference import Interval, in_region, kleene, tally
from cchc_rules.engine.snapshot import RecordState, Snapshot
from cchc_rules.engine.vectors import (
    Budget,
    OverBudgetError,
    Vectors,
    atom,
    coherent,
    fact_vectors,
    list_vectors,
)
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region, representatives
from cchc_rules.model.truth import Truth

STEPS = 1_000_000
"""The default budget of one decider: about so many visits to nodes. No shipped award comes near."""

LARGEST = 50_000
"""The most nodes that a normal form may have."""

Block: TypeAlias = "FactKey | str"

_normal_form = lru_cache(maxsize=4096)(normal_form)


def normal_form_of(core: Core) -> Core:
    """The negation normal form, remembered; :class:`~cchc_rules.engine.core.TooLargeError` past ``LARGEST`` nodes."""
    return _normal_form(core, LARGEST)


@frozen
class Decision:
    """The truth of a criterion. ``exact`` is false only past the budget, and then the truth is undetermined.

    ``method``: ``kleene`` if K decided or was exact, ``completion`` if a search was needed, ``unresolved`` past the budget.
    """

    truth: Truth
    exact: bool = True
    method: str = "kleene"


_UNRESOLVED = Decision(Truth.UNDETERMINED, exact=False, method="unresolved")


class Matches(NamedTuple):
    """Which records of a list match a condition, in the list's order, and how many unseen ones may (``None``: any number).

    ``exact`` is false if some record was too much to decide.
    """

    records: tuple[Truth, ...]
    more: int | None
    exact: bool

    @property
    def number(self) -> Interval:
        """How many records match: those that do for certain, and at most those that may. An unseen record raises only the
        upper end.
        """
        certain, possible = tally(self.records)
        assert possible is not None, "the records that were given are finitely many"
        return Interval(certain, None if self.more is None else possible + self.more)


@define
class Search:
    """Decides one normal form that K left undetermined, by the leaves' own truths and the vectors of their blocks: of those of
    its leaves that are still open, in the order in which they are asked about.
    """

    normal: Core
    leaf_truth: Callable[[Leaf], Truth]
    vectors: Callable[[Block, tuple[Leaf, ...]], Vectors]
    budget: Budget
    size: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.size = sum(1 for _ in leaves(self.normal))

    def decide(self) -> Decision:
        """Undetermined if both truths are attained; by K alone if no block is incoherent."""
        incoherent = self._incoherent({})
        if not incoherent:
            return Decision(Truth.UNDETERMINED)
        outcomes = self._outcomes({}, incoherent)
        return Decision(outcomes.pop() if len(outcomes) == 1 else Truth.UNDETERMINED, method="completion")

    def _frontier(self, core: Core, chosen: Mapping[Leaf, Truth]) -> tuple[Truth, list[Leaf]]:
        """The truth of a core with some leaves' truths chosen, and the undetermined leaves that undetermined nodes lead
        to: no other leaf can matter.
        """
        if not isinstance(core, Among):
            truth = chosen[core] if core in chosen else self.leaf_truth(core)
            return truth, [core] if truth is Truth.UNDETERMINED else []
        below = [self._frontier(child, chosen) for child in core.children]
        truth = tally(truth for truth, _ in below).within(core.low, core.high)
        return truth, [leaf for _, found in below for leaf in found] if truth is Truth.UNDETERMINED else []

    def _incoherent(self, chosen: Mapping[Leaf, Truth]) -> list[tuple[tuple[Leaf, ...], Vectors]]:
        """The blocks, with their vectors, that keep K from being exact."""
        self.budget.spend(self.size)
        found = []
        for block, members in by_block(self._frontier(self.normal, chosen)[1]):
            if len(members) > 1:
                vectors = self.vectors(block, members)
                if not coherent(vectors):
                    found.append((members, vectors))
        return found

    def _outcomes(self, chosen: dict[Leaf, Truth], incoherent: list[tuple[tuple[Leaf, ...], Vectors]]) -> set[Truth]:
        """The truths that the completions give, found by splitting one incoherent block after the other."""
        if not incoherent:
            return {Truth.MET, Truth.NOT_MET}
        members, vectors = incoherent[0]
        outcomes: set[Truth] = set()
        for vector in sorted(vectors):
            self.budget.spend(self.size)
            deeper = chosen | {leaf: Truth.of(true) for leaf, true in zip(members, vector, strict=True)}
            truth = self._frontier(self.normal, deeper)[0]
            if truth is Truth.UNDETERMINED:
                outcomes |= self._outcomes(deeper, self._incoherent(deeper))
            else:
                outcomes.add(truth)
            if len(outcomes) > 1:
                break
        return outcomes


def projected(vectors: Vectors, members: tuple[Leaf, ...], wanted: tuple[Leaf, ...]) -> Vectors:
    """Of the vectors of some leaves those of a few of them."""
    places = [members.index(leaf) for leaf in wanted]
    return frozenset(tuple(vector[at] for at in places) for vector in vectors)


def truths_of(vectors: Vectors, members: tuple[Leaf, ...]) -> dict[Leaf, Truth]:
    """What each of some leaves is by itself if they can have these vectors together."""
    values = [set(column) for column in zip(*vectors, strict=True)]
    return {
        leaf: Truth.UNDETERMINED if len(of) > 1 else Truth.of(of.pop())
        for leaf, of in zip(members, values, strict=True)
    }


def by_block(members: Sequence[Leaf]) -> Iterator[tuple[Block, tuple[Leaf, ...]]]:
    """Leaves by what they depend on, each once."""
    found: dict[Block, dict[Leaf, None]] = {}
    for leaf in members:
        found.setdefault(block_of(leaf), {})[leaf] = None
    for block, leaves_of in found.items():
        yield block, tuple(leaves_of)


@define
class Decider:
    """Decides criteria over one snapshot, within one budget, remembering what it has found.

    Values go in, values come out: the memory only saves work, and the order of questions only matters past the budget.
    """

    snapshot: Snapshot
    steps: int = STEPS
    budget: Budget = field(init=False)
    _decisions: dict[Core, Decision] = field(factory=dict, init=False)
    _leaf_truths: dict[Leaf, Truth] = field(factory=dict, init=False)
    _matches: dict[tuple[str, Core], Matches] = field(factory=dict, init=False)
    _vectors: dict[tuple[Leaf, ...], Vectors] = field(factory=dict, init=False)
    _others: dict[tuple[Count, ...], Others] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.budget = Budget(self.steps)

    @property
    def spent(self) -> int:
        """How many steps of the budget are used up."""
        return self.steps - self.budget.left

    def decide(self, core: Core) -> Decision:
        """Met if the core holds in every completion, not met if in none, else undetermined; see :class:`Decision`."""
        decision = self._decisions.get(core)
        if decision is None:
            truth = kleene(core, self.leaf_truth)
            decision = self._search(core) if truth is Truth.UNDETERMINED else Decision(truth)
            self._decisions[core] = decision
        return decision

    def _search(self, core: Core) -> Decision:
        if not all(self._is_exact(leaf) for leaf in leaves(core)):
            return _UNRESOLVED
        try:
            normal = normal_form_of(core)
            return Search(normal, self.leaf_truth, self.vectors, self.budget).decide()
        except (OverBudgetError, TooLargeError):
            return _UNRESOLVED

    def _is_exact(self, leaf: Leaf) -> bool:
        return isinstance(leaf, Atom) or self.matches(leaf.list, leaf.where).exact

    def coherent(self, core: Core) -> bool:
        """Whether no block of the core keeps K from being exact over this snapshot; false if that is too much to find out."""
        try:
            normal = normal_form_of(core)
            open_leaves = [leaf for leaf in leaves(normal) if self.leaf_truth(leaf) is Truth.UNDETERMINED]
            return all(self._is_exact(leaf) for leaf in open_leaves) and all(
                len(members) == 1 or coherent(self.vectors(block, members)) for block, members in by_block(open_leaves)
            )
        except (OverBudgetError, TooLargeError):
            return False

    def leaf_truth(self, leaf: Leaf) -> Truth:
        """K's truth of one leaf, its records decided exactly."""
        truth = self._leaf_truths.get(leaf)
        if truth is None:
            if isinstance(leaf, Atom):
                truth = in_region(self.snapshot.state(leaf.key), leaf.region)
            else:
                truth = self.matches(leaf.list, leaf.where).number.within(leaf.low, leaf.high)
            self._leaf_truths[leaf] = truth
        return truth

    def vectors(self, block: Block, members: tuple[Leaf, ...]) -> Vectors:
        """The truths that the leaves of one block can have together."""
        found = self._vectors.get(members)
        if found is None:
            if isinstance(block, FactKey):
                found = fact_vectors(tuple(map(atom, members)), self.snapshot.state(block), self.budget)
            else:
                counts = tuple(leaf for leaf in members if isinstance(leaf, Count))
                found = list_vectors(counts, self.snapshot.list_state(block), self.budget)
            self._vectors[members] = found
        return found

    def others(self, counts: tuple[Count, ...]) -> Others:
        """What single records do to counts over one list."""
        found = self._others.get(counts)
        if found is None:
            found = self._others[counts] = Others(counts, self.snapshot.list_state(counts[0].list), self.budget)
        return found

    def matches(self, list_name: str, where: Core) -> Matches:
        """Which records of a list match, each decided exactly: a condition that no value satisfies matches none."""
        matches = self._matches.get((list_name, where))
        if matches is None:
            state = self.snapshot.list_state(list_name)
            records = [self._match(where, record) for record in state.records]
            unseen = None if state.unseen is None else self._match(where, state.unseen)
            none_unseen = unseen is None or unseen.truth is Truth.NOT_MET
            exact = all(decision.exact for decision in records) and (unseen is None or unseen.exact)
            truths = tuple(decision.truth for decision in records)
            matches = self._matches[list_name, where] = Matches(truths, 0 if none_unseen else state.more, exact)
        return matches

    def match(self, where: Core, record: RecordState) -> Truth:
        """Whether one record matches, exactly if the budget allows."""
        return self._match(where, record).truth

    def remember(self, core: Core, truth: Truth, matches: Matches | None = None) -> None:
        """Take over what another engine has found, which is what this one would find: the truth of a leaf, of a count over a
        list also the records, or that a connective is met or not met.
        """
        if not isinstance(core, Among):
            self._leaf_truths[core] = truth
            if isinstance(core, Count) and matches is not None:
                self._matches[core.list, core.where] = matches
        elif truth is not Truth.UNDETERMINED:
            self._decisions[core] = Decision(truth)

    def decided(self, core: Core) -> Truth | None:
        """Met or not met, if that was found already."""
        decision = self._decisions.get(core)
        return None if decision is None or decision.truth is Truth.UNDETERMINED else decision.truth

    def on(self, record: RecordState) -> Decider:
        """A decider over the fields of one record, within the same budget."""
        fields = FrozenDict({FactKey(name): state for name, state in record.fields.items()})
        inner = Decider(evolve(self.snapshot, facts=fields, lists=FrozenDict()), self.steps)
        inner.budget = self.budget
        return inner

    def _match(self, where: Core, record: RecordState) -> Decision:
        def leaf_truth(leaf: Leaf) -> Truth:
            return in_region(record.state(atom(leaf).key), atom(leaf).region)

        def vectors(block: Block, members: tuple[Leaf, ...]) -> Vectors:
            assert isinstance(block, FactKey), "a condition on a record speaks about its fields only"
            return fact_vectors(tuple(map(atom, members)), record.state(block), self.budget)

        truth = kleene(where, leaf_truth)
        if truth is not Truth.UNDETERMINED:
            return Decision(truth)
        try:
            return Search(normal_form_of(where), leaf_truth, vectors, self.budget).decide()
        except (OverBudgetError, TooLargeError):
            return _UNRESOLVED


def coherent_by_construction(core: Core, domain: Callable[[FactKey], Region]) -> bool:
    """Whether K is exact on every dossier: no fact can be incoherent, and no list is counted in two ways.

    ``domain``: every value that a fact can have. Of a condition on a record it is asked about fields that are known or
    wholly unknown; a date of which a part is known is another matter.
    """
    try:
        normal = normal_form_of(core)
    except TooLargeError:
        return False
    for block, members in by_block(list(leaves(normal))):
        if len(members) == 1:
            continue
        if isinstance(block, str):
            return False
        regions = [atom(leaf).region for leaf in members]
        values = representatives(domain(block), regions)
        if not coherent(frozenset(tuple(region.contains(value) for region in regions) for value in values)):
            return False
    return True
