"""The figures of docs/performance.md, measured on the machine at hand: medians, and ratios of runs taken in turn.

``python benchmarks/measure.py`` prints one table. Nothing here asserts anything; quiet machines give quiet figures.
"""

from __future__ import annotations

import datetime
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cchc_rules import Dossier, LoadedAward, Verdict

ROOT = Path(__file__).resolve().parent.parent
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AS_OF = datetime.date(2025, 1, 20)


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def median(run: Callable[[], object], times: int = 15) -> float:
    """The median of several calls after one that warms up."""
    run()
    return statistics.median(seconds(run) for _ in range(times))


def ratio(first: Callable[[], object], second: Callable[[], object], times: int = 15) -> float:
    """The median of pairwise ratios, the two taken in turn so that the machine's drift cancels out."""
    first(), second()
    return statistics.median(seconds(first) / seconds(second) for _ in range(times))


def process(*arguments: str) -> Callable[[], object]:
    """A fresh interpreter that does something."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def milliseconds(value: float) -> str:
    """A duration for the table."""
    return f"{value * 1000:.1f} ms" if value >= 0.0001 else f"{value * 1000:.3f} ms"


def of_processes() -> list[tuple[str, str]]:
    """What whoever starts a process waits for."""
    plain = process("-c", "import attrs, yaml")
    package = process("-c", "import cchc_rules")
    everything = process("-c", "from cchc_rules import shipped_rulebook")
    return [
        ("interpreter alone", milliseconds(median(process("-c", "pass")))),
        ("`cchc-rules --help`, whole process", milliseconds(median(process("-m", "cchc_rules", "--help")))),
        ("`import cchc_rules` / `import attrs, yaml`, whole processes", f"{ratio(package, plain):.2f}"),
        ("`from cchc_rules import shipped_rulebook` / the same", f"{ratio(everything, plain):.2f}"),
    ]


def of_loading() -> list[tuple[str, str]]:
    """Loading the shipped plan, its libraries imported."""
    from cchc_rules import shipped_rulebook

    return [("shipped plan read, validated, decoded, checked", milliseconds(median(lambda: shipped_rulebook(PLAN))))]


def of_reading() -> list[tuple[str, str]]:
    """Reading and validating against libyaml's parser and plain jsonschema over the same bytes."""
    import json

    import jsonschema
    import yaml

    from cchc_rules.language.reading.reader import read_text
    from cchc_rules.language.shape.schema import validate

    data = (ROOT / "criteria" / PLAN / "rulebook.yaml").read_bytes()
    schema = json.loads((ROOT / "schemas/rulebook.schema.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema)
    from cchc_rules.language.nodes import plain

    values = plain(read_text(data, "rulebook.yaml"))

    def ours() -> object:
        return validate(read_text(data, "rulebook.yaml"), "rulebook")

    def theirs() -> object:
        for _ in yaml.parse(data, Loader=yaml.CSafeLoader):
            pass
        return list(checker.iter_errors(values))

    return [("read + validate / libyaml events + plain jsonschema, rulebook.yaml", f"{ratio(ours, theirs):.2f}")]


def of_refusals() -> list[tuple[str, str]]:
    """How soon input beyond a limit is refused."""
    from cchc_rules import CchcRulesError
    from cchc_rules.language.reading.reader import DOSSIER_LIMITS, RULEBOOK_LIMITS, read_text

    cases = {
        "80 kB of `[`": (b"[" * 80_000, RULEBOOK_LIMITS),
        "33 MiB dossier": (b"a: b\n" * (33 * 1024 * 1024 // 5), DOSSIER_LIMITS),
        "5 million values in a dossier": (b"[" + b"1," * 5_000_000 + b"1]", DOSSIER_LIMITS),
        "a text of 1 MB": (b"a: " + b"x" * 1_000_000, RULEBOOK_LIMITS),
        "a number of 5,000 digits": (b"a: " + b"9" * 5000, RULEBOOK_LIMITS),
    }

    def refuse(data: bytes, limits: object) -> Callable[[], object]:
        def run() -> object:
            try:
                return read_text(data, "x.yaml", limits=limits)  # type: ignore[arg-type]  # one of the two above
            except CchcRulesError as error:
                return error

        return run

    return [(f"refused: {name}", milliseconds(median(refuse(*case), 5))) for name, case in cases.items()]


def of_evaluating() -> list[tuple[str, str]]:
    """Evaluating the example files: verdicts, explanations, what is missing, why and what next, robustness."""
    from cchc_rules import shipped_rulebook

    plan = shipped_rulebook(PLAN)
    found = []
    for file, award, year in (
        ("nam-2024.yaml", "giay-khen-ca-nhan-hang-nam", 2024),
        ("giai-doan-2021-2025.yaml", "giay-khen-ca-nhan-giai-doan", None),
    ):
        dossiers = plan.load_dossiers(ROOT / "examples" / file)
        people = [dossier for dossier in dossiers.dossiers if dossier.kind == "individual"]
        chosen = plan.award(award)

        asked = {"year": year, "as_of": dossiers.as_of}
        every = partial(evaluate_all, chosen, people, **asked)
        found.append((f"verdict, a dossier of {file}", milliseconds(median(every) / len(people))))
        for what in ("explanation", "unknown", "why"):
            read = partial(read_all, what, chosen, people, **asked)
            found.append((f"verdict and its `{what}`, a dossier of {file}", milliseconds(median(read) / len(people))))
        assess = partial(assess_all, every())
        found.append((f"robustness, a dossier of {file}", milliseconds(median(assess, 1) / len(people))))
    return found


def evaluate_all(award: LoadedAward, people: list[Dossier], **asked: Any) -> list[Verdict]:
    """Every verdict."""
    return [award.evaluate(dossier, **asked) for dossier in people]


def read_all(what: str, award: LoadedAward, people: list[Dossier], **asked: Any) -> list[object]:
    """Something of every verdict that is worked out when it is read."""
    return [getattr(verdict, what) for verdict in evaluate_all(award, people, **asked)]


def assess_all(verdicts: list[Verdict]) -> list[Verdict]:
    """Every verdict with its robustness."""
    return [verdict.with_robustness() for verdict in verdicts]


def main() -> None:
    """The table."""
    rows = [*of_processes(), *of_loading(), *of_reading(), *of_refusals(), *of_evaluating()]
    print(f"| what | measured on Python {sys.version.split()[0]} |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value} |", flush=True)


if __name__ == "__main__":
    main()
