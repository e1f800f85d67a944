"""A dossier as the plain data of a file, and back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from testing.books import AWARDS, FACE, INDIVIDUAL, PLAN, SMALL, name

from cchc_rules import Dossier, LoadedAward, LoadedRulebook
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.language.nodes import plain
from cchc_rules.language.reading.reader import read_text
from cchc_rules.model.dossier import Claim, Document, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.testing import dossier_text, dossier_to_mapping, dossiers, rulebooks

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

FULL: dict[str, Any] = {
    "rulebook": "so-vi-du/quy-che-2025",
    "award_year": 2025,
    "as_of": "2025-12-31",
    "documents": {"bb-01": {"number": "1/BB", "date": "2025-12-01", "title": "Biên bản"}},
    "attestations": [
        {"capacity": "director", "date": "2025-12-21", "year": 2025, "facts": ["good_conduct"], "candidates": ["an"],
         "value": False},
    ],
    "candidates": [
        {
            "id": "an",
            "kind": "individual",
            "facts": {
                "good_conduct": {
                    "2025": {"value": True, "capacity": "director", "date": "2025-12-20", "document": "bb-01", "by": "chi"}
                },
                "survey_score": {"2024": {"unknown": "not_published"}, "2025": {"value": 96.5, "known_from": "2026-01-02"}},
            },
            "lists": {
                "courses": {"to": "2025-12-01", "items": [{"title": "A", "finished_on": "2025-03-14", "level": "basic"}]}
            },
        }
    ],
}  # fmt: skip


@pytest.mark.parametrize("award", AWARDS, ids=name)
def test_a_mapping_is_the_dossier_again(award: LoadedAward) -> None:
    """For every dossier that the strategy draws, through data and through text."""

    @QUICK
    @given(dossiers(award))
    def check(dossier: Dossier) -> None:
        assert award.book.dossier(dossier_to_mapping(dossier)) == dossier
        text = plain(read_text(dossier_text(dossier), "dossier.yaml"))
        assert isinstance(text, dict)
        assert award.book.dossier(text) == dossier

    check()


@QUICK
@given(rulebooks(), st.data())
def test_a_mapping_is_the_dossier_again_for_any_rulebook(book: LoadedRulebook, data: st.DataObject) -> None:
    """The same for random rulebooks."""
    dossier = data.draw(dossiers(book.awards[0]))
    assert book.dossier(dossier_to_mapping(dossier)) == dossier


def test_everything_that_a_file_can_say_is_kept() -> None:
    """Documents, covering attestations, reasons, known_from, by, completeness: the very same mapping comes out."""
    dossier = SMALL.dossier(FULL)
    written = dossier_to_mapping(dossier)
    assert SMALL.dossier(written) == dossier
    assert {key: str(part) for key, part in written.items()} == {
        key: str(part).replace("96.5", "Decimal('96.5')") for key, part in FULL.items()
    }


def test_names_of_people_are_left_out() -> None:
    """What is shown of a failing test holds no name and no remark."""
    dossier = SMALL.dossier({"as_of": "2025-12-31", "id": "an", "kind": "individual", "name": "Nguyễn Thị An"})
    assert "Nguyễn" not in dossier_text(dossier)


def test_a_reason_beside_attestations_is_kept() -> None:
    """A value that is `under_review` for the candidate's office and attested by somebody all the same."""
    mapping = {
        **FULL,
        "candidates": [{**FULL["candidates"][0], "facts": {"good_conduct": {2025: {"unknown": "under_review"}}}}],
    }
    dossier = SMALL.dossier(mapping)
    assert dossier.facts["good_conduct", 2025].reason == "under_review"
    assert len(dossier.facts["good_conduct", 2025].claims) == 1
    assert SMALL.dossier(dossier_to_mapping(dossier)) == dossier


def test_lists_of_another_file_say_up_to_when_they_are_complete() -> None:
    """A dossier from two files has lists with cut-offs of their own; they count for the same afterwards."""
    dossier = SMALL.dossier({"as_of": "2025-12-31", "id": "an", "kind": "individual", "lists": {"courses": []}})
    joined = evolve(dossier, as_of=datetime.date(2026, 3, 1))
    again = SMALL.dossier(dossier_to_mapping(joined))
    assert again.lists["courses"].to == datetime.date(2025, 12, 31)
    for day in (datetime.date(2025, 6, 30), datetime.date(2026, 3, 1)):
        verdicts = [FACE.evaluate(each, year=2025, as_of=day) for each in (joined, again)]
        assert verdicts[0].outcome is verdicts[1].outcome


def _with(stated: Stated) -> Dossier:
    dossier = PLAN.dossier({"as_of": "2025-01-20", "id": "x", "kind": "individual"})
    return evolve(dossier, facts=FrozenDict({("staff_category", None): stated}))


@pytest.mark.parametrize(
    "stated",
    [
        Stated(claims=(Claim(value=0), Claim(value=1))),
        Stated(claims=(Claim(value=0),), reason="under_review"),
    ],
)
def test_what_no_file_can_say_is_refused(stated: Stated) -> None:
    """Two bare values of one fact, a bare value beside a reason why there is none."""
    with pytest.raises(ValueError, match="no dossier file says of staff_category"):
        dossier_to_mapping(_with(stated))


def test_two_documents_of_one_id_are_refused() -> None:
    """Several files may each call a document bb-01; one file cannot."""
    dossier = _with(Stated(claims=(Claim(value=0, document=Document(id="bb-01", number="1")),)))
    facts = dict(dossier.facts)
    facts["active_writer_period", None] = Stated(claims=(Claim(value=0, document=Document(id="bb-01", number="2")),))
    with pytest.raises(ValueError, match="two documents are called bb-01"):
        dossier_to_mapping(evolve(dossier, facts=FrozenDict(facts)))


def test_the_text_can_be_pasted_into_a_program() -> None:
    """JSON with exact numbers, which is YAML as well."""
    dossier = dossier_from_mapping(FULL, SMALL.rulebook)
    assert '"survey_score": {\n          "2024": {' in dossier_text(dossier)
    assert '"value": 96.5' in dossier_text(dossier)
    assert INDIVIDUAL.id not in dossier_text(dossier)
