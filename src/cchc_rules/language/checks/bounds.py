"""Bounds: how many of how many. A bound that can never hold, or that always holds, is a slip of the pen."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.errors import Place, Related
from cchc_rules.language.checks.options import (
    Choices,
    alone,
    choices_of,
    entries,
    parameter_values,
    telling_years,
    widest_gap,
)
from cchc_rules.language.checks.report import Word, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.values import check_plural, declared, known_parameter, singles
from cchc_rules.language.checks.years import check_dated
from cchc_rules.language.dossiers.misfits import counted
from cchc_rules.language.dossiers.spots import word_of
from cchc_rules.model.predicates import Bound, Literal, Operand
from cchc_rules.model.vocabulary import PlainValue
from cchc_rules.text import Text

PREDICATES = Text("điều kiện", "predicate")
RECORDS = Text("mục", "record")
YEARS = Text("năm", "year")


@frozen
class Total:
    """The most there can be, and of what."""

    most: Choices
    things: Text


def check_bound(bound: Bound, place: Place, total: Total | None, scope: Scope, desk: Desk) -> None:
    """Every part of the bound is a whole number from 0 up that can be reached and can be missed."""
    operands = dict(bound.operands())
    sound = [_check_operand(key, operand, place, scope, desk) for key, operand in operands.items()]
    if not all(sound):
        return
    for year in telling_years(desk.rulebook, operands.values(), scope.years):
        numbers = {
            key: choices_of(desk.rulebook, operand, year, scope.fixed, _whole) for key, operand in operands.items()
        }
        for key, choices in numbers.items():
            _check_against_total(key, choices, _word(place, key, operands[key]), total, desk)
        if "at_least" in numbers and "at_most" in numbers:
            _check_order(numbers["at_least"], numbers["at_most"], _word(place, "at_most", operands["at_most"]), desk)


def _word(place: Place, key: str, operand: Operand) -> Word:
    return value_at(place, key) if isinstance(operand, Literal) else value_at(place, key, "param")


def _check_operand(key: str, operand: Operand, place: Place, scope: Scope, desk: Desk) -> bool:
    """Whether the operand is a whole number from 0 up, whatever readings and year; faults are reported."""
    word = _word(place, key, operand)
    if isinstance(operand, Literal):
        return _is_count(operand.value, word, desk)
    parameter = known_parameter(operand, word, desk)
    if parameter is None:
        return False
    check_dated(parameter, word, scope, desk)
    if parameter.unit is not None:
        related = declared(parameter, None, "unit")
        desk.report.add("CR331", word, related=related, param=parameter.name, unit=parameter.unit)
    if not check_plural(parameter, False, word, scope, desk):
        return False
    return all(
        _is_count(number, word, desk, declared(parameter, option))
        for option, value in parameter_values(parameter, scope.fixed)
        for number in singles(entries(value))
    )


def _is_count(value: PlainValue, word: Word, desk: Desk, related: tuple[Related, ...] = ()) -> bool:
    if _whole(value) is None:
        desk.report.add("CR328", word, related=related, value=word_of(value))
        return False
    return True


def _whole(value: PlainValue) -> int | None:
    """A whole number from 0 up; true and false are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _check_against_total(key: str, choices: Choices, word: Word, total: Total | None, desk: Desk) -> None:
    """More than all is impossible; at least none, and at most all, says nothing."""
    if key == "at_least":
        for choice in choices.numbers:
            if choice.number == 0:
                related = choices.related(choice)
                desk.report.add("CR330", word, related=related, key=key, number=0, why=_NEVER_BELOW)
    gap = None if total is None else widest_gap(choices, total.most)
    if total is None or gap is None:
        return
    number, most = gap[0].number, gap[1].number
    related = (*choices.related(gap[0]), *total.most.related(gap[1]))
    if key == "at_most" and number >= most:
        why = Text("nhiều nhất chỉ có {most}", "the most there can be is {most}")
        why = why.format(most=counted(most, total.things))
        desk.report.add("CR330", word, related=related, key=key, number=number, why=why)
    elif number > most:
        desk.report.add("CR329", word, related=related, number=number, total=counted(most, total.things))


_NEVER_BELOW = Text("không có gì ít hơn 0", "nothing is fewer than 0")


def _check_order(low: Choices, high: Choices, word: Word, desk: Desk) -> None:
    gap = widest_gap(low, high)
    if gap is not None and gap[0].number > gap[1].number:
        related = (*low.related(gap[0]), *high.related(gap[1]))
        desk.report.add("CR332", word, related=related, low=gap[0].number, high=gap[1].number)


def total_of(number: int, things: Text) -> Total:
    """A fixed number of things."""
    return Total(alone(number), things)
