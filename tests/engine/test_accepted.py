"""All values that would do of a single move, on small criteria written down by hand."""

from __future__ import annotations

from attrs import frozen
from engine.worlds import AS_OF, DOMAIN

from cchc_rules.engine.accepted import Widening, other_years
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey
from cchc_rules.engine.freedom import Completing
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField
from cchc_rules.engine.options import Blank
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.engine.vectors import Budget
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Intervals, Region
from cchc_rules.model.vocabulary import Vocabulary

A, B, X, Y = (FactKey(name) for name in "abxy")
OPEN = Unknown(DOMAIN, "not_given")


def at_least(key: FactKey, low: int) -> Core:
    """The value is that or more."""
    return Atom(key, Intervals.between(low, None))


def given(a: FactState, b: FactState, list_state: ListState | None = None) -> Snapshot:
    """Two facts and perhaps a list."""
    lists = {} if list_state is None else {"l": list_state}
    return Snapshot("individual", AS_OF, Vocabulary(), FrozenDict(), FrozenDict({A: a, B: b}), FrozenDict(lists))


@frozen
class OneMore(Completing):
    """One further record, of any values."""

    def blanks(self, list: str, state: ListState) -> tuple[Blank, ...]:
        """As it says."""
        return (Blank(FrozenDict({"x": DOMAIN, "y": DOMAIN}), found=True),)


def widened(core: Core, snapshot: Snapshot, move: Move, steps: int = 1_000) -> Move:
    """With all that would do."""
    return Widening(core, [Decider(snapshot)], OneMore(), Budget(steps)).all_accepted(move)


def test_a_value_on_which_another_condition_turns_that_does_not_matter() -> None:
    """From 1 on; whether it is 2 is asked beside something that fails."""
    core = Among(1, 2, (at_least(A, 1), Among(2, 2, (at_least(A, 2), at_least(B, 2)))))
    one = Intervals.of([1])
    move = widened(core, given(OPEN, Known(0)), SetFact(A, 1, one))
    assert isinstance(move, SetFact)
    assert (move.value, move.accepted) == (1, Intervals.of([1, 2]))
    assert widened(core, given(OPEN, Known(0)), SetFact(A, 1, one), steps=1) == SetFact(A, 1, one)


def test_a_field_of_a_record() -> None:
    """The same inside a list; 0 does not do."""
    blank = RecordState(1, FrozenDict({"x": OPEN, "y": Known(0)}))
    core = Among(1, 2, (Count(1, None, "l", at_least(X, 1)), Count(2, None, "l", at_least(X, 2))))
    move = widened(core, given(OPEN, OPEN, ListState((blank,), None)), SetField("l", 1, "x", 1, Intervals.of([1])))
    assert isinstance(move, SetField)
    assert move.accepted == Intervals.of([1, 2])


def test_fields_of_a_new_record_are_accepted_beside_each_other() -> None:
    """``x from 1, or y from 1``: not both can be told to be anything."""
    where = Among(1, 2, (at_least(X, 1), at_least(Y, 1)))
    two = Count(1, None, "l", Among(2, 2, (where, Among(0, 1, (at_least(X, 2), at_least(Y, 2))))))
    state = ListState((), RecordState(0, FrozenDict({"x": OPEN, "y": OPEN})))
    values: FrozenDict[str, tuple[CoreValue, Region]] = FrozenDict(
        {"x": (1, Intervals.of([1])), "y": (0, Intervals.of([0]))}
    )
    move = widened(two, given(OPEN, OPEN, state), NewRecord("l", values, True))
    assert isinstance(move, NewRecord)
    (_, x), (_, y) = move.values["x"], move.values["y"]
    assert (x, y) == (Intervals.of([1, 2]), Intervals.of([0, 1]))


def test_a_statement_stays() -> None:
    """There is nothing to choose."""
    close = CloseList("l", None)
    state = ListState((), RecordState(0, FrozenDict({"x": OPEN, "y": OPEN})))
    core = Count(0, 0, "l", at_least(X, 1))
    assert widened(core, given(OPEN, OPEN, state), close) is close


def test_what_will_be_known_counts_too() -> None:
    """2 or more does today; once B is known to be 0 only 2 itself does."""
    core = Among(2, 2, (at_least(A, 1), Among(1, 2, (Atom(A, Intervals.of([1])), at_least(B, 1)))))
    move = SetFact(A, 1, Intervals.of([1]))
    for then, accepted in ((Known(1), [1, 2]), (Known(0), [1])):
        found = Widening(core, [Decider(given(OPEN, Known(1))), Decider(given(OPEN, then))], OneMore()).all_accepted(
            move
        )
        assert found == SetFact(A, 1, Intervals.of(accepted))


def test_another_fact_that_is_enough_with_all_its_values() -> None:
    """1 or 2 do, 0 does not; a known fact stays as it is, and past the budget nothing is told."""
    core = Among(1, 3, (at_least(A, 1), Atom(A, Intervals.of([2])), at_least(B, 1)))
    assert Widening(core, [Decider(given(OPEN, OPEN))], OneMore()).of_fact(A) == SetFact(A, 1, Intervals.of([1, 2]))
    assert Widening(core, [Decider(given(Known(0), OPEN))], OneMore()).of_fact(A) is None
    assert Widening(core, [Decider(given(OPEN, OPEN))], OneMore(), Budget(1)).of_fact(A) is None


def test_the_same_fact_in_other_years() -> None:
    """In their order, each once."""
    first, second, third = (FactKey("a", year) for year in (2022, 2023, 2024))
    core = Among(
        1, 5, (at_least(third, 1), at_least(second, 1), at_least(first, 1), at_least(first, 2), at_least(B, 1))
    )
    assert other_years(core, second) == (first, third)
    assert other_years(core, B) == ()
