"""The table clause → award → criteria → readings → examples says what the rulebook says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml
from attrs import frozen
from checkout import ROOT
from plan.paths import paths

from cchc_rules import shipped_rulebook
from cchc_rules.engine.readings import reached
from cchc_rules.model.rulebook import Rulebook

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
BESIDE_THE_CLAUSES = {"preamble", "closing", "distribution list", "signature"}

EVERY_CLAUSE = [
    "I",
    "I.1",
    "I.1-1",
    "I.1-2",
    "I.2",
    "II",
    "II.1",
    "II.2",
    "II.3",
    "II.4",
    "III",
    "III.1",
    "III.1-1",
    "III.1-2",
    "III.2",
    "IV",
    "IV.1",
    "IV.1-1",
    "IV.1-2",
    "IV.2",
    "IV.3",
    "IV.3.1",
    "IV.3.1.1",
    "IV.3.1.2",
    "IV.3.2",
    "IV.3.2.1",
    "IV.3.2.1-1",
    "IV.3.2.1-2",
    "IV.3.2.1-3",
    "IV.3.2.2",
    "IV.3.2.2-1",
    "IV.3.2.2-2",
    "IV.3.2.2-3",
    "IV.4",
    "IV.4-1",
    "IV.4-2",
    "IV.5",
    "V",
    "V.1",
    "V.2",
    "V.3",
    "V.4",
]
"""The plan's clauses, read off the plan itself."""


@frozen
class Row:
    """One clause of the table, the ids in its cells."""

    clause: str
    criteria: tuple[str, ...]
    readings: tuple[str, ...]
    elsewhere: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def rulebook() -> Rulebook:
    """The shipped plan."""
    return shipped_rulebook(PLAN).rulebook


@cache
def rows() -> dict[str, Row]:
    """The table by clause."""
    found = {}
    for line in (ROOT / "docs/plan-coverage.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 6 and cells[0] != "Clause":
            ids = [tuple(re.findall(r"`([^`]+)`", cell)) for cell in cells[2:]]
            found[cells[0]] = Row(cells[0], *ids)
    return found


def test_every_clause_of_the_plan_has_a_row() -> None:
    """Those without any rule too."""
    assert set(rows()) - BESIDE_THE_CLAUSES == set(EVERY_CLAUSE)


def test_criteria_exist_and_top_criteria_are_covered() -> None:
    """Paths of the table are paths of awards; every award and every criterion right below it is in the table."""
    every = set().union(*(paths(rulebook(), award) for award in rulebook().awards.values()))
    named = {path for row in rows().values() for path in row.criteria}
    assert named <= every
    assert {path for path in every if path.count("/") <= 1} <= named


def test_readings_stand_in_the_rows_of_their_clauses() -> None:
    """Each reading is named where the text leaves it open, and reaches some award."""
    for name, reading in rulebook().readings.items():
        for clause in reading.clauses:
            assert name in rows()[clause].readings, (name, clause)
    for row in rows().values():
        assert set(row.readings) <= set(rulebook().readings)
    used = set().union(*(reached(rulebook(), award) for award in rulebook().awards.values()))
    assert used == set(rulebook().readings)


def _cited() -> Iterator[tuple[str, tuple[str, ...]]]:
    book = rulebook()
    for section in (
        "aims",
        "themes",
        "roles",
        "notes",
        "assumptions",
        "calendar",
        "notices",
        "parameters",
        "windows",
        "forms",
    ):
        for name, item in getattr(book, section).items():
            yield f"{section}.{name}", item.clauses
    for name, authority in book.authorities.items():
        yield f"authorities.{name}", authority.clauses


def test_everything_that_cites_a_clause_stands_in_its_row() -> None:
    """Aims, notes, assumptions, parameters and the rest: named in the row of each clause they cite."""
    for name, clauses in _cited():
        for clause in clauses:
            assert name in rows()[clause].elsewhere, (name, clause)


def test_what_the_table_names_elsewhere_exists() -> None:
    """No row names something that is not there."""
    book = rulebook()
    for row in rows().values():
        for name in row.elsewhere:
            section, _, rest = name.partition(".")
            if section == "facts":
                kind, _, fact = rest.partition(".")
                known = book.vocabulary.candidates.get(kind) or book.vocabulary.entities[kind].facts
                assert fact in known, name
            elif section == "lists":
                assert rest in book.vocabulary.lists, name
            else:
                assert not rest or rest in getattr(book, section), name


def test_examples_exist_and_each_is_used() -> None:
    """The candidates of the table are those of the example files."""
    files = ("examples/nam-2024.yaml", "examples/giai-doan-2021-2025.yaml")
    candidates = {
        candidate["id"]
        for file in files
        for candidate in yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["candidates"]
    }
    assert {name for row in rows().values() for name in row.examples} == candidates
