"""A search over the ways in which a dossier can be completed, for criteria that K leaves undetermined.

Leaves that depend on the same unknown fact, or on the same list, form a *block*. A block's *vectors* are the truths that
its leaves can have together; the fact's values do not matter beyond that. A block is *coherent* if one of its vectors is
pointwise largest and one smallest: then all coherent blocks can be at their best at once, and at their worst at once,
which is what K computes on the negation normal form. Incoherent blocks are split on their vectors, under a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import TypeAlias

from attrs import define, field, frozen

from cchc_rules.engine.core import FALSE, TRUE, Core, FactKey, Leaf, block_of, leaves, left_open, normal_form
from cchc_rules.engine.vectors import Budget, Vectors, coherent
from cchc_rules.model.truth import Truth

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


Outcomes: TypeAlias = frozenset[Truth]
"""The truths that the completions give."""

_DECIDED: Mapping[Core, Outcomes] = {TRUE: frozenset({Truth.MET}), FALSE: frozenset({Truth.NOT_MET})}
_BOTH: Outcomes = frozenset({Truth.MET, Truth.NOT_MET})


@define
class Search:
    """Decides what K leaves open of normal forms, by the vectors of the blocks of their leaves, which are asked for as the
    leaves occur. What is found of a part that is left open is remembered: many ways lead to the same.
    """

    vectors: Callable[[Block, tuple[Leaf, ...]], Vectors]
    budget: Budget
    _known: dict[Core, Outcomes] = field(factory=lambda: dict(_DECIDED), init=False)

    def decide(self, left: Core) -> Decision:
        """Undetermined if both truths are attained; by K alone if no block is incoherent. ``left``: what K leaves open."""
        if left in _DECIDED:
            return Decision(next(iter(_DECIDED[left])))
        if self._incoherent(left) is None:
            return Decision(Truth.UNDETERMINED)
        outcomes = self._outcomes(left)
        return Decision(next(iter(outcomes)) if len(outcomes) == 1 else Truth.UNDETERMINED, method="completion")

    def _incoherent(self, left: Core) -> tuple[tuple[Leaf, ...], Vectors] | None:
        """The first block, with its vectors, that keeps K from being exact."""
        open_leaves = list(leaves(left))
        self.budget.spend(len(open_leaves))
        for block, members in by_block(open_leaves):
            if len(members) > 1:
                vectors = self.vectors(block, members)
                if not coherent(vectors):
                    return members, vectors
        return None

    def _outcomes(self, left: Core) -> Outcomes:
        """The truths that the completions give, found by splitting one incoherent block after the other."""
        if left not in self._known:
            incoherent = self._incoherent(left)
            self._known[left] = _BOTH if incoherent is None else self._split(left, *incoherent)
        return self._known[left]

    def _split(self, left: Core, members: tuple[Leaf, ...], vectors: Vectors) -> Outcomes:
        outcomes: Outcomes = frozenset()
        size = sum(1 for _ in leaves(left))
        for vector in sorted(vectors):
            self.budget.spend(size)
            truths = {leaf: Truth.of(true) for leaf, true in zip(members, vector, strict=True)}
            outcomes |= self._outcomes(left_open(left, partial(_chosen, truths)))
            if len(outcomes) > 1:
                break
        return outcomes


def _chosen(truths: Mapping[Leaf, Truth], leaf: Leaf) -> Truth:
    return truths.get(leaf, Truth.UNDETERMINED)


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
