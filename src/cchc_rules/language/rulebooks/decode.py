"""Rulebooks and awards, from documents to model. The documents have passed their schemas; nothing is looked up yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from cchc_rules.errors import Diagnostic
from cchc_rules.language.nodes import Mapping, Node
from cchc_rules.language.rulebooks.cursor import (
    Cursor,
    clauses,
    date,
    first_at,
    integer,
    literal,
    string,
    strings,
    text,
)
from cchc_rules.language.rulebooks.predicates import predicate
from cchc_rules.language.rulebooks.vocabulary import vocabulary
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import (
    Assumption,
    Award,
    CalendarEntry,
    Dated,
    Definition,
    Form,
    Identity,
    Issuer,
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
    YearlyDate,
)
from cchc_rules.model.vocabulary import Authority, Vocabulary
from cchc_rules.text import Text

_COMMON_YEAR = 2023
"""Any year without 29 February: a day that returns every year exists in it."""


def decode_rulebook(
    id: str, rulebook: Node, facts: Node | None = None, awards: Iterable[Node] = ()
) -> tuple[Rulebook, tuple[Diagnostic, ...]]:
    """The rulebook that the documents of a folder make, and all that is wrong; it is of use only if nothing is."""
    faults: list[Diagnostic] = []
    at = Cursor(rulebook, (), faults)
    words = vocabulary(Cursor(facts or Mapping({}), (), faults), at.named("authorities", _authority))
    return _rulebook(id, at, words, _awards([Cursor(award, (), faults) for award in awards])), tuple(faults)


def decode_vocabulary(
    facts: Node, authorities: FrozenDict[str, Authority] | None = None
) -> tuple[Vocabulary, tuple[Diagnostic, ...]]:
    """The vocabulary that ``facts.yaml`` makes, and all that is wrong with it."""
    faults: list[Diagnostic] = []
    return vocabulary(Cursor(facts, (), faults), authorities or FrozenDict()), tuple(faults)


def decode_award(award: Node) -> tuple[Award, tuple[Diagnostic, ...]]:
    """The award that an award file makes, and all that is wrong with it."""
    faults: list[Diagnostic] = []
    return _award(Cursor(award, (), faults)), tuple(faults)


def _rulebook(id: str, at: Cursor, words: Vocabulary, awards: FrozenDict[str, Award]) -> Rulebook:
    """``language: 1``, ``identity``, and the sections that are written; a section is a mapping by id or name."""
    return Rulebook(
        id=id,
        identity=_identity(at["identity"]),
        status=at.get("status", string, "in_force"),
        effective=at.get("effective", _range, Range()),
        award_years=at.get("award_years", lambda years: years.each(integer), ()),
        recipients=at.named("recipients", _named_text),
        vocabulary=words,
        forms=at.named("forms", _form),
        parameters=at.named("parameters", _parameter),
        windows=at.named("windows", _window),
        readings=at.named("readings", _open_reading),
        assumptions=at.named("assumptions", _assumption),
        calendar=at.named("calendar", _calendar_entry),
        notices=at.named("notices", _notice),
        aims=at.named("aims", _statement),
        themes=at.named("themes", _statement),
        roles=at.named("roles", _statement),
        notes=at.named("notes", _statement),
        documents=at.named("documents", _document),
        unknown_reasons=at.named("unknown_reasons", _named_text),
        definitions=at.named("definitions", _definition),
        awards=awards,
        place=at.place,
    )


def _awards(files: Iterable[Cursor]) -> FrozenDict[str, Award]:
    """The awards by id; an id belongs to one file."""
    first: dict[str, Cursor] = {}
    awards: dict[str, Award] = {}
    for at in files:
        award = _award(at)
        if award.id in awards:
            at["award"].fault("CR263", related=[first_at(first[award.id]["award"])], award=award.id)
        else:
            first[award.id], awards[award.id] = at, award
    return FrozenDict(awards)


def _award(at: Cursor) -> Award:
    """``award: ID``, ``form: ID?``, ``title``, ``recipient: [KIND, …]``, ``cycle: annual | period``,
    ``period: WINDOW`` with the latter, ``source``, ``criteria: PREDICATE``
    """
    return Award(
        id=string(at["award"]),
        title=text(at["title"]),
        recipient=strings(at["recipient"]),
        cycle=string(at["cycle"]),
        clauses=clauses(at),
        criteria=predicate(at["criteria"]),
        period=at.get("period", string),
        form=at.get("form", string),
        place=at.place,
    )


def _identity(at: Cursor) -> Identity:
    """``issuer: {id, vi, en?}``, ``number: TEXT | {unknown: …}``, ``date: DATE | {unknown: …}``, ``title``"""
    issuer, number, day = at["issuer"], at["number"], at["date"]
    return Identity(
        issuer=Issuer(id=string(issuer["id"]), name=text(issuer)),
        number=_unstated(number) if number.is_mapping else string(number),
        date=_unstated(day) if day.is_mapping else date(day),
        title=text(at["title"]),
    )


def _unstated(at: Cursor) -> Unstated:
    """``{unknown: REASON}``"""
    return Unstated(string(at["unknown"]))


def _named_text(_: str, at: Cursor) -> Text:
    """``{vi, en?}``"""
    return text(at)


def _authority(id: str, at: Cursor) -> Authority:
    """``{vi, en?, of: ENTITY?, source}``"""
    return Authority(id=id, title=text(at), of=at.get("of", string), clauses=clauses(at), place=at.place)


def _form(id: str, at: Cursor) -> Form:
    """``{vi, en?, conferred_by: AUTHORITY, source}``"""
    giver = string(at["conferred_by"])
    return Form(id=id, title=text(at), conferred_by=giver, clauses=clauses(at), place=at.place)


def _parameter(name: str, at: Cursor) -> Parameter:
    """``value: …``, ``dated: […]`` or ``reading: ID`` with ``options: {OPTION: …}``; ``title?``, ``unit?``, ``source``"""
    value: Value | Dated | PerOption
    if "value" in at:
        value = _value(at["value"])
    elif "dated" in at:
        value = _dated(at["dated"])
    else:
        value = PerOption(string(at["reading"]), at.named("options", _parameter_option))
    return Parameter(
        name=name,
        value=value,
        clauses=clauses(at),
        title=at.get("title", text),
        unit=at.get("unit", string),
        place=at.place,
    )


def _parameter_option(_: str, at: Cursor) -> Value | Dated:
    """A value, or ``{dated: […]}``"""
    return _dated(at["dated"]) if at.is_mapping else _value(at)


def _value(at: Cursor) -> Value:
    """A literal or ``[LITERAL, …]``"""
    return at.each(literal) if at.is_list else literal(at)


def _dated(at: Cursor) -> Dated:
    """``[{from: YEAR, value: …}, …]``, no year twice."""
    first: dict[int, Cursor] = {}
    for entry in at.items():
        start = entry["from"]
        year = integer(start)
        if year in first:
            start.fault("CR242", related=[first_at(first[year])], year=year)
        first.setdefault(year, start)
    return Dated(tuple((integer(entry["from"]), _value(entry["value"])) for entry in at.items()))


def _window(name: str, at: Cursor) -> Window:
    """``from: DATE?`` and ``to: DATE?``, or ``reading: ID`` and ``options: {OPTION: {from?, to?}}``; ``title?``, ``source?``"""
    by_reading = "reading" in at
    return Window(
        name=name,
        ranges=at.named("options", lambda _, option: _range(option)) if by_reading else _range(at),
        reading=at.get("reading", string),
        title=at.get("title", text),
        clauses=clauses(at),
        place=at.place,
    )


def _range(at: Cursor) -> Range:
    """``from: DATE?`` and ``to: DATE?``"""
    return Range(at.get("from", date), at.get("to", date))


def _open_reading(id: str, at: Cursor) -> OpenReading:
    """``question``, ``options: {OPTION: {vi, en?}}``, ``default: OPTION``, ``confirmed_by: TEXT | null``, ``source``"""
    return OpenReading(
        id=id,
        question=text(at["question"]),
        options=at.named("options", _named_text),
        default=string(at["default"]),
        confirmed_by=_confirmed_by(at),
        clauses=clauses(at),
        place=at.place,
    )


def _assumption(id: str, at: Cursor) -> Assumption:
    """``question``, ``answer``, ``confirmed_by: TEXT | null``, ``source``"""
    return Assumption(
        id=id,
        question=text(at["question"]),
        answer=text(at["answer"]),
        confirmed_by=_confirmed_by(at),
        clauses=clauses(at),
        place=at.place,
    )


def _confirmed_by(at: Cursor) -> str | None:
    """``confirmed_by: TEXT | null``"""
    return None if at["confirmed_by"].scalar is None else string(at["confirmed_by"])


def _calendar_entry(id: str, at: Cursor) -> CalendarEntry:
    """``cycle: annual | period``, ``source``, and ``before: {month, day, year}`` or ``text: {vi, en?}``"""
    return CalendarEntry(
        id=id,
        cycle=string(at["cycle"]),
        clauses=clauses(at),
        before=at.get("before", _yearly_date),
        text=at.get("text", text),
        place=at.place,
    )


def _yearly_date(at: Cursor) -> YearlyDate:
    """``{month: 1-12, day: 1-31, year: same | next}``, a day that every year has."""
    month, day = integer(at["month"]), integer(at["day"])
    try:
        datetime.date(_COMMON_YEAR, month, day)
    except ValueError:
        at["day"].fault("CR241", day=day, month=month)
    return YearlyDate(month, day, string(at["year"]) == "next")


def _statement(id: str, at: Cursor) -> Statement:
    """``{vi, en?, source}``"""
    return Statement(id=id, text=text(at), clauses=clauses(at), place=at.place)


def _notice(id: str, at: Cursor) -> ProceduralNotice:
    """``{vi, en?, source, awards: [AWARD, …]?, cycle: annual | period?}``"""
    return ProceduralNotice(
        id=id,
        text=text(at),
        clauses=clauses(at),
        awards=at.get("awards", strings, ()),
        cycle=at.get("cycle", string),
        place=at.place,
    )


def _document(id: str, at: Cursor) -> RelatedDocument:
    """``number: TEXT``, ``date: DATE``, ``issuer``, ``title``, ``rulebook: ISSUER/DOCUMENT?``"""
    return RelatedDocument(
        id=id,
        number=string(at["number"]),
        date=date(at["date"]),
        issuer=text(at["issuer"]),
        title=text(at["title"]),
        rulebook=at.get("rulebook", string),
        place=at.place,
    )


def _definition(name: str, at: Cursor) -> Definition:
    """A predicate with ``about: dossier`` or ``list: LIST``, and ``per: year?``"""
    return Definition(
        name=name,
        body=predicate(at),
        list=at.get("list", string),
        per_year="per" in at,
        place=at.place,
    )
