"""The core's rewritings mean what they should: exhaustively over small numbers."""

from __future__ import annotations

from itertools import product

import pytest

from cchc_rules.engine.core import FALSE, TRUE, Among, Atom, Core, Count, FactKey, all_of, any_of, negate, normal_form
from cchc_rules.engine.reference import Interval, World, holds, tally
from cchc_rules.engine.search import LARGEST
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth

KEYS = tuple(FactKey(name) for name in "abc")
ATOMS = tuple(Atom(key, Intervals.of([1])) for key in KEYS)
X = FactKey("x")
BOUNDS = [(low, high) for low in range(5) for high in (None, *range(low, 4))]


def worlds_of_facts() -> list[World]:
    """Every way in which three facts can be."""
    return [World(FrozenDict(zip(KEYS, values, strict=True))) for values in product((0, 1), repeat=3)]


def worlds_of_records() -> list[World]:
    """No to five matching records, one more that does not match."""
    yes, no = World(FrozenDict({X: 1})), World(FrozenDict({X: 0}))
    return [World(FrozenDict(), FrozenDict({"l": (*(yes,) * number, no)})) for number in range(6)]


@pytest.mark.parametrize(("low", "high"), [(low, high) for low in range(5) for high in range(4)])
def test_among_counts_and_its_rewritings_agree(low: int, high: int) -> None:
    """K of three, its negation and its normal form, the impossible bounds too."""
    node = Among(low, high, ATOMS)
    for world in worlds_of_facts():
        number = sum(world.values.values())  # type: ignore[arg-type]  # all numbers
        assert holds(node, world) is (low <= number <= high)
        assert holds(negate(node), world) is not holds(node, world)
        assert holds(negate(negate(node)), world) is holds(node, world)
        for crowded in (node, all_of((node, ATOMS[0])), any_of((node, negate(node)))):
            assert holds(normal_form(crowded, LARGEST), world) is holds(crowded, world)


@pytest.mark.parametrize(("low", "high"), BOUNDS)
def test_count_counts_and_its_rewritings_agree(low: int, high: int | None) -> None:
    """The same for records."""
    node = Count(low, high, "l", Atom(X, Intervals.of([1])))
    for number, world in enumerate(worlds_of_records()):
        assert holds(node, world) is (low <= number and (high is None or number <= high))
        assert holds(negate(node), world) is not holds(node, world)
        for crowded in (node, all_of((node, node)), Among(0, 1, (node, negate(node)))):
            assert holds(normal_form(crowded, LARGEST), world) is holds(crowded, world)


def test_constants() -> None:
    """`nothing` holds of everything, and its negation of nothing."""
    world = World(FrozenDict())
    for core, value in ((TRUE, True), (FALSE, False), (negate(TRUE), False), (negate(FALSE), True)):
        assert holds(core, world) is value
        assert holds(normal_form(core, LARGEST), world) is value


def test_a_two_sided_node_stays_whole_only_if_nothing_beneath_is_used_again() -> None:
    """Otherwise it becomes its two halves."""
    two_sided = Among(1, 2, ATOMS)
    assert normal_form(two_sided, LARGEST) == two_sided
    shared: Core = normal_form(all_of((two_sided, ATOMS[0])), LARGEST)
    assert isinstance(shared, Among)
    assert shared.children[0] != two_sided
    count = Count(1, 2, "l", ATOMS[0])
    assert normal_form(count, LARGEST) == count
    assert normal_form(all_of((count, count)), LARGEST) != all_of((count, count))


@pytest.mark.parametrize(("low", "high"), BOUNDS)
def test_an_interval_is_held_against_a_bound(low: int, high: int | None) -> None:
    """Met if every number of the interval is within, not met if none is."""
    for certain in range(6):
        for possible in (None, *range(certain, 6)):
            numbers = range(certain, 9 if possible is None else possible + 1)
            within = {low <= number and (high is None or number <= high) for number in numbers}
            expected = Truth.UNDETERMINED if len(within) == 2 else Truth.of(within.pop())
            assert Interval(certain, possible).within(low, high) is expected


def test_a_tally_counts_the_certain_and_the_possible() -> None:
    """Undetermined children raise the upper end only."""
    assert tally([Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET]) == Interval(1, 2)
    assert str(FactKey("a")) == "a"
    assert str(FactKey("office.par_rank", 2024)) == "office.par_rank@2024"
