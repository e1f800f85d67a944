"""One request: a line of JSON that asks for the awards of one candidate. ``schemas/request.schema.json`` has its shape.

There are two ways to read one. The quick way takes what is plainly right and leaves everything else alone; the careful
way defines what a request is, and says where it is wrong. Whatever the quick way takes, the careful way takes too.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

from attrs import field, frozen

from cchc_rules.errors import CchcRulesError
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.shapes import (
    FIRST_YEAR,
    LAST_YEAR,
    boolean_of,
    date_of,
    is_mapping,
    refuse_other_keys,
    require_keys,
    scalar_of,
    text_of,
    wrong_shape,
    year_of,
)
from cchc_rules.language.dossiers.spots import Budget, PartFaults, Spot
from cchc_rules.language.nodes import Node, Scalar, plain
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, Limits, read_text
from cchc_rules.language.reading.scalars import MOST_DIGITS
from cchc_rules.model.vocabulary import LiteralError, parse_date
from cchc_rules.text import Text

REQUIRED = ("request_id", "dossier")
FLAGS = ("trust_bare_attestations", "explain", "robustness")
KEYS = (*REQUIRED, "award", "year", "as_of", "readings", *FLAGS)
LONGEST_ID = 200
LIMITS = Limits(
    bytes=4 << 20,
    nodes=DOSSIER_LIMITS.nodes,
    depth=DOSSIER_LIMITS.depth + 1,  # the dossier stands one level below the request
    scalar=DOSSIER_LIMITS.scalar,
)
NAME = "-"

RequestId: TypeAlias = "str | int"

_TOO_LARGE = 10**MOST_DIGITS
_NO_READINGS: Mapping[str, str] = {}
_REQUEST = Text("một yêu cầu", "a request")
_AN_ID = Text(
    f"chuỗi từ 1 đến {LONGEST_ID} ký tự hoặc số nguyên", f"a text of 1 to {LONGEST_ID} characters or a whole number"
)


class RequestError(CchcRulesError):
    """A line is no request: its sender has something to mend."""


@frozen(kw_only=True)
class Request:
    """What is asked. ``None`` is what the request leaves to the defaults: of the command line, else of the dossier.

    ``award`` is an id, or ``all``. ``dossier`` is plain data as :meth:`~cchc_rules.LoadedRulebook.dossier` takes it.
    """

    request_id: RequestId
    dossier: Mapping[str, object]
    award: str | None = None
    year: int | None = None
    as_of: datetime.date | None = None
    readings: Mapping[str, str] = field(default=_NO_READINGS)
    trust_bare_attestations: bool | None = None
    explain: bool | None = None
    robustness: bool | None = None


def is_request_id(value: object) -> bool:
    """Whether this can be echoed: text of 1 to 200 whole characters, or a whole number of at most thirty digits."""
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST_ID and not any("\ud800" <= c <= "\udfff" for c in value)
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _TOO_LARGE


def quick_request(line: bytes) -> Request | None:
    """The request in a line where everything is plainly right; ``None`` for what has to be read with care."""
    if b"\r" in line:
        return None
    try:
        data = _QUICK.decode(line.decode("utf-8"))
        return _plainly(data) if type(data) is dict else None
    except (ValueError, ArithmeticError, LiteralError, RecursionError):
        return None


def _plainly(data: dict[str, Any]) -> Request | None:
    """The request that plain data is, if it has no other keys and every value is as it has to be."""
    request_id, dossier, award = data.pop("request_id", None), data.pop("dossier", None), data.pop("award", None)
    year, as_of, readings = data.pop("year", None), data.pop("as_of", None), data.pop("readings", None)
    trust, explain, robustness = (data.pop(key, None) for key in FLAGS)
    if (
        data
        or type(dossier) is not dict
        or not (_is_plain(request_id, LONGEST_ID) if type(request_id) is str else is_request_id(request_id))
        or (award is not None and not _is_plain(award))
        or (year is not None and (type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR))
        or (as_of is not None and type(as_of) is not str)
        or (readings is not None and not _are_readings(readings))
        or any(flag is not None and type(flag) is not bool for flag in (trust, explain, robustness))
    ):
        return None
    return Request(
        request_id=request_id,
        dossier=dossier,
        award=award,
        year=year,
        as_of=None if as_of is None else parse_date(as_of),
        readings=readings or _NO_READINGS,
        trust_bare_attestations=trust,
        explain=explain,
        robustness=robustness,
    )


def _is_plain(value: object, longest: int = LIMITS.scalar) -> bool:
    """Whether this is a text of which every character can be seen."""
    return type(value) is str and 0 < len(value) <= longest and value.isprintable() and not value.isspace()


def _are_readings(value: object) -> bool:
    """Whether this is a mapping of plain texts."""
    return type(value) is dict and all(_is_plain(key) and _is_plain(option) for key, option in value.items())


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which no key stands twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is given twice")
    return made


def _refused(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


_QUICK = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=Decimal, parse_constant=_refused)


def read_line(line: bytes) -> Node:
    """The document in a line; :class:`RequestError` with everything that makes it none."""
    if not line.strip():
        raise RequestError([diagnose("CR021")])
    return read_text(line, NAME, limits=LIMITS, error=RequestError, format="json")


def careful_request(node: Node) -> Request:
    """The request that a document is; :class:`RequestError` with everything that makes it none."""
    top, faults = Spot(node), PartFaults(Budget())
    given: dict[str, Spot] = {}
    if is_mapping(top, faults):
        refuse_other_keys(top, KEYS, faults, _REQUEST)
        require_keys(top, REQUIRED, faults, _REQUEST)
        given = {key: spot for key, spot in top.children() if key in REQUIRED or not _is_null(spot)}
    if "request_id" in given and not is_request_id(scalar_of(given["request_id"])):
        wrong_shape(given["request_id"], faults, _AN_ID)
    if "dossier" in given:
        is_mapping(given["dossier"], faults)
    award = text_of(given["award"], faults) if "award" in given else None
    year = year_of(given["year"], faults) if "year" in given else None
    as_of = date_of(given["as_of"], faults) if "as_of" in given else None
    readings = _readings(given["readings"], faults) if "readings" in given else _NO_READINGS
    flags = {key: boolean_of(given[key], faults) for key in FLAGS if key in given}
    if faults.found:
        raise RequestError(faults.found)
    request_id: Any = scalar_of(given["request_id"])
    dossier: Any = plain(given["dossier"].node)
    return Request(
        request_id=request_id,
        dossier=dossier,
        award=award,
        year=year,
        as_of=as_of,
        readings=readings,
        **flags,
    )


def _is_null(spot: Spot) -> bool:
    """Whether nothing is said here: the same as leaving the key out."""
    return isinstance(spot.node, Scalar) and spot.node.value is None


def _readings(spot: Spot, faults: PartFaults) -> Mapping[str, str]:
    """``{READING: OPTION}``; ``null`` for an option is the same as leaving the reading out."""
    if not is_mapping(spot, faults):
        return _NO_READINGS
    chosen = {key: text_of(child, faults) for key, child in spot.children() if not _is_null(child)}
    return {key: option for key, option in chosen.items() if option is not None}


def id_in(line: bytes) -> RequestId | None:
    """The id of a line that is JSON but perhaps no request, so that its sender knows which one was wrong; ``None`` where
    none can be made out for certain.
    """
    try:
        pairs = json.JSONDecoder(object_pairs_hook=_Pairs).decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    ids: list[Any] = [value for key, value in pairs if key == "request_id"] if isinstance(pairs, _Pairs) else []
    return ids[0] if len(ids) == 1 and is_request_id(ids[0]) else None


class _Pairs(list[tuple[str, object]]):
    """The keys and values of an object as they stand."""
