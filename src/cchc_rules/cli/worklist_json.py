"""The worklist as plain data, by ``schemas/evaluation.schema.json``."""

from __future__ import annotations

from cchc_rules.cli.plain_json import text_to_dict
from cchc_rules.model.worklist import Supplier, WorkGroup, WorkItem, Worklist


def worklist_to_dict(worklist: Worklist | None) -> dict[str, object] | None:
    """The groups with their items; ``None`` if it was not asked for."""
    if worklist is None:
        return None
    groups = [_group(group) for group in worklist.groups]
    return {"undetermined": worklist.undetermined, "exact": worklist.exact, "groups": groups}


def _group(group: WorkGroup) -> dict[str, object]:
    return {
        "supplier": _supplier(group.supplier),
        "settles": group.settles,
        "may_settle": group.may_settle,
        "touches": group.touches,
        "items": [_item(item) for item in group.items],
    }


def _supplier(supplier: Supplier) -> dict[str, object]:
    return {
        "kind": supplier.kind,
        "text": text_to_dict(supplier.text),
        "capacity": supplier.capacity,
        "entity_kind": supplier.entity_kind,
        "entity": supplier.entity,
    }


def _item(item: WorkItem) -> dict[str, object]:
    return {
        "what": text_to_dict(item.what),
        "why": text_to_dict(item.why),
        "reason": item.reason,
        "fact": item.fact,
        "year": item.year,
        "entity": item.entity,
        "entity_kind": item.entity_kind,
        "list": item.list,
        "record": item.record,
        "candidate": item.candidate,
        "name": item.name,
        "others": [_supplier(other) for other in item.others],
        "settles": item.settles,
        "may_settle": item.may_settle,
        "verdicts": [
            {
                "award": one.award,
                "candidate": one.candidate,
                "settles": one.settles,
                "may_settle": one.may_settle,
            }
            for one in item.touches
        ],
    }
