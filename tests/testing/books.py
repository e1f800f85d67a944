"""The awards that the tests of the test library use: all that are shipped, and those of the examples."""

from __future__ import annotations

from checkout import ROOT

from cchc_rules import LoadedAward, LoadedRulebook, load_rulebook, shipped_rulebook

PLAN = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
SMALL = load_rulebook(ROOT / "examples/rulebooks/so-vi-du/quy-che-2025")
TRIAL = load_rulebook(ROOT / "examples/rulebooks/so-noi-vu-hai-son/ke-hoach-mot-cua-2023")
BOOKS: tuple[LoadedRulebook, ...] = (PLAN, SMALL, TRIAL)

AWARDS: tuple[LoadedAward, ...] = tuple(award for book in BOOKS for award in book.awards)
EXTERNAL = ("bang-khen-giai-doan", "bang-khen-hang-nam")
"""Awards whose criteria another document holds: nobody can decide them here."""

DECIDABLE = tuple(award for award in AWARDS if award.id not in EXTERNAL)
INDIVIDUAL = PLAN.award("giay-khen-ca-nhan-hang-nam")
PERIOD = PLAN.award("giay-khen-ca-nhan-giai-doan")
FACE = SMALL.award("guong-mat-so")


def name(award: LoadedAward) -> str:
    """What a test about an award is called."""
    return award.id
