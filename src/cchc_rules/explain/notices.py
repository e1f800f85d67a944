"""Notices: what is procedural about a verdict, such as the date before which awards are reviewed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from cchc_rules.explain.words import date_text
from cchc_rules.model.rulebook import Award, CalendarEntry, Rulebook
from cchc_rules.model.verdict import Notice
from cchc_rules.text import Text


def notices_of(rulebook: Rulebook, award: Award, year: int | None, as_of: datetime.date) -> tuple[Notice, ...]:
    """The review calendar and the procedural notices that concern an award, evaluated for ``year`` as of a day."""
    return (*_calendar(rulebook, award, year, as_of), *_procedural(rulebook, award))


def _calendar(rulebook: Rulebook, award: Award, year: int | None, as_of: datetime.date) -> Iterator[Notice]:
    for entry in rulebook.calendar.values():
        if entry.cycle != award.cycle:
            continue
        if entry.text is not None:
            text = Text(f"Thời gian xét: {entry.text.vi}", f"Time of review: {entry.text.in_lang('en')}")
            yield Notice(code=entry.id, text=text, clauses=entry.clauses)
        if entry.before is not None and year is not None:
            yield _before(
                entry, datetime.date(year + entry.before.next_year, entry.before.month, entry.before.day), as_of
            )


def _before(entry: CalendarEntry, day: datetime.date, as_of: datetime.date) -> Notice:
    """A review before a day, that day excluded; it says so when the day has come."""
    shown = date_text(day)
    text = Text(f"Thời gian xét: trước ngày {shown.vi}", f"Time of review: before {shown.in_lang('en')}")
    if as_of >= day:
        text = Text(f"{text.vi}; ngày chốt số liệu đã quá mốc này", f"{text.in_lang('en')}; the as-of date is past it")
    return Notice(code=entry.id, text=text, clauses=entry.clauses, before=day)


def _procedural(rulebook: Rulebook, award: Award) -> Iterator[Notice]:
    for notice in rulebook.notices.values():
        if (not notice.awards or award.id in notice.awards) and notice.cycle in (None, award.cycle):
            yield Notice(code=notice.id, text=notice.text, clauses=notice.clauses)
