"""HTML pages: sound, escaped, and of one candidate nothing of anybody else's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve
from checkout import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from report.html_page import HtmlPage, sound

from cchc_rules import (
    BatchResult,
    Diagnostic,
    DossierSet,
    LoadedRulebook,
    Outcome,
    RejectedDossier,
    Verdict,
    __version__,
    html_candidate,
    html_report,
    load_rulebook,
    shipped_rulebook,
)
from cchc_rules.model.verdict import Told
from cchc_rules.report.html.tree import tree_list
from cchc_rules.report.page import Page
from cchc_rules.text import Lang, Text

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
ANNUAL = ROOT / "examples/nam-2024.yaml"
PERIOD = ROOT / "examples/giai-doan-2021-2025.yaml"
SMALL = ROOT / "examples/rulebooks/so-vi-du/quy-che-2025"
SMALL_DOSSIERS = ROOT / "examples/ho-so-vi-du.yaml"
LANGUAGES: tuple[Lang, ...] = ("vi", "en")
HARMLESS = "xyz"


@cache
def plan() -> LoadedRulebook:
    """The shipped plan."""
    return shipped_rulebook(PLAN)


def batches(book: LoadedRulebook, dossiers: DossierSet) -> list[BatchResult]:
    """Every award of the cycle that the file is for."""
    year = dossiers.award_year
    awards = [award for award in book.awards if award.annual == (year is not None)]
    return [award.evaluate_many(dossiers, year=year, as_of=dossiers.as_of) for award in awards]


def report(book: LoadedRulebook, dossiers: DossierSet, lang: Lang, *, robust: bool = False) -> str:
    """The page of a whole file."""
    results = batches(book, dossiers)
    verdicts = [verdict for result in results for verdict in result.verdicts]
    return html_report(
        [verdict.with_robustness() for verdict in verdicts] if robust else verdicts,
        rejected=dossiers.rejected,
        skipped={result.award: result.skipped for result in results},
        lang=lang,
        rulebook=book,
        dossiers=dossiers.dossiers,
    )


def candidate(
    book: LoadedRulebook, dossiers: DossierSet, id: str, lang: Lang = "vi", results: Sequence[BatchResult] = ()
) -> str:
    """The page of one candidate of a file."""
    found = results or batches(book, dossiers)
    verdicts = [verdict for result in found for verdict in result.verdicts if verdict.candidate == id]
    (dossier,) = (one for one in dossiers.dossiers if one.id == id)
    return html_candidate(verdicts, lang=lang, rulebook=book, dossier=dossier)


def steady(text: str) -> str:
    """A page without what changes with every edit: style sheet, digest, version."""
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    text = re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-…", text)
    return re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text).replace(f"cchc_rules {__version__}", "cchc_rules …")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("file", [ANNUAL, PERIOD], ids=["annual", "period"])
def test_pages_of_the_examples_are_sound(file: Path, lang: Lang) -> None:
    """Everybody is in the page with id, name and outcome; every outcome leads to its explanation."""
    dossiers = plan().load_dossiers(file)
    page = sound(report(plan(), dossiers, lang, robust=file == ANNUAL))
    assert page.elements[0] == ("html", {"lang": lang})
    for dossier in dossiers.dossiers:
        assert dossier.id in page.text
        assert dossier.name is not None
        assert dossier.name in page.text
    results = batches(plan(), dossiers)
    many = sum(len(result.verdicts) for result in results if not result.award.startswith("bang-khen"))
    links = [link for link in page.links if link.startswith("#case-")]
    assert len(links) == many + 1
    assert {link.removeprefix("#") for link in links} == {one for one in page.ids if one.startswith("case-")}
    assert (
        "Kết quả này không thay cho quyết định" if lang == "vi" else "This does not replace the decision"
    ) in page.text
    assert plan().digest in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_as_they_were_read(lang: Lang, golden: Callable[[Path, str], None]) -> None:
    """The page of a small batch and of one candidate, letter by letter."""
    book = load_rulebook(SMALL)
    dossiers = book.load_dossiers(SMALL_DOSSIERS)
    golden(ROOT / f"tests/golden/html/batch.{lang}.html", steady(report(book, dossiers, lang, robust=True)))
    golden(ROOT / f"tests/golden/html/candidate.{lang}.html", steady(candidate(book, dossiers, "chi", lang)))


def test_decisive_branches_are_open() -> None:
    """What has the truth of the outcome is open, the rest is folded."""
    dossiers = plan().load_dossiers(ANNUAL)
    page = sound(candidate(plan(), dossiers, "cb-02"))
    assert [given.get("open", "folded") for tag, given in page.elements if tag == "details"] == [None] * 4
    page = sound(candidate(plan(), dossiers, "cb-12"))
    assert "folded" in [given.get("open", "folded") for tag, given in page.elements if tag == "details"]


def test_decisive_criteria_are_marked() -> None:
    """Those whose paths are given, by a class and in words."""
    dossiers = plan().load_dossiers(ANNUAL)
    (verdict, *_) = batches(plan(), dossiers)[1].verdicts
    root = verdict.explanation
    shown = str(tree_list(Page("vi"), root, frozenset({root.children[0].path})))
    assert shown.count("decisive") == 1
    assert shown.count("quyết định kết quả") == 1


def _alone(data: dict[str, Any], id: str) -> dict[str, Any]:
    """A dossier file with what concerns one candidate."""
    (own,) = (one for one in data["candidates"] if one["id"] == id)
    attested = [{**one, "candidates": [id]} for one in data["attestations"] if id in one["candidates"]]
    return {**data, "candidates": [own], "attestations": attested}


@pytest.mark.parametrize("file", [ANNUAL, PERIOD], ids=["annual", "period"])
def test_the_page_of_a_candidate_depends_on_nobody_else(file: Path, tmp_path: Path) -> None:
    """It is the same, byte for byte, as if the file held nobody else; no other name or id is in it."""
    dossiers = plan().load_dossiers(file)
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    results = batches(plan(), dossiers)
    for dossier in dossiers.dossiers:
        text = candidate(plan(), dossiers, dossier.id, results=results)
        alone = tmp_path / "alone.yaml"
        alone.write_text(yaml.safe_dump(_alone(data, dossier.id), allow_unicode=True), encoding="utf-8")
        assert text == candidate(plan(), plan().load_dossiers(alone), dossier.id)
        others = [word for one in dossiers.dossiers if one.id != dossier.id for word in (one.id, one.name) if word]
        units = {entity.name for entity in dossier.entities.values()}
        body = text.partition("</style>")[2]
        assert [word for word in others if re.search(rf"\b{word}\b", body) and word not in units] == []
        sound(text)


def test_the_page_of_a_candidate_is_about_one() -> None:
    """Verdicts about several, none at all, or somebody else's dossier are refused."""
    dossiers = plan().load_dossiers(ANNUAL)
    first, second, *_ = batches(plan(), dossiers)[1].verdicts
    with pytest.raises(ValueError, match="of one candidate only"):
        html_candidate([first, second])
    with pytest.raises(ValueError, match="needs a verdict"):
        html_candidate([])
    with pytest.raises(ValueError, match="the dossier is that of `cb-02`, the verdicts are about `cb-01`"):
        html_candidate(first, dossier=dossiers.dossiers[1])
    assert sound(html_candidate(first)).words.count("Trần Minh Khôi") == 1


def _planted(value: object, text: str, key: str = "") -> object:
    """Plain data of a verdict with ``text`` at the end of everything that somebody wrote."""
    if isinstance(value, dict):
        return {name: _planted(one, text, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_planted(one, text, key) for one in value]
    if not isinstance(value, str) or key in ("outcome", "truth", "kind", "path", "comparison", "outcomes", "method"):
        return value
    return value if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value + text


@cache
def samples() -> tuple[Verdict, ...]:
    """Verdicts with every outcome, with records, years, readings, notices, missing facts."""
    found: list[Verdict] = []
    for file in (ANNUAL, PERIOD):
        for result in batches(plan(), plan().load_dossiers(file)):
            for outcome in Outcome:
                found += [verdict.with_robustness() for verdict in result.with_outcome(outcome)[:1]]
    return tuple(found)


def hostile_pages(text: str, lang: Lang) -> Sequence[str]:
    """Pages in which ``text`` is in all that anybody wrote."""
    verdicts = []
    for verdict in samples():
        data = {**verdict.to_dict(), "name": "Lê An"}
        told = _planted(data, text)
        assert isinstance(told, dict)
        verdicts.append(Verdict.from_dict(told))
    diagnostic = Diagnostic("CR999", "error", Text(f"lỗi{text}", f"fault{text}"))
    rejected = RejectedDossier(id=f"cb{text}", name=f"An{text}", diagnostics=(diagnostic,))
    answers = plan().load_dossiers(ANNUAL).dossiers[:1]
    skipped = {f"award{text}": [evolve(one, id=f"id{text}") for one in answers]}
    remark = f"remark{text}"
    whole = html_report(verdicts, rejected=[rejected], skipped=skipped, lang=lang, title=text + "!", remarks=[remark])
    return [whole, *(html_candidate(verdict, lang=lang) for verdict in verdicts)]


PIECES = [
    "<script>alert(1)</script>",
    '"',
    "'",
    "&",
    "<",
    ">",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "\u202e",
    "\u2066",
    "\x00",
]
PIECES += [
    "\x1b[31m",
    "\x7f",
    "\u2028",
    "\r",
    " onload=x ",
    "javascript:",
    "&lt;",
    "&#0;",
    "\ufeff",
    "Ấ",
    "{}",
    "%s",
    "\\",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.characters(), min_size=1, max_size=8).map("".join), st.sampled_from(LANGUAGES)
)
def test_what_anybody_wrote_stays_text(text: str, lang: Lang) -> None:
    """The page has the same elements with the same attributes as if the text were harmless, and shows the text."""
    for hostile, plain in zip(hostile_pages(text, lang), _harmless(lang), strict=True):
        read = HtmlPage(hostile)
        assert [(tag, sorted(given)) for tag, given in read.elements] == plain
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]", hostile)
        assert "<script" not in hostile
        hostile.encode("utf-8")


@cache
def _harmless(lang: Lang) -> list[list[tuple[str, list[str]]]]:
    return [[(tag, sorted(given)) for tag, given in sound(page).elements] for page in hostile_pages(HARMLESS, lang)]


def test_texts_of_the_rulebook_too() -> None:
    """Titles, labels and options of a rulebook are as little trusted as dossiers."""
    book = plan()
    title = Text("<b>Kế hoạch</b>", "<b>plan</b>")
    marked = evolve(book, rulebook=evolve(book.rulebook, identity=evolve(book.rulebook.identity, title=title)))
    dossiers = book.load_dossiers(ANNUAL)
    for text in (report(marked, dossiers, "vi"), candidate(marked, dossiers, "cb-01")):
        assert "&lt;b&gt;Kế hoạch&lt;/b&gt;" in text
        assert "<b>" not in text


def test_a_page_without_verdicts_says_so() -> None:
    """And by which rulebook there are none, if that is known."""
    page = sound(html_report([], rulebook=plan()))
    assert "Không có kết quả nào để in." in page.text
    assert plan().digest in page.text
    assert "No outcomes." in sound(html_report([], lang="en")).text


def test_a_verdict_that_is_not_exact() -> None:
    """Where the search ran out of its budget, that stands above the tree."""
    verdict = evolve(samples()[0], exact=False, method="unresolved")
    assert "Chưa xét hết các khả năng trong giới hạn tính toán." in sound(html_candidate(verdict)).text


def test_readings_that_are_not_plain() -> None:
    """Of each that is told whether it is the default and who confirmed it."""
    (verdict,) = (
        one for one in samples() if one.award == "giay-khen-ca-nhan-hang-nam" and one.outcome is Outcome.ELIGIBLE
    )
    first, *others = verdict.readings
    confirmed = evolve(verdict, readings=(evolve(first, confirmed_by="12/CV"), *others))
    assert "mặc định, xác nhận: 12/CV" in sound(html_candidate(confirmed)).text
    assert "Đều là phương án mặc định" in sound(html_candidate(verdict)).text
    assert "Cách hiểu đã dùng" not in sound(html_candidate(evolve(verdict, readings=()))).text


def test_provenance_that_is_told_only_if_it_is_there() -> None:
    """Number and date of the document, and that bare attestations were trusted."""
    verdict = samples()[0]
    dated = evolve(
        verdict.provenance, number="24/KH", date=datetime.date(2022, 3, 8), trust_bare_attestations=True, year=None
    )
    text = sound(html_candidate(evolve(verdict, provenance=dated))).text
    assert "24/KH" in text
    assert "08/3/2022" in text
    assert "tính cả giá trị không ghi ai xác nhận" in text
    assert "Năm xét" not in text


def test_clauses_and_notices_that_are_not_there() -> None:
    """Without clauses there is no empty line for them, without notices no heading."""
    verdict = samples()[0]
    told = Told(explanation=evolve(verdict.explanation, clauses=()), unknown=verdict.unknown)
    bare = evolve(verdict, notices=(), basis=told)
    page = sound(html_candidate(bare))
    assert "Lưu ý" not in page.text
    assert not [given for _, given in page.elements if given.get("class") == "clause"]
