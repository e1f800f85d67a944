"""What is said about a call that cannot be answered, before any example is drawn."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import field, frozen
from hypothesis.errors import InvalidArgument

from cchc_rules.api import LoadedAward
from cchc_rules.errors import UsageError
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict

CANDIDATE = "candidate-1"
"""The id of every made-up candidate."""


def short(award: LoadedAward) -> str:
    """An award as it stands in the representation of a strategy: its rulebook would fill pages."""
    return f"<{award.book.id} {award.id}>"


@frozen
class Asking:
    """What is fixed of the questions about an award: the kinds of candidates, the year, the day, the readings."""

    award: LoadedAward = field(repr=short)
    kinds: tuple[str, ...]
    year: int | None
    as_of: datetime.date
    readings: FrozenDict[str, str]


def asking(
    award: object,
    year: int | None,
    as_of: datetime.date | None,
    kind: str | None = None,
    readings: Mapping[str, str] | None = None,
) -> Asking:
    """The arguments with their defaults in place.

    :class:`~cchc_rules.errors.UsageError` for a question that has no answer, as an evaluation would say;
    ``InvalidArgument`` for an award that is none.
    """
    if not isinstance(award, LoadedAward):
        raise InvalidArgument(
            f"Expected a loaded award, such as load_rulebook(…).award(…), but got award={award!r} "
            f"(type={type(award).__name__})"
        )
    if year is None and award.annual:
        year = max(award.book.rulebook.award_years, default=None)
    day = default_day(award, year) if as_of is None else as_of
    kinds = tuple(award.award.recipient) if kind is None else (kind,)
    try:
        award.evaluate(empty_dossier(award, kinds[0], day), year=year, as_of=day, readings=readings)
    except UsageError:
        raise
    except Exception:  # an engine that fails is for the laws to find, with the dossier
        pass
    chosen = award.book.rulebook.default_readings() | dict(readings or {})
    return Asking(award, kinds, year, day, FrozenDict(chosen))


def empty_dossier(award: LoadedAward, kind: str, as_of: datetime.date) -> Dossier:
    """The dossier that says nothing."""
    rulebook = award.book.rulebook
    return Dossier(rulebook=rulebook.id, id=CANDIDATE, kind=kind, as_of=as_of, vocabulary=rulebook.vocabulary)


def default_day(award: LoadedAward, year: int | None) -> datetime.date:
    """31 January after the award year or the award's period; after the last award year if the period has no end."""
    rulebook = award.book.rulebook
    if year is None:
        end = None
        if award.award.period is not None:
            end = rulebook.windows[award.award.period].under(rulebook.default_readings()).end
        year = max(rulebook.award_years, default=2024) if end is None else end.year
    return datetime.date(year + 1, 1, 31)


def a_flag(name: str, value: object) -> bool:
    """``InvalidArgument`` unless it is a boolean."""
    if not isinstance(value, bool):
        raise InvalidArgument(f"Expected a bool but got {name}={value!r} (type={type(value).__name__})")
    return value


def a_number(name: str, value: object, least: int) -> int:
    """``InvalidArgument`` unless it is a whole number from ``least`` on."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidArgument(f"Expected a whole number but got {name}={value!r} (type={type(value).__name__})")
    if value < least:
        raise InvalidArgument(f"Expected {name} of at least {least} but got {name}={value!r}")
    return value
