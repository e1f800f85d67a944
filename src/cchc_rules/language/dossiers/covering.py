"""Covering attestations: one statement in which somebody attests several facts of several candidates at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from cchc_rules.errors import Diagnostic
from cchc_rules.language.dossiers.facts import FactKey, misplaced
from cchc_rules.language.dossiers.shapes import (
    id_of,
    is_list,
    is_mapping,
    refuse_other_keys,
    require_keys,
    wrong_shape,
    year_of,
)
from cchc_rules.language.dossiers.spots import PartFaults, Spot, first_place, nearest, nearest_or_all
from cchc_rules.language.dossiers.values import Setting, decode_attestation, decode_literal, warn_of_far_year
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import Claim
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import FactSpec
from cchc_rules.text import Text

COVERING_KEYS = ("capacity", "date", "document", "by", "of", "year", "facts", "candidates", "value")

_COVERING = Text("một xác nhận", "an attestation")
_AN_ITEM = Text("danh sách có ít nhất một mục", "a list of at least one item")
_DECLARE = Text("ghi đối tượng này trong `candidates` của tệp", "list the candidate under `candidates` of this file")


@frozen
class Covering:
    """A covering attestation: whom it names of the file's candidates, what it claims of each kind of them, its faults."""

    named: tuple[str, ...] = ()
    claims: Mapping[str, Mapping[FactKey, Claim]] = FrozenDict()
    found: tuple[Diagnostic, ...] = ()


def decode_covering(spot: Spot, kinds: Mapping[str, str | None], setting: Setting, faults: PartFaults) -> Covering:
    """``{capacity, date, document?, by?, of?, year?, facts, candidates, value}``.

    ``kinds`` has every candidate of the file with its kind, ``None`` where that is faulty.
    """
    if not is_mapping(spot, faults):
        return Covering(found=tuple(faults.found))
    refuse_other_keys(spot, COVERING_KEYS, faults, _COVERING)
    require_keys(spot, ("facts", "candidates", "value"), faults, _COVERING)
    named = _words(spot["candidates"], faults) if "candidates" in spot.entries else {}
    for name, item in named.items():
        if name not in kinds:
            faults.add("CR545", item, help=nearest(name, kinds) or _DECLARE, candidate=quoted(name))
    existing = tuple(name for name in named if name in kinds)
    claims = _claims(spot, {kinds[name] for name in existing}, setting, faults)
    return Covering(existing, claims, tuple(dict.fromkeys(faults.found)))


def _claims(
    spot: Spot, kinds: Iterable[str | None], setting: Setting, faults: PartFaults
) -> dict[str, dict[FactKey, Claim]]:
    """One claim for each fact and kind: it is the same statement about all candidates of the kind."""
    year = year_of(spot["year"], faults) if spot.gives("year") else None
    facts = _words(spot["facts"], faults) if "facts" in spot.entries else {}
    known = sorted(kind for kind in kinds if kind is not None)
    entitled = _entitled(known, facts, setting)
    attestation, document = decode_attestation(spot, setting, faults, entitled, required=True)
    if year is not None:
        warn_of_far_year(year, "year", spot["year"], setting)
    claims: dict[str, dict[FactKey, Claim]] = {}
    for kind in known:
        claims[kind] = {}
        for name, item in facts.items():
            spec = _covered(kind, name, item, spot, setting, faults)
            if spec is None or "value" not in spot.entries:
                continue
            value = decode_literal(spec, name, spot["value"], faults)
            if value is not None:
                claim = Claim(value=value, attestation=attestation, document=document, place=spot.place)
                claims[kind][name, year] = claim
    return claims


def _entitled(kinds: Iterable[str], facts: Iterable[str], setting: Setting) -> tuple[str, ...]:
    """Who may attest at least one of the facts."""
    candidates = setting.rulebook.vocabulary.candidates
    specs = [candidates[kind][name] for kind in kinds for name in facts if name in candidates.get(kind, {})]
    return tuple(dict.fromkeys(authority for spec in specs for authority in spec.attested_by))


def _covered(kind: str, name: str, item: Spot, spot: Spot, setting: Setting, faults: PartFaults) -> FactSpec | None:
    """A fact that candidates of the kind have: yearly with a ``year``, another without."""
    vocabulary = setting.rulebook.vocabulary
    specs = vocabulary.candidates.get(kind, FrozenDict())
    spec = specs.get(name)
    if spec is None:
        advice = misplaced(name, kind, vocabulary) or nearest_or_all(name, specs)
        faults.add("CR546", item, help=advice, fact=quoted(name), kind=kind)
    elif spec.per_year and not spot.gives("year"):
        year = setting.some_year
        advice = Text(f"thêm năm, ví dụ `year: {year}`", f"add the year, such as `year: {year}`")
        faults.add("CR547", item, help=advice, fact=name)
    elif not spec.per_year and spot.gives("year"):
        faults.add("CR548", item, fact=name)
    return spec


def _words(spot: Spot, faults: PartFaults) -> dict[str, Spot]:
    """``[NAME, …]``: at least one, each once."""
    words: dict[str, Spot] = {}
    if not is_list(spot, faults):
        return words
    for item in spot.items():
        word = id_of(item, faults)
        if word is not None and words.setdefault(word, item) is not item:
            faults.add("CR549", item, related=[first_place(words[word])], word=quoted(word))
    if not any(spot.items()):
        wrong_shape(spot, faults, _AN_ITEM)
    return words
