"""A dossier that was decoded by another version of the rulebook."""

import datetime

from attrs import evolve

from cchc_rules import shipped_rulebook
from cchc_rules.model.vocabulary import Vocabulary


def read() -> object:
    """Raises the error."""
    plan = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    dossier = plan.dossier({"id": "cb-01", "kind": "individual", "as_of": "2025-01-20"})
    older = evolve(dossier, vocabulary=Vocabulary())
    award = plan.award("giay-khen-ca-nhan-hang-nam")
    return award.evaluate(older, year=2024, as_of=datetime.date(2025, 1, 20))
