"""The laws of readings catch faults: each injected fault is noticed within a small fixed budget, and nothing is without one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from laws.test_readings import pair, tried

from cchc_rules.engine import robustness
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core
from cchc_rules.engine.cores import Cores
from cchc_rules.engine.robustness import Assessment
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.verdict import Robustness

Fault: TypeAlias = Callable[[pytest.MonkeyPatch], None]
Case: TypeAlias = tuple[Assessment, Robustness]

PAIRS, SHARING, SEEDS = 300, 700, 1_500
"""How many pairs are tried whatever they are, and among how many those are sought in which several children of a connective
depend on a reading, and those that cannot be folded.
"""


def wrapped(place: object, name: str, change: Callable[..., Any]) -> Fault:
    """Puts ``change(original, *arguments)`` in place of a function."""
    original = getattr(place, name)
    return lambda patch: patch.setattr(place, name, lambda *arguments: change(original, *arguments))


def without_last(original: Callable[..., Iterator[Any]], cores: Cores, names: tuple[str, ...], *more: Any) -> Any:
    """The assignments of all readings but one."""
    return original(cores, names[:-1], *more)


def most(ways: dict[Any, Any], found: Any) -> None:
    """Keeps what needs most changes."""
    for truth, changes in found:
        if truth not in ways or (len(changes), changes) > (len(ways[truth]), ways[truth]):
            ways[truth] = changes


def many_first(original: Callable[..., Iterator[Any]], *arguments: Any) -> Iterator[Any]:
    """Many changes first."""
    return iter(list(original(*arguments))[::-1])


FAULTS: dict[str, Fault] = {
    "a folded reading is forgotten": wrapped(
        robustness._Fold,
        "_options",
        lambda _, fold, predicate, fixed: fold.ways(predicate.options[fold.chosen[predicate.reading]], fixed),
    ),
    "the last of several readings is forgotten": wrapped(Cores, "changes", without_last),
    "the option that was chosen is a change too": wrapped(
        robustness._Fold,
        "_options",
        lambda options, fold, predicate, fixed: options(
            evolve(fold, chosen=FrozenDict({**fold.chosen, predicate.reading: ""})), predicate, fixed
        ),
    ),
    "witnesses are as long as can be": wrapped(robustness, "_take", lambda _, ways, found: most(ways, found)),
    "the first witness found is kept": wrapped(
        robustness, "_take", lambda _, ways, found: [ways.setdefault(truth, changes) for truth, changes in found]
    ),
    "the search ends when every truth was found once": wrapped(
        robustness, "_settled", lambda _, ways, number: bool(ways)
    ),
    "changes of the readings in several places are left out of a witness": wrapped(
        robustness, "_joined", lambda joined, shared, folded: joined({}, folded)
    ),
    "a reading in several places is folded like one in one place": wrapped(robustness._Fold, "_shared", lambda *_: ()),
    "folding is exact whatever the alternatives": wrapped(Decider, "coherent", lambda *_: True),
    "single flips start from the defaults": wrapped(
        Assessment,
        "_flips",
        lambda flips, assessment, *more: flips(
            evolve(assessment, readings=assessment.rulebook.default_readings()), *more
        ),
    ),
    "many changes come first": wrapped(Cores, "changes", many_first),
}


def folds(assessment: Assessment) -> bool:
    """Whether all its assignments can be folded; asked of the sound engine."""
    asked: list[bool] = []
    coherent = Decider.coherent

    def noted(decider: Decider, core: Core) -> bool:
        asked.append(coherent(decider, core))
        return asked[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Decider, "coherent", noted)
        assessment()
    return all(asked)


def shares(assessment: Assessment) -> bool:
    """Whether a reading decides something in several children of a connective; asked of the sound engine."""
    asked: list[tuple[str, ...]] = []
    shared = robustness._Fold._shared

    def noted(*arguments: Any) -> tuple[str, ...]:
        asked.append(shared(*arguments))
        return asked[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(robustness._Fold, "_shared", noted)
        assessment()
    return any(asked)


@cache
def cases() -> tuple[Case, ...]:
    """Random pairs with what trying every assignment gives, worked out before anything is broken: some of every kind, and
    more of those that cannot be folded, since only few of them show it.
    """
    pairs = [pair(Random(f"injected {seed}")) for seed in range(SEEDS)]
    kept = [
        one
        for number, one in enumerate(pairs)
        if number < PAIRS or (number < SHARING and shares(one)) or not folds(one)
    ]
    return tuple((one, tried(one.award, one.snapshot, one.readings)) for one in kept)


def wrong() -> Iterator[int]:
    """The pairs on which robustness is not what trying every assignment gives."""
    return (number for number, (assessment, expected) in enumerate(cases()) if assessment() != expected)


def test_nothing_is_wrong_without_a_fault() -> None:
    """The control."""
    assert not list(wrong())


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_noticed(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One at a time."""
    cases()
    FAULTS[fault](monkeypatch)
    assert next(wrong(), None) is not None
