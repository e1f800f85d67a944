"""Options: what some moves can make of the leaves of one block, here of those about one fact, and the fewest moves for it.

The leaves of a block depend on the same fact or list, so that they change together: a shared fact is paid once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeAlias

from attrs import frozen

from cchc_rules.engine.core import Atom, Core, FactKey
from cchc_rules.engine.moves import CloseList, Move, SetFact
from cchc_rules.engine.reference import in_region
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, Texts, overlap, representatives
from cchc_rules.model.truth import Truth

Truths: TypeAlias = tuple[Truth, ...]


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


class Setting(NamedTuple):
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


def settings(atoms: tuple[Atom, ...], values: Region, current: FactState | None) -> Iterator[Setting]:
    """One setting for every way in which the values can lie in or outside the atoms' regions, with the value that is
    nearest to the present one.
    """
    written = isinstance(values, Texts) and not values.others  # what somebody wrote is not kept
    for cell in (_cells.__wrapped__ if written else _cells)(atoms, values):
        yield Setting(_nearest(cell.members, current), cell.accepted, cell.truths)


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
