"""The builder of markup: whatever is put in comes out as text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.html_page import HtmlPage

from cchc_rules.report.html.markup import Sheet, document, element, escaped

UNSAFE = [
    *map(chr, [*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0)]),
    *"\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufdd0\ufffe\uffff",
    "\U0001ffff",
    "\ud800",
    "\udfff",
]
SHEET = Sheet("body { color: black }")


@given(
    st.text()
    | st.lists(st.sampled_from(["<script>", "</p>", '"', "'", "&", "&lt;", "]]>", "<!--", *UNSAFE])).map("".join)
)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    """In the page and in an attribute, but for characters that no page may have: these are U+FFFD."""
    read = HtmlPage(document("vi", "x", SHEET, element("p", text, aria_label=text)))
    shown = "".join("\ufffd" if c in UNSAFE or _is_no_character(c) else c for c in text)
    (given_label,) = [given["aria-label"] for tag, given in read.elements if tag == "p"]
    assert given_label == shown
    assert "".join(read.words[read.words.index("x") + 1 :]).strip("\n") == shown.strip("\n")


def _is_no_character(c: str) -> bool:
    return unicodedata.category(c) == "Cs" or ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF


def test_ordinary_text_stays() -> None:
    """Vietnamese letters, composed or not, line ends, emoji, joiners."""
    text = "Nguyễn Thị Ánh – “Đủ” 91,25%\n\tNguye\u0302\u0303n 👩\u200d💻"
    assert escaped(text) == text
    assert escaped("<a href='x' title=\"y\">&") == "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;"


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "img", "P", "p onclick=x", ""])
def test_pages_have_only_what_they_need(tag: str) -> None:
    """An element that no page has a use for is refused, the style sheet included, whose text is not escaped."""
    with pytest.raises(ValueError, match="pages have no element"):
        element(tag, "text")


@pytest.mark.parametrize("name", ["onclick", "style", "src", "target", "x y"])
def test_attributes_too(name: str) -> None:
    """No attribute that runs, loads or looks."""
    with pytest.raises(ValueError, match="pages have no attribute"):
        element("p", **{name: "x"})


@pytest.mark.parametrize("link", ["https://example.org", "javascript:alert(1)", "#", "#A b", "page.html", "#x\n"])
def test_links_stay_in_the_page(link: str) -> None:
    """A link leads to an id, and an id is plain."""
    with pytest.raises(ValueError, match="leads out of the page"):
        element("a", href=link)
    with pytest.raises(ValueError, match="is no id"):
        element("p", id=link.removeprefix("#") + "!")


def test_attributes_that_are_left_out() -> None:
    """``None`` and ``False`` are left out, ``True`` has no value, ``_`` at the end is not written."""
    made = document(
        "vi", "x", SHEET, element("details", None, ["a", ("b", None)], class_="c", open=True, id=None, role=False)
    )
    assert '\n<details class="c" open>ab</details></body>' in made


def test_a_sheet_cannot_end_its_element() -> None:
    """A style sheet with a `<` is refused."""
    with pytest.raises(ValueError, match="no `<`"):
        Sheet("</style><script>")
