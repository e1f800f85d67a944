"""The fast way from plain data to a dossier: documents, links, entities and covering attestations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from cchc_rules.language.dossiers.covering import COVERING_KEYS
from cchc_rules.language.dossiers.decode import ENTITY_PASSENGERS
from cchc_rules.language.dossiers.entities import EntityKey, targets
from cchc_rules.language.dossiers.envelope import DOCUMENT_KEYS, is_document_id
from cchc_rules.language.dossiers.facts import FactKey
from cchc_rules.language.dossiers.fast_shapes import (
    MOST_YEARS,
    NOWHERE,
    File,
    IrregularError,
    day_or_none,
    id_text,
    refuse_repeated_years,
    year_of_key,
    year_or_none,
)
from cchc_rules.language.dossiers.fast_values import (
    VALUE_NODES,
    ValueReader,
    Words,
    attested,
    facts_of,
    passenger,
)
from cchc_rules.model.dossier import Claim, Document, Entity, Link, Stated
from cchc_rules.model.frozendict import FrozenDict

FACT_NODES = 1 + MOST_YEARS * VALUE_NODES
"""The most nodes that one fact has, all its years included."""

Readers: TypeAlias = "Mapping[str, ValueReader]"
"""How the facts of a kind of candidate or entity are read, by name."""

_NOTHING = Stated()
_COVERING_KEYS = frozenset(COVERING_KEYS)
_DOCUMENT_KEYS = frozenset(DOCUMENT_KEYS)


def documents_of(given: object, file: File) -> dict[str, Document]:
    """``{ID: {number?, date?, title?}}``; none is declared by null."""
    if given is None:
        return {}
    if type(given) is not dict:
        raise IrregularError
    file.take(len(given) * (1 + len(_DOCUMENT_KEYS)))
    declared = [_document(key, each) for key, each in given.items()]
    return {document.id: document for document in declared if document is not None}


def _document(key: object, given: object) -> Document | None:
    if type(key) is not str or not is_document_id(key):
        raise IrregularError
    if given is None:
        return None
    if type(given) is not dict or not given.keys() <= _DOCUMENT_KEYS:
        raise IrregularError
    return Document(
        id=key,
        number=passenger(given, "number"),
        date=day_or_none(given.get("date")),
        title=passenger(given, "title"),
    )


def link_of(given: object) -> Link | None:
    """``ID``, or by year ``{YEAR: ID}``; no link by null, nor if no year has one."""
    if type(given) is not dict:
        return None if given is None else Link(always=id_text(given))
    if not given:
        raise IrregularError
    refuse_repeated_years(given)
    by_year = {year_of_key(key): id_text(target) for key, target in given.items() if target is not None}
    return Link(by_year=FrozenDict(by_year)) if by_year else None


def entities_of(
    given: object, readers: Mapping[str, Readers], links: Mapping[str, Link], file: File
) -> FrozenDict[EntityKey, Entity]:
    """``{KIND: {ID: {name?, remark?, FACT: value | {YEAR: value}}}}``: those that the candidate is linked to.

    The others are read too, for a fault in any of them is a fault. One that is null is not described.
    """
    if given is None:
        return FrozenDict()
    if type(given) is not dict:
        raise IrregularError
    described: dict[EntityKey, Entity] = {}
    for kind, group in given.items():
        if type(kind) is not str or kind not in readers:
            raise IrregularError
        if group is None:
            continue
        if type(group) is not dict:
            raise IrregularError
        file.take(len(group) * (3 + len(readers[kind]) * FACT_NODES))
        for name, each in group.items():
            if id_text(name) != name:
                raise IrregularError
            if each is not None:
                described[kind, name] = _entity(kind, name, each, readers[kind], file)
    file.described = described
    named = ((kind, target) for kind, link in links.items() for target in targets(link))
    return FrozenDict({key: described[key] for key in named if key in described})


def _entity(kind: str, name: str, given: object, readers: Readers, file: File) -> Entity:
    if type(given) is not dict:
        raise IrregularError
    passenger(given, "remark")
    facts = facts_of(given, readers, file, beside=ENTITY_PASSENGERS)
    return Entity(kind=kind, id=name, name=passenger(given, "name"), facts=FrozenDict(facts))


def add_covering(
    facts: dict[FactKey, Stated], given: object, candidate: str, readers: Readers, words: Words, file: File
) -> None:
    """``{capacity, date, document?, by?, of?, year?, facts, candidates, value}``, which names this candidate alone: its
    claims go beside those of the candidate's own ``facts``.
    """
    if type(given) is not dict or not given.keys() <= _COVERING_KEYS or "value" not in given:
        raise IrregularError
    named, people = given.get("facts"), given.get("candidates")
    if type(named) is not list or not named or type(people) is not list or len(people) != 1:
        raise IrregularError
    if type(people[0]) is not str or people[0] != candidate:
        raise IrregularError
    file.take(len(named) + len(_COVERING_KEYS))
    awarded = year_or_none(given.get("year"))
    if awarded is not None:
        file.years.add(awarded)
    attestation, document = attested(given, words, file, required=True)
    claimed: set[str] = set()
    for name in named:
        reader = readers.get(name) if type(name) is str else None
        if reader is None or reader.name in claimed or reader.yearly is (awarded is None):
            raise IrregularError
        claimed.add(reader.name)
        value = reader.core(given["value"])
        claim = Claim(value=value, attestation=attestation, document=document, place=NOWHERE)
        own = facts.get((reader.name, awarded), _NOTHING)
        facts[reader.name, awarded] = Stated(claims=(*own.claims, claim), reason=own.reason)
