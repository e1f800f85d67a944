"""Brute force over what authors write: every completion of a dossier, every predicate read word by word.

This is a second engine, written from the definition of the language and sharing nothing with the first: plain Python
values, no regions, no lowering, no snapshot. It lists completions and counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations_with_replacement, product
from typing import Any, TypeAlias

from attrs import frozen

from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Claim, Dossier, Link, Stated
from cchc_rules.model.rulebook import Award, Dated, PerOption, Range, Rulebook
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec

Value: TypeAlias = "bool | int | str | datetime.date"
Record: TypeAlias = "Mapping[str, Value]"

DAYS = tuple(
    datetime.date.fromisoformat(day)
    for day in (
        "2021-06-01",
        "2022-06-01",
        "2023-12-31",
        "2024-01-01",
        "2024-06-30",
        "2024-07-01",
        "2024-12-31",
        "2025-01-10",
        "2025-06-01",
        "2026-06-01",
    )
)
"""Days enough to stand for all: one at least between any two ends of windows, cut-offs and horizons in the tests."""


@frozen
class Completion:
    """Every fact by name and year, every list with all its records."""

    facts: Mapping[tuple[str, int | None], Value]
    lists: Mapping[str, tuple[Record, ...]]


def domain(spec: FactSpec) -> list[Value]:
    """All values of a fact of the small vocabularies that the tests use."""
    if spec.type is FactType.BOOLEAN:
        return [False, True]
    if spec.type in (FactType.ENUM, FactType.GRADE):
        return list(spec.values)
    if spec.type is FactType.DATE:
        return list(DAYS)
    assert isinstance(spec.minimum, int), "test facts are bounded whole numbers"
    assert isinstance(spec.maximum, int), "test facts are bounded whole numbers"
    return list(range(spec.minimum, spec.maximum + 1))


def plain(spec: FactSpec, claim: Claim) -> Value:
    """The claimed value as a person would write it."""
    assert isinstance(claim.value, int), "test facts are no texts"
    if spec.type is FactType.BOOLEAN:
        return claim.value == 1
    if spec.type is FactType.DATE:
        return datetime.date.fromordinal(claim.value)
    return spec.values[claim.value] if spec.values else claim.value


def options(spec: FactSpec, stated: Stated, dossier: Dossier, as_of: datetime.date, year: int | None) -> list[Value]:
    """The values that a fact can have: the one that counts, else all of them."""
    counting = {plain(spec, claim) for claim in stated.claims if counts(spec, claim, dossier, as_of, year)}
    return list(counting) if len(counting) == 1 else domain(spec)


def counts(spec: FactSpec, claim: Claim, dossier: Dossier, as_of: datetime.date, year: int | None) -> bool:
    """Whether a claim counts on the day, by the words of the definition."""
    if claim.known_from is not None and as_of < claim.known_from:
        return False
    attestation = claim.attestation
    if attestation is not None and as_of < attestation.date:
        return False
    if not spec.attested_by:
        return True
    if attestation is None or attestation.capacity not in spec.attested_by or attestation.by == dossier.id:
        return False
    unit = dossier.vocabulary.authorities[attestation.capacity].of
    if unit is not None:
        link = dossier.links.get(unit, Link())
        own = link.always or link.by_year.get(attestation.date.year if year is None else year)
        if attestation.of is None or attestation.of != own:
            return False
    return attestation.document is not None or not spec.document_required


def record_options(spec: ListSpec, dossier: Dossier, index: int, as_of: datetime.date) -> list[dict[str, Value]] | None:
    """The completions of a record that was given; ``None`` if it is still one of the unseen ones."""
    given = dossier.lists[spec.name]
    choices: dict[str, list[Value]] = {}
    dates = [name for name, f in spec.fields.items() if spec.dated_by and f.type is FactType.DATE]
    later = 0
    for name, field in spec.fields.items():
        values = options(field, given.records[index].get(name, Stated()), dossier, as_of, None)
        known = values[0] if len(values) == 1 else None
        if name in dates and isinstance(known, datetime.date) and known > as_of:
            values = [day for day in DAYS if day > as_of]
            later += 1
        choices[name] = values
    if dates and later == len(dates):
        return None
    return [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]


def unseen_options(spec: ListSpec, dossier: Dossier, as_of: datetime.date) -> list[dict[str, Value]]:
    """What an unseen record can be; nothing if there can be none."""
    given = dossier.lists.get(spec.name)
    earliest = None
    if given is not None and given.complete:
        if spec.dated_by is None:
            return []
        earliest = min(given.to or given.cut_off, given.cut_off, as_of)
    choices = {name: domain(field) for name, field in spec.fields.items()}
    if earliest is not None:
        for name, field in spec.fields.items():
            if field.type is FactType.DATE:
                choices[name] = [day for day in DAYS if day > earliest]
    return [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]


def list_completions(spec: ListSpec, dossier: Dossier, as_of: datetime.date, most: int) -> Iterator[tuple[Record, ...]]:
    """Every completion of a list with at most ``most`` unseen records."""
    given = dossier.lists.get(spec.name)
    known = [record_options(spec, dossier, i, as_of) for i in range(len(given.records) if given else 0)]
    visible = [choices for choices in known if choices is not None]
    unseen = unseen_options(spec, dossier, as_of)
    room = most if spec.maximum is None else min(most, spec.maximum - len(visible))
    for records in product(*visible):
        for number in range((room if unseen else 0) + 1):
            for extra in combinations_with_replacement(unseen, number):
                yield (*records, *extra)


def completions(
    dossier: Dossier, named: set[str], as_of: datetime.date, years: tuple[int, ...], most: int
) -> Iterator[Completion]:
    """Every completion of the candidate's own facts and lists, as far as they are ``named``."""
    vocabulary = dossier.vocabulary
    keys: list[tuple[FactSpec, int | None]] = []
    for spec in vocabulary.candidates[dossier.kind].values():
        keys += [(spec, year) for year in (years if spec.per_year else (None,)) if spec.name in named]
    choices = [
        options(spec, dossier.facts.get((spec.name, year), Stated()), dossier, as_of, year) for spec, year in keys
    ]
    lists_named = [spec for spec in vocabulary.lists.values() if spec.name in named]
    listed = [list(list_completions(spec, dossier, as_of, most)) for spec in lists_named]
    names = [(spec.name, year) for spec, year in keys]
    for values in product(*choices):
        for lists in product(*listed):
            by_name = {spec.name: records for spec, records in zip(lists_named, lists, strict=True)}
            yield Completion(dict(zip(names, values, strict=True)), by_name)


def names_in(rulebook: Rulebook, predicate: p.Predicate) -> set[str]:
    """The facts and lists that a predicate names, definitions entered."""
    found = set()
    for part in p.walk(predicate):
        match part:
            case p.FactIs() | p.Attested():
                found.add(part.fact)
            case p.CountOf() | p.Some() | p.Every():
                found.add(part.list)
            case p.Use():
                found |= names_in(rulebook, rulebook.definitions[part.definition].body)
    return found


@frozen
class Reader:
    """Reads predicates word by word over one completion."""

    rulebook: Rulebook
    award: Award
    readings: Mapping[str, str]
    world: Completion

    def holds(self, predicate: p.Predicate, year: int | None, record: tuple[ListSpec, Record] | None = None) -> bool:
        """Whether the predicate holds."""
        match predicate:
            case p.AllOf():
                return all(self.holds(child, year, record) for child in predicate.children)
            case p.AnyOf():
                return any(self.holds(child, year, record) for child in predicate.children)
            case p.NoneOf():
                return not any(self.holds(child, year, record) for child in predicate.children)
            case p.Of():
                return self.fits(sum(self.holds(c, year, record) for c in predicate.children), predicate.bound, year)
            case p.FactIs():
                return self.compares(predicate, year, record)
            case p.Attested():
                return self.value(predicate.fact, year, record)[1] is True
            case p.CountOf():
                return self.fits(self.matching(predicate, year), predicate.bound, year)
            case p.Some():
                return self.matching(predicate, year) >= 1
            case p.Every():
                claims = p.AllOf(children=predicate.must)
                return all(self.holds(claims, year, item) for item in self.counted(predicate, year))
            case p.Years():
                return self.years(predicate)
            case p.Nothing():
                return True
            case p.Reading():
                return self.holds(predicate.options[self.readings[predicate.reading]], year, record)
            case p.Use():
                return self.holds(self.rulebook.definitions[predicate.definition].body, year, record)
        raise AssertionError(predicate)

    def years(self, predicate: p.Years) -> bool:
        """Years counted one by one; a run is looked for by its last year."""
        counted = self.range(predicate.window, None).years()
        assert counted is not None, "test windows consist of whole years"
        good = [all(self.holds(child, year) for child in predicate.where) for year in counted]
        if not predicate.consecutive:
            return self.fits(sum(good), predicate.bound, None)
        longest = run = 0
        for one in good:
            run = run + 1 if one else 0
            longest = max(longest, run)
        return self.fits(longest, predicate.bound, None)

    def value(self, name: str, year: int | None, record: tuple[ListSpec, Record] | None) -> tuple[FactSpec, Value]:
        """A fact of the candidate, or a field of the record."""
        if record is not None:
            return record[0].fields[name], record[1][name]
        spec = self.rulebook.vocabulary.candidates[self.award.recipient[0]][name]
        return spec, self.world.facts[name, year if spec.per_year else None]

    def compares(self, predicate: p.FactIs, year: int | None, record: tuple[ListSpec, Record] | None) -> bool:
        """The comparison as it is written."""
        spec, value = self.value(predicate.fact, year, record)
        operands: list[Any] = [literal for operand in predicate.operands for literal in self.literals(operand, year)]
        if spec.type is FactType.DATE:
            operands = [datetime.date.fromisoformat(str(o)) for o in operands]
        elif spec.type is FactType.GRADE and predicate.comparison not in (p.Comparison.IS, p.Comparison.ONE_OF):
            operands, value = [spec.values.index(str(o)) for o in operands], spec.values.index(str(value))
        a: Any = value
        ops, c = operands, p.Comparison
        first = ops[0]
        table: dict[p.Comparison, Callable[[], Any]] = {
            c.IS: lambda: a == first,
            c.ONE_OF: lambda: a in ops,
            c.AT_LEAST: lambda: a >= first,
            c.AT_MOST: lambda: a <= first,
            c.MORE_THAN: lambda: a > first,
            c.LESS_THAN: lambda: a < first,
            c.BETWEEN: lambda: first <= a <= ops[1],
            c.ON_OR_AFTER: lambda: a >= first,
            c.ON_OR_BEFORE: lambda: a <= first,
            c.AFTER: lambda: a > first,
            c.BEFORE: lambda: a < first,
        }
        return bool(table[predicate.comparison]())

    def literals(self, operand: p.Operand, year: int | None) -> tuple[object, ...]:
        """What an operand stands for."""
        if isinstance(operand, p.Literal):
            return (operand.value,)
        value: object = self.rulebook.parameters[operand.name].value
        if isinstance(value, PerOption):
            value = value.options[self.readings[value.reading]]
        if isinstance(value, Dated):
            assert year is not None, "dated parameters need a year"
            value = [v for start, v in sorted(value.entries) if start <= year][-1]
        return value if isinstance(value, tuple) else (value,)

    def fits(self, number: int, bound: p.Bound, year: int | None) -> bool:
        """Whether a number keeps to a bound."""
        limits = {key: self.literals(operand, year)[0] for key, operand in bound.operands()}
        least, most = (
            limits.get("exactly", limits.get("at_least", 0)),
            limits.get("exactly", limits.get("at_most", number)),
        )
        assert isinstance(least, int), "bounds are whole numbers"
        assert isinstance(most, int), "bounds are whole numbers"
        return least <= number <= most

    def range(self, window: str | None, year: int | None) -> Range:
        """The days of a window."""
        if window == "year" or (window is None and year is not None):
            assert year is not None, "`year` needs one"
            start = datetime.date(year, 1, 1) if window else None
            return Range(start, datetime.date(year, 12, 31))
        declared = self.rulebook.windows[window or self.award.period or ""]
        found = (
            declared.ranges
            if isinstance(declared.ranges, Range)
            else declared.ranges[self.readings[declared.reading or ""]]
        )
        return found if window else Range(None, found.end)

    def counted(self, predicate: p.OverList, year: int | None) -> list[tuple[ListSpec, Record]]:
        """The records within the window that pass `where`."""
        spec = self.rulebook.vocabulary.lists[predicate.list]
        during = predicate.during
        by_date = during.by_date if during is not None else None
        if isinstance(by_date, p.ByReading):
            by_date = by_date.options[self.readings[by_date.reading]]
        found = []
        for record in self.world.lists[spec.name]:
            if spec.dated_by is not None:
                days = self.range(during.window if during is not None else None, year)
                day = record[by_date or spec.dated_by]
                assert isinstance(day, datetime.date), "dates are days"
                if (days.start and day < days.start) or (days.end and day > days.end):
                    continue
            if all(self.holds(child, year, (spec, record)) for child in predicate.where):
                found.append((spec, record))
        return found

    def matching(self, predicate: p.OverList, year: int | None) -> int:
        """How many records there are."""
        return len(self.counted(predicate, year))


def brute_truth(
    rulebook: Rulebook,
    award: Award,
    dossier: Dossier,
    *,
    year: int | None,
    as_of: datetime.date,
    readings: Mapping[str, str],
    most: int,
) -> Truth:
    """The truth of the award's criteria by listing every completion with at most ``most`` unseen records in each list."""
    seen = set()
    named = names_in(rulebook, award.criteria)
    for world in completions(dossier, named, as_of, (2023, 2024), most):
        seen.add(Reader(rulebook, award, readings, world).holds(award.criteria, year))
        if len(seen) == 2:
            return Truth.UNDETERMINED
    return Truth.of(seen.pop())
