"""What it costs to make criteria true, or false: the options of single blocks, and over them the fold.

A leaf costs the fewest moves of any option of its block that give it a truth, and "at least k" takes its k cheapest children.
That holds of leaves whose block no other leaf shares; the truths of the others have to be fixed beforehand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from attrs import define, field

from cchc_rules.engine.choosing import enough, fewer
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Core, Count, Leaf, block_of, connectives, leaves
from cchc_rules.engine.list_options import ListOptions
from cchc_rules.engine.moves import Moves
from cchc_rules.engine.options import Freedom, Option, fact_options
from cchc_rules.engine.search import Block, by_block
from cchc_rules.engine.vectors import Budget, OverBudgetError, atom
from cchc_rules.model.truth import Truth

SEARCHES = 10
"""So many times as much as for one search may be spent over one snapshot."""

DECIDED = 4
"""So many times as much may be spent on a list of which not all options can be looked at."""


class Fixed(NamedTuple):
    """What is decided beforehand: the truths of the leaves whose block is shared, and the connectives without such leaves."""

    truths: Mapping[Leaf, Truth]
    independent: frozenset[Core]


@define
class Prices:
    """The prices over the snapshot that a decider decides on, within budgets of ``steps``, and the budget of all together."""

    decider: Decider
    freedom: Freedom
    steps: int
    _left: int = field(init=False)
    _options: dict[tuple[Leaf, ...], list[Option]] = field(factory=dict, init=False)
    _prices: dict[tuple[Core, bool], Moves | None] = field(factory=dict, init=False)
    _cut_off: set[tuple[Leaf, ...]] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        self._left = SEARCHES * self.steps

    @contextmanager
    def spending(self, steps: int) -> Iterator[Budget]:
        """A budget of its own, of what all searches together may still spend."""
        most = min(steps, max(self._left, 0))
        budget = Budget(most)
        try:
            yield budget
        finally:
            self._left -= most - max(budget.left, 0)

    def is_cut_off(self, blocks: Iterable[tuple[Leaf, ...]]) -> bool:
        """Whether of the list of some of these leaves not all options were looked at."""
        return bool(self._cut_off) and not self._cut_off.isdisjoint(blocks)

    def options(self, block: Block, members: tuple[Leaf, ...]) -> list[Option]:
        """What can become of the leaves of one block."""
        found = self._options.get(members)
        if found is None:
            if isinstance(block, str):
                counts = tuple(leaf for leaf in members if isinstance(leaf, Count))
                found = self._list_options(counts)
            else:
                found = fact_options(tuple(map(atom, members)), self.decider.snapshot.state(block), self.freedom)
            self._options[members] = found
        return found

    def _list_options(self, counts: tuple[Count, ...]) -> list[Option]:
        """All that can become of counts over one list; past a budget of its own a part of it."""
        try:
            with self.spending(self.steps) as budget:
                whole = ListOptions(counts, self.decider, self.freedom, budget)
                found = whole.all()
            if whole.may_have_to_be_filled:
                self._cut_off.add(counts)
            return found
        except OverBudgetError:
            self._cut_off.add(counts)
        with self.spending(DECIDED * self.steps) as budget:
            part = ListOptions(counts, self.decider, self.freedom, budget)
            try:
                return part.decided()
            except OverBudgetError:
                return [part.stay()]

    def _price(self, leaf: Leaf, wanted: bool) -> Moves | None:
        """The fewest moves that make a leaf true for certain, or false, if it is alone in its block."""
        place = leaf, wanted
        if place not in self._prices:
            self._prices[place] = self._least(leaf, Truth.of(wanted))
        return self._prices[place]

    def _least(self, leaf: Leaf, wanted: Truth) -> Moves | None:
        if self.decider.leaf_truth(leaf) is wanted:
            return ()
        options = self.options(block_of(leaf), (leaf,))
        return min((option.moves for option in options if option.truths[0] is wanted), key=len, default=None)

    def fold(self, core: Core, fixed: Fixed, wanted: bool) -> Moves | None:
        """The fewest moves that make a core true for certain, or false, beside leaves whose truths are fixed."""
        if not isinstance(core, Among):
            if core in fixed.truths:
                return () if fixed.truths[core] is Truth.of(wanted) else None
            return self._price(core, wanted)
        if core not in fixed.independent:
            return self._of_children(core, fixed, wanted)
        place = core, wanted
        if place not in self._prices:
            met = wanted and self.decider.decided(core) is Truth.MET
            self._prices[place] = () if met else self._of_children(core, fixed, wanted)
        return self._prices[place]

    def _of_children(self, core: Among, fixed: Fixed, wanted: bool) -> Moves | None:
        """The same of a connective: enough of its children, the cheapest of them."""
        size, one_sided = len(core.children), core.high >= len(core.children)
        if wanted and core.low == size:
            return self._all(core, fixed)
        true = [self.fold(child, fixed, True) for child in core.children]
        needed = not (wanted and one_sided)
        false = [self.fold(child, fixed, False) if needed else None for child in core.children]
        if wanted:
            return enough(true, false, core.low, size - core.high)
        few = enough(true, false, 0, size - core.low + 1) if core.low > 0 else None
        many = None if one_sided else enough(true, false, core.high + 1, 0)
        return fewer(few, many)

    def _all(self, core: Among, fixed: Fixed) -> Moves | None:
        """All children; one that is impossible is enough to know."""
        moves: Moves = ()
        for child in core.children:
            more = self.fold(child, fixed, True)
            if more is None:
                return None
            moves += more
        return moves

    def lacking(self, core: Core) -> tuple[Leaf, ...] | None:
        """The leaves that no moves make true and that keep a core of the normal form from being met; ``None`` if nothing does.
        Leaves are looked at one by one; in the normal form those that can be met can only help. What all completions meet has
        nothing in its way, although none of its leaves may be certain.
        """
        if not isinstance(core, Among):
            return (core,) if self._price(core, True) is None else None
        if self.decider.decide(core).truth is Truth.MET:  # K may not see it
            return None
        impossible = [found for child in core.children if (found := self.lacking(child)) is not None]
        if len(core.children) - len(impossible) >= core.low:
            return None
        return tuple(leaf for found in impossible for leaf in found)


@lru_cache(maxsize=4096)
def leaves_of(normal: Core) -> tuple[Leaf, ...]:
    """The leaves of a normal form, remembered."""
    return tuple(leaves(normal))


@lru_cache(maxsize=4096)
def shared_blocks(normal: Core) -> tuple[tuple[Block, tuple[Leaf, ...]], ...]:
    """The blocks on which several leaves depend, or one that occurs several times, with these leaves."""
    times = Counter(block_of(leaf) for leaf in leaves_of(normal))
    return tuple((block, members) for block, members in by_block(leaves_of(normal)) if times[block] > 1)


@lru_cache(maxsize=4096)
def independent_of(normal: Core) -> frozenset[Core]:
    """The connectives of a normal form that depend on no block that is shared."""
    shared = {leaf for _, members in shared_blocks(normal) for leaf in members}
    return frozenset(node for node in connectives(normal) if shared.isdisjoint(leaves_of(node)))
