"""A completion held against the evidence: it adds to what is unknown, stays possible, and decides the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn, cast

from attrs import define, evolve, field

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, FactKey
from cchc_rules.engine.reduced import Read, read_by
from cchc_rules.engine.reference import World, holds
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot
from cchc_rules.explain.proof_form import Mapped, exact_number
from cchc_rules.explain.refusal import added_piece, refuse
from cchc_rules.language.nodes import Plain
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, representatives
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, FactType, LiteralError

_WANTED = (("eligible", Truth.MET), ("not_eligible", Truth.NOT_MET))


def check_completion(number: int, completion: Mapped, evidence: Snapshot, core: Core) -> None:
    """The first of two completions has to make the candidate eligible, the second not; however the rest turns out."""
    outcome, truth = _WANTED[number]
    if completion["outcome"] != outcome:
        refuse("CR611", ("completions", number, "outcome"), piece=f"`{completion['outcome']}`")
    completed = _Completing(number, completion, evidence, read_by(core)).apply()
    if Decider(completed).decide(core).truth is not truth:
        refuse("CR612", ("completions", number), outcome=outcome)
    for world in _worlds(completed, read_by(core)):
        if holds(core, world) is not (truth is Truth.MET):
            refuse("CR612", ("completions", number), outcome=outcome)


@define
class _Completing:
    """Adds what one completion supplies."""

    number: int
    completion: Mapped
    snapshot: Snapshot
    read: Read
    _facts: dict[FactKey, FactState] = field(init=False)
    _lists: dict[str, ListState] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._facts = dict(self.snapshot.facts)
        self._lists = {name: self.snapshot.list_state(name) for name in self.read.fields}

    def apply(self) -> Snapshot:
        """The snapshot with all of it: facts, fields of records, records, and lists that lack nothing more."""
        for part, add in (("facts", self._fact), ("fields", self._field), ("records", self._record)):
            for at, item in enumerate(cast("list[Mapped]", self.completion[part])):
                add(item, (part, at))
        for at, name in enumerate(cast("list[str]", self.completion["closed"])):
            self._lists[name] = evolve(self._list(name, ("closed", at)), unseen=None, more=0)
        return evolve(self.snapshot, facts=FrozenDict(self._facts), lists=FrozenDict(self._lists))

    def _impossible(self, place: tuple[str, int]) -> NoReturn:
        part, at = place
        item = cast("list[Plain]", self.completion[part])[at]
        pointer = ("completions", self.number, *place)
        refuse("CR611", pointer, piece=added_piece(pointer, item, self.snapshot.vocabulary, self.snapshot.kind))

    def _list(self, name: str, place: tuple[str, int]) -> ListState:
        return self._lists[name] if name in self._lists else self._impossible(place)

    def _fact(self, item: Mapped, place: tuple[str, int]) -> None:
        key = FactKey(str(item["fact"]), cast("int | None", item["year"]))
        if key not in self.read.facts or key in self._facts:
            self._impossible(place)
        spec = self.snapshot.vocabulary.fact(self.snapshot.kind, key.name)
        assert spec is not None, "what the award reads was checked to exist"
        self._facts[key] = self._known(spec, self.snapshot.state(key), item["value"], place)

    def _field(self, item: Mapped, place: tuple[str, int]) -> None:
        name, at, into = str(item["list"]), cast(int, item["record"]) - 1, str(item["field"])
        state = self._list(name, place)
        if at >= len(state.records) or into not in self.read.fields[name]:
            self._impossible(place)
        records = list(state.records)
        records[at] = self._filled(name, records[at], {into: item["value"]}, place)
        self._lists[name] = evolve(state, records=tuple(records))

    def _record(self, item: Mapped, place: tuple[str, int]) -> None:
        name, times, fields = str(item["list"]), cast(int, item["times"]), cast(Mapped, item["record"])
        state = self._list(name, place)
        if (
            state.unseen is None
            or (state.more is not None and times > state.more)
            or not fields.keys() <= self.read.fields[name]
        ):
            self._impossible(place)
        added = (self._filled(name, state.unseen, fields, place),) * times
        more = None if state.more is None else state.more - times
        self._lists[name] = evolve(
            state, records=(*state.records, *added), unseen=None if more == 0 else state.unseen, more=more
        )

    def _filled(self, name: str, record: RecordState, values: Mapped, place: tuple[str, int]) -> RecordState:
        specs, fields = self.snapshot.vocabulary.lists[name].fields, dict(record.fields)
        for into, value in values.items():
            fields[into] = self._known(specs[into], fields[into], value, place)
        return evolve(record, fields=FrozenDict(fields))

    def _known(self, spec: FactSpec, state: FactState, value: Plain, place: tuple[str, int]) -> Known:
        """A value that an unknown fact can have."""
        core = _encoded(spec, value)
        if core is None or isinstance(state, Known) or not state.domain.contains(core):
            self._impossible(place)
        return Known(core)


def _encoded(spec: FactSpec, value: Plain) -> CoreValue | None:
    """The core value of what a proof writes; ``None`` if it is none of the fact's values."""
    try:
        if spec.type is FactType.DECIMAL:
            value = exact_number(value) if isinstance(value, str) else None
        return None if isinstance(value, (dict, list)) else spec.encode(value)
    except LiteralError:
        return None


def _worlds(snapshot: Snapshot, read: Read) -> Iterator[World]:
    """Two complete dossiers: what is still unknown at its least, and at its greatest; no further records."""
    for end in (0, -1):
        values = {key: _any(snapshot.state(key), end) for key in read.facts}
        lists = {
            name: tuple(
                World(FrozenDict({FactKey(into): _any(state, end) for into, state in record.fields.items()}))
                for record in snapshot.list_state(name).records
            )
            for name in read.fields
        }
        yield World(FrozenDict(values), FrozenDict(lists))


def _any(state: FactState, end: int) -> CoreValue:
    return state.value if isinstance(state, Known) else representatives(state.domain, ())[end]
