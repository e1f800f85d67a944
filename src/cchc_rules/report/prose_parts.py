"""What prose consists of, before it is laid out: provisions, each with what it asks, and notes on how the text is read."""

from __future__ import annotations

import re

from attrs import evolve, frozen

_MENTION = re.compile("\x01([^\x02]*)\x02")


def mention(reading: str) -> str:
    """A place in a sentence where the number of a reading will stand, as soon as readings have numbers."""
    return f"\x01{reading}\x02"


def mentioned(text: str) -> list[str]:
    """The readings that a sentence mentions, in order."""
    return _MENTION.findall(text)


def with_mentions(text: str, words: dict[str, str]) -> str:
    """The sentence with the words for each reading in its places."""
    return _MENTION.sub(lambda match: words[match[1]], text)


@frozen
class Part:
    """Provisions that stand one below the other; ``head`` introduces them where the sentence before does not."""

    children: tuple[Provision, ...]
    head: str = ""


@frozen
class Alternative:
    """What the text would say under another option: ``answer`` is the option's text."""

    answer: str
    provision: Provision


@frozen
class Note:
    """A reading that decides what stands there, with what every other option makes of it."""

    reading: str
    alternatives: tuple[Alternative, ...]


@frozen
class Provision:
    """One sentence of the prose and what stands below it.

    ``cited`` are the clauses that it comes from, where they are not those of the provision above. ``titled``: it has a
    name, by which it can be spoken of later. ``as_above``: what belongs below it was told already.
    """

    lead: str
    parts: tuple[Part, ...] = ()
    cited: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    titled: bool = False
    as_above: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is one sentence and nothing else, so that it can stand inside another."""
        return not (self.parts or self.notes or self.cited)

    def beside(self, standing: Provision) -> Provision:
        """This alternative, without telling again what the provision in force has below it as well."""
        same = bool(self.parts) and self.parts == standing.parts
        return evolve(self, parts=(), as_above=True) if same else self
