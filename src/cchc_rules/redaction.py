"""What may be shown of a diagnostic where nobody may read what the author wrote about a person.

Whatever is not known to be harmless is masked: a word of a message is shown if it comes from the library or the rulebook,
or if it is a key that the caller knows; a text that was put together elsewhere keeps its sentence and loses what it quotes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from string import Formatter

from cchc_rules.text import Text

MASK = "…"

DOSSIER_WORDS = frozenset({
    "rulebook", "award_year", "as_of", "documents", "entities", "attestations", "candidates", "number", "date",
    "title", "id", "kind", "name", "remark", "facts", "lists", "to", "complete", "items", "value", "known_from",
    "capacity", "document", "by", "of", "unknown", "year",
})  # fmt: skip
"""The keys that every dossier file may have, whatever its rulebook."""

_OPEN = frozenset({
    "most", "bounds", "wanted", "where", "permitted", "known", "recipients", "cycle", "count", "reason", "file",
    "folder",
})  # fmt: skip
_OPEN_IN = {
    "CR263": frozenset({"award"}),
    **dict.fromkeys(("CR265", "CR573", "CR617"), frozenset({"found"})),
}
_KEYS = frozenset({
    "fact", "list", "key", "field", "kind", "what", "first", "second", "award", "reading", "option",
})  # fmt: skip
_ABOUT_RULES = ("CR3", "CR4")
_SIGNS = frozenset({"-", MASK})
_PLACEHOLDER = "{unknown: not_given}"

_YEAR = re.compile(r"[12][0-9]{3}")
_TOKEN = re.compile(r"[^\s{}\[\]:,]+")
_IN_QUOTES = re.compile(r'".*"', re.DOTALL)
_IN_BRACKETS = re.compile(r"\(.*\)", re.DOTALL)
_NUMBER = re.compile(r"\d(?:[\d.,/-]*\d)?")


def speaks_of_rules(code: str) -> bool:
    """Whether diagnostics of the code are about a rulebook that could be read as one: a document for everybody."""
    return code.startswith(_ABOUT_RULES)


def masked_message(code: str, template: Text, words: Mapping[str, object], known: Collection[str]) -> Text:
    """The message of a diagnostic with every word masked that is not the library's, the rulebook's or a known key."""
    shown = {name: word if _is_open(code, name, word, known) else MASK for name, word in words.items()}
    return template.format(**shown)


def quotes_values(code: str, template: Text) -> bool:
    """Whether the message quotes something that is no key: advice on it may say what the author wrote."""
    names = {name for _, name, _, _ in Formatter().parse(template.vi) if name}
    return not names <= (_OPEN | _KEYS | _OPEN_IN.get(code, frozenset()))


def _is_open(code: str, name: str, word: object, known: Collection[str]) -> bool:
    if name in _OPEN or name in _OPEN_IN.get(code, ()):
        return True
    return name in _KEYS and str(word) in known


def masked_pointer(pointer: tuple[str | int, ...], known: Collection[str]) -> tuple[str | int, ...]:
    """The way to a node: positions, known keys, and the years of a known key; ids of entities and documents are masked."""
    return tuple(
        step if isinstance(step, int) or step in known or _is_year(pointer, number, known) else MASK
        for number, step in enumerate(pointer)
    )


def _is_year(pointer: tuple[str | int, ...], number: int, known: Collection[str]) -> bool:
    """Whether the step is the year of a fact or link; below a kind of entity it would be somebody's id."""
    before = pointer[max(0, number - 2) : number]
    of_a_key = len(before) == 2 and before[1] in known and before[0] != "entities"
    return of_a_key and before[1] not in DOSSIER_WORDS and bool(_YEAR.fullmatch(str(pointer[number])))


def masked_text(text: Text, known: Collection[str]) -> Text:
    """A sentence without its numbers and without what it quotes, unless that is made of known keys.

    An author's words may have backticks of their own, so everything goes from the first unknown quotation to the last.
    """
    return Text(_masked(text.vi, known), None if text.en is None else _masked(text.en, known))


def _masked(text: str, known: Collection[str]) -> str:
    text = _IN_BRACKETS.sub(f"({MASK})", _IN_QUOTES.sub(f'"{MASK}"', text))
    prose, *rest = text.split("`")
    shown = [_NUMBER.sub(MASK, prose)]
    while rest:
        if len(rest) == 1 or not _is_known(rest[0], known):
            tail = _NUMBER.sub(MASK, rest[-1]) if len(rest) > 1 else ""
            return "".join([*shown, f"`{MASK}`", tail])
        quoted, prose, *rest = rest
        shown += [f"`{quoted}`", _NUMBER.sub(MASK, prose)]
    return "".join(shown)


def _is_known(quoted: str, known: Collection[str]) -> bool:
    tokens = _TOKEN.findall(quoted)
    if not known or not tokens:
        return False
    return quoted == _PLACEHOLDER or all(token in known or token in _SIGNS for token in tokens)
