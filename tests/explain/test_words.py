"""Every form of words for every comparison and bound, in both languages, in one golden file that somebody read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from checkout import ROOT

from cchc_rules.engine.conditions import FactCondition, ListCondition, NumberCondition, YearsCondition
from cchc_rules.engine.core import TRUE
from cchc_rules.explain import words
from cchc_rules.explain.clauses import clause_text, clauses_text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import Comparison
from cchc_rules.model.rulebook import Range
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.report.page import Page
from cchc_rules.text import Text, same

ORDER = (
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
    Comparison.MORE_THAN,
    Comparison.LESS_THAN,
    Comparison.BETWEEN,
)
DATES = (Comparison.ON_OR_AFTER, Comparison.ON_OR_BEFORE, Comparison.AFTER, Comparison.BEFORE, Comparison.BETWEEN)
LABEL = Text("dữ kiện", "fact")
GRADES = FrozenDict({"fair": Text("khá", "fair"), "good": Text("tốt", "good")})
FACTS = (
    (FactSpec(name="n", type=FactType.INTEGER, label=LABEL, unit="ngày"), [3, 12], ORDER),
    (FactSpec(name="d", type=FactType.DECIMAL, label=LABEL, decimals=2, unit="percent"), [Decimal("89.95"), 90], ORDER),
    (FactSpec(name="r", type=FactType.RANK, label=LABEL), [2, 5], ORDER),
    (
        FactSpec(name="g", type=FactType.GRADE, label=LABEL, values=tuple(GRADES), value_labels=GRADES),
        ["fair", "good"],
        ORDER,
    ),
    (FactSpec(name="t", type=FactType.DATE, label=LABEL), ["2024-03-08", "2025-12-31"], DATES),
    (
        FactSpec(name="e", type=FactType.ENUM, label=LABEL, values=tuple(GRADES), value_labels=GRADES),
        ["fair", "good"],
        (),
    ),
    (FactSpec(name="x", type=FactType.TEXT, label=LABEL), ["một", "hai"], ()),
    (FactSpec(name="b", type=FactType.BOOLEAN, label=LABEL), [True, False], ()),
)
NUMBERS = (
    NumberCondition(3, None, 5),
    NumberCondition(0, 2, 5),
    NumberCondition(2, 2, 5),
    NumberCondition(0, 0, 5),
    NumberCondition(1, 4, 12),
    NumberCondition(1, None, 5),
    NumberCondition(1, 1, 5),
    NumberCondition(0, 1, 5),
)
SPANS = (
    Range(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
    Range(datetime.date(2021, 1, 1), datetime.date(2025, 12, 31)),
    Range(None, datetime.date(2024, 11, 5)),
    Range(datetime.date(2024, 2, 15), None),
    Range(datetime.date(2024, 3, 8), datetime.date(2025, 2, 14)),
    Range(),
    None,
)
LIST = ListSpec(name="l", kinds=("k",), label=Text("tin, bài", "articles"), fields=FrozenDict())


def _facts() -> Iterator[tuple[str, Text]]:
    for spec, values, comparisons in FACTS:
        core = tuple(spec.encode(value) for value in values)  # type: ignore[arg-type]  # literals of the fact's type
        for value in core:
            yield f"{spec.type.value} value", words.shown(spec, value).text
        yield f"{spec.type.value} is", words.fact_phrase(FactCondition(spec, Comparison.IS, core[:1], None))
        yield f"{spec.type.value} one_of", words.fact_phrase(FactCondition(spec, Comparison.ONE_OF, core, None))
        yield f"{spec.type.value} one_of one", words.fact_phrase(FactCondition(spec, Comparison.ONE_OF, core[1:], None))
        for comparison in comparisons:
            operands = core if comparison is Comparison.BETWEEN else core[1:]
            yield (
                f"{spec.type.value} {comparison.value}",
                words.fact_phrase(FactCondition(spec, comparison, operands, None)),
            )
        if comparisons:
            yield f"{spec.type.value} distance", words.distance(spec, 2).text
    for spec in (evolve(FACTS[0][0], minimum=0), evolve(FACTS[1][0], minimum=0), FACTS[0][0]):
        condition = FactCondition(spec, Comparison.AT_MOST, (0,), None)
        yield f"{spec.type.value} at_most 0, least {spec.minimum}", words.fact_phrase(condition)
    boolean = FACTS[-1][0]
    yield "attested", words.fact_phrase(FactCondition(boolean, Comparison.IS, (1,), None, attested=True))


def _numbers() -> Iterator[tuple[str, Text]]:
    for kind in ("all_of", "any_of", "none_of", "of"):
        for number in NUMBERS if kind == "of" else NUMBERS[:1]:
            yield f"{kind} {number.low}..{number.high} of {number.total}", words.among_phrase(kind, number)
    for number in NUMBERS:
        years = tuple(range(2021, 2026))
        yield f"years {number.low}..{number.high}", words.years_phrase(YearsCondition(years, number, False))
    yield "years in a run", words.years_phrase(YearsCondition((2021, 2022, 2023), NumberCondition(2, None, 3), True))
    for number in NUMBERS:
        yield f"count {number.low}..{number.high}", words.list_phrase("count", ListCondition(LIST, number, TRUE))
    for span in SPANS:
        for kind in ("some", "every"):
            condition = ListCondition(LIST, NumberCondition(1, None), TRUE, span, "day")
            days = "undated" if span is None else f"{span.start}..{span.end}"
            yield f"{kind} {days}", words.list_phrase(kind, condition)


def _clauses() -> Iterator[tuple[str, Text]]:
    for clause in ("IV", "IV.4", "IV.3.2.1", "IV.3.2.1-1", "IV.3.2.2-3", "I.1-12", "toàn văn"):
        yield f"clause {clause}", clause_text(clause)
    yield "clauses", clauses_text(("IV.3.1.1", "IV.3.1.2"))


def test_words(golden: Callable[[Path, str], None]) -> None:
    """What is in the golden file was read aloud before it was committed."""
    lines = [f"{name}\n  vi: {t.vi}\n  en: {t.in_lang('en')}" for name, t in (*_facts(), *_numbers(), *_clauses())]
    golden(ROOT / "tests/golden/words.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2022-03-08", "08/3/2022"),
        ("2025-02-15", "15/02/2025"),
        ("2024-11-05", "05/11/2024"),
        ("2024-01-01", "01/01/2024"),
    ],
)
def test_dates_read_as_official_papers_write_them(day: str, text: str) -> None:
    """A zero for days below 10 and for the months 1 and 2 only."""
    assert words.vietnamese_date(datetime.date.fromisoformat(day)) == text


def test_english_falls_back_to_vietnamese() -> None:
    """A label without English is shown in Vietnamese, in the English text too."""
    spec = FactSpec(name="n", type=FactType.INTEGER, label=Text("số việc"))
    assert words.with_year(spec.label, 2024).in_lang("en") == "số việc, 2024"
    assert same("x").in_lang("en") == "x"
    assert Text("có {n}").format(n=Text("ba", "three")) == Text("có ba")


def test_an_article_is_not_said_twice() -> None:
    """An author's English title may have its article already."""
    assert [words.the("period"), words.the("the period"), words.the("The Chair")] == [
        "the period",
        "the period",
        "The Chair",
    ]


@pytest.mark.parametrize(
    ("number", "unit", "vi", "en"),
    [
        (999, None, "999", "999"),
        (1500, None, "1.500", "1,500"),
        (1500, "percent", "1.500%", "1,500%"),
        (1899, None, "1.899", "1,899"),
        (1900, None, "1900", "1900"),
        (2024, None, "2024", "2024"),
        (2100, None, "2100", "2100"),
        (2101, None, "2.101", "2,101"),
        (2024, "year", "2024 year", "2024 year"),
        (2024, "points", "2.024 points", "2,024 points"),
        (Decimal("2024"), None, "2024", "2024"),
        (Decimal("2024.50"), None, "2.024,5", "2,024.5"),
        (Decimal("1234567.125"), "percent", "1.234.567,125%", "1,234,567.125%"),
        (Decimal("0.1234"), None, "0,1234", "0.1234"),
        (Decimal("-0.50"), None, "-0,5", "-0.5"),
        (-1500, None, "-1.500", "-1,500"),
        (Decimal("100.000"), "percent", "100%", "100%"),
    ],
)
def test_thousands_are_set_apart(number: int | Decimal, unit: str | None, vi: str, en: str) -> None:
    """By the mark of the language, never in what may be a year, never behind the point."""
    assert words.number_text(number, unit) == Text(vi, en)


def test_counts_in_thousands() -> None:
    """How many there are has the mark too."""
    assert (words.two_digits(3), words.two_digits(999), words.two_digits(2024)) == ("03", "999", "2.024")
    told = words.bound_phrase(NumberCondition(low=1500, high=None), Text("giờ", "hours"))
    assert told == Text("ít nhất 1.500 giờ", "at least 1,500 hours")
    assert Page("en").count(1500, "hồ sơ", "dossier") == "1,500 dossiers"
    assert Page("vi").count(1500, "hồ sơ", "dossier") == "1.500 hồ sơ"
