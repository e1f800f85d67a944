"""For engineers who property-test the rule logic: state a law of the criteria and let Hypothesis look for an exception.

Run it with ``python examples/property_test.py`` or with pytest. `docs/testing.md` says what else there is.
"""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given, settings

from cchc_rules import Dossier, Outcome, shipped_rulebook
from cchc_rules.testing import check_completions_agree, check_never_raises, dossier_to_mapping, dossiers

RULEBOOK = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
AWARD = RULEBOOK.award("giay-khen-ca-nhan-hang-nam")
AS_OF = datetime.date(2025, 1, 20)
YEAR = 2024

DOSSIERS = dossiers(AWARD, year=YEAR, as_of=AS_OF)
NEW = {"title": "bài mới", "posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}


def with_articles(dossier: Dossier, *more: dict[str, str], complete: bool) -> Dossier:
    """The dossier with further articles; an incomplete list may lack some."""
    mapping: Any = dossier_to_mapping(dossier)
    lists = mapping["candidates"][0].setdefault("lists", {})
    given = lists.get("articles", [])
    items = given["items"] if isinstance(given, dict) else given
    lists["articles"] = {"complete": complete, "items": [*items, *more]}
    return RULEBOOK.dossier(mapping)


def outcome(dossier: Dossier) -> Outcome:
    """The outcome for a dossier."""
    return AWARD.evaluate(dossier, year=YEAR, as_of=AS_OF).outcome


@settings(max_examples=100, deadline=None, derandomize=True)
@given(DOSSIERS)
def test_one_more_article_never_harms(dossier: Dossier) -> None:
    """Whoever is eligible with n articles is eligible with n + 1."""
    if outcome(with_articles(dossier, complete=True)) is Outcome.ELIGIBLE:
        assert outcome(with_articles(dossier, NEW, complete=True)) is Outcome.ELIGIBLE


@settings(max_examples=100, deadline=None, derandomize=True)
@given(DOSSIERS)
def test_an_open_list_is_never_a_reason_against(dossier: Dossier) -> None:
    """What a list may still hold can leave a verdict open; it never turns it into "not eligible"."""
    if outcome(with_articles(dossier, complete=False)) is Outcome.NOT_ELIGIBLE:
        assert outcome(with_articles(dossier, complete=True)) is Outcome.NOT_ELIGIBLE


def test_the_laws_of_every_rulebook() -> None:
    """What holds of every award, asked of this one."""
    check_never_raises(AWARD, year=YEAR, max_examples=30, derandomize=True)
    check_completions_agree(AWARD, year=YEAR, max_examples=30, derandomize=True)


if __name__ == "__main__":
    test_one_more_article_never_harms()
    print("one more article never harms: no exception found")
    test_an_open_list_is_never_a_reason_against()
    print("an open list is never a reason against: no exception found")
    test_the_laws_of_every_rulebook()
    print("the laws of every rulebook: no exception found")
