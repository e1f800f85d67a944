"""Diagnostics and the exceptions that carry them.

An author's mistakes are collected per stage as :class:`Diagnostic` values and raised once; a caller's mistakes raise at
once, with the same diagnostics. A missing fact is no error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, Self

from attrs import evolve, field, frozen

from cchc_rules.redaction import (
    DOSSIER_WORDS,
    MASK,
    masked_message,
    masked_pointer,
    masked_text,
    quotes_values,
    speaks_of_rules,
)
from cchc_rules.text import Lang, Text, same

Severity = Literal["error", "warning"]
Pointer = tuple[str | int, ...]

_SEVERITY = {"error": Text("lỗi", "error"), "warning": Text("cảnh báo", "warning")}
_HELP = Text("Gợi ý", "Help")
_WIDEST_EXCERPT = 160


@frozen
class Span:
    """A stretch of one line of a file: 1-based ``line`` and ``column``, ``end_column`` exclusive, and the line itself."""

    file: str
    line: int
    column: int
    end_column: int
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Place:
    """Where an author wrote something: the node's own span and those of its keys and of their values.

    It rides on model values outside their equality, so that a later stage can point at the exact word.
    """

    span: Span | None = None
    pointer: Pointer = ()
    keys: Mapping[str, Span] = field(factory=dict)
    values: Mapping[str, Span] = field(factory=dict)

    def key(self, name: str) -> Span | None:
        """The span of a key, or of the whole node where the key is not written."""
        return self.keys.get(name, self.span)

    def value(self, name: str) -> Span | None:
        """The span of a key's value, or of the whole node where the key is not written."""
        return self.values.get(name, self.span)


@frozen
class Related:
    """A second place that a diagnostic speaks about, such as the first of two equal keys."""

    message: Text
    span: Span | None = field(default=None, eq=False)


@frozen
class Wording:
    """How a message came about: the sentence of its code, the words that were put into it, and whether the advice is the
    same whatever the author wrote.
    """

    template: Text
    words: Mapping[str, object]
    fixed_help: bool = False


@frozen
class Diagnostic:
    """One fault, at one place, in plain words.

    ``code`` is stable (``CR203``; ``docs/errors.md`` has a paragraph on each), ``pointer`` is the way of keys and positions
    to the node, ``help`` says what to write instead. Two diagnostics are equal if they say the same of the same node: the
    position (``span``) is outside equality, so a comment added above a fault does not make it another fault.
    ``wording`` is what :meth:`redacted` needs, and ``None`` once that was done.
    """

    code: str
    severity: Severity
    message: Text
    pointer: Pointer = ()
    span: Span | None = field(default=None, eq=False)
    help: Text | None = None
    related: tuple[Related, ...] = ()
    wording: Wording | None = field(default=None, eq=False, repr=False)
    is_redacted: bool = field(default=False, eq=False, repr=False)

    def redacted(self, known: Collection[str] = DOSSIER_WORDS) -> Diagnostic:
        """The same fault without what the author wrote: code, place and advice stay; the author's line, values, names,
        remarks and ids do not. ``known`` are the keys that may be named (``known_words`` has those of a vocabulary).

        What is said about a rulebook, a document for everybody, keeps its words and loses only the line.
        """
        if self.is_redacted:
            return self
        if speaks_of_rules(self.code):
            related = tuple(evolve(other, span=_without_text(other.span)) for other in self.related)
            return evolve(self, span=_without_text(self.span), related=related, wording=None, is_redacted=True)
        return Diagnostic(
            self.code,
            self.severity,
            masked_message(self.code, self.wording.template, self.wording.words, known) if self.wording else same(MASK),
            masked_pointer(self.pointer, known),
            _without_text(self.span),
            self._redacted_help(known),
            tuple(Related(masked_text(r.message, ()), _without_text(r.span)) for r in self.related),
            is_redacted=True,
        )

    def _redacted_help(self, known: Collection[str]) -> Text | None:
        """Advice on a value may repeat it, so only advice on keys may name some."""
        if self.help is None or (self.wording and self.wording.fixed_help):
            return self.help
        about_keys = self.wording is not None and not quotes_values(self.code, self.wording.template)
        return masked_text(self.help, known if about_keys else ())

    def render(self, lang: Lang = "vi", *, excerpt: bool = True, redact: bool = False) -> str:
        """The diagnostic as a person reads it; ``excerpt=False`` leaves out the author's line, which may hold a name, and
        ``redact`` everything that the author wrote, as :meth:`redacted` does.
        """
        if redact:
            return self.redacted().render(lang, excerpt=excerpt)
        where = f"{self.span}: " if self.span else _pointer_text(self.pointer)
        lines = [f"{where}{_SEVERITY[self.severity].in_lang(lang)}[{self.code}]: {self.message.in_lang(lang)}"]
        if excerpt and self.span and self.span.text.strip():
            lines += _excerpt(self.span)
        if self.help:
            lines.append(f"{_HELP.in_lang(lang)}: {self.help.in_lang(lang)}")
        for other in self.related:
            at = f"{other.span}: " if other.span else ""
            lines.append(f"  {at}{other.message.in_lang(lang)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render()


def _without_text(span: Span | None) -> Span | None:
    return None if span is None else evolve(span, text="")


def _pointer_text(pointer: Pointer) -> str:
    return "/".join(str(step) for step in pointer) + ": " if pointer else ""


def _width(text: str) -> int:
    """Columns on a screen: combining marks take none, wide characters two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _excerpt(span: Span) -> list[str]:
    """The author's line with carets under the span; a very long line is cut around the span."""
    text = span.text.replace("\t", " ")
    start = max(0, span.column - 1 - _WIDEST_EXCERPT // 2) if len(text) > _WIDEST_EXCERPT else 0
    shown = "".join(
        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[start : start + _WIDEST_EXCERPT]
    )
    before = shown[: span.column - 1 - start]
    marked = shown[span.column - 1 - start : max(span.end_column, span.column + 1) - 1 - start]
    gutter = " " * len(str(span.line))
    carets = " " * _width(before) + "^" * max(1, _width(marked))
    return [f"{gutter} |", f"{span.line} | {shown.rstrip()}", f"{gutter} | {carets}"]


class CchcRulesError(Exception):
    """Base of every error that this library raises; ``diagnostics`` is never empty."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def redacted(self, known: Collection[str] = DOSSIER_WORDS) -> Self:
        """The same error without what the author wrote, fit for a log; see :meth:`Diagnostic.redacted`."""
        return type(self)(diagnostic.redacted(known) for diagnostic in self.diagnostics)

    def render(self, lang: Lang = "vi", *, excerpt: bool = True, redact: bool = False) -> str:
        """All diagnostics, a blank line between them."""
        return "\n\n".join(d.render(lang, excerpt=excerpt, redact=redact) for d in self.diagnostics)

    def __str__(self) -> str:
        return self.render()


class RulebookError(CchcRulesError):
    """A rulebook cannot be used as it stands: its author has something to mend."""


class DossierError(CchcRulesError):
    """A dossier file or mapping cannot be used as it stands: whoever filled it in has something to mend."""


class UsageError(CchcRulesError):
    """The caller asked for something that has no answer, such as an award for a kind of candidate it is not for."""
