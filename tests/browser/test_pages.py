"""HTML pages in a real Chromium: on a phone, on a screen, on paper. `make test-browser` runs this and leaves pictures."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from browser.chromium import NAMES, Browser, MissingError, Page, program
from checkout import ROOT
from report.html_page import HtmlPage

from cchc_rules.cli.main import main

pytestmark = pytest.mark.browser

EXAMPLES = {"nam-2024": "cb-02", "giai-doan-2021-2025": "gd-02"}
PAGES = [
    pytest.param(file, candidate, lang, id=f"{file}-{candidate or 'all'}-{lang}")
    for file, one in EXAMPLES.items()
    for candidate in (None, one)
    for lang in ("vi", "en")
]
pages = pytest.mark.parametrize(("file", "candidate", "lang"), PAGES)

TOO_WIDE = """
[...document.querySelectorAll("body *")].filter(e => {
    const box = e.getBoundingClientRect();
    return !e.closest(".heard, thead") && box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map(e => e.outerHTML.slice(0, 120))
"""
INSIDE_CELLS = """
[...document.querySelectorAll("td, th")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str | None, str], Path]:
    """Every page as the command writes it."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for param in PAGES:
        file, candidate, lang = key = param.values
        out = folder / f"{param.id}.html"
        choice = ["--candidate", str(candidate)] if candidate else []
        arguments = ["evaluate", str(ROOT / f"examples/{file}.yaml"), "--format", "html", "--output", str(out)]
        assert main([*arguments, "--lang", str(lang), *choice]) == 0
        found[file, candidate, lang] = out
        assert key == (file, candidate, lang)
    return found  # type: ignore[return-value]  # params of pytest have no types


def blocked(page: Page) -> list[object]:
    """Whatever the browser complains about: policy, scripts, loads."""
    told = page.events("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
    issues = [event["issue"] for event in page.events("Audits.issueAdded")]
    asked = [event["request"]["url"] for event in page.events("Network.requestWillBeSent")]
    return [*told, *issues, *asked[1:]]


@pages
@pytest.mark.parametrize(("width", "dark"), [(360, False), (412, True), (1200, False), (1200, True)])
def test_screens(
    file: str,
    candidate: str | None,
    lang: str,
    width: int,
    dark: bool,
    browser: Browser,
    written: dict[object, Path],
    pictures: Path,
) -> None:
    """Nothing is wider than the screen, nothing but the file is asked for, nothing is blocked; the style sheet is in force."""
    source = written[file, candidate, lang]
    with browser.page(source, width=width, dark=dark) as page:
        page.picture(pictures / f"{source.stem}-{width}{'-dark' if dark else ''}.png")
        assert page.value("[innerWidth, document.documentElement.scrollWidth]") == [width, width]
        assert page.value(TOO_WIDE) == []
        assert page.value(INSIDE_CELLS) == []
        ground = page.value("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == ("rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)")
        laid_out = page.value("[...document.querySelectorAll('tr')].slice(-1).map(e => getComputedStyle(e).display)")
        assert laid_out in ([], ["block" if width < 640 else "table-row"])
        assert blocked(page) == []


@pages
def test_paper(
    file: str, candidate: str | None, lang: str, browser: Browser, written: dict[object, Path], pictures: Path
) -> None:
    """A4; every word of the page is on paper, folded or not; each sheet has the disclaimer and its number."""
    source = written[file, candidate, lang]
    with browser.page(source, width=1200) as page:
        printed = page.pdf(pictures / f"{source.stem}.pdf")
    about = ran("pdfinfo", str(printed))
    assert "(A4)" in about
    number = int(re.findall(r"Pages: +(\d+)", about)[0])
    assert number <= (4 if candidate else 60)
    text = ran("pdftotext", "-layout", str(printed), "-")
    sheets = text.rstrip("\f").split("\f")
    assert len(sheets) == number
    foot = "Kết quả này không thay cho quyết định" if lang == "vi" else "This does not replace the decision"
    for i, sheet in enumerate(sheets, 1):
        assert foot in sheet
        assert f"{i}/{number}" in sheet
        assert len(sheet.split()) > 25, "a sheet with next to nothing on it"
    wanted = words_of(source)
    seen = set(letters(ran("pdftotext", "-raw", str(printed), "-")).split())
    assert sorted(wanted - seen) == []


def words_of(source: Path) -> set[str]:
    """The words of what is printed: no links between sections, no words for those who hear the page."""
    text = source.read_text(encoding="utf-8")
    text = re.sub(r'<nav.*?</nav>|<span class="heard">.*?</span>', "", text, flags=re.DOTALL)
    body = HtmlPage(text).words
    return {word for word in letters("\n".join(body)).split() if len(word) < 12}


def letters(text: str) -> str:
    """Letters and digits alone: words may be broken at anything else."""
    return re.sub(r"[^\w]+|_", " ", text.replace("-\n", "-"))


def ran(name: str, *arguments: str) -> str:
    """What a program prints."""
    return subprocess.run([program(name), *arguments], capture_output=True, check=True, encoding="utf-8").stdout


def test_folds_open_on_paper_only(browser: Browser, written: dict[object, Path]) -> None:
    """On a screen a case is closed until it is asked for; a link to it opens it and shows its name."""
    source = written["nam-2024", None, "vi"]
    with browser.page(source, width=1200) as page:
        assert page.value("[...document.querySelectorAll('.case')].filter(e => e.open).length") == 0
        assert not page.value("document.getElementById('case-2-2').checkVisibility()")
        page.ask("Emulation.setEmulatedMedia", media="print")
        assert page.value("document.getElementById('case-2-2').checkVisibility()")
    with browser.page(source, width=360, fragment="#case-2-2") as page:
        assert page.value(
            "[...document.querySelectorAll('.case')].filter(e => e.open).map(e => e.querySelector('h4').textContent)"
        ) == ["Lê Thị Hạ Vy (cb-02)"]
        top = page.value("document.querySelector('.case[open] h4').getBoundingClientRect().top")
        assert 0 <= top < 200


def test_pages_need_no_script(browser: Browser, written: dict[object, Path], tmp_path: Path) -> None:
    """The policy blocks a script and a style that somebody smuggles in; so the checks above would notice one."""
    text = written["nam-2024", "cb-02", "vi"].read_text(encoding="utf-8")
    smuggled = tmp_path / "page.html"
    smuggled.write_text(
        text.replace(
            "</main>", '<script>document.title="run"</script><p style="color:red" id="p">x</p><img src="x.png"></main>'
        ),
        encoding="utf-8",
    )
    with browser.page(smuggled, width=1200) as page:
        assert page.value("document.title").startswith("Kết quả xét hồ sơ")
        assert page.value("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
        complaints = " ".join(str(one) for one in blocked(page))
        assert complaints.count("script-src") >= 1
        assert complaints.count("style-src") >= 1
        assert "img-src" in complaints


def test_a_long_word_does_not_widen_a_phone(browser: Browser, tmp_path: Path) -> None:
    """Ids and titles without a blank are broken."""
    dossiers, out = tmp_path / "ho-so.yaml", tmp_path / "page.html"
    long = "x" * 120
    dossiers.write_text(
        "rulebook: thanh-tra-binh-dinh/ke-hoach-2022\naward_year: 2024\nas_of: 2025-01-20\ncandidates:\n"
        f"  - {{id: {long}, kind: individual, name: {long}}}\n  - {{id: l{long}, kind: individual, facts: {{{long}: 1}}}}\n",
        encoding="utf-8",
    )
    assert main(["evaluate", str(dossiers), "--format", "html", "--output", str(out)]) == 1
    for width in (360, 1200):
        with browser.page(out, width=width) as page:
            assert page.value("document.documentElement.scrollWidth") == width
            assert page.value(TOO_WIDE) == []


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Chromium nothing is skipped: the tests fail and say what to install."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="`chromium` is not installed; `make chromium` installs"):
        program(*NAMES)
