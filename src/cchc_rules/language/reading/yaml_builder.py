"""Parser events to a document: the stack is a list, every node has its place, and YAML's tricks are refused."""

from __future__ import annotations

import re
from typing import Any

from cchc_rules.errors import CchcRulesError, Pointer
from cchc_rules.language.nodes import Mapping, Node, Scalar, ScalarValue, Sequence
from cchc_rules.language.reading.scalars import MOST_DIGITS, Cleaning, Limits, has_long_number, plain_scalar
from cchc_rules.language.reading.source import Faults, Source, packed, quoted
from cchc_rules.text import Text

_FIRST_CONTENT = re.compile(r"(?:\A|\n)(?:(%[^\r\n]*)|[ \t]*+[^ \t\r\n#])")
_NO_KEYS = ("~", "null", "<<")
_PROPERTY = re.compile(r"[&!*][^\s,\[\]{}]*")


class _Open:
    """A mapping or list that is not complete yet."""

    __slots__ = ("entries", "items", "key", "key_end", "places", "start")

    def __init__(self, start: int, entries: dict[str, Node] | None) -> None:
        self.start = start
        self.entries = entries  # of a mapping; None in a list
        self.items: list[Node] = []
        self.places: dict[str, int] = {}
        self.key: str | None = None
        self.key_end = 0


def _decimal_comma(top: _Open) -> Text | None:
    """Advice on ``{2024: 98,5}``: between braces a comma ends the value, and the rest looks like a key."""
    assert top.entries is not None
    assert top.key is not None
    before = next(reversed(top.entries.values()), None)
    whole = before.value if isinstance(before, Scalar) else None
    if not top.key.isdecimal() or not isinstance(whole, int) or isinstance(whole, bool):
        return None
    written = f"{whole}.{top.key}"
    return Text(f"dấu phẩy thập phân? viết `{written}`", f"a decimal comma? write `{written}`")


class YamlBuilder:
    """One document being built; the methods take one parser event each."""

    def __init__(self, source: Source, limits: Limits, error: type[CchcRulesError]) -> None:
        self.faults = Faults(error, source.name, source, self._pointer)
        self._source = source
        self._limits = limits
        self._text = Cleaning(source, self.faults, limits.scalar)
        self._documents = 0
        self._top = _Open(0, None)
        self._stack = [self._top]
        self._values: dict[str, ScalarValue] = {}
        self._keys: dict[str, str] = {}

    def document(self) -> Node:
        """The finished document; nothing at all, or only comments, is no document."""
        root = self._top.items
        if not root:
            self.faults.add("CR107")
        self.faults.finish()
        return root[0]

    def refuse_directives(self) -> None:
        """A line that opens with ``%`` before the document would change how the rest is read."""
        found = _FIRST_CONTENT.search(self._source.text)
        if found and found[1]:
            self.faults.stop("CR118", found.start(1), found.end(1), word=quoted(found[1]))

    def ignore(self, event: Any) -> None:
        """Starts and ends that say nothing."""

    def open_document(self, event: Any) -> None:
        """A file is one document."""
        self._documents += 1
        if self._documents > 1:
            start = event.start_mark.index
            self.faults.stop("CR119", start, start + 3)

    def alias(self, event: Any) -> None:
        """``*name`` would repeat what stands elsewhere."""
        start, end = event.start_mark.index, event.end_mark.index
        self.faults.add("CR115", start, end, word=quoted(self._source.text[start:end]))
        if self._top.entries is not None and self._top.key is None:
            self.faults.finish()
        self._put(Scalar(None))

    def open_sequence(self, event: Any) -> None:
        """A list begins."""
        self._open(event, None)

    def open_mapping(self, event: Any) -> None:
        """A mapping begins."""
        self._open(event, {})

    def close_sequence(self, event: Any) -> None:
        """A list is complete."""
        done = self._stack.pop()
        self._top = self._stack[-1]
        self._put(Sequence(tuple(done.items), packed(done.start, event.end_mark.index), self._source))

    def close_mapping(self, event: Any) -> None:
        """A mapping is complete."""
        done = self._stack.pop()
        self._top = self._stack[-1]
        place = packed(done.start, event.end_mark.index)
        self._put(Mapping(done.entries or {}, place, tuple(done.places.values()), self._source))

    def scalar(self, event: Any) -> None:
        """A key or a value; only a plain one (without quotes) can be anything but text."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        top = self._top
        if top.entries is not None and top.key is None:
            self._key(event.value, not event.style, start, end)
            return
        if event.style:
            value: ScalarValue = self._text(event.value, start, end)
        else:
            value = self._plain(event.value, start, end)
        self._put(Scalar(value, start << 32 | end, self._source))

    def _plain(self, text: str, start: int, end: int) -> ScalarValue:
        if not text:
            self._nothing(start)
        if text in self._values:
            return self._values[text]
        if has_long_number(text):
            self.faults.add("CR113", start, end, most=MOST_DIGITS)
            return None
        value = plain_scalar(text)
        if isinstance(value, str):
            value = self._text(value, start, end)
        self._values[text] = value
        return value

    def _nothing(self, start: int) -> None:
        """An empty value is null after a colon; without one it is a slip, such as ``{at_least:3}``."""
        top = self._top
        if len(self._stack) == 1:
            self.faults.add("CR107")
        elif top.key is not None and ":" not in self._source.text[top.key_end : start]:
            at, advice = top.places.get(top.key, 0) >> 32, _decimal_comma(top)
            self.faults.add("CR120", at, top.key_end, help=advice, key=quoted(top.key))

    def _key(self, text: str, is_plain: bool, start: int, end: int) -> None:
        """A key is text as it stands: ``2024`` and ``true`` too; nothing, null and ``<<`` are no keys."""
        top = self._top
        assert top.entries is not None
        top.key_end = end
        key = self._keys.get(text)
        if key is None:
            key = self._text(text, start, end)
            self._keys[text] = key
        top.key = key
        if not text or (is_plain and text in _NO_KEYS):
            self.faults.add("CR117" if text == "<<" else "CR111", start, end)
        elif key in top.places:
            self.faults.duplicate(key, start, end, top.places[key])
        else:
            top.places[key] = start << 32 | end

    def _open(self, event: Any, entries: dict[str, Node] | None) -> None:
        start = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        if self._top.entries is not None and self._top.key is None:
            self.faults.stop("CR112", start, event.end_mark.index)
        if len(self._stack) > self._limits.depth:
            self.faults.stop("CR108", start, start + 1, most=self._limits.depth)
        self._top = _Open(start, entries)
        self._stack.append(self._top)

    def _put(self, node: Node) -> None:
        """A value into its place."""
        top = self._top
        if top.entries is None or top.key is None:
            top.items.append(node)
        else:
            top.entries[top.key] = node
            top.key = None

    def _refuse_properties(self, event: Any) -> None:
        """Anchors and tags stand before the value, in any order."""
        start = event.start_mark.index
        found = _PROPERTY.match(self._source.text, start)
        word = found[0] if found else ""
        code = "CR114" if event.anchor is not None else "CR116"
        self.faults.add(code, start, start + len(word), word=quoted(word))

    def _pointer(self) -> Pointer:
        """The keys and positions on the way to what is being read."""
        steps = (len(frame.items) if frame.entries is None else frame.key for frame in self._stack[1:])
        return tuple(step for step in steps if step is not None)
