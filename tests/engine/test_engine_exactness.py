"""What is not decided exactly says so, and every way in which an unknown value can turn out is thought of."""

from __future__ import annotations

import pytest
from engine.random_world import AS_OFS, KIND, VOCABULARY, award_of, rulebook
from engine.test_compiled import is_, lowered

from cchc_rules.engine import search
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import day_of_completeness, take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Claim, Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Outcome, Truth

AS_OF = AS_OFS[-1]


def decider(records: int = 0) -> Decider:
    """Over a dossier of which nothing is known but that it has so many works."""
    works = RecordList(records=(FrozenDict(),) * records, cut_off=AS_OF)
    dossier = Dossier(
        rulebook="test/random",
        id="me",
        kind=KIND,
        as_of=AS_OF,
        vocabulary=VOCABULARY,
        lists=FrozenDict({"works": works}),
    )
    return Decider(take_snapshot(dossier, AS_OF))


def test_a_condition_too_large_for_a_record_makes_its_count_inexact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Although nothing of the budget was spent on it."""
    works = p.Some(list="works", where=(is_("site", "here"), is_("site", "there")), during=None)
    assert decider(1).decide(lowered(works).core).truth is Truth.NOT_MET
    monkeypatch.setattr(search, "LARGEST", 3)
    decision = decider(1).decide(lowered(works).core)
    assert (decision.truth, decision.exact, decision.method) == (Truth.UNDETERMINED, False, "unresolved")


def test_an_unknown_text_may_be_one_that_nobody_named() -> None:
    """Neither a nor b is possible, and so is either."""
    neither = p.AllOf(children=tuple(p.NoneOf(children=(is_("title", text),)) for text in "ab"))
    decision = decider().decide(lowered(neither).core)
    assert (decision.truth, decision.method) == (Truth.UNDETERMINED, "completion")
    one = p.AnyOf(children=(is_("title", "a"), is_("title", "b"), neither))
    assert decider().decide(lowered(one).core).truth is Truth.MET


def test_an_unknown_number_may_lie_below_above_and_between() -> None:
    """Of 0 to 3 the ends are named; what is outside them is possible, and nothing else is."""

    def from_to(low: int, high: int) -> p.Predicate:
        return is_("score", *range(low, high + 1))

    for inner in ((1, 2), (0, 2), (1, 3)):
        outside = p.AllOf(children=(p.NoneOf(children=(from_to(*inner),)), p.NoneOf(children=(from_to(2, 2),))))
        assert decider().decide(lowered(outside).core).truth is Truth.UNDETERMINED
    everywhere = p.AnyOf(children=(from_to(0, 1), from_to(2, 3)))
    assert decider().decide(lowered(everywhere).core).truth is Truth.MET


def test_an_unknown_number_without_a_least_one_may_lie_below_all_that_are_named() -> None:
    """Not 5 or more: nothing but a number below says so, since there is no least one."""
    from_5 = p.FactIs(fact="share", comparison=p.Comparison.AT_LEAST, operands=(p.Literal(5),))
    impossible = p.AllOf(children=(is_("share", 20), is_("share", 12)))
    decision = decider().decide(lowered(p.AnyOf(children=(from_5, impossible))).core)
    assert (decision.truth, decision.exact) == (Truth.UNDETERMINED, True)


def test_completeness_never_reaches_beyond_the_day_of_the_file() -> None:
    """Whatever a list says of itself: what is later than the file, nobody entered."""
    given = RecordList(records=(), cut_off=AS_OFS[1], to=AS_OFS[2])
    assert day_of_completeness(given, AS_OFS[2]) == AS_OFS[1]


def test_a_reading_that_decides_two_places_decides_them_alike() -> None:
    """One place asks for the flag and the other for its absence: no reading gives both."""
    flag, no_flag = is_("flag", True), is_("flag", False)
    places = (FrozenDict({"yes": flag, "no": no_flag}), FrozenDict({"yes": no_flag, "no": flag}))
    criteria = p.AllOf(children=tuple(p.Reading(reading="strict", options=options) for options in places))
    award = award_of(criteria)
    facts: FrozenDict[tuple[str, int | None], Stated] = FrozenDict({("flag", None): Stated(claims=(Claim(value=1),))})
    dossier = Dossier(rulebook="test/random", id="me", kind=KIND, as_of=AS_OF, vocabulary=VOCABULARY, facts=facts)
    found = Assessment(rulebook(award), award, FrozenDict({"strict": "yes"}), 2024, take_snapshot(dossier, AS_OF))()
    assert (found.robust, found.outcomes, found.flips) == (True, (Outcome.NOT_ELIGIBLE,), ())
