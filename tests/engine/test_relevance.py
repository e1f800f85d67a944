"""What still matters: nothing that matters is ever left out, and where the answer says that it is exact nothing is in it
that does not. Tables say what each value leads to. All of it is held against listing all completions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from attrs import evolve
from engine.relevance_cases import Pairs, check_random
from engine.worlds import AS_OF, DOMAIN

from cchc_rules.engine import relevance, table
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import (
    Among,
    Atom,
    Core,
    Count,
    FactKey,
    TooLargeError,
    all_of,
    any_of,
    block_of,
    leaves,
    negate,
)
from cchc_rules.engine.difference import Difference
from cchc_rules.engine.others import Others
from cchc_rules.engine.relevance import Frontier, Unit
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.engine.table import Cell, Tables, cells
from cchc_rules.engine.vectors import Budget
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import ANY_NUMBER, ANY_TEXT, Intervals, Texts, representatives
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

A, B, C, X, Y = (FactKey(name) for name in "abcxy")
UNKNOWN = Unknown(DOMAIN, "not_given")
YES, NO, OPEN = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED


@pytest.mark.parametrize("style", ["tidy", "free", "crowded"])
def test_relevance_and_tables_are_those_of_all_completions(style: str) -> None:
    """Exact on all of them, since the budget is never near."""
    seen = check_random(style, 200, 1)
    assert seen["undetermined"] > 60
    assert seen["idle though undetermined"] > 20
    assert seen["exact"] == seen["checked"]


@pytest.mark.long
@pytest.mark.parametrize("style", ["tidy", "free", "crowded"])
def test_relevance_and_tables_are_those_of_all_completions_long(style: str) -> None:
    """The same on 5,000 pairs of each."""
    seen = check_random(style, 5_000, 2)
    assert seen["undetermined"] > 1_200
    assert seen["idle though undetermined"] > 500
    assert seen["exact"] == seen["checked"]


def wrapped(place: object, name: str, change: Callable[..., Any]) -> Callable[[pytest.MonkeyPatch], None]:
    """Puts ``change(original, *arguments)`` in place of a function."""
    original = getattr(place, name)
    return lambda patch: patch.setattr(place, name, lambda *arguments: change(original, *arguments))


def first_child(original: Callable[..., Any], frontier: Frontier, core: Core) -> Any:
    """The frontier below the first child only."""
    return original(frontier, core.children[0] if isinstance(core, Among) else core)


FAULTS = {
    "the frontier goes down one branch only": wrapped(Frontier, "_matter", first_child),
    "shared facts matter whatever else": wrapped(Frontier, "_tells_apart", lambda *_: True),
    "shared facts never matter": wrapped(Frontier, "_tells_apart", lambda *_: False),
    "decided parts are not left out": wrapped(
        Frontier,
        "_reduced",
        lambda reduced, frontier, core: (OPEN, core, reduced(frontier, core)[2]),
    ),
    "blocks that occur twice are not split": wrapped(
        Difference, "possible", lambda _, difference, core, given: bool(difference._along(core, given)[0] & 6)
    ),
    "no difference is seen below a group": wrapped(
        Difference,
        "_along",
        lambda along, self, core, given: (along(self, core, given)[0] & (9 if isinstance(core, Among) else 15), core),
    ),
    "open lists are forgotten": wrapped(
        Frontier, "_of_list", lambda of, frontier, name: (unit for unit in of(frontier, name) if unit.key is not None)
    ),
    "records are forgotten": wrapped(
        Frontier, "_of_list", lambda of, frontier, name: (unit for unit in of(frontier, name) if unit.key is None)
    ),
    "a list that is counted in two ways matters whole": wrapped(Frontier, "_changes", lambda *_: True),
    "further records never come": wrapped(Others, "_of_further", lambda *_: ()),
    "one record is counted twice": wrapped(Others, "_numbers", lambda numbers, others, _: numbers(others, None)),
    "what cannot matter is not named": wrapped(Frontier, "_unknown", lambda *_: ()),
    "a part stands for what is beside it": wrapped(
        relevance,
        "_condensed",
        lambda condensed, core, total, parts: condensed(core, Counter(map(block_of, leaves(core))), parts),
    ),
    "tables are off by one step": wrapped(
        table,
        "cells",
        lambda cells, domain, truths: cells(domain, {value + 1: truth for value, truth in truths.items()}),
    ),
    "one record more is none more": wrapped(
        table, "Interval", lambda interval, certain, possible: interval(max(certain - 1, 0), possible)
    ),
    "the last number of records is left out": wrapped(
        table, "_bounds", lambda bounds, counts: {bound + 1 for bound in bounds(counts)}
    ),
    "numbers of records all hold": wrapped(table, "_within", lambda *_: True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_noticed(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One at a time; without one the same pairs pass, as the test below says."""
    FAULTS[fault](monkeypatch)
    with pytest.raises((AssertionError, ValueError, KeyError)):
        check_random("crowded", 400, 1)


def snapshot(facts: dict[FactKey, FactState], **lists: ListState) -> Snapshot:
    """Some facts, some lists."""
    return Snapshot("individual", AS_OF, Vocabulary(), FrozenDict(), FrozenDict(facts), FrozenDict(lists))


def from_(key: FactKey, low: int) -> Core:
    """The fact is at least that."""
    return Atom(key, Intervals.between(low, None))


def frontier(core: Core, **lists: ListState) -> Frontier:
    """Of criteria on facts of which nothing is known."""
    return Frontier(core, Decider(snapshot({A: UNKNOWN, B: UNKNOWN, C: UNKNOWN}, **lists)))


def matters(core: Core, **lists: ListState) -> tuple[set[str], set[str], bool]:
    """The names of what matters and of what does not, and whether that is exact."""
    found = frontier(core, **lists).relevant()
    return set(map(named, found.matters)), set(map(named, found.idle)), found.exact


def named(unit: Unit) -> str:
    """A name for a unit."""
    return "/".join(str(part) for part in (unit.list, unit.record, unit.key) if part is not None)


def test_what_is_the_same_for_both_never_differs() -> None:
    """Whatever the rest is: of two leaves that depend on nothing in common, and of two of one fact, which is split."""
    asked = Atom(A, Intervals.between(1, None))
    decider = Decider(snapshot({A: UNKNOWN, B: UNKNOWN, C: UNKNOWN}))
    differences = Difference(decider.vectors, Budget(1_000))
    for rest in ((from_(B, 1), from_(C, 1)), (from_(B, 1), from_(B, 2))):
        core = Among(2, 2, (asked, *rest))
        assert not differences.possible(core, {asked: (True, True)})
        assert differences.possible(core, {asked: (True, False)})
    never = all_of((asked, Atom(B, Intervals.of([0])), Atom(B, Intervals.of([1]))))
    assert not differences.possible(never, {asked: (True, False)})


def test_an_absorbed_condition_does_not_matter() -> None:
    """``(a and b) or a``: b is on the frontier and changes nothing."""
    core = any_of((all_of((from_(A, 1), from_(B, 1))), from_(A, 1)))
    assert matters(core) == ({"a"}, {"b"}, True)


def test_a_condition_beside_a_contradiction_does_not_matter() -> None:
    """``(a is 0 and a is 1 and b) or c``."""
    never = all_of((Atom(A, Intervals.of([0])), Atom(A, Intervals.of([1])), from_(B, 1)))
    assert matters(any_of((never, from_(C, 1)))) == ({"c"}, {"a", "b"}, True)


def test_shared_facts_can_all_matter() -> None:
    """``(a from 1 and b) or (a from 2 and c)``."""
    core = any_of((all_of((from_(A, 1), from_(B, 1))), all_of((from_(A, 2), from_(C, 1)))))
    assert matters(core) == ({"a", "b", "c"}, set(), True)


def test_a_part_of_its_own_is_looked_at_by_itself() -> None:
    """``(a and (b or c)) or (not a and …)``: what matters in ``b or c`` matters."""
    core = any_of((all_of((from_(A, 1), any_of((from_(B, 1), from_(C, 1))))), Atom(A, Intervals.of([0]))))
    assert matters(core) == ({"a", "b", "c"}, set(), True)


def test_over_the_budget_all_that_may_matter_is_kept() -> None:
    """And the answer says that it is not exact."""
    core = any_of((all_of((from_(A, 1), from_(B, 1))), all_of((from_(A, 2), from_(B, 2))), from_(A, 1)))
    given = snapshot({A: UNKNOWN, B: UNKNOWN})
    exact = Frontier(core, Decider(given)).relevant()
    assert ([named(one) for one in exact.matters], exact.exact) == (["a"], True)
    poor = Frontier(core, Decider(given, 1)).relevant()
    assert ([named(one) for one in poor.matters], poor.exact) == (["a", "b"], False)


def test_a_decided_verdict_leaves_nothing_to_matter() -> None:
    """All that is unknown is idle."""
    assert matters(Among(0, 2, (from_(A, 1), from_(B, 1)))) == (set(), {"a", "b"}, True)


def works(*records: dict[FactKey, FactState], more: int | None = 0, unseen: FactState = UNKNOWN) -> ListState:
    """A list of records with two fields."""
    given = [RecordState(at, FrozenDict({k.name: v for k, v in one.items()})) for at, one in enumerate(records, 1)]
    blank = RecordState(0, FrozenDict({"x": unseen, "y": UNKNOWN}))
    return ListState(tuple(given), None if more == 0 else blank, more)


def test_of_a_record_what_decides_whether_it_matches_matters() -> None:
    """Its first field fails, so that the second is idle; of the other record both are open."""
    both = all_of((from_(X, 1), from_(Y, 1)))
    state = works({X: Known(0), Y: UNKNOWN}, {X: UNKNOWN, Y: UNKNOWN})
    assert matters(Count(1, None, "l", both), l=state) == ({"l/2/x", "l/2/y"}, {"l/1/y"}, True)


def test_a_list_that_is_complete_up_to_a_day_lacks_nothing_that_counts() -> None:
    """An unseen record cannot match, so that nothing is said of further ones; of a list that nobody completed it is."""
    state = works(more=None, unseen=Unknown(Intervals.of([0]), "unseen"))
    core = any_of((Count(1, None, "l", from_(X, 1)), from_(A, 1)))
    assert matters(core, l=evolve(state, complete_to=AS_OF)) == ({"a"}, set(), True)
    assert matters(core, l=state) == ({"a"}, {"l"}, True)


def rows(found: Frontier, unit: Unit) -> list[tuple[Any, Truth]]:
    """The cells of a table, their intervals or texts plain."""
    return [
        (cell.values.parts if isinstance(cell.values, Intervals) else cell.values, cell.truth)
        for cell in Tables(found).of(unit)
    ]


def test_further_records_from_none_to_where_nothing_changes() -> None:
    """One matches, one may: two to three are asked for."""
    state = works({X: Known(1), Y: Known(1)}, {X: UNKNOWN, Y: Known(1)}, more=None)
    found = frontier(Count(2, 3, "l", from_(X, 1)), l=state)
    assert rows(found, Unit(list="l")) == [(((0, 0),), OPEN), (((1, 1),), YES), (((2, 2),), OPEN), (((3, None),), NO)]
    limited = frontier(Count(2, 3, "l", from_(X, 1)), l=evolve(state, more=2))
    assert rows(limited, Unit(list="l"))[-1] == (((2, 2),), OPEN)


def test_a_list_that_is_counted_with_two_bounds_is_still_counted_in_one_way() -> None:
    """``(one and a) or two``: with one more the first alone holds."""
    one, two = (Count(low, None, "l", from_(X, 1)) for low in (1, 2))
    found = frontier(any_of((all_of((one, from_(A, 1))), two)), l=works({X: UNKNOWN, Y: UNKNOWN}, more=1))
    assert found.relevant().exact
    assert rows(found, Unit(list="l")) == [(((0, 1),), OPEN)]
    assert rows(found, Unit(X, "l", 1)) == [(((0, 2),), OPEN)]


def test_of_two_ways_of_counting_a_list_there_is_no_one_number() -> None:
    """Fields of records have a table all the same."""
    core = any_of((Count(1, None, "l", from_(X, 1)), Count(1, None, "l", from_(Y, 2))))
    found = frontier(core, l=works({X: UNKNOWN, Y: UNKNOWN}, more=1))
    assert rows(found, Unit(list="l")) == []
    assert rows(found, Unit(X, "l", 1)) == [(((0, 0),), OPEN), (((1, 2),), YES)]
    assert [named(one) for one in found.relevant().matters] == ["l/1/x", "l/1/y", "l"]


def test_a_list_that_is_counted_in_two_ways_is_looked_at_thing_by_thing() -> None:
    """Whoever has one with x and y has one with x: y cannot matter."""
    x, y = from_(X, 1), from_(Y, 1)
    core = any_of((Count(1, None, "l", x), Count(1, None, "l", all_of((x, y)))))
    state = works({X: UNKNOWN, Y: UNKNOWN})
    assert matters(core, l=state) == ({"l/1/x"}, {"l/1/y"}, True)
    poor = Frontier(core, Decider(snapshot({}, l=state), 12)).relevant()
    assert (set(map(named, poor.matters)), poor.exact) == ({"l/1/x", "l/1/y"}, False)


def test_cells_reach_to_the_ends_of_what_is_possible() -> None:
    """Open ends stay open, gaps stay gaps."""
    assert cells(ANY_NUMBER, {4: NO, 5: YES}) == (
        Cell(Intervals.between(None, 4), 4, NO),
        Cell(Intervals.between(5, None), 5, YES),
    )
    gap = Intervals.of([1, 2, 7, 8])
    assert cells(gap, {1: NO, 2: NO, 7: NO, 8: YES}) == (
        Cell(Intervals.of([1, 2, 7]), 1, NO),
        Cell(Intervals.of([8]), 8, YES),
    )


def test_cells_of_texts() -> None:
    """What nobody named is one of them, unless it is not possible."""
    values = representatives(ANY_TEXT, [Texts(frozenset({"a", "b"}))])
    truths = dict(zip(values, (YES, NO, NO), strict=True))
    assert cells(ANY_TEXT, truths) == (
        Cell(Texts(frozenset({"a"})), "a", YES),
        Cell(Texts(frozenset({"a"}), True), "b", NO),
    )
    assert cells(Texts(frozenset({"a", "b"})), {"a": YES, "b": NO}) == (
        Cell(Texts(frozenset({"a"})), "a", YES),
        Cell(Texts(frozenset({"b"})), "b", NO),
    )


def test_the_negation_has_the_same_that_matters() -> None:
    """Law 7."""
    source = Pairs(Random(11), "crowded")
    for _ in range(150):
        core, given = source.pair()
        one, other = (Frontier(c, Decider(given)).relevant() for c in (core, negate(core)))
        if one.exact and other.exact:
            assert set(one.matters) == set(other.matters)


def test_past_the_budget_of_differences_all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """And that is not said to be exact."""
    core = any_of((all_of((from_(A, 1), from_(B, 1))), from_(A, 1)))
    monkeypatch.setattr(relevance, "STEPS", 1)
    assert matters(core) == ({"a", "b"}, set(), False)


def test_records_of_which_the_same_is_known_are_looked_at_once() -> None:
    """Both matter, or neither."""
    blank: FrozenDict[str, FactState] = FrozenDict({"x": UNKNOWN, "y": Known(1)})
    records = ListState((RecordState(1, blank), RecordState(2, blank)), None)
    core = all_of((Count(1, None, "l", Atom(X, Intervals.of([0]))), Count(1, 1, "l", Atom(X, Intervals.of([0, 1])))))
    found, _, exact = matters(core, l=records)
    assert found == {"l/1/x", "l/2/x"}
    assert exact


def test_no_table_past_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where a part was too much to decide, nor where the normal form is too large."""
    core = any_of(
        (
            all_of((from_(A, 1), from_(B, 1), Atom(B, Intervals.of([0, 1])))),
            all_of((Atom(A, Intervals.of([0])), from_(B, 2), Atom(B, Intervals.of([1])))),
        )
    )
    unsure = Frontier(core, Decider(snapshot({A: UNKNOWN, B: UNKNOWN}), steps=1))
    assert not unsure.relevant().exact
    assert Tables(unsure).of(Unit(A)) == ()

    def too_large(core: Core) -> Core:
        raise TooLargeError

    sure = frontier(any_of((all_of((from_(A, 1), from_(B, 1))), all_of((from_(A, 2), from_(C, 1))))))
    monkeypatch.setattr(relevance, "normal_form_of", too_large)
    assert Tables(sure).of(Unit(A)) == ()
