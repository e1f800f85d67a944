"""One thing given twice must not count twice, however it is typed."""

from __future__ import annotations

import datetime

import pytest

from cchc_rules import DossierError, LoadedRulebook, Outcome, shipped_rulebook
from cchc_rules.language.dossiers.keys import same_thing

AWARD = "giay-khen-ca-nhan-hang-nam"
AS_OF = datetime.date(2025, 1, 20)


@pytest.fixture(scope="module")
def plan() -> LoadedRulebook:
    """The shipped plan, whose articles have their title for a key."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


def article(title: str) -> dict[str, object]:
    """An article that counts."""
    return {"title": title, "posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}


def dossier(*titles: str) -> dict[str, object]:
    """Somebody who advised and wrote."""
    judged = ("typical_in_par", "exemplary_conduct", "excellent_advice", "active_writer")
    attested = {"value": True, "capacity": "chief_inspector", "date": "2025-01-10"}
    facts = {"staff_category": "civil_servant", **{name: {"2024": attested} for name in judged}}
    lists = {"articles": [article(title) for title in titles]}
    return {"as_of": "2025-01-20", "id": "a", "kind": "individual", "facts": facts, "lists": lists}


@pytest.mark.parametrize(
    "again", ["Một ", " Một", "Một\u00a0", "Một\u200b", "Mộ\u00adt", "Một\u2060", "MỘT", "M\u1ed9t", "Mo\u0302\u0323t"]
)
def test_one_thing_twice_is_refused(plan: LoadedRulebook, again: str) -> None:
    """Else two articles would pass for three."""
    with pytest.raises(DossierError) as raised:
        plan.dossier(dossier("Một", "Hai", again))
    assert [fault.code for fault in raised.value.diagnostics] == ["CR556"]


def test_blanks_within_are_one(plan: LoadedRulebook) -> None:
    """Two blanks in place of one make no other title."""
    with pytest.raises(DossierError, match="CR556"):
        plan.dossier(dossier("Bài một", "Bài  một"))


def test_different_things_stay_different(plan: LoadedRulebook) -> None:
    """A mark or a digit that a reader sees makes another title."""
    verdict = plan.award(AWARD).evaluate(plan.dossier(dossier("Một", "Mốt", "Một 2")), year=2024, as_of=AS_OF)
    assert verdict.outcome is Outcome.ELIGIBLE


def test_numbers_are_their_own_key() -> None:
    """Core values that are no text are compared as they are."""
    assert same_thing(7) == 7
    assert same_thing("A  b") == "a b"


@pytest.mark.parametrize(
    ("key", "meant"), [("entites", "entities"), ("awardYear", "award_year"), ("attestation", "attestations")]
)
def test_flat_form_knows_the_keys_of_the_file(plan: LoadedRulebook, key: str, meant: str) -> None:
    """There a candidate's keys stand beside those of the file, and advice is taken from all."""
    with pytest.raises(DossierError) as raised:
        plan.dossier({"as_of": "2025-01-20", "id": "a", "kind": "individual", key: {}})
    (fault,) = raised.value.diagnostics
    assert fault.help is not None
    assert fault.help.en == f"perhaps `{meant}`"
