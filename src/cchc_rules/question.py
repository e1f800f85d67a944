"""One question for many dossiers: is the candidate eligible for this award, in this year, by what is known on this day?"""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from attrs import define, field

from cchc_rules.engine.evaluation import Engine, Program, program
from cchc_rules.engine.identity import Same
from cchc_rules.engine.lower import lower
from cchc_rules.engine.readings import reached
from cchc_rules.explain.basis import DecidedBasis
from cchc_rules.explain.notices import notices_of
from cchc_rules.explain.wording import Wording
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook, Unstated
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Notice, Provenance, ReadingInForce, Verdict
from cchc_rules.version import __version__


@define(eq=False)
class Question:
    """What all verdicts on one question share, worked out once. It was checked to have an answer.

    ``readings``: an option for every reading. ``digest``: of the rulebook.
    """

    rulebook: Rulebook
    digest: str
    award: Award
    year: int | None
    as_of: datetime.date
    readings: FrozenDict[str, str]
    trust_bare: bool
    engine: Engine
    _in_force: tuple[ReadingInForce, ...] = field(init=False)
    _notices: tuple[Notice, ...] = field(init=False)
    _provenance: Provenance = field(init=False)
    _wording: Wording = field(init=False)
    _programs: dict[str, Program] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._in_force = _in_force(self.rulebook, self.award, self.readings)
        self._notices = notices_of(self.rulebook, self.award, self.year, self.as_of)
        self._provenance = self._made_from()
        self._wording = Wording(self.rulebook)

    def __reduce__(self) -> tuple[Any, ...]:
        asked = (
            self.rulebook,
            self.digest,
            self.award,
            self.year,
            self.as_of,
            self.readings,
            self.trust_bare,
            self.engine,
        )
        return Question, asked

    def answer(self, dossier: Dossier) -> Verdict:
        """The verdict on a dossier of a kind that the award is for. Never raises."""
        evaluation = self._program(dossier.kind).evaluate(dossier, self.as_of, self.trust_bare)
        decision = evaluation.decision
        return Verdict(
            award=self.award.id,
            award_title=self.award.title,
            candidate=dossier.id,
            kind=dossier.kind,
            outcome=Outcome.of(decision.truth),
            exact=decision.exact,
            method=decision.method,
            basis=DecidedBasis(self.rulebook, self.award, self.readings, self.year, evaluation, self._wording),
            readings=self._in_force,
            notices=self._notices,
            provenance=self._provenance,
            name=dossier.name,
        )

    def _program(self, kind: str) -> Program:
        found = self._programs.get(kind)
        if found is None:
            same = Same(self.rulebook), Same(self.award)
            found = self._programs[kind] = _program(*same, self.year, self.readings, kind, self.engine)
        return found

    def _made_from(self) -> Provenance:
        identity = self.rulebook.identity
        return Provenance(
            rulebook=self.rulebook.id,
            issuer=identity.issuer.name,
            number=None if isinstance(identity.number, Unstated) else identity.number,
            date=None if isinstance(identity.date, Unstated) else identity.date,
            rules_digest=self.digest,
            year=self.year,
            as_of=self.as_of,
            library_version=__version__,
            trust_bare_attestations=self.trust_bare,
        )


def _in_force(rulebook: Rulebook, award: Award, readings: FrozenDict[str, str]) -> tuple[ReadingInForce, ...]:
    """The readings that the award reaches, as they were used."""
    found = []
    for name in sorted(reached(rulebook, award)):
        reading, option = rulebook.readings[name], readings[name]
        found.append(
            ReadingInForce(
                reading=name,
                option=option,
                question=reading.question,
                answer=reading.options[option],
                is_default=option == reading.default,
                confirmed_by=reading.confirmed_by,
                clauses=reading.clauses,
            )
        )
    return tuple(found)


@lru_cache(maxsize=256)
def _program(
    rulebook: Same[Rulebook],
    award: Same[Award],
    year: int | None,
    readings: FrozenDict[str, str],
    kind: str,
    engine: Engine,
) -> Program:
    """The award lowered and compiled, once for all days on which it is asked for."""
    root = lower(rulebook.value, award.value, readings, year, kind)
    return program(root, rulebook.value.vocabulary, kind, engine)
