"""The vocabulary (danh mục dữ kiện): which facts exist, of what type, and who may attest them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from attrs import field, frozen

from cchc_rules.errors import Place
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import ANY_TEXT, NO_OR_YES, CoreValue, Intervals, Region
from cchc_rules.text import Text

PlainValue: TypeAlias = "bool | int | Decimal | str"
"""A literal as an author writes it: dates, enum and grade values are text."""

EXTERNAL = "external:"
"""Prefix of the facts that no dossier can supply: whether the criteria of another document are met."""

LAST_DAY = datetime.date.max.toordinal()
"""The last day that a date can be."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class FactType(Enum):
    """What kind of value a fact has."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANK = "rank"
    GRADE = "grade"
    ENUM = "enum"
    DATE = "date"
    TEXT = "text"

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers that a person writes as numbers."""
        return self in (FactType.INTEGER, FactType.DECIMAL, FactType.RANK)

    @property
    def text(self) -> Text:
        """What a person calls such a value."""
        return _TYPE_TEXT[self]


_TYPE_TEXT = {
    FactType.BOOLEAN: Text("`true` hoặc `false`", "`true` or `false`"),
    FactType.INTEGER: Text("số nguyên", "a whole number"),
    FactType.DECIMAL: Text("số thập phân", "a decimal number"),
    FactType.RANK: Text("thứ hạng (số nguyên từ 1)", "a rank (a whole number from 1)"),
    FactType.GRADE: Text("một mức trong danh mục", "a grade of the vocabulary"),
    FactType.ENUM: Text("một giá trị trong danh mục", "a value of the vocabulary"),
    FactType.DATE: Text("ngày dạng 2024-12-31", "a date such as 2024-12-31"),
    FactType.TEXT: Text("chuỗi chữ", "text"),
}


class Misfit(Enum):
    """Why a literal is no value of a fact."""

    WRONG_TYPE = "wrong_type"
    NOT_IN_VALUES = "not_in_values"
    TOO_FINE = "too_fine"
    OUT_OF_BOUNDS = "out_of_bounds"
    NO_SUCH_DATE = "no_such_date"
    EMPTY_TEXT = "empty_text"


class LiteralError(ValueError):
    """A literal is no value of the fact; ``misfit`` says why. Whoever knows the place makes a diagnostic of it."""

    def __init__(self, misfit: Misfit) -> None:
        self.misfit = misfit
        super().__init__(misfit.value)


def parse_date(text: str) -> datetime.date:
    """``YYYY-MM-DD`` as a date; :class:`LiteralError` tells another form (wrong type) from an impossible day."""
    if not _DATE.match(text):
        raise LiteralError(Misfit.WRONG_TYPE)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise LiteralError(Misfit.NO_SUCH_DATE) from None


@frozen(kw_only=True, cache_hash=True)
class FactSpec:
    """One fact of the vocabulary, or one field of a list.

    ``name`` is the name that predicates use (``office.par_rank``). Values are kept as *core values*: whole numbers
    (scaled decimals, ordinals of dates, positions in ``values``) or text; ``encode`` and ``decode`` are the only way
    between the two.
    ``decimals``: digits after the point. ``minimum`` and ``maximum`` are inclusive, in the fact's own unit.
    """

    name: str
    type: FactType
    label: Text
    values: tuple[str, ...] = ()
    value_labels: FrozenDict[str, Text] = field(factory=FrozenDict)
    decimals: int = 0
    unit: str | None = None
    minimum: int | Decimal | None = None
    maximum: int | Decimal | None = None
    per_year: bool = False
    attested_by: tuple[str, ...] = ()
    document_required: bool = False
    helps: str | None = None
    changeable: str = "never"
    clauses: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False, repr=False)

    @property
    def needs_attestation(self) -> bool:
        """Whether a bare value counts for nothing."""
        return bool(self.attested_by)

    @property
    def domain(self) -> Region:
        """Every value that the fact can have."""
        return _domain(self)

    def encode(self, value: PlainValue | None) -> CoreValue:
        """The core value of a literal; :class:`LiteralError` if it is none of this fact's values.

        Nothing is converted: a whole number is a decimal's value, but text is no number and a number no boolean.
        """
        return _ENCODERS[self.type](self, value)

    def decode(self, value: CoreValue) -> PlainValue:
        """The literal of a core value; decimals with all their declared digits, dates as ``YYYY-MM-DD``."""
        if isinstance(value, str):
            return value
        if self.type is FactType.BOOLEAN:
            return bool(value)
        if self.type is FactType.DECIMAL:
            sign, digits, _ = Decimal(value).as_tuple()
            return Decimal((sign, digits, -self.decimals))
        if self.type is FactType.DATE:
            return datetime.date.fromordinal(value).isoformat()
        return self.values[value] if self.values else value

    def scaled(self, number: int | Decimal) -> int:
        """A number in the fact's unit as a core value; more digits than declared do not fit."""
        whole, divisor = Decimal(number).as_integer_ratio()
        steps, rest = divmod(whole * int(10**self.decimals), divisor)
        if rest:
            raise LiteralError(Misfit.TOO_FINE)
        return steps


@lru_cache(maxsize=4096)
def _domain(spec: FactSpec) -> Region:
    return _DOMAINS.get(spec.type, _numeric_domain)(spec)


def _numeric_domain(spec: FactSpec) -> Intervals:
    low = None if spec.minimum is None else spec.scaled(spec.minimum)
    return Intervals.between(low, None if spec.maximum is None else spec.scaled(spec.maximum))


_DOMAINS: dict[FactType, Callable[[FactSpec], Region]] = {
    FactType.BOOLEAN: lambda spec: NO_OR_YES,
    FactType.GRADE: lambda spec: Intervals.between(0, len(spec.values) - 1),
    FactType.ENUM: lambda spec: Intervals.between(0, len(spec.values) - 1),
    FactType.DATE: lambda spec: Intervals.between(1, LAST_DAY),
    FactType.TEXT: lambda spec: ANY_TEXT,
}


def _encode_boolean(spec: FactSpec, value: PlainValue | None) -> int:
    if not isinstance(value, bool):
        raise LiteralError(Misfit.WRONG_TYPE)
    return int(value)


def _encode_number(spec: FactSpec, value: PlainValue | None) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise LiteralError(Misfit.WRONG_TYPE)
    if spec.type is not FactType.DECIMAL and isinstance(value, Decimal):
        raise LiteralError(Misfit.WRONG_TYPE)
    number = spec.scaled(value)
    if not _numeric_domain(spec).contains(number):
        raise LiteralError(Misfit.OUT_OF_BOUNDS)
    return number


def _encode_member(spec: FactSpec, value: PlainValue | None) -> int:
    if not isinstance(value, str):
        raise LiteralError(Misfit.WRONG_TYPE)
    if value not in spec.values:
        raise LiteralError(Misfit.NOT_IN_VALUES)
    return spec.values.index(value)


def _encode_date(spec: FactSpec, value: PlainValue | None) -> int:
    if not isinstance(value, str):
        raise LiteralError(Misfit.WRONG_TYPE)
    return parse_date(value).toordinal()


def _encode_text(spec: FactSpec, value: PlainValue | None) -> str:
    if not isinstance(value, str):
        raise LiteralError(Misfit.WRONG_TYPE)
    if not value.strip():
        raise LiteralError(Misfit.EMPTY_TEXT)
    return value


_ENCODERS: dict[FactType, Callable[[FactSpec, PlainValue | None], CoreValue]] = {
    FactType.BOOLEAN: _encode_boolean,
    FactType.INTEGER: _encode_number,
    FactType.DECIMAL: _encode_number,
    FactType.RANK: _encode_number,
    FactType.GRADE: _encode_member,
    FactType.ENUM: _encode_member,
    FactType.DATE: _encode_date,
    FactType.TEXT: _encode_text,
}


@frozen(kw_only=True)
class ListSpec:
    """A list of records that candidates of some kinds have.

    ``dated_by`` names the dating field, ``None`` for an undated list; ``key`` the field in which two records may not
    agree; ``maximum`` the most records there can be.
    """

    name: str
    kinds: tuple[str, ...]
    label: Text
    fields: FrozenDict[str, FactSpec]
    dated_by: str | None = None
    key: str | None = None
    maximum: int | None = None
    changeable: str = "never"
    place: Place = field(factory=Place, eq=False, repr=False)

    @property
    def date_fields(self) -> tuple[str, ...]:
        """The fields that completeness and ``as_of`` speak about: every date field of a dated list."""
        if self.dated_by is None:
            return ()
        return tuple(name for name, spec in self.fields.items() if spec.type is FactType.DATE)


@frozen(kw_only=True)
class EntitySpec:
    """A kind of thing that candidates belong to, such as an office, and the facts about it."""

    kind: str
    label: Text
    facts: FrozenDict[str, FactSpec]
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Authority:
    """Who may attest. ``of`` names a kind of entity where the authority is one of many: the head *of a division*."""

    id: str
    title: Text
    of: str | None = None
    clauses: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Vocabulary:
    """All facts, by kind of candidate and by entity, all lists, and the authorities that may attest."""

    entities: FrozenDict[str, EntitySpec] = field(factory=FrozenDict)
    candidates: FrozenDict[str, FrozenDict[str, FactSpec]] = field(factory=FrozenDict)
    lists: FrozenDict[str, ListSpec] = field(factory=FrozenDict)
    authorities: FrozenDict[str, Authority] = field(factory=FrozenDict)
    place: Place = field(factory=Place, eq=False, repr=False)

    def fact(self, kind: str, name: str) -> FactSpec | None:
        """The fact that ``name`` means for a candidate of ``kind``: its own, or ``entity.fact`` of a linked entity."""
        if name.startswith(EXTERNAL):
            return external_fact(name)
        entity, dot, short = name.partition(".")
        if dot:
            return self.entities[entity].facts.get(short) if entity in self.entities else None
        return self.candidates.get(kind, FrozenDict()).get(name)

    def list_for(self, kind: str, name: str) -> ListSpec | None:
        """The list of that name, if candidates of ``kind`` have it."""
        spec = self.lists.get(name)
        return spec if spec is not None and kind in spec.kinds else None


def external_fact(name: str) -> FactSpec:
    """The fact whether the criteria of a document outside the rulebook are met: known to nobody here."""
    label = Text("đạt tiêu chuẩn tại văn bản khác", "meets the criteria of another document")
    return FactSpec(name=name, type=FactType.BOOLEAN, label=label)
