"""Robustness against trying every joint assignment: outcomes, single flips, and the fewest readings to change together."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import pytest
from attrs import evolve, frozen
from engine import random_world
from engine.random_cases import Awards, Dossiers

from cchc_rules.engine import robustness
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.cores import cores_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.readings import reached
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import Snapshot, take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, OpenReading, Parameter, PerOption, Rulebook, Window
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Flip, JointFlip, Robustness
from cchc_rules.model.vocabulary import ListSpec
from cchc_rules.text import same

READINGS = {
    "floor": ("one", "two"),
    "rounding": ("exact", "up"),
    "scope": ("narrow", "wide"),
    "start": ("early", "late"),
    "strict": ("yes", "no"),
    "years": ("any", "run", "just"),
}


@frozen
class ReadAwards(Awards):
    """Random criteria that reach several readings: by options, by a parameter of bounds, by a window."""

    def award(self) -> Award:
        """Deeper criteria, in which readings nest."""
        award = super().award()
        return evolve(award, criteria=self._criteria(award.annual, self.random.choice((2, 3, 4))))

    def _group(self, children: list[p.Predicate]) -> p.Predicate:
        if self.random.random() < 0.4:
            return super()._group(children)
        name = self.random.choice(("rounding", "scope", "strict", "years"))
        chosen = [self.random.choice([*children, p.Nothing()]) for _ in READINGS[name]]
        return p.Reading(reading=name, options=FrozenDict(zip(READINGS[name], chosen, strict=True)))

    def _bound(self, most: int) -> p.Bound:
        if self.random.random() < 0.3:
            return p.Bound(at_least=p.ParameterRef("floor"))
        return super()._bound(most)

    def _during(self, spec: ListSpec, annual: bool) -> p.During | None:
        if spec.dated_by is not None and self.random.random() < 0.4:
            return p.During(window="moving")
        return super()._during(spec, annual)


def rulebook(award: Award) -> Rulebook:
    """The rulebook of the random cases with more readings, a parameter and a window that depend on one each."""
    spans = FrozenDict({"early": random_world.WINDOWS["both"], "late": random_world.WINDOWS["late"]})
    book = random_world.rulebook(award)
    return evolve(
        book,
        parameters=FrozenDict(
            {
                "floor": Parameter(
                    name="floor", value=PerOption("floor", FrozenDict({"one": 1, "two": 2})), clauses=("I",)
                )
            }
        ),
        windows=FrozenDict({**book.windows, "moving": Window(name="moving", reading="start", ranges=spans)}),
        readings=FrozenDict(
            {
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
        ),
    )


def tried(award: Award, snapshot: Snapshot, readings: FrozenDict[str, str]) -> Robustness:
    """The definition: every joint assignment of the readings that the award reaches, lowered and decided by itself."""
    book, year = rulebook(award), 2024 if award.annual else None
    names = sorted(reached(book, award))
    ways: dict[Outcome, list[tuple[int, tuple[tuple[str, str], ...]]]] = {}
    for options in product(*(READINGS[name] for name in names)):
        chosen = dict(zip(names, options, strict=True))
        core = lower(book, award, FrozenDict({**readings, **chosen}), year).core
        decision = Decider(snapshot).decide(core)
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


def pair(random: Random) -> Assessment:
    """Random criteria that reach a reading, with a random dossier and assignment."""
    award = ReadAwards(random).award()
    while not reached(rulebook(award), award):
        award = ReadAwards(random).award()
    dossier = Dossiers(random, random.choice((0.05, 0.2, 0.5))).dossier()
    snapshot = take_snapshot(dossier, random.choice(random_world.AS_OFS))
    readings = FrozenDict({name: random.choice(options) for name, options in READINGS.items()})
    return Assessment(rulebook(award), award, readings, 2024 if award.annual else None, snapshot)


def compared(random: Random) -> list[int]:
    """The law on one random pair: folding gives what trying every assignment gives. Returns of how many readings the joint
    flips are.
    """
    assessment = pair(random)
    found = assessment()
    assert found == tried(assessment.award, assessment.snapshot, assessment.readings)
    return [len(flip.changes) for flip in found.joint_flips]


def test_robustness_is_what_every_assignment_gives() -> None:
    """Outcomes, single flips, and for each other outcome the fewest readings to change; some take three or more."""
    sizes = Counter(size for seed in range(400) for size in compared(Random(seed)))
    assert sizes[2] >= 30
    assert sizes.total() - sizes[1] - sizes[2] >= 3


def test_alternatives_that_are_only_looked_through_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """One reading alone gives every outcome, so that the twelve that two numbers share need not be tried; whether K is exact
    for all of their assignments is not asked of each either, past the limit.
    """
    monkeypatch.setattr(robustness, "PARTS", 50)
    flag, names = p.FactIs(fact="flag", comparison=p.Comparison.IS, operands=(p.Literal(True),)), [*"abcdefghijkl"]
    children = tuple(p.Reading(reading=name, options=FrozenDict({"1": flag, "2": p.Nothing()})) for name in names)
    never = p.NoneOf(children=(p.Nothing(),))
    outcomes = p.Reading(reading="z", options=FrozenDict({"1": flag, "2": p.Nothing(), "3": never}))
    numbers = [p.Of(children=children, bound=p.Bound(at_least=p.Literal(0))) for _ in range(2)]
    award = random_world.award_of(p.AllOf(children=(outcomes, *numbers)), annual=False)
    strict = random_world.rulebook(award).readings["strict"]
    options = {**dict.fromkeys(names, ("1", "2")), "z": ("1", "2", "3")}
    book = evolve(
        random_world.rulebook(award),
        readings=FrozenDict(
            {
                name: evolve(strict, id=name, options=FrozenDict({option: same(option) for option in of}), default="1")
                for name, of in options.items()
            }
        ),
    )
    snapshot = take_snapshot(Dossiers(Random(0), 1.0).dossier(), random_world.AS_OFS[-1])
    found = Assessment(book, award, book.default_readings(), None, snapshot)()
    assert found.outcomes == tuple(Outcome)
    assert [flip.changes for flip in found.joint_flips] == [(("z", "2"),), (("z", "3"),)]
    assert len(cores_of(book, award, None)._lowered) < 200


@pytest.mark.long
def test_robustness_is_what_every_assignment_gives_long() -> None:
    """The same law on 5,000 pairs."""
    sizes = Counter(size for seed in range(5_000) for size in compared(Random(f"long {seed}")))
    assert sizes[2] >= 300
    assert sizes.total() - sizes[1] - sizes[2] >= 30
