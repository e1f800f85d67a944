"""A proof beside dossiers of others."""

from __future__ import annotations

import datetime

from cchc_rules import DossierError, shipped_rulebook
from cchc_rules.cli.proof_files import ProofFile
from cchc_rules.cli.verify import checked_proofs
from cchc_rules.language.reading.reader import node_from_python, plain
from cchc_rules.model.dossier import DossierSet

PLAN = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
AS_OF = datetime.date(2025, 1, 20)


def read() -> object:
    """Raises why the proof is refused."""
    person = {"kind": "individual", "as_of": "2025-01-20", "facts": {"staff_category": "employee"}}
    award = PLAN.award("giay-khen-ca-nhan-hang-nam")
    node = node_from_python(award.evaluate(PLAN.dossier({"id": "cb-01", **person}), year=2024, as_of=AS_OF).proof(), "")
    others = DossierSet(dossiers=(PLAN.dossier({"id": "cb-02", **person}),), as_of=AS_OF)
    (told,) = checked_proofs(ProofFile("proofs.json", (node,), (plain(node),)), PLAN, others)
    raise DossierError(told.checked.faults)
