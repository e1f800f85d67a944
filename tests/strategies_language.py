"""Arbitrary rulebooks of the right shape: names need not mean anything, but every value is one that can be written.

``rulebooks()`` is the strategy to start from; the parts have strategies of their own.
"""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import (
    AllOf,
    AnyOf,
    Attested,
    Bound,
    ByReading,
    Comparison,
    CountOf,
    During,
    Every,
    External,
    FactIs,
    Literal,
    NoneOf,
    Nothing,
    Of,
    Operand,
    ParameterRef,
    Predicate,
    Reading,
    Some,
    Use,
    Years,
)
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
from cchc_rules.model.vocabulary import Authority, EntitySpec, FactSpec, FactType, ListSpec, PlainValue, Vocabulary
from cchc_rules.text import Text

T = TypeVar("T")

_NEVER = ("on", "off", "yes", "no", "true", "false", "null")


@cache
def names() -> st.SearchStrategy[str]:
    """Names of facts, parameters, kinds: few, so that they repeat."""
    return st.sampled_from(["a", "b1", "par_rank", "office"]) | st.from_regex(
        r"[a-z][a-z0-9_]{0,8}", fullmatch=True
    ).filter(lambda name: name not in _NEVER)


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids of awards, criteria, readings, which may have dashes."""
    return st.sampled_from(["a", "two-years", "x_1"]) | st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True).filter(
        lambda name: name not in _NEVER
    )


@cache
def lines() -> st.SearchStrategy[str]:
    """Text as a file may hold it: NFC, not blank, nothing invisible."""
    letters = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u00a0")
    words = st.text(letters, min_size=1, max_size=12).map(_nfc).filter(lambda text: bool(text.strip()))
    return st.sampled_from(["Trưởng phòng", '"từ 90%"', "a: b # c", "- a", "null", "2024", "hai\ndòng", "\\t"]) | words


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def texts() -> st.SearchStrategy[Text]:
    """Vietnamese always, English sometimes."""
    return st.builds(Text, lines(), st.none() | lines())


@cache
def clauses(least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    """Clauses, none of them twice."""
    return st.lists(lines(), min_size=least, max_size=3, unique=True).map(tuple)


def sections(
    keys: st.SearchStrategy[str], values: st.SearchStrategy[T], least: int = 0, most: int = 2
) -> st.SearchStrategy[FrozenDict[str, T]]:
    """A mapping of some names."""
    return st.dictionaries(keys, values, min_size=least, max_size=most).map(lambda d: FrozenDict(d))


@st.composite
def keyed(
    draw: st.DrawFn, /, keys: st.SearchStrategy[str], make: Any, most: int = 2, **parts: Any
) -> FrozenDict[str, Any]:
    """A mapping of values that know their own key, ``make(KEYWORD=key, …)``; ``parts["key"]`` is the keyword."""
    keyword = parts.pop("key")
    found = draw(st.lists(keys, max_size=most, unique=True))
    return FrozenDict({key: draw(st.builds(make, **{keyword: st.just(key)}, **parts)) for key in found})


@cache
def dates() -> st.SearchStrategy[datetime.date]:
    """Any day."""
    return st.dates()


@cache
def decimals() -> st.SearchStrategy[Decimal]:
    """Numbers as a reader makes them: at least one digit after the point."""
    return st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(1, 6))


@cache
def numbers() -> st.SearchStrategy[int | Decimal]:
    """Whole numbers and decimals."""
    return st.integers(-(10**9), 10**9) | decimals()


@cache
def literals() -> st.SearchStrategy[PlainValue]:
    """What an operand or parameter may be written as."""
    return st.booleans() | numbers() | names() | dates().map(str) | st.sampled_from(["12/BB-HĐTĐ", "true", "90"])


def operands(values: st.SearchStrategy[PlainValue]) -> st.SearchStrategy[Operand]:
    """A literal or a parameter."""
    return st.builds(Literal, values) | st.builds(ParameterRef, names())


@cache
def bounds() -> st.SearchStrategy[Bound]:
    """``at_least`` and ``at_most`` alone or together, or ``exactly``."""
    number = operands(st.integers(0, 99))
    return (
        st.builds(Bound, number, st.none() | number)
        | st.builds(lambda most: Bound(None, most), number)
        | st.builds(lambda many: Bound(None, None, many), number)
    )


@cache
@st.composite
def comparisons(draw: st.DrawFn) -> tuple[Comparison, tuple[Operand, ...]]:
    """A comparison with operands that it takes."""
    comparison = draw(st.sampled_from(Comparison))
    if comparison is Comparison.ONE_OF:
        several = st.lists(st.builds(Literal, literals()), min_size=1, max_size=3).map(tuple)
        return comparison, draw(several | st.builds(lambda name: (ParameterRef(name),), names()))
    if comparison is Comparison.BETWEEN:
        end = operands(numbers() | names() | dates().map(str))
        return comparison, draw(st.tuples(end, end))
    if comparison is Comparison.IS:
        return comparison, (draw(operands(literals())),)
    dated = comparison.value.endswith(("after", "before"))
    return comparison, (draw(operands(dates().map(str) if dated else numbers() | names())),)


@cache
def durings() -> st.SearchStrategy[During]:
    """A window, a date field, or both."""
    window = st.just("year") | ids()
    by_date = names() | st.builds(ByReading, ids(), sections(ids(), names(), 1))
    return st.builds(During, window) | st.builds(During, st.none() | window, by_date)


_COMMON: dict[str, Any] = {"id": st.none() | ids(), "title": st.none() | texts(), "clauses": clauses()}


@cache
@st.composite
def facts_compared(draw: st.DrawFn) -> FactIs:
    """``fact:`` with a comparison."""
    comparison, found = draw(comparisons())
    return draw(
        st.builds(FactIs, fact=fact_names(), comparison=st.just(comparison), operands=st.just(found), **_COMMON)
    )


@cache
def fact_names() -> st.SearchStrategy[str]:
    """A fact of a candidate or record, or one of an entity."""
    return names() | st.builds("{}.{}".format, names(), names())


def _several(inner: st.SearchStrategy[Predicate], least: int = 1) -> st.SearchStrategy[tuple[Predicate, ...]]:
    return st.lists(inner, min_size=least, max_size=3).map(tuple)


def _groups(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    """Predicates that have others inside and may stand in a list's `where`."""
    options = sections(ids(), inner | st.builds(Nothing), 1, 3)
    return st.one_of(
        *(st.builds(group, children=_several(inner), **_COMMON) for group in (AllOf, AnyOf, NoneOf)),
        st.builds(Of, children=_several(inner), bound=bounds(), **_COMMON),
        st.builds(Reading, reading=ids(), options=options, **_COMMON),
    )


@cache
def record_predicates() -> st.SearchStrategy[Predicate]:
    """What may stand in a list's `where` and `must`."""
    leaves: st.SearchStrategy[Predicate] = st.one_of(
        facts_compared(), st.builds(Attested, fact=names(), **_COMMON), st.builds(Use, definition=ids(), **_COMMON)
    )
    return st.recursive(leaves, _groups, max_leaves=4)


@cache
def predicates() -> st.SearchStrategy[Predicate]:
    """Any predicate."""
    where, during = _several(record_predicates(), 0), st.none() | durings()
    leaves: st.SearchStrategy[Predicate] = st.one_of(
        facts_compared(),
        st.builds(Attested, fact=fact_names(), **_COMMON),
        st.builds(Use, definition=ids(), **_COMMON),
        st.builds(External, document=ids(), **_COMMON),
        st.builds(CountOf, list=names(), where=where, during=during, bound=bounds(), **_COMMON),
        st.builds(Some, list=names(), where=where, during=during, **_COMMON),
        st.builds(Every, list=names(), where=where, must=_several(record_predicates()), during=during, **_COMMON),
    )

    def larger(inner: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
        run = st.builds(Bound, operands(st.integers(0, 9)))
        return (
            _groups(inner)
            | st.builds(Years, window=ids(), where=_several(inner), bound=bounds(), **_COMMON)
            | st.builds(Years, window=ids(), where=_several(inner), bound=run, consecutive=st.just(True), **_COMMON)
        )

    return st.recursive(leaves, larger, max_leaves=6)


@cache
def _values() -> st.SearchStrategy[Value]:
    return literals() | st.lists(literals(), min_size=1, max_size=3).map(tuple)


@cache
def _dated() -> st.SearchStrategy[Dated]:
    entries = st.lists(st.tuples(st.integers(1900, 2999), _values()), min_size=1, max_size=3, unique_by=lambda e: e[0])
    return st.builds(Dated, entries.map(tuple))


@st.composite
def fact_specs(draw: st.DrawFn, name: str, *, field: bool = False) -> FactSpec:
    """A fact of any type; a field of a list is never yearly."""
    kind = draw(st.sampled_from(FactType))
    parts: dict[str, Any] = {}
    if kind.numeric:
        least = st.integers(1, 9) if kind is FactType.RANK else st.integers(-9, 9)
        limit = numbers() if kind is FactType.DECIMAL else least
        start = st.just(1) | least if kind is FactType.RANK else st.none() | limit
        parts = {"unit": draw(st.none() | names()), "minimum": draw(start), "maximum": draw(st.none() | limit)}
    if kind is FactType.DECIMAL:
        parts["decimals"] = draw(st.integers(0, 9))
    if kind in (FactType.GRADE, FactType.ENUM):
        values = draw(st.lists(names(), min_size=1, max_size=4, unique=True))
        labels = draw(st.booleans())
        parts["values"] = tuple(values)
        parts["value_labels"] = FrozenDict({value: draw(texts()) for value in values} if labels else {})
    return FactSpec(
        name=name,
        type=kind,
        label=draw(texts()),
        per_year=not field and draw(st.booleans()),
        attested_by=draw(st.lists(names(), max_size=2, unique=True).map(tuple)),
        document_required=draw(st.booleans()),
        helps=draw(st.sampled_from([None, "higher", "lower"])),
        changeable=draw(_changeable()),
        clauses=draw(clauses()),
        **parts,
    )


@cache
def _changeable() -> st.SearchStrategy[str]:
    return st.sampled_from(["never", "within_year", "within_period", "always"])


@st.composite
def _specs(draw: st.DrawFn, prefix: str = "", *, least: int = 0, field: bool = False) -> FrozenDict[str, FactSpec]:
    found = draw(st.lists(names(), min_size=least, max_size=3, unique=True))
    return FrozenDict({name: draw(fact_specs(prefix + name, field=field)) for name in found})


@cache
@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Entities, candidates and lists; no fact has the name of an entity."""
    kinds = draw(st.lists(names(), max_size=2, unique=True))
    entities = {kind: EntitySpec(kind=kind, label=draw(texts()), facts=draw(_specs(f"{kind}."))) for kind in kinds}
    candidates = {
        kind: FrozenDict({name: spec for name, spec in draw(_specs()).items() if name not in entities})
        for kind in draw(st.lists(names(), max_size=2, unique=True))
    }
    lists = draw(
        keyed(
            names(),
            ListSpec,
            key="name",
            kinds=st.lists(names(), min_size=1, max_size=2, unique=True).map(tuple),
            label=texts(),
            fields=_specs(least=1, field=True),
            dated_by=st.none() | names(),
            maximum=st.none() | st.integers(1, 9),
            changeable=_changeable(),
        )
    )
    authority = keyed(names(), Authority, key="id", title=texts(), of=st.none() | names(), clauses=clauses(1))
    return Vocabulary(
        entities=FrozenDict(entities),
        candidates=FrozenDict(candidates),
        lists=lists,
        authorities=draw(authority),
    )


@cache
def _ranges() -> st.SearchStrategy[Range]:
    return st.builds(Range, dates(), st.none() | dates()) | st.builds(lambda end: Range(None, end), dates())


@cache
@st.composite
def _windows(draw: st.DrawFn) -> FrozenDict[str, Window]:
    found = {}
    for name in draw(st.lists(ids().filter(lambda name: name != "year"), max_size=2, unique=True)):
        reading = draw(st.none() | ids())
        ranges: Range | FrozenDict[str, Range]
        ranges = draw(_ranges()) if reading is None else draw(sections(ids(), _ranges(), 1))
        title, sources = draw(st.none() | texts()), draw(clauses())
        found[name] = Window(name=name, ranges=ranges, reading=reading, title=title, clauses=sources)
    return FrozenDict(found)


@cache
def _identities() -> st.SearchStrategy[Identity]:
    unstated = st.just(Unstated("not_in_copy"))
    return st.builds(
        Identity,
        issuer=st.builds(Issuer, id=ids(), name=texts()),
        number=lines() | unstated,
        date=dates() | unstated,
        title=texts(),
    )


@cache
def _statements() -> st.SearchStrategy[FrozenDict[str, Any]]:
    return keyed(ids(), Statement, 1, key="id", text=texts(), clauses=clauses(1))


@cache
@st.composite
def _definitions(draw: st.DrawFn) -> FrozenDict[str, Definition]:
    found = {}
    for name in draw(st.lists(ids(), max_size=2, unique=True)):
        owner = draw(st.none() | names())
        body = draw(predicates() if owner is None else record_predicates())
        found[name] = Definition(name=name, body=_without_id(body), list=owner, per_year=draw(st.booleans()))
    return FrozenDict(found)


def _without_id(body: Predicate) -> Predicate:
    return evolve(body, id=None)


@cache
@st.composite
def awards(draw: st.DrawFn) -> FrozenDict[str, Award]:
    """Awards of both cycles."""
    found = {}
    for name in draw(st.lists(ids(), max_size=2, unique=True)):
        period = draw(st.none() | ids())
        found[name] = Award(
            id=name,
            title=draw(texts()),
            recipient=tuple(draw(st.lists(names(), min_size=1, max_size=2, unique=True))),
            cycle="annual" if period is None else "period",
            clauses=draw(clauses(1)),
            criteria=draw(predicates()),
            period=period,
            form=draw(st.none() | ids()),
        )
    return FrozenDict(found)


@cache
def _calendar() -> st.SearchStrategy[FrozenDict[str, Any]]:
    day = st.builds(YearlyDate, st.integers(1, 12), st.integers(1, 28), st.booleans())
    either = st.tuples(day, st.none()) | st.tuples(st.none(), texts())

    def entry(id: str, cycle: str, clauses: tuple[str, ...], when: tuple[Any, Any]) -> CalendarEntry:
        return CalendarEntry(id=id, cycle=cycle, clauses=clauses, before=when[0], text=when[1])

    return keyed(ids(), entry, key="id", cycle=_cycles(), clauses=clauses(1), when=either)


@cache
def _cycles() -> st.SearchStrategy[str]:
    return st.sampled_from(["annual", "period"])


@cache
def parameters() -> st.SearchStrategy[FrozenDict[str, Any]]:
    """One value, dated values, or either by the option of a reading."""
    value = _values() | _dated()
    return keyed(
        names(),
        Parameter,
        key="name",
        value=value | st.builds(PerOption, ids(), sections(ids(), value, 1)),
        clauses=clauses(1),
        title=st.none() | texts(),
        unit=st.none() | names(),
    )


@cache
def rulebooks() -> st.SearchStrategy[Rulebook]:
    """Any rulebook in force."""
    confirmed: dict[str, Any] = {"confirmed_by": st.none() | lines(), "clauses": clauses(1)}
    readings = keyed(
        ids(),
        OpenReading,
        key="id",
        question=texts(),
        options=sections(ids(), texts(), 2, 3),
        default=ids(),
        **confirmed,
    )
    return st.builds(
        Rulebook,
        id=st.just("issuer/document"),
        identity=_identities(),
        effective=st.just(Range()) | _ranges(),
        award_years=st.lists(st.integers(1900, 2999), min_size=1, max_size=3, unique=True).map(tuple),
        recipients=sections(names(), texts(), 1),
        vocabulary=vocabularies(),
        forms=keyed(ids(), Form, key="id", title=texts(), conferred_by=names(), clauses=clauses(1)),
        parameters=parameters(),
        windows=_windows(),
        readings=readings,
        assumptions=keyed(ids(), Assumption, key="id", question=texts(), answer=texts(), **confirmed),
        calendar=_calendar(),
        notices=keyed(
            ids(),
            ProceduralNotice,
            key="id",
            text=texts(),
            clauses=clauses(1),
            awards=st.lists(ids(), max_size=2, unique=True).map(tuple),
            cycle=st.none() | _cycles(),
        ),
        aims=_statements(),
        themes=_statements(),
        roles=_statements(),
        notes=_statements(),
        documents=keyed(
            ids(),
            RelatedDocument,
            key="id",
            number=lines(),
            date=dates(),
            issuer=texts(),
            title=texts(),
            rulebook=st.none() | st.builds("{}/{}".format, ids(), ids()),
        ),
        unknown_reasons=sections(names(), texts()),
        definitions=_definitions(),
        awards=awards(),
    )
