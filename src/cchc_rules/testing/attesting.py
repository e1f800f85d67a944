"""Who can vouch for a fact of a candidate, and when: the attestations that count, and those that do not, by objection."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import evolve, frozen

from cchc_rules.model.dossier import Attestation, Document, Link
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import FactSpec, Vocabulary

DOCUMENT = Document(id="bb-01", number="01/BB")
"""The document that made-up attestations cite."""

ELSEWHERE = "elsewhere"
"""An entity that no made-up candidate belongs to."""


@frozen
class Standing:
    """The attestations that there can be of one candidate's facts, on any of some days.

    A valid one counts from its own day on.
    """

    candidate: str
    vocabulary: Vocabulary
    links: FrozenDict[str, Link]
    days: tuple[datetime.date, ...]

    def valid(self, spec: FactSpec, year: int | None) -> tuple[Attestation, ...]:
        """All that count for the fact in a year (``None``: a fact that is not yearly, or a field of a record)."""
        return tuple(self._of(spec.attested_by, year))

    def invalid(self, spec: FactSpec, year: int | None) -> dict[str, tuple[Attestation, ...]]:
        """Those that count for nothing, whatever the day, by the objection to them."""
        good = self.valid(spec, year)
        others = [name for name in self.vocabulary.authorities if name not in spec.attested_by]
        own = [name for name in spec.attested_by if self.vocabulary.authorities[name].of is not None]
        found = {
            "not_authorised": tuple(self._of(others, year)),
            "self_attested": tuple(evolve(each, by=self.candidate) for each in good),
            "other_unit": tuple(
                Attestation(capacity=name, date=day, document=DOCUMENT, of=ELSEWHERE)
                for name in own
                for day in self.days
            ),
            "no_document": tuple(evolve(each, document=None) for each in good) if spec.document_required else (),
        }
        return {objection: attestations for objection, attestations in found.items() if attestations}

    def _of(self, capacities: tuple[str, ...] | list[str], year: int | None) -> Iterator[Attestation]:
        for capacity in capacities:
            unit = self.vocabulary.authorities[capacity].of
            for day in self.days:
                own = None if unit is None else self.links.get(unit, Link()).at(day.year if year is None else year)
                if unit is None or own is not None:
                    yield Attestation(capacity=capacity, date=day, document=DOCUMENT, of=own)
