"""A search over the ways in which a dossier can be completed, for criteria that K leaves undetermined.

Leaves that depend on the same unknown fact, or on the same list, form a *block*. A block's *vectors* are the truths that
its leaves can have together; the fact's values do not matter beyond that. A block is *coherent* if one of its vectors is
pointwise largest and one smallest: then all coherent blocks can be at their best at once, and at their worst at once,
which is what K computes on the negation normal form. Incoherent blocks are split on their vectors, under a budget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import define, field, frozen

from cchc_rules.engine.core import Among, Core, FactKey, Leaf, block_of, leaves, normal_form
from cchc_rules.engine.reference import tally
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
