"""How many assignments of the readings are tried before robustness is not known."""

from __future__ import annotations

import pytest
from attrs import evolve
from engine.test_limits import NEVER, award, empty
from laws import small

from cchc_rules.engine import robustness
from cchc_rules.engine.robustness import Assessment
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Robustness
from cchc_rules.text import same


def of_two(number: int, yes: p.Predicate, no: p.Predicate) -> p.Predicate:
    """One predicate or the other, by one of several readings."""
    return p.Reading(reading=f"r{number}", options=FrozenDict({"yes": yes, "no": no}))


def assess_many(criteria: p.Predicate, number: int) -> Robustness:
    """The robustness of criteria over the empty dossier that depend on so many readings of two options each."""
    rulebook = small.rulebook(award(criteria))
    strict = rulebook.readings["strict"]
    options = FrozenDict({"yes": same("yes"), "no": same("no")})
    named = {f"r{n}": evolve(strict, id=f"r{n}", options=options, default="yes") for n in range(number)}
    rulebook = evolve(rulebook, readings=FrozenDict({**rulebook.readings, **named}))
    return Assessment(rulebook, award(criteria), rulebook.default_readings(), None, empty())()


@pytest.mark.parametrize(("parts", "limit", "known"), [(3, 0, True), (2, 3, False), (0, 4, True), (0, 3, False)])
def test_what_is_fixed_is_no_further_assignment(
    parts: int, limit: int, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two children depend on two readings, which is four assignments however many connectives there are below; a third one,
    of a reading of its own, is folded beside them, also where the four are tried one by one.
    """
    first, second, third = (of_two(number, NEVER, NEVER) for number in range(3))
    child = p.AnyOf(children=(first, p.AnyOf(children=(second, first))))
    monkeypatch.setattr(robustness, "PARTS", parts)
    monkeypatch.setattr(robustness, "ASSIGNMENTS", limit)
    found = assess_many(p.AnyOf(children=(child, child, third)), 3)
    assert found.outcomes == ((Outcome.NOT_ELIGIBLE,) if known else None)
