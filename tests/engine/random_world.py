"""The vocabulary of the random cases, and the rulebook around one random award."""

from __future__ import annotations

import datetime
from decimal import Decimal

from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Identity, Issuer, OpenReading, Range, Rulebook, Unstated, Window
from cchc_rules.model.vocabulary import Authority, EntitySpec, FactSpec, FactType, ListSpec, PlainValue, Vocabulary
from cchc_rules.text import same

KIND = "person"
YEARS = (2023, 2024)
DAYS = tuple(
    datetime.date.fromisoformat(day)
    for day in ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-12-31", "2025-01-10")
)
AS_OFS = DAYS[-3:]
READINGS = {"strict": ("yes", "no")}


def _fact(name: str, type: FactType, **more: object) -> FactSpec:
    return FactSpec(name=name, type=type, label=same(name), **more)  # type: ignore[arg-type]  # as the callers below say


def _named(*specs: FactSpec) -> FrozenDict[str, FactSpec]:
    return FrozenDict({spec.name: spec for spec in specs})


VOCABULARY = Vocabulary(
    candidates=FrozenDict(
        {
            KIND: _named(
                _fact("flag", FactType.BOOLEAN),
                _fact("score", FactType.INTEGER, minimum=0, maximum=3, per_year=True),
                _fact("share", FactType.DECIMAL, decimals=1),
                _fact("judged", FactType.BOOLEAN, per_year=True, attested_by=("chief", "head")),
                _fact(
                    "grade",
                    FactType.GRADE,
                    values=("low", "mid", "high"),
                    attested_by=("chief",),
                    document_required=True,
                ),
                _fact("colour", FactType.ENUM, values=("red", "green", "blue")),
                _fact("born", FactType.DATE),
                _fact("title", FactType.TEXT),
            )
        }
    ),
    entities=FrozenDict(
        {
            "unit": EntitySpec(
                kind="unit",
                label=same("unit"),
                facts=FrozenDict(
                    {
                        "rank": _fact("unit.rank", FactType.RANK, minimum=1, maximum=4, per_year=True),
                        "large": _fact("unit.large", FactType.BOOLEAN),
                    }
                ),
            )
        }
    ),
    lists=FrozenDict(
        {
            "works": ListSpec(
                name="works",
                kinds=(KIND,),
                label=same("works"),
                dated_by="day",
                fields=_named(
                    _fact("day", FactType.DATE),
                    _fact("site", FactType.ENUM, values=("here", "there")),
                    _fact("pages", FactType.INTEGER, minimum=1, maximum=3),
                ),
            ),
            "prizes": ListSpec(
                name="prizes",
                kinds=(KIND,),
                label=same("prizes"),
                dated_by="given",
                maximum=2,
                fields=_named(_fact("given", FactType.DATE), _fact("decided", FactType.DATE)),
            ),
            "courses": ListSpec(
                name="courses",
                kinds=(KIND,),
                label=same("courses"),
                fields=_named(
                    _fact("passed", FactType.BOOLEAN, attested_by=("head",)),
                    _fact("level", FactType.RANK, minimum=1, maximum=3),
                    _fact("name", FactType.TEXT),
                ),
            ),
        }
    ),
    authorities=FrozenDict(
        {
            "chief": Authority(id="chief", title=same("chief")),
            "head": Authority(id="head", title=same("head"), of="unit"),
        }
    ),
)
WINDOWS = {
    "both": Range(datetime.date(2023, 1, 1), datetime.date(2024, 12, 31)),
    "late": Range(datetime.date(2024, 7, 1), None),
}


def award_of(criteria: p.Predicate, *, annual: bool = True) -> Award:
    """An annual award, or one for the whole period, that consists of these criteria."""
    return Award(
        id="award",
        title=same("award"),
        recipient=(KIND,),
        cycle="annual" if annual else "period",
        period=None if annual else "both",
        clauses=("I",),
        criteria=criteria,
    )


def rulebook(award: Award) -> Rulebook:
    """The rulebook around one award."""
    return Rulebook(
        id="test/random",
        identity=Identity(
            issuer=Issuer(id="test", name=same("test")), number=Unstated("x"), date=Unstated("x"), title=same("random")
        ),
        award_years=YEARS,
        recipients=FrozenDict({KIND: same(KIND)}),
        vocabulary=VOCABULARY,
        windows=FrozenDict({name: Window(name=name, ranges=ranges) for name, ranges in WINDOWS.items()}),
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
        awards=FrozenDict({award.id: award}),
    )


def literals(spec: FactSpec) -> list[PlainValue]:
    """Values that a condition may name."""
    if spec.type is FactType.BOOLEAN:
        return [False, True]
    if spec.type is FactType.DATE:
        return [day.isoformat() for day in DAYS]
    if spec.type is FactType.TEXT:
        return ["a", "b", "c"]
    if spec.type is FactType.DECIMAL:
        numbers = ["0.5", "1.0", "1.5"] if spec.decimals == 1 else ["89.99", "90", "95.5"]
        return [Decimal(number) for number in numbers]
    if spec.values:
        return list(spec.values)
    assert isinstance(spec.minimum, int), "whole numbers are bounded here"
    assert isinstance(spec.maximum, int), "whole numbers are bounded here"
    return list(range(spec.minimum, min(spec.maximum, 8) + 1))
