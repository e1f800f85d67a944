"""The document: plain data with a position for every node, and nothing decided about what it means.

A node that was read from a file keeps its place as one packed number beside the file's text; the :class:`Span` is made
when somebody asks for it. A node made by hand takes a span, or none.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from cchc_rules.errors import Pointer, Span
from cchc_rules.language.reading.source import Source

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
ScalarValue: TypeAlias = "bool | int | Decimal | str | None"


@frozen(weakref_slot=False)
class Scalar:
    """null, true or false, an exact number, or text (NFC). Dates are text until the vocabulary says otherwise."""

    value: ScalarValue
    _place: Span | int | None = field(default=None, alias="span", eq=False, repr=False)
    _source: Source | None = field(default=None, alias="source", eq=False, repr=False)

    @property
    def span(self) -> Span | None:
        """Where the scalar stands, quotes included."""
        return _span(self._place, self._source)


@frozen(weakref_slot=False)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    _place: Span | int | None = field(default=None, alias="span", eq=False, repr=False)
    _source: Source | None = field(default=None, alias="source", eq=False, repr=False)

    @property
    def span(self) -> Span | None:
        """Where the list stands: its first line."""
        return _span(self._place, self._source)


@frozen(weakref_slot=False)
class Mapping:
    """Text keys to nodes, in the author's order; ``key_spans`` has the place of every key."""

    entries: MappingABC[str, Node]
    _place: Span | int | None = field(default=None, alias="span", eq=False, repr=False)
    _key_places: MappingABC[str, Span] | tuple[int, ...] = field(factory=dict, alias="key_spans", eq=False, repr=False)
    _source: Source | None = field(default=None, alias="source", eq=False, repr=False)

    @property
    def span(self) -> Span | None:
        """Where the mapping stands: its first line."""
        return _span(self._place, self._source)

    @property
    def key_spans(self) -> MappingABC[str, Span]:
        """The place of every key, in the order of the entries; empty where there is no text."""
        places = self._key_places
        if not isinstance(places, tuple):
            return places
        assert self._source is not None
        return dict(zip(self.entries, map(self._source.unpacked, places), strict=True))

    def key_span(self, key: str) -> Span | None:
        """The place of one key."""
        if isinstance(self._key_places, tuple) and self._source is not None and key in self.entries:
            return self._source.unpacked(self._key_places[self._positions[key]])
        return self.key_spans.get(key)

    @cached_property
    def _positions(self) -> dict[str, int]:
        """Where each key stands in the order of the entries: a mapping may have very many keys, each with a fault."""
        return {key: position for position, key in enumerate(self.entries)}


Node: TypeAlias = "Scalar | Sequence | Mapping"


def _span(place: Span | int | None, source: Source | None) -> Span | None:
    if isinstance(place, int):
        return source.unpacked(place) if source is not None else None
    return place


def plain(node: Node) -> Plain:
    """The node as plain data, places left behind. Recursion is safe: no reader lets a document nest deeper than 64."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def node_at(node: Node, pointer: Pointer) -> Node | None:
    """The node that ``pointer`` leads to, if it leads anywhere. A number may stand for a text key such as ``2024``."""
    found: Node | None = node
    for step in pointer:
        found = _child(found, step)
    return found


def span_at(node: Node, pointer: Pointer, *, key: bool = False) -> Span | None:
    """The place of the node at ``pointer``, or of its key; where the way ends early, of the last node on it."""
    if key and pointer:
        parent = node_at(node, pointer[:-1])
        span = parent.key_span(str(pointer[-1])) if isinstance(parent, Mapping) else None
        if span is not None:
            return span
    for step in pointer:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return node.span


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.entries.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
