"""Names, remarks and titles are passengers: whatever they are, digests, verdicts and logs are the same."""

from __future__ import annotations

import copy
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from cli.running import Runner
from hypothesis import given, settings
from hypothesis import strategies as st
from privacy.conftest import Everything
from privacy.planting import MARK

from cchc_rules import LoadedRulebook, Verdict, load_rulebook, shipped_rulebook
from cchc_rules.language.known_words import known_words
from cchc_rules.language.reading.reader import plain, read_file

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
PASSENGERS = ("name", "remark", "title")
AS_OF = datetime.date(2025, 1, 20)

texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def book() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook(PLAN)


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The dossiers of a year, as plain data; one of them with a name and a remark wherever one may stand."""
    data = plain(read_file(ROOT / "examples/nam-2024.yaml"))
    assert isinstance(data, dict)
    return data


def places(data: object) -> Iterator[dict[str, Any]]:
    """Every mapping beneath ``data``."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from places(value)
    elif isinstance(data, list):
        for item in data:
            yield from places(item)


def of_one(example: dict[str, Any], number: int, text: str) -> dict[str, Any]:
    """One candidate's file, with ``text`` as every name, remark and title of a document that it may have."""
    file = copy.deepcopy(example)
    file["candidates"] = [file["candidates"][number]]
    who = file["candidates"][0]
    for attestation in file.get("attestations", ()):
        attestation["candidates"] = [other for other in attestation["candidates"] if other == who["id"]]
    file["attestations"] = [given for given in file.get("attestations", ()) if given["candidates"]]
    for mapping in places([who.get("facts", {}), file.get("entities", {})]):
        if "value" in mapping or "unknown" in mapping:
            mapping["remark"] = text
    for records in who.get("lists", {}).values():
        for record in records["items"] if isinstance(records, dict) else records:
            record["remark"] = text
    for document in file.get("documents", {}).values():
        document["title"] = text
    for group in file.get("entities", {}).values():
        for entity in group.values():
            entity |= {"name": text, "remark": text}
    who |= {"name": text, "remark": text}
    return file


def verdicts(book: LoadedRulebook, file: dict[str, Any]) -> list[Verdict]:
    """What every award says of the one candidate whom it is for."""
    dossier = book.dossier(file)
    awards = [award for award in book.awards if award.applies_to(dossier)]
    return [award.evaluate(dossier, year=2024 if award.annual else None, as_of=AS_OF) for award in awards]


@settings(max_examples=40, deadline=None)
@given(number=st.integers(0, 27), one=texts, other=texts)
def test_no_name_remark_or_title_changes_a_verdict(
    book: LoadedRulebook, example: dict[str, Any], number: int, one: str, other: str
) -> None:
    """Verdicts are equal, hash and JSON but for the name, and so is everything that names the rules they rest on."""
    first, second = (verdicts(book, of_one(example, number, text)) for text in (one, other))
    assert len(first) > 0
    assert first == second
    assert [verdict.name for verdict in first] == [one] * len(first)
    for left, right in zip(first, second, strict=True):
        assert left.to_dict() | {"name": None} == right.to_dict() | {"name": None}
        assert left.provenance == right.provenance
        assert left.provenance.rules_digest == book.digest


@pytest.mark.parametrize("number", [0, 3, 12])
def test_a_verdict_holds_the_name_once_and_no_remark(
    book: LoadedRulebook, example: dict[str, Any], number: int
) -> None:
    """The name of the candidate stands under ``name``; no remark, title or name of an office stands anywhere."""
    for verdict in verdicts(book, of_one(example, number, MARK)):
        data = verdict.to_dict()
        assert json.dumps(data).count(MARK) == 1
        assert data["name"] == MARK
        assert MARK not in repr(verdict.provenance)


@pytest.mark.parametrize("number", range(0, 28, 3))
def test_a_proof_holds_no_name_remark_or_title(book: LoadedRulebook, example: dict[str, Any], number: int) -> None:
    """Not of the candidate, of an entity, of a document; it is the same whatever they are."""
    one, other = (verdicts(book, of_one(example, number, text)) for text in (MARK, "An"))
    proofs = [proof for verdict in one for proof in verdict.proofs()]
    assert MARK not in json.dumps(proofs)
    assert proofs == [proof for verdict in other for proof in verdict.proofs()]


@pytest.mark.parametrize("text", ["An", "Nguyễn Thị An; ERROR cchc_rules", "%s %d {name}", "91.25"])
def test_no_name_or_remark_changes_what_is_logged(
    book: LoadedRulebook, example: dict[str, Any], run: Runner, logged: Everything, text: str
) -> None:
    """The events of a run are those of the same run with other names."""
    folder = str(ROOT / "criteria" / PLAN)
    logs = []
    for passenger in (text, MARK):
        logged.lines.clear()
        given = json.dumps(of_one(example, 0, passenger), default=float)
        assert run("check", "-", "--rulebook", folder, given=given).code == 0
        logs.append([line for line in logged.lines if " ms" not in line])
    assert logs[0] == logs[1]
    assert len(logs[0]) > 0


def test_a_rulebook_is_read_without_a_dossier(book: LoadedRulebook, example: dict[str, Any], tmp_path: Path) -> None:
    """The digest names the rules: reading and evaluating dossiers leaves it as it is, and loading again gives it again."""
    assert len(verdicts(book, of_one(example, 0, MARK))) > 0
    assert load_rulebook(ROOT / "criteria" / PLAN).digest == book.digest
    assert MARK not in known_words(book.rulebook.vocabulary)
