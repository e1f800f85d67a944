"""Bytes to text: a document is UTF-8 of bounded size, or it is refused before anything is parsed."""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

from cchc_rules.errors import CchcRulesError
from cchc_rules.language.reading.scalars import Limits, refuse_unwanted
from cchc_rules.language.reading.source import Faults, Source, grouped

Format = Literal["yaml", "json"]

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_SIGNS = {"json": b":,[{", "yaml": b":,[{?"}
_DASHES = (b"- ", b"-\n", b"-\r", b"-\t")


def decoded(
    data: bytes | str, name: str, limits: Limits, error: type[CchcRulesError], format: Format | None
) -> tuple[Source, Format]:
    """The text of a document and its format, or the reasons why it cannot be read."""
    if len(data) > limits.bytes:
        _faults(error, name).stop("CR102", most=_megabytes(limits.bytes))
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > limits.bytes:
        _faults(error, name).stop("CR102", most=_megabytes(limits.bytes))
    chosen = format or _format(raw, name)
    if _too_many_nodes(raw, chosen, limits.nodes):
        _faults(error, name).stop("CR103", most=grouped(limits.nodes))
    source = Source(name, (data if isinstance(data, str) else text_of(data, name, error)).removeprefix("\ufeff"))
    refuse_unwanted(source, Faults(error, name, source))
    return source, chosen


def _format(raw: bytes, name: str) -> Format:
    """By the name; where the name says nothing, a document that opens with a bracket is JSON."""
    file = name.replace("\\", "/").rpartition("/")[2]
    if file.lower().endswith(".json"):
        return "json"
    opening = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:1]
    return "json" if "." not in file.lstrip(".") and opening in (b"{", b"[") else "yaml"


def _too_many_nodes(raw: bytes, format: Format, most: int) -> bool:
    """Every value but the outermost follows a sign of its own, so signs are counted; a dash is one before a blank."""
    signs = len(raw) - len(raw.translate(None, _SIGNS[format]))
    if format == "json" or signs > most or signs + raw.count(b"-") <= most:
        return signs > most
    return any(total > most for total in accumulate(map(raw.count, _DASHES), initial=signs))


def text_of(raw: bytes, name: str, error: type[CchcRulesError]) -> str:
    """UTF-8 text; another encoding is refused where it shows."""
    if raw.startswith(_WIDE_MARKS) or b"\0" in raw[:4]:
        _faults(error, name).stop("CR105")
    wrong = -1
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        wrong, text = fault.start, raw.decode("utf-8", "replace")
    if wrong >= 0:
        start = len(raw[:wrong].decode("utf-8"))
        Faults(error, name, Source(name, text)).stop("CR104", start, start + 1, byte=f"{raw[wrong]:02X}")
    return text


def _faults(error: type[CchcRulesError], name: str) -> Faults:
    """Faults of the file as a whole: they stand at its first character, and show nothing of it."""
    return Faults(error, name, Source(name, ""))


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):g}"
