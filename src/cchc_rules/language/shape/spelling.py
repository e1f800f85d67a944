"""What to write instead of a number, a date or an id that is not spelt as the language wants it."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from decimal import Decimal

from cchc_rules.text import Text

YAML_WORDS = frozenset({"on", "off", "yes", "no", "true", "false", "null"})
"""Words that some YAML readers turn into true, false or nothing: no id may be spelt so."""

_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}" + (
    "\N{RIGHT SINGLE QUOTATION MARK}\"'"
)
_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"([-+]?)0*([0-9][0-9_]*)(?:([.,])([0-9]+))?(?:[eE]([-+]?[0-9]))?( *%)?", re.ASCII)
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[., ][0-9]{3})+(?:[.,][0-9]+)?( *%)?", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+|(?: [0-9]{3})+)", re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)


def number_advice(text: str) -> Text | None:
    """How to write the number that ``text`` seems to mean; ``None`` if it does not look like one."""
    bare = text.strip().strip(_QUOTES).strip()
    found = _NUMBER.fullmatch(bare) if len(bare) <= _LONGEST_NUMBER else None
    if found:
        return _rewritten(found, bare)
    if _GROUPED.fullmatch(bare):
        return Text(
            "viết số liền nhau, không tách hàng nghìn, dấu chấm trước phần thập phân, ví dụ `1234.5`",
            "write the digits together, without grouping and with a point before the decimals, such as `1234.5`",
        )
    return None


_SIGNS = {
    **dict.fromkeys((">=", "=>", "≥", "min", "minimum", "gte", "ge", "not_less_than"), "at_least"),
    **dict.fromkeys(("<=", "=<", "≤", "max", "maximum", "lte", "le", "not_more_than"), "at_most"),
    **dict.fromkeys((">", "gt", "greater_than"), "more_than"),
    **dict.fromkeys(("<", "lt"), "less_than"),
    **dict.fromkeys(("=", "==", "eq", "equal", "equals"), "is"),
    **dict.fromkeys(("in", "any"), "one_of"),
}
"""What people who write in other languages call a comparison or a bound."""


def meant_by(key: str) -> str | None:
    """The comparison or bound that a sign, or a word of another language, stands for."""
    return _SIGNS.get(key.strip().lower())


def thousands_advice(text: str) -> Text | None:
    """``1.720`` and ``1,234,567`` where a whole number is wanted: a sign that groups thousands is not written."""
    bare = text.strip().strip(_QUOTES).strip()
    if len(bare) > _LONGEST_NUMBER or not _THOUSANDS.fullmatch(bare):
        return None
    written = re.sub("[^-0-9]", "", bare)
    return Text(
        f"viết `{written}`, không có dấu phân cách hàng nghìn", f"write `{written}`, without grouping the thousands"
    )


def _rewritten(found: re.Match[str], bare: str) -> Text:
    sign, whole, mark, fraction, exponent, percent = found.groups()
    written = ("-" if sign == "-" else "") + whole.replace("_", "") + (f".{fraction}" if fraction else "")
    if exponent:
        written = f"{Decimal(f'{written}e{exponent}'):f}"
    if percent:
        return Text(
            f"viết `{written}`, không có dấu %: đơn vị đã khai cùng dữ kiện hoặc mức quy định",
            f"write `{written}` without the percent sign: the unit is declared with the fact or parameter",
        )
    if written == bare:
        return Text(f"viết `{written}`, không có dấu nháy", f"write `{written}` without quotes")
    if mark == ",":
        return Text(f"viết `{written}`, với dấu chấm", f"write `{written}`, with a point")
    return Text(f"viết `{written}`", f"write `{written}`")


def quotes_advice(text: str) -> Text | None:
    """A word about typographic or stray quotes that became part of a text."""
    if not text or text[0] not in _QUOTES:
        return None
    return Text('dùng dấu nháy kép thẳng "…", hoặc bỏ dấu nháy', 'use straight quotes "…", or none')


def date_advice(text: str) -> Text | None:
    """The date that ``text`` seems to mean, day first as it is written in Vietnam, in the form that is wanted."""
    bare = text.strip().strip(_QUOTES).strip()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return Text(f"viết `{date}`", f"write `{date}`")


def day_advice(text: str) -> Text | None:
    """Why no calendar has a day that is written in the right form: how far months and years go."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    if not year:
        return None
    if not 1 <= month <= 12:
        try:
            exchanged = datetime.date(year, day, month)
        except ValueError:
            return Text("tháng từ 01 đến 12", "months go from 01 to 12")
        return Text(f"tháng viết trước ngày: `{exchanged}`", f"the month comes before the day: `{exchanged}`")
    days = calendar.monthrange(year, month)[1]
    return Text(f"tháng {month} năm {year} có {days} ngày", f"month {month} of {year} has {days} days")


def id_advice(text: str, pattern: re.Pattern[str], dash: str) -> Text | None:
    """An id that fits ``pattern``, made of the letters of ``text`` without their marks."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    made = re.sub(r"[^a-z0-9_]+" if dash == "_" else r"[^a-z0-9_-]+", dash, plain).strip("-_")
    return Text(f"có thể viết `{made}`", f"perhaps `{made}`") if pattern.search(made) else None
