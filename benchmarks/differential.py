"""Engine against engine at full size: ``python benchmarks/differential.py --count 2000000``.

Random awards over random dossiers (``tests/engine/random_cases.py``), and the shipped plan's awards under random readings
over random dossiers of its vocabulary. One comparison is one dossier: the decision with its method, and the truth, matches
and numbers of every node. Two runs with the same count and seed compare the same. Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from engine.comparing import Comparison, compare_award, compare_random

from cchc_rules import shipped_rulebook

DOSSIERS = 50
"""To one award; lowering and compiling it costs as much as comparing some ten of them."""

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
PORTION = 100
"""Awards in one portion of the work."""


def main() -> int:
    """Compare, and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200_000, help="how many comparisons at least")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    began, portion = time.perf_counter(), 0
    with ProcessPoolExecutor(options.processes) as pool:
        while seen["all"] < options.count:
            seeds = [options.seed * 1_000_003 + portion + i for i in range(options.processes * 4)]
            portion += len(seeds)
            for found in pool.map(_compare, seeds):
                seen += found.seen
                if found.different:
                    print("\n".join(found.different))
                    return 1
    names = ("programs", "not compiled", "exact", "decided", "traced", "odd", "known", "met", "not_met", "undetermined")
    print(f"{seen['all']} comparisons in {time.perf_counter() - began:.0f} s, none different; seed {options.seed}")
    print(", ".join(f"{name} {seen[name]}" for name in names))
    return 0


def _compare(seed: int) -> Comparison:
    """Random awards, and in the last portion of every four the plan's."""
    if seed % 4:
        return compare_random(seed, PORTION, DOSSIERS)
    found, plan = Comparison(), shipped_rulebook(PLAN).rulebook
    for number in range(PORTION):
        award = list(plan.awards.values())[number % len(plan.awards)]
        one = compare_award(seed * PORTION + number, plan, award, DOSSIERS)
        found.seen += one.seen
        found.different += one.different
    return found


if __name__ == "__main__":
    sys.exit(main())
