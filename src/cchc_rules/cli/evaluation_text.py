"""The answers as a text to read: what was asked, the summary, the explanations, whom no award is for, the notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_rules.cli.question import Question, Result, worklist_of
from cchc_rules.explain.asking import rank_readings
from cchc_rules.explain.words import date_text, two_digits
from cchc_rules.model.truth import Outcome
from cchc_rules.report.beside import answers_of, names_of, units_of
from cchc_rules.report.page import Page
from cchc_rules.report.robustness import asking
from cchc_rules.report.sentences import DISCLAIMER
from cchc_rules.report.text import explanations, notices, provenance, summary
from cchc_rules.report.worklist import worklist_text
from cchc_rules.text import Lang


def evaluation_text(
    question: Question, results: Sequence[Result], lang: Lang, *, summary_only: bool, brief: bool
) -> str:
    """The whole text; with ``summary_only`` without explanations and notices, with ``brief`` with short explanations."""
    page, rulebook = Page(lang), question.book.rulebook
    verdicts = [verdict for result in results for verdict in result.verdicts]
    parts = ["\n".join(_asked(page, question, results))]
    parts.append(
        summary(verdicts, question.dossiers.rejected, lang) or page.say("Không có kết quả nào để in.", "No outcomes.")
    )
    worklist = worklist_of(question, results)
    if worklist is not None:
        parts.append(worklist_text(worklist, lang))
    answers, units = answers_of(rulebook), units_of(question.dossiers.dossiers)
    if question.robust:
        parts.append(asking(rank_readings(verdicts), lang, answers))
    if verdicts and not summary_only:
        names = names_of(question.dossiers.dossiers, lang)
        told = explanations(verdicts, lang, answers, units, names=names, brief=brief)
        parts += [page.head("Giải thích", "Explanations"), told]
    parts.append("\n".join(_skipped(page, results)))
    if verdicts:
        parts += [] if summary_only else [notices(verdicts, lang)]
        parts.append(provenance(verdicts[0], lang))
    parts.append(page.text(DISCLAIMER))
    return "\n\n".join(part for part in parts if part)


def _asked(page: Page, question: Question, results: Sequence[Result]) -> Iterator[str]:
    """By which document, for which year, as of when, which awards; what was not the default."""
    rulebook = question.book.rulebook
    yield page.head("Kết quả xét theo bộ tiêu chuẩn", "Outcomes by the rulebook")
    yield from page.item(page.named(rulebook.identity.title, rulebook.id), 0)
    day = date_text(question.as_of)
    of_files = question.as_of == question.dossiers.as_of
    line = page.say(f"Chốt số liệu ngày {day.vi}", f"As of {day.in_lang('en')}")
    line += page.say(" (theo tệp hồ sơ)", " (as the files say)") if of_files else ""
    if question.year is not None:
        own = question.year == question.dossiers.award_year
        by_file = page.say(" (theo tệp hồ sơ)", " (as the files say)") if own else ""
        line = page.say(f"Năm xét: {question.year}{by_file}. ", f"Award year: {question.year}{by_file}. ") + line
    yield from page.sentence(f"{line}.", 0)
    yield page.say("Các hình thức đã xét:", "Awards considered:")
    for result in results:
        yield from page.item(page.named(result.award.award.title, result.award.id), 1, "-")
    others = other_cycle_sentence(page, question)
    if others:
        yield from page.sentence(others, 0)
    yield from _chosen(page, question)
    left_out = left_out_sentence(page, question, results)
    if left_out:
        yield left_out


def left_out_sentence(page: Page, question: Question, results: Sequence[Result]) -> str:
    """Which outcomes are shown, and how many are not; empty if all are."""
    if not question.only:
        return ""
    left_out = sum(result.left_out for result in results)
    shown = ", ".join(page.text(Outcome(value).text) for value in dict.fromkeys(question.only))
    return page.say(
        f"Chỉ in: {shown}; không in {two_digits(left_out)} kết quả khác.",
        f"Only: {shown}; {page.count(left_out, '', 'other outcome')} left out.",
    )


def other_cycle_sentence(page: Page, question: Question) -> str:
    """The awards of the other cycle, which are left out unless they are named; empty if there is none."""
    others = question.other_cycle
    if not others:
        return ""
    ids = ", ".join(award.id for award in others)
    why = (
        page.say("xét hằng năm; cho năm xét bằng `--year`", "annual; give the year with `--year`")
        if others[0].annual
        else page.say("xét cho cả giai đoạn; chỉ định bằng `--award`", "for a whole period; choose with `--award`")
    )
    return page.say(f"Không xét trong lần này: {ids} ({why}).", f"Not considered: {ids} ({why}).")


def _chosen(page: Page, question: Question) -> Iterator[str]:
    """The readings that the command chose, and what it said about attestations."""
    if question.readings:
        yield page.say("Cách hiểu đã chọn:", "Readings chosen:")
    for name, option in question.readings.items():
        reading = question.book.rulebook.readings[name]
        yield from page.item(
            f"{page.text(reading.question)} → {page.text(reading.options[option])} [{name}={option}]", 1, "-"
        )
    if question.trust_bare_attestations:
        yield from page.sentence(
            page.say(
                "Tính cả giá trị cần xác nhận mà tệp không ghi ai xác nhận, vì nơi cung cấp đã tự kiểm tra.",
                "Values whose attestation is not given were counted, since whoever supplied them has checked them.",
            ),
            0,
        )


def _skipped(page: Page, results: Sequence[Result]) -> Iterator[str]:
    """A line for each award with those whom it is not for: no verdict, not even "not eligible"."""
    skipped = [result for result in results if result.skipped]
    if skipped:
        yield page.head("Không thuộc đối tượng nên không xét", "Not evaluated: the award is not for them")
    for result in skipped:
        ids = ", ".join(dossier.id for dossier in result.skipped)
        count = page.count(len(result.skipped), "hồ sơ", "dossier")
        yield from page.item(f"{page.text(result.award.award.title)}: {count} ({ids})", 0, "-")
