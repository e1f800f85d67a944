"""What still matters: the unknown things that can change a verdict.

An unknown thing is *relevant* if two completions that differ in nothing else have different truths. A criterion that is
decided is a constant, so that only what lies in undetermined criteria below undetermined ones, the *frontier*, can matter.
Where nothing on the frontier is asked about twice, all of it does. Where something is, each block (``search``) is tested:
it matters if, for two of the vectors that it can have, some completion of everything else tells them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from attrs import define, evolve, field, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import (
    FALSE,
    TRUE,
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
from cchc_rules.engine.difference import Difference
from cchc_rules.engine.reference import tally
from cchc_rules.engine.search import Block, Search, normal_form_of, projected, truths_of
from cchc_rules.engine.snapshot import FactState, RecordState, Unknown
from cchc_rules.engine.vectors import Budget, OverBudgetError, Vector, Vectors, atom
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Truth

STEPS = 300_000
"""So many visits to nodes it may cost to find out what a block that is asked about several times can change."""

_BOTH = frozenset({(False,), (True,)})


@frozen(cache_hash=True)
class Unit:
    """One unknown thing: a fact (``key``), a field of a given record (``list``, ``record`` and ``key``), or further records
    of a list (``list`` alone). ``record`` is the position in the dossier, from 1.
    """

    key: FactKey | None = None
    list: str | None = None
    record: int | None = None


@frozen
class Relevant:
    """``matters``: what is unknown and can change the truth. If not ``exact``, some of it may not. ``idle``: what is unknown
    too, and provably cannot.
    """

    matters: tuple[Unit, ...]
    idle: tuple[Unit, ...]
    exact: bool


@define
class Frontier:
    """The part of a core that is open over the snapshot of a decider, within that decider's budget.

    ``open``: the core without what is decided; it has the same truth in every completion.
    """

    core: Core
    decider: Decider
    truth: Truth = field(init=False)
    open: Core = field(init=False)
    _read_once: bool = field(init=False)
    _leaves_are_open: bool = field(init=False)
    _exact: bool = field(default=True, init=False)
    _budget: Budget = field(factory=lambda: Budget(STEPS), init=False)

    def __attrs_post_init__(self) -> None:
        self.truth, self.open, blocks = self._reduced(self.core)
        self._leaves_are_open = self._exact
        self._read_once = len(set(blocks)) == len(blocks)

    def relevant(self) -> Relevant:
        """What matters and what is idle, each in the order of the core's leaves."""
        matters, exact = self.matters()
        idle = dict.fromkeys(unit for leaf in leaves(self.core) for unit in self._unknown(leaf) if unit not in matters)
        return Relevant(tuple(matters), tuple(idle), exact)

    def matters(self) -> tuple[Mapping[Unit, None], bool]:
        """What matters alone, in that order, and whether that is exact."""
        found: dict[Unit, None] = {}
        for block in self._blocks():
            units = (Unit(block),) if isinstance(block, FactKey) else self._of_list(block)
            found.update(dict.fromkeys(units))
        return found, self._exact

    def _blocks(self) -> Iterable[Block]:
        """The facts and lists that matter."""
        return dict.fromkeys(map(block_of, self._matter(self.open))) if self.truth is Truth.UNDETERMINED else ()

    def members(self, block: Block) -> tuple[Leaf, ...]:
        """The leaves about one block of the normal form of what is open, each once."""
        return tuple(dict.fromkeys(leaf for leaf in leaves(self._normal) if block_of(leaf) == block))

    def given(self, members: tuple[Leaf, ...], vectors: Vectors) -> Truth:
        """The truth if all ``members`` of a block can have only these vectors; past the budget
        :class:`~cchc_rules.engine.vectors.OverBudgetError`.
        """
        own = truths_of(vectors, members)

        def leaf_truth(leaf: Leaf) -> Truth:
            return own[leaf] if leaf in own else self.decider.leaf_truth(leaf)

        def vectors_of(block: Block, wanted: tuple[Leaf, ...]) -> Vectors:
            return projected(vectors, members, wanted) if wanted[0] in own else self.decider.vectors(block, wanted)

        left = left_open(self._normal, leaf_truth)
        if self._read_once or left in (TRUE, FALSE):
            return Truth.MET if left == TRUE else Truth.NOT_MET if left == FALSE else Truth.UNDETERMINED
        if not self._leaves_are_open:
            raise OverBudgetError
        return Search(vectors_of, self.decider.budget).decide(left).truth

    @property
    def _normal(self) -> Core:
        try:
            return normal_form_of(self.open)
        except TooLargeError as error:
            raise OverBudgetError from error

    def _reduced(self, core: Core) -> tuple[Truth, Core, tuple[Block, ...]]:
        """The truth of a core, the core without what is decided (a constant if it is decided itself), and the blocks of its
        leaves, as often as they occur. K is exact where no block occurs twice; elsewhere a node is decided for itself.
        """
        if not isinstance(core, Among):
            truth = self.decider.leaf_truth(core)
            if truth is not Truth.UNDETERMINED:
                return _CONSTANTS[truth]
            if isinstance(core, Count):
                self._exact &= self.decider.matches(core.list, core.where).exact
            return truth, core, (block_of(core),)
        known = self.decider.decided(core)
        if known is not None:
            return _CONSTANTS[known]
        below = [self._reduced(child) for child in core.children]
        number = tally(truth for truth, _, _ in below)
        truth = number.within(core.low, core.high)
        if truth is not Truth.UNDETERMINED:
            return _CONSTANTS[truth]
        children = tuple(child for truth, child, _ in below if truth is Truth.UNDETERMINED)
        low, high = max(core.low - number.certain, 0), min(core.high - number.certain, len(children))
        left = children[0] if (low, high, len(children)) == (1, 1, 1) else Among(low, high, children)
        blocks = tuple(block for _, _, found in below for block in found)
        if len(set(blocks)) < len(blocks):
            decision = self.decider.decide(left)
            self._exact &= decision.exact
            if decision.truth is not Truth.UNDETERMINED:
                return _CONSTANTS[decision.truth]
        return Truth.UNDETERMINED, left, blocks

    def _matter(self, core: Core) -> Iterator[Leaf]:
        """The leaves of an open core whose blocks matter.

        A part whose blocks occur nowhere else takes both truths, whatever the rest does: one of its leaves stands for it,
        and what matters in it matters in the whole if that leaf does.
        """
        if not isinstance(core, Among):
            yield core
            return
        total = Counter(map(block_of, leaves(core)))
        parts: dict[Leaf, Core] = {}
        small = evolve(core, children=tuple(_condensed(child, total, parts) for child in core.children))
        members: dict[Block, dict[Leaf, None]] = {}
        for leaf in leaves(small):
            members.setdefault(block_of(leaf), {})[leaf] = None
        read_once = all(times == 1 for times in Counter(map(block_of, leaves(small))).values())
        for block, of_block in members.items():
            if read_once or self._tells_apart(small, block, tuple(of_block)):
                for leaf in of_block:
                    yield from self._matter(parts[leaf]) if leaf in parts else (leaf,)

    def _tells_apart(self, core: Core, block: Block, members: tuple[Leaf, ...]) -> bool:
        """Whether some completion of the other blocks tells two vectors of this block apart. If any two are told apart, so
        are two neighbours, in whatever order they stand. True also if that is too much to find out.
        """
        try:
            vectors = _BOTH if len(members) == 1 else self.decider.vectors(block, members)
        except OverBudgetError:
            self._exact = False
            return True
        return any(self._differ(core, members, *pair) for pair in pairwise(sorted(vectors)))

    def _differ(self, core: Core, members: tuple[Leaf, ...], first: Vector, second: Vector) -> bool:
        """Whether some completion tells two vectors of a block apart; true also if that is too much to find out."""
        try:
            given = dict(zip(members, zip(first, second, strict=True), strict=True))
            return Difference(self.decider.vectors, self._budget).possible(core, given)
        except OverBudgetError:
            self._exact = False
            return True

    def _of_list(self, name: str) -> Iterator[Unit]:
        """What matters of a list that matters. If it is counted in one way, whatever the bounds: of the records that may match
        what decides whether they do, and further records if they may match.
        """
        wheres = self.wheres(name)
        if len(wheres) > 1:
            yield from self._of_list_counted_in_several_ways(name, wheres)
            return
        matches, state = self.decider.matches(name, wheres[0]), self.decider.snapshot.list_state(name)
        for record, truth in zip(state.records, matches.records, strict=True):
            if truth is Truth.UNDETERMINED:
                fields, exact = Frontier(wheres[0], self.decider.on(record)).matters()
                self._exact &= exact
                for unit in fields:
                    yield Unit(unit.key, name, record.position)
        if matches.more != 0:
            yield Unit(list=name)

    def _of_list_counted_in_several_ways(self, name: str, wheres: tuple[Core, ...]) -> Iterator[Unit]:
        """The same, each unknown thing held against all ways of counting together."""
        state, read = self.decider.snapshot.list_state(name), [atom(leaf).key for one in wheres for leaf in leaves(one)]
        told: dict[frozenset[Vector], bool] = {}
        alike: dict[tuple[FrozenDict[str, FactState], FactKey], bool] = {}
        for record in state.records:
            for key in dict.fromkeys(read):
                if isinstance(record.state(key), Unknown):
                    place = record.fields, key
                    if place not in alike:
                        alike[place] = self._changes(name, (record, key), told)
                    if alike[place]:
                        yield Unit(key, name, record.position)
        if any(self.decider.matches(name, where).more != 0 for where in wheres) and self._changes(name, None, told):
            yield Unit(list=name)

    def _changes(
        self, name: str, changed: tuple[RecordState, FactKey] | None, told: dict[frozenset[Vector], bool]
    ) -> bool:
        """Whether one field of one record, or the further ones, can change the truth; true also if that is too much to find
        out. ``told``: what is known of two vectors already.
        """
        counts = self.counts(name)
        try:
            for pair in self.decider.others(counts).pairs(changed):
                both = frozenset(pair)
                if both not in told:
                    told[both] = len(both) == 2 and self._differ(self.open, counts, *sorted(both))
                if told[both]:
                    return True
        except OverBudgetError:
            self._exact = False
            return True
        return False

    def counts(self, name: str) -> tuple[Count, ...]:
        """The open counts over a list, each once."""
        found = dict.fromkeys(leaves(self.open))
        return tuple(leaf for leaf in found if isinstance(leaf, Count) and leaf.list == name)

    def wheres(self, name: str) -> tuple[Core, ...]:
        """The open conditions on the records of a list, each once."""
        return tuple(dict.fromkeys(leaf.where for leaf in self.counts(name)))

    def _unknown(self, leaf: Leaf) -> Iterator[Unit]:
        """All that is unknown of what a leaf reads. A list that is complete up to a day lacks nothing unless a later record
        could match.
        """
        if isinstance(leaf, Atom):
            if isinstance(self.decider.snapshot.state(leaf.key), Unknown):
                yield Unit(leaf.key)
            return
        state = self.decider.snapshot.list_state(leaf.list)
        read = dict.fromkeys(atom(inner).key for inner in leaves(leaf.where))
        for record in state.records:
            for key in read:
                if isinstance(record.state(key), Unknown):
                    yield Unit(key, leaf.list, record.position)
        if state.unseen is not None and (
            state.complete_to is None or self.decider.matches(leaf.list, leaf.where).more != 0
        ):
            yield Unit(list=leaf.list)


_CONSTANTS: Mapping[Truth, tuple[Truth, Core, tuple[Block, ...]]] = {
    Truth.MET: (Truth.MET, TRUE, ()),
    Truth.NOT_MET: (Truth.NOT_MET, FALSE, ()),
}


def _condensed(core: Core, total: Counter[Block], parts: dict[Leaf, Core]) -> Core:
    """The core with one leaf in place of each part whose blocks occur nowhere else; ``parts`` are told by that leaf."""
    if not isinstance(core, Among):
        return core
    within = Counter(map(block_of, leaves(core)))
    if all(total[block] == times for block, times in within.items()):
        stand_in = next(leaves(core))
        parts[stand_in] = core
        return stand_in
    return evolve(core, children=tuple(_condensed(child, total, parts) for child in core.children))
