"""Robustness: does the outcome depend on how the text is read?

A reading that decides one place only is folded: the truths that the place can have are combined like any truths, since
no other place depends on the choice. Readings that decide several places are enumerated. Folding is exact only while K
is, which is asked of all alternatives at once; where it is not, the remaining assignments are enumerated, up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Core, any_of
from cchc_rules.engine.cores import Cores, Place, cores_of
from cchc_rules.engine.readings import reached
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Flip, Robustness

ASSIGNMENTS = 20_000
"""How many joint assignments of the readings are tried before the answer is "not known"."""


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
        cores = cores_of(self.rulebook, self.award, self.year)
        flips = tuple(self._flips(decider, cores))
        try:
            truths = self._all_truths(decider, cores)
        except _TooManyError:
            return Robustness(robust=False if flips else None, outcomes=None, flips=flips)
        outcomes = tuple(o for o in Outcome if any(Outcome.of(truth) is o for truth in truths))
        return Robustness(robust=len(outcomes) == 1, outcomes=outcomes, flips=flips)

    def _truth(self, decider: Decider, cores: Cores, changes: dict[str, str]) -> Truth:
        """The truth under the readings of the verdict with some changes."""
        return decider.decide(cores.core(self.award.criteria, FrozenDict(self.readings | changes))).truth

    def _flips(self, decider: Decider, cores: Cores) -> Iterator[Flip]:
        truth = self._truth(decider, cores, {})
        for name in cores.mentioned(self.award.criteria):
            for option in self.rulebook.readings[name].options:
                changed = self._truth(decider, cores, {name: option})
                if changed is not truth:
                    yield Flip(reading=name, option=option, outcome=Outcome.of(changed))

    def _all_truths(self, decider: Decider, cores: Cores) -> frozenset[Truth]:
        """The truths of the award over all joint assignments of the readings that it reaches."""
        places = reached(self.rulebook, self.award)
        folded = tuple(sorted(name for name, times in places.items() if times == 1))
        fold = _Fold(decider, cores, frozenset(folded))
        truths: frozenset[Truth] = frozenset()
        tries = 0
        for shared in cores.assignments(tuple(sorted(set(places).difference(folded)))):
            readings = FrozenDict({**self.readings, **shared})
            if decider.coherent(fold.union(self.award.criteria, readings)):
                truths |= fold.truths(self.award.criteria, readings)
                tries += 1
            else:
                for single in cores.assignments(folded):
                    truths |= {self._truth(decider, cores, {**shared, **single})}
                    tries += 1
                    if tries > ASSIGNMENTS:
                        raise _TooManyError
            if len(truths) == len(Truth):
                break
            if tries > ASSIGNMENTS:
                raise _TooManyError
        return truths


@define
class _Fold:
    """Folds an award's criteria over the readings that decide one place only, remembering what each part gives."""

    decider: Decider
    cores: Cores
    folded: frozenset[str]
    _truths: dict[Place, frozenset[Truth]] = field(factory=dict, init=False)
    _unions: dict[Place, Core] = field(factory=dict, init=False)

    def truths(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> frozenset[Truth]:
        """The truths that a predicate can have under the options of the folded readings below it."""
        place = self._place(predicate, readings)
        if place not in self._truths:
            self._truths[place] = self._fold_truths(predicate, readings)
        return self._truths[place]

    def union(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Core:
        """A core with every leaf that an alternative has, each as often helping or hindering as it does there."""
        place = self._place(predicate, readings)
        if place not in self._unions:
            self._unions[place] = self._fold_union(predicate, readings)
        return self._unions[place]

    def _place(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Place:
        """A predicate with the options of the readings below it that are not folded."""
        names = self.cores.mentioned(predicate)
        return id(predicate), tuple(readings[name] for name in names if name not in self.folded)

    def _fold_truths(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> frozenset[Truth]:
        if self.folded.isdisjoint(self.cores.mentioned(predicate)):
            return frozenset({self.decider.decide(self.cores.core(predicate, readings)).truth})
        match predicate:
            case p.Use():
                return self.truths(self.cores.rulebook.definitions[predicate.definition].body, readings)
            case p.Reading() if predicate.reading in self.folded:
                return frozenset().union(*(self.truths(option, readings) for option in predicate.options.values()))
            case p.Reading():
                return self.truths(predicate.options[readings[predicate.reading]], readings)
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return _combine([self.truths(child, readings) for child in predicate.children], low, high)
            case _:
                cores = self._alternatives(predicate, readings)
                return frozenset(self.decider.decide(core).truth for core in cores)

    def _fold_union(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Core:
        match predicate:
            case p.Use():
                return self.union(self.cores.rulebook.definitions[predicate.definition].body, readings)
            case p.Reading() if predicate.reading in self.folded:
                return any_of(tuple(self.union(option, readings) for option in predicate.options.values()))
            case p.Reading():
                return self.union(predicate.options[readings[predicate.reading]], readings)
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return Among(low, high, tuple(self.union(child, readings) for child in predicate.children))
            case _:
                return any_of(tuple(self._alternatives(predicate, readings)))

    def _alternatives(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Iterator[Core]:
        """The cores of a predicate under each joint option of the folded readings below it."""
        names = tuple(name for name in self.cores.mentioned(predicate) if name in self.folded)
        for chosen in self.cores.assignments(names):
            yield self.cores.core(predicate, FrozenDict({**readings, **chosen}))


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
