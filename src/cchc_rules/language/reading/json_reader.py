"""JSON as RFC 8259 has it, read from its text: no number is ever a binary fraction, no key is lost."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from cchc_rules.errors import CchcRulesError, Pointer
from cchc_rules.language.nodes import Mapping, Node, Scalar, ScalarValue, Sequence
from cchc_rules.language.reading.json_faults import TEXT, no_comma, no_end, no_key, no_value, skip_space
from cchc_rules.language.reading.scalars import MOST_DIGITS, MOST_EXPONENT, Cleaning, Limits, exact
from cchc_rules.language.reading.source import Faults, Source, packed

_KEY = re.compile(rf"[ \t\n\r]*+({TEXT})[ \t\n\r]*+:")
_VALUE = re.compile(
    rf"[ \t\n\r]*+(?:({TEXT})|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+)(?:[eE]([+-]?[0-9]++))?+(?![\w.+-])"
    r"|(true|false|null)(?!\w)|([{\[]))"
)
_NEXT = re.compile(r"[ \t\n\r]*+([,}\]])")
_WORDS: dict[str, ScalarValue] = {"true": True, "false": False, "null": None}


class _Open:
    """An object or array that is not complete yet."""

    __slots__ = ("closing", "entries", "items", "key", "places", "start")

    def __init__(self, start: int, bracket: str) -> None:
        self.start = start
        self.closing = "}" if bracket == "{" else "]"
        self.entries: dict[str, Node] = {}
        self.places: dict[str, int] = {}
        self.items: list[Node] = []
        self.key = ""


def read_json(source: Source, limits: Limits, error: type[CchcRulesError]) -> Node:
    """The one value of a JSON text."""
    return _JsonReader(source, limits, error).document()


class _JsonReader:
    """``_at`` is the character that is read next; below all open containers lies one for the outermost value."""

    def __init__(self, source: Source, limits: Limits, error: type[CchcRulesError]) -> None:
        self._faults = Faults(error, source.name, source, self._pointer)
        self._source = source
        self._limits = limits
        self._clean = Cleaning(source, self._faults, limits.scalar)
        self._at = 0
        self._top = _Open(0, "[")
        self._stack = [self._top]

    def document(self) -> Node:
        """A value and nothing after it."""
        opened = self._value()
        while len(self._stack) > 1:
            if not opened and not self._another():
                continue
            if self._top.closing == "}":
                self._key()
            opened = self._value()
        self._at = skip_space(self._source.text, self._at)
        if self._at < len(self._source.text):
            no_end(self._source, self._faults, self._at)
        self._faults.finish()
        return self._top.items[0]

    def _value(self) -> bool:
        """A value; true if it is a container with members, which are read next."""
        found = _VALUE.match(self._source.text, self._at)
        if found is None:
            no_value(self._source, self._faults, self._at, self._top.start if len(self._stack) > 1 else None)
        self._at = found.end()
        text, number, exponent, word, bracket = found.groups()
        if bracket:
            return self._open(found.start(5), bracket)
        if text:
            start = found.start(1)
            value: ScalarValue = self._text(text, start, self._at)
        elif number:
            start = found.start(2)
            value = self._number(number, exponent, start, self._at)
        else:
            start = found.start(4)
            value = _WORDS[word]
        self._put(Scalar(value, packed(start, self._at), self._source))
        return False

    def _key(self) -> None:
        """A text and a colon."""
        found = _KEY.match(self._source.text, self._at)
        if found is None:
            no_key(self._source, self._faults, self._at, self._top.start)
        start, end = found.span(1)
        self._at = found.end()
        top = self._top
        top.key = key = self._text(found[1], start, end)
        if found[1] == '""':
            self._faults.add("CR111", start, end)
        elif key in top.places:
            self._faults.duplicate(key, start, end, top.places[key])
        else:
            top.places[key] = packed(start, end)

    def _another(self) -> bool:
        """A comma, and so another member; or the closing bracket."""
        found = _NEXT.match(self._source.text, self._at)
        if found is None or found[1] not in ("," + self._top.closing):
            no_comma(self._source, self._faults, self._at, self._top.start)
        self._at = found.end()
        if found[1] == ",":
            return True
        self._close()
        return False

    def _open(self, start: int, bracket: str) -> bool:
        if len(self._stack) > self._limits.depth:
            self._faults.stop("CR108", start, start + 1, most=self._limits.depth)
        self._top = _Open(start, bracket)
        self._stack.append(self._top)
        at = skip_space(self._source.text, self._at)
        if not self._source.text.startswith(self._top.closing, at):
            return True
        self._at = at + 1
        self._close()
        return False

    def _close(self) -> None:
        done = self._stack.pop()
        self._top = self._stack[-1]
        place = packed(done.start, self._at)
        if done.closing == "]":
            self._put(Sequence(tuple(done.items), place, self._source))
        else:
            self._put(Mapping(done.entries, place, tuple(done.places.values()), self._source))

    def _put(self, node: Node) -> None:
        if self._top.closing == "]":
            self._top.items.append(node)
        else:
            self._top.entries[self._top.key] = node

    def _text(self, token: str, start: int, end: int) -> str:
        text: str = json.loads(token) if "\\" in token else token[1:-1]
        return self._clean(text, start, end)

    def _number(self, number: str, exponent: str | None, start: int, end: int) -> ScalarValue:
        """An integer where it is written as one, else a decimal with the digits as written."""
        if len(number.lstrip("-").replace(".", "")) > MOST_DIGITS:
            self._faults.add("CR113", start, end, most=MOST_DIGITS)
            return None
        if exponent is None:
            return Decimal(number) if "." in number else int(number)
        if len(exponent.lstrip("+-0")) > 2 or abs(int(exponent)) > MOST_EXPONENT:
            self._faults.add("CR144", start, end, most=MOST_EXPONENT)
            return None
        return exact(Decimal(f"{number}e{exponent}"), self._faults, start, end)

    def _pointer(self) -> Pointer:
        """The keys and positions on the way to what is being read."""
        return tuple(len(frame.items) if frame.closing == "]" else frame.key for frame in self._stack[1:])
