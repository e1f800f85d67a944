"""Exit codes, and what is said when something was wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.running import ANNUAL, AWAITING, PERIOD, PLAN, PROJECT, TRIAL, TRIAL_ANNUAL, Runner

HEAD = f"rulebook: {PLAN}\naward_year: 2024\nas_of: 2025-01-20\n"

WRONG_USAGE = {
    "no command": ((), "thiếu tên lệnh"),
    "a misspelt command": (("evalute",), "có thể là `evaluate`"),
    "no such command": (("xyz",), "các lệnh là evaluate, check, verify, archive, show, read, schema"),
    "a replay as a command": (("replay", "x.zip"), "dùng `cchc-rules archive --replay TỆP`"),
    "reasons as a command": (("why", ANNUAL), "`cchc-rules evaluate HỒ-SƠ` in kết quả kèm lý do"),
    "a worklist as a command": (("worklist", ANNUAL, "--lang", "en"), "use `cchc-rules evaluate DOSSIERS --worklist`"),
    "a report as a command": (("report", ANNUAL, "--lang", "en"), "use `cchc-rules evaluate DOSSIERS --format html`"),
    "proofs as a command": (("proofs", ANNUAL), "lập bằng `cchc-rules evaluate HỒ-SƠ --proofs TỆP`, kiểm tra bằng"),
    "a misspelt option": (("evaluate", ANNUAL, "--awrd", "x"), "có thể là `--award`"),
    "an unknown option": (("show", "--zzz=1"), "không có tùy chọn `--zzz`\nXem"),
    "an option of another command": (("show", PLAN, "--reading", "a=b"), "không có tùy chọn `--reading`\nXem"),
    "a folder of several rulebooks": (("show", "{several}"), "có 02 bộ tiêu chuẩn; chọn một: "),
    "several rulebooks for dossiers": (("evaluate", ANNUAL, "--rulebook", "{several}"), "chọn một: "),
    "a word too many": (("show", PLAN, "giay-khen-ca-nhan-hang-nam", "thêm"), "thừa `thêm`"),
    "a missing value": (("evaluate", ANNUAL, "--year"), "`--year` cần một giá trị đi kèm"),
    "a needless value": (("evaluate", ANNUAL, "--robust=1"), "`--robust` không nhận giá trị"),
    "a misspelt choice": (("evaluate", ANNUAL, "--only", "elgible"), "có thể là `eligible`"),
    "no such choice": (("evaluate", ANNUAL, "--format", "xml"), "chọn một trong: text, json"),
    "no such language": (("--lang", "fr", "show"), "chọn một trong: vi, en"),
    "no year": (("evaluate", ANNUAL, "--year", "24"), "`24` không phải một năm"),
    "a date with the day first": (("evaluate", ANNUAL, "--as-of", "20/1/2025"), "ví dụ `2025-01-20`"),
    "no date": (("evaluate", ANNUAL, "--as-of", "hôm nay"), "ví dụ `2025-01-20`"),
    "an impossible day": (("evaluate", ANNUAL, "--as-of", "2025-02-30"), "không có ngày `2025-02-30`"),
    "half a reading": (("evaluate", ANNUAL, "--reading", "index-binding"), "CÁCH-HIỂU=PHƯƠNG-ÁN"),
    "no file": (("evaluate",), "thiếu tệp hồ sơ"),
    "a file twice": (("evaluate", ANNUAL, ANNUAL), "được ghi hai lần"),
    "a summary as JSON": (("evaluate", ANNUAL, "--summary", "--format", "json"), "`--summary` chỉ dùng khi in văn bản"),
    "nothing to check": (("check",), "thiếu tệp hoặc thư mục"),
    "no rulebook": (("schema",), "thiếu bộ tiêu chuẩn"),
    "a misspelt award": (("evaluate", ANNUAL, "--award", "giay-khen-ca-nhan"), "CR002"),
    "a misspelt rulebook": (
        ("show", "thanh-tra-binh-dinh/ke-hoach-2023"),
        "có thể là `thanh-tra-binh-dinh/ke-hoach-2022`",
    ),
    "a misspelt reading": (("evaluate", ANNUAL, "--reading", "index-bindng=both"), "có thể là `index-binding`"),
    "a misspelt option of a reading": (("evaluate", ANNUAL, "--reading", "index-binding=eiter"), "có thể là `either`"),
    "two options of a reading": (
        ("evaluate", ANNUAL, "--reading", "index-binding=both", "--reading", "index-binding=either"),
        "được ghi hai lần, khác nhau",
    ),
    "a year that is not permitted": (("evaluate", ANNUAL, "--year", "2030"), "CR008"),
    "a year for a period award": (
        ("evaluate", PERIOD, "--award", "giay-khen-ca-nhan-giai-doan", "--year", "2024"),
        "CR006",
    ),
    "an annual award without a year": (("evaluate", PERIOD, "--award", "giay-khen-ca-nhan-hang-nam"), "cần năm xét"),
    "a format given twice": (
        ("evaluate", ANNUAL, "--format", "json", "--format=text"),
        "`--format` chỉ được ghi một lần",
    ),
    "two candidates": (
        ("evaluate", ANNUAL, "--candidate", "cb-01", "--candidate", "cb-02", "--lang", "en"),
        "`--candidate` can be given only once",
    ),
    "a value given twice": (
        ("verify", "x", "--rulebook", PLAN, "--rulebook", PLAN),
        "`--rulebook` chỉ được ghi một lần",
    ),
    "no rulebook to read": (("read",), "`cchc-rules show` in các bộ đi kèm"),
    "an award before its rulebook": (
        ("read", "giay-khen-ca-nhan-hang-nam", PLAN),
        f"viết `cchc-rules read {PLAN} giay-khen-ca-nhan-hang-nam`",
    ),
    "an award without its rulebook": (
        ("read", "giay-khen-ca-nhan-hang-nam"),
        f"viết `cchc-rules read {PLAN} giay-khen-ca-nhan-hang-nam`",
    ),
    "no award to read": (("read", PLAN), "các hình thức: bang-khen-giai-doan, bang-khen-hang-nam, giay-khen"),
    "a misspelt award to read": (("read", PLAN, "giay-khen-ca-nhan-hang-nm"), "có thể là `giay-khen-ca-nhan-hang-nam`"),
    "a misspelt rulebook to read": (("read", "thanh-tra-binh-din/ke-hoach-2022", "x"), f"có thể là `{PLAN}`"),
    "an award to read that is awaited": (("read", AWAITING, "bang-khen"), "CR012"),
    "a year to read that is not permitted": (("read", PLAN, "giay-khen-ca-nhan-hang-nam", "--year", "2030"), "CR008"),
    "a year for a period award to read": (("read", PLAN, "giay-khen-ca-nhan-giai-doan", "--year", "2024"), "CR006"),
    "a misspelt reading to read by": (("read", PLAN, "giay-khen-ca-nhan-hang-nam", "--reading", "a=b"), "CR009"),
    "two rulebooks": (("evaluate", ANNUAL, TRIAL_ANNUAL), "không cùng một bộ tiêu chuẩn"),
    "criteria that are awaited": (("evaluate", "{awaited}"), "chưa có tiêu chuẩn nên chưa xét được"),
}
UNUSABLE = {
    "a file that is not there": (("evaluate", "no.yaml"), "CR101"),
    "a rulebook that is not there": (("evaluate", ANNUAL, "--rulebook", "./no"), "CR260"),
    "the document alone of a rulebook": (("read", "ke-hoach-2023", "x"), f"có thể là `{PLAN}`"),
    "neither a rulebook nor an award": (("read", "nope"), "`cchc-rules show` in các bộ đi kèm"),
    "a misspelt folder": (("read", TRIAL.replace("quy-che-thu", "quy-ch-thu"), "x"), f"có thể là `{TRIAL}`"),
    "a misspelt folder above": (("read", TRIAL.replace("co-quan-thu", "co-quan-the"), "x"), f"có thể là `{TRIAL}`"),
    "two misspelt folders": (("read", TRIAL.replace("thu", "the"), "x"), "`cchc-rules show` in các bộ đi kèm"),
    "a folder that is nothing like any": (("read", f"{PROJECT}/zzz/zz", "x"), "`cchc-rules show` in các bộ đi kèm"),
    "a folder below a file": (("read", f"{PROJECT}/Makefile/thu", "x"), "`cchc-rules show` in các bộ đi kèm"),
    "another rulebook": (("evaluate", ANNUAL, "--rulebook", TRIAL), "CR504"),
    "a rulebook that is not shipped": (("evaluate", TRIAL_ANNUAL), "--rulebook"),
    "a file that names no rulebook": (("evaluate", "{nameless}"), "CR503"),
    "a folder that holds no rulebook": (("show", "{folder}"), "CR261"),
    "a document that is not there": (("read", PLAN, "bang-khen-hang-nam", "--source", "no.txt"), "CR101"),
    "a document that is a folder": (("read", PLAN, "bang-khen-hang-nam", "--source", "{folder}"), "đây là thư mục"),
    "a document that is no text": (("read", PLAN, "bang-khen-hang-nam", "--source", "{word}"), "Plain Text"),
    "a faulty rulebook": (("schema", "{faulty}"), "CR"),
}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Files and folders that a run may name in braces."""
    files = {
        "awaited": f"rulebook: {AWAITING}\nas_of: 2025-01-20\ncandidates: []\n",
        "word": "PK\x03\x04",
        "nameless": "as_of: 2025-01-20\ncandidates: []\n",
    }
    places = {
        "folder": str(tmp_path / "empty"),
        "faulty": str(tmp_path / "a" / "b"),
        "several": str(PROJECT / "criteria"),
    }
    (tmp_path / "empty").mkdir()
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        places[name] = str(tmp_path / f"{name}.yaml")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "rulebook.yaml").write_text("language: 1\nstatus: awaiting_criteria\n", "utf-8")
    return places


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_ends_with_2(case: str, run: Runner, places: dict[str, str]) -> None:
    """Nothing is printed, the fault is told in Vietnamese with advice where there is some, and the code is 2."""
    arguments, told = WRONG_USAGE[case]
    ran = run(*(argument.format_map(places) for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_used_ends_with_3(case: str, run: Runner, places: dict[str, str]) -> None:
    """Nothing is printed, the diagnostics are told, and the code is 3."""
    arguments, told = UNUSABLE[case]
    ran = run(*(argument.format_map(places) for argument in arguments))
    assert (ran.code, ran.out) == (3, "")
    assert told in ran.err


def test_outcomes_do_not_change_the_code(run: Runner) -> None:
    """Whatever the outcomes, a run that evaluated everybody ends with 0; its warnings are told."""
    ran = run("evaluate", ANNUAL)
    assert ran.code == 0
    assert "cảnh báo[CR560]" in ran.err


def test_a_faulty_dossier_stops_nobody_else(run: Runner) -> None:
    """The others are evaluated, the fault is told with its place, the table names the dossier, and the code is 1."""
    text = HEAD + (
        "candidates:\n"
        "  - {id: tot, kind: individual, facts: {staff_category: employee}}\n"
        "  - {id: hong, kind: individual, name: 'Hồng', facts: {staff_categry: employee}}\n"
    )
    ran = run("evaluate", "-", given=text)
    assert ran.code == 1
    assert "-:6:" in ran.err
    assert "có thể là `staff_category`" in ran.err
    assert "Hồ sơ có lỗi, không xét: 01" in ran.out
    assert "tot" in ran.out
    assert "Không đủ điều kiện" in ran.out


def test_a_fault_that_touches_nobody_is_a_fault(run: Runner) -> None:
    """An attestation of nobody whom the file has rejects no one, but the code says that something was wrong."""
    text = HEAD + (
        "attestations: [{capacity: chief_inspector, date: 2025-01-10, year: 2024, facts: [typical_in_par], "
        "candidates: [ai], value: true}]\ncandidates: [{id: tot, kind: individual}]\n"
    )
    ran = run("evaluate", "-", "--format", "json", given=text)
    assert ran.code == 1
    assert '"code": "CR545"' in ran.out


def test_a_document_from_the_standard_input(run: Runner) -> None:
    """What another program writes is laid beside the criteria as well."""
    ran = run("read", PLAN, "bang-khen-hang-nam", "--source", "-", given="IV. A\n2. Theo văn bản khác.\n")
    assert ran.code == 0
    assert "Theo văn bản khác." in ran.out
    assert "KHÔNG TÌM THẤY" not in ran.out


def test_nothing_to_show_is_said(run: Runner) -> None:
    """If no outcome is of the kinds asked for, the text says so and how many were left out."""
    ran = run("evaluate", ANNUAL, "--award", "bang-khen-hang-nam", "--only", "eligible")
    assert ran.code == 0
    assert "Không có kết quả nào để in." in ran.out
    assert "không in 32 kết quả khác" in ran.out


def test_no_award_of_the_cycle(run: Runner, tmp_path: Path) -> None:
    """A rulebook without annual awards cannot answer for a year; its awards are named."""
    folder = tmp_path / "co-quan" / "van-ban"
    folder.mkdir(parents=True)
    for name in ("rulebook.yaml", "facts.yaml", "bieu-duong-nhiem-ky.yaml"):
        text = (Path(TRIAL) / name).read_text("utf-8")
        (folder / name).write_text("\n".join(x for x in text.splitlines() if "bieu-duong-nam" not in x), "utf-8")
    head = "rulebook: co-quan/van-ban\nas_of: 2025-01-20\ncandidates: []\n"
    ran = run("evaluate", "-", "--rulebook", str(folder), "--year", "2024", given=head)
    assert (ran.code, ran.out) == (2, "")
    assert "không có hình thức nào xét hằng năm; các hình thức: bieu-duong-nhiem-ky" in ran.err


def test_the_language_may_come_from_the_environment(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """``CCHC_RULES_LANG`` sets the language, ``--lang`` before or after the command goes before it."""
    monkeypatch.setenv("CCHC_RULES_LANG", "en_GB.UTF-8")
    assert run("show").out.startswith("Plan for the Provincial Inspectorate")
    assert run("--lang", "vi", "show").out.startswith("Kế hoạch")
    assert run("show", "--lang=vi").out.startswith("Kế hoạch")
    assert run("evaluate").err.startswith("cchc-rules evaluate: error: the dossier file is missing\nHelp: name a file")


def test_a_language_without_a_value(run: Runner) -> None:
    """``--lang`` at the end has no value, which is told in Vietnamese."""
    ran = run("show", "--lang")
    assert ran.code == 2
    assert "`--lang` cần một giá trị đi kèm" in ran.err


def test_version(run: Runner) -> None:
    """``--version`` says what runs here."""
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("cchc-rules ")


def test_nothing_that_is_read_is_overwritten(run: Runner, tmp_path: Path) -> None:
    """Neither by the report nor by the proofs, and the two are not one file."""
    file = tmp_path / "ho-so.yaml"
    file.write_text(f"{HEAD}candidates: []\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    one = str(tmp_path / "ra.txt")
    for arguments in (("--proofs", str(file)), ("--output", str(file)), ("--proofs", one, "--output", one)):
        ran = run("evaluate", str(file), *arguments)
        assert ran.code == 2
        assert "không ghi đè" in ran.err
    assert file.read_text(encoding="utf-8") == before
