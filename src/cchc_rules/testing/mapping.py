"""A dossier as the plain data of a dossier file: the inverse of ``rulebook.dossier``, to show, keep and paste."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import define, field

from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Link, RecordList, Stated
from cchc_rules.model.vocabulary import FactSpec, ListSpec

Mapped: TypeAlias = "dict[str, Plain]"


def dossier_to_mapping(dossier: Dossier) -> dict[str, Plain]:
    """The dossier file that says what the dossier says: text, numbers, lists and mappings only.

    ``rulebook.dossier(dossier_to_mapping(dossier)) == dossier`` for every dossier that comes from one file. Names and
    remarks are left out. Of a dossier from several files the lists say up to which day they are complete, so it counts
    for the same but is not equal.

    ``ValueError`` for a dossier that no file can say, which only a program can build: two statements about one fact of
    an entity or one field, for example, or two documents of one id.
    """
    return _Writing(dossier).file()


def dossier_text(dossier: Dossier) -> str:
    """The same as the text of a file, JSON with exact numbers; it can be saved as ``.json`` or as ``.yaml``."""
    return to_json_text(dossier_to_mapping(dossier))


@define
class _Writing:
    """Writes one dossier, collecting the documents that it cites and the attestations that cover facts."""

    dossier: Dossier
    _documents: dict[str, Document] = field(factory=dict)
    _covering: list[Plain] = field(factory=list)

    def file(self) -> Mapped:
        dossier = self.dossier
        candidate: Mapped = {"id": dossier.id, "kind": dossier.kind}
        candidate.update({kind: _link(link) for kind, link in dossier.links.items()})
        specs: Mapping[str, FactSpec] = dossier.vocabulary.candidates.get(dossier.kind, {})
        candidate.update(_unless_empty("facts", self._facts(dossier.facts, specs, covered=True)))
        lists: Mapped = {name: self._list(dossier.vocabulary.lists[name], of) for name, of in dossier.lists.items()}
        candidate.update(_unless_empty("lists", lists))
        entities = self._entities()
        return {
            "rulebook": dossier.rulebook,
            **({} if dossier.award_year is None else {"award_year": dossier.award_year}),
            "as_of": dossier.as_of.isoformat(),
            **_unless_empty("documents", {name: _document(document) for name, document in self._documents.items()}),
            **_unless_empty("entities", entities),
            **({"attestations": self._covering} if self._covering else {}),
            "candidates": [candidate],
        }

    def _entities(self) -> Mapped:
        found: dict[str, Mapped] = {}
        for (kind, name), entity in self.dossier.entities.items():
            specs = self.dossier.vocabulary.entities[kind].facts
            found.setdefault(kind, {})[name] = self._facts(entity.facts, specs, covered=False)
        return dict(found)

    def _facts(
        self, facts: Mapping[tuple[str, int | None], Stated], specs: Mapping[str, FactSpec], *, covered: bool
    ) -> Mapped:
        found: Mapped = {}
        for (name, year), stated in facts.items():
            value = self._covered(specs[name], year, stated) if covered else self._single(specs[name], stated)
            if value is None:
                continue
            if year is None:
                found[name] = value
            else:
                by_year = found.setdefault(name, {})
                assert isinstance(by_year, dict), "a fact is yearly or not"
                by_year[str(year)] = value
        return found

    def _covered(self, spec: FactSpec, year: int | None, stated: Stated) -> Plain:
        """The candidate's own value, all other statements as attestations that cover it; ``None`` without an own one."""
        own, others = stated.claims[:1], stated.claims[1:]
        if stated.claims and stated.reason != "not_given":
            own, others = (), stated.claims
        for claim in others:
            self._covering.append(self._coverage(spec, year, claim))
        if not own and stated.claims and stated.reason == "not_given":
            return None
        return self._single(spec, Stated(claims=own, reason=stated.reason))

    def _coverage(self, spec: FactSpec, year: int | None, claim: Claim) -> Mapped:
        if claim.attestation is None or claim.known_from is not None:
            raise ValueError(f"no dossier file says of {spec.name} what this dossier says: several values of its own")
        return {
            **self._attestation(claim.attestation, claim.document),
            **({} if year is None else {"year": year}),
            "facts": [spec.name],
            "candidates": [self.dossier.id],
            "value": spec.decode(claim.value),
        }

    def _single(self, spec: FactSpec, stated: Stated) -> Plain:
        """A value, or why there is none."""
        if len(stated.claims) > 1:
            raise ValueError(f"no dossier file says of {spec.name} what this dossier says: several values")
        if not stated.claims:
            return {"unknown": stated.reason}
        (claim,) = stated.claims
        rest: Mapped = {}
        if claim.known_from is not None:
            rest["known_from"] = claim.known_from.isoformat()
        if claim.attestation is not None:
            rest.update(self._attestation(claim.attestation, claim.document))
        elif claim.document is not None:
            rest["document"] = self._cited(claim.document)
        literal = spec.decode(claim.value)
        return {"value": literal, **rest} if rest else literal

    def _attestation(self, attestation: Attestation, document: Document | None) -> Mapped:
        if attestation.document != document:
            raise ValueError(
                "no dossier file says what this dossier says: a value and its attestation cite one document"
            )
        return {
            "capacity": attestation.capacity,
            "date": attestation.date.isoformat(),
            **({} if document is None else {"document": self._cited(document)}),
            **({} if attestation.by is None else {"by": attestation.by}),
            **({} if attestation.of is None else {"of": attestation.of}),
        }

    def _cited(self, document: Document) -> str:
        if self._documents.setdefault(document.id, document) != document:
            raise ValueError(f"no dossier file says what this dossier says: two documents are called {document.id}")
        return document.id

    def _list(self, spec: ListSpec, given: RecordList) -> Plain:
        items: list[Plain] = [dict(self._record(spec, record)) for record in given.records]
        if not given.complete:
            return {"complete": False, "items": items}
        to = given.to
        if to is None and spec.dated_by is not None and given.cut_off != self.dossier.as_of:
            to = given.cut_off
        return items if to is None else {"to": to.isoformat(), "items": items}

    def _record(self, spec: ListSpec, record: Mapping[str, Stated]) -> Iterator[tuple[str, Plain]]:
        for name, stated in record.items():
            yield name, self._single(spec.fields[name], stated)


def _link(link: Link) -> Plain:
    return link.always if link.always is not None else {str(year): name for year, name in sorted(link.by_year.items())}


def _document(document: Document) -> Mapped:
    parts: Iterable[tuple[str, Plain]] = (
        ("number", document.number),
        ("date", None if document.date is None else document.date.isoformat()),
        ("title", document.title),
    )
    return {key: value for key, value in parts if value is not None}


def _unless_empty(key: str, value: Mapped) -> Mapped:
    return {key: value} if value else {}
