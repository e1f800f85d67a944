"""`evaluate --format html`, `--candidate` and `--output`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import ANNUAL, PLAN, Runner
from report.html_page import sound

FAULTY = f"""
rulebook: {PLAN}
award_year: 2024
as_of: 2025-01-10
candidates:
  - {{id: tot, kind: individual, name: "Lê <b>An</b>", facts: {{staff_category: civil_servant}}}}
  - {{id: loi, kind: individual, name: "Trần Bí Mật", facts: {{staff_category: nobody}}}}
"""


def test_a_page_of_the_batch(run: Runner) -> None:
    """One page on the standard output, in the language asked for; what was not considered is told by its title."""
    for lang, title in (("vi", "Tổng hợp kết quả xét"), ("en", "Summary of outcomes")):
        ran = run("evaluate", ANNUAL, "--format", "html", "--lang", lang)
        assert ran.code == 0
        page = sound(ran.out)
        assert page.headings[0] == (1, title)
        assert "--award" not in page.text
    assert "Not considered this time: Certificate of merit" in page.text
    assert "The outcome is the same under every reading." not in page.text
    assert (
        "The outcome is the same under every reading."
        in run("evaluate", ANNUAL, "--format", "html", "--lang", "en", "--robust").out
    )


def test_a_page_says_what_it_leaves_out(run: Runner) -> None:
    """``--only`` is told at the top."""
    page = sound(run("evaluate", ANNUAL, "--format", "html", "--only", "eligible").out)
    assert "Chỉ in: Đủ điều kiện xét; không in 57 kết quả khác." in page.text
    assert "Không xét trong lần này: Bằng khen của Chủ tịch UBND tỉnh, tổng kết giai đoạn; " in page.text
    named = sound(run("evaluate", ANNUAL, "--format", "html", "--award", "giay-khen-ca-nhan-hang-nam").out)
    assert "Không xét trong lần này" not in named.text


def test_a_worklist_of_nothing_is_told(run: Runner) -> None:
    """Whoever asks for one among decided outcomes learns why there is none; nobody else does."""
    asked = ("evaluate", ANNUAL, "--format", "html", "--only", "eligible")
    assert "Không có việc nào" not in run(*asked).out
    told = run(*asked, "--worklist").out
    sound(told)
    assert "Không có việc nào: danh sách này chỉ nói về kết quả chưa đủ căn cứ" in told


def test_a_page_of_one_candidate(run: Runner) -> None:
    """Only that candidate, whatever is asked besides; also on the standard error."""
    ran = run("evaluate", ANNUAL, "--format", "html", "--candidate", "cb-05", "--robust")
    assert ran.code == 0
    page = sound(ran.out)
    assert page.headings[0] == (1, "Kết quả xét hồ sơ")
    assert "Võ Đình Toàn" in page.text
    assert "cb-06" not in page.text
    assert ran.err == "Không in 01 cảnh báo chỉ liên quan đến hồ sơ khác.\n"
    assert "32" not in "".join(page.words)


def test_one_candidate_in_text_and_json(run: Runner) -> None:
    """The same choice in every format."""
    text = run("evaluate", ANNUAL, "--candidate", "cb-05").out
    assert "cb-05" in text
    assert "cb-06" not in text
    found = json.loads(run("evaluate", ANNUAL, "--candidate", "cb-05", "--format", "json").out)
    assert {verdict["candidate"] for verdict in found["verdicts"]} == {"cb-05"}
    assert {skipped["candidate"] for skipped in found["skipped"]} == {"cb-05"}


def test_one_candidate_without_a_verdict(run: Runner) -> None:
    """A page says so, names the fault of a faulty dossier, and nobody else."""
    ran = run("evaluate", "-", "--format", "html", "--candidate", "loi", given=FAULTY)
    assert ran.code == 1
    page = sound(ran.out)
    assert "Trần Bí Mật" in page.text
    assert "`staff_category` không có giá trị `nobody`" in page.text
    assert "tot" not in page.words
    assert "Lê" not in page.text
    ran = run("evaluate", ANNUAL, "--format", "html", "--candidate", "cb-02", "--only", "eligible")
    assert "Không có kết quả nào để in." in sound(ran.out).text


def test_faults_of_others_are_not_told(run: Runner) -> None:
    """Whoever asks for one candidate gets that one's faults, and the exit code of that one."""
    ran = run("evaluate", "-", "--candidate", "tot", "--format", "html", given=FAULTY)
    assert (ran.code, ran.err) == (0, "")
    assert "Lê &lt;b&gt;An&lt;/b&gt;" in ran.out
    assert "Bí Mật" not in ran.out


def test_redaction_reaches_the_page(run: Runner) -> None:
    """What is wrong with a dossier is told without its author's words."""
    ran = run("evaluate", "-", "--format", "html", "--redact", given=FAULTY)
    page = sound(ran.out)
    assert "`staff_category` không có giá trị `…`" in page.text
    assert "nobody" not in page.text


@pytest.mark.parametrize(
    ("id", "advice"),
    [("cb-5", "Gợi ý: có thể là `cb-25`"), ("Võ Đình Toàn", "Gợi ý: mã là `id` của hồ sơ trong tệp")],
)
def test_a_candidate_whom_nobody_knows(id: str, advice: str, run: Runner) -> None:
    """The nearest id, if one is near."""
    ran = run("evaluate", ANNUAL, "--candidate", id)
    assert (ran.code, ran.out) == (2, "")
    assert f"các tệp không có hồ sơ `{id}`" in ran.err
    assert advice in ran.err


@pytest.mark.parametrize("format", ["text", "json", "html"])
def test_output_into_a_file(format: str, run: Runner, tmp_path: Path) -> None:
    """The file holds what the standard output would, and replaces what was there."""
    file = tmp_path / "kết quả"
    file.write_text("old" * 100_000, "utf-8")
    ran = run("evaluate", ANNUAL, "--format", format, "--output", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert file.read_text("utf-8") == run("evaluate", ANNUAL, "--format", format).out
    assert run("evaluate", ANNUAL, "--format", format, "--output", "-").out == file.read_text("utf-8")


def test_output_that_cannot_be(run: Runner, tmp_path: Path) -> None:
    """A folder, a file in no folder, a dossier file of this run by whatever name, a file that may not be written."""
    dossiers = tmp_path / "ho-so.yaml"
    dossiers.write_text(FAULTY, "utf-8")
    other = tmp_path / "khac.yaml"
    other.symlink_to(dossiers)
    for name, told in (
        (str(tmp_path), "là một thư mục"),
        (str(tmp_path / "khong" / "co.html"), "không có thư mục"),
        (str(dossiers), "không ghi đè"),
        (str(other), "không ghi đè"),
        ("", "`` là một thư mục"),
    ):
        ran = run("evaluate", str(dossiers), "--format", "html", "--output", name)
        assert (ran.code, ran.out) == (2, "")
        assert told in ran.err
    assert dossiers.read_text("utf-8") == FAULTY
    ran = run("evaluate", str(dossiers), "--output", str(tmp_path / ("x" * 300)))
    assert ran.code == 2
    assert "không ghi được" in ran.err


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "html", "--summary"),
        ("--format", "json", "--color", "always"),
        ("--format", "html", "--color", "always"),
    ],
)
def test_what_is_for_text_only(options: tuple[str, ...], run: Runner) -> None:
    """The summary alone, and colour."""
    ran = run("evaluate", ANNUAL, *options)
    assert ran.code == 2
    assert "chỉ dùng khi in văn bản" in ran.err


@pytest.mark.parametrize("options", [("--candidate", "x"), ("--output", "x"), ("--color", "always")])
def test_what_does_not_go_with_lines(options: tuple[str, ...], run: Runner) -> None:
    """Where every line is a request of its own."""
    ran = run("evaluate", "-", "--format", "jsonl", *options)
    assert ran.code == 2
    assert "không dùng với `--format jsonl`" in ran.err
