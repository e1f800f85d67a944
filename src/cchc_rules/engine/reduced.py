"""A snapshot reduced to what decides an award: to what the award reads, to some pieces of evidence, to the records needed.

Reducing only weakens: every completion of the snapshot is one of the result. Of a list that is not claimed to be complete a
record of which nothing is said can be left out too; that it is there is the least that a snapshot can say of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from attrs import evolve, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, Count, FactKey, leaves
from cchc_rules.engine.evidence import Unit, keep, says_complete, says_something
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown, unseen_record
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import ListSpec


@frozen
class Read:
    """What a core reads: facts, and of lists the fields that its conditions are about."""

    facts: frozenset[FactKey]
    fields: FrozenDict[str, frozenset[str]]


def read_by(core: Core) -> Read:
    """Everything that a core reads."""
    facts: set[FactKey] = set()
    fields: dict[str, set[str]] = {}
    for leaf in leaves(core):
        if isinstance(leaf, Count):
            of_list = fields.setdefault(leaf.list, set())
            of_list.update(inner.key.name for inner in leaves(leaf.where) if not isinstance(inner, Count))
        else:
            facts.add(leaf.key)
    return Read(frozenset(facts), FrozenDict({name: frozenset(of_list) for name, of_list in fields.items()}))


def reduced(snapshot: Snapshot, read: Read, kept: Set[Unit] | None = None) -> Snapshot:
    """What a snapshot says of what is read, with the ``kept`` evidence alone if that is given. Unknown facts say nothing."""
    weaker = snapshot if kept is None else keep(snapshot, kept)
    facts = {key: state for key, state in weaker.facts.items() if key in read.facts and isinstance(state, Known)}
    lists: dict[str, ListState] = {}
    for name, state in weaker.lists.items():
        if name in read.fields:
            spec = snapshot.vocabulary.lists[name]
            records = [_only_read(spec, record, read.fields[name]) for record in state.records]
            if records or says_complete(spec, state):
                lists[name] = evolve(state, records=tuple(records))
    return evolve(snapshot, facts=FrozenDict(facts), lists=FrozenDict(lists))


def _only_read(spec: ListSpec, record: RecordState, fields: Set[str]) -> RecordState:
    said: dict[str, FactState] = {
        name: state if name in fields else Unknown(spec.fields[name].domain, "not_given")
        for name, state in record.fields.items()
    }
    return RecordState(record.position, FrozenDict(said))


def fewest_records(snapshot: Snapshot, core: Core, truth: Truth) -> Snapshot:
    """The snapshot without the records of which nothing is said, as far as the core is decided the same without them."""
    for name in snapshot.lists:
        for weaker in without_blank_records(snapshot, name):
            if Decider(weaker).decide(core).truth is not truth:
                break
            snapshot = weaker
    return snapshot


def without_blank_records(snapshot: Snapshot, name: str) -> Iterator[Snapshot]:
    """The snapshot with one blank record of a list less, with two less, and so on: none if the list is claimed complete."""
    spec, state = snapshot.vocabulary.lists[name], snapshot.lists[name]
    if says_complete(spec, state):
        return
    records = list(state.records)
    for record in reversed(state.records):
        if not says_something(spec, record):
            records.remove(record)
            more = None if spec.maximum is None else spec.maximum - len(records)
            lists: Mapping[str, ListState] = {
                **snapshot.lists,
                name: ListState(tuple(records), unseen_record(spec, None), more),
            }
            yield evolve(snapshot, lists=FrozenDict(lists))
