"""Ways beside what is in the dossier already and becomes known later, on small awards written down by hand."""

from __future__ import annotations

import datetime
from decimal import Decimal

from attrs import evolve
from engine.random_world import KIND, VOCABULARY, award_of, rulebook

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evaluation import program
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.lower import lower
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import CloseList, SetFact
from cchc_rules.engine.nearest import Outlook, Way, outlook, ways
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Claim, Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals

C = p.Comparison
FLAG = p.FactIs(fact="flag", comparison=C.IS, operands=(p.Literal(True),))
SHARE = p.FactIs(fact="share", comparison=C.AT_LEAST, operands=(p.Literal(Decimal("0.5")),))
LATE = p.Some(list="works", where=(), during=p.During(window="late"))
SUMMER, AUTUMN = datetime.date(2023, 6, 30), datetime.date(2023, 9, 1)
OPEN_LISTS = evolve(
    VOCABULARY,
    lists=FrozenDict({name: evolve(spec, changeable="always") for name, spec in VOCABULARY.lists.items()}),
)


def found(criteria: p.Predicate, dossier: Dossier, end: datetime.date, *, annual: bool = False) -> list[Way]:
    """The ways from the dossier's own day on; the period ends on ``end``."""
    award, year = award_of(criteria, annual=annual), 2024 if annual else None
    root = lower(evolve(rulebook(award), vocabulary=dossier.vocabulary), award, {"strict": "yes"}, year)
    evaluation = program(root, dossier.vocabulary, KIND, "reference").evaluate(dossier, dossier.as_of, False)
    day, _, later = evaluation.latest()
    snapshot = evaluation.snapshot()
    acting = Acting(snapshot, day, year, end, later or snapshot)
    return list(ways(root, Decider(snapshot), acting, outlook(evaluation, day)))


def without_works(flag: tuple[Claim, ...]) -> Dossier:
    """In the summer, with what is stated of the flag; works can come about at any later time."""
    return Dossier(
        rulebook="test/random",
        id="me",
        kind=KIND,
        as_of=SUMMER,
        vocabulary=OPEN_LISTS,
        facts=FrozenDict({("flag", None): Stated(claims=flag)}),
        lists=FrozenDict({"works": RecordList(records=(), cut_off=SUMMER)}),
    )


def disputed(day: datetime.date) -> tuple[Claim, ...]:
    """Yes, and from a day on no as well."""
    return Claim(value=1), Claim(value=0, known_from=day)


def test_what_is_known_to_be_disputed_by_then_is_settled_too() -> None:
    """A record that can come about only next summer, and a fact that by then is stated otherwise as well."""
    criteria, end = p.AllOf(children=(FLAG, LATE)), datetime.date(2025, 1, 1)
    for claims, moves, otherwise in ((disputed(AUTUMN)[:1], 1, False), (disputed(AUTUMN), 2, True)):
        (way,) = found(criteria, without_works(claims), end)
        assert (len(way.moves or ()), way.day, way.acting is not None) == (moves, datetime.date(2024, 7, 1), otherwise)
        assert way.fewest is not otherwise  # with one move more than the first plan that is not certain


def test_a_way_that_is_done_before_a_dispute_is_taken_whatever_the_order() -> None:
    """One of a late record and a share: the share can be supplied at once, before the other fact is disputed."""
    for children in ((LATE, SHARE), (SHARE, LATE)):
        either = p.Of(children=children, bound=p.Bound(at_least=p.Literal(1)))
        criteria = p.AllOf(children=(FLAG, either))
        (way,) = found(criteria, without_works(disputed(AUTUMN)), datetime.date(2025, 1, 1))
        assert [type(move) for move in way.moves or ()] == [SetFact]
        assert way.day is not None
        assert way.day < AUTUMN
        assert way.fewest


def test_a_list_cannot_be_complete_before_a_day_that_has_not_come() -> None:
    """By the end of the window, up to which the works have to be known, the flag is disputed."""
    few = p.CountOf(list="works", where=(), during=p.During(window="both"), bound=p.Bound(at_most=p.Literal(3)))
    dossier = without_works(disputed(AUTUMN))
    dossier = evolve(dossier, lists=FrozenDict({"works": evolve(dossier.lists["works"], complete=False)}))
    (way,) = found(p.AllOf(children=(FLAG, few)), dossier, datetime.date(2024, 12, 31))
    assert {type(move) for move in way.moves or ()} == {SetFact, CloseList}
    assert (way.day, way.until) == (datetime.date(2024, 12, 31), None)


def test_another_year_is_told_only_if_it_would_do_on_its_own_day() -> None:
    """The score of one year is missing, that of the other is known in December; the flag may be disputed before that."""
    score = p.FactIs(fact="score", comparison=C.AT_LEAST, operands=(p.Literal(2),))
    criteria = p.AllOf(children=(FLAG, p.Years(window="both", where=(score,), bound=p.Bound(at_least=p.Literal(1)))))
    december, other = datetime.date(2023, 12, 1), FactKey("score", 2024)
    for claims, instead in ((disputed(AUTUMN)[:1], [other]), (disputed(AUTUMN), [])):
        dossier = without_works(claims)
        later = Stated(claims=(Claim(value=3, known_from=december),))
        dossier = evolve(dossier, facts=FrozenDict({**dossier.facts, ("score", 2024): later}))
        (way,) = found(criteria, dossier, datetime.date(2025, 1, 1))
        assert way.moves == (SetFact(FactKey("score", 2023), 2, Intervals.between(2, 3)),)
        assert (way.day, [move.key for move in way.instead]) == (SUMMER, instead)


def test_no_way_is_claimed_for_certain_where_none_fits_between_what_becomes_known() -> None:
    """The score can be raised until August, the share is known in December, and the flag is disputed in between."""
    own = VOCABULARY.candidates[KIND]
    score = evolve(own["score"], changeable="within_period", helps="higher")
    few, more = (p.FactIs(fact="score", comparison=C.AT_LEAST, operands=(p.Literal(low),)) for low in (1, 2))
    dossier = Dossier(
        rulebook="test/random",
        id="me",
        kind=KIND,
        as_of=datetime.date(2024, 6, 30),
        vocabulary=evolve(VOCABULARY, candidates=FrozenDict({KIND: FrozenDict({**own, "score": score})})),
        facts=FrozenDict(
            {
                ("flag", None): Stated(claims=disputed(datetime.date(2024, 11, 1))),
                ("score", 2024): Stated(claims=(Claim(value=0),)),
                ("share", None): Stated(claims=(Claim(value=15, known_from=datetime.date(2024, 12, 1)),)),
            }
        ),
    )
    criteria = p.AllOf(children=(FLAG, SHARE, p.AnyOf(children=(few, more))))
    none = found(criteria, dossier, datetime.date(2024, 8, 1), annual=True)
    assert [(way.moves, way.fewest, way.obstacles) for way in none] == [(None, False, None)] * 2


def test_a_way_is_told_up_to_the_day_before_something_speaks_against_it() -> None:
    """The score can be raised until the end of the year, and whoever waits until the flag is disputed has waited too long."""
    own, november, end = VOCABULARY.candidates[KIND], datetime.date(2024, 11, 1), datetime.date(2024, 12, 31)
    score = evolve(own["score"], changeable="within_period", helps="higher")
    given: dict[tuple[str, int | None], Stated] = {("score", 2024): Stated(claims=(Claim(value=0),))}
    dossier = Dossier(
        rulebook="test/random",
        id="me",
        kind=KIND,
        as_of=datetime.date(2024, 6, 30),
        vocabulary=evolve(VOCABULARY, candidates=FrozenDict({KIND: FrozenDict({**own, "score": score})})),
    )
    raised = p.FactIs(fact="score", comparison=C.AT_LEAST, operands=(p.Literal(2),))
    either = p.AllOf(children=(FLAG, p.AnyOf(children=(raised, SHARE))))
    before = november - datetime.timedelta(days=1)
    for flag, latest, by in (
        (disputed(november)[:1], end, None),
        ((Claim(value=1), Claim(value=1, known_from=november)), end, None),
        (disputed(november), before, before),
    ):
        facts = FrozenDict({**given, ("flag", None): Stated(claims=flag)})
        change, supply = found(either, evolve(dossier, facts=facts), end, annual=True)
        assert (change.day, supply.day) == (datetime.date(2024, 7, 1), datetime.date(2024, 6, 30))
        assert (change.until, supply.until) == (latest, by)
        (move,) = change.moves or ()
        assert change.acting is None or moment(move, change.acting).latest == latest


def test_spans_in_which_nothing_becomes_known() -> None:
    """From the day on to the last; of many the first few and the last."""
    start, second = datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)
    assert Outlook(lambda _: None, (second,)).spans(start) == (  # type: ignore[arg-type, return-value]  # not asked
        (start, datetime.date(2024, 1, 31)),
        (second, None),
    )
    days = tuple(datetime.date(2024, month, 1) for month in range(2, 13))
    spans = Outlook(lambda _: None, days).spans(start)  # type: ignore[arg-type, return-value]  # not asked
    assert [span[0] for span in spans] == [start, *days[:2], days[-1]]
