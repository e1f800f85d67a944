"""Counting over lists: whose list it is, within which dates, and of how many records there can be."""

from __future__ import annotations

from attrs import evolve

from cchc_rules.errors import Place
from cchc_rules.language.checks.bounds import RECORDS, check_bound, total_of
from cchc_rules.language.checks.options import check_options
from cchc_rules.language.checks.report import Word, key_at, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.years import need_year
from cchc_rules.model import predicates as p
from cchc_rules.model.vocabulary import FactType, ListSpec
from cchc_rules.text import Text

_KEYS: dict[type, str] = {p.CountOf: "count", p.Some: "some", p.Every: "every"}


def check_over_list(predicate: p.OverList, scope: Scope, desk: Desk) -> Scope:
    """``count``, ``some`` or ``every``: everything but what is asked of one record. Returns where that stands."""
    word = value_at(predicate.place, _KEYS[type(predicate)])
    spec = _list_spec(predicate.list, word, scope, desk)
    if spec is not None and predicate.during is not None:
        _check_during(predicate.during, predicate.place, spec, scope, desk)
    if isinstance(predicate, p.CountOf):
        total = None if spec is None or spec.maximum is None else total_of(spec.maximum, RECORDS)
        check_bound(predicate.bound, predicate.place, total, scope, desk)
    if isinstance(predicate, p.Every) and scope.beside is not None and predicate.list not in scope.beside:
        desk.report.add("CR408", word, list=predicate.list)
    return evolve(scope, list=predicate.list)


def _list_spec(name: str, word: Word, scope: Scope, desk: Desk) -> ListSpec | None:
    """The list of that name; every kind of recipient has to have it."""
    lists = desk.rulebook.vocabulary.lists
    spec = lists.get(name)
    if spec is None:
        desk.report.unknown("CR303", word, name, lists)
        return None
    desk.use("lists", name)
    without = [kind for kind in scope.kinds if kind not in spec.kinds]
    if scope.some_kind:
        without = without[:1] if len(without) == len(scope.kinds) else []
    for kind in without:
        advice = Text("thêm `{kind}` vào `kinds` của danh sách", "add `{kind}` to the list's `kinds`").format(kind=kind)
        desk.report.add("CR304", word, help=advice, kind=kind, name=name)
    return spec


def _check_during(during: p.During, place: Place, spec: ListSpec, scope: Scope, desk: Desk) -> None:
    """``during``: a window that exists, and a date of this list that falls into it."""
    if spec.dated_by is None:
        desk.report.add("CR345", key_at(place, "during"), list=spec.name)
        return
    word = value_at(during.place, "window") if "window" in during.place.keys else value_at(during.place)
    if during.window == "year":
        need_year(Text("`year`", "`year`"), word, scope, desk)
    elif during.window is not None:
        known_window(during.window, word, desk, "year")
    if isinstance(during.by_date, p.ByReading):
        by_reading = during.by_date
        desk.use("readings", by_reading.reading)
        check_options(desk.rulebook, desk.report, during.place, by_reading.reading, by_reading.options, "by_date")
        for option, field in by_reading.options.items():
            check_date_field(field, spec, value_at(during.place, "by_date", "options", option), desk)
    elif during.by_date is not None:
        check_date_field(during.by_date, spec, value_at(during.place, "by_date"), desk)


def known_window(name: str, word: Word, desk: Desk, *others: str) -> bool:
    """Whether a window of that name is declared; a fault if not. ``others`` are words that could stand here as well."""
    if name in desk.rulebook.windows:
        desk.use("windows", name)
        return True
    desk.report.unknown("CR310", word, name, [*others, *desk.rulebook.windows])
    return False


def check_date_field(name: str, spec: ListSpec, word: Word, desk: Desk) -> None:
    """The name of a date field of the list."""
    if name not in spec.fields:
        desk.report.unknown("CR305", word, name, spec.date_fields or spec.fields, list=spec.name)
    elif spec.fields[name].type is not FactType.DATE:
        desk.report.unknown("CR346", word, name, spec.date_fields, list=spec.name)
