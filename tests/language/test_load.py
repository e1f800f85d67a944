"""From a folder to a checked rulebook, stage by stage."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from language.schema_documents import ROOT

from cchc_rules.errors import RulebookError
from cchc_rules.language.rulebooks.load import key_of, load_rulebook, shipped_ids, shipped_path

PLAN = ROOT / "criteria" / "thanh-tra-binh-dinh" / "ke-hoach-2022"
ERRORS = ROOT / "tests" / "errors"

RULEBOOK = """\
language: 1
identity:
  issuer: {id: issuer, vi: "Cơ quan"}
  number: "1"
  date: 2022-01-01
  title: {vi: "Kế hoạch"}
award_years: [2024]
recipients: {individual: {vi: "cá nhân"}}
"""
FACTS = 'candidates: {individual: {diligent: {type: boolean, label: {vi: "chuyên cần"}}}}\n'
AWARD = """\
award: giay-khen
title: {vi: "Giấy khen"}
recipient: [individual]
cycle: annual
source: {clause: "1"}
criteria: {fact: diligent, is: true}
"""
FILES = {"rulebook.yaml": RULEBOOK, "facts.yaml": FACTS, "giay-khen.yaml": AWARD}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small rulebook."""
    made = tmp_path / "issuer" / "document"
    made.mkdir(parents=True)
    for name, text in FILES.items():
        (made / name).write_text(text, "utf-8")
    return made


def codes(folder: Path) -> list[str]:
    """The codes that loading raises."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    return [fault.code for fault in caught.value.diagnostics]


# What loads


def test_a_folder_becomes_a_rulebook(folder: Path) -> None:
    """The id is the end of the path; awards come in the order of their files' names."""
    (folder / "a.yaml").write_text(AWARD.replace("giay-khen", "z"), "utf-8")
    rulebook, _ = load_rulebook(folder)
    assert rulebook.id == "issuer/document"
    assert list(rulebook.awards) == ["z", "giay-khen"]


def test_warnings_are_handed_back(folder: Path) -> None:
    """What is only doubtful does not stop the rulebook."""
    _, warnings = load_rulebook(folder)
    assert {warning.severity for warning in warnings} == {"warning"}


@pytest.mark.parametrize("as_text", [True, False])
def test_the_id_is_that_of_the_resolved_path(folder: Path, monkeypatch: pytest.MonkeyPatch, as_text: bool) -> None:
    """`.` is the folder that it stands for."""
    monkeypatch.chdir(folder)
    assert load_rulebook("." if as_text else Path())[0].id == "issuer/document"


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (PurePosixPath("/srv/criteria/issuer/document"), "issuer/document"),
        (PurePosixPath("/issuer/document"), "issuer/document"),
        (PurePosixPath("/rules"), "rules"),
        (PurePosixPath("/"), "/"),
        (PureWindowsPath("C:\\issuer\\document"), "issuer/document"),
        (PureWindowsPath("C:\\rules"), "rules"),
        (PureWindowsPath("\\\\server\\share\\rules"), "rules"),
    ],
)
def test_the_root_of_a_disk_is_no_part_of_the_id(path: PurePath, key: str) -> None:
    """A folder that stands there has a key of one part."""
    assert key_of(path) == key


def test_an_id_may_be_given(folder: Path) -> None:
    """A folder may stand for another rulebook, such as a draft of its revision."""
    assert load_rulebook(folder, id="other/one")[0].id == "other/one"


def test_a_rulebook_in_an_archive(folder: Path, tmp_path: Path) -> None:
    """A rulebook inside a wheel is read where it is."""
    archive = Path(shutil.make_archive(str(tmp_path / "wheel"), "zip", tmp_path, "issuer"))
    with zipfile.ZipFile(archive) as opened:
        inside = zipfile.Path(opened, "issuer/document/")
        assert load_rulebook(inside)[0] == load_rulebook(folder)[0]


def test_hidden_files_and_others_are_passed_over(folder: Path) -> None:
    """What editors and systems leave beside the files, and what is no YAML, says nothing."""
    for name in (".#giay-khen.yaml", "._facts.yaml", ".hidden.yml", "README.md", "data.json"):
        (folder / name).write_text(": not yaml", "utf-8")
    (folder / "drafts.yaml").mkdir()
    assert list(load_rulebook(folder)[0].awards) == ["giay-khen"]


def test_a_rulebook_waiting_for_its_criteria(folder: Path) -> None:
    """It needs neither facts nor awards."""
    (folder / "facts.yaml").unlink()
    (folder / "giay-khen.yaml").unlink()
    (folder / "rulebook.yaml").write_text(RULEBOOK + "status: awaiting_criteria\n", "utf-8")
    assert load_rulebook(folder)[0].status == "awaiting_criteria"


def test_shipped_rulebooks_load() -> None:
    """Every rulebook that travels with the library loads, and its id is where it stands."""
    assert "thanh-tra-binh-dinh/ke-hoach-2022" in shipped_ids()
    for name in shipped_ids():
        rulebook, _ = load_rulebook(shipped_path(name), id=name)
        assert rulebook.id == name
        assert load_rulebook(ROOT / "criteria" / name)[0] == rulebook


# What does not


def test_read_faults_come_together(folder: Path) -> None:
    """All files are read before anything is raised, and no schema is asked until they can be."""
    (folder / "facts.yaml").write_text("a: &b 1\n", "utf-8")
    (folder / "giay-khen.yaml").write_text("award: a\naward: b\n", "utf-8")
    (folder / "rulebook.yaml").write_text("language: 2\n", "utf-8")
    assert codes(folder) == ["CR114", "CR110"]


def test_shape_faults_come_together(folder: Path) -> None:
    """All files are validated before anything is raised, and nothing is decoded until they pass."""
    (folder / "facts.yaml").write_text(FACTS.replace("label", "lable"), "utf-8")
    (folder / "giay-khen.yaml").write_text(AWARD.replace("is:", "iss:"), "utf-8")
    (folder / "rulebook.yaml").write_text(RULEBOOK.replace("2022-01-01", "2022-02-30"), "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    files = [fault.span.file for fault in caught.value.diagnostics if fault.span]
    assert {Path(file).name for file in files} == {"facts.yaml", "giay-khen.yaml"}


def test_decode_faults_come_together(folder: Path) -> None:
    """All files are decoded before anything is raised, and nothing is checked until they can be."""
    (folder / "rulebook.yaml").write_text(RULEBOOK.replace("2022-01-01", "2022-02-30"), "utf-8")
    (folder / "second.yaml").write_text(AWARD.replace("diligent", "unheard_of"), "utf-8")
    assert codes(folder) == ["CR263", "CR240"]


def test_checking_comes_last(folder: Path) -> None:
    """A name that means nothing is an error of the check stage."""
    (folder / "giay-khen.yaml").write_text(AWARD.replace("diligent", "unheard_of"), "utf-8")
    assert codes(folder) == ["CR301"]


@pytest.mark.parametrize("code", ["CR260", "CR261", "CR262", "CR263", "CR264", "CR265"])
def test_failing_examples(code: str) -> None:
    """Each code has an example that fails in this way only."""
    assert codes(ERRORS / code / "rulebook") == [code]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("giay-khen.yaml", "rulebook: a/b\ncandidates: []\n", "this is a dossier file, not the file of an award"),
        ("facts.yaml", AWARD, "this is the file of an award, not the file of the facts (facts.yaml)"),
        ("rulebook.yaml", AWARD, "this is the file of an award, not the file of the rulebook (rulebook.yaml)"),
        ("second.yaml", RULEBOOK, "this is the file of the rulebook (rulebook.yaml), not the file of an award"),
    ],
)
def test_a_file_in_the_place_of_another(folder: Path, file: str, text: str, told: str) -> None:
    """It gets one word, at the key that tells what it is."""
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.message.en) == ("CR265", told)
    assert fault.span is not None


def test_all_faults_of_a_folder_come_together(folder: Path) -> None:
    """Missing files, names that are not read and files that cannot be read are told at once."""
    (folder / "rulebook.yaml").rename(folder / "rulebook.YAML")
    (folder / "giay-khen.yaml").write_bytes(b"\xff")
    assert codes(folder) == ["CR264", "CR104", "CR261"]


def test_a_rulebook_that_cannot_be_read_may_be_waiting(folder: Path) -> None:
    """Whether `facts.yaml` is missing is not known then."""
    (folder / "facts.yaml").unlink()
    (folder / "rulebook.yaml").write_text("a: &b 1\n", "utf-8")
    assert codes(folder) == ["CR114"]


def rendered(path: Path | str) -> str:
    """What a person reads, the folder's own path left out."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(path)
    return caught.value.render().replace(f"{ERRORS}/", "")


def test_there_is_no_such_folder() -> None:
    """The path is told as it was given."""
    assert rendered("nowhere/at-all") == (
        "nowhere/at-all:1:1: lỗi[CR260]: không đọc được thư mục `nowhere/at-all`: không có thư mục này"
    )


def test_a_file_is_no_folder() -> None:
    """A file of the rulebook in place of its folder."""
    assert rendered(ERRORS / "CR260" / "rulebook") == (
        "CR260/rulebook:1:1: lỗi[CR260]: không đọc được thư mục `CR260/rulebook`: đây không phải thư mục"
    )


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000])
def test_a_path_that_no_system_has(path: str) -> None:
    """Whatever the path is, the answer is a diagnostic."""
    with pytest.raises(RulebookError) as caught:
        load_rulebook(path)
    assert [fault.code for fault in caught.value.diagnostics] == ["CR260"]


def test_missing_facts_say_what_to_do() -> None:
    """The help names the status that needs no vocabulary."""
    assert rendered(ERRORS / "CR262" / "rulebook") == (
        "CR262/rulebook:1:1: lỗi[CR262]: thư mục này không có tệp `facts.yaml`\n"
        "Gợi ý: chưa có tiêu chuẩn thì ghi `status: awaiting_criteria` trong rulebook.yaml"
    )


def test_an_award_twice_names_both_files() -> None:
    """The second file in the order of names is told, with the place of the first."""
    assert rendered(ERRORS / "CR263" / "rulebook") == (
        "CR263/rulebook/giay-khen.yaml:1:8: lỗi[CR263]: mã `giay-khen` đã dùng ở một tệp khác\n"
        "  |\n"
        "1 | award: giay-khen\n"
        "  |        ^^^^^^^^^\n"
        "  CR263/rulebook/giay-khen-moi.yaml:1:8: lần đầu ở đây"
    )


def test_a_wrong_ending_says_the_right_one() -> None:
    """A file that looks like an award is never passed over in silence."""
    assert rendered(ERRORS / "CR264" / "rulebook") == (
        "CR264/rulebook/bang-khen.yml:1:1: lỗi[CR264]: tệp `bang-khen.yml` sẽ không được đọc\n"
        "Gợi ý: đổi tên thành `bang-khen.yaml`"
    )
