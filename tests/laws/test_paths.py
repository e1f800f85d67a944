"""Law 5: who follows a path is eligible on the day that the path names."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from attrs import evolve
from engine.following import follow
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import DAYS, KIND, VOCABULARY, YEARS, award_of, literals, rulebook
from laws.path_rules import (
    enough_in_other_years,
    exactly_what_would_do_is_accepted,
    nothing_closed_is_touched,
    the_days_make_sense,
)

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Core
from cchc_rules.engine.evaluation import Evaluation, program
from cchc_rules.engine.freedom import Acting, period_end_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import NewRecord, apply
from cchc_rules.engine.nearest import Outlook, Way, outlook, ways
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, Vocabulary

CUT_OFFS = (datetime.date(2023, 6, 30), datetime.date(2024, 6, 30), datetime.date(2024, 10, 1), DAYS[-1])


ONE, EXACTLY_ONE = p.Bound(at_least=p.Literal(1)), p.Bound(exactly=p.Literal(1))


def changeable(random: Random) -> Vocabulary:
    """The random world's vocabulary, in which some things can still change."""

    def change(spec: FactSpec) -> FactSpec:
        kind = random.choice(("never", "never", "within_year", "within_period", "always"))
        return evolve(spec, changeable=kind, helps=random.choice((None, "higher", "lower")))

    def change_all(specs: FrozenDict[str, FactSpec]) -> FrozenDict[str, FactSpec]:
        return FrozenDict({name: change(spec) for name, spec in specs.items()})

    return evolve(
        VOCABULARY,
        candidates=FrozenDict({kind: change_all(specs) for kind, specs in VOCABULARY.candidates.items()}),
        entities=FrozenDict(
            {kind: evolve(spec, facts=change_all(spec.facts)) for kind, spec in VOCABULARY.entities.items()}
        ),
        lists=FrozenDict(
            {
                name: evolve(
                    spec,
                    fields=change_all(spec.fields),
                    changeable=random.choice(("never", "within_year", "within_period", "always")),
                )
                for name, spec in VOCABULARY.lists.items()
            }
        ),
    )


def up_to(dossier: Dossier, day: datetime.date) -> Dossier:
    """The dossier as a file of that day would say it: nothing in it is later, but for what is known to become known."""

    def stated(of: Stated) -> Stated:
        claims = tuple(c for c in of.claims if c.attestation is None or c.attestation.date <= day)
        return evolve(of, claims=claims)

    def records(name: str, of: RecordList) -> RecordList:
        spec = dossier.vocabulary.lists[name]
        kept = tuple(
            FrozenDict({field: stated(value) for field, value in record.items()})
            for record in of.records
            if all(
                claim.value <= day.toordinal()
                for field in spec.date_fields
                for claim in record.get(field, Stated()).claims
                if isinstance(claim.value, int)
            )
        )
        return evolve(of, records=kept, cut_off=day, to=None if of.to is None else min(of.to, day))

    return evolve(
        dossier,
        as_of=day,
        facts=FrozenDict({key: stated(of) for key, of in dossier.facts.items()}),
        entities=FrozenDict(
            {
                key: evolve(entity, facts=FrozenDict({k: stated(of) for k, of in entity.facts.items()}))
                for key, entity in dossier.entities.items()
            }
        ),
        lists=FrozenDict({name: records(name, of) for name, of in dossier.lists.items()}),
    )


def disputed(random: Random, dossier: Dossier) -> Dossier:
    """The dossier in which some facts are known already to be stated otherwise later."""
    specs, day = dossier.vocabulary.candidates[dossier.kind], dossier.as_of + datetime.timedelta(days=60)

    def dispute(name: str, of: Stated) -> Stated:
        if len(of.claims) != 1 or random.random() < 0.7:
            return of
        other = specs[name].encode(random.choice(literals(specs[name])))
        return evolve(of, claims=(*of.claims, evolve(of.claims[0], value=other, known_from=day)))

    facts = {(name, year): dispute(name, of) for (name, year), of in dossier.facts.items()}
    return evolve(dossier, facts=FrozenDict(facts))


def any_award(random: Random) -> Award:
    """Criteria of every kind."""
    return Awards(random).award()


def about_two_dates(random: Random) -> Award:
    """Prizes of which one date has to be before a day and the other after another, which may be later."""
    c, days = p.Comparison, sorted(random.choice(DAYS[2:]).isoformat() for _ in range(2))
    before, after = random.sample(("given", "decided"), 2)
    where = (
        p.FactIs(fact=before, comparison=random.choice((c.ON_OR_BEFORE, c.BEFORE)), operands=(p.Literal(days[0]),)),
        p.FactIs(fact=after, comparison=random.choice((c.ON_OR_AFTER, c.AFTER)), operands=(p.Literal(days[1]),)),
    )
    prizes = p.CountOf(list="prizes", where=where, bound=p.Bound(at_least=p.Literal(random.randint(1, 2))))
    other = Awards(random).award()
    return award_of(p.AnyOf(children=(prizes, other.criteria)), annual=other.annual)


def about_years(random: Random) -> Award:
    """A fact in one of the years, and something else or nothing."""
    name = random.choice(("score", "judged", "unit.rank"))
    low = p.FactIs(fact=name, comparison=p.Comparison.AT_LEAST, operands=(p.Literal(random.randint(1, 3)),))
    where = (p.Attested(fact=name) if name == "judged" else low,)
    one = p.Years(window="both", where=where, bound=random.choice((ONE, ONE, EXACTLY_ONE)))
    other = Awards(random).award()
    return award_of(p.AllOf(children=(one, random.choice((p.Nothing(), other.criteria)))), annual=other.annual)


def paths_are_followed(
    seed: int, awards: int, dossiers: int, made_up: Callable[[Random], Award] = any_award
) -> Counter[str]:
    """Every way that is told leads to where it says; how many were, and how many were followed on a dossier."""
    random, seen = Random(seed), Counter[str]()
    for _ in range(awards):
        award = made_up(random)
        vocabulary = changeable(random)
        book = evolve(rulebook(award), vocabulary=vocabulary)
        readings, year = assignment(random), random.choice(YEARS) if award.annual else None
        root = lower(book, award, readings, year)
        made = program(root, vocabulary, KIND, "reference")
        for _ in range(dossiers):
            dossier = up_to(
                Dossiers(random, random.choice((0.1, 0.3, 0.6)), vocabulary=vocabulary).dossier(),
                random.choice(CUT_OFFS),
            )
            if random.random() < 0.5:
                dossier = disputed(random, dossier)
            evaluation = made.evaluate(dossier, random.choice((dossier.as_of, *CUT_OFFS)), False)
            if evaluation.decision.truth is not Truth.MET:
                _follow_all(evaluation, dossier, book_end(book, award, readings, year), year, seen)
    return seen


def book_end(book: object, award: object, readings: FrozenDict[str, str], year: int | None) -> datetime.date:
    """The end of what `within_period` means."""
    return period_end_of(book, award, readings, year)  # type: ignore[arg-type]  # as the caller made them


def _follow_all(
    evaluation: Evaluation, dossier: Dossier, end: datetime.date, year: int | None, seen: Counter[str]
) -> None:
    day, on_day, later = evaluation.latest()
    snapshot = on_day or evaluation.snapshot()
    acting = Acting(snapshot, day, year, end, later or snapshot)
    root, now, later_on = evaluation.program.root, acting, outlook(evaluation, day)
    for way in ways(root, Decider(snapshot), now, later_on):
        assert way.day is not None
        assert way.day >= day
        acting = way.acting or now
        seen["from when all is known"] += way.acting is not None
        if way.moves is None:
            seen["impossible"] += 1
            continue
        seen["possible"] += 1
        seen["later"] += way.day > day
        assert acting.by is None or way.day <= acting.by
        assert Decider(apply(acting.snapshot, way.moves)).decide(root.core).truth is Truth.MET
        for move in way.moves:
            nothing_closed_is_touched(move, acting)
        the_days_make_sense(root.core, way, acting, seen)
        if len(way.moves) == 1:
            exactly_what_would_do_is_accepted(root.core, way, acting)
            seen["alone"] += 1
            _follow_on_the_last_day(root.core, way, acting, dossier, seen)
        _follow_other_years(root.core, way, acting, dossier, later_on, seen)
        followed = follow(dossier, way.moves, way.day, acting)
        if followed is None:
            seen["not on a dossier"] += 1
            continue
        decision = Decider(take_snapshot(followed, way.day)).decide(root.core)
        assert decision.truth is Truth.MET, (root.core, dossier, way)
        seen["followed"] += 1


def _follow_on_the_last_day(core: Core, way: Way, acting: Acting, dossier: Dossier, seen: Counter[str]) -> None:
    """Who puts off the one thing that has to be done until the last day that is told is eligible all the same."""
    (move,) = way.moves or ()
    if way.until is None or isinstance(move, NewRecord):
        return
    latest = moment(move, acting).latest
    assert latest is None or latest == way.until
    followed = follow(dossier, (move,), way.until, acting)
    if followed is not None:
        assert Decider(take_snapshot(followed, way.until)).decide(core).truth is Truth.MET
        seen["on the last day"] += 1


def _follow_other_years(
    core: Core, way: Way, acting: Acting, dossier: Dossier, outlook: Outlook | None, seen: Counter[str]
) -> None:
    """Of one move that is enough, the same in another year is told if it is enough on its own day, and only then."""
    for other in way.instead:
        alone = evolve(way, moves=(other,), day=moment(other, acting).earliest, instead=())
        nothing_closed_is_touched(other, acting)
        the_days_make_sense(core, alone, acting, seen)
        exactly_what_would_do_is_accepted(core, alone, acting)
        followed = follow(dossier, (other,), alone.day or acting.day, acting)
        if followed is not None:
            assert Decider(take_snapshot(followed, alone.day or acting.day)).decide(core).truth is Truth.MET
            seen["another year"] += 1
    if way.alternative is None:
        assert [other.key for other in way.instead] == enough_in_other_years(core, way, acting, outlook)


def test_paths_lead_where_they_say() -> None:
    """Law 5 on random awards over dossiers of several days."""
    seen = paths_are_followed(seed=2026, awards=120, dossiers=5)
    assert seen["followed"] > 150
    assert seen["impossible"] > 30
    assert seen["later"] > 10
    assert seen["alone"] > 50


def test_other_years_that_are_told_would_do_and_no_others() -> None:
    """The same where one of several years is enough."""
    seen = paths_are_followed(seed=2029, awards=60, dossiers=5, made_up=about_years)
    assert seen["another year"] > 20


def test_a_record_with_two_dates_has_days_that_make_sense() -> None:
    """The same where one date of a record may have to be over before the other can be."""
    seen = paths_are_followed(seed=2028, awards=40, dossiers=5, made_up=about_two_dates)
    assert seen["over before it is done"] > 8


@pytest.mark.long
def test_paths_lead_where_they_say_long() -> None:
    """The same law on 10,000 dossiers."""
    seen = paths_are_followed(seed=2027, awards=2_000, dossiers=5)
    assert seen["followed"] > 2_500
