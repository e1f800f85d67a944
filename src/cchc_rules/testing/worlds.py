"""Completions: every unknown of a dossier filled in, its lists closed, so that counting decides."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import frozen

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.reference import World
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot
from cchc_rules.model.dossier import Claim, Dossier, Entity, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region
from cchc_rules.model.vocabulary import EXTERNAL, FactSpec, FactType, ListSpec
from cchc_rules.testing.asked import Asked
from cchc_rules.testing.attesting import Standing

THE_END = datetime.date.max
"""The day after which no record can be missing: completions are asked about as of this day."""

Choose: TypeAlias = "Callable[[FactSpec, tuple[Region, ...], Region], CoreValue]"
"""A value of a fact within a region; the other regions are those that matter for it."""


@frozen
class Completer:
    """Completes what counts of a dossier on a day, as far as an award asks about it.

    ``choose`` fills in each unknown; ``more`` says how many unseen records a list gets, of at most so many.
    """

    about: Asked
    choose: Choose
    more: Callable[[int], int]

    def world(self, snapshot: Snapshot) -> World:
        """One of the completions: values for facts and fields that the criteria ask about, all records of their lists."""
        values: dict[FactKey, CoreValue] = {}
        for key, regions in self.about.facts.items():
            spec = snapshot.vocabulary.fact(snapshot.kind, key.name)
            assert spec is not None, f"{key} was checked to exist"
            values[key] = self._value(spec, regions, snapshot.state(key))
        lists = {
            name: self._records(snapshot.vocabulary.lists[name], snapshot.list_state(name))
            for name in self.about.counts
        }
        return World(FrozenDict(values), FrozenDict(lists))

    def _value(self, spec: FactSpec, regions: Iterable[Region], state: FactState) -> CoreValue:
        return state.value if isinstance(state, Known) else self.choose(spec, tuple(regions), state.domain)

    def _records(self, spec: ListSpec, state: ListState) -> tuple[World, ...]:
        given = [(record, self._record(spec, record)) for record in state.records]
        most = 0
        if state.unseen is not None and not any(_impossible(field) for field in state.unseen.fields.values()):
            most = self.about.enough(spec.name) if state.more is None else min(state.more, self.about.enough(spec.name))
        unseen = [(state.unseen, self._record(spec, state.unseen)) for _ in range(self.more(most)) if state.unseen]
        return tuple(_with_own_keys(spec, [*given, *unseen]))

    def _record(self, spec: ListSpec, record: RecordState) -> dict[FactKey, CoreValue]:
        return {
            FactKey(name): self._value(field, self.about.field_regions(spec.name, name), record.fields[name])
            for name, field in spec.fields.items()
        }


def _impossible(state: FactState) -> bool:
    return not isinstance(state, Known) and state.domain.empty


def _with_own_keys(spec: ListSpec, records: list[tuple[RecordState, dict[FactKey, CoreValue]]]) -> Iterable[World]:
    """The records, texts that were made up for the list's key made different: a file has no two records of one key."""
    key = None if spec.key is None else FactKey(spec.key)
    made_up = key is not None and spec.fields[key.name].type is FactType.TEXT
    taken = {values[key] for state, values in records if key and isinstance(state.fields[key.name], Known)}
    for state, values in records:
        if key is not None and made_up and not isinstance(state.fields[key.name], Known):
            while values[key] in taken:
                values[key] = f"{values[key]}#"
            taken.add(values[key])
        yield World(FrozenDict(values))


def dossier_of(world: World, dossier: Dossier, day: datetime.date) -> Dossier:
    """A dossier that says what a world is like, so that all of it counts as of :data:`THE_END`.

    It holds what the criteria ask about and nothing else; each value is attested, where that is needed, by somebody who
    may and as of ``day``. The candidate belongs to one entity of each kind for good.
    """
    links = {kind: Link(always=f"{kind}-1") for kind in dossier.vocabulary.entities}
    standing = Standing(dossier.id, dossier.vocabulary, FrozenDict(links), (day,))
    own: dict[tuple[str, int | None], Stated] = {}
    entities: dict[str, dict[tuple[str, int | None], Stated]] = {}
    for key, value in world.values.items():
        spec = dossier.vocabulary.fact(dossier.kind, key.name)
        if spec is None or key.name.startswith(EXTERNAL):
            continue
        stated = counting(standing, spec, key.year, value)
        kind, dot, short = key.name.partition(".")
        assert stated is not None, "somebody has standing for every fact of who belongs to an entity of each kind"
        if dot:
            entities.setdefault(kind, {})[short, key.year] = stated
        else:
            own[key.name, key.year] = stated
    return Dossier(
        rulebook=dossier.rulebook,
        id=dossier.id,
        kind=dossier.kind,
        as_of=THE_END,
        vocabulary=dossier.vocabulary,
        award_year=dossier.award_year,
        links=FrozenDict(links),
        entities=FrozenDict(
            {
                (kind, f"{kind}-1"): Entity(kind=kind, id=f"{kind}-1", facts=FrozenDict(facts))
                for kind, facts in entities.items()
            }
        ),
        facts=FrozenDict(own),
        lists=FrozenDict(
            {
                name: RecordList(
                    records=tuple(_record_of(record, standing, dossier.vocabulary.lists[name]) for record in records),
                    cut_off=THE_END,
                )
                for name, records in world.lists.items()
            }
        ),
    )


def counting(standing: Standing, spec: FactSpec, year: int | None, value: CoreValue) -> Stated | None:
    """The value, so that it counts; ``None`` if nobody who belongs to the candidate's entities can attest it."""
    if not spec.needs_attestation:
        return Stated(claims=(Claim(value=value),))
    for attestation in standing.valid(spec, year):
        return Stated(claims=(Claim(value=value, attestation=attestation, document=attestation.document),))
    return None


def _record_of(record: World, standing: Standing, spec: ListSpec) -> FrozenDict[str, Stated]:
    found: dict[str, Stated] = {}
    for key, value in record.values.items():
        stated = counting(standing, spec.fields[key.name], None, value)
        assert stated is not None, "somebody has standing for every field"
        found[key.name] = stated
    return FrozenDict(found)
