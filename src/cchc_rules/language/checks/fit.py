"""Whether a value is one of a fact's, and if not, why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cchc_rules.errors import Related
from cchc_rules.language.checks.report import Word
from cchc_rules.language.checks.scope import Desk
from cchc_rules.language.dossiers.misfits import bounds_text, counted, number_help, point_help, value_help
from cchc_rules.language.dossiers.spots import choices, word_of
from cchc_rules.language.shape.spelling import day_advice
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import FactSpec, LiteralError, Misfit, PlainValue
from cchc_rules.text import Text


def core_of(value: PlainValue, spec: FactSpec, desk: Desk) -> CoreValue | Misfit:
    """The core value of a literal, or why it has none; a large parameter may be held against a fact many times."""
    key = (id(spec), type(value), value)
    if key not in desk.cores:
        try:
            desk.cores[key] = spec.encode(value)
        except LiteralError as fault:
            desk.cores[key] = fault.misfit
    return desk.cores[key]


def fits(value: PlainValue, spec: FactSpec, desk: Desk) -> bool:
    """Whether the value is one of the fact's."""
    return not isinstance(core_of(value, spec, desk), Misfit)


def number_of(value: PlainValue, spec: FactSpec, desk: Desk) -> int | None:
    """The core value of a fact whose values have an order; nothing for what is no value of it."""
    core = core_of(value, spec, desk)
    return core if isinstance(core, int) else None


def tell_misfit(
    value: PlainValue, specs: tuple[FactSpec, ...], word: Word, related: tuple[Related, ...], desk: Desk
) -> bool:
    """Whether the value is one of the fact's, whichever kind of recipient has it; the first misfit is told.

    A fact whose own bounds are wrong takes no value: that has been told of the fact.
    """
    for spec in specs:
        misfit = core_of(value, spec, desk)
        if isinstance(misfit, Misfit):
            if not bounds_fault(spec):
                code, advice, words = _MISFITS[misfit](value, spec)
                desk.report.add(code, word, help=advice, related=related, value=word_of(value), fact=spec.name, **words)
            return False
    return True


def bounds_fault(spec: FactSpec) -> bool:
    """Whether a fact's own `min` and `max` cannot be what they are."""
    try:
        low, high = (None if end is None else spec.scaled(end) for end in (spec.minimum, spec.maximum))
    except LiteralError:
        return True
    return low is not None and high is not None and low > high


_Told: TypeAlias = "tuple[str, Text | None, dict[str, object]]"


def _wrong_type(value: PlainValue, spec: FactSpec) -> _Told:
    if spec.values:
        advice: Text | None = choices(spec.values)
    else:
        advice = number_help(spec, value) if spec.type.numeric else None
    return "CR317", advice, {"wanted": spec.type.text}


def _not_in_values(value: PlainValue, spec: FactSpec) -> _Told:
    return "CR318", value_help(spec, word_of(value)), {}


def _too_fine(value: PlainValue, spec: FactSpec) -> _Told:
    return "CR319", None, {"decimals": counted(spec.decimals, Text("chữ số", "digit"))}


def _out_of_bounds(value: PlainValue, spec: FactSpec) -> _Told:
    return "CR320", point_help(spec, value), {"range": bounds_text(spec)}


def _no_such_date(value: PlainValue, spec: FactSpec) -> _Told:
    return "CR321", day_advice(word_of(value)), {}


_MISFITS: Mapping[Misfit, Callable[[PlainValue, FactSpec], _Told]] = {
    Misfit.WRONG_TYPE: _wrong_type,
    Misfit.EMPTY_TEXT: _wrong_type,
    Misfit.NOT_IN_VALUES: _not_in_values,
    Misfit.TOO_FINE: _too_fine,
    Misfit.OUT_OF_BOUNDS: _out_of_bounds,
    Misfit.NO_SUCH_DATE: _no_such_date,
}
