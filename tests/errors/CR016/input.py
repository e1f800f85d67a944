"""A worklist without the dossiers."""

import datetime

from cchc_rules import shipped_rulebook

AS_OF = datetime.date(2025, 1, 20)
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
PERSON = {"id": "cb-01", "kind": "individual", "as_of": "2025-01-20"}


def read() -> object:
    """Raises the error."""
    book = shipped_rulebook(PLAN)
    verdict = book.award("giay-khen-ca-nhan-hang-nam").evaluate(book.dossier(PERSON), year=2024, as_of=AS_OF)
    return book.worklist([verdict], [])
