"""What is found quickly with evidence left out is what the definition finds, over random awards, dossiers and kept sets."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from attrs import evolve
from engine.grounds_cases import KIND as SMALL_KIND
from engine.grounds_cases import VOCABULARY as SMALL_VOCABULARY
from engine.grounds_cases import Case, Small, case
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import AS_OFS, KIND, VOCABULARY, YEARS, rulebook

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evaluation import program
from cchc_rules.engine.evidence import Completeness, RecordContent, keep, units_of
from cchc_rules.engine.grounds import Grounds, grounds_of
from cchc_rules.engine.leaving import ALLOWANCE, Definition, Leaving, leaving_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import Known, Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.model.truth import Truth


def differences(leaving: Leaving, snapshot: Snapshot, random: Random) -> list[str]:
    """At every node, for some random kept sets; a node that is open in the trace is open with less evidence as well."""
    wrong, units = [], units_of(snapshot)
    for share in (0.0, 0.3, 0.7, 0.9, 1.0):
        kept = frozenset(unit for unit in units if random.random() < share)
        definition = Definition(snapshot)
        for place in leaving.plan.places:
            expected = definition.truth(kept, place.node.core)
            found = leaving.truth(kept, place.at)
            if found is not expected:
                wrong.append(f"{found} instead of {expected} at {place.node.path} with {kept}")
            trace = leaving.traces[place.at].truth
            if expected not in (trace, Truth.UNDETERMINED):
                wrong.append(f"{expected} at {place.node.path} with {kept}, and {trace} with everything")
    return wrong


def traces(seed: int, awards: int, dossiers: int, seen: Counter[str]) -> list[tuple[Trace, Snapshot]]:
    """Of random awards over random dossiers, by either engine."""
    random, found = Random(seed), []
    for _ in range(awards):
        award = Awards(random).award()
        root = lower(rulebook(award), award, assignment(random), random.choice(YEARS) if award.annual else None)
        ready = program(root, VOCABULARY, KIND, random.choice(("compiled", "reference")))
        for _ in range(dossiers):
            dossier = evolve(Dossiers(random, 0), gaps=random.choice((0.0, 0.1, 0.3))).dossier()
            evaluation = ready.evaluate(dossier, random.choice(AS_OFS), False)
            snapshot = evaluation.snapshot()
            trace = evaluation.trace(Decider(snapshot))
            seen[trace.truth.value] += 1
            found.append((trace, snapshot))
    return found


def compare(seed: int, awards: int, dossiers: int) -> tuple[list[str], Counter[str]]:
    """Differences, and how many cases there were."""
    random, wrong, seen = Random(seed), [], Counter[str]()
    for trace, snapshot in traces(seed, awards, dossiers, seen):
        leaving = leaving_of(trace, snapshot)
        seen["exact"] += leaving.plan.exact
        seen["all"] += 1
        wrong += differences(leaving, snapshot, random)
    return wrong, seen


def test_leaving_is_what_the_definition_says() -> None:
    """Awards and dossiers of every kind."""
    wrong, seen = compare(seed=2026, awards=40, dossiers=3)
    assert wrong == []
    assert 20 < seen["exact"] < seen["all"] - 20
    assert min(seen[truth.value] for truth in Truth) > 15


@pytest.mark.long
def test_leaving_is_what_the_definition_says_long() -> None:
    """The same on 5,000 traces, at every node, for five kept sets each."""
    assert compare(seed=1, awards=500, dossiers=10)[0] == []


def test_leaving_is_what_the_definition_says_of_small_cases() -> None:
    """Where facts and lists are shared, and there are runs."""
    random = Random(5)
    for _ in range(150):
        one = case(random)
        assert differences(leaving_of(one.trace(), one.snapshot), one.snapshot, random) == []


def minimal(found: Grounds, trace: Trace, snapshot: Snapshot) -> list[str]:
    """What is wrong with grounds by the definition, which is quicker than listing completions."""
    wrong = [] if found.grounds else ["no grounds"]
    for ground in found.grounds:
        kept = frozenset(ground.units)
        if Definition(snapshot).truth(kept, trace.node.core) is not trace.truth:
            wrong.append(f"{ground.units} are not sufficient")
        for unit in ground.units:
            if Definition(snapshot).truth(kept - {unit}, trace.node.core) is trace.truth:
                wrong.append(f"{unit} can be left out")
    return wrong


def test_grounds_of_random_awards() -> None:
    """Over dated lists, entities, attestations: sufficient and minimal by the definition."""
    for trace, snapshot in traces(7, 80, 4, Counter()):
        if trace.truth is not Truth.UNDETERMINED:
            assert minimal(grounds_of(trace, snapshot), trace, snapshot) == []


def test_what_an_award_does_not_read_makes_no_difference() -> None:
    """Evidence of other facts and lists may be kept or left out."""
    leaf = Small(Random(1))._leaf("award")
    assert isinstance(leaf, Lowered)
    one = Case(leaf, Small(Random(3)).snapshot())
    leaving = leaving_of(one.trace(), one.snapshot)
    truth = leaving.truth(units_of(one.snapshot))
    for unit in (FactKey("e"), RecordContent("m", 1), Completeness("m")):
        leaving.take(unit)
        assert leaving.has(0, truth)
        leaving.leave(unit)
        assert leaving.has(0, truth)


def incoherent(random: Random) -> Case:
    """A decided case that K alone does not decide."""
    while True:
        one = case(random)
        leaving = leaving_of(one.trace(), one.snapshot)
        units = units_of(one.snapshot)
        leaving.only(units)
        if leaving.truths[0] is Truth.UNDETERMINED and one.trace().truth is not Truth.UNDETERMINED:
            return one


def test_past_the_allowance_nothing_is_left_out() -> None:
    """Evidence that decides is told then, and that it may be more than is needed."""
    random = Random(11)
    for _ in range(8):
        one = incoherent(random)
        assert one.grounds().minimal
        trace = one.trace()
        found = grounds_of(trace, one.snapshot, allowance=0)
        assert not found.minimal
        assert found.truth is trace.truth
        for ground in found.grounds:
            assert one.truth(frozenset(ground.units)) is trace.truth


def test_what_the_definition_spends() -> None:
    """Every question costs something, so that their number is bounded."""
    one = incoherent(Random(11))
    definition = Definition(one.snapshot)
    definition.truth((), one.root.core)
    assert definition.left < ALLOWANCE
    assert definition.exact


def test_small_vocabulary_is_the_one_of_the_cases() -> None:
    """The snapshots of the cases are of the kind that their plans are for."""
    snapshot = Small(Random(0)).snapshot()
    assert (snapshot.kind, snapshot.vocabulary) == (SMALL_KIND, SMALL_VOCABULARY)


def test_keeping_everything_changes_no_truth() -> None:
    """All evidence together decides what the snapshot decides."""
    random = Random(13)
    for _ in range(200):
        one = case(random)
        everything = keep(one.snapshot, frozenset(units_of(one.snapshot)))
        assert Decider(everything).decide(one.root.core) == Decider(one.snapshot).decide(one.root.core)
        assert all(
            isinstance(state, Known) for key, state in one.snapshot.facts.items() if key in units_of(one.snapshot)
        )
