"""Readings: every option of a declared reading is answered, and no other; and what depends on a reading, side by side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

from attrs import field, frozen

from cchc_rules.errors import Place, Related
from cchc_rules.language.checks.report import Report, key_at, value_at
from cchc_rules.language.dossiers.spots import nearest_or_all
from cchc_rules.model.predicates import Literal, Operand
from cchc_rules.model.rulebook import Dated, OpenReading, Parameter, PerOption, Rulebook, Value
from cchc_rules.model.vocabulary import PlainValue
from cchc_rules.text import Text

Fixed = Mapping[str, str]
"""The options that are already chosen where a predicate stands, by reading."""


def check_options(
    rulebook: Rulebook, report: Report, place: Place, reading: str, options: Iterable[str], *steps: str
) -> None:
    """``reading: R`` with ``options: {…}``: R is declared and has exactly these options. ``steps`` lead to the two keys."""
    given = tuple(options)
    declared = rulebook.readings.get(reading)
    word = value_at(place, *steps, "reading")
    if declared is None:
        report.unknown("CR308", word, reading, rulebook.readings)
        return
    missing = [option for option in declared.options if option not in given]
    for option in given:
        if option not in declared.options:
            advice = nearest_or_all(option, missing or declared.options)
            report.add("CR343", key_at(place, *steps, "options", option), help=advice, name=option, reading=reading)
    if missing:
        listed = ", ".join(f"`{option}`" for option in missing)
        related = [_declared_option(declared, option) for option in missing]
        report.add("CR342", word, related=related, options=listed, reading=reading)


def _declared_option(reading: OpenReading, option: str) -> Related:
    text = Text("phương án `{option}` được khai báo ở đây", "the option `{option}` is declared here")
    return Related(text.format(option=option), key_at(reading.place, "options", option).span)


@frozen
class Choice:
    """A number and the option under which it holds."""

    number: int
    option: str | None = None


@frozen
class Choices:
    """The numbers that something can be: one for each option of a reading, declared at a place, or one alone."""

    numbers: tuple[Choice, ...]
    reading: str | None = None
    place: Place = field(factory=Place)

    def related(self, choice: Choice) -> tuple[Related, ...]:
        """The option under which the choice holds, for a diagnostic about it."""
        if choice.option is None:
            return ()
        text = Text("khi cách hiểu `{reading}` là `{option}`", "when the reading `{reading}` is `{option}`")
        span = value_at(self.place, "options", choice.option).span
        return (Related(text.format(reading=self.reading, option=choice.option), span),)


def alone(number: int) -> Choices:
    """A number that depends on nothing."""
    return Choices((Choice(number),))


def widest_gap(first: Choices, second: Choices) -> tuple[Choice, Choice] | None:
    """The pair, among those that can hold together, in which ``first`` exceeds ``second`` the most."""
    if first.reading is not None and first.reading == second.reading:
        by_option = {choice.option: choice for choice in second.numbers}
        pairs = [(choice, by_option[choice.option]) for choice in first.numbers if choice.option in by_option]
    elif first.numbers and second.numbers:
        largest = max(first.numbers, key=lambda choice: choice.number)
        pairs = [(largest, min(second.numbers, key=lambda choice: choice.number))]
    else:
        pairs = []
    return max(pairs, key=lambda pair: pair[0].number - pair[1].number, default=None)


def parameter_values(parameter: Parameter, fixed: Fixed) -> tuple[tuple[str | None, Value | Dated], ...]:
    """The value of a parameter under each option that can be chosen here."""
    if not isinstance(parameter.value, PerOption):
        return ((None, parameter.value),)
    options = parameter.value.options
    chosen = fixed.get(parameter.value.reading)
    return tuple((option, value) for option, value in options.items() if chosen is None or chosen == option)


def entries(value: Value | Dated) -> tuple[Value, ...]:
    """The value, or all the values that it has over the years."""
    return tuple(value for _, value in value.entries) if isinstance(value, Dated) else (value,)


def choices_of(
    rulebook: Rulebook, operand: Operand, year: int | None, fixed: Fixed, number: Callable[[PlainValue], int | None]
) -> Choices:
    """The numbers that an operand can be in a year. What is no number here is left out: it has its own diagnostic."""
    if isinstance(operand, Literal):
        found = number(operand.value)
        return Choices(() if found is None else (Choice(found),))
    parameter = rulebook.parameters[operand.name]
    numbers = []
    for option, value in parameter_values(parameter, fixed):
        in_force = _at(value, year)
        found = None if in_force is None or isinstance(in_force, tuple) else number(in_force)
        if found is not None:
            numbers.append(Choice(found, option))
    reading = parameter.value.reading if isinstance(parameter.value, PerOption) else None
    return Choices(tuple(numbers), reading, parameter.place)


def _at(value: Value | Dated, year: int | None) -> Value | None:
    if not isinstance(value, Dated):
        return value
    return None if year is None else value.at(year)


def telling_years(
    rulebook: Rulebook, operands: Iterable[Operand], years: tuple[int, ...] | None
) -> tuple[int | None, ...]:
    """One year for every way in which the operands' dated values stand together; ``None`` where no year is current."""
    starts = sorted({start for operand in operands for start in _starts(rulebook, operand)})
    if not starts or years is None:
        return (None,) if years is None else years[:1] or (None,)
    return tuple({bisect_right(starts, year): year for year in reversed(years)}.values())


def _starts(rulebook: Rulebook, operand: Operand) -> Iterable[int]:
    if not isinstance(operand, Literal):
        for value in rulebook.parameters[operand.name].alternatives():
            if isinstance(value, Dated):
                yield from (start for start, _ in value.entries)
