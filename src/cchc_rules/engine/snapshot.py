"""The snapshot: what a dossier says, as far as it counts on a day.

Here attestations are weighed, values that were not known yet are set aside, and lists are cut at the day. What counts
for nothing becomes unknown with a reason; it never becomes a value.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Protocol, TypeAlias

from attrs import field, frozen

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.identity import Same
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Intervals, Region
from cchc_rules.model.vocabulary import EXTERNAL, LAST_DAY, FactSpec, ListSpec, Vocabulary


@frozen
class Evidence:
    """What a value rests on: the attestations that count, the document, the day it became known, the entity it is of."""

    attestations: tuple[Attestation, ...] = ()
    document: Document | None = None
    known_from: datetime.date | None = None
    entity: str | None = None


@frozen
class Known:
    """A value that counts, and its evidence."""

    value: CoreValue
    evidence: Evidence = Evidence()


@frozen
class Unknown:
    """No value counts: any of ``domain`` is possible; ``reason`` is a stable code, ``entity`` whose fact it is.

    ``hidden``: a date that is stated and counts only as one after the day; outside equality, as it decides nothing.
    """

    domain: Region
    reason: str
    entity: str | None = None
    hidden: Known | None = field(default=None, eq=False)


FactState: TypeAlias = "Known | Unknown"


class Scope(Protocol):
    """Where an atom finds its fact: a snapshot, or one record."""

    def state(self, key: FactKey) -> FactState:
        """The state of a fact or field."""
        ...


@frozen
class RecordState:
    """One record: every field of its list known or unknown. ``position`` counts from 1; 0 is the unseen record."""

    position: int
    fields: FrozenDict[str, FactState]

    def state(self, key: FactKey) -> FactState:
        """The state of the field."""
        return self.fields[key.name]


@frozen
class ListState:
    """The records that count, and what may be missing beside them.

    ``unseen`` is the blank record that any further one would complete, ``None`` if there can be none; ``more`` is how many
    there may be (``None``: any number). ``complete_to`` is the day up to which nothing is missing.
    """

    records: tuple[RecordState, ...]
    unseen: RecordState | None
    more: int | None = None
    complete_to: datetime.date | None = None


@frozen
class Snapshot:
    """All facts and lists of one candidate as of one day."""

    kind: str
    as_of: datetime.date
    vocabulary: Vocabulary = field(eq=False, repr=False)
    links: FrozenDict[str, Link]
    facts: FrozenDict[FactKey, FactState]
    lists: FrozenDict[str, ListState]
    _absent: dict[FactKey, FactState] = field(
        factory=dict, init=False, eq=False, repr=False
    )  # asked for again and again

    def state(self, key: FactKey) -> FactState:
        """The state of a fact; what nobody stated is unknown over the fact's whole domain. That is asked for often."""
        state = self.facts.get(key) or self._absent.get(key)
        if state is None:
            state = self._absent[key] = self._not_stated(key)
        return state

    def _not_stated(self, key: FactKey) -> FactState:
        spec = self.vocabulary.fact(self.kind, key.name)
        assert spec is not None, f"{key} was checked to exist"
        if key.name.startswith(EXTERNAL):
            return Unknown(spec.domain, "external")
        kind, dot, _ = key.name.partition(".")
        entity = self.links[kind].at(key.year) if dot and kind in self.links else None
        return Unknown(spec.domain, "no_link" if dot and entity is None else "not_given", entity)

    def list_state(self, name: str) -> ListState:
        """The state of a list; one that was not given is open."""
        return self.lists.get(name) or _absent_list(Same(self.vocabulary.lists[name]))


@frozen
class Weighing:
    """Weighs the claims of one dossier on one day."""

    dossier: Dossier
    as_of: datetime.date
    trust_bare: bool

    def value(self, spec: FactSpec, stated: Stated, year: int | None) -> CoreValue | None:
        """The value on which all claims that count agree; ``None`` if there is none. :meth:`state` says why."""
        value: CoreValue | None = None
        for claim in stated.claims:
            if self._objection(spec, claim, year) is None:
                if value is not None and value != claim.value:
                    return None
                value = claim.value
        return value

    def state(self, spec: FactSpec, stated: Stated, year: int | None, entity: str | None = None) -> FactState:
        """Known if all claims that count agree, and why not otherwise."""
        counting: list[Claim] = []
        objections: list[str] = []
        for claim in stated.claims:
            objection = self._objection(spec, claim, year)
            if objection is None:
                counting.append(claim)
            else:
                objections.append(objection)
        if len(counting) > 1 and len({claim.value for claim in counting}) > 1:
            return Unknown(spec.domain, "disputed", entity)
        if counting:
            return Known(counting[0].value, _evidence(counting, entity))
        return Unknown(spec.domain, min(objections, key=_NEAREST_FIRST.index, default=stated.reason), entity)

    def _objection(self, spec: FactSpec, claim: Claim, year: int | None) -> str | None:
        """Why a claim counts for nothing on the day; ``None`` if it counts."""
        if claim.known_from is not None and claim.known_from > self.as_of:
            return "not_yet_known"
        if claim.attestation is None:
            return "no_attestation" if spec.needs_attestation and not self.trust_bare else None
        if claim.attestation.date > self.as_of:
            return "after_as_of"
        return self._lack_of_standing(spec, claim.attestation, year) if spec.needs_attestation else None

    def _lack_of_standing(self, spec: FactSpec, attestation: Attestation, year: int | None) -> str | None:
        """Why whoever attested cannot attest this fact of this candidate."""
        if attestation.capacity not in spec.attested_by:
            return "not_authorised"
        if attestation.by == self.dossier.id:
            return "self_attested"
        unit = self.dossier.vocabulary.authorities[attestation.capacity].of
        if unit is not None:
            link = self.dossier.links.get(unit, Link())
            own = link.at(attestation.date.year if year is None else year)
            if own is None or own != attestation.of:
                return "other_unit"
        return "no_document" if spec.document_required and attestation.document is None else None


_NEAREST_FIRST = (
    "after_as_of",
    "not_yet_known",
    "no_document",
    "self_attested",
    "other_unit",
    "not_authorised",
    "no_attestation",
)
"""The objections to claims, the one nearest to counting first: that one is told."""


def _evidence(claims: list[Claim], entity: str | None) -> Evidence:
    """All attestations that agree stand together; the value counted as known from the earliest day that is given."""
    attestations = tuple([claim.attestation for claim in claims if claim.attestation is not None])
    documents = [claim.document for claim in claims if claim.document is not None]
    return Evidence(attestations, documents[0] if documents else None, claims[0].known_from, entity)


def take_snapshot(dossier: Dossier, as_of: datetime.date, *, trust_bare_attestations: bool = False) -> Snapshot:
    """The dossier as it counts on ``as_of``. ``trust_bare_attestations``: a value that needs an attestation counts without
    one, because the caller's own system has checked it.
    """
    weighing = Weighing(dossier, as_of, trust_bare_attestations)
    vocabulary = dossier.vocabulary
    facts: dict[FactKey, FactState] = {}
    for (name, year), stated in dossier.facts.items():
        spec = vocabulary.candidates[dossier.kind][name]
        facts[FactKey(name, year)] = weighing.state(spec, stated, year)
    for kind, entity_spec in vocabulary.entities.items():
        if kind in dossier.links:
            _add_entity_facts(facts, weighing, kind, entity_spec.facts)
    lists = {name: _list_state(weighing, vocabulary.lists[name], records) for name, records in dossier.lists.items()}
    return Snapshot(dossier.kind, as_of, vocabulary, dossier.links, FrozenDict(facts), FrozenDict(lists))


def _add_entity_facts(
    facts: dict[FactKey, FactState], weighing: Weighing, kind: str, specs: Mapping[str, FactSpec]
) -> None:
    """The facts of the entities that the candidate is linked to: of the year's entity for yearly facts, of the one entity
    for the others.
    """
    link = weighing.dossier.links[kind]
    for (linked_kind, entity_id), entity in weighing.dossier.entities.items():
        if linked_kind != kind:
            continue
        for (name, year), stated in entity.facts.items():
            if link.at(year) == entity_id:
                facts[FactKey(f"{kind}.{name}", year)] = weighing.state(specs[name], stated, year, entity_id)


@lru_cache(maxsize=256)
def _absent_list(of: Same[ListSpec]) -> ListState:
    """A list that nobody gave: anything may be in it."""
    spec = of.value
    blank: dict[str, FactState] = {
        name: Unknown(field_spec.domain, "not_given") for name, field_spec in spec.fields.items()
    }
    return ListState((), RecordState(0, FrozenDict(blank)), spec.maximum)


def _list_state(weighing: Weighing, spec: ListSpec, given: RecordList) -> ListState:
    """The given records as they count on the day, and what an unseen one could be.

    Completeness reaches to the list's own day or the file's, never beyond the evaluation's; it speaks about every date
    field, so an unseen record has all its dates later. An undated list that is complete is complete outright.
    """
    records = []
    for position, stated in enumerate(given.records, 1):
        record = _record_state(weighing, spec, position, stated)
        if record is not None:
            records.append(record)
    more = None if spec.maximum is None else spec.maximum - len(records)
    complete_to = day_of_completeness(given, weighing.as_of) if given.complete and spec.dated_by is not None else None
    lacking_nothing = more == 0 or (given.complete and spec.dated_by is None)
    unseen = None if lacking_nothing else unseen_record(spec, complete_to)
    return ListState(tuple(records), unseen, more, complete_to)


def day_of_completeness(given: RecordList, as_of: datetime.date) -> datetime.date:
    """Up to which day a dated list that is complete lacks nothing."""
    return min(given.to or given.cut_off, given.cut_off, as_of)


def unseen_record(spec: ListSpec, complete_to: datetime.date | None) -> RecordState:
    """The blank record that any further one would complete; the same for every dossier whose list is complete to that day."""
    return _unseen_record(Same(spec), complete_to)


@lru_cache(maxsize=1024)
def _unseen_record(of: Same[ListSpec], complete_to: datetime.date | None) -> RecordState:
    spec = of.value
    later = None if complete_to is None else Intervals.between(complete_to.toordinal() + 1, LAST_DAY)
    blank: dict[str, FactState] = {
        name: Unknown(later if later is not None and name in spec.date_fields else field_spec.domain, "unseen")
        for name, field_spec in spec.fields.items()
    }
    return RecordState(0, FrozenDict(blank))


_NOTHING = Stated()


def _record_state(
    weighing: Weighing, spec: ListSpec, position: int, stated: Mapping[str, Stated]
) -> RecordState | None:
    """One record as it counts on the day; ``None`` if it lies wholly after it.

    A date after the day is hidden: all that is known is that it comes later. If every date of the record is hidden, the
    record is one of the unseen ones. A missing date can be any: that the record is in the file does not say that what the
    date is about has happened.
    """
    fields: dict[str, FactState] = {}
    for name, field_spec in spec.fields.items():
        fields[name] = weighing.state(field_spec, stated.get(name, _NOTHING), None)
    today, dates = weighing.as_of.toordinal(), spec.date_fields
    hidden = 0
    for name in dates:
        state = fields[name]
        if isinstance(state, Known) and isinstance(state.value, int) and state.value > today:
            fields[name] = Unknown(Intervals.between(today + 1, LAST_DAY), "after_as_of", hidden=state)
            hidden += 1
    return None if dates and hidden == len(dates) else RecordState(position, FrozenDict(fields))
