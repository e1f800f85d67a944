"""Random awards and dossiers from a plain seeded generator: many thousands a minute, for holding engine against engine.

The awards are about everything that an engine treats in a way of its own: facts of every type, of entities too, yearly or not,
shared between criteria or not; lists that are dated, undated, limited; attestations that count and that do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from attrs import frozen
from engine.random_world import AS_OFS, DAYS, KIND, READINGS, VOCABULARY, YEARS, award_of, literals

from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Entity, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, PlainValue, Vocabulary


@frozen
class Awards:
    """Random criteria."""

    random: Random

    def award(self) -> Award:
        """An annual or a period award."""
        annual = self.random.random() < 0.5
        return award_of(self._criteria(annual, self.random.choice((1, 2, 2, 3))), annual=annual)

    def _criteria(self, annual: bool, depth: int) -> p.Predicate:
        if depth == 0 or self.random.random() < 0.1:
            return self._leaf(annual)
        if self.random.random() < 0.12:
            return self._years()
        return self._group([self._criteria(annual, depth - 1) for _ in range(self.random.randint(1, 4))])

    def _group(self, children: list[p.Predicate]) -> p.Predicate:
        kind, few = self.random.randrange(6), tuple(children)
        if kind == 0:
            return p.NoneOf(children=few)
        if kind == 1:
            return p.Of(children=few, bound=self._bound(len(few)))
        if kind == 2:
            options = {"yes": few[0], "no": few[-1] if self.random.random() < 0.5 else p.Nothing()}
            return p.Reading(reading="strict", options=FrozenDict(options))
        return p.AllOf(children=few) if kind < 5 else p.AnyOf(children=few)

    def _bound(self, most: int) -> p.Bound:
        low, high = sorted(self.random.randint(0, most) for _ in range(2))
        return self.random.choice(
            (
                p.Bound(at_least=p.Literal(high)),
                p.Bound(at_most=p.Literal(low)),
                p.Bound(exactly=p.Literal(low)),
                p.Bound(at_least=p.Literal(low), at_most=p.Literal(high)),
            )
        )

    def _years(self) -> p.Predicate:
        where = tuple(self._leaf(True) for _ in range(self.random.randint(1, 2)))
        if self.random.random() < 0.4:
            least = p.Bound(at_least=p.Literal(self.random.randint(1, 3)))
            return p.Years(window="both", where=where, bound=least, consecutive=True)
        return p.Years(window="both", where=where, bound=self._bound(2))

    def _leaf(self, annual: bool) -> p.Predicate:
        if self.random.random() < 0.4:
            return self._over_list(annual)
        own = [spec for spec in VOCABULARY.candidates[KIND].values() if annual or not spec.per_year]
        of_unit = [spec for spec in VOCABULARY.entities["unit"].facts.values() if annual or not spec.per_year]
        return self._fact(self.random.choice(own + of_unit))

    def _fact(self, spec: FactSpec) -> p.Predicate:
        if spec.type is FactType.BOOLEAN and spec.attested_by:
            return p.Attested(fact=spec.name)
        c, values = p.Comparison, [p.Literal(value) for value in literals(spec)]
        first, second = self.random.choice(values), self.random.choice(values)
        if spec.type in (FactType.BOOLEAN, FactType.ENUM, FactType.TEXT) or self.random.random() < 0.3:
            if self.random.random() < 0.5:
                return p.FactIs(fact=spec.name, comparison=c.IS, operands=(first,))
            return p.FactIs(fact=spec.name, comparison=c.ONE_OF, operands=(first, second))
        ordered = (c.ON_OR_AFTER, c.ON_OR_BEFORE, c.AFTER, c.BEFORE)
        if spec.type is not FactType.DATE:
            ordered = (c.AT_LEAST, c.AT_MOST, c.MORE_THAN, c.LESS_THAN)
        if self.random.random() < 0.2:
            pair = sorted((first, second), key=lambda literal: spec.encode(literal.value))
            return p.FactIs(fact=spec.name, comparison=c.BETWEEN, operands=tuple(pair))
        return p.FactIs(fact=spec.name, comparison=self.random.choice(ordered), operands=(first,))

    def _over_list(self, annual: bool) -> p.Predicate:
        spec = self.random.choice(list(VOCABULARY.lists.values()))
        fields = list(spec.fields.values())
        where = tuple(self._inside(fields) for _ in range(self.random.choice((0, 1, 1, 2))))
        during = self._during(spec, annual)
        kind = self.random.randrange(4)
        if kind == 0:
            return p.Every(list=spec.name, where=where, must=(self._inside(fields),), during=during)
        if kind == 1:
            return p.Some(list=spec.name, where=where, during=during)
        return p.CountOf(list=spec.name, where=where, during=during, bound=self._bound(3))

    def _inside(self, fields: list[FactSpec]) -> p.Predicate:
        if self.random.random() < 0.25:
            return self._group([self._fact(self.random.choice(fields)) for _ in range(self.random.randint(1, 3))])
        return self._fact(self.random.choice(fields))

    def _during(self, spec: ListSpec, annual: bool) -> p.During | None:
        if spec.dated_by is None or self.random.random() < 0.3:
            return None
        window = self.random.choice((None, "both", "late", *(("year",) if annual else ())))
        return p.During(window=window, by_date=self.random.choice((None, *spec.date_fields)))


@frozen
class Dossiers:
    """Random dossiers of a vocabulary; ``gaps`` is how much of them is missing, 0 to 1."""

    random: Random
    gaps: float
    vocabulary: Vocabulary = VOCABULARY
    kind: str = KIND
    years: tuple[int, ...] = YEARS
    rulebook: str = "test/random"

    def dossier(self) -> Dossier:
        """What somebody might have entered."""
        return Dossier(
            rulebook=self.rulebook,
            id="me",
            kind=self.kind,
            as_of=DAYS[-1],
            vocabulary=self.vocabulary,
            links=FrozenDict({kind: self._link() for kind in self.vocabulary.entities if not self._missing()}),
            entities=FrozenDict(
                {(kind, unit): self._entity(kind, unit) for kind in self.vocabulary.entities for unit in ("u1", "u2")}
            ),
            facts=self._facts(self.vocabulary.candidates[self.kind]),
            lists=FrozenDict({spec.name: self._list(spec) for spec in self._lists() if not self._missing()}),
        )

    def _lists(self) -> Iterator[ListSpec]:
        return (spec for spec in self.vocabulary.lists.values() if self.kind in spec.kinds)

    def _missing(self) -> bool:
        return self.random.random() < self.gaps

    def _link(self) -> Link:
        if self.random.random() < 0.5:
            return Link(always=self.random.choice(("u1", "u2", "u3")))
        years = {year: self.random.choice(("u1", "u2")) for year in self.years if not self._missing()}
        return Link(by_year=FrozenDict(years))

    def _entity(self, kind: str, id: str) -> Entity:
        return Entity(kind=kind, id=id, facts=self._facts(self.vocabulary.entities[kind].facts))

    def _facts(self, specs: FrozenDict[str, FactSpec]) -> FrozenDict[tuple[str, int | None], Stated]:
        keys = [
            (name, spec, year) for name, spec in specs.items() for year in (self.years if spec.per_year else (None,))
        ]
        return FrozenDict({(name, year): self._stated(spec) for name, spec, year in keys if not self._missing()})

    def _stated(self, spec: FactSpec) -> Stated:
        if self.random.random() < 0.05:
            return Stated(reason="under_review")
        times = 2 if spec.attested_by and self.random.random() < 0.1 else 1
        return Stated(claims=tuple(self._claim(spec) for _ in range(times)))

    def _claim(self, spec: FactSpec) -> Claim:
        attested = bool(spec.attested_by) and self.random.random() < 0.9
        return Claim(
            value=spec.encode(self._value(spec)),
            attestation=self._attestation(spec) if attested else None,
            known_from=self.random.choice(DAYS) if self.random.random() < 0.1 else None,
        )

    def _value(self, spec: FactSpec) -> PlainValue:
        """Any value; of a boolean more often yes, since criteria ask for it."""
        if spec.type is FactType.BOOLEAN and self.random.random() < 0.5:
            return True
        return self.random.choice(literals(spec))

    def _attestation(self, spec: FactSpec) -> Attestation:
        odd = self.random.random() < self.gaps
        return Attestation(
            capacity=self.random.choice(tuple(self.vocabulary.authorities)) if odd else spec.attested_by[0],
            date=self.random.choice(DAYS) if odd else DAYS[3],
            document=None if odd and self.random.random() < 0.5 else Document(id="d"),
            by="me" if odd and self.random.random() < 0.3 else None,
            of=self.random.choice((None, "u1", "u2")) if odd else "u1",
        )

    def _list(self, spec: ListSpec) -> RecordList:
        records = tuple(self._record(spec) for _ in range(self.random.randint(0, spec.maximum or 5)))
        to = self.random.choice(AS_OFS) if spec.dated_by and self.random.random() < 0.3 else None
        return RecordList(records=records, cut_off=DAYS[-1], complete=not self._missing(), to=to)

    def _record(self, spec: ListSpec) -> FrozenDict[str, Stated]:
        return FrozenDict({name: self._stated(field) for name, field in spec.fields.items() if not self._missing()})


def assignment(random: Random) -> FrozenDict[str, str]:
    """An option of every reading."""
    return FrozenDict({name: random.choice(options) for name, options in READINGS.items()})
