"""The strategy for dossiers gives what it promises: every outcome, every threshold, every way of not counting."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import find, given, settings
from hypothesis.errors import InvalidArgument
from testing.books import AWARDS, DECIDABLE, EXTERNAL, FACE, INDIVIDUAL, PERIOD, PLAN, name

from cchc_rules import Dossier, LoadedAward, Outcome, UsageError
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.snapshot import Known, Unknown, take_snapshot
from cchc_rules.model.dossier import Stated
from cchc_rules.model.region import Intervals
from cchc_rules.testing import dossiers, questions
from cchc_rules.testing.arguments import default_day
from cchc_rules.testing.asked import Asked, asked

JANUARY = datetime.date(2025, 1, 31)


@lru_cache
def drawn(award: LoadedAward, examples: int = 300, **arguments: Any) -> list[Dossier]:
    """The same dossiers every time."""
    found: list[Dossier] = []

    @settings(max_examples=examples, derandomize=True, database=None, deadline=None)
    @given(dossiers(award, **arguments))
    def take(dossier: Dossier) -> None:
        found.append(dossier)

    take()
    return found


def last_year(award: LoadedAward) -> int | None:
    """The year that is asked about unless another is."""
    return max(award.book.rulebook.award_years) if award.annual else None


def about(award: LoadedAward) -> Asked:
    """What an award asks of its first kind of candidate."""
    readings = award.book.rulebook.default_readings()
    return asked(award, last_year(award), award.award.recipient[0], readings)


@pytest.mark.parametrize("award", DECIDABLE, ids=name)
def test_every_outcome_is_common(award: LoadedAward) -> None:
    """Of 300 dossiers, at least one in 15 is eligible, one in ten not, one in ten undetermined."""
    year, day = last_year(award), default_day(award, last_year(award))
    outcomes = Counter(award.evaluate(dossier, year=year, as_of=day).outcome for dossier in drawn(award))
    assert outcomes[Outcome.ELIGIBLE] >= 20
    assert outcomes[Outcome.NOT_ELIGIBLE] >= 30
    assert outcomes[Outcome.UNDETERMINED] >= 30


@pytest.mark.parametrize("award", [a for a in AWARDS if a.id in EXTERNAL], ids=name)
def test_criteria_of_another_document_are_never_decided(award: LoadedAward) -> None:
    """Their only criterion is one that no dossier can supply."""
    year, day = last_year(award), default_day(award, last_year(award))
    assert {award.evaluate(d, year=year, as_of=day).outcome for d in drawn(award, 30)} == {Outcome.UNDETERMINED}


@pytest.mark.parametrize("award", [INDIVIDUAL, PERIOD], ids=name)
def test_every_threshold_is_hit_on_both_sides(award: LoadedAward) -> None:
    """Each end of each region of a number, and its neighbour outside, at least once in 300 dossiers, whatever the year."""
    day = default_day(award, last_year(award))
    snapshots = [take_snapshot(dossier, day) for dossier in drawn(award)]
    seen: Counter[tuple[str, object]] = Counter()
    wanted: set[tuple[str, object]] = set()
    for key, regions in about(award).facts.items():
        spec = PLAN.rulebook.vocabulary.fact(about(award).kind, key.name)
        assert spec is not None
        states = [snapshot.state(key) for snapshot in snapshots]
        seen.update((key.name, state.value) for state in states if isinstance(state, Known))
        ends = {end for region in regions if isinstance(region, Intervals) for end in region.ends()}
        wanted |= {(key.name, end) for end in ends if spec.domain.contains(end)}
    assert len(wanted) >= 20
    assert {end: seen[end] for end in wanted if not seen[end]} == {}


def test_lists_are_just_long_enough_and_one_short() -> None:
    """The plan asks for three articles, the small rules for two courses."""
    for award, list_name, bound in ((INDIVIDUAL, "articles", 3), (FACE, "courses", 2)):
        lengths = Counter(len(d.lists[list_name].records) for d in drawn(award) if list_name in d.lists)
        assert lengths[0] > 5
        assert lengths[bound - 1] > 10
        assert lengths[bound] > 10
        assert lengths[bound + 1] > 10


def test_lists_are_complete_complete_to_a_day_open_and_absent() -> None:
    """Each at least five times in 300."""
    forms = Counter(form(dossier, "articles") for dossier in drawn(INDIVIDUAL))
    assert {"absent", "complete", "complete to", "open"} == set(forms)
    assert min(forms.values()) >= 5


def form(dossier: Dossier, list_name: str) -> str:
    """How complete a list is."""
    given = dossier.lists.get(list_name)
    if given is None:
        return "absent"
    return "open" if not given.complete else "complete" if given.to is None else "complete to"


REASONS = (
    "not_given",
    "not_published",
    "under_review",
    "no_attestation",
    "not_authorised",
    "other_unit",
    "self_attested",
    "after_as_of",
    "not_yet_known",
    "disputed",
    "no_link",
)


def test_facts_fail_to_count_in_every_way() -> None:
    """Every reason that the plan's vocabulary permits, at least twice in 600 dossiers."""
    reasons: Counter[str] = Counter()
    for award in (INDIVIDUAL, PERIOD):
        for dossier in drawn(award):
            snapshot = take_snapshot(dossier, default_day(award, last_year(award)))
            states = [snapshot.state(key) for key in about(award).facts]
            reasons.update(state.reason for state in states if isinstance(state, Unknown))
    assert {reason: reasons[reason] for reason in REASONS if reasons[reason] < 2} == {}


def test_the_simplest_dossier_is_empty() -> None:
    """Whatever a test fails for, examples shrink towards the dossier that says nothing."""
    options = settings(database=None, max_examples=20, derandomize=True)
    simplest = find(dossiers(FACE), lambda dossier: True, settings=options)
    assert (simplest.facts, simplest.lists, simplest.entities, simplest.links) == ({}, {}, {}, {})
    assert simplest.as_of == default_day(FACE, 2026)


def test_examples_shrink_to_what_matters() -> None:
    """The simplest dossier with a course of a level has one course, and says nothing else that matters."""

    def has_level(dossier: Dossier) -> bool:
        return "courses" in dossier.lists and any("level" in record for record in dossier.lists["courses"].records)

    options = settings(database=None, max_examples=200, derandomize=True)
    simplest = find(dossiers(FACE), has_level, settings=options)
    assert simplest.facts == {}
    assert len(simplest.lists["courses"].records) == 1


@pytest.mark.parametrize("award", [INDIVIDUAL, FACE], ids=name)
def test_complete_dossiers_leave_nothing_unknown(award: LoadedAward) -> None:
    """Every fact that the award asks about counts, every list is complete to the day."""
    day = default_day(award, last_year(award))
    for dossier in drawn(award, 60, partial=False):
        snapshot = take_snapshot(dossier, day)
        assert all(isinstance(snapshot.state(key), Known) for key in about(award).facts)
        assert all(snapshot.list_state(name).complete_to == day for name in about(award).counts)


def test_values_lie_anywhere_without_thresholds() -> None:
    """Without the preference for thresholds, most indices lie at none of them."""
    key = FactKey("office.par_index", 2025)
    ends = {value for region in about(INDIVIDUAL).facts[key] for value in getattr(region, "ends", list)()}

    def at_an_end(**arguments: bool) -> float:
        snapshots = [
            take_snapshot(dossier, default_day(INDIVIDUAL, 2025)) for dossier in drawn(INDIVIDUAL, **arguments)
        ]
        values = [state.value for s in snapshots if isinstance(state := s.state(key), Known)]
        return sum(value in ends for value in values) / len(values)

    assert at_an_end() > 0.5
    assert at_an_end(near_thresholds=False) < 0.2


def test_arguments_decide_what_is_drawn() -> None:
    """Year, day, kind and number of records are those that were asked for."""
    for dossier in drawn(INDIVIDUAL, 40, year=2023, as_of=JANUARY, max_records=1):
        assert dossier.award_year == 2023
        assert abs((dossier.as_of - JANUARY).days) <= 60
        assert all(len(given.records) <= 1 for given in dossier.lists.values())
    award = PLAN.award("bang-khen-hang-nam")
    assert {dossier.kind for dossier in drawn(award, 40)} == {"individual", "division"}
    assert {dossier.kind for dossier in drawn(award, 20, kind="division")} == {"division"}
    assert {dossier.award_year for dossier in drawn(PERIOD, 5)} == {None}


def test_questions_draw_what_is_not_given() -> None:
    """Years, days, readings and trust; what is given stays as it is."""
    seen: dict[str, set[object]] = {"year": set(), "as_of": set(), "readings": set(), "trust": set()}

    @settings(max_examples=150, derandomize=True, database=None, deadline=None)
    @given(questions(INDIVIDUAL, as_of=JANUARY))
    def take(question: Any) -> None:
        seen["year"].add(question.year)
        seen["as_of"].add(question.as_of)
        seen["readings"].add(question.readings)
        seen["trust"].add(question.trust_bare_attestations)

    take()
    assert seen["year"] == {2022, 2023, 2024, 2025}
    assert seen["as_of"] == {JANUARY}
    assert len(seen["readings"]) > 10
    assert seen["trust"] == {True, False}


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: dossiers(INDIVIDUAL, year=1999), "CR008"),
        (lambda: dossiers(PERIOD, year=2024), "CR006"),
        (lambda: dossiers(INDIVIDUAL, kind="division"), "CR004"),
        (lambda: dossiers(INDIVIDUAL, as_of=datetime.datetime(2025, 1, 1)), "CR005"),
        (lambda: questions(INDIVIDUAL, readings={"no-such-reading": "x"}), "CR009"),
    ],
)
def test_questions_without_an_answer_are_refused_at_once(call: Callable[[], object], code: str) -> None:
    """As an evaluation would refuse them, with the same diagnostics, before any example is drawn."""
    with pytest.raises(UsageError) as refused:
        call()
    assert [fault.code for fault in refused.value.diagnostics] == [code]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"partial": 1}, "Expected a bool but got partial=1 (type=int)"),
        ({"near_thresholds": None}, "Expected a bool but got near_thresholds=None (type=NoneType)"),
        ({"max_records": "3"}, "Expected a whole number but got max_records='3' (type=str)"),
        ({"max_records": True}, "Expected a whole number but got max_records=True (type=bool)"),
        ({"max_records": -1}, "Expected max_records of at least 0 but got max_records=-1"),
    ],
)
def test_other_senseless_arguments_are_refused_at_once(arguments: dict[str, Any], words: str) -> None:
    """In the words that Hypothesis uses for its own strategies."""
    with pytest.raises(InvalidArgument) as refused:
        dossiers(INDIVIDUAL, **arguments)
    assert str(refused.value) == words


def test_something_else_than_an_award_is_refused() -> None:
    """The usual slip is the rulebook in place of an award."""
    with pytest.raises(InvalidArgument, match="Expected a loaded award"):
        dossiers(PLAN)  # type: ignore[arg-type]  # what the test is about


def test_what_is_stated_is_never_empty() -> None:
    """Only what is said stands in a dossier; a fact that is left out has no entry."""
    for dossier in drawn(INDIVIDUAL, 100):
        assert all(isinstance(stated, Stated) for stated in dossier.facts.values())
        assert all(entity.facts for entity in dossier.entities.values())
