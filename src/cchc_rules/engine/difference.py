"""Whether two vectors of one block are ever told apart: is there a completion of everything else in which a criterion has
different truths?

The criterion is followed once for both: for each part the pairs of truths, under the first vector and under the second, that it
can have. A part that does not ask about the block has one truth, twice. The pairs are exact if no other block occurs twice on
the way; where one does, it is split on its vectors, as long as a difference is possible at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

from cchc_rules.engine.core import Among, Core, Leaf, block_of, leaves
from cchc_rules.engine.search import Block
from cchc_rules.engine.vectors import Budget, Vectors

Both: TypeAlias = tuple[bool, bool]
"""The truths of a leaf beside the first vector and beside the second."""

_NEITHER, _SECOND, _FIRST, _EACH = 1, 2, 4, 8
"""The pairs of truths, as bits of a set."""
_ALIKE, _APART = _NEITHER | _EACH, _FIRST | _SECOND


@frozen
class Difference:
    """Looks for differences, with the vectors that the other blocks can have.

    Every leaf that is not given has to be open: it is true in some completions and false in others.
    """

    vectors: Callable[[Block, tuple[Leaf, ...]], Vectors]
    budget: Budget

    def possible(self, core: Core, given: Mapping[Leaf, Both]) -> bool:
        """Whether some completion tells the two apart; :class:`~cchc_rules.engine.vectors.OverBudgetError` past the budget.

        ``given``: the truths of the leaves of the block, and of whatever else is decided.
        """
        pairs, rest = self._along(core, given)
        if not pairs & _APART:
            return False
        open_leaves = [leaf for leaf in leaves(rest) if leaf not in given]
        times = Counter(map(block_of, open_leaves))
        block = max(times, key=times.__getitem__, default=None)
        if block is None or times[block] == 1 or not pairs & _ALIKE:
            return True
        members = tuple(dict.fromkeys(leaf for leaf in open_leaves if block_of(leaf) == block))
        return any(
            self.possible(rest, {**given, **{leaf: (t, t) for leaf, t in zip(members, vector, strict=True)}})
            for vector in sorted(self.vectors(block, members))
        )

    def _along(self, core: Core, given: Mapping[Leaf, Both]) -> tuple[int, Core]:
        """The pairs of truths that a core can have, and the core without the children that have one truth, twice."""
        self.budget.spend(1)
        if not isinstance(core, Among):
            both = given.get(core)
            return (_ALIKE if both is None else 1 << 2 * both[0] + both[1]), core
        certain = alike = 0
        apart: set[tuple[int, int]] = {(0, 0)}
        kept = []
        for child in core.children:
            pairs, rest = self._along(child, given)
            if pairs == _EACH:
                certain += 1
            elif pairs != _NEITHER:
                kept.append(rest)
                if pairs == _ALIKE:
                    alike += 1
                else:
                    apart = {(a + x, b + y) for a, b in apart for x, y in _PAIRS[pairs]}
        low, high = core.low - certain, core.high - certain
        found = 0
        for a, b in apart:
            for more in range(alike + 1):
                found |= 1 << 2 * (low <= a + more <= high) + (low <= b + more <= high)
        return found, Among(max(low, 0), min(high, len(kept)), tuple(kept))


_PAIRS: Mapping[int, tuple[tuple[int, int], ...]] = {
    pairs: tuple((bit >> 1, bit & 1) for bit in range(4) if pairs >> bit & 1) for pairs in range(16)
}
"""The pairs of a set, one by one."""
