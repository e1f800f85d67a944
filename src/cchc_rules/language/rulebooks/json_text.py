"""Plain data to JSON text with exact numbers."""

from __future__ import annotations

import json
from decimal import Decimal

from cchc_rules.language.nodes import Plain


def to_json_text(value: Plain, *, indent: int | None = 2, sort_keys: bool = False) -> str:
    """JSON in which a decimal stands with its own digits and letters stand as they are; YAML reads it as the same data.

    ``sort_keys`` is for comparing: the order of keys is no content, but for the values of a grade.
    """
    return _written(value, indent, sort_keys, "\n")


def _written(value: Plain, indent: int | None, sort_keys: bool, newline: str) -> str:
    """``newline`` is a line end and the indentation of the line that the value begins on."""
    inner = newline + " " * (indent or 0)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict) and value:
        keys = sorted(value) if sort_keys else list(value)
        members = [f"{_quoted(key)}: {_written(value[key], indent, sort_keys, inner)}" for key in keys]
        return "{" + _joined(members, indent, inner, newline) + "}"
    if isinstance(value, list) and value:
        return "[" + _joined([_written(item, indent, sort_keys, inner) for item in value], indent, inner, newline) + "]"
    return _quoted(value)


def _joined(members: list[str], indent: int | None, inner: str, newline: str) -> str:
    """The members on one line, or each on its own."""
    return ", ".join(members) if indent is None else inner + ("," + inner).join(members) + newline


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
