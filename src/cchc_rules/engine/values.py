"""Operands and windows in force: what parameters, readings and the current year make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import Comparison, Literal, Operand
from cchc_rules.model.region import CoreValue, Intervals, Region, Texts
from cchc_rules.model.rulebook import Award, Dated, Range, Rulebook, calendar_year
from cchc_rules.model.vocabulary import FactSpec, PlainValue


def resolved(
    rulebook: Rulebook, readings: FrozenDict[str, str], year: int | None, operands: tuple[Operand, ...]
) -> tuple[PlainValue, ...]:
    """The literals that operands stand for; a parameter that is a list gives all its values."""
    found: list[PlainValue] = []
    for operand in operands:
        if isinstance(operand, Literal):
            found.append(operand.value)
            continue
        value = rulebook.parameters[operand.name].under(readings)
        if isinstance(value, Dated):
            assert year is not None, f"{operand.name} was checked to have a current year"
            in_force = value.at(year)
            assert in_force is not None, f"{operand.name} was checked to have a value in {year}"
            value = in_force
        found.extend(value if isinstance(value, tuple) else (value,))
    return tuple(found)


def whole_number(rulebook: Rulebook, readings: FrozenDict[str, str], year: int | None, operand: Operand) -> int:
    """The number that a bound asks for."""
    (number,) = resolved(rulebook, readings, year, (operand,))
    assert isinstance(number, int), "bounds were checked to be whole numbers"
    return number


def encoded(spec: FactSpec, values: tuple[PlainValue, ...]) -> tuple[CoreValue, ...]:
    """The operands as core values of the fact."""
    return tuple(spec.encode(value) for value in values)


def region_of(comparison: Comparison, operands: tuple[CoreValue, ...]) -> Region:
    """The region of the values that compare as said."""
    if comparison in (Comparison.IS, Comparison.ONE_OF):
        numbers = [value for value in operands if isinstance(value, int)]
        return Intervals.of(numbers) if numbers else Texts(frozenset(str(value) for value in operands))
    numbers = [value for value in operands if isinstance(value, int)]
    return _ORDERED[comparison](numbers)


_ORDERED: Mapping[Comparison, Callable[[list[int]], Intervals]] = {
    Comparison.AT_LEAST: lambda ends: Intervals.between(ends[0], None),
    Comparison.AT_MOST: lambda ends: Intervals.between(None, ends[0]),
    Comparison.MORE_THAN: lambda ends: Intervals.between(ends[0] + 1, None),
    Comparison.LESS_THAN: lambda ends: Intervals.between(None, ends[0] - 1),
    Comparison.BETWEEN: lambda ends: Intervals.between(ends[0], ends[1]),
    Comparison.ON_OR_AFTER: lambda ends: Intervals.between(ends[0], None),
    Comparison.ON_OR_BEFORE: lambda ends: Intervals.between(None, ends[0]),
    Comparison.AFTER: lambda ends: Intervals.between(ends[0] + 1, None),
    Comparison.BEFORE: lambda ends: Intervals.between(None, ends[0] - 1),
}


def end_of_sight(rulebook: Rulebook, award: Award, readings: FrozenDict[str, str], year: int | None) -> Range:
    """What a dated list is counted over without `during`: up to the end of the current year, else of the award's period."""
    if year is not None:
        return Range(None, calendar_year(year).end)
    assert award.period is not None, f"{award.id} was checked to have a period"
    return Range(None, rulebook.windows[award.period].under(readings).end)


def days_of(during: Range) -> Intervals:
    """A stretch of dates as a region of ordinals."""
    start = None if during.start is None else during.start.toordinal()
    return Intervals.between(start, None if during.end is None else during.end.toordinal())
