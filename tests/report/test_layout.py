"""Columns as wide as they look, and lines that break where they may."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.report.layout import WIDEST, cut, table, width, wrapped

WORDS = st.lists(st.text(alphabet="abcđếữ漢-–", min_size=1, max_size=12), min_size=1, max_size=60).map(" ".join)


def test_width_is_what_a_screen_shows() -> None:
    """A combining mark takes no column, a wide character two."""
    assert [width(text) for text in ("Hậu", "Ha\N{COMBINING DOT BELOW}u", "漢字", "")] == [3, 3, 4, 0]


@given(WORDS)
def test_wrapping_loses_nothing(text: str) -> None:
    """The words of all lines are those of the text, and no line is wider than the page unless one word is."""
    lines = list(wrapped(text, "    ", 2))
    assert " ".join(" ".join(lines).split()) == text
    assert all(line.startswith("    ") for line in lines)
    assert all(width(line) <= WIDEST or len(line.split()) <= 3 or "-" in line or "–" in line for line in lines)


def test_a_dash_never_begins_a_line() -> None:
    """A dash between words stays with both: at the beginning of a line it would look like the mark of an item."""
    for length in range(80, 100):
        first, *rest = wrapped(f"{'x' * length} giai đoạn 2021 - 2025", hang=2)
        assert not first.endswith("-")
        assert not any(line.lstrip().startswith("-") for line in rest)


def test_a_table_is_aligned() -> None:
    """Columns are as wide as their widest cell, whatever it is written in; no line ends in blanks."""
    assert table([["Mã", "Tên", ""], ["cb-1", "Ha\N{COMBINING DOT BELOW}u", "a"], ["漢", "B", ""]]) == (
        "Mã    Tên\n────  ───  ─\ncb-1  Hạu  a\n漢    B".replace("Hạu", "Ha\N{COMBINING DOT BELOW}u")
    )


@given(WORDS, st.integers(min_value=1, max_value=80))
def test_cutting_keeps_whole_words(text: str, most: int) -> None:
    """What fits stays as it is; else whole words and an ellipsis, within the columns."""
    shown = cut(text, most)
    if width(text) <= most:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert width(shown) <= most
        assert text.startswith(shown.removesuffix("…"))
