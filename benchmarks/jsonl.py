"""How many requests a second one process answers over pipes, and whether its memory grows.

``python benchmarks/jsonl.py [--requests N]`` starts the real program, sends it the dossiers of ``examples/nam-2024.yaml``
again and again, one award each, while another thread reads the answers; then one request at a time, waiting for each
answer. It prints one table. Nothing here asserts anything; quiet machines give quiet figures.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import threading
import time
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
AWARD = "giay-khen-ca-nhan-hang-nam"
COMMAND = (sys.executable, "-m", "cchc_rules", "evaluate", "-", "--format", "jsonl")


def requests() -> list[bytes]:
    """One request for every individual of the example file, each with what the file says of that one only."""
    from cchc_rules import DossierError
    from cchc_rules.language.nodes import plain
    from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_file

    file: Any = plain(read_file(ROOT / "examples/nam-2024.yaml", limits=DOSSIER_LIMITS, error=DossierError))
    made = []
    for candidate in file["candidates"]:
        if candidate["kind"] == "individual":
            request = {"request_id": candidate["id"], "award": AWARD, "dossier": alone(file, candidate)}
            made.append(json.dumps(request, ensure_ascii=False, default=number).encode() + b"\n")
    return made


def alone(file: Any, candidate: Any) -> dict[str, object]:
    """The dossier of one candidate: its office and division, the attestations that name it, the documents."""
    mine = {}
    for kind, described in file["entities"].items():
        link = candidate.get(kind)
        targets = set(link.values()) if isinstance(link, dict) else {link}
        mine[kind] = {target: facts for target, facts in described.items() if target in targets}
    return {
        **{key: file[key] for key in ("rulebook", "award_year", "as_of", "documents")},
        "entities": mine,
        "attestations": [
            {**one, "candidates": [candidate["id"]]}
            for one in file["attestations"]
            if candidate["id"] in one["candidates"]
        ],
        **candidate,
    }


def number(value: object) -> float:
    """A decimal of the example as JSON writes it."""
    assert isinstance(value, Decimal)
    return float(value)


def resident(pid: int) -> float:
    """Memory of a process in MB, where the system tells (Linux); else 0."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def computing(pid: int) -> float:
    """Seconds that a process has computed, where the system tells (Linux); else infinitely many."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return math.inf
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def started() -> subprocess.Popen[bytes]:
    """The program with pipes at both ends, buffered as Python does it unless it is told otherwise."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)


def streams(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Its standard input and output."""
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout


def of_bulk(lines: list[bytes], count: int) -> list[tuple[str, str]]:
    """As fast as it goes: requests a second, and memory after a tenth and at the end."""
    process = started()
    given, taken = streams(process)

    def send() -> None:
        for line in islice(cycle(lines), count):
            given.write(line)
        given.flush()

    memory, size = [], 0
    given.write(lines[0])
    given.flush()
    taken.readline()  # the rulebook is loaded
    sender = threading.Thread(target=send)
    begun, computed = time.perf_counter(), computing(process.pid)
    sender.start()
    for position in range(count):
        size += len(taken.readline())
        if position in (count // 10, count - 1):
            memory.append(resident(process.pid))
    took, computed = time.perf_counter() - begun, computing(process.pid) - computed
    sender.join()
    given.close()
    process.wait()
    return [
        (f"requests a second, {count:,} in bulk", f"{count / took:,.0f}"),
        ("requests for every second that the process computes", f"{count / computed:,.0f}"),
        ("bytes of a request and of an answer, mean", f"{statistics.mean(map(len, lines)):,.0f}, {size / count:,.0f}"),
        ("memory after a tenth and at the end", " MB, ".join(f"{one:.1f}" for one in memory) + " MB"),
    ]


def of_turns(lines: list[bytes], count: int) -> list[tuple[str, str]]:
    """One at a time, each answer awaited."""
    process = started()
    given, taken = streams(process)
    durations = []
    for line in islice(cycle(lines), count):
        begun = time.perf_counter()
        given.write(line)
        given.flush()
        taken.readline()
        durations.append(time.perf_counter() - begun)
    given.close()
    process.wait()
    usual = statistics.median(durations[1:]) * 1000
    return [
        ("first answer, from the start of the process (the rulebook is loaded)", f"{durations[0] * 1000:.1f} ms"),
        ("an answer that is waited for, median", f"{usual:.2f} ms"),
    ]


def main() -> None:
    """The table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000)
    count = parser.parse_args().requests
    lines = requests()
    print(f"| `cchc-rules evaluate - --format jsonl` | measured on Python {sys.version.split()[0]} |\n|---|---|")
    for name, value in (*of_bulk(lines, count), *of_turns(lines, min(count, 2_000))):
        print(f"| {name} | {value} |", flush=True)


if __name__ == "__main__":
    main()
