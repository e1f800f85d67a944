"""What `check` says of rulebooks and dossier files."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import ANNUAL, PLAN, PROJECT, TRIAL, TRIAL_ANNUAL, Runner

GOOD = f"rulebook: {PLAN}\nas_of: 2025-01-20\ncandidates: [{{id: cb, kind: individual}}]\n"
BAD = f"rulebook: {PLAN}\nas_of: 2025-01-20\ncandidates: [{{id: cb, kind: individul}}, {{id: ok, kind: individual}}]\n"


def test_what_is_right_is_said_in_a_line(run: Runner) -> None:
    """A line for each rulebook and file, with what it holds, and the numbers at the end."""
    ran = run("check", PLAN, ANNUAL)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{PLAN}: không có lỗi (06 hình thức khen thưởng, 16 cách hiểu)\n")
    assert f"{ANNUAL}: không có lỗi, 01 cảnh báo (32 hồ sơ dùng được)\n" in ran.out
    assert ran.out.endswith("Đã kiểm tra 02 mục: 02 không có lỗi, 00 có lỗi; tổng cộng 00 lỗi, 01 cảnh báo.\n")


def test_a_folder_stands_for_the_rulebooks_in_it(run: Runner) -> None:
    """The folder of an issuer, or of all issuers, is checked rulebook by rulebook."""
    ran = run("check", str(PROJECT / "criteria"))
    assert ran.out.count("không có lỗi (") == 2
    assert "ke-hoach-24-2022: không có lỗi (chưa có tiêu chuẩn)" in ran.out
    assert run("check", str(PROJECT / "criteria" / "thanh-tra-binh-dinh")).out.count("không có lỗi (") == 1


def test_a_file_of_a_rulebook_stands_for_its_folder(run: Runner) -> None:
    """Whoever edits an award file can name just that; the rulebook is checked once."""
    ran = run("check", f"{TRIAL}/bieu-duong-nam.yaml", f"{TRIAL}/rulebook.yaml", TRIAL)
    assert ran.code == 0
    assert ran.out.startswith(
        f"{TRIAL}: không có lỗi, 05 cảnh báo (03 hình thức khen thưởng, 02 cách hiểu)\n\n{TRIAL}/rule"
    )
    assert "Đã kiểm tra 01 mục" in ran.out


def test_faults_are_shown_in_place(run: Runner, tmp_path: Path) -> None:
    """Every fault with its line and advice, and exit code 1; the other files are checked all the same."""
    bad, good = tmp_path / "xấu.yaml", tmp_path / "tốt.yaml"
    bad.write_text(BAD, "utf-8")
    good.write_text(GOOD, "utf-8")
    ran = run("check", str(bad), str(good), "--lang", "en")
    assert ran.code == 1
    assert f"{bad}: 1 error (1 usable dossier, 1 faulty)\n\n{bad}:3:29: error[CR514]" in ran.out
    assert "Help: perhaps `individual`\n\n" in ran.out
    assert f"{good}: no errors (1 usable dossier)\n" in ran.out
    assert ran.out.endswith("Checked 2: 1 without errors, 1 with errors; 1 error and 0 warnings in all.\n")


@pytest.mark.parametrize("name", ["no.yaml", "no/such", "./no", "a/b/c"])
def test_what_is_not_there_ends_with_3(name: str, run: Runner) -> None:
    """What cannot be opened at all was not checked."""
    ran = run("check", name, PLAN)
    assert ran.code == 3
    assert ran.out.startswith(f"{name}: 01 lỗi")
    assert f"{PLAN}: không có lỗi" in ran.out


def test_a_folder_without_a_rulebook(run: Runner, tmp_path: Path) -> None:
    """It is checked as one, and lacks everything."""
    ran = run("check", str(tmp_path))
    assert ran.code == 1
    assert "CR261" in ran.out


def test_dossiers_by_a_rulebook_of_ones_own(run: Runner) -> None:
    """``--rulebook`` says by which rulebook the files are checked; the standard input is a file too."""
    ran = run("check", TRIAL_ANNUAL, "--rulebook", TRIAL)
    assert ran.code == 0
    assert "(04 hồ sơ dùng được)" in ran.out
    assert run("check", "-", given=GOOD).out.startswith("-: không có lỗi (01 hồ sơ dùng được)\n")


def test_dossiers_by_a_rulebook_on_the_same_line(run: Runner, tmp_path: Path) -> None:
    """A rulebook that is named beside dossiers is theirs if they name its key, wherever it stands on the line."""
    for line in ((TRIAL_ANNUAL, TRIAL), (f"{TRIAL}/rulebook.yaml", TRIAL_ANNUAL)):
        ran = run("check", *line)
        assert ran.code == 0
        assert "(04 hồ sơ dùng được)" in ran.out
    assert "CR001" in run("check", TRIAL_ANNUAL, PLAN).out
