"""The whole way from what an author writes to the truth, against a second engine that only lists and counts."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from laws import small
from laws.brute import brute_truth, completions, names_in

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.lower import lower
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Outcome, Truth

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
AS_OF = st.sampled_from(small.CUT_OFFS)
MOST_COMPLETIONS = 30_000


def over_list(part: p.Predicate) -> bool:
    """Whether the predicate counts records."""
    return isinstance(part, (p.CountOf, p.Some, p.Every))


def needed_unseen(award: Award) -> int:
    """More unseen records than this make no difference: two for every count, each counted year its own."""
    times = 2 if small.weight(award, lambda part: isinstance(part, p.Years)) else 1
    return small.weight(award, over_list) * 2 * times


def decided(award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]) -> Truth:
    """The engine's own truth; an exact one."""
    rulebook = small.rulebook(award)
    root = lower(rulebook, award, FrozenDict(readings), 2024 if award.annual else None)
    decision = Decider(take_snapshot(dossier, as_of)).decide(root.core)
    assert decision.exact
    return decision.truth


def agree(award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]) -> None:
    """The law: lowering, snapshot and decision together mean what the words say."""
    most = needed_unseen(award)
    assume(most <= 2)
    rulebook = small.rulebook(award)
    worlds = completions(dossier, names_in(rulebook, award.criteria), as_of, small.YEARS, most)
    assume(sum(1 for _ in zip(worlds, range(MOST_COMPLETIONS), strict=False)) < MOST_COMPLETIONS)
    expected = brute_truth(
        rulebook, award, dossier, year=2024 if award.annual else None, as_of=as_of, readings=readings, most=most
    )
    assert decided(award, dossier, as_of, readings) is expected


@settings(max_examples=150, deadline=None, suppress_health_check=CHECKS)
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_verdicts_mean_what_the_words_say(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Law 1 against brute force over the author's own tree."""
    agree(award, dossier, as_of, readings)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=CHECKS)
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_verdicts_mean_what_the_words_say_long(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """The same law on 10,000 pairs."""
    agree(award, dossier, as_of, readings)


@settings(max_examples=100, deadline=None, suppress_health_check=CHECKS)
@given(small.awards(), small.dossiers(), small.assignments())
def test_a_later_day_never_flips_a_decided_truth(award: Award, dossier: Dossier, readings: dict[str, str]) -> None:
    """Law 2: knowledge only grows with the day, except that claims may turn out to contradict each other."""
    truths = [decided(award, dossier, as_of, readings) for as_of in sorted(small.CUT_OFFS)]
    known = [truth for truth in truths if truth is not Truth.UNDETERMINED]
    assume(not disputes(dossier))
    assert len(set(known)) <= 1


def disputes(dossier: Dossier) -> bool:
    """Whether any two claims on one fact differ; such a fact may be known first and disputed later."""
    every = [*dossier.facts.values(), *(s for r in dossier.lists.values() for rec in r.records for s in rec.values())]
    return any(len({claim.value for claim in stated.claims}) > 1 for stated in every)


@settings(max_examples=150, deadline=None, suppress_health_check=CHECKS)
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_robust_means_every_assignment_of_the_readings(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Folding over readings gives what trying every joint assignment gives."""
    rulebook = small.rulebook(award)
    year = 2024 if award.annual else None
    snapshot = take_snapshot(dossier, as_of)
    assessed = Assessment(rulebook, award, FrozenDict(readings), year, snapshot)()
    tried = {
        Outcome.of(decided(award, dossier, as_of, {"strict": strict, "by": by}))
        for strict in small.READINGS["strict"]
        for by in small.READINGS["by"]
    }
    assert assessed.outcomes is not None
    assert set(assessed.outcomes) == tried
    assert assessed.robust is (len(tried) == 1)
