"""The shapes that the parts of a dossier file have: text, ids, dates, years; whatever else stands there is a fault."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingABC
from decimal import Decimal

from cchc_rules.language.dossiers.misfits import date_help
from cchc_rules.language.dossiers.spots import (
    A_LIST,
    A_MAPPING,
    A_TEXT,
    PartFaults,
    Spot,
    found_text,
    nearest_or_all,
    word_of,
)
from cchc_rules.language.nodes import Mapping, Scalar, ScalarValue, Sequence
from cchc_rules.language.reading.source import quoted
from cchc_rules.language.shape.spelling import day_advice
from cchc_rules.model.vocabulary import LiteralError, Misfit, parse_date
from cchc_rules.text import Text

FIRST_YEAR, LAST_YEAR = 1900, 2999
A_YEAR = Text(
    f"năm có bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}", f"a year has four digits, {FIRST_YEAR} to {LAST_YEAR}"
)
PLAIN_ID = Text(
    "mã viết trên một dòng, không có dấu cách ở hai đầu", "an id stands on one line, without spaces around it"
)

_NO_HELP: MappingABC[str, Text] = {}
DASHES = Text("mỗi mục bắt đầu bằng `- `", "every item begins with `- `")
_LEAVE_OUT = Text("chưa có thì bỏ cả khóa này", "leave the key out if there is none")
_TRUE_OR_FALSE = Text("`true` hoặc `false`", "`true` or `false`")
_A_DATE = Text("ngày dạng 2024-12-31", "a date such as 2024-12-31")
_ONE_YEAR = Text("một năm, ví dụ 2024", "a year such as 2024")
_QUOTES = Text('đặt số trong dấu nháy kép, ví dụ "01"', 'a number goes in quotes, such as "01"')
_NO_QUOTES = Text("viết năm không có dấu nháy", "a year goes without quotes")
_YEAR = re.compile(r"[12][0-9]{3}")


def wrong_shape(spot: Spot, faults: PartFaults, wanted: Text, help: Text | None = None) -> None:
    """Something else stands here than has to."""
    faults.add("CR501", spot, help=help, wanted=wanted, found=found_text(spot.node))


def scalar_of(spot: Spot) -> ScalarValue:
    """The value that stands here; ``None`` for nothing, and for a list or mapping."""
    return spot.node.value if isinstance(spot.node, Scalar) else None


def is_mapping(spot: Spot, faults: PartFaults) -> bool:
    """Whether ``{key: …}`` stands here; a fault if not."""
    if not isinstance(spot.node, Mapping):
        wrong_shape(spot, faults, A_MAPPING)
    return isinstance(spot.node, Mapping)


def is_list(spot: Spot, faults: PartFaults, if_null: Text | None = None) -> bool:
    """Whether a list stands here; a fault if not, with the advice ``if_null`` where nothing stands."""
    if not isinstance(spot.node, Sequence):
        wrong_shape(spot, faults, A_LIST, DASHES if spot.entries else if_null if spot.is_null else None)
    return isinstance(spot.node, Sequence)


def refuse_other_keys(spot: Spot, known: Iterable[str], faults: PartFaults, where: Text) -> bool:
    """Every key that does not belong here is a fault; whether there was one."""
    others = [key for key in spot.entries if key not in known]
    for key in others:
        faults.add_at_key("CR502", spot[key], help=nearest_or_all(key, known), key=quoted(key), where=where)
    return bool(others)


def require_keys(
    spot: Spot, wanted: Iterable[str], faults: PartFaults, where: Text, *, help: MappingABC[str, Text] = _NO_HELP
) -> None:
    """Every one of these keys is given; ``help`` has the advice on some of them."""
    for key in wanted:
        if key not in spot.entries:
            faults.add("CR503", spot, help=help.get(key), key=key, where=where)


def text_of(spot: Spot, faults: PartFaults) -> str | None:
    """``text``, not blank."""
    value = scalar_of(spot)
    if not isinstance(value, str):
        number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        wrong_shape(spot, faults, A_TEXT, _QUOTES if number else None)
        return None
    if not value.strip():
        faults.add("CR508", spot, help=_LEAVE_OUT)
        return None
    return value


def id_of(spot: Spot, faults: PartFaults) -> str | None:
    """``id``: text on one line, without spaces around it."""
    text = text_of(spot, faults)
    if text is not None and not is_id(text):
        faults.add("CR509", spot, help=PLAIN_ID, word=quoted(text))
        return None
    return text


def is_id(text: str) -> bool:
    """Whether the text can name a candidate or an entity."""
    return text == text.strip() and len(text.splitlines()) == 1


def date_of(spot: Spot, faults: PartFaults, if_null: Text | None = None) -> datetime.date | None:
    """``2024-12-31``, a day that exists; ``if_null`` is the advice where nothing stands."""
    value = scalar_of(spot)
    if not isinstance(value, str):
        wrong_shape(spot, faults, _A_DATE, if_null if spot.is_null else None)
        return None
    try:
        return parse_date(value)
    except LiteralError as fault:
        if fault.misfit is Misfit.NO_SUCH_DATE:
            faults.add("CR506", spot, help=day_advice(value), word=value)
        elif value.strip():
            faults.add("CR505", spot, help=date_help(value), word=quoted(value))
        else:
            faults.add("CR508", spot, help=_LEAVE_OUT)
        return None


def year_of(spot: Spot, faults: PartFaults) -> int | None:
    """A year as a number: ``2024``."""
    value = scalar_of(spot)
    if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
        return value
    if value is None:
        wrong_shape(spot, faults, _ONE_YEAR)
    else:
        quotes = isinstance(value, str) and year_key(value) is not None
        faults.add("CR507", spot, help=_NO_QUOTES if quotes else A_YEAR, word=word_of(value))
    return None


def year_key(key: str) -> int | None:
    """The year that a key names, if it names one."""
    year = int(key) if _YEAR.fullmatch(key) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def boolean_of(spot: Spot, faults: PartFaults, if_null: Text | None = None) -> bool | None:
    """``true`` or ``false``; ``if_null`` is the advice where nothing stands."""
    value = scalar_of(spot)
    if isinstance(value, bool):
        return value
    wrong_shape(spot, faults, _TRUE_OR_FALSE, if_null if spot.is_null else None)
    return None
