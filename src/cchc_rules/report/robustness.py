"""Whether outcomes depend on how the text is read, as lines of a page: one verdict, and what to ask first of a batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from cchc_rules.explain.words import two_digits
from cchc_rules.model.asking import ReadingToAsk, Turned
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Robustness, Verdict
from cchc_rules.report.page import Page
from cchc_rules.report.sentences import Answers
from cchc_rules.text import Lang


@frozen
class Line:
    """One line, and what stands below it."""

    text: str
    below: tuple[str, ...] = ()


@frozen
class Part:
    """A sentence with the lines that it announces."""

    head: str
    lines: tuple[Line, ...] = ()


def robustness_parts(page: Page, known: Robustness, verdict: Verdict, answers: Answers) -> Iterator[Part]:
    """The readings that alone give another outcome, and for an outcome that none gives alone those that give it together."""
    together = tuple(_together(page, verdict, known, answers))
    if known.robust:
        yield Part(page.say("Kết quả như nhau theo mọi cách hiểu.", "The outcome is the same under every reading."))
    elif known.flips:
        head = page.say("Kết quả phụ thuộc cách hiểu văn bản:", "The outcome depends on how the text is read:")
        yield Part(head, tuple(_flips(page, verdict, known, answers)))
    elif known.outcomes is None:
        yield Part(
            page.say(
                "Chưa xác định được kết quả có phụ thuộc cách hiểu hay không.",
                "Whether the outcome depends on the readings was not found out.",
            )
        )
    elif not together:
        others = [outcome for outcome in known.outcomes if outcome is not verdict.outcome]
        shown = ", ".join(page.text(outcome.text) for outcome in others)
        yield Part(
            page.say(
                f"Kết quả có thể khác nếu đổi nhiều cách hiểu cùng lúc: {shown}.",
                f"Several readings changed together give another outcome: {shown}.",
            )
        )
    if together:
        head = page.say(
            "Kết quả có thể khác nếu đổi đồng thời:", "Several readings changed together give another outcome:"
        )
        yield Part(head, together)


def _flips(page: Page, verdict: Verdict, known: Robustness, answers: Answers) -> Iterator[Line]:
    """Each reading that decides on its own, with the options that lead elsewhere, and where to."""
    found: dict[tuple[str, Outcome], list[str]] = {}
    for flip in known.flips:
        option = _option(page, flip.reading, flip.option, answers)
        found.setdefault((flip.reading, flip.outcome), []).append(option)
    for (reading, outcome), options in found.items():
        question = _question(page, verdict, reading)
        yield Line(
            page.say(
                f"{question} Nếu hiểu là {' hoặc '.join(options)} thì: {outcome.text.vi}.",
                f"{question} Read as {' or '.join(options)}: {outcome.text.in_lang('en')}.",
            )
        )


def _together(page: Page, verdict: Verdict, known: Robustness, answers: Answers) -> Iterator[Line]:
    """For each outcome that no reading gives alone the readings that lead to it, one under the other."""
    for flip in known.joint_flips:
        outcome, number = page.text(flip.outcome.text), len(flip.changes)
        if number > 1:
            text = page.say(
                f"{outcome}, nếu cả {two_digits(number)} nội dung được hiểu như sau:",
                f"{outcome}, if all {number} are read as follows:",
            )
            below = (
                f"{_question(page, verdict, reading)} → {_option(page, reading, option, answers)}"
                for reading, option in flip.changes
            )
            yield Line(text, tuple(below))


def _question(page: Page, verdict: Verdict, reading: str) -> str:
    """The question, or the id of a reading that the verdict does not name."""
    return next((page.text(used.question) for used in verdict.readings if used.reading == reading), reading)


def _option(page: Page, reading: str, option: str, answers: Answers) -> str:
    """An option in words, where there are any, and as one chooses it: "“một trong hai chỉ số” [index-binding=either]"."""
    answer = answers.get((reading, option))
    chosen = f"[{reading}={option}]"
    return f"“{page.text(answer)}” {chosen}" if answer else chosen


def asking(asked: Sequence[ReadingToAsk], lang: Lang, answers: Answers) -> str:
    """Which readings to ask the issuing authority about first; those that decide nobody and those that somebody has confirmed
    stand apart. Nothing if no verdict depends on how the text is read in any place.
    """
    page = Page(lang)
    open_ = [one for one in asked if one.confirmed_by is None]
    deciding = [one for one in open_ if one.decides or one.joint]
    idle = [one for one in open_ if one not in deciding]
    confirmed = [one for one in asked if one.confirmed_by is not None]
    lines = [page.head("Nên xin ý kiến trước", "Ask first")] if asked else []
    if deciding:
        text = page.say(
            "Cách hiểu chưa có ý kiến của người có thẩm quyền, xếp theo số hồ sơ có kết quả phụ thuộc riêng cách hiểu đó:",
            "Readings that nobody has confirmed, by the number of dossiers whose outcome each decides alone:",
        )
        lines += page.sentence(text, 0)
    for number, one in enumerate(deciding, 1):
        lines += page.item(page.named(one.question, one.reading, one.clauses), 0, f"{number}.")
        lines += _hanging(page, one, answers)
    if idle:
        text = page.say(
            "Cách hiểu chưa có ý kiến nhưng không làm thay đổi kết quả của hồ sơ nào ở đây:",
            "Readings that nobody has confirmed and that change no outcome here:",
        )
        lines += page.sentence(text, 0)
        for one in idle:
            lines += page.item(page.named(one.question, one.reading), 1, "-")
    if confirmed:
        lines += page.sentence(page.say("Cách hiểu đã có ý kiến:", "Readings that have been confirmed:"), 0)
    for one in confirmed:
        by = page.say(f"xác nhận: {one.confirmed_by}", f"confirmed by: {one.confirmed_by}")
        line = f"{page.text(one.question)} → {page.text(one.answer)} [{one.reading}={one.option}]; {by}"
        lines += page.item(line, 1, "-")
    return "\n".join(lines)


def _hanging(page: Page, one: ReadingToAsk, answers: Answers) -> Iterator[str]:
    """What hangs on a reading: how many dossiers, what each option makes of whom, and who needs several readings."""
    read = page.say(f"Đang hiểu là “{page.text(one.answer)}”", f"Read as “{page.text(one.answer)}”")
    if one.decides:
        number = len(one.decides)
        read += page.say(
            f"; riêng cách hiểu này quyết định kết quả của {two_digits(number)} hồ sơ",
            f"; this alone decides {_dossiers(number)}",
        )
    yield from page.sentence(f"{read}.")
    for option in one.options:
        told = "; ".join(_turned(page, option.verdicts))
        chosen = _option(page, one.reading, option.option, answers)
        text = page.say(f"Nếu hiểu là {chosen} thì {told}.", f"Read as {chosen}: {told}.")
        yield from page.item(text, 2, "-")
    if one.joint:
        number, ids = len(one.joint), ", ".join(one.joint)
        text = page.say(
            f"Nếu đổi đồng thời với cách hiểu khác thì kết quả của {two_digits(number)} hồ sơ ({ids}) có thể khác.",
            f"Changed together with others, it gives {_dossiers(number)} ({ids}) another outcome.",
        )
        yield from page.item(text, 2, "-")


def _dossiers(number: int) -> str:
    return f"{number} dossier{'' if number == 1 else 's'}"


def _turned(page: Page, verdicts: Sequence[Turned]) -> Iterator[str]:
    """Who goes from which outcome to which: "cb-02, cb-23: Không đủ điều kiện → Đủ điều kiện xét"; by award if there are
    several.
    """
    several = len({one.award for one in verdicts}) > 1
    groups: dict[tuple[str, Outcome, Outcome], list[str]] = {}
    for one in verdicts:
        groups.setdefault((one.award if several else "", one.outcome, one.becomes), []).append(one.candidate)
    for (award, outcome, becomes), candidates in groups.items():
        of_award = f" [{award}]" if award else ""
        yield f"{', '.join(candidates)}{of_award}: {page.text(outcome.text)} → {page.text(becomes.text)}"
