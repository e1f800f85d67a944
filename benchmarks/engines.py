"""Deciding the shipped annual award against the fastest function that we could write for it by hand.

``python benchmarks/engines.py`` prints a table of ratios, each the median of pairwise ratios of runs taken in turn over the
same 500 candidates. The candidates are complete, because the function by hand knows no missing values; what partial ones
cost stands beside.
"""

from __future__ import annotations

import datetime
import random
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cchc_rules import LoadedRulebook, shipped_rulebook
from cchc_rules.engine.compiled import Compiled, compiled
from cchc_rules.engine.lower import lower
from cchc_rules.engine.row import Row

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AWARD = "giay-khen-ca-nhan-hang-nam"
AS_OF = datetime.date(2025, 1, 20)
ATTESTED = {"capacity": "chief_inspector", "date": "2025-01-10"}
JUDGED = {
    "typical_in_par": 0.95,
    "exemplary_conduct": 0.9,
    "in_charge_of_par": 0.4,
    "excellent_advice": 0.5,
    "active_writer": 0.8,
}
JUDGED_OF_INITIATIVES = {"recognised": 0.4, "applied": 0.4, "effective": 0.6}


def candidate(chance: random.Random, number: int) -> dict[str, Any]:
    """A complete dossier: a civil servant mostly, up to ten articles, up to three initiatives."""

    def judged(shares: dict[str, float]) -> dict[str, Any]:
        return {fact: {"value": chance.random() < share, **ATTESTED} for fact, share in shares.items()}

    articles = [
        {
            "posted_on": f"{2024 if chance.random() < 0.8 else 2023}-0{chance.randint(1, 9)}-15",
            "site": "agency_portal" if chance.random() < 0.7 else "other",
            "column": "cchc" if chance.random() < 0.7 else "other",
        }
        for _ in range(chance.randint(0, 10))
    ]
    initiatives = [{"applied_on": "2024-05-20", **judged(JUDGED_OF_INITIATIVES)} for _ in range(chance.randint(0, 3))]
    office = {
        "par_rank": {2024: chance.randint(1, 12)},
        "par_index": {2024: round(min(chance.gauss(90, 4), 100), 2)},
        "sipas": {2024: round(min(chance.gauss(90, 4), 100), 2)},
    }
    return {
        "as_of": AS_OF,
        "award_year": 2024,
        "entities": {"office": {"office-1": office}},
        "id": f"c-{number}",
        "kind": "individual",
        "office": "office-1",
        "facts": {
            "staff_category": "civil_servant" if chance.random() < 0.85 else "employee",
            **{fact: {2024: value} for fact, value in judged(JUDGED).items()},
        },
        "lists": {"articles": articles, "initiatives": initiatives},
    }


def by_hand(facts: tuple[Any, ...], lists: tuple[Any, ...]) -> bool:
    """The annual award over the values of a row, as a careful programmer writes it for speed; it knows no missing value."""
    if facts[0] != 0 or not facts[1] or not facts[2]:
        return False
    if facts[3] and facts[4] <= 5 and facts[5] >= 90000 and facts[6] >= 90000:
        return True
    if facts[7] and facts[8]:
        n = 0
        for posted_on, site, column in lists[0]:
            if site == 0 and column == 0 and 738886 <= posted_on <= 739251:
                n += 1
                if n == 3:
                    return True
    for applied_on, recognised, applied, effective in lists[1]:
        if recognised and applied and effective and 738886 <= applied_on <= 739251:
            return True
    return False


def sweep(run: Callable[[Any], object], over: Iterable[Any]) -> float:
    """Seconds for one call for each, results dropped."""
    start = time.perf_counter()
    deque(map(run, over), maxlen=0)
    return time.perf_counter() - start


def ratio(run: Callable[[Any], object], over: Sequence[Any], rows: Sequence[Row], laps: int = 1) -> tuple[float, float]:
    """The median of pairwise ratios to the function by hand, and the median of microseconds for one."""

    def hand(row: Row) -> bool:
        return by_hand(row[0], row[1])

    pairs = []
    for _ in range(41):
        mine = sum(sweep(run, over) for _ in range(laps))
        pairs.append((mine, sum(sweep(hand, rows) for _ in range(laps))))
    return statistics.median(a / b for a, b in pairs), statistics.median(a for a, _ in pairs) / laps / len(over) * 1e6


def compiled_award(plan: LoadedRulebook) -> Compiled:
    """The annual award under the default readings."""
    book = plan.rulebook
    root = lower(book, book.awards[AWARD], book.default_readings(), 2024)
    code = compiled(root, book.vocabulary, "individual")
    assert code is not None
    return code


def main() -> None:
    """The table."""
    plan = shipped_rulebook(PLAN)
    award, code, chance = plan.award(AWARD), compiled_award(plan), random.Random(2026)
    mappings = [candidate(chance, number) for number in range(500)]
    dossiers = [plan.dossier(mapping) for mapping in mappings]
    rows = [code.load(dossier, AS_OF, False) for dossier in dossiers]
    assert all(row.known or any(row.extra) for row in rows)
    decisions = [code.decide(row) for row in rows]
    assert [d is not None and d.truth.value == "met" for d in decisions] == [by_hand(row[0], row[1]) for row in rows]
    asked: dict[str, Any] = {"year": 2024, "as_of": AS_OF}
    runs: list[tuple[str, Callable[[Any], object], Sequence[Any]]] = [
        ("decided: a loaded row", code.decide, rows),
        ("recorded: every leaf, every matching record", code.record, rows),
        ("traced: the tree, truths and matches, without words", code.trace, rows),
        ("loaded: a dossier to a row", lambda dossier: code.load(dossier, AS_OF, False), dossiers),
        ("verdict of a dossier", lambda dossier: award.evaluate(dossier, **asked), dossiers),
        (
            "verdict and its explanation in words",
            lambda dossier: award.evaluate(dossier, **asked).explanation,
            dossiers,
        ),
        ("verdict from a plain dict, fully checked", lambda m: award.evaluate(plan.dossier(m), **asked), mappings),
        (
            "the same by the reference engine",
            lambda m: award.evaluate(plan.dossier(m), **asked, engine="reference"),
            mappings,
        ),
    ]
    print(f"| what | × by hand | µs | on Python {sys.version.split()[0]} |\n|---|---|---|---|")
    for name, run, over in runs:
        times, microseconds = ratio(run, over, rows)
        print(f"| {name} | {times:.1f} | {microseconds:.2f} | |", flush=True)


if __name__ == "__main__":
    main()
