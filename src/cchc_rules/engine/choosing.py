"""Choosing among options and prices: which together take so many moves, which few are enough, which leaves stand in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import TypeVar

from cchc_rules.engine.core import Among, Core, Leaf
from cchc_rules.engine.joint_options import Joint
from cchc_rules.engine.moves import Moves
from cchc_rules.engine.options import Option
from cchc_rules.engine.reference import kleene
from cchc_rules.model.truth import Truth

Choice = TypeVar("Choice", Option, Joint)


def choices(blocks: list[list[Choice]], spent: int) -> Iterator[tuple[Choice, ...]]:
    """Every choice of one option a block that takes exactly ``spent`` moves; the option without moves stands first."""
    movable = [at for at, options in enumerate(blocks) if len(options) > 1]
    for number in range(min(spent, len(movable)) + 1):
        for places in combinations(movable, number):
            for moved in product(*(blocks[at][1:] for at in places)):
                if sum(option.cost for option in moved) == spent:
                    chosen = dict(zip(places, moved, strict=True))
                    yield tuple(chosen.get(at, options[0]) for at, options in enumerate(blocks))


def fewer(first: Moves | None, second: Moves | None) -> Moves | None:
    """The fewer of two sets of moves, of which either may be impossible."""
    if first is None or second is None:
        return second if first is None else first
    return first if len(first) <= len(second) else second


def enough(true: list[Moves | None], false: list[Moves | None], trues: int, falses: int) -> Moves | None:
    """The fewest moves that make at least ``trues`` children true and ``falses`` others false."""
    if falses <= 0:
        return _cheapest(true, trues)
    if trues <= 0:
        return _cheapest(false, falses)
    reached: dict[tuple[int, int], Moves] = {(0, 0): ()}
    for to_true, to_false in zip(true, false, strict=True):
        found = dict(reached)
        for (t, f), moves in reached.items():
            for place, more in (((min(t + 1, trues), f), to_true), ((t, min(f + 1, falses)), to_false)):
                if more is not None and (place not in found or len(found[place]) > len(moves) + len(more)):
                    found[place] = moves + more
        reached = found
    return reached.get((trues, falses))


def _cheapest(prices: list[Moves | None], number: int) -> Moves | None:
    possible = sorted((moves for moves in prices if moves is not None), key=len)
    if len(possible) < number:
        return None
    return tuple(move for moves in possible[: max(number, 0)] for move in moves)


def lacking(core: Core, possible: Mapping[Leaf, bool]) -> Iterator[Leaf]:
    """The leaves that keep a core of the normal form from being met, if ``possible`` says which leaves can be."""
    if not isinstance(core, Among):
        if not possible[core]:
            yield core
        return
    impossible = [child for child in core.children if _is_impossible(child, possible)]
    if len(core.children) - len(impossible) < core.low:
        for child in impossible:
            yield from lacking(child, possible)


def _is_impossible(core: Core, possible: Mapping[Leaf, bool]) -> bool:
    """Whether a core of the normal form fails whatever becomes of the leaves that can be met."""

    def truth(leaf: Leaf) -> Truth:
        return Truth.UNDETERMINED if possible[leaf] else Truth.NOT_MET

    return kleene(core, truth) is Truth.NOT_MET
