"""Facts and fields: a name means one thing for every kind of recipient, and needs a current year only where there is one."""

from __future__ import annotations

from cchc_rules.language.checks.report import Word, value_at
from cchc_rules.language.checks.scope import Desk, Scope
from cchc_rules.language.checks.values import check_comparison
from cchc_rules.language.checks.years import need_year
from cchc_rules.model.predicates import Attested, FactIs
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text


def check_fact(predicate: FactIs, scope: Scope, desk: Desk) -> None:
    """``fact: NAME`` with a comparison."""
    specs = specs_of(predicate.fact, value_at(predicate.place, "fact"), scope, desk)
    if specs:
        check_comparison(predicate, specs, scope, desk)


def check_attested(predicate: Attested, scope: Scope, desk: Desk) -> None:
    """``attested: NAME``: a boolean fact that somebody has to vouch for."""
    word = value_at(predicate.place, "attested")
    for spec in specs_of(predicate.fact, word, scope, desk):
        if spec.type is not FactType.BOOLEAN:
            desk.report.add("CR326", word, fact=predicate.fact, type=spec.type.text)
            return
        if not spec.needs_attestation:
            desk.report.add("CR327", word, fact=predicate.fact)
            return


def specs_of(name: str, word: Word, scope: Scope, desk: Desk) -> tuple[FactSpec, ...]:
    """What a name means here, for every kind of recipient; nothing if it does not mean one thing, which is a fault."""
    if scope.list is not None:
        return _field(name, scope.list, word, desk)
    specs = _entity_fact(name, word, desk) if "." in name else _candidate_facts(name, word, scope, desk)
    if any(spec.per_year for spec in specs):
        need_year(Text("dữ kiện theo năm `{name}`", "the yearly fact `{name}`").format(name=name), word, scope, desk)
    return specs


def _field(name: str, list_name: str, word: Word, desk: Desk) -> tuple[FactSpec, ...]:
    """A field of the list whose records are spoken of; its key is no condition, since two records may not share it."""
    spec = desk.rulebook.vocabulary.lists.get(list_name)
    if spec is None:
        return ()
    if name not in spec.fields:
        desk.report.unknown("CR305", word, name, spec.fields, list=list_name)
        return ()
    if name == spec.key:
        desk.report.add("CR348", word, name=name, list=list_name)
        return ()
    return (spec.fields[name],)


def _entity_fact(name: str, word: Word, desk: Desk) -> tuple[FactSpec, ...]:
    """``ENTITY.FACT``: a fact of what the candidate belongs to, the same for every kind of recipient."""
    kind, _, short = name.partition(".")
    entity = desk.rulebook.vocabulary.entities.get(kind)
    if entity is None:
        desk.report.unknown("CR302", word, kind, desk.rulebook.vocabulary.entities)
        return ()
    if short not in entity.facts:
        desk.report.unknown("CR301", word, short, entity.facts, kind=kind)
        return ()
    desk.use(f"entities/{kind}", short)
    return (entity.facts[short],)


def _candidate_facts(name: str, word: Word, scope: Scope, desk: Desk) -> tuple[FactSpec, ...]:
    """A fact of the candidate: every kind of recipient has it, and it is of one kind in all of them."""
    candidates = desk.rulebook.vocabulary.candidates
    found = {kind: candidates[kind][name] for kind in scope.kinds if name in candidates.get(kind, {})}
    for kind in found:
        desk.use(f"candidates/{kind}", name)
    if scope.some_kind and found:
        return tuple(found.values())[:1]
    for kind in scope.kinds[: 1 if scope.some_kind else None]:
        if kind not in found:
            desk.report.unknown("CR301", word, name, _names_for(kind, desk), kind=kind)
    if len(found) < len(scope.kinds) or not found:
        return ()
    first, *others = found
    for other in others:
        if _nature(found[first]) != _nature(found[other]):
            desk.report.add("CR306", word, name=name, first=first, second=other)
            return ()
    return tuple(found.values())


def _nature(spec: FactSpec) -> tuple[object, ...]:
    """What has to be the same if one condition is to speak of both."""
    return (spec.type, spec.values, spec.decimals, spec.unit, spec.per_year)


def _names_for(kind: str, desk: Desk) -> list[str]:
    """Every name that a predicate about this kind of recipient may use."""
    vocabulary = desk.rulebook.vocabulary
    of_entities = [f"{entity.kind}.{fact}" for entity in vocabulary.entities.values() for fact in entity.facts]
    return [*vocabulary.candidates.get(kind, {}), *of_entities]
