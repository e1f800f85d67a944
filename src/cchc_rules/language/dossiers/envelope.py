"""The envelope of a dossier file: which rulebook and year, as of when, and the documents that the file declares."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from attrs import frozen

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.shapes import (
    date_of,
    is_list,
    is_mapping,
    refuse_other_keys,
    require_keys,
    text_of,
    year_of,
)
from cchc_rules.language.dossiers.spots import Budget, PartFaults, Spot, nearest_or_all
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Document
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.text import Text

ENVELOPE_KEYS = ("rulebook", "award_year", "as_of", "documents", "entities", "attestations", "candidates")
DOCUMENT_KEYS = ("number", "date", "title")
DOCUMENT_ID = "(?!(?:on|off|yes|no|true|false|null)$)[a-z][a-z0-9_-]*"

_FILE = Text("tệp hồ sơ", "a dossier file")
_DOCUMENT = Text("một văn bản", "a document")
_DOCUMENT_ID = re.compile(DOCUMENT_ID)
_PLAIN_ID = Text(
    "mã văn bản gồm chữ thường a-z, số, `-` và `_`, bắt đầu bằng chữ, ví dụ `bb-01`",
    "the id of a document has lower-case letters, digits, `-` and `_` and starts with a letter, such as `bb-01`",
)


@frozen
class Envelope:
    """What holds for a whole file. ``broken`` has the faults of the documents that have some."""

    as_of: datetime.date
    award_year: int | None
    documents: dict[str, Document]
    broken: dict[str, list[Diagnostic]]
    warnings: tuple[Diagnostic, ...] = ()


def decode_envelope(top: Spot, rulebook: Rulebook, budget: Budget, *, flat: bool) -> Envelope:
    """``{rulebook, award_year?, as_of, documents?, entities?, attestations?, candidates}``, all of its faults at once.

    In the ``flat`` form one candidate's keys stand beside these, in place of ``candidates``, and ``rulebook`` may be left
    out.
    """
    faults = PartFaults(budget)
    award_year = as_of = None
    if is_mapping(top, faults):
        if not flat:
            refuse_other_keys(top, ENVELOPE_KEYS, faults, _FILE)
        required = ("as_of",) if flat else ("rulebook", "as_of", "candidates")
        require_keys(top, required, faults, _FILE, help={"as_of": _AS_OF, "rulebook": _rulebook_help(rulebook)})
        if "rulebook" in top.entries:
            _check_rulebook(top["rulebook"], rulebook, faults)
        award_year = year_of(top["award_year"], faults) if top.gives("award_year") else None
        as_of = date_of(top["as_of"], faults) if "as_of" in top.entries else None
        _check_parts(top, rulebook, faults)
    if faults.found or as_of is None:
        raise DossierError(faults.found)
    documents: dict[str, Document] = {}
    broken: dict[str, list[Diagnostic]] = {}
    for key, spot in top.children_of("documents"):
        own = PartFaults(budget)
        document = _document(key, spot, own)
        if own.found:
            broken[key] = own.found
        elif document is not None:
            documents[key] = document
    return Envelope(as_of, award_year, documents, broken, tuple(_warn_of_award_year(top, award_year, rulebook)))


_AS_OF = Text(
    "ghi ngày chốt số liệu, ví dụ `as_of: 2026-01-15`", "add the cut-off of the data, such as `as_of: 2026-01-15`"
)


def _rulebook_help(rulebook: Rulebook) -> Text:
    return Text(f"viết `rulebook: {rulebook.id}`", f"write `rulebook: {rulebook.id}`")


def _warn_of_award_year(top: Spot, award_year: int | None, rulebook: Rulebook) -> Iterator[Diagnostic]:
    """A warning about an award year in which the rulebook gives nothing."""
    permitted = rulebook.award_years
    if award_year is not None and permitted and award_year not in permitted:
        at, listed = top["award_year"], ", ".join(map(str, permitted))
        yield diagnose("CR510", at.node.span, at.pointer, year=award_year, permitted=listed)


def _check_rulebook(spot: Spot, rulebook: Rulebook, faults: PartFaults) -> None:
    """A file is read by the rulebook for which it is written, and by no other."""
    given = text_of(spot, faults)
    if given is not None and given != rulebook.id:
        advice = Text(f"viết `rulebook: {rulebook.id}`, hoặc xét theo đúng bộ tiêu chuẩn mà tệp đã ghi",
                    f"write `rulebook: {rulebook.id}`, or decide by the rulebook that the file names")  # fmt: skip
        faults.add("CR504", spot, help=advice, given=quoted(given), wanted=rulebook.id)


def _check_parts(top: Spot, rulebook: Rulebook, faults: PartFaults) -> None:
    """The parts are mappings and lists, and entities are of the kinds that the rulebook knows."""
    for key in ("documents", "entities"):
        if top.gives(key):
            is_mapping(top[key], faults)
    if top.gives("attestations"):
        is_list(top["attestations"], faults)
    if "candidates" in top.entries:
        is_list(top["candidates"], faults)
    known = rulebook.vocabulary.entities
    for kind, spot in top.children_of("entities"):
        if kind not in known:
            faults.add_at_key("CR512", spot, help=nearest_or_all(kind, known), kind=quoted(kind))
        elif not spot.is_null:
            is_mapping(spot, faults)


def is_document_id(word: str) -> bool:
    """Whether a file can call a document so."""
    return _DOCUMENT_ID.fullmatch(word) is not None


def _document(key: str, spot: Spot, faults: PartFaults) -> Document | None:
    """``ID: {number?, date?, title?}``; ``None`` if it is not declared, or has no readable shape."""
    if not is_document_id(key):
        faults.add_at_key("CR509", spot, help=_PLAIN_ID, word=quoted(key))
    if spot.is_null or not is_mapping(spot, faults):
        return None
    refuse_other_keys(spot, DOCUMENT_KEYS, faults, _DOCUMENT)
    return Document(
        id=key,
        number=text_of(spot["number"], faults) if spot.gives("number") else None,
        date=date_of(spot["date"], faults) if spot.gives("date") else None,
        title=text_of(spot["title"], faults) if spot.gives("title") else None,
    )
