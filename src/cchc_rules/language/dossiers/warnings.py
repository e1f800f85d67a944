"""What looks wrong in several dossiers side by side, although none of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cchc_rules.errors import Diagnostic, Related
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.candidate import CandidatePart
from cchc_rules.language.dossiers.decode import DecodedFile
from cchc_rules.language.dossiers.entities import targets
from cchc_rules.language.dossiers.keys import same_thing
from cchc_rules.language.dossiers.misfits import value_text
from cchc_rules.language.dossiers.spots import first_place, nearest
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Claim, Dossier
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import ListSpec
from cchc_rules.text import Text

_MOST_HOLDERS = 10


def unknown_units(files: Sequence[DecodedFile]) -> Iterator[Diagnostic]:
    """A warning for each unit that an attestation speaks for, if no file describes it and no candidate belongs to it: the
    attestation counts for nobody, and the id may be misspelt.
    """
    known = {(part.kind, part.id): None for file in files for part in file.entities}
    for file in files:
        for part in file.candidates:
            known |= {(kind, target): None for kind, link in part.links.items() for target in targets(link)}
    told = set(known)
    for file in files:
        for (kind, unit), at in file.units.items():
            if (kind, unit) not in told:
                told.add((kind, unit))
                advice = nearest(unit, [other for of, other in known if of == kind])
                yield diagnose("CR539", at.node.span, at.pointer, help=advice, kind=kind, id=quoted(unit))


def two_names(candidates: Iterable[Sequence[CandidatePart]]) -> Iterator[Diagnostic]:
    """A warning where two files give one id to two names: they may be two people."""
    for parts in candidates:
        named = [part for part in parts if part.name is not None]
        for part in named[1:]:
            if part.name != named[0].name:
                at, related = part.spot["name"], [first_place(named[0].spot["name"])]
                yield diagnose("CR568", at.node.span, at.pointer, related=related, candidate=quoted(part.id))


def shared_records(dossiers: Sequence[Dossier]) -> Iterator[Diagnostic]:
    """A warning where records of several candidates agree in the key of their list. Co-authors each count what they wrote
    together, so this is no fault; but one thing may have been given to the wrong person.
    """
    for spec, holders in _shared(dossiers):
        (_, first), *others = holders
        yield _warning(spec, first, len(holders), [_also(one, claim) for one, claim in islice(others, _MOST_HOLDERS)])


def shared_by(candidate: str, dossiers: Sequence[Dossier]) -> Iterator[Diagnostic]:
    """The same warnings of one candidate's records, at their places and without a word about who else has them."""
    for spec, holders in _shared(dossiers):
        own = next((claim for holder, claim in holders if holder == candidate), None)
        if own is not None:
            yield _warning(spec, own, len(holders), [])


def _warning(spec: ListSpec, claim: Claim, count: int, related: list[Related]) -> Diagnostic:
    assert spec.key is not None, "without a key no records are alike"
    word = value_text(spec.fields[spec.key], claim.value)
    at = claim.place
    return diagnose("CR560", at.span, at.pointer, related=related, list=spec.name, key=spec.key, word=word, count=count)


def _shared(dossiers: Sequence[Dossier]) -> Iterator[tuple[ListSpec, list[tuple[str, Claim]]]]:
    """The records of one key that several have, list by list."""
    for spec in dossiers[0].vocabulary.lists.values() if dossiers else ():
        if spec.key is not None:
            for holders in _holders(dossiers, spec.name, spec.key).values():
                if len(holders) > 1:
                    yield spec, holders


def _holders(dossiers: Iterable[Dossier], name: str, key: str) -> dict[CoreValue, list[tuple[str, Claim]]]:
    """Who has a record with each key."""
    holders: dict[CoreValue, list[tuple[str, Claim]]] = {}
    for dossier in dossiers:
        for record in dossier.lists[name].records if name in dossier.lists else ():
            for claim in record[key].claims if key in record else ():
                holders.setdefault(same_thing(claim.value), []).append((dossier.id, claim))
    return holders


def _also(holder: str, claim: Claim) -> Related:
    word = quoted(holder)
    return Related(Text(f"cũng có trong hồ sơ `{word}`", f"also in the dossier of `{word}`"), claim.place.span)
