"""Prose as lines: numbered as official papers are (1., a), -, +), notes on readings below what they decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.report.prose_parts import Alternative, Note, Provision, mention, mentioned, with_mentions
from cchc_rules.text import Lang, Text

_LETTERS = {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"}
_SIGNS = ("-", "+", "•")


Place: TypeAlias = tuple[int, int, int]
"""Where a provision stands: its level, its position among its siblings, and how far it is indented."""


@frozen
class Line:
    """One line before it is wrapped: ``clauses`` are those that begin with it, ``None`` where nothing new is cited."""

    text: str
    indent: int
    hang: int = 0
    clauses: tuple[str, ...] | None = None


@define
class Layout:
    """Lays provisions out; readings get their numbers as they come, and their questions are put once."""

    rulebook: Rulebook
    lang: Lang
    chosen: dict[str, str]
    numbers: dict[str, int] = field(factory=dict, init=False)
    _told: dict[str, Provision] = field(factory=dict, init=False)

    def say(self, vi: str, en: str) -> str:
        """The text in the language of the page."""
        return Text(vi, en).in_lang(self.lang)

    def whole(self, provision: Provision, clauses: tuple[str, ...], in_force: tuple[str, ...]) -> Iterator[Line]:
        """The first sentence, where ``clauses`` begin, and what stands below it, where some are ``in_force``."""
        yield from self._sentence(provision, "", (0, 0), True, (in_force, clauses))
        yield from self._inside(provision, 0, 0, in_force)

    def _provision(self, provision: Provision, place: Place, last: bool, clauses: tuple[str, ...]) -> Iterator[Line]:
        level, position, indent = place
        mark = self._mark(level, position) + " "
        own = provision.cited or clauses
        again = self._told_before(provision)
        shown = evolve(provision, parts=(), notes=(), as_above=True) if again else provision
        cited = own if own != clauses else None
        yield from self._sentence(shown, mark, (indent, len(mark)), last, (own, cited), capital=level < 2)
        yield from self._inside(shown, level + 1, indent + len(mark), own)
        if cited is not None and not last:
            yield Line("", 0, 0, ())

    def _told_before(self, provision: Provision) -> bool:
        """Whether what has a name and parts was told above just so: what was told last under the name counts."""
        if not (provision.titled and provision.parts):
            return False
        before = self._told.get(provision.lead)
        self._told[provision.lead] = provision
        return before == provision

    def _sentence(
        self,
        provision: Provision,
        before: str,
        margin: tuple[int, int],
        last: bool,
        clauses: tuple[tuple[str, ...], tuple[str, ...] | None],
        *,
        capital: bool = True,
    ) -> Iterator[Line]:
        """The sentence of a provision with its clauses (those in force, and those that begin here), and the questions of
        the readings that it is the first to mention.
        """
        (indent, hang), (in_force, begin) = margin, clauses
        new = [name for name in dict.fromkeys(mentioned(provision.lead)) if name not in self.numbers]
        lead = self._numbered(provision.lead)
        cited = f" ({clauses_text(provision.cited).in_lang(self.lang)})" if provision.cited else ""
        text = f"{_capital(lead) if capital else lead}{cited}{self._end(provision, last or bool(new))}"
        yield Line(before + text, indent, hang, begin)
        for name in new:
            yield self._question(name, indent + hang, in_force)

    def _numbered(self, text: str) -> str:
        """The text with the numbers of the readings that it mentions."""
        for name in mentioned(text):
            self.numbers.setdefault(name, len(self.numbers) + 1)
        words = {name: self.say(f"cách hiểu {n}", f"reading {n}") for name, n in self.numbers.items()}
        return with_mentions(text, words)

    def _inside(self, provision: Provision, level: int, indent: int, clauses: tuple[str, ...]) -> Iterator[Line]:
        """What stands below a sentence, then the notes on how it is read."""
        for part in provision.parts:
            if part.head:
                yield Line(self._numbered(part.head) + (":" if part.children else "."), indent)
            for position, child in enumerate(part.children):
                last = position == len(part.children) - 1 and part is provision.parts[-1]
                yield from self._provision(child, (level, position, indent), last, clauses)
        for note in provision.notes:
            yield from self._note(note, level, indent, clauses)

    def _question(self, name: str, indent: int, clauses: tuple[str, ...]) -> Line:
        """``[Cách hiểu 1: …? Đang hiểu là “…”.]``: what the text leaves open, and what is in force."""
        reading = self.rulebook.readings[name]
        answer = reading.options[self.chosen[name]].in_lang(self.lang)
        cited = ""
        if reading.clauses and not set(reading.clauses) & set(clauses):
            cited = f" ({clauses_text(reading.clauses).in_lang(self.lang)})"
        head = _capital(self._numbered(mention(name)))
        question = reading.question.in_lang(self.lang)
        now = self.say(f"Đang hiểu là “{answer}”.", f"It is read as “{answer}”.")
        return Line(f"[{head}: {question}{cited} {now}]", indent, 1)

    def _note(self, note: Note, level: int, indent: int, clauses: tuple[str, ...]) -> Iterator[Line]:
        """The question, if it was not put yet, and a line for each other option."""
        if note.reading not in self.numbers:
            yield self._question(note.reading, indent, clauses)
        for alternative in note.alternatives:
            yield from self._alternative(note.reading, alternative, level, indent, clauses)

    def _alternative(
        self, reading: str, alternative: Alternative, level: int, indent: int, clauses: tuple[str, ...]
    ) -> Iterator[Line]:
        told, answer, number = alternative.provision, alternative.answer, self.numbers[reading]
        head = self.say(
            f"Nếu hiểu là “{answer}” (cách hiểu {number}) thì: ", f"If read as “{answer}” (reading {number}): "
        )
        if self._told_before(told):
            told = evolve(told, parts=(), notes=(), as_above=True)
        own = told.cited or clauses
        yield from self._sentence(told, head, (indent, 2), True, (own, told.cited or None), capital=False)
        yield from self._inside(told, level, indent + 2, own)
        if told.cited:
            yield Line("", 0, 0, ())

    def _end(self, provision: Provision, last: bool) -> str:
        if provision.as_above:
            return self.say(": như đã nêu trên.", ": as above.")
        if provision.parts and provision.parts[0].children:
            return ":"
        return "." if last or provision.notes else ";"

    def _mark(self, level: int, position: int) -> str:
        """1., a), then signs; more than the alphabet has are numbered on."""
        if level == 0:
            return f"{position + 1}."
        letters = _LETTERS[self.lang]
        if level == 1:
            return f"{letters[position]})" if position < len(letters) else f"({position + 1})"
        return _SIGNS[min(level - 2, len(_SIGNS) - 1)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
