"""The laws hold: of every shipped award, of the examples, of random rulebooks. They fail of engines that are broken."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from testing.books import AWARDS, BOOKS, FACE, PLAN, SMALL, name

from cchc_rules import LoadedAward, LoadedRulebook, Outcome, UsageError, Verdict
from cchc_rules import testing as t
from cchc_rules.language.rulebooks.dump import Documents, dump
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.testing import checks, laws

CHECKS: tuple[Callable[..., None], ...] = (
    t.check_completions_agree,
    t.check_dossiers_can_be_written,
    t.check_engines_agree,
    t.check_later_day_never_flips,
    t.check_more_knowledge_never_flips,
    t.check_negation_mirrors,
    t.check_never_raises,
    t.check_order_is_irrelevant,
    t.check_undetermined_has_both_completions,
)


def law_name(law: Callable[..., None]) -> str:
    """What a test about a law is called."""
    return law.__name__.removeprefix("check_")


@pytest.mark.parametrize("law", CHECKS, ids=law_name)
@pytest.mark.parametrize("award", AWARDS, ids=name)
def test_laws_hold(award: LoadedAward, law: Callable[..., None]) -> None:
    """Of every award, with a few questions; the long form draws more."""
    law(award, max_examples=8, derandomize=True)


@pytest.mark.long
@pytest.mark.parametrize("law", CHECKS, ids=law_name)
@pytest.mark.parametrize("award", AWARDS, ids=name)
def test_laws_hold_long(award: LoadedAward, law: Callable[..., None]) -> None:
    """The same laws with new questions every time."""
    law(award, max_examples=300, derandomize=False)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)
def test_rulebooks_are_what_they_are_dumped_as(book: LoadedRulebook) -> None:
    """Law 8 for the rulebooks that are shipped and shown."""
    t.check_decode_dump_identity(book)


def hold(book: LoadedRulebook, data: st.DataObject) -> None:
    """Every law, for one question about a rulebook's award."""
    t.check_decode_dump_identity(book)
    asked = data.draw(t.questions(book.awards[0]))
    laws.engines_agree(asked)
    laws.never_raises(asked)
    laws.order_is_irrelevant(asked)
    laws.negation_mirrors(asked)
    laws.dossier_can_be_written(asked)
    laws.undetermined_has_both_completions(asked)
    laws.decided_in_every_completion(asked)
    laws.completion_agrees(asked, data.draw(t.completions(asked)))
    laws.more_knowledge_never_flips(asked, data.draw(t.better_known(asked)))
    laws.later_day_never_flips(asked, asked.days_later(data.draw(st.sampled_from((1, 30, 365)))))


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(t.rulebooks(), st.data())
def test_laws_hold_of_random_rulebooks(book: LoadedRulebook, data: st.DataObject) -> None:
    """Every predicate, every type of fact, everything together."""
    hold(book, data)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None, suppress_health_check=SLOW, derandomize=False)
@given(t.rulebooks(max_leaves=8), st.data())
def test_laws_hold_of_random_rulebooks_long(book: LoadedRulebook, data: st.DataObject) -> None:
    """The same on many more, and on larger ones."""
    hold(book, data)


Evaluate = Callable[..., Verdict]
GOOD: Evaluate = LoadedAward.evaluate


def unknown_is_a_match(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Gives the benefit of the doubt."""
    verdict = GOOD(award, dossier, **told)
    return evolve(verdict, outcome=Outcome.ELIGIBLE) if verdict.outcome is Outcome.UNDETERMINED else verdict


def missing_is_no(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Takes what is not in the dossier for a no."""
    verdict = GOOD(award, dossier, **told)
    return evolve(verdict, outcome=Outcome.NOT_ELIGIBLE) if verdict.outcome is Outcome.UNDETERMINED else verdict


def over_cautious(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Decides nothing as long as a list is not complete, whether it matters or not."""
    verdict = GOOD(award, dossier, **told)
    closed = dossier.lists and all(given.complete for given in dossier.lists.values())
    return verdict if closed else evolve(verdict, outcome=Outcome.UNDETERMINED)


def first_record_only(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Counts the first record of each list."""
    lists = {name: evolve(given, records=given.records[:1]) for name, given in dossier.lists.items()}
    return GOOD(award, evolve(dossier, lists=FrozenDict(lists)), **told)


def stops_at_a_miss(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Counts courses until one does not match."""

    def cut(given: RecordList) -> RecordList:
        basic = [
            number for number, record in enumerate(given.records) if "level" in record and is_basic(record["level"])
        ]
        return evolve(given, records=given.records[: min(basic, default=None)])

    lists = {name: cut(given) for name, given in dossier.lists.items()}
    return GOOD(award, evolve(dossier, lists=FrozenDict(lists)), **told)


def is_basic(stated: Stated) -> bool:
    """Whether the lower of the two levels is stated."""
    return any(claim.value == 0 for claim in stated.claims)


def complete_for_good(award: LoadedAward, dossier: Dossier, *, as_of: datetime.date, **told: Any) -> Verdict:
    """Takes a list that is complete today for one that is complete for ever."""

    def closed(given: RecordList) -> RecordList:
        last = as_of.toordinal()
        records = tuple(record for record in given.records if not finished_after(record, last))
        return evolve(given, records=records, cut_off=t.THE_END, to=None)

    lists = {name: closed(given) for name, given in dossier.lists.items()}
    return GOOD(award, evolve(dossier, lists=FrozenDict(lists)), as_of=t.THE_END, **told)


def finished_after(record: Any, last: int) -> bool:
    """Whether a course was finished after a day."""
    return any(claim.value > last for claim in record["finished_on"].claims) if "finished_on" in record else False


def fails_on_two_records(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Divides by the number of records that it does not expect."""
    if any(len(given.records) == 2 for given in dossier.lists.values()):
        raise ZeroDivisionError("two records")
    return GOOD(award, dossier, **told)


def engines_differ(award: LoadedAward, dossier: Dossier, *, engine: str = "compiled", **told: Any) -> Verdict:
    """One of the two engines takes what is missing for a no."""
    return (missing_is_no if engine == "reference" else GOOD)(award, dossier, **told)


def negates_like_logic(award: LoadedAward, dossier: Dossier, **told: Any) -> Verdict:
    """Takes "not known to hold" for "does not hold"."""
    verdict = GOOD(award, dossier, **told)
    if isinstance(award.award.criteria, p.NoneOf) and verdict.outcome is Outcome.UNDETERMINED:
        return evolve(verdict, outcome=Outcome.ELIGIBLE)
    return verdict


def check_later_day_from_june(award: LoadedAward, **drawn: Any) -> None:
    """The law for days in the middle of the year, when files know of the days after."""
    t.check_later_day_never_flips(award, year=2025, as_of=datetime.date(2025, 6, 30), **drawn)


BROKEN: tuple[tuple[Callable[..., None], Evaluate], ...] = (
    (t.check_completions_agree, unknown_is_a_match),
    (t.check_completions_agree, missing_is_no),
    (t.check_completions_agree, first_record_only),
    (t.check_more_knowledge_never_flips, unknown_is_a_match),
    (t.check_more_knowledge_never_flips, missing_is_no),
    (t.check_undetermined_has_both_completions, over_cautious),
    (t.check_order_is_irrelevant, stops_at_a_miss),
    (check_later_day_from_june, complete_for_good),
    (t.check_never_raises, fails_on_two_records),
    (t.check_engines_agree, engines_differ),
    (t.check_negation_mirrors, negates_like_logic),
)


@pytest.mark.parametrize(("law", "engine"), BROKEN, ids=lambda part: part.__name__)
def test_laws_fail_of_broken_engines(
    law: Callable[..., None], engine: Evaluate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with a dossier in the message, and the day that was asked about. The pristine engine beside it passes."""
    monkeypatch.setattr("cchc_rules.testing.checks.settings", partial(settings, phases=[Phase.generate]))
    law(FACE, max_examples=50, derandomize=True)
    monkeypatch.setattr(LoadedAward, "evaluate", engine)
    with pytest.raises(t.BrokenLaw) as broken:
        law(FACE, max_examples=5_000, derandomize=True)  # what is drawn depends on what was imported before
    message = str(broken.value)
    assert message.startswith("The law does not hold of the award `guong-mat-so` of `so-vi-du/quy-che-2025`: ")
    asked = broken.value.question
    assert asked is not None
    shown = json.loads(message.partition("the dossier:\n")[2].partition("\n}")[0] + "\n}", parse_float=str)
    assert shown["candidates"][0]["id"] == asked.dossier.id
    assert f"as_of={asked.as_of}" in message
    assert not hasattr(broken.value, "__notes__")


def test_the_smallest_dossier_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """For an engine that gives the benefit of the doubt that is the empty one; the message is what a person can use."""
    monkeypatch.setattr(LoadedAward, "evaluate", unknown_is_a_match)
    with pytest.raises(AssertionError) as broken:
        t.check_completions_agree(FACE, year=2025, readings={}, trust_bare_attestations=False, derandomize=True)
    first, second, third, fourth, *rest = str(broken.value).splitlines()
    assert first.endswith(": a decided verdict is that of every completion.")
    assert second.startswith("the dossier: eligible (")
    assert third == "asked: year=2025, as_of=2026-01-31"
    assert fourth == "the dossier:"
    assert isinstance(broken.value, t.BrokenLaw)
    assert broken.value.question is not None
    assert broken.value.question.dossier.facts == {}
    assert broken.value.question.dossier.lists == {}
    assert rest.index("the completion, as of the last day of the calendar:") > 0


def test_a_file_that_loses_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that forgets since when a value is known."""
    good = LoadedRulebook.dossier

    def forgetful(book: LoadedRulebook, mapping: Any) -> Dossier:
        dossier = good(book, mapping)
        return evolve(dossier, links=FrozenDict(), facts=FrozenDict())

    monkeypatch.setattr(LoadedRulebook, "dossier", forgetful)
    with pytest.raises(t.BrokenLaw, match="what is read again is another dossier"):
        t.check_dossiers_can_be_written(FACE, derandomize=True)


def test_a_dump_that_loses_something_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dump that leaves out the aims of the plan, which the small rulebook does not have."""

    def forgetful(rulebook: Rulebook) -> Documents:
        return dump(evolve(rulebook, aims=FrozenDict()))

    monkeypatch.setattr(checks, "dump", forgetful)
    t.check_decode_dump_identity(SMALL)
    with pytest.raises(t.BrokenLaw, match="is another rulebook afterwards"):
        t.check_decode_dump_identity(PLAN)


DOSSIER = SMALL.dossier(
    {"as_of": "2025-12-31", "award_year": 2025, "id": "an", "kind": "individual", "facts": {"survey_score": {2025: 96}}}
)


def test_laws_can_be_asserted_of_one_dossier() -> None:
    """The plain forms, for tests with their own `@given`; year and day are those of the dossier."""
    better = evolve(DOSSIER, facts=FrozenDict({**DOSSIER.facts}))
    t.assert_engines_agree(FACE, DOSSIER)
    t.assert_never_raises(FACE, DOSSIER, as_of=datetime.date(2025, 6, 30))
    t.assert_decided_in_every_completion(FACE, DOSSIER)
    t.assert_undetermined_has_both_completions(FACE, DOSSIER)
    t.assert_more_knowledge_never_flips(FACE, DOSSIER, better)
    t.assert_later_day_never_flips(FACE, DOSSIER, datetime.date(2026, 6, 30))
    t.assert_order_is_irrelevant(FACE, DOSSIER, trust_bare_attestations=True)
    t.assert_negation_mirrors(FACE, DOSSIER)
    t.assert_dossier_can_be_written(FACE, DOSSIER)


def test_plain_forms_fail_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawn completion that contradicts the verdict, and an empty dossier that has contrary completions."""
    empty = SMALL.dossier({"as_of": "2025-12-31", "award_year": 2025, "id": "an", "kind": "individual"})
    no = SMALL.dossier(
        {
            "as_of": "9999-12-31",
            "award_year": 2025,
            "id": "an",
            "kind": "individual",
            "facts": {
                "survey_score": {2025: 0},
                "good_conduct": {2025: {"value": False, "capacity": "director", "date": "2025-12-31"}},
            },
            "lists": {"courses": []},
        }
    )
    t.assert_completion_agrees(FACE, empty, no)
    monkeypatch.setattr(LoadedAward, "evaluate", unknown_is_a_match)
    with pytest.raises(t.BrokenLaw, match="a completion of it: not_eligible"):
        t.assert_completion_agrees(FACE, empty, no)
    with pytest.raises(t.BrokenLaw, match="counting one of its completions gives the contrary"):
        t.assert_decided_in_every_completion(FACE, empty)


def test_a_question_without_an_answer_is_no_broken_law() -> None:
    """It is refused, as by an evaluation."""
    with pytest.raises(UsageError):
        t.assert_never_raises(FACE, DOSSIER, year=1999)
    with pytest.raises(UsageError):
        t.check_never_raises(FACE, kind="division")
