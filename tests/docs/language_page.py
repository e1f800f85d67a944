"""The examples of `docs/language.md`: taken from the page, and run.

The page itself explains the keys of an example; this module is their meaning.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from cchc_rules import Dossier, LoadedAward, LoadedRulebook, UnknownFact, Verdict, load_rulebook
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.language.nodes import Plain, plain
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.rulebooks.json_text import to_json_text

Data = dict[str, Any]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "language.md").read_text("utf-8")

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = re.compile(r"# (base|example|refused): (.+)\n")

_EXAMPLE_KEYS = {"facts", "rulebook", "award", "criteria", "cases"}
_CASE_KEYS = {"dossier", "files", "ask", "expect", "missing", "found", "method", "exact", "readings"}
_CASE_KEYS |= {"robust", "outcomes", "flips", "joint_flips", "clauses", "titles", "rejected", "values"}


@attrs.frozen
class Block:
    """One fenced block of YAML: what its first line says it is, and its text."""

    kind: str
    name: str
    text: str

    def data(self) -> Data:
        """The block as an author's file is read."""
        found: Any = plain(read_text(self.text, f"{self.name}.yaml"))
        return dict(found)


def blocks(kind: str) -> list[Block]:
    """The blocks of one kind, in the order of the page."""
    found = []
    for language, text in FENCE.findall(PAGE):
        head = HEAD.match(text)
        if language == "yaml" and head and head[1] == kind:
            found.append(Block(kind, head[2].strip(), text))
    return found


BASE: dict[str, Data] = {block.name: block.data() for block in blocks("base")}
EXAMPLES = {block.name: block for block in blocks("example")}
REFUSED = {f"{block.name} ({number})": block for number, block in enumerate(blocks("refused"), 1)}


def laid_over(base: Plain, part: Plain) -> Plain:
    """``part`` laid over ``base``: mappings key by key, anything else in place of what was there."""
    if isinstance(base, dict) and isinstance(part, dict):
        return {key: laid_over(base.get(key), part[key]) if key in part else base[key] for key in {**base, **part}}
    return part


def rulebook_of(example: Data, folder: Path) -> LoadedRulebook:
    """The base rulebook with the example's parts laid over it, loaded from files."""
    home = folder / "so-mau" / "ke-hoach"
    home.mkdir(parents=True)
    award = {**example.get("award", {}), "criteria": example["criteria"]}
    parts = {"rulebook": example.get("rulebook", {}), "facts": example.get("facts", {}), "award": award}
    for name, part in parts.items():
        (home / f"{name}.yaml").write_text(to_json_text(laid_over(BASE[f"{name}.yaml"], part)), "utf-8")
    return load_rulebook(home)


def cases_of(example: Data) -> list[Data]:
    """The cases of an example: those it lists, else the one whose keys stand beside `criteria`."""
    assert set(example) <= _EXAMPLE_KEYS | _CASE_KEYS
    own = {key: value for key, value in example.items() if key in _CASE_KEYS}
    cases: list[Data] = example.get("cases", [own])
    assert not ("cases" in example and own), "an example has either `cases` or one case of its own"
    for number, case in enumerate(cases):
        assert set(case) <= _CASE_KEYS
        if number and not {"dossier", "files"} & set(case):
            case["dossier"] = cases[number - 1]["dossier"]
    return cases


def dossiers_of(case: Data, book: LoadedRulebook, folder: Path) -> tuple[tuple[Dossier, ...], dict[str, list[str]]]:
    """The dossiers of a case, and the codes with which others were rejected."""
    if "files" not in case:
        data = laid_over(BASE["dossier"], case.get("dossier", {}))
        assert isinstance(data, dict)
        return (book.dossier(data),), {}
    paths = []
    for name, content in case["files"].items():
        paths.append(folder / name)
        paths[-1].write_text(to_json_text(content), "utf-8")
    result = book.load_dossiers(*paths)
    assert not result.faults
    return result.dossiers, {found.id: [fault.code for fault in found.diagnostics] for found in result.rejected}


@attrs.frozen
class Question:
    """What is asked of an award: the year, the day, the readings; ``steps`` is a budget to try out."""

    award: LoadedAward
    year: int | None
    as_of: datetime.date
    readings: Mapping[str, str]
    trust_bare_attestations: bool
    steps: int | None

    @classmethod
    def of(cls, case: Data, book: LoadedRulebook) -> Question:
        """As the case asks, else about 2024 as of 20 January 2025."""
        ask: Data = case.get("ask", {})
        award = book.award("sample")
        return cls(
            award,
            ask.get("year", 2024) if award.annual else None,
            datetime.date.fromisoformat(ask.get("as_of", "2025-01-20")),
            ask.get("readings", {}),
            ask.get("trust_bare_attestations", False),
            ask.get("steps"),
        )

    def answer(self, dossier: Dossier) -> Data:
        """The library's answer, in the words of a case."""
        if self.steps is not None:
            return self._within_budget(dossier, self.steps)
        verdict = self.award.evaluate(
            dossier,
            year=self.year,
            as_of=self.as_of,
            readings=self.readings,
            trust_bare_attestations=self.trust_bare_attestations,
        )
        return observed(verdict)

    def _within_budget(self, dossier: Dossier, steps: int) -> Data:
        """The decision under a budget of the example's own."""
        rulebook = self.award.book.rulebook
        readings = {**rulebook.default_readings(), **self.readings}
        program = lower(rulebook, self.award.award, readings, self.year)
        decision = Decider(take_snapshot(dossier, self.as_of), steps).decide(program.core)
        return {"expect": {"sample": decision.truth.value}, "exact": decision.exact, "method": decision.method}


def name_of(unknown: UnknownFact) -> str:
    """What is missing, as the page writes it: ``office.sipas@2024``, ``articles``, ``articles[2].posted_on``."""
    fact = unknown.fact if unknown.year is None else f"{unknown.fact}@{unknown.year}"
    if unknown.list is None:
        return str(fact)
    return unknown.list if unknown.fact is None else f"{unknown.list}[{unknown.record}].{fact}"


def observed(verdict: Verdict) -> Data:
    """A verdict in the words of a case."""
    nodes = list(verdict.explanation.walk())
    robustness = verdict.with_robustness().robustness_known()
    flips: dict[str, dict[str, str]] = {}
    for flip in robustness.flips:
        flips.setdefault(flip.reading, {})[flip.option] = flip.outcome.value
    counted = [(node.path, node.observed) for node in nodes if node.observed]
    return {
        "expect": {node.path: node.truth.value for node in nodes},
        "missing": {name_of(unknown): unknown.reason for unknown in verdict.unknown},
        "found": {path: [seen.certain, seen.possible] for path, seen in counted if seen.certain is not None},
        "values": {path: seen.value.value for path, seen in counted if seen.value is not None},
        "method": verdict.method,
        "exact": verdict.exact,
        "readings": {used.reading: used.option for used in verdict.readings},
        "robust": robustness.robust,
        "outcomes": None if robustness.outcomes is None else [outcome.value for outcome in robustness.outcomes],
        "flips": flips,
        "joint_flips": {flip.outcome.value: dict(flip.changes) for flip in robustness.joint_flips},
        "clauses": {node.path: list(node.clauses) for node in nodes},
        "titles": {node.path: node.title.in_lang("en") for node in nodes},
    }


WHOLE = ("missing", "method", "exact", "readings", "robust", "outcomes", "flips", "joint_flips")
"""What a case says in full, if at all; of the rest it says what it likes."""


QUESTION = {"dossier", "files", "ask", "rejected"}
"""What a case asks, and what is compared elsewhere."""


def differences(case: Data, seen: Data) -> list[str]:
    """Every statement of a case that does not hold."""
    wrong = []
    for key in sorted(set(case) - QUESTION):
        told, got = case[key], seen.get(key, {})
        if key not in WHOLE:
            got = {path: got.get(path) for path in told}
        if told != got:
            wrong.append(f"{key}: the page says {json.dumps(told)}, the library {json.dumps(got)}")
    return wrong


def run(example: Data, folder: Path) -> Iterator[str]:
    """The differences in all cases of an example."""
    book = rulebook_of(example, folder)
    for number, case in enumerate(cases_of(example), 1):
        question = Question.of(case, book)
        dossiers, rejected = dossiers_of(case, book, folder)
        if case.get("rejected", {}) != rejected:
            yield f"case {number}: rejected {rejected}"
        for dossier in dossiers:
            for wrong in differences(case, question.answer(dossier)):
                yield f"case {number}, {dossier.id}: {wrong}"
