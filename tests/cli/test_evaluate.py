"""What `evaluate` makes of its files and options."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import ANNUAL, PERIOD, PLAN, TRIAL, TRIAL_ANNUAL, TRIAL_PERIOD, Runner

PEOPLE = f"""
rulebook: {PLAN}
award_year: 2024
as_of: 2025-01-10
candidates:
  - id: cb
    kind: individual
    name: "Nguyễn Thị Ánh"
    office: ttt
    facts:
      staff_category: civil_servant
      in_charge_of_par: {{2024: {{value: true, capacity: chief_inspector, date: 2025-01-05}}}}
"""
FIGURES = f"""{{
  "rulebook": "{PLAN}", "award_year": 2024, "as_of": "2025-01-20",
  "entities": {{"office": {{"ttt": {{"par_rank": {{"2024": 4}}, "par_index": {{"2024": 91.25}}, "sipas": {{"2024": 92}}}}}}}},
  "attestations": [{{"capacity": "chief_inspector", "date": "2025-01-12", "year": 2024,
                     "facts": ["typical_in_par", "exemplary_conduct"], "candidates": ["cb"], "value": true}}],
  "candidates": [{{"id": "cb", "kind": "individual"}}]
}}"""


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[str, str]:
    """One candidate in a YAML and a JSON file."""
    people, figures = tmp_path / "người.yaml", tmp_path / "số liệu.json"
    people.write_text(PEOPLE, "utf-8")
    figures.write_text(FIGURES, "utf-8")
    return str(people), str(figures)


def test_two_files_join_on_the_ids(run: Runner, two_files: tuple[str, str]) -> None:
    """What two files say of one candidate is put together; the day is the later of the two."""
    ran = run("evaluate", *two_files, "--award", "giay-khen-ca-nhan-hang-nam")
    assert ran.code == 0
    assert "Nguyễn Thị Ánh (cb): ĐỦ ĐIỀU KIỆN XÉT" in ran.out
    assert "Chốt số liệu ngày 20/01/2025 (theo tệp hồ sơ)" in ran.out


def test_conflicts_name_both_files(run: Runner, two_files: tuple[str, str], tmp_path: Path) -> None:
    """A fact that two files give rejects the candidate, and both places are named."""
    again = tmp_path / "lại.yaml"
    again.write_text(PEOPLE.replace("civil_servant", "employee"), "utf-8")
    ran = run("evaluate", *two_files, str(again))
    assert ran.code == 1
    assert "lại.yaml:" in ran.err
    assert "người.yaml:" in ran.err
    assert "Hồ sơ có lỗi, không xét: 01" in ran.out


@pytest.mark.parametrize("text", [PEOPLE, FIGURES], ids=["YAML", "JSON"])
def test_standard_input(text: str, run: Runner) -> None:
    """``-`` is the standard input, YAML or JSON, whatever the system's encoding."""
    ran = run("evaluate", "-", "--summary", given=text)
    assert ran.code == 0
    assert "cb " in ran.out


def test_standard_input_beside_a_file(run: Runner, two_files: tuple[str, str]) -> None:
    """The standard input joins with files like any other."""
    ran = run("evaluate", two_files[0], "-", "--summary", given=FIGURES)
    assert "Đủ điều kiện xét" in ran.out


def test_options_between_files(run: Runner, two_files: tuple[str, str]) -> None:
    """Files and options may stand in any order."""
    ran = run("evaluate", two_files[0], "--lang", "en", two_files[1], "--summary")
    assert ran.code == 0
    assert "Eligible" in ran.out


def test_awards_that_were_considered(run: Runner) -> None:
    """An award year means the annual awards, no year the period awards; the output says which were considered."""
    annual, period = run("evaluate", ANNUAL, "--summary").out, run("evaluate", PERIOD, "--summary").out
    assert "[giay-khen-tap-the-hang-nam]\nKhông xét" in annual.partition("Các hình thức đã xét:")[2]
    others = annual.partition("Không xét trong lần này: ")[2].partition("\n\n")[0]
    assert "giay-khen-ca-nhan-giai-doan" in others
    assert "(xét cho cả giai đoạn; chỉ định bằng `--award`)." in " ".join(others.split())
    assert "giai-doan]" not in annual
    assert "hang-nam]" not in period


def test_awards_that_were_asked_for(run: Runner) -> None:
    """``--award`` chooses, each once, of both cycles if need be; the year goes to the annual ones alone."""
    both = ("--award", "giay-khen-tap-the-giai-doan", "--award", "giay-khen-tap-the-hang-nam")
    ran = run("evaluate", ANNUAL, *both, *both, "--summary")
    assert ran.code == 0
    assert ran.out.count("04 hồ sơ: ") == 2
    assert "Năm xét: 2024" in ran.out
    assert "Không xét trong lần này" not in ran.out


def test_a_year_and_a_day_of_ones_own(run: Runner) -> None:
    """``--year`` and ``--as-of`` go before what the files say, and the output does not claim that the files said it."""
    ran = run("evaluate", PERIOD, "--year", "2023", "--as-of", "2025-12-31", "--summary")
    assert ran.code == 0
    assert "Năm xét: 2023. Chốt số liệu ngày 31/12/2025." in ran.out


def test_skipped_candidates_are_listed_once(run: Runner) -> None:
    """Candidates that an award is not for stand in one line for each award, and are no failures."""
    ran = run("evaluate", ANNUAL, "--award", "giay-khen-ca-nhan-hang-nam", "--summary")
    assert "- Giấy khen – cá nhân, hằng năm: 04 hồ sơ (pb-vp, pb-nv1, pb-nv2, pb-nv3)\n" in ran.out


def test_the_last_line_says_who_decides(run: Runner) -> None:
    """Every report ends with what it is not."""
    for arguments in ((ANNUAL,), (ANNUAL, "--summary"), (PERIOD, "--only", "eligible")):
        out = run("evaluate", *arguments).out
        assert out.endswith("\n\nKết quả này không thay cho quyết định của Hội đồng và người có thẩm quyền.\n")


def test_a_reading_changes_the_outcome_and_is_told(run: Runner) -> None:
    """``--reading`` chooses another option; the text says that it is not the default."""
    plain = run("evaluate", ANNUAL, "--only", "eligible").out
    other = run("evaluate", ANNUAL, "--only", "eligible", "--reading", "index-binding=either").out
    assert "(cb-02)" not in plain
    assert "Lê Thị Hạ Vy (cb-02): ĐỦ ĐIỀU KIỆN XÉT" in other
    assert "[index-binding=either]; khác mặc định, chưa được xác nhận" in " ".join(other.split())


def test_bare_attestations_may_be_trusted(run: Runner) -> None:
    """With ``--trust-bare-attestations`` a bare value counts, and the output says so."""
    text = (
        f"rulebook: {PLAN}\naward_year: 2024\nas_of: 2025-01-20\ncandidates:\n"
        "  - {id: pb, kind: division, facts: {exemplary_conduct: {2024: true}, outstanding_in_movement: {2024: true},\n"
        "     standing_among_divisions: {2024: sole_first}}}\n"
    )
    award = ("--award", "giay-khen-tap-the-hang-nam")
    assert "ĐỦ ĐIỀU KIỆN XÉT" not in run("evaluate", "-", *award, "--only", "eligible", given=text).out
    ran = run("evaluate", "-", *award, "--only", "eligible", "--trust-bare-attestations", given=text)
    assert "pb: ĐỦ ĐIỀU KIỆN XÉT" in ran.out
    assert "tính cả giá trị không ghi ai xác nhận" in " ".join(ran.out.split())


def test_a_rulebook_of_ones_own(run: Runner) -> None:
    """``--rulebook`` takes a folder, a file in it, a folder above it, or the key of a shipped one."""
    for named in (f"{TRIAL}/facts.yaml", str(Path(TRIAL).parents[1])):
        assert run("evaluate", TRIAL_PERIOD, "--rulebook", named, "--summary").code == 0
        assert run("show", named).out == run("show", TRIAL).out
        assert run("schema", named).code == 0
    assert run("evaluate", TRIAL_PERIOD, "--rulebook", TRIAL, "--summary").code == 0
    assert run("evaluate", ANNUAL, "--rulebook", PLAN, "--summary").code == 0


def test_robustness_is_told_when_asked_for(run: Runner) -> None:
    """``--robust`` names the readings on which an outcome depends, with the words of the other option."""
    arguments = ("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--award", "bieu-duong-nam")
    assert "phụ thuộc cách hiểu" not in run(*arguments).out
    ran = run(*arguments, "--robust")
    assert "- Có xét ý thức không? Nếu hiểu là “có” [conduct=asked] thì: Chưa đủ căn cứ." in ran.out
    assert "Kết quả như nhau theo mọi cách hiểu." in ran.out
