"""The vocabulary, from ``facts.yaml`` to model."""

from __future__ import annotations

from functools import partial
from typing import TypeAlias

from cchc_rules.language.rulebooks.cursor import Cursor, clauses, integer, number, string, strings, text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import Authority, EntitySpec, FactSpec, FactType, ListSpec, Vocabulary
from cchc_rules.text import Text

_Specs: TypeAlias = FrozenDict[str, FactSpec]
_NO_VALUES: tuple[tuple[str, ...], FrozenDict[str, Text]] = ((), FrozenDict())


def vocabulary(at: Cursor, authorities: FrozenDict[str, Authority]) -> Vocabulary:
    """``entities: {KIND: …}``, ``candidates: {KIND: {FACT: …}}``, ``lists: {LIST: …}``, each if it is written."""
    entities = at.named("entities", _entity)
    return Vocabulary(
        entities=entities,
        candidates=at.named("candidates", partial(_candidate_facts, entities)),
        lists=at.named("lists", _list),
        authorities=authorities,
        place=at.place,
    )


def _entity(kind: str, at: Cursor) -> EntitySpec:
    """``label: {vi, en?}``, ``facts: {FACT: SPEC}``; predicates write such a fact ``KIND.FACT``."""
    facts = at.named("facts", lambda name, spec: _fact(f"{kind}.{name}", spec))
    return EntitySpec(kind=kind, label=text(at["label"]), facts=facts, place=at.place)


def _candidate_facts(entities: FrozenDict[str, EntitySpec], _: str, at: Cursor) -> _Specs:
    """``{FACT: SPEC}``; a fact is not called like a kind of entity, which is how a dossier writes a link."""
    for name, _spec in at.entries():
        if name in entities:
            at.key_fault(name, "CR243", name=name)
    return FrozenDict({name: _fact(name, spec) for name, spec in at.entries()})


def _list(name: str, at: Cursor) -> ListSpec:
    """``kinds: [KIND, …]``, ``label``, ``dated_by: FIELD`` or ``undated: true``, ``fields: {FIELD: SPEC}``,
    ``key: FIELD?``, ``max: INTEGER?``, ``changeable?``
    """
    return ListSpec(
        name=name,
        kinds=strings(at["kinds"]),
        label=text(at["label"]),
        fields=at.named("fields", _fact),
        dated_by=at.get("dated_by", string),
        key=at.get("key", string),
        maximum=at.get("max", integer),
        changeable=at.get("changeable", string, "never"),
        place=at.place,
    )


def _fact(name: str, at: Cursor) -> FactSpec:
    """``type``, ``label``, and by type ``decimals``, ``unit``, ``min``, ``max`` or ``values``; ``per: year?``,
    ``attested_by: [AUTHORITY, …]?``, ``document: required?``, ``helps?``, ``changeable?``, ``source?``
    """
    kind = FactType(string(at["type"]))
    values, labels = at.get("values", _values, _NO_VALUES)
    return FactSpec(
        name=name,
        type=kind,
        label=text(at["label"]),
        values=values,
        value_labels=labels,
        decimals=at.get("decimals", integer, 0),
        unit=at.get("unit", string),
        minimum=at.get("min", number, LEAST.get(kind)),
        maximum=at.get("max", number),
        per_year="per" in at,
        attested_by=at.get("attested_by", strings, ()),
        document_required="document" in at,
        helps=at.get("helps", string),
        changeable=at.get("changeable", string, "never"),
        clauses=clauses(at),
        place=at.place,
    )


LEAST: dict[FactType, int] = {FactType.RANK: 1}
"""The least value of a type where no ``min`` is written: ranks begin at 1."""


def _values(at: Cursor) -> tuple[tuple[str, ...], FrozenDict[str, Text]]:
    """``[ID, …]`` or ``{ID: {vi, en?}}``; the order is that of the grades."""
    if at.is_list:
        return strings(at), FrozenDict()
    labels = FrozenDict({value: text(label) for value, label in at.entries()})
    return tuple(labels), labels
