"""Predicates, from document to model. The key that says which kind a predicate is leads to the function that reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from cchc_rules.errors import Place
from cchc_rules.language.rulebooks.cursor import Cursor, clauses, literal, string, text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import (
    AllOf,
    AnyOf,
    Attested,
    Bound,
    ByReading,
    Comparison,
    CountOf,
    During,
    Every,
    External,
    FactIs,
    Literal,
    NoneOf,
    Nothing,
    Of,
    Operand,
    ParameterRef,
    Predicate,
    Reading,
    Some,
    Use,
    Years,
)
from cchc_rules.text import Text

NOTHING = "nothing"
"""How an option says that nothing more is required."""


class _Common(TypedDict):
    id: str | None
    title: Text | None
    clauses: tuple[str, ...]
    place: Place


def predicate(at: Cursor) -> Predicate:
    """A mapping with exactly one dispatch key, and `id`, `title`, `source` as wanted."""
    kind = next(key for key, _ in at.entries() if key in _KINDS)
    return _KINDS[kind](at)


def _predicates(at: Cursor) -> tuple[Predicate, ...]:
    """``[PREDICATE, …]``"""
    return at.each(predicate)


def _common(at: Cursor) -> _Common:
    """``id: ID?``, ``title: {vi, en?}?``, ``source: …?``"""
    return {
        "id": at.get("id", string),
        "title": at.get("title", text),
        "clauses": clauses(at),
        "place": at.place,
    }


def _where(at: Cursor) -> tuple[Predicate, ...]:
    """``where: [PREDICATE, …]``, or nothing written: no condition."""
    return at.get("where", _predicates, ())


def operand(at: Cursor) -> Operand:
    """A literal or ``{param: NAME}``."""
    return ParameterRef(string(at["param"])) if at.is_mapping else Literal(literal(at))


def _bound(at: Cursor) -> Bound:
    """``at_least: OPERAND`` and ``at_most: OPERAND`` alone or together, or ``exactly: OPERAND``."""
    return Bound(at.get("at_least", operand), at.get("at_most", operand), at.get("exactly", operand))


def _all_of(at: Cursor) -> Predicate:
    """``all_of: [PREDICATE, …]``"""
    return AllOf(children=_predicates(at["all_of"]), **_common(at))


def _any_of(at: Cursor) -> Predicate:
    """``any_of: [PREDICATE, …]``"""
    return AnyOf(children=_predicates(at["any_of"]), **_common(at))


def _none_of(at: Cursor) -> Predicate:
    """``none_of: [PREDICATE, …]``"""
    return NoneOf(children=_predicates(at["none_of"]), **_common(at))


def _of(at: Cursor) -> Predicate:
    """``of: [PREDICATE, …]`` and a bound."""
    return Of(children=_predicates(at["of"]), bound=_bound(at), **_common(at))


def _fact(at: Cursor) -> Predicate:
    """``fact: NAME`` and exactly one comparison."""
    comparison = next(_COMPARISONS[key] for key, _ in at.entries() if key in _COMPARISONS)
    operands = _operands(comparison, at[comparison.value])
    return FactIs(fact=string(at["fact"]), comparison=comparison, operands=operands, **_common(at))


def _operands(comparison: Comparison, at: Cursor) -> tuple[Operand, ...]:
    """``between: [OPERAND, OPERAND]``, ``one_of: [LITERAL, …]`` or ``{param: NAME}``, else one operand."""
    several = comparison in (Comparison.BETWEEN, Comparison.ONE_OF) and at.is_list
    return at.each(operand) if several else (operand(at),)


def _attested(at: Cursor) -> Predicate:
    """``attested: NAME``"""
    return Attested(fact=string(at["attested"]), **_common(at))


def _count(at: Cursor) -> Predicate:
    """``count: LIST``, a bound, ``where: [PREDICATE, …]?``, ``during: …?``"""
    return CountOf(
        list=string(at["count"]),
        where=_where(at),
        during=at.get("during", _during),
        bound=_bound(at),
        **_common(at),
    )


def _some(at: Cursor) -> Predicate:
    """``some: LIST``, ``where: [PREDICATE, …]?``, ``during: …?``"""
    return Some(list=string(at["some"]), where=_where(at), during=at.get("during", _during), **_common(at))


def _every(at: Cursor) -> Predicate:
    """``every: LIST``, ``must: [PREDICATE, …]``, ``where: [PREDICATE, …]?``, ``during: …?``"""
    return Every(
        list=string(at["every"]),
        where=_where(at),
        must=_predicates(at["must"]),
        during=at.get("during", _during),
        **_common(at),
    )


def _during(at: Cursor) -> During:
    """``year``, a window, or ``{window: …?, by_date: FIELD | {reading: ID, options: {OPTION: FIELD}}?}``"""
    if not at.is_mapping:
        return During(string(at), None, at.place)
    return During(at.get("window", string), at.get("by_date", _by_date), at.place)


def _by_date(at: Cursor) -> str | ByReading:
    """``FIELD`` or ``{reading: ID, options: {OPTION: FIELD}}``"""
    if not at.is_mapping:
        return string(at)
    return ByReading(string(at["reading"]), at.named("options", lambda _, field: string(field)))


def _years(at: Cursor) -> Predicate:
    """``years: WINDOW``, ``where: [PREDICATE, …]``, a bound, ``consecutive: true?``"""
    return Years(
        window=string(at["years"]),
        where=_where(at),
        bound=_bound(at),
        consecutive="consecutive" in at,
        **_common(at),
    )


def _reading(at: Cursor) -> Predicate:
    """``reading: ID``, ``options: {OPTION: PREDICATE | nothing}``"""
    options: FrozenDict[str, Predicate] = at.named("options", lambda _, option: _option(option))
    return Reading(reading=string(at["reading"]), options=options, **_common(at))


def _option(at: Cursor) -> Predicate:
    """A predicate, or the text ``nothing``."""
    return predicate(at) if at.is_mapping else Nothing(place=at.place)


def _use(at: Cursor) -> Predicate:
    """``use: DEFINITION``"""
    return Use(definition=string(at["use"]), **_common(at))


def _external(at: Cursor) -> Predicate:
    """``external: DOCUMENT``"""
    return External(document=string(at["external"]), **_common(at))


_COMPARISONS = {comparison.value: comparison for comparison in Comparison}

_KINDS: dict[str, Callable[[Cursor], Predicate]] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "none_of": _none_of,
    "of": _of,
    "fact": _fact,
    "attested": _attested,
    "count": _count,
    "some": _some,
    "every": _every,
    "years": _years,
    "reading": _reading,
    "use": _use,
    "external": _external,
}
