"""The strategy for small rulebooks, for whoever tests something that has to work with every rulebook."""

from __future__ import annotations

from attrs import evolve
from hypothesis import assume
from hypothesis import strategies as st

from cchc_rules.api import LoadedRulebook
from cchc_rules.language.checks.check import check
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import Predicate
from cchc_rules.model.rulebook import Award
from cchc_rules.testing.arguments import a_number
from cchc_rules.testing.predicates import criteria
from cchc_rules.testing.vocabulary import KIND, PERIOD, WITHOUT_AWARDS
from cchc_rules.text import Text


def rulebooks(*, max_leaves: int = 5) -> st.SearchStrategy[LoadedRulebook]:
    """Small checked rulebooks with one award each, annual or for a period, of about ``max_leaves`` leaves.

    All share one vocabulary with a fact of every type, yearly and attested facts, a kind of entity, a keyed list with
    two dates, a list with a ``max``, an undated list, parameters, windows and readings. ``dossiers(rulebook.awards[0])``
    gives dossiers for one. The simplest has one condition.
    """
    a_number("max_leaves", max_leaves, 1)
    return _rulebooks(max_leaves)


@st.composite
def _rulebooks(draw: st.DrawFn, most: int) -> LoadedRulebook:
    period = draw(st.booleans())
    book = _rulebook(draw(criteria(annual=not period, most=most)), annual=not period)
    assume(all(found.severity == "warning" for found in book.warnings))
    return book


def _rulebook(predicate: Predicate, *, annual: bool) -> LoadedRulebook:
    award = Award(
        id="award",
        title=Text("Giấy khen", "Commendation"),
        recipient=(KIND,),
        cycle="annual" if annual else "period",
        period=None if annual else PERIOD,
        clauses=("I",),
        criteria=predicate,
    )
    rulebook = evolve(WITHOUT_AWARDS, awards=FrozenDict({award.id: award}))
    return LoadedRulebook(rulebook=rulebook, digest=rulebook_digest(rulebook), warnings=check(rulebook))
