"""More knowledge: the same dossier after some of its unknowns have become known."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import define, evolve, field
from hypothesis import strategies as st

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.reference import World
from cchc_rules.engine.snapshot import ListState, RecordState, Snapshot, Unknown
from cchc_rules.model.dossier import Dossier, Entity, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import EXTERNAL, ListSpec
from cchc_rules.testing.attesting import Standing
from cchc_rules.testing.completions import some_world
from cchc_rules.testing.questions import Question
from cchc_rules.testing.worlds import counting


@st.composite
def better_known(draw: st.DrawFn, question: Question) -> Dossier:
    """Dossiers that know more than the question's, as of the same day: some unknown facts are filled in, some records
    added, some lists closed. Every completion of such a dossier is one of the question's dossier.
    """
    return _Learning(draw, question, question.snapshot, some_world(draw, question)).dossier()


@define
class _Learning:
    """What comes to be known of a dossier; all of it is true in ``world``, so it never contradicts itself."""

    draw: st.DrawFn
    question: Question
    snapshot: Snapshot
    world: World
    _old: Dossier = field(init=False)
    _standing: Standing = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._old = self.question.dossier
        day = min(self.question.as_of, self._old.as_of)
        linked = {year for link in self._old.links.values() for year in link.by_year}
        ends = [datetime.date(year, 12, 31) for year in sorted(linked)]
        days = (day, *(end for end in ends if end < day))
        self._standing = Standing(self._old.id, self._old.vocabulary, self._old.links, days)

    def dossier(self) -> Dossier:
        facts = dict(self._old.facts)
        entities = {key: dict(entity.facts) for key, entity in self._old.entities.items()}
        for key, stated in self._learnt_facts():
            kind, dot, short = key.name.partition(".")
            if not dot:
                facts[key.name, key.year] = stated
                continue
            entity = self._old.links[kind].at(key.year) if kind in self._old.links else None
            if entity is not None:
                entities.setdefault((kind, entity), {})[short, key.year] = stated
        described = {
            (kind, name): Entity(kind=kind, id=name, facts=FrozenDict(known))
            for (kind, name), known in entities.items()
        }
        lists = {**self._old.lists, **dict(self._learnt_lists())}
        return evolve(self._old, facts=FrozenDict(facts), entities=FrozenDict(described), lists=FrozenDict(lists))

    def _learnt_facts(self) -> Iterator[tuple[FactKey, Stated]]:
        for key, value in self.world.values.items():
            spec = self._old.vocabulary.fact(self._old.kind, key.name)
            assert spec is not None, f"{key} was checked to exist"
            if key.name.startswith(EXTERNAL) or not isinstance(self.snapshot.state(key), Unknown):
                continue
            stated = counting(self._standing, spec, key.year, value)
            if stated is not None and self.draw(st.booleans()):
                yield key, stated

    def _learnt_lists(self) -> Iterator[tuple[str, RecordList]]:
        for name, records in self.world.lists.items():
            if self.draw(st.booleans()):
                given = self._old.lists.get(name) or RecordList(records=(), cut_off=self._old.as_of, complete=False)
                yield name, self._list(self._old.vocabulary.lists[name], self.snapshot.list_state(name), given, records)

    def _list(self, spec: ListSpec, state: ListState, given: RecordList, world: tuple[World, ...]) -> RecordList:
        """The records that were given, better known, and those of the unseen ones that can be known by now."""
        records = list(given.records)
        for known, record in zip(state.records, world, strict=False):
            old = records[known.position - 1]
            records[known.position - 1] = FrozenDict({**old, **dict(self._learnt_fields(spec, known, record))})
        closed = True
        for record in world[len(state.records) :]:
            days = [value for key, value in record.values.items() if key.name in spec.date_fields]
            late = [isinstance(day, int) and day > given.cut_off.toordinal() for day in days]
            if late and all(late):
                continue  # even of a complete list it is one of the unseen records
            stated = self._whole_record(spec, record)
            room = spec.maximum is None or len(records) < spec.maximum
            if any(late) or not room or stated is None:
                closed = False
            else:
                records.append(stated)
        if closed and self.draw(st.booleans()):
            return evolve(given, records=tuple(records), complete=True, to=None)
        return evolve(given, records=tuple(records))

    def _learnt_fields(self, spec: ListSpec, state: RecordState, record: World) -> Iterator[tuple[str, Stated]]:
        """Fields that were unknown. Not a date after the day: as of the day it would be hidden, and the record with it."""
        last = min(self.question.as_of, self._old.as_of).toordinal()
        for name, field_spec in spec.fields.items():
            value, before = record.values[FactKey(name)], state.fields[name]
            if not isinstance(before, Unknown) or before.reason == "after_as_of":
                continue
            if name in spec.date_fields and isinstance(value, int) and value > last:
                continue
            stated = counting(self._standing, field_spec, None, value)
            if stated is not None and self.draw(st.booleans()):
                yield name, stated

    def _whole_record(self, spec: ListSpec, record: World) -> FrozenDict[str, Stated] | None:
        """A record with all that somebody can vouch for; ``None`` if that is not all of its dates."""
        found: dict[str, Stated] = {}
        for name, field_spec in spec.fields.items():
            stated = counting(self._standing, field_spec, None, record.values[FactKey(name)])
            if stated is not None:
                found[name] = stated
            elif name in spec.date_fields:
                return None
        return FrozenDict(found)
