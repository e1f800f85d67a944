"""What the engine does where a decision would cost too much, and what it knows of an award beforehand."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from laws import small

from cchc_rules.engine import robustness
from cchc_rules.engine.completion import Decider, coherent_by_construction
from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey, all_of
from cchc_rules.engine.readings import reached
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import FactState, Known, ListState, RecordState, Snapshot, Unknown, take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, Region
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import JointFlip, Robustness
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import same

X, Y = FactKey("x"), FactKey("y")
OPEN = Unknown(Intervals.between(0, 2), "not_given")
ZERO, ONE, SOME = (Intervals.of(values) for values in ([0], [1], [1, 2]))
CONTRADICTION = all_of((Atom(X, ZERO), Atom(X, ONE)))
AS_OF = datetime.date(2025, 1, 10)


def snapshot(*records: RecordState, **facts: FactState) -> Snapshot:
    """A snapshot of these facts and of one list, closed."""
    states = FrozenDict({FactKey(name): state for name, state in facts.items()})
    lists = FrozenDict({"l": ListState(records, None)})
    return Snapshot("person", AS_OF, Vocabulary(), FrozenDict(), states, lists)


def record(**fields: FactState) -> RecordState:
    """One record."""
    return RecordState(1, FrozenDict(fields))


def test_a_contradiction_is_found_by_completion() -> None:
    """K alone is too cautious: x is a and x is b cannot both hold."""
    decision = Decider(snapshot(x=OPEN)).decide(CONTRADICTION)
    assert (decision.truth, decision.exact, decision.method) == (Truth.NOT_MET, True, "completion")


def test_past_the_budget_the_truth_is_undetermined_and_says_so() -> None:
    """Never a guess."""
    decision = Decider(snapshot(x=OPEN), steps=3).decide(CONTRADICTION)
    assert (decision.truth, decision.exact, decision.method) == (Truth.UNDETERMINED, False, "unresolved")


def test_a_record_that_is_too_much_to_decide_makes_its_count_inexact() -> None:
    """The budget holds for conditions on records too."""
    count = Count(1, None, "l", CONTRADICTION)
    assert Decider(snapshot(record(x=OPEN))).decide(count).truth is Truth.NOT_MET
    decision = Decider(snapshot(record(x=OPEN)), steps=3).decide(count)
    assert (decision.truth, decision.exact) == (Truth.UNDETERMINED, False)


def test_what_k_decides_needs_no_budget() -> None:
    """An inexact part that cannot matter makes nothing inexact."""
    count = Count(1, None, "l", CONTRADICTION)
    both = all_of((count, Atom(Y, ONE)))
    decision = Decider(snapshot(record(x=OPEN), y=Known(0)), steps=3).decide(both)
    assert (decision.truth, decision.exact) == (Truth.NOT_MET, True)


def test_coherence_over_a_snapshot() -> None:
    """True where K is exact, false where it is not or where finding out would cost too much."""
    assert Decider(snapshot(x=OPEN)).coherent(all_of((Atom(X, ONE), Atom(X, SOME))))
    assert not Decider(snapshot(x=OPEN)).coherent(CONTRADICTION)
    assert Decider(snapshot(x=Known(0))).coherent(CONTRADICTION)
    assert not Decider(snapshot(x=OPEN), steps=3).coherent(all_of((Atom(X, ONE), Atom(X, SOME))))


def domain(key: FactKey) -> Region:
    """Facts of three values."""
    return Intervals.between(0, 2)


@pytest.mark.parametrize(
    ("core", "coherent"),
    [
        (all_of((Atom(X, ONE), Atom(X, SOME))), True),
        (CONTRADICTION, False),
        (all_of((Count(1, None, "l", Atom(X, ONE)), Count(2, None, "l", Atom(X, ONE)))), False),
        (Count(1, 2, "l", Atom(X, ONE)), True),
        (Among(1, 1, (Atom(X, ONE), Atom(Y, ONE))), True),
    ],
)
def test_coherence_by_construction(core: Core, coherent: bool) -> None:
    """Nested thresholds are coherent, disjoint ones are not, nor are two counts over one list."""
    assert coherent_by_construction(core, domain) is coherent


def award(criteria: p.Predicate) -> Award:
    """A period award of the small rulebook."""
    return Award(
        id="award",
        title=same("award"),
        recipient=("person",),
        cycle="period",
        period="both",
        clauses=("I",),
        criteria=criteria,
    )


def flag(value: bool) -> p.Predicate:
    """The flag is so."""
    return p.FactIs(fact="flag", comparison=p.Comparison.IS, operands=(p.Literal(value),))


def by_strict(strict: p.Predicate, lenient: p.Predicate) -> p.Predicate:
    """One predicate or the other, as the text is read."""
    return p.Reading(reading="strict", options=FrozenDict({"yes-strict": strict, "no-strict": lenient}))


def empty() -> Snapshot:
    """A dossier that says nothing."""
    dossier = Dossier(rulebook="test/small", id="me", kind="person", as_of=AS_OF, vocabulary=small.VOCABULARY)
    return take_snapshot(dossier, AS_OF)


def assess(criteria: p.Predicate) -> Robustness:
    """The robustness of an award over the empty dossier, by the default readings."""
    rulebook = small.rulebook(award(criteria))
    return Assessment(rulebook, award(criteria), rulebook.default_readings(), None, empty())()


NEVER = p.NoneOf(children=(p.Nothing(),))
BOTH_WAYS = p.AllOf(children=(flag(True), flag(False)))


def test_incoherent_criteria_are_assessed_one_assignment_after_the_other() -> None:
    """Folding would be wrong: the contradiction is not met, whichever way it is read."""
    found = assess(p.AllOf(children=(flag(True), by_strict(flag(False), BOTH_WAYS))))
    assert (found.robust, found.outcomes) == (True, (Outcome.NOT_ELIGIBLE,))


@pytest.mark.parametrize(
    ("criteria", "robust"),
    [
        (p.AllOf(children=(flag(True), by_strict(flag(False), flag(True)))), False),
        (p.AllOf(children=(flag(True), by_strict(flag(False), BOTH_WAYS))), None),
    ],
)
def test_too_many_assignments_are_not_an_answer(
    monkeypatch: pytest.MonkeyPatch, criteria: p.Predicate, robust: bool | None
) -> None:
    """Past the limit the outcomes are not known; that it is not robust still is, if a single change shows it."""
    monkeypatch.setattr(robustness, "ASSIGNMENTS", 1)
    found = assess(criteria)
    assert (found.robust, found.outcomes) == (robust, None)
    single = (("strict", "no-strict"),)
    assert [flip.changes for flip in found.joint_flips] == ([single] if robust is False else [])


def test_the_limit_comes_too_late_when_every_outcome_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short after four of six assignments that cannot be folded: what was found stands, and has no needless part."""
    third = p.Reading(
        reading="by",
        options=FrozenDict({"first": p.Nothing(), "second": p.NoneOf(children=(p.Nothing(),)), "third": flag(True)}),
    )
    both_ways = by_strict(BOTH_WAYS, NEVER)
    criteria = p.AnyOf(children=(third, p.AllOf(children=(third, both_ways, both_ways))))
    monkeypatch.setattr(robustness, "ASSIGNMENTS", 3)
    found = assess(criteria)
    assert (found.robust, found.outcomes) == (False, tuple(Outcome))
    assert [(flip.changes, flip.outcome) for flip in found.joint_flips] == [
        ((("by", "second"),), Outcome.NOT_ELIGIBLE),
        ((("by", "third"),), Outcome.UNDETERMINED),
    ]
    monkeypatch.setattr(robustness, "ASSIGNMENTS", 2)
    assert assess(criteria).outcomes is None


@pytest.mark.parametrize("parts", [0, 1, 2, 5, 20])
def test_what_is_too_much_to_fold_is_tried_one_by_one(parts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same answer, however far folding comes."""
    monkeypatch.setattr(robustness, "PARTS", parts)
    found = assess(p.AllOf(children=(by_strict(p.Nothing(), flag(True)), p.AnyOf(children=(flag(True), p.Nothing())))))
    assert found.outcomes == (Outcome.ELIGIBLE, Outcome.UNDETERMINED)


def test_a_joint_flip_changes_no_more_than_it_must() -> None:
    """Two readings keep the flag out; of the third only one option of three lets it through."""
    third = p.Reading(reading="by", options=FrozenDict({"first": NEVER, "second": p.Nothing(), "third": p.Nothing()}))
    found = assess(p.AllOf(children=(third, by_strict(NEVER, p.Nothing()))))
    assert (found.outcomes, found.flips) == ((Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE), ())
    changes = (("by", "second"), ("strict", "no-strict"))
    assert found.joint_flips == (JointFlip(changes=changes, outcome=Outcome.ELIGIBLE),)


def test_too_many_coherent_assignments() -> None:
    """The limit holds for readings that are not folded as well."""
    read = by_strict(flag(True), p.Nothing())
    criteria = p.AllOf(children=(read, read))
    rulebook = small.rulebook(award(criteria))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(robustness, "PARTS", 0)
        patch.setattr(robustness, "ASSIGNMENTS", 0)
        found = Assessment(rulebook, award(criteria), rulebook.default_readings(), None, empty())()
    assert found.outcomes is None


def test_the_search_ends_when_every_outcome_was_seen() -> None:
    """All three outcomes cannot become more."""
    third = p.Reading(
        reading="by",
        options=FrozenDict({"first": p.Nothing(), "second": p.NoneOf(children=(p.Nothing(),)), "third": flag(True)}),
    )
    found = assess(third)
    assert found.outcomes == tuple(Outcome)


def test_a_reading_that_decides_several_places_is_followed_into_its_option() -> None:
    """The same reading twice, and a folded one beside it."""
    twice = by_strict(by_strict(flag(True), p.Nothing()), p.Nothing())
    third = p.Reading(reading="by", options=FrozenDict({"first": flag(True), "second": p.Nothing(), "third": twice}))
    found = assess(p.AllOf(children=(third, twice, p.AnyOf(children=(third, flag(True))))))
    assert found.outcomes == (Outcome.ELIGIBLE, Outcome.UNDETERMINED)


def test_readings_are_found_wherever_they_decide() -> None:
    """Options, parameters of bounds and comparisons, windows, date fields, the award's own period."""
    bound = p.Bound(at_least=p.ParameterRef("read"))
    during = p.During(window=None, by_date=p.ByReading("by", FrozenDict({"first": "day"})))
    criteria = p.AllOf(
        children=(
            p.Of(children=(flag(True), flag(False)), bound=bound),
            p.CountOf(list="works", bound=bound, during=during),
            p.Some(list="courses"),
            p.Some(list="works", during=p.During(window="moving")),
            p.Years(window="moving", where=(flag(True),), bound=bound),
            p.FactIs(fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.ParameterRef("one"),)),
            p.External(document="d"),
        )
    )
    moving = evolve(award(criteria), period="moving")
    assert reached(small.rulebook(moving), moving) == {"strict": 6, "by": 1}


def test_a_plain_conjunction_on_a_record_is_exact_however_long() -> None:
    """Nothing is shared, so nothing is searched."""
    fields = {f"f{i}": OPEN for i in range(40)}
    where = all_of(tuple(Atom(FactKey(name), ONE) for name in fields))
    decision = Decider(snapshot(record(**fields)), steps=1_000).decide(Count(1, None, "l", where))
    assert (decision.truth, decision.exact, decision.method) == (Truth.UNDETERMINED, True, "kleene")


def test_halving_that_nests_is_refused_before_it_is_done() -> None:
    """Exactly one of two, over and over, with one fact shared: the normal form would have a million nodes."""
    core: Core = Atom(X, ONE)
    for i in range(20):
        core = Among(1, 1, (Atom(FactKey(f"f{i}"), ONE), core))
    core = all_of((core, Atom(X, ONE)))
    facts = {f"f{i}": OPEN for i in range(20)}
    decider = Decider(snapshot(x=OPEN, **facts))
    assert decider.decide(core).method == "unresolved"
    assert not decider.coherent(core)
    assert not coherent_by_construction(core, domain)


@pytest.mark.parametrize(("needed", "truth"), [(30, Truth.UNDETERMINED), (31, Truth.NOT_MET)])
def test_a_bounded_list_is_searched_to_its_bound(needed: int, truth: Truth) -> None:
    """Of at most sixty records, thirty of each of two kinds are possible and thirty-one are not."""
    blank = RecordState(0, FrozenDict({"x": OPEN}))
    both = all_of((Count(needed, None, "l", Atom(X, ZERO)), Count(needed, None, "l", Atom(X, ONE))))
    lists = FrozenDict({"l": ListState((), blank, 60)})
    decision = Decider(Snapshot("person", AS_OF, Vocabulary(), FrozenDict(), FrozenDict(), lists)).decide(both)
    assert (decision.truth, decision.exact) == (truth, True)


def test_all_questions_about_one_dossier_share_the_budget() -> None:
    """A decision is remembered; a new one that needs more than is left is unresolved."""
    decider = Decider(snapshot(x=OPEN, y=OPEN), steps=30)
    assert decider.decide(CONTRADICTION).exact
    assert decider.decide(CONTRADICTION).exact
    others = [all_of((Atom(Y, ZERO), Atom(Y, ONE), *(Atom(X, SOME),) * i)) for i in range(1, 6)]
    assert not all(decider.decide(other).exact for other in others)


def test_a_folded_reading_below_one_that_is_not() -> None:
    """The option of the one is followed, the options of the other are tried."""
    by = p.Reading(reading="by", options=FrozenDict({"first": flag(True), "second": p.Nothing(), "third": p.Nothing()}))
    found = assess(p.AllOf(children=(by_strict(by, p.Nothing()), by_strict(p.Nothing(), flag(True)))))
    assert found.outcomes == (Outcome.ELIGIBLE, Outcome.UNDETERMINED)


def test_counts_over_a_closed_list_that_share_a_record() -> None:
    """One record cannot be of two kinds at once, and there is no other."""
    one_of_each = all_of((Count(1, None, "l", Atom(X, ZERO)), Count(1, None, "l", Atom(X, ONE))))
    assert Decider(snapshot(record(x=OPEN))).decide(one_of_each).truth is Truth.NOT_MET
    assert Decider(snapshot(record(x=OPEN), record(x=OPEN))).decide(one_of_each).truth is Truth.UNDETERMINED
