"""The fast way from plain data to a dossier: what looks wrong, though it is no fault, is left to the full way to tell."""

from __future__ import annotations

from cchc_rules.language.dossiers.entities import targets
from cchc_rules.language.dossiers.fast_shapes import File
from cchc_rules.language.dossiers.values import FAR, spoken_years
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook


class Doubts:
    """Whether the full way would warn of anything, by what one rulebook speaks of."""

    __slots__ = ("_award_years", "_first", "_last", "_last_is_open", "_with_facts")

    def __init__(self, rulebook: Rulebook) -> None:
        self._award_years = rulebook.award_years
        self._first, self._last, self._last_is_open = spoken_years(rulebook)
        self._with_facts = frozenset(kind for kind, spec in rulebook.vocabulary.entities.items() if spec.facts)

    def arise(self, dossier: Dossier, file: File) -> bool:
        """About the award year, years far off, entities of which nothing is said, units that nobody belongs to."""
        award_year, permitted = dossier.award_year, self._award_years
        if award_year is not None and permitted and award_year not in permitted:
            return True
        linked = {(kind, target) for kind, link in dossier.links.items() for target in targets(link)}
        if any(kind in self._with_facts and (kind, target) not in file.described for kind, target in linked):
            return True
        if file.units and any(unit not in file.described and unit not in linked for unit in file.units):
            return True
        return self._far_off(dossier, file)

    def _far_off(self, dossier: Dossier, file: File) -> bool:
        """A year far from all that the rulebook speaks of; earlier years of a link may be of use."""
        last = self._last
        if last is None:
            return False
        if self._last_is_open:
            last = max(last, file.as_of.year)
        late = last + FAR
        if file.years and (max(file.years) > late or (self._first is not None and min(file.years) < self._first - FAR)):
            return True
        return any(link.by_year and max(link.by_year) > late for link in dossier.links.values())
