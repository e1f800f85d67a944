"""What `evaluate` was asked, with everything that was left open filled in: awards, year, day, readings."""

from __future__ import annotations

import datetime
from argparse import Namespace
from collections.abc import Mapping, Sequence

from attrs import frozen

from cchc_rules.api import LoadedAward, LoadedRulebook
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.engine.evaluation import Engine
from cchc_rules.errors import UsageError
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.model.dossier import Dossier, DossierSet
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.worklist import Worklist
from cchc_rules.text import Lang


@frozen(kw_only=True)
class Question:
    """What is evaluated, and how. ``year`` is that of the annual awards among ``awards``, ``None`` if there is none;
    ``other_cycle`` are the awards that nobody asked for, where none were named.
    """

    book: LoadedRulebook
    dossiers: DossierSet
    awards: tuple[LoadedAward, ...]
    other_cycle: tuple[LoadedAward, ...]
    year: int | None
    as_of: datetime.date
    readings: Mapping[str, str]
    trust_bare_attestations: bool
    only: tuple[str, ...]
    robust: bool
    worklist: bool
    engine: Engine


def question_of(options: Namespace, book: LoadedRulebook, dossiers: DossierSet, lang: Lang) -> Question:
    """The options, and what the files say where there is none."""
    year = dossiers.award_year if options.year is None else options.year
    awards = _chosen(options, book) if options.award else _of_cycle(book, year, lang)
    annual = [award for award in awards if award.annual]
    if options.year is not None and not annual:
        raise UsageError([diagnose("CR006", award=awards[0].id)])
    if annual and year is None:
        advice = say(
            lang, "ghi `award_year` trong tệp, hoặc dùng `--year`", "give `award_year` in the file, or `--year`"
        )
        message = say(
            lang, f"`{annual[0].id}` xét hằng năm nên cần năm xét", f"`{annual[0].id}` is annual: say which year"
        )
        raise CommandLineError(message, advice)
    return Question(
        book=book,
        dossiers=dossiers,
        awards=awards,
        other_cycle=() if options.award else tuple(a for a in book.awards if a.annual != awards[0].annual),
        year=year if annual else None,
        as_of=options.as_of or dossiers.as_of,
        readings=chosen_readings(options, book, lang),
        trust_bare_attestations=options.trust_bare_attestations,
        only=tuple(options.only),
        robust=options.robust,
        worklist=options.worklist,
        engine=options.engine,
    )


def _chosen(options: Namespace, book: LoadedRulebook) -> tuple[LoadedAward, ...]:
    """The awards that were named, each once."""
    return tuple(book.award(name) for name in dict.fromkeys(options.award))


def _of_cycle(book: LoadedRulebook, year: int | None, lang: Lang) -> tuple[LoadedAward, ...]:
    """The annual awards if there is an award year, else those of the period."""
    awards = tuple(award for award in book.awards if award.annual == (year is not None))
    if awards:
        return awards
    if not book.awards:
        message = say(
            lang,
            f"bộ tiêu chuẩn `{book.id}` chưa có tiêu chuẩn nên chưa xét được",
            f"the rulebook `{book.id}` awaits its criteria: there is nothing to evaluate",
        )
        raise CommandLineError(message)
    known = ", ".join(award.id for award in book.awards)
    cycle = say(lang, "cho cả giai đoạn", "for a period") if year is None else say(lang, "hằng năm", "annually")
    message = say(
        lang,
        f"bộ tiêu chuẩn không có hình thức nào xét {cycle}; các hình thức: {known}",
        f"no award of this rulebook is given {cycle}; its awards: {known}",
    )
    advice = say(
        lang,
        "chọn bằng `--award`; xét hằng năm thì cần năm xét, ghi `award_year` hoặc dùng `--year`",
        "choose with `--award`; annual awards need a year, as `award_year` or with `--year`",
    )
    raise CommandLineError(message, advice)


def chosen_readings(options: Namespace, book: LoadedRulebook | None, lang: Lang) -> dict[str, str]:
    """The options chosen, one for each reading; that they exist is looked at as soon as the rulebook is known."""
    chosen: dict[str, str] = {}
    for reading, option in options.reading:
        if book is not None:
            _refuse_unknown(reading, option, book)
        if chosen.setdefault(reading, option) != option:
            message = say(
                lang,
                f"`--reading {reading}` được ghi hai lần, khác nhau",
                f"`--reading {reading}` is given twice, with different options",
            )
            raise CommandLineError(message)
    return chosen


def _refuse_unknown(reading: str, option: str, book: LoadedRulebook) -> None:
    """A reading is declared by the rulebook, an option by the reading."""
    declared = book.rulebook.readings
    if reading not in declared:
        raise UsageError([diagnose("CR009", reading=reading, help=near_miss(reading, declared))])
    known = declared[reading].options
    if option not in known:
        advice = near_miss(option, known)
        raise UsageError([diagnose("CR010", reading=reading, option=option, known=", ".join(known), help=advice)])


@frozen
class Result:
    """What one award says: the verdicts to show, how many ``--only`` left out, and whom the award is not for."""

    award: LoadedAward
    verdicts: tuple[Verdict, ...]
    left_out: int
    skipped: tuple[Dossier, ...]


def results_of(question: Question) -> tuple[Result, ...]:
    """The answers, award by award."""
    return tuple(_result(question, award) for award in question.awards)


def worklist_of(question: Question, results: Sequence[Result]) -> Worklist | None:
    """What is missing for the verdicts that are shown, if that was asked for."""
    if not question.worklist:
        return None
    return question.book.worklist([v for result in results for v in result.verdicts], question.dossiers)


def _result(question: Question, award: LoadedAward) -> Result:
    batch = award.evaluate_many(
        question.dossiers,
        year=question.year if award.annual else None,
        as_of=question.as_of,
        readings=question.readings,
        trust_bare_attestations=question.trust_bare_attestations,
        engine=question.engine,
    )
    shown = [verdict for verdict in batch.verdicts if not question.only or verdict.outcome.value in question.only]
    if question.robust:
        shown = [verdict.with_robustness() for verdict in shown]
    return Result(award, tuple(shown), len(batch.verdicts) - len(shown), batch.skipped)
