"""What every part of a page needs: the language, wrapped items, clauses in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import frozen

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import two_digits
from cchc_rules.report.layout import wrapped
from cchc_rules.text import Lang, Text

NO_NAMES: Mapping[str, str] = {}
_OF_ENTITY = re.compile(r"(?<=\()[^():;]+: [^();]+(?=[);])")
"""What stands in brackets: of which entity a fact is told."""


@frozen
class Page:
    """A page in one language. ``names``: what entities are called, by how verdicts tell them apart: "cơ quan: so-b"."""

    lang: Lang
    names: Mapping[str, str] = NO_NAMES

    def say(self, vi: str, en: str) -> str:
        """The text in the page's language."""
        return Text(vi, en).in_lang(self.lang)

    def text(self, text: Text) -> str:
        """A text that may have no English, with entities by their names."""
        told = text.in_lang(self.lang)
        return _OF_ENTITY.sub(lambda match: self.names.get(match[0], match[0]), told) if self.names else told

    def count(self, number: int, vi: str, en: str) -> str:
        """How many of something: "03 hồ sơ", "3 dossiers", "1 dossier"."""
        return self.say(f"{two_digits(number)} {vi}", f"{number:,} {en}{'' if number == 1 else 's'}")

    def head(self, vi: str, en: str) -> str:
        """The heading of a section."""
        return self.say(vi, en).upper()

    def item(self, text: str, depth: int = 1, mark: str = "") -> Iterator[str]:
        """A line, or several that hang under the first."""
        start = f"{mark} " if mark else ""
        yield from wrapped(start + text, "  " * depth, len(start) or 2)

    def sentence(self, text: str, depth: int = 1) -> Iterator[str]:
        """A line, or several that stand flush."""
        yield from wrapped(text, "  " * depth)

    def named(self, text: Text | None, id: str, clauses: tuple[str, ...] = ()) -> str:
        """``text [id] (clauses)``; what has no text of its own has its id."""
        cited = f" ({self.text(clauses_text(clauses))})" if clauses else ""
        return (f"{self.text(text)} " if text else "") + f"[{id}]{cited}"
