"""The fewest moves after which criteria are met for certain.

A fact or list that several leaves share is decided beforehand, once for all of them, since it is paid once; the rest costs
what the fold over the normal form says (``prices``). That is exact wherever K is; where it is not, fewer moves are looked for
among all small sets of them, under a budget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import define, field

from cchc_rules.engine.choosing import choices
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, Count, Leaf, TooLargeError, block_of, left_open
from cchc_rules.engine.joint_options import Joint, JointOptions, joint
from cchc_rules.engine.list_options import ListOptions
from cchc_rules.engine.moves import Moves
from cchc_rules.engine.options import Freedom, Option
from cchc_rules.engine.prices import Fixed, Prices, independent_of, leaves_of, shared_blocks
from cchc_rules.engine.reference import kleene
from cchc_rules.engine.search import Block, Search, by_block, normal_form_of, projected, truths_of
from cchc_rules.engine.vectors import Budget, OverBudgetError, Vectors
from cchc_rules.model.truth import Truth

STEPS = 150_000
"""The default budget of one search: about so many visits to nodes."""

_BOTH: Vectors = frozenset({(False,), (True,)})


class Plan(NamedTuple):
    """Moves after which a core is met; ``fewest`` is false if the budget ran out before that was certain."""

    moves: Moves
    fewest: bool = True


class Found(NamedTuple):
    """What was found: the best plan, if any, and whether the search was exhaustive, so that no plan means there is none."""

    plan: Plan | None
    exhaustive: bool


@define
class Cheapest:
    """Looks for the fewest moves over the snapshot that a decider decides on."""

    decider: Decider
    freedom: Freedom
    steps: int = STEPS
    prices: Prices = field(init=False)
    _budget: Budget = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.prices = Prices(self.decider, self.freedom, self.steps)
        self._budget = Budget(0)

    def meet(self, core: Core) -> Found:
        """The fewest moves after which the core is met in every completion."""
        try:
            normal = normal_form_of(core)
        except TooLargeError:
            return Found(None, False)
        best: Moves | None = None
        try:
            with self.prices.spending(self.steps) as self._budget:
                for moves in self._improving(normal):
                    best = moves
                if self.prices.is_cut_off(members for _, members in by_block(leaves_of(normal))):
                    raise OverBudgetError
                if best is None or best:
                    best = self._by_completion(core, normal, best)
        except OverBudgetError:
            found = self._any(normal) if best is None else best
            return Found(None if found is None else Plan(found, fewest=False), False)
        return Found(None if best is None else Plan(best), True)

    def _any(self, normal: Core) -> Moves | None:
        """Some moves after which a core is met, without those that are seen in time not to be needed."""
        moves: Moves | None = None
        try:
            with self.prices.spending(self.steps) as self._budget:
                moves = self._first(normal, shared_blocks(normal), {})
                for at in range(len(moves or ()) - 1, -1, -1):
                    assert moves is not None, "there is a move at that place"
                    rest = moves[:at] + moves[at + 1 :]
                    after = self.decider.after(rest, max(self._budget.left, 1))
                    if after.decide(normal).truth is Truth.MET:
                        moves = rest
                    self._budget.spend(after.spent)
        except OverBudgetError:
            pass  # what was found holds all the same
        return moves

    def _first(
        self, normal: Core, shared: tuple[tuple[Block, tuple[Leaf, ...]], ...], fixed: Mapping[Leaf, Truth]
    ) -> Moves | None:
        """The first moves that a depth-first search finds: what makes most leaves true before the rest, since in the normal
        form they can only help, and nothing that cannot lead anywhere.
        """
        self._budget.spend(10 * (1 + len(fixed) + len(shared)))
        if kleene(normal, lambda leaf: fixed.get(leaf, Truth.UNDETERMINED)) is Truth.NOT_MET:
            return None
        if not shared:
            return self.prices.fold(normal, Fixed(fixed, independent_of(normal)), True)
        (block, members), rest = shared[0], shared[1:]
        for option in sorted(self.prices.options(block, members), key=_falses):
            more = self._first(normal, rest, {**fixed, **dict(zip(members, option.truths, strict=True))})
            if more is not None:
                return option.moves + more
        return None

    def obstacles(self, core: Core) -> tuple[Leaf, ...] | None:
        """The leaves that no moves make true and that keep the core from being met, each once; ``None`` past the budget."""
        try:
            normal = normal_form_of(core)
            with self.prices.spending(self.steps):
                found = self.prices.lacking(normal) or ()
        except (OverBudgetError, TooLargeError):
            return None
        cut_off = self.prices.is_cut_off((leaf,) for leaf in leaves_of(normal))
        return None if cut_off else tuple(dict.fromkeys(found))

    def _joint(self, block: Block, members: tuple[Leaf, ...]) -> list[Joint]:
        """What can become of the leaves of one block together."""
        if not isinstance(block, str) or len(members) == 1:
            own = _BOTH if len(members) == 1 else self.decider.vectors(block, members)
            return [joint(option, own) for option in self.prices.options(block, members)]
        counts = tuple(leaf for leaf in members if isinstance(leaf, Count))
        return JointOptions(ListOptions(counts, self.decider, self.freedom, self._budget)).all()

    def _improving(self, normal: Core) -> Iterator[Moves]:
        """Plans, each with fewer moves than the one before; the last has the fewest that K can see."""
        shared = [(members, self.prices.options(block, members)) for block, members in shared_blocks(normal)]
        size, independent = len(leaves_of(normal)), independent_of(normal)
        best: int | None = None
        for spent in range(sum(max(option.cost for option in options) for _, options in shared) + 1):
            if best is not None and spent >= best:
                return
            for chosen in choices([options for _, options in shared], spent):
                self._budget.spend(1 + size)
                fixed: dict[Leaf, Truth] = {}
                for (members, _), option in zip(shared, chosen, strict=True):
                    fixed.update(zip(members, option.truths, strict=True))
                rest = self.prices.fold(normal, Fixed(fixed, independent), True)
                if rest is not None and (best is None or spent + len(rest) < best):
                    best = spent + len(rest)
                    yield tuple(move for option in chosen for move in option.moves) + rest

    def _by_completion(self, core: Core, normal: Core, best: Moves | None) -> Moves | None:
        """Fewer moves, where K is too cautious to see that they are enough: every smaller set of moves is tried, as far as
        they differ in what the leaves of a block can be together.
        """
        shared = list(shared_blocks(normal))
        twice = any(isinstance(block, str) and len(members) > 1 for block, members in shared)
        if not shared or (not twice and self.decider.coherent(core)):
            return best
        if self.decider.decide(core).truth is Truth.MET:
            return ()
        if best is not None and len(best) == 1:
            return best
        blocks = [(members, self._joint(block, members)) for block, members in by_block(leaves_of(normal))]
        most = sum(max(option.cost for option in options) for _, options in blocks)
        for spent in range(1, most + 1 if best is None else len(best)):
            for chosen in choices([options for _, options in blocks], spent):
                self._budget.spend(len(blocks) + 10)
                vectors = {members: option.vectors for (members, _), option in zip(blocks, chosen, strict=True)}
                if self._is_met(normal, vectors):
                    return tuple(move for option in chosen for move in option.moves)
        return best

    def _is_met(self, normal: Core, vectors: Mapping[tuple[Leaf, ...], Vectors]) -> bool:
        """Whether a normal form is met for certain if its blocks can have these vectors."""
        truths = {leaf: truth for members, of in vectors.items() for leaf, truth in truths_of(of, members).items()}
        self._budget.spend(len(truths))
        left = left_open(normal, truths.__getitem__)
        of_block = {block_of(members[0]): (of, members) for members, of in vectors.items()}

        def vectors_of(block: Block, wanted: tuple[Leaf, ...]) -> Vectors:
            return projected(*of_block[block], wanted)

        return Search(vectors_of, self._budget).decide(left).truth is Truth.MET


def _falses(option: Option) -> int:
    """How many leaves are not true for certain after an option."""
    return sum(truth is not Truth.MET for truth in option.truths)
