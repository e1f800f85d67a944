"""Pairs of dossiers: a partial one with a completion of it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from hypothesis import strategies as st

from cchc_rules.api import LoadedAward
from cchc_rules.engine.reference import World
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.region import CoreValue, Region
from cchc_rules.model.vocabulary import FactSpec
from cchc_rules.testing.arguments import a_flag, a_number, asking
from cchc_rules.testing.dossiers import made_up
from cchc_rules.testing.questions import Question
from cchc_rules.testing.values import value_in
from cchc_rules.testing.worlds import Completer, dossier_of


def completed(
    award: LoadedAward,
    *,
    year: int | None = None,
    as_of: datetime.date | None = None,
    kind: str | None = None,
    readings: Mapping[str, str] | None = None,
    near_thresholds: bool = True,
    max_records: int = 30,
) -> st.SearchStrategy[tuple[Dossier, Dossier]]:
    """Pairs of a partial dossier and one of its completions on the day ``as_of``.

    A completion has the values that count on the day, for each unknown fact and field one of its possible values, and in
    each list the records that count and any possible number of unseen ones. It says what the criteria ask about and
    nothing else. To be evaluated as of :data:`THE_END`, when no record can be missing: then plain counting decides it,
    but for criteria of other documents (``external``), which no dossier can supply.

    ``readings`` that are not given are the defaults; the other arguments are those of :func:`dossiers`.
    """
    fixed = asking(award, year, as_of, kind, readings)
    a_flag("near_thresholds", near_thresholds)
    a_number("max_records", max_records, 0)

    def question(dossier: Dossier) -> Question:
        return Question(award=award, dossier=dossier, year=fixed.year, as_of=fixed.as_of, readings=fixed.readings)

    drawn = made_up(fixed, near_thresholds, True, max_records).map(question)
    return drawn.flatmap(lambda asked: st.tuples(st.just(asked.dossier), completions(asked)))


@st.composite
def completions(draw: st.DrawFn, question: Question) -> Dossier:
    """The completions of a question's dossier on its day."""
    return dossier_of(some_world(draw, question), question.dossier, question.as_of)


def some_world(draw: st.DrawFn, question: Question) -> World:
    """What the criteria of a question ask about, in one completion of its dossier."""

    def choose(spec: FactSpec, regions: tuple[Region, ...], domain: Region) -> CoreValue:
        return value_in(draw, spec, regions, (domain,))

    def more(most: int) -> int:
        return draw(st.integers(0, most))

    return Completer(question.asked, choose, more).world(question.snapshot)
