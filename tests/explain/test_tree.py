"""Explanations never contradict the verdict that they explain."""

from __future__ import annotations

import datetime
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import evolve
from laws import small
from laws.small import KIND

from cchc_rules import shipped_rulebook
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.engine.trace import reference_trace
from cchc_rules.explain import wording
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.relevance import Mattering
from cchc_rules.explain.tree import Explainer
from cchc_rules.explain.wording import Wording
from cchc_rules.explain.words import EVERY_WAY
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Claim, Document, Dossier, RecordList
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth
from cchc_rules.report.page import Page
from cchc_rules.report.tree import tree
from cchc_rules.text import same

EXAMPLES = Path(__file__).parents[2] / "examples"
AS_OF = datetime.date(2025, 1, 10)


def small_award(criteria: p.Predicate) -> Award:
    """An annual award that consists of these criteria."""
    return Award(id="award", title=same("award"), recipient=(KIND,), cycle="annual", clauses=("I",), criteria=criteria)


def explained(criteria: p.Predicate) -> Explanation:
    """Criteria over a dossier that says nothing."""
    award = small_award(criteria)
    rulebook = small.rulebook(award)
    dossier = Dossier(rulebook="test/small", id="me", kind=KIND, as_of=AS_OF, vocabulary=small.VOCABULARY)
    root = lower(rulebook, award, rulebook.default_readings(), 2024)
    decider = Decider(take_snapshot(dossier, AS_OF))
    return Explainer(rulebook, decider).explain(reference_trace(root, decider))


def colour(value: str) -> p.Predicate:
    """The colour is this one."""
    return p.FactIs(fact="colour", comparison=p.Comparison.IS, operands=(p.Literal(value),))


def test_what_only_all_completions_decide_is_told_as_certain() -> None:
    """Both colours at once are impossible: "possibly 2" beside "not met" would be a contradiction."""
    both = explained(p.Of(children=(colour("red"), colour("green")), bound=p.Bound(at_least=p.Literal(2))))
    assert both.truth is Truth.NOT_MET
    assert [child.truth for child in both.children] == [Truth.UNDETERMINED, Truth.UNDETERMINED]
    assert both.observed is not None
    assert (both.observed.certain, both.observed.possible) == (0, 0)
    assert both.observed.text == EVERY_WAY[Truth.NOT_MET]
    assert tree(Page("vi"), both)[0].endswith("điều kiện sau: dữ kiện còn thiếu thế nào cũng không đạt")


def test_what_is_open_is_told_as_possible() -> None:
    """One colour is."""
    one = explained(p.Of(children=(colour("red"), colour("green")), bound=p.Bound(at_least=p.Literal(1))))
    assert one.truth is Truth.UNDETERMINED
    assert one.observed is not None
    assert (one.observed.certain, one.observed.possible) == (0, 2)


def test_nothing_required_is_met() -> None:
    """`nothing` stands in the tree with words of its own."""
    root = explained(p.AllOf(children=(p.Nothing(), colour("red"))))
    assert root.children[0].truth is Truth.MET
    assert root.children[0].title.vi


def test_fields_that_cannot_matter_are_not_missing() -> None:
    """Both sites at once are impossible, so that naming one would settle nothing; the day would."""
    here, there = (
        p.FactIs(fact="site", comparison=p.Comparison.IS, operands=(p.Literal(site),)) for site in ("here", "there")
    )
    day = p.FactIs(fact="day", comparison=p.Comparison.BEFORE, operands=(p.Literal("2024-06-30"),))
    where = p.AnyOf(children=(p.AllOf(children=(here, there)), day))
    award = Award(
        id="award",
        title=same("award"),
        recipient=(KIND,),
        cycle="annual",
        clauses=("I",),
        criteria=p.Some(list="works", where=(where,), during=p.During(window="both")),
    )
    rulebook = small.rulebook(award)
    given = RecordList(records=(FrozenDict(),), cut_off=AS_OF)
    dossier = Dossier(
        rulebook="test/small",
        id="me",
        kind=KIND,
        as_of=AS_OF,
        vocabulary=small.VOCABULARY,
        lists=FrozenDict({"works": given}),
    )
    decider = Decider(take_snapshot(dossier, AS_OF))
    trace = reference_trace(lower(rulebook, award, rulebook.default_readings(), 2024), decider)
    assert [(fact.list, fact.fact) for fact in Mattering(Findings(rulebook), decider, trace).unknown()] == [
        ("works", "day")
    ]


def _otherwise_vouched(dossier: Dossier) -> Iterator[Dossier]:
    """The same values on other grounds: as they are, bare, by a document alone, by an attestation alone, since some day."""

    def alone(claim: Claim) -> Claim:
        attested = None if claim.attestation is None else evolve(claim.attestation, document=None)
        return evolve(claim, attestation=attested, document=None)

    changes: list[Callable[[Claim], Claim]] = [
        lambda claim: claim,
        lambda claim: evolve(claim, attestation=None, document=None),
        lambda claim: evolve(claim, attestation=None, document=Document(id="d", number="1/BC")),
        alone,
        lambda claim: evolve(claim, attestation=None, document=None, known_from=datetime.date(2020, 1, 1)),
    ]
    for change in changes:
        stated = {
            key: evolve(stated, claims=tuple(change(claim) for claim in stated.claims))
            for key, stated in dossier.facts.items()
        }
        yield evolve(dossier, facts=FrozenDict(stated))


@pytest.mark.parametrize("most", [2048, 3])
@pytest.mark.parametrize(
    ("file", "award", "number"),
    [("giai-doan-2021-2025", "giay-khen-ca-nhan-giai-doan", 25), ("nam-2024", "giay-khen-ca-nhan-hang-nam", 28)],
)
def test_what_is_remembered_of_other_dossiers_changes_nothing(
    file: str, award: str, number: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that was pickled before it was asked has no words yet, and comes to the same ones, however few are kept."""
    monkeypatch.setattr(wording, "_MOST_KEPT", most)
    plan = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    found, asked = plan.load_dossiers(EXAMPLES / f"{file}.yaml"), plan.award(award)
    dossiers = [dossier for dossier in found.dossiers if asked.applies_to(dossier)]
    assert len(dossiers) == number
    verdicts = [
        asked.evaluate(dossier, year=found.award_year, as_of=found.as_of, trust_bare_attestations=True)
        for dossier in [*(other for one in dossiers[:3] for other in _otherwise_vouched(one)), *dossiers[3:]]
    ]
    alone = [pickle.loads(pickle.dumps(verdict)).explanation for verdict in verdicts]
    assert [verdict.explanation for verdict in verdicts] == alone


def test_what_is_kept_twice_at_once_lends_its_id_to_nothing_else() -> None:
    """Two threads may explain the same at once; what the first kept is let go of by everybody else, but not by the words."""
    told = explained(colour("red"))
    words = Wording(small.rulebook(small_award(p.Nothing())))
    first, second = evolve(told), evolve(told)
    for kept in (first, second):
        words.keep(("the same",), kept)
    assert words.keeps([first, second])
    del first, kept
    others = [evolve(told, path=f"{number}") for number in range(1_000)]
    assert not any(words.keeps([other]) for other in others)
