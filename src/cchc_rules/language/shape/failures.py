"""Failures of a schema's keywords, and which of them to tell: one mistake gives one diagnostic."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from attrs import evolve, frozen

from cchc_rules.errors import Pointer
from cchc_rules.language.shape.spelling import meant_by
from cchc_rules.text import Text

NO_KEY = frozenset({"CR204", "CR213", "CR217", "CR218", "CR223"})
"""Codes of a mapping that has none of the keys of a group; its schema lists the group under `properties`."""

_SEVERAL = frozenset({"CR205", "CR216", "CR224"})
"""Codes of a mapping that has several keys of which it may have one."""


@frozen
class Failure:
    """A keyword of a subschema that does not hold of the value at ``pointer``.

    ``key``: the key that is missing, unknown or out of place in the mapping at ``pointer``. ``at_key``: the value is
    the last key of ``pointer`` itself.
    """

    keyword: str
    schema: dict[str, Any]
    value: Any
    pointer: Pointer
    key: str | None = None
    at_key: bool = False

    @property
    def wanted(self) -> Text:
        """What the schema wants at this place."""
        return Text(self.schema["errorMessage"], self.schema["x-errorMessage-en"])

    @property
    def code(self) -> str | None:
        """The code that the schema gives to a failure of the keyword."""
        code: str | None = self.schema.get("x-codes", {}).get(self.keyword)
        return code


def distinct(failures: list[Failure]) -> list[Failure]:
    """The failures to tell: without echoes, and those of keys that exclude each other joined into one."""
    return _joined(_without_echoes(failures))


def _without_echoes(failures: list[Failure]) -> list[Failure]:
    """Without the failures that only repeat another: a key called missing because it is misspelt, a second complaint
    about a value of the wrong kind.
    """
    unknown: dict[Pointer, list[str]] = {}
    mistyped = set()
    for failure in failures:
        if failure.keyword == "additionalProperties" and failure.key is not None:
            unknown.setdefault(failure.pointer, []).append(failure.key)
        elif failure.keyword == "type" and failure.code not in NO_KEY:
            mistyped.add(failure.pointer)
    return [failure for failure in failures if not _is_echo(failure, unknown.get(failure.pointer, []), mistyped)]


def _is_echo(failure: Failure, unknown: list[str], mistyped: set[Pointer]) -> bool:
    if failure.keyword == "required":
        return any(nearest(key, [str(failure.key)]) for key in unknown)
    if failure.code in NO_KEY:
        known = failure.schema["properties"]
        return any(nearest(key, known) or meant_by(key) in known or failure.code == "CR217" for key in unknown)
    return failure.keyword != "type" and failure.key is None and failure.pointer in mistyped


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` may be a slip of."""
    best = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return best[0] if best else None


def _joined(failures: list[Failure]) -> list[Failure]:
    """The failures with those of :data:`_SEVERAL` on one mapping made one, about the first two of its keys."""
    kept: list[Failure] = []
    first: dict[tuple[Pointer, str], str] = {}
    for failure in failures:
        if failure.code not in _SEVERAL:
            kept.append(failure)
        elif (failure.pointer, failure.code) not in first:
            first[failure.pointer, failure.code] = str(failure.key)
        elif not any(old.pointer == failure.pointer and old.code == failure.code for old in kept):
            kept.append(evolve(failure, value=first[failure.pointer, failure.code]))
    return kept
