"""For engineers who property-test the rule logic: state a law of the criteria and let Hypothesis look for an exception.

Run it with ``python examples/property_test.py`` or with pytest.
"""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_rules import Dossier, Outcome, shipped_rulebook

RULEBOOK = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
AWARD = RULEBOOK.award("giay-khen-ca-nhan-hang-nam")
AS_OF = datetime.date(2025, 1, 20)
YEAR = 2024

SIGNED = {"capacity": "chief_inspector", "date": "2025-01-10"}
ATTESTED = ["typical_in_par", "exemplary_conduct", "excellent_advice", "active_writer"]


def articles(number: int) -> list[dict[str, object]]:
    """That many articles in the right place, all in the award year."""
    return [
        {"title": f"bài {i}", "posted_on": f"2024-03-{i + 1:02d}", "site": "agency_portal", "column": "cchc"}
        for i in range(number)
    ]


def dossier(attested: list[str], number: int, complete: bool) -> Dossier:
    """A civil servant with these attestations and so many articles."""
    facts: dict[str, object] = {name: {YEAR: {"value": True, **SIGNED}} for name in attested}
    return RULEBOOK.dossier(
        {
            "as_of": AS_OF.isoformat(),
            "award_year": YEAR,
            "id": "x",
            "kind": "individual",
            "facts": {"staff_category": "civil_servant", **facts},
            "lists": {
                "articles": {"complete": complete, "items": articles(number)},
                "initiatives": [],
            },
        }
    )


def outcome(*given: object) -> Outcome:
    """The outcome for such a dossier."""
    return AWARD.evaluate(dossier(*given), year=YEAR, as_of=AS_OF).outcome  # type: ignore[arg-type]  # passed through


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(ATTESTED), unique=True), st.integers(0, 6), st.booleans())
def test_one_more_article_never_harms(attested: list[str], number: int, complete: bool) -> None:
    """Whoever is eligible with n articles is eligible with n + 1."""
    if outcome(attested, number, complete) is Outcome.ELIGIBLE:
        assert outcome(attested, number + 1, complete) is Outcome.ELIGIBLE


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(ATTESTED), unique=True), st.integers(0, 6))
def test_an_open_list_is_never_a_reason_against(attested: list[str], number: int) -> None:
    """What a list may still hold can leave a verdict open; it never turns it into "not eligible"."""
    if outcome(attested, number, False) is Outcome.NOT_ELIGIBLE:
        assert outcome(attested, number, True) is Outcome.NOT_ELIGIBLE


if __name__ == "__main__":
    test_one_more_article_never_harms()
    print("one more article never harms: no exception found")
    test_an_open_list_is_never_a_reason_against()
    print("an open list is never a reason against: no exception found")
