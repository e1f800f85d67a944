"""Prose with the official's own copy of the document beside it, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from cchc_rules.explain.clauses import clause_text, clauses_text
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.report.cited import cited_clauses
from cchc_rules.report.layout import WIDEST, width, wrapped
from cchc_rules.report.page import Page
from cchc_rules.report.prose_layout import Line
from cchc_rules.report.source_text import Passage, SourceText
from cchc_rules.text import Lang

NARROWEST = 90
"""Fewer columns than this do not hold two texts side by side."""

_LEFT = 0.42
_BETWEEN = " │ "


@frozen
class Block:
    """Lines of prose and the clauses that begin with the first of them."""

    clauses: tuple[str, ...]
    lines: tuple[Line, ...]


def blocks(lines: list[Line]) -> Iterator[Block]:
    """The prose, cut wherever another clause begins or ends."""
    clauses: tuple[str, ...] = ()
    taken: list[Line] = []
    for line in lines:
        if line.clauses is not None:
            if any(one.text for one in taken):
                yield Block(clauses, tuple(taken))
            clauses, taken = line.clauses, []
        taken.append(line)
    if any(one.text for one in taken):
        yield Block(clauses, tuple(taken))


@define
class Beside:
    """Lays prose beside a document; what was shown once is named the next time."""

    source: SourceText
    lang: Lang
    columns: int
    _shown: set[str] = field(factory=set, init=False)

    def lines(self, prose: list[Line]) -> Iterator[str]:
        """Two columns with a line between blocks; where the page is too narrow, one below the other."""
        page = Page(self.lang)
        if self.columns < NARROWEST:
            for block in blocks(prose):
                yield from self._below(block)
            return
        left = int(min(self.columns, WIDEST) * _LEFT)
        right = min(self.columns, WIDEST) - left - len(_BETWEEN)
        heads = [page.head("Văn bản", "The document"), page.head("Bộ tiêu chuẩn", "The rulebook")]
        yield from _side_by_side([heads[0]], [heads[1]], left)
        for block in blocks(prose):
            yield "─" * left + "─┼─" + "─" * right
            text = list(self._text(block.clauses, left))
            yield from _side_by_side(text, list(_wrapped(block.lines, right)), left)

    def _below(self, block: Block) -> Iterator[str]:
        widest = min(self.columns, WIDEST)
        if block.clauses:
            for line in self._text(block.clauses, widest - 2):
                yield f"│ {line}".rstrip()
            yield ""
        yield from _wrapped(block.lines, widest)
        yield ""

    def _text(self, clauses: tuple[str, ...], columns: int) -> Iterator[str]:
        """What the document says at each of these clauses."""
        page = Page(self.lang)
        for position, clause in enumerate(clauses):
            if position:
                yield ""
            place = page.text(clause_text(clause))
            passage = self.source.find(clause)
            if passage is None:
                told = page.say(
                    f"[{place}: KHÔNG TÌM THẤY trong tệp, xem lưu ý ở cuối]",
                    f"[{place}: NOT FOUND in the file, see the note at the end]",
                )
                yield from wrapped(told, widest=columns)
            elif clause in self._shown:
                yield from wrapped(page.say(f"[{place}: đã nêu ở trên]", f"[{place}: as above]"), widest=columns)
            else:
                self._shown.add(clause)
                yield from wrapped(f"[{place}]", widest=columns)
                yield from _passage(passage, columns)


def _passage(passage: Passage, columns: int) -> Iterator[str]:
    for paragraph in passage.paragraphs:
        yield from wrapped(paragraph, widest=columns)


def _wrapped(lines: tuple[Line, ...], columns: int) -> Iterator[str]:
    for line in lines:
        if line.text:
            yield from wrapped(line.text, " " * line.indent, line.hang, columns)


def _side_by_side(left: list[str], right: list[str], columns: int) -> Iterator[str]:
    for position in range(max(len(left), len(right))):
        one = left[position] if position < len(left) else ""
        other = right[position] if position < len(right) else ""
        yield f"{one}{' ' * (columns - width(one))}{_BETWEEN}{other}".rstrip()


def not_found(rulebook: Rulebook, award: Award, source: SourceText, lang: Lang) -> Iterator[str]:
    """The clauses that the file does not have, with what to do; nothing if it has them all."""
    page = Page(lang)
    missing = [clause for clause in cited_clauses(rulebook, award) if source.find(clause) is None]
    if not missing:
        return
    yield page.head("Điều khoản không tìm thấy trong tệp", "Clauses that the file does not have")
    for clause in missing:
        place = page.text(clause_text(clause))
        yield from page.item(place if place == clause else f"{place} ({clause})", 1, "-")
    headings = ", ".join(key for key in source.passages if "." not in key and "-" not in key)
    seen = page.say(f"các mục tìm thấy: {headings}", f"sections found: {headings}")
    if not headings:
        seen = page.say("không tìm thấy mục nào", "no section was found")
    text = page.say(
        f"Kiểm tra: tệp có đúng là văn bản mà bộ tiêu chuẩn này dẫn không ({seen}); mỗi mục có ở đầu dòng số La Mã (IV.), "
        "số (3.2.1.) hoặc gạch đầu dòng (- ) không; hay bộ tiêu chuẩn dẫn sai điều khoản.",
        f"Check whether the file is the document that this rulebook cites ({seen}); whether every section begins a line with "
        "its roman number (IV.), number (3.2.1.) or dash (- ); or whether the rulebook cites a wrong clause.",
    )
    yield from page.sentence(text)


def left_out(rulebook: Rulebook, award: Award, source: SourceText, lang: Lang) -> Iterator[str]:
    """The passages below the award's clauses that none of its criteria cites; that there are none is said too."""
    page = Page(lang)
    cited = cited_clauses(rulebook, award)
    uncited = dict.fromkeys(p for clause in cited for p in source.below(clause) if p.clause not in cited)
    found = [passage for passage in uncited if passage.paragraphs]
    yield page.head("Đoạn của văn bản mà tiêu chuẩn không dẫn", "Passages that no criterion cites")
    where = page.text(clauses_text(award.clauses))
    if not any(source.find(clause) for clause in cited):
        text = page.say(
            "Chưa so được, vì không tìm thấy điều khoản nào mà hình thức này dẫn.",
            "Nothing to compare with: none of the clauses that this award cites was found.",
        )
        yield from page.sentence(text)
        return
    if not found:
        text = page.say(
            f"Không có: mọi đoạn tìm thấy tại {where} đều có tiêu chuẩn dẫn đến.",
            f"None: every passage found at {where} is cited.",
        )
        yield from page.sentence(text)
        return
    text = page.say(
        f"Các đoạn sau thuộc phần mà hình thức này dẫn ({where}); cần xem việc "
        "không đưa vào tiêu chuẩn có đúng ý văn bản không.",
        f"These belong to what this award cites ({where}); see whether leaving them "
        "out of the criteria is what is meant.",
    )
    yield from page.sentence(text)
    for passage in found:
        said = " ".join(passage.paragraphs)
        yield from page.item(f"{page.text(clause_text(passage.clause))}: {said}", 1, "-")
