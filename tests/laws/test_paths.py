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

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, Core, Count, leaves
from cchc_rules.engine.evaluation import Evaluation, program
from cchc_rules.engine.freedom import Acting, period_end_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import Move, NewRecord, SetFact, SetField, apply
from cchc_rules.engine.nearest import Way, outlook, ways
from cchc_rules.engine.snapshot import Known, take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, representatives
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, Vocabulary

CUT_OFFS = (datetime.date(2023, 6, 30), datetime.date(2024, 6, 30), datetime.date(2024, 10, 1), DAYS[-1])


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
        followed = follow(dossier, way.moves, way.day, acting)
        if followed is None:
            seen["not on a dossier"] += 1
            continue
        decision = Decider(take_snapshot(followed, way.day)).decide(root.core)
        assert decision.truth is Truth.MET, (root.core, dossier, way)
        seen["followed"] += 1


def exactly_what_would_do_is_accepted(core: Core, way: Way, acting: Acting) -> None:
    """Of a single move: all that it accepts is enough, and, where nothing but it counts, nothing else is."""
    (move,) = way.moves or ()
    if isinstance(move, SetFact):
        atoms = [leaf for leaf in leaves(core) if isinstance(leaf, Atom) and leaf.key == move.key]
        values = acting.fact(move.key, acting.snapshot.state(move.key))
    elif isinstance(move, SetField):
        (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
        counts = [leaf for leaf in leaves(core) if isinstance(leaf, Count) and leaf.list == move.list]
        inside = [leaf for count in counts for leaf in leaves(count.where)]
        atoms = [leaf for leaf in inside if isinstance(leaf, Atom) and leaf.key.name == move.field]
        values = acting.field(move.list, record, move.field)
    else:
        return
    assert values is not None
    for value in representatives(values, [leaf.region for leaf in atoms]):
        truth = Decider(apply(acting.snapshot, (evolve(move, value=value),))).decide(core).truth
        if move.accepted.contains(value):
            assert truth is Truth.MET
        elif way.alternative is None:
            assert truth is not Truth.MET


def the_days_make_sense(core: Core, way: Way, acting: Acting, seen: Counter[str]) -> None:
    """No step ends before it can be done; done on its last day each is enough; what is first can be after the day."""
    assert way.moves is not None
    assert way.day is not None
    for move in way.moves:
        at = moment(move, acting)
        assert acting.day <= at.earliest <= way.day
        assert at.latest is None or at.earliest <= at.latest
        assert at.begin_by is None or acting.day < at.begin_by
        assert at.begin_by is None or way.until is None or way.until <= at.begin_by
        if at.begin_by != at.latest:
            assert at.latest is None or at.begin_by is None or at.begin_by < at.latest
            seen["over before it is done"] += at.begin_by is not None and at.begin_by < at.earliest
    last = [on_last_day(move) for move in way.moves]
    assert Decider(apply(acting.snapshot, last)).decide(core).truth is Truth.MET


def on_last_day(move: Move) -> Move:
    """A record of which every date is the last that is accepted; anything else as it is."""
    if not isinstance(move, NewRecord) or move.found:
        return move
    values = dict(move.values)
    for name in VOCABULARY.lists[move.list].date_fields:
        _, accepted = values[name]
        assert isinstance(accepted, Intervals)
        last = accepted.parts[-1][1]
        assert last is not None
        values[name] = last, accepted
    return evolve(move, values=FrozenDict(values))


def nothing_closed_is_touched(move: object, acting: Acting) -> None:
    """What is known changes only if it still can, and only in the direction that helps."""
    if isinstance(move, SetFact):
        state, spec, year = acting.snapshot.state(move.key), acting.spec(move.key), move.key.year
    elif isinstance(move, SetField):
        (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
        state, year = record.fields[move.field], None
        spec = acting.snapshot.vocabulary.lists[move.list].fields[move.field]
    else:
        return
    if not isinstance(state, Known):
        return
    last = acting.last_day(spec.changeable, year)
    assert last is not None
    assert last > acting.day
    if isinstance(state.value, int) and isinstance(move.value, int) and spec.helps is not None:
        assert (move.value > state.value) is (spec.helps == "higher")


def test_paths_lead_where_they_say() -> None:
    """Law 5 on random awards over dossiers of several days."""
    seen = paths_are_followed(seed=2026, awards=120, dossiers=5)
    assert seen["followed"] > 150
    assert seen["impossible"] > 30
    assert seen["later"] > 10
    assert seen["alone"] > 50


def test_a_record_with_two_dates_has_days_that_make_sense() -> None:
    """The same where one date of a record may have to be over before the other can be."""
    seen = paths_are_followed(seed=2028, awards=40, dossiers=5, made_up=about_two_dates)
    assert seen["over before it is done"] > 8


@pytest.mark.long
def test_paths_lead_where_they_say_long() -> None:
    """The same law on 10,000 dossiers."""
    seen = paths_are_followed(seed=2027, awards=2_000, dossiers=5)
    assert seen["followed"] > 2_500
