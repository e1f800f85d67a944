"""A short sentence says which records were looked at and do not count, so that nobody takes them for overlooked."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from explain.proof_cases import plan

DAY = datetime.date(2025, 1, 20)
AWARD = plan().award("giay-khen-ca-nhan-hang-nam")


def said(**lists: list[dict[str, Any]]) -> tuple[str, str]:
    """The short sentences about somebody with these records, in both languages."""
    dossier = plan().dossier(
        {"id": "a", "kind": "individual", "as_of": "2025-01-20", "lists": {"articles": [], "initiatives": [], **lists}}
    )
    sentence = AWARD.evaluate(dossier, year=2024, as_of=DAY).why.sentence
    return sentence.vi, sentence.in_lang("en")


def article(column: str, **more: str) -> dict[str, Any]:
    """One posted in 2024 on the agency's site."""
    return {"title": "T", "posted_on": "2024-03-01", "site": "agency_portal", "column": column, **more}


def titled(*articles: dict[str, Any]) -> list[dict[str, Any]]:
    """Each by another title."""
    return [{**one, "title": f"T{number}"} for number, one in enumerate(articles)]


def test_an_initiative_that_was_judged_and_does_not_count() -> None:
    """One that is there is not told as none at all."""
    judged = {"value": False, "capacity": "chief_inspector", "date": "2025-01-10"}
    vi, en = said(initiatives=[{"title": "Sổ tay", "applied_on": "2024-04-10", "effective": judged}])
    assert (
        "không có (mục 1 không được tính: được đánh giá có hiệu quả thiết thực về CCHC: không; danh sách đầy đủ" in vi
    )
    assert "none (item 1 does not count: judged to have a real effect on PAR: no; the list is complete up to" in en


@pytest.mark.parametrize(
    ("articles", "vi", "en"),
    [
        (
            [article("cchc"), article("other"), article("other", site="other")],
            "có 01/03 (mục 2 không được tính: chuyên mục: chuyên mục khác; mục 3 không được tính: nơi đăng: nơi khác, "
            "chuyên mục: chuyên mục khác; danh sách",
            "1 of 3 (item 2 does not count: column: another column; item 3 does not count: where posted: elsewhere, "
            "column: another column; the list",
        ),
        (
            [article("other")] * 3,
            "không có (mục 1, 2, 3 không được tính: chuyên mục",
            "none (items 1, 2, 3 do not count: column",
        ),
        (
            [article("other")] * 4,
            "không có (04 mục không được tính: chuyên mục",
            "none (4 items do not count: column",
        ),
        ([article("cchc", posted_on="2023-03-01")], "không có (danh sách", "none (the list"),
    ],
)
def test_records_of_one_reason_are_told_together(articles: list[dict[str, Any]], vi: str, en: str) -> None:
    """A few by their numbers, many by how many they are; of other years nothing is told."""
    sentences = said(articles=titled(*articles))
    assert vi in sentences[0]
    assert en in sentences[1]
