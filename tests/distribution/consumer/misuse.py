# mypy: ignore-errors
"""What nobody should write. The first line is for the type check of the checkout; a test takes it away and expects of
each line the error that stands beside it, and no other.
"""

from __future__ import annotations

import datetime
from typing import assert_never

from cchc_rules import Outcome, Verdict, load_rulebook, render, shipped_rulebook

AS_OF = datetime.date(2025, 1, 20)
rulebook = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
award = rulebook.award("giay-khen-ca-nhan-hang-nam")
dossier = rulebook.dossier({"id": "an", "kind": "individual"})
verdict = award.evaluate(dossier, year=2024, as_of=AS_OF)

if verdict.outcome == "eligible":  # E: comparison-overlap
    print("a text is no outcome")
if verdict.outcome is True:  # E: comparison-overlap
    print("three answers are no truth value")
eligible: bool = verdict.outcome  # E: assignment

award.evaluate(dossier, year=2024)  # E: call-arg
award.evaluate(dossier, AS_OF, year=2024)  # E: arg-type, call-arg, misc
award.evaluate(dossier, year="2024", as_of=AS_OF)  # E: arg-type
award.evaluate(dossier, year=2024, as_of="2025-01-20")  # E: arg-type
award.evaluate({"id": "an"}, year=2024, as_of=AS_OF)  # E: arg-type
award.evaluate(dossier, year=2024, as_of=AS_OF, readings=["index-binding"])  # E: arg-type
award.evaluate_many(dossier, year=2024, as_of=AS_OF)  # E: arg-type
award.evaluate(dossier, year=2024, as_of=AS_OF, today=True)  # E: call-arg
award.evaluate(dossier, year=2024, as_of=AS_OF, engine="fastest")  # E: arg-type

verdict.outcome = Outcome.ELIGIBLE  # E: misc
print(verdict.granted)  # E: attr-defined
verdict.unknown.append("a fact")  # E: attr-defined
print(verdict.robust + 1)  # E: operator
render(verdict, "fr")  # E: arg-type
load_rulebook(2022)  # E: arg-type
rulebook.dossier(["an"])  # E: arg-type
Verdict(outcome=Outcome.ELIGIBLE)  # E: call-arg


def forgets_the_third(outcome: Outcome) -> str:
    """Two answers out of three."""
    if outcome is Outcome.ELIGIBLE:
        return "yes"
    if outcome is Outcome.NOT_ELIGIBLE:
        return "no"
    assert_never(outcome)  # E: arg-type
