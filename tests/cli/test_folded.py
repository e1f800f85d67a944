"""A line whose children are not shown does not promise them: no "sau" without what follows."""

from __future__ import annotations

import pytest
from cli.running import TRIAL, TRIAL_ANNUAL, Runner

from cchc_rules.engine.conditions import NumberCondition
from cchc_rules.explain.words import among_phrase, without_list
from cchc_rules.text import Text


@pytest.mark.parametrize(
    ("kind", "number", "vi", "en"),
    [
        ("all_of", (2, 2, 2), "đạt tất cả các điều kiện", "all conditions"),
        ("any_of", (1, None, 3), "đạt một trong 03 tiêu chuẩn", "one of 3"),
        ("none_of", (0, 0, 2), "không thuộc trường hợp loại trừ nào", "none of the excluded cases"),
        ("of", (0, 0, 4), "không đạt điều kiện nào trong 04 điều kiện", "none of 4"),
        ("of", (2, None, 4), "đạt ít nhất 02 trong 04 điều kiện", "at least 2 of 4"),
        ("of", (1, 2, 4), "đạt từ 01 đến 02 trong 04 điều kiện", "from 1 to 2 of 4"),
    ],
)
def test_what_a_connective_asks(kind: str, number: tuple[int, int | None, int], vi: str, en: str) -> None:
    """Each of its phrases, said without what it consists of."""
    low, high, total = number
    phrase = among_phrase(kind, NumberCondition(low=low, high=high, total=total))
    assert without_list(phrase) == Text(vi, en)


@pytest.mark.parametrize("title", ["nghỉ phép năm sau", "xếp hạng các điều kiện trước và sau", "điều kiện thêm"])
def test_titles_of_authors_stay(title: str) -> None:
    """Only what reads as a connective's own phrase is changed; a missing English text stays missing."""
    assert without_list(Text(title)) == Text(title)


def test_folded_in_the_tree(run: Runner) -> None:
    """The same criterion with its children below it, and without them."""
    shown = run("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--candidate", "a").out
    assert "yêu cầu đạt ít nhất 02 trong 04 điều kiện sau\n    ✓" in shown
    hidden = run("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--candidate", "b").out
    assert "yêu cầu đạt ít nhất 02 trong 04 điều kiện; còn thiếu 02\n  ✗" in hidden
