"""Rulebooks (bộ tiêu chuẩn): one document's awards with everything that their criteria name."""

from __future__ import annotations

import datetime
from typing import TypeAlias

from attrs import field, frozen

from cchc_rules.errors import Place
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import Predicate
from cchc_rules.model.vocabulary import Authority, PlainValue, Vocabulary
from cchc_rules.text import Text

LANGUAGE = 1
"""The version of the language that this library reads."""

NOT_IN_COPY = "not_in_copy"
"""Why a number or date of an identity is unknown: our copy of the document carries none."""


@frozen
class Unstated:
    """A number or date that the copy of a document does not carry, and why."""

    reason: str


@frozen(kw_only=True)
class Issuer:
    """The body that issued a document."""

    id: str
    name: Text


@frozen(kw_only=True)
class Identity:
    """Which document this is: number, issuer and date together, since a number alone is not a key."""

    issuer: Issuer
    number: str | Unstated
    date: datetime.date | Unstated
    title: Text


@frozen(kw_only=True)
class Statement:
    """A text of the document with its clauses: an aim, a role, a note. No rule depends on it."""

    id: str
    text: Text
    clauses: tuple[str, ...]
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class ProceduralNotice(Statement):
    """A statement shown with the verdicts of some awards (``awards`` empty: all) or of one cycle (``None``: both)."""

    awards: tuple[str, ...] = ()
    cycle: str | None = None


@frozen(kw_only=True)
class Form:
    """A form of award (hình thức khen thưởng) and the authority that confers it."""

    id: str
    title: Text
    conferred_by: str
    clauses: tuple[str, ...]
    place: Place = field(factory=Place, eq=False, repr=False)


Value: TypeAlias = "PlainValue | tuple[PlainValue, ...]"


@frozen
class Dated:
    """Values with the year from which each holds, ascending; the current year chooses."""

    entries: tuple[tuple[int, Value], ...]

    def at(self, year: int) -> Value | None:
        """The value in force in ``year``; ``None`` before the first."""
        in_force = [value for start, value in self.entries if start <= year]
        return in_force[-1] if in_force else None


@frozen
class PerOption:
    """A value of a parameter for each option of a reading."""

    reading: str
    options: FrozenDict[str, Value | Dated]


@frozen(kw_only=True)
class Parameter:
    """A number or value that the document sets (mức quy định) and that officials change."""

    name: str
    value: Value | Dated | PerOption
    clauses: tuple[str, ...]
    title: Text | None = None
    unit: str | None = None
    place: Place = field(factory=Place, eq=False, repr=False)

    def alternatives(self) -> tuple[Value | Dated, ...]:
        """The value under each option; one where no reading chooses."""
        return tuple(self.value.options.values()) if isinstance(self.value, PerOption) else (self.value,)

    def under(self, readings: FrozenDict[str, str]) -> Value | Dated:
        """The value under an assignment of the readings."""
        return self.value.options[readings[self.value.reading]] if isinstance(self.value, PerOption) else self.value


@frozen
class Range:
    """A stretch of dates, both ends included; ``None`` is an open end."""

    start: datetime.date | None = None
    end: datetime.date | None = None

    def years(self) -> tuple[int, ...] | None:
        """The calendar years it consists of; ``None`` if an end is open or a year is cut."""
        if self.start is None or self.end is None:
            return None
        if (self.start.month, self.start.day, self.end.month, self.end.day) != (1, 1, 12, 31):
            return None
        return tuple(range(self.start.year, self.end.year + 1))


def calendar_year(year: int) -> Range:
    """1 January to 31 December."""
    return Range(datetime.date(year, 1, 1), datetime.date(year, 12, 31))


@frozen(kw_only=True)
class Window:
    """A named stretch of dates (khoảng thời gian tính), perhaps a different one under each option of a reading."""

    name: str
    ranges: Range | FrozenDict[str, Range]
    reading: str | None = None
    title: Text | None = None
    clauses: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False, repr=False)

    def alternatives(self) -> tuple[Range, ...]:
        """The stretch under each option; one where no reading chooses."""
        return (self.ranges,) if isinstance(self.ranges, Range) else tuple(self.ranges.values())

    def under(self, readings: FrozenDict[str, str]) -> Range:
        """The stretch under an assignment of the readings."""
        if isinstance(self.ranges, Range):
            return self.ranges
        assert self.reading is not None
        return self.ranges[readings[self.reading]]


@frozen(kw_only=True)
class OpenReading:
    """A reading (cách hiểu): a question that the text leaves open, its possible answers, and the one in force by default."""

    id: str
    question: Text
    options: FrozenDict[str, Text]
    default: str
    confirmed_by: str | None
    clauses: tuple[str, ...]
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Assumption:
    """A question that the text leaves open and the one answer that the rulebook gives to it."""

    id: str
    question: Text
    answer: Text
    confirmed_by: str | None
    clauses: tuple[str, ...]
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen
class YearlyDate:
    """A day of the year (``next_year``: of the year after the award year), as in "before 15/02" of the next year."""

    month: int
    day: int
    next_year: bool


@frozen(kw_only=True)
class CalendarEntry:
    """When awards of a cycle are reviewed: before a date (exclusive), or as a text says."""

    id: str
    cycle: str
    clauses: tuple[str, ...]
    before: YearlyDate | None = None
    text: Text | None = None
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class RelatedDocument:
    """Another document that this one refers to; ``rulebook`` is the key of its own rulebook, if there is one."""

    id: str
    number: str
    date: datetime.date
    issuer: Text
    title: Text
    rulebook: str | None = None
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Definition:
    """A shared predicate. ``list`` is the list that its names belong to (``None``: the dossier), ``per_year`` whether it
    needs a current year.
    """

    name: str
    body: Predicate
    list: str | None = None
    per_year: bool = False
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Award:
    """One award: whom it is for, its cycle (``annual``, or ``period`` with its window), and its criteria."""

    id: str
    title: Text
    recipient: tuple[str, ...]
    cycle: str
    clauses: tuple[str, ...]
    criteria: Predicate
    period: str | None = None
    form: str | None = None
    place: Place = field(factory=Place, eq=False, repr=False)

    @property
    def annual(self) -> bool:
        """Whether it is given for one year, which is then the current year of its criteria."""
        return self.cycle == "annual"


def _statements() -> FrozenDict[str, Statement]:
    return FrozenDict()


@frozen(kw_only=True)
class Rulebook:
    """A document's awards, vocabulary and everything between. ``id`` is the folder's path, ``issuer/document``."""

    id: str
    identity: Identity
    status: str = "in_force"
    effective: Range = Range()
    award_years: tuple[int, ...] = ()
    recipients: FrozenDict[str, Text] = field(factory=FrozenDict)
    vocabulary: Vocabulary = field(factory=Vocabulary)
    forms: FrozenDict[str, Form] = field(factory=FrozenDict)
    parameters: FrozenDict[str, Parameter] = field(factory=FrozenDict)
    windows: FrozenDict[str, Window] = field(factory=FrozenDict)
    readings: FrozenDict[str, OpenReading] = field(factory=FrozenDict)
    assumptions: FrozenDict[str, Assumption] = field(factory=FrozenDict)
    calendar: FrozenDict[str, CalendarEntry] = field(factory=FrozenDict)
    notices: FrozenDict[str, ProceduralNotice] = field(factory=FrozenDict)
    aims: FrozenDict[str, Statement] = field(factory=_statements)
    themes: FrozenDict[str, Statement] = field(factory=_statements)
    roles: FrozenDict[str, Statement] = field(factory=_statements)
    notes: FrozenDict[str, Statement] = field(factory=_statements)
    documents: FrozenDict[str, RelatedDocument] = field(factory=FrozenDict)
    unknown_reasons: FrozenDict[str, Text] = field(factory=FrozenDict)
    definitions: FrozenDict[str, Definition] = field(factory=FrozenDict)
    awards: FrozenDict[str, Award] = field(factory=FrozenDict)
    place: Place = field(factory=Place, eq=False, repr=False)

    @property
    def authorities(self) -> FrozenDict[str, Authority]:
        """Who may attest, by capacity."""
        return self.vocabulary.authorities

    def default_readings(self) -> FrozenDict[str, str]:
        """Every reading with its default option."""
        return FrozenDict({name: reading.default for name, reading in self.readings.items()})
