"""The rulebook of the peer benchmark says what the benchmark's two rules say; neither engines nor the benchmark are needed."""

import random
import sys
from typing import Any

import pytest
from checkout import ROOT

sys.path.append(str(ROOT / "benchmarks"))

from peers.candidates import RULEBOOK, Rows, Verdicts
from peers.run import table

from cchc_rules import DossierError, Outcome, load_rulebook
from cchc_rules.engine.evaluation import ENGINES, Engine
from cchc_rules.engine.trace import Trace
from cchc_rules.model.truth import Truth

CANDIDATES = 500
RULES = ("annual_individual", "period_individual")


def annual_individual(facts: dict[str, Any]) -> bool:
    """IV.3.2.1 by hand."""
    judged, office = facts["attestations"], facts["office"]
    articles = [
        article
        for article in facts["articles"]
        if (article["outlet"], article["column"], article["year"]) == ("portal", "cchc", facts["award_year"])
    ]
    leading = office["par_rank"] <= 5 and office["par_index"] >= 90 and office["sipas"] >= 90
    standards = (
        facts["roles"]["leads_par_work"] and leading,
        judged["outstanding_advice"] and len(articles) >= 3,
        any(initiative["recognised"] and initiative["applied"] for initiative in facts["initiatives"]),
    )
    return facts["subject_kind"] == "civil_servant" and judged["exemplary"] and any(standards)


def period_individual(facts: dict[str, Any]) -> bool:
    """IV.3.2.2 by hand."""
    judged, period = facts["attestations"], range(2021, 2026)
    good_years = [
        year
        for year in facts["office_years"]
        if year["year"] in period and year["par_rank"] <= 5 and year["par_index"] >= 90 and year["sipas"] >= 90
    ]
    articles = [
        article
        for article in facts["articles"]
        if article["outlet"] == "portal" and article["column"] == "cchc" and article["year"] in period
    ]
    standards = (
        facts["roles"]["leads_par_work"] and len(good_years) >= 2,
        judged["outstanding_advice_period"] and len(articles) >= 6,
        any(all(one[quality] for quality in ("novel", "practical", "replicable")) for one in facts["initiatives"]),
    )
    return facts["subject_kind"] == "civil_servant" and judged["exemplary"] and any(standards)


BY_HAND = {"annual_individual": annual_individual, "period_individual": period_individual}


def candidate(chance: random.Random) -> dict[str, Any]:
    """Complete facts of the benchmark's shape, thick at the boundaries: of rank, of 90 per cent, of three and six articles."""

    def yes(share: float) -> bool:
        return chance.random() < share

    def office() -> dict[str, Any]:
        par_index, sipas = (chance.choice((89.99, 90, 90.0, 90.01, 95.25)) for _ in range(2))
        return {"par_rank": chance.randint(3, 7), "par_index": par_index, "sipas": sipas}

    award_year = chance.choice((2022, 2023, 2024, 2025))
    qualities = {"recognised": 0.3, "applied": 0.3, "novel": 0.4, "practical": 0.4, "replicable": 0.4}
    return {
        "id": f"c-{chance.randrange(10**6)}",
        "subject_kind": "civil_servant" if yes(0.85) else "contract_worker",
        "award_year": award_year,
        "attestations": {
            "exemplary": yes(0.9),
            "outstanding_advice": yes(0.6),
            "outstanding_advice_period": yes(0.6),
        },
        "roles": {"leads_par_work": yes(0.5)},
        "office": office(),
        "office_years": [{"year": year, **office()} for year in range(2020, 2026)],
        "articles": [
            {
                "outlet": "portal" if yes(0.85) else chance.choice(("newspaper", "radio", "social")),
                "column": "cchc" if yes(0.85) else chance.choice(("inspection", "party", "events")),
                "year": award_year if yes(0.6) else award_year - chance.choice((1, 2)),
            }
            for _ in range(chance.randint(0, 10))
        ],
        "initiatives": [{name: yes(share) for name, share in qualities.items()} for _ in range(chance.randint(0, 2))],
    }


def many() -> list[dict[str, Any]]:
    """The same 500 candidates every time."""
    chance = random.Random(20260131)
    return [candidate(chance) for _ in range(CANDIDATES)]


def without(facts: dict[str, Any], *path: str) -> dict[str, Any]:
    """The facts but one."""
    if len(path) == 1:
        return {key: value for key, value in facts.items() if key != path[0]}
    return {**facts, path[0]: without(facts[path[0]], *path[1:])}


LEADING: dict[str, Any] = {
    "id": "c-1",
    "subject_kind": "civil_servant",
    "award_year": 2023,
    "attestations": {"exemplary": True, "outstanding_advice": True, "outstanding_advice_period": True},
    "roles": {"leads_par_work": True},
    "office": {"par_rank": 3, "par_index": 95.0, "sipas": 95.0},
    "office_years": [],
    "articles": [],
    "initiatives": [],
}
ARTICLE = {"outlet": "portal", "column": "cchc", "year": 2023}
APPLIED = {"recognised": True, "applied": True, "novel": True, "practical": True, "replicable": True}


def test_the_rulebook_has_no_diagnostics() -> None:
    """It is checked like any other, and its awards bear the names of the benchmark's rules."""
    book = load_rulebook(RULEBOOK)
    assert book.warnings == ()
    assert {award.id for award in book.awards} == set(RULES) == set(BY_HAND)


@pytest.mark.parametrize("rule", RULES)
def test_the_candidates_are_of_both_kinds(rule: str) -> None:
    """Agreement would say little if nearly all of them were eligible, or nearly none."""
    eligible = sum(BY_HAND[rule](facts) for facts in many())
    assert 100 <= eligible <= 400


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rule", RULES)
def test_verdicts_are_those_by_hand(rule: str, engine: Engine) -> None:
    """Complete facts are decided as a programmer would decide them."""
    asked = Verdicts(rule, engine)
    for facts in many():
        expected = Outcome.ELIGIBLE if BY_HAND[rule](facts) else Outcome.NOT_ELIGIBLE
        assert asked.verdict(asked.prepare(facts)).outcome is expected, facts


@pytest.mark.parametrize("rule", RULES)
def test_rows_are_decided_like_dossiers(rule: str) -> None:
    """What is measured below the public face answers the same question, and traces it to the same answer."""
    rows = Rows(rule)
    for facts in many():
        loaded = rows.prepare(facts)
        trace: Trace = rows.trace(loaded)
        expected = BY_HAND[rule](facts)
        assert rows.outcome(loaded) is (Outcome.ELIGIBLE if expected else Outcome.NOT_ELIGIBLE), facts
        assert trace.truth is Truth.of(expected), facts


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (without(LEADING, "office", "sipas"), Outcome.UNDETERMINED),
        ({**LEADING, "office": {**LEADING["office"], "sipas": None}}, Outcome.UNDETERMINED),
        (without({**LEADING, "initiatives": [APPLIED]}, "office", "sipas"), Outcome.ELIGIBLE),
        (without(LEADING, "office"), Outcome.UNDETERMINED),
        (without(without(LEADING, "office"), "articles"), Outcome.UNDETERMINED),
        (
            {**LEADING, "roles": {"leads_par_work": False}, "articles": [ARTICLE, ARTICLE, without(ARTICLE, "column")]},
            Outcome.UNDETERMINED,
        ),
        (
            {**LEADING, "roles": {"leads_par_work": False}, "articles": [ARTICLE, ARTICLE, without(ARTICLE, "year")]},
            Outcome.UNDETERMINED,
        ),
        (without({**LEADING, "roles": {"leads_par_work": False}}, "articles"), Outcome.UNDETERMINED),
        ({**LEADING, "roles": {"leads_par_work": False}}, Outcome.NOT_ELIGIBLE),
    ],
    ids=[
        "a fact is absent",
        "a fact is null",
        "a fact is absent, another standard is met",
        "a group is absent",
        "a group and a list are absent",
        "a field is absent",
        "a year is absent",
        "a list is absent",
        "an empty list is complete",
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_absent_is_unknown(facts: dict[str, Any], outcome: Outcome, engine: Engine) -> None:
    """Nothing is filled in on the way from facts to a dossier, for the whole and for rows."""
    asked, rows = Verdicts("annual_individual", engine), Rows("annual_individual")
    assert asked.verdict(asked.prepare(facts)).outcome is outcome
    assert rows.outcome(rows.prepare(facts)) is outcome


def test_an_absent_group_is_missing_fact_by_fact() -> None:
    """Each of its facts is named, and nothing else."""
    asked = Verdicts("annual_individual")
    verdict = asked.verdict(asked.prepare(without(LEADING, "office")))
    missing = [(unknown.fact, unknown.reason) for unknown in verdict.unknown]
    assert missing == [(f"office.{fact}", "not_given") for fact in ("par_rank", "par_index", "sipas")]


def test_a_text_is_no_number() -> None:
    """A rank that is a text is refused."""
    facts = {**LEADING, "office": {"par_rank": "3", "par_index": 95.0, "sipas": 95.0}}
    with pytest.raises(DossierError, match="CR523"):
        Verdicts("annual_individual").prepare(facts)


def test_the_table_ranks_what_was_measured() -> None:
    """The quickest first; engines that failed have no row, and every verdict that differs is counted."""
    results = {
        "_machine": {"cores": 2},
        "broken": {"name": "broken", "error": "ImportError"},
        "slow": {
            "name": "slow",
            "version": "2.0",
            "verdict": {"ratio": 1234.5},
            "trace": {"ratio": 0.123},
            "mismatches": {"annual_individual": {"verdict": 1, "trace": 2}, "period_individual": {"verdict": 3}},
            "probes": {"absent": "KeyError"},
        },
        "quick": {
            "name": "quick",
            "version": "1.0",
            "verdict": {"ratio": 2.345},
            "prepared": {"ratio": 1.0},
            "batch_prepared": {"ratio": 12.34},
            "mismatches": {"annual_individual": {"verdict": 0}},
            "probes": {"absent": "a | b"},
        },
    }
    assert table(results)[2:] == [
        "| quick | 1.0 | 2.3 | 1.0 | – | 12 | 0 | a / b |",
        "| slow | 2.0 | 1,234 | – | 0.1 | – | 6 | KeyError |",
    ]
