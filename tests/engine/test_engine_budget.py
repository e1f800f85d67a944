"""Where generated code speaks for the reference interpreter, that one would not have come near its budget."""

from __future__ import annotations

from random import Random

import pytest
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import AS_OFS, KIND, VOCABULARY, YEARS, rulebook
from engine.test_compiled import AS_OF, code_of, is_, lowered
from engine.test_limits import ONE, OPEN, X, snapshot

from cchc_rules.engine.compiled import compiled
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Atom, FactKey, all_of, any_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import Unknown, take_snapshot
from cchc_rules.engine.trace import reference_trace
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier, RecordList
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.truth import Truth

HERE = p.AnyOf(children=(is_("site", "here"), p.AllOf(children=(is_("site", "here"), is_("pages", 1)))))
WORKS = p.Some(list="works", where=(HERE,), during=None)
SCORE = p.FactIs(fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.Literal(2),))
MORE = p.FactIs(fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.Literal(3),))


def spent(criteria: p.Predicate, dossier: Dossier) -> int:
    """What the reference interpreter spends on the decision and the trace."""
    root, decider = lowered(criteria), Decider(take_snapshot(dossier, AS_OF))
    decider.decide(root.core)
    reference_trace(root, decider)
    return decider.spent


def with_works(number: int) -> Dossier:
    """So many works of which nothing is known."""
    works = RecordList(records=(FrozenDict(),) * number, cut_off=AS_OF, complete=False)
    return Dossier(
        rulebook="test/random",
        id="me",
        kind=KIND,
        as_of=AS_OF,
        vocabulary=VOCABULARY,
        lists=FrozenDict({"works": works}),
    )


@pytest.mark.parametrize(
    "criteria", [WORKS, p.AnyOf(children=(SCORE, MORE)), p.AllOf(children=(SCORE, p.AnyOf(children=(MORE, WORKS))))]
)
@pytest.mark.parametrize("number", [0, 1, 50])
def test_cost_is_not_underestimated(criteria: p.Predicate, number: int) -> None:
    """Neither that of the criteria nor that of the records; and not so far off that every dossier would be deferred."""
    code, dossier = code_of(criteria), with_works(number)
    assert code.exact
    estimate = code.steps + code.load(dossier, AS_OF, False).steps
    real = spent(criteria, dossier)
    assert 0 < real <= estimate <= 3 * real + 100


def test_cost_is_not_underestimated_on_random_cases() -> None:
    """The same of random awards: what was decided without the reference would have been within the budget."""
    random, costly = Random(3), 0
    for _ in range(100):
        award = Awards(random).award()
        root = lower(rulebook(award), award, assignment(random), YEARS[0] if award.annual else None)
        code = compiled(root, VOCABULARY, KIND)
        for _ in range(5 if code is not None and code.exact else 0):
            assert code is not None
            dossier, as_of = Dossiers(random, 0.5).dossier(), random.choice(AS_OFS)
            row, decider = code.load(dossier, as_of, False), Decider(take_snapshot(dossier, as_of))
            decider.decide(root.core)
            reference_trace(root, decider)
            assert row.odd or decider.spent <= code.steps + row.steps
            costly += decider.spent > code.steps
    assert costly


def test_criteria_too_costly_by_themselves_are_deferred(monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget counts what is spent beside the records too."""
    monkeypatch.setattr("cchc_rules.engine.compiled.STEPS", 1)
    assert code_of(p.AnyOf(children=(SCORE, MORE))).load(with_works(0), AS_OF, False).deferred


def test_counting_over_a_list_is_paid_for() -> None:
    """Two counts over many open records have many tuples to go through; past the budget nothing is said."""
    few = p.CountOf(list="works", where=(is_("pages", 1),), during=None, bound=p.Bound(at_most=p.Literal(20)))
    many = p.CountOf(list="works", where=(is_("pages", 2),), during=None, bound=p.Bound(at_least=p.Literal(20)))
    core, snapshot = lowered(p.AllOf(children=(few, many))).core, take_snapshot(with_works(40), AS_OF)
    enough = Decider(snapshot)
    assert (enough.decide(core).truth, enough.decide(core).exact) == (Truth.UNDETERMINED, True)
    assert enough.spent > 20 * 20 * 40
    assert Decider(snapshot, steps=20 * 20 * 40).decide(core).method == "unresolved"


@pytest.mark.parametrize(("steps", "exact"), [(10_000, False), (30_000, True)])
def test_every_way_to_split_is_paid_for(steps: int, exact: bool) -> None:
    """No fact has two values at once: each of its forty values is tried in all that is left open, four hundred others."""
    values = tuple(Atom(X, Intervals.of([value])) for value in range(40))
    others = tuple(Atom(FactKey(f"f{i}"), ONE) for i in range(400))
    facts = {f"f{i}": OPEN for i in range(400)}
    decider = Decider(snapshot(x=Unknown(Intervals.between(0, 40), "not_given"), **facts), steps)
    decision = decider.decide(all_of((Among(2, 40, values), any_of(others))))
    assert (decision.truth, decision.exact) == (Truth.NOT_MET if exact else Truth.UNDETERMINED, exact)
