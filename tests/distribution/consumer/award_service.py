"""A system of another agency: it holds personnel data, asks for verdicts, and acts on each of the three answers.

It stands for whoever imports the library; it is type-checked against the installed wheel, and run with it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import assert_never

from cchc_rules import (
    BatchResult,
    Dossier,
    DossierError,
    LoadedAward,
    Outcome,
    UsageError,
    Verdict,
    shipped_rulebook,
    shipped_rulebooks,
)

AS_OF = datetime.date(2025, 1, 20)


def staff_file(id: str, articles: int) -> Mapping[str, object]:
    """What the agency knows of one person."""
    attested = {2024: {"value": True, "capacity": "chief_inspector", "date": "2025-01-10"}}
    article = {"site": "agency_portal", "column": "cchc", "posted_on": "2024-03-01"}
    return {
        "id": id,
        "kind": "individual",
        "as_of": AS_OF.isoformat(),
        "award_year": 2024,
        "facts": {
            "staff_category": "civil_servant",
            "typical_in_par": attested,
            "exemplary_conduct": attested,
            "excellent_advice": attested,
            "active_writer": attested,
        },
        "lists": {
            "articles": [{**article, "title": f"{id}-{number}"} for number in range(articles)],
            "initiatives": [],
        },
    }


def next_step(verdict: Verdict) -> str:
    """Every outcome has a step; the type checker sees that none is forgotten."""
    match verdict.outcome:
        case Outcome.ELIGIBLE:
            return "put before the council"
        case Outcome.NOT_ELIGIBLE:
            failed = [node.path for node in verdict.explanation.children if node.truth.value == "not_met"]
            return f"tell why: {', '.join(failed)}"
        case Outcome.UNDETERMINED:
            open_facts = sorted({unknown.fact or unknown.list or unknown.path for unknown in verdict.unknown})
            return f"ask for: {', '.join(open_facts)}"
        case never:
            assert_never(never)


def store(verdict: Verdict) -> str:
    """One line for the agency's archive, from which the verdict comes back."""
    line = json.dumps(verdict.to_dict(), ensure_ascii=False)
    if Verdict.from_dict(json.loads(line)) != verdict:
        raise RuntimeError("the archive would not give back what it got")
    return line


def decide(award: LoadedAward, dossiers: list[Dossier]) -> BatchResult:
    """All dossiers at once, by one reading that the agency has chosen."""
    return award.evaluate_many(dossiers, year=2024, as_of=AS_OF, readings={"index-binding": "either"})


def main() -> None:
    """Evaluate three people, say what to do, and show that a slip in the data is no crash."""
    (key,) = (key for key in shipped_rulebooks() if key.startswith("thanh-tra"))
    rulebook = shipped_rulebook(key)
    award = rulebook.award("giay-khen-ca-nhan-hang-nam")
    dossiers = [rulebook.dossier(staff_file(who, articles)) for who, articles in (("an", 3), ("binh", 2))]
    dossiers.append(rulebook.dossier({"id": "chi", "kind": "individual", "as_of": "2025-01-20", "facts": {}}))
    for verdict in decide(award, dossiers).verdicts:
        print(verdict.candidate, verdict.outcome.value, "-", next_step(verdict))
        store(verdict)
    try:
        rulebook.dossier({**staff_file("dung", 0), "facts": {"staff_category": "civil servant"}})
    except DossierError as error:
        print(*(diagnostic.code for diagnostic in error.diagnostics))
    try:
        award.evaluate(dossiers[0], as_of=AS_OF)
    except UsageError as error:
        print(error.render("en"))


if __name__ == "__main__":
    main()
