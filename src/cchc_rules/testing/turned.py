"""The same thing put another way: criteria, records and statements in another order; criteria negated."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from attrs import evolve

from cchc_rules.api import LoadedAward
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier, Stated
from cchc_rules.model.frozendict import FrozenDict

K = TypeVar("K")


@lru_cache(maxsize=64)
def turned_award(award: LoadedAward) -> LoadedAward:
    """The award with the children of every predicate in the opposite order, definitions included."""
    definitions = {
        name: evolve(definition, body=turned(definition.body))
        for name, definition in award.book.rulebook.definitions.items()
    }
    rulebook = evolve(award.book.rulebook, definitions=FrozenDict(definitions))
    return _with_criteria(evolve(award, book=evolve(award.book, rulebook=rulebook)), turned(award.award.criteria))


@lru_cache(maxsize=64)
def negated(award: LoadedAward) -> LoadedAward:
    """The award whose criteria are met where the award's are not."""
    return _with_criteria(award, p.NoneOf(children=(award.award.criteria,)))


def _with_criteria(award: LoadedAward, criteria: p.Predicate) -> LoadedAward:
    """The award with other criteria, in a rulebook of its own: what is remembered of one is not used for the other."""
    changed = evolve(award.award, criteria=criteria)
    awards = FrozenDict({**award.book.rulebook.awards, award.id: changed})
    book = evolve(award.book, rulebook=evolve(award.book.rulebook, awards=awards))
    return LoadedAward(book=book, award=changed)


def turned(predicate: p.Predicate) -> p.Predicate:
    """The same predicate with every list of parts turned round."""
    match predicate:
        case p.AllOf() | p.AnyOf() | p.NoneOf() | p.Of():
            return evolve(predicate, children=_turned(predicate.children))
        case p.CountOf() | p.Some() | p.Years():
            return evolve(predicate, where=_turned(predicate.where))
        case p.Every():
            return evolve(predicate, where=_turned(predicate.where), must=_turned(predicate.must))
        case p.Reading():
            options = {name: turned(option) for name, option in reversed(predicate.options.items())}
            return evolve(predicate, options=FrozenDict(options))
        case _:
            return predicate


def _turned(predicates: tuple[p.Predicate, ...]) -> tuple[p.Predicate, ...]:
    return tuple(turned(child) for child in reversed(predicates))


def turned_dossier(dossier: Dossier) -> Dossier:
    """The dossier with facts, lists, records, fields and statements in the opposite order."""
    lists = {
        name: evolve(given, records=tuple(_turned_facts(record) for record in given.records[::-1]))
        for name, given in reversed(dossier.lists.items())
    }
    entities = {
        key: evolve(entity, facts=_turned_facts(entity.facts)) for key, entity in reversed(dossier.entities.items())
    }
    return evolve(
        dossier,
        links=FrozenDict(reversed(dossier.links.items())),
        facts=_turned_facts(dossier.facts),
        entities=FrozenDict(entities),
        lists=FrozenDict(lists),
    )


def _turned_facts(facts: FrozenDict[K, Stated]) -> FrozenDict[K, Stated]:
    return FrozenDict({key: evolve(stated, claims=stated.claims[::-1]) for key, stated in reversed(facts.items())})
