"""Where a JSON text stops being JSON, and which slip that most likely is."""

from __future__ import annotations

import re
from typing import NoReturn

from cchc_rules.errors import Related
from cchc_rules.language.reading.source import Faults, Source, quoted
from cchc_rules.text import Text

_BODY = r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\\x00-\x1f]*+)*+'
TEXT = _BODY + '"'

_SPACE = re.compile(r"[ \t\n\r]*+")
_WHOLE = re.compile(TEXT)
_BEGUN = re.compile(_BODY)
_WORD = re.compile(r'[^\s,\[\]{}:"]+')
_OPENED = Text("mở ở đây", "opened here")
_NO_NUMBERS = ("NaN", "Infinity", "-Infinity")


def skip_space(text: str, at: int) -> int:
    """Past the blanks that JSON knows."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def no_value(source: Source, faults: Faults, at: int, opened: int | None) -> NoReturn:
    """At ``at`` there should be a value; ``opened`` is where the innermost bracket stands, if there is one."""
    before, at = _here(source, faults, at, opened)
    sign = source.text[at]
    if sign == '"':
        _broken_text(source, faults, at)
    if sign in "]}" and before == ",":
        faults.stop("CR137", at, at + 1)
    if sign in ",:]}":
        faults.stop("CR130", at, at + 1)
    word = _word(source, at)
    end = at + len(word)
    if word in _NO_NUMBERS:
        faults.stop("CR143", at, end, word=quoted(word))
    if word.lstrip("+-.")[:1].isdigit():
        faults.stop("CR142", at, end, word=quoted(word))
    faults.stop("CR135", at, end, word=quoted(word))


def no_key(source: Source, faults: Faults, at: int, opened: int) -> NoReturn:
    """At ``at`` there should be a key in quotes and a colon."""
    before, at = _here(source, faults, at, opened)
    sign = source.text[at]
    whole = _WHOLE.match(source.text, at)
    if whole:
        faults.stop("CR126", at, whole.end())
    if sign == '"':
        _broken_text(source, faults, at)
    if sign == "}" and before == ",":
        faults.stop("CR137", at, at + 1)
    word = _word(source, at)
    faults.stop("CR138", at, at + len(word), word=quoted(word))


def no_comma(source: Source, faults: Faults, at: int, opened: int) -> NoReturn:
    """At ``at`` there should be a comma or the bracket that closes the one at ``opened``."""
    _, at = _here(source, faults, at, opened)
    faults.stop("CR136", at, at + 1, related=[Related(_OPENED, source.span(opened, opened + 1))])


def no_end(source: Source, faults: Faults, at: int) -> NoReturn:
    """At ``at`` the document should be over."""
    _here(source, faults, at, None)
    faults.stop("CR146", at, len(source.text))


def _here(source: Source, faults: Faults, at: int, opened: int | None) -> tuple[str, int]:
    """The sign before, and where the unexpected begins; the end of the file and a comment are told at once."""
    before = source.text[at - 1 : at]
    at = skip_space(source.text, at)
    if at == len(source.text):
        if opened is None:
            faults.stop("CR107")
        faults.stop("CR123", opened, opened + 1, bracket=source.text[opened])
    if source.text.startswith(("//", "/*", "#"), at):
        faults.stop("CR139", at, len(source.text))
    return before, at


def _broken_text(source: Source, faults: Faults, at: int) -> NoReturn:
    """A text that begins at ``at`` and is not closed, or holds what JSON wants escaped."""
    begun = _BEGUN.match(source.text, at)
    end = begun.end() if begun else at
    if source.text.startswith("\\", end) and end + 1 < len(source.text):
        faults.stop("CR128", end, end + 2, word=quoted(source.text[end : end + 2]))
    if source.text[end : end + 1] in ("\n", "\r", "\t"):
        faults.stop("CR141", end, end + 1)
    faults.stop("CR122", at, len(source.text), word='"')


def _word(source: Source, at: int) -> str:
    found = _WORD.match(source.text, at)
    return found[0] if found else source.text[at]
