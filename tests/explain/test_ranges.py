"""Some values of a fact in words, of every type, in both languages."""

from __future__ import annotations

import datetime

import pytest

from cchc_rules.explain.ranges import further_text, values_text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import ANY_NUMBER, ANY_TEXT, Intervals, Region, Texts
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text

SPECS = {
    "index": FactSpec(
        name="index", type=FactType.DECIMAL, label=Text("a"), decimals=3, unit="percent", minimum=0, maximum=100
    ),
    "free": FactSpec(name="free", type=FactType.DECIMAL, label=Text("a"), decimals=1),
    "whole": FactSpec(name="whole", type=FactType.INTEGER, label=Text("a"), minimum=0),
    "rank": FactSpec(name="rank", type=FactType.RANK, label=Text("a"), minimum=1, maximum=99),
    "grade": FactSpec(
        name="grade",
        type=FactType.GRADE,
        label=Text("a"),
        values=("low", "middle", "high", "top"),
        value_labels=FrozenDict({"low": Text("thấp", "low"), "high": Text("cao", "high")}),
    ),
    "date": FactSpec(name="date", type=FactType.DATE, label=Text("a")),
    "staff": FactSpec(name="staff", type=FactType.ENUM, label=Text("a"), values=("a", "b", "c", "d")),
    "plain": FactSpec(name="plain", type=FactType.BOOLEAN, label=Text("a")),
    "judged": FactSpec(name="judged", type=FactType.BOOLEAN, label=Text("a"), attested_by=("head",)),
    "external:doc": FactSpec(name="external:doc", type=FactType.BOOLEAN, label=Text("a")),
    "title": FactSpec(name="title", type=FactType.TEXT, label=Text("a")),
}


def day(text: str) -> int:
    """A date as a core value."""
    return datetime.date.fromisoformat(text).toordinal()


def between(low: int | None, high: int | None) -> Region:
    """An interval."""
    return Intervals.between(low, high)


CASES: list[tuple[str, Region, str, str]] = [
    ("index", between(0, 89_999), "dưới 90%", "below 90%"),
    ("index", between(90_000, 100_000), "từ 90% trở lên", "at least 90%"),
    ("index", between(0, 90_000), "không quá 90%", "at most 90%"),
    ("index", between(90_001, 100_000), "trên 90%", "above 90%"),
    ("index", between(90_000, 94_999), "từ 90% đến dưới 95%", "from 90% to below 95%"),
    ("index", between(90_001, 95_000), "trên 90% đến 95%", "above 90% to 95%"),
    ("index", between(90_001, 94_999), "trên 90% đến dưới 95%", "above 90% to below 95%"),
    ("index", between(90_000, 95_000), "từ 90% đến 95%", "from 90% to 95%"),
    ("index", between(89_995, 89_995), "đúng 89,995%", "exactly 89.995%"),
    ("index", between(0, 0), "đúng 0%", "exactly 0%"),
    (
        "index",
        Intervals(((0, 89_999), (95_001, 100_000))),
        "dưới 90% hoặc trên 95%",
        "below 90% or above 95%",
    ),
    ("free", between(None, 45), "không quá 4,5", "at most 4.5"),
    ("free", between(46, None), "từ 4,6 trở lên", "at least 4.6"),
    ("free", between(-10, 9), "từ -1 đến dưới 1", "from -1 to below 1"),
    ("whole", between(0, 2), "không quá 2", "at most 2"),
    ("whole", between(3, None), "từ 3 trở lên", "at least 3"),
    ("whole", between(3, 5), "từ 3 đến 5", "from 3 to 5"),
    ("whole", between(0, 0), "đúng 0", "exactly 0"),
    ("rank", between(1, 5), "thứ 05 trở lên", "place 5 or better"),
    ("rank", between(6, 99), "thứ 06 trở xuống", "place 6 or lower"),
    ("rank", between(2, 5), "từ thứ 02 đến thứ 05", "from place 2 to place 5"),
    ("rank", between(1, 1), "thứ 01", "place 1"),
    ("grade", between(0, 0), "mức “thấp”", "grade “low”"),
    ("grade", between(2, 3), "từ mức “cao” trở lên", "grade “high” or better"),
    ("grade", between(0, 2), "không quá mức “cao”", "grade “high” at most"),
    ("grade", between(1, 2), "từ mức “middle” đến mức “cao”", "from grade “middle” to grade “high”"),
    ("date", between(1, day("2024-12-31")), "chậm nhất ngày 31/12/2024", "on or before 2024-12-31"),
    (
        "date",
        between(day("2025-01-01"), datetime.date.max.toordinal()),
        "từ ngày 01/01/2025 trở đi",
        "on or after 2025-01-01",
    ),
    (
        "date",
        between(day("2024-03-08"), day("2024-11-05")),
        "từ ngày 08/3/2024 đến hết ngày 05/11/2024",
        "from 2024-03-08 to 2024-11-05 inclusive",
    ),
    ("date", between(day("2024-03-08"), day("2024-03-08")), "đúng ngày 08/3/2024", "on 2024-03-08"),
    ("staff", Intervals.of([0]), "a", "a"),
    ("staff", Intervals.of([0, 2, 3]), "a, c hoặc d", "a, c or d"),
    ("plain", Intervals.of([0]), "không", "no"),
    ("plain", Intervals.of([1]), "có", "yes"),
    ("judged", Intervals.of([0]), "được xác nhận là không", "attested that it is not so"),
    ("judged", Intervals.of([1]), "được xác nhận là có", "attested that it is so"),
    ("external:doc", Intervals.of([0]), "không đạt", "not met"),
    ("external:doc", Intervals.of([1]), "đạt", "met"),
    ("title", Texts(frozenset({"b", "a"})), "“a” hoặc “b”", "“a” or “b”"),
    ("title", Texts(frozenset({"a"}), True), "khác", "anything else"),
    ("title", ANY_TEXT, "mọi giá trị", "any value"),
    ("judged", Intervals.of([0, 1]), "mọi giá trị", "any value"),
]


@pytest.mark.parametrize(("name", "values", "vi", "en"), CASES, ids=[case[3] for case in CASES])
def test_values_in_words(name: str, values: Region, vi: str, en: str) -> None:
    """Whichever end is rounder is told; the ends of what is possible are not."""
    spec = SPECS[name]
    assert values_text(spec, values, spec.domain) == Text(vi, en)


@pytest.mark.parametrize(
    ("low", "high", "most", "vi", "en"),
    [
        (0, 0, None, "không thêm mục nào được tính", "none more that counts"),
        (1, 1, None, "thêm 01 mục được tính", "1 more that counts"),
        (2, 2, None, "thêm 02 mục được tính", "2 more that count"),
        (1, None, None, "thêm từ 01 mục được tính trở lên", "at least 1 more that counts"),
        (2, 4, None, "thêm từ 02 đến 04 mục được tính", "2 to 4 more that count"),
        (0, 2, None, "thêm không quá 02 mục được tính", "at most 2 more that count"),
        (2, 3, 3, "thêm từ 02 mục được tính trở lên", "at least 2 more that count"),
        (0, 3, 3, "thêm bao nhiêu cũng vậy", "however many more"),
    ],
)
def test_further_records_in_words(low: int, high: int | None, most: int | None, vi: str, en: str) -> None:
    """None, one, several, any number."""
    assert further_text(Intervals.between(low, high), Intervals.between(0, most)) == Text(vi, en)


def test_the_domain_may_be_open() -> None:
    """Of a number without bounds nothing is an end."""
    assert values_text(SPECS["free"], ANY_NUMBER, ANY_NUMBER) == Text("mọi giá trị", "any value")
