"""What can become of the counts over one list, and the fewest moves for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache

from attrs import define, field

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, Count
from cchc_rules.engine.filling import fillings, new_records
from cchc_rules.engine.identity import Same
from cchc_rules.engine.moves import CloseList, Moves
from cchc_rules.engine.options import Freedom, Option, Truths
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.snapshot import ListState, RecordState, Snapshot, unseen_record
from cchc_rules.engine.vectors import Budget, Numbers, saturated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import ListSpec, Vocabulary

FEW = 10
"""A list that can have so few further records can also be filled with what does not match."""


@define
class _Numbers:
    """The fewest moves for every tuple of numbers that some counts over one list can have: for each condition how many
    records match for certain and how many may, both saturated where nothing changes any more, and how many were added.
    """

    reached: dict[tuple[Numbers, Numbers, int], Moves]
    caps: Numbers

    def after(self, choices: Iterable[Option], added: int, budget: Budget) -> _Numbers:
        """The numbers with one more record, that can be any of ``choices``."""
        found: dict[tuple[Numbers, Numbers, int], Moves] = {}
        hits = [
            (
                [truth is Truth.MET for truth in option.truths],
                [truth is not Truth.NOT_MET for truth in option.truths],
                option.moves,
            )
            for option in choices
        ]
        budget.spend(len(self.reached) * len(hits) * len(self.caps))
        for (certain, possible, new), moves in self.reached.items():
            for surely, perhaps, more in hits:
                place = saturated(certain, surely, self.caps), saturated(possible, perhaps, self.caps), new + added
                known = found.get(place)
                if known is None or len(known) > len(moves) + len(more):
                    found[place] = moves + more
        return _Numbers(found, self.caps)

    def without(self, other: _Numbers) -> _Numbers:
        """Those that others do not reach with as few moves."""
        known = other.reached
        return _Numbers(
            {at: moves for at, moves in self.reached.items() if at not in known or len(known[at]) > len(moves)},
            self.caps,
        )

    def and_more(self, other: _Numbers) -> _Numbers:
        """These and others, that take fewer moves where they are the same."""
        return _Numbers({**self.reached, **other.reached}, self.caps)


@define
class ListOptions:
    """What can become of the counts over one list."""

    counts: tuple[Count, ...]
    decider: Decider
    freedom: Freedom
    budget: Budget
    name: str = field(init=False)
    state: ListState = field(init=False)
    wheres: tuple[Core, ...] = field(init=False)
    places: tuple[tuple[Count, int], ...] = field(init=False)
    unseen: dict[Core, bool] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.name = self.counts[0].list
        self.state = self.decider.snapshot.list_state(self.name)
        self.wheres = tuple(dict.fromkeys(count.where for count in self.counts))
        self.places = tuple((count, self.wheres.index(count.where)) for count in self.counts)
        self.unseen = {where: self.decider.matches(self.name, where).more != 0 for where in self.wheres}

    def all(self) -> list[Option]:
        """The fewest moves for every way in which the counts can turn out; the one without moves first."""
        return self._options([self._record(record, at) for at, record in enumerate(self.state.records)])

    def decided(self) -> list[Option]:
        """The same, if of every record it has to be said which conditions it matches, and whether there are further ones:
        not all options and not the fewest moves, but far fewer to look at.
        """
        records = [
            [option for option in self._record(record, at) if Truth.UNDETERMINED not in option.truths]
            for at, record in enumerate(self.state.records)
        ]
        found = self._options(records) if all(records) else []
        stay = self.stay()
        return [stay, *(option for option in found if option.truths != stay.truths)]

    def stay(self) -> Option:
        """No moves."""
        return Option((), tuple(map(self.decider.leaf_truth, self.counts)))

    def _options(self, records: list[list[Option]]) -> list[Option]:
        """The fewest moves for every way in which the counts can turn out, if each record can become some things."""
        caps = self.caps
        none = (0,) * len(caps)
        numbers = _Numbers({(none, none, 0): ()}, caps)
        for choices in records:
            numbers = numbers.after(choices, 0, self.budget)
        numbers = self._with_new(numbers)
        found: dict[Truths, Option] = {}
        for closing, closed in self._closings():  # stating that a list is complete is better than filling it
            self.budget.spend(len(numbers.reached) * len(self.counts))
            for (certain, possible, new), moves in numbers.reached.items():
                truths = self._truths(certain, possible, new, closed, caps)
                option = Option(moves if closing is None else (*moves, closing), truths)
                if truths not in found or found[truths].cost > option.cost:
                    found[truths] = option
        return sorted(found.values(), key=lambda option: option.cost)

    @property
    def caps(self) -> Numbers:
        """How far it is worth counting how many records match each condition."""
        return tuple(
            max(max(c.low, 0 if c.high is None else c.high + 1) for c in self.counts if c.where == where)
            for where in self.wheres
        )

    def _closings(self) -> list[tuple[CloseList | None, frozenset[Core]]]:
        """Stating that the list is complete, with the conditions that no unseen record matches then, or leaving it open."""
        closed = [(one, frozenset(w for w in self.wheres if self._is_closed(one, w))) for one in self.closings()]
        return [*closed, (None, frozenset())]

    def closings(self) -> tuple[CloseList, ...]:
        """Statements that the list is complete, if there may be further records that match."""
        return self.freedom.closings(self.name, self.state, self.wheres) if any(self.unseen.values()) else ()

    def _is_closed(self, closing: CloseList, where: Core) -> bool:
        if closing.upto is None:
            return True
        return none_matches(Same(self.decider.snapshot.vocabulary.lists[self.name]), closing.upto, where)

    def _truths(
        self,
        certain: Numbers,
        possible: Numbers,
        new: int,
        closed: frozenset[Core],
        caps: Numbers,
    ) -> Truths:
        state = self.state
        truths = []
        for count, at in self.places:
            most = possible[at]
            if count.where not in closed and self.unseen[count.where]:
                most = caps[at] if state.more is None else min(most + max(state.more - new, 0), caps[at])
            truths.append(Interval(certain[at], most).within(count.low, count.high))
        return tuple(truths)

    def _record(self, record: RecordState, at: int) -> list[Option]:
        """Leaving a given record as it is, or giving values to some of its fields."""
        stay = Option((), tuple(self.decider.matches(self.name, where).records[at] for where in self.wheres))
        found = {stay.truths: stay}
        for moves, left in fillings(self.name, record, self.wheres, self.freedom, self.budget):
            if moves:
                truths = tuple(self.decider.match(where, record) for where in left)
                if truths not in found or found[truths].cost > len(moves):
                    found[truths] = Option(moves, truths)
        return list(found.values())

    def _with_new(self, numbers: _Numbers) -> _Numbers:
        """The numbers with as many further records as can make a difference."""
        kinds = self.new_records()
        newest = numbers
        for _ in range(self.most_new(numbers.caps) if kinds else 0):
            newest = newest.after(kinds, self.counted, self.budget).without(numbers)
            numbers = numbers.and_more(newest)
        return numbers

    @property
    def counted(self) -> int:
        """By how much a further record adds to those that count as new: it matters only if there cannot be any number."""
        return int(self.state.more is not None)

    @property
    def may_have_to_be_filled(self) -> bool:
        """Whether the one way to say that no more records match could be more records than are looked at."""
        room = self.freedom.room(self.name, self.state)
        return room is not None and room > FEW and any(self.unseen.values()) and not self.closings()

    def most_new(self, caps: Numbers) -> int:
        """How many further records can make a difference."""
        room = self.freedom.room(self.name, self.state)
        return sum(caps) if room is None else room if room <= FEW else min(sum(caps), room)

    def new_records(self) -> list[Option]:
        """One further record for every way in which it can match; one that does not, if it takes the place of one that may."""
        fills = self.state.more is not None
        found: dict[Truths, Option] = {}
        for blank in self.freedom.blanks(self.name, self.state):
            for option in new_records(self.name, self.wheres, blank):
                if option.truths not in found and (Truth.MET in option.truths or fills):
                    found[option.truths] = option
        return list(found.values())


@lru_cache(maxsize=1024)
def none_matches(list: Same[ListSpec], upto: datetime.date, where: Core) -> bool:
    """Whether no record can match a condition that is missing from a list that is complete up to a day."""
    decider = Decider(Snapshot("", upto, Vocabulary(), FrozenDict(), FrozenDict(), FrozenDict()))
    return decider.match(where, unseen_record(list.value, upto)) is Truth.NOT_MET
