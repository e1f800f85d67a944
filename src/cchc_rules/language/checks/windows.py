"""Counting years: the window consists of whole calendar years, under every option."""

from __future__ import annotations

from attrs import evolve

from cchc_rules.errors import Related, Span
from cchc_rules.language.checks.bounds import YEARS, Total, check_bound
from cchc_rules.language.checks.lists import known_window
from cchc_rules.language.checks.options import Choice, Choices, Fixed
from cchc_rules.language.checks.report import Word, declared_at, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.model.predicates import Years
from cchc_rules.model.rulebook import Range, Window
from cchc_rules.text import Text


def check_years(predicate: Years, scope: Scope, desk: Desk) -> Scope:
    """``years: WINDOW`` with a bound; returns where its `where` stands: in each year that is counted under some option."""
    word = value_at(predicate.place, "years")
    window = desk.rulebook.windows[predicate.window] if _is_window(predicate.window, word, desk) else None
    numbers: list[Choice] = []
    counted: set[int] = set()
    for option, stretch in ranges(window, scope.fixed) if window else ():
        assert window is not None
        years = stretch.years()
        if years:
            numbers.append(Choice(len(years), option))
            counted.update(years)
        elif not is_empty(stretch):
            related = Related(_DECLARED, _span(window, option))
            desk.report.add("CR334", word, related=[related], window=predicate.window, why=_why(stretch))
    total = Total(Choices(tuple(numbers), window.reading, window.place), YEARS) if window and numbers else None
    check_bound(predicate.bound, predicate.place, total, scope, desk)
    return evolve(scope, years=tuple(sorted(counted)), counting=True, definition=None)


_DECLARED = Text("khoảng thời gian được khai báo ở đây", "the window is declared here")


def _is_window(name: str, word: Word, desk: Desk) -> bool:
    """`year` is the current year, not a window whose years can be counted."""
    if name == "year":
        advice = Text(
            "`year` là năm đang xét; `years` đếm các năm của một khoảng thời gian được khai báo",
            "`year` is the current year; `years` counts the years of a declared window",
        )
        desk.report.add("CR310", word, help=advice, name=name)
        return False
    return known_window(name, word, desk)


def ranges(window: Window, fixed: Fixed) -> tuple[tuple[str | None, Range], ...]:
    """The stretch of a window under each option that can be chosen here."""
    if isinstance(window.ranges, Range):
        return ((None, window.ranges),)
    chosen = fixed.get(window.reading or "")
    return tuple((option, stretch) for option, stretch in window.ranges.items() if chosen is None or chosen == option)


def _span(window: Window, option: str | None) -> Span | None:
    if option is None:
        return declared_at(window.place, "from", "to")
    return value_at(window.place, "options", option).span


def is_empty(stretch: Range) -> bool:
    """Whether it ends before it begins."""
    return stretch.start is not None and stretch.end is not None and stretch.start > stretch.end


def _why(stretch: Range) -> Text:
    if stretch.start is None:
        return Text("không có ngày đầu", "has no first day")
    if stretch.end is None:
        return Text("không có ngày cuối", "has no last day")
    return Text("không gồm những năm trọn vẹn (từ 01-01 đến 12-31)", "is not made of whole years (01-01 to 12-31)")
