"""Exact verdicts equal brute force over all completions."""

from __future__ import annotations

import pytest
from engine.worlds import brute_truth, cores, crowded_cores, largest_bound, snapshots
from hypothesis import HealthCheck, assume, given, settings

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core, leaves, negate, normal_form
from cchc_rules.engine.reference import kleene
from cchc_rules.engine.search import LARGEST
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.model.truth import Truth

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]


def agree_with_brute_force(core: Core, snapshot: Snapshot) -> None:
    """The law: the decision is exact and is what listing every completion gives."""
    assume(largest_bound(core) <= 5)
    decision = Decider(snapshot).decide(core)
    assert decision.exact
    assert decision.truth is brute_truth(core, snapshot)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(crowded_cores(), snapshots())
def test_crowded_verdicts_equal_brute_force(core: Core, snapshot: Snapshot) -> None:
    """One fact and one list used over and over, where K alone would be too cautious."""
    agree_with_brute_force(core, snapshot)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(cores(), snapshots())
def test_exact_verdicts_equal_brute_force(core: Core, snapshot: Snapshot) -> None:
    """Shared facts, sets, negation, several counts over one list, two-sided bounds."""
    agree_with_brute_force(core, snapshot)


@pytest.mark.long
@settings(max_examples=10_000, deadline=None, suppress_health_check=SLOW)
@given(cores() | crowded_cores(), snapshots())
def test_exact_verdicts_equal_brute_force_long(core: Core, snapshot: Snapshot) -> None:
    """The same law on 10,000 pairs."""
    agree_with_brute_force(core, snapshot)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(cores(), snapshots())
def test_negation_mirrors_truth(core: Core, snapshot: Snapshot) -> None:
    """Law 7: what holds where a criterion does not is decided the other way round."""
    assert Decider(snapshot).decide(negate(core)).truth is Decider(snapshot).decide(core).truth.negated()


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(cores(), snapshots())
def test_normal_form_means_the_same(core: Core, snapshot: Snapshot) -> None:
    """Law 10, for the rewriting that the engine itself does."""
    assert Decider(snapshot).decide(normal_form(core, LARGEST)).truth is Decider(snapshot).decide(core).truth


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(cores(), snapshots())
def test_k_is_sound(core: Core, snapshot: Snapshot) -> None:
    """What K decides, the exact decision confirms."""
    truth = kleene(core, Decider(snapshot).leaf_truth)
    if truth is not Truth.UNDETERMINED:
        assert Decider(snapshot).decide(core).truth is truth
    assert list(leaves(core))
