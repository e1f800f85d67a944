"""Dossiers as Python data."""

from __future__ import annotations

import enum
from collections import OrderedDict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest
from language.reading import faults_of

from cchc_rules.errors import DossierError, UsageError
from cchc_rules.language.nodes import Mapping, Scalar, plain
from cchc_rules.language.reading.reader import Limits, node_from_python


class Column(enum.StrEnum):
    """Text of a more special kind."""

    CCHC = "cchc"


class Rank(enum.IntEnum):
    """A number of a more special kind."""

    FIRST = 1


class Share(float):
    """A float that prints itself otherwise."""

    def __repr__(self) -> str:
        return "Share"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (None, None), (True, True), (0, 0), (-3, -3), (10**30 - 1, 10**30 - 1),
        (91.25, Decimal("91.25")), (0.1, Decimal("0.1")), (5.0, Decimal("5.0")), (1e16, Decimal(10**16)),
        (-0.0, Decimal("-0.0")), (1e-7, Decimal("0.0000001")), (Share(2.5), Decimal("2.5")),
        (Decimal("90.10"), Decimal("90.10")), (Decimal("1E+3"), Decimal(1000)),
        ("x", "x"), ("e\u0301", "é"), ("a\nb\t", "a\nb\t"), (Column.CCHC, "cchc"), (Rank.FIRST, 1),
        (date(2024, 3, 1), "2024-03-01"), (date(1, 1, 1), "0001-01-01"),
        ([], []), ((1, [2, ()]), [1, [2, []]]), ({}, {}), ({"a": {"b": [None]}}, {"a": {"b": [None]}}),
        ({2024: 4, Rank.FIRST: 2}, {"2024": 4, "1": 2}), ({Column.CCHC: 1, "e\u0301": 2}, {"cchc": 1, "é": 2}),
        (OrderedDict(a=1), {"a": 1}), (MappingProxyType({"a": 1}), {"a": 1}),
    ],
)  # fmt: skip
def test_values(given: object, meant: object) -> None:
    """None, bool, int, float by its repr, Decimal, text, dates, mappings and lists; the result has plain kinds only."""
    value = plain(node_from_python(given, "x"))
    assert value == meant
    assert type(value) is type(meant)
    assert str(value) == str(meant)


def nested(depth: int) -> object:
    """A list in a list in a list."""
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


LOOP: list[object] = [1]
LOOP.append({"a": LOOP})


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"a": [1, datetime(2024, 1, 1)]}, "CR148 a/1"),
        ({"a": {1, 2}, "b": b"x", "c": Fraction(1, 2)}, "CR147 a, CR147 b, CR147 c"),
        (object(), "CR147 "),
        ([float("nan"), float("-inf"), Decimal("NaN"), Decimal("sNaN")], "CR143 0, CR143 1, CR143 2, CR143 3"),
        ([10**30, -(10**5000)], "CR113 0, CR113 1"),
        ([Decimal("1" * 31), Decimal("123456789012345e18")], "CR113 0, CR113 1"),
        ([1e21, 1e300, Decimal("1e-999999"), 5e-324], "CR144 0, CR144 1, CR144 2, CR144 3"),
        ({"a": {2024: 1, "2024": 2}}, "CR110 a/2024"),
        ({"é": 1, "e\u0301": 2}, "CR110 é"),
        ({"a": {"": 1}}, "CR111 a/"),
        ({"a": {None: 1}, "b": {True: 1}, "c": {1.5: 1}, "d": {(1,): {1: 2}}}, "CR149 a, CR149 b, CR149 c, CR149 d"),
        ({10**30: 1}, "CR113 "),
        ({"a": "\0", "\x1b": 1, "b": "\ud800"}, "CR106 a, CR106 , CR145 b"),
        (["x" * 20_001], "CR109 0"),
        (nested(65), "CR108 " + "/".join("0" * 64)),
        (LOOP, "CR108 " + "/".join(["1", "a"] * 32)),
    ],
)
def test_refused(given: object, found: str) -> None:
    """Anything else is refused with the way to it; a value that contains itself is too deep."""
    told = ", ".join(" ".join(fault) for fault in faults_of(lambda: node_from_python(given, "x")))
    assert told == found


def test_depth() -> None:
    """64 levels are permitted, as in files."""
    assert plain(node_from_python(nested(64), "x")) == nested(64)


def test_size() -> None:
    """Nodes are counted as they are reached, so that shared parts cannot grow beyond the limit."""
    small = Limits(bytes=0, nodes=1000, depth=64, scalar=10)
    bomb: object = 1
    for _ in range(40):
        bomb = [bomb, bomb]
    assert [code for code, _ in faults_of(lambda: node_from_python(bomb, "x", limits=small))] == ["CR103"]
    assert plain(node_from_python([1] * 999, "x", limits=small)) == [1] * 999


def test_messages() -> None:
    """The message names the data and the way in it; the kind of error is the dossier's unless said otherwise."""
    with pytest.raises(DossierError) as caught:
        node_from_python({"a": [{"as_of": datetime(2024, 1, 1)}]}, "hồ sơ 7")
    assert caught.value.render("en") == (
        "a/0/as_of: error[CR148]: here a date is wanted, not a moment with an hour\n"
        "Help: use .date()\n"
        "  in the data `hồ sơ 7`"
    )
    with pytest.raises(UsageError):
        node_from_python(object(), "x", error=UsageError)


def test_no_places() -> None:
    """Data in memory has no places."""
    node = node_from_python({"a": 1}, "x")
    assert node == Mapping({"a": Scalar(1)})
    assert node.span is None
    assert isinstance(node, Mapping)
    assert node.key_spans == {}
    assert node.key_span("a") is None
