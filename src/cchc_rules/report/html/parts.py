"""What the parts of a page share, and what it says of one verdict criterion by criterion, and of several together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Verdict
from cchc_rules.report.html.markup import Content, Element, element
from cchc_rules.report.html.tree import mark, tree_list
from cchc_rules.report.page import Page
from cchc_rules.report.robustness import robustness_parts
from cchc_rules.report.sentences import (
    READINGS_USED,
    Answers,
    Units,
    are_plain,
    not_exact,
    notice_sentences,
    standing,
)
from cchc_rules.report.tree import MARKS
from cchc_rules.report.why import why_of

TRUTH_OF = {
    Outcome.ELIGIBLE: Truth.MET,
    Outcome.NOT_ELIGIBLE: Truth.NOT_MET,
    Outcome.UNDETERMINED: Truth.UNDETERMINED,
}


@frozen(kw_only=True)
class Setting:
    """Where the parts stand: the page with its language, the words that verdicts do not hold, and the level of headings."""

    page: Page
    answers: Answers
    units: Units
    level: int

    def say(self, vi: str, en: str) -> str:
        """The text in the page's language."""
        return self.page.say(vi, en)

    def heading(self, vi: str, en: str) -> Element:
        """The heading of a part."""
        return element(f"h{self.level}", self.say(vi, en))


ALL_DEFAULTS = (
    "Đều là phương án mặc định, chưa có ý kiến của người có thẩm quyền.",
    "All are the defaults; nobody has confirmed them yet.",
)


def outcome_badge(page: Page, outcome: Outcome, class_: str = "outcome") -> Element:
    """The outcome in its words, with its mark and colour."""
    symbol = element("span", MARKS[TRUTH_OF[outcome]], class_="mark", aria_hidden="true")
    return element("span", symbol, " ", page.text(outcome.text), class_=f"{class_} {outcome.value}")


def bullets(texts: Sequence[Content], class_: str | None = None) -> Element:
    """A plain list."""
    return element("ul", (element("li", text) for text in texts), class_=class_)


def criteria(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """The tree; of criteria that another document holds, what is to be said of them."""
    page, root = setting.page, verdict.explanation
    if not verdict.exact:
        yield element("p", not_exact(page), class_="warning")
    yield setting.heading("Từng tiêu chuẩn", "Criterion by criterion")
    if verdict.unknown and not root.children:
        lines = ((mark(page, root.truth), element("span", page.text(one.text))) for one in verdict.unknown)
        yield element("ul", (element("li", element("div", line, class_="line")) for line in lines), class_="tree")
    else:
        why = why_of(verdict)
        yield tree_list(page, root, frozenset() if why is None else frozenset(why.decisive))


def robustness(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """Whether the outcome depends on how the text is read, where that was asked for."""
    if verdict.robustness is not None:
        yield setting.heading("Theo các cách hiểu văn bản", "Under other readings of the text")
        for part in robustness_parts(setting.page, verdict.robustness, verdict, setting.answers):
            yield element("p", part.head)
            if part.lines:
                yield bullets([(line.text, *([bullets(line.below)] if line.below else ())) for line in part.lines])


def section(id: str, heading: str, *content: Content, class_: str | None = None) -> Element:
    """A section of a page under its heading, which links lead to."""
    return element("section", element("h2", heading, id=id), content, class_=class_, aria_labelledby=id)


def readings_section(setting: Setting, verdicts: Sequence[Verdict]) -> Iterator[Element]:
    """How the text was read, each reading once."""
    used = list(dict.fromkeys(reading for verdict in verdicts for reading in verdict.readings))
    if not used:
        return
    page, plain = setting.page, are_plain(used)
    lines = []
    for reading in used:
        code = element("code", f"{reading.reading}={reading.option}")
        how = "" if plain else f" – {standing(page, reading)}"
        lines += [element("dt", page.text(reading.question)), element("dd", page.text(reading.answer), how, " ", code)]
    why = element("p", page.say(*ALL_DEFAULTS)) if plain else None
    yield section("readings", page.say(*READINGS_USED), why, element("dl", lines, class_="readings"), class_="small")


def notices_section(setting: Setting, verdicts: Sequence[Verdict]) -> Iterator[Element]:
    """What has to be observed besides, each notice once."""
    told = list(notice_sentences(setting.page, verdicts))
    if told:
        yield section("notices", setting.say("Lưu ý", "Notices"), bullets(told), class_="small")
