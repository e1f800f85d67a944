"""Feed documents that nobody would write to the reader and to what stands behind it.

    python benchmarks/fuzz_documents.py --count 100000 --seed 1

The law: any bytes give a value or an error of this library whose diagnostics all have a place, in bounded time. A
document that breaks it is written out as a Python literal, with the seed and number that make it again. The same seed
gives the same documents. ``PIPELINES`` lists what they are fed to.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fuzz_pipelines import mutant, through_dossiers, through_rulebook

from cchc_rules.errors import CchcRulesError

Pipeline = Callable[[bytes, str], object]

ROOT = Path(__file__).resolve().parent.parent
SLOW = 2.0  # seconds
NAMES = ("a.yaml", "a.json", "-")
ALPHABETS = (
    bytes(range(256)), bytes(range(32, 127)), b"abc:-, \n[]{}\"'", b"\xc3\xa9\xe1\xbb\x87a: \n", b'[{:,"0-9 }]',
)  # fmt: skip
TOKENS = (
    "a", "b: ", "é", "e\u0301", "ệ", ":", ": ", "-", "- ", "? ", ",", ", ", "[", "]", "{", "}", "&x ", "*x ", "!t ",
    "!<", "!!int ", ">", "<<: ", "'", '"', "''", "\\", '\\"', "\\u00e9", "\\ud800", "\\x", "|\n", ">-\n", "|2\n",
    "#", " # x\n", "%YAML 1.2\n", "%TAG ! tag:x,2000:\n", "---\n", "--- ", "...\n", "\n", "\n  ", "\n    ", "\t",
    "\r\n", " ", "null", "~", "true", "false", "on", "2024", "-0", "010", "1e3", "1e-99", "1.5", "91,5", "90%", "-",
    "0" * 31, "9" * 40, ".nan", "NaN", "-Infinity", "2024-02-30", "@", "`", "//", "/*", "[]", "{}", '"a": ',
    "{a: 1}", "[1, 2]", "\U0001f600", "x" * 300, "[" * 40, "a: " * 9,
)  # fmt: skip
UNWANTED = ("\x00", "\x0b", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\r", "\ud800", "\udfff")
WORDS = (
    "award", "title", "vi", "en", "recipient", "cycle", "annual", "source", "clause", "criteria", "all_of",
    "any_of", "of", "none_of", "fact", "is", "at_least", "at_most", "between", "attested", "count", "some", "every",
    "where", "must", "during", "years", "reading", "options", "nothing", "use", "external", "param", "id",
    "language", "identity", "issuer", "award_years", "recipients", "parameters", "value", "dated", "from",
    "windows", "definitions", "about", "dossier", "rulebook", "award_year", "as_of", "documents", "entities",
    "attestations", "capacity", "date", "facts", "candidates", "kind", "name", "lists", "items", "to", "complete",
    "unknown", "known_from", "2024", "by", "remark", "cb-01",
)  # fmt: skip
SCALARS = (
    "null", "~", "true", "1", "-1", "0", "2024", "90.5", "1e3", '"x"', "x", "''", "2024-01-01", "2024-02-30",
    "không", "", "individual", "chief_inspector", "thanh-tra-binh-dinh/ke-hoach-2022", "9" * 31, "on", "'2024'",
    "[]", "{}", "&a b", "*a",
)  # fmt: skip


PIPELINES: list[tuple[str, Pipeline]] = [("rulebook file", through_rulebook), ("dossier file", through_dossiers)]


def some_bytes(chance: random.Random) -> bytes:
    """Bytes of no kind at all, or of mostly one kind."""
    alphabet = chance.choice(ALPHABETS)
    return bytes(chance.choice(alphabet) for _ in range(chance.randrange(200)))


def some_tokens(chance: random.Random) -> bytes:
    """What YAML and JSON are made of, in any order."""
    return b"".join(some_token(chance) for _ in range(chance.randrange(60)))


def some_token(chance: random.Random) -> bytes:
    """As a rule one that a parser has to think about; seldom one that no file may have."""
    token = chance.choice(UNWANTED) if chance.random() < 0.002 else chance.choice(TOKENS)
    return token.encode("utf-8", "surrogatepass")


def some_structure(chance: random.Random) -> bytes:
    """Mappings and lists of the language's own words, in block or flow style or as JSON, now and then stained."""
    style = chance.choice([block, flow, flow])
    data = style(chance, 0).encode()
    if chance.random() < 0.3:
        data = stained(chance, data)
    return data


def some_seed(chance: random.Random, seeds: list[bytes]) -> bytes:
    """A file that somebody did write, with a few bytes or lines changed."""
    data = chance.choice(seeds)
    for _ in range(chance.randint(1, 4)):
        data = stained(chance, data) if chance.random() < 0.5 else shuffled(chance, data)
    return data


def block(chance: random.Random, depth: int) -> str:
    """A node in block style, from the next line on."""
    pad = "\n" + " " * (2 * depth)
    if depth > 6 or chance.random() < 0.3:
        return " " + chance.choice(SCALARS)
    if chance.random() < 0.4:
        return "".join(f"{pad}-{block(chance, depth + 1)}" for _ in range(chance.randint(1, 3)))
    return "".join(f"{pad}{chance.choice(WORDS)}:{block(chance, depth + 1)}" for _ in range(chance.randint(1, 4)))


def flow(chance: random.Random, depth: int) -> str:
    """A node in flow style; with every key and word in quotes it is JSON."""
    if depth > 6 or chance.random() < 0.3:
        return chance.choice(SCALARS)
    inner = [flow(chance, depth + 1) for _ in range(chance.randrange(4))]
    if chance.random() < 0.4:
        return "[" + ", ".join(inner) + "]"
    return "{" + ", ".join(f'"{chance.choice(WORDS)}": {value}' for value in inner) + "}"


def stained(chance: random.Random, data: bytes) -> bytes:
    """A few bytes replaced by a token, or left out."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice([0, 0, 1, 2, 10]))
    return data[:start] + chance.choice([some_token(chance), b""]) + data[end:]


def shuffled(chance: random.Random, data: bytes) -> bytes:
    """A line moved, doubled, left out or indented otherwise."""
    lines = data.splitlines(keepends=True) or [b""]
    taken = lines.pop(chance.randrange(len(lines)))
    again = chance.choice([b"", taken, taken + taken, b"  " + taken, taken.lstrip()])
    lines.insert(chance.randint(0, len(lines)), again)
    return b"".join(lines)


def documents(count: int, seed: int, seeds: list[bytes]) -> Iterator[tuple[int, bytes, str]]:
    """Number, bytes and name of each document; each depends on the seed and its number only."""
    makers: list[Callable[[random.Random], bytes]] = [some_bytes, some_tokens, some_tokens, some_structure]
    if seeds:
        makers.append(lambda chance: some_seed(chance, seeds))
        makers += [lambda chance: mutant(chance, chance.choice(seeds))] * 2
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        yield number, chance.choice(makers)(chance), chance.choice(NAMES)


def verdict(pipeline: Pipeline, data: bytes, name: str) -> tuple[str, str | None]:
    """What became of a document (``read`` or the first code), and what is wrong with that, if anything."""
    start = time.perf_counter()
    wrong = None
    try:
        pipeline(data, name)
        came = "read"
    except CchcRulesError as refusal:
        came = refusal.diagnostics[0].code if refusal.diagnostics else "nothing"
        if not refusal.diagnostics or any(fault.span is None for fault in refusal.diagnostics):
            wrong = f"{came}: a diagnostic without a place"
        else:
            refusal.render("vi")
            refusal.render("en")
    except Exception as fault:  # whatever it is, it is what we look for
        came = type(fault).__name__
        wrong = f"{came}: {fault}"
    seconds = time.perf_counter() - start
    return came, wrong or (f"slow: {seconds:.1f} s" if seconds > SLOW else None)


def main() -> int:
    """Run, report, and say by the exit status whether the law held."""
    arguments = argparse.ArgumentParser(description="Feed odd documents to the reader and to what stands behind it.")
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--seeds", type=Path, nargs="*", default=[ROOT / "criteria", ROOT / "examples"])
    options = arguments.parse_args()
    seeds = [file.read_bytes() for folder in options.seeds for file in sorted(folder.rglob("*.yaml"))]
    broken = 0
    outcomes: dict[str, Counter[str]] = {title: Counter() for title, _ in PIPELINES}
    for number, data, name in documents(options.count, options.seed, seeds):
        for title, pipeline in PIPELINES:
            came, wrong = verdict(pipeline, data, name)
            outcomes[title][came] += 1
            if wrong:
                broken += 1
                print(f"{title}, seed {options.seed}, document {number}: {wrong}\n    {name} {data[:2000]!r}")
    for title, counted in outcomes.items():
        print(f"{title}: " + ", ".join(f"{came} {times}" for came, times in counted.most_common()))
    print(f"{options.count} documents, {broken} broke the law")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
