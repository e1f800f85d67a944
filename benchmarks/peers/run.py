"""This library beside the engines that somebody could pick instead: ``python benchmarks/peers/run.py HARNESS [ENGINE …]``.

``HARNESS`` is the folder of the peer benchmark (``task_a.py``, ``peerbench/``), which is not part of this project and must be
writable; run it with the Python that has the engines and this library installed. Every engine has to give the verdicts of
the benchmark's own function on 10,000 candidates and two rules, or it counts as failed. Without ``ENGINE`` all are measured.
The table holds all that was ever measured into ``HARNESS/results``.
Exits with 1 if a verdict differs or an engine fails.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OURS = ("cchc_rules", "cchc_rules (row)", "cchc_rules reference")
VARIABLE = "PEERBENCH"
"""Names the folder to the processes that the benchmark starts, one for each engine."""


def task(harness: Path) -> Any:
    """The benchmark's task A, with our engines among those that it knows; each is imported only where it is measured."""
    sys.path[:0] = [str(harness), str(HERE.parent)]
    adapters: Any = importlib.import_module("peerbench.adapters")
    adapters.__path__.append(str(HERE))
    adapters.MODULES |= dict.fromkeys(OURS, "adapter")
    found = importlib.import_module("task_a")
    found.__file__ = __file__  # what it starts for each engine
    return found


def ratio(result: dict[str, Any], way: str) -> str:
    """How many times the hand-written function's time one way of calling took."""
    if way not in result:
        return "–"
    times = result[way]["ratio"]
    return f"{times:.1f}" if times < 10 else f"{times:,.0f}"


def table(results: dict[str, Any]) -> list[str]:
    """The measured engines, quickest first; ``×`` is against the hand-written function over the same facts."""
    measured = [result for name, result in results.items() if not name.startswith("_") and "error" not in result]
    rows = [
        "| engine | version | bare × | prepared × | trace × | batch, prepared × | mismatches | an absent fact is |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for result in sorted(measured, key=lambda result: float(result["verdict"]["ratio"])):
        ways = [ratio(result, way) for way in ("verdict", "prepared", "trace", "batch_prepared")]
        absent = str(result["probes"]["absent"]).replace("|", "/")[:60]
        cells = [result["name"], result["version"], *ways, str(mismatches(result)), absent]
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def mismatches(result: dict[str, Any]) -> int:
    """How many verdicts differ from the hand-written function's, over both rules and all ways of calling."""
    return sum(sum(ways.values()) for ways in result["mismatches"].values())


def main() -> int:
    """Measure, and print the table."""
    if "--worker" in sys.argv:
        task(Path(os.environ[VARIABLE])).main()
        return 0
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    harness, names = Path(sys.argv[1]).resolve(), sys.argv[2:]
    os.environ[VARIABLE] = str(harness)
    (harness / "results").mkdir(exist_ok=True)
    sys.argv[1:] = ["--only", *names] if names else []
    measuring = task(harness)
    measuring.main()
    results = json.loads((harness / "results" / "task_a.json").read_text(encoding="utf-8"))
    print("\n" + "\n".join(table(results)))
    wanted = [results[name] for name in names or measuring.MODULES]
    failed = [result["name"] for result in wanted if "error" in result or mismatches(result)]
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
