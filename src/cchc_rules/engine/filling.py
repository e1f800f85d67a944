"""Filling in a record: what can become of some conditions on it, and the fewest steps for it.

The fields are taken one after the other, and after each the conditions are cut down to what is still open in them. Ways that
leave the same open are one way. So a date that can lie in one of many windows is not tried with all that the other fields can
be, but only with what matters in that window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

from cchc_rules.engine.core import TRUE, Atom, Core, cut
from cchc_rules.engine.moves import Move, NewRecord, SetField
from cchc_rules.engine.options import Blank, Freedom, Option, Truths, settings
from cchc_rules.engine.reference import in_region
from cchc_rules.engine.snapshot import RecordState
from cchc_rules.engine.vectors import Budget, atoms_by_field
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import representatives
from cchc_rules.model.truth import Truth

MOST_WAYS = 100_000
"""So many ways to fill in a further record are looked at."""

Wheres: TypeAlias = tuple[Core, ...]
"""Conditions on a record, or what is still open in them."""

Step = TypeVar("Step")


class Filling(NamedTuple):
    """Moves that give values to some fields of a record, and what they leave open in the conditions."""

    moves: tuple[Move, ...]
    left: Wheres


def fillings(list: str, record: RecordState, wheres: Wheres, freedom: Freedom, budget: Budget) -> list[Filling]:
    """The fewest moves for everything that can be made of a given record; nothing at all comes first."""
    fields = []
    for key, atoms in atoms_by_field(wheres).items():
        options = _of_field(list, record, key.name, atoms, freedom)
        fields.append((atoms, [(option.moves, option.truths) for option in options]))
    if all(len(choices) == 1 for _, choices in fields):
        return [Filling((), wheres)]
    return [Filling(moves, left) for left, moves in _filled(wheres, fields, budget.spend).items()]


def _of_field(list: str, record: RecordState, name: str, atoms: tuple[Atom, ...], freedom: Freedom) -> list[Option]:
    """Leaving a field as it is, or giving it a value."""
    state = record.fields[name]
    options = [Option((), tuple(in_region(state, about.region) for about in atoms))]
    values = freedom.field(list, record, name)
    if values is not None:
        for setting in settings(atoms, values, state):
            if setting.truths != options[0].truths:
                move = SetField(list, record.position, name, setting.value, setting.accepted)
                options.append(Option((move,), setting.truths))
    return options


@lru_cache(maxsize=1024)
def new_records(list: str, wheres: Wheres, blank: Blank) -> tuple[Option, ...]:
    """One further record for every way in which it can match some conditions; too many ways are over the budget."""
    atoms = atoms_by_field(wheres)
    fields = [
        (of, [((setting,), setting.truths) for setting in settings(of, blank.fields[key.name], None)])
        for key, of in atoms.items()
    ]
    found = []
    for left, chosen in _filled(wheres, fields, Budget(MOST_WAYS).spend).items():
        values = {key.name: (setting.value, setting.accepted) for key, setting in zip(atoms, chosen, strict=True)}
        unread = tuple(name for name in blank.given if name not in values)
        for name in unread:
            values[name] = (representatives(blank.fields[name], [])[0], blank.fields[name])
        record = NewRecord(list, FrozenDict(values), blank.found, unread)
        found.append(Option((record,), tuple(Truth.of(where == TRUE) for where in left)))
    return tuple(found)


def _filled(
    wheres: Wheres,
    fields: Iterable[tuple[tuple[Atom, ...], Sequence[tuple[tuple[Step, ...], Truths]]]],
    spend: Callable[[int], None],
) -> dict[Wheres, tuple[Step, ...]]:
    """The fewest steps for everything that can be left open, if each field can have some truths of its atoms."""
    reached: dict[Wheres, tuple[Step, ...]] = {tuple([cut(where, (), ()) for where in wheres]): ()}
    for atoms, choices in fields:
        spend(len(reached) * len(choices) * len(wheres))
        found: dict[Wheres, tuple[Step, ...]] = {}
        for left, steps in reached.items():
            for more, truths in choices:
                rest = tuple([cut(where, atoms, truths) for where in left])
                known = found.get(rest)
                if known is None or len(known) > len(steps) + len(more):
                    found[rest] = steps + more
        reached = found
    return reached
