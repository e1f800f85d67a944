"""One record of a list, or the further ones, beside all the others: what a change of it alone can do to several counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import TypeAlias

from attrs import define, field

from cchc_rules.engine.core import Count, FactKey
from cchc_rules.engine.snapshot import ListState, RecordState
from cchc_rules.engine.vectors import Budget, Counting, Numbers, Vector, Vectors

Pair: TypeAlias = tuple[Vector, Vector]


@define
class Others:
    """How many of the other records can match, worked out once for all records that can match alike."""

    counts: tuple[Count, ...]
    state: ListState
    budget: Budget
    _counting: Counting = field(init=False)
    _beside: dict[Vectors | None, frozenset[Numbers]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._counting = Counting(self.counts, self.budget)

    def if_known(self, record: RecordState, known: RecordState) -> Vectors:
        """The truths that the counts can have together if a record is ``known`` better."""
        reached = self._counting.step(self._numbers(record), self._counting.matching.vectors(known))
        return frozenset(map(self._counting.truths, reached))

    def pairs(self, changed: tuple[RecordState, FactKey] | None) -> Iterator[Pair]:
        """The different truths of the counts in two completions that differ in nothing but one field of one record, or in
        the further records.
        """
        if changed is None:
            yield from self._of_further()
            return
        record, key = changed
        pairs = self._counting.matching.pairs(record, key)
        for numbers in self._numbers(record):
            self.budget.spend(len(pairs))
            for pair in pairs:
                first, second = (self._counting.plus(numbers, vector) for vector in pair)
                if first != second:
                    yield self._counting.truths(first), self._counting.truths(second)

    def _of_further(self) -> Iterator[Pair]:
        assert self.state.unseen is not None, "there may be further records"
        for numbers in self._numbers(None):
            reached = self._counting.with_unseen(frozenset({numbers}), self.state.unseen, self.state.more)
            truths = set(map(self._counting.truths, reached))
            self.budget.spend(len(truths) ** 2)
            yield from permutations(truths, 2)

    def _numbers(self, record: RecordState | None) -> frozenset[Numbers]:
        """How many of all records but one, or of all those that are given, can match."""
        own = None if record is None else self._counting.matching.vectors(record)
        found = self._beside.get(own)
        if found is None:
            found = frozenset({(0,) * len(self._counting.wheres)})
            for one in self.state.records:
                if one is not record:
                    found = self._counting.step(found, self._counting.matching.vectors(one))
            if record is not None and self.state.unseen is not None:
                found = self._counting.with_unseen(found, self.state.unseen, self.state.more)
            self._beside[own] = found
        return found
