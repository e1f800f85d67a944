"""Robustness: does the outcome depend on how the text is read?

A reading that decides one place only is folded: the truths that the place can have are combined like any truths, since
no other place depends on the choice. Readings that decide several places are enumerated. Folding is exact only while K
is, which is asked of all alternatives at once; where it is not, the remaining assignments are enumerated, up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Core, any_of
from cchc_rules.engine.lower import Context, lower_predicate
from cchc_rules.engine.readings import mentions, reached
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Flip, Robustness

ASSIGNMENTS = 20_000
"""How many joint assignments of the readings are tried before the answer is "not known"."""


_Place: TypeAlias = tuple[int, tuple[str, ...]]


class _TooManyError(Exception):
    """There are more assignments than may be tried."""


@frozen
class Assessment:
    """Works out the robustness of one verdict when it is called; it can be kept, copied and pickled with the verdict."""

    rulebook: Rulebook
    award: Award
    readings: FrozenDict[str, str]
    year: int | None
    snapshot: Snapshot

    def __call__(self) -> Robustness:
        """All outcomes that some joint assignment gives, and the readings that flip the outcome on their own."""
        decider = Decider(self.snapshot)
        outcome = Outcome.of(self._truth(decider, self.readings))
        flips = tuple(self._flips(decider, outcome))
        try:
            truths = self._all_truths(decider)
        except _TooManyError:
            known_to_flip = False if flips else None
            return Robustness(robust=known_to_flip, outcomes=None, flips=flips)
        outcomes = tuple(o for o in Outcome if any(Outcome.of(truth) is o for truth in truths))
        return Robustness(robust=len(outcomes) == 1, outcomes=outcomes, flips=flips)

    def _truth(self, decider: Decider, readings: FrozenDict[str, str]) -> Truth:
        """The truth under one joint assignment."""
        context = Context(self.rulebook, self.award, readings, self.year)
        return decider.decide(lower_predicate(self.award.criteria, context, self.award.id).core).truth

    def _flips(self, decider: Decider, outcome: Outcome) -> Iterator[Flip]:
        for name in sorted(reached(self.rulebook, self.award)):
            for option in self.rulebook.readings[name].options:
                changed = Outcome.of(self._truth(decider, FrozenDict(self.readings | {name: option})))
                if changed is not outcome:
                    yield Flip(reading=name, option=option, outcome=changed)

    def _all_truths(self, decider: Decider) -> frozenset[Truth]:
        """The truths of the award over all joint assignments of the readings that it reaches."""
        places = reached(self.rulebook, self.award)
        folded = frozenset(name for name, times in places.items() if times == 1)
        truths: frozenset[Truth] = frozenset()
        tries = 0
        fold = _Fold(decider, self.rulebook, self.award, folded)
        for shared in self._assignments(sorted(set(places) - folded)):
            context = Context(self.rulebook, self.award, FrozenDict(self.readings | shared), self.year)
            if decider.coherent(fold.union(self.award.criteria, context)):
                truths |= fold.truths(self.award.criteria, context)
                tries += 1
            else:
                for single in self._assignments(sorted(folded)):
                    truths |= {self._truth(decider, FrozenDict(self.readings | shared | single))}
                    tries += 1
                    if tries > ASSIGNMENTS:
                        raise _TooManyError
            if len(truths) == len(Truth):
                break
            if tries > ASSIGNMENTS:
                raise _TooManyError
        return truths

    def _assignments(self, names: list[str]) -> Iterator[dict[str, str]]:
        """Every joint choice of options for some readings."""
        for options in product(*(self.rulebook.readings[name].options for name in names)):
            yield dict(zip(names, options, strict=True))


@define
class _Fold:
    """Folds an award's criteria over the readings that decide one place only.

    What a part of the criteria gives depends on nothing but the readings that it mentions, so it is worked out once for
    each of their options and remembered.
    """

    decider: Decider
    rulebook: Rulebook
    award: Award
    folded: frozenset[str]
    _mentioned: dict[int, tuple[str, ...]] = field(factory=dict, init=False)
    _truths: dict[_Place, frozenset[Truth]] = field(factory=dict, init=False)
    _unions: dict[_Place, Core] = field(factory=dict, init=False)

    def truths(self, predicate: p.Predicate, context: Context) -> frozenset[Truth]:
        """The truths that a predicate can have under the options of the folded readings below it."""
        place = self._place(predicate, context)
        if place not in self._truths:
            self._truths[place] = self._fold_truths(predicate, context)
        return self._truths[place]

    def union(self, predicate: p.Predicate, context: Context) -> Core:
        """A core with every leaf that an alternative has, each as often helping or hindering as it does there."""
        place = self._place(predicate, context)
        if place not in self._unions:
            self._unions[place] = self._fold_union(predicate, context)
        return self._unions[place]

    def _place(self, predicate: p.Predicate, context: Context) -> _Place:
        """A predicate with the options of the readings below it that are not folded."""
        names = self._mentions(predicate)
        return id(predicate), tuple(context.readings[name] for name in names if name not in self.folded)

    def _mentions(self, predicate: p.Predicate) -> tuple[str, ...]:
        """The readings that decide something at or below a predicate."""
        found = self._mentioned.get(id(predicate))
        if found is None:
            found = tuple(sorted(set(mentions(self.rulebook, self.award, predicate))))
            self._mentioned[id(predicate)] = found
        return found

    def _fold_truths(self, predicate: p.Predicate, context: Context) -> frozenset[Truth]:
        if self.folded.isdisjoint(self._mentions(predicate)):
            return frozenset({self.decider.decide(lower_predicate(predicate, context, "").core).truth})
        match predicate:
            case p.Use():
                return self.truths(self.rulebook.definitions[predicate.definition].body, context)
            case p.Reading() if predicate.reading in self.folded:
                return frozenset().union(*(self.truths(option, context) for option in predicate.options.values()))
            case p.Reading():
                return self.truths(predicate.options[context.readings[predicate.reading]], context)
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return _combine([self.truths(child, context) for child in predicate.children], low, high)
            case _:
                cores = self._alternatives(predicate, context)
                return frozenset(self.decider.decide(core).truth for core in cores)

    def _fold_union(self, predicate: p.Predicate, context: Context) -> Core:
        match predicate:
            case p.Use():
                return self.union(self.rulebook.definitions[predicate.definition].body, context)
            case p.Reading() if predicate.reading in self.folded:
                return any_of(tuple(self.union(option, context) for option in predicate.options.values()))
            case p.Reading():
                return self.union(predicate.options[context.readings[predicate.reading]], context)
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return Among(low, high, tuple(self.union(child, context) for child in predicate.children))
            case _:
                return any_of(tuple(self._alternatives(predicate, context)))

    def _alternatives(self, predicate: p.Predicate, context: Context) -> Iterator[Core]:
        """The cores of a predicate under each joint option of the folded readings below it."""
        names = [name for name in self._mentions(predicate) if name in self.folded]
        for options in product(*(context.rulebook.readings[name].options for name in names)):
            chosen: Mapping[str, str] = dict(zip(names, options, strict=True))
            read = evolve(context, readings=FrozenDict({**context.readings, **chosen}))
            yield lower_predicate(predicate, read, "").core


def _bounds(predicate: p.AllOf | p.AnyOf | p.NoneOf) -> tuple[int, int]:
    """How many children must hold."""
    size = len(predicate.children)
    return {p.AllOf: (size, size), p.AnyOf: (1, size), p.NoneOf: (0, 0)}[type(predicate)]


def _combine(children: list[frozenset[Truth]], low: int, high: int) -> frozenset[Truth]:
    """The truths of a connective whose children can have these truths independently of each other."""
    tallies = {(0, 0)}
    for truths in children:
        tallies = {
            (met + (truth is Truth.MET), open_ + (truth is Truth.UNDETERMINED))
            for met, open_ in tallies
            for truth in truths
        }
    return frozenset(Interval(met, met + open_).within(low, high) for met, open_ in tallies)
