"""Facts and what they are held against: the comparison suits the type, and every value is one that the fact can have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cchc_rules.errors import Related
from cchc_rules.language.checks.fit import fits, number_of, tell_misfit
from cchc_rules.language.checks.options import choices_of, entries, parameter_values, telling_years, widest_gap
from cchc_rules.language.checks.report import Step, Word, declared_at, key_at, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.years import check_dated
from cchc_rules.language.dossiers.spots import choices, word_of
from cchc_rules.model.predicates import Comparison, FactIs, Literal, Operand, ParameterRef
from cchc_rules.model.rulebook import Parameter, Value
from cchc_rules.model.vocabulary import FactSpec, FactType, PlainValue
from cchc_rules.text import Text

_ALWAYS = (Comparison.IS, Comparison.ONE_OF)
_ORDER = (
    Comparison.AT_LEAST,
    Comparison.AT_MOST,
    Comparison.MORE_THAN,
    Comparison.LESS_THAN,
    Comparison.BETWEEN,
)
_DATES = (
    Comparison.ON_OR_AFTER,
    Comparison.ON_OR_BEFORE,
    Comparison.AFTER,
    Comparison.BEFORE,
    Comparison.BETWEEN,
)
_SUITS: Mapping[FactType, tuple[Comparison, ...]] = {
    FactType.BOOLEAN: _ALWAYS,
    FactType.INTEGER: _ALWAYS + _ORDER,
    FactType.DECIMAL: _ALWAYS + _ORDER,
    FactType.RANK: _ALWAYS + _ORDER,
    FactType.GRADE: _ALWAYS + _ORDER,
    FactType.ENUM: _ALWAYS,
    FactType.DATE: _ALWAYS + _DATES,
    FactType.TEXT: _ALWAYS,
}


def check_comparison(predicate: FactIs, specs: tuple[FactSpec, ...], scope: Scope, desk: Desk) -> None:
    """The comparison suits the type, and so does every operand, whichever kind of recipient is looked at."""
    key = predicate.comparison.value
    fact_type = specs[0].type
    if predicate.comparison not in _SUITS[fact_type]:
        advice = choices(comparison.value for comparison in _SUITS[fact_type])
        word = key_at(predicate.place, key)
        desk.report.add("CR316", word, help=advice, comparison=key, fact=predicate.fact, type=fact_type.text)
        return
    sound = [
        _check_operand(predicate, operand, steps, specs, scope, desk)
        for operand, steps in zip(predicate.operands, _steps(predicate), strict=True)
    ]
    if predicate.comparison is Comparison.BETWEEN and all(sound):
        _check_order(predicate, specs[0], scope, desk)
    if predicate.comparison is Comparison.ONE_OF:
        _check_repeats(predicate, desk)


def _steps(predicate: FactIs) -> list[tuple[Step, ...]]:
    """The way to each operand."""
    key = predicate.comparison.value
    several = predicate.comparison is Comparison.BETWEEN or (
        predicate.comparison is Comparison.ONE_OF and not isinstance(predicate.operands[0], ParameterRef)
    )
    return [(key, index) if several else (key,) for index in range(len(predicate.operands))]


def _check_repeats(predicate: FactIs, desk: Desk) -> None:
    """A value that `one_of` names twice is a slip, if a harmless one."""
    seen: set[tuple[bool, PlainValue]] = set()
    for position, operand in enumerate(predicate.operands):
        if isinstance(operand, Literal):
            value = (isinstance(operand.value, bool), operand.value)
            if value in seen:
                word = value_at(predicate.place, "one_of", position)
                desk.report.add("CR409", word, value=word_of(operand.value))
            seen.add(value)


def _check_operand(
    predicate: FactIs, operand: Operand, steps: tuple[Step, ...], specs: tuple[FactSpec, ...], scope: Scope, desk: Desk
) -> bool:
    """Whether the operand can be encoded, whatever readings and year; faults are reported."""
    if isinstance(operand, Literal):
        word = value_at(predicate.place, *steps)
        return tell_misfit(operand.value, specs, word, (), desk)
    word = value_at(predicate.place, *steps, "param")
    parameter = known_parameter(operand, word, desk)
    if parameter is None:
        return False
    check_dated(parameter, word, scope, desk)
    check_unit(parameter, specs[0], word, desk)
    wants_list = predicate.comparison is Comparison.ONE_OF
    return check_plural(parameter, wants_list, word, scope, desk) and _check_values(parameter, specs, word, scope, desk)


def known_parameter(operand: ParameterRef, word: Word, desk: Desk) -> Parameter | None:
    """The parameter of that name; a fault if there is none."""
    parameter = desk.rulebook.parameters.get(operand.name)
    if parameter is None:
        desk.report.unknown("CR307", word, operand.name, desk.rulebook.parameters)
    else:
        desk.use("parameters", operand.name)
    return parameter


def check_plural(parameter: Parameter, wants_list: bool, word: Word, scope: Scope, desk: Desk) -> bool:
    """A parameter is a list where a list is wanted, and one value where one is, under every option and in every year."""
    for option, alternative in parameter_values(parameter, scope.fixed):
        for value in entries(alternative):
            if isinstance(value, tuple) is not wants_list:
                code = "CR325" if wants_list else "CR324"
                desk.report.add(code, word, related=declared(parameter, option), param=parameter.name)
                return False
    return True


def declared(parameter: Parameter, option: str | None, *keys: str) -> tuple[Related, ...]:
    """Where a parameter has its value, or one of ``keys``, for a diagnostic about its use."""
    if option is None:
        text = Text("mức `{name}` được khai báo ở đây", "the parameter `{name}` is declared here")
        span = declared_at(parameter.place, *keys, "value", "dated", "options")
        return (Related(text.format(name=parameter.name), span),)
    text = Text("mức `{name}` khi chọn `{option}`", "the parameter `{name}` under `{option}`")
    span = value_at(parameter.place, "options", option).span
    return (Related(text.format(name=parameter.name, option=option), span),)


def check_unit(parameter: Parameter, spec: FactSpec, word: Word, desk: Desk) -> None:
    """A parameter is in the unit of the fact that it is held against; no unit is a unit too."""
    if parameter.unit != spec.unit:
        desk.report.add(
            "CR323",
            word,
            help=_unit_help(spec.unit),
            related=declared(parameter, None, "unit"),
            param=parameter.name,
            unit=_unit_text(parameter.unit),
            fact=spec.name,
            wanted=_unit_text(spec.unit),
        )


def _unit_text(unit: str | None) -> Text:
    if unit is None:
        return Text("không có đơn vị", "has no unit")
    return Text("tính theo `{unit}`", "is in `{unit}`").format(unit=unit)


def _unit_help(unit: str | None) -> Text:
    if unit is None:
        return Text(
            "bỏ `unit` của mức, hoặc thêm `unit` cho dữ kiện", "drop the parameter's `unit`, or give the fact one"
        )
    text = Text("ghi `unit: {unit}` cho mức này", "give the parameter `unit: {unit}`")
    return text.format(unit=unit)


def _check_values(parameter: Parameter, specs: tuple[FactSpec, ...], word: Word, scope: Scope, desk: Desk) -> bool:
    """Every value that the parameter can have here fits; the first of each option that does not is told."""
    sound = True
    for option, alternative in parameter_values(parameter, scope.fixed):
        for value in singles(entries(alternative)):
            if not all(fits(value, spec, desk) for spec in specs):
                tell_misfit(value, specs, word, declared(parameter, option), desk)
                sound = False
                break
    return sound


def singles(values: tuple[Value, ...]) -> list[PlainValue]:
    """All the values, those of lists one by one."""
    return [single for value in values for single in (value if isinstance(value, tuple) else (value,))]


def _check_order(predicate: FactIs, spec: FactSpec, scope: Scope, desk: Desk) -> None:
    """The first end of `between` comes before the second, under every option and in every year."""
    number = partial(number_of, spec=spec, desk=desk)
    for year in telling_years(desk.rulebook, predicate.operands, scope.years):
        low, high = (choices_of(desk.rulebook, operand, year, scope.fixed, number) for operand in predicate.operands)
        gap = widest_gap(low, high)
        if gap is not None and gap[0].number > gap[1].number:
            shown = [word_of(spec.decode(choice.number)) for choice in gap]
            related = (*low.related(gap[0]), *high.related(gap[1]))
            word = value_at(predicate.place, "between")
            desk.report.add("CR322", word, related=related, low=shown[0], high=shown[1])
            return
