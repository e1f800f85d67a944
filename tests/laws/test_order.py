"""What must not matter: the order of children and records, and how an equivalent criterion is put."""

from __future__ import annotations

import datetime

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import small

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth

CHECKS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
QUICK = settings(max_examples=100, deadline=None, suppress_health_check=CHECKS)
AS_OF = st.sampled_from(small.CUT_OFFS)


def truth(award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]) -> Truth:
    """The exact truth of an award's criteria."""
    root = lower(small.rulebook(award), award, FrozenDict(readings), 2024 if award.annual else None)
    return Decider(take_snapshot(dossier, as_of)).decide(root.core).truth


def backwards(predicate: p.Predicate) -> p.Predicate:
    """The same predicate with every list of parts turned round."""
    match predicate:
        case p.AllOf() | p.AnyOf() | p.NoneOf() | p.Of():
            return evolve(predicate, children=tuple(backwards(child) for child in reversed(predicate.children)))
        case p.CountOf() | p.Some() | p.Years():
            return evolve(predicate, where=tuple(backwards(child) for child in reversed(predicate.where)))
        case p.Every():
            where = tuple(backwards(child) for child in reversed(predicate.where))
            return evolve(predicate, where=where, must=tuple(backwards(child) for child in reversed(predicate.must)))
        case p.Reading():
            return evolve(predicate, options=FrozenDict({k: backwards(v) for k, v in predicate.options.items()}))
        case _:
            return predicate


@QUICK
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_order_of_children_is_irrelevant(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Law 6, for criteria."""
    turned = evolve(award, criteria=backwards(award.criteria))
    assert truth(turned, dossier, as_of, readings) is truth(award, dossier, as_of, readings)


@QUICK
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_order_of_records_is_irrelevant(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Law 6, for records."""
    lists = {name: evolve(given, records=given.records[::-1]) for name, given in dossier.lists.items()}
    turned = evolve(dossier, lists=FrozenDict(lists))
    assert truth(award, turned, as_of, readings) is truth(award, dossier, as_of, readings)


@QUICK
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_negation_mirrors_the_truth(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Law 7: `none_of` one criterion is its opposite."""
    opposite = evolve(award, criteria=p.NoneOf(children=(award.criteria,)))
    assert truth(opposite, dossier, as_of, readings) is truth(award, dossier, as_of, readings).negated()


def otherwise(predicate: p.Predicate) -> p.Predicate:
    """An equivalent predicate put another way, at every level."""
    match predicate:
        case p.AllOf():
            return p.NoneOf(children=tuple(p.NoneOf(children=(otherwise(child),)) for child in predicate.children))
        case p.AnyOf():
            bound = p.Bound(at_least=p.Literal(1))
            return p.Of(children=tuple(otherwise(child) for child in predicate.children), bound=bound)
        case p.NoneOf():
            return p.Of(children=tuple(map(otherwise, predicate.children)), bound=p.Bound(exactly=p.Literal(0)))
        case p.Some():
            bound = p.Bound(at_least=p.Literal(1))
            return p.CountOf(list=predicate.list, where=predicate.where, during=predicate.during, bound=bound)
        case p.Every():
            failing = (*predicate.where, p.NoneOf(children=(p.AllOf(children=predicate.must),)))
            bound = p.Bound(at_most=p.Literal(0))
            return p.CountOf(list=predicate.list, where=failing, during=predicate.during, bound=bound)
        case p.Attested():
            return p.FactIs(fact=predicate.fact, comparison=p.Comparison.IS, operands=(p.Literal(True),))
        case _:
            return predicate


@QUICK
@given(small.awards(), small.dossiers(), AS_OF, small.assignments())
def test_equivalent_criteria_give_equal_verdicts(
    award: Award, dossier: Dossier, as_of: datetime.date, readings: dict[str, str]
) -> None:
    """Law 10, on every partial dossier."""
    put_otherwise = evolve(award, criteria=otherwise(award.criteria))
    assert truth(put_otherwise, dossier, as_of, readings) is truth(award, dossier, as_of, readings)
