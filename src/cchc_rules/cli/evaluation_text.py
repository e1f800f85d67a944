"""The answers as a text to read: what was asked, the summary, the explanations, whom no award is for, the notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_rules.cli.question import Question, Result
from cchc_rules.explain.asking import rank_readings
from cchc_rules.explain.words import date_text, two_digits, years_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.truth import Outcome
from cchc_rules.report.page import Page
from cchc_rules.report.robustness import asking
from cchc_rules.report.text import DISCLAIMER, explanations, notices, provenance, summary
from cchc_rules.text import Lang, Text


def evaluation_text(question: Question, results: Sequence[Result], lang: Lang, *, summary_only: bool) -> str:
    """The whole text; with ``summary_only`` without explanations and notices."""
    page = Page(lang)
    verdicts = [verdict for result in results for verdict in result.verdicts]
    parts = ["\n".join(_asked(page, question, results))]
    parts.append(
        summary(verdicts, question.dossiers.rejected, lang) or page.say("Không có kết quả nào để in.", "No outcomes.")
    )
    answers = {
        (reading.id, option): text
        for reading in question.book.rulebook.readings.values()
        for option, text in reading.options.items()
    }
    if question.robust:
        parts.append(asking(rank_readings(verdicts), lang, answers))
    if verdicts and not summary_only:
        told = explanations(verdicts, lang, answers, _units(question))
        parts += [page.head("Giải thích", "Explanations"), told]
    parts.append("\n".join(_skipped(page, results)))
    if verdicts:
        parts += [] if summary_only else [notices(verdicts, lang)]
        parts.append(provenance(verdicts[0], lang))
    parts.append(page.text(DISCLAIMER))
    return "\n\n".join(part for part in parts if part)


def _units(question: Question) -> dict[tuple[str, str], Text]:
    """To which entity of each kind a candidate belongs, in words: "cơ quan: Thanh tra tỉnh (ttt)"."""
    kinds = question.book.rulebook.vocabulary.entities
    return {
        (dossier.id, kind): Text(
            f"{kinds[kind].label.vi}: {_linked(dossier, kind, 'năm ')}",
            f"{kinds[kind].label.in_lang('en')}: {_linked(dossier, kind, '')}",
        )
        for dossier in question.dossiers.dossiers
        for kind in dossier.links
    }


def _linked(dossier: Dossier, kind: str, year: str) -> str:
    """The entity by its name, if it has one, and its id; year by year where there are several."""
    link = dossier.links[kind]
    years: dict[str, list[int]] = {} if link.always is None else {link.always: []}
    for year_of, entity_id in sorted(link.by_year.items() if link.always is None else ()):
        years.setdefault(entity_id, []).append(year_of)
    told = []
    for entity_id, of_years in years.items():
        entity = dossier.entities.get((kind, entity_id))
        name = f"{entity.name} ({entity_id})" if entity is not None and entity.name else entity_id
        told.append(f"{name}, {year}{years_text(of_years)}" if len(years) > 1 else name)
    return "; ".join(told)


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
    yield from _other_cycle(page, question)
    yield from _chosen(page, question)
    left_out = sum(result.left_out for result in results)
    if question.only:
        shown = ", ".join(page.text(Outcome(value).text) for value in dict.fromkeys(question.only))
        yield page.say(
            f"Chỉ in: {shown}; không in {two_digits(left_out)} kết quả khác.",
            f"Only: {shown}; {page.count(left_out, '', 'other outcome')} left out.",
        )


def _other_cycle(page: Page, question: Question) -> Iterator[str]:
    """The awards of the other cycle, which are left out unless they are named."""
    others = question.other_cycle
    if others:
        ids = ", ".join(award.id for award in others)
        why = (
            page.say("xét hằng năm; cho năm xét bằng `--year`", "annual; give the year with `--year`")
            if others[0].annual
            else page.say("xét cho cả giai đoạn; chỉ định bằng `--award`", "for a whole period; choose with `--award`")
        )
        text = page.say(f"Không xét trong lần này: {ids} ({why}).", f"Not considered: {ids} ({why}).")
        yield from page.sentence(text, 0)


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
