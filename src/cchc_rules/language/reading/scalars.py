"""What every reader holds to: how large a document may be, and what text and numbers may look like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from cchc_rules.language.nodes import ScalarValue
from cchc_rules.language.reading.source import Faults, Source, grouped


@frozen
class Limits:
    """How large a document may be.

    ``bytes`` of the file; ``nodes``: places where a value can begin, counted by the signs that come before one, so that
    a file over the limit is refused without being parsed; ``depth`` of nesting; ``scalar``: characters of one text.
    """

    bytes: int
    nodes: int
    depth: int
    scalar: int


# A file of the permitted size, written as people and exporters write, has 60,000 (rulebook) and 3 million such places.
RULEBOOK_LIMITS = Limits(bytes=1 << 20, nodes=150_000, depth=64, scalar=20_000)
DOSSIER_LIMITS = Limits(bytes=32 << 20, nodes=4_000_000, depth=64, scalar=20_000)

MOST_DIGITS = 30
MOST_EXPONENT = 20
WORDS: dict[str, ScalarValue] = {"": None, "~": None, "null": None, "true": True, "false": False}

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f]")
_LONE_RETURN = re.compile("\r(?!\n)")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters but tab and line end; line separators that editors count differently; marks that turn the order
# of the text around, so that a person reads something else than the machine; a byte order mark in the middle.
_UNWANTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def plain_scalar(text: str) -> ScalarValue:
    """null, ``~`` and nothing; true, false; an integer or decimal as JSON writes it, without exponent; else text."""
    if text in WORDS:
        return WORDS[text]
    if text[0] in "-0123456789":
        number = _PLAIN_NUMBER.fullmatch(text)
        if number:
            return Decimal(text) if number[1] else int(text)
    return text


def has_long_number(text: str) -> bool:
    """Is this a number with more digits than a reader takes? Asked first: turning it into one would cost too much."""
    return len(text) > MOST_DIGITS and bool(_PLAIN_NUMBER.fullmatch(text)) and sum(map(str.isdigit, text)) > MOST_DIGITS


def exact(value: Decimal, faults: Faults, start: int = 0, end: int = 0) -> Decimal:
    """A finite number of at most thirty digits, its exponent written out."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        faults.add("CR143", start, end, word=str(value))
        return Decimal()
    if not -MOST_DIGITS <= exponent <= MOST_EXPONENT:
        faults.add("CR144", start, end, most=MOST_EXPONENT)
        return Decimal()
    written = f"{value:f}"
    if sum(map(str.isdigit, written)) > MOST_DIGITS:
        faults.add("CR113", start, end, most=MOST_DIGITS)
        return Decimal()
    return Decimal(written)


class Cleaning:
    """Which texts of a file need :func:`clean`: as a rule none, for the file as a whole was looked at once.

    What is left are files that are not in NFC, texts with escapes, which hide what the file does not show, and texts
    that are too long.
    """

    __slots__ = ("_all", "_escapes", "_faults", "_longest", "_text")

    def __init__(self, source: Source, faults: Faults, longest: int) -> None:
        self._text = source.text
        self._all = not unicodedata.is_normalized("NFC", source.text)
        self._escapes = "\\" in source.text
        self._faults = faults
        self._longest = longest

    def __call__(self, text: str, start: int, end: int) -> str:
        """``text`` as it is taken; it stands at ``start`` to ``end``."""
        if self._all or len(text) > self._longest or (self._escapes and self._text.find("\\", start, end) >= 0):
            return clean(text, self._faults, self._longest, start, end)
        return text


def clean(text: str, faults: Faults, longest: int, start: int = 0, end: int = 0) -> str:
    """``text`` in NFC; too long a text and characters that nobody can see are faults."""
    if len(text) > longest:
        faults.add("CR109", start, end, length=grouped(len(text)), most=grouped(longest))
        return ""
    if text.isascii() and text.isprintable():
        return text
    for code, unwanted in (("CR145", _SURROGATE), ("CR106", _UNWANTED)):
        found = unwanted.search(text)
        if found:
            faults.add(code, start, end, character=f"U+{ord(found[0]):04X}")
            return ""
    return unicodedata.normalize("NFC", text)


def refuse_unwanted(source: Source, faults: Faults) -> None:
    """The characters of the file that nobody can see, at their places; so is a line end that only old Macs knew."""
    text = source.text
    if text.isascii() and not _CONTROL.search(text):
        return
    for code, unwanted in (("CR145", _SURROGATE), ("CR106", _UNWANTED), ("CR106", _LONE_RETURN)):
        for found in _some(unwanted.finditer(source.text)):
            faults.add(code, found.start(), found.end(), character=f"U+{ord(found[0]):04X}")
    faults.finish()


def _some(found: Iterable[re.Match[str]]) -> Iterable[re.Match[str]]:
    """The first ten: a file in another encoding has thousands, and they all say the same."""
    return (match for match, _ in zip(found, range(10), strict=False))
