"""The fast way from plain data to a dossier, for other systems that hand over one candidate after another.

Where a mapping is plainly in order, its dossier is built in one walk, without nodes, places or lists of faults. At the
first thing that is not, the walk is given up and nothing of it is kept: the full way (``decode.py``, ``join.py``), which
defines what is right, then reads the mapping from the start, and tells its faults or takes what is permitted but seldom
given. So the fast way never reports; it may only refuse more than the full way, never less, and gives no other dossier.

A key that is equal to a name of the vocabulary counts as that name. Claims have no place: nothing points at them later.
"""

from __future__ import annotations

import weakref
from collections.abc import Collection, Mapping

from attrs import frozen

from cchc_rules.language.dossiers.candidate import CANDIDATE_KEYS
from cchc_rules.language.dossiers.decode import ENTITY_PASSENGERS
from cchc_rules.language.dossiers.envelope import ENVELOPE_KEYS
from cchc_rules.language.dossiers.facts import FactKey
from cchc_rules.language.dossiers.fast_doubts import Doubts
from cchc_rules.language.dossiers.fast_lists import ListReader
from cchc_rules.language.dossiers.fast_parts import (
    FACT_NODES,
    Readers,
    add_covering,
    documents_of,
    entities_of,
    link_of,
)
from cchc_rules.language.dossiers.fast_shapes import (
    NOWHERE,
    File,
    IrregularError,
    day,
    id_text,
    regular,
    text,
    year_or_none,
)
from cchc_rules.language.dossiers.fast_values import Given, ValueReader, Words, facts_of, passenger
from cchc_rules.language.dossiers.records import LIST_KEYS
from cchc_rules.model.dossier import BUILT_IN_REASONS, Dossier, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec

_ENVELOPE_KEYS = frozenset(ENVELOPE_KEYS)
_CANDIDATE_KEYS = frozenset(CANDIDATE_KEYS)
_FLAT_KEYS = _ENVELOPE_KEYS | _CANDIDATE_KEYS
# Two kinds of entities of these names could make a dossier look like a file of another kind.
_KEYS_OF_OTHER_FILES = frozenset({"award", "criteria", "language", "identity"})
_ENVELOPE_NODES = 1 + len(_FLAT_KEYS)


def fast_dossier(mapping: object, rulebook: Rulebook) -> Dossier | None:
    """The dossier that the full way gives, where ``mapping`` is plainly in order; else ``None``, which says nothing."""
    try:
        return _reader(rulebook).dossier(mapping)
    except IrregularError:
        return None


@frozen
class _Kind:
    """How the facts and lists of one kind of candidate are read; ``nodes``: the most of them beside those of records."""

    facts: Readers
    lists: Mapping[str, ListReader]
    nodes: int


class DossierReader:
    """Reads dossiers by the vocabulary of one rulebook, which it does not keep alive."""

    def __init__(self, rulebook: Rulebook) -> None:
        vocabulary = rulebook.vocabulary
        reasons = regular({**BUILT_IN_REASONS, **rulebook.unknown_reasons})
        words = Words(regular(rulebook.authorities), {reason: Stated(reason=reason) for reason in reasons})
        entities = regular(vocabulary.entities, but=_KEYS_OF_OTHER_FILES)
        lists = {name: ListReader(name, spec, words) for name, spec in regular(vocabulary.lists).items()}
        self._rulebook = rulebook.id
        self._vocabulary = vocabulary
        self._words = words
        self._entities = {kind: _readers(spec.facts, words, ENTITY_PASSENGERS) for kind, spec in entities.items()}
        self._doubts = Doubts(rulebook)
        self._kinds: dict[str, _Kind] = {}
        for kind in regular({**rulebook.recipients, **vocabulary.candidates}):
            facts = _readers(vocabulary.candidates.get(kind, FrozenDict()), words)
            own = {name: reader for name, reader in lists.items() if vocabulary.list_for(kind, name)}
            nodes = (len(facts) + len(entities)) * FACT_NODES + len(own) * len(LIST_KEYS) + _ENVELOPE_NODES
            self._kinds[kind] = _Kind(facts, own, nodes)

    def dossier(self, given: object) -> Dossier:
        """The dossier of the one candidate, in the flat form or that of a file; :class:`IrregularError` for anything else."""
        if type(given) is not dict:
            raise IrregularError
        if "candidates" not in given:
            return self._dossier(given, given, _FLAT_KEYS)
        people = given["candidates"]
        if (
            type(people) is not list
            or len(people) != 1
            or "rulebook" not in given
            or not given.keys() <= _ENVELOPE_KEYS
        ):
            raise IrregularError
        return self._dossier(given, people[0], _CANDIDATE_KEYS)

    def _dossier(self, top: Given, given: object, keys: Collection[str]) -> Dossier:
        """``top`` has the keys of the envelope, ``given`` those of the candidate: ``keys``, and kinds of entities."""
        if type(given) is not dict:
            raise IrregularError
        if "rulebook" in top and text(top["rulebook"]) != self._rulebook:
            raise IrregularError
        file = File(day(top.get("as_of")))
        own_id = id_text(given.get("id"))
        kind = self._kinds.get(name := text(given.get("kind")))
        if kind is None:
            raise IrregularError
        file.take(kind.nodes)
        file.documents = documents_of(top.get("documents"), file)
        links = self._links(given, keys)
        passenger(given, "remark")
        dossier = Dossier(
            rulebook=self._rulebook,
            id=own_id,
            kind=name,
            as_of=file.as_of,
            vocabulary=self._vocabulary,
            award_year=year_or_none(top.get("award_year")),
            name=passenger(given, "name"),
            links=FrozenDict(links),
            entities=entities_of(top.get("entities"), self._entities, links, file),
            facts=self._facts(top, given, own_id, kind, file),
            lists=_lists(given.get("lists"), kind.lists, file),
            place=NOWHERE,
        )
        if self._doubts.arise(dossier, file):
            raise IrregularError
        return dossier

    def _links(self, given: Given, keys: Collection[str]) -> dict[str, Link]:
        """What the candidate belongs to: all keys but ``keys``."""
        links: dict[str, Link] = {}
        for key, value in given.items():
            if key in keys:
                continue
            if type(key) is not str or key not in self._entities:
                raise IrregularError
            link = link_of(value)
            if link is not None:
                links[key] = link
        return links

    def _facts(self, top: Given, given: Given, candidate: str, kind: _Kind, file: File) -> FrozenDict[FactKey, Stated]:
        """The candidate's own facts, and what covering attestations claim of it."""
        facts = facts_of(given["facts"], kind.facts, file) if given.get("facts") is not None else {}
        coverings = top.get("attestations")
        if coverings is not None:
            if type(coverings) is not list:
                raise IrregularError
            for covering in coverings:
                add_covering(facts, covering, candidate, kind.facts, self._words, file)
        return FrozenDict(facts)


def _readers(specs: Mapping[str, FactSpec], words: Words, but: Collection[str] = ()) -> Readers:
    return {name: ValueReader(name, spec, words) for name, spec in regular(specs, but=but).items()}


def _lists(given: object, readers: Mapping[str, ListReader], file: File) -> FrozenDict[str, RecordList]:
    """``{LIST: [records] | {to?, complete?, items}}``; none is given by null."""
    lists: dict[str, RecordList] = {}
    if given is None:
        return FrozenDict(lists)
    if type(given) is not dict:
        raise IrregularError
    for name, value in given.items():
        reader = readers.get(name)
        if reader is None:
            raise IrregularError
        if value is not None:
            lists[reader.name] = reader.records(value, file)
    return FrozenDict(lists)


_READERS: dict[int, tuple[weakref.ref[Rulebook], DossierReader]] = {}


def _reader(rulebook: Rulebook) -> DossierReader:
    """One reader for each rulebook that is in use, found by identity: to compare rulebooks would cost more than reading."""
    number = id(rulebook)
    held = _READERS.get(number)
    if held is not None and held[0]() is rulebook:
        return held[1]
    reader = DossierReader(rulebook)
    _READERS[number] = weakref.ref(rulebook, lambda _: _READERS.pop(number, None)), reader
    return reader
