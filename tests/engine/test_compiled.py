"""Law 1: generated code says what the reference interpreter says, and nothing where it cannot know."""

from __future__ import annotations

import ast
import datetime
import time
from random import Random

import pytest
from attrs import evolve
from engine.comparing import Comparison, compare_award, compare_random
from engine.random_cases import Dossiers
from engine.random_world import AS_OFS, DAYS, KIND, VOCABULARY, award_of, rulebook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import small

from cchc_rules import shipped_rulebook
from cchc_rules.engine import compiled as module
from cchc_rules.engine.compiled import Compiled, compiled, linear
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.generate import written
from cchc_rules.engine.lower import lower
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Claim, Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
AS_OF = AS_OFS[-1]


def test_engines_agree_on_random_cases() -> None:
    """Decisions and traces; each kind of case often enough for the comparison to mean something."""
    found = compare_random(seed=2026, awards=200, dossiers=20)
    assert found.different == []
    seen = found.seen
    assert seen["decided"] > seen["all"] * 0.8
    assert seen["traced"] > seen["all"] * 0.6
    assert min(seen["odd"], seen["known"], seen["exact"], seen["not compiled"]) > 30
    assert min(seen[truth.value] for truth in Truth) > 300


def test_engines_agree_on_the_plan() -> None:
    """Every award of the shipped plan, read in many ways."""
    plan, found = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").rulebook, Comparison()
    for seed in range(20):
        for award in plan.awards.values():
            one = compare_award(seed, plan, award, dossiers=8)
            assert one.different == []
            found.seen += one.seen
    assert found.seen["decided"] > found.seen["all"] * 0.8
    assert min(found.seen[truth.value] for truth in Truth) > 20


@pytest.mark.long
def test_engines_agree_on_random_cases_long() -> None:
    """The same on 200,000; ``make differential`` does two million."""
    assert compare_random(seed=1, awards=4_000, dossiers=50).different == []


@settings(max_examples=150, deadline=None, suppress_health_check=CHECKS)
@given(
    small.awards(),
    st.lists(small.dossiers(), min_size=1, max_size=4),
    st.sampled_from(small.CUT_OFFS),
    small.assignments(),
)
def test_engines_agree(award: Award, dossiers: list[Dossier], as_of: datetime.date, readings: dict[str, str]) -> None:
    """The same where Hypothesis chooses, and finds the smallest case."""
    root = lower(small.rulebook(award), award, FrozenDict(readings), 2024 if award.annual else None)
    code = compiled(root, small.VOCABULARY, small.KIND)
    found = Comparison()
    for dossier in dossiers if code is not None else []:
        assert code is not None
        found.compare(root, code, dossier, as_of, trust=False)
    assert found.different == []


def fact(name: str, comparison: p.Comparison, *values: str | int | bool) -> p.Predicate:
    """A condition on a fact."""
    return p.FactIs(fact=name, comparison=comparison, operands=tuple(p.Literal(value) for value in values))


def is_(name: str, *values: str | int | bool) -> p.Predicate:
    """The fact is one of these."""
    return fact(name, p.Comparison.ONE_OF, *values)


def lowered(criteria: p.Predicate) -> Lowered:
    """Criteria of an annual award, for 2024."""
    award = award_of(criteria)
    return lower(rulebook(award), award, {"strict": "yes"}, 2024)


def code_of(criteria: p.Predicate) -> Compiled:
    """Criteria that can be compiled."""
    code = compiled(lowered(criteria), VOCABULARY, KIND)
    assert code is not None
    return code


def agree(criteria: p.Predicate, gaps: float = 0.3) -> Comparison:
    """The engines on a hundred dossiers; the code has to answer for itself sometimes."""
    root, code, random, found = lowered(criteria), code_of(criteria), Random(7), Comparison()
    for _ in range(100):
        found.compare(root, code, Dossiers(random, gaps).dossier(), random.choice(AS_OFS), trust=False)
    assert found.different == []
    assert found.seen["decided"]
    return found


@pytest.mark.parametrize(
    "criteria",
    [
        p.Of(
            children=(is_("flag", True), is_("colour", "red"), is_("grade", "high")),
            bound=p.Bound(at_least=p.Literal(2)),
        ),
        p.Of(
            children=(is_("flag", True), is_("colour", "red"), is_("grade", "high")),
            bound=p.Bound(exactly=p.Literal(2)),
        ),
        p.Of(children=(is_("flag", True), is_("colour", "red")), bound=p.Bound(at_least=p.Literal(3))),
        p.Of(children=(is_("flag", True),), bound=p.Bound(at_least=p.Literal(0))),
        p.NoneOf(children=(is_("title", "a"), is_("title", "b"))),
        p.NoneOf(children=(is_("title", "a", "b"),)),
        is_("colour", "red", "blue"),
        is_("flag", False, True),
        is_("colour", "red", "green", "blue"),
        fact("score", p.Comparison.AT_LEAST, 0),
        fact("score", p.Comparison.MORE_THAN, 3),
        p.AllOf(children=(fact("score", p.Comparison.AT_LEAST, 0), is_("flag", True))),
        p.AnyOf(children=(fact("score", p.Comparison.MORE_THAN, 3), is_("flag", True))),
        p.AllOf(children=(p.Nothing(), p.Nothing())),
        fact("unit.rank", p.Comparison.AT_MOST, 2),
        fact("unit.large", p.Comparison.IS, True),
        fact("born", p.Comparison.BETWEEN, "2023-01-01", "2024-06-30"),
        p.External(document="other"),
        p.CountOf(list="works", where=(), during=None, bound=p.Bound(at_least=p.Literal(0))),
        p.CountOf(list="works", where=(), during=None, bound=p.Bound(exactly=p.Literal(2))),
        p.CountOf(list="courses", where=(), during=None, bound=p.Bound(at_least=p.Literal(1), at_most=p.Literal(2))),
        p.CountOf(list="prizes", where=(), during=p.During(window="late"), bound=p.Bound(at_least=p.Literal(2))),
        p.Some(list="courses", where=(p.NoneOf(children=(is_("name", "a"),)),), during=None),
        p.Every(list="works", where=(is_("site", "here"),), must=(is_("pages", 1, 2),), during=None),
        p.Years(window="both", where=(is_("score", 2, 3),), bound=p.Bound(at_least=p.Literal(2)), consecutive=True),
        p.Years(window="both", where=(is_("score", 2, 3),), bound=p.Bound(at_least=p.Literal(3)), consecutive=True),
        p.Years(window="both", where=(p.Nothing(),), bound=p.Bound(exactly=p.Literal(2))),
    ],
)
def test_engines_agree_on(criteria: p.Predicate) -> None:
    """Every form that code takes: constants, halves, sums, sets of texts, open ends, runs, limited lists."""
    agree(criteria)


def test_most_that_a_limited_list_may_hold() -> None:
    """Two prizes are the most: with one given at most one more may be."""
    found = agree(p.CountOf(list="prizes", where=(), during=None, bound=p.Bound(at_most=p.Literal(1))), gaps=0.5)
    assert found.seen["undetermined"]
    assert found.seen["met"]


def test_shared_facts_are_left_to_the_reference_where_code_cannot_know() -> None:
    """Red and green at once is impossible, which K does not see."""
    both = p.AllOf(children=(is_("colour", "red"), is_("colour", "green")))
    code, dossier = code_of(both), Dossiers(Random(1), 1.0).dossier()
    assert not code.exact
    row = code.load(dossier, AS_OF, False)
    assert (code.decide(row), code.trace(row)) == (None, None)


def test_conditions_that_k_cannot_decide_are_not_compiled() -> None:
    """The same on one record."""
    both = p.Some(list="works", where=(is_("site", "here"), is_("site", "there")), during=None)
    assert compiled(lowered(both), VOCABULARY, KIND) is None


def test_very_large_criteria_are_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling would take longer than deciding saves."""
    monkeypatch.setattr(module, "LARGEST_COMPILED", 1)
    assert compiled(lowered(p.AllOf(children=(is_("flag", True), is_("colour", "red")))), VOCABULARY, KIND) is None


def test_nested_halves_are_not_compiled() -> None:
    """Each level is written twice: a rulebook of a kilobyte must not become a gigabyte of code."""
    nested: p.Predicate = is_("flag", True)
    for _ in range(40):
        nested = p.Of(children=(is_("flag", True), nested), bound=p.Bound(exactly=p.Literal(1)))
    began = time.perf_counter()
    assert compiled(lowered(nested), VOCABULARY, KIND) is None
    assert time.perf_counter() - began < 5


def test_criteria_that_a_blank_dossier_makes_expensive_are_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding out what the reference would spend must not take longer than it saves."""
    both = p.AllOf(children=(is_("colour", "red"), is_("colour", "green")))
    assert compiled(lowered(both), VOCABULARY, KIND) is not None
    monkeypatch.setattr(module, "_BLANK_STEPS", 3)
    assert compiled(lowered(both), VOCABULARY, KIND) is None


def test_conditions_on_records_are_part_of_coherence() -> None:
    """An award can be linear in its facts and need a search for a record."""
    both = p.Some(list="works", where=(is_("site", "here"), is_("site", "there")), during=None)
    assert not linear(lowered(both), VOCABULARY, KIND)
    assert linear(lowered(p.Some(list="works", where=(is_("site", "here"),), during=None)), VOCABULARY, KIND)


def test_where_the_budget_could_end_the_reference_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past it the reference's answer depends on the budget, so that code must not speak for it."""
    code = code_of(p.Some(list="works", where=(is_("site", "here"), is_("pages", 1)), during=None))
    record = FrozenDict({"day": Stated(claims=(Claim(value=DAYS[3].toordinal()),))})
    given = RecordList(records=(record,) * 20, cut_off=AS_OF)
    dossier = evolve(Dossiers(Random(1), 1.0).dossier(), lists=FrozenDict({"works": given}))
    row = code.load(dossier, AS_OF, False)
    assert code.decide(row) is not None
    monkeypatch.setattr(code.loader, "most", row.steps - 1)
    row = code.load(dossier, AS_OF, False)
    assert (code.decide(row), code.trace(row)) == (None, None)


def test_a_date_of_which_a_part_is_known_is_left_to_the_reference() -> None:
    """It was given before the day, and decided after it."""
    code = code_of(p.Some(list="prizes", where=(), during=p.During(window="late", by_date="decided")))
    days = {"given": DAYS[3], "decided": DAYS[-1]}
    record = FrozenDict({name: Stated(claims=(Claim(value=day.toordinal()),)) for name, day in days.items()})
    given = RecordList(records=(record,), cut_off=DAYS[-1])
    dossier = evolve(Dossiers(Random(1), 1.0).dossier(), lists=FrozenDict({"prizes": given}))
    assert code.load(dossier, DAYS[-2], False).odd
    assert not code.load(dossier, DAYS[-1], False).odd


def test_memory_of_days_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is asked about ever new days must not grow."""
    monkeypatch.setattr(module, "_DAYS_REMEMBERED", 3)
    code = code_of(p.Some(list="works", where=(is_("site", "here"),), during=p.During(window="year")))
    given = RecordList(records=(), cut_off=AS_OF)
    dossier = evolve(Dossiers(Random(1), 1.0).dossier(), lists=FrozenDict({"works": given}))
    for days in range(20):
        code.load(dossier, AS_OF - datetime.timedelta(days), False)
    assert len(code._unseen) <= 3


def test_no_text_of_an_author_is_code() -> None:
    """Names of facts and lists are absent, and values are constants, whatever they look like."""
    code = code_of(
        p.AllOf(
            children=(
                is_("title", "__import__('os').system('true')", "a"),
                p.Some(list="works", where=(is_("site", "here"),), during=None),
            )
        )
    )
    source = written(code.root.core, code.layout)
    names = {node.id for node in ast.walk(source) if isinstance(node, ast.Name)}
    assert all(
        name in {"f", "l", "e", "n", "rows"} or name.rstrip("0123456789") in {"r", "met_", "may_"} for name in names
    )
    assert not any(isinstance(node, ast.Attribute | ast.Import) for node in ast.walk(source))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call)]
    assert all(isinstance(call.func, ast.Name) and call.func.id.startswith(("met_", "may_")) for call in calls)
