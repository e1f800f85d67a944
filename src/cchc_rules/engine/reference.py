"""The reference interpreter: what criteria mean (V) and the linear three-valued way to decide them (K).

This module is the definition. Every other engine must agree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from attrs import field, frozen

from cchc_rules.engine.core import Among, Atom, Core, FactKey, Leaf
from cchc_rules.engine.snapshot import FactState, Known
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, overlap
from cchc_rules.model.truth import Truth


@frozen
class World:
    """A complete dossier: a value for every fact, all the records of every list. A record is a world of its own."""

    values: FrozenDict[FactKey, CoreValue]
    lists: FrozenDict[str, tuple[World, ...]] = field(factory=FrozenDict)


def holds(core: Core, world: World) -> bool:
    """V: over a complete dossier everything is plain counting."""
    if isinstance(core, Atom):
        return core.region.contains(world.values[core.key])
    if isinstance(core, Among):
        return core.low <= sum(holds(child, world) for child in core.children) <= core.high
    matching = sum(holds(core.where, record) for record in world.lists[core.list])
    return core.low <= matching and (core.high is None or matching <= core.high)


class Interval(NamedTuple):
    """How many: ``certain`` in every completion, ``possible`` in some (``None``: there is no most)."""

    certain: int
    possible: int | None

    def within(self, low: int, high: int | None) -> Truth:
        """Whether the number lies in ``low..high``: K's one rule."""
        if self.certain >= low and (high is None or (self.possible is not None and self.possible <= high)):
            return Truth.MET
        if (self.possible is not None and self.possible < low) or (high is not None and self.certain > high):
            return Truth.NOT_MET
        return Truth.UNDETERMINED


def tally(truths: Iterable[Truth]) -> Interval:
    """How many of some criteria hold: those that are met, and at most those that may be."""
    found = list(truths)
    return Interval(found.count(Truth.MET), len(found) - found.count(Truth.NOT_MET))


def in_region(state: FactState, region: Region) -> Truth:
    """Whether a fact lies in a region: an unknown one does if all its possible values do, and not if none does."""
    if isinstance(state, Known):
        return Truth.of(region.contains(state.value))
    inside = overlap(state.domain, region)
    if inside.empty:
        return Truth.NOT_MET
    return Truth.MET if inside == state.domain else Truth.UNDETERMINED


def kleene(core: Core, leaf_truth: Callable[[Leaf], Truth]) -> Truth:
    """K over the connectives: strong Kleene logic, a number of children as an interval held against the bound.

    Sound and monotone always; exact if every unknown fact is coherent (``search``).
    """
    if isinstance(core, Among):
        return tally([kleene(child, leaf_truth) for child in core.children]).within(core.low, core.high)
    return leaf_truth(core)
