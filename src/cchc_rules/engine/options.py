"""Options: what some moves can make of the leaves about one fact or one list, and the fewest moves for it.

The leaves of a block depend on the same fact or list, so that they change together: a shared fact is paid once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple, Protocol, TypeAlias

from attrs import define, field, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, Core, Count, FactKey, Leaf
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField, with_fields
from cchc_rules.engine.reference import Interval, in_region, kleene
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, unseen_record
from cchc_rules.engine.vectors import Budget, OverBudgetError, atom, atoms_by_field
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, overlap, representatives
from cchc_rules.model.truth import Truth

Truths: TypeAlias = tuple[Truth, ...]

FEW = 10
"""A list that can have so few further records can also be filled with what does not match."""

MOST_RECORDS = 100_000
"""So many ways to fill in a further record are looked at."""


class Option(NamedTuple):
    """The truths of a block's leaves, in their order, after some moves."""

    moves: tuple[Move, ...]
    truths: Truths

    @property
    def cost(self) -> int:
        """How many moves it takes."""
        return len(self.moves)


@frozen(cache_hash=True)
class Blank:
    """What a further record can be: the values that each of its fields can have. ``given``: fields that have to be given
    even if no condition reads them.
    """

    fields: FrozenDict[str, Region]
    found: bool
    given: tuple[str, ...] = ()


class Freedom(Protocol):
    """What can be changed."""

    def fact(self, key: FactKey, state: FactState) -> Region | None:
        """The values that a fact can be given."""
        ...

    def field(self, list: str, record: RecordState, name: str) -> Region | None:
        """The values that a field of a given record can be given."""
        ...

    def blanks(self, list: str, state: ListState) -> tuple[Blank, ...]:
        """The further records that there can be; those before are preferred."""
        ...

    def room(self, list: str, state: ListState) -> int | None:
        """How many further records there can be; ``None``: any number."""
        ...

    def closings(self, list: str, state: ListState, wheres: tuple[Core, ...]) -> tuple[CloseList, ...]:
        """The statements after each of which no unseen record matches some of the conditions, the weakest first."""
        ...


class _Setting(NamedTuple):
    """A value that atoms on one fact or field can be given, all that do the same, and the truths it gives to the atoms."""

    value: CoreValue
    accepted: Region
    truths: Truths


class _Cell(NamedTuple):
    """Values that do the same for some atoms: some of them, all of them, and the truths that they give to the atoms."""

    members: tuple[CoreValue, ...]
    accepted: Region
    truths: Truths


@lru_cache(maxsize=4096)
def _cells(atoms: tuple[Atom, ...], values: Region) -> tuple[_Cell, ...]:
    """One cell for every way in which the values can lie in or outside the atoms' regions."""
    found: dict[Truths, list[CoreValue]] = {}
    for value in representatives(values, [about.region for about in atoms]):
        truths = tuple(Truth.of(about.region.contains(value)) for about in atoms)
        found.setdefault(truths, []).append(value)
    cells = []
    for truths, members in found.items():
        accepted = values
        for about, truth in zip(atoms, truths, strict=True):
            region = about.region if truth is Truth.MET else about.region.complement()
            accepted = overlap(accepted, region)
        cells.append(_Cell(tuple(members), accepted, truths))
    return tuple(cells)


def settings(atoms: tuple[Atom, ...], values: Region, current: FactState | None) -> Iterator[_Setting]:
    """One setting for every way in which the values can lie in or outside the atoms' regions, with the value that is
    nearest to the present one.
    """
    for cell in _cells(atoms, values):
        yield _Setting(_nearest(cell.members, current), cell.accepted, cell.truths)


def _nearest(values: tuple[CoreValue, ...], current: FactState | None) -> CoreValue:
    """The value that is the least change; of a fact without a value the least of them."""
    here = current.value if isinstance(current, Known) else None
    if here is None or isinstance(here, str):
        return values[0]
    return min(values, key=lambda value: abs(value - here) if isinstance(value, int) else 0)


def fact_options(atoms: tuple[Atom, ...], state: FactState, freedom: Freedom) -> list[Option]:
    """Leaving a fact as it is, or giving it a value."""
    key = atoms[0].key
    options = [Option((), tuple(in_region(state, about.region) for about in atoms))]
    values = freedom.fact(key, state)
    if values is not None:
        for setting in settings(atoms, values, state):
            if setting.truths != options[0].truths:
                options.append(Option((SetFact(key, setting.value, setting.accepted),), setting.truths))
    return options


@define
class _Numbers:
    """The fewest moves for every tuple of numbers that some counts over one list can have: for each condition how many
    records match for certain and how many may, both saturated where nothing changes any more, and how many were added.
    """

    reached: dict[tuple[tuple[int, ...], tuple[int, ...], int], tuple[Move, ...]]
    caps: tuple[int, ...]

    def after(self, choices: Iterable[Option], added: int, budget: Budget) -> _Numbers:
        """The numbers with one more record, that can be any of ``choices``."""
        found: dict[tuple[tuple[int, ...], tuple[int, ...], int], tuple[Move, ...]] = {}
        options = list(choices)
        budget.spend(len(self.reached) * len(options) * len(self.caps))
        for (certain, possible, new), moves in self.reached.items():
            for option in options:
                place = (
                    self._up(certain, (truth is Truth.MET for truth in option.truths)),
                    self._up(possible, (truth is not Truth.NOT_MET for truth in option.truths)),
                    new + added,
                )
                known = found.get(place)
                if known is None or len(known) > len(moves) + len(option.moves):
                    found[place] = moves + option.moves
        return _Numbers(found, self.caps)

    def _up(self, numbers: tuple[int, ...], hits: Iterable[bool]) -> tuple[int, ...]:
        return tuple(min(n + hit, cap) for n, hit, cap in zip(numbers, hits, self.caps, strict=True))

    def and_more(self, other: _Numbers) -> _Numbers:
        """These and those with other numbers of records that were added."""
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
    unseen: dict[Core, bool] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.name = self.counts[0].list
        self.state = self.decider.snapshot.list_state(self.name)
        self.wheres = tuple(dict.fromkeys(count.where for count in self.counts))
        self.unseen = {where: self.decider.matches(self.name, where).more != 0 for where in self.wheres}

    def all(self) -> list[Option]:
        """The fewest moves for every way in which the counts can turn out; the one without moves first."""
        wheres, state = self.wheres, self.state
        caps = tuple(
            max(max(c.low, 0 if c.high is None else c.high + 1) for c in self.counts if c.where == where)
            for where in wheres
        )
        none = (0,) * len(wheres)
        numbers = _Numbers({(none, none, 0): ()}, caps)
        for at, record in enumerate(state.records):
            numbers = numbers.after(self._record(record, at), 0, self.budget)
        numbers = self._with_new(numbers)
        found: dict[Truths, Option] = {}
        for closing, closed in self._closings():  # stating that a list is complete is better than filling it
            for (certain, possible, new), moves in numbers.reached.items():
                truths = self._truths(certain, possible, new, closed, caps)
                option = Option(moves if closing is None else (*moves, closing), truths)
                if truths not in found or found[truths].cost > option.cost:
                    found[truths] = option
        return sorted(found.values(), key=lambda option: option.cost)

    def _closings(self) -> list[tuple[CloseList | None, frozenset[Core]]]:
        """Stating that the list is complete, with the conditions that no unseen record matches then, or leaving it open."""
        found: list[tuple[CloseList | None, frozenset[Core]]] = []
        if any(self.unseen.values()):
            for closing in self.freedom.closings(self.name, self.state, self.wheres):
                found.append((closing, frozenset(where for where in self.wheres if self._is_closed(closing, where))))
        return [*found, (None, frozenset())]

    def _is_closed(self, closing: CloseList, where: Core) -> bool:
        if closing.upto is None:
            return True
        unseen = unseen_record(self.decider.snapshot.vocabulary.lists[self.name], closing.upto)
        return self.decider.match(where, unseen) is Truth.NOT_MET

    def _truths(
        self,
        certain: tuple[int, ...],
        possible: tuple[int, ...],
        new: int,
        closed: frozenset[Core],
        caps: tuple[int, ...],
    ) -> Truths:
        state, wheres = self.state, self.wheres
        truths = []
        for count in self.counts:
            at = wheres.index(count.where)
            most = possible[at]
            if count.where not in closed and self.unseen[count.where]:
                most = caps[at] if state.more is None else min(most + max(state.more - new, 0), caps[at])
            truths.append(Interval(certain[at], most).within(count.low, count.high))
        return tuple(truths)

    def _record(self, record: RecordState, at: int) -> list[Option]:
        """Leaving a given record as it is, or giving values to some of its fields."""
        wheres = self.wheres
        stay = Option((), tuple(self.decider.matches(self.name, where).records[at] for where in wheres))
        found = {stay.truths: stay}
        atoms = atoms_by_field(wheres)
        choices = [self._field(record, key.name, of) for key, of in atoms.items()]
        if any(len(choice) > 1 for choice in choices):
            for chosen in product(*choices):
                self.budget.spend(len(chosen))
                moves = tuple(move for option in chosen for move in option.moves)
                truths = _decided(wheres, atoms, [option.truths for option in chosen])
                if moves and Truth.UNDETERMINED in truths:
                    after = with_fields(record, moves)
                    truths = tuple(self.decider.match(where, after) for where in wheres)
                if moves and (truths not in found or found[truths].cost > len(moves)):
                    found[truths] = Option(moves, truths)
        return list(found.values())

    def _field(self, record: RecordState, name: str, atoms: tuple[Atom, ...]) -> list[Option]:
        state = record.fields[name]
        options = [Option((), tuple(in_region(state, about.region) for about in atoms))]
        values = self.freedom.field(self.name, record, name)
        if values is not None:
            for setting in settings(atoms, values, state):
                if setting.truths != options[0].truths:
                    move = SetField(self.name, record.position, name, setting.value, setting.accepted)
                    options.append(Option((move,), setting.truths))
        return options

    def _with_new(self, numbers: _Numbers) -> _Numbers:
        """The numbers with as many further records as can make a difference."""
        kinds = self._new_records()
        room = self.freedom.room(self.name, self.state)
        most = sum(numbers.caps) if room is None else room if room <= FEW else min(sum(numbers.caps), room)
        newest = numbers
        for _ in range(most if kinds else 0):
            newest = newest.after(kinds, 1, self.budget)
            numbers = numbers.and_more(newest)
        return numbers

    def _new_records(self) -> list[Option]:
        """One further record for every way in which it can match; one that does not, if it takes the place of one that may."""
        fills = self.state.more is not None
        found: dict[Truths, Option] = {}
        for blank in self.freedom.blanks(self.name, self.state):
            for option in new_records(self.name, self.wheres, blank):
                if option.truths not in found and (Truth.MET in option.truths or fills):
                    found[option.truths] = option
        return list(found.values())


@lru_cache(maxsize=1024)
def new_records(list: str, wheres: tuple[Core, ...], blank: Blank) -> tuple[Option, ...]:
    """One further record for every way in which it can match some conditions; too many ways are over the budget."""
    atoms = atoms_by_field(wheres)
    found: dict[Truths, Option] = {}
    choices = [tuple(settings(of, blank.fields[key.name], None)) for key, of in atoms.items()]
    if prod(map(len, choices)) > MOST_RECORDS:
        raise OverBudgetError
    for chosen in product(*choices):
        truths = _decided(wheres, atoms, [setting.truths for setting in chosen])
        if truths not in found:
            found[truths] = Option((_new(list, blank, atoms, chosen),), truths)
    return tuple(found.values())


def _new(list: str, blank: Blank, atoms: Mapping[FactKey, tuple[Atom, ...]], chosen: tuple[_Setting, ...]) -> NewRecord:
    values = {key.name: (setting.value, setting.accepted) for key, setting in zip(atoms, chosen, strict=True)}
    unread = tuple(name for name in blank.given if name not in values)
    for name in unread:
        values[name] = (representatives(blank.fields[name], [])[0], blank.fields[name])
    return NewRecord(list, FrozenDict(values), blank.found, unread)


def _decided(wheres: tuple[Core, ...], atoms: Mapping[FactKey, tuple[Atom, ...]], chosen: list[Truths]) -> Truths:
    """The truths of conditions on a record whose atoms, field by field, have these truths."""
    known: dict[Leaf, Truth] = {}
    for of, truths in zip(atoms.values(), chosen, strict=True):
        known.update(zip(of, truths, strict=True))
    return tuple(kleene(where, lambda leaf: known[atom(leaf)]) for where in wheres)
