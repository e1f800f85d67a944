"""The cores of one award under many assignments of its readings, put together from parts that are lowered once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import TypeAlias

from attrs import define, field

from cchc_rules.engine.core import Among, Core, all_of, any_of
from cchc_rules.engine.identity import Same
from cchc_rules.engine.lower import Context, lower_predicate
from cchc_rules.engine.readings import mentions
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook

Place: TypeAlias = tuple[int, tuple[str, ...]]
"""A predicate (by identity) with the options of some readings."""


@define
class Cores:
    """What a part of the criteria means depends on nothing but the readings that it mentions.

    A fact that several kinds of candidates have means the same core for each of them, so the first kind's vocabulary will do.
    Connectives are put together anew for every assignment, and everything else is lowered once for each joint option
    of the readings below it. Predicates are told apart by identity, which holds as long as the award does.
    """

    rulebook: Rulebook
    award: Award
    year: int | None
    _mentioned: dict[int, tuple[str, ...]] = field(factory=dict, init=False)
    _lowered: dict[Place, Core] = field(factory=dict, init=False)

    def mentioned(self, predicate: p.Predicate) -> tuple[str, ...]:
        """The readings that decide something at or below a predicate, by name."""
        found = self._mentioned.get(id(predicate))
        if found is None:
            found = tuple(sorted(set(mentions(self.rulebook, self.award, predicate))))
            self._mentioned[id(predicate)] = found
        return found

    def core(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Core:
        """The core of a predicate of the award's own level under an assignment of every reading."""
        match predicate:
            case p.Use():
                return self.core(self.rulebook.definitions[predicate.definition].body, readings)
            case p.Reading():
                return self.core(predicate.options[readings[predicate.reading]], readings)
            case p.AllOf():
                return all_of(tuple(self.core(child, readings) for child in predicate.children))
            case p.AnyOf():
                return any_of(tuple(self.core(child, readings) for child in predicate.children))
            case p.NoneOf():
                return Among(0, 0, tuple(self.core(child, readings) for child in predicate.children))
            case _:
                return self._part(predicate, readings)

    def _part(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Core:
        place = (id(predicate), tuple(readings[name] for name in self.mentioned(predicate)))
        core = self._lowered.get(place)
        if core is None:
            context = Context(self.rulebook, self.award, readings, self.year, self.award.recipient[0])
            core = self._lowered[place] = lower_predicate(predicate, context, "").core
        return core

    def changes(self, names: tuple[str, ...], readings: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
        """Every joint assignment of the named readings, told by what differs from ``readings``: nothing first, then one
        reading, and so on.
        """
        others = {
            name: tuple(option for option in self.rulebook.readings[name].options if option != readings[name])
            for name in names
        }
        for number in range(len(names) + 1):
            for some in combinations(names, number):
                for options in product(*(others[name] for name in some)):
                    yield dict(zip(some, options, strict=True))


def cores_of(rulebook: Rulebook, award: Award, year: int | None) -> Cores:
    """The cores of an award in a year, shared by all who ask for the same award of the same rulebook."""
    return _cores_of(Same(rulebook), Same(award), year)


@lru_cache(maxsize=64)
def _cores_of(rulebook: Same[Rulebook], award: Same[Award], year: int | None) -> Cores:
    return Cores(rulebook.value, award.value, year)
