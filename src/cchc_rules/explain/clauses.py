"""Clauses in words: how official Vietnamese points at a place in a document."""

from __future__ import annotations

import re

from cchc_rules.explain.words import either
from cchc_rules.text import Text, same

_CLAUSE = re.compile(r"(?P<part>[IVXLC]+)(?:\.(?P<section>\d+(?:\.\d+)*))?(?:-(?P<dash>\d+))?\Z")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ENGLISH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def clause_text(clause: str) -> Text:
    """Clause ``IV.3.2.1-1`` as "gạch đầu dòng thứ nhất, tiểu mục 3.2.1, mục IV"; what has another form stays as it is."""
    return clauses_text((clause,))


def clauses_text(clauses: tuple[str, ...]) -> Text:
    """Several clauses, one after the other; those that differ in the section alone are one: "… tiểu mục 3.2.1 và 3.2.2 …"."""
    groups: dict[tuple[str, str, bool], list[str]] = {}
    for clause in clauses:
        match = _CLAUSE.match(clause)
        part, section, dash = match.group("part", "section", "dash") if match else (clause, None, None)
        groups.setdefault((part, dash or "", section is None), []).append(section or "")
    texts = [_group_text(part, dash, sections) for (part, dash, _), sections in groups.items()]
    return Text("; ".join(text.vi for text in texts), "; ".join(text.in_lang("en") for text in texts))


def _group_text(part: str, dash: str, sections: list[str]) -> Text:
    """One part of the document, or the same dash in some of its sections."""
    if not _CLAUSE.match(part):
        return same(part)
    vi, en = [f"mục {part}"], [f"part {part}"]
    if sections[0]:
        vi.insert(0, f"tiểu mục {either(sections, 'và')}")
        en.insert(0, f"section{'s' if len(sections) > 1 else ''} {either(sections, 'and')}")
    if dash:
        number = int(dash)
        in_words = 1 <= number <= len(_ORDINALS)
        vi.insert(0, f"gạch đầu dòng thứ {_ORDINALS[number - 1] if in_words else number}")
        en.insert(0, f"{_ENGLISH[number - 1]} dash" if in_words else f"dash {number}")
    return Text(", ".join(vi), ", ".join(en))
