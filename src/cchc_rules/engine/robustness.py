"""Robustness: does the outcome depend on how the text is read, and what has to be read otherwise for another one?

A reading that decides one place only is folded: the truths that the place can have are combined like any truths, each
with the fewest readings to change for it, since no other place depends on the choice. Readings that decide several places
are enumerated, few changes first. Folding is exact only while K is, which is asked of all alternatives at once; where it is
not, the remaining assignments are enumerated, up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

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
from cchc_rules.model.verdict import Flip, JointFlip, Robustness

ASSIGNMENTS = 20_000
"""How many joint assignments of the readings are tried before the answer is "not known"."""

Changes: TypeAlias = tuple[tuple[str, str], ...]
"""Readings with an option other than that of the verdict, by name."""
Ways: TypeAlias = Mapping[Truth, Changes]
"""The truths that there can be, each with the fewest changes that give it; of equally few the first."""


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
        """All outcomes that some joint assignment gives, the readings that flip the outcome on their own, and the fewest
        that do so together.
        """
        decider = Decider(self.snapshot)
        cores = cores_of(self.rulebook, self.award, self.year)
        flips = tuple(self._flips(decider, cores))
        try:
            ways = self._ways(decider, cores)
        except _TooManyError:
            joint = tuple(_single(flips))
            return Robustness(robust=False if flips else None, outcomes=None, flips=flips, joint_flips=joint)
        found = {Outcome.of(truth): changes for truth, changes in ways.items()}
        outcomes = tuple(outcome for outcome in Outcome if outcome in found)
        joint = tuple(
            JointFlip(changes=found[outcome], outcome=outcome)
            for outcome in outcomes
            if found[outcome] and Outcome.of(self._truth(decider, cores, dict(found[outcome]))) is outcome
        )
        return Robustness(robust=len(outcomes) == 1, outcomes=outcomes, flips=flips, joint_flips=joint)

    def _truth(self, decider: Decider, cores: Cores, changes: Mapping[str, str]) -> Truth:
        """The truth under the readings of the verdict with some changes."""
        return decider.decide(cores.core(self.award.criteria, FrozenDict({**self.readings, **changes}))).truth

    def _flips(self, decider: Decider, cores: Cores) -> Iterator[Flip]:
        truth = self._truth(decider, cores, {})
        for name in cores.mentioned(self.award.criteria):
            for option in self.rulebook.readings[name].options:
                changed = self._truth(decider, cores, {name: option})
                if changed is not truth:
                    yield Flip(reading=name, option=option, outcome=Outcome.of(changed))

    def _ways(self, decider: Decider, cores: Cores) -> Ways:
        """The truths of the award over all joint assignments of the readings that it reaches."""
        places = reached(self.rulebook, self.award)
        folded = tuple(sorted(name for name, times in places.items() if times == 1))
        fold = _Fold(decider, cores, self.readings, frozenset(folded))
        ways: dict[Truth, Changes] = {}
        tries = 0
        for shared in cores.changes(tuple(sorted(set(places).difference(folded))), self.readings):
            if _settled(ways, len(shared)):
                break
            readings = FrozenDict({**self.readings, **shared})
            if decider.coherent(fold.union(self.award.criteria, readings)):
                _take(ways, ((t, _joined(shared, c)) for t, c in fold.ways(self.award.criteria, readings).items()))
                tries += 1
            else:
                for single in cores.changes(folded, self.readings):
                    tries += 1
                    if _settled(ways, len(shared) + len(single)) or tries > ASSIGNMENTS:
                        break
                    both = _joined(shared, tuple(single.items()))
                    _take(ways, [(self._truth(decider, cores, dict(both)), both)])
            if tries > ASSIGNMENTS:
                if len(ways) == len(Truth):
                    break
                raise _TooManyError
        return ways


def _single(flips: Iterable[Flip]) -> Iterator[JointFlip]:
    """For every outcome the first reading that gives it alone."""
    for outcome in Outcome:
        found = min(((flip.reading, flip.option) for flip in flips if flip.outcome is outcome), default=None)
        if found is not None:
            yield JointFlip(changes=(found,), outcome=outcome)


def _settled(ways: Ways, number: int) -> bool:
    """Whether every truth was found already, and with fewer changes than ``number``."""
    return len(ways) == len(Truth) and all(len(changes) < number for changes in ways.values())


def _joined(shared: Mapping[str, str], folded: Changes) -> Changes:
    return tuple(sorted((*shared.items(), *folded)))


def _take(ways: dict[Truth, Changes], found: Iterable[tuple[Truth, Changes]]) -> None:
    """Keep what needs fewer changes than what was found before, or as few and comes first."""
    for truth, changes in found:
        known = ways.get(truth)
        if known is None or (len(changes), changes) < (len(known), known):
            ways[truth] = changes


@define
class _Fold:
    """Folds an award's criteria over the readings that decide one place only, remembering what each part gives.

    ``chosen``: the assignment from which changes are counted.
    """

    decider: Decider
    cores: Cores
    chosen: FrozenDict[str, str]
    folded: frozenset[str]
    _ways: dict[Place, Ways] = field(factory=dict, init=False)
    _unions: dict[Place, Core] = field(factory=dict, init=False)

    def ways(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Ways:
        """The truths that a predicate can have under the options of the folded readings below it."""
        place = self._place(predicate, readings)
        if place not in self._ways:
            self._ways[place] = self._fold_ways(predicate, readings)
        return self._ways[place]

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

    def _fold_ways(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Ways:
        if self.folded.isdisjoint(self.cores.mentioned(predicate)):
            return {self.decider.decide(self.cores.core(predicate, readings)).truth: ()}
        match predicate:
            case p.Use():
                return self.ways(self.cores.rulebook.definitions[predicate.definition].body, readings)
            case p.Reading() if predicate.reading in self.folded:
                return self._options(predicate, readings)
            case p.Reading():
                return self.ways(predicate.options[readings[predicate.reading]], readings)
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return _combine([self.ways(child, readings) for child in predicate.children], low, high)
            case _:
                ways: dict[Truth, Changes] = {}
                for changes, core in self._alternatives(predicate, readings):
                    _take(ways, [(self.decider.decide(core).truth, changes)])
                return ways

    def _options(self, predicate: p.Reading, readings: FrozenDict[str, str]) -> Ways:
        """What the options of a folded reading give; all but the one that was chosen are a change."""
        ways: dict[Truth, Changes] = {}
        for name, option in predicate.options.items():
            change = {} if self.chosen[predicate.reading] == name else {predicate.reading: name}
            _take(ways, ((truth, _joined(change, below)) for truth, below in self.ways(option, readings).items()))
        return ways

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
                return any_of(tuple(core for _, core in self._alternatives(predicate, readings)))

    def _alternatives(self, predicate: p.Predicate, readings: FrozenDict[str, str]) -> Iterator[tuple[Changes, Core]]:
        """The cores of a predicate under each joint option of the folded readings below it, with what it changes."""
        names = tuple(name for name in self.cores.mentioned(predicate) if name in self.folded)
        for changes in self.cores.changes(names, self.chosen):
            yield tuple(changes.items()), self.cores.core(predicate, FrozenDict({**readings, **changes}))


def _bounds(predicate: p.AllOf | p.AnyOf | p.NoneOf) -> tuple[int, int]:
    """How many children must hold."""
    size = len(predicate.children)
    return {p.AllOf: (size, size), p.AnyOf: (1, size), p.NoneOf: (0, 0)}[type(predicate)]


def _combine(children: list[Ways], low: int, high: int) -> Ways:
    """The truths of a connective whose children can have these truths independently of each other."""
    tallies: dict[tuple[int, int], Changes] = {(0, 0): ()}
    for ways in children:
        longer: dict[tuple[int, int], Changes] = {}
        for (met, open_), changes in tallies.items():
            for truth, more in ways.items():
                tally = met + (truth is Truth.MET), open_ + (truth is Truth.UNDETERMINED)
                both = tuple(sorted(changes + more)) if more else changes
                known = longer.get(tally)
                if known is None or (len(both), both) < (len(known), known):
                    longer[tally] = both
        tallies = longer
    found: dict[Truth, Changes] = {}
    _take(found, ((Interval(met, met + open_).within(low, high), c) for (met, open_), c in tallies.items()))
    return found
