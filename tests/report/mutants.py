"""Awards that differ in one place and mean something else: what prose has to tell apart."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from attrs import evolve

from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Dated, PerOption, Range, Rulebook, Value
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, LiteralError, PlainValue
from cchc_rules.report.cited import operands

Mutant = tuple[str, Rulebook, Award]

_OTHER = {
    p.Comparison.AT_LEAST: p.Comparison.MORE_THAN,
    p.Comparison.MORE_THAN: p.Comparison.AT_LEAST,
    p.Comparison.AT_MOST: p.Comparison.LESS_THAN,
    p.Comparison.LESS_THAN: p.Comparison.AT_MOST,
    p.Comparison.ON_OR_AFTER: p.Comparison.AFTER,
    p.Comparison.AFTER: p.Comparison.ON_OR_AFTER,
    p.Comparison.ON_OR_BEFORE: p.Comparison.BEFORE,
    p.Comparison.BEFORE: p.Comparison.ON_OR_BEFORE,
}


def mutants(rulebook: Rulebook, award: Award) -> Iterator[Mutant]:
    """The award with one change in its criteria, in a definition, a parameter or a window that they use."""
    maker = _Maker(rulebook, award)
    for what, criteria in maker.of(award.criteria, None, {}):
        yield what, rulebook, evolve(award, criteria=criteria)
    alive = list(_alive(rulebook, award.criteria, {}))
    uses: dict[str, dict[str, str]] = {}
    named: dict[str, dict[str, str]] = {}
    for found, settled in alive:
        if isinstance(found, p.Use):
            uses.setdefault(found.definition, settled)
        for operand in operands(found):
            if isinstance(operand, p.ParameterRef):
                named.setdefault(operand.name, settled)
    for name, settled in uses.items():
        definition = rulebook.definitions[name]
        records = rulebook.vocabulary.lists[definition.list] if definition.list else None
        for what, body in maker.of(definition.body, records, settled):
            changed = FrozenDict({**rulebook.definitions, name: evolve(definition, body=body)})
            yield f"{name}: {what}", evolve(rulebook, definitions=changed), award
    for name, settled in named.items():
        parameter = rulebook.parameters[name]
        for number, value in enumerate(_other_values(parameter.value, settled)):
            parameters = FrozenDict({**rulebook.parameters, name: evolve(parameter, value=value)})
            yield f"parameter {name} {number}", evolve(rulebook, parameters=parameters), award


def _alive(
    rulebook: Rulebook, predicate: p.Predicate, settled: dict[str, str]
) -> Iterator[tuple[p.Predicate, dict[str, str]]]:
    """What an assignment of the readings can reach, each with the options that lead there."""
    yield predicate, settled
    if isinstance(predicate, p.Reading):
        for option, one in predicate.options.items():
            if settled.get(predicate.reading, option) == option:
                yield from _alive(rulebook, one, {**settled, predicate.reading: option})
        return
    inside = p.parts(predicate)
    if isinstance(predicate, p.Use):
        inside = (rulebook.definitions[predicate.definition].body,)
    for part in inside:
        yield from _alive(rulebook, part, settled)


def _other_values(value: Value | Dated | PerOption, settled: dict[str, str]) -> Iterator[Value | Dated | PerOption]:
    """The value one step on: of one option that can be in force there, of one year."""
    if isinstance(value, PerOption):
        for option, one in value.options.items():
            if settled.get(value.reading, option) != option:
                continue
            for other in _other_values(one, settled):
                assert not isinstance(other, PerOption)
                yield evolve(value, options=FrozenDict({**value.options, option: other}))
    elif isinstance(value, Dated):
        for i, (year, one) in enumerate(value.entries):
            for other in _other_values(one, settled):
                assert not isinstance(other, (Dated, PerOption))
                yield Dated((*value.entries[:i], (year, other), *value.entries[i + 1 :]))
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, Decimal)):
        yield value + 1


class _Maker:
    """Makes the mutants of predicates of one award."""

    def __init__(self, rulebook: Rulebook, award: Award) -> None:
        self.rulebook, self.award = rulebook, award

    def of(
        self, predicate: p.Predicate, records: ListSpec | None, settled: dict[str, str]
    ) -> Iterator[tuple[str, p.Predicate]]:
        """The predicate with one change, there or further inside; what no reading can reach stays."""
        for what, other in self._here(predicate, records):
            yield f"{type(predicate).__name__}: {what}", other
        if isinstance(predicate, p.Reading):
            for option, one in predicate.options.items():
                if settled.get(predicate.reading, option) == option:
                    for what, other in self.of(one, records, {**settled, predicate.reading: option}):
                        yield what, evolve(predicate, options=FrozenDict({**predicate.options, option: other}))
            return
        inside = (
            self.rulebook.vocabulary.lists[predicate.list]
            if isinstance(predicate, (p.CountOf, p.Some, p.Every))
            else records
        )
        copy: Callable[..., p.Predicate] = partial(evolve, predicate)
        for name in ("children", "where", "must"):
            parts: tuple[p.Predicate, ...] = getattr(predicate, name, ())
            for i, part in enumerate(parts):
                for what, other in self.of(part, inside, settled):
                    yield what, copy(**{name: (*parts[:i], other, *parts[i + 1 :])})
                if len(parts) > 1 or (name == "where" and not isinstance(predicate, p.Years)):
                    yield f"without {name} {i}", copy(**{name: (*parts[:i], *parts[i + 1 :])})

    def _here(self, predicate: p.Predicate, records: ListSpec | None) -> Iterator[tuple[str, p.Predicate]]:
        match predicate:
            case p.AllOf() | p.AnyOf() | p.NoneOf() if len(predicate.children) > 1:
                kinds: tuple[Callable[..., p.Predicate], ...] = (p.AllOf, p.AnyOf, p.NoneOf)
                for kind in kinds:
                    if kind is not type(predicate):
                        group = kind(children=predicate.children, title=predicate.title, clauses=predicate.clauses)
                        yield type(group).__name__, group
            case p.FactIs():
                yield from self._fact(predicate, self._spec(predicate.fact, records))
            case p.Attested():
                false = (p.Literal(False),)
                yield "false", p.FactIs(fact=predicate.fact, comparison=p.Comparison.IS, operands=false)
            case p.Of() | p.CountOf():
                for bound in _bounds(predicate.bound):
                    yield f"{bound}", evolve(predicate, bound=bound)
            case p.Years():
                for bound in _bounds(predicate.bound):
                    yield f"{bound}", evolve(predicate, bound=bound)
                if predicate.bound.at_least is not None and self._number(predicate.bound.at_least) > 1:
                    yield "run", evolve(predicate, consecutive=not predicate.consecutive)
        if isinstance(predicate, (p.CountOf, p.Some, p.Every)):
            for during in self._durings(predicate):
                yield f"{during}", evolve(predicate, during=during)

    def _spec(self, name: str, records: ListSpec | None) -> FactSpec:
        spec = records.fields[name] if records else self.rulebook.vocabulary.fact(self.award.recipient[0], name)
        assert spec is not None
        return spec

    def _number(self, operand: p.Operand) -> int:
        return operand.value if isinstance(operand, p.Literal) and isinstance(operand.value, int) else 1

    def _fact(self, predicate: p.FactIs, spec: FactSpec) -> Iterator[tuple[str, p.Predicate]]:
        if predicate.comparison in _OTHER:
            yield "bound", evolve(predicate, comparison=_OTHER[predicate.comparison])
        for i, operand in enumerate(predicate.operands):
            others = _steps(spec, operand.value) if isinstance(operand, p.Literal) else ()
            for other in others:
                changed = (*predicate.operands[:i], p.Literal(other), *predicate.operands[i + 1 :])
                literals = {one.value for one in changed if isinstance(one, p.Literal)}
                if len(literals) == len(changed):
                    yield f"{other}", evolve(predicate, operands=changed)

    def _durings(self, predicate: p.OverList) -> Iterator[p.During]:
        spec = self.rulebook.vocabulary.lists[predicate.list]
        if spec.dated_by is None:
            return
        now = predicate.during or p.During()
        for window in {None, "first-half", "until-march", "late", *(["year"] if self.award.annual else [])}:
            if window != now.window and (window in (None, "year") or window in self.rulebook.windows):
                yield evolve(now, window=window)
        for field in spec.date_fields:
            if field != (now.by_date or spec.dated_by) and not isinstance(now.by_date, p.ByReading):
                yield evolve(now, by_date=field)


def _bounds(bound: p.Bound) -> Iterator[p.Bound]:
    """Other bounds: one more, and another kind of bound."""
    for key, operand in bound.operands():
        if isinstance(operand, p.Literal) and isinstance(operand.value, int):
            yield evolve(bound, **{key: p.Literal(operand.value + 1)})
    if bound.exactly is not None:
        yield p.Bound(at_least=bound.exactly)
    elif bound.at_least is not None and bound.at_most is not None:
        yield p.Bound(at_least=bound.at_least)
        yield p.Bound(at_most=bound.at_most)
    elif bound.at_least is not None:
        yield p.Bound(exactly=bound.at_least)
    elif bound.at_most is not None:
        yield p.Bound(at_least=bound.at_most)


def _steps(spec: FactSpec, value: PlainValue) -> Iterator[PlainValue]:
    """The values one step away that the fact can have."""
    core = spec.encode(value)
    for other in (f"{core} b",) if isinstance(core, str) else (core - 1, core + 1):
        if spec.type is FactType.DATE and not isinstance(other, str):
            yield datetime.date.fromordinal(other).isoformat()
        elif spec.domain.contains(other):
            found = spec.decode(other)
            try:
                spec.encode(found)
            except LiteralError:
                continue
            yield found


def other_range(stretch: Range) -> Range:
    """The stretch, a day longer at its first end that is not open."""
    day = datetime.timedelta(days=1)
    if stretch.end is not None:
        return evolve(stretch, end=stretch.end + day)
    assert stretch.start is not None
    return evolve(stretch, start=stretch.start + day)
