"""The conformance cases: read from their files, and what they say held against what the library says.

`docs/conformance.md` defines the format; this module is its meaning for the tests of this library.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from checkout import ROOT

from cchc_rules import LoadedRulebook, load_rulebook
from cchc_rules.language.nodes import Plain, plain
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.rulebooks.json_text import to_json_text

Data = dict[str, Any]

HERE = ROOT / "tests" / "conformance"
RULEBOOKS = HERE / "rulebooks"
ENVELOPE = ("award_year", "as_of", "documents", "entities", "attestations")
MISSING_KEYS = ("fact", "year", "list", "record", "reason")


@attrs.frozen
class Case:
    """One file of `cases/FAMILY/NAME`; ``data`` is all that it says."""

    family: str
    name: str
    data: Data

    @property
    def id(self) -> str:
        """How failures call it."""
        return f"{self.family}/{self.name}"

    @property
    def error(self) -> str | None:
        """What is refused: ``dossier``, ``question`` or ``rulebook``; ``None`` if a verdict is expected."""
        error: str | None = self.data["expect"].get("error")
        return error

    @property
    def as_of(self) -> datetime.date:
        """The day that is asked about."""
        return datetime.date.fromisoformat(self.data["as_of"])

    @property
    def question(self) -> Data:
        """The arguments of :meth:`LoadedAward.evaluate` beside dossier and engine."""
        return {
            "year": self.data.get("year"),
            "as_of": self.as_of,
            "readings": self.data.get("readings"),
            "trust_bare_attestations": self.data.get("trust_bare_attestations", False),
        }

    @property
    def faults(self) -> Counter[str]:
        """The faults that are expected, each as one line."""
        return Counter(fault_line(fault) for fault in self.data["expect"]["faults"])

    @property
    def codes(self) -> list[str]:
        """The codes that are expected."""
        return sorted(fault["code"] for fault in self.data["expect"]["faults"])

    def differences(self, seen: Mapping[str, Any]) -> list[str]:
        """Every statement of an expected verdict that does not hold of ``seen``; what ``seen`` lacks is not compared."""
        expected = self.data["expect"]
        told = {"outcome": expected["outcome"], "exact": True, "truths": expected["truths"]}
        told["missing"] = {missing_line(one) for one in expected["missing"]}
        if "outcomes" in expected:
            told["outcomes"] = expected["outcomes"]
        return [
            f"{self.id}: {key}: expected {told[key]}, got {seen[key]}"
            for key in told
            if key in seen and told[key] != seen[key]
        ]


def fault_line(fault: Mapping[str, Any]) -> str:
    """One fault: its code, and its place if it has one."""
    place = "/".join([*([fault["file"]] if "file" in fault else []), *map(str, fault.get("path", ()))])
    return f"{fault['code']} {place}".rstrip()


def missing_line(one: Mapping[str, Any]) -> str:
    """One missing fact: what it is and why, whatever else is told of it."""
    return json.dumps({key: one[key] for key in MISSING_KEYS if one.get(key) is not None}, sort_keys=True)


def truths_of(explanation: Mapping[str, Any]) -> dict[str, str]:
    """The truth of every criterion of an explanation in JSON, by path."""
    found = {explanation["path"]: explanation["truth"]}
    for child in explanation["children"]:
        found |= truths_of(child)
    return found


def seen_in(verdict: Mapping[str, Any]) -> Data:
    """What a verdict in JSON says, in the words of a case."""
    return {
        "outcome": verdict["outcome"],
        "exact": verdict["exact"],
        "truths": truths_of(verdict["explanation"]),
        "missing": {missing_line(one) for one in verdict["unknown"]},
    }


def data_of(path: Path) -> Data:
    """A file of YAML or JSON, with exact numbers."""
    found = plain(read_text(path.read_bytes(), path.name))
    assert isinstance(found, dict), path
    return found


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, in the order of folders and files."""
    files = sorted(path for path in (HERE / "cases").rglob("*") if path.is_file())
    return tuple(Case(path.parent.name, path.stem, data_of(path)) for path in files)


FAMILIES = tuple(sorted({case.family for case in all_cases()}))


def of_family(family: str) -> tuple[Case, ...]:
    """The cases of one family."""
    return tuple(case for case in all_cases() if case.family == family)


@cache
def rulebook(key: str) -> LoadedRulebook:
    """A rulebook of the cases by its key, loaded once."""
    return load_rulebook(RULEBOOKS / key)


def dossier_text(case: Case) -> str:
    """The case's dossier as JSON in one line, numbers as they are written in the case."""
    return to_json_text(case.data["dossier"], indent=None)


def laid_over(base: Plain, part: Plain) -> Plain:
    """``part`` laid over ``base``: mappings key by key, anything else in place of what was there."""
    if isinstance(base, dict) and isinstance(part, dict):
        return {key: laid_over(base.get(key), part[key]) if key in part else base[key] for key in {**base, **part}}
    return part


def changed_rulebook(case: Case, folder: Path) -> Path:
    """The case's rulebook with its changes, written below ``folder``; its own folder."""
    home = folder.joinpath(case.data["rulebook"])
    home.mkdir(parents=True)
    changes = case.data["changes"]
    for name in ("rulebook", "facts", "award"):
        data = laid_over(data_of(RULEBOOKS / case.data["rulebook"] / f"{name}.yaml"), changes.get(name, {}))
        assert isinstance(data, dict), name
        if name == "award" and "criteria" in changes:
            data["criteria"] = changes["criteria"]
        (home / f"{name}.yaml").write_text(to_json_text(data), "utf-8")
    return home


def file_form(case: Case) -> Data:
    """The case's dossier as a dossier file of one candidate, which many files can be evaluated with at once.

    Entities are called after the case: several files that say different things of one entity contradict each other.
    """
    given = dict(case.data["dossier"])
    kinds = rulebook(case.data["rulebook"]).rulebook.vocabulary.entities
    renamed = _renamed(given, kinds, case.name)
    envelope: Data = {key: renamed.pop(key) for key in ENVELOPE if key in renamed}
    key = renamed.pop("rulebook", case.data["rulebook"])
    return {"rulebook": key, **envelope, "candidates": [renamed]}


def _renamed(dossier: Data, kinds: Iterable[str], name: str) -> Data:
    """A dossier in which ``name`` stands before the id of every entity."""

    def entity(known_as: object) -> object:
        return f"{name} {known_as}" if isinstance(known_as, str) else known_as

    def anywhere(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: entity(item) if key == "of" else anywhere(item) for key, item in value.items()}
        return [anywhere(item) for item in value] if isinstance(value, list) else value

    made: Data = anywhere(dossier)
    for kind in kinds:
        link = made.get(kind)
        if link is not None:
            by_year = isinstance(link, dict)
            made[kind] = {year: entity(one) for year, one in link.items()} if by_year else entity(link)
        described = made.get("entities")
        if described and described.get(kind):
            described[kind] = {f"{name} {one}": facts for one, facts in described[kind].items()}
    return made
