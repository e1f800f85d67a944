"""One candidate of a dossier file: who it is, what it belongs to, its facts and lists."""

from __future__ import annotations

from collections.abc import Collection

from attrs import field, frozen

from cchc_rules.errors import Diagnostic
from cchc_rules.language import nodes
from cchc_rules.language.dossiers.facts import FactKey, decode_facts, misplaced
from cchc_rules.language.dossiers.records import decode_lists
from cchc_rules.language.dossiers.shapes import A_YEAR, id_of, is_mapping, require_keys, text_of, wrong_shape, year_key
from cchc_rules.language.dossiers.spots import PartFaults, Spot, choices, nearest_or_all
from cchc_rules.language.dossiers.values import Setting, passenger, warn_of_far_year
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.text import Text

CANDIDATE_KEYS = ("id", "kind", "name", "remark", "facts", "lists")

_CANDIDATE = Text("hồ sơ của một đối tượng", "a candidate")
_A_LINK = Text("mã của nơi đối tượng thuộc về", "the id of what the candidate belongs to")


@frozen
class Identity:
    """Who an item of ``candidates`` is. One that is not ``named``, for want of an id, is called by its place in the file."""

    id: str
    named: bool
    kind: str | None
    spot: Spot
    faults: PartFaults


@frozen
class CandidatePart:
    """What one file says of one candidate, and the faults in it."""

    id: str
    spot: Spot
    kind: str | None = None
    name: str | None = None
    links: dict[str, Link] = field(factory=dict)
    facts: dict[FactKey, Stated] = field(factory=dict)
    lists: dict[str, RecordList] = field(factory=dict)
    found: tuple[Diagnostic, ...] = ()


def decode_identity(spot: Spot, nameless: str, setting: Setting, faults: PartFaults) -> Identity:
    """``{id, kind, …}``: a kind that the rulebook knows."""
    own_id = kind = None
    if is_mapping(spot, faults):
        known = {**setting.rulebook.recipients, **setting.rulebook.vocabulary.candidates}
        require_keys(spot, ("id", "kind"), faults, _CANDIDATE, help={"kind": choices(known)})
        own_id = id_of(spot["id"], faults) if "id" in spot.entries else None
        kind = text_of(spot["kind"], faults) if "kind" in spot.entries else None
        if kind is not None and kind not in known:
            faults.add("CR514", spot["kind"], help=nearest_or_all(kind, known), kind=quoted(kind))
            kind = None
    return Identity(own_id or nameless, own_id is not None, kind, spot, faults)


def decode_candidate(who: Identity, setting: Setting, beside: Collection[str] = ()) -> CandidatePart:
    """``{id, kind, name?, remark?, ENTITYKIND?: link, facts?, lists?}``; keys ``beside`` these belong to the envelope."""
    spot, kind, faults = who.spot, who.kind, who.faults
    passenger(spot, "remark", faults)
    name = passenger(spot, "name", faults)
    if kind is None:
        return CandidatePart(who.id, spot, name=name, found=tuple(faults.found))
    links = _links(spot, kind, setting, faults, beside)
    facts: dict[FactKey, Stated] = {}
    if spot.gives("facts") and is_mapping(spot["facts"], faults):
        specs = setting.rulebook.vocabulary.candidates.get(kind, FrozenDict())
        facts = decode_facts(spot["facts"], kind, specs, setting, faults)
    lists: dict[str, RecordList] = {}
    if spot.gives("lists") and is_mapping(spot["lists"], faults):
        lists = decode_lists(spot["lists"], kind, setting, faults)
    return CandidatePart(who.id, spot, kind, name, links, facts, lists, tuple(faults.found))


def _links(spot: Spot, kind: str, setting: Setting, faults: PartFaults, beside: Collection[str]) -> dict[str, Link]:
    """The keys of a candidate that are kinds of entities; what is left over is a fault."""
    vocabulary = setting.rulebook.vocabulary
    links: dict[str, Link] = {}
    for key, child in spot.children():
        if key in CANDIDATE_KEYS or key in beside:
            continue
        if key in vocabulary.entities:
            link = None if child.is_null else _link(child, setting, faults)
            if link is not None:
                links[key] = link
            continue
        advice = misplaced(key, kind, vocabulary) or nearest_or_all(
            key, [*CANDIDATE_KEYS, *beside, *vocabulary.entities]
        )
        faults.add_at_key("CR502", child, help=advice, key=quoted(key), where=_CANDIDATE)
    return links


def _link(spot: Spot, setting: Setting, faults: PartFaults) -> Link | None:
    """``ID``, or by year ``{YEAR: ID}``; no link if no year has one."""
    if not isinstance(spot.node, nodes.Mapping):
        always = id_of(spot, faults)
        return None if always is None else Link(always=always)
    if not spot.entries:
        wrong_shape(spot, faults, _A_LINK)
    by_year: dict[int, str] = {}
    for key, child in spot.children():
        year = year_key(key)
        if year is None:
            faults.add_at_key("CR507", child, help=A_YEAR, word=quoted(key))
            continue
        target = None if child.is_null else id_of(child, faults)
        if target is not None:
            warn_of_far_year(year, str(spot.step), child, setting, before=False)
            by_year[year] = target
    return Link(by_year=FrozenDict(by_year)) if by_year else None
