"""All values that would do: of a way that takes one move, every value of that move after which the criterion is met.

The search keeps values apart that differ in any condition on them; most of these conditions may not matter. Of several moves
each would have to be told beside what the others are, so theirs stay as the search found them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TypeVar

from attrs import evolve

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, Core, Count, leaves
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField, apply
from cchc_rules.engine.options import Freedom, settings
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.vectors import atom
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, overlap, union
from cchc_rules.model.truth import Truth

Changed = TypeVar("Changed", SetFact, SetField)


def with_all_accepted(core: Core, snapshot: Snapshot, move: Move, freedom: Freedom) -> Move:
    """A move that is enough by itself, with every value that would do."""
    match move:
        case SetFact():
            values = freedom.fact(move.key, snapshot.state(move.key))
            found = [leaf for leaf in leaves(core) if isinstance(leaf, Atom) and leaf.key == move.key]
            return _of_value(core, snapshot, move, values, found)
        case SetField():
            (record,) = (r for r in snapshot.list_state(move.list).records if r.position == move.position)
            values = freedom.field(move.list, record, move.field)
            return _of_value(core, snapshot, move, values, _inside(core, move.list, move.field))
        case NewRecord():
            return _of_record(core, snapshot, move, freedom)
        case CloseList():
            return move


def _of_value(core: Core, snapshot: Snapshot, move: Changed, values: Region | None, atoms: Iterable[Atom]) -> Changed:
    assert values is not None, "what is moved can be moved"
    for setting in settings(tuple(dict.fromkeys(atoms)), values, None):
        if overlap(move.accepted, setting.accepted).empty:
            other = evolve(move, value=setting.value)
            if _does(core, snapshot, other):
                move = evolve(move, accepted=union(move.accepted, setting.accepted))
    return move


def _of_record(core: Core, snapshot: Snapshot, move: NewRecord, freedom: Freedom) -> NewRecord:
    """Whatever the fields are told to be, each beside all that the others are told to be."""
    blanks = freedom.blanks(move.list, snapshot.list_state(move.list))
    (blank,) = (blank for blank in blanks if blank.found is move.found)
    regions = {name: accepted for name, (_, accepted) in move.values.items()}
    tried: dict[str, list[CoreValue]] = {name: [value] for name, (value, _) in move.values.items()}
    for name in move.values:
        for setting in settings(tuple(dict.fromkeys(_inside(core, move.list, name))), blank.fields[name], None):
            if overlap(regions[name], setting.accepted).empty:
                beside = {**tried, name: [setting.value]}
                records = (dict(zip(beside, values, strict=True)) for values in product(*beside.values()))
                if all(_does(core, snapshot, _with(move, record, regions)) for record in records):
                    regions[name] = union(regions[name], setting.accepted)
                    tried[name].append(setting.value)
    return _with(move, {name: value for name, (value, _) in move.values.items()}, regions)


def _with(move: NewRecord, values: Mapping[str, CoreValue], accepted: Mapping[str, Region]) -> NewRecord:
    return evolve(move, values=FrozenDict({name: (value, accepted[name]) for name, value in values.items()}))


def _does(core: Core, snapshot: Snapshot, move: Move) -> bool:
    return Decider(apply(snapshot, (move,))).decide(core).truth is Truth.MET


def _inside(core: Core, list: str, field: str) -> list[Atom]:
    """The conditions on one field of a list's records."""
    counts = [leaf for leaf in leaves(core) if isinstance(leaf, Count) and leaf.list == list]
    return [atom(leaf) for count in counts for leaf in leaves(count.where) if atom(leaf).key.name == field]
