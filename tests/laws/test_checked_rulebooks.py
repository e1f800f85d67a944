"""Of a rulebook that passes the check, every award can be lowered, whatever the readings and the year."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from checkout import ROOT

from cchc_rules.engine.lower import lower
from cchc_rules.errors import Pointer
from cchc_rules.language import nodes as n
from cchc_rules.language.checks.check import check
from cchc_rules.language.nodes import Node, Scalar, node_at
from cchc_rules.language.reading.reader import read_file
from cchc_rules.language.rulebooks.decode import decode_rulebook
from cchc_rules.language.shape.schema import SchemaName, validate
from cchc_rules.model.rulebook import Rulebook

SOUND = (ROOT / "tests/errors/_base", ROOT / "criteria/thanh-tra-binh-dinh/ke-hoach-2022")
STRANGE = (0, 1, 5, -1, True, "year", Decimal("1.5"), "2024-02-29", 2021, "1900-01-01")
SCHEMAS: Mapping[str, SchemaName] = {"rulebook.yaml": "rulebook", "facts.yaml": "facts"}

Files = dict[str, Node]
Spot = tuple[str, Pointer]


def spots(name: str, node: Node, way: Pointer = ()) -> Iterator[Spot]:
    """Every place in a document but the whole of it."""
    inside = node.entries.items() if isinstance(node, n.Mapping) else ()
    for step, child in [*inside, *enumerate(node.items if isinstance(node, n.Sequence) else ())]:
        yield name, (*way, step)
        yield from spots(name, child, (*way, step))


def put(node: Node, way: Pointer, value: Node | None) -> Node:
    """The document with another value at a place, or with none."""
    step, *rest = way
    if isinstance(node, n.Mapping):
        entries = dict(node.entries)
        entries[str(step)] = put(entries[str(step)], tuple(rest), value) if rest else value or Scalar(None)
        return n.Mapping({key: child for key, child in entries.items() if rest or value or key != step})
    assert isinstance(node, n.Sequence)
    assert isinstance(step, int)
    items: list[Node] = list(node.items)
    items[step : step + 1] = [put(items[step], tuple(rest), value)] if rest else [value] if value else []
    return n.Sequence(tuple(items))


def mutate(files: Files, rnd: random.Random) -> Files:
    """A value is left out, replaced by one of an equal key, by any other, or by something strange."""
    changed = dict(files)
    everywhere = [spot for name, node in files.items() for spot in spots(name, node)]
    for _ in range(rnd.choice((1, 1, 2, 3))):
        name, way = rnd.choice(everywhere)
        if node_at(changed[name], way) is None:
            continue
        alike = [spot for spot in everywhere if spot[1][-1] == way[-1]]
        other, there = rnd.choice(rnd.choice((alike, alike, everywhere)))
        value = rnd.choice(
            (None, node_at(files[other], there), node_at(files[other], there), Scalar(rnd.choice(STRANGE)))
        )
        changed[name] = put(changed[name], way, value)
    return changed


def checked(files: Files) -> Rulebook | None:
    """The rulebook, if no stage objects."""
    if any(validate(node, SCHEMAS.get(name, "award")) for name, node in files.items()):
        return None
    awards = [node for name, node in files.items() if name not in SCHEMAS]
    rulebook, faults = decode_rulebook("a/b", files["rulebook.yaml"], files["facts.yaml"], awards)
    sound = not faults and all(fault.severity == "warning" for fault in check(rulebook))
    return rulebook if sound else None


def lower_everything(rulebook: Rulebook, rnd: random.Random) -> None:
    """Each award in each year under the defaults, each single change of them, and some random assignments."""
    default = dict(rulebook.default_readings())
    assignments = [default]
    assignments += [
        {**default, name: option} for name, reading in rulebook.readings.items() for option in reading.options
    ]
    for _ in range(10):
        assignments.append({name: rnd.choice(list(reading.options)) for name, reading in rulebook.readings.items()})
    for award in rulebook.awards.values():
        for year in rulebook.award_years if award.annual else (None,):
            for assignment in assignments:
                lower(rulebook, award, assignment, year)


def hold(folder: Path, seed: int, times: int) -> None:
    """The law for the mutants of a sound rulebook, and for itself."""
    rnd = random.Random(seed)
    files: Files = {path.name: read_file(path, name=path.name) for path in sorted(folder.glob("*.yaml"))}
    mutants = [checked(mutate(files, rnd)) for _ in range(times)]
    passed = [rulebook for rulebook in (checked(files), *mutants) if rulebook is not None]
    assert len(passed) > times // 10
    for rulebook in passed:
        lower_everything(rulebook, rnd)


@pytest.mark.parametrize("folder", SOUND, ids=lambda folder: folder.name)
def test_checked_rulebooks_can_be_lowered(folder: Path) -> None:
    """Law 9, right of the check: nothing is left that could fail."""
    hold(folder, 1, 60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("folder", SOUND, ids=lambda folder: folder.name)
def test_checked_rulebooks_can_be_lowered_long(folder: Path, seed: int) -> None:
    """The same law on many more mutants."""
    hold(folder, seed + 2, 300)
