"""Verdicts as plain text: a summary table, the explanation trees, the notices."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import date_text
from cchc_rules.model.dossier import RejectedDossier
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Explanation, Notice, Robustness, Verdict
from cchc_rules.text import Lang, Text

MARKS = {Truth.MET: "✓", Truth.NOT_MET: "✗", Truth.UNDETERMINED: "?"}

_HEAD = (
    Text("Mã", "Id"),
    Text("Họ tên, đơn vị", "Name"),
    Text("Hình thức khen thưởng", "Award"),
    Text("Kết quả xét", "Outcome"),
    Text("Căn cứ chính", "Main grounds"),
)
_REJECTED = Text("Hồ sơ có lỗi", "Faulty dossier")
_WIDEST = 60


def width(text: str) -> int:
    """Columns that a text takes on a screen."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Left-aligned columns, the first row a head with a line beneath it."""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    rule = "  ".join("─" * w for w in widths)
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:]))


def summary(verdicts: Iterable[Verdict], rejected: Iterable[RejectedDossier], lang: Lang) -> str:
    """One row for every verdict and every dossier that could not be used."""
    rows = [[text.in_lang(lang) for text in _HEAD]]
    for verdict in verdicts:
        outcome = verdict.outcome.text.in_lang(lang)
        grounds = _cut("; ".join(main_grounds(verdict, lang)))
        rows.append([verdict.candidate, verdict.name or "", verdict.award_title.in_lang(lang), outcome, grounds])
    for dossier in rejected:
        first = dossier.diagnostics[0].message.in_lang(lang)
        rows.append([dossier.id, dossier.name or "", "–", _REJECTED.in_lang(lang), _cut(first)])
    return table(rows)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1].rstrip() + "…"


def main_grounds(verdict: Verdict, lang: Lang) -> list[str]:
    """The criteria nearest to the award that share its truth: the standard reached, the conditions missed or open."""
    root = verdict.explanation
    wanted = {Outcome.ELIGIBLE: Truth.MET, Outcome.NOT_ELIGIBLE: Truth.NOT_MET}.get(verdict.outcome, Truth.UNDETERMINED)
    same = [child for child in root.children if child.truth is wanted]
    if verdict.outcome is Outcome.ELIGIBLE:
        reached = [
            grand for child in same if child.kind == "any_of" for grand in child.children if grand.truth is wanted
        ]
        same = reached or same
    if same:
        return [child.title.in_lang(lang) for child in same]
    return [root.observed.text.in_lang(lang)] if root.observed else []


def report(verdict: Verdict, lang: Lang) -> str:
    """One verdict: whom and what it is about, the outcome, the tree, what is missing."""
    lines = [heading(verdict, lang), f"{_say(lang, 'Kết quả xét', 'Outcome')}: {verdict.outcome.text.in_lang(lang)}"]
    if not verdict.exact:
        lines.append(
            _say(lang, "(chưa xét hết các khả năng trong giới hạn tính toán)", "(not all possibilities were searched)")
        )
    lines += tree(verdict.explanation, lang)
    if verdict.unknown:
        lines.append(f"{_say(lang, 'Còn thiếu', 'Missing')}:")
        lines += [f"  - {unknown.text.in_lang(lang)}" for unknown in verdict.unknown]
    if verdict.robustness is not None:
        lines += _robustness(verdict.robustness, verdict, lang)
    return "\n".join(lines)


def heading(verdict: Verdict, lang: Lang) -> str:
    """ "Nguyễn Văn A (cb-01) – Giấy khen cá nhân, hằng năm – năm 2024"."""
    who = f"{verdict.name} ({verdict.candidate})" if verdict.name else verdict.candidate
    year = verdict.provenance.year
    parts = [who, verdict.award_title.in_lang(lang)]
    if year is not None:
        parts.append(_say(lang, f"năm {year}", str(year)))
    return " – ".join(parts)


def tree(root: Explanation, lang: Lang) -> list[str]:
    """The explanation, a line for each node, indented beneath the award."""
    return list(_tree(root, lang, 0, ()))


def _tree(node: Explanation, lang: Lang, depth: int, clauses: tuple[str, ...]) -> Iterator[str]:
    line = f"{MARKS[node.truth]} {node.title.in_lang(lang)}"
    details = list(_details(node, lang))
    if details:
        line += ": " + "; ".join(details)
    if node.clauses != clauses:
        line += f" [{clauses_text(node.clauses).in_lang(lang)}]"
    yield "  " * depth + line
    for child in node.children:
        if node.kind != "record" or child.truth is not node.truth or node.truth is Truth.UNDETERMINED:
            yield from _tree(child, lang, depth + 1, node.clauses)


def _details(node: Explanation, lang: Lang) -> Iterator[str]:
    """What was found, what is asked for, and how far apart they are, as far as each says something new."""
    if node.observed is not None:
        yield node.observed.text.in_lang(lang)
    required = node.required
    if (
        required is not None
        and required.text != node.title
        and not (node.kind == "attested" and node.truth is Truth.MET)
    ):
        yield f"{_say(lang, 'yêu cầu', 'required')} {required.text.in_lang(lang)}"
    if node.gap is not None:
        gap = node.gap.text.in_lang(lang)
        yield gap if required and required.comparison is None else f"{_say(lang, 'còn cách', 'off by')} {gap}"


def _robustness(robustness: Robustness, verdict: Verdict, lang: Lang) -> Iterator[str]:
    if robustness.robust:
        yield _say(
            lang,
            "Kết quả giống nhau theo mọi cách hiểu còn để ngỏ.",
            "The outcome is the same under every open reading.",
        )
        return
    questions = {reading.reading: reading.question.in_lang(lang) for reading in verdict.readings}
    yield _say(lang, "Kết quả phụ thuộc cách hiểu:", "The outcome depends on how the text is read:")
    for flip in robustness.flips:
        outcome = flip.outcome.text.in_lang(lang)
        yield f"  - {questions.get(flip.reading, flip.reading)} `{flip.option}` → {outcome}"


def notices(verdicts: Iterable[Verdict], lang: Lang) -> str:
    """The notices of all verdicts, each once, and what no verdict is."""
    lines = [_say(lang, "Lưu ý:", "Notices:")]
    seen: dict[tuple[str, Text], Notice] = {}
    for verdict in verdicts:
        for notice in verdict.notices:
            seen.setdefault((notice.code, notice.text), notice)
    lines += [f"- {n.text.in_lang(lang)} [{clauses_text(n.clauses).in_lang(lang)}]" for n in seen.values()]
    lines.append(
        _say(
            lang,
            "Kết quả này không thay cho quyết định của Hội đồng và người có thẩm quyền.",
            "This does not replace the decision of the council and the awarding authority.",
        )
    )
    return "\n".join(lines)


def provenance(verdict: Verdict, lang: Lang) -> str:
    """Which rules, as of which day, by which version."""
    p = verdict.provenance
    day = date_text(p.as_of).in_lang(lang)
    return _say(
        lang,
        f"Bộ tiêu chuẩn {p.rulebook} ({p.rules_digest[:19]}…), chốt số liệu ngày {day}, cchc_rules {p.library_version}",
        f"Rulebook {p.rulebook} ({p.rules_digest[:19]}…), as of {day}, cchc_rules {p.library_version}",
    )


def _say(lang: Lang, vi: str, en: str) -> str:
    return Text(vi, en).in_lang(lang)
