"""Robustness against trying every joint assignment: outcomes, single flips, and the fewest readings to change together."""

from __future__ import annotations

import datetime
from itertools import product

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from laws import small

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.lower import lower
from cchc_rules.engine.readings import reached
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, OpenReading, Rulebook
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Flip, JointFlip, Robustness
from cchc_rules.text import same

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
AS_OF = st.sampled_from(small.CUT_OFFS)
READINGS = {**small.READINGS, "scope": ("narrow", "wide"), "rounding": ("exact", "up"), "years": ("any", "run", "just")}


def rulebook(award: Award) -> Rulebook:
    """The small rulebook with three more readings."""
    readings = {
        name: OpenReading(
            id=name,
            question=same(name),
            options=FrozenDict({option: same(option) for option in options}),
            default=options[0],
            confirmed_by=None,
            clauses=("I",),
        )
        for name, options in READINGS.items()
    }
    return evolve(small.rulebook(award), readings=FrozenDict(readings))


def groups(children: st.SearchStrategy[p.Predicate]) -> st.SearchStrategy[p.Predicate]:
    """Connectives and, more often, readings."""
    few = st.lists(children, min_size=2, max_size=3).map(tuple)

    def reading(name: str) -> st.SearchStrategy[p.Predicate]:
        options = st.fixed_dictionaries({option: children | st.just(p.Nothing()) for option in READINGS[name]})
        return st.builds(p.Reading, reading=st.just(name), options=options.map(FrozenDict))

    return st.one_of(
        st.builds(p.AllOf, children=few),
        st.builds(p.AnyOf, children=few),
        st.builds(p.NoneOf, children=few),
        few.flatmap(lambda cs: st.builds(p.Of, children=st.just(cs), bound=small.bounds(len(cs)))),
        *(reading(name) for name in READINGS),
    )


def awards() -> st.SearchStrategy[Award]:
    """Annual and period awards that reach up to five readings."""

    def build(annual: bool) -> st.SearchStrategy[Award]:
        leaves = small.leaves(year=annual) | small.years()
        return st.builds(
            Award,
            id=st.just("award"),
            title=st.just(same("award")),
            recipient=st.just((small.KIND,)),
            cycle=st.just("annual" if annual else "period"),
            period=st.none() if annual else st.sampled_from(["both", "moving"]),
            clauses=st.just(("I",)),
            criteria=st.recursive(leaves, groups, max_leaves=8),
        )

    return st.booleans().flatmap(build)


def assignments() -> st.SearchStrategy[dict[str, str]]:
    """An option for every reading."""
    return st.fixed_dictionaries({name: st.sampled_from(options) for name, options in READINGS.items()})


def tried(award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]) -> Robustness:
    """The definition: every joint assignment of the readings that the award reaches, lowered and decided by itself."""
    book, year = rulebook(award), 2024 if award.annual else None
    names = sorted(reached(book, award))
    ways: dict[Outcome, list[tuple[int, tuple[tuple[str, str], ...]]]] = {}
    for options in product(*(READINGS[name] for name in names)):
        chosen = dict(zip(names, options, strict=True))
        core = lower(book, award, FrozenDict({**readings, **chosen}), year).core
        decision = Decider(take_snapshot(dossier, as_of)).decide(core)
        assert decision.exact
        changes = tuple((name, option) for name, option in chosen.items() if option != readings[name])
        ways.setdefault(Outcome.of(decision.truth), []).append((len(changes), changes))
    (own,) = [outcome for outcome, found in ways.items() if (0, ()) in found]
    others = [outcome for outcome in Outcome if outcome in ways and outcome is not own]
    return Robustness(
        robust=not others,
        outcomes=tuple(outcome for outcome in Outcome if outcome in ways),
        flips=tuple(
            Flip(reading=reading, option=option, outcome=outcome)
            for reading in names
            for option in READINGS[reading]
            for outcome in others
            if (1, ((reading, option),)) in ways[outcome]
        ),
        joint_flips=tuple(JointFlip(changes=min(ways[outcome])[1], outcome=outcome) for outcome in others),
    )


def agree(award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]) -> None:
    """The law: folding gives what trying every assignment gives, the fewest changes included."""
    book = rulebook(award)
    assume(reached(book, award))
    year, snapshot = 2024 if award.annual else None, take_snapshot(dossier, as_of)
    assert Assessment(book, award, FrozenDict(readings), year, snapshot)() == tried(award, dossier, as_of, readings)


@settings(max_examples=300, deadline=None, suppress_health_check=CHECKS)
@given(awards(), small.dossiers(), AS_OF, assignments())
def test_robustness_is_what_every_assignment_gives(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Outcomes, single flips, and for each other outcome the fewest readings to change."""
    agree(award, dossier, as_of, readings)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=CHECKS)
@given(awards(), small.dossiers(), AS_OF, assignments())
def test_robustness_is_what_every_assignment_gives_long(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """The same law on 5,000 pairs."""
    agree(award, dossier, as_of, readings)
