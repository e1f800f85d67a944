"""A cursor over a validated document: a node, the way to it, and where its faults are collected.

The schema has settled what stands where, so the cursor asserts it; what no schema can say is a fault at its exact place.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingABC
from decimal import Decimal
from typing import TypeVar, overload

from attrs import define

from cchc_rules.errors import Diagnostic, Place, Pointer, Related, Span
from cchc_rules.language.codes import diagnose
from cchc_rules.language.nodes import Mapping, Node, Scalar, ScalarValue, Sequence, node_at, span_at
from cchc_rules.language.shape.spelling import day_advice
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import LiteralError, PlainValue, parse_date
from cchc_rules.text import Text

T = TypeVar("T")
D = TypeVar("D")


@define(eq=False, weakref_slot=False)
class Cursor:
    """One node of a document, with the ways on from it."""

    node: Node
    pointer: Pointer
    faults: list[Diagnostic]

    def __contains__(self, key: str) -> bool:
        return isinstance(self.node, Mapping) and key in self.node.entries

    def __getitem__(self, key: str) -> Cursor:
        assert isinstance(self.node, Mapping)
        return Cursor(self.node.entries[key], (*self.pointer, key), self.faults)

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """The keys of a mapping with what they lead to."""
        assert isinstance(self.node, Mapping)
        for key, node in self.node.entries.items():
            yield key, Cursor(node, (*self.pointer, key), self.faults)

    def items(self) -> Iterator[Cursor]:
        """The members of a list."""
        assert isinstance(self.node, Sequence)
        for index, node in enumerate(self.node.items):
            yield Cursor(node, (*self.pointer, index), self.faults)

    @overload
    def get(self, key: str, decode: Callable[[Cursor], T]) -> T | None: ...
    @overload
    def get(self, key: str, decode: Callable[[Cursor], T], default: D) -> T | D: ...
    def get(self, key: str, decode: Callable[[Cursor], object], default: object = None) -> object:
        """What ``decode`` makes of the key's value; the default where the key is not written."""
        return decode(self[key]) if key in self else default

    def each(self, decode: Callable[[Cursor], T]) -> tuple[T, ...]:
        """A list, every member decoded."""
        return tuple(decode(item) for item in self.items())

    def named(self, key: str, decode: Callable[[str, Cursor], T]) -> FrozenDict[str, T]:
        """``KEY: {NAME: …}``, every value decoded with its name; empty where the key is not written."""
        if key not in self:
            return FrozenDict()
        return FrozenDict({name: decode(name, value) for name, value in self[key].entries()})

    @property
    def is_mapping(self) -> bool:
        """Whether the node is a mapping."""
        return isinstance(self.node, Mapping)

    @property
    def is_list(self) -> bool:
        """Whether the node is a list."""
        return isinstance(self.node, Sequence)

    @property
    def scalar(self) -> ScalarValue:
        """The scalar that the node is."""
        assert isinstance(self.node, Scalar)
        return self.node.value

    @property
    def place(self) -> Place:
        """Where the node stands, for later stages to point at."""
        return Place(self.node.span, self.pointer, _KeySpans(self.node), _ValueSpans(self.node))

    def fault(
        self, code: str, *, help: Text | None = None, related: Iterable[Related] = (), **words: str | int
    ) -> None:
        """One more fault, at this node."""
        self.faults.append(diagnose(code, self.node.span, self.pointer, related=related, help=help, **words))

    def key_fault(self, key: str, code: str, **words: str | int) -> None:
        """One more fault, at a key of this mapping."""
        span = span_at(self.node, (key,), key=True)
        self.faults.append(diagnose(code, span, (*self.pointer, key), help=None, related=(), **words))


class _Spans(MappingABC[str, Span]):
    """Spans by key, found only when somebody asks; ``between/0/param`` leads further down."""

    __slots__ = ("_node",)

    def __init__(self, node: Node) -> None:
        self._node = node

    def __iter__(self) -> Iterator[str]:
        return iter(self._node.entries if isinstance(self._node, Mapping) else ())

    def __len__(self) -> int:
        return len(self._node.entries) if isinstance(self._node, Mapping) else 0


class _KeySpans(_Spans):
    """The spans of keys."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Span:
        *way, last = _steps(name)
        parent = node_at(self._node, tuple(way))
        span = parent.key_span(str(last)) if isinstance(parent, Mapping) else None
        if span is None:
            raise KeyError(name)
        return span


class _ValueSpans(_Spans):
    """The spans of values."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Span:
        found = node_at(self._node, _steps(name))
        if found is None or found.span is None:
            raise KeyError(name)
        return found.span


def _steps(name: str) -> Pointer:
    return tuple(int(step) if step.isdigit() else step for step in name.split("/"))


def string(at: Cursor) -> str:
    """Text."""
    assert isinstance(at.scalar, str)
    return at.scalar


def integer(at: Cursor) -> int:
    """A whole number."""
    assert isinstance(at.scalar, int)
    return at.scalar


def number(at: Cursor) -> int | Decimal:
    """A whole or decimal number."""
    assert isinstance(at.scalar, (int, Decimal))
    return at.scalar


def literal(at: Cursor) -> PlainValue:
    """true, false, a number or text."""
    assert at.scalar is not None
    return at.scalar


def strings(at: Cursor) -> tuple[str, ...]:
    """``[TEXT, …]``."""
    return at.each(string)


def text(at: Cursor) -> Text:
    """``{vi: TEXT, en: TEXT?}``, other keys beside them left to the caller."""
    return Text(string(at["vi"]), at.get("en", string))


def clauses(at: Cursor) -> tuple[str, ...]:
    """``source: {clause: TEXT}`` or ``source: {clauses: [TEXT, …]}`` of a mapping, if it is written."""
    if "source" not in at:
        return ()
    source = at["source"]
    return (string(source["clause"]),) if "clause" in source else strings(source["clauses"])


def date(at: Cursor) -> datetime.date:
    """``YYYY-MM-DD``; a day that no calendar has is a fault."""
    try:
        return parse_date(string(at))
    except LiteralError:
        at.fault("CR240", help=day_advice(string(at)), date=string(at))
        return datetime.date.min


def first_at(at: Cursor) -> Related:
    """Where something stands that a second one repeats."""
    return Related(Text("lần đầu ở đây", "first given here"), at.node.span)
