"""A dossier file: from a document to what the file says of each candidate, by the vocabulary of a rulebook.

Faults stay where they belong: one in a candidate rejects that candidate, one in an entity those linked to it, one in a
covering attestation those whom it names. Only a fault of the envelope (which rulebook, as of when, parts that cannot be
told apart) fails the file.

A key that may be left out may be ``null`` instead, which means the same. It may not where leaving it out claims something:
beneath a list that is given (``records.py``), and for what an attestation is about.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from cchc_rules.errors import Diagnostic
from cchc_rules.language.dossiers.candidate import CandidatePart, Identity, decode_candidate, decode_identity
from cchc_rules.language.dossiers.covering import Covering, decode_covering
from cchc_rules.language.dossiers.envelope import ENVELOPE_KEYS, decode_envelope
from cchc_rules.language.dossiers.facts import FactKey, decode_facts
from cchc_rules.language.dossiers.shapes import PLAIN_ID, is_id, is_mapping
from cchc_rules.language.dossiers.spots import Budget, PartFaults, Spot, first_place
from cchc_rules.language.dossiers.values import Setting, passenger
from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.source import quoted
from cchc_rules.language.shape.file_kinds import refuse_other_kind
from cchc_rules.model.dossier import BUILT_IN_REASONS, Claim, Stated
from cchc_rules.model.rulebook import Rulebook

ENTITY_PASSENGERS = ("name", "remark")


@frozen
class EntityPart:
    """What one file says of one entity, and the faults in it."""

    kind: str
    id: str
    spot: Spot
    name: str | None = None
    facts: dict[FactKey, Stated] = field(factory=dict)
    found: tuple[Diagnostic, ...] = ()


@frozen(kw_only=True)
class DecodedFile:
    """What one file says, candidate by candidate and entity by entity, faults included.

    ``covered`` are the claims of covering attestations, by candidate; ``faults`` those that touch no candidate. ``units``
    are those that attestations speak for, by kind and id, each with the first place that names it.
    """

    name: str
    rulebook: Rulebook
    as_of: datetime.date
    award_year: int | None
    top: Spot
    candidates: tuple[CandidatePart, ...]
    covered: Mapping[str, Mapping[FactKey, Sequence[Claim]]]
    entities: tuple[EntityPart, ...]
    faults: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    units: Mapping[tuple[str, str], Spot]


def decode_dossier_file(node: Node, rulebook: Rulebook, name: str, *, flat: bool = False) -> DecodedFile:
    """The file as decoded; :class:`DossierError` if its envelope is at fault.

    ``name`` is what results call the file. In the ``flat`` form the file is one candidate, whose keys stand beside those
    of the envelope.
    """
    top, budget = Spot(node), Budget()
    refuse_other_kind(node)
    envelope = decode_envelope(top, rulebook, budget, flat=flat)
    reasons = tuple(dict.fromkeys((*BUILT_IN_REASONS, *rulebook.unknown_reasons)))
    setting = Setting(rulebook, envelope.as_of, envelope.award_year, reasons, envelope.documents, envelope.broken)
    entities = tuple(_entities(top, setting, budget))
    people = _identities([top] if flat else top.items_of("candidates"), name, setting, budget)
    kinds = {who.id: who.kind for who in people}
    coverings = [decode_covering(spot, kinds, setting, PartFaults(budget)) for spot in top.items_of("attestations")]
    _reject_the_named(coverings, people)
    beside = ENVELOPE_KEYS if flat else ()
    candidates = tuple(decode_candidate(who, setting, beside) for who in people)
    return DecodedFile(
        name=name,
        rulebook=rulebook,
        as_of=envelope.as_of,
        award_year=envelope.award_year,
        top=top,
        candidates=candidates,
        covered=_covered(coverings, kinds),
        entities=entities,
        faults=tuple(_untouching(coverings, setting)),
        warnings=(*envelope.warnings, *setting.warnings.values()),
        units=setting.units,
    )


def _identities(spots: Iterable[Spot], name: str, setting: Setting, budget: Budget) -> list[Identity]:
    """The candidates of the file, each of another id."""
    people: list[Identity] = []
    first: dict[str, Identity] = {}
    for number, spot in enumerate(spots, 1):
        who = decode_identity(spot, f"{name}#{number}", setting, PartFaults(budget))
        people.append(who)
        earlier = first.setdefault(who.id, who) if who.named else who
        if earlier is not who:
            related = [first_place(earlier.spot["id"])]
            who.faults.add("CR515", spot["id"], related=related, candidate=quoted(who.id))
    return people


def _entities(top: Spot, setting: Setting, budget: Budget) -> Iterator[EntityPart]:
    """``{KIND: {ID: {name?, remark?, FACT: value | {YEAR: value}}}}``; one that is null is not described."""
    for kind, group in top.children_of("entities"):
        specs = setting.rulebook.vocabulary.entities[kind].facts
        for entity_id, spot in group.children():
            faults = PartFaults(budget)
            facts: dict[FactKey, Stated] = {}
            if not is_id(entity_id):
                faults.add_at_key("CR509", spot, help=PLAIN_ID, word=quoted(entity_id))
            if spot.is_null and not faults.found:
                continue
            if not spot.is_null and is_mapping(spot, faults):
                passenger(spot, "remark", faults)
                facts = decode_facts(spot, kind, specs, setting, faults, beside=ENTITY_PASSENGERS)
            name = passenger(spot, "name", faults)
            yield EntityPart(kind, entity_id, spot, name, facts, tuple(faults.found))


def _covered(coverings: Iterable[Covering], kinds: Mapping[str, str | None]) -> dict[str, dict[FactKey, list[Claim]]]:
    """What the covering attestations claim of each candidate."""
    covered: dict[str, dict[FactKey, list[Claim]]] = {}
    for covering in coverings:
        for candidate in covering.named:
            facts = covered.setdefault(candidate, {})
            for key, claim in covering.claims.get(kinds[candidate] or "", {}).items():
                facts.setdefault(key, []).append(claim)
    return covered


def _reject_the_named(coverings: Iterable[Covering], people: Iterable[Identity]) -> None:
    """The faults of a covering attestation are those of all candidates whom it names."""
    called: dict[str, list[Identity]] = {}
    for who in people:
        called.setdefault(who.id, []).append(who)
    for covering in coverings:
        for candidate in covering.named if covering.found else ():
            for who in called[candidate]:
                who.faults.adopt(covering.found)


def _untouching(coverings: Iterable[Covering], setting: Setting) -> Iterator[Diagnostic]:
    """Faults that touch no candidate: of a document that nobody cites, of an attestation that names nobody here."""
    for document, found in setting.broken.items():
        if document not in setting.cited:
            yield from found
    for covering in coverings:
        if not covering.named:
            yield from covering.found
