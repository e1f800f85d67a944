"""The values of a dossier as JSON Schema: literals by the type of their fact, and the forms that a value can have."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from cchc_rules.language.dossiers.misfits import bounds_text
from cchc_rules.model.dossier import BUILT_IN_REASONS
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text

Schema: TypeAlias = dict[str, Any]

YEAR = "^(19|2[0-9])[0-9]{2}$"
ID = r"^\S(.*\S)?$"
NOT_BLANK = r"\S"
DATE = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

EVIDENCE = ("known_from", "capacity", "date", "document", "by", "of", "remark")


def told(schema: Schema, wanted: Text) -> Schema:
    """A schema that says what is wanted, in both languages."""
    return {**schema, "errorMessage": wanted.vi, "x-errorMessage-en": wanted.in_lang("en")}


def or_null(schema: Schema) -> Schema:
    """The same, or null: what stands under a key that may be left out."""
    kinds = schema["type"]
    wider = {**schema, "type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
    if "enum" in schema:
        wider |= {"enum": [*schema["enum"], None], "enumDescriptions": [*schema["enumDescriptions"], "chưa biết"]}
    return wider


def ref(name: str) -> Schema:
    """A reference to one of the definitions."""
    return {"$ref": f"#/definitions/{name}"}


def closed(properties: Schema, wanted: Text, required: Iterable[str] = (), **more: Any) -> Schema:
    """A mapping of these keys and no others."""
    needed = {"required": list(required)} if required else {}
    shape = {"type": "object", "properties": properties, **needed, "additionalProperties": False, **more}
    return told(shape, wanted)


def by_year(schema: Schema, **more: Any) -> Schema:
    """``{YEAR: …}``."""
    wanted = Text("ghi theo năm, ví dụ {2024: …}", "give it by year, such as {2024: …}")
    return told({"patternProperties": {YEAR: schema}, "additionalProperties": False, **more}, wanted)


def literal(spec: FactSpec) -> Schema:
    """The literals of a fact. How many digits a decimal may have is beyond a schema, which computes in binary."""
    return told(_LITERALS[spec.type](spec), wanted_text(spec))


def wanted_text(spec: FactSpec) -> Text:
    """What a fact takes, with its bounds and digits."""
    vi, en = [f"cần {spec.type.text.vi}"], [f"want {spec.type.text.in_lang('en')}"]
    if spec.values:
        vi.append(": " + ", ".join(spec.values))
        en.append(": " + ", ".join(spec.values))
    if spec.minimum is not None or spec.maximum is not None:
        bounds = bounds_text(spec)
        vi.append(f", {bounds.vi}")
        en.append(f", {bounds.in_lang('en')}")
    if spec.type is FactType.DECIMAL:
        vi.append(f", nhiều nhất {spec.decimals} chữ số thập phân")
        en.append(f", at most {spec.decimals} digits after the point")
    return Text("".join(vi), "".join(en))


def _bounded(spec: FactSpec, kind: str) -> Schema:
    """A number; a bound that is not whole is widened to one, since a schema cannot state it exactly."""
    low = {} if spec.minimum is None else {"minimum": math.floor(spec.minimum)}
    return {"type": kind, **low, **({} if spec.maximum is None else {"maximum": math.ceil(spec.maximum)})}


def _member(spec: FactSpec) -> Schema:
    labels = [spec.value_labels[value].vi if value in spec.value_labels else value for value in spec.values]
    return {"type": "string", "enum": list(spec.values), "enumDescriptions": labels}


_LITERALS: dict[FactType, Callable[[FactSpec], Schema]] = {
    FactType.BOOLEAN: lambda spec: {"type": "boolean"},
    FactType.INTEGER: lambda spec: _bounded(spec, "integer"),
    FactType.DECIMAL: lambda spec: _bounded(spec, "number"),
    FactType.RANK: lambda spec: _bounded(spec, "integer"),
    FactType.GRADE: _member,
    FactType.ENUM: _member,
    FactType.DATE: lambda spec: {"type": "string", "pattern": DATE},
    FactType.TEXT: lambda spec: {"type": "string", "pattern": NOT_BLANK},
}


def value(spec: FactSpec) -> Schema:
    """``literal``, ``null``, ``{value: literal, …}`` or ``{unknown: REASON}``."""
    only = literal(spec)
    wanted = Text(
        "giá trị gồm `value` và, nếu cần, `known_from`, `capacity`, `date`, `document`, `by`, `of`, `remark`",
        "a value has `value` and, if wanted, `known_from`, `capacity`, `date`, `document`, `by`, `of`, `remark`",
    )
    properties = {"value": only, **{key: ref(key) for key in EVIDENCE}}
    long = closed(properties, wanted, ("value",), allOf=[ref("evidence")])
    return {
        **_titles(spec),
        "if": {"type": "object"},
        "then": {"if": {"required": ["unknown"]}, "then": ref("unknown"), "else": long},
        "else": or_null(only),
    }


def _titles(spec: FactSpec) -> Schema:
    return {"title": spec.label.vi, "description": wanted_text(spec).vi}


def fact(spec: FactSpec, name: str) -> Schema:
    """A fact beneath its name: one value, or one for each year. ``name`` is the definition of the value."""
    return by_year(ref(name), **_titles(spec), type=["object", "null"]) if spec.per_year else ref(name)


def shared(rulebook: Rulebook) -> dict[str, Schema]:
    """The definitions that every value and attestation refers to; all but those of ids and reasons take null."""
    reasons = {**BUILT_IN_REASONS, **rulebook.unknown_reasons}
    a_text = Text("cần chữ; nếu là số thì đặt trong dấu nháy kép", "want text; a number goes in quotes")
    a_date = Text("cần ngày dạng 2024-12-31", "want a date such as 2024-12-31")
    a_reason = Text("cần một lý do: " + ", ".join(reasons), "want a reason: " + ", ".join(reasons))
    an_id = told({"type": "string", "pattern": ID}, a_text)
    some_id = or_null(an_id)
    date = told({"type": ["string", "null"], "pattern": DATE}, a_date)
    text = told({"type": ["string", "null"], "pattern": NOT_BLANK}, a_text)
    reason = {"type": "string", "enum": list(reasons), "enumDescriptions": [label.vi for label in reasons.values()]}
    a_year = Text("cần một năm từ 1900 đến 2999, ví dụ 2024", "want a year from 1900 to 2999, such as 2024")
    link = {
        "type": ["string", "object", "null"],
        "pattern": ID,
        "patternProperties": {YEAR: some_id},
        "additionalProperties": False,
        "minProperties": 1,
    }
    a_link = Text("cần mã, hoặc theo năm {2024: mã}", "want an id, or by year {2024: id}")
    unknown = {"unknown": told(reason, a_reason), "remark": text}
    return {
        "id": an_id,
        "text": text,
        "remark": {**text, "title": "ghi chú"},
        "year": told({"type": ["integer", "null"], "minimum": 1900, "maximum": 2999}, a_year),
        "link": told(link, a_link),
        "unknown": closed(unknown, Text("cần {unknown: lý do}", "want {unknown: reason}"), ("unknown",)),
        "known_from": {**date, "title": "ngày giá trị được biết"},
        "date": {**date, "title": "ngày xác nhận"},
        "capacity": _capacity(rulebook),
        "document": {**text, "title": "mã văn bản đã khai trong `documents`"},
        "by": {**some_id, "title": "người xác nhận"},
        "of": {**some_id, "title": "đơn vị mà người xác nhận đứng đầu"},
        "evidence": _evidence(rulebook),
    }


def _capacity(rulebook: Rulebook) -> Schema:
    known = rulebook.authorities
    listed = {
        "title": "tư cách của người xác nhận",
        "type": "string",
        "enum": list(known),
        "enumDescriptions": [authority.title.vi for authority in known.values()],
    }
    return told(or_null(listed), Text("cần một trong: " + ", ".join(known), "want one of: " + ", ".join(known)))


def _evidence(rulebook: Rulebook) -> Schema:
    """Capacity and date go together, and ``of`` with the authorities that are one of many; null is not given."""
    heads = [name for name, authority in rulebook.authorities.items() if authority.of is not None]
    a_pair = Text("xác nhận cần cả `capacity` và `date`", "an attestation needs both `capacity` and `date`")
    an_of = Text("cần `of`: mã của đơn vị", "want `of`: the id of the unit")
    no_of = Text("chỉ người đứng đầu một trong nhiều đơn vị mới ghi `of`", "only the head of one of many takes an `of`")
    nobody = {"properties": {key: {"type": "null"} for key in ("capacity", "date", "by", "of")}}
    both = {"required": ["capacity", "date"], "properties": {key: {"type": "string"} for key in ("capacity", "date")}}
    one_of_many = {"required": ["capacity"], "properties": {"capacity": {"enum": heads}}}
    unit = told({"required": ["of"], "properties": {"of": {"type": "string"}}}, an_of)
    no_unit = told({"properties": {"of": {"type": "null"}}}, no_of)
    return {
        "allOf": [
            {"if": nobody, "else": told(both, a_pair)},
            {"if": one_of_many, "then": unit, "else": no_unit},
        ]
    }
