"""The core: what every criterion is lowered to, in three kinds of node.

``Atom``: one fact lies in one region. ``Among``: how many children hold. ``Count``: how many records match. Windows,
attestations, readings, parameters and years are gone; the negation of a core node is a core node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from attrs import frozen

from cchc_rules.model.region import Region
from cchc_rules.model.truth import Truth


class FactKey(NamedTuple):
    """One fact, in one year if it is a yearly fact; inside ``Count.where`` one field of the record.

    A named tuple, because facts are looked up by it all the time, and a tuple is hashed and compared without calling Python.
    """

    name: str
    year: int | None = None

    def __str__(self) -> str:
        return self.name if self.year is None else f"{self.name}@{self.year}"


@frozen(cache_hash=True)
class Atom:
    """The fact has a value in the region."""

    key: FactKey
    region: Region


@frozen(cache_hash=True)
class Among:
    """At least ``low`` and at most ``high`` of the children hold. ``high`` never exceeds their number; ``low`` may."""

    low: int
    high: int
    children: tuple[Core, ...]


@frozen(cache_hash=True)
class Count:
    """At least ``low`` and at most ``high`` (``None``: any number) records of the list match ``where``."""

    low: int
    high: int | None
    list: str
    where: Core


Leaf: TypeAlias = "Atom | Count"
Core: TypeAlias = "Atom | Among | Count"

TRUE = Among(0, 0, ())
FALSE = Among(1, 0, ())


def all_of(children: tuple[Core, ...]) -> Core:
    """Every child holds; one child alone stands for itself."""
    return children[0] if len(children) == 1 else Among(len(children), len(children), children)


def any_of(children: tuple[Core, ...]) -> Core:
    """At least one child holds."""
    return children[0] if len(children) == 1 else Among(1, len(children), children)


def at_least(low: int, node: Among) -> Core:
    """At least ``low`` of the node's children hold."""
    return Among(low, len(node.children), node.children)


def negate(core: Core) -> Core:
    """The core that holds exactly where ``core`` does not. A two-sided node becomes its two one-sided halves."""
    if isinstance(core, Atom):
        return Atom(core.key, core.region.complement())
    if isinstance(core, Count):
        return _negate_count(core)
    size = len(core.children)
    fewer = Among(size - core.low + 1, size, tuple(negate(child) for child in core.children))
    more = at_least(core.high + 1, core)
    if core.high >= size:
        return fewer
    return more if core.low <= 0 else any_of((fewer, more))


def _negate_count(core: Count) -> Core:
    fewer = Count(0, core.low - 1, core.list, core.where) if core.low > 0 else FALSE
    if core.high is None:
        return fewer
    more = Count(core.high + 1, None, core.list, core.where)
    return more if core.low <= 0 else any_of((fewer, more))


def leaves(core: Core) -> Iterator[Leaf]:
    """The atoms and counts of a core, repeated as often as they occur."""
    if isinstance(core, Among):
        for child in core.children:
            yield from leaves(child)
    else:
        yield core


def connectives(core: Core) -> Iterator[Among]:
    """The connectives of a core, repeated as often as they occur."""
    if isinstance(core, Among):
        yield core
        for child in core.children:
            yield from connectives(child)


def block_of(leaf: Leaf) -> FactKey | str:
    """What a leaf depends on: its fact, or the name of its list. Leaves of different blocks are independent."""
    return leaf.key if isinstance(leaf, Atom) else leaf.list


@lru_cache(maxsize=16_384)
def cut(core: Core, given: tuple[Leaf, ...], truths: tuple[Truth, ...]) -> Core:
    """What is left open in a core if some leaves have these truths; a constant if nothing is."""
    if not isinstance(core, Among):
        if core not in given:
            return core
        truth = truths[given.index(core)]
        return core if truth is Truth.UNDETERMINED else TRUE if truth is Truth.MET else FALSE
    return _of_what_is_left(core, [cut(child, given, truths) for child in core.children])


def left_open(core: Core, truth_of: Callable[[Leaf], Truth]) -> Core:
    """What K leaves open in a core, by the truths of its leaves: ``TRUE`` or ``FALSE`` if it decides the core."""
    if isinstance(core, Among):
        return _of_what_is_left(core, [left_open(child, truth_of) for child in core.children])
    truth = truth_of(core)
    return core if truth is Truth.UNDETERMINED else TRUE if truth is Truth.MET else FALSE


def _of_what_is_left(core: Among, children: list[Core]) -> Core:
    """A connective of which this is left of the children: what is decided has become ``TRUE`` or ``FALSE``, these very ones."""
    left = tuple([child for child in children if child is not TRUE and child is not FALSE])
    certain = sum([child is TRUE for child in children])
    low, high = max(core.low - certain, 0), core.high - certain
    if low > len(left) or high < 0:
        return FALSE
    if low == 0 and high >= len(left):
        return TRUE
    return left[0] if (low, high, len(left)) == (1, 1, 1) else Among(low, min(high, len(left)), left)


class TooLargeError(Exception):
    """The normal form would have more nodes than anybody could visit."""


def normal_form(core: Core, most: int) -> Core:
    """The negation normal form: connectives only as "at least", so that every leaf can only help.

    A two-sided node becomes the conjunction of its halves, unless each block beneath it occurs nowhere else: then its
    children are independent of each other and of the rest, and counting them is exact as it stands. Halving nests, so the
    size is worked out beforehand: :class:`TooLargeError` if it passes ``most`` nodes.
    """
    occurrences = Counter(block_of(leaf) for leaf in leaves(core))
    single = {block for block, times in occurrences.items() if times == 1}
    if _sizes(core, single)[0] > most:
        raise TooLargeError
    return _normal(core, single)


def _whole(core: Among, single: set[FactKey | str]) -> bool:
    return all(block_of(leaf) in single for leaf in leaves(core))


def _sizes(core: Core, single: set[FactKey | str]) -> tuple[int, int]:
    """How many nodes at most the normal forms of a core and of its negation have."""
    if isinstance(core, Atom):
        return 1, 1
    if isinstance(core, Count):
        return 3, 3
    sizes = [_sizes(child, single) for child in core.children]
    same, opposite = 1 + sum(size for size, _ in sizes), 1 + sum(size for _, size in sizes)
    if core.low > 0 and core.high < len(core.children):
        return (same if _whole(core, single) else same + opposite + 1), same + opposite + 1
    return (opposite, same) if core.high < len(core.children) else (same, opposite)


def _normal(core: Core, single: set[FactKey | str]) -> Core:
    if isinstance(core, Atom):
        return core
    if isinstance(core, Count):
        if core.low <= 0 or core.high is None or core.list in single:
            return core
        return all_of((Count(core.low, None, core.list, core.where), Count(0, core.high, core.list, core.where)))
    size = len(core.children)
    if core.low > 0 and core.high < size:
        if _whole(core, single):
            return Among(core.low, core.high, tuple(_normal(child, single) for child in core.children))
        return _normal(all_of((at_least(core.low, core), Among(0, core.high, core.children))), single)
    if core.high < size:
        negated = tuple(_normal(negate(child), single) for child in core.children)
        return Among(size - core.high, size, negated)
    return Among(core.low, size, tuple(_normal(child, single) for child in core.children))
