"""The public face: what callers get, and what they are told when a question has no answer."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError
from checkout import ROOT

import cchc_rules
from cchc_rules import (
    Dossier,
    DossierError,
    LoadedAward,
    LoadedRulebook,
    Outcome,
    Truth,
    UsageError,
    Verdict,
    load_rulebook,
    rank_readings,
    shipped_rulebook,
    shipped_rulebooks,
)

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AS_OF = datetime.date(2025, 1, 20)


@cache
def plan() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook(PLAN)


def annual() -> LoadedAward:
    """The annual award for individuals."""
    return plan().award("giay-khen-ca-nhan-hang-nam")


def person(**more: Any) -> Dossier:
    """A dossier of one individual."""
    return plan().dossier({"id": "x", "kind": "individual", "as_of": "2025-01-20", **more})


def example(candidate: str) -> Verdict:
    """The verdict on a candidate of the annual example file."""
    dossiers = plan().load_dossiers(ROOT / "examples/nam-2024.yaml")
    (dossier,) = [dossier for dossier in dossiers.dossiers if dossier.id == candidate]
    return annual().evaluate(dossier, year=2024, as_of=dossiers.as_of)


def test_everything_public_is_there() -> None:
    """`__all__` is importable, listed by `dir`, and nothing else pretends to be public."""
    for name in cchc_rules.__all__:
        assert getattr(cchc_rules, name) is not None
        assert name in dir(cchc_rules)
    with pytest.raises(AttributeError, match="no attribute 'grant'"):
        _ = cchc_rules.grant  # type: ignore[attr-defined]  # the fault


def test_shipped_and_loaded_rulebooks_are_the_same() -> None:
    """The same rules have the same digest, by key or by folder."""
    assert PLAN in shipped_rulebooks()
    assert load_rulebook(ROOT / "criteria" / PLAN).digest == plan().digest
    assert plan().id == PLAN
    assert plan().warnings == ()


def test_awaited_criteria_are_an_empty_rulebook() -> None:
    """The province's plan is there by its identity, without awards."""
    book = shipped_rulebook("ubnd-tinh-binh-dinh/ke-hoach-24-2022")
    assert book.awards == ()
    assert book.rulebook.status == "awaiting_criteria"


def test_a_verdict_has_no_bool() -> None:
    """`if verdict:` would take "not enough basis" for an answer."""
    verdict = example("cb-01")
    with pytest.raises(TypeError, match="three outcomes"):
        bool(verdict)
    with pytest.raises(TypeError, match="three values"):
        bool(verdict.outcome)
    with pytest.raises(TypeError, match="three values"):
        bool(Truth.MET)


def test_nothing_can_be_changed() -> None:
    """Verdicts and dossiers are frozen through and through."""
    verdict = example("cb-01")
    with pytest.raises(FrozenInstanceError):
        verdict.outcome = Outcome.NOT_ELIGIBLE  # type: ignore[misc]  # what must not work
    with pytest.raises(TypeError, match="cannot change"):
        person().facts["x", None] = None


@pytest.mark.parametrize("candidate", ["cb-01", "cb-02", "cb-15"])
def test_verdicts_travel(candidate: str) -> None:
    """Pickling, copying and JSON give an equal verdict back, with its robustness still to be had."""
    verdict = example(candidate)
    for other in (pickle.loads(pickle.dumps(verdict)), copy.deepcopy(verdict)):
        assert other == verdict
        assert other.name == verdict.name
        assert other.robust is verdict.robust
    assert Verdict.from_dict(json.loads(json.dumps(verdict.to_dict()))) == verdict
    full = verdict.with_robustness()
    again = Verdict.from_dict(json.loads(json.dumps(full.to_dict())))
    assert again == full
    assert again.robustness == full.robustness
    assert again.robust is full.robust


def test_a_batch_says_what_to_ask_first() -> None:
    """The readings of its award, robustness worked out on the way."""
    dossiers = plan().load_dossiers(ROOT / "examples/nam-2024.yaml")
    batch = plan().award("giay-khen-tap-the-hang-nam").evaluate_many(dossiers, year=2024, as_of=dossiers.as_of)
    (asked,) = batch.readings_to_ask()
    assert (asked.reading, asked.decides, asked.joint) == ("first-place", ("pb-vp",), ())
    assert asked == rank_readings(batch.verdicts)[0]


def test_robustness_is_not_made_up() -> None:
    """A verdict that was read back without its robustness says so."""
    bare = Verdict.from_dict(example("cb-01").to_dict())
    with pytest.raises(LookupError, match="evaluate the dossier again"):
        _ = bare.robust


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema_version": 2}, "schema_version 1"),
        ({"outcome": "granted"}, "granted"),
        ({"outcome": 1}, "text was expected"),
        ({"exact": "yes"}, "is not bool"),
        ({"explanation": []}, "a mapping was expected"),
        ({"unknown": {}}, "a list was expected"),
        ({"surprise": 1}, "missing or unknown: surprise"),
    ],
)
def test_what_is_no_verdict_is_refused(change: dict[str, Any], told: str) -> None:
    """Reading back says what does not fit."""
    with pytest.raises(ValueError, match=told):
        Verdict.from_dict({**example("cb-01").to_dict(), **change})


def test_pairs_have_two_parts() -> None:
    """The readings chosen at a node are pairs."""
    data: Any = example("cb-01").to_dict()
    data["explanation"]["children"][0]["readings"] = [["one"]]
    with pytest.raises(ValueError, match="2 items"):
        Verdict.from_dict(data)


def test_evaluation_is_deterministic_and_safe_to_share() -> None:
    """Sixteen threads over one award give one answer."""
    dossiers = plan().load_dossiers(ROOT / "examples/nam-2024.yaml")
    people = [dossier for dossier in dossiers.dossiers if dossier.kind == "individual"]

    def run(_: int) -> list[Verdict]:
        return [annual().evaluate(dossier, year=2024, as_of=AS_OF) for dossier in people]

    with ThreadPoolExecutor(16) as pool:
        first, *others = pool.map(run, range(16))
    assert all(other == first for other in others)


def test_every_candidate_is_accounted_for() -> None:
    """Verdicts, skipped and rejected together are all candidates."""
    dossiers = plan().load_dossiers(ROOT / "examples/nam-2024.yaml")
    result = annual().evaluate_many(dossiers, year=2024, as_of=AS_OF)
    named = [v.candidate for v in result.verdicts] + [d.id for d in result.skipped] + [r.id for r in result.rejected]
    assert sorted(named) == sorted([*(d.id for d in dossiers.dossiers), *(r.id for r in dossiers.rejected)])
    assert {dossier.kind for dossier in result.skipped} == {"division"}
    assert len(result.with_outcome(Outcome.ELIGIBLE)) > 3
    assert annual().evaluate_many(dossiers.dossiers, year=2024, as_of=AS_OF).verdicts == result.verdicts


def test_bare_values_count_only_if_the_caller_says_so() -> None:
    """`trust_bare_attestations`, and provenance tells."""
    facts = {"typical_in_par": {2024: False}}
    bare = annual().evaluate(person(facts=facts), year=2024, as_of=AS_OF)
    assert bare.outcome is Outcome.UNDETERMINED
    assert any(unknown.reason == "no_attestation" for unknown in bare.unknown)
    trusted = annual().evaluate(person(facts=facts), year=2024, as_of=AS_OF, trust_bare_attestations=True)
    assert trusted.outcome is Outcome.NOT_ELIGIBLE
    assert trusted.provenance.trust_bare_attestations


def test_readings_can_be_chosen() -> None:
    """An option other than the default is in force, is told, and can change the outcome."""
    dossiers = plan().load_dossiers(ROOT / "examples/nam-2024.yaml")
    (dossier,) = [dossier for dossier in dossiers.dossiers if dossier.id == "cb-02"]
    verdict = annual().evaluate(dossier, year=2024, as_of=AS_OF, readings={"index-binding": "either"})
    assert verdict.outcome is Outcome.ELIGIBLE
    (in_force,) = [reading for reading in verdict.readings if reading.reading == "index-binding"]
    assert (in_force.option, in_force.is_default) == ("either", False)


def test_shipped_awards_are_exact_by_construction_under_the_default_readings() -> None:
    """No dossier needs a search."""
    for award in plan().awards:
        for kind in award.award.recipient:
            assert award.coherent(kind, 2024 if award.annual else None)


def test_usage_errors_name_everything_at_once() -> None:
    """Two unknown readings are two diagnostics."""
    with pytest.raises(UsageError) as caught:
        annual().evaluate(person(), year=2024, as_of=AS_OF, readings={"a": "b", "index-binding": "none"})
    assert [diagnostic.code for diagnostic in caught.value.diagnostics] == ["CR009", "CR010"]


def test_a_moment_is_no_day() -> None:
    """A datetime is refused: its day may depend on a time zone."""
    with pytest.raises(UsageError) as caught:
        annual().evaluate(person(), year=2024, as_of=datetime.datetime(2025, 1, 20, 8, tzinfo=datetime.UTC))
    assert caught.value.diagnostics[0].code == "CR005"


def test_faulty_data_raise_with_every_fault() -> None:
    """A mapping is held to the same rules as a file."""
    with pytest.raises(DossierError) as caught:
        person(facts={"staff_category": "boss", "typical_in_par": True})
    assert len(caught.value.diagnostics) == 2
    assert str(caught.value) == caught.value.render("vi")


def test_schema_of_dossiers_is_draft_07() -> None:
    """For editors and other systems."""
    assert plan().dossier_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_no_value_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Numbers and codes are logged, never a fact; tests/privacy has the whole of it."""
    with caplog.at_level("DEBUG"):
        example("cb-01")
    assert "cb-01" not in caplog.text
    assert "civil_servant" not in caplog.text
