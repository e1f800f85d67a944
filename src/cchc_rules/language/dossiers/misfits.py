"""Why a literal is no value of a fact, in plain words and with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from cchc_rules.language.dossiers.spots import PartFaults, Spot, nearest_or_all, word_of
from cchc_rules.language.shape.spelling import date_advice, day_advice, number_advice, thousands_advice
from cchc_rules.model.vocabulary import FactSpec, FactType, Misfit, PlainValue
from cchc_rules.text import Text, same

LEAVE_OUT = Text(
    "chưa biết thì bỏ khóa này, hoặc viết `{unknown: not_given}`",
    "leave the key out, or write `{unknown: not_given}`, if it is not known",
)

_YES = frozenset({"true", "yes", "on", "y", "x", "1", "có", "đúng", "đạt", "rồi"})
_NO = frozenset({"false", "no", "off", "n", "0", "không", "sai", "chưa"})
_WHOLE = Text("viết số nguyên, ví dụ `5`", "write a whole number, such as `5`")
_POINT = Text("viết số với dấu chấm thập phân, ví dụ `91.25`", "write a number with a decimal point, such as `91.25`")
_DATE = Text("viết năm-tháng-ngày, ví dụ `2024-12-31`", "write year-month-day, such as `2024-12-31`")


def report_misfit(spec: FactSpec, name: str, spot: Spot, value: PlainValue, misfit: Misfit, faults: PartFaults) -> None:
    """The fault of a value that does not fit; ``name`` is the fact as the author wrote it."""
    if isinstance(value, str) and not value.strip():
        misfit = Misfit.EMPTY_TEXT
    code, advice, words = _REPORTS[misfit](spec, value)
    faults.add(code, spot, help=advice, fact=name, word=word_of(value), **words)


_Told: TypeAlias = "tuple[str, Text | None, dict[str, Any]]"


def _wrong_type(spec: FactSpec, value: PlainValue) -> _Told:
    if spec.type is FactType.DATE and isinstance(value, str):
        return "CR505", date_help(value), {}
    return "CR523", _advice(spec, value), {"wanted": spec.type.text}


def _not_in_values(spec: FactSpec, value: PlainValue) -> _Told:
    return "CR524", value_help(spec, word_of(value)), {}


def _too_fine(spec: FactSpec, value: PlainValue) -> _Told:
    most = counted(spec.decimals, Text("chữ số thập phân", "digit"))
    return "CR525", None, {"most": most, "given": len(word_of(value).partition(".")[2])}


def _out_of_bounds(spec: FactSpec, value: PlainValue) -> _Told:
    return "CR526", point_help(spec, value), {"bounds": bounds_text(spec)}


def _no_such_date(spec: FactSpec, value: PlainValue) -> _Told:
    return "CR506", day_advice(word_of(value)), {}


def _empty(spec: FactSpec, value: PlainValue) -> _Told:
    return "CR508", LEAVE_OUT, {}


_REPORTS: dict[Misfit, Callable[[FactSpec, PlainValue], _Told]] = {
    Misfit.WRONG_TYPE: _wrong_type,
    Misfit.NOT_IN_VALUES: _not_in_values,
    Misfit.TOO_FINE: _too_fine,
    Misfit.OUT_OF_BOUNDS: _out_of_bounds,
    Misfit.NO_SUCH_DATE: _no_such_date,
    Misfit.EMPTY_TEXT: _empty,
}


def date_help(text: str) -> Text:
    """The date that a text seems to mean, else how dates are written."""
    return date_advice(text) or _DATE


def bounds_text(spec: FactSpec) -> Text:
    """The bounds of a number, both ends included, at least one of which is given."""
    low, high = (None if end is None else word_of(end) for end in (spec.minimum, spec.maximum))
    if low is None:
        return Text(f"nhiều nhất {high}", f"at most {high}")
    if high is None:
        return Text(f"ít nhất {low}", f"at least {low}")
    return Text(f"từ {low} đến {high}", f"from {low} to {high}")


def value_help(spec: FactSpec, word: str) -> Text | None:
    """The value whose label was written in its place, or that is nearly the word, else all the values."""
    shown = word.strip().casefold()
    for value, label in spec.value_labels.items():
        if shown in (label.vi.casefold(), label.in_lang("en").casefold()):
            return _write(value)
    return nearest_or_all(word, spec.values)


def point_help(spec: FactSpec, value: PlainValue) -> Text | None:
    """``915`` for a decimal fact of at most 100: a point may be missing."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    for digits in range(1, min(spec.decimals, 2) + 1):
        pointed = Decimal(value).scaleb(-digits)
        if spec.domain.contains(spec.scaled(pointed)):
            return Text(f"thiếu dấu chấm thập phân? viết `{pointed}`", f"a missing decimal point? write `{pointed}`")
    return None


def counted(number: int, thing: Text) -> Text:
    """A number of things; the English of ``thing`` is for one and takes an `s` for more."""
    return Text(f"{number} {thing.vi}", f"{number} {thing.in_lang('en')}{'' if number == 1 else 's'}")


def _advice(spec: FactSpec, value: PlainValue) -> Text | None:
    """What the author most likely has to write."""
    if spec.type is FactType.BOOLEAN:
        word = word_of(value).strip().lower()
        return _write("true") if word in _YES else _write("false") if word in _NO else None
    if spec.type is FactType.TEXT:
        return Text(f'đặt trong dấu nháy kép: "{word_of(value)}"', f'put it in quotes: "{word_of(value)}"')
    if spec.values:
        return value_help(spec, word_of(value))
    return number_help(spec, value) if spec.type.numeric else _DATE


def number_help(spec: FactSpec, value: PlainValue) -> Text | None:
    """``91,5``, ``90%``, ``"91.5"``, ``03``, ``4.0`` and ``1.720`` as the fact takes them, else how numbers are written."""
    if spec.type is FactType.DECIMAL:
        return (number_advice(value) if isinstance(value, str) else None) or _POINT
    if isinstance(value, (str, Decimal)) and (advice := thousands_advice(word_of(value))):
        return advice
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return _write(f"{value:.0f}")
    return (number_advice(value) if isinstance(value, str) and not {".", ","} & set(value) else None) or _WHOLE


def _write(word: str) -> Text:
    return Text(f"viết `{word}`", f"write `{word}`")


def value_text(spec: FactSpec, value: int | str) -> Text:
    """A core value as its author wrote it."""
    return same(word_of(spec.decode(value)))
