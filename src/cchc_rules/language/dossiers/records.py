"""Lists of a candidate: records, and how far they are complete."""

from __future__ import annotations

import datetime

from cchc_rules.language import nodes
from cchc_rules.language.dossiers.facts import misplaced
from cchc_rules.language.dossiers.keys import same_thing
from cchc_rules.language.dossiers.misfits import counted, value_text
from cchc_rules.language.dossiers.shapes import (
    DASHES,
    boolean_of,
    date_of,
    is_list,
    is_mapping,
    refuse_other_keys,
    require_keys,
    wrong_shape,
)
from cchc_rules.language.dossiers.spots import A_LIST, A_MAPPING, PartFaults, Spot, first_place, nearest_or_all
from cchc_rules.language.dossiers.values import Setting, decode_value, passenger
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import ListSpec
from cchc_rules.text import Text

LIST_KEYS = ("to", "complete", "items")

_A_RECORD = Text("mục", "record")
_GIVEN_LIST = Text("một danh sách", "a list")
_NOT_KNOWN = Text(
    "chưa biết danh sách đã đủ hay chưa thì ghi `complete: false`, không ghi `to`",
    "write `complete: false` and no `to` if it is not known whether records are missing",
)
_NO_LIST = Text(
    "chưa có danh sách thì bỏ cả danh sách này: `[]` nghĩa là chắc chắn không có mục nào",
    "leave the whole list out if it is not known: `[]` says that there is certainly no record",
)
_EITHER = Text(f"{A_LIST.vi} hoặc {A_MAPPING.vi}", f"{A_LIST.en} or {A_MAPPING.en}")


def decode_lists(spot: Spot, kind: str, setting: Setting, faults: PartFaults) -> dict[str, RecordList]:
    """``{LIST: [records] | {to?, complete?, items}}``. A list that is null is not given, so it is open: never empty."""
    vocabulary = setting.rulebook.vocabulary
    lists: dict[str, RecordList] = {}
    for name, child in spot.children():
        spec = vocabulary.list_for(kind, name)
        if spec is None:
            known = [known for known in vocabulary.lists if vocabulary.list_for(kind, known)]
            advice = misplaced(name, kind, vocabulary) or nearest_or_all(name, known)
            faults.add_at_key("CR521", child, help=advice, list=quoted(name), kind=kind)
        elif not child.is_null:
            lists[name] = _record_list(spec, child, setting, faults)
    return lists


def _record_list(spec: ListSpec, spot: Spot, setting: Setting, faults: PartFaults) -> RecordList:
    """``[records]``, complete up to the file's ``as_of``, or ``{to?: date, complete?: true, items: [records]}``.

    No key of it may be null: what holds without ``to`` or ``complete`` is a claim, and not to know is none.
    """
    given: Spot | None = spot
    to, complete = None, True
    if spot.entries and "items" not in spot.entries and all(key in spec.fields for key in spot.entries):
        wrong_shape(spot, faults, A_LIST, DASHES)
        given = None
    elif isinstance(spot.node, nodes.Mapping):
        refuse_other_keys(spot, LIST_KEYS, faults, _GIVEN_LIST)
        require_keys(spot, ("items",), faults, _GIVEN_LIST)
        if "complete" in spot.entries:
            complete = boolean_of(spot["complete"], faults, _NOT_KNOWN) is not False
        if "to" in spot.entries:
            to = _complete_to(spec, spot["to"], complete, setting, faults)
        given = spot["items"] if "items" in spot.entries and is_list(spot["items"], faults, _NO_LIST) else None
    elif not isinstance(spot.node, nodes.Sequence):
        wrong_shape(spot, faults, _EITHER)
    records = _records(spec, given, setting, faults) if given is not None else ()
    return RecordList(records=records, cut_off=setting.as_of, complete=complete, to=to)


def _complete_to(
    spec: ListSpec, spot: Spot, complete: bool, setting: Setting, faults: PartFaults
) -> datetime.date | None:
    """The day up to which nothing is missing: only a complete, dated list has one, and it is not after ``as_of``."""
    to = date_of(spot, faults, _NOT_KNOWN)
    if spec.dated_by is None:
        faults.add_at_key("CR559", spot, list=spec.name)
    elif not complete:
        faults.add_at_key("CR558", spot, list=spec.name)
    elif to is not None and to > setting.as_of:
        faults.add("CR557", spot, date=to, as_of=setting.as_of)
    return to


def _records(spec: ListSpec, spot: Spot, setting: Setting, faults: PartFaults) -> tuple[FrozenDict[str, Stated], ...]:
    """Records; no more than there can be, and no two with one key."""
    records = []
    dated = frozenset(spec.date_fields)
    seen: dict[CoreValue, Spot] = {}
    for number, item in enumerate(spot.items()):
        if number == spec.maximum:
            faults.add("CR555", item, list=spec.name, most=counted(spec.maximum, _A_RECORD))
        if is_mapping(item, faults):
            record = _record(spec, dated, item, setting, faults)
            records.append(record)
            if spec.key is not None and spec.key in record:
                _note_key(spec, item[spec.key], record[spec.key], seen, faults)
    return tuple(records)


def _note_key(spec: ListSpec, spot: Spot, stated: Stated, seen: dict[CoreValue, Spot], faults: PartFaults) -> None:
    """Two records of a list that agree in its key are one thing given twice."""
    for claim in stated.claims:
        first = seen.setdefault(same_thing(claim.value), spot)
        if first is not spot:
            word = value_text(spec.fields[str(spot.step)], claim.value)
            faults.add("CR556", spot, related=[first_place(first)], list=spec.name, key=spec.key, word=word)


def _record(
    spec: ListSpec, dated: frozenset[str], spot: Spot, setting: Setting, faults: PartFaults
) -> FrozenDict[str, Stated]:
    """``{FIELD: value, remark?}``."""
    record: dict[str, Stated] = {}
    passenger(spot, "remark", faults)
    for name, child in spot.children():
        field_spec = spec.fields.get(name)
        if field_spec is not None:
            stated = decode_value(field_spec, name, child, setting, faults)
            if stated is not None:
                record[name] = stated
                if name in dated:
                    _refuse_later(child, stated, setting, faults)
        elif name != "remark":
            advice = nearest_or_all(name, spec.fields)
            faults.add_at_key("CR522", child, help=advice, field=quoted(name), list=spec.name)
    return FrozenDict(record)


def _refuse_later(spot: Spot, stated: Stated, setting: Setting, faults: PartFaults) -> None:
    """A file cannot know of what happens after the cut-off of its data."""
    for claim in stated.claims:
        if isinstance(claim.value, int) and claim.value > setting.as_of.toordinal():
            date = datetime.date.fromordinal(claim.value)
            faults.add("CR541", spot, date=date, as_of=setting.as_of)
