"""Paths under the shipped plan, written down from its text and its vocabulary before the engine was asked."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from cchc_rules import Verdict, html_candidate, render, shipped_rulebook
from cchc_rules.model.why import Path
from cchc_rules.resources import schema_text

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
ANNUAL, PERIOD = "giay-khen-ca-nhan-hang-nam", "giay-khen-ca-nhan-giai-doan"
STANDARDS = f"{ANNUAL}/one-standard"
JUNE, JANUARY = datetime.date(2024, 6, 20), datetime.date(2025, 1, 20)
YEAR_END = datetime.date(2024, 12, 31)


def attested(value: bool, day: str = "2024-06-10") -> dict[str, Any]:
    """What the Chief Inspector says."""
    return {"value": value, "capacity": "chief_inspector", "date": day}


def dossier(as_of: datetime.date, **changes: Any) -> dict[str, Any]:
    """A civil servant who is not in charge of PAR, advises well, has one posting and no initiative."""
    facts: dict[str, Any] = {
        "staff_category": "civil_servant",
        **{
            name: {2024: attested(True)}
            for name in ("typical_in_par", "exemplary_conduct", "excellent_advice", "active_writer")
        },
        "in_charge_of_par": {2024: attested(False)},
    }
    post = {
        "title": "Một",
        "posted_on": "2024-03-01",
        "written_on": "2024-03-01",
        "site": "agency_portal",
        "column": "cchc",
    }
    return {
        "id": "cb",
        "kind": "individual",
        "as_of": as_of.isoformat(),
        "facts": {**facts, **changes.pop("facts", {})},
        "lists": {"articles": [post], "initiatives": [], **changes.pop("lists", {})},
        **changes,
    }


def ways(given: dict[str, Any], award: str = ANNUAL, as_of: datetime.date | None = None) -> dict[str | None, Path]:
    """The paths by alternative."""
    book = shipped_rulebook(PLAN)
    made = book.dossier(given)
    year = 2024 if award == ANNUAL else None
    verdict = book.award(award).evaluate(made, year=year, as_of=as_of or made.as_of)
    return {path.alternative and path.alternative.rpartition("/")[2]: path for path in verdict.why.paths}


def kinds(path: Path) -> list[tuple[str, str | None, int]]:
    """What has to be done: the kind of step, the fact or list, how often."""
    assert path.steps is not None
    return [(step.kind, step.fact or step.list, step.times) for step in path.steps]


def obstacles(path: Path) -> list[tuple[str, str | None, datetime.date | None]]:
    """What stands in the way."""
    assert path.steps is None
    assert path.fewest
    return [(one.code, one.fact or one.list, one.closed_on) for one in path.obstacles]


def test_in_june_two_more_postings_will_do() -> None:
    """IV.3.2.1-2 asks for three in the year; the year runs until 31/12, and a posting of the day itself is known already."""
    found = ways(dossier(JUNE))
    path = found["communicator"]
    assert kinds(path) == [("add", "articles", 2)]
    assert (path.date, path.until) == (datetime.date(2024, 6, 21), YEAR_END)
    (step,) = path.steps or ()
    assert {wanted.field: wanted.value.value for wanted in step.fields} == {
        "posted_on": "2024-06-21",
        "site": "agency_portal",
        "column": "cchc",
    }
    assert step.text.vi == (
        "thêm 02 tin, bài về CCHC được đăng: ngày đăng: từ ngày 21/6/2024 đến hết ngày 31/12/2024, "
        "nơi đăng: Trang thông tin điện tử Thanh tra tỉnh, chuyên mục: chuyên mục cải cách hành chính"
    )


def test_in_june_one_initiative_will_do() -> None:
    """IV.3.2.1-3: applied in the year, and recognised, applied and effective by the word of those entitled to."""
    path = ways(dossier(JUNE))["initiative"]
    assert kinds(path) == [("add", "initiatives", 1)]
    assert (path.date, path.until) == (datetime.date(2024, 6, 21), YEAR_END)
    (step,) = path.steps or ()
    assert step.attested_by == ("chief_inspector", "provincial_chairman", "head_of_division")
    assert [wanted.field for wanted in step.fields] == ["applied_on", "recognised", "applied", "effective"]


def test_who_is_not_in_charge_stays_so() -> None:
    """IV.3.2.1-1: a judgement over a year that the vocabulary lets nobody change."""
    path = ways(dossier(JUNE))["leading-office"]
    assert obstacles(path)[0] == ("never_changes", "in_charge_of_par", None)


def test_a_closed_year_stays_closed() -> None:
    """In January the lists are complete beyond the year: nothing of 2024 can come about any more."""
    found = ways(dossier(JANUARY))
    assert obstacles(found["communicator"]) == [("window_over", "articles", YEAR_END)]
    assert obstacles(found["initiative"]) == [("window_over", "initiatives", YEAR_END)]


def test_a_list_that_may_lack_records_can_be_filled_up() -> None:
    """Advice is about what is to come as long as something can; later, postings that exist and are not in the dossier."""
    post = {"title": "Một", "posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}
    lists = {"articles": {"complete": False, "items": [post]}}
    june = ways(dossier(JUNE, lists=lists))["communicator"]
    assert kinds(june) == [("add", "articles", 2)]
    assert (june.date, june.until) == (datetime.date(2024, 6, 21), YEAR_END)
    january = ways(dossier(JANUARY, lists=lists))["communicator"]
    assert kinds(january) == [("find", "articles", 2)]
    assert (january.date, january.until) == (JANUARY, None)


def test_recognition_can_still_come_in_january() -> None:
    """An initiative applied in 2024: recognition changes at any time, its effect is only not attested yet."""
    given = {
        "title": "Sáng kiến",
        "applied_on": "2024-03-01",
        "recognised": attested(False),
        "applied": attested(True),
    }
    path = ways(dossier(JANUARY, lists={"initiatives": [given]}))["initiative"]
    assert kinds(path) == [("attest", "recognised", 1), ("attest", "effective", 1)]
    assert (path.date, path.until) == (datetime.date(2025, 1, 21), None)
    assert [step.text.vi for step in path.steps or ()] == [
        "cần xác nhận của Chánh Thanh tra tỉnh hoặc Chủ tịch UBND tỉnh: sáng kiến – mục 1: được công nhận",
        "cần xác nhận của Chánh Thanh tra tỉnh hoặc Chủ tịch UBND tỉnh: sáng kiến – mục 1: được đánh giá có hiệu quả "
        "thiết thực về CCHC",
    ]


def test_application_cannot_come_after_the_year() -> None:
    """`applied` changes within the year only, so in January an initiative that was not applied is no way any more."""
    given = {"title": "Sáng kiến", "applied_on": "2024-03-01", "recognised": attested(True), "applied": attested(False)}
    assert obstacles(ways(dossier(JANUARY, lists={"initiatives": [given]}))["initiative"]) == [
        ("window_over", "initiatives", YEAR_END)
    ]
    june = ways(dossier(JUNE, lists={"initiatives": [given]}))["initiative"]
    assert kinds(june) == [("add", "initiatives", 1)]


def test_what_has_nothing_to_do_with_alternatives_has_one_path() -> None:
    """Three postings make a standard; what is missing is the word on exemplary conduct."""
    posts = [
        {"title": title, "posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}
        for title in ("1", "2", "3")
    ]
    found = ways(dossier(JANUARY, facts={"exemplary_conduct": {}}, lists={"articles": posts}))
    assert list(found) == [None]
    assert kinds(found[None]) == [("attest", "exemplary_conduct", 1)]
    assert found[None].date == JANUARY


def test_an_employee_is_no_civil_servant() -> None:
    """The head of IV.3.2: nobody becomes a civil servant for an award."""
    found = ways(dossier(JUNE, facts={"staff_category": "employee"}))
    assert all(obstacles(path)[0] == ("never_changes", "staff_category", None) for path in found.values())


def test_what_will_be_known_can_become_nothing_else() -> None:
    """SIPAS is stated, known from February on, and below 90: waiting for it is no way."""
    sipas = {"value": 89, "known_from": "2025-02-10"}
    office = {"so": {"par_rank": {2024: 4}, "par_index": {2024: 92}, "sipas": {2024: sipas}}}
    given = dossier(
        JANUARY, facts={"in_charge_of_par": {2024: attested(True)}}, office="so", entities={"office": office}
    )
    assert [code for code, *_ in obstacles(ways(given)["leading-office"])] == ["no_better"]
    sipas["value"] = 95
    path = ways(given)["leading-office"]
    assert kinds(path) == [("supply", "office.sipas", 1)]
    assert path.date == datetime.date(2025, 2, 10)


def test_an_earlier_day_is_told_by_all_that_the_dossier_knows() -> None:
    """Advice is about the future: what the file knows of January counts, although June was asked about."""
    posts = [
        {"title": str(n), "posted_on": f"2024-{n:02}-01", "site": "agency_portal", "column": "cchc"} for n in (3, 5, 9)
    ]
    found = ways(dossier(JANUARY, lists={"articles": posts}), as_of=JUNE)
    assert list(found) == [None]  # by January the standard is met, so that no alternative is open
    assert kinds(found[None]) == []
    assert found[None].date == JANUARY


def test_the_period_award() -> None:
    """IV.3.2.2-2: six in the period 2021-2025; in June 2024 there is time until the end of 2025."""
    facts = {
        "staff_category": "civil_servant",
        **{
            f"{name}_period": attested(True)
            for name in ("typical_in_par", "exemplary_conduct", "excellent_advice", "active_writer")
        },
        "in_charge_of_par": {year: attested(False) for year in range(2021, 2026)},
    }
    given = {**dossier(JUNE), "facts": facts}
    given["lists"] = {**given["lists"], "innovations": []}
    found = ways(given, PERIOD)
    assert kinds(found["communicator"]) == [("add", "articles", 5)]
    assert (found["communicator"].date, found["communicator"].until) == (
        datetime.date(2024, 6, 21),
        datetime.date(2025, 12, 31),
    )
    assert kinds(found["innovation"]) == [("add", "innovations", 1)]
    assert {code for code, *_ in obstacles(found["leading-office"])} == {"never_changes"}


@pytest.mark.parametrize(
    ("sipas", "vi", "en", "instead"),
    [
        (
            {},
            "năm 2022 hoặc 2023: cần từ 90% trở lên (chưa có trong hồ sơ)",
            "2022 or 2023: needed: at least 90% (not in the dossier)",
            [(2023, JANUARY)],
        ),
        (
            {2023: {"value": 95, "known_from": "2025-02-10"}},
            "năm 2022: cần từ 90% trở lên (chưa có trong hồ sơ); hoặc "
            "Chỉ số SIPAS của cơ quan (cơ quan: so), năm 2023: đã có, 95%; được tính từ ngày 10/02/2025",
            "2022: needed: at least 90% (not in the dossier); or "
            "SIPAS of the agency (agency: so), 2023: stated already, 95%; it counts from 2025-02-10 on",
            [(2023, datetime.date(2025, 2, 10))],
        ),
        (
            {2023: 89},
            "năm 2022: cần từ 90% trở lên (chưa có trong hồ sơ)",
            "2022: needed: at least 90% (not in the dossier)",
            [],
        ),
    ],
)
def test_another_year_that_would_do_as_well_is_told(
    sipas: dict[int, Any], vi: str, en: str, instead: list[tuple[int, datetime.date]]
) -> None:
    """IV.3.2.2-1 asks for two years: one is there, of two others only SIPAS is missing, of which one is enough."""
    facts = {
        "staff_category": "civil_servant",
        **{f"{name}_period": attested(True) for name in ("typical_in_par", "exemplary_conduct")},
        "in_charge_of_par": {year: attested(True) for year in range(2021, 2026)},
    }
    office = {
        "par_rank": {2021: 4, 2022: 3, 2023: 5, 2024: 9},
        "par_index": {2021: 92, 2022: 91, 2023: 90},
        "sipas": {2021: 93, **sipas},
    }
    given = {**dossier(JANUARY), "facts": facts, "office": "so", "entities": {"office": {"so": office}}}
    book = shipped_rulebook(PLAN)
    verdict = book.award(PERIOD).evaluate(book.dossier(given), as_of=JANUARY)
    path = verdict.why.paths[0]
    (step,) = path.steps or ()
    assert (step.year, path.date, path.until) == (2022, JANUARY, None)
    assert step.text.vi == f"Chỉ số SIPAS của cơ quan (cơ quan: so), {vi}"
    assert step.text.in_lang("en") == f"SIPAS of the agency (agency: so), {en}"
    assert [(other.year, other.earliest) for other in step.instead] == instead
    assert vi in " ".join(render(verdict, "vi").split())
    assert vi in html_candidate(verdict)
    told = verdict.to_dict()
    assert not list(Draft7Validator(json.loads(schema_text("verdict"))).iter_errors(told))
    assert Verdict.from_dict(told) == verdict


def test_an_award_of_another_document_has_no_path_here() -> None:
    """IV.2: the criteria are in Plan 24 of the province."""
    book = shipped_rulebook(PLAN)
    made = book.dossier(dossier(JANUARY))
    (path,) = book.award("bang-khen-hang-nam").evaluate(made, year=2024, as_of=JANUARY).why.paths
    assert [code for code, *_ in obstacles(path)] == ["external"]


def test_what_stands_in_every_way_is_told_once() -> None:
    """An employee is not considered, under any standard; what else is over for each standard follows."""
    book = shipped_rulebook(PLAN)
    given = book.dossier(dossier(JANUARY, facts={"staff_category": "employee"}))
    verdict = book.award(ANNUAL).evaluate(given, year=2024, as_of=JANUARY)
    assert len(verdict.why.paths) == 3
    for lang, lead, once in (
        ("vi", "theo tiêu chuẩn nào cũng vậy: không có cách nào theo bộ tiêu chuẩn", "diện nhân sự: người lao động"),
        ("en", "under any standard: no way by the rulebook", "staff category: employee"),
    ):
        text = render(verdict, lang)  # type: ignore[arg-type]  # one of the two
        told = " ".join(text.partition("Để đủ điều kiện xét" if lang == "vi" else "What leads to")[2].split())
        assert told.index(lead) < told.index(once)
        assert told.count(once) == 1
    assert html_candidate(verdict).count("theo tiêu chuẩn nào cũng vậy") == 1
