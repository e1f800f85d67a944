"""For another agency's system: ask for a verdict on data that the system holds, and act on all three answers.

Run it with ``python examples/integrate.py``.
"""

from __future__ import annotations

import datetime
import json

from cchc_rules import DossierError, Outcome, Verdict, shipped_rulebook

STAFF_FILE = {
    "as_of": "2025-01-20",
    "award_year": 2024,
    "entities": {"office": {"ttt": {"par_rank": {2024: 4}, "par_index": {2024: 91.25}, "sipas": {2024: 90}}}},
    "id": "nv-0173",
    "kind": "individual",
    "office": "ttt",
    "facts": {
        "staff_category": "civil_servant",
        "typical_in_par": {2024: {"value": True, "capacity": "chief_inspector", "date": "2025-01-10"}},
        "exemplary_conduct": {2024: {"value": True, "capacity": "chief_inspector", "date": "2025-01-10"}},
    },
    "lists": {"articles": [], "initiatives": []},
}
"""What a personnel system would send: who is in charge of the reform work is not in it."""


def act_on(verdict: Verdict) -> str:
    """Three answers, three actions. ``if verdict:`` would be an error, and raises one."""
    match verdict.outcome:
        case Outcome.ELIGIBLE:
            return "put before the council"
        case Outcome.NOT_ELIGIBLE:
            return "tell the candidate which conditions are missed"
        case Outcome.UNDETERMINED:
            return "ask for: " + "; ".join(unknown.text.in_lang("en") for unknown in verdict.unknown)


def main() -> None:
    """Evaluate, print what the system would do and store, then show that a slip in the data is located."""
    rulebook = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    award = rulebook.award("giay-khen-ca-nhan-hang-nam")
    verdict = award.evaluate(rulebook.dossier(STAFF_FILE), year=2024, as_of=datetime.date(2025, 1, 20))
    print(verdict.candidate, verdict.outcome.value)
    print(act_on(verdict))

    record = verdict.to_dict()
    assert Verdict.from_dict(json.loads(json.dumps(record))) == verdict
    print("stored:", ", ".join(sorted(record)))

    try:
        rulebook.dossier({**STAFF_FILE, "facts": {"staff_category": "civil servant"}})
    except DossierError as error:
        print(error.render("en"))


if __name__ == "__main__":
    main()
