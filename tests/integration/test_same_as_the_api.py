"""The answers say what the API says, of every candidate of every example file."""

from __future__ import annotations

from typing import Any

import pytest
from checkout import ROOT
from integration.asking import FILES, answered, book_of, examples, line

from cchc_rules import LoadedRulebook, Verdict
from cchc_rules.cli.answers import Defaults

PARTS = ("award", "candidate", "kind", "outcome", "exact", "method", "unknown")
PROVENANCE = ("rulebook", "rules_digest", "year", "as_of", "library_version", "trust_bare_attestations")


def verdicts_of(file: str, book: LoadedRulebook, *, trust: bool = False) -> dict[str, list[Verdict]]:
    """What the API says of each candidate, from the file as a whole, award by award in the order of the rulebook."""
    dossiers = book.load_dossiers(ROOT / "examples" / file)
    said: dict[str, list[Verdict]] = {dossier.id: [] for dossier in dossiers.dossiers}
    for award in book.awards:
        if award.annual == (dossiers.award_year is not None):
            batch = award.evaluate_many(
                dossiers, year=dossiers.award_year, as_of=dossiers.as_of, trust_bare_attestations=trust
            )
            for verdict in batch.verdicts:
                said[verdict.candidate].append(verdict)
    return said


def expected(verdict: Verdict, *, robustness: bool, explain: bool) -> dict[str, Any]:
    """What an answer says of a verdict, out of its whole dictionary."""
    whole: Any = (verdict.with_robustness() if robustness else verdict).to_dict()
    said = {part: whole[part] for part in PARTS}
    said["readings"] = {reading["reading"]: reading["option"] for reading in whole["readings"]}
    said["provenance"] = {key: whole["provenance"][key] for key in PROVENANCE}
    if robustness:
        said["robustness"] = whole["robustness"]
    if explain:
        said["verdict"] = whole
    return said


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("explain", [False, True])
def test_every_example(file: str, explain: bool) -> None:
    """One request for each candidate gives the verdicts that the API gives over the file, part by part."""
    book = book_of(file)
    said = verdicts_of(file, book)
    lines = b"".join(line({"request_id": one.id, "dossier": one.dossier, "explain": explain}) for one in examples(file))
    answers = answered(lines, book if FILES[file] else None)
    assert [answer["request_id"] for answer in answers] == list(said)
    for answer in answers:
        verdicts = said[answer["request_id"]]
        assert answer["verdicts"] == [expected(one, robustness=False, explain=explain) for one in verdicts]
        judged = {verdict.award for verdict in verdicts}
        cycle = {award.id for award in book.awards if award.annual == (FILES[file] is not None or "nam" in file)}
        assert set(answer["skipped"]) == cycle - judged


def test_robustness_and_trust() -> None:
    """With robustness, and with values counted without attestation; a dossier file with one candidate is taken too."""
    file = "nam-2024.yaml"
    book = book_of(file)
    said = verdicts_of(file, book, trust=True)
    lines = []
    for one in examples(file):
        envelope = {key: one.dossier[key] for key in ("rulebook", "award_year", "as_of", "documents", "entities")}
        person = {key: value for key, value in one.dossier.items() if key not in (*envelope, "attestations")}
        dossier = {**envelope, "attestations": one.dossier["attestations"], "candidates": [person]}
        lines.append(line({"request_id": one.id, "dossier": dossier, "robustness": True}))
    answers = answered(b"".join(lines), None, Defaults(trust_bare_attestations=True))
    for answer in answers:
        verdicts = said[answer["request_id"]]
        assert answer["verdicts"] == [expected(one, robustness=True, explain=False) for one in verdicts]
