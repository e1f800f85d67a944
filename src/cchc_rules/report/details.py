"""What a line of the tree says of its criterion: what was found, what is asked for, how far apart they are."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from cchc_rules.explain.words import EVERY_WAY, date_text, two_digits, without_list
from cchc_rules.model.explanation import Explanation, Observation
from cchc_rules.model.truth import Truth
from cchc_rules.report.page import Page

_LISTS = frozenset({"count", "some", "every"})
_EXACT_VALUE = frozenset({"is", "one_of"})
_YES_NO = frozenset({"true", "false"})


def without_children(node: Explanation) -> Explanation:
    """The node as it is told where its children are not."""
    required = node.required
    asked = None if required is None else evolve(required, text=without_list(required.text))
    return evolve(node, title=without_list(node.title), required=asked)


def details(page: Page, node: Explanation, excluded: bool) -> Iterator[str]:
    """What was found, what is asked for, and how far apart they are, as far as each says something new."""
    if node.kind in _LISTS:
        yield from _of_list(page, node)
    elif node.observed is not None and node.observed.text in EVERY_WAY.values():
        yield page.text(node.observed.text)
    elif node.kind == "nothing":
        yield page.say("không đòi hỏi", "not required")
    elif node.kind == "all_of":
        if node.truth is not Truth.MET:
            yield _met_of(page, node)
    elif node.kind == "of":
        yield _met_of(page, node)
        yield from _asked(page, node)
    elif node.kind == "years":
        yield _years_met(page, node)
        yield from _asked(page, node)
    elif node.observed is not None and not node.children:
        yield page.text(node.observed.text)
        if says_more(node):
            yield from _excluded_if(page, node) if excluded else _asked(page, node)


def _met_of(page: Page, node: Explanation) -> str:
    """How many criteria are met: "đạt 02/03"."""
    met = sum(child.truth is Truth.MET for child in node.children)
    total = len(node.children)
    return page.say(f"đạt {two_digits(met)}/{two_digits(total)}", f"{met} of {total} met")


def _years_met(page: Page, node: Explanation) -> str:
    """In how many years it is met: "đạt 02 năm"."""
    met = sum(child.truth is Truth.MET for child in node.children)
    if met:
        return page.say(f"đạt {two_digits(met)} năm", page.count(met, "", "year") + " met")
    if node.truth is Truth.NOT_MET:
        return page.say("không năm nào đạt", "none met")
    return page.say("chưa năm nào đạt", "none met yet")


def says_more(node: Explanation) -> bool:
    """Whether the requirement says more than the title and the value found: "có" and "công chức" need no more words."""
    required = node.required
    if node.kind == "attested" or required is None or required.comparison is None:
        return False
    if required.comparison not in _EXACT_VALUE:
        return True
    return node.truth is not Truth.MET and not _YES_NO.issuperset(shown.value for shown in required.operands)


def _asked(page: Page, node: Explanation) -> Iterator[str]:
    """``yêu cầu từ 90% trở lên``, ``còn cách 0,005%``."""
    required = node.required
    if required is not None and required.text != node.title:
        yield page.say(f"yêu cầu {required.text.vi}", f"required: {required.text.in_lang('en')}")
    if node.gap is not None and node.kind not in ("some", "every"):
        gap = page.text(node.gap.text)
        of_number = required is None or required.comparison is None
        yield gap if of_number else page.say(f"còn cách {gap}", f"off by {gap}")


def _excluded_if(page: Page, node: Explanation) -> Iterator[str]:
    if node.required is not None:
        yield page.say(f"loại trừ nếu {node.required.text.vi}", f"excluded if {node.required.text.in_lang('en')}")


def _of_list(page: Page, node: Explanation) -> Iterator[str]:
    """``có 02``, ``yêu cầu ít nhất 03 tin, bài trong năm 2024``, ``còn thiếu 01``; how far the list reaches if it matters."""
    observed = node.observed
    if observed is None or (node.kind == "every" and node.truth is Truth.MET):
        return
    certain = observed.certain or 0
    if node.kind == "every":
        if certain:
            verb = "does" if certain == 1 else "do"
            yield page.say(f"{two_digits(certain)} trường hợp không đạt", f"{certain} that {verb} not")
    elif certain:
        yield page.say(f"có {two_digits(certain)}", f"{certain} found")
    else:
        yield page.say("chưa có", "none found") if observed.possible != 0 else page.say("không có", "none")
    if node.truth is Truth.UNDETERMINED or node.kind == "count" or not certain:
        yield from _asked(page, node)
    lacking = node.required is not None and certain < (node.required.low or 0)
    if (node.truth is Truth.NOT_MET and lacking) or (node.truth is Truth.UNDETERMINED and observed.possible is None):
        yield _reach(page, observed)


def _reach(page: Page, observed: Observation) -> str:
    """How far the list is complete: what a final "no" rests on, and what an open answer waits for."""
    if observed.possible is None:
        return page.say("danh sách có thể còn thiếu", "the list may lack records")
    if observed.complete_to is None:
        return page.say("danh sách đầy đủ", "the list is complete")
    day = date_text(observed.complete_to)
    return page.say(f"danh sách đầy đủ đến hết ngày {day.vi}", f"the list is complete up to {day.in_lang('en')}")
