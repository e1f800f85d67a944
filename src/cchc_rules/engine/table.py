"""The one-fact table: what each value of one unknown thing leads to while everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from cchc_rules.engine.core import Count, FactKey, leaves
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.relevance import Frontier, Unit
from cchc_rules.engine.snapshot import FactState, Known, RecordState, Unknown
from cchc_rules.engine.vectors import OverBudgetError, atom
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Intervals, Region, Texts, overlap, representatives
from cchc_rules.model.truth import Truth


@frozen
class Cell:
    """Some values of an unknown thing, one of them, and the criteria's truth if it is any of them. Of further records the
    values are how many more of them match.
    """

    values: Region
    value: CoreValue
    truth: Truth


@frozen
class Tables:
    """The tables of what matters on one frontier. What does not matter has none that is worth a look."""

    frontier: Frontier

    def of(self, unit: Unit) -> tuple[Cell, ...]:
        """Neighbouring values that lead to one truth are one cell, and the cells cover all values. Empty for further records
        of a list that is counted in several ways, since there is no one number of them, and past the budget.
        """
        try:
            return self._of(unit)
        except OverBudgetError:
            return ()

    def _of(self, unit: Unit) -> tuple[Cell, ...]:
        if unit.list is None:
            assert unit.key is not None, "what is unknown is a fact or about a list"
            return self._fact(unit.key)
        if unit.key is None:
            return self._further(unit.list)
        state = self.frontier.decider.snapshot.list_state(unit.list)
        return self._field(unit.list, next(one for one in state.records if one.position == unit.record), unit.key)

    def _fact(self, key: FactKey) -> tuple[Cell, ...]:
        members = self.frontier.members(key)
        regions = [atom(one).region for one in members]
        domain = _domain(self.frontier.decider.snapshot.state(key))
        vectors = {
            value: tuple(region.contains(value) for region in regions) for value in representatives(domain, regions)
        }
        truths = {one: self.frontier.given(members, frozenset({one})) for one in set(vectors.values())}
        return cells(domain, {value: truths[vector] for value, vector in vectors.items()})

    def _field(self, name: str, record: RecordState, key: FactKey) -> tuple[Cell, ...]:
        wheres = self.frontier.wheres(name)
        atoms = [atom(leaf) for where in wheres for leaf in leaves(where)]
        domain = _domain(record.state(key))
        values = representatives(domain, [one.region for one in atoms if one.key == key])
        known = {
            value: evolve(record, fields=FrozenDict({**record.fields, key.name: Known(value)})) for value in values
        }
        given = self._record if len(wheres) == 1 else self._record_anew
        return cells(domain, {value: given(name, record, one) for value, one in known.items()})

    def _record(self, name: str, record: RecordState, known: RecordState) -> Truth:
        """The truth with one record known better, of a list that is counted in one way: only the number of records that
        match can differ.
        """
        decider, where = self.frontier.decider, self.frontier.wheres(name)[0]
        matches, truth = decider.matches(name, where), decider.match(where, known)
        at = decider.snapshot.list_state(name).records.index(record)
        number = matches._replace(records=(*matches.records[:at], truth, *matches.records[at + 1 :])).number
        return self._numbered(self._counts(name), number)

    def _record_anew(self, name: str, record: RecordState, known: RecordState) -> Truth:
        """The same, of a list that is counted in several ways: what is known of that record beside what all others can be."""
        counts = self._counts(name)
        return self.frontier.given(counts, self.frontier.decider.others(counts).if_known(record, known))

    def _counts(self, name: str) -> tuple[Count, ...]:
        return tuple(leaf for leaf in self.frontier.members(name) if isinstance(leaf, Count))

    def _numbered(self, counts: tuple[Count, ...], number: Interval) -> Truth:
        """The truth if so many records match, in one way of counting: one number for each way in which the counts turn out."""
        numbers = {number.certain}
        for bound in _bounds(counts):
            if number.certain < bound and (number.possible is None or bound <= number.possible):
                numbers.add(bound)
        return self.frontier.given(counts, frozenset(tuple(_within(one, many) for one in counts) for many in numbers))

    def _further(self, name: str) -> tuple[Cell, ...]:
        """None (the list is complete as it stands), one, two, … up to where nothing changes any more."""
        wheres, counts = self.frontier.wheres(name), self._counts(name)
        if len(wheres) > 1:
            return ()
        matches = self.frontier.decider.matches(name, wheres[0])
        given = matches._replace(more=0).number
        assert given.possible is not None, "the records that were given are finitely many"
        domain = Intervals.between(0, matches.more)
        turns = {bound - have for bound in _bounds(counts) for have in (given.certain, given.possible)}
        starts = sorted({0} | {turn for turn in turns if domain.contains(turn)})
        truths: dict[CoreValue, Truth] = {}
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            shifted = Interval(given.certain + start, given.possible + start)
            truths[start] = self._numbered(counts, shifted)
            if following is not None:
                truths[following - 1] = truths[start]
        return cells(domain, truths)


def _domain(state: FactState) -> Region:
    assert isinstance(state, Unknown), "only what is unknown has a table"
    return state.domain


def _bounds(counts: Iterable[Count]) -> set[int]:
    """The numbers from which on a count holds, or no longer does."""
    return {bound for one in counts for bound in (one.low, one.high + 1 if one.high is not None else one.low)}


def _within(count: Count, number: int) -> bool:
    return count.low <= number and (count.high is None or number <= count.high)


def cells(domain: Region, truths: Mapping[CoreValue, Truth]) -> tuple[Cell, ...]:
    """Cells that cover a domain, from the truths of values that touch every part of it on which nothing changes, as
    ``representatives`` gives them: numbers in ascending order, the text that stands for all that nobody named last.
    """
    return _of_texts(domain, truths) if isinstance(domain, Texts) else _of_numbers(domain, truths)


def _of_numbers(domain: Intervals, truths: Mapping[CoreValue, Truth]) -> tuple[Cell, ...]:
    """One cell for each run of one truth; the first and the last reach to the ends of the domain."""
    runs: list[tuple[int, int, Truth]] = []
    for value, truth in truths.items():
        assert isinstance(value, int), "intervals are of numbers"
        first = runs.pop()[0] if runs and runs[-1][2] is truth else value
        runs.append((first, value, truth))
    lows = [None, *(first for first, _, _ in runs[1:])]
    highs = [*(last for _, last, _ in runs[:-1]), None]
    return tuple(
        Cell(overlap(domain, Intervals.between(low, high)), first, truth)
        for low, high, (first, _, truth) in zip(lows, highs, runs, strict=True)
    )


def _of_texts(domain: Texts, truths: Mapping[CoreValue, Truth]) -> tuple[Cell, ...]:
    """One cell for each truth."""
    by_truth: dict[Truth, list[str]] = {}
    for value, truth in truths.items():
        by_truth.setdefault(truth, []).append(str(value))
    *_, last = truths
    found = []
    for truth, values in by_truth.items():
        region = Texts(frozenset(values))
        if domain.others and last in values:
            region = Texts(domain.values | (frozenset(map(str, truths)) - region.values), others=True)
        found.append(Cell(region, values[0], truth))
    return tuple(found)
