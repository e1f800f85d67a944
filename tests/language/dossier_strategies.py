"""Documents that are dossier files without fault, and the ways to spoil them."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from language.dossier_examples import rulebook

from cchc_rules.model.dossier import BUILT_IN_REASONS
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec

AS_OF = datetime.date(2025, 1, 20)
VOCABULARY = rulebook().vocabulary
YEARS = st.integers(2021, 2025).map(str)
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)
DAYS = st.dates(datetime.date(2020, 1, 1), AS_OF).map(datetime.date.isoformat)

_KEYS = """
rulebook as_of award_year documents entities attestations candidates id kind name remark facts lists office division
value unknown known_from capacity date document by of year to complete items score rating exemplary trusted articles
languages title posted_on site par_rank par_index number individual team director head_of_division bb-01 cb-01 2024
so-noi-vu/ke-hoach 2025-01-20 2024-02-30 not_given true 91,5
"""
WORDS = _KEYS.split()

WHO = ("capacity", "date", "by", "of")
"""The keys of an attestation that speak of who attests."""

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.sampled_from([Decimal("91.25"), Decimal("0.125"), Decimal("2024.0")]),
    st.sampled_from(["", " ", *WORDS]),
    st.just([]),
    st.just({}),
)
TREES = st.recursive(
    JUNK,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=25,
)


def literals(spec: FactSpec) -> st.SearchStrategy[Any]:
    """The literals that a fact takes."""
    low, high = (None if end is None else int(end) for end in (spec.minimum, spec.maximum))
    kinds: dict[FactType, st.SearchStrategy[Any]] = {
        FactType.BOOLEAN: st.booleans(),
        FactType.DATE: DAYS,
        FactType.TEXT: TEXTS,
        FactType.DECIMAL: st.decimals(low, high, places=spec.decimals) | st.integers(low, high),
    }
    members = st.sampled_from(spec.values) if spec.values else st.integers(low, high)
    return kinds.get(spec.type, members)


@st.composite
def values(draw: st.DrawFn, spec: FactSpec) -> Any:
    """All that may stand for a value."""
    form = draw(st.sampled_from(["bare", "bare", "null", "unknown", "long", "attested"]))
    if form == "null":
        return None
    if form == "unknown":
        return {"unknown": draw(st.sampled_from([*BUILT_IN_REASONS, "lost_in_fire"]))}
    literal = draw(literals(spec))
    if form == "bare":
        return literal
    long = {"value": literal, **draw(some(known_from=DAYS, document=st.just("bb-01"), remark=TEXTS))}
    return {**long, **draw(attestations() if form == "attested" else some(**dict.fromkeys(WHO, st.none())))}


def some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the keys, none of them required: what is left out may be null instead."""
    return st.fixed_dictionaries({}, optional={key: each | st.none() for key, each in parts.items()})


def attestations() -> st.SearchStrategy[dict[str, Any]]:
    """Who attests, and when."""
    one_of_many = {"capacity": st.just("head_of_division"), "of": TEXTS, "date": DAYS}
    of_one = {"capacity": st.just("director"), "date": DAYS}
    return st.fixed_dictionaries(of_one, optional={"by": TEXTS | st.none(), "of": st.none()}) | (
        st.fixed_dictionaries(one_of_many, optional={"by": st.none(), "document": st.none()})
    )


def facts(specs: Mapping[str, FactSpec]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the facts, yearly ones by year."""
    each = {name: values(spec) for name, spec in specs.items()}
    return some(**{name: years(each[name]) if spec.per_year else each[name] for name, spec in specs.items()})


def years(each: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Something for some years."""
    return st.dictionaries(YEARS, each, max_size=3)


def without_nulls(document: dict[str, Any]) -> dict[str, Any]:
    """The document with every key left out under which null stands, and every link that no year is left of."""
    left: dict[str, Any] = pruned(document)
    for person in left["candidates"]:
        for kind in VOCABULARY.entities:
            if person.get(kind) == {}:
                del person[kind]
    return left


def pruned(tree: Any) -> Any:
    """Plain data without the keys under which null stands."""
    if isinstance(tree, dict):
        return {key: pruned(value) for key, value in tree.items() if value is not None}
    return [pruned(value) for value in tree] if isinstance(tree, list) else tree


def lists(spec: ListSpec) -> st.SearchStrategy[Any]:
    """A list in either form, no key twice."""
    fields = {name: values(field) for name, field in spec.fields.items() if name != spec.key}
    record = some(**fields, remark=TEXTS)
    keys = st.lists(TEXTS, max_size=3 if spec.maximum is None else spec.maximum, unique=True)
    records = keys.flatmap(
        lambda given: st.tuples(*([record] * len(given))).map(
            lambda rest: [
                {**each, **({} if spec.key is None else {spec.key: key})} for each, key in zip(rest, given, strict=True)
            ]
        )
    )
    complete = {"to": DAYS} if spec.dated_by else {"complete": st.booleans()}
    return records | st.fixed_dictionaries({"items": records}, optional=complete)


@st.composite
def candidates(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A candidate of any kind."""
    kind = draw(st.sampled_from(sorted(VOCABULARY.candidates)))
    link = TEXTS | st.dictionaries(YEARS, TEXTS | st.none(), min_size=1, max_size=2) | st.just("so-noi-vu")
    known = {other: lists(spec) for other, spec in VOCABULARY.lists.items() if kind in spec.kinds}
    rest = some(
        name=TEXTS,
        remark=TEXTS,
        office=link,
        division=link,
        facts=facts(VOCABULARY.candidates[kind]),
        lists=some(**known),
    )
    return {"id": name, "kind": kind, **draw(rest)}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A dossier file without fault."""
    people = [draw(candidates(f"cb-{number}")) for number in range(draw(st.integers(0, 2)))]
    office = some(name=TEXTS, remark=TEXTS).flatmap(
        lambda passengers: facts(VOCABULARY.entities["office"].facts).map(lambda given: {**passengers, **given})
    )
    covering = []
    for kind in {person["kind"] for person in people}:
        named = [person["id"] for person in people if person["kind"] == kind]
        yearly = {"year": draw(st.integers(2021, 2025)), "facts": ["exemplary"]}
        year_null = draw(some(year=st.none(), document=st.just("bb-01")))
        plain = {"facts": ["size"], "value": 5} if kind == "team" else {"facts": ["trusted"]}
        plain |= year_null
        chosen = draw(st.sampled_from([yearly, plain]))
        covering.append({**draw(attestations()), "candidates": named, "value": True, **chosen})
    return {
        "rulebook": "so-noi-vu/ke-hoach",
        "as_of": AS_OF.isoformat(),
        **draw(some(award_year=st.integers(2022, 2024))),
        "documents": {
            "bb-01": draw(some(number=TEXTS, date=DAYS, title=TEXTS)),
            **draw(st.fixed_dictionaries({}, optional={"bb-02": st.none()})),
        },
        "entities": draw(
            st.none() | some(office=st.dictionaries(TEXTS | st.just("so-noi-vu"), office | st.none(), max_size=2))
        ),
        "attestations": covering or draw(st.sampled_from([None, []])),
        "candidates": people,
    }


def _ways(tree: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [way, *(deeper for key, child in children for deeper in _ways(child, (*way, key)))]


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A document with some places replaced, taken out, renamed or repeated; it may still be without fault."""
    tree = copy.deepcopy(draw(documents()))
    for _ in range(draw(st.integers(1, 2))):
        ways = _ways(tree)[1:]
        *way, last = draw(st.sampled_from(ways))
        parent = tree
        for step in way:
            parent = parent[step]
        change = draw(st.sampled_from(["replace", "take out", "rename", "repeat"]))
        if change == "take out":
            del parent[last]
        elif change == "rename" and isinstance(parent, dict):
            parent[draw(st.sampled_from(WORDS))] = parent.pop(last)
        elif change == "repeat" and isinstance(parent, list):
            parent.append(copy.deepcopy(parent[last]))
        else:
            parent[last] = draw(JUNK | TREES)
    return tree


def as_json(tree: Any) -> str:
    """The document as JSON, its numbers digit by digit."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{as_json(key)}: {as_json(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(as_json, tree)) + "]"
    return f"{tree:f}" if isinstance(tree, Decimal) else json.dumps(tree, ensure_ascii=False)


def as_yaml(tree: Any, indent: str = "") -> str:
    """The document as YAML in blocks."""
    if isinstance(tree, dict) and tree:
        parts = [f"{indent}{as_json(key)}:{_under(value, indent)}" for key, value in tree.items()]
    elif isinstance(tree, list) and tree:
        parts = [f"{indent}-{_under(value, indent)}" for value in tree]
    else:
        return f"{indent}{as_json(tree)}"
    return "\n".join(parts)


def _under(tree: Any, indent: str) -> str:
    return f"\n{as_yaml(tree, indent + '  ')}" if isinstance(tree, (dict, list)) and tree else f" {as_json(tree)}"
