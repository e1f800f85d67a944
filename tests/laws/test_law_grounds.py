"""Law 4: the evidence of a ground alone decides the same, and none of it can be left out. Held against brute force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from random import Random
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from engine.grounds_cases import KIND, VOCABULARY, Case, case, complaints

from cchc_rules.engine import evidence, grounds, leaving, sufficient
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.grounds import Grounds
from cchc_rules.engine.leaving import Leaving
from cchc_rules.engine.places import plan_of
from cchc_rules.engine.reference import kleene
from cchc_rules.engine.search import Decision
from cchc_rules.engine.snapshot import ListState
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import ListSpec

Patch: TypeAlias = pytest.MonkeyPatch
Fault: TypeAlias = Callable[[Patch], None]


def compare(seed: int, cases: int) -> tuple[list[str], Counter[str]]:
    """Random cases: what is wrong with their grounds, and what kinds of grounds there were."""
    random, wrong, seen = Random(seed), [], Counter[str]()
    for _ in range(cases):
        one = case(random)
        found = one.grounds()
        wrong += complaints(one, found)
        seen[found.truth.value] += 1
        seen["several"] += len(found.grounds) > 1
        seen["routes"] += any(ground.routes for ground in found.grounds)
        seen["alternatives"] += any(ground.alternatives for ground in found.grounds)
        seen["inexact"] += not plan_of(one.root, VOCABULARY, KIND).exact
        assert found.minimal
    return wrong, seen


def test_grounds_are_sufficient_and_minimal() -> None:
    """The reduced form, of each kind enough."""
    wrong, seen = compare(seed=2026, cases=400)
    assert wrong == []
    assert min(seen[truth.value] for truth in Truth) > 30
    assert min(seen["routes"], seen["alternatives"], seen["inexact"]) > 30
    assert seen["several"] > 3


@pytest.mark.long
def test_grounds_are_sufficient_and_minimal_long() -> None:
    """The same on 20,000."""
    assert compare(seed=1, cases=20_000)[0] == []


def wrapped(place: object, name: str, change: Callable[..., Any]) -> Fault:
    """Puts ``change(original, *arguments)`` in place of a function."""
    original = getattr(place, name)
    return lambda patch: patch.setattr(place, name, lambda *arguments: change(original, *arguments))


FAULTS: dict[str, Fault] = {
    "completeness is forgotten by the fold": wrapped(
        sufficient.Sufficient,
        "_few",
        lambda few, *arguments: tuple(unit for unit in few(*arguments) or () if not isinstance(unit, Completeness)),
    ),
    "completeness is taken for granted": wrapped(
        Leaving, "more_without", lambda _, leaving, place: leaving.more_with(place)
    ),
    "records are dropped instead of blanked": wrapped(Leaving, "_unread", lambda *_: (0, 0)),
    "nothing is left out": wrapped(
        grounds._Finder, "_minimal", lambda _, finder, units, *__: (finder.leaving.only(units), units)[1]
    ),
    "the last piece is never left out": wrapped(
        Leaving,
        "leave",
        lambda leave, leaving, unit: None if len(leaving.kept) == 1 else leave(leaving, unit),
    ),
    "what K leaves open is open": wrapped(
        leaving, "plan_of", lambda plan, *arguments: evolve(plan(*arguments), exact=True)
    ),
    "the engine is merely too cautious": wrapped(
        Decider, "decide", lambda _, decider, core: Decision(kleene(core, decider.leaf_truth))
    ),
    "only the first route is told": wrapped(
        grounds._Finder, "_routes", lambda routes, *arguments: routes(*arguments)[:1]
    ),
    "routes are those of the choice": wrapped(
        grounds._Finder, "_held", lambda held, *arguments: list(held(*arguments))[:1]
    ),
    "too few children are left out of account": wrapped(
        sufficient.Sufficient,
        "_cheapest",
        lambda cheapest, fold, holding, holds, failing, fails: cheapest(fold, holding, holds, failing, fails - 1),
    ),
}
"""Each is noticed within the budget of the reduced form."""


def noticed(cases: Iterable[tuple[Case, Grounds]]) -> bool:
    """Whether anything is wrong."""
    return any(complaints(one, found) for one, found in cases)


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_noticed(fault: str, monkeypatch: Patch) -> None:
    """One fault at a time; the control is above."""
    FAULTS[fault](monkeypatch)
    random = Random(2026)
    assert noticed((one, one.grounds()) for one in (case(random) for _ in range(1_000)))


def test_records_that_are_dropped_make_another_dossier(monkeypatch: Patch) -> None:
    """The same fault in the definition: it is noticed where the definition has to be asked."""
    keep_list = evidence._keep_list

    def dropping(spec: ListSpec, state: ListState, kept: frozenset[Unit]) -> ListState:
        found = keep_list(spec, state, kept)
        records = [record for record in found.records if RecordContent(spec.name, record.position) in kept]
        return evolve(found, records=tuple(records))

    random = Random(2026)
    cases = [case(random) for _ in range(1_000)]
    monkeypatch.setattr(evidence, "_keep_list", dropping)
    found = [one.grounds() for one in cases]
    monkeypatch.undo()
    assert noticed(zip(cases, found, strict=True))
