"""``cchc-rules read``: an award's criteria as a decree would put them, perhaps beside the official's own copy of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from cchc_rules.api import LoadedAward, LoadedRulebook, shipped_rulebook, shipped_rulebooks
from cchc_rules.cli.exits import DONE
from cchc_rules.cli.files import open_rulebook, print_diagnostics
from cchc_rules.cli.given import STANDARD_INPUT
from cchc_rules.cli.question import chosen_readings
from cchc_rules.cli.usage import CommandLineError, say, screen_width
from cchc_rules.errors import CchcRulesError, UsageError
from cchc_rules.language.codes import diagnose
from cchc_rules.language.reading.reader import read_bytes
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.report.prose_page import award_prose
from cchc_rules.report.source_text import MOST_BYTES, SourceText, read_source
from cchc_rules.text import Lang


def read(options: Namespace, lang: Lang) -> int:
    """The award in prose."""
    if options.rulebook is None:
        message = say(lang, "thiếu bộ tiêu chuẩn và hình thức khen thưởng", "the rulebook and the award are missing")
        advice = say(lang, "`cchc-rules show` in các bộ đi kèm và mã hình thức", "`cchc-rules show` lists both")
        raise CommandLineError(message, advice)
    if options.award in shipped_rulebooks() and options.rulebook not in shipped_rulebooks():
        message = say(
            lang, "bộ tiêu chuẩn đứng trước, hình thức khen thưởng đứng sau", "the rulebook goes before the award"
        )
        right = f"`cchc-rules read {options.award} {options.rulebook}`"
        raise CommandLineError(message, say(lang, f"viết {right}", f"write {right}"))
    if options.award is None and not Path(options.rulebook).exists():
        _award_alone(options.rulebook, lang)
    book = open_rulebook(options.rulebook, lang)
    award = _award(book, options.award, lang)
    readings = FrozenDict({**book.rulebook.default_readings(), **chosen_readings(options, book, lang)})
    year = _year(award, options.year)
    source = None if options.source is None else _source(options.source)
    print_diagnostics(book.warnings, lang)
    print(award_prose(book.rulebook, award.award, lang, readings, year, source, screen_width()))
    return DONE


def _award_alone(name: str, lang: Lang) -> None:
    """Whoever names an award of a shipped rulebook and nothing else is told what goes before it."""
    for rulebook in shipped_rulebooks():
        if name in shipped_rulebook(rulebook).rulebook.awards:
            message = say(lang, "thiếu bộ tiêu chuẩn trước hình thức khen thưởng", "no rulebook before the award")
            right = f"`cchc-rules read {rulebook} {name}`"
            raise CommandLineError(message, say(lang, f"viết {right}", f"write {right}"))


def _award(book: LoadedRulebook, name: str | None, lang: Lang) -> LoadedAward:
    """The award that was named; without a name the names are listed."""
    if not book.awards:
        raise UsageError([diagnose("CR012", rulebook=book.id)])
    if name is None:
        known = ", ".join(award.id for award in book.awards)
        message = say(lang, "thiếu mã hình thức khen thưởng", "the award is missing")
        raise CommandLineError(message, say(lang, f"các hình thức: {known}", f"the awards: {known}"))
    return book.award(name)


def _year(award: LoadedAward, year: int | None) -> int | None:
    """The year that was asked about, if the award is given in it; none: the text is for every year."""
    permitted = award.book.rulebook.award_years
    if year is not None and not award.annual:
        raise UsageError([diagnose("CR006", award=award.id)])
    if year is not None and year not in permitted:
        shown = ", ".join(map(str, permitted))
        raise UsageError([diagnose("CR008", year=year, award=award.id, permitted=shown)])
    return year


def _source(name: str) -> SourceText:
    """The official's own copy of the document; ``-`` is the standard input."""
    if name == STANDARD_INPUT:
        return read_source(sys.stdin.buffer.read(MOST_BYTES + 1), name)
    return read_source(read_bytes(Path(name).expanduser(), MOST_BYTES, CchcRulesError, name), name)
