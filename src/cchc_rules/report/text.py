"""Verdicts as plain text: the summary tables first, then every explanation, the notices, and what no verdict is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_rules.explain.words import two_digits
from cchc_rules.model.dossier import Dossier, RejectedDossier
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import ReadingInForce, Verdict
from cchc_rules.report.beside import names_of, units_of
from cchc_rules.report.page import NO_NAMES, Page
from cchc_rules.report.robustness import robustness_parts
from cchc_rules.report.sentences import (
    NO_ANSWERS,
    NO_UNITS,
    Answers,
    Units,
    are_plain,
    belonging,
    missing,
    not_exact,
    notice_sentences,
    provenance_sentence,
    readings_head,
    standing,
    who,
)
from cchc_rules.report.summary import ALIKE, award_table, award_title, rejected_table
from cchc_rules.report.tree import DECISIVE, MARKS, tree
from cchc_rules.report.why import margins, paths, still_missing, why_of, without_outcome
from cchc_rules.text import Lang


def summary(verdicts: Sequence[Verdict], rejected: Sequence[RejectedDossier], lang: Lang) -> str:
    """A table for each award, and one of the dossiers that could not be used."""
    page = Page(lang)
    parts = ["\n".join(award_table(page, group)) for group in by_award(verdicts)]
    if rejected:
        parts.append("\n".join(rejected_table(page, rejected)))
    return "\n\n".join(parts)


def by_award(verdicts: Iterable[Verdict]) -> list[list[Verdict]]:
    """The verdicts of each award, in the order in which awards first occur."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.award, []).append(verdict)
    return list(groups.values())


def explanations(
    verdicts: Sequence[Verdict],
    lang: Lang,
    answers: Answers = NO_ANSWERS,
    units: Units = NO_UNITS,
    *,
    names: Mapping[str, str] = NO_NAMES,
    brief: bool = False,
) -> str:
    """Every verdict explained, award by award; candidates of whom the same is to be said stand together. ``brief``: in a few
    sentences, without the tree.

    ``answers``: the words of a reading's options, by reading and option. ``units``: to which entity of a kind a candidate
    belongs, by candidate and kind; it is told where a fact of such an entity plays a part. ``names``: what entities are called.
    """
    page = Page(lang, names)
    parts = ["\n".join(_of_award(page, group, answers, units, brief)) for group in by_award(verdicts)]
    if not brief and any(DECISIVE in part for part in parts):
        legend = page.say(
            f"{DECISIVE}: tiêu chuẩn quyết định kết quả.", f"{DECISIVE}: the criteria that decide the outcome."
        )
        parts.insert(0, legend)
    return "\n\n".join(parts)


def _of_award(
    page: Page,
    verdicts: Sequence[Verdict],
    answers: Answers,
    units: Units,
    brief: bool,
) -> Iterator[str]:
    alike: dict[tuple[Outcome, tuple[str, ...]], list[Verdict]] = {}
    for verdict in verdicts:
        told = belonging(page, verdict, units)
        why = _brief(page, verdict, answers) if brief else _body(page, verdict, answers)
        body = (*(page.item(told) if told else ()), *why)
        alike.setdefault((verdict.outcome, body), []).append(verdict)
    yield from page.item(award_title(page, verdicts[0]), 0)
    for number, ((outcome, body), group) in enumerate(alike.items(), 1):
        yield ""
        everyone = len(alike) == 1 and len(group) >= ALIKE
        total = two_digits(len(group))
        whom = page.say(f"Cả {total} hồ sơ", f"All {len(group)} dossiers") if everyone else ", ".join(map(who, group))
        yield from page.item(f"{whom}: {page.text(outcome.text).upper()}", 0, f"{number}.")
        yield from body
    used = list(_readings(page, verdicts[0].readings))
    if used:
        yield ""
        yield from used


def render(
    verdict: Verdict,
    lang: Lang = "vi",
    answers: Answers = NO_ANSWERS,
    *,
    brief: bool = False,
    dossier: Dossier | None = None,
) -> str:
    """One verdict: whom and what it is about, the outcome, why, what is missing, how the text was read. ``brief``: why in a few
    sentences, and nothing of the readings.

    ``dossier``: that of the candidate. A verdict knows entities by their ids alone; with the dossier they have their names, and
    it is told to which of them the candidate belongs. ``ValueError`` for the dossier of somebody else.
    """
    if dossier is not None and dossier.id != verdict.candidate:
        raise ValueError(f"the dossier is that of `{dossier.id}`, the verdict is about `{verdict.candidate}`")
    known = () if dossier is None else (dossier,)
    page = Page(lang, names_of(known, lang))
    year = verdict.provenance.year
    about = award_title(page, verdict) + (page.say(f", năm {year}", f", {year}") if year is not None else "")
    lines = [*page.item(f"{who(verdict)}: {page.text(verdict.outcome.text).upper()}", 0), *page.item(about, 0)]
    told = belonging(page, verdict, units_of(known))
    lines += page.item(told) if told else ()
    if brief:
        return "\n".join([*lines, *_brief(page, verdict, answers)])
    return "\n".join([*lines, *_body(page, verdict, answers), *_readings(page, verdict.readings)])


def _brief(page: Page, verdict: Verdict, answers: Answers) -> Iterator[str]:
    """The verdict in a few sentences; the heading has said the outcome already."""
    why = why_of(verdict)
    if why is None:
        yield from _body(page, verdict, answers)
        return
    yield from page.sentence(without_outcome(page, verdict, why))
    yield from _robustness(page, verdict, answers)


def _body(page: Page, verdict: Verdict, answers: Answers) -> Iterator[str]:
    """The tree, what is missing, what leads to eligibility, and whether the outcome depends on the readings."""
    why = why_of(verdict)
    if not verdict.exact:
        yield from page.sentence(not_exact(page))
    if verdict.unknown and not verdict.explanation.children:
        for unknown in verdict.unknown:
            yield from page.item(page.text(unknown.text), 1, MARKS[verdict.explanation.truth])
    else:
        yield from tree(page, verdict.explanation, 1, frozenset() if why is None else frozenset(why.decisive))
    if verdict.explanation.children:
        if why is not None and why.relevance is not None:
            yield from still_missing(page, why.relevance)
        elif verdict.unknown:
            yield from page.item(page.say("Còn thiếu:", "Missing:"))
            for text in missing(page, verdict.unknown):
                yield from page.item(text, 2, "-")
    if why is not None and verdict.explanation.kind != "external":
        yield from paths(page, why.paths)
        yield from margins(page, [margin for margin in why.margins if margin.path in why.decisive])
    yield from _robustness(page, verdict, answers)


def _robustness(page: Page, verdict: Verdict, answers: Answers) -> Iterator[str]:
    """Whether the outcome depends on how the text is read, if that was asked for."""
    if verdict.robustness is not None:
        for part in robustness_parts(page, verdict.robustness, verdict, answers):
            yield from page.sentence(part.head)
            for line in part.lines:
                yield from page.item(line.text, 2, "-")
                for text in line.below:
                    yield from page.item(text, 3, "·")


def _readings(page: Page, readings: Sequence[ReadingInForce]) -> Iterator[str]:
    """How the text was read where it can be read in more than one way."""
    if not readings:
        return
    yield f"{readings_head(page, readings)}:"
    plain = are_plain(readings)
    for reading in readings:
        line = f"{page.text(reading.question)} → {page.text(reading.answer)} [{reading.reading}={reading.option}]"
        yield from page.item(line if plain else f"{line}; {standing(page, reading)}", 1, "-")


def notices(verdicts: Iterable[Verdict], lang: Lang) -> str:
    """The notices of all verdicts, each once."""
    page = Page(lang)
    told = list(notice_sentences(page, verdicts))
    lines = [page.head("Lưu ý", "Notices")] if told else []
    return "\n".join([*lines, *(line for text in told for line in page.item(text, 0, "-"))])


def provenance(verdict: Verdict, lang: Lang) -> str:
    """Which rules, as of which day, by which version."""
    page = Page(lang)
    return "\n".join(page.sentence(provenance_sentence(page, verdict), 0))
