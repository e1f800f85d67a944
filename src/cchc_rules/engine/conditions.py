"""The author's tree beside the core: what each node asks for, in values, numbers and days."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from cchc_rules.engine.core import Core
from cchc_rules.model import predicates as p
from cchc_rules.model.region import CoreValue
from cchc_rules.model.rulebook import Range
from cchc_rules.model.vocabulary import FactSpec, ListSpec
from cchc_rules.text import Text


@frozen
class FactCondition:
    """What a fact is held against: operands as core values."""

    spec: FactSpec
    comparison: p.Comparison
    operands: tuple[CoreValue, ...]
    year: int | None
    attested: bool = False


@frozen
class NumberCondition:
    """How many: the bound in numbers (``high`` ``None``: no most), out of ``total`` where that is fixed."""

    low: int
    high: int | None
    total: int | None = None


@frozen
class ListCondition:
    """Which records count: of what list, within what stretch of which date; ``core`` is the condition on one record."""

    spec: ListSpec
    number: NumberCondition
    core: Core
    during: Range | None = None
    by_date: str | None = None


@frozen
class YearsCondition:
    """How many years of which, in a run if ``consecutive``."""

    years: tuple[int, ...]
    number: NumberCondition
    consecutive: bool


@frozen
class ExternalCondition:
    """The document that holds the criteria."""

    document: str


Condition: TypeAlias = "FactCondition | NumberCondition | ListCondition | YearsCondition | ExternalCondition | None"


@frozen(kw_only=True)
class Lowered:
    """One node of the author's tree with the core it means.

    ``kind`` is the dispatch key (``year`` for a counted year, ``nothing``). ``readings`` are the options that were chosen
    at this node. ``children`` follow the author; for counts over a list they are the conditions on one record.
    """

    path: str
    kind: str
    core: Core
    title: Text | None = None
    clauses: tuple[str, ...] = ()
    condition: Condition = None
    children: tuple[Lowered, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
