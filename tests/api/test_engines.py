"""The engines behind the API: equal verdicts, worked out no earlier than they are read."""

from __future__ import annotations

import copy
import datetime
import gc
import json
import pickle
import tracemalloc
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from checkout import ROOT

from cchc_rules import Dossier, LoadedAward, LoadedRulebook, Outcome, UsageError, Verdict, shipped_rulebook
from cchc_rules.engine import compiled
from cchc_rules.engine.trace import Trace
from cchc_rules.explain.tree import Explainer
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.predicates import Nothing

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
FILES = ("nam-2024.yaml", "giai-doan-2021-2025.yaml")


@pytest.fixture(scope="module")
def plan() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook(PLAN)


def asked(plan: LoadedRulebook) -> Iterator[tuple[LoadedAward, Dossier, dict[str, Any]]]:
    """Every award of the plan with every example dossier that it is for."""
    for file in FILES:
        dossiers = plan.load_dossiers(ROOT / "examples" / file)
        for award in plan.awards:
            for dossier in dossiers.dossiers:
                if award.applies_to(dossier):
                    yield award, dossier, {"as_of": dossiers.as_of, "year": 2024 if award.annual else None}


def one(plan: LoadedRulebook) -> tuple[LoadedAward, Dossier, dict[str, Any]]:
    """One of them that is undetermined for several reasons, so that there is something to say of everything."""
    for award, dossier, question in asked(plan):
        if award.annual and len(award.evaluate(dossier, **question, engine="reference").unknown) > 2:
            return award, dossier, question
    raise AssertionError("no example lacks so much")


def test_engines_give_equal_verdicts(plan: LoadedRulebook) -> None:
    """On every example, explanation and missing facts included, with bare attestations trusted or not."""
    number = 0
    for award, dossier, question in asked(plan):
        for trust in (False, True):
            fast = award.evaluate(dossier, **question, trust_bare_attestations=trust)
            slow = award.evaluate(dossier, **question, trust_bare_attestations=trust, engine="reference")
            assert fast == slow
            assert fast.to_dict() == slow.to_dict()
            number += 1
    assert number > 300


def test_reference_engine_runs_no_generated_code(plan: LoadedRulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that forbids it loses speed only."""

    def refuse(*_: object) -> None:
        raise AssertionError("code was generated")

    monkeypatch.setattr(compiled, "generate", refuse)
    award, dossier, question = one(shipped_rulebook(PLAN))
    verdict = award.evaluate(dossier, **question, engine="reference")
    assert list(verdict.explanation.walk())
    with pytest.raises(AssertionError, match="code was generated"):
        award.evaluate(dossier, **question)


def test_nothing_is_explained_before_it_is_read(plan: LoadedRulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """And then once only."""
    award, dossier, question = one(plan)
    explained: list[object] = []
    explain = Explainer.explain

    def noted(self: Explainer, trace: Trace) -> Explanation:
        explained.append(trace)
        return explain(self, trace)

    monkeypatch.setattr(Explainer, "explain", noted)
    verdict = award.evaluate(dossier, **question)
    assert repr(verdict)
    assert not explained
    assert verdict.explanation is verdict.explanation
    assert len(explained) == len(list(verdict.explanation.walk())) - _records(verdict)
    assert verdict.unknown is verdict.unknown


def _records(verdict: Verdict) -> int:
    """Nodes that stand inside a list; they are explained by the list."""
    return sum("[" in node.path for node in verdict.explanation.walk())


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_verdicts_can_be_pickled_and_copied(plan: LoadedRulebook, engine: str) -> None:
    """They say the same afterwards, what had not been read included, and hold no generated code."""
    award, dossier, question = one(plan)
    for when in ("before", "after"):
        verdict = award.evaluate(dossier, **question, engine=engine)  # type: ignore[arg-type]  # one of the two
        if when == "after":
            assert list(verdict.explanation.walk())
        for other in (pickle.loads(pickle.dumps(verdict)), copy.deepcopy(verdict), copy.copy(verdict)):
            assert other == verdict
            assert hash(other) == hash(verdict)
            assert other.to_dict() == verdict.to_dict()
            assert other.with_robustness().robustness == verdict.with_robustness().robustness
        again = pickle.dumps(pickle.loads(pickle.dumps(verdict)))
        assert pickle.loads(again) == verdict


def test_verdict_differs_from_what_is_no_verdict(plan: LoadedRulebook) -> None:
    """Equality asks what is said; the name is a passenger."""
    award, dossier, question = one(plan)
    verdict = award.evaluate(dossier, **question)
    assert verdict != verdict.to_dict()
    assert verdict == Verdict.from_dict({**verdict.to_dict(), "name": "somebody else"})
    assert verdict != Verdict.from_dict({**verdict.to_dict(), "unknown": []})


def test_read_back_verdict_cannot_assess_itself(plan: LoadedRulebook) -> None:
    """It says so."""
    award, dossier, question = one(plan)
    told = Verdict.from_dict(award.evaluate(dossier, **question).to_dict())
    assert told.with_robustness().robustness is None
    with pytest.raises(LookupError, match="evaluate the dossier again"):
        _ = told.robust


def test_unknown_engine_is_refused(plan: LoadedRulebook) -> None:
    """With those that there are."""
    award, dossier, question = one(plan)
    with pytest.raises(UsageError, match="CR014"):
        award.evaluate(dossier, **question, engine="complied")  # type: ignore[arg-type]  # the fault
    with pytest.raises(UsageError, match="CR014"):
        award.evaluate_many([], **question, engine="")  # type: ignore[arg-type]  # the fault


def test_batch_question_is_checked_even_if_nobody_is_asked_about(plan: LoadedRulebook) -> None:
    """A wrong year must not pass because a file happens to be empty."""
    award = plan.award("giay-khen-ca-nhan-hang-nam")
    with pytest.raises(UsageError, match="CR008"):
        award.evaluate_many([], year=1999, as_of=plan.load_dossiers(ROOT / "examples" / FILES[0]).as_of)


def test_year_is_a_whole_number(plan: LoadedRulebook) -> None:
    """2024.0 equals 2024 and is no year."""
    award, dossier, question = one(plan)
    for year in (2024.0, "2024", True):
        with pytest.raises(UsageError, match="CR015"):
            award.evaluate(dossier, **{**question, "year": year})


@pytest.mark.parametrize("trust", ["false", 0, 1, None, "yes"])
def test_trust_is_said_by_a_boolean(plan: LoadedRulebook, trust: object) -> None:
    """A text from a form would be true, and turn "nobody vouched for it" into "yes"."""
    award, dossier, question = one(plan)
    with pytest.raises(UsageError, match="CR015"):
        award.evaluate(dossier, **question, trust_bare_attestations=trust)  # type: ignore[arg-type]  # the fault


def test_readings_are_a_mapping(plan: LoadedRulebook) -> None:
    """With texts as options."""
    award, dossier, question = one(plan)
    with pytest.raises(UsageError, match="CR015"):
        award.evaluate(dossier, **question, readings="both")  # type: ignore[arg-type]  # the fault
    with pytest.raises(UsageError, match="CR010"):
        award.evaluate(dossier, **question, readings={"index-binding": ["both"]})  # type: ignore[dict-item]  # the fault


def test_kept_verdict_is_small(plan: LoadedRulebook) -> None:
    """At most 1 kB beside the facts: it keeps the dossier that it was made from and no tree."""
    award, dossier, question = one(plan)
    award.evaluate(dossier, **question)
    tracemalloc.start()
    kept = [award.evaluate(dossier, **question) for _ in range(1_000)]
    size = tracemalloc.get_traced_memory()[0] / len(kept)
    tracemalloc.stop()
    assert 0 < size < 1_000


class Own(str):
    """A text of somebody's own class, as other libraries have."""


class Day(datetime.date):
    """A day of somebody's own class."""

    def isoformat(self) -> str:
        """Says something else."""
        return "some day"


def test_classes_of_the_caller_stay_with_the_caller(plan: LoadedRulebook) -> None:
    """What is remembered of a question serves the next caller too."""
    award, dossier, question = one(plan)
    day = question["as_of"]
    odd = {**question, "as_of": Day(day.year, day.month, day.day), "readings": {Own("index-binding"): Own("either")}}
    verdict = award.evaluate(dossier, **odd, engine=Own("compiled"))  # type: ignore[arg-type]  # equal to the literal
    plain = award.evaluate(dossier, **{**question, "readings": {"index-binding": "either"}})
    assert verdict.to_dict() == plain.to_dict()
    assert json.loads(json.dumps(verdict.to_dict())) == plain.to_dict()


def test_awards_with_one_id_are_two_awards(plan: LoadedRulebook) -> None:
    """A changed award must not be decided by the criteria of the one that it was made of, nor the other way round."""
    award, dossier, question = one(plan)
    lax = LoadedAward(book=award.book, award=evolve(award.award, criteria=Nothing()))
    assert lax != award
    assert [one.evaluate(dossier, **question).outcome for one in (award, lax, award, lax)] == [
        Outcome.UNDETERMINED,
        Outcome.ELIGIBLE,
        Outcome.UNDETERMINED,
        Outcome.ELIGIBLE,
    ]


def test_memory_of_questions_is_limited(plan: LoadedRulebook) -> None:
    """And goes with the rulebook."""
    book = pickle.loads(pickle.dumps(plan))
    award, dossier, question = one(book)
    for number in range(300):
        day = question["as_of"] + datetime.timedelta(number)
        chosen = {"index-binding": "either"} if number % 2 else None
        award.evaluate(dossier, **{**question, "as_of": day}, readings=chosen)
    assert len(book._memory._questions) <= 256
    gone = weakref.ref(book)
    del book, award
    gc.collect()
    assert gone() is None


def test_programs_are_limited(plan: LoadedRulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs are shared by days and made anew when there are too many."""
    monkeypatch.setattr("cchc_rules.question._MOST", 2)
    book = pickle.loads(pickle.dumps(plan))
    for award, dossier, question in list(asked(book))[::20]:
        award.evaluate(dossier, **question)
    assert len(book._memory._programs) <= 2
