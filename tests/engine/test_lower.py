"""Lowering, predicate by predicate: what an author writes, and the core that it means."""

from __future__ import annotations

import datetime

import pytest
from laws import small

from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.core import TRUE, Among, Atom, Core, Count, FactKey, all_of, any_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.values import encoded, region_of
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, Region, Texts
from cchc_rules.model.rulebook import Award
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import same

C = p.Comparison


def lowered(criteria: p.Predicate, *, annual: bool = True, **readings: str) -> Lowered:
    """Criteria of the small rulebook in 2024, or over 2023 and 2024."""
    award = Award(
        id="award",
        title=same("award"),
        recipient=("person",),
        cycle="annual" if annual else "period",
        period=None if annual else "both",
        clauses=("I",),
        criteria=criteria,
    )
    chosen = {"strict": "yes-strict", "by": "first", **readings}
    return lower(small.rulebook(award), award, chosen, 2024 if annual else None)


def fact(name: str, comparison: p.Comparison, *values: bool | int | str) -> p.Predicate:
    """One comparison."""
    return p.FactIs(fact=name, comparison=comparison, operands=tuple(map(p.Literal, values)))


def atom(name: str, *values: int, year: int | None = None) -> Atom:
    """A fact has one of these values."""
    return Atom(FactKey(name, year), Intervals.of(values))


def day(text: str) -> int:
    """A day as its ordinal."""
    return datetime.date.fromisoformat(text).toordinal()


RED, GREEN = fact("colour", C.IS, "red"), fact("colour", C.IS, "green")
ONE = p.Literal(1)


@pytest.mark.parametrize(
    ("criteria", "core"),
    [
        (p.AllOf(children=(RED, GREEN)), all_of((atom("colour", 0), atom("colour", 1)))),
        (p.AnyOf(children=(RED, GREEN)), any_of((atom("colour", 0), atom("colour", 1)))),
        (p.NoneOf(children=(RED, GREEN)), Among(0, 0, (atom("colour", 0), atom("colour", 1)))),
        (p.Of(children=(RED, GREEN), bound=p.Bound(exactly=ONE)), Among(1, 1, (atom("colour", 0), atom("colour", 1)))),
        (p.Of(children=(RED, GREEN), bound=p.Bound(at_most=ONE)), Among(0, 1, (atom("colour", 0), atom("colour", 1)))),
        (p.Attested(fact="judged"), atom("judged", 1, year=2024)),
        (p.Nothing(), TRUE),
        (p.External(document="d"), atom("external:d", 1)),
        (p.Use(definition="good-year"), Atom(FactKey("score", 2024), Intervals.between(2, None))),
        (
            p.FactIs(fact="score", comparison=C.AT_LEAST, operands=(p.ParameterRef("read"),)),
            Atom(FactKey("score", 2024), Intervals.between(2, None)),
        ),
        (p.Reading(reading="strict", options=FrozenDict({"yes-strict": RED, "no-strict": GREEN})), atom("colour", 0)),
    ],
)
def test_predicates(criteria: p.Predicate, core: Core) -> None:
    """Facts in the current year, parameters of that year, the option that was chosen."""
    assert lowered(criteria).core == core


def test_a_parameter_of_the_year_is_the_latest_that_has_begun() -> None:
    """In 2023 the threshold is 1, in 2024 it is 2."""
    both = lowered(
        p.Years(window="both", where=(p.Use(definition="good-year"),), bound=p.Bound(at_least=ONE)), annual=False
    )
    assert both.core == Among(
        1,
        2,
        (
            Atom(FactKey("score", 2023), Intervals.between(1, None)),
            Atom(FactKey("score", 2024), Intervals.between(2, None)),
        ),
    )
    assert [child.path for child in both.children] == ["award@2023", "award@2024"]


SCORED = fact("score", C.IS, 1)
Y23, Y24 = (atom("score", 1, year=year) for year in (2023, 2024))


@pytest.mark.parametrize(("number", "core"), [(1, any_of((Y23, Y24))), (2, all_of((Y23, Y24)))])
def test_a_run_of_years_is_any_of_the_runs(number: int, core: Core) -> None:
    """Every place where a run of that length can stand."""
    run = p.Years(window="both", where=(SCORED,), bound=p.Bound(at_least=p.Literal(number)), consecutive=True)
    assert lowered(run, annual=False).core == core


def works(*conditions: Core) -> Core:
    """At least one work under these conditions."""
    return Count(1, None, "works", all_of(conditions) if conditions else TRUE)


def days(field: str, start: str | None, end: str | None) -> Atom:
    """The date lies in a stretch."""
    low = None if start is None else day(start)
    return Atom(FactKey(field), Intervals.between(low, None if end is None else day(end)))


@pytest.mark.parametrize(
    ("during", "annual", "core"),
    [
        (None, True, works(days("day", None, "2024-12-31"))),
        (None, False, works(days("day", None, "2024-12-31"))),
        (p.During(window="year"), True, works(days("day", "2024-01-01", "2024-12-31"))),
        (p.During(window="both"), True, works(days("day", "2023-01-01", "2024-12-31"))),
        (p.During(window="late"), False, works(days("day", "2024-07-01", None))),
        (p.During(window="moving"), False, works(days("day", "2024-07-01", None))),
    ],
)
def test_windows(during: p.During | None, annual: bool, core: Core) -> None:
    """Without one, up to the end of the current year or of the award's period."""
    assert lowered(p.Some(list="works", during=during), annual=annual).core == core


@pytest.mark.parametrize(
    ("by_date", "option", "field"),
    [
        (None, "first", "given"),
        ("decided", "first", "decided"),
        (p.ByReading("by", FrozenDict({"first": "given", "second": "decided"})), "second", "decided"),
    ],
)
def test_the_date_that_must_fall_into_the_window(by_date: str | p.ByReading | None, option: str, field: str) -> None:
    """The list's dating field, another one, or one by reading."""
    criteria = p.Some(list="prizes", during=p.During(window="year", by_date=by_date))
    expected = Count(1, None, "prizes", days(field, "2024-01-01", "2024-12-31"))
    assert lowered(criteria, by=option).core == expected


def test_undated_lists_have_no_window() -> None:
    """All their records count."""
    assert lowered(p.Some(list="courses")).core == Count(1, None, "courses", TRUE)
    level = fact("level", C.AT_MOST, 2)
    assert lowered(p.CountOf(list="courses", where=(level,), bound=p.Bound(at_least=ONE, at_most=ONE))).core == Count(
        1, 1, "courses", Atom(FactKey("level"), Intervals.between(None, 2))
    )


def test_every_counts_the_records_that_fail_the_claim() -> None:
    """There may be none of them."""
    claim = (fact("level", C.IS, 1), p.Attested(fact="passed"))
    core = lowered(p.Every(list="courses", where=(fact("level", C.AT_MOST, 2),), must=claim)).core
    fails = Among(
        1,
        2,
        (
            Atom(FactKey("level"), Intervals.of([1]).complement()),
            Atom(FactKey("passed"), Intervals.of([1]).complement()),
        ),
    )
    assert core == Count(0, 0, "courses", all_of((Atom(FactKey("level"), Intervals.between(None, 2)), fails)))


def test_paths_are_ids_else_positions() -> None:
    """An option and `use` add no segment; a counted year is marked."""
    inner = p.AllOf(
        children=(RED, p.FactIs(id="green", fact="colour", comparison=C.IS, operands=(p.Literal("green"),)))
    )
    root = lowered(
        p.AllOf(
            children=(
                p.Reading(id="read", reading="strict", options=FrozenDict({"yes-strict": inner})),
                p.Use(definition="good-year"),
            )
        )
    )
    assert [child.path for child in root.children] == ["award/read", "award/2"]
    assert [child.path for child in root.children[0].children] == ["award/read/1", "award/read/green"]
    assert root.children[0].readings == (("strict", "yes-strict"),)


def test_clauses_come_from_the_nearest_ancestor() -> None:
    """An own clause goes before."""
    own = p.FactIs(fact="colour", comparison=C.IS, operands=(p.Literal("red"),), clauses=("II",))
    root = lowered(p.AllOf(children=(own, RED)))
    assert [child.clauses for child in root.children] == [("II",), ("I",)]


NUMBER = FactSpec(name="n", type=FactType.INTEGER, label=same("n"))
TEXT = FactSpec(name="t", type=FactType.TEXT, label=same("t"))
DATE = FactSpec(name="d", type=FactType.DATE, label=same("d"))


@pytest.mark.parametrize(
    ("spec", "comparison", "operands", "region"),
    [
        (NUMBER, C.IS, (3,), Intervals.of([3])),
        (NUMBER, C.ONE_OF, (3, 5), Intervals.of([3, 5])),
        (NUMBER, C.AT_LEAST, (3,), Intervals.between(3, None)),
        (NUMBER, C.AT_MOST, (3,), Intervals.between(None, 3)),
        (NUMBER, C.MORE_THAN, (3,), Intervals.between(4, None)),
        (NUMBER, C.LESS_THAN, (3,), Intervals.between(None, 2)),
        (NUMBER, C.BETWEEN, (3, 5), Intervals.between(3, 5)),
        (TEXT, C.IS, ("a",), Texts(frozenset({"a"}))),
        (TEXT, C.ONE_OF, ("a", "b"), Texts(frozenset({"a", "b"}))),
        (DATE, C.ON_OR_AFTER, ("2024-02-15",), Intervals.between(day("2024-02-15"), None)),
        (DATE, C.ON_OR_BEFORE, ("2024-02-15",), Intervals.between(None, day("2024-02-15"))),
        (DATE, C.AFTER, ("2024-02-15",), Intervals.between(day("2024-02-16"), None)),
        (DATE, C.BEFORE, ("2024-02-15",), Intervals.between(None, day("2024-02-14"))),
    ],
)
def test_comparisons(spec: FactSpec, comparison: p.Comparison, operands: tuple[int | str, ...], region: Region) -> None:
    """Each as its name says, the boundary included or not."""
    assert region_of(comparison, encoded(spec, operands)) == region
