"""What hangs on the plan's readings, derived by hand from its criteria before the engine was asked."""

from __future__ import annotations

import datetime
from typing import Any

from checkout import ROOT

from cchc_rules import LoadedRulebook, Outcome, ReadingToAsk, Verdict, rank_readings, shipped_rulebook
from cchc_rules.model.asking import OtherOption, Turned
from cchc_rules.model.verdict import JointFlip

ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED
ANNUAL, PERIOD = "giay-khen-ca-nhan-hang-nam", "giay-khen-ca-nhan-giai-doan"


def plan() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


def attested(value: bool = True) -> dict[str, Any]:
    """A judgement of the Chief Inspector."""
    return {"value": value, "capacity": "chief_inspector", "date": "2025-12-31"}


def evaluated(award: str, facts: dict[str, Any], **more: Any) -> Verdict:
    """The verdict on one individual, as of the first days of 2026."""
    book = plan()
    dossier = book.dossier({"id": "cb", "kind": "individual", "as_of": "2026-01-10", "facts": facts, **more})
    year = 2024 if award == ANNUAL else None
    return book.award(award).evaluate(dossier, year=year, as_of=datetime.date(2026, 1, 10)).with_robustness()


def article(month: int) -> dict[str, str]:
    """A news item of 2024 in the right place."""
    day = f"2024-{month:02}-10"
    return {"title": str(month), "posted_on": day, "written_on": day, "site": "agency_portal", "column": "cchc"}


def test_an_employee_who_is_no_active_writer() -> None:
    """Two things stand in the way, each by one reading: who may be considered, and whether the count shows activity."""
    facts = {
        "staff_category": "employee",
        "typical_in_par": {2024: attested()},
        "exemplary_conduct": {2024: attested()},
        "in_charge_of_par": {2024: attested(False)},
        "excellent_advice": {2024: attested()},
        "active_writer": {2024: attested(False)},
    }
    lists = {"articles": [article(month) for month in (3, 6, 9)], "initiatives": []}
    verdict = evaluated(ANNUAL, facts, lists=lists)
    assert verdict.outcome is NOT_ELIGIBLE
    known = verdict.robustness_known()
    assert (known.outcomes, known.flips) == ((ELIGIBLE, NOT_ELIGIBLE), ())
    changes = (("active-writing", "shown-by-count"), ("recipient-scope", "all-staff"))
    assert known.joint_flips == (JointFlip(changes=changes, outcome=ELIGIBLE),)


def test_rank_and_indices_in_different_years() -> None:
    """Rank in 2022 and 2023, SIPAS in 2024 and 2025, PAR just below the floor there: apart, and one index or rounding.

    Of the ways with two readings "either" comes before "two-decimals", and of the two ways to be apart "each-apart" first.
    """
    years = {2021: (9, 80, 80), 2022: (3, 80, 80), 2023: (4, 80, 80), 2024: (8, 89.995, 95), 2025: (7, 89.995, 95)}
    office = {
        "par_rank": {year: rank for year, (rank, _, _) in years.items()},
        "par_index": {year: par for year, (_, par, _) in years.items()},
        "sipas": {year: sipas for year, (_, _, sipas) in years.items()},
    }
    facts = {
        "staff_category": "civil_servant",
        "typical_in_par_period": attested(),
        "exemplary_conduct_period": attested(),
        "in_charge_of_par": {year: attested() for year in years},
        "excellent_advice_period": attested(False),
    }
    lists: dict[str, list[object]] = {"articles": [], "innovations": []}
    verdict = evaluated(PERIOD, facts, lists=lists, office="ttt", entities={"office": {"ttt": office}})
    assert verdict.outcome is NOT_ELIGIBLE
    known = verdict.robustness_known()
    assert (known.outcomes, known.flips) == ((ELIGIBLE, NOT_ELIGIBLE), ())
    changes = (("index-binding", "either"), ("same-years", "each-apart"))
    assert known.joint_flips == (JointFlip(changes=changes, outcome=ELIGIBLE),)


def annual_verdicts() -> list[Verdict]:
    """All verdicts on the annual example file, award by award."""
    book = plan()
    dossiers = book.load_dossiers(ROOT / "examples/nam-2024.yaml")
    awards = [award for award in book.awards if award.annual]
    batches = [award.evaluate_many(dossiers, year=dossiers.award_year, as_of=dossiers.as_of) for award in awards]
    return [verdict for batch in batches for verdict in batch.verdicts]


def test_what_to_ask_first_for_2024() -> None:
    """Whether one index is enough decides three people, every other open reading one."""
    asked = rank_readings(annual_verdicts())
    first = asked[0]
    assert (first.reading, first.option, first.confirmed_by) == ("index-binding", "both", None)
    assert first.clauses == ("IV.3.2.1-1", "IV.3.2.2-1")
    assert first.decides == ("cb-02", "cb-18", "cb-23")
    turned = [("cb-02", NOT_ELIGIBLE), ("cb-18", UNDETERMINED), ("cb-23", NOT_ELIGIBLE)]
    verdicts = tuple(
        Turned(award=ANNUAL, candidate=candidate, outcome=outcome, becomes=ELIGIBLE) for candidate, outcome in turned
    )
    assert first.options == (OtherOption(option="either", verdicts=verdicts),)
    assert [(one.reading, one.decides) for one in asked[1:]] == [
        ("active-writing", ("cb-07",)),
        ("article-date", ("cb-06",)),
        ("first-place", ("pb-vp",)),
        ("index-rounding", ("cb-02",)),
        ("initiative-date", ("cb-09",)),
        ("initiative-effect", ("cb-11",)),
        ("initiative-year", ("cb-10",)),
        ("recipient-scope", ("cb-08",)),
    ]
    assert not any(one.joint for one in asked)


def test_the_order_of_the_verdicts_is_irrelevant() -> None:
    """But for the order in which candidates are named."""
    verdicts = [verdict.with_robustness() for verdict in annual_verdicts()]

    def by_id(one: ReadingToAsk) -> tuple[str, list[str], list[str]]:
        return one.reading, sorted(one.decides), [option.option for option in one.options]

    assert [by_id(one) for one in rank_readings(verdicts)] == [by_id(one) for one in rank_readings(verdicts[::-1])]
