"""The law of the fast way: it gives what the full way gives, or nothing at all."""

from __future__ import annotations

import datetime
import enum
import unicodedata
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language.dossier_examples import rulebook
from language.dossier_strategies import TREES, documents, spoilt
from language.fast_dossiers import agreed, alone, full

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])
MANY = settings(SLOW, max_examples=150)


class Word(str):
    """Text of a more special kind."""


class Level(enum.IntEnum):
    """A number of a more special kind."""

    ONE = 1
    YEAR = 2022


ODD: tuple[object, ...] = (
    None, True, False, 0, 1, 2, 5, 1.0, 2024.0, -0.0, 91.25, 9.123, 5.0, float("nan"), 10**30, -1, 100, 101,
    Decimal("91.25"), Decimal("1E+1"), Decimal("90.00"), Decimal("90." + "0" * 40), Decimal("NaN"), Decimal(1),
    Level.ONE, Word("good"), "", " ", "good ", " portal", "cb-01", "1", "true", "2024", "2024-02-30", "2025-01-21",
    "2025-01-20", "2024-3-1", "２０２４-01-01", "e\u0301", "é", "a\nb", "a\tb", "\u200b", "\ud800", "x" * 20_001, "\u00a0x",
    datetime.date(2024, 3, 1), datetime.date(2025, 1, 21), datetime.datetime(2024, 3, 1), b"x", {1}, object,
    [], (), {}, [None], ["cb-01"], {"value": 1}, {"value": True, "unknown": "not_given"}, {"unknown": "x"},
    {"unknown": "not_given", "remark": 5}, {2024: True, "2024": False}, {"value": None}, {2024: None, "2024": 1},
    {"value": True, "capacity": "director", "date": "2025-01-20"},
    {"value": True, "capacity": "director", "date": datetime.date(2025, 1, 21)},
    {"value": 1, "capacity": "director", "date": "2025-01-20"},
    {"value": True, "capacity": "nobody", "date": "2025-01-20"},
    {"value": True, "capacity": "director", "date": "2025-01-20", "of": "p"},
    {"value": True, "capacity": "director", "date": "2025-01-20", "document": "bb-01"},
    {"value": True, "capacity": "director", "date": "2025-01-20", "document": "bb-02"},
    {"value": True, "capacity": "director", "date": "2025-01-20", "more": 1},
    {"value": True, "capacity": "head_of_division", "date": "2025-01-20"},
    {"value": True, "capacity": "head_of_division", "date": "2025-01-20", "of": "p-1", "by": " "},
    {"items": [], "to": "2025-01-21"}, {"items": [], "to": "2025-01-20"}, {"items": [], "complete": 1},
    {"items": [{"title": "A"}, {"title": "A"}]}, {"items": [{"posted_on": "2025-01-21"}]}, {"to": "2024-12-31"},
    [{"language": "a"}, {"language": "b"}, {"language": "c"}], [{"title": "A", "remark": ""}],
)  # fmt: skip
"""What a program may hand over in the place of something else."""


def _ways(tree: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [way, *(deeper for key, child in children for deeper in _ways(child, (*way, key)))]


def _disguised(draw: st.DrawFn, value: Any) -> Any:
    """The same value as another program might hold it, or nearly the same."""
    alike: list[Any] = [value]
    if type(value) is str:
        alike += [Word(value), unicodedata.normalize("NFD", value), f"{value} "]
        if len(value) == 10 and value[4:8:3] == "--" and value.replace("-", "").isdecimal():
            alike += [datetime.date.fromisoformat(value)] * 3
    elif type(value) is bool:
        alike += [int(value), float(value)]
    elif type(value) is int:
        alike += [float(value), Decimal(value), str(value), value + 1000, value * 10**30]
    elif isinstance(value, Decimal):
        alike += [float(value), str(value), value.normalize(), value + Decimal("0.001")]
    elif type(value) is dict:
        alike += [MappingProxyType(value), {int(k) if k.isdecimal() else k: v for k, v in value.items()}]
        alike += [{Word(k): v for k, v in value.items()}, {**value, "more": 1}, {float(len(value)): 1, **value}]
    elif type(value) is list:
        alike += [tuple(value), value + value]
    return draw(st.sampled_from(alike))


@st.composite
def handed_over(draw: st.DrawFn) -> Any:
    """One candidate without fault, some of whose parts are written otherwise or replaced."""
    found = alone(draw(documents()))
    if not found:
        return draw(TREES)
    tree = _copied(draw(st.sampled_from(found)))
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from(_ways(tree)[1:]))
        parent = _at(tree, way)
        if isinstance(parent, (dict, list)):
            odd = draw(st.booleans())
            parent[last] = _copied(draw(st.sampled_from(ODD))) if odd else _disguised(draw, parent[last])
    return tree


def _copied(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _copied(value) for key, value in tree.items()}
    return [_copied(value) for value in tree] if isinstance(tree, list) else tree


@SLOW
@given(documents())
def test_ordinary_data_goes_the_fast_way(document: dict[str, Any]) -> None:
    """Every candidate of a document without fault, in both forms, goes the fast way, unless something looks wrong: so the law
    below is not empty.
    """
    for mapping in alone(document):
        if not agreed(mapping, rulebook()):
            whole = full(mapping, rulebook())
            assert whole is not None
            assert whole.warnings


@MANY
@given(handed_over())
def test_data_of_other_programs(mapping: Any) -> None:
    """Types that only programs have, equal values of other types, bounds, near misses."""
    agreed(mapping, rulebook())


@SLOW
@given(st.one_of(TREES, spoilt()))
def test_any_data(tree: Any) -> None:
    """Anything at all, most of it faulty."""
    agreed(tree, rulebook())


ORDINARY: dict[str, Any] = {
    "as_of": "2025-01-20",
    "award_year": 2024,
    "id": "cb-01",
    "kind": "individual",
    "name": "An",
    "remark": "x",
    "office": "so-noi-vu",
    "division": {2023: "p-1", 2024: "p-2"},
    "documents": {"bb-01": {"number": "1", "date": "2025-01-10", "title": "A"}},
    "entities": {"office": {"so-noi-vu": {"name": "S", "remark": "x", "par_index": {2024: 91.25}, "par_rank": {}}}},
    "attestations": [
        {"capacity": "director", "date": "2025-01-10", "facts": ["trusted"], "candidates": ["cb-01"], "value": True}
    ],
    "facts": {
        "staff_category": "employee",
        "exemplary": {2024: {"value": True, "capacity": "director", "date": "2025-01-10"}},
        "in_charge": {2024: {"value": True, "capacity": "head_of_division", "of": "p-2", "date": "2025-01-10"}},
        "years_of_service": 7,
        "score": Decimal("91.5"),
        "rating": {2023: {"unknown": "not_given"}, 2024: "good"},
        "joined_on": datetime.date(2020, 1, 1),
        "field_of_work": {"value": "x", "known_from": "2024-01-01", "document": "bb-01"},
    },
    "lists": {
        "articles": {"to": "2024-12-31", "complete": True, "items": [{"title": "A", "posted_on": "2024-03-01"}]},
        "languages": [{"language": "vi", "remark": "x"}],
    },
}


def test_every_place() -> None:
    """Each of the odd things in each place of ordinary data, one at a time."""
    assert agreed(ORDINARY, rulebook())
    taken = 0
    for *way, last in _ways(ORDINARY)[1:]:
        for odd in ODD:
            tree = _copied(ORDINARY)
            _at(tree, way)[last] = odd
            taken += agreed(tree, rulebook())
    assert taken > 100


KEYS = (
    "", "more", "remark", "name", "unknown", "facts", "awards", "e\u0301", "2024", "2023", 2023, 2024,
    2022.0, Level.YEAR, 1899, True, None,
)  # fmt: skip
"""What a program may have for a key beside those that belong somewhere."""


def test_every_key() -> None:
    """Each key taken out, each key of a more special kind, and beside each a key that may belong elsewhere."""
    for *way, last in _ways(ORDINARY)[1:]:
        parent = _at(ORDINARY, way)
        if not isinstance(parent, dict):
            continue
        agreed(_changed(way, {key: value for key, value in parent.items() if key != last}), rulebook())
        word = Word(last) if isinstance(last, str) else Level(1)
        agreed(_changed(way, {word if key == last else key: value for key, value in parent.items()}), rulebook())
        for key in KEYS:
            for value in (parent[last], None, "x"):
                agreed(_changed(way, {**parent, key: value}), rulebook())


def _at(tree: Any, way: list[Any]) -> Any:
    for step in way:
        tree = tree[step]
    return tree


def _changed(way: list[Any], mapping: dict[Any, Any]) -> Any:
    """The ordinary data with another mapping in one place."""
    if not way:
        return mapping
    tree = _copied(ORDINARY)
    _at(tree, way[:-1])[way[-1]] = mapping
    return tree
