"""Completions are decided and agree with what was known; better known dossiers have fewer unknowns, never other values."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from testing.books import DECIDABLE, FACE, INDIVIDUAL, PLAN, name

from cchc_rules import Dossier, LoadedAward, LoadedRulebook, Outcome, UsageError
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.snapshot import Known, take_snapshot
from cchc_rules.testing import THE_END, better_known, completed, completions, dossier_to_mapping, questions, rulebooks
from cchc_rules.testing.arguments import default_day
from cchc_rules.testing.questions import Question

QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def last_year(award: LoadedAward) -> int | None:
    """The year that is asked about unless another is."""
    return max(award.book.rulebook.award_years) if award.annual else None


@pytest.mark.parametrize("award", DECIDABLE, ids=name)
def test_completions_are_decided_and_keep_what_is_known(award: LoadedAward) -> None:
    """Both outcomes occur; a known fact has its value in every completion; a completion can be written down."""
    year = last_year(award)
    day = default_day(award, year)
    outcomes: Counter[Outcome] = Counter()

    @QUICK
    @given(completed(award))
    def check(pair: tuple[Dossier, Dossier]) -> None:
        dossier, completion = pair
        outcomes[award.evaluate(completion, year=year, as_of=THE_END).outcome] += 1
        before, after = take_snapshot(dossier, day), take_snapshot(completion, THE_END)
        assert completion.facts or completion.entities or completion.lists
        for key, state in before.facts.items():
            known = after.facts.get(key)
            if isinstance(state, Known) and known is not None:
                assert isinstance(known, Known)
                assert known.value == state.value
        assert award.book.dossier(dossier_to_mapping(completion)) == completion

    check()
    assert outcomes[Outcome.UNDETERMINED] == 0
    assert min(outcomes[Outcome.ELIGIBLE], outcomes[Outcome.NOT_ELIGIBLE]) >= 1


def test_completions_of_external_criteria_stay_open() -> None:
    """No dossier can supply the criteria of another document."""
    award = PLAN.award("bang-khen-hang-nam")

    @QUICK
    @given(completed(award, kind="division"))
    def check(pair: tuple[Dossier, Dossier]) -> None:
        verdict = award.evaluate(pair[1], year=2025, as_of=THE_END)
        assert verdict.outcome is Outcome.UNDETERMINED
        assert [unknown.reason for unknown in verdict.unknown] == ["external"]

    check()


def test_unseen_records_occur_in_completions() -> None:
    """A list that may hold more is completed with more now and then, with dates after those that it is complete to."""
    added: Counter[bool] = Counter()

    @settings(QUICK, max_examples=100)
    @given(completed(FACE, year=2025, as_of=datetime.date(2025, 6, 30)))
    def check(pair: tuple[Dossier, Dossier]) -> None:
        dossier, completion = pair
        state = take_snapshot(dossier, datetime.date(2025, 6, 30)).list_state("courses")
        more = completion.lists["courses"].records[len(state.records) :]
        added[bool(more)] += 1
        if state.complete_to is not None:
            days = [claim.value for record in more for claim in record["finished_on"].claims]
            assert all(isinstance(day, int) and day > state.complete_to.toordinal() for day in days)

    check()
    assert min(added[True], added[False]) >= 10


@QUICK
@given(rulebooks(), st.data())
def test_better_known_dossiers_know_more(book: LoadedRulebook, data: st.DataObject) -> None:
    """What was known keeps its value, every list that was complete still is, and no record is lost."""
    asked: Question = data.draw(questions(book.awards[0]))
    before, after = asked.snapshot, asked.about(data.draw(better_known(asked))).snapshot
    for key, state in before.facts.items():
        if isinstance(state, Known):
            known = after.state(key)
            assert isinstance(known, Known)
            assert known.value == state.value
    for list_name in before.lists:
        old, new = before.list_state(list_name), after.list_state(list_name)
        assert len(new.records) >= len(old.records)
        assert old.complete_to is None or (new.complete_to is not None and new.complete_to >= old.complete_to)


def test_better_known_dossiers_differ() -> None:
    """At least one in four really knows more, and some of them decide what was undetermined."""
    seen: Counter[str] = Counter()

    @settings(QUICK, max_examples=100)
    @given(questions(INDIVIDUAL, trust_bare_attestations=False), st.data())
    def check(asked: Question, data: st.DataObject) -> None:
        better = data.draw(better_known(asked))
        seen["more"] += better != asked.dossier
        undetermined = asked.evaluate().outcome is Outcome.UNDETERMINED
        seen["decided"] += undetermined and asked.about(better).evaluate().outcome is not Outcome.UNDETERMINED

    check()
    assert seen["more"] >= 25
    assert seen["decided"] >= 2


def test_questions_about_facts_of_no_entity_can_be_completed() -> None:
    """A candidate who belongs nowhere belongs somewhere in every completion."""
    dossier = PLAN.dossier({"as_of": "2025-01-20", "award_year": 2024, "id": "x", "kind": "individual"})
    readings = PLAN.rulebook.default_readings()
    day = datetime.date(2025, 1, 20)
    asked = Question(award=INDIVIDUAL, dossier=dossier, year=2024, as_of=day, readings=readings)

    @settings(max_examples=10, deadline=None)
    @given(completions(asked))
    def check(completion: Dossier) -> None:
        state = take_snapshot(completion, THE_END).state(FactKey("office.par_rank", 2024))
        assert isinstance(state, Known)

    check()


@pytest.mark.parametrize("arguments", [{"near_thresholds": 1}, {"max_records": -1}])
def test_senseless_arguments_are_refused_at_once(arguments: dict[str, Any]) -> None:
    """As for dossiers."""
    with pytest.raises(InvalidArgument):
        completed(FACE, **arguments)
    with pytest.raises(UsageError):
        completed(FACE, year=1999)
