"""Verdicts as plain text: the summary tables first, then every explanation, the notices, and what no verdict is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import date_text, two_digits
from cchc_rules.model.dossier import RejectedDossier
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Notice, ReadingInForce, UnknownFact, Verdict
from cchc_rules.model.why import Why
from cchc_rules.report.page import Page
from cchc_rules.report.robustness import robustness
from cchc_rules.report.summary import ALIKE, award_table, award_title, rejected_table
from cchc_rules.report.tree import DECISIVE, MARKS, tree
from cchc_rules.report.why import margins, missing, paths
from cchc_rules.text import Lang, Text

DISCLAIMER = Text(
    "Kết quả này không thay cho quyết định của Hội đồng và người có thẩm quyền.",
    "This does not replace the decision of the council and the awarding authority.",
)
_SHORT_DIGEST = len("sha256:") + 12
NO_ANSWERS: Mapping[tuple[str, str], Text] = {}
NO_UNITS: Mapping[tuple[str, str], Text] = {}


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
    answers: Mapping[tuple[str, str], Text] = NO_ANSWERS,
    units: Mapping[tuple[str, str], Text] = NO_UNITS,
    *,
    brief: bool = False,
) -> str:
    """Every verdict explained, award by award; candidates of whom the same is to be said stand together. ``brief``: in a few
    sentences, without the tree.

    ``answers``: the words of a reading's options, by reading and option. ``units``: to which entity of a kind a candidate
    belongs, by candidate and kind; it is told where a fact of such an entity plays a part.
    """
    page = Page(lang)
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
    answers: Mapping[tuple[str, str], Text],
    units: Mapping[tuple[str, str], Text],
    brief: bool,
) -> Iterator[str]:
    alike: dict[tuple[Outcome, tuple[str, ...]], list[Verdict]] = {}
    for verdict in verdicts:
        told = _brief(page, verdict, answers) if brief else _body(page, verdict, answers)
        body = (*_belonging(page, verdict, units), *told)
        alike.setdefault((verdict.outcome, body), []).append(verdict)
    yield from page.item(award_title(page, verdicts[0]), 0)
    for number, ((outcome, body), group) in enumerate(alike.items(), 1):
        yield ""
        everyone = len(alike) == 1 and len(group) >= ALIKE
        total = two_digits(len(group))
        who = page.say(f"Cả {total} hồ sơ", f"All {len(group)} dossiers") if everyone else ", ".join(map(_who, group))
        yield from page.item(f"{who}: {page.text(outcome.text).upper()}", 0, f"{number}.")
        yield from body
    used = list(_readings(page, verdicts[0].readings))
    if used:
        yield ""
        yield from used


def _belonging(page: Page, verdict: Verdict, units: Mapping[tuple[str, str], Text]) -> Iterator[str]:
    """The entities whose facts play a part: "cơ quan: Thanh tra tỉnh (ttt)"."""
    evidence = (item for node in verdict.explanation.walk() for item in node.evidence)
    facts = [*((item.fact, item.entity) for item in evidence), *((one.fact, one.entity) for one in verdict.unknown)]
    kinds = dict.fromkeys(fact.partition(".")[0] for fact, entity in facts if fact and entity)
    told = [page.text(units[verdict.candidate, kind]) for kind in kinds if (verdict.candidate, kind) in units]
    if told:
        yield from page.item("; ".join(told))


def render(
    verdict: Verdict,
    lang: Lang = "vi",
    answers: Mapping[tuple[str, str], Text] = NO_ANSWERS,
    *,
    brief: bool = False,
) -> str:
    """One verdict: whom and what it is about, the outcome, why, what is missing, how the text was read. ``brief``: why in a few
    sentences, and nothing of the readings.
    """
    page = Page(lang)
    year = verdict.provenance.year
    about = award_title(page, verdict) + (page.say(f", năm {year}", f", {year}") if year is not None else "")
    lines = [*page.item(f"{_who(verdict)}: {page.text(verdict.outcome.text).upper()}", 0), *page.item(about, 0)]
    if brief:
        return "\n".join([*lines, *_brief(page, verdict, answers)])
    return "\n".join([*lines, *_body(page, verdict, answers), *_readings(page, verdict.readings)])


def _who(verdict: Verdict) -> str:
    return f"{verdict.name} ({verdict.candidate})" if verdict.name else verdict.candidate


def _why(verdict: Verdict) -> Why | None:
    """Why the outcome is what it is; nothing of a verdict that was read back without it."""
    try:
        return verdict.why
    except LookupError:
        return None


def _brief(page: Page, verdict: Verdict, answers: Mapping[tuple[str, str], Text]) -> Iterator[str]:
    """The verdict in a few sentences; the heading has said the outcome already."""
    why = _why(verdict)
    if why is None:
        yield from _body(page, verdict, answers)
        return
    outcome = page.text(verdict.outcome.text)
    yield from page.sentence(page.text(why.sentence).removeprefix(outcome).removeprefix(". "))
    if verdict.robustness is not None:
        yield from robustness(page, verdict.robustness, verdict, answers)


def _body(page: Page, verdict: Verdict, answers: Mapping[tuple[str, str], Text]) -> Iterator[str]:
    """The tree, what is missing, what leads to eligibility, and whether the outcome depends on the readings."""
    why = _why(verdict)
    if not verdict.exact:
        text = page.say("Chưa xét hết các khả năng trong giới hạn tính toán.", "Not all possibilities were searched.")
        yield from page.sentence(text)
    if verdict.unknown and not verdict.explanation.children:
        for unknown in verdict.unknown:
            yield from page.item(page.text(unknown.text), 1, MARKS[verdict.explanation.truth])
    else:
        yield from tree(page, verdict.explanation, 1, frozenset() if why is None else frozenset(why.decisive))
    if verdict.explanation.children:
        if why is not None and why.relevance is not None:
            yield from missing(page, why.relevance)
        elif verdict.unknown:
            yield from page.item(page.say("Còn thiếu:", "Missing:"))
            for text in _missing(page, verdict.unknown):
                yield from page.item(text, 2, "-")
    if why is not None and verdict.explanation.kind != "external":
        yield from paths(page, why.paths)
        yield from margins(page, [margin for margin in why.margins if margin.path in why.decisive])
    if verdict.robustness is not None:
        yield from robustness(page, verdict.robustness, verdict, answers)


def _missing(page: Page, unknown: Sequence[UnknownFact]) -> Iterator[str]:
    """What is missing; where the same is missing of several years, the first speaks for the others."""
    alike: dict[tuple[object, ...], list[UnknownFact]] = {}
    for one in unknown:
        alike.setdefault((one.fact, one.list, one.record, one.reason, one.entity), []).append(one)
    for first, *others in alike.values():
        years = ", ".join(str(other.year) for other in others)
        also = page.say(f" (tương tự: năm {years})", f" (likewise: {years})") if others else ""
        yield page.text(first.text) + also


def _readings(page: Page, readings: Sequence[ReadingInForce]) -> Iterator[str]:
    """How the text was read where it can be read in more than one way."""
    if not readings:
        return
    plain = all(reading.is_default and reading.confirmed_by is None for reading in readings)
    text = page.say("Cách hiểu đã dùng", "The text was read as follows")
    if plain:
        text += page.say(
            " (đều là phương án mặc định, chưa có ý kiến của người có thẩm quyền)",
            " (defaults; nobody has confirmed them yet)",
        )
    yield f"{text}:"
    for reading in readings:
        line = f"{page.text(reading.question)} → {page.text(reading.answer)} [{reading.reading}={reading.option}]"
        yield from page.item(line if plain else f"{line}; {_standing(page, reading)}", 1, "-")


def _standing(page: Page, reading: ReadingInForce) -> str:
    """Whether this is the default, and whether anyone has ruled."""
    chosen = page.say("mặc định", "default") if reading.is_default else page.say("khác mặc định", "not the default")
    if reading.confirmed_by is None:
        return chosen + page.say(", chưa được xác nhận", ", not confirmed")
    return chosen + page.say(f", xác nhận: {reading.confirmed_by}", f", confirmed by: {reading.confirmed_by}")


def notices(verdicts: Iterable[Verdict], lang: Lang) -> str:
    """The notices of all verdicts, each once."""
    page = Page(lang)
    seen: dict[tuple[str, Text], Notice] = {}
    for verdict in verdicts:
        for notice in verdict.notices:
            seen.setdefault((notice.code, notice.text), notice)
    lines = [page.head("Lưu ý", "Notices")] if seen else []
    for notice in seen.values():
        cited = f" ({page.text(clauses_text(notice.clauses))})" if notice.clauses else ""
        lines += page.item(page.text(notice.text) + cited, 0, "-")
    return "\n".join(lines)


def provenance(verdict: Verdict, lang: Lang) -> str:
    """Which rules, as of which day, by which version."""
    page, p = Page(lang), verdict.provenance
    day, digest = date_text(p.as_of), f"{p.rules_digest[:_SHORT_DIGEST]}…"
    text = page.say(
        f"Bộ tiêu chuẩn {p.rulebook}, nội dung {digest}; chốt số liệu ngày {day.vi}; cchc_rules {p.library_version}",
        f"Rulebook {p.rulebook}, content {digest}; as of {day.in_lang('en')}; cchc_rules {p.library_version}",
    )
    if p.trust_bare_attestations:
        text += page.say("; tính cả giá trị không ghi ai xác nhận", "; values without their attestation were counted")
    return "\n".join(page.sentence(text, 0))
