"""The explanation of a verdict as indented lines: a line for each criterion, records and years condensed to one."""

from __future__ import annotations

from collections.abc import Iterator, Set

from attrs import evolve, frozen

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import NO_REQUIREMENT, years_text
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.truth import Truth
from cchc_rules.report.details import details, says_more, without_children
from cchc_rules.report.page import Page

DECISIVE = "◆"
"""Goes before a criterion on which the outcome rests."""

MARKS = {Truth.MET: "✓", Truth.NOT_MET: "✗", Truth.UNDETERMINED: "?"}

_LEAVES = frozenset({"fact", "attested"})


def tree(page: Page, root: Explanation, depth: int = 0, decisive: Set[str] = frozenset()) -> list[str]:
    """What the award asks for, line by line. The award's own line is left out where it would only say "all of these".

    ``decisive``: the paths of the criteria that decide the outcome; they are marked, and of the others only the first line
    is told. Without any, everything is told.
    """
    return [line for row in rows(page, root, decisive) for line in _lines(page, row, depth, bool(decisive))]


def _lines(page: Page, row: Row, depth: int, fold: bool) -> Iterator[str]:
    unfolded = row.matters or not fold
    text = row.text if unfolded or row.folded is None else row.folded.text
    yield from page.item(text, depth, f"{MARKS[row.truth]} {DECISIVE}" if row.decides else MARKS[row.truth])
    if unfolded:
        for child in row.children:
            yield from _lines(page, child, depth + 1, fold)


@frozen(kw_only=True)
class Row:
    """One line of the tree, and those below it: ``title (clause): details``, or ``title – why`` of a record or a year.

    ``truth`` is what the line says for the candidate: of a case that is excluded, the opposite of the criterion's own.
    ``idle``: nothing hangs on it. ``decides``: the outcome rests on it; ``matters``: or on something below it. ``path`` is
    the criterion's; years of which the same is to be said share the first one's. ``folded``: the line where those below it
    are not shown, if it is another one.
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
    folded: Row | None = None

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
        node = self.node
        if self.parent is None and node.required is not None and node.required.comparison is None:
            node = evolve(node, title=node.required.text)  # the award's own title stands above already
        alone = without_children(node)
        if not below:
            return self._row(alone, below)
        folded = None if alone == node else self._row(alone, ())
        return evolve(self._row(node, below), folded=folded)

    def _row(self, node: Explanation, below: tuple[Row, ...]) -> Row:
        page = self.page
        new = self.parent is not None and node.clauses and node.clauses != self.parent.clauses
        return Row(
            path=node.path,
            truth=self.truth,
            title=page.text(node.title),
            clause=page.text(clauses_text(node.clauses)) if new else "",
            details=() if self.idle and node.kind not in _LEAVES else tuple(details(page, node, self.excluded)),
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
        if leaf.truth is not Truth.MET and leaf.required is not None and says_more(leaf):
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
