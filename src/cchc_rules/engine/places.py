"""Places: the nodes of an author's tree at fixed places, for working out K over the tree again and again.

Beside each leaf stands what it says while nothing is known, which is the same for every dossier.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

from attrs import define, field, frozen

from cchc_rules.engine.compiled import whole, within
from cchc_rules.engine.completion import Decider, coherent_by_construction
from cchc_rules.engine.conditions import ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.engine.core import Atom, FactKey
from cchc_rules.engine.evidence import blank_record
from cchc_rules.engine.identity import Same
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

YES, NO, OPEN = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED


@frozen(eq=False)
class Place:
    """One node of the author's tree: how many of its children, or of the records of ``list``, have to hold.

    It stands ``at`` its place, and ``behind`` it and all below it the next one.
    ``run``: how many children have to hold in a row. ``key``: the fact of a leaf. ``blank``: what a leaf says of a fact, or its
    condition of a record, of which nothing is known.
    """

    at: int
    behind: int
    node: Lowered
    parent: int
    low: int
    high: int | None
    children: tuple[int, ...] = ()
    run: int | None = None
    key: FactKey | None = None
    list: str | None = None
    blank: Truth = OPEN


@frozen(eq=False)
class Plan:
    """The places of a tree, each before its children, and which of them read a fact or a list. ``exact``: K is exact.

    ``truths``: what each says while nothing is known, counts over lists left open, and how many of its children hold for
    ``certain``, and how many it is ``possible`` that hold.
    """

    places: tuple[Place, ...]
    truths: list[Truth]
    certain: list[int]
    possible: list[int]
    of_fact: FrozenDict[FactKey, tuple[Place, ...]]
    of_list: FrozenDict[str, tuple[Place, ...]]
    exact: bool


@define
class _Layer:
    """Lays out the places of a tree."""

    blank: Snapshot
    places: dict[int, Place] = field(factory=dict)
    _decider: Decider = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._decider = Decider(self.blank)

    def lay(self, node: Lowered, at: int = 0, parent: int = 0) -> int:
        """A node at a place, and what is below it behind that; returns the first place behind them all."""
        condition, core = node.condition, node.core
        if isinstance(condition, ListCondition):
            number = condition.number
            truth = self._decider.match(condition.core, blank_record(condition.spec, 0))
            self.places[at] = Place(
                at, at + 1, node, parent, number.low, number.high, list=condition.spec.name, blank=truth
            )
            return at + 1
        if isinstance(core, Atom) and not node.children:
            self.places[at] = Place(
                at, at + 1, node, parent, 0, None, key=core.key, blank=self._decider.leaf_truth(core)
            )
            return at + 1
        behind, children = at + 1, []
        for child in node.children:
            children.append(behind)
            behind = self.lay(child, behind, at)
        self.places[at] = _connective(at, behind, node, parent, tuple(children))
        return behind


def _connective(at: int, behind: int, node: Lowered, parent: int, children: tuple[int, ...]) -> Place:
    condition = node.condition
    if isinstance(condition, YearsCondition):
        run = condition.number.low if condition.consecutive else None
        return Place(at, behind, node, parent, condition.number.low, condition.number.high, children, run)
    if isinstance(condition, NumberCondition):
        return Place(at, behind, node, parent, condition.low, condition.high, children)
    return Place(at, behind, node, parent, 0, None)


def plan_of(root: Lowered, vocabulary: Vocabulary, kind: str) -> Plan:
    """The plan of lowered criteria for one kind of candidate, worked out once."""
    return _plan_of(Same(root), Same(vocabulary), kind)


def _of_nothing(places: tuple[Place, ...]) -> tuple[list[Truth], list[int], list[int]]:
    """The truth of each place while nothing is known, and how many of its children hold."""
    truths, certain, possible = [place.blank for place in places], [0] * len(places), [0] * len(places)
    for place in reversed(places):
        at = place.at
        if place.list is not None:
            truths[at] = OPEN
        elif place.key is None:
            below = [truths[child] for child in place.children]
            certain[at], possible[at] = below.count(YES), len(below) - below.count(NO)
            truths[at] = truth_of(place, certain[at], possible[at], truths)
    return truths, certain, possible


def truth_of(place: Place, certain: int, possible: float, truths: list[Truth]) -> Truth:
    """K's truth of a connective or a count."""
    if place.run is None:
        return within(certain, possible, place.low, place.high)
    below = [truths[child] for child in place.children]
    runs = [set(below[start : start + place.run]) for start in range(len(below) - place.run + 1)]
    if any(run <= {YES} for run in runs):
        return YES
    return NO if all(NO in run for run in runs) else OPEN


@lru_cache(maxsize=256)
def _plan_of(root: Same[Lowered], vocabulary: Same[Vocabulary], kind: str) -> Plan:
    blank = Snapshot(kind, datetime.date.min, vocabulary.value, FrozenDict(), FrozenDict(), FrozenDict())
    layer = _Layer(blank)
    size = layer.lay(root.value)
    places = tuple(layer.places[at] for at in range(size))
    of_fact: dict[FactKey, tuple[Place, ...]] = {}
    of_list: dict[str, tuple[Place, ...]] = {}
    for place in places:
        if place.key is not None:
            of_fact[place.key] = (*of_fact.get(place.key, ()), place)
        elif place.list is not None:
            of_list[place.list] = (*of_list.get(place.list, ()), place)

    def domain(key: FactKey) -> Region:
        spec = vocabulary.value.fact(kind, key.name)
        assert spec is not None, f"{key} was checked to exist"
        return spec.domain

    exact = coherent_by_construction(whole(root.value), domain)
    return Plan(places, *_of_nothing(places), FrozenDict(of_fact), FrozenDict(of_list), exact)
