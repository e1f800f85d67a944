"""The text of one file and the places in it; faults found there are collected and raised together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NoReturn

from cchc_rules.errors import CchcRulesError, Diagnostic, Pointer, Related, Span
from cchc_rules.language.codes import diagnose
from cchc_rules.language.reading.advice import HELP
from cchc_rules.text import Text

_BLOCK = 1 << 13
_MOST_FAULTS = 100
_LONGEST_QUOTE = 60
_IN_DATA = Text("trong dữ liệu `{name}`", "in the data `{name}`")
_FIRST_KEY = Text("khóa này đã có ở đây", "the key was first given here")


class Source:
    """A file's text under the name that the caller gave it.

    Lines are counted only when a place is asked for, in blocks: even a file of nothing but line ends costs little.
    """

    __slots__ = ("_blocks", "_line", "_line_start", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._blocks: list[int] | None = None
        self._line_start = -1
        self._line = ""

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    def span(self, start: int, end: int) -> Span:
        """Characters ``start`` to ``end`` (exclusive), as far as the line of ``start`` goes."""
        number, begin, line = self._line_at(start)
        column = start - begin + 1
        return Span(self.name, number, column, max(column, min(end - begin, len(line)) + 1), line)

    def unpacked(self, place: int) -> Span:
        """The span of a :func:`packed` place."""
        return self.span(place >> 32, place & 0xFFFFFFFF)

    def line_before(self, index: int) -> str:
        """What stands on the line of ``index`` before it."""
        _, begin, line = self._line_at(index)
        return line[: index - begin]

    def _line_at(self, index: int) -> tuple[int, int, str]:
        """Number, start and text of a line; the spans of one line share one text, so long lines cost little."""
        begin = self.text.rfind("\n", 0, index) + 1
        if begin != self._line_start:
            end = self.text.find("\n", begin)
            self._line = self.text[begin : end if end >= 0 else len(self.text)].rstrip("\r")
            self._line_start = begin
        return self._lines_before(index) + 1, begin, self._line

    def _lines_before(self, index: int) -> int:
        """Line ends before ``index``: those of the whole blocks before it, and those since."""
        if self._blocks is None:
            starts = range(0, len(self.text) + 1, _BLOCK)
            counts = (self.text.count("\n", start, start + _BLOCK) for start in starts)
            self._blocks = list(accumulate(counts, initial=0))
        block = index // _BLOCK
        return self._blocks[block] + self.text.count("\n", block * _BLOCK, index)


def packed(start: int, end: int) -> int:
    """A place as one number: a document has as many places as nodes, and a number is the smallest way to keep one."""
    return start << 32 | end


def quoted(text: str) -> str:
    """The author's own words for a message: one line, cut if long."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[: _LONGEST_QUOTE + 1])
    return shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"


def grouped(number: int) -> Text:
    """A large number as each language groups its digits."""
    return Text(f"{number:,}".replace(",", "."), f"{number:,}")


class Faults:
    """The faults of one document, in the order found; at a hundred the reader gives up."""

    __slots__ = ("_error", "_name", "_pointer", "_source", "found")

    def __init__(
        self, error: type[CchcRulesError], name: str, source: Source | None, pointer: Callable[[], Pointer] = tuple
    ) -> None:
        self.found: list[Diagnostic] = []
        self._error = error
        self._name = name
        self._source = source
        self._pointer = pointer

    def add(
        self,
        code: str,
        start: int = 0,
        end: int = 0,
        *,
        help: Text | None = None,
        related: Iterable[Related] = (),
        **words: object,
    ) -> None:
        """One more fault, at characters ``start`` to ``end``, or at the present pointer where there is no text."""
        span = self._source.span(start, end) if self._source else None
        if self._source is None:
            related = [*related, Related(_IN_DATA.format(name=self._name))]
        self.found.append(diagnose(code, span, self._pointer(), help=help or HELP.get(code), related=related, **words))
        if len(self.found) >= _MOST_FAULTS:
            self.finish()

    def stop(
        self,
        code: str,
        start: int = 0,
        end: int = 0,
        *,
        help: Text | None = None,
        related: Iterable[Related] = (),
        **words: object,
    ) -> NoReturn:
        """A fault after which nothing more can be read."""
        self.add(code, start, end, help=help, related=related, **words)
        raise self._error(self.found)

    def duplicate(self, key: str, start: int, end: int, first: int) -> None:
        """A key that its mapping has already, and the packed place of the first."""
        assert self._source is not None
        related = Related(_FIRST_KEY, self._source.unpacked(first))
        self.add("CR110", start, end, related=[related], key=quoted(key))

    def finish(self) -> None:
        """Raise what was found, if anything was."""
        if self.found:
            raise self._error(self.found)
