"""What to write instead of a number, a date or an id that is not spelt as the language wants it."""

from __future__ import annotations

import re

import pytest

from cchc_rules.language.shape.spelling import (
    date_advice,
    day_advice,
    id_advice,
    meant_by,
    number_advice,
    quotes_advice,
    thousands_advice,
)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("91,5", "write `91.5`, with a point"),
        ("-0,5", "write `-0.5`, with a point"),
        ("+5", "write `5`"),
        ("03", "write `3`"),
        ("00", "write `0`"),
        ("3", "write `3` without quotes"),
        ("'3'", "write `3` without quotes"),
        ("“90,25”", "write `90.25`, with a point"),
        ("90%", "write `90` without the percent sign: the unit is declared with the fact or parameter"),
        ("92,35 %", "write `92.35` without the percent sign: the unit is declared with the fact or parameter"),
        ("1_000", "write `1000`"),
        ("1e3", "write `1000`"),
        ("2.5e-1", "write `0.25`"),
        (
            "1.000,5",
            "write the digits together, without grouping and with a point before the decimals, such as `1234.5`",
        ),
        ("1 000", "write the digits together, without grouping and with a point before the decimals, such as `1234.5`"),
        ("ba", None),
        ("10:20", None),
        ("٣", None),
        ("9" * 41, None),
        ("", None),
    ],
)
def test_number_advice(text: str, advice: str | None) -> None:
    """A text that looks like a number is told how the number is written; others are not."""
    found = number_advice(text)
    assert (found and found.en) == advice


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1/3/2024", "2024-03-01"),
        ("01.03.2024", "2024-03-01"),
        ("“31-12-2025”", "2025-12-31"),
        ("2024/3/1", "2024-03-01"),
        ("30/02/2024", None),
        ("2024-13-01", None),
        ("tháng 3", None),
    ],
)
def test_date_advice(text: str, written: str | None) -> None:
    """A date in another form is told in ours, day before month; an impossible day is not."""
    found = date_advice(text)
    assert (found and found.vi) == (written and f"viết `{written}`")


def test_id_advice() -> None:
    """An id is made of the letters of a text; where nothing fits there is none."""
    dashed, plain = re.compile(r"^[a-z][a-z0-9_-]*\Z"), re.compile(r"^[a-z][a-z0-9_]*\Z")
    assert str(id_advice("Giấy khen – Đợt 1", dashed, "-").vi) == "có thể viết `giay-khen-dot-1`"  # type: ignore[union-attr]
    assert str(id_advice("par-rank", plain, "_").en) == "perhaps `par_rank`"  # type: ignore[union-attr]
    assert id_advice("2024", plain, "_") is None


def test_quotes_advice() -> None:
    """Quotes at the front of a text are told; a text without them, or none at all, is not."""
    assert quotes_advice("“a”") is not None
    assert quotes_advice("a") is None
    assert quotes_advice("") is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.720", "1720"),
        ("-1,720", "-1720"),
        ("1 234 567", "1234567"),
        ('"12.000.000"', "12000000"),
        ("1.72", None),
        ("1720", None),
        ("0.500", None),
        ("1.234,567", None),
        ("1" + ".000" * 20, None),
    ],
)
def test_thousands_advice(text: str, written: str | None) -> None:
    """Digits in groups of three, all with one sign between them."""
    found = thousands_advice(text)
    assert (found and found.en) == (written and f"write `{written}`, without grouping the thousands")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2023-02-29", "month 2 of 2023 has 28 days"),
        ("2024-04-31", "month 4 of 2024 has 30 days"),
        ("2024-31-12", "the month comes before the day: `2024-12-31`"),
        ("2024-00-12", "months go from 01 to 12"),
        ("2024-45-45", "months go from 01 to 12"),
        ("0000-01-01", None),
        ("2024-2-30", None),
    ],
)
def test_day_advice(text: str, advice: str | None) -> None:
    """What is wrong with a day that no calendar has."""
    found = day_advice(text)
    assert (found and found.en) == advice


def test_meant_by() -> None:
    """Signs and words of other languages; what is none of these means nothing."""
    assert [meant_by(word) for word in (">=", " MIN ", "<", "≠")] == ["at_least", "at_least", "less_than", None]
