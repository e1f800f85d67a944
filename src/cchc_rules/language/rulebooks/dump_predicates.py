"""Predicates back to documents: the inverse of ``decode_predicates``."""

from __future__ import annotations

from typing import TypeAlias

from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.predicates import NOTHING
from cchc_rules.model.predicates import (
    AllOf,
    AnyOf,
    Attested,
    Bound,
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
    Predicate,
    Reading,
    Some,
    Use,
    Years,
)
from cchc_rules.text import Text

Document: TypeAlias = "dict[str, Plain]"


def text(value: Text) -> Document:
    """``{vi, en?}``"""
    return {"vi": value.vi} if value.en is None else {"vi": value.vi, "en": value.en}


def source(clauses: tuple[str, ...]) -> Document:
    """``source: {clause: …}`` for one clause, ``source: {clauses: […]}`` for several, nothing for none."""
    if not clauses:
        return {}
    return {"source": {"clause": clauses[0]} if len(clauses) == 1 else {"clauses": list(clauses)}}


def dump_predicate(predicate: Predicate) -> Document:
    """A mapping with one dispatch key, `id` and `title` before it and `source` after."""
    return {
        **({} if predicate.id is None else {"id": predicate.id}),
        **({} if predicate.title is None else {"title": text(predicate.title)}),
        **_body(predicate),
        **source(predicate.clauses),
    }


def _body(predicate: Predicate) -> Document:
    """The dispatch key and what belongs to it."""
    match predicate:
        case AllOf():
            return {"all_of": _list(predicate.children)}
        case AnyOf():
            return {"any_of": _list(predicate.children)}
        case NoneOf():
            return {"none_of": _list(predicate.children)}
        case Of():
            return {"of": _list(predicate.children), **_bound(predicate.bound)}
        case FactIs():
            return {"fact": predicate.fact, predicate.comparison.value: _operands(predicate)}
        case Attested():
            return {"attested": predicate.fact}
        case CountOf():
            return {"count": predicate.list, **_records(predicate), **_bound(predicate.bound)}
        case Some():
            return {"some": predicate.list, **_records(predicate)}
        case Every():
            return {"every": predicate.list, **_records(predicate), "must": _list(predicate.must)}
        case Years():
            run: Document = {"consecutive": True} if predicate.consecutive else {}
            return {"years": predicate.window, "where": _list(predicate.where), **_bound(predicate.bound), **run}
        case Reading():
            return {"reading": predicate.reading, "options": {o: _option(p) for o, p in predicate.options.items()}}
        case Use():
            return {"use": predicate.definition}
        case External():
            return {"external": predicate.document}
        case Nothing():
            raise TypeError("`nothing` stands only where an option of a reading does")


def _list(predicates: tuple[Predicate, ...]) -> Plain:
    return [dump_predicate(predicate) for predicate in predicates]


def _option(predicate: Predicate) -> Plain:
    return NOTHING if isinstance(predicate, Nothing) else dump_predicate(predicate)


def _operand(operand: Operand) -> Plain:
    return operand.value if isinstance(operand, Literal) else {"param": operand.name}


def _operands(predicate: FactIs) -> Plain:
    """Both ends of `between`, the values of `one_of`; else, and for a parameter that is a list, one operand."""
    operands = predicate.operands
    listed = predicate.comparison is Comparison.BETWEEN or (
        predicate.comparison is Comparison.ONE_OF and isinstance(operands[0], Literal)
    )
    return [_operand(operand) for operand in operands] if listed else _operand(operands[0])


def _bound(bound: Bound) -> Document:
    return {key: _operand(operand) for key, operand in bound.operands()}


def _records(predicate: CountOf | Some | Every) -> Document:
    """``where`` and ``during``, as far as they say anything."""
    where: Document = {"where": _list(predicate.where)} if predicate.where else {}
    return where if predicate.during is None else {**where, "during": _during(predicate.during)}


def _during(during: During) -> Plain:
    """The window alone where no date field is named."""
    if during.by_date is None:
        return during.window
    date: Plain
    if isinstance(during.by_date, str):
        date = during.by_date
    else:
        date = {"reading": during.by_date.reading, "options": dict(during.by_date.options)}
    return {"by_date": date} if during.window is None else {"window": during.window, "by_date": date}
