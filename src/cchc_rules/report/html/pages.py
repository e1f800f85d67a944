"""Whole pages: of a batch, and of one candidate, fit to be handed to that person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import date_text
from cchc_rules.model.dossier import Dossier, RejectedDossier
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.worklist import Worklist
from cchc_rules.report.beside import answers_of, names_of, units_of
from cchc_rules.report.html.batch import (
    cases_of,
    explanations_section,
    skipped_section,
    summary_section,
    worklist_section,
)
from cchc_rules.report.html.body import verdict_body
from cchc_rules.report.html.markup import Content, Element, document, element
from cchc_rules.report.html.parts import (
    Setting,
    bullets,
    notices_section,
    outcome_badge,
    readings_section,
    section,
)
from cchc_rules.report.html.sheet import sheet
from cchc_rules.report.html.tables import rejected_table
from cchc_rules.report.page import Page
from cchc_rules.report.sentences import DISCLAIMER, NO_ANSWERS, belonging
from cchc_rules.report.summary import grounds
from cchc_rules.report.why import why_of
from cchc_rules.text import Lang
from cchc_rules.version import __version__

if TYPE_CHECKING:
    from cchc_rules.api import LoadedRulebook

NOBODY: Mapping[str, Sequence[Dossier]] = {}


def html_report(
    verdicts: Iterable[Verdict],
    *,
    rejected: Iterable[RejectedDossier] = (),
    skipped: Mapping[str, Sequence[Dossier]] = NOBODY,
    lang: Lang = "vi",
    title: str | None = None,
    rulebook: LoadedRulebook | None = None,
    dossiers: Iterable[Dossier] = (),
    remarks: Sequence[str] = (),
    worklist: Worklist | None = None,
) -> str:
    """The page of a batch: a table for each award, every verdict explained, whom no award is for, notices.

    ``rejected`` and ``skipped`` (by the award's id) are those of :class:`~cchc_rules.BatchResult`. ``rulebook`` and
    ``dossiers`` give words that verdicts do not hold: titles, options of readings, names of the candidates' offices.
    ``remarks`` stand at the top, and a ``worklist`` of the verdicts after the tables. The page is one file and loads nothing,
    needs no script and runs none.
    """
    told, faulty = list(verdicts), list(rejected)
    setting = _setting(lang, rulebook, dossiers, level=5)
    head = title or setting.say("Tổng hợp kết quả xét", "Summary of outcomes")
    cases = cases_of(setting, told)
    main = (
        summary_section(setting, told, cases),
        *([_rejected_section(setting, faulty)] if faulty else ()),
        *worklist_section(setting, worklist),
        *explanations_section(setting, cases),
        *skipped_section(setting, told, skipped, rulebook),
        *readings_section(setting, told),
        *notices_section(setting, told),
    )
    top = (
        element("h1", head),
        _facts(setting, told, rulebook),
        [element("p", text) for text in remarks],
        _contents(setting, main),
    )
    return _page(setting, head, top, main, told, rulebook)


def html_candidate(
    verdicts: Verdict | Iterable[Verdict],
    *,
    lang: Lang = "vi",
    rulebook: LoadedRulebook | None = None,
    dossier: Dossier | None = None,
) -> str:
    """The page of one candidate: what each award says of that candidate, and nothing of anybody else.

    ``rulebook`` and ``dossier`` give words that verdicts do not hold. ``ValueError`` if there is no verdict, or if they are
    about several candidates.
    """
    told = [verdicts] if isinstance(verdicts, Verdict) else list(verdicts)
    if not told:
        raise ValueError("the page of a candidate needs a verdict")
    first = told[0]
    if any(verdict.candidate != first.candidate for verdict in told):
        raise ValueError("the page of a candidate has the verdicts of one candidate only")
    if dossier is not None and dossier.id != first.candidate:
        raise ValueError(f"the dossier is that of `{dossier.id}`, the verdicts are about `{first.candidate}`")
    setting = _setting(lang, rulebook, [dossier] if dossier else [], level=3)
    head = setting.say("Kết quả xét hồ sơ", "Outcome for one candidate")
    units = dict.fromkeys(unit for unit in (belonging(setting.page, one, setting.units) for one in told) if unit)
    person = [
        (setting.say("Họ tên, đơn vị", "Name"), first.name),
        (setting.say("Mã hồ sơ", "Id"), first.candidate),
        (setting.say("Thuộc", "Belongs to"), "; ".join(units)),
    ]
    main: list[Content] = [
        [_of_award(setting, verdict, number) for number, verdict in enumerate(told, 1)],
        readings_section(setting, told),
        notices_section(setting, told),
    ]
    top = (element("h1", head), _facts(setting, told, rulebook, person))
    return _page(setting, f"{head}: {first.name or first.candidate}", top, main, told, rulebook)


def _of_award(setting: Setting, verdict: Verdict, number: int) -> Element:
    """What one award says of the candidate."""
    page, cited, told = setting.page, verdict.explanation.clauses, why_of(verdict)
    main_grounds = page.say("Căn cứ chính: ", "Main grounds: ") + grounds(page, verdict)
    return section(
        f"award-{number}",
        page.text(verdict.award_title),
        element("p", page.text(clauses_text(cited)), class_="clause") if cited else None,
        element("p", outcome_badge(page, verdict.outcome, "outcome large")),
        element("p", main_grounds, ".", class_="grounds") if verdict.explanation.children and told is None else None,
        verdict_body(setting, verdict),
    )


def _contents(setting: Setting, sections: Iterable[Element]) -> Element:
    """Links to the sections of a long page."""
    heads = (one.children[0] for one in sections)
    links = [element("a", one.children, href=f"#{dict(one.attributes)['id']}") for one in heads if type(one) is Element]
    return element("nav", bullets(links, "contents"), aria_label=setting.say("Mục lục", "Contents"))


def _setting(lang: Lang, rulebook: LoadedRulebook | None, dossiers: Iterable[Dossier], level: int) -> Setting:
    answers = NO_ANSWERS if rulebook is None else answers_of(rulebook.rulebook)
    known = tuple(dossiers)
    return Setting(page=Page(lang, names_of(known, lang)), answers=answers, units=units_of(known), level=level)


def _facts(
    setting: Setting,
    verdicts: Sequence[Verdict],
    rulebook: LoadedRulebook | None,
    before: Sequence[tuple[str, str | None]] = (),
) -> Element | None:
    """Whom it is about, by which document, for which year, as of which day."""
    page, pairs = setting.page, list(before)
    if rulebook is not None:
        pairs.append((page.say("Bộ tiêu chuẩn", "Rulebook"), page.text(rulebook.rulebook.identity.title)))
    sources = [verdict.provenance for verdict in verdicts]
    years = ", ".join(dict.fromkeys(str(source.year) for source in sources if source.year is not None))
    days = ", ".join(dict.fromkeys(page.text(date_text(source.as_of)) for source in sources))
    pairs += [(page.say("Năm xét", "Award year"), years), (page.say("Chốt số liệu ngày", "As of"), days)]
    return _pairs([(name, value) for name, value in pairs if value])


def _pairs(pairs: Sequence[tuple[str, Content]]) -> Element | None:
    """Names with their values."""
    lines = (element("div", element("dt", name), element("dd", value)) for name, value in pairs)
    return element("dl", lines, class_="facts") if pairs else None


def _rejected_section(setting: Setting, rejected: Sequence[RejectedDossier]) -> Element:
    number = setting.page.count(len(rejected), "hồ sơ", "dossier")
    head = setting.say(f"Hồ sơ có lỗi, không xét: {number}", f"Faulty, not evaluated: {number}")
    return section("faulty", head, rejected_table(setting.page, rejected))


def _page(
    setting: Setting,
    title: str,
    top: Content,
    main: Content,
    verdicts: Sequence[Verdict],
    rulebook: LoadedRulebook | None,
) -> str:
    """The head of a page, what it says, what no verdict is, and what it was made with."""
    page = setting.page
    made_with = list(_provenance(setting, verdicts))
    if not made_with and rulebook is not None:
        made_with = [_made_with(setting, rulebook.id, rulebook.digest, __version__)]
    footer = element("footer", element("p", element("strong", page.text(DISCLAIMER))), made_with)
    return document(page.lang, title, sheet(page.lang), element("header", top), element("main", main), footer)


def _provenance(setting: Setting, verdicts: Sequence[Verdict]) -> Iterator[Element | None]:
    """By which rules, with which content, by which version; each combination once."""
    say, page = setting.say, setting.page
    seen = {
        (p.rulebook, p.issuer, p.number, p.date, p.rules_digest, p.library_version, p.trust_bare_attestations)
        for p in (verdict.provenance for verdict in verdicts)
    }
    for rulebook, issuer, number, date, digest, version, trust in sorted(seen, key=str):
        trusted = say("tính cả giá trị không ghi ai xác nhận", "values without their attestation were counted")
        yield _made_with(
            setting,
            rulebook,
            digest,
            version,
            (say("Cơ quan ban hành", "Issuer"), page.text(issuer)),
            (say("Số văn bản", "Number"), number),
            (say("Ngày văn bản", "Dated"), page.text(date_text(date)) if date else None),
            (say("Xác nhận", "Attestations"), trusted if trust else None),
        )


def _made_with(
    setting: Setting, rulebook: str, digest: str, version: str, *more: tuple[str, str | None]
) -> Element | None:
    say = setting.say
    pairs = [
        *more,
        (say("Mã bộ tiêu chuẩn", "Rulebook id"), rulebook),
        (say("Mã nội dung", "Content digest"), digest),
        (say("Phần mềm", "Made with"), f"cchc_rules {version}"),
    ]
    return _pairs([(name, value) for name, value in pairs if value])
