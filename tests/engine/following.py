"""Following a path: the dossier as it stands once somebody has done what the moves say, on a day."""

from __future__ import annotations

import datetime

from attrs import evolve

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField
from cchc_rules.engine.snapshot import Known
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Entity, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import FactSpec


def follow(dossier: Dossier, moves: tuple[Move, ...], day: datetime.date, acting: Acting) -> Dossier | None:
    """The dossier after the moves; ``None`` where a dossier cannot say to which entity a fact belongs."""
    followed: Dossier | None = evolve(dossier, as_of=max(dossier.as_of, day))
    for move in moves:
        if followed is None:
            break
        followed = _after(followed, move, day, acting)
    return followed


def _after(dossier: Dossier, move: Move, day: datetime.date, acting: Acting) -> Dossier | None:
    match move:
        case SetFact():
            state = acting.snapshot.state(move.key)
            if not isinstance(state, Known) and isinstance(acting.later.state(move.key), Known):
                return dossier  # it becomes known by itself
            return _with_fact(dossier, move, day)
        case SetField():
            given = dossier.lists[move.list]
            spec = dossier.vocabulary.lists[move.list].fields[move.field]
            records = list(given.records)
            (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
            if not isinstance(record.fields[move.field], Known) and isinstance(
                acting.later_field(move.list, record, move.field), Known
            ):
                return dossier
            dossier = _linked(dossier, spec, day)
            stated = _stated(dossier, spec, move.value, day, None)
            records[move.position - 1] = FrozenDict({**records[move.position - 1], move.field: stated})
            return _with_list(dossier, move.list, evolve(given, records=tuple(records)))
        case NewRecord():
            return _with_record(dossier, move, day)
        case CloseList():
            given = dossier.lists.get(move.list, RecordList(records=(), cut_off=day))
            upto = day if move.upto is None else move.upto
            to = None if move.upto is None else upto
            closed = evolve(given, complete=True, to=to, cut_off=max(given.cut_off, upto))
            return _with_list(dossier, move.list, closed)


def _with_list(dossier: Dossier, name: str, records: RecordList) -> Dossier:
    return evolve(dossier, lists=FrozenDict({**dossier.lists, name: records}))


def _with_record(dossier: Dossier, move: NewRecord, day: datetime.date) -> Dossier:
    given = dossier.lists.get(move.list, RecordList(records=(), cut_off=day, complete=False))
    fields = dossier.vocabulary.lists[move.list].fields
    for name in move.values:
        dossier = _linked(dossier, fields[name], day)
    record = FrozenDict(
        {name: _stated(dossier, fields[name], value, day, None) for name, (value, _) in move.values.items()}
    )
    return _with_list(dossier, move.list, evolve(given, records=(*given.records, record)))


def _with_fact(dossier: Dossier, move: SetFact, day: datetime.date) -> Dossier | None:
    key = move.key
    spec = dossier.vocabulary.fact(dossier.kind, key.name)
    assert spec is not None
    dossier = _linked(dossier, spec, day, key.year)
    stated = _stated(dossier, spec, move.value, day, key.year)
    kind, dot, short = key.name.partition(".")
    if not dot:
        return evolve(dossier, facts=FrozenDict({**dossier.facts, (key.name, key.year): stated}))
    return _with_entity_fact(dossier, kind, FactKey(short, key.year), stated)


def _with_entity_fact(dossier: Dossier, kind: str, key: FactKey, stated: Stated) -> Dossier | None:
    link = dossier.links.get(kind, Link())
    if link.at(key.year) is None:
        if link.by_year:
            return None  # another unit in that year would change what is said of the candidate's unit without a year
        link = Link(always="new") if key.year is None else Link(by_year=FrozenDict({key.year: "new"}))
        dossier = evolve(dossier, links=FrozenDict({**dossier.links, kind: link}))
    unit = link.at(key.year)
    assert unit is not None
    entity = dossier.entities.get((kind, unit), Entity(kind=kind, id=unit))
    entity = evolve(entity, facts=FrozenDict({**entity.facts, (key.name, key.year): stated}))
    return evolve(dossier, entities=FrozenDict({**dossier.entities, (kind, unit): entity}))


def _capacity(dossier: Dossier, spec: FactSpec) -> tuple[str, str | None]:
    """Who can attest it, and the kind of unit that he is the head of; rather somebody who is head of none."""
    authorities = dossier.vocabulary.authorities
    capacity = min(spec.attested_by, key=lambda name: authorities[name].of is not None)
    return capacity, authorities[capacity].of


def _linked(dossier: Dossier, spec: FactSpec, day: datetime.date, year: int | None = None) -> Dossier:
    """A candidate who needs the word of a unit's head belongs to one."""
    if not spec.attested_by:
        return dossier
    _, unit = _capacity(dossier, spec)
    if unit is None:
        return dossier
    link, at = dossier.links.get(unit, Link()), day.year if year is None else year
    if link.at(at) is not None:
        return dossier
    of = link.by_year[max(link.by_year)] if link.by_year else "new"  # who has moved nowhere is where he was
    link = evolve(link, by_year=FrozenDict({**link.by_year, at: of}))
    return evolve(dossier, links=FrozenDict({**dossier.links, unit: link}))


def _stated(dossier: Dossier, spec: FactSpec, value: CoreValue, day: datetime.date, year: int | None) -> Stated:
    if not spec.attested_by:
        return Stated(claims=(Claim(value=value),))
    capacity, unit = _capacity(dossier, spec)
    of = None if unit is None else dossier.links[unit].at(day.year if year is None else year)
    attestation = Attestation(capacity=capacity, date=day, document=Document(id="d"), of=of)
    return Stated(claims=(Claim(value=value, attestation=attestation),))
