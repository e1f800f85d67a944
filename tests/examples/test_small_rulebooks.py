"""The two rulebooks that show how to write one's own: checked without a word, and deciding as was derived by hand.

The second was written by somebody who had nothing but the README.
"""

from __future__ import annotations

import datetime

import pytest
from checkout import ROOT

from cchc_rules import LoadedRulebook, Verdict, load_rulebook

RULEBOOKS = ROOT / "examples/rulebooks"
FIRST = ("so-vi-du/quy-che-2025", "ho-so-vi-du.yaml")
TRIAL = ("so-noi-vu-hai-son/ke-hoach-mot-cua-2023", "ho-so-mot-cua-2025.yaml")

EXPECTED = {
    (FIRST, "guong-mat-so", "an"): "eligible",
    (FIRST, "guong-mat-so", "binh"): "not_eligible",
    (FIRST, "guong-mat-so", "chi"): "undetermined",
    (TRIAL, "can-bo-mot-cua-hang-nam", "lan"): "eligible",
    (TRIAL, "can-bo-mot-cua-hang-nam", "hung"): "undetermined",
    (TRIAL, "can-bo-mot-cua-hang-nam", "tuan"): "undetermined",
    (TRIAL, "can-bo-mot-cua-hang-nam", "nga"): "not_eligible",
    (TRIAL, "can-bo-mot-cua-giai-doan", "lan"): "eligible",
    (TRIAL, "can-bo-mot-cua-giai-doan", "hung"): "undetermined",
    (TRIAL, "can-bo-mot-cua-giai-doan", "tuan"): "not_eligible",
    (TRIAL, "can-bo-mot-cua-giai-doan", "nga"): "undetermined",
}
MISSING = {
    ("can-bo-mot-cua-hang-nam", "hung"): {("courteous", 2025, "other_unit")},
    ("can-bo-mot-cua-hang-nam", "tuan"): {
        ("courteous", 2025, "self_attested"),
        ("unit.on_time_rate", 2025, "not_published"),
        ("cases_handled", 2025, "under_review"),
    },
    ("can-bo-mot-cua-giai-doan", "nga"): {("scope", None, "not_given")},
}


def verdict(example: tuple[str, str], award: str, candidate: str, **readings: str) -> Verdict:
    """The verdict as of the file's day."""
    book = load_rulebook(RULEBOOKS / example[0])
    dossiers = book.load_dossiers(ROOT / "examples" / example[1])
    (dossier,) = [dossier for dossier in dossiers.dossiers if dossier.id == candidate]
    chosen = book.award(award)
    year = dossiers.award_year if chosen.annual else None
    return chosen.evaluate(dossier, year=year, as_of=dossiers.as_of, readings=readings)


def books() -> list[LoadedRulebook]:
    """Both rulebooks."""
    return [load_rulebook(RULEBOOKS / key) for key, _ in (FIRST, TRIAL)]


def test_both_are_found_faultless() -> None:
    """Not even a warning."""
    assert [book.warnings for book in books()] == [(), ()]


@pytest.mark.parametrize(("case", "outcome"), EXPECTED.items())
def test_verdict_is_what_was_derived_by_hand(case: tuple[tuple[str, str], str, str], outcome: str) -> None:
    """Every candidate of both dossier files."""
    assert verdict(*case).outcome.value == outcome


@pytest.mark.parametrize(("case", "missing"), MISSING.items())
def test_what_is_missing_is_what_was_derived_by_hand(
    case: tuple[str, str], missing: set[tuple[str, int | None, str]]
) -> None:
    """The facts that are still open, with the reasons."""
    found = verdict(TRIAL, *case)
    assert {(unknown.fact, unknown.year, unknown.reason) for unknown in found.unknown} == missing


def test_the_reading_of_the_trial_matters_to_one_candidate() -> None:
    """Whose shop had a complaint although she had none."""
    assert verdict(TRIAL, "can-bo-mot-cua-hang-nam", "lan").robust is False
    other = verdict(TRIAL, "can-bo-mot-cua-hang-nam", "lan", **{"complaint-scope": "whole-unit"})
    assert other.outcome.value == "not_eligible"


def test_every_day_of_the_files_is_a_day() -> None:
    """The evaluations above are of the files' own days."""
    days = [
        book.load_dossiers(ROOT / "examples" / file).as_of
        for book, (_, file) in zip(books(), (FIRST, TRIAL), strict=True)
    ]
    assert days == [datetime.date(2025, 12, 31), datetime.date(2026, 1, 15)]
