"""Robustness: does the outcome depend on how the text is read, and what has to be read otherwise for another one?

Criteria are folded: the truths that a part can have are combined like any truths, each with the fewest readings to change
for it. Readings that decide something in several children of a connective are enumerated there, few changes first, and
nowhere else. Folding is exact while K is, which is asked of all alternatives at once; where it is not, the readings that
decide several places of the award are enumerated, and if need be all of them, up to a limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
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

PARTS = 20_000
"""How many assignments of the readings below single parts of the criteria are tried in folding."""

Changes: TypeAlias = tuple[tuple[str, str], ...]
"""Readings with an option other than that of the verdict, by name."""
Fixed: TypeAlias = Mapping[str, str]
"""Readings whose option is settled, with that option."""
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
        fold = _Fold(decider, cores, self.readings)
        folded = fold.exact(self.award.criteria, {})
        return self._one_by_one(decider, cores, fold) if folded is None else folded

    def _one_by_one(self, decider: Decider, cores: Cores, fold: _Fold) -> Ways:
        """The same where the readings cannot all be folded: those that decide several places are fixed, and if that does not
        help, all of them.
        """
        places = reached(self.rulebook, self.award)
        single = tuple(sorted(name for name, times in places.items() if times == 1))
        several = tuple(sorted(set(places).difference(single)))
        ways: dict[Truth, Changes] = {}
        tries = 0
        for shared in cores.changes(several, self.readings):
            if _settled(ways, len(shared)):
                break
            folded = fold.exact(self.award.criteria, {**{name: self.readings[name] for name in several}, **shared})
            if folded is not None:
                _take(ways, ((truth, _joined(shared, changes)) for truth, changes in folded.items()))
                tries += 1
            else:
                for more in cores.changes(single, self.readings):
                    tries += 1
                    if _settled(ways, len(shared) + len(more)) or tries > ASSIGNMENTS:
                        break
                    both = _joined(shared, tuple(more.items()))
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
    """Folds criteria over the readings below them that are not fixed, remembering what each part gives.

    ``chosen``: the assignment from which changes are counted.
    """

    decider: Decider
    cores: Cores
    chosen: FrozenDict[str, str]
    _left: int = field(factory=lambda: PARTS, init=False)
    _ways: dict[Place, Ways] = field(factory=dict, init=False)
    _unions: dict[Place, Core] = field(factory=dict, init=False)

    def exact(self, predicate: p.Predicate, fixed: Fixed) -> Ways | None:
        """The truths of criteria; ``None`` if folding is not exact, as neither K decides all nor is exact whatever is chosen,
        or if it is too much.
        """
        try:
            ways = self.ways(predicate, fixed)
            exact = Truth.UNDETERMINED not in ways or self.decider.coherent(self.union(predicate, fixed))
        except _TooManyError:
            return None
        return ways if exact else None

    def _spend(self, number: int) -> None:
        """One more assignment of the readings below a part is tried, the first, ``number`` 0, for nothing: so folding never
        counts more than all assignments together.
        """
        self._left -= number > 0
        if number and self._left < 0:
            raise _TooManyError

    def ways(self, predicate: p.Predicate, fixed: Fixed) -> Ways:
        """The truths that a predicate can have under the options of the readings below it that are not fixed."""
        place = self._place(predicate, fixed)
        if place not in self._ways:
            self._ways[place] = self._fold_ways(predicate, fixed)
        return self._ways[place]

    def union(self, predicate: p.Predicate, fixed: Fixed) -> Core:
        """A core with every leaf that an alternative has, each as often helping or hindering as it does there."""
        place = self._place(predicate, fixed)
        if place not in self._unions:
            self._unions[place] = self._fold_union(predicate, fixed)
        return self._unions[place]

    def _place(self, predicate: p.Predicate, fixed: Fixed) -> Place:
        """A predicate with the options of the readings below it that are fixed."""
        return id(predicate), tuple([fixed.get(name, "") for name in self.cores.mentioned(predicate)])

    def _fold_ways(self, predicate: p.Predicate, fixed: Fixed) -> Ways:
        match predicate:
            case p.Use():
                return self.ways(self.cores.rulebook.definitions[predicate.definition].body, fixed)
            case p.Reading() if predicate.reading in fixed:
                return self.ways(predicate.options[fixed[predicate.reading]], fixed)
            case p.Reading():
                return self._options(predicate, fixed)
            case p.AllOf() | p.AnyOf() | p.NoneOf() if not fixed.keys() >= set(self.cores.mentioned(predicate)):
                return self._connective(predicate, fixed)
            case _:
                ways: dict[Truth, Changes] = {}
                for number, (changes, core) in enumerate(self._alternatives(predicate, fixed)):
                    self._spend(number)
                    _take(ways, [(self.decider.decide(core).truth, changes)])
                return ways

    def _options(self, predicate: p.Reading, fixed: Fixed) -> Ways:
        """What the options of a reading give; all but the one that was chosen are a change."""
        ways: dict[Truth, Changes] = {}
        for name, option in predicate.options.items():
            change = {} if self.chosen[predicate.reading] == name else {predicate.reading: name}
            below = self.ways(option, {**fixed, predicate.reading: name})
            _take(ways, ((truth, _joined(change, more)) for truth, more in below.items()))
        return ways

    def _connective(self, predicate: p.AllOf | p.AnyOf | p.NoneOf, fixed: Fixed) -> Ways:
        """The children's truths put together, for each joint option of the readings that decide something in several."""
        ways: dict[Truth, Changes] = {}
        shared = self._shared(predicate, fixed)
        stay = {**fixed, **{name: self.chosen[name] for name in shared}}
        for number, changes in enumerate(self.cores.changes(shared, self.chosen)):
            if _settled(ways, len(changes)):
                break
            self._spend(number)
            inside = {**stay, **changes}
            found = _combine([self.ways(child, inside) for child in predicate.children], *_bounds(predicate))
            _take(ways, ((truth, _joined(changes, more)) for truth, more in found.items()))
        return ways

    def _shared(self, predicate: p.AllOf | p.AnyOf | p.NoneOf, fixed: Fixed) -> tuple[str, ...]:
        """The readings that decide something below several children, and are not fixed."""
        times = Counter(name for child in predicate.children for name in self.cores.mentioned(child))
        return tuple(sorted(name for name, number in times.items() if number > 1 and name not in fixed))

    def _fold_union(self, predicate: p.Predicate, fixed: Fixed) -> Core:
        match predicate:
            case p.Use():
                return self.union(self.cores.rulebook.definitions[predicate.definition].body, fixed)
            case p.Reading() if predicate.reading in fixed:
                return self.union(predicate.options[fixed[predicate.reading]], fixed)
            case p.Reading():
                return any_of(tuple(self.union(option, fixed) for option in predicate.options.values()))
            case p.AllOf() | p.AnyOf() | p.NoneOf():
                low, high = _bounds(predicate)
                return Among(low, high, tuple(self.union(child, fixed) for child in predicate.children))
            case _:
                cores = tuple(core for _, core in islice(self._alternatives(predicate, fixed), PARTS + 1))
                if len(cores) > PARTS:  # the truths were found without trying all of them
                    raise _TooManyError
                return any_of(cores)

    def _alternatives(self, predicate: p.Predicate, fixed: Fixed) -> Iterator[tuple[Changes, Core]]:
        """The cores of a predicate under each joint option of the readings that are not fixed, with what it changes."""
        names = tuple(name for name in self.cores.mentioned(predicate) if name not in fixed)
        for changes in self.cores.changes(names, self.chosen):
            core = self.cores.core(predicate, FrozenDict({**self.chosen, **fixed, **changes}))
            yield tuple(changes.items()), core


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
