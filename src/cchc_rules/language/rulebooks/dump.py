"""Models back to documents, in the language's own form: the inverse of decoding.

What is written is what an author would write: defaults are left out, one clause is a `clause` and several are `clauses`,
operands stand as they were.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TypeVar

from attrs import frozen

from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.dump_predicates import Document, dump_predicate, source, text
from cchc_rules.language.rulebooks.vocabulary import LEAST
from cchc_rules.model.rulebook import (
    LANGUAGE,
    Assumption,
    Award,
    CalendarEntry,
    Dated,
    Definition,
    Form,
    Identity,
    OpenReading,
    Parameter,
    PerOption,
    ProceduralNotice,
    Range,
    RelatedDocument,
    Rulebook,
    Statement,
    Unstated,
    Value,
    Window,
)
from cchc_rules.model.vocabulary import Authority, EntitySpec, FactSpec, FactType, ListSpec, Vocabulary

T = TypeVar("T")


@frozen
class Documents:
    """The documents of a rulebook's folder; ``awards`` by id."""

    rulebook: Document
    facts: Document
    awards: dict[str, Document]


def dump(rulebook: Rulebook) -> Documents:
    """The documents that decode to the rulebook."""
    awards = {name: dump_award(award) for name, award in rulebook.awards.items()}
    return Documents(dump_rulebook(rulebook), dump_facts(rulebook.vocabulary), awards)


def dump_rulebook(rulebook: Rulebook) -> Document:
    """``rulebook.yaml``"""
    return {
        "language": LANGUAGE,
        **_unless("in_force", "status", rulebook.status),
        "identity": _identity(rulebook.identity),
        **_unless({}, "effective", _range(rulebook.effective)),
        **_unless([], "award_years", list(rulebook.award_years)),
        **_section("recipients", rulebook.recipients, text),
        **_section("authorities", rulebook.authorities, _authority),
        **_section("forms", rulebook.forms, _form),
        **_section("parameters", rulebook.parameters, _parameter),
        **_section("windows", rulebook.windows, _window),
        **_section("readings", rulebook.readings, _open_reading),
        **_section("assumptions", rulebook.assumptions, _assumption),
        **_section("calendar", rulebook.calendar, _calendar_entry),
        **_section("notices", rulebook.notices, _notice),
        **_section("aims", rulebook.aims, _statement),
        **_section("themes", rulebook.themes, _statement),
        **_section("roles", rulebook.roles, _statement),
        **_section("notes", rulebook.notes, _statement),
        **_section("documents", rulebook.documents, _document),
        **_section("unknown_reasons", rulebook.unknown_reasons, text),
        **_section("definitions", rulebook.definitions, _definition),
    }


def dump_facts(vocabulary: Vocabulary) -> Document:
    """``facts.yaml``"""
    return {
        **_section("entities", vocabulary.entities, _entity),
        **_section("candidates", vocabulary.candidates, _facts),
        **_section("lists", vocabulary.lists, _list),
    }


def dump_award(award: Award) -> Document:
    """An award file."""
    return {
        "award": award.id,
        **_unless(None, "form", award.form),
        "title": text(award.title),
        "recipient": list(award.recipient),
        "cycle": award.cycle,
        **_unless(None, "period", award.period),
        **source(award.clauses),
        "criteria": dump_predicate(award.criteria),
    }


def _unless(default: Plain, key: str, value: Plain) -> Document:
    """``key: value``, left out where it is the default."""
    return {} if value == default else {key: value}


def _section(key: str, values: Mapping[str, T], dumped: Callable[[T], Document]) -> Document:
    """``key: {NAME: …}``, left out where there is nothing in it."""
    return {key: {name: dumped(value) for name, value in values.items()}} if values else {}


def _identity(identity: Identity) -> Document:
    number, date = identity.number, identity.date
    return {
        "issuer": {"id": identity.issuer.id, **text(identity.issuer.name)},
        "number": {"unknown": number.reason} if isinstance(number, Unstated) else number,
        "date": {"unknown": date.reason} if isinstance(date, Unstated) else date.isoformat(),
        "title": text(identity.title),
    }


def _authority(authority: Authority) -> Document:
    return {**text(authority.title), **_unless(None, "of", authority.of), **source(authority.clauses)}


def _form(form: Form) -> Document:
    return {**text(form.title), "conferred_by": form.conferred_by, **source(form.clauses)}


def _parameter(parameter: Parameter) -> Document:
    title: Document = {} if parameter.title is None else {"title": text(parameter.title)}
    return {
        **title,
        **_unless(None, "unit", parameter.unit),
        **_parameter_value(parameter.value),
        **source(parameter.clauses),
    }


def _parameter_value(value: Value | Dated | PerOption) -> Document:
    """``value: …``, ``dated: […]``, or ``reading`` and ``options``."""
    if isinstance(value, PerOption):
        return {"reading": value.reading, "options": {name: _alternative(v) for name, v in value.options.items()}}
    if isinstance(value, Dated):
        return _dated(value)
    return {"value": _value(value)}


def _alternative(value: Value | Dated) -> Plain:
    return _dated(value) if isinstance(value, Dated) else _value(value)


def _dated(value: Dated) -> Document:
    return {"dated": [{"from": year, "value": _value(entry)} for year, entry in value.entries]}


def _value(value: Value) -> Plain:
    return list(value) if isinstance(value, tuple) else value


def _window(window: Window) -> Document:
    title: Document = {} if window.title is None else {"title": text(window.title)}
    if isinstance(window.ranges, Range):
        return {**title, **_range(window.ranges), **source(window.clauses)}
    options: Document = {name: _range(stretch) for name, stretch in window.ranges.items()}
    return {**title, "reading": window.reading, "options": options, **source(window.clauses)}


def _range(stretch: Range) -> Document:
    return {**_unless(None, "from", _iso(stretch.start)), **_unless(None, "to", _iso(stretch.end))}


def _iso(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _open_reading(reading: OpenReading) -> Document:
    return {
        "question": text(reading.question),
        "options": {name: text(option) for name, option in reading.options.items()},
        "default": reading.default,
        "confirmed_by": reading.confirmed_by,
        **source(reading.clauses),
    }


def _assumption(assumption: Assumption) -> Document:
    return {
        "question": text(assumption.question),
        "answer": text(assumption.answer),
        "confirmed_by": assumption.confirmed_by,
        **source(assumption.clauses),
    }


def _calendar_entry(entry: CalendarEntry) -> Document:
    when: Document = {} if entry.text is None else {"text": text(entry.text)}
    if entry.before is not None:
        year = "next" if entry.before.next_year else "same"
        when = {"before": {"month": entry.before.month, "day": entry.before.day, "year": year}}
    return {"cycle": entry.cycle, **when, **source(entry.clauses)}


def _statement(statement: Statement) -> Document:
    return {**text(statement.text), **source(statement.clauses)}


def _notice(notice: ProceduralNotice) -> Document:
    return {
        **_statement(notice),
        **_unless([], "awards", list(notice.awards)),
        **_unless(None, "cycle", notice.cycle),
    }


def _document(document: RelatedDocument) -> Document:
    return {
        "number": document.number,
        "date": document.date.isoformat(),
        "issuer": text(document.issuer),
        "title": text(document.title),
        **_unless(None, "rulebook", document.rulebook),
    }


def _definition(definition: Definition) -> Document:
    about: Document = {"about": "dossier"} if definition.list is None else {"list": definition.list}
    per: Document = {"per": "year"} if definition.per_year else {}
    return {**about, **per, **dump_predicate(definition.body)}


def _entity(entity: EntitySpec) -> Document:
    return {"label": text(entity.label), "facts": _facts(entity.facts)}


def _facts(facts: Mapping[str, FactSpec]) -> Document:
    return {name: _fact(spec) for name, spec in facts.items()}


def _fact(spec: FactSpec) -> Document:
    decimals = spec.decimals if spec.type is FactType.DECIMAL else None
    return {
        "type": spec.type.value,
        "label": text(spec.label),
        **_unless([], "values", _values(spec)),
        **_unless(None, "decimals", decimals),
        **_unless(None, "unit", spec.unit),
        **_unless(LEAST.get(spec.type), "min", spec.minimum),
        **_unless(None, "max", spec.maximum),
        **({"per": "year"} if spec.per_year else {}),
        **_unless([], "attested_by", list(spec.attested_by)),
        **({"document": "required"} if spec.document_required else {}),
        **_unless(None, "helps", spec.helps),
        **_unless("never", "changeable", spec.changeable),
        **source(spec.clauses),
    }


def _values(spec: FactSpec) -> Plain:
    """The values with their labels, or alone where they have none."""
    if not spec.value_labels:
        return list(spec.values)
    return {value: text(spec.value_labels[value]) for value in spec.values}


def _list(spec: ListSpec) -> Document:
    dated: Document = {"undated": True} if spec.dated_by is None else {"dated_by": spec.dated_by}
    return {
        "kinds": list(spec.kinds),
        "label": text(spec.label),
        **dated,
        **_unless(None, "key", spec.key),
        **_unless(None, "max", spec.maximum),
        **_unless("never", "changeable", spec.changeable),
        "fields": _facts(spec.fields),
    }
