"""Evidence with a value that the fact cannot have."""

from __future__ import annotations

import datetime
from typing import Any

from cchc_rules import DossierError, shipped_rulebook
from cchc_rules.explain.proof_form import proof_digest

PLAN = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
PERSON: dict[str, object] = {
    "id": "cb-01",
    "kind": "individual",
    "as_of": "2025-01-20",
    "facts": {"staff_category": "employee"},
}


def read() -> object:
    """Raises why the proof is refused."""
    dossier = PLAN.dossier(PERSON)
    award = PLAN.award("giay-khen-ca-nhan-hang-nam")
    proof: Any = award.evaluate(dossier, year=2024, as_of=datetime.date(2025, 1, 20)).proof()
    proof["evidence"]["facts"]["staff_category"] = "employer"
    proof["digest"] = proof_digest(proof)
    raise DossierError(PLAN.check_proof(proof).faults)
