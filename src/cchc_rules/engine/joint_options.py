"""What can become of several counts over one list together, and the fewest moves for it.

Three-valued truths do not say enough where records are counted in several ways: after a move none of the counts may be decided
and yet it may be certain that one of two holds. Here moves differ if the counts can have other truths together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

from attrs import define, field

from cchc_rules.engine.filling import Wheres, fillings
from cchc_rules.engine.list_options import ListOptions
from cchc_rules.engine.moves import CloseList, Moves
from cchc_rules.engine.options import Option
from cchc_rules.engine.snapshot import RecordState, unseen_record
from cchc_rules.engine.vectors import Counting, Matching, Numbers, Vectors, atoms_by_field
from cchc_rules.model.truth import Truth

Reached: TypeAlias = tuple[frozenset[Numbers], int]
"""The numbers of records that are attainable together, and how many records were added."""

Place = TypeVar("Place")


class Joint(NamedTuple):
    """The vectors that a block's leaves can have, in their order, after some moves."""

    moves: Moves
    vectors: Vectors

    @property
    def cost(self) -> int:
        """How many moves it takes."""
        return len(self.moves)


def joint(option: Option, vectors: Vectors) -> Joint:
    """An option of a block of which the truths say everything, but for leaves that are open: those can have ``vectors``."""
    if Truth.UNDETERMINED in option.truths:
        return Joint(option.moves, vectors)
    return Joint(option.moves, frozenset({tuple(truth is Truth.MET for truth in option.truths)}))


@define
class JointOptions:
    """The options of the counts over one list, told apart by their vectors."""

    lists: ListOptions
    counting: Counting = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.counting = Counting(self.lists.counts, self.lists.budget)

    def all(self) -> list[Joint]:
        """The fewest moves for every set of vectors that the counts can have; the one without moves first."""
        lists = self.lists
        reached: dict[Reached, Moves] = {(frozenset({(0,) * len(lists.wheres)}), 0): ()}
        for record in lists.state.records:
            reached = self._after(reached, self._record(record).items(), 0)
        kinds = [
            (frozenset({tuple(truth is Truth.MET for truth in option.truths)}), option.moves)
            for option in lists.new_records()
        ]
        newest = reached
        for _ in range(lists.most_new(self.counting.caps) if kinds else 0):
            newest = {
                at: moves
                for at, moves in self._after(newest, kinds, lists.counted).items()
                if at not in reached or len(reached[at]) > len(moves)
            }
            reached = {**reached, **newest}
        found: dict[Vectors, Moves] = {}
        for closing in (*lists.closings(), None):
            for (numbers, new), moves in reached.items():
                vectors = frozenset(map(self.counting.truths, self._with_unseen(numbers, new, closing)))
                _take(found, vectors, moves if closing is None else (*moves, closing))
        return sorted((Joint(moves, vectors) for vectors, moves in found.items()), key=lambda option: option.cost)

    def _record(self, record: RecordState) -> dict[Vectors, Moves]:
        """What a given record can be made to match."""
        found: dict[Vectors, Moves] = {}
        for moves, left in fillings(
            self.lists.name, record, self.lists.wheres, self.lists.freedom, self.counting.budget
        ):
            _take(found, self._vectors(left, record), moves)
        return found

    def _vectors(self, left: Wheres, record: RecordState) -> Vectors:
        return Matching(left, atoms_by_field(left), self.counting.budget).vectors(record)

    def _after(
        self, reached: Mapping[Reached, Moves], choices: Iterable[tuple[Vectors, Moves]], added: int
    ) -> dict[Reached, Moves]:
        """What is attainable with one more record."""
        found: dict[Reached, Moves] = {}
        for vectors, more in choices:
            for (numbers, new), moves in reached.items():
                _take(found, (self.counting.step(numbers, vectors), new + added), moves + more)
        return found

    def _with_unseen(self, numbers: frozenset[Numbers], new: int, closing: CloseList | None) -> frozenset[Numbers]:
        """What is attainable with the records that may still be unseen."""
        state, unseen = self.lists.state, self.lists.state.unseen
        if unseen is not None and closing is not None:
            spec = self.lists.decider.snapshot.vocabulary.lists[self.lists.name] if closing.upto else None
            unseen = None if spec is None else unseen_record(spec, closing.upto)
        if unseen is None:
            return numbers
        more = None if state.more is None else max(state.more - new, 0)
        return self.counting.with_unseen(numbers, unseen, more)


def _take(found: dict[Place, Moves], place: Place, moves: Moves) -> None:
    """Keep the moves that are fewer."""
    if place not in found or len(moves) < len(found[place]):
        found[place] = moves
