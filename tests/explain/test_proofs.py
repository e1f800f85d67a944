"""Proofs: the checker accepts every one that the library writes, and refuses whatever else it is shown."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from attrs import evolve
from explain.proof_cases import Case, Proof, plan, random_case, sealed, shipped_cases, tampered

from cchc_rules.cli.proof_files import proofs_text
from cchc_rules.engine import nearest
from cchc_rules.engine.evaluation import Engine
from cchc_rules.engine.evidence import Completeness, units_of
from cchc_rules.engine.grounds import Ground, Grounds
from cchc_rules.engine.reduced import reduced
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.explain.checker import Checker
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, plain, read_text
from cchc_rules.language.shape.schema import misshapen
from cchc_rules.model.verdict import Verdict

ENGINES: tuple[Engine, ...] = ("compiled", "reference")
NOT_OF_THE_CLAIM = {"digest", "library_version"}
OF_THE_QUESTION = {"as_of", "year", "readings", "trust_bare_attestations"}


def refusals(case: Case, proof: object) -> list[str]:
    """The codes with which a proof is refused, with the dossier at hand."""
    return [fault.code for fault in case.checker.check(proof, case.dossier).faults]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_proof_of_random_cases_is_accepted(engine: Engine) -> None:
    """Law 4 of decided verdicts, law 3 of undetermined ones, through both engines; with and without the dossier."""
    kinds = set()
    for seed in range(150):
        case = random_case(seed, engine)
        for proof in case.verdict.proofs():
            kinds.add(proof["proof"])
            assert misshapen(proof, "proof") == []
            assert case.checker.check(proof).faults == ()
            assert refusals(case, proof) == [], seed
    assert kinds == {"reason", "blocker", "completions"}


@pytest.mark.parametrize("year", [2024, None])
def test_every_proof_of_the_examples_is_accepted(year: int | None) -> None:
    """The shipped plan: people and divisions, a year and the period; also after a journey through a file."""
    cases = list(shipped_cases(year))
    text = proofs_text(case.verdict for case in cases)
    read = plain(read_text(text, "proofs.json", limits=DOSSIER_LIMITS))
    written = [(case, proof) for case in cases for proof in case.verdict.proofs()]
    assert read == json.loads(text) == [proof for _, proof in written]
    for case, proof in written:
        assert refusals(case, proof) == []
    assert {case.verdict.kind for case in cases} >= {"individual", "division"}


def test_both_engines_write_the_same_proofs() -> None:
    """What was decided by generated code is proved by the same evidence."""
    for seed in range(40):
        assert random_case(seed, "compiled").verdict.proofs() == random_case(seed, "reference").verdict.proofs()


def test_a_pickled_verdict_writes_the_same_proofs() -> None:
    """It has the snapshot left, and that is enough."""
    for case in islice(shipped_cases(2024), 12):
        copied: Verdict = pickle.loads(pickle.dumps(case.verdict))
        assert copied.proofs() == case.verdict.proofs()
        assert copied.proof() == copied.proofs()[0]


def test_a_verdict_that_was_read_back_has_no_proof() -> None:
    """JSON holds what was said, not what it was decided from."""
    case = next(shipped_cases(2024))
    with pytest.raises(LookupError, match="evaluate the dossier again"):
        Verdict.from_dict(case.verdict.to_dict()).proof()


def test_any_single_change_is_refused() -> None:
    """Every leaf changed, every key and item left out, something put in everywhere: refused, and never an exception."""
    for case in sampled():
        proof = case.verdict.proof()
        for way, what, other in tampered(proof):
            if other != proof:
                assert case.checker.check(other).accepted is False, (way, what)


def test_a_change_with_a_new_digest_is_refused() -> None:
    """With the dossier at hand nothing passes that says another thing. What passes is as true as before: the same evidence
    for another question of which it holds too, a weaker claim, or another completion.
    """
    passed: set[tuple[str | int, ...]] = set()
    for case in sampled():
        proof = case.verdict.proof()
        for way, what, other in tampered(proof):
            if other == proof or refusals(case, sealed(other)):
                continue
            if way[0] == "evidence":
                assert way[1] == "lists", (way, what)
                assert (what, way[-1]) == ("day before", "to") or (what == "left out" and way[-3] == "items"), (
                    way,
                    what,
                )
            passed.add(way[:1])
    assert {name for (name,) in passed} <= {*NOT_OF_THE_CLAIM, *OF_THE_QUESTION, "completions", "evidence"}


def sampled() -> list[Case]:
    """Some random cases and some examples, of every kind of proof."""
    shipped = [*list(shipped_cases(2024))[:40:6], *list(shipped_cases(None))[::16]]
    return [*shipped, *(random_case(seed, "compiled") for seed in range(12))]


@pytest.mark.parametrize(
    "given",
    [
        None,
        1,
        "proof",
        [],
        {},
        {"digest": 1},
        float("nan"),
        {"a": {1: 2}},
        [[[]]] * 3,
        {"schema_version": 1.0},
        object(),
    ],
)
def test_anything_else_is_no_proof(given: object) -> None:
    """Never an exception, whatever is handed over."""
    checked = plan().check_proof(given)
    assert {fault.code for fault in checked.faults} == {"CR601"}
    assert checked.accepted is False


def test_what_nests_without_end_is_no_proof() -> None:
    """The checker does not follow it down."""
    endless: list[object] = []
    endless.append(endless)
    assert [fault.code for fault in plan().check_proof(endless).faults] == ["CR601"]


def eligible() -> Case:
    """Somebody who is eligible by facts of the office and by attestations with documents; no list is needed."""
    cases = (case for case in shipped_cases(2024) if case.dossier.id == "cb-01")
    return next(case for case in cases if case.verdict.proof()["proof"] == "reason")


def change(at: tuple[Any, ...], value: object) -> Callable[[Proof], Proof]:
    """The proof with one value replaced, and a digest that fits."""

    def changed(proof: Proof) -> Proof:
        copied: Any = json.loads(json.dumps(proof))
        holder = copied
        for step in at[:-1]:
            holder = holder[step]
        holder[at[-1]] = value
        return sealed(copied)

    return changed


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("CR603", change(("rulebook",), "so-noi-vu/ke-hoach")),
        ("CR604", change(("rules_digest",), "sha256:" + "0" * 64)),
        ("CR605", change(("award",), "bang-khen")),
        ("CR605", change(("year",), 2021)),
        ("CR605", change(("year",), None)),
        ("CR605", change(("cycle",), "period")),
        ("CR605", change(("kind",), "division")),
        ("CR605", change(("outcome",), "not_eligible")),
        ("CR605", change(("as_of",), "2025-02-30")),
        ("CR605", change(("readings",), {})),
        ("CR605", change(("readings", "index-binding"), "neither")),
        ("CR601", change(("language",), 2)),
        ("CR601", change(("schema_version",), 2)),
        ("CR601", change(("evidence", "name"), "Nguyễn Văn A")),
        ("CR601", change(("evidence", "facts", "remark"), {"value": "kín"})),
        ("CR606", change(("evidence", "facts", "staff_category"), "nobody")),
        ("CR607", change(("evidence", "id"), "cb-99")),
        ("CR613", change(("evidence", "entities", "office", "ttt", "par_rank", "2024"), 4)),
        ("CR613", change(("evidence", "facts", "typical_in_par", "2024", "date"), "2025-01-09")),
        ("CR613", change(("evidence", "documents", "bb-01", "number"), "13/BB")),
        ("CR609", change(("evidence", "entities", "office", "ttt", "par_rank", "2024"), 9)),
    ],
)
def test_a_proof_of_something_else_is_refused(code: str, changed: Callable[[Proof], Proof]) -> None:
    """Each by the code that says what is wrong."""
    case = eligible()
    assert refusals(case, changed(case.verdict.proof()))[:1] == [code]


def test_a_proof_of_somebody_else_is_refused() -> None:
    """The dossier has to be that of the candidate, of its kind, by the same rules."""
    one, other = eligible(), next(case for case in shipped_cases(2024) if case.dossier.id == "cb-02")
    assert [fault.code for fault in one.checker.check(one.verdict.proof(), other.dossier).faults] == ["CR613"]
    foreign = evolve(one.dossier, rulebook="so-noi-vu/ke-hoach")
    assert [fault.code for fault in one.checker.check(one.verdict.proof(), foreign).faults] == ["CR603"]


def test_an_unresolved_proof_claims_nothing() -> None:
    """Past the budget there is no evidence; only a dossier that is decided contradicts it."""
    case = next(case for case in shipped_cases(2024) if case.verdict.proof()["proof"] == "completions")
    (proof,) = evolve(case.verdict, exact=False).proofs()
    assert (proof["proof"], proof["evidence"], proof["completions"]) == ("unresolved", None, None)
    assert refusals(case, proof) == []
    assert case.checker.check(proof).claims is False
    decided_case = eligible()
    about = sealed({**decided_case.verdict.proof(), "proof": "unresolved", "outcome": "undetermined", "evidence": None})
    assert refusals(decided_case, about) == ["CR614"]
    assert case.checker.check(proof).accepted is True


@pytest.mark.parametrize("changed", [{"outcome": "not_eligible"}, {"proof": "unresolved"}])
def test_a_proof_that_is_refused_claims_nothing(changed: Proof) -> None:
    """Whatever it says, and whyever it is refused; one that is accepted does."""
    case = eligible()
    good, bad = case.checker.check(case.verdict.proof()), case.checker.check({**case.verdict.proof(), **changed})
    assert (good.accepted, good.claims) == (True, True)
    assert (bad.accepted, bad.claims) == (False, False)


def test_a_checker_without_budget_says_so() -> None:
    """What it cannot decide it does not accept."""
    case = next(case for case in shipped_cases(2024) if case.verdict.proof()["proof"] == "completions")
    poor = Checker(plan().rulebook, plan().digest, steps=0)
    assert [fault.code for fault in poor.check(case.verdict.proof()).faults] == ["CR608"]


def test_grounds_that_are_not_minimal_are_made_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it was too much to find out what can be left out, each piece is tried when the proof is written."""

    def everything(trace: Trace, snapshot: Snapshot) -> Grounds:
        units = units_of(snapshot)
        return Grounds(trace.truth, (Ground(units, ((),) * len(units), ""),), minimal=False)

    cases = [random_case(seed, "reference") for seed in range(30)]
    monkeypatch.setattr("cchc_rules.explain.proof.grounds_of", everything)
    assert [code for case in cases for proof in case.verdict.proofs() for code in refusals(case, proof)] == []


@pytest.mark.parametrize(
    ("part", "item"),
    [
        ("facts", {"fact": "office.area", "year": 2024, "value": 1}),
        ("facts", {"fact": "staff_category", "year": 2024, "value": "employee"}),
        ("facts", {"fact": "staff_category", "year": None, "value": "employee"}),
        ("facts", {"fact": "office.sipas", "year": 2024, "value": "ninety"}),
        ("facts", {"fact": "office.sipas", "year": 2024, "value": 90}),
        ("facts", {"fact": "office.sipas", "year": 2024, "value": "90.0001"}),
        ("facts", {"fact": "office.sipas", "year": 2024, "value": "1e999999999"}),
        ("facts", {"fact": "office.par_rank", "year": 2024, "value": 0}),
        ("fields", {"list": "prizes", "record": 1, "field": "site", "value": "other"}),
        ("fields", {"list": "articles", "record": 1, "field": "site", "value": "other"}),
        ("records", {"list": "prizes", "record": {}, "times": 1}),
        ("records", {"list": "articles", "record": {"title": "A"}, "times": 1}),
        ("records", {"list": "articles", "record": {"posted_on": "2024-02-30"}, "times": 1}),
        ("closed", "prizes"),
    ],
)
def test_what_no_completion_can_add(part: str, item: object) -> None:
    """What the award does not read, what is known, what is no value: told at its place."""
    dossier = plan().dossier({"id": "a", "kind": "individual", "as_of": "2025-01-20"})
    award = plan().award("giay-khen-ca-nhan-hang-nam")
    proof: Any = award.evaluate(dossier, year=2024, as_of=dossier.as_of).proof()
    proof["completions"][0][part].append(item)
    (fault,) = plan().check_proof(sealed(proof)).faults
    assert (fault.code, fault.pointer[:3]) == ("CR611", ("completions", 0, part))


class TestInjectedFaults:
    """A library that proves badly is caught; each fault beside a control without it."""

    def proofs_refused(self) -> set[str]:
        """The codes with which the proofs of some random cases are refused."""
        cases = [random_case(seed, "reference") for seed in range(60)]
        return {code for case in cases for proof in case.verdict.proofs() for code in refusals(case, proof)}

    def test_control(self) -> None:
        """Without a fault none is refused."""
        assert self.proofs_refused() == set()

    def test_completeness_forgotten(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A blocker that leaves out that a list lacks nothing does not follow."""

        def forgetful(snapshot: Any, read: Any, kept: Any = None) -> Any:
            units = kept and frozenset(u for u in kept if not isinstance(u, Completeness))
            return reduced(snapshot, read, units)

        monkeypatch.setattr("cchc_rules.explain.proof.reduced", forgetful)
        assert "CR609" in self.proofs_refused()

    def test_minimisation_skipped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All evidence in the place of what is needed."""
        monkeypatch.setattr(
            "cchc_rules.explain.proof.reduced", lambda snapshot, read, kept=None: reduced(snapshot, read)
        )
        assert self.proofs_refused() == {"CR610"}

    def test_blank_records_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Records that nothing needs are superfluous too."""
        monkeypatch.setattr("cchc_rules.explain.proof.fewest_records", lambda snapshot, core, truth: snapshot)
        assert self.proofs_refused() == {"CR610"}

    def test_completions_swapped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The way to "not eligible" told as the way to "eligible"."""
        real = nearest.completions
        monkeypatch.setattr(nearest, "completions", lambda decider, core: (real(decider, core) or ())[::-1])
        assert self.proofs_refused() == {"CR612"}

    def test_a_checker_that_skips_minimality_is_seen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The tests above depend on it: without it they would be silent."""
        monkeypatch.setattr(
            "cchc_rules.explain.proof.reduced", lambda snapshot, read, kept=None: reduced(snapshot, read)
        )
        monkeypatch.setattr("cchc_rules.explain.checker.units_of", lambda snapshot: ())
        assert self.proofs_refused() <= {"CR610"}
