"""The events of the calls: rulebooks loaded, dossiers read, awards evaluated."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from checkout import ROOT
from privacy.conftest import Everything
from privacy.planting import EXAMPLES, trial_rulebook

from cchc_rules import DossierError, Outcome, shipped_rulebook

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"


def without_times(lines: list[str]) -> list[str]:
    """The lines with their milliseconds left out."""
    return [re.sub(r"\d+ ms$", "… ms", line) for line in lines]


def test_every_event_of_a_batch(logged: Everything) -> None:
    """Loaded, read, evaluated: keys, digest, codes and numbers that agree with the results."""
    book = shipped_rulebook(PLAN)
    found = book.load_dossiers(ROOT / "examples/nam-2024.yaml")
    award = book.award("giay-khen-ca-nhan-hang-nam")
    result = award.evaluate_many(found, year=2024, as_of=datetime.date(2025, 1, 20))
    yes, no, open_ = (len(result.with_outcome(outcome)) for outcome in Outcome)
    of_order = {"eligible": yes, "not_eligible": no, "undetermined": open_}
    counts = ", ".join(f"{outcome} {number}" for outcome, number in of_order.items() if number)
    unresolved = sum(not verdict.exact for verdict in result.verdicts)
    loaded, read, *codes, evaluated = without_times(logged.lines)
    head, awards = f"INFO cchc_rules rulebook {PLAN} loaded: {book.digest}", len(book.awards)
    assert loaded == f"{head}, {awards} awards, {len(book.warnings)} warnings, … ms"
    assert read == f"INFO cchc_rules dossiers read from 1 files: {len(found.dossiers)} usable, 0 rejected"
    assert codes == ["DEBUG cchc_rules diagnostics of the dossiers: CR560 1"]
    rest = f"{unresolved} unresolved, {len(result.skipped)} skipped, … ms"
    assert evaluated == f"INFO cchc_rules {award.id} evaluated for 2024: {counts}; {rest}"


def test_files_that_cannot_be_used_are_logged_by_their_codes(logged: Everything, tmp_path: Path) -> None:
    """The error goes on to the caller."""
    book = trial_rulebook(tmp_path)
    with pytest.raises(DossierError):
        book.load_dossiers(EXAMPLES / "CR505/dossier.yaml", EXAMPLES / "CR504/dossier.yaml")
    assert logged.lines[-1] == "INFO cchc_rules dossiers of 2 files refused: CR504 1, CR505 1"
