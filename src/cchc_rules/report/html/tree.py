"""The explanation as a list that folds: open along what decides the outcome, closed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Set

from cchc_rules.model.explanation import Explanation
from cchc_rules.model.truth import Truth
from cchc_rules.report.html.markup import Element, element
from cchc_rules.report.page import Page
from cchc_rules.report.tree import MARKS, Row, rows
from cchc_rules.text import Text

WORDS = {
    Truth.MET: Text("đạt", "met"),
    Truth.NOT_MET: Text("không đạt", "not met"),
    Truth.UNDETERMINED: Text("chưa rõ", "open"),
}
"""What a mark means, for those who hear the page."""
NOTHING_MARKED: Set[str] = frozenset()


def tree_list(page: Page, root: Explanation, decisive: Set[str] = NOTHING_MARKED) -> Element:
    """All lines of the tree. ``decisive`` are the paths of criteria to be marked as those that decide."""
    lines = (_item(page, row, root.truth, bool(decisive)) for row in rows(page, root, decisive))
    return element("ul", lines, class_="tree")


def mark(page: Page, truth: Truth) -> tuple[Element, Element]:
    """✓, ✗ or ? with its colour, and the word for it."""
    return (
        element("span", MARKS[truth], class_=f"mark {truth.value}", aria_hidden="true"),
        element("span", page.text(WORDS[truth]), ": ", class_="heard"),
    )


def _item(page: Page, row: Row, outcome: Truth, marked_tree: bool) -> Element:
    """A line, and below it what it consists of; open if something decides there, or, where nothing is marked, if it has the
    truth that the outcome has.
    """
    marked = row.decides
    classes = " ".join(name for name, holds in (("idle", row.idle), ("decisive", marked)) if holds) or None
    line = tuple(_line(page, row, marked))
    if not row.children:
        return element("li", element("div", line, class_="line"), class_=classes)
    below = element("ul", (_item(page, child, outcome, marked_tree) for child in row.children))
    opened = row.matters if marked_tree else row.truth is outcome
    folded = element("details", element("summary", line, class_="line"), below, open=opened)
    return element("li", folded, class_=classes)


def _line(page: Page, row: Row, marked: bool) -> Iterator[Element]:
    yield from mark(page, row.truth)
    told: list[str | Element] = [element("span", row.title, class_="title")]
    if row.clause:
        told += [" ", element("span", f"({row.clause})", class_="clause")]
    if row.why:
        told += [" – ", element("span", row.why, class_="found")]
    if row.details:
        told += [": ", element("span", "; ".join(row.details), class_="found")]
    if marked:
        told += [" ", element("span", page.say("quyết định kết quả", "decides"), class_="decides")]
    yield element("span", told, class_="told")
