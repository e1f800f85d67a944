"""Grounds on small criteria, written down by hand."""

from __future__ import annotations

from engine.grounds_cases import KIND, VOCABULARY, Case
from engine.worlds import AS_OF

from cchc_rules.engine.conditions import ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.engine.core import Atom, Core, Count, FactKey, all_of, any_of
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.grounds import MOST_ROUTES, Grounds
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth

A, B, C = (FactKey(name) for name in "abc")


def fact(path: str, key: FactKey, *values: int) -> Lowered:
    """A fact is one of these."""
    return Lowered(path=path, kind="fact", core=Atom(key, Intervals.of(values)))


def every(path: str, *children: Lowered) -> Lowered:
    """All of these."""
    core, size = all_of(tuple(child.core for child in children)), len(children)
    return Lowered(path=path, kind="all_of", core=core, condition=NumberCondition(size, None, size), children=children)


def either(path: str, *children: Lowered) -> Lowered:
    """One of these."""
    core, size = any_of(tuple(child.core for child in children)), len(children)
    return Lowered(path=path, kind="any_of", core=core, condition=NumberCondition(1, None, size), children=children)


def run(path: str, length: int, *children: Lowered) -> Lowered:
    """So many of these in a row."""
    cores = tuple(child.core for child in children)
    core = any_of(tuple(all_of(cores[at : at + length]) for at in range(len(cores) - length + 1)))
    condition = YearsCondition(tuple(range(len(cores))), NumberCondition(length, None), consecutive=True)
    return Lowered(path=path, kind="years", core=core, condition=condition, children=children)


def count(path: str, low: int, high: int | None, list: str = "l", *values: int) -> Lowered:
    """So many records of a list have one of these values."""
    where: Core = Atom(FactKey("x"), Intervals.of(values))
    condition = ListCondition(VOCABULARY.lists[list], NumberCondition(low, high), where)
    return Lowered(path=path, kind="count", core=Count(low, high, list, where), condition=condition)


def records(*values: int | None, name: str = "l") -> ListState:
    """A complete list with these values of `x`."""
    spec = VOCABULARY.lists[name]
    found = []
    for position, value in enumerate(values, 1):
        fields: dict[str, FactState] = {key: Unknown(field.domain, "") for key, field in spec.fields.items()}
        if value is not None:
            fields["x"] = Known(value)
        found.append(RecordState(position, FrozenDict(fields)))
    more = None if spec.maximum is None else spec.maximum - len(found)
    return ListState(tuple(found), None, more, AS_OF)


def grounds(root: Lowered, facts: dict[FactKey, int], **lists: ListState) -> Grounds:
    """Of criteria over what is known."""
    known: dict[FactKey, FactState] = {key: Known(value) for key, value in facts.items()}
    snapshot = Snapshot(KIND, AS_OF, VOCABULARY, FrozenDict(), FrozenDict(known), FrozenDict(lists))
    return Case(root, snapshot).grounds()


def evidence(found: Grounds) -> list[tuple[Unit, ...]]:
    """The evidence of each ground."""
    return [ground.units for ground in found.grounds]


def test_one_reason_for_every_route() -> None:
    """What stands beside the routes is part of each."""
    root = every("r", fact("r/1", A, 1), either("r/2", fact("r/2/1", B, 1), fact("r/2/2", C, 1)))
    found = grounds(root, {A: 1, B: 1, C: 1})
    assert evidence(found) == [(A, B), (A, C)]
    assert [ground.routes for ground in found.grounds] == [("r/2/1",), ("r/2/2",)]
    assert [ground.paths for ground in found.grounds] == [(("r/1",), ("r/2/1",)), (("r/1",), ("r/2/2",))]
    assert found.decisive == {"r", "r/1", "r/2", "r/2/1", "r/2/2"}


def test_a_route_that_needs_more_than_another_is_not_told() -> None:
    """Nothing is a reason of which something can be left out."""
    root = either("r", fact("r/1", A, 1), every("r/2", fact("r/2/1", A, 1, 2), fact("r/2/2", B, 1)))
    assert evidence(grounds(root, {A: 1, B: 1})) == [(A,)]


def test_a_fact_that_two_routes_share_opens_both() -> None:
    """The reason is told once, with both."""
    (reason,) = grounds(either("r", fact("r/1", A, 1), fact("r/2", A, 1, 2)), {A: 1}).grounds
    assert (reason.units, reason.routes, reason.paths) == ((A,), ("r/1", "r/2"), (("r/1", "r/2"),))


def test_more_routes_than_are_told() -> None:
    """Three times three times three are too many; it is said that some are missing."""
    lists = [either(f"r/{at}", *(fact(f"r/{at}/{key}", key, 1) for key in (A, B, C))) for at in (1, 2, 3)]
    found = grounds(every("r", *lists), {A: 1, B: 1, C: 1})
    assert not found.all_routes
    assert 0 < len(found.grounds) <= MOST_ROUTES
    assert grounds(every("r", *lists[:2]), {A: 1, B: 1, C: 1}).all_routes


def test_what_holds_whatever_is_unknown_needs_no_evidence() -> None:
    """A reason and a blocker with nothing in them; no member is the route."""
    (reason,) = grounds(either("r", fact("r/1", A, 0), fact("r/2", A, 1, 2)), {}).grounds
    assert (reason.units, reason.routes) == ((), ())
    (blocker,) = grounds(every("r", fact("r/1", A, 0), fact("r/2", A, 1)), {}).grounds
    assert (blocker.units, blocker.path) == ((), "r")


def test_runs_of_years() -> None:
    """The cheapest run; and so few that every run has one of them."""
    years = [fact(f"r@{at}", key, 1) for at, key in enumerate((A, B, C))]
    assert evidence(grounds(run("r", 2, *years), {A: 0, B: 1, C: 1})) == [(B, C)]
    assert evidence(grounds(run("r", 2, *years), {A: 0, B: 0, C: 0})) == [(B,)]
    found = grounds(run("r", 2, *years), {A: 1, B: 1, C: 1})
    assert evidence(found) == [(A, B)]
    assert found.decisive == {"r", "r@0", "r@1"}
    assert evidence(grounds(run("r", 4, *years), {A: 1, B: 1, C: 1})) == [()]


def test_a_run_that_no_year_alone_breaks() -> None:
    """One fact cannot have two values; nobody has to know it."""
    assert evidence(grounds(run("r", 2, fact("r@1", A, 0), fact("r@2", A, 1)), {})) == [()]


def test_records_that_are_enough() -> None:
    """As many as are asked for; that the list lacks nothing does not matter."""
    found = grounds(count("r", 2, None, "l", 1), {}, l=records(1, 0, 1, 1))
    assert evidence(found) == [(RecordContent("l", 1), RecordContent("l", 3))]


def test_records_that_are_too_few() -> None:
    """With one record too few, whatever it is, completeness alone; with more, those that do not match as well."""
    assert evidence(grounds(count("r", 2, None, "l", 1), {}, l=records(1))) == [(Completeness("l"),)]
    found = grounds(count("r", 2, None, "l", 1), {}, l=records(0, None, 0))
    assert evidence(found) == [(RecordContent("l", 1), RecordContent("l", 3), Completeness("l"))]


def test_a_list_that_is_full_needs_no_completeness() -> None:
    """It holds two at most, and one of them does not match."""
    found = grounds(count("r", 2, None, "m", 1), {}, m=records(0, 1, name="m"))
    assert evidence(found) == [(RecordContent("m", 1),)]


def test_a_list_that_could_not_hold_so_many() -> None:
    """No evidence is needed that three of two are too many."""
    assert evidence(grounds(count("r", 3, None, "m", 1), {}, m=records(name="m"))) == [()]


def test_neither_too_few_nor_too_many() -> None:
    """Exactly one: a record that does, those that do not, and that there are no others."""
    found = grounds(count("r", 1, 1, "l", 1), {}, l=records(0, 1))
    assert evidence(found) == [(RecordContent("l", 2), RecordContent("l", 1), Completeness("l"))]


def test_one_blocker_for_every_criterion_that_fails() -> None:
    """Nested `all_of` are one; of an `any_of` each alternative has its own."""
    inner = every("r/2", fact("r/2/1", A, 1), either("r/2/2", fact("r/2/2/1", B, 1), fact("r/2/2/2", C, 1)))
    found = grounds(every("r", fact("r/1", FactKey("d"), 1), inner), {A: 0, B: 0, C: 0, FactKey("d"): 1})
    assert [(ground.path, ground.units) for ground in found.grounds] == [("r/2/1", (A,)), ("r/2/2", (B, C))]
    assert [(each.path, each.units, each.paths) for each in found.grounds[1].alternatives] == [
        ("r/2/2/1", (B,), (("r/2/2/1",),)),
        ("r/2/2/2", (C,), (("r/2/2/2",),)),
    ]
    assert found.decisive == {"r", "r/2", "r/2/1", "r/2/2", "r/2/2/1", "r/2/2/2"}


def test_one_piece_that_fails_two_criteria_is_told_once() -> None:
    """By the first of them."""
    found = grounds(every("r", fact("r/1", A, 1), fact("r/2", A, 1, 2)), {A: 0})
    assert [(ground.path, ground.units) for ground in found.grounds] == [("r/1", (A,))]


def test_evidence_that_fails_another_criterion() -> None:
    """What the first needs two pieces for, the second fails by one of them alone."""
    first = either("r/1", fact("r/1/1", A, 1), fact("r/1/2", B, 1))
    found = grounds(every("r", first, fact("r/2", A, 1, 2)), {A: 0, B: 0})
    assert [(ground.path, ground.units) for ground in found.grounds] == [("r/2", (A,))]


def test_undetermined() -> None:
    """No grounds."""
    assert grounds(fact("r", A, 1), {}) == Grounds(Truth.UNDETERMINED)
