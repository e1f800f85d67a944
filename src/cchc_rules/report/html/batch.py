"""What the page of a batch says of all candidates: the tables, the explanations, whom an award is not for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from cchc_rules.explain.words import two_digits
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.worklist import Worklist
from cchc_rules.report.html.body import verdict_body
from cchc_rules.report.html.markup import Element, element
from cchc_rules.report.html.parts import Setting, bullets, outcome_badge, section
from cchc_rules.report.html.tables import award_heading, award_summary
from cchc_rules.report.sentences import belonging, who
from cchc_rules.report.summary import ALIKE, grounds
from cchc_rules.report.text import by_award
from cchc_rules.report.worklist import HEAD, entries, group_head, remarks

if TYPE_CHECKING:
    from cchc_rules.api import LoadedRulebook


@frozen
class Case:
    """Candidates of whom the same is to be said; ``id`` is that of the place where it is."""

    id: str
    verdicts: tuple[Verdict, ...]
    body: tuple[Element, ...]


def cases_of(setting: Setting, verdicts: Sequence[Verdict]) -> tuple[tuple[Case, ...], ...]:
    """The verdicts of each award, those of whom the same is to be said together."""
    return tuple(tuple(_cases(setting, group, award)) for award, group in enumerate(by_award(verdicts), 1))


def _cases(setting: Setting, verdicts: Sequence[Verdict], award: int) -> Iterator[Case]:
    alike: dict[tuple[Outcome, tuple[Element, ...]], list[Verdict]] = {}
    for verdict in verdicts:
        unit = belonging(setting.page, verdict, setting.units)
        body = (*([element("p", unit, class_="unit")] if unit else []), *verdict_body(setting, verdict))
        alike.setdefault((verdict.outcome, body), []).append(verdict)
    for number, ((_, body), group) in enumerate(alike.items(), 1):
        yield Case(f"case-{award}-{number}", tuple(group), body)


def summary_section(setting: Setting, verdicts: Sequence[Verdict], cases: Sequence[Sequence[Case]]) -> Element:
    """A table for each award."""
    parts: list[Element] = []
    for group, of_award in zip(by_award(verdicts), cases, strict=True):
        links = {verdict.candidate: f"#{case.id}" for case in of_award for verdict in case.verdicts}
        parts += award_heading(setting.page, group[0])
        parts += award_summary(setting.page, group, [links[verdict.candidate] for verdict in group])
    if not parts:
        parts.append(element("p", setting.say("Không có kết quả nào để in.", "No outcomes.")))
    return section("summary", setting.say("Bảng tổng hợp", "Summary table"), parts)


def explanations_section(setting: Setting, cases: Sequence[Sequence[Case]]) -> Iterator[Element]:
    """Every verdict, folded under the candidate's name."""
    if not cases:
        return
    parts: list[Element] = []
    for of_award in cases:
        parts += award_heading(setting.page, of_award[0].verdicts[0])
        parts += [_case(setting, case, everyone=len(of_award) == 1) for case in of_award]
    yield section("explanations", setting.say("Giải thích", "Explanations"), parts, class_="cases")


def _case(setting: Setting, case: Case, *, everyone: bool) -> Element:
    """The id is that of the inside, so that a link to it opens the fold."""
    page, first, total = setting.page, case.verdicts[0], len(case.verdicts)
    if everyone and total >= ALIKE:
        whom = page.say(f"Cả {two_digits(total)} hồ sơ", f"All {total} dossiers")
    else:
        whom = ", ".join(map(who, case.verdicts))
    summary = element(
        "summary",
        element("h4", whom),
        outcome_badge(page, first.outcome),
        element("span", grounds(page, first), class_="grounds") if first.explanation.children else None,
    )
    return element("details", summary, element("div", case.body, id=case.id, class_="body"), class_="case")


def worklist_section(setting: Setting, worklist: Worklist | None) -> Iterator[Element]:
    """What is missing, supplier by supplier, for whoever has to collect it."""
    if worklist is None or not worklist.groups:
        return
    page = setting.page
    parts: list[Element] = [element("p", text) for text in remarks(page, worklist)]
    for group in worklist.groups:
        lines = [(entry.text, *([bullets(entry.below)] if entry.below else ())) for entry in entries(page, group)]
        parts += [element("h3", group_head(page, group)), bullets(lines)]
    yield section("worklist", page.say(*HEAD), parts)


def skipped_section(
    setting: Setting,
    verdicts: Sequence[Verdict],
    skipped: Mapping[str, Sequence[Dossier]],
    rulebook: LoadedRulebook | None,
) -> Iterator[Element]:
    """A line for each award with those whom it is not for: no verdict, not even "not eligible"."""
    page = setting.page
    titles = {verdict.award: verdict.award_title for verdict in verdicts}
    if rulebook is not None:
        titles |= {award.id: award.award.title for award in rulebook.awards}
    lines = [
        f"{page.text(titles[award]) if award in titles else award}: "
        f"{page.count(len(dossiers), 'hồ sơ', 'dossier')} ({', '.join(dossier.id for dossier in dossiers)})"
        for award, dossiers in skipped.items()
        if dossiers
    ]
    if lines:
        vi, en = "Không thuộc đối tượng nên không xét", "Not evaluated: the award is not for them"
        yield section("skipped", setting.say(vi, en), bullets(lines))
