"""How a proof is written: its evidence as the flat form of a dossier, its values as text, its digest.

There is one way to write a snapshot, so that whatever is written otherwise, or beside it, is not what was proved.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from attrs import define, field

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import says_complete
from cchc_rules.engine.snapshot import FactState, Known, RecordState, Snapshot
from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.dossier import Attestation, Document, Link
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, Vocabulary

SCHEMA_VERSION = 1
"""The version of ``schemas/proof.schema.json`` that this library writes."""

Mapped: TypeAlias = "dict[str, Plain]"

_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")


def proof_digest(proof: Mapping[str, Plain]) -> str:
    """``sha256:`` and the hex digest of everything in a proof but its ``digest``: keys sorted, letters as they are."""
    content: Plain = {key: value for key, value in proof.items() if key != "digest"}
    return "sha256:" + hashlib.sha256(to_json_text(content, indent=None, sort_keys=True).encode("utf-8")).hexdigest()


def plain_value(spec: FactSpec, value: CoreValue) -> Plain:
    """A value as a proof writes it: a decimal as text, since many readers of JSON round numbers."""
    literal = spec.decode(value)
    return f"{literal:f}" if isinstance(literal, Decimal) else literal


def evidence_of(snapshot: Snapshot, candidate: str) -> Mapped:
    """All that a snapshot knows, as the flat form of a dossier.

    Names and remarks are in no snapshot; titles of documents stay behind too. Of attestations that agree the first is enough.
    Decimals are text. ``as_of``: the day of the snapshot, or that of a later date which only counts as later.
    """
    return _Writing(snapshot, candidate).write()


@define
class _Writing:
    """Writes one snapshot, collecting the documents that it cites and the links that its facts need."""

    snapshot: Snapshot
    candidate: str
    _documents: dict[str, Document] = field(factory=dict, init=False)
    _links: dict[str, dict[int | None, str]] = field(factory=dict, init=False)
    _as_of: datetime.date = field(init=False)

    def write(self) -> Mapped:
        self._as_of = self.snapshot.as_of
        own, entities = self._facts()
        given = {name: self._list(name) for name in sorted(self.snapshot.lists)}
        lists: Mapped = {name: of_list for name, of_list in given.items() if of_list is not None}
        documents: Mapped = {name: _document(self._documents[name]) for name in sorted(self._documents)}
        parts = {"documents": documents, "entities": entities, **self._linked(), "facts": own, "lists": lists}
        head: Mapped = {"id": self.candidate, "kind": self.snapshot.kind, "as_of": self._as_of.isoformat()}
        return {**head, **{key: part for key, part in parts.items() if part}}

    def _facts(self) -> tuple[Mapped, Mapped]:
        """The candidate's own facts, and those of entities by kind and id."""
        own: Mapped = {}
        entities: dict[str, dict[str, Mapped]] = {}
        for key in sorted(self.snapshot.facts, key=lambda key: (key.name, key.year or 0)):
            state = self.snapshot.facts[key]
            assert isinstance(state, Known), "a reduced snapshot holds no unknown facts"
            spec = self.snapshot.vocabulary.fact(self.snapshot.kind, key.name)
            assert spec is not None, f"{key} was checked to exist"
            kind, dot, short = key.name.partition(".")
            if not dot:
                into, name = own, key.name
            else:
                entity = state.evidence.entity
                assert entity is not None, "the fact of an entity is that of a certain one"
                into, name = entities.setdefault(kind, {}).setdefault(entity, {}), short
                self._links.setdefault(kind, {})[key.year] = entity
            self._put(into, name, key, self._value(spec, state, key.year))
        return own, {kind: dict(of_kind) for kind, of_kind in entities.items()}

    def _put(self, into: Mapped, name: str, key: FactKey, value: Plain) -> None:
        if key.year is None:
            into[name] = value
        else:
            by_year = into.setdefault(name, {})
            assert isinstance(by_year, dict), "a fact is yearly or not"
            by_year[str(key.year)] = value

    def _value(self, spec: FactSpec, state: Known, year: int | None) -> Plain:
        evidence = state.evidence
        rest: Mapped = {}
        if evidence.known_from is not None:
            rest["known_from"] = evidence.known_from.isoformat()
        if evidence.attestations:
            rest.update(self._attested(spec, evidence.attestations[0], year))
        elif evidence.document is not None:
            rest["document"] = self._cited(evidence.document)
        value = plain_value(spec, state.value)
        return {"value": value, **rest} if rest else value

    def _attested(self, spec: FactSpec, attestation: Attestation, year: int | None) -> Mapped:
        unit = self.snapshot.vocabulary.authorities[attestation.capacity].of
        if unit is not None and attestation.of is not None and attestation.capacity in spec.attested_by:
            self._links.setdefault(unit, {})[attestation.date.year if year is None else year] = attestation.of
        return {
            "capacity": attestation.capacity,
            "date": attestation.date.isoformat(),
            **({} if attestation.document is None else {"document": self._cited(attestation.document)}),
            **({} if attestation.by is None else {"by": attestation.by}),
            **({} if attestation.of is None else {"of": attestation.of}),
        }

    def _cited(self, document: Document) -> str:
        return self._documents.setdefault(document.id, document).id

    def _linked(self) -> Mapped:
        """The links that the facts and the attestations need: as the dossier has them, or in the years that are needed."""
        found: Mapped = {}
        for kind, needed in sorted(self._links.items()):
            link = self.snapshot.links.get(kind, Link())
            by_year = link.by_year if None in needed else needed
            if link.always is not None:
                found[kind] = link.always
            else:
                found[kind] = {
                    str(year): entity for year, entity in sorted(by_year.items(), key=lambda item: item[0] or 0)
                }
        return found

    def _list(self, name: str) -> Plain:
        """``{complete, to?, items}``; nothing of a list of which nothing is known."""
        spec, state = self.snapshot.vocabulary.lists[name], self.snapshot.lists[name]
        items: list[Plain] = [dict(self._record(spec, record)) for record in state.records]
        complete = says_complete(spec, state)
        if not complete and not items:
            return None
        to = state.complete_to.isoformat() if complete and state.complete_to is not None else None
        return {"complete": complete, **({} if to is None else {"to": to}), "items": items}

    def _record(self, spec: ListSpec, record: RecordState) -> Iterator[tuple[str, Plain]]:
        for name, state in record.fields.items():
            said = stated(state)
            if said is not None:
                if said is not state and isinstance(said.value, int):
                    self._as_of = max(self._as_of, datetime.date.fromordinal(said.value))
                yield name, self._value(spec.fields[name], said, None)


def stated(state: FactState) -> Known | None:
    """What a dossier says of a field: its value, or the date that counts only as a later one."""
    return state if isinstance(state, Known) else state.hidden


def _document(document: Document) -> Mapped:
    parts = {"number": document.number, "date": None if document.date is None else document.date.isoformat()}
    return {key: value for key, value in parts.items() if value is not None}


def exact_numbers(evidence: Mapped, vocabulary: Vocabulary) -> Mapped:
    """The evidence with its decimals as numbers, as the decoder of dossiers wants them; what does not fit stays as it is."""
    kind = str(evidence.get("kind"))

    def entity_facts(of: str, facts: Plain) -> Plain:
        return _each(facts, lambda name, value: _exact(vocabulary.fact("", f"{of}.{name}"), value))

    def given_list(name: str, given: Plain) -> Plain:
        spec = vocabulary.lists.get(name)
        return (
            given if spec is None else _each(given, lambda key, items: _items(spec, items) if key == "items" else items)
        )

    parts: dict[str, Callable[[str, Plain], Plain]] = {
        "facts": lambda name, value: _exact(vocabulary.fact(kind, name), value),
        "entities": lambda of, units: _each(units, lambda _, facts: entity_facts(of, facts)),
        "lists": given_list,
    }
    return {key: _each(value, parts[key]) if key in parts else value for key, value in evidence.items()}


def _each(value: Plain, change: Callable[[str, Plain], Plain]) -> Plain:
    return {key: change(key, inner) for key, inner in value.items()} if isinstance(value, dict) else value


def _items(spec: ListSpec, items: Plain) -> Plain:
    records = items if isinstance(items, list) else []
    return [_each(record, lambda name, value: _exact(spec.fields.get(name), value)) for record in records]


def _exact(spec: FactSpec | None, value: Plain) -> Plain:
    """The value of one fact, that of every year of a yearly one."""
    if spec is None or spec.type is not FactType.DECIMAL:
        return value
    if spec.per_year:
        return _each(value, lambda _, inner: _number(inner))
    return _number(value)


def _number(value: Plain) -> Plain:
    if isinstance(value, dict) and "value" in value:
        return {**value, "value": exact_number(value["value"])}
    return exact_number(value)


def exact_number(value: Plain) -> Plain:
    """The number that a text is, written in full; anything else as it is."""
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else value
