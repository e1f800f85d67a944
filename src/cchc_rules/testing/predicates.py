"""Random criteria over the vocabulary of random rulebooks: every predicate, every comparison, small bounds."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from attrs import frozen
from hypothesis import strategies as st

from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, PlainValue
from cchc_rules.testing.vocabulary import FACTS, LISTS, PERIOD, READINGS, UNIT, WINDOWS, WORKS

Predicates = st.SearchStrategy[p.Predicate]

_ORDERS = (p.Comparison.AT_LEAST, p.Comparison.AT_MOST, p.Comparison.MORE_THAN, p.Comparison.LESS_THAN)
_DATES = (p.Comparison.ON_OR_AFTER, p.Comparison.ON_OR_BEFORE, p.Comparison.AFTER, p.Comparison.BEFORE)
_LITERALS: dict[str, tuple[PlainValue, ...]] = {
    "score": (0, 1, 3, 5),
    "share": (Decimal("49.9"), 50, Decimal("50.5"), 90),
    "post": ("deputy", "head of office"),
    "unit.rank": (1, 3, 5),
    "unit.size": (0, 7, 20),
    "level": (1, 2, 3),
}
_DAYS: tuple[PlainValue, ...] = ("2023-12-31", "2024-06-30", "2024-12-31")


@frozen
class Scope:
    """Where a predicate stands: with a current year or not, and inside which list."""

    year: bool
    records: ListSpec | None = None

    def specs(self) -> list[tuple[str, FactSpec]]:
        """The facts that exist there, by the names that predicates use."""
        if self.records is not None:
            return [(name, spec) for name, spec in self.records.fields.items() if name != self.records.key]
        units = [(f"unit.{name}", spec) for name, spec in UNIT.items()]
        return [(name, spec) for name, spec in [*FACTS.items(), *units] if self.year or not spec.per_year]


@lru_cache
def facts(scope: Scope) -> Predicates:
    """`fact` and `attested` on the facts of a scope."""

    @st.composite
    def build(draw: st.DrawFn) -> p.Predicate:
        name, spec = draw(st.sampled_from(scope.specs()))
        if spec.type is FactType.BOOLEAN and spec.attested_by and draw(st.booleans()):
            return p.Attested(fact=name)
        comparison, operands = draw(_comparisons(spec))
        return p.FactIs(fact=name, comparison=comparison, operands=operands)

    return build()


@lru_cache
def _comparisons(spec: FactSpec) -> st.SearchStrategy[tuple[p.Comparison, tuple[p.Operand, ...]]]:
    """A comparison that suits the fact, with its operands."""
    literals = _literals(spec)
    several = st.lists(st.sampled_from(literals), min_size=1, max_size=2, unique=True)
    found = [
        st.tuples(st.just(p.Comparison.IS), _operands(literals)),
        st.tuples(st.just(p.Comparison.ONE_OF), several.map(lambda chosen: tuple(map(p.Literal, chosen)))),
    ]
    ordered = spec.type.numeric or spec.type is FactType.GRADE
    if ordered:
        found.append(st.tuples(st.sampled_from(_ORDERS), _operands(literals)))
    if spec.type is FactType.DATE:
        found.append(st.tuples(st.sampled_from(_DATES), _operands(literals)))
    if ordered or spec.type is FactType.DATE:
        pairs = [(p.Literal(low), p.Literal(high)) for i, low in enumerate(literals) for high in literals[i + 1 :]]
        found.append(st.tuples(st.just(p.Comparison.BETWEEN), st.sampled_from(pairs)))
    if spec.name in ("score", "level"):
        parameter = st.sampled_from(("one", "read")).map(lambda name: (p.ParameterRef(name),))
        found.append(st.tuples(st.sampled_from(_ORDERS[:2]), parameter))
    return st.one_of(found)


def _operands(literals: tuple[PlainValue, ...]) -> st.SearchStrategy[tuple[p.Operand, ...]]:
    return st.sampled_from(literals).map(lambda literal: (p.Literal(literal),))


def _literals(spec: FactSpec) -> tuple[PlainValue, ...]:
    if spec.type is FactType.BOOLEAN:
        return (True, False)
    if spec.type is FactType.DATE:
        return _DAYS
    return spec.values or _LITERALS[spec.name]


@lru_cache
def bounds(most: int) -> st.SearchStrategy[p.Bound]:
    """One- and two-sided bounds up to ``most``, none of them empty."""
    at_least = st.integers(1, most).map(lambda number: p.Bound(at_least=p.Literal(number)))
    found = [at_least, st.integers(0, most).map(lambda number: p.Bound(exactly=p.Literal(number)))]
    if most > 1:
        found.append(st.integers(0, most - 1).map(lambda number: p.Bound(at_most=p.Literal(number))))
        found.append(st.just(p.Bound(at_least=p.Literal(1), at_most=p.Literal(most - 1))))
        found.append(st.just(p.Bound(at_least=p.ParameterRef("read"))))
    return st.one_of(found)


def groups(children: Predicates) -> Predicates:
    """Connectives and readings over some predicates."""
    few = st.lists(children, min_size=1, max_size=3).map(tuple)
    options: list[Predicates] = [
        st.builds(p.AllOf, children=few),
        st.builds(p.AnyOf, children=few),
        st.builds(p.NoneOf, children=few),
        few.flatmap(lambda chosen: st.builds(p.Of, children=st.just(chosen), bound=bounds(len(chosen)))),
    ]
    for name, names in READINGS.items():
        chosen = st.fixed_dictionaries({option: children | st.just(p.Nothing()) for option in names})
        options.append(st.builds(p.Reading, reading=st.just(name), options=chosen.map(FrozenDict)))
    return st.one_of(options)


@lru_cache
def _durings(spec: ListSpec, year: bool) -> st.SearchStrategy[p.During | None]:
    """`during` for a list: none, a window, another date field, a date field by reading."""
    if spec.dated_by is None:
        return st.none()
    windows = st.sampled_from([*WINDOWS, *(["year"] if year else [])])
    first, second = spec.date_fields
    names = dict(zip(READINGS["which-date"], (first, second), strict=True))
    dates = st.sampled_from([None, second, p.ByReading("which-date", FrozenDict(names))])
    return st.none() | st.builds(p.During, window=windows, by_date=dates)


@lru_cache
def over_lists(year: bool) -> Predicates:
    """`count`, `some` and `every` over any list."""

    def build(spec: ListSpec) -> Predicates:
        inside = facts(Scope(year, spec))
        if spec is WORKS:
            inside = inside | st.just(p.Use(definition="here"))
        conditions = st.lists(inside | groups(inside), max_size=2).map(tuple)
        claims = st.lists(inside, min_size=1, max_size=2).map(tuple)
        name, during = st.just(spec.name), _durings(spec, year)
        return st.one_of(
            st.builds(p.Some, list=name, where=conditions, during=during),
            st.builds(p.CountOf, list=name, where=conditions, during=during, bound=bounds(spec.maximum or 3)),
            st.builds(p.Every, list=name, where=conditions, must=claims, during=during),
        )

    return st.sampled_from(LISTS).flatmap(build)


@lru_cache
def years() -> Predicates:
    """`years` over the two-year window, runs included."""
    inner = st.lists(leaves(year=True), min_size=1, max_size=2).map(tuple)
    counted = st.builds(p.Years, window=st.just(PERIOD), where=inner, bound=bounds(2))
    run = p.Bound(at_least=p.Literal(2))
    return counted | st.builds(
        p.Years, window=st.just(PERIOD), where=inner, bound=st.just(run), consecutive=st.just(True)
    )


@lru_cache
def leaves(*, year: bool) -> Predicates:
    """Predicates that stand alone."""
    found = facts(Scope(year)) | over_lists(year)
    return found | st.just(p.Use(definition="good-year")) if year else found


@lru_cache
def criteria(*, annual: bool, most: int) -> Predicates:
    """Criteria of about ``most`` leaves."""
    return st.recursive(leaves(year=annual) | years(), groups, max_leaves=most)
