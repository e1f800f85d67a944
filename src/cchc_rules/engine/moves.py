"""Moves: single changes of a snapshot, and the snapshot after them.

A completion of an undetermined dossier is a set of moves that touch only what is unknown; a path is one of moves that
can still be made. Each move counts one.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeAlias

from attrs import evolve, frozen

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, unseen_record
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region


@frozen(cache_hash=True)
class SetFact:
    """A fact gets ``value``; each of ``accepted`` would do the same for every condition on it."""

    key: FactKey
    value: CoreValue
    accepted: Region


@frozen(cache_hash=True)
class SetField:
    """A field of a given record gets ``value``; each of ``accepted`` would do the same."""

    list: str
    position: int
    field: str
    value: CoreValue
    accepted: Region


@frozen(cache_hash=True)
class NewRecord:
    """One further record of a list. ``values``: of the fields that are given, a value and all values that would do the same.

    ``found``: it exists already and was only not in the dossier; else it is still to come about. ``unread``: the fields of
    which no condition asks anything.
    """

    list: str
    values: FrozenDict[str, tuple[CoreValue, Region]]
    found: bool
    unread: tuple[str, ...] = ()


@frozen(cache_hash=True)
class CloseList:
    """A list lacks nothing up to a day (``None``: nothing at all)."""

    list: str
    upto: datetime.date | None


Move: TypeAlias = "SetFact | SetField | NewRecord | CloseList"
Moves: TypeAlias = tuple[Move, ...]


def apply(snapshot: Snapshot, moves: Iterable[Move]) -> Snapshot:
    """The snapshot after some moves. What is set is known without evidence: whoever tells the moves says who supplies it."""
    facts, lists = dict(snapshot.facts), dict(snapshot.lists)
    for move in moves:
        if isinstance(move, SetFact):
            facts[move.key] = Known(move.value)
            continue
        state = lists.get(move.list) or snapshot.list_state(move.list)
        lists[move.list] = _apply_to_list(snapshot, state, move)
    return evolve(snapshot, facts=FrozenDict(facts), lists=FrozenDict(lists))


def _apply_to_list(snapshot: Snapshot, state: ListState, move: SetField | NewRecord | CloseList) -> ListState:
    if isinstance(move, SetField):
        return evolve(state, records=tuple(with_fields(record, (move,)) for record in state.records))
    if isinstance(move, CloseList):
        if move.upto is None or state.unseen is None:
            return evolve(state, unseen=None)
        spec = snapshot.vocabulary.lists[move.list]
        return evolve(state, unseen=unseen_record(spec, move.upto), complete_to=move.upto)
    blank = state.unseen or unseen_record(snapshot.vocabulary.lists[move.list], None)
    fields: dict[str, FactState] = {
        **blank.fields,
        **{name: Known(value) for name, (value, _) in move.values.items()},
    }
    position = max((record.position for record in state.records), default=0) + 1
    more = None if state.more is None else state.more - 1
    return ListState(
        (*state.records, RecordState(position, FrozenDict(fields))),
        None if more == 0 else state.unseen,
        more,
        state.complete_to,
    )


def with_fields(record: RecordState, moves: Iterable[Move]) -> RecordState:
    """A record after those of the moves that are about its fields."""
    changed: dict[str, FactState] = {
        move.field: Known(move.value)
        for move in moves
        if isinstance(move, SetField) and move.position == record.position
    }
    return evolve(record, fields=FrozenDict({**record.fields, **changed})) if changed else record
