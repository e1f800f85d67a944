"""Collecting the faults of a rulebook: each once, at the exact word, in the order of files and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import frozen

from cchc_rules.errors import Diagnostic, Place, Pointer, Related, Span
from cchc_rules.language.checks.codes import MEANING_ADVICE
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.spots import nearest_or_all
from cchc_rules.text import Text

_MOST_ADVICE = 500

Step: TypeAlias = "str | int"


@frozen
class Word:
    """A word that an author wrote: its span, as exact as its place knows it, and the way to it."""

    span: Span | None
    pointer: Pointer


def value_at(place: Place, *steps: Step) -> Word:
    """The value that the steps lead to from a node; where that is not known, the nearest thing around it."""
    return Word(_nearest(place.values, steps) or place.span, (*place.pointer, *steps))


def declared_at(place: Place, *keys: str) -> Span | None:
    """The value of the first of these keys that the node has, to point at as its declaration; else the node."""
    return next((place.values[key] for key in keys if key in place.values), place.span)


def key_at(place: Place, *steps: Step) -> Word:
    """The key that the steps lead to; where it is not known, its value."""
    span = place.keys.get(_joined(steps))
    return Word(span or _nearest(place.values, steps) or place.span, (*place.pointer, *steps))


def _nearest(spans: Mapping[str, Span], steps: tuple[Step, ...]) -> Span | None:
    """Places know inner words by their way, as in ``at_least/param`` and ``between/1``."""
    for length in range(len(steps), 0, -1):
        span = spans.get(_joined(steps[:length]))
        if span is not None:
            return span
    return None


def _joined(steps: tuple[Step, ...]) -> str:
    return "/".join(map(str, steps))


class Report:
    """The diagnostics found so far. The same words about the same place are kept once, however often they are found."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: dict[object, Diagnostic] = {}

    def add(
        self, code: str, word: Word, *, help: Text | None = None, related: Iterable[Related] = (), **words: object
    ) -> None:
        """One more fault, at a word."""
        advice = help or MEANING_ADVICE.get(code)
        fault = diagnose(code, word.span, word.pointer, help=advice, related=related, **words)
        self._found.setdefault((code, word.pointer, word.span, fault.message), fault)

    def unknown(self, code: str, word: Word, name: str, known: Iterable[str], **words: str) -> None:
        """A name that is not among the known ones, with the one that may be meant; looking for it takes time."""
        advice = nearest_or_all(name, known) if len(self._found) < _MOST_ADVICE else None
        self.add(code, word, help=advice, related=(), name=name, **words)

    def in_order(self) -> tuple[Diagnostic, ...]:
        """By file, line and column; what has no place comes last, by pointer."""
        return tuple(sorted(self._found.values(), key=_order))


def _order(fault: Diagnostic) -> tuple[object, ...]:
    span = fault.span
    where = (1, "", 0, 0) if span is None else (0, span.file, span.line, span.column)
    return (*where, fault.code, tuple(map(str, fault.pointer)), fault.message.vi)
