"""The verdicts that were written down from the plan's text, before there was an engine to ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml
from checkout import ROOT

from cchc_rules import LoadedRulebook, shipped_rulebook
from cchc_rules.model.dossier import DossierSet
from cchc_rules.model.verdict import Verdict

EXPECTED = yaml.safe_load((ROOT / "examples/expected.yaml").read_text(encoding="utf-8"))["files"]


@cache
def plan() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


@cache
def dossiers(file: str) -> DossierSet:
    """An example file."""
    return plan().load_dossiers(ROOT / "examples" / file)


def cases() -> Iterator[Any]:
    """File, candidate, award, what was written down."""
    for file, candidates in EXPECTED.items():
        for candidate, awards in candidates.items():
            for award, expected in awards.items():
                yield pytest.param(file, candidate, award, expected, id=f"{candidate}-{award}")


def verdict(file: str, candidate: str, award: str) -> Verdict:
    """The engine's verdict under the default readings, as of the file's own day."""
    found = dossiers(file)
    (dossier,) = [dossier for dossier in found.dossiers if dossier.id == candidate]
    return plan().award(award).evaluate(dossier, year=found.award_year, as_of=found.as_of)


@pytest.mark.parametrize(("file", "candidate", "award", "expected"), list(cases()))
def test_verdict_is_what_the_text_gives(file: str, candidate: str, award: str, expected: dict[str, Any]) -> None:
    """The outcome, exactly; no shipped award needs more than the linear engine on these."""
    found = verdict(file, candidate, award)
    assert found.outcome.value == expected["outcome"], expected["why"]
    assert found.exact


@pytest.mark.parametrize(("file", "candidate", "award", "expected"), list(cases()))
def test_readings_flip_what_the_text_says_they_flip(
    file: str, candidate: str, award: str, expected: dict[str, Any]
) -> None:
    """Every option that alone changes the outcome, and no other; robust where no joint assignment does."""
    assessed = verdict(file, candidate, award).with_robustness().robustness_known()
    flips: dict[str, dict[str, str]] = {}
    for flip in assessed.flips:
        flips.setdefault(flip.reading, {})[flip.option] = flip.outcome.value
    assert flips == expected.get("flips", {})
    assert assessed.robust is expected["robust"]


def test_every_candidate_of_the_files_is_expected() -> None:
    """Nobody in the example files was left out."""
    for file, candidates in EXPECTED.items():
        assert {dossier.id for dossier in dossiers(file).dossiers} == set(candidates)
        assert not dossiers(file).rejected


def clause_of_decision(found: Verdict) -> set[str]:
    """The clauses on the way to what decides: through the nodes that share the award's truth."""
    clauses: set[str] = set()
    todo = [found.explanation]
    while todo:
        node = todo.pop()
        clauses |= set(node.clauses)
        todo += [child for child in node.children if child.truth is node.truth]
    return clauses


@pytest.mark.parametrize(("file", "candidate", "award", "expected"), list(cases()))
def test_the_deciding_clause_is_in_the_explanation(
    file: str, candidate: str, award: str, expected: dict[str, Any]
) -> None:
    """The clause that the text gives as decisive is on the deciding way down the explanation."""
    assert expected["clause"] in clause_of_decision(verdict(file, candidate, award))
