"""What officials read, held letter by letter: ``pytest tests/cli --update-golden`` rewrites it, and a person reads the diff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cli.running import ANNUAL, AWAITING, PERIOD, PLAN, PROJECT, TRIAL, TRIAL_ANNUAL, TRIAL_PERIOD, Runner

from cchc_rules import shipped_rulebook

PLAN_AWARDS = tuple(award.id for award in shipped_rulebook(PLAN).awards)
RUNS = {
    "evaluate-annual": ("evaluate", ANNUAL, "--robust"),
    "evaluate-period": ("evaluate", PERIOD),
    "evaluate-trial-annual": ("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--robust"),
    "evaluate-trial-period": ("evaluate", TRIAL_PERIOD, "--rulebook", TRIAL),
    "summary-annual": ("evaluate", ANNUAL, "--summary"),
    "only-undetermined": ("evaluate", ANNUAL, "--only", "undetermined", "--award", "giay-khen-tap-the-hang-nam"),
    "worklist-annual": ("evaluate", ANNUAL, "--summary", "--worklist"),
    "worklist-period": ("evaluate", PERIOD, "--summary", "--worklist"),
    "worklist-trial": ("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--summary", "--worklist"),
    "other-reading": (
        "evaluate",
        ANNUAL,
        "--summary",
        "--reading",
        "index-binding=either",
        "--trust-bare-attestations",
    ),
    "show-list": ("show",),
    "show-plan": ("show", PLAN),
    "show-awaiting": ("show", AWAITING),
    "show-award": ("show", PLAN, "giay-khen-ca-nhan-hang-nam"),
    "show-trial": ("show", TRIAL),
    **{f"read-{award}": ("read", PLAN, award) for award in PLAN_AWARDS},
    "read-trial": ("read", TRIAL, "bieu-duong-nam", "--year", "2025", "--reading", "conduct=asked"),
    "check": ("check", PLAN, ANNUAL, PERIOD),
    "help": ("--help",),
    "help-evaluate": ("evaluate", "--help"),
    "help-check": ("check", "--help"),
    "help-show": ("show", "--help"),
    "help-read": ("read", "--help"),
    "help-schema": ("schema", "--help"),
    "help-verify": ("verify", "--help"),
    "help-archive": ("archive", "--help"),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", RUNS)
def test_output_is_as_it_was_read(name: str, lang: str, run: Runner, golden: Callable[[Path, str], None]) -> None:
    """Every text that a person gets, in both languages, was read by a person as it stands."""
    ran = run(*RUNS[name], "--lang", lang)
    assert ran.code == 0
    golden(PROJECT / "tests" / "golden" / "cli" / f"{name}.{lang}.txt", ran.steady)
