"""Laying out plain text: columns as wide as they look, lines that wrap under their own beginning, tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

WIDEST = 100
"""Columns of a page: what is read at a screen or printed upright in a fixed type."""

_DASH = re.compile(r"\S+ [-–] (?=\S)")


def width(text: str) -> int:
    """Columns that a text takes on a screen."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, indent: str = "", hang: int = 0, widest: int = WIDEST) -> Iterator[str]:
    """The text in lines of a page: ``indent`` goes before each, and ``hang`` more blanks before all but the first.

    No line breaks beside a dash, which would look like the mark of an item.
    """
    line = indent
    used, least = width(indent), width(indent)
    for word in _DASH.sub(lambda dash: dash[0].replace(" ", "\0"), text).split(" "):
        word = word.replace("\0", " ")
        size = width(word)
        if used > least and used + size > widest:
            yield line.rstrip()
            line = indent + " " * hang
            used = least = width(line)
        line += word + " "
        used += size + 1
    yield line.rstrip()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Left-aligned columns, the first row a head with a line beneath it."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    rule = "  ".join("─" * w for w in widths)
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:]))


def folded(text: str, most: int, lines: int) -> list[str]:
    """The text in at most so many lines of ``most`` columns, the last one cut if that is not enough; a bracket with few
    words stays in one piece where it can.
    """
    found = [""]
    for word in text.split(" "):
        joined = f"{found[-1]} {word}".lstrip()
        if found[-1] and width(joined) > most:
            found.append(word)
        else:
            found[-1] = joined
    return found if len(found) <= lines else [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), most)]


def cut(text: str, most: int) -> str:
    """The text, or as much of it as ``most`` columns hold, whole words and an ellipsis."""
    if width(text) <= most:
        return text
    kept: list[str] = []
    used = 0
    for word in text.split(" "):
        used += width(word) + 1
        if used > most:
            break
        kept.append(word)
    return " ".join(kept).rstrip(" ,;:") + "…"
