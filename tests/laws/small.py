"""Small random rulebooks and dossiers: every predicate, every way in which a value can fail to count."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from attrs import frozen
from hypothesis import strategies as st
from laws.brute import DAYS

from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import (
    Award,
    Dated,
    Definition,
    Identity,
    Issuer,
    OpenReading,
    Parameter,
    PerOption,
    Range,
    Rulebook,
    Unstated,
    Window,
)
from cchc_rules.model.vocabulary import Authority, FactSpec, FactType, ListSpec, Vocabulary
from cchc_rules.text import Text, same

YEARS = (2023, 2024)
CUT_OFFS = tuple(datetime.date.fromisoformat(day) for day in ("2024-06-30", "2024-12-31", "2025-01-10"))
KIND = "person"
AUTHORITIES = ("chief", "head")


def _fact(name: str, type: FactType, **more: object) -> FactSpec:
    return FactSpec(name=name, type=type, label=same(name), **more)  # type: ignore[arg-type]  # checked by attrs' users


FACTS = (
    _fact("flag", FactType.BOOLEAN),
    _fact("score", FactType.INTEGER, minimum=0, maximum=2, per_year=True),
    _fact("judged", FactType.BOOLEAN, per_year=True, attested_by=AUTHORITIES),
    _fact("grade", FactType.GRADE, values=("low", "middle", "high"), attested_by=("chief",), document_required=True),
    _fact("colour", FactType.ENUM, values=("red", "green", "blue")),
)
LISTS = (
    ListSpec(
        name="works",
        kinds=(KIND,),
        label=same("works"),
        dated_by="day",
        fields=FrozenDict(
            {
                "day": _fact("day", FactType.DATE),
                "site": _fact("site", FactType.ENUM, values=("here", "there")),
            }
        ),
    ),
    ListSpec(
        name="prizes",
        kinds=(KIND,),
        label=same("prizes"),
        dated_by="given",
        maximum=1,
        fields=FrozenDict({"given": _fact("given", FactType.DATE), "decided": _fact("decided", FactType.DATE)}),
    ),
    ListSpec(
        name="courses",
        kinds=(KIND,),
        label=same("courses"),
        fields=FrozenDict(
            {
                "passed": _fact("passed", FactType.BOOLEAN, attested_by=("head",)),
                "level": _fact("level", FactType.RANK, minimum=1, maximum=3),
            }
        ),
    ),
)
VOCABULARY = Vocabulary(
    candidates=FrozenDict({KIND: FrozenDict({spec.name: spec for spec in FACTS})}),
    lists=FrozenDict({spec.name: spec for spec in LISTS}),
    authorities=FrozenDict(
        {
            "chief": Authority(id="chief", title=same("chief")),
            "head": Authority(id="head", title=same("head"), of="unit"),
        }
    ),
)
READINGS = {"strict": ("yes-strict", "no-strict"), "by": ("first", "second", "third")}
WINDOWS = {
    "both": Range(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)),
    "late": Range(datetime.date(2024, 7, 1), None),
}


def rulebook(award: Award) -> Rulebook:
    """The small rulebook around one award."""
    return Rulebook(
        id="test/small",
        identity=Identity(
            issuer=Issuer(id="test", name=same("test")),
            number=Unstated("not_in_copy"),
            date=Unstated("not_in_copy"),
            title=same("small"),
        ),
        award_years=YEARS,
        recipients=FrozenDict({KIND: same(KIND)}),
        vocabulary=VOCABULARY,
        parameters=FrozenDict(
            {
                "one": Parameter(name="one", value=1, clauses=("I",)),
                "growing": Parameter(name="growing", value=Dated(((2020, 1), (2024, 2))), clauses=("I",)),
                "read": Parameter(
                    name="read",
                    value=PerOption("strict", FrozenDict({"yes-strict": 2, "no-strict": 1})),
                    clauses=("I",),
                ),
            }
        ),
        windows=FrozenDict(
            {
                **{name: Window(name=name, ranges=span) for name, span in WINDOWS.items()},
                "moving": Window(
                    name="moving",
                    reading="strict",
                    ranges=FrozenDict({"yes-strict": WINDOWS["late"], "no-strict": WINDOWS["both"]}),
                ),
            }
        ),
        readings=FrozenDict(
            {
                name: OpenReading(
                    id=name,
                    question=same(name),
                    options=FrozenDict({option: same(option) for option in options}),
                    default=options[0],
                    confirmed_by=None,
                    clauses=("I",),
                )
                for name, options in READINGS.items()
            }
        ),
        definitions=FrozenDict(
            {
                "good-year": Definition(
                    name="good-year",
                    per_year=True,
                    body=p.FactIs(
                        fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.ParameterRef("growing"),)
                    ),
                ),
                "here": Definition(
                    name="here",
                    list="works",
                    body=p.FactIs(fact="site", comparison=p.Comparison.IS, operands=(p.Literal("here"),)),
                ),
            }
        ),
        awards=FrozenDict({award.id: award}),
    )


Predicates = st.SearchStrategy[p.Predicate]


@frozen
class Scope:
    """Where a random predicate stands: with a current year or not, and inside which list."""

    year: bool
    records: ListSpec | None = None

    def specs(self) -> list[FactSpec]:
        """The facts that exist there."""
        if self.records is not None:
            return list(self.records.fields.values())
        return [spec for spec in FACTS if self.year or not spec.per_year]


def comparisons(spec: FactSpec) -> st.SearchStrategy[tuple[p.Comparison, tuple[p.Operand, ...]]]:
    """A comparison that suits the fact, with its operands."""
    literals = [p.Literal(v) for v in _literals(spec)]
    one = st.sampled_from(literals).map(lambda x: (x,))
    c = p.Comparison
    found = [
        st.tuples(st.just(c.IS), one),
        st.tuples(st.just(c.ONE_OF), st.lists(one, min_size=1, max_size=2).map(lambda xs: tuple(x[0] for x in xs))),
    ]
    if spec.type in (FactType.INTEGER, FactType.RANK, FactType.GRADE):
        found.append(st.tuples(st.sampled_from([c.AT_LEAST, c.AT_MOST, c.MORE_THAN, c.LESS_THAN]), one))
    if spec.type is FactType.DATE:
        found.append(st.tuples(st.sampled_from([c.ON_OR_AFTER, c.ON_OR_BEFORE, c.AFTER, c.BEFORE]), one))
    if spec.type not in (FactType.BOOLEAN, FactType.ENUM):
        pairs = [(a, b) for i, a in enumerate(literals) for b in literals[i:]]
        found.append(st.tuples(st.just(c.BETWEEN), st.sampled_from(pairs)))
    if spec.type in (FactType.INTEGER, FactType.RANK):
        refs = st.sampled_from(["one", "read"]).map(lambda name: (p.ParameterRef(name),))
        found.append(st.tuples(st.sampled_from([c.AT_LEAST, c.AT_MOST]), refs))
    return st.one_of(found)


def _literals(spec: FactSpec) -> list[bool | int | str]:
    if spec.type is FactType.BOOLEAN:
        return [False, True]
    if spec.type is FactType.DATE:
        return ["2023-12-31", "2024-06-30", "2025-01-10"]
    if spec.values:
        return list(spec.values)
    assert isinstance(spec.minimum, int), "small facts are bounded"
    assert isinstance(spec.maximum, int), "small facts are bounded"
    return list(range(spec.minimum, spec.maximum + 1))


def facts(scope: Scope) -> Predicates:
    """`fact` and `attested` on the facts of a scope."""

    @st.composite
    def build(draw: st.DrawFn) -> p.Predicate:
        spec = draw(st.sampled_from(scope.specs()))
        if spec.type is FactType.BOOLEAN and spec.attested_by and draw(st.booleans()):
            return p.Attested(fact=spec.name)
        comparison, operands = draw(comparisons(spec))
        return p.FactIs(fact=spec.name, comparison=comparison, operands=operands)

    return build()


def bounds(most: int) -> st.SearchStrategy[p.Bound]:
    """One- and two-sided bounds up to ``most``."""
    number = st.integers(0, most).map(p.Literal)
    pairs = st.tuples(st.integers(0, most), st.integers(0, most)).map(sorted)
    return st.one_of(
        st.builds(p.Bound, at_least=number),
        st.builds(p.Bound, at_most=number),
        st.builds(p.Bound, exactly=number),
        pairs.map(lambda x: p.Bound(at_least=p.Literal(x[0]), at_most=p.Literal(x[1]))),
        st.just(p.Bound(at_least=p.ParameterRef("one"))),
    )


def groups(children: Predicates) -> Predicates:
    """Connectives and readings over some predicates."""
    few = st.lists(children, min_size=1, max_size=3).map(tuple)
    options: list[Predicates] = [
        st.builds(p.AllOf, children=few),
        st.builds(p.AnyOf, children=few),
        st.builds(p.NoneOf, children=few),
        few.flatmap(lambda cs: st.builds(p.Of, children=st.just(cs), bound=bounds(len(cs)))),
    ]
    for name, names in READINGS.items():
        chosen = st.fixed_dictionaries({option: children | st.just(p.Nothing()) for option in names})
        options.append(st.builds(p.Reading, reading=st.just(name), options=chosen.map(FrozenDict)))
    return st.one_of(options)


def durings(spec: ListSpec, year: bool) -> st.SearchStrategy[p.During | None]:
    """`during` for a list: none, a window, a date field, a date field by reading."""
    if spec.dated_by is None:
        return st.none()
    windows = st.sampled_from([None, "both", "late", "moving", *(["year"] if year else [])])
    fields = [name for name, field in spec.fields.items() if field.type is FactType.DATE]
    by_reading = p.ByReading("by", FrozenDict({o: fields[i % len(fields)] for i, o in enumerate(READINGS["by"])}))
    dates = st.none() | st.sampled_from(fields) | st.just(by_reading)
    return st.none() | st.builds(p.During, window=windows, by_date=dates)


def over_lists(year: bool) -> Predicates:
    """`count`, `some` and `every` over any list."""

    def build(spec: ListSpec) -> Predicates:
        inside = facts(Scope(year, spec))
        if spec.name == "works":
            inside = inside | st.just(p.Use(definition="here"))
        conditions = st.lists(inside | groups(inside), max_size=2).map(tuple)
        claims = st.lists(inside, min_size=1, max_size=2).map(tuple)
        name, during = st.just(spec.name), durings(spec, year)
        return st.one_of(
            st.builds(p.CountOf, list=name, where=conditions, during=during, bound=bounds(1)),
            st.builds(p.Some, list=name, where=conditions, during=during),
            st.builds(p.Every, list=name, where=conditions, must=claims, during=during),
        )

    return st.sampled_from(LISTS).flatmap(build)


def years() -> Predicates:
    """`years` over the two-year window, runs included."""
    inner = st.lists(leaves(year=True), min_size=1, max_size=2).map(tuple)
    runs = st.builds(
        p.Years,
        window=st.just("both"),
        where=inner,
        bound=st.integers(1, 2).map(lambda k: p.Bound(at_least=p.Literal(k))),
        consecutive=st.just(True),
    )
    return st.builds(p.Years, window=st.just("both"), where=inner, bound=bounds(2)) | runs


def leaves(*, year: bool) -> Predicates:
    """Predicates that stand alone."""
    found = facts(Scope(year)) | over_lists(year)
    return found | st.just(p.Use(definition="good-year")) if year else found


def awards() -> st.SearchStrategy[Award]:
    """Annual and period awards with random criteria."""

    def build(annual: bool) -> st.SearchStrategy[Award]:
        criteria = st.recursive(leaves(year=annual) | years(), groups, max_leaves=4)
        return st.builds(
            Award,
            id=st.just("award"),
            title=st.just(Text("award", "award")),
            recipient=st.just((KIND,)),
            cycle=st.just("annual" if annual else "period"),
            period=st.none() if annual else st.sampled_from(["both"]),
            clauses=st.just(("I",)),
            criteria=criteria,
        )

    return st.booleans().flatmap(build)


ATTESTATION_DATES = tuple(day for day in DAYS if day <= CUT_OFFS[-1] and day.year >= 2022)


def attestations() -> st.SearchStrategy[Attestation]:
    """Attestations with and without standing."""
    return st.builds(
        Attestation,
        capacity=st.sampled_from(AUTHORITIES),
        date=st.sampled_from(ATTESTATION_DATES),
        document=st.none() | st.just(Document(id="d")),
        by=st.sampled_from([None, "me", "other"]),
        of=st.sampled_from([None, "u1", "u2"]),
    )


def stated(spec: FactSpec) -> st.SearchStrategy[Stated]:
    """Nothing, one claim, or several that may contradict each other."""
    values = st.sampled_from(_literals(spec) if spec.type is not FactType.DATE else [d.isoformat() for d in DAYS])
    claims = st.builds(
        Claim,
        value=values.map(spec.encode),
        attestation=(attestations() if spec.attested_by else st.none()) | st.none(),
        known_from=st.none() | st.just(None) | st.sampled_from(DAYS),
    )
    return st.just(Stated()) | st.builds(
        Stated, claims=st.lists(claims, min_size=1, max_size=2 if spec.attested_by else 1).map(tuple)
    )


def record_lists(spec: ListSpec) -> st.SearchStrategy[RecordList]:
    """Lists that are complete, complete to a day, or open."""
    fields = st.fixed_dictionaries({}, optional={n: stated(f) for n, f in spec.fields.items()})
    most = 1 if spec.maximum == 1 else 2
    completeness: st.SearchStrategy[tuple[bool, datetime.date | None]] = st.sampled_from([(True, None), (False, None)])
    if spec.dated_by:
        completeness = completeness | st.sampled_from(CUT_OFFS).map(lambda day: (True, day))

    def build(parts: tuple[list[dict[str, Stated]], datetime.date, tuple[bool, datetime.date | None]]) -> RecordList:
        given, cut_off, (complete, to) = parts
        return RecordList(
            records=tuple(FrozenDict(record) for record in given if not _late(spec, record, cut_off)),
            cut_off=cut_off,
            complete=complete,
            to=None if to is None else min(to, cut_off),
        )

    return st.tuples(st.lists(fields, max_size=most), st.sampled_from(CUT_OFFS), completeness).map(build)


def _late(spec: ListSpec, record: dict[str, Stated], cut_off: datetime.date) -> bool:
    """A file cannot hold a record dated after its own cut-off."""
    days = [c.value for n in spec.date_fields for c in record.get(n, Stated()).claims if isinstance(c.value, int)]
    return any(day > cut_off.toordinal() for day in days)


def links() -> st.SearchStrategy[FrozenDict[str, Link]]:
    """A unit always, by year, or not at all."""
    units = st.sampled_from(["u1", "u2"])
    by_year = st.dictionaries(st.sampled_from([2022, *YEARS]), units, min_size=1).map(FrozenDict)
    link = st.builds(Link, always=units) | st.builds(Link, by_year=by_year)
    return st.just(FrozenDict()) | link.map(lambda x: FrozenDict({"unit": x}))


def dossiers() -> st.SearchStrategy[Dossier]:
    """Partial dossiers of the small vocabulary."""
    keys = [(spec, year) for spec in FACTS for year in (YEARS if spec.per_year else (None,))]
    given = st.fixed_dictionaries({}, optional={(spec.name, year): stated(spec) for spec, year in keys})
    lists = st.fixed_dictionaries({}, optional={spec.name: record_lists(spec) for spec in LISTS})
    return st.builds(
        Dossier,
        rulebook=st.just("test/small"),
        id=st.just("me"),
        kind=st.just(KIND),
        as_of=st.just(CUT_OFFS[-1]),
        vocabulary=st.just(VOCABULARY),
        links=links(),
        facts=given.map(FrozenDict),
        lists=lists.map(FrozenDict),
    )


def assignments() -> st.SearchStrategy[dict[str, str]]:
    """A joint choice of all readings."""
    return st.fixed_dictionaries({name: st.sampled_from(options) for name, options in READINGS.items()})


def weight(award: Award, count: Callable[[p.Predicate], bool]) -> int:
    """How many parts of the criteria satisfy something."""
    return sum(1 for part in p.walk(award.criteria) if count(part))
