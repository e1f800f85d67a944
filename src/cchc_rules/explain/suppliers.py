"""Suppliers: who can supply what a dossier lacks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from cchc_rules.engine.snapshot import day_of_completeness
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.words import either, the
from cchc_rules.model.dossier import Attestation, Dossier, Link
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import EXTERNAL
from cchc_rules.model.why import Matter
from cchc_rules.model.worklist import Supplier
from cchc_rules.text import Text, same

KEEPER = Supplier(kind="keeper", text=Text("Người lập hồ sơ", "whoever keeps the dossiers"))
TIME = Supplier(
    kind="time", text=Text("Chưa ai bổ sung được, còn tùy thời gian tới", "nobody yet: only time can settle it")
)
NOBODY = Supplier(kind="nobody", text=Text("Hồ sơ không cung cấp được", "no dossier can supply it"))


@frozen
class Suppliers:
    """Knows who attests what, of which unit each candidate is, and in which capacities candidates have attested: nobody can
    attest for themselves.
    """

    rulebook: Rulebook
    dossiers: Mapping[str, Dossier]
    held: Mapping[str, frozenset[tuple[str, str | None]]]

    @classmethod
    def of(cls, rulebook: Rulebook, dossiers: Iterable[Dossier]) -> Suppliers:
        """The suppliers of these candidates."""
        known = {dossier.id: dossier for dossier in dossiers}
        held: dict[str, set[tuple[str, str | None]]] = {}
        for attestation in (one for dossier in known.values() for one in _attestations(dossier)):
            if attestation.by is not None:
                held.setdefault(attestation.by, set()).add((attestation.capacity, attestation.of))
        return cls(rulebook, known, {by: frozenset(capacities) for by, capacities in held.items()})

    def may_supply(self, candidate: str, as_of: datetime.date, matter: Matter) -> tuple[Supplier, ...]:
        """Who can supply a missing thing of a candidate, the first one first."""
        dossier = self.dossiers[candidate]
        if matter.fact is not None and matter.fact.startswith(EXTERNAL):
            return (NOBODY,)
        if matter.attested_by:
            year = as_of.year if matter.year is None else matter.year
            return self._authorities(dossier, year, matter.attested_by)
        kind, dot, _ = (matter.fact or "").partition(".")
        if dot and matter.entity is not None:
            return (self._entity(dossier, kind, matter.entity),)
        if matter.list is not None and matter.fact is None and _lacks_nothing_yet(dossier, matter.list, as_of):
            return (TIME,)
        return (KEEPER,)

    def _authorities(self, dossier: Dossier, year: int, capacities: tuple[str, ...]) -> tuple[Supplier, ...]:
        """The authorities, without those in whose capacity the candidate has attested, unless there are no others."""
        found = [(self._authority(dossier, year, capacity)) for capacity in capacities]
        own = self.held.get(dossier.id, frozenset())
        others = [one for one in found if (one.capacity, one.entity) not in own]
        return tuple(others or found)

    def _authority(self, dossier: Dossier, year: int, capacity: str) -> Supplier:
        """An authority; where it is one of many, that of the candidate's own unit: "Trưởng phòng Nghiệp vụ 1"."""
        authority = self.rulebook.authorities[capacity]
        title, unit = authority.title, authority.of
        if unit is None:
            return Supplier(kind="authority", text=title, capacity=capacity)
        label, entity = Findings(self.rulebook).kind_label(unit), dossier.links.get(unit, Link()).at(year)
        if entity is None:
            vi = f"{title.vi} (hồ sơ chưa ghi {label.vi})"
            text = Text(vi, f"{title.in_lang('en')} (the dossier names no {label.in_lang('en')})")
        else:
            text = _head(title, label, self._name(dossier, unit, entity))
        return Supplier(kind="authority", text=text, capacity=capacity, entity_kind=unit, entity=entity)

    def _entity(self, dossier: Dossier, kind: str, id: str) -> Supplier:
        """The entity whose figures are missing, by its name and id: "Số liệu của cơ quan: Sở D (so-d)"."""
        label, name = Findings(self.rulebook).kind_label(kind), self._name(dossier, kind, id)
        named = id if name == id else f"{name} ({id})"
        text = Text(f"Số liệu của {label.vi}: {named}", f"figures of the {label.in_lang('en')}: {named}")
        return Supplier(kind="entity", text=text, entity_kind=kind, entity=id)

    def _name(self, dossier: Dossier, kind: str, id: str) -> str:
        entity = dossier.entities.get((kind, id))
        return id if entity is None or not entity.name else entity.name


def others_text(others: tuple[Supplier, ...]) -> Text:
    """Who may supply something instead: "hoặc Chánh Thanh tra tỉnh hoặc Chủ tịch UBND tỉnh"."""
    vi, en = [one.text.vi for one in others], [the(one.text.in_lang("en")) for one in others]
    return Text(f"hoặc {either(vi, 'hoặc')}", f"or {either(en, 'or')}") if others else same("")


def _lacks_nothing_yet(dossier: Dossier, name: str, as_of: datetime.date) -> bool:
    """Whether a list is stated to be complete up to the day of the evaluation: what it may lack has not happened yet."""
    given = dossier.lists.get(name)
    return given is not None and given.complete and day_of_completeness(given, as_of) == as_of


def _head(title: Text, label: Text, name: str) -> Text:
    """The head of a unit: "Tổ trưởng Tổ 1"; what ends the title and begins the unit's name is said once."""
    kind, vi = f"{label.vi.lower()} ", f"{title.vi} – {name}"
    if name.lower().startswith(kind):
        once = f"{title.vi.lower()} ".endswith(f" {kind}")
        vi = f"{title.vi} {name[len(kind) :] if once else name}"
    return Text(vi, f"{title.in_lang('en')} – {name}")


def _attestations(dossier: Dossier) -> Iterator[Attestation]:
    """All attestations of a dossier, of its facts, its records and its entities."""
    stated = [*dossier.facts.values(), *(one for entity in dossier.entities.values() for one in entity.facts.values())]
    stated += [one for given in dossier.lists.values() for record in given.records for one in record.values()]
    return (claim.attestation for one in stated for claim in one.claims if claim.attestation is not None)
