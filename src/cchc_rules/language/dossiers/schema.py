"""The JSON Schema of the dossier files of one rulebook, for editors and for the systems that write such files.

It accepts whatever the decoder accepts, and refuses what a schema can refuse: it knows the vocabulary, but no calendar, no
other file, and nothing that two places of a file have to agree on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cchc_rules.language.dossiers.envelope import DOCUMENT_ID
from cchc_rules.language.dossiers.schema_values import (
    DATE,
    ID,
    Schema,
    closed,
    fact,
    literal,
    or_null,
    ref,
    shared,
    told,
    value,
)
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, ListSpec
from cchc_rules.text import Text

_ATTESTED = told(
    {"properties": {"capacity": {"type": "string"}, "date": {"type": "string"}}},
    Text("xác nhận cần cả `capacity` và `date`", "an attestation needs both `capacity` and `date`"),
)
"""Who attests is never null in a covering attestation."""

_RECORDS = Text(
    "danh sách viết là [các mục] hoặc {to: ngày, complete: true, items: [các mục]}",
    "a list is written [records] or {to: date, complete: true, items: [records]}",
)


def dossier_schema(rulebook: Rulebook) -> dict[str, object]:
    """The draft-07 schema; titles, descriptions and error messages are in Vietnamese, English beside the latter."""
    vocabulary = rulebook.vocabulary
    definitions = shared(rulebook)
    for kind in _kinds(rulebook):
        facts: Mapping[str, FactSpec] = vocabulary.candidates.get(kind, FrozenDict())
        definitions |= {f"candidate.{kind}.{name}": value(spec) for name, spec in facts.items()}
        definitions[f"candidate.{kind}"] = _candidate(rulebook, kind)
    for kind, entity in vocabulary.entities.items():
        definitions |= {f"entity.{kind}.{name}": value(spec) for name, spec in entity.facts.items()}
        definitions[f"entity.{kind}"] = _entity(kind, entity.facts)
    for name, spec in vocabulary.lists.items():
        definitions |= {f"list.{name}.{field}": value(field_spec) for field, field_spec in spec.fields.items()}
        definitions[f"record.{name}"] = _record(spec)
        definitions[f"list.{name}"] = _list(spec)
    definitions["candidate"] = _any_candidate(rulebook)
    definitions["attestation"] = _attestation(rulebook)
    envelope = _envelope(rulebook)
    wanted = Text(
        f"tệp hồ sơ gồm {', '.join(f'`{key}`' for key in envelope)}",
        f"a dossier file has {', '.join(f'`{key}`' for key in envelope)}",
    )
    whole = closed(envelope, wanted, ("rulebook", "as_of", "candidates"), definitions=definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Hồ sơ đề nghị theo {rulebook.identity.title.vi}",
        **whole,
    }


def _kinds(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*rulebook.recipients, *rulebook.vocabulary.candidates)))


def _envelope(rulebook: Rulebook) -> Schema:
    a_key = Text(f"cần `{rulebook.id}`", f"want `{rulebook.id}`")
    a_date = Text("cần ngày dạng 2024-12-31", "want a date such as 2024-12-31")
    a_document = Text("văn bản gồm `number`, `date`, `title`", "a document has `number`, `date`, `title`")
    an_id = Text("cần mã gồm chữ thường, số, `-` và `_`", "want an id of lower-case letters, digits, `-` and `_`")
    known = ", ".join(f"`{kind}`" for kind in rulebook.vocabulary.entities)
    an_entity = Text(f"các loại cơ quan, đơn vị: {known}", f"kinds of entities: {known}")
    date = told({"type": "string", "pattern": DATE}, a_date)
    return {
        "rulebook": told({"title": "Bộ tiêu chuẩn", "const": rulebook.id}, a_key),
        "award_year": {"title": "Năm xét", "allOf": [ref("year")]},
        "as_of": {"title": "Ngày chốt số liệu của tệp này", **date},
        "documents": _named(
            "Văn bản được viện dẫn",
            told({"pattern": f"^{DOCUMENT_ID}$"}, an_id),
            or_null(closed({"number": ref("text"), "date": or_null(date), "title": ref("text")}, a_document)),
        ),
        "entities": or_null(
            closed(
                {
                    kind: _named(entity.label.vi, {"pattern": ID}, ref(f"entity.{kind}"))
                    for kind, entity in rulebook.vocabulary.entities.items()
                },
                an_entity,
                title="Cơ quan, đơn vị liên quan",
            )
        ),
        "attestations": or_null(_listed("Xác nhận cho nhiều đối tượng cùng lúc", ref("attestation"))),
        "candidates": _listed("Các đối tượng đề nghị", ref("candidate")),
    }


def _named(title: str, names: Schema, each: Schema) -> Schema:
    wanted = Text("cần {mã: …}", "want {id: …}")
    shape = {"title": title, "type": "object", "propertyNames": names, "additionalProperties": each}
    return told(or_null(shape), wanted)


def _listed(title: str, each: Schema) -> Schema:
    return told({"title": title, "type": "array", "items": each}, Text("cần một danh sách", "want a list"))


def _entity(kind: str, specs: Mapping[str, FactSpec]) -> Schema:
    facts = {name: fact(spec, f"entity.{kind}.{name}") for name, spec in specs.items()}
    properties = {"name": ref("text"), "remark": ref("remark"), **facts}
    return or_null(closed(properties, _known("dữ kiện", "facts", specs)))


def _known(vi: str, en: str, names: Iterable[str]) -> Text:
    listed = ", ".join(f"`{name}`" for name in names)
    return Text(f"các {vi}: {listed}", f"{en}: {listed}")


def _any_candidate(rulebook: Rulebook) -> Schema:
    """A candidate: what it may have depends on its kind."""
    kinds = _kinds(rulebook)
    titles = [rulebook.recipients[kind].vi if kind in rulebook.recipients else kind for kind in kinds]
    kind = {"title": "Loại đối tượng", "type": "string", "enum": list(kinds), "enumDescriptions": titles}
    branches = [
        {"if": {"required": ["kind"], "properties": {"kind": {"const": known}}}, "then": ref(f"candidate.{known}")}
        for known in kinds
    ]
    a_candidate = Text("đối tượng cần `id` và `kind`", "a candidate needs `id` and `kind`")
    properties = {"id": ref("id"), "kind": told(kind, _known("loại", "kinds", kinds)), "name": ref("text")}
    by_kind = {"allOf": branches} if branches else {}
    shape = {"type": "object", "properties": properties, "required": ["id", "kind"], **by_kind}
    return told(shape, a_candidate)


def _candidate(rulebook: Rulebook, kind: str) -> Schema:
    vocabulary = rulebook.vocabulary
    specs: Mapping[str, FactSpec] = vocabulary.candidates.get(kind, FrozenDict())
    lists = [name for name, spec in vocabulary.lists.items() if kind in spec.kinds]
    properties = {
        "id": ref("id"),
        "kind": {"const": kind},
        "name": ref("text"),
        "remark": ref("remark"),
        **{entity: {"title": spec.label.vi, "allOf": [ref("link")]} for entity, spec in vocabulary.entities.items()},
        "facts": or_null(
            closed(
                {name: fact(spec, f"candidate.{kind}.{name}") for name, spec in specs.items()},
                _known("dữ kiện", "facts", specs),
            )
        ),
        "lists": or_null(closed({name: ref(f"list.{name}") for name in lists}, _known("danh sách", "lists", lists))),
    }
    return closed(properties, _known("khóa", "keys", properties))


def _record(spec: ListSpec) -> Schema:
    fields = {name: ref(f"list.{spec.name}.{name}") for name in spec.fields}
    return closed({"remark": ref("remark"), **fields}, _known("trường", "fields", spec.fields))


def _list(spec: ListSpec) -> Schema:
    """Records, records with how far they are complete, or null: no list. Only a dated list says to which day."""
    most = {} if spec.maximum is None else {"maxItems": spec.maximum}
    records = {"items": ref(f"record.{spec.name}"), **most}
    items = told({"type": "array", **records}, Text("cần [các mục]", "want [records]"))
    complete = told(
        {"title": "danh sách đã đầy đủ", "type": "boolean"}, Text("cần true hoặc false", "want true or false")
    )
    a_date = Text("cần ngày dạng 2024-12-31", "want a date such as 2024-12-31")
    to = told({"title": "đầy đủ đến hết ngày", "type": "string", "pattern": DATE}, a_date)
    shape: Schema = {
        "title": spec.label.vi,
        "type": ["array", "object", "null"],
        **records,
        "properties": {**({"to": to} if spec.dated_by else {}), "complete": complete, "items": items},
        "required": ["items"],
        "additionalProperties": False,
    }
    if spec.dated_by:
        shape["if"] = {"required": ["complete"], "properties": {"complete": {"const": False}}}
        shape["then"] = {"properties": {"to": False}}
    return told(shape, _RECORDS)


def _attestation(rulebook: Rulebook) -> Schema:
    """A covering attestation: yearly facts with a year, others without, and a value that they take."""
    facts: dict[str, list[FactSpec]] = {}
    for specs in rulebook.vocabulary.candidates.values():
        for name, spec in specs.items():
            facts.setdefault(name, []).append(spec)
    names = {"type": "array", "minItems": 1, "uniqueItems": True}
    some = Text("cần danh sách ít nhất một mục, mỗi mục một lần", "want a list of at least one item, each once")
    an_id = Text("cần true hoặc false, số, ngày hoặc chữ", "want true or false, a number, a date or text")
    properties = {
        **{key: ref(key) for key in ("capacity", "date", "document", "by", "of", "year")},
        "facts": told({**names, "items": told({"enum": list(facts)}, _known("dữ kiện", "facts", facts))}, some),
        "candidates": told({**names, "items": ref("id")}, some),
        "value": told({"type": ["boolean", "number", "string"], "pattern": r"\S"}, an_id),
    }
    yearly = [name for name, specs in facts.items() if any(spec.per_year for spec in specs)]
    others = [name for name, specs in facts.items() if any(not spec.per_year for spec in specs)]
    wanted = _known("khóa", "keys", properties)
    without_year = {"properties": {"year": {"type": "null"}}}
    rules = [_ATTESTED, ref("evidence"), {"if": without_year, "then": _covers(others), "else": _covers(yearly)}]
    return closed(
        properties,
        wanted,
        ("capacity", "date", "facts", "candidates", "value"),
        allOf=[*rules, *_covered_values(facts)],
    )


def _covers(names: Iterable[str]) -> Schema:
    wanted = Text(
        "dữ kiện theo năm cần `year`, dữ kiện khác không có `year`", "yearly facts need a `year`, others take none"
    )
    return {"properties": {"facts": {"items": told({"enum": list(names)}, wanted)}}}


def _covered_values(facts: Mapping[str, Iterable[FactSpec]]) -> list[Schema]:
    """The value is one that the facts take; facts that take the same share a rule."""
    rules: dict[str, tuple[Schema, list[str]]] = {}
    for name, specs in facts.items():
        alternatives = list({json.dumps(literal(spec)): literal(spec) for spec in specs}.values())
        wanted = alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}
        rules.setdefault(json.dumps(wanted), (wanted, []))[1].append(name)
    return [
        {
            "if": {"properties": {"facts": {"contains": {"enum": names}}}, "required": ["facts"]},
            "then": {"properties": {"value": wanted}},
        }
        for wanted, names in rules.values()
    ]
