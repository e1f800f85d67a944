"""Why, and what next, on a page: in a sentence, what decides, what is missing and its tables, the ways, what is to spare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.why import Matter, Piece, Why
from cchc_rules.report.html.markup import Content, Element, element
from cchc_rules.report.html.parts import Setting, bullets, outcome_badge
from cchc_rules.report.page import Page
from cchc_rules.report.sentences import missing
from cchc_rules.report.why import idle_sentence, told_ways, why_of, without_outcome


def sentence(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """The whole in a few sentences."""
    why = why_of(verdict)
    if why is not None and verdict.explanation.children:
        yield element("p", without_outcome(setting.page, verdict, why), class_="sentence")


def grounds(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """The evidence that is enough by itself: for eligibility route by route, against it alternative by alternative."""
    why = why_of(verdict)
    told = [] if why is None else list(_grounds(setting.page, why))
    if told:
        yield setting.heading("Minh chứng quyết định", "The evidence that decides")
        yield from told


def _grounds(page: Page, why: Why) -> Iterator[Element]:
    for reason in why.reasons:
        yield _pieces(page, reason.evidence)
    for blocker in why.blockers:
        if not blocker.alternatives:
            yield _pieces(page, blocker.evidence)
            continue
        members = (
            element("li", page.text(one.title), ": ", _pieces(page, one.evidence)) for one in blocker.alternatives
        )
        yield element("ul", members)
    if not why.all_routes:
        yield element("p", page.say("Còn những cách khác để đạt.", "There are more ways to be met."))


def _pieces(page: Page, pieces: Sequence[Piece]) -> Element:
    if not pieces:
        return element("p", page.say("không cần dữ kiện nào", "no fact is needed"))
    return bullets([page.text(piece.text) for piece in pieces])


def still_missing(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """What is missing and can change the outcome, with what its values lead to; then what cannot."""
    why, page = why_of(verdict), setting.page
    if not verdict.explanation.children:
        return
    relevance = None if why is None else why.relevance
    if relevance is None:
        if verdict.unknown:
            yield setting.heading("Còn thiếu", "Missing")
            yield bullets(list(missing(page, verdict.unknown)))
        return
    yield setting.heading("Còn thiếu", "Missing")
    yield element("ul", (element("li", *_matter(page, matter)) for matter in relevance.matters), class_="matters")
    if not relevance.exact:
        text = page.say("Có thể có mục không còn ảnh hưởng đến kết quả.", "Some of these may not matter.")
        yield element("p", text, class_="small")
    if relevance.idle:
        yield element("p", idle_sentence(page, relevance), class_="small")


def _matter(page: Page, matter: Matter) -> Iterator[Content]:
    """A missing thing and, if its values lead to different outcomes, the table of them."""
    yield page.text(matter.text)
    if len({row.outcome for row in matter.table}) < 2:
        return
    head = element(
        "tr",
        element("th", page.say("Nếu là", "If it is"), scope="col"),
        element("th", page.say("thì kết quả là", "the outcome is"), scope="col"),
    )
    rows = (
        element("tr", element("td", page.text(row.values)), element("td", outcome_badge(page, row.outcome)))
        for row in matter.table
    )
    yield element("table", element("thead", head), element("tbody", rows), class_="one-fact")


def ways(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """The nearest way through each alternative side by side, or what stands in it."""
    why = why_of(verdict)
    if why is None or not why.paths or verdict.explanation.kind == "external":
        return
    yield setting.heading("Để đủ điều kiện xét", "What leads to eligibility")
    told = told_ways(setting.page, why.paths)
    yield element("ul", (element("li", *_way(head, below)) for head, below in told), class_="ways")


def _way(head: str, below: list[str]) -> Iterator[Content]:
    if head:
        yield head
    if below:
        yield bullets(below)


def spare(setting: Setting, verdict: Verdict) -> Iterator[Element]:
    """How far what decides is from failing."""
    why = why_of(verdict)
    if why is None or verdict.outcome is not Outcome.ELIGIBLE:
        return
    told = [setting.page.text(margin.text) for margin in why.margins if margin.path in why.decisive]
    if told:
        yield setting.heading("Phần dư so với mức yêu cầu", "To spare")
        yield bullets(told)
