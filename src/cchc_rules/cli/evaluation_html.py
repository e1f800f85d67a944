"""The answers as an HTML page: of the whole batch, or of the one candidate who was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_rules.cli.evaluation_text import left_out_sentence
from cchc_rules.cli.question import Question, Result
from cchc_rules.report.html import html_candidate, html_report
from cchc_rules.report.page import Page
from cchc_rules.report.worklist import HEAD, remarks
from cchc_rules.text import Lang


def evaluation_html(question: Question, results: Sequence[Result], lang: Lang, *, one: bool) -> str:
    """The page. ``one``: everything is about a single candidate; where no award has a verdict, the page says why."""
    page, dossiers = Page(lang), question.dossiers
    verdicts = [verdict for result in results for verdict in result.verdicts]
    if one and verdicts:
        (dossier,) = dossiers.dossiers
        return html_candidate(verdicts, lang=lang, rulebook=question.book, dossier=dossier)
    worklist = question.book.worklist(verdicts, dossiers)
    told = [_other_cycle(page, question), left_out_sentence(page, question, results)]
    if question.worklist and not worklist.groups:
        told += [f"{page.say(*HEAD)}: {sentence}" for sentence in remarks(page, worklist)]
    return html_report(
        verdicts,
        rejected=dossiers.rejected,
        skipped={result.award.id: result.skipped for result in results},
        lang=lang,
        rulebook=question.book,
        dossiers=dossiers.dossiers,
        remarks=[sentence for sentence in told if sentence],
        worklist=worklist,
    )


def _other_cycle(page: Page, question: Question) -> str:
    """The awards of the other cycle, by their titles; empty if there is none."""
    others = question.other_cycle
    if not others:
        return ""
    titles = "; ".join(page.text(award.award.title) for award in others)
    return page.say(f"Không xét trong lần này: {titles}.", f"Not considered this time: {titles}.")
