"""Documents and the places in them."""

from __future__ import annotations

import attrs
import pytest

from cchc_rules.errors import Span
from cchc_rules.language.nodes import Mapping, Node, Scalar, Sequence, node_at, plain, span_at
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.reading.source import Source, quoted

DOCUMENT = "a:\n  - 1\n  - {2024: x}\nb: ~\n"


@pytest.fixture
def node() -> Node:
    """A small document."""
    return read_text(DOCUMENT, "d.yaml")


def test_node_at(node: Node) -> None:
    """A pointer leads along keys and positions; a number may stand for the text key that looks like it."""
    assert node_at(node, ()) is node
    assert node_at(node, ("a", 0)) == Scalar(1)
    assert node_at(node, ("a", 1, "2024")) == node_at(node, ("a", 1, 2024)) == Scalar("x")
    assert node_at(node, ("b",)) == Scalar(None)
    for nowhere in (("c",), ("a", 2), ("a", -1), ("a", "0"), ("b", "x"), ("c", "d", "e")):
        assert node_at(node, nowhere) is None


def test_span_at(node: Node) -> None:
    """The place of a node or its key, else of the last node on the way, so that a fault always has one."""
    assert str(span_at(node, ("a", 1, 2024))) == "d.yaml:3:12"
    assert str(span_at(node, ("a", 1, 2024), key=True)) == "d.yaml:3:6"
    assert str(span_at(node, ("b",), key=True)) == "d.yaml:4:1"
    assert str(span_at(node, ("a", 0), key=True)) == "d.yaml:2:5"
    assert str(span_at(node, (), key=True)) == "d.yaml:1:1"
    assert str(span_at(node, ("a", 1, "x", "y"))) == "d.yaml:3:5"
    assert str(span_at(node, ("a", 1, "x"), key=True)) == "d.yaml:3:5"
    assert span_at(Sequence((Scalar(1),)), (0,)) is None


def test_plain(node: Node) -> None:
    """Plain data, places left behind."""
    assert plain(node) == {"a": [1, {"2024": "x"}], "b": None}


def test_key_spans(node: Node) -> None:
    """Every key has its place, in the order of the entries."""
    assert isinstance(node, Mapping)
    assert {key: str(span) for key, span in node.key_spans.items()} == {"a": "d.yaml:1:1", "b": "d.yaml:4:1"}
    assert str(node.key_span("b")) == "d.yaml:4:1"
    assert node.key_span("c") is None


def test_key_spans_of_a_wide_mapping() -> None:
    """Asking for the place of every key takes no time for each of the other keys."""
    wide = read_text("".join(f"k{number}: 1\n" for number in range(20_000)), "d.yaml")
    assert isinstance(wide, Mapping)
    assert [span.line for key in wide.entries if (span := wide.key_span(key))] == list(range(1, 20_001))


def test_equality_ignores_places(node: Node) -> None:
    """Two documents are equal if they say the same, wherever they say it."""
    assert node == read_text("# x\nb:\na: [1, {'2024': x}]\n", "other.yaml")
    assert node != read_text("a: [1, {2024: y}]\nb:\n", "d.yaml")
    assert repr(read_text("a: [1]", "a")) == "Mapping(entries={'a': Sequence(items=(Scalar(value=1),))})"


def test_nodes_by_hand() -> None:
    """A node made by hand takes spans as they are, and is frozen like the others."""
    span = Span("x", 1, 2, 3, "abc")
    by_hand = Mapping({"a": Scalar(1, span)}, span, {"a": span})
    assert by_hand.span is span
    assert by_hand.key_span("a") is span
    assert span_at(by_hand, ("a",)) is span
    assert attrs.evolve(by_hand, entries={}).span is span
    assert Scalar(1).span is Sequence(()).span is Mapping({}).span is None
    assert Scalar(1, 5).span is None
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        by_hand.entries = {}  # type: ignore[misc]


def test_source() -> None:
    """A place ends with its line; lines are counted from 1."""
    source = Source("x", "ab\r\ncd\n")
    assert repr(source) == "Source('x')"
    assert source.span(1, 6) == Span("x", 1, 2, 3, "ab")
    assert source.span(4, 6) == Span("x", 2, 1, 3, "cd")
    assert source.span(7, 7) == Span("x", 3, 1, 1, "")
    assert source.span(4, 4) == Span("x", 2, 1, 1, "cd")
    assert source.line_before(5) == "c"


def test_quoted() -> None:
    """The author's words in a message are one short line."""
    assert quoted("a\nb") == "a\N{REPLACEMENT CHARACTER}b"
    assert quoted("x" * 60) == "x" * 60
    assert quoted("x" * 61) == "x" * 60 + "…"
