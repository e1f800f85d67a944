"""Values of a dossier: a literal, nothing, a value with its evidence, or why it is unknown; and who attests them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from cchc_rules.errors import Diagnostic
from cchc_rules.language import nodes
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.misfits import report_misfit
from cchc_rules.language.dossiers.shapes import (
    A_YEAR,
    date_of,
    id_of,
    refuse_other_keys,
    text_of,
    wrong_shape,
    year_key,
)
from cchc_rules.language.dossiers.spots import PartFaults, Spot, choices, nearest, nearest_or_all, word_of
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Attestation, Claim, Document, Stated
from cchc_rules.model.region import CoreValue
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, LiteralError
from cchc_rules.text import Text

VALUE_KEYS = ("value", "known_from", "capacity", "date", "document", "by", "of", "remark")
UNKNOWN_KEYS = ("unknown", "remark")
LONG_FORM = frozenset({*VALUE_KEYS, *UNKNOWN_KEYS})

FAR = 3
_A_VALUE = Text("một giá trị", "a value")
_UNKNOWN = Text("phần `unknown`", "an unknown value")
_NO_VALUE = Text(
    "chưa biết thì bỏ dữ kiện này, hoặc viết `{unknown: not_given}`",
    "leave the fact out, or write `{unknown: not_given}`, if it is not known",
)


@frozen
class Setting:
    """What the values of one file are decoded against.

    ``documents`` are those that the file declares without fault, ``broken`` the faults of the others; those of them that
    somebody cites are collected in ``cited``. ``units`` are those that attestations speak for, by kind and id, with the
    first place of each; ``warnings`` are told once for each key.
    """

    rulebook: Rulebook
    as_of: datetime.date
    award_year: int | None
    reasons: tuple[str, ...]
    documents: Mapping[str, Document]
    broken: Mapping[str, list[Diagnostic]]
    cited: set[str] = field(factory=set)
    units: dict[tuple[str, str], Spot] = field(factory=dict)
    warnings: dict[object, Diagnostic] = field(factory=dict)

    @cached_property
    def years(self) -> tuple[int | None, int | None]:
        """The first and the last year that the rulebook speaks of: its award years and windows, as far as they go."""
        first, last, last_is_open = spoken_years(self.rulebook)
        return first, max(last, self.as_of.year) if last is not None and last_is_open else last

    @property
    def some_year(self) -> int:
        """A year for examples."""
        return self.as_of.year if self.award_year is None else self.award_year


def decode_fact(
    spec: FactSpec, spot: Spot, setting: Setting, faults: PartFaults
) -> Iterator[tuple[int | None, Stated]]:
    """``value``, or for a yearly fact ``{YEAR: value}``; what is stated, by year. Nothing is stated by ``null``."""
    keys = spot.entries
    if not spec.per_year:
        if keys and all(key.isdecimal() for key in keys):
            faults.add_at_key("CR528", spot, fact=spot.step)
        elif (stated := decode_value(spec, str(spot.step), spot, setting, faults)) is not None:
            yield None, stated
    elif not isinstance(spot.node, nodes.Mapping) or any(key in LONG_FORM for key in keys):
        if not spot.is_null:
            faults.add_at_key("CR527", spot, help=_by_year(spot.node, setting), fact=spot.step)
    else:
        for key, child in spot.children():
            year_given = year_key(key)
            if year_given is None:
                faults.add_at_key("CR507", child, help=A_YEAR, word=quoted(key))
                continue
            stated = decode_value(spec, str(spot.step), child, setting, faults)
            if stated is not None:
                warn_of_far_year(year_given, str(spot.step), child, setting)
                yield year_given, stated


def _by_year(node: nodes.Node, setting: Setting) -> Text:
    """A yearly fact as it is written: the author's own value, if the file says for which year it is."""
    if setting.award_year is not None and isinstance(node, nodes.Scalar):
        written = f"{{{setting.award_year}: {word_of(node.value)}}}"
        return Text(f"viết `{written}`", f"write `{written}`")
    year = setting.some_year
    return Text(f"ghi theo năm, ví dụ `{{{year}: …}}`", f"write it by year, such as `{{{year}: …}}`")


def spoken_years(rulebook: Rulebook) -> tuple[int | None, int | None, bool]:
    """The first and the last year that a rulebook speaks of, none where a window is open or there are no award years; and
    whether some window has no end, so that the year of the data counts as well.
    """
    award_years = rulebook.award_years
    if not award_years:
        return None, None, False
    stretches = [stretch for window in rulebook.windows.values() for stretch in window.alternatives()]
    starts = [stretch.start.year for stretch in stretches if stretch.start]
    ends = [stretch.end.year for stretch in stretches if stretch.end]
    first = None if len(starts) < len(stretches) else min([*starts, *award_years])
    return first, max([*ends, *award_years]), len(ends) < len(stretches)


def warn_of_far_year(year: int, what: str, spot: Spot, setting: Setting, *, before: bool = True) -> None:
    """A warning about a year that is far from all that the rulebook speaks of, such as 2052 for 2025: nothing would ever
    read it. Once for each such year; years ``before`` may be of use to what holds from then on.
    """
    first, last = setting.years
    if (last is not None and year > last + FAR) or (before and first is not None and year < first - FAR):
        bounds = years_text(first, last)
        advice = Text("kiểm tra các chữ số của năm", "look at the digits of the year")
        warning = diagnose("CR533", spot.key_span, spot.pointer, help=advice, year=year, what=what, bounds=bounds)
        setting.warnings.setdefault(("CR533", year), warning)


def decode_value(spec: FactSpec, name: str, spot: Spot, setting: Setting, faults: PartFaults) -> Stated | None:
    """``literal``, ``null`` (nothing stated), ``{value: literal, …}`` or ``{unknown: REASON}``."""
    node = spot.node
    if isinstance(node, nodes.Scalar):
        if node.value is None:
            return None
        value = decode_literal(spec, name, spot, faults)
        return None if value is None else Stated(claims=(Claim(value=value, place=spot.place),))
    if isinstance(node, nodes.Sequence):
        wrong_shape(spot, faults, _A_VALUE)
        return None
    if "unknown" in node.entries:
        return _unknown(spot, setting, faults)
    strange = refuse_other_keys(spot, (*VALUE_KEYS, "unknown"), faults, _A_VALUE)
    if "value" in node.entries:
        return _claimed(spec, name, spot, setting, faults)
    if not strange:
        faults.add("CR530", spot, fact=name)
    return None


def decode_literal(spec: FactSpec, name: str, spot: Spot, faults: PartFaults) -> CoreValue | None:
    """``literal``: one of the fact's values; ``None`` after a fault."""
    value = spot.node.value if isinstance(spot.node, nodes.Scalar) else None
    if not isinstance(spot.node, nodes.Scalar):
        wrong_shape(spot, faults, _A_VALUE)
    elif value is None:
        faults.add_at_key("CR532", spot, help=_NO_VALUE)
    else:
        try:
            return spec.encode(value)
        except LiteralError as fault:
            report_misfit(spec, name, spot, value, fault.misfit, faults)
    return None


def _unknown(spot: Spot, setting: Setting, faults: PartFaults) -> Stated:
    """``{unknown: REASON, remark?}``."""
    if "value" in spot.entries:
        faults.add_at_key("CR531", spot["unknown"])
    else:
        refuse_other_keys(spot, UNKNOWN_KEYS, faults, _UNKNOWN)
    passenger(spot, "remark", faults)
    reason = text_of(spot["unknown"], faults)
    if reason is not None and reason not in setting.reasons:
        faults.add("CR529", spot["unknown"], help=nearest_or_all(reason, setting.reasons), word=quoted(reason))
    return Stated(reason=reason or "not_given")


def _claimed(spec: FactSpec, name: str, spot: Spot, setting: Setting, faults: PartFaults) -> Stated | None:
    """``{value: literal, known_from?, capacity?, date?, document?, by?, of?, remark?}``."""
    passenger(spot, "remark", faults)
    known_from = date_of(spot["known_from"], faults) if spot.gives("known_from") else None
    attestation, document = decode_attestation(spot, setting, faults, spec.attested_by)
    value = decode_literal(spec, name, spot["value"], faults)
    if value is None:
        return None
    claim = Claim(value=value, attestation=attestation, known_from=known_from, document=document, place=spot.place)
    return Stated(claims=(claim,))


def decode_attestation(
    spot: Spot, setting: Setting, faults: PartFaults, entitled: Iterable[str], *, required: bool = False
) -> tuple[Attestation | None, Document | None]:
    """``capacity``, ``date``, ``document?``, ``by?``, ``of?`` among the keys of a mapping: who attests, and by what.

    A document alone is the source of a value that nobody attests. ``entitled``: who may attest it, for advice.
    """
    given = {key for key in ("capacity", "date", "by", "of") if spot.gives(key)}
    document = _document(spot["document"], setting, faults) if spot.gives("document") else None
    if not given and not required:
        return None, document
    for key in ("capacity", "date"):
        if key not in given:
            faults.add("CR536", spot, help=_attestation_help(key, entitled, setting), key=key)
    date = _attested_on(spot["date"], setting, faults) if "date" in given else None
    by = id_of(spot["by"], faults) if "by" in given else None
    of = id_of(spot["of"], faults) if "of" in given else None
    capacity = text_of(spot["capacity"], faults) if "capacity" in given else None
    if capacity is not None:
        _check_capacity(capacity, spot, of, setting, faults)
    if capacity is None or date is None:
        return None, document
    return Attestation(capacity=capacity, date=date, document=document, by=by, of=of), document


def _attestation_help(key: str, entitled: Iterable[str], setting: Setting) -> Text:
    """How to write what an attestation lacks: those who may attest these facts, or the form of a date."""
    if key == "capacity":
        return choices(dict.fromkeys(entitled) or setting.rulebook.authorities)
    return Text(f"ghi ngày xác nhận, ví dụ `date: {setting.as_of}`", f"add the day, such as `date: {setting.as_of}`")


def _check_capacity(capacity: str, spot: Spot, of: str | None, setting: Setting, faults: PartFaults) -> None:
    """An authority of the rulebook; with ``of`` if, and only if, it is one of many. Whether it may attest this fact is
    not asked here: a claim without standing counts for nothing, and the verdict says so.
    """
    authority = setting.rulebook.authorities.get(capacity)
    if authority is None:
        advice = nearest_or_all(capacity, setting.rulebook.authorities)
        faults.add("CR535", spot["capacity"], help=advice, word=quoted(capacity))
    elif authority.of is not None and not spot.gives("of"):
        advice = Text(f"thêm `of: …`, mã của `{authority.of}`", f"add `of: …`, the id of the `{authority.of}`")
        faults.add("CR537", spot["capacity"], help=advice, capacity=capacity)
    elif authority.of is None and spot.gives("of"):
        faults.add_at_key("CR538", spot["of"], capacity=capacity)
    elif authority.of is not None and of is not None:
        setting.units.setdefault((authority.of, of), spot["of"])


def _attested_on(spot: Spot, setting: Setting, faults: PartFaults) -> datetime.date | None:
    """A day that is not after the cut-off of the file's data."""
    date = date_of(spot, faults)
    if date is not None and date > setting.as_of:
        faults.add("CR540", spot, date=date, as_of=setting.as_of)
    return date


def _document(spot: Spot, setting: Setting, faults: PartFaults) -> Document | None:
    """The id of a document that the file declares."""
    name = text_of(spot, faults)
    if name is None:
        return None
    if name in setting.broken:
        setting.cited.add(name)
        faults.adopt(setting.broken[name])
    elif name not in setting.documents:
        declare = Text("khai báo văn bản này ở `documents`", "declare it under `documents`")
        advice = nearest(name, [*setting.documents, *setting.broken]) or declare
        faults.add("CR511", spot, help=advice, word=quoted(name))
    return setting.documents.get(name)


def years_text(first: int | None, last: int | None) -> Text:
    """The years that a rulebook speaks of, the first perhaps open."""
    if first is None:
        return Text(f"đến năm {last}", f"up to {last}")
    return Text(f"năm {first}", f"{first}") if first == last else Text(f"{first}–{last}", f"{first}–{last}")


def passenger(spot: Spot, key: str, faults: PartFaults) -> str | None:
    """``name`` or ``remark``: text for people, which takes part in nothing."""
    return text_of(spot[key], faults) if spot.gives(key) else None
