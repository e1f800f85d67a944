"""Choosing among options and prices: which together take so many moves, which few are enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TypeVar

from cchc_rules.engine.joint_options import Joint
from cchc_rules.engine.moves import Moves
from cchc_rules.engine.options import Option

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
