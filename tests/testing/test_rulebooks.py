"""Random rulebooks are checked, small, and use everything that the language has."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis.errors import InvalidArgument

from cchc_rules import LoadedRulebook, Outcome
from cchc_rules.model import predicates as p
from cchc_rules.testing import check_decode_dump_identity, questions, rulebooks
from cchc_rules.testing.questions import Question

PREDICATES = (
    p.AllOf,
    p.AnyOf,
    p.Attested,
    p.CountOf,
    p.Every,
    p.FactIs,
    p.NoneOf,
    p.Nothing,
    p.Of,
    p.Reading,
    p.Some,
    p.Use,
    p.Years,
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def test_rulebooks_are_checked_and_varied() -> None:
    """No error, one award, every predicate and comparison, both cycles; what is dumped is the same rulebook."""
    kinds: Counter[type] = Counter()
    comparisons: Counter[p.Comparison] = Counter()
    cycles: Counter[str] = Counter()

    @settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=SLOW)
    @given(rulebooks())
    def check(book: LoadedRulebook) -> None:
        (award,) = book.awards
        assert all(warning.severity == "warning" for warning in book.warnings)
        cycles[award.award.cycle] += 1
        for part in p.walk(award.award.criteria):
            kinds[type(part)] += 1
            if isinstance(part, p.FactIs):
                comparisons[part.comparison] += 1

    check()
    assert {kind.__name__: kinds[kind] for kind in PREDICATES if kinds[kind] < 3} == {}
    assert {each.value: comparisons[each] for each in p.Comparison if not comparisons[each]} == {}
    assert min(cycles.values()) >= 30


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(rulebooks(max_leaves=10))
def test_rulebooks_are_what_they_are_dumped_as(book: LoadedRulebook) -> None:
    """Law 8."""
    check_decode_dump_identity(book)


def test_every_outcome_occurs() -> None:
    """Of questions about random rulebooks at least one in 16 is eligible, one in 16 not."""
    outcomes: Counter[Outcome] = Counter()

    @settings(max_examples=160, deadline=None, derandomize=True, suppress_health_check=SLOW)
    @given(rulebooks().flatmap(lambda book: questions(book.awards[0])))
    def check(asked: Question) -> None:
        outcomes[asked.evaluate().outcome] += 1

    check()
    assert min(outcomes[outcome] for outcome in Outcome) >= 10


def test_the_simplest_rulebook_has_one_condition() -> None:
    """An annual award with one condition on one fact, perhaps by a definition."""
    options = settings(max_examples=1, database=None, derandomize=True)
    simplest = find(rulebooks(max_leaves=1), lambda book: True, settings=options)
    award = simplest.awards[0].award
    assert award.annual
    assert isinstance(award.criteria, (p.FactIs, p.Use))


@pytest.mark.parametrize("leaves", [0, "3", True])
def test_senseless_arguments_are_refused_at_once(leaves: int) -> None:
    """As for dossiers."""
    with pytest.raises(InvalidArgument):
        rulebooks(max_leaves=leaves)
