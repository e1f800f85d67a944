"""The entities of several dossier files as one, and who has to hear of what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

from cchc_rules.errors import Diagnostic
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.decode import DecodedFile, EntityPart
from cchc_rules.language.dossiers.facts import FactKey
from cchc_rules.language.dossiers.shapes import scalar_of
from cchc_rules.language.dossiers.spots import Budget, PartFaults, Spot, first_key_place, nearest
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Entity, Link
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import Text

K = TypeVar("K")
V = TypeVar("V")

EntityKey: TypeAlias = "tuple[str, str]"
Part: TypeAlias = "tuple[Mapping[K, V], Callable[[K], Spot]]"
"""What one file says, by key, and where it says so."""


def merged(parts: Sequence[Part[K, V]], what: Callable[[K], Text], faults: PartFaults) -> FrozenDict[K, V]:
    """What all files say; a key on which two of them say something is a conflict."""
    whole: dict[K, V] = {}
    places: dict[K, Callable[[K], Spot]] = {}
    for values, place in parts:
        for key, value in values.items():
            if key in whole:
                related = [first_key_place(places[key](key))]
                faults.add_at_key("CR566", place(key), related=related, what=what(key))
            else:
                whole[key] = value
                places[key] = place
    return FrozenDict(whole)


def fact_place(facts: Spot) -> Callable[[FactKey], Spot]:
    """Where a fact, or one year of it, was given."""

    def place(key: FactKey) -> Spot:
        name, year = key
        return facts[name] if year is None else facts[name][str(year)]

    return place


def fact_text(key: FactKey) -> Text:
    """A fact, with its year if it has one."""
    name, year = key
    if year is None:
        return Text(f"dữ kiện `{name}`", f"the fact `{name}`")
    return Text(f"dữ kiện `{name}` năm {year}", f"the fact `{name}` of {year}")


class Entities:
    """The entities that the files describe."""

    def __init__(self, files: Iterable[DecodedFile], vocabulary: Vocabulary, budget: Budget) -> None:
        self._vocabulary = vocabulary
        self._described: dict[EntityKey, Entity] = {}
        self._faulty: dict[EntityKey, PartFaults] = {}
        self._told: set[EntityKey] = set()
        self._missing: dict[EntityKey, Spot] = {}
        parts: dict[EntityKey, list[EntityPart]] = {}
        for file in files:
            for part in file.entities:
                parts.setdefault((part.kind, part.id), []).append(part)
        for key, given in parts.items():
            faults = PartFaults(budget)
            self._described[key] = _joined(given, faults)
            if faults.found:
                self._faulty[key] = faults

    def of(
        self, links: Mapping[str, Link], place: Callable[[str], Spot], faults: PartFaults
    ) -> FrozenDict[EntityKey, Entity]:
        """The entities that a candidate is linked to; their faults are the candidate's too."""
        linked: dict[EntityKey, Entity] = {}
        for kind, link in links.items():
            for target in targets(link):
                key = (kind, target)
                if key in self._faulty:
                    self._told.add(key)
                    faults.adopt(self._faulty[key].found)
                elif key in self._described:
                    linked[key] = self._described[key]
                elif key not in self._missing and self._vocabulary.entities[kind].facts:
                    self._missing[key] = place(kind)
        return FrozenDict(linked)

    def untouching(self) -> Iterator[Diagnostic]:
        """Faults of entities that no candidate is linked to."""
        for key, faults in self._faulty.items():
            if key not in self._told:
                yield from faults.found

    def undescribed(self) -> Iterator[Diagnostic]:
        """A warning for each entity that somebody is linked to, that could have facts, and that no file describes."""
        for (kind, target), link in self._missing.items():
            at = next((spot for _, spot in link.children() if scalar_of(spot) == target), link)
            advice = nearest(target, [known for other, known in self._described if other == kind])
            yield diagnose("CR513", at.node.span, at.pointer, help=advice, kind=kind, id=quoted(target))


def targets(link: Link) -> tuple[str, ...]:
    """Every entity that a candidate was ever linked to, each once."""
    always = () if link.always is None else (link.always,)
    return tuple(dict.fromkeys((*always, *link.by_year.values())))


def _joined(parts: Sequence[EntityPart], faults: PartFaults) -> Entity:
    """One entity, with the facts of all files."""
    kind, name = parts[0].kind, quoted(parts[0].id)
    for part in parts:
        faults.found += part.found

    def what(key: FactKey) -> Text:
        told = fact_text(key)
        return Text(f"{told.vi} của `{kind}` `{name}`", f"{told.in_lang('en')} of the `{kind}` `{name}`")

    facts = merged([(part.facts, fact_place(part.spot)) for part in parts], what, faults)
    shown = next((part.name for part in parts if part.name is not None), None)
    return Entity(kind=kind, id=parts[0].id, name=shown, facts=facts)
