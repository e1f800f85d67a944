"""Facts of a candidate or an entity: which there are, and where a name belongs that stands in the wrong place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeAlias

from cchc_rules.language.dossiers.spots import PartFaults, Spot, nearest_or_all
from cchc_rules.language.dossiers.values import Setting, decode_fact
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Stated
from cchc_rules.model.vocabulary import FactSpec, Vocabulary
from cchc_rules.text import Text

FactKey: TypeAlias = "tuple[str, int | None]"


def decode_facts(
    spot: Spot,
    kind: str,
    specs: Mapping[str, FactSpec],
    setting: Setting,
    faults: PartFaults,
    *,
    beside: Collection[str] = (),
) -> dict[FactKey, Stated]:
    """``{FACT: value | {YEAR: value}}``; keys ``beside`` these are no facts. ``kind``: of the candidate or entity."""
    facts: dict[FactKey, Stated] = {}
    for name, child in spot.children():
        spec = specs.get(name)
        if name in beside:
            continue
        if spec is None:
            advice = nearest_or_all(name, [*beside, *specs])
            if not beside:
                advice = misplaced(name, kind, setting.rulebook.vocabulary) or advice
            faults.add_at_key("CR520", child, help=advice, fact=quoted(name), kind=kind)
            continue
        for year, stated in decode_fact(spec, child, setting, faults):
            facts[name, year] = stated
    return facts


def misplaced(name: str, kind: str, vocabulary: Vocabulary) -> Text | None:
    """Where a word of the vocabulary belongs that a candidate of the kind does not have at this place."""
    bare = name.rpartition(".")[2]
    if name in vocabulary.candidates.get(kind, {}):
        return Text("đây là dữ kiện: ghi trong `facts`", "this is a fact: it goes under `facts`")
    if vocabulary.list_for(kind, name):
        return Text("đây là danh sách: ghi trong `lists`", "this is a list: it goes under `lists`")
    for entity, spec in vocabulary.entities.items():
        if bare in spec.facts and name in (bare, f"{entity}.{bare}"):
            return Text(
                f"đây là dữ kiện của `{entity}`: ghi `{bare}` trong `entities`",
                f"this is a fact of the `{entity}`: `{bare}` goes under `entities`",
            )
    others = [other for other, specs in vocabulary.candidates.items() if name in specs]
    others += vocabulary.lists[name].kinds if name in vocabulary.lists else ()
    if others:
        return Text(f"chỉ loại `{others[0]}` mới có", f"only candidates of the kind `{others[0]}` have it")
    return None
