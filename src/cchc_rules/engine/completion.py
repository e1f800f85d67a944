"""Exact verdicts: K where it is exact, else a search over the ways in which the dossier can be completed (``search``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from attrs import define, evolve, field

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
    left_open,
)
from cchc_rules.engine.moves import Moves, SetFact, apply
from cchc_rules.engine.others import Others
from cchc_rules.engine.reference import Interval, in_region, kleene, tally
from cchc_rules.engine.search import Block, Decision, Search, by_block, normal_form_of
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
    _searching: Search | None = field(default=None, init=False)

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
        try:
            left = left_open(normal_form_of(core), self.leaf_truth)
            if not all(map(self._is_exact, leaves(left))):
                return _UNRESOLVED
            if self._searching is None:
                self._searching = Search(self.vectors, self.budget)
            return self._searching.decide(left)
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

    def after(self, moves: Moves, steps: int) -> Decider:
        """A decider over the snapshot after some moves, which remembers what they do not touch."""
        changed: set[Block] = {move.key if isinstance(move, SetFact) else move.list for move in moves}
        later = Decider(apply(self.snapshot, moves), steps)
        later._leaf_truths = {leaf: t for leaf, t in self._leaf_truths.items() if block_of(leaf) not in changed}
        later._matches = {place: found for place, found in self._matches.items() if place[0] not in changed}
        return later

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
            return Search(vectors, self.budget).decide(left_open(normal_form_of(where), leaf_truth))
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
