"""Predicates: every name means something where it stands, and what is said of it can be lowered.

A predicate is read in the scope of each award that it is part of. Definitions wait in a queue of the desk, so that neither
a chain of them nor a circle can exhaust anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import evolve

from cchc_rules.errors import Related
from cchc_rules.language.checks.bounds import PREDICATES, check_bound, total_of
from cchc_rules.language.checks.definitions import Extent
from cchc_rules.language.checks.facts import check_attested, check_fact
from cchc_rules.language.checks.lists import check_over_list
from cchc_rules.language.checks.options import check_options
from cchc_rules.language.checks.report import value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.windows import check_years
from cchc_rules.language.checks.years import need_year
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Definition
from cchc_rules.text import Text, same


def check_predicate(predicate: p.Predicate, scope: Scope, desk: Desk) -> None:
    """One predicate and everything inside it; definitions that it uses are left for later."""
    _CHECKS[type(predicate)](predicate, scope, desk)


def check_waiting(desk: Desk) -> None:
    """The definitions that wait to be read, and those that they use."""
    while desk.waiting:
        definition, scope = desk.waiting.popleft()
        check_predicate(definition.body, scope, desk)


def _all(children: tuple[p.Predicate, ...], scope: Scope, desk: Desk) -> None:
    """Siblings of which every one has to hold: each has the others beside it."""
    _unique_ids(children, desk)
    extents = [desk.extents.of(child) for child in children]
    times = Counter(name for extent in extents for name in extent.needs)
    for child, extent in zip(children, extents, strict=True):
        others = {name for name in extent.every if times[name] > (name in extent.needs)}
        beside = None if scope.beside is None else scope.beside | others
        check_predicate(child, evolve(scope, beside=beside), desk)


def _unique_ids(children: Iterable[p.Predicate], desk: Desk) -> None:
    """Paths are made of ids, so an id names one of the siblings."""
    first: dict[str, p.Predicate] = {}
    for child in children:
        if child.id is not None and first.setdefault(child.id, child) is not child:
            span = value_at(first[child.id].place, "id").span
            related = [Related(Text("lần đầu ở đây", "first used here"), span)]
            desk.report.add("CR351", value_at(child.place, "id"), related=related, id=child.id)


def _all_of(predicate: p.AllOf, scope: Scope, desk: Desk) -> None:
    _all(predicate.children, scope, desk)


def _any_of(predicate: p.AnyOf, scope: Scope, desk: Desk) -> None:
    _unique_ids(predicate.children, desk)
    for child in predicate.children:
        check_predicate(child, scope, desk)


def _none_of(predicate: p.NoneOf, scope: Scope, desk: Desk) -> None:
    _unique_ids(predicate.children, desk)
    for child in predicate.children:
        check_predicate(child, evolve(scope, beside=None), desk)


def _of(predicate: p.Of, scope: Scope, desk: Desk) -> None:
    check_bound(predicate.bound, predicate.place, total_of(len(predicate.children), PREDICATES), scope, desk)
    _unique_ids(predicate.children, desk)
    for child in predicate.children:
        check_predicate(child, scope, desk)


def _over_list(predicate: p.OverList, scope: Scope, desk: Desk) -> None:
    inside = check_over_list(predicate, scope, desk)
    children = predicate.where + (predicate.must if isinstance(predicate, p.Every) else ())
    _unique_ids(children, desk)
    for child in children:
        check_predicate(child, inside, desk)


def _years(predicate: p.Years, scope: Scope, desk: Desk) -> None:
    if scope.counting:
        desk.report.add("CR333", value_at(predicate.place, "years"))
    _all(predicate.where, check_years(predicate, scope, desk), desk)


def _nothing(predicate: p.Nothing, scope: Scope, desk: Desk) -> None:
    """Asks for nothing, so nothing can be wrong."""


def _reading(predicate: p.Reading, scope: Scope, desk: Desk) -> None:
    """Inside an option, that option is chosen."""
    desk.use("readings", predicate.reading)
    check_options(desk.rulebook, desk.report, predicate.place, predicate.reading, predicate.options)
    for option, inner in predicate.options.items():
        fixed = FrozenDict({**scope.fixed, predicate.reading: option})
        check_predicate(inner, evolve(scope, fixed=fixed), desk)


def _use(predicate: p.Use, scope: Scope, desk: Desk) -> None:
    """``use: NAME``: a definition about what is spoken of here, with a current year if it needs one."""
    name, word = predicate.definition, value_at(predicate.place, "use")
    definition = desk.rulebook.definitions.get(name)
    if definition is None:
        desk.report.unknown("CR309", word, name, desk.rulebook.definitions)
        return
    if definition.list != scope.list:
        desk.report.add("CR349", word, name=name, about=_about(definition.list), here=_about(scope.list))
        return
    if definition.per_year and scope.years is None:
        need_year(same(f"`{name}`"), word, scope, desk)
    if scope.counting and desk.extents.known[name].counts_years:
        desk.report.add("CR333", word)
    desk.read_later(definition, _scope_of(definition, scope, desk.extents.known[name]))


def _about(list: str | None) -> Text:
    if list is None:
        return Text("hồ sơ", "the dossier")
    return Text("danh sách `{name}`", "the list `{name}`").format(name=list)


def _scope_of(definition: Definition, scope: Scope, extent: Extent) -> Scope:
    """Where the body of a definition stands when it is used in a scope: of that, only what matters to the body."""
    fixed = {} if scope.coarse else {name: scope.fixed[name] for name in scope.fixed if name in extent.readings}
    return evolve(
        scope,
        years=(scope.years or ()) if definition.per_year else None,
        definition=None if definition.per_year else definition.name,
        counting=False,
        fixed=FrozenDict(fixed),
        beside=None if scope.coarse or scope.beside is None else scope.beside & extent.every,
    )


def check_unused(definition: Definition, desk: Desk) -> None:
    """A definition that no award uses: what it says has to suit some kind of recipient; what stands beside it is open."""
    years = desk.rulebook.award_years if definition.per_year else None
    hiding = None if definition.per_year else definition.name
    kinds = tuple(desk.rulebook.recipients)
    scope = Scope(kinds, years, some_kind=True, definition=hiding, list=definition.list, coarse=True, beside=None)
    check_predicate(definition.body, scope, desk)


def _external(predicate: p.External, scope: Scope, desk: Desk) -> None:
    documents = desk.rulebook.documents
    if predicate.document not in documents:
        desk.report.unknown("CR312", value_at(predicate.place, "external"), predicate.document, documents)


_CHECKS: dict[type, Callable[..., None]] = {
    p.AllOf: _all_of,
    p.AnyOf: _any_of,
    p.NoneOf: _none_of,
    p.Of: _of,
    p.FactIs: check_fact,
    p.Attested: check_attested,
    p.CountOf: _over_list,
    p.Some: _over_list,
    p.Every: _over_list,
    p.Years: _years,
    p.Nothing: _nothing,
    p.Reading: _reading,
    p.Use: _use,
    p.External: _external,
}
