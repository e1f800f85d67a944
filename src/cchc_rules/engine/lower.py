"""Lowering: from an author's award, an assignment of its readings and a year to the core.

Here definitions are put in place, readings chosen, parameters looked up, windows turned into dates and years counted out.
The result keeps the author's tree beside the core, so that an explanation folds over what the author wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attrs import evolve, frozen

from cchc_rules.engine.conditions import (
    ExternalCondition,
    FactCondition,
    ListCondition,
    Lowered,
    NumberCondition,
    YearsCondition,
)
from cchc_rules.engine.core import (
    FALSE,
    TRUE,
    Among,
    Atom,
    Core,
    Count,
    FactKey,
    all_of,
    any_of,
    negate,
)
from cchc_rules.engine.values import days_of, encoded, end_of_sight, region_of, resolved, whole_number
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import YES
from cchc_rules.model.rulebook import Award, Range, Rulebook, calendar_year
from cchc_rules.model.vocabulary import EXTERNAL, FactSpec, ListSpec
from cchc_rules.text import Text


@frozen
class Context:
    """Where a predicate stands: what its names mean, how it is read, and which year is current."""

    rulebook: Rulebook
    award: Award
    readings: FrozenDict[str, str]
    year: int | None
    kind: str
    list: ListSpec | None = None
    clauses: tuple[str, ...] = ()

    def spec(self, name: str) -> FactSpec:
        """The fact or, inside a list, the field that a name means."""
        if self.list is not None:
            return self.list.fields[name]
        spec = self.rulebook.vocabulary.fact(self.kind, name)
        assert spec is not None, f"{name} was checked to exist"
        return spec

    def key(self, spec: FactSpec, name: str) -> FactKey:
        """The fact in the current year if it is a yearly one."""
        return FactKey(name, self.year if spec.per_year else None)

    def during(self, window: str | None) -> Range:
        """The stretch of a window; without one, up to the end of the current year or of the award's period."""
        if window is None:
            return end_of_sight(self.rulebook, self.award, self.readings, self.year)
        if window == "year":
            assert self.year is not None, "`year` was checked to have a current year"
            return calendar_year(self.year)
        return self.rulebook.windows[window].under(self.readings)


def lower(
    rulebook: Rulebook, award: Award, readings: Mapping[str, str], year: int | None, kind: str | None = None
) -> Lowered:
    """The award's criteria under an assignment of every reading, in the award year (``None`` for a period award), with the
    vocabulary of one kind of candidate (``None``: the award's first).

    Of a checked rulebook this cannot fail.
    """
    context = Context(rulebook, award, FrozenDict(readings), year, kind or award.recipient[0], clauses=award.clauses)
    return evolve(lower_predicate(award.criteria, context, award.id), title=award.title)


def lower_predicate(predicate: p.Predicate, context: Context, path: str) -> Lowered:
    """One predicate: its own clauses, else those of the nearest ancestor; its own title, if it has one."""
    context = evolve(context, clauses=predicate.clauses or context.clauses)
    lowered = _LOWER[type(predicate)](predicate, context, path)
    return evolve(lowered, title=predicate.title or lowered.title, clauses=lowered.clauses or context.clauses)


def _children(predicates: tuple[p.Predicate, ...], context: Context, path: str) -> tuple[Lowered, ...]:
    """The children at their paths: ids, else positions from 1."""
    return tuple(
        lower_predicate(child, context, f"{path}/{child.id or position}")
        for position, child in enumerate(predicates, 1)
    )


def _cores(children: tuple[Lowered, ...]) -> tuple[Core, ...]:
    return tuple(child.core for child in children)


def _number(bound: p.Bound, context: Context, total: int | None = None) -> NumberCondition:
    """The bound in numbers; ``total`` is the most there can be."""
    number = partial(whole_number, context.rulebook, context.readings, context.year)
    if bound.exactly is not None:
        exactly = number(bound.exactly)
        return NumberCondition(exactly, exactly, total)
    low = 0 if bound.at_least is None else number(bound.at_least)
    return NumberCondition(low, None if bound.at_most is None else number(bound.at_most), total)


def _among(number: NumberCondition, cores: tuple[Core, ...]) -> Core:
    high = len(cores) if number.high is None else min(number.high, len(cores))
    return Among(number.low, high, cores)


def _all_of(predicate: p.AllOf, context: Context, path: str) -> Lowered:
    children = _children(predicate.children, context, path)
    size = len(children)
    number = NumberCondition(size, None, size)
    return Lowered(path=path, kind="all_of", core=all_of(_cores(children)), condition=number, children=children)


def _any_of(predicate: p.AnyOf, context: Context, path: str) -> Lowered:
    children = _children(predicate.children, context, path)
    number = NumberCondition(1, None, len(children))
    return Lowered(path=path, kind="any_of", core=any_of(_cores(children)), condition=number, children=children)


def _none_of(predicate: p.NoneOf, context: Context, path: str) -> Lowered:
    children = _children(predicate.children, context, path)
    number = NumberCondition(0, 0, len(children))
    return Lowered(path=path, kind="none_of", core=Among(0, 0, _cores(children)), condition=number, children=children)


def _of(predicate: p.Of, context: Context, path: str) -> Lowered:
    children = _children(predicate.children, context, path)
    number = _number(predicate.bound, context, len(children))
    return Lowered(path=path, kind="of", core=_among(number, _cores(children)), condition=number, children=children)


def _fact(predicate: p.FactIs, context: Context, path: str) -> Lowered:
    spec = context.spec(predicate.fact)
    plain = resolved(context.rulebook, context.readings, context.year, predicate.operands)
    operands = encoded(spec, plain)
    condition = FactCondition(spec, predicate.comparison, operands, context.year if spec.per_year else None)
    core = Atom(context.key(spec, predicate.fact), region_of(predicate.comparison, operands))
    return Lowered(path=path, kind="fact", core=core, title=None, condition=condition)


def _attested(predicate: p.Attested, context: Context, path: str) -> Lowered:
    spec = context.spec(predicate.fact)
    year = context.year if spec.per_year else None
    condition = FactCondition(spec, p.Comparison.IS, (1,), year, attested=True)
    return Lowered(path=path, kind="attested", core=Atom(context.key(spec, predicate.fact), YES), condition=condition)


def _over_list(
    predicate: p.OverList, context: Context, path: str, number: NumberCondition, claim: tuple[p.Predicate, ...] = ()
) -> Lowered:
    """Counting records: the window and `where` on one record; with a ``claim``, the records that fail it are counted."""
    spec = context.rulebook.vocabulary.lists[predicate.list]
    inside = evolve(context, list=spec)
    filters = _children(predicate.where, inside, path)
    claims = tuple(
        lower_predicate(child, inside, f"{path}/{child.id or position}")
        for position, child in enumerate(claim, len(filters) + 1)
    )
    during, by_date = _during(predicate.during, spec, context)
    conditions = list(_cores(filters))
    if during is not None and by_date is not None:
        conditions.insert(0, Atom(FactKey(by_date), days_of(during)))
    if claims:
        conditions.append(negate(all_of(_cores(claims))))
    core = all_of(tuple(conditions)) if conditions else TRUE
    total = spec.maximum if number.total is None else number.total
    return Lowered(
        path=path,
        kind={p.CountOf: "count", p.Some: "some", p.Every: "every"}[type(predicate)],
        core=Count(number.low, number.high, spec.name, core),
        condition=ListCondition(spec, evolve(number, total=total), core, during, by_date),
        children=filters + claims,
    )


def _during(during: p.During | None, spec: ListSpec, context: Context) -> tuple[Range | None, str | None]:
    """The stretch that counts and the date that must fall into it; nothing for an undated list."""
    if spec.dated_by is None:
        return None, None
    if during is None:
        return context.during(None), spec.dated_by
    by_date = during.by_date
    if isinstance(by_date, p.ByReading):
        by_date = by_date.options[context.readings[by_date.reading]]
    return context.during(during.window), by_date or spec.dated_by


def _count(predicate: p.CountOf, context: Context, path: str) -> Lowered:
    return _over_list(predicate, context, path, _number(predicate.bound, context))


def _some(predicate: p.Some, context: Context, path: str) -> Lowered:
    return _over_list(predicate, context, path, NumberCondition(1, None))


def _every(predicate: p.Every, context: Context, path: str) -> Lowered:
    return _over_list(predicate, context, path, NumberCondition(0, 0), predicate.must)


def _years(predicate: p.Years, context: Context, path: str) -> Lowered:
    """One child per calendar year of the window, each with its own current year; a run is any of the runs there can be."""
    years = context.during(predicate.window).years()
    assert years is not None, f"{predicate.window} was checked to consist of whole years"
    children = tuple(_year(predicate, evolve(context, year=year), f"{path}@{year}", year) for year in years)
    number = _number(predicate.bound, context, len(years))
    cores = _cores(children)
    if predicate.consecutive:
        runs = tuple(all_of(cores[i : i + number.low]) for i in range(len(cores) - number.low + 1))
        core: Core = any_of(runs) if runs else FALSE
    else:
        core = _among(number, cores)
    condition = YearsCondition(years, number, predicate.consecutive)
    return Lowered(path=path, kind="years", core=core, condition=condition, children=children)


def _year(predicate: p.Years, context: Context, path: str, year: int) -> Lowered:
    children = _children(predicate.where, context, path)
    number = NumberCondition(len(children), None, len(children))
    return Lowered(
        path=path,
        kind="year",
        core=all_of(_cores(children)),
        title=Text(f"năm {year}", f"year {year}"),
        clauses=context.clauses,
        condition=number,
        children=children,
    )


def _nothing(predicate: p.Nothing, context: Context, path: str) -> Lowered:
    return Lowered(path=path, kind="nothing", core=TRUE)


def _reading(predicate: p.Reading, context: Context, path: str) -> Lowered:
    """The chosen option stands here, at the same path."""
    option = context.readings[predicate.reading]
    chosen = lower_predicate(predicate.options[option], context, path)
    return evolve(chosen, readings=((predicate.reading, option), *chosen.readings))


def _use(predicate: p.Use, context: Context, path: str) -> Lowered:
    """The definition stands here, at the caller's path; the caller's title goes before its own."""
    return lower_predicate(context.rulebook.definitions[predicate.definition].body, context, path)


def _external(predicate: p.External, context: Context, path: str) -> Lowered:
    core = Atom(FactKey(f"{EXTERNAL}{predicate.document}"), YES)
    return Lowered(path=path, kind="external", core=core, condition=ExternalCondition(predicate.document))


_LOWER: dict[type, Callable[..., Lowered]] = {
    p.AllOf: _all_of,
    p.AnyOf: _any_of,
    p.NoneOf: _none_of,
    p.Of: _of,
    p.FactIs: _fact,
    p.Attested: _attested,
    p.CountOf: _count,
    p.Some: _some,
    p.Every: _every,
    p.Years: _years,
    p.Nothing: _nothing,
    p.Reading: _reading,
    p.Use: _use,
    p.External: _external,
}
