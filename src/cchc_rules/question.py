"""One question for many dossiers: is the candidate eligible for this award, in this year, by what is known on this day?"""

from __future__ import annotations

import datetime

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

_MOST = 256
"""How many questions, and how many programs, one rulebook remembers."""


@define(eq=False)
class Memory:
    """The questions that were asked about one rulebook, and its awards as they were compiled for them, each once.

    It lives as long as the loaded rulebook. Awards are told apart by identity: of two with one id either may be asked about.
    """

    rulebook: Rulebook
    digest: str
    _questions: dict[tuple[object, ...], Question] = field(factory=dict, init=False)
    _programs: dict[tuple[object, ...], tuple[Program, Wording]] = field(factory=dict, init=False)

    def question(
        self,
        award: Award,
        year: int | None,
        as_of: datetime.date,
        readings: FrozenDict[str, str] | None,
        trust_bare: bool,
        engine: Engine,
    ) -> Question:
        """The question, which was checked to have an answer; ``readings``: an option for every reading, if not the defaults."""
        key = Same(award), year, as_of, readings, trust_bare, engine
        found = self._questions.get(key)
        if found is None:
            if len(self._questions) >= _MOST:
                self._questions.clear()
            options = self.rulebook.default_readings() if readings is None else readings
            found = self._questions[key] = Question(self, award, year, as_of, options, trust_bare, engine)
        return found

    def program(
        self, award: Award, year: int | None, readings: FrozenDict[str, str], kind: str, engine: Engine
    ) -> tuple[Program, Wording]:
        """An award for one kind of candidate, lowered and compiled, with the words for it: the same for all days."""
        key = Same(award), year, readings, kind, engine
        made = self._programs.get(key)
        if made is None:
            if len(self._programs) >= _MOST:
                self._programs.clear()
            root = lower(self.rulebook, award, readings, year, kind)
            made = program(root, self.rulebook.vocabulary, kind, engine), Wording(self.rulebook)
            self._programs[key] = made
        return made


@define(eq=False)
class Question:
    """What all verdicts on one question share, worked out once. It was checked to have an answer.

    ``readings``: an option for every reading.
    """

    memory: Memory
    award: Award
    year: int | None
    as_of: datetime.date
    readings: FrozenDict[str, str]
    trust_bare: bool
    engine: Engine
    _in_force: tuple[ReadingInForce, ...] = field(init=False)
    _notices: tuple[Notice, ...] = field(init=False)
    _provenance: Provenance = field(init=False)
    _by_kind: dict[str, tuple[Program, Wording]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._in_force = _in_force(self.rulebook, self.award, self.readings)
        self._notices = notices_of(self.rulebook, self.award, self.year, self.as_of)
        self._provenance = self._made_from()

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook that the award is of."""
        return self.memory.rulebook

    def answer(self, dossier: Dossier) -> Verdict:
        """The verdict on a dossier of a kind that the award is for. Never raises."""
        made = self._by_kind.get(dossier.kind)
        if made is None:
            made = self.memory.program(self.award, self.year, self.readings, dossier.kind, self.engine)
            self._by_kind[dossier.kind] = made
        evaluation = made[0].evaluate(dossier, self.as_of, self.trust_bare)
        decision = evaluation.decision
        return Verdict(
            award=self.award.id,
            award_title=self.award.title,
            candidate=dossier.id,
            kind=dossier.kind,
            outcome=Outcome.of(decision.truth),
            exact=decision.exact,
            method=decision.method,
            basis=DecidedBasis(self.rulebook, self.award, self.readings, self.year, evaluation, made[1]),
            readings=self._in_force,
            notices=self._notices,
            provenance=self._provenance,
            name=dossier.name,
        )

    def _made_from(self) -> Provenance:
        identity = self.rulebook.identity
        return Provenance(
            rulebook=self.rulebook.id,
            issuer=identity.issuer.name,
            number=None if isinstance(identity.number, Unstated) else identity.number,
            date=None if isinstance(identity.date, Unstated) else identity.date,
            rules_digest=self.memory.digest,
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
