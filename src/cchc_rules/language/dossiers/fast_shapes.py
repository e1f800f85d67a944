"""The fast way from plain data to a dossier: the shapes of its parts. Here and in the other ``fast`` modules the rule is
that nothing is reported: whatever is not plainly in order is :class:`IrregularError`, and the full way says what it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar
from unicodedata import is_normalized

from cchc_rules.errors import DossierError, Place
from cchc_rules.language.dossiers.shapes import FIRST_YEAR, LAST_YEAR, is_id, year_key
from cchc_rules.language.nodes import Scalar, ScalarValue
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, node_from_python
from cchc_rules.model.dossier import Document, Stated
from cchc_rules.model.vocabulary import LiteralError, parse_date

NOWHERE = Place()
"""The place of all that was given as plain data: no file has it, and nothing points at it once it is a dossier."""

MOST_YEARS = 50
"""The most years of one fact that the fast way takes."""

_LONGEST_TEXT = 1_000

V = TypeVar("V")


class IrregularError(Exception):
    """Something that the fast way leaves to the full way: a fault, or what is permitted but seldom given."""


class File:
    """What holds for the whole of the data. ``attested`` remembers what is stated by values that somebody attests by a
    document; ``room``: how many more nodes there may be before the full way has to count them. ``described`` entities,
    ``units`` that attestations speak for and ``years`` of facts are noted for what may look wrong in the end.
    """

    __slots__ = ("as_of", "attested", "described", "documents", "room", "today", "units", "years")

    def __init__(self, as_of: datetime.date) -> None:
        self.as_of = as_of
        self.today = as_of.toordinal()
        self.documents: dict[str, Document] = {}
        self.attested: dict[object, Stated] = {}
        self.room = DOSSIER_LIMITS.nodes
        self.described: Collection[tuple[str, str]] = ()
        self.units: set[tuple[str, str]] = set()
        self.years: set[int] = set()

    def take(self, nodes: int) -> None:
        """Before something is walked through: at most so many nodes are in it."""
        self.room -= nodes
        if self.room < 0:
            raise IrregularError


def scalar(value: object) -> ScalarValue:
    """A scalar as the reader of plain data takes it, by the reader itself."""
    try:
        node = node_from_python(value, "")
    except DossierError:
        raise IrregularError from None
    assert isinstance(node, Scalar)
    return node.value


def text(value: object) -> str:
    """``text``, not blank. Printable text in NFC is what the reader leaves as it is; it is asked about the rest."""
    if type(value) is not str:
        raise IrregularError
    if len(value) > _LONGEST_TEXT or not value.isprintable() or not is_normalized("NFC", value):
        value = scalar(value)
    if not isinstance(value, str) or not value.strip():
        raise IrregularError
    return value


def id_text(value: object) -> str:
    """``id``: text on one line, without spaces around it."""
    word = text(value)
    if not is_id(word):
        raise IrregularError
    return word


def day(value: object) -> datetime.date:
    """``2024-12-31``, as text or as a date."""
    if type(value) is datetime.date:
        return value
    if type(value) is not str:
        raise IrregularError
    return _day_of(value)


def day_or_none(value: object) -> datetime.date | None:
    """A day, or nothing."""
    return None if value is None else day(value)


@lru_cache(maxsize=4096)
def _day_of(word: str) -> datetime.date:
    try:
        return parse_date(word)
    except LiteralError:
        raise IrregularError from None


def year(value: object) -> int:
    """A year as a number: ``2024``."""
    if type(value) is not int or not FIRST_YEAR <= value <= LAST_YEAR:
        raise IrregularError
    return value


def year_or_none(value: object) -> int | None:
    """A year, or nothing."""
    return None if value is None else year(value)


def year_of_key(key: object) -> int:
    """The year that a key names, as a number or as text."""
    if type(key) is int and FIRST_YEAR <= key <= LAST_YEAR:
        return key
    named = year_key(key) if type(key) is str else None
    if named is None:
        raise IrregularError
    return named


def refuse_repeated_years(given: Iterable[object]) -> None:
    """No year is given both as a number and as text, and there are not too many."""
    years = [year_of_key(key) for key in given]
    if len(set(years)) < len(years) or len(years) > MOST_YEARS:
        raise IrregularError


def regular(named: Mapping[str, V], *, but: Iterable[str] = ()) -> dict[str, V]:
    """The entries whose keys the reader leaves as they are: only these can be found by an author's word as it stands."""
    return {name: value for name, value in named.items() if name not in but and _is_regular(name)}


def _is_regular(name: str) -> bool:
    try:
        return text(name) == name
    except IrregularError:
        return False
