"""The search for fewest moves on small criteria written down by hand, and what it says when its budget runs out."""

from __future__ import annotations

import datetime
import pickle

import pytest
from attrs import evolve, frozen
from engine.random_cases import Dossiers
from engine.random_world import KIND, VOCABULARY, award_of, rulebook
from engine.worlds import AS_OF, DOMAIN, brute_truth

from cchc_rules.engine import cheapest, filling, prices
from cchc_rules.engine.cheapest import Cheapest, Found
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey, TooLargeError, negate
from cchc_rules.engine.evaluation import program
from cchc_rules.engine.filling import new_records
from cchc_rules.engine.freedom import Acting, Completing, period_end_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.moves import CloseList, SetFact, SetField, apply
from cchc_rules.engine.nearest import completions
from cchc_rules.engine.options import Blank
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.engine.vectors import OverBudgetError
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary


def snapshot(**facts: int | None) -> Snapshot:
    """Facts of the small domain, known or not."""
    states: dict[FactKey, FactState] = {
        FactKey(name): Unknown(DOMAIN, "not_given") if value is None else Known(value) for name, value in facts.items()
    }
    return Snapshot("individual", AS_OF, Vocabulary(), FrozenDict(), FrozenDict(states), FrozenDict())


def is_(name: str, *values: int) -> Core:
    """The fact has one of the values."""
    return Atom(FactKey(name), Intervals.of(values))


def searched(core: Core, given: Snapshot, steps: int = cheapest.STEPS) -> Found:
    """What is found if every unknown fact can be completed."""
    return Cheapest(Decider(given), Completing(), steps).meet(core)


def test_exactly_one_of_two_groups_each_exactly_one() -> None:
    """Two-sided nodes over facts of their own: what has to be false costs too."""
    inner = Among(1, 1, (is_("a", 0), is_("b", 0), is_("c", 0)))
    core = Among(1, 1, (inner, is_("d", 0)))
    plan = searched(core, snapshot(a=0, b=None, c=1, d=0)).plan
    assert plan is not None
    assert [(move.key.name, move.value) for move in plan.moves if isinstance(move, SetFact)] == [("b", 0)]
    assert searched(core, snapshot(a=0, b=1, c=1, d=0)).plan is None
    few = searched(core, snapshot(a=None, b=None, c=1, d=0)).plan
    assert few is not None
    assert len(few.moves) == 2


def shared(number: int) -> tuple[Core, Snapshot]:
    """Facts that two criteria ask opposite things of, so that the search has to try."""
    names = [f"x{at}" for at in range(number)]
    first = Among(number // 2, number, tuple(is_(name, 0) for name in names))
    second = Among(number // 2, number, tuple(is_(name, 1) for name in names))
    return Among(2, 2, (first, second)), snapshot(**dict.fromkeys(names))


def test_what_is_said_when_the_budget_runs_out() -> None:
    """Nothing at first, then some moves that do, at last the fewest; never moves that do not, nor some that are not needed."""
    core, given = shared(4)
    seen = set()
    for steps in (1, 300, 1_000, 3_000, 10_000, 100_000):
        search = searched(core, given, steps)
        seen.add((search.plan is not None, search.plan is not None and search.plan.fewest, search.exhaustive))
        if search.plan is not None:
            assert brute_truth(core, apply(given, search.plan.moves)) is Truth.MET
            assert len(search.plan.moves) == 4
    assert seen == {(False, False, False), (True, False, False), (True, True, True)}


def test_some_moves_are_found_although_the_fewest_are_not() -> None:
    """A search that is cut off leaves out what its plan does not need."""
    core, given = shared(6)
    either = Among(1, 2, (core, is_("y", 0)))
    known = evolve(given, facts=FrozenDict({**given.facts, FactKey("y"): Unknown(DOMAIN, "not_given")}))
    plan = searched(either, known, 10_000).plan
    assert plan is not None
    assert [move.key.name for move in plan.moves if isinstance(move, SetFact)] == ["y"]


def test_a_normal_form_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is said of what nobody could visit."""

    def too_large(core: Core) -> Core:
        raise TooLargeError

    monkeypatch.setattr(cheapest, "normal_form_of", too_large)
    found = Cheapest(Decider(snapshot(a=None)), Completing())
    assert found.meet(is_("a", 0)) == Found(None, False)
    assert found.obstacles(is_("a", 0)) is None
    assert completions(Decider(snapshot(a=None)), is_("a", 0)) is None


def test_obstacles() -> None:
    """What nothing can make true, and only that."""
    found = Cheapest(Decider(snapshot(a=1, b=None, c=2)), Completing())
    assert found.obstacles(Among(3, 3, (is_("a", 0), is_("b", 0), is_("c", 0)))) == (is_("a", 0), is_("c", 0))
    assert found.obstacles(Among(1, 2, (is_("a", 0), is_("c", 0)))) == (is_("a", 0), is_("c", 0))
    assert found.obstacles(Among(1, 2, (is_("a", 0), is_("b", 0)))) == ()
    assert found.obstacles(negate(is_("b", 0))) == ()


def test_what_is_met_in_every_way_has_no_obstacles() -> None:
    """Nobody can say which of two opposites holds, and one of them does: neither stands in the way, asked before or not."""

    @frozen
    class Held(Completing):
        def fact(self, key: FactKey, state: FactState) -> None:
            """Another document holds all of it."""

    either = Among(1, 2, (is_("a", 0), is_("a", 1, 2)))
    core = Among(2, 2, (either, is_("b", 0)))
    for asked_before in (False, True):
        decider = Decider(snapshot(a=None, b=1))
        if asked_before:
            assert decider.decide(either).truth is Truth.MET
        found = Cheapest(decider, Held())
        assert found.meet(core) == Found(None, True)
        assert found.obstacles(core) == (is_("b", 0),)


def test_too_many_ways_to_fill_in_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are over the budget, not left out in silence."""
    monkeypatch.setattr(filling, "MOST_WAYS", 1)
    where = Atom(FactKey("x"), Intervals.of([0]))
    with pytest.raises(OverBudgetError):
        new_records("some list", (where,), Blank(FrozenDict({"x": DOMAIN}), found=True))


def test_a_list_that_cannot_be_closed() -> None:
    """Records of any later day may match, so that no statement says that there are few."""
    where = Atom(FactKey("day"), Intervals.between(700_000, None))
    acting = _acting(Snapshot(KIND, AS_OF, VOCABULARY, FrozenDict(), FrozenDict(), FrozenDict()))
    state: ListState = acting.snapshot.list_state("works")
    assert acting.closings("works", state, (where,)) == ()
    assert Cheapest(Decider(acting.snapshot), acting).meet(Count(0, 0, "works", where)).plan is None


def _acting(given: Snapshot) -> Acting:
    return Acting(given, AS_OF, 2024, datetime.date(2024, 12, 31), given)


def test_the_end_of_the_period() -> None:
    """The award's own, else the latest window's, else the award year's, else none."""
    criteria = p.FactIs(fact="flag", comparison=p.Comparison.IS, operands=(p.Literal(True),))
    award = award_of(criteria)
    book = rulebook(award)
    readings: FrozenDict[str, str] = FrozenDict()
    assert period_end_of(book, evolve(award, period="both"), readings, None) == datetime.date(2024, 12, 31)
    assert period_end_of(book, award, readings, 2023) == datetime.date(2024, 12, 31)
    bare = evolve(book, windows=FrozenDict())
    assert period_end_of(bare, award, readings, 2023) == datetime.date(2023, 12, 31)
    assert period_end_of(bare, award, readings, None) == datetime.date.max


def test_a_pickled_evaluation_knows_no_later_day() -> None:
    """It holds what counted on its own day, and nothing else."""
    from random import Random

    criteria = p.FactIs(fact="flag", comparison=p.Comparison.IS, operands=(p.Literal(True),))
    award = award_of(criteria)
    root = lower(rulebook(award), award, {"strict": "yes"}, 2024)
    dossier = Dossiers(Random(1), 0.5).dossier()
    evaluation = program(root, VOCABULARY, KIND, "reference").evaluate(dossier, datetime.date(2024, 6, 30), False)
    day, on_day, _ = evaluation.latest()
    assert (day, on_day is not None) == (dossier.as_of, True)
    again = pickle.loads(pickle.dumps(evaluation))
    assert again.latest() == (datetime.date(2024, 6, 30), None, None)


def test_a_shared_fact_is_paid_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One value does for both conditions; a search that pays leaf by leaf needs two moves, and is noticed here."""
    core = Among(2, 2, (is_("x", 0, 1), is_("x", 0, 2)))
    plan = searched(core, snapshot(x=None)).plan
    assert plan is not None
    assert [(move.key.name, move.value) for move in plan.moves if isinstance(move, SetFact)] == [("x", 0)]
    monkeypatch.setattr(cheapest, "shared_blocks", lambda normal: ())
    twice = searched(core, snapshot(x=None)).plan
    assert twice is not None
    assert len(twice.moves) == 2


def test_a_move_after_which_no_count_is_decided_but_one_of_two_holds() -> None:
    """That the one record is fine is enough, whatever its hours: they are few or many."""
    few, many = Intervals.between(0, 1), Intervals.between(1, 2)
    fine = is_("y", 1)
    either = Among(
        1,
        2,
        tuple(Count(1, None, "l", Among(2, 2, (fine, Atom(FactKey("x"), hours)))) for hours in (few, many)),
    )
    blank = RecordState(1, FrozenDict({name: Unknown(DOMAIN, "not_given") for name in "xy"}))
    given = evolve(snapshot(), lists=FrozenDict({"l": ListState((blank,), None)}))
    plan = searched(either, given).plan
    assert plan is not None
    assert [(move.field, move.value) for move in plan.moves if isinstance(move, SetField)] == [("y", 1)]


def counted(number: int) -> tuple[Core, Snapshot]:
    """Three ways of counting a list of blank records, each of which has to give exactly two."""
    blank = FrozenDict({name: Unknown(DOMAIN, "not_given") for name in "xy"})
    records = tuple(RecordState(at, FrozenDict({**blank})) for at in range(1, number + 1))
    wheres = (Atom(FactKey("x"), Intervals.of([0])), Atom(FactKey("x"), Intervals.of([1])), is_("y", 0))
    core = Among(3, 3, tuple(Count(2, 2, "l", where) for where in wheres))
    unseen = RecordState(0, FrozenDict({**blank}))
    return core, evolve(snapshot(), lists=FrozenDict({"l": ListState(records, unseen)}))


def test_a_list_of_which_not_all_can_be_looked_at_is_filled_in_whole() -> None:
    """Some moves are found, and are not said to be the fewest; with enough budget they are; with hardly any there are none."""
    core, given = counted(6)
    decided = Decider(given).decide(core)
    assert (decided.truth, decided.exact) == (Truth.UNDETERMINED, True)
    seen = set()
    for steps in (1, 1_000, 4_000, 2_000_000):
        found = searched(core, given, steps)
        seen.add((found.plan is not None, found.exhaustive))
        if found.plan is not None:
            assert found.plan.fewest is found.exhaustive
            assert Decider(apply(given, found.plan.moves)).decide(core).truth is Truth.MET
    assert seen == {(False, False), (True, False), (True, True)}


def test_all_searches_over_one_snapshot_share_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one has spent is lost to the next, which claims nothing then."""
    core, given = counted(6)
    found = {}
    for searches in (prices.SEARCHES, 1):
        monkeypatch.setattr(prices, "SEARCHES", searches)
        search = Cheapest(Decider(given), Completing(), 4_000)
        search.meet(negate(core))
        found[searches] = search.meet(core).plan is not None, search.obstacles(core)
    assert found == {10: (True, ()), 1: (False, None)}


def test_a_condition_that_asks_nothing_is_met_by_every_new_record() -> None:
    """However it is written; one that nothing meets is met by none."""
    always, never = Among(2, 2, (Among(0, 0, ()), Among(0, 0, ()))), Among(1, 1, (Among(1, 0, ()),))
    (record,) = new_records("l", (always, never), Blank(FrozenDict({"x": DOMAIN}), found=True))
    assert record.truths == (Truth.MET, Truth.NOT_MET)
    given = evolve(snapshot(), lists=FrozenDict({"l": ListState((), RecordState(0, FrozenDict({})))}))
    plan = searched(Count(1, None, "l", always), given).plan
    assert plan is not None
    assert len(plan.moves) == 1


def test_a_list_with_much_room_and_no_other_way_to_bound_it_is_not_given_up_for_certain() -> None:
    """Of ten further records the list can be filled; of eleven that is not looked at, and no claim is made."""

    @frozen
    class NeverClosed(Completing):
        def closings(self, list: str, state: ListState, wheres: tuple[Core, ...]) -> tuple[CloseList, ...]:
            return ()

    unseen = RecordState(0, FrozenDict({"x": Unknown(DOMAIN, "not_given")}))
    for room, found, exhaustive in ((10, True, True), (11, False, False)):
        given = evolve(snapshot(), lists=FrozenDict({"l": ListState((), unseen, room)}))
        search = Cheapest(Decider(given), NeverClosed()).meet(Count(0, 0, "l", Atom(FactKey("x"), Intervals.of([0]))))
        assert (search.plan is not None, search.exhaustive) == (found, exhaustive)


def test_nothing_is_to_be_done_where_all_completions_agree() -> None:
    """K does not see that one of the two holds whatever the value is; the search does."""
    plan = searched(Among(1, 2, (is_("x", 0), is_("x", 1, 2))), snapshot(x=None)).plan
    assert plan is not None
    assert plan.moves == ()
