"""Questions: a dossier with all that an evaluation has to be told, and the strategy that draws them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from cchc_rules.api import LoadedAward
from cchc_rules.engine.core import Core
from cchc_rules.engine.evaluation import Engine
from cchc_rules.engine.snapshot import Snapshot, take_snapshot
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.verdict import Verdict
from cchc_rules.testing.arguments import Asking, a_flag, a_number, asking, default_day, short
from cchc_rules.testing.asked import Asked, asked, core_of
from cchc_rules.testing.dossiers import made_up


@frozen(kw_only=True)
class Question:
    """A dossier held against an award, with everything that :meth:`LoadedAward.evaluate` is told. ``readings`` has every
    reading of the rulebook.
    """

    award: LoadedAward = field(repr=short)
    dossier: Dossier
    year: int | None
    as_of: datetime.date
    readings: FrozenDict[str, str]
    trust_bare_attestations: bool = False

    def evaluate(self, engine: Engine = "compiled") -> Verdict:
        """The verdict, by the engine that runs unless another is asked for, or by that other one."""
        return self.award.evaluate(
            self.dossier,
            year=self.year,
            as_of=self.as_of,
            readings=self.readings,
            trust_bare_attestations=self.trust_bare_attestations,
            engine=engine,
        )

    def about(self, dossier: Dossier, as_of: datetime.date | None = None) -> Question:
        """The same question about another dossier, perhaps on another day."""
        return evolve(self, dossier=dossier, as_of=self.as_of if as_of is None else as_of)

    def days_later(self, days: int) -> datetime.date:
        """So many days after the day that is asked about."""
        return self.as_of + datetime.timedelta(days=days)

    def by(self, award: LoadedAward) -> Question:
        """The same question about another award of the same vocabulary."""
        return evolve(self, award=award)

    @property
    def core(self) -> Core:
        """The criteria that decide it."""
        return core_of(self.award, self.year, self.dossier.kind, self.readings)

    @property
    def asked(self) -> Asked:
        """What the criteria ask about."""
        return asked(self.award, self.year, self.dossier.kind, self.readings)

    @property
    def snapshot(self) -> Snapshot:
        """What counts of the dossier on the day."""
        return take_snapshot(self.dossier, self.as_of, trust_bare_attestations=self.trust_bare_attestations)


def question(
    award: LoadedAward,
    dossier: Dossier,
    *,
    year: int | None = None,
    as_of: datetime.date | None = None,
    readings: Mapping[str, str] | None = None,
    trust_bare_attestations: bool = False,
) -> Question:
    """One question. ``year`` is by default that of the dossier, ``as_of`` the cut-off of its data.

    :class:`~cchc_rules.errors.UsageError` if it has no answer.
    """
    year = dossier.award_year if year is None and award.annual else year
    fixed = asking(award, year, dossier.as_of if as_of is None else as_of, dossier.kind, readings)
    return Question(
        award=award,
        dossier=dossier,
        year=fixed.year,
        as_of=fixed.as_of,
        readings=fixed.readings,
        trust_bare_attestations=trust_bare_attestations,
    )


def questions(
    award: LoadedAward,
    *,
    year: int | None = None,
    as_of: datetime.date | None = None,
    kind: str | None = None,
    readings: Mapping[str, str] | None = None,
    trust_bare_attestations: bool | None = None,
    near_thresholds: bool = True,
    partial: bool = True,
    max_records: int = 30,
) -> st.SearchStrategy[Question]:
    """Questions about an award. What is not given is drawn: a permitted year; a day in the award year, at its end or in
    January after it; the defaults of the readings or others; now and then, that bare attestations are trusted. The other
    arguments are those of :func:`dossiers`.
    """
    asking(award, year, as_of, kind, readings)
    if trust_bare_attestations is not None:
        a_flag("trust_bare_attestations", trust_bare_attestations)
    a_flag("near_thresholds", near_thresholds)
    a_flag("partial", partial)
    a_number("max_records", max_records, 0)
    fixed = _Fixed(award, year, as_of, kind, readings, trust_bare_attestations)
    return _questions(fixed, near_thresholds, partial, max_records)


@frozen
class _Fixed:
    """What is told of a question; ``None`` for what is drawn."""

    award: LoadedAward = field(repr=short)
    year: int | None
    as_of: datetime.date | None
    kind: str | None
    readings: Mapping[str, str] | None
    trust: bool | None


@st.composite
def _questions(draw: st.DrawFn, fixed: _Fixed, near: bool, partial: bool, most: int) -> Question:
    award, year = fixed.award, fixed.year
    if year is None and award.annual:
        year = draw(st.sampled_from(sorted(award.book.rulebook.award_years, reverse=True)))
    day = draw(st.sampled_from(_days(award, year))) if fixed.as_of is None else fixed.as_of
    chosen = draw(_readings(award)) if fixed.readings is None else fixed.readings
    assignment = FrozenDict(award.book.rulebook.default_readings() | dict(chosen))
    kinds = tuple(award.award.recipient) if fixed.kind is None else (fixed.kind,)
    dossier = draw(made_up(Asking(award, kinds, year, day, assignment), near, partial, most))
    trusted = draw(st.integers(0, 9)) == 9 if fixed.trust is None else fixed.trust
    return Question(
        award=award, dossier=dossier, year=year, as_of=day, readings=assignment, trust_bare_attestations=trusted
    )


def _days(award: LoadedAward, year: int | None) -> list[datetime.date]:
    last = default_day(award, year)
    return [last, datetime.date(last.year - 1, 12, 31), datetime.date(last.year - 1, 6, 30)]


def _readings(award: LoadedAward) -> st.SearchStrategy[dict[str, str]]:
    """Mostly the defaults, else some other options of the readings that the award reaches."""
    declared = award.book.rulebook.readings
    changed = {name: st.sampled_from(tuple(declared[name].options)) for name in award.readings()}
    none: st.SearchStrategy[dict[str, str]] = st.just({})
    return st.one_of(none, none, st.fixed_dictionaries({}, optional=changed)) if changed else none
