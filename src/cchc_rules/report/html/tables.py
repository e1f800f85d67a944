"""Tables that become cards on a narrow screen: every cell carries the name of its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import two_digits
from cchc_rules.model.dossier import RejectedDossier
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.report.html.markup import Content, Element, element
from cchc_rules.report.html.parts import bullets, outcome_badge
from cchc_rules.report.page import Page
from cchc_rules.report.summary import HEAD, REJECTED_HEAD, grounds, same_for_all
from cchc_rules.text import Text


def cards(page: Page, head: Sequence[Text], rows: Iterable[Sequence[Content]], label: str) -> Element:
    """A table with a head. The roles say again what each element is, since a narrow screen lays them out as blocks."""
    columns = [page.text(text) for text in head]
    top = element("tr", (element("th", text, scope="col", role="columnheader") for text in columns), role="row")
    body = [
        element(
            "tr",
            (
                element("th" if i == 0 else "td", cell, data_label=columns[i], **_cell_roles(i))
                for i, cell in enumerate(row)
            ),
            role="row",
        )
        for row in rows
    ]
    return element(
        "table",
        element("thead", top, role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        role="table",
        aria_label=label,
    )


def _cell_roles(column: int) -> dict[str, str]:
    return {"scope": "row", "role": "rowheader"} if column == 0 else {"role": "cell"}


def award_heading(page: Page, verdict: Verdict) -> Iterator[Element]:
    """The award's title, and below it its id and clauses."""
    yield element("h3", page.text(verdict.award_title))
    cited = page.text(clauses_text(verdict.explanation.clauses))
    yield element("p", element("code", verdict.award), f" – {cited}" if cited else "", class_="clause")


def award_summary(page: Page, verdicts: Sequence[Verdict], links: Sequence[str]) -> Iterator[Element]:
    """The numbers of each outcome, and a row for each candidate, whose id leads to the place in ``links``."""
    same = same_for_all(page, verdicts)
    if same is not None:
        yield element("p", same, " ", element("a", page.say("Xem giải thích", "See the explanation"), href=links[0]))
        yield element("p", ((element("span", verdict.candidate), " ") for verdict in verdicts), class_="ids")
        return
    yield _counts(page, verdicts)
    rows = [
        (
            element("a", verdict.candidate, href=link),
            verdict.name or "",
            outcome_badge(page, verdict.outcome),
            grounds(page, verdict),
        )
        for verdict, link in zip(verdicts, links, strict=True)
    ]
    yield cards(page, HEAD, rows, page.text(verdicts[0].award_title))


def _counts(page: Page, verdicts: Sequence[Verdict]) -> Element:
    """How many there are of each outcome."""
    told: list[Content] = [page.count(len(verdicts), "hồ sơ", "dossier")]
    for outcome in Outcome:
        number = sum(verdict.outcome is outcome for verdict in verdicts)
        if number:
            shown = page.say(two_digits(number), str(number))
            told.append((outcome_badge(page, outcome), ": ", element("strong", shown)))
    return bullets(told, "counts")


def rejected_table(page: Page, rejected: Sequence[RejectedDossier]) -> Element:
    """Every dossier that could not be used, with all that is wrong with it."""
    rows = [
        (dossier.id, dossier.name or "", bullets([page.text(one.message) for one in dossier.diagnostics]))
        for dossier in rejected
    ]
    return cards(page, REJECTED_HEAD, rows, page.say("Hồ sơ có lỗi", "Faulty dossiers"))
