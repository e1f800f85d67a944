"""Nodes with the way to them, and the faults found there: what the decoders of dossiers are written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingABC
from decimal import Decimal
from itertools import islice

from attrs import frozen

from cchc_rules.errors import Diagnostic, DossierError, Place, Pointer, Related, Span
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.nodes import Mapping, Node, Scalar, Sequence
from cchc_rules.language.reading.source import quoted
from cchc_rules.text import Text, same

MOST_FAULTS = 5_000

A_MAPPING = Text("các cặp `khóa: giá trị`", "`key: value` pairs")
A_LIST = Text("danh sách", "a list")
A_TEXT = Text("chữ", "text")

_NOTHING: dict[str, Node] = {}
_MOST_TOLD = 5  # of the faults of a file that has too many
_MOST_ADOPTED = 20  # by each of the candidates that another part's faults concern
_LONGEST_WORD = 60
_MOST_KNOWN = 300


@frozen(eq=False, weakref_slot=False)
class Spot:
    """A node, and the step that leads to it from its parent."""

    node: Node
    parent: Spot | None = None
    step: str | int = ""

    @property
    def pointer(self) -> Pointer:
        """The way from the top of the file."""
        return () if self.parent is None else (*self.parent.pointer, self.step)

    @property
    def key_span(self) -> Span | None:
        """The place of the key that leads here; of the node itself where that is no key."""
        parent = self.parent.node if self.parent else None
        return parent.key_span(str(self.step)) if isinstance(parent, Mapping) else self.node.span

    @property
    def place(self) -> Place:
        """Where a value of the model was written."""
        return _SpotPlace(self)

    @property
    def entries(self) -> MappingABC[str, Node]:
        """The keys and nodes of a mapping; nothing else has any."""
        return self.node.entries if isinstance(self.node, Mapping) else _NOTHING

    def __getitem__(self, key: str) -> Spot:
        return Spot(self.entries[key], self, key)

    @property
    def is_null(self) -> bool:
        """Whether nothing stands here: `null`."""
        return isinstance(self.node, Scalar) and self.node.value is None

    def gives(self, key: str) -> bool:
        """Whether something is given under a key that may be left out: one that is `null` is left out."""
        return key in self.entries and not self[key].is_null

    def children(self) -> Iterator[tuple[str, Spot]]:
        """Each key of a mapping and what it leads to."""
        for key, node in self.entries.items():
            yield key, Spot(node, self, key)

    def children_of(self, key: str) -> Iterator[tuple[str, Spot]]:
        """Each key beneath a key that may not be given."""
        return self[key].children() if key in self.entries else iter(())

    def items_of(self, key: str) -> Iterator[Spot]:
        """Each item beneath a key that may not be given."""
        return self[key].items() if key in self.entries else iter(())

    def items(self) -> Iterator[Spot]:
        """Each item of a list."""
        if isinstance(self.node, Sequence):
            for position, node in enumerate(self.node.items):
                yield Spot(node, self, position)


class _SpotPlace(Place):
    """The place of a spot, found only when somebody asks: most values are never pointed at."""

    __slots__ = ("_spot",)
    _spot: Spot

    def __init__(self, spot: Spot) -> None:
        object.__setattr__(self, "_spot", spot)

    @property
    def span(self) -> Span | None:
        """Where the value stands."""
        return self._spot.node.span

    @property
    def pointer(self) -> Pointer:
        """The way to it from the top of the file."""
        return self._spot.pointer

    @property
    def keys(self) -> MappingABC[str, Span]:
        """No value of a dossier is pointed at by its keys."""
        return {}

    values = keys

    def __reduce__(self) -> tuple[object, ...]:
        return (Place, (self.span, self.pointer))


class Budget:
    """How many faults one reading may still find: a file that is wrong throughout is told so, not listed."""

    def __init__(self) -> None:
        self._left = MOST_FAULTS
        self._first: list[Diagnostic] = []

    def spend(self, fault: Diagnostic) -> None:
        """Count a fault; the one too many ends the reading."""
        if len(self._first) < _MOST_TOLD:
            self._first.append(fault)
        self._left -= 1
        if self._left < 0:
            raise DossierError([*self._first, diagnose("CR572", fault.span, fault.pointer, most=MOST_FAULTS)])


class PartFaults:
    """The faults of one part of a file (its envelope, an entity, a candidate, an attestation), in the order found."""

    __slots__ = ("_budget", "found")

    def __init__(self, budget: Budget) -> None:
        self.found: list[Diagnostic] = []
        self._budget = budget

    def add(
        self, code: str, spot: Spot, *, help: Text | None = None, related: Iterable[Related] = (), **words: object
    ) -> None:
        """One more fault, at a value."""
        self._take(diagnose(code, spot.node.span, spot.pointer, help=help, related=related, **words))

    def add_at_key(
        self, code: str, spot: Spot, *, help: Text | None = None, related: Iterable[Related] = (), **words: object
    ) -> None:
        """One more fault, at the key of a value."""
        self._take(diagnose(code, spot.key_span, spot.pointer, help=help, related=related, **words))

    def adopt(self, found: Iterable[Diagnostic]) -> None:
        """Faults of another part that concern this one too, each once; of very many, the first."""
        known = set(map(id, self.found))
        self.found += [fault for fault in islice(found, _MOST_ADOPTED) if id(fault) not in known]

    def _take(self, fault: Diagnostic) -> None:
        self._budget.spend(fault)
        self.found.append(fault)


def first_place(spot: Spot) -> Related:
    """The earlier one of two equal things."""
    return _first(spot, spot.node.span)


def first_key_place(spot: Spot) -> Related:
    """The key of the earlier one of two things that are given once."""
    return _first(spot, spot.key_span)


def _first(spot: Spot, span: Span | None) -> Related:
    at = "" if span else f" ({'/'.join(map(str, spot.pointer))})"
    return Related(Text(f"đã có ở đây{at}", f"first given here{at}"), span)


def nearest(word: str, known: Iterable[str]) -> Text | None:
    """The near miss, where looking for one is quick and telling it helps."""
    words = list(known)
    return near_miss(word, words) if len(word) <= _LONGEST_WORD and len(words) <= _MOST_KNOWN else None


def nearest_or_all(word: str, known: Iterable[str]) -> Text | None:
    """The near miss, else the words that there are."""
    words = list(known)
    return nearest(word, words) or (choices(words) if words else None)


def choices(words: Iterable[str]) -> Text:
    """All words that could stand here; of very many, the first twelve."""
    known = [f"`{word}`" for word in words]
    listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    return Text(f"dùng được: {listed}", f"known here: {listed}")


def found_text(node: Node) -> Text:
    """What kind of thing an author wrote, without its content, which may be a name."""
    if isinstance(node, Sequence):
        return A_LIST
    if isinstance(node, Mapping):
        return A_MAPPING
    if node.value is None:
        return Text("chỗ trống", "nothing")
    if isinstance(node.value, bool):
        return same("`true`" if node.value else "`false`")
    return A_TEXT if isinstance(node.value, str) else Text("một số", "a number")


def word_of(value: object) -> str:
    """A scalar as its author would write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else quoted(str(value))
