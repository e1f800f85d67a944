"""The laws, each for one dossier: :class:`BrokenLaw`, an ``AssertionError``, if it does not hold.

Every function takes the award and the dossier, and what :meth:`LoadedAward.evaluate` is told: ``year`` (by default that
of the dossier), ``as_of`` (by default the cut-off of its data), ``readings``, ``trust_bare_attestations``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from math import prod
from typing import TypedDict, Unpack

from cchc_rules.api import LoadedAward
from cchc_rules.engine.evaluation import ENGINES
from cchc_rules.engine.reference import holds
from cchc_rules.errors import DossierError
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.report.text import render
from cchc_rules.testing.broken import BrokenLaw, evaluated, never_failing
from cchc_rules.testing.mapping import dossier_to_mapping
from cchc_rules.testing.questions import Question, question
from cchc_rules.testing.search import Found, find_completion, plainest
from cchc_rules.testing.turned import negated, turned_award, turned_dossier
from cchc_rules.testing.worlds import THE_END, dossier_of


class Told(TypedDict, total=False):
    """What an evaluation is told beside the dossier."""

    year: int | None
    as_of: datetime.date | None
    readings: Mapping[str, str] | None
    trust_bare_attestations: bool


AGREE = "all engines give the same verdict"
NEVER_RAISES = "evaluating, explaining and writing down a verdict never fails"
COMPLETIONS = "a decided verdict is that of every completion"
BOTH = "an exact undetermined verdict has a completion that is eligible and one that is not"
KNOWLEDGE = "more knowledge leaves a decided verdict as it is"
LATER = "a later day never turns eligible into not eligible or back"
ORDER = "the order of criteria, records and facts is irrelevant"
NEGATION = "the negation of the criteria has the opposite verdict"
WRITTEN = "a dossier can be written down and read again"

MOST_ASSIGNMENTS = 500
"""Of an award whose readings have more joint assignments, nobody asks here whether verdicts are robust: it takes long."""

_ELIGIBLE = {True: Outcome.ELIGIBLE, False: Outcome.NOT_ELIGIBLE}
_OPPOSITE = {
    Outcome.ELIGIBLE: Outcome.NOT_ELIGIBLE,
    Outcome.NOT_ELIGIBLE: Outcome.ELIGIBLE,
    Outcome.UNDETERMINED: Outcome.UNDETERMINED,
}


def assert_engines_agree(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """All engines give the same verdict: outcome, explanation, what is missing, readings, everything."""
    engines_agree(question(award, dossier, **told))


def assert_never_raises(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """A checked rulebook over a decoded dossier always has an answer, which can be explained and written down."""
    never_raises(question(award, dossier, **told))


def assert_completion_agrees(award: LoadedAward, dossier: Dossier, completion: Dossier, **told: Unpack[Told]) -> None:
    """A decided verdict is that of the completion; plain counting decides the completion. See :func:`completed`."""
    completion_agrees(question(award, dossier, **told), completion)


def assert_decided_in_every_completion(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """A decided verdict is that of every completion: a directed search finds none that counts to the contrary."""
    decided_in_every_completion(question(award, dossier, **told))


def assert_undetermined_has_both_completions(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """An undetermined verdict that is exact has a completion each way."""
    undetermined_has_both_completions(question(award, dossier, **told))


def assert_more_knowledge_never_flips(
    award: LoadedAward, dossier: Dossier, better_known: Dossier, **told: Unpack[Told]
) -> None:
    """A decided verdict stays what it is when more of the same becomes known. See :func:`better_known`."""
    more_knowledge_never_flips(question(award, dossier, **told), better_known)


def assert_later_day_never_flips(
    award: LoadedAward, dossier: Dossier, later: datetime.date, **told: Unpack[Told]
) -> None:
    """The same dossier as of a later day has no contrary verdict; a dispute may make it undetermined."""
    later_day_never_flips(question(award, dossier, **told), later)


def assert_order_is_irrelevant(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """Criteria, records, facts and statements turned round give the same outcome."""
    order_is_irrelevant(question(award, dossier, **told))


def assert_negation_mirrors(award: LoadedAward, dossier: Dossier, **told: Unpack[Told]) -> None:
    """``none_of`` the criteria is met where they are not, not met where they are, undetermined where they are."""
    negation_mirrors(question(award, dossier, **told))


def assert_dossier_can_be_written(award: LoadedAward, dossier: Dossier) -> None:
    """``rulebook.dossier(dossier_to_mapping(dossier))`` is the dossier."""
    dossier_can_be_written(question(award, dossier))


def engines_agree(asked: Question) -> None:
    """The law, for one question."""
    first, *others = ENGINES
    verdict = evaluated(AGREE, asked, first)
    for engine in others:
        other = evaluated(AGREE, asked, engine)
        if other != verdict:
            raise BrokenLaw(AGREE, f"{first}: {_shown(verdict)}; {engine}: {_shown(other)}", asked)


def never_raises(asked: Question) -> None:
    """The law, for one question."""
    verdict = evaluated(NEVER_RAISES, asked)
    steps: dict[str, Callable[[], object]] = {
        "explaining it": lambda: verdict.explanation,
        "saying what is missing": lambda: verdict.unknown,
        "writing it as data": verdict.to_dict,
        "writing it in Vietnamese": lambda: render(verdict, "vi"),
        "writing it in English": lambda: render(verdict, "en"),
    }
    if _assignments(asked.award) <= MOST_ASSIGNMENTS:
        steps["asking whether it is robust"] = lambda: verdict.robust
    for what, step in steps.items():
        never_failing(NEVER_RAISES, asked, what, step)


def completion_agrees(asked: Question, completion: Dossier) -> None:
    """The law, for one question and one completion."""
    verdict = evaluated(COMPLETIONS, asked)
    whole = asked.about(completion, THE_END)
    told = evaluated(COMPLETIONS, whole)
    counted = _ELIGIBLE[holds(whole.core, plainest(whole.asked, whole.snapshot))]
    if told.outcome is not counted and not asked.asked.external:
        fault = f"counting says {counted.value}, the verdict on a complete dossier says {_shown(told)}"
        raise BrokenLaw(COMPLETIONS, fault, whole)
    if Outcome.UNDETERMINED not in (verdict.outcome, told.outcome) and told.outcome is not verdict.outcome:
        fault = f"the dossier: {_shown(verdict)}; a completion of it: {_shown(told)}"
        raise BrokenLaw(COMPLETIONS, fault, asked, ("the completion, as of the last day of the calendar", completion))


def decided_in_every_completion(asked: Question) -> None:
    """The law, for one question."""
    verdict = evaluated(COMPLETIONS, asked)
    if verdict.outcome is Outcome.UNDETERMINED:
        return
    contrary = _search(asked, met=verdict.outcome is Outcome.NOT_ELIGIBLE)
    if contrary.world is not None:
        completion = dossier_of(contrary.world, asked.dossier, asked.as_of)
        fault = f"the dossier: {_shown(verdict)}; counting one of its completions gives the contrary"
        raise BrokenLaw(COMPLETIONS, fault, asked, ("the completion, as of the last day of the calendar", completion))


def undetermined_has_both_completions(asked: Question) -> None:
    """The law, for one question; a search that would take too long says nothing."""
    verdict = evaluated(BOTH, asked)
    if verdict.outcome is not Outcome.UNDETERMINED or not verdict.exact:
        return
    for met in (True, False):
        found = _search(asked, met=met)
        expected = _ELIGIBLE[met]
        if found.world is None:
            if found.exhausted:
                raise BrokenLaw(BOTH, f"undetermined, but no completion is {expected.value}", asked)
            continue
        whole = dossier_of(found.world, asked.dossier, asked.as_of)
        told = evaluated(BOTH, asked.about(whole, THE_END))
        if told.outcome is not expected and not asked.asked.external:
            fault = f"counting says {expected.value}, the verdict on a complete dossier says {_shown(told)}"
            raise BrokenLaw(BOTH, fault, asked.about(whole, THE_END))


def more_knowledge_never_flips(asked: Question, better_known: Dossier) -> None:
    """The law, for one question and a dossier of the same candidate that knows more."""
    before = evaluated(KNOWLEDGE, asked)
    after = evaluated(KNOWLEDGE, asked.about(better_known))
    if before.outcome is Outcome.UNDETERMINED or not after.exact or after.outcome is before.outcome:
        return
    fault = f"the dossier: {_shown(before)}; better known: {_shown(after)}"
    raise BrokenLaw(KNOWLEDGE, fault, asked, ("better known", better_known))


def later_day_never_flips(asked: Question, later: datetime.date) -> None:
    """The law, for one question and a later day."""
    before, after = evaluated(LATER, asked), evaluated(LATER, asked.about(asked.dossier, later))
    if Outcome.UNDETERMINED not in (before.outcome, after.outcome) and before.outcome is not after.outcome:
        fault = f"as of {asked.as_of}: {_shown(before)}; as of {later}: {_shown(after)}"
        raise BrokenLaw(LATER, fault, asked)


def order_is_irrelevant(asked: Question) -> None:
    """The law, for one question."""
    verdict = evaluated(ORDER, asked)
    turned = asked.about(turned_dossier(asked.dossier))
    for what, other in (("the dossier", turned), ("the criteria", turned.by(turned_award(asked.award)))):
        told = evaluated(ORDER, other)
        if (told.outcome, told.exact) != (verdict.outcome, verdict.exact):
            fault = f"as it stands: {_shown(verdict)}; with {what} turned round: {_shown(told)}"
            raise BrokenLaw(ORDER, fault, asked)


def negation_mirrors(asked: Question) -> None:
    """The law, for one question."""
    verdict = evaluated(NEGATION, asked)
    told = evaluated(NEGATION, asked.by(negated(asked.award)))
    if told.outcome is not _OPPOSITE[verdict.outcome] and verdict.exact and told.exact:
        raise BrokenLaw(NEGATION, f"the criteria: {_shown(verdict)}; none_of them: {_shown(told)}", asked)


def dossier_can_be_written(asked: Question) -> None:
    """The law, for one question's dossier."""
    try:
        again = asked.award.book.dossier(dossier_to_mapping(asked.dossier))
    except DossierError as error:
        raise BrokenLaw(WRITTEN, f"reading it again is refused: {error.render('en')}", asked) from error
    if again != asked.dossier:
        raise BrokenLaw(WRITTEN, "what is read again is another dossier", asked, ("read again", again))


def _assignments(award: LoadedAward) -> int:
    """How many joint assignments the readings have that the award reaches."""
    return prod(len(award.book.rulebook.readings[name].options) for name in award.readings())


def _search(asked: Question, *, met: bool) -> Found:
    return find_completion(asked.core, asked.snapshot, asked.asked, met=met)


def _shown(verdict: Verdict) -> str:
    return f"{verdict.outcome.value} ({verdict.method})"
