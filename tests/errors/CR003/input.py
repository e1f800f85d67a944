"""A dossier that was made for another rulebook."""

import datetime

from attrs import evolve

from cchc_rules import shipped_rulebook


def read() -> object:
    """Raises the error."""
    plan = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    dossier = plan.dossier({"id": "cb-01", "kind": "individual", "as_of": "2025-01-20"})
    other = evolve(dossier, rulebook="so-noi-vu/ke-hoach-2023")
    award = plan.award("giay-khen-ca-nhan-hang-nam")
    return award.evaluate(other, year=2024, as_of=datetime.date(2025, 1, 20))
