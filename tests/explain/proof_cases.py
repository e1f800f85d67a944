"""Verdicts on random cases and on the shipped examples, whose proofs are checked; and every way to tamper with a proof."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from attrs import evolve, frozen
from checkout import ROOT
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import AS_OFS, VOCABULARY, YEARS, rulebook

from cchc_rules.api import LoadedRulebook, shipped_rulebook
from cchc_rules.engine.evaluation import Engine
from cchc_rules.explain.checker import Checker
from cchc_rules.explain.proof_form import proof_digest
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.model.dossier import Claim, Dossier, Entity, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.verdict import Verdict

Proof = dict[str, Any]
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
EXAMPLES = {2024: "nam-2024.yaml", None: "giai-doan-2021-2025.yaml"}


@frozen
class Case:
    """A verdict, the dossier that it is about, and who checks its proofs."""

    verdict: Verdict
    dossier: Dossier
    checker: Checker


def random_case(seed: int, engine: Engine) -> Case:
    """A random award over a random dossier that a file could say."""
    random = Random(seed)
    award = Awards(random).award()
    book = rulebook(award)
    loaded = LoadedRulebook(rulebook=book, digest=rulebook_digest(book))
    dossier = sayable(Dossiers(random, random.choice((0.05, 0.2, 0.5))).dossier())
    verdict = loaded.award("award").evaluate(
        dossier,
        year=random.choice(YEARS) if award.annual else None,
        as_of=random.choice(AS_OFS),
        readings=assignment(random),
        trust_bare_attestations=random.random() < 0.2,
        engine=engine,
    )
    return Case(verdict, dossier, Checker(book, loaded.digest))


def sayable(dossier: Dossier) -> Dossier:
    """The dossier without what no file can say: whoever is no head of a unit speaks for none, and who is one for one."""

    def claim(stated: Claim) -> Claim:
        attestation = stated.attestation
        if attestation is None:
            return stated
        of = (attestation.of or "u1") if VOCABULARY.authorities[attestation.capacity].of else None
        return evolve(stated, attestation=evolve(attestation, of=of))

    def said(stated: Stated) -> Stated:
        return evolve(stated, claims=tuple(map(claim, stated.claims)))

    def facts(given: FrozenDict[tuple[str, int | None], Stated]) -> FrozenDict[tuple[str, int | None], Stated]:
        return FrozenDict({key: said(stated) for key, stated in given.items()})

    def entity(given: Entity) -> Entity:
        return evolve(given, facts=facts(given.facts))

    def records(given: RecordList) -> RecordList:
        return evolve(
            given,
            records=tuple(FrozenDict({name: said(s) for name, s in record.items()}) for record in given.records),
        )

    return evolve(
        dossier,
        facts=facts(dossier.facts),
        entities=FrozenDict({key: entity(of) for key, of in dossier.entities.items()}),
        lists=FrozenDict({name: records(of) for name, of in dossier.lists.items()}),
    )


@cache
def plan() -> LoadedRulebook:
    """The shipped rulebook."""
    return shipped_rulebook(PLAN)


def shipped_cases(year: int | None) -> Iterator[Case]:
    """Every verdict of the examples of a year, or of the period."""
    dossiers = plan().load_dossiers(ROOT / "examples" / EXAMPLES[year])
    checker = Checker(plan().rulebook, plan().digest)
    for award in plan().awards:
        if award.annual == (year is not None):
            for dossier in dossiers.dossiers:
                if award.applies_to(dossier):
                    verdict = award.evaluate(dossier, year=year, as_of=dossiers.as_of)
                    yield Case(verdict, dossier, checker)


def sealed(proof: Proof) -> Proof:
    """The proof with the digest of what it says now."""
    return {**proof, "digest": proof_digest(proof)}


def tampered(proof: Proof) -> Iterator[tuple[tuple[str | int, ...], str, Proof]]:
    """Every single change: each leaf another, each key and item left out, one put in at every mapping and list."""
    for way, holder, key in list(_places(proof, ())):
        for name, value in _others(holder[key]):
            yield (*way, key), name, _with(proof, way, lambda at, k=key, v=value: at.__setitem__(k, v))
        yield (*way, key), "left out", _with(proof, way, lambda at, k=key: at.__delitem__(k))
    for way, holder in [((), proof), *_holders(proof, ())]:
        if isinstance(holder, dict):
            yield way, "key added", _with(proof, way, lambda at: at.__setitem__("added", "more"))
        else:
            yield way, "item added", _with(proof, way, lambda at: at.append({}))
            if holder:
                yield way, "item doubled", _with(proof, way, lambda at: at.append(copy.deepcopy(at[0])))


def _others(value: Any) -> Iterator[tuple[str, Any]]:
    """Other values in the place of one."""
    if isinstance(value, bool):
        yield "turned", not value
    elif isinstance(value, int):
        yield "one more", value + 1
        yield "one less", value - 1
        yield "as text", str(value)
    elif isinstance(value, str):
        yield "longer", value + "x"
        yield "as number", 7
        yield from _moved(value)
    yield "null", {} if value is None else None


def _moved(value: str) -> Iterator[tuple[str, str]]:
    """A day earlier and later, a number a digit further."""
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        if value[-1:].isdigit():
            yield "last digit", value[:-1] + str((int(value[-1]) + 1) % 10)
    else:
        if day > datetime.date.min:
            yield "day before", (day - datetime.timedelta(1)).isoformat()
        if day < datetime.date.max:
            yield "day after", (day + datetime.timedelta(1)).isoformat()


def _places(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield way, value, key
        yield from _places(inner, (*way, key))


def _holders(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    for at, holder, key in _places(value, way):
        if isinstance(holder[key], (dict, list)):
            yield (*at, key), holder[key]


def _with(proof: Proof, way: tuple[str | int, ...], change: Any) -> Proof:
    changed = copy.deepcopy(proof)
    at: Any = changed
    for step in way:
        at = at[step]
    change(at)
    return changed
