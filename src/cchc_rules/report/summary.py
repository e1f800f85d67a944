"""The summary: one table for each award, a row for each candidate, with the main grounds of the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from cchc_rules.explain.words import two_digits, without_list
from cchc_rules.model.dossier import RejectedDossier
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Verdict
from cchc_rules.report.layout import WIDEST, folded, table, width
from cchc_rules.report.page import Page
from cchc_rules.text import Text

HEAD = (
    Text("Mã", "Id"),
    Text("Họ tên, đơn vị", "Name"),
    Text("Kết quả xét", "Outcome"),
    Text("Căn cứ chính", "Main grounds"),
)
REJECTED_HEAD = (Text("Mã", "Id"), Text("Họ tên, đơn vị", "Name"), Text("Lỗi", "Fault"))
ALIKE = 4
"""From so many candidates on, one sentence says what no dossier can change: the criteria are in another document."""
_LEAST_LAST_COLUMN = 24
_MOST_LINES = 3


def award_table(page: Page, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The verdicts of one award: its name, the numbers of each outcome, a row for each candidate."""
    yield from page.item(award_title(page, verdicts[0]), 0)
    same = same_for_all(page, verdicts)
    if same is not None:
        yield from page.sentence(same)
        yield from page.item(f"({', '.join(verdict.candidate for verdict in verdicts)})")
        return
    yield from page.sentence(_numbers(page, verdicts))
    rows = [
        [verdict.candidate, verdict.name or "", page.text(verdict.outcome.text), grounds(page, verdict)]
        for verdict in verdicts
    ]
    yield _fitted([[page.text(text) for text in HEAD], *rows])


def same_for_all(page: Page, verdicts: Sequence[Verdict]) -> str | None:
    """One sentence in place of a table, where no dossier can change the outcome: "Như nhau cả 32 hồ sơ: …"."""
    if len(verdicts) < ALIKE or verdicts[0].explanation.kind != "external":
        return None
    total, outcome = len(verdicts), page.text(verdicts[0].outcome.text)
    same = page.say(f"Như nhau cả {two_digits(total)} hồ sơ", f"The same for all {total}")
    return f"{same}: {outcome} – {grounds(page, verdicts[0])}."


def rejected_table(page: Page, rejected: Sequence[RejectedDossier]) -> Iterator[str]:
    """The dossiers that could not be used; what is wrong with each is told in full elsewhere."""
    yield page.say(
        f"Hồ sơ có lỗi, không xét: {two_digits(len(rejected))}", f"Faulty dossiers, not evaluated: {len(rejected)}"
    )
    rows = [[dossier.id, dossier.name or "", page.text(dossier.diagnostics[0].message)] for dossier in rejected]
    yield _fitted([[page.text(text) for text in REJECTED_HEAD], *rows])


def _fitted(rows: list[list[str]]) -> str:
    """The table, its last column in a few lines as wide as the page lets it be."""
    others = sum(max(width(row[i]) for row in rows) + 2 for i in range(len(rows[0]) - 1))
    most = max(_LEAST_LAST_COLUMN, WIDEST - others)
    lines = []
    for row in rows:
        first, *more = folded(row[-1], most, _MOST_LINES)
        lines += [[*row[:-1], first], *([*([""] * (len(row) - 1)), line] for line in more)]
    return table(lines)


def _named(page: Page, node: Explanation) -> str:
    """What a criterion is called; the award's own title says nothing of what is asked for."""
    asked = node.required
    root = "/" not in node.path and asked is not None and asked.comparison is None
    return page.text(without_list(asked.text if root and asked is not None else node.title))


def award_title(page: Page, verdict: Verdict) -> str:
    """The title with its id and clause: "Giấy khen – cá nhân, hằng năm [giay-khen-…] (tiểu mục 3.2.1, mục IV)"."""
    return page.named(verdict.award_title, verdict.award, verdict.explanation.clauses)


def _numbers(page: Page, verdicts: Sequence[Verdict]) -> str:
    """How many there are of each outcome: "28 hồ sơ: 07 đủ điều kiện xét, 10 không đủ điều kiện, …"."""
    found = Counter(verdict.outcome for verdict in verdicts)
    parts = []
    for outcome, number in ((outcome, found[outcome]) for outcome in Outcome if found[outcome]):
        en = outcome.value.replace("_", " ")
        parts.append(page.say(f"{two_digits(number)} {outcome.text.vi.lower()}", f"{number} {en}"))
    total = len(verdicts)
    return f"{page.count(total, 'hồ sơ', 'dossier')}: {', '.join(parts)}"


def grounds(page: Page, verdict: Verdict) -> str:
    """Why, in a few words: the standard that was reached, what was not, or what is missing."""
    root = verdict.explanation
    if verdict.outcome is Outcome.UNDETERMINED:
        if not verdict.exact:
            return page.say("chưa xét hết các khả năng", "not all possibilities were searched")
        return _open(page, verdict)
    if verdict.outcome is Outcome.ELIGIBLE:
        reached = [child for node in _groups(root) for child in node.children if child.truth is Truth.MET]
        if reached:
            return "; ".join(page.text(without_list(child.title)) for child in reached)
        return page.say("đạt mọi điều kiện", "every condition is met")
    return _missed(page, list(_failed(root)))


def _open(page: Page, verdict: Verdict) -> str:
    """The first thing that is open, and how many more there are."""
    root = verdict.explanation
    if not root.children:
        return page.text(verdict.unknown[0].text if verdict.unknown else root.title)
    leaves = list(dict.fromkeys(_unknown(page, leaf) for leaf in _open_leaves(root)))
    first = leaves[0] if leaves else page.text(root.title)
    many = len(leaves)
    if many > 1:
        return page.say(
            f"chưa rõ {two_digits(many)} nội dung, như: {first}", f"{many} things are open, such as: {first}"
        )
    return page.say(f"chưa rõ: {first}", f"open: {first}")


def _open_leaves(node: Explanation) -> Iterator[Explanation]:
    """The innermost undetermined criteria; a list is one, whatever its records say."""
    if node.truth is Truth.UNDETERMINED:
        if node.kind in ("count", "some", "every") or not node.children:
            yield node
        else:
            for child in node.children:
                yield from _open_leaves(child)


def _unknown(page: Page, leaf: Explanation) -> str:
    """What is open, and why; of a list, how many records there are so far."""
    title, observed = _named(page, leaf), leaf.observed
    if observed is None:
        return title
    if observed.reason is not None:
        return f"{title} ({page.text(observed.text)})"
    certain = observed.certain or 0
    if not certain:
        return title + page.say(" (chưa có)", " (none so far)")
    return title + page.say(f" (mới có {two_digits(certain)})", f" ({certain} so far)")


def _groups(root: Explanation) -> Iterator[Explanation]:
    """The alternatives nearest to the award."""
    if root.kind == "any_of":
        yield root
    elif root.kind == "all_of":
        for child in root.children:
            yield from _groups(child)


def _failed(root: Explanation) -> Iterator[Explanation]:
    """The outermost criteria that were not met: one of several, a fact, a number of something."""
    if root.kind != "all_of" or not root.children:
        yield root
    else:
        for child in root.children:
            if child.truth is Truth.NOT_MET:
                yield from _failed(child)


def _missed(page: Page, failed: Sequence[Explanation]) -> str:
    """What was not met: "không đạt: diện nhân sự (người lao động); không đạt tiêu chuẩn nào trong 03 tiêu chuẩn"."""
    plain, others = [], []
    for node in failed:
        if node.kind == "any_of":
            total = len(node.children)
            others.append(
                page.say(
                    f"không đạt tiêu chuẩn nào trong {two_digits(total)} tiêu chuẩn",
                    f"none of {total} standards is met",
                )
            )
        elif node.kind == "none_of":
            excluded = ", ".join(page.text(without_list(one.title)) for one in node.children if one.truth is Truth.MET)
            others.append(page.say(f"thuộc trường hợp loại trừ: {excluded}", f"excluded: {excluded}"))
        else:
            plain.append(_named(page, node) + _value(page, node))
    if plain:
        others.insert(0, page.say("không đạt: ", "not met: ") + "; ".join(plain))
    return "; ".join(others)


def _value(page: Page, node: Explanation) -> str:
    if node.kind != "fact" or node.observed is None or node.observed.value is None:
        return ""
    return f" ({page.text(node.observed.value.text)})"
