"""The vocabulary, parameters, windows and readings that all random rulebooks share: one of each sort that there is."""

from __future__ import annotations

import datetime
from decimal import Decimal

from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import (
    Dated,
    Definition,
    Identity,
    Issuer,
    OpenReading,
    Parameter,
    PerOption,
    Range,
    Rulebook,
    Window,
)
from cchc_rules.model.vocabulary import Authority, EntitySpec, FactSpec, FactType, ListSpec, Vocabulary
from cchc_rules.text import Text, same

KIND = "person"
YEARS = (2023, 2024)
PERIOD = "both-years"
WINDOWS = ("both-years", "late", "moving")
READINGS = {"strictness": ("strict", "lenient"), "which-date": ("first", "second")}


def _fact(name: str, type: FactType) -> FactSpec:
    return FactSpec(name=name, type=type, label=same(name))


def _specs(*specs: FactSpec) -> FrozenDict[str, FactSpec]:
    return FrozenDict({spec.name: spec for spec in specs})


def _attested(name: str, *authorities: str, per_year: bool = False) -> FactSpec:
    return FactSpec(name=name, type=FactType.BOOLEAN, label=same(name), attested_by=authorities, per_year=per_year)


def _number(name: str, type: FactType, least: int, most: int | None, *, per_year: bool = False) -> FactSpec:
    return FactSpec(name=name, type=type, label=same(name), minimum=least, maximum=most, per_year=per_year)


def _words(name: str, type: FactType, *values: str) -> FactSpec:
    labels = FrozenDict({value: same(value) for value in values})
    return FactSpec(name=name, type=type, label=same(name), values=values, value_labels=labels)


_GRADE = FactSpec(
    name="grade",
    type=FactType.GRADE,
    label=same("grade"),
    values=("low", "middle", "high"),
    value_labels=FrozenDict({value: same(value) for value in ("low", "middle", "high")}),
    attested_by=("chief",),
    document_required=True,
)
_SHARE = FactSpec(
    name="share",
    type=FactType.DECIMAL,
    label=same("share"),
    decimals=1,
    minimum=Decimal(0),
    maximum=Decimal(100),
    unit="percent",
    helps="higher",
)
FACTS = _specs(
    _fact("flag", FactType.BOOLEAN),
    _number("score", FactType.INTEGER, 0, 5, per_year=True),
    _attested("judged", "chief", "head", per_year=True),
    _GRADE,
    _words("colour", FactType.ENUM, "red", "green", "blue"),
    _SHARE,
    _fact("since", FactType.DATE),
    _fact("post", FactType.TEXT),
)
UNIT = FrozenDict(
    {
        "rank": _number("unit.rank", FactType.RANK, 1, 9, per_year=True),
        "size": _number("unit.size", FactType.INTEGER, 0, None),
    }
)
WORKS = ListSpec(
    name="works",
    kinds=(KIND,),
    label=same("works"),
    dated_by="posted_on",
    key="title",
    fields=_specs(
        _fact("title", FactType.TEXT),
        _fact("posted_on", FactType.DATE),
        _fact("written_on", FactType.DATE),
        _words("site", FactType.ENUM, "here", "there"),
    ),
)
PRIZES = ListSpec(
    name="prizes",
    kinds=(KIND,),
    label=same("prizes"),
    dated_by="given_on",
    maximum=1,
    fields=_specs(_fact("given_on", FactType.DATE), _fact("decided_on", FactType.DATE)),
)
COURSES = ListSpec(
    name="courses",
    kinds=(KIND,),
    label=same("courses"),
    fields=_specs(_attested("passed", "head"), _number("level", FactType.RANK, 1, 3)),
)
LISTS = (WORKS, PRIZES, COURSES)
VOCABULARY = Vocabulary(
    entities=FrozenDict({"unit": EntitySpec(kind="unit", label=same("unit"), facts=UNIT)}),
    candidates=FrozenDict({KIND: FACTS}),
    lists=FrozenDict({spec.name: spec for spec in LISTS}),
    authorities=FrozenDict(
        {
            "chief": Authority(id="chief", title=same("chief"), clauses=("I",)),
            "head": Authority(id="head", title=same("head"), of="unit", clauses=("I",)),
        }
    ),
)

_BOTH = Range(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))
_LATE = Range(datetime.date(2024, 7, 1), None)
_STRICT, _LENIENT = READINGS["strictness"]


def _reading(name: str) -> OpenReading:
    return OpenReading(
        id=name,
        question=same(name),
        options=FrozenDict({option: same(option) for option in READINGS[name]}),
        default=READINGS[name][0],
        confirmed_by=None,
        clauses=("I",),
    )


_PARAMETERS = (
    Parameter(name="one", value=1, clauses=("I",)),
    Parameter(name="growing", value=Dated(((2020, 1), (2024, 2))), clauses=("I",)),
    Parameter(name="read", value=PerOption("strictness", FrozenDict({_STRICT: 2, _LENIENT: 1})), clauses=("I",)),
)
_DEFINITIONS = (
    Definition(
        name="good-year",
        per_year=True,
        body=p.FactIs(fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.ParameterRef("growing"),)),
    ),
    Definition(
        name="here",
        list="works",
        body=p.FactIs(fact="site", comparison=p.Comparison.IS, operands=(p.Literal("here"),)),
    ),
)
WITHOUT_AWARDS = Rulebook(
    id="so-thu/ke-hoach-nho",
    identity=Identity(
        issuer=Issuer(id="so-thu", name=Text("Sở Thử", "Test Department")),
        number="01/KH-ST",
        date=datetime.date(2022, 1, 4),
        title=Text("Kế hoạch nhỏ", "Small plan"),
    ),
    award_years=YEARS,
    recipients=FrozenDict({KIND: Text("người", "person")}),
    vocabulary=VOCABULARY,
    parameters=FrozenDict({parameter.name: parameter for parameter in _PARAMETERS}),
    windows=FrozenDict(
        {
            PERIOD: Window(name=PERIOD, ranges=_BOTH),
            "late": Window(name="late", ranges=_LATE),
            "moving": Window(name="moving", reading="strictness", ranges=FrozenDict({_STRICT: _LATE, _LENIENT: _BOTH})),
        }
    ),
    readings=FrozenDict({name: _reading(name) for name in READINGS}),
    definitions=FrozenDict({definition.name: definition for definition in _DEFINITIONS}),
)
