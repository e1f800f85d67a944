"""Evidence: what a snapshot knows, piece by piece, and the snapshot with some pieces left out.

A piece is a known fact with its attestations, the content of one record, or the completeness of one list. Leaving one out only
weakens: of a record its fields become unknown, since dropping the record itself would make another dossier of it.
"""

from __future__ import annotations

from collections.abc import Set
from typing import TypeAlias

from attrs import evolve, frozen

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.snapshot import Known, ListState, RecordState, Snapshot, Unknown, unseen_record
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import ListSpec


@frozen(cache_hash=True)
class RecordContent:
    """What the fields of a record say; ``position`` as in its :class:`~cchc_rules.engine.snapshot.RecordState`."""

    list: str
    position: int


@frozen(cache_hash=True)
class Completeness:
    """That a list lacks nothing, up to the day that its state says."""

    list: str


Unit: TypeAlias = "FactKey | RecordContent | Completeness"
"""One piece of evidence; a fact stands for its value and all that vouches for it."""


def units_of(snapshot: Snapshot) -> tuple[Unit, ...]:
    """All evidence of a snapshot: facts first, then list by list its records and its completeness."""
    found: list[Unit] = [key for key, state in snapshot.facts.items() if isinstance(state, Known)]
    for name, state in snapshot.lists.items():
        spec = snapshot.vocabulary.lists[name]
        found += [RecordContent(name, record.position) for record in state.records if says_something(spec, record)]
        if says_complete(spec, state):
            found.append(Completeness(name))
    return tuple(found)


def says_something(spec: ListSpec, record: RecordState) -> bool:
    """Whether anything of a record is known; of a hidden date it is known that it comes later."""
    return any(
        isinstance(state, Known) or state.domain != spec.fields[name].domain for name, state in record.fields.items()
    )


def says_complete(spec: ListSpec, state: ListState) -> bool:
    """Whether its completeness keeps a list from having further records; the most that there can be needs no evidence."""
    if spec.maximum is not None and len(state.records) >= spec.maximum:
        return False
    return state.unseen is None or state.complete_to is not None


def keep(snapshot: Snapshot, kept: Set[Unit]) -> Snapshot:
    """The snapshot with the ``kept`` evidence alone. Every completion of the snapshot is one of the result."""
    facts = {key: state for key, state in snapshot.facts.items() if not isinstance(state, Known) or key in kept}
    lists = {name: _keep_list(snapshot.vocabulary.lists[name], state, kept) for name, state in snapshot.lists.items()}
    return evolve(snapshot, facts=FrozenDict(facts), lists=FrozenDict(lists))


def _keep_list(spec: ListSpec, state: ListState, kept: Set[Unit]) -> ListState:
    records = tuple(
        record if RecordContent(spec.name, record.position) in kept else blank_record(spec, record.position)
        for record in state.records
    )
    if not says_complete(spec, state) or Completeness(spec.name) in kept:
        return evolve(state, records=records)
    more = None if spec.maximum is None else spec.maximum - len(records)
    return ListState(records, unseen_record(spec, None), more)


def blank_record(spec: ListSpec, position: int) -> RecordState:
    """A record of which nothing is known but that it is there."""
    return RecordState(
        position, FrozenDict({name: Unknown(field.domain, "not_given") for name, field in spec.fields.items()})
    )
