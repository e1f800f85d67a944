"""The evidence of a proof held against the dossier: everything that it says has to stand there, and count there."""

from __future__ import annotations

from attrs import evolve

from cchc_rules.engine.evidence import Completeness, RecordContent, Unit, says_complete
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot
from cchc_rules.explain.proof_form import stated
from cchc_rules.explain.refusal import piece, refuse, written_piece
from cchc_rules.model.dossier import Attestation, Document, Link
from cchc_rules.model.vocabulary import ListSpec


def compare(evidence: Snapshot, dossier: Snapshot) -> None:
    """Refuse the first piece of evidence that the dossier does not have so."""
    for kind, link in evidence.links.items():
        if not _linked(link, dossier.links.get(kind, Link())):
            place = ("evidence", kind)
            refuse("CR613", place, piece=written_piece(place, evidence.vocabulary, evidence.kind))
    for key, state in evidence.facts.items():
        if not _has(dossier.state(key), state):
            refuse("CR613", ("evidence",), piece=piece(key, evidence.vocabulary, evidence.kind))
    for name, given in evidence.lists.items():
        unit = _other_in_list(evidence.vocabulary.lists[name], given, dossier.list_state(name))
        if unit is not None:
            refuse("CR613", ("evidence", "lists", name), piece=piece(unit, evidence.vocabulary, evidence.kind))


def _linked(given: Link, own: Link) -> bool:
    """The link in the years that are given; one that always was is another than one for some years."""
    if given.always is not None:
        return own.always == given.always
    return all(own.at(year) == entity for year, entity in given.by_year.items())


def _other_in_list(spec: ListSpec, given: ListState, own: ListState) -> Unit | None:
    """The first piece of a list that the dossier does not have so."""
    if says_complete(spec, given):
        if not _as_complete(spec, given, own):
            return Completeness(spec.name)
        pairs = list(zip(given.records, own.records, strict=True))
        missing = next((record for record, other in pairs if not _says(other, record)), None)
    else:
        missing = _without_place(given, own)
    return None if missing is None else RecordContent(spec.name, missing.position)


def _as_complete(spec: ListSpec, given: ListState, own: ListState) -> bool:
    """No further records up to the same day at least, and as many as are given."""
    if len(given.records) != len(own.records):
        return False
    if given.complete_to is None or own.unseen is None:
        return own.unseen is None
    return own.complete_to is not None and own.complete_to >= given.complete_to


def _without_place(given: ListState, own: ListState) -> RecordState | None:
    """The first record that is not found among the dossier's, in their order, behind the one before."""
    rest = iter(own.records)
    for record in given.records:
        if not any(_says(other, record) for other in rest):
            return record
    return None


def _says(own: RecordState, given: RecordState) -> bool:
    """Whether a record of the dossier says at least what a given one says."""
    return all(stated(state) is None or _has(own.fields[name], state) for name, state in given.fields.items())


def _has(own: FactState, given: FactState) -> bool:
    """The same value, resting on the same: one of the attestations, else the same document, and known from the same day."""
    mine, theirs = stated(own), stated(given)
    if (
        mine is None
        or theirs is None
        or mine.value != theirs.value
        or isinstance(own, Known) != isinstance(given, Known)
    ):
        return False
    known, claimed = mine.evidence, theirs.evidence
    if known.known_from != claimed.known_from or known.entity != claimed.entity:
        return False
    if known.attestations or claimed.attestations:
        every = {_untitled(attestation) for attestation in known.attestations}
        return bool(claimed.attestations) and all(_untitled(one) in every for one in claimed.attestations)
    return _without_title(known.document) == _without_title(claimed.document)


def _untitled(attestation: Attestation) -> Attestation:
    return evolve(attestation, document=_without_title(attestation.document))


def _without_title(document: Document | None) -> Document | None:
    return None if document is None else evolve(document, title=None)
