"""Faults of covering attestations: they concern all whom the attestation names."""

from __future__ import annotations

import pytest
from language.dossier_examples import candidate, found, loaded

COVERING = "{capacity: director, date: 2025-01-10, facts: [trusted], candidates: [cb-01], value: true}"


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("capacity: director, ", "", ["CR536"]),
        ("capacity: director, date: 2025-01-10, ", "", ["CR536", "CR536"]),
        ("capacity: director", "capacity: diretor", ["CR535"]),
        ("capacity: director", "capacity: head_of_division", ["CR537"]),
        ("date: 2025-01-10", "date: 2025-01-21", ["CR540"]),
        ("date: 2025-01-10", "date: 2025-01-10, document: bb", ["CR511"]),
        ("date: 2025-01-10", "date: 2025-01-10, yaer: 2024", ["CR502"]),
        ("date: 2025-01-10", "date: 2025-01-10, year: 24", ["CR507", "CR548"]),
        ("facts: [trusted]", "facts: [exemplary]", ["CR547"]),
        ("facts: [trusted]", "facts: [truste]", ["CR546"]),
        ("facts: [trusted]", "facts: [office.par_rank]", ["CR546"]),
        ("facts: [trusted]", "facts: []", ["CR501"]),
        ("facts: [trusted]", "facts: trusted", ["CR501"]),
        ("facts: [trusted], ", "", ["CR503"]),
        ("value: true", "value: 5", ["CR523"]),
        ("value: true", "value: null", ["CR532"]),
        ("value: true", "value: {value: true}", ["CR501"]),
        (", value: true", "", ["CR503"]),
        ("candidates: [cb-01]", "candidates: [cb-01, cb-01]", ["CR549"]),
        ("candidates: [cb-01]", "candidates: [cb-01, cb-9]", ["CR545"]),
        ("candidates: [cb-01]", "candidates: [cb-01, 5]", ["CR501"]),
    ],
)
def test_covering_attestations(old: str, new: str, codes: list[str]) -> None:
    """A fault of a covering attestation rejects those whom it names, each fault told once."""
    assert old in COVERING
    before = f"attestations:\n  - {COVERING.replace(old, new)}\n"
    result = loaded(candidate(before=before) + "  - {id: cb-02, kind: individual}\n")
    (rejected,) = result.rejected
    assert rejected.id == "cb-01"
    assert [fault.code for fault in rejected.diagnostics] == codes
    assert [dossier.id for dossier in result.dossiers] == ["cb-02"]
    assert result.faults == ()


@pytest.mark.parametrize(
    ("attestation", "code"),
    [
        ("5", "CR501"),
        (COVERING.replace("[cb-01]", "[cb-1]"), "CR545"),
        (COVERING.replace("[cb-01]", "[]"), "CR501"),
        (COVERING.replace("candidates: [cb-01], ", ""), "CR503"),
    ],
)
def test_covering_attestation_of_nobody(attestation: str, code: str) -> None:
    """A faulty attestation that names nobody of the file rejects nobody, and is told all the same."""
    result = loaded(candidate(before=f"attestations: [{attestation}]\n"))
    assert [fault.code for fault in result.faults] == [code]
    assert len(result.dossiers) == 1


def test_covering_attestation_of_a_faulty_candidate() -> None:
    """Where a candidate's kind is unknown, nothing is said about its facts."""
    before = f"attestations: [{COVERING}]\n"
    assert [fault.code for fault in found(loaded(candidate(before=before, kind="person")))] == ["CR514"]


def test_one_value_for_several_kinds() -> None:
    """A value that fits no kind is told once, however many candidates are named."""
    attestation = (
        "{capacity: director, date: 2025-01-10, year: 2024, facts: [exemplary], candidates: [cb-01, t-01], value: 5}"
    )
    result = loaded(candidate(before=f"attestations: [{attestation}]\n") + "  - {id: t-01, kind: team}\n")
    assert [rejected.diagnostics for rejected in result.rejected] == [found(result), found(result)]
    assert [fault.code for fault in found(result)] == ["CR523"]


def test_many_candidates_of_one_faulty_attestation() -> None:
    """The faults of another part are told to each candidate, but not without end."""
    attestation = COVERING.replace("[trusted]", "[" + ", ".join(f"a{number}" for number in range(40)) + "]")
    result = loaded(candidate(before=f"attestations: [{attestation}]\n"))
    assert len(result.rejected[0].diagnostics) == 20
