"""The explanation of a verdict as indented lines: a line for each criterion, records and years condensed to one."""

from __future__ import annotations

from collections.abc import Iterator, Set

from attrs import evolve, frozen

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import EVERY_WAY, NO_REQUIREMENT, date_text, two_digits, years_text
from cchc_rules.model.truth import Truth
from cchc_rules.model.verdict import Explanation, Observation
from cchc_rules.report.page import Page

DECISIVE = "◆"
"""Goes before a criterion on which the outcome rests."""

MARKS = {Truth.MET: "✓", Truth.NOT_MET: "✗", Truth.UNDETERMINED: "?"}

_LEAVES = frozenset({"fact", "attested"})
_LISTS = frozenset({"count", "some", "every"})
_EXACT_VALUE = frozenset({"is", "one_of"})
_YES_NO = frozenset({"true", "false"})


def tree(page: Page, root: Explanation, depth: int = 0, decisive: Set[str] = frozenset()) -> list[str]:
    """What the award asks for, line by line. The award's own line is left out where it would only say "all of these".

    ``decisive``: the paths of the criteria that decide the outcome; they are marked, and of the others only the first line
    is told. Without any, everything is told.
    """
    return [line for row in rows(page, root, decisive) for line in _lines(page, row, depth, bool(decisive))]


def _lines(page: Page, row: Row, depth: int, fold: bool) -> Iterator[str]:
    yield from page.item(row.text, depth, f"{MARKS[row.truth]} {DECISIVE}" if row.decides else MARKS[row.truth])
    if row.matters or not fold:
        for child in row.children:
            yield from _lines(page, child, depth + 1, fold)


@frozen(kw_only=True)
class Row:
    """One line of the tree, and those below it: ``title (clause): details``, or ``title – why`` of a record or a year.

    ``truth`` is what the line says for the candidate: of a case that is excluded, the opposite of the criterion's own.
    ``idle``: nothing hangs on it. ``decides``: the outcome rests on it; ``matters``: or on something below it. ``path`` is
    the criterion's; years of which the same is to be said share the first one's.
    """

    path: str
    truth: Truth
    title: str
    clause: str = ""
    details: tuple[str, ...] = ()
    why: str = ""
    idle: bool = False
    decides: bool = False
    matters: bool = False
    children: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """The line as plain text."""
        text = f"{self.title} ({self.clause})" if self.clause else self.title
        text += f" – {self.why}" if self.why else ""
        return f"{text}: {'; '.join(self.details)}" if self.details else text


def rows(page: Page, root: Explanation, decisive: Set[str] = frozenset()) -> tuple[Row, ...]:
    """The lines of :func:`tree` as values, for pages that lay them out in another way; all of them, whatever decides."""
    branch = _Branch(page, root, decisive)
    branches = branch.children() if root.kind == "all_of" else (branch,)
    return tuple(row for one in branches for row in one.rows())


@frozen
class _Branch:
    """A node on the page: its parent, and whether it is one of the cases that are excluded, for which "met" speaks against
    the candidate.
    """

    page: Page
    node: Explanation
    decisive: Set[str]
    parent: Explanation | None = None
    excluded: bool = False

    def children(self) -> Iterator[_Branch]:
        """The nodes directly below."""
        excluded = self.excluded != (self.node.kind == "none_of")
        for child in self.node.children:
            yield _Branch(self.page, child, self.decisive, self.node, excluded)

    def rows(self) -> Iterator[Row]:
        """The node's line, and those of its children unless nothing hangs on them; nothing if it says nothing."""
        node, page = self.node, self.page
        if node.kind == "nothing" and node.title == NO_REQUIREMENT:
            return
        if node.kind == "record":
            if node.truth is not Truth.MET or node.observed is not None:
                yield _record(page, node, self.truth)
            return
        below: tuple[Row, ...] = ()
        if not self.idle:
            below = (
                tuple(_years(page, node))
                if node.kind == "years"
                else tuple(row for child in self.children() for row in child.rows())
            )
        yield self.row(below)

    @property
    def truth(self) -> Truth:
        """Whether the line speaks for the candidate."""
        return self.node.truth.negated() if self.excluded else self.node.truth

    @property
    def idle(self) -> bool:
        """Whether the node changes nothing: where one of several has been reached, the others do not matter."""
        parent = self.parent
        if parent is None or parent.kind not in ("any_of", "of"):
            return False
        return parent.truth is Truth.MET and self.node.truth is not Truth.MET

    def row(self, below: tuple[Row, ...]) -> Row:
        """``title (clause): what was found``."""
        node, page = self.node, self.page
        if self.parent is None and node.required is not None and node.required.comparison is None:
            node = evolve(node, title=node.required.text)  # the award's own title stands above already
        new = self.parent is not None and node.clauses and node.clauses != self.parent.clauses
        return Row(
            path=node.path,
            truth=self.truth,
            title=page.text(node.title),
            clause=page.text(clauses_text(node.clauses)) if new else "",
            details=() if self.idle and node.kind not in _LEAVES else tuple(_details(page, node, self.excluded)),
            idle=self.idle,
            decides=node.path in self.decisive and node.kind not in ("all_of", "any_of"),
            matters=self.matters,
            children=below,
        )

    @property
    def matters(self) -> bool:
        """Whether the outcome rests on the node or on something below it."""
        inside = tuple(self.node.path + mark for mark in "/@[")
        return any(path == self.node.path or path.startswith(inside) for path in self.decisive)


def _details(page: Page, node: Explanation, excluded: bool) -> Iterator[str]:
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
        if _says_more(node):
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


def _says_more(node: Explanation) -> bool:
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


def _record(page: Page, node: Explanation, truth: Truth) -> Row:
    """A record in one line: which it is and, if it does not count, why."""
    position = node.path.rpartition("[")[2].rstrip("]")
    text = page.say(f"mục {position}", f"item {position}")
    if node.observed is not None:
        text += f": {page.text(node.observed.text)}"
    told = "" if node.truth is Truth.MET else _reasons(page, node)
    return Row(path=node.path, truth=truth, title=text, why=told)


def _years(page: Page, node: Explanation) -> Iterator[Row]:
    """A line for each year; years of which the same is to be said share one."""
    told: dict[tuple[Truth, str], list[Explanation]] = {}
    for child in node.children:
        told.setdefault((child.truth, _reasons(page, child)), []).append(child)
    for (truth, reasons), alike in told.items():
        years = [int(child.path.rpartition("@")[2]) for child in alike]
        shown = years_text(years)
        text = page.say(f"{'các ' if len(years) > 1 else ''}năm {shown}", shown)
        yield Row(path=alike[0].path, truth=truth, title=text, why=reasons)


def _reasons(page: Page, node: Explanation) -> str:
    """What decides about a record or a year, in one line: the values, and what was asked for where they do not do."""
    told = []
    for leaf in dict.fromkeys(leaf for child in node.children for leaf in deciding(child, node.truth)):
        text = page.text(leaf.title)
        if leaf.observed is not None:
            text += f": {page.text(leaf.observed.text)}"
        if leaf.truth is not Truth.MET and leaf.required is not None and _says_more(leaf):
            asked = leaf.required.text
            text += page.say(f", yêu cầu {asked.vi}", f", required: {asked.in_lang('en')}")
        told.append(text)
    return "; ".join(told)


def deciding(node: Explanation, truth: Truth) -> Iterator[Explanation]:
    """The innermost criteria by which the node has this truth."""
    if node.truth is not truth or node.kind == "nothing":
        return
    if not node.children:
        yield node
    inner = truth.negated() if node.kind == "none_of" else truth
    for child in node.children:
        yield from deciding(child, inner)
