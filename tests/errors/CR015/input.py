"""A text in place of a boolean."""

import datetime

from cchc_rules import shipped_rulebook

AS_OF = datetime.date(2025, 1, 20)
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
PERSON = {"id": "cb-01", "kind": "individual", "as_of": "2025-01-20"}


def read() -> object:
    """Raises the error."""
    award = shipped_rulebook(PLAN).award("giay-khen-ca-nhan-hang-nam")
    dossier = shipped_rulebook(PLAN).dossier(PERSON)
    return award.evaluate(dossier, year=2024, as_of=AS_OF, trust_bare_attestations="false")  # type: ignore[arg-type]  # the fault
