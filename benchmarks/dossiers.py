"""How long a dossier takes from plain data: the fast way, and the full way that defines it, taken in turn.

``python benchmarks/dossiers.py`` prints, for each candidate, microseconds and the median of pairwise ratios. Nothing here
asserts anything; quiet machines give quiet figures.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
ROUNDS, CALLS = 30, 200


def attested(value: object) -> dict[str, object]:
    """A judgement with who made it, and when."""
    return {"value": value, "capacity": "chief_inspector", "date": "2025-01-10"}


def small() -> dict[str, Any]:
    """Eight facts, five articles of three fields, two initiatives of three judgements; dates as text."""
    yearly = ("typical_in_par", "exemplary_conduct", "in_charge_of_par", "excellent_advice", "active_writer")
    article = {"posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}
    initiative = {name: attested(True) for name in ("recognised", "applied", "effective")}
    return {
        "as_of": "2025-01-20",
        "award_year": 2024,
        "id": "cb-01",
        "kind": "individual",
        "office": "ttt",
        "facts": {"staff_category": "civil_servant", **{name: {2024: True} for name in yearly}},
        "entities": {"office": {"ttt": {"par_rank": {2024: 4}, "par_index": {2024: 91.25}}}},
        "lists": {"articles": [dict(article) for _ in range(5)], "initiatives": [dict(initiative) for _ in range(2)]},
    }


def bare() -> dict[str, Any]:
    """The same without the agency, its facts among the candidate's own."""
    given = small()
    del given["entities"], given["office"]
    given["facts"] |= dict.fromkeys(("typical_in_par_period", "exemplary_conduct_period"), True)
    return given


def full_evidence() -> dict[str, Any]:
    """The same with an attestation by a document for every fact, titles, and dates as dates."""
    given = small()
    given["documents"] = {"bb-01": {"number": "12/BB-HĐTĐ", "date": datetime.date(2025, 1, 10)}}
    judged = {**attested(True), "document": "bb-01", "date": datetime.date(2025, 1, 10)}
    for name, value in given["facts"].items():
        if isinstance(value, dict):
            given["facts"][name] = {2024: judged}
    for name, records in given["lists"].items():
        for number, record in enumerate(records, 1):
            record["title"] = f"Bài viết số {number} của {name}"
    return given


def microseconds(run: Callable[[], object]) -> float:
    """How long one call takes, over many."""
    start = time.perf_counter()
    for _ in range(CALLS):
        run()
    return (time.perf_counter() - start) / CALLS * 1e6


def compare(fast: Callable[[], object], full: Callable[[], object]) -> str:
    """The medians of both and of their pairwise ratios."""
    pairs = [(microseconds(fast), microseconds(full)) for _ in range(ROUNDS + 1)][1:]
    fast_side, full_side = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(slow / fast for fast, slow in pairs)
    return f"fast {fast_side:7.1f} µs   full {full_side:7.1f} µs   full / fast {ratio:5.1f}"


def main() -> None:
    """Print the figures."""
    from cchc_rules.language.dossiers.load import dossier_from_mapping, full_dossier
    from cchc_rules.language.rulebooks.load import load_rulebook, shipped_path

    plan, _ = load_rulebook(shipped_path(PLAN), id=PLAN)
    for title, given in (
        ("small candidate, bare facts", bare()),
        ("small candidate with its agency", small()),
        ("the same, documents and titles", full_evidence()),
    ):
        figures = compare(partial(dossier_from_mapping, given, plan), partial(full_dossier, given, plan, "dossier"))
        print(f"{title:34}{figures}")


if __name__ == "__main__":
    main()
