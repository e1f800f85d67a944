"""Several dossier files as one: what they say of each candidate is put together; what two of them say is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from cchc_rules.errors import DossierError
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.candidate import CandidatePart
from cchc_rules.language.dossiers.decode import DecodedFile
from cchc_rules.language.dossiers.entities import Entities, fact_place, fact_text, merged
from cchc_rules.language.dossiers.facts import FactKey
from cchc_rules.language.dossiers.spots import Budget, PartFaults, Spot, first_place
from cchc_rules.language.dossiers.warnings import shared_records, two_names, unknown_units
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Dossier, DossierSet, RejectedDossier, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.text import Text

Given: TypeAlias = "Sequence[tuple[DecodedFile, CandidatePart]]"
"""What the files say of one candidate, file by file."""


def join(files: Iterable[DecodedFile]) -> DossierSet:
    """The candidates of all files, in the order of the files' names; one who is in several files joins on the id.

    A fact, list or link of one candidate, or a fact of one entity, that two files give is a conflict, which rejects the
    candidates concerned. Claims of covering attestations stand together, in whichever file they are.
    :class:`DossierError` if there is no file, or if two are for different award years.
    """
    ordered = sorted(files, key=lambda file: (file.name, file.as_of, [part.id for part in file.candidates]))
    if not ordered:
        raise DossierError([diagnose("CR570")])
    award_year = _award_year(ordered)
    budget = Budget()
    entities = Entities(ordered, ordered[0].rulebook.vocabulary, budget)
    given: dict[str, list[tuple[DecodedFile, CandidatePart]]] = {}
    for file in ordered:
        for part in file.candidates:
            given.setdefault(part.id, []).append((file, part))
    results = [_candidate(parts, award_year, entities, PartFaults(budget)) for parts in given.values()]
    dossiers = tuple(result for result in results if isinstance(result, Dossier))
    accepted = [[part for _, part in given[dossier.id]] for dossier in dossiers]
    return DossierSet(
        dossiers=dossiers,
        rejected=tuple(result for result in results if isinstance(result, RejectedDossier)),
        faults=(*(fault for file in ordered for fault in file.faults), *entities.untouching()),
        warnings=(
            *(warning for file in ordered for warning in file.warnings),
            *entities.undescribed(),
            *unknown_units(ordered),
            *two_names(accepted),
            *shared_records(dossiers),
        ),
        as_of=max(file.as_of for file in ordered),
        award_year=award_year,
    )


def _award_year(files: Sequence[DecodedFile]) -> int | None:
    """Files that name an award year name the same one."""
    given = [file for file in files if file.award_year is not None]
    faults = PartFaults(Budget())
    for file in given[1:]:
        if file.award_year != given[0].award_year:
            related = [first_place(given[0].top["award_year"])]
            year, first = file.award_year, given[0].award_year
            faults.add("CR569", file.top["award_year"], related=related, year=year, first=first)
    if faults.found:
        raise DossierError(faults.found)
    return given[0].award_year if given else None


def _candidate(
    given: Given, award_year: int | None, entities: Entities, faults: PartFaults
) -> Dossier | RejectedDossier:
    """One candidate, put together from every file that has it; rejected for a fault in any of them."""
    for _, part in given:
        faults.found += part.found
    parts = [part for number, (file, part) in enumerate(given) if all(file is not other for other, _ in given[:number])]
    _check_kind(parts, faults)
    name = next((part.name for part in parts if part.name is not None), None)
    links = merged([(part.links, part.spot.__getitem__) for part in parts], _link_text, faults)
    linked = entities.of(links, lambda kind: _link_place(parts, kind), faults)
    facts = merged([(part.facts, fact_place(part.spot["facts"])) for part in parts if part.facts], fact_text, faults)
    lists = merged([(part.lists, part.spot["lists"].__getitem__) for part in parts if part.lists], _list_text, faults)
    kind = next((part.kind for part in parts if part.kind is not None), None)
    if faults.found or kind is None:
        return RejectedDossier(id=parts[0].id, diagnostics=tuple(faults.found), kind=kind, name=name)
    rulebook = given[0][0].rulebook
    return Dossier(
        rulebook=rulebook.id,
        id=parts[0].id,
        kind=kind,
        as_of=max(file.as_of for file, _ in given),
        vocabulary=rulebook.vocabulary,
        award_year=award_year,
        name=name,
        links=links,
        entities=linked,
        facts=_with_covered(facts, given),
        lists=lists,
        place=parts[0].spot.place,
    )


def _check_kind(parts: Sequence[CandidatePart], faults: PartFaults) -> None:
    """A candidate is of one kind, whichever file says so."""
    known = [part for part in parts if part.kind is not None]
    for part in known[1:]:
        if part.kind != known[0].kind:
            related = [first_place(known[0].spot["kind"])]
            faults.add("CR565", part.spot["kind"], related=related, candidate=quoted(part.id))


def _link_text(kind: str) -> Text:
    return Text(f"liên kết `{kind}`", f"the link `{kind}`")


def _list_text(name: str) -> Text:
    return Text(f"danh sách `{name}`", f"the list `{name}`")


def _link_place(parts: Sequence[CandidatePart], kind: str) -> Spot:
    return next(part.spot[kind] for part in parts if kind in part.links)


def _with_covered(facts: FrozenDict[FactKey, Stated], given: Given) -> FrozenDict[FactKey, Stated]:
    """The facts with the claims of covering attestations beside the candidate's own."""
    covered = [file.covered[part.id] for file, part in given if part.id in file.covered]
    if not covered:
        return facts
    whole = dict(facts)
    for claims_by_fact in covered:
        for key, claims in claims_by_fact.items():
            own = whole.get(key, Stated())
            whole[key] = Stated(claims=(*own.claims, *claims), reason=own.reason)
    return FrozenDict(whole)
