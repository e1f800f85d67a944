"""``archive``: an evaluation in one file, replayed; and files that are none, or not what they were."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from cli.running import ANNUAL, PROJECT, TRIAL, TRIAL_ANNUAL, TRIAL_PERIOD, Runner
from jsonschema import Draft7Validator

from cchc_rules.cli import archive_file
from cchc_rules.cli.archive_file import packed, unpacked
from cchc_rules.errors import DossierError
from cchc_rules.language.rulebooks import load
from cchc_rules.language.rulebooks.load import key_of
from cchc_rules.resources import schema_text

GOLDEN = PROJECT / "tests" / "golden" / "cli"
KEPT = sorted((PROJECT / "tests" / "proofs").glob("*.zip"))


@pytest.fixture
def kept(run: Runner, tmp_path: Path) -> Path:
    """An archive of the trial rulebook's annual awards."""
    file = tmp_path / "xet-2024.zip"
    assert run("archive", TRIAL_ANNUAL, "--rulebook", TRIAL, "--output", str(file)).code == 0
    return file


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem)
def test_what_a_release_kept_still_stands(file: Path, run: Runner) -> None:
    """The promise to whoever keeps proofs: those of every release are accepted by every later one."""
    ran = run("archive", "--replay", str(file), "--format", "json")
    said = json.loads(ran.out)
    assert ran.code == 0
    assert said["library_version"] == file.stem.partition("-")[0]
    assert {verdict["status"] for verdict in said["verdicts"]} == {"stands"}
    assert len(said["verdicts"]) >= 3


def test_the_same_twice_is_the_same_file(run: Runner, kept: Path, tmp_path: Path) -> None:
    """Letter by letter, whenever it is written; nothing in it is named after a place on this computer."""
    again = tmp_path / "again.zip"
    run("archive", TRIAL_ANNUAL, "--rulebook", TRIAL, "--output", str(again))
    assert again.read_bytes() == kept.read_bytes()
    with zipfile.ZipFile(kept) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
    assert names[0] == "manifest.json"
    assert "dossiers/001-thu-2024.yaml" in names
    assert {file["name"] for file in manifest["files"]} == set(names[1:])
    Draft7Validator(json.loads(schema_text("archive"))).validate(manifest)


def test_a_rulebook_in_a_folder_of_any_name(run: Runner, tmp_path: Path) -> None:
    """Its name, from the folder's, is one that the archive can be replayed with."""
    book = tmp_path / "Cơ quan" / "Quy_chế 24"
    shutil.copytree(TRIAL, book)
    dossiers, file = tmp_path / "thu.yaml", str(tmp_path / "xet.zip")
    said = Path(TRIAL_ANNUAL).read_text("utf-8").partition("\n")
    dossiers.write_text("rulebook: Cơ quan/Quy_chế 24\n" + said[2], "utf-8")
    assert run("archive", str(dossiers), "--rulebook", str(book), "--output", file).code == 0
    ran = run("archive", "--replay", file, "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["rulebook"] == "Cơ quan/Quy_chế 24"


@pytest.mark.parametrize("folder", ["rules", ".rules/.24", "Sở: Nội vụ/24", "a\\b/c", "x/yaml.yaml"])
def test_a_rulebook_in_a_folder_of_any_place(
    folder: str, run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the root of a disk, which is the test's own folder here, it has a key of one part; others have signs in it that mean
    something in a path elsewhere.
    """
    monkeypatch.setattr(load, "key_of", lambda whole: key_of(PurePosixPath("/", whole.relative_to(tmp_path))))
    book, file = tmp_path / folder, str(tmp_path / "xet.zip")
    shutil.copytree(TRIAL, book)
    dossiers = tmp_path / "thu.yaml"
    said = Path(TRIAL_ANNUAL).read_text("utf-8").partition("\n")
    dossiers.write_text(f"rulebook: '{folder}'\n" + said[2], "utf-8")
    assert run("archive", str(dossiers), "--rulebook", str(book), "--output", file).code == 0
    ran = run("archive", "--replay", file, "--format", "json")
    replayed = json.loads(ran.out)
    assert (ran.code, replayed["rulebook"]) == (0, folder)
    assert {verdict["status"] for verdict in replayed["verdicts"]} == {"stands"}
    Draft7Validator(json.loads(schema_text("replay"))).validate(replayed)


@pytest.mark.parametrize("name", ["../24", "a/..", "/etc/passwd", "..", "/", "C:/x"])
def test_a_name_leads_nowhere(name: str, run: Runner, kept: Path) -> None:
    """A replay makes no path of the name of a rulebook: this one is only another than the dossiers say."""
    archive, before = unpacked(str(kept)), sorted(kept.parent.parent.rglob("*"))
    kept.write_bytes(packed({**archive.manifest, "rulebook": name}, archive.files))
    ran = run("archive", "--replay", str(kept))
    assert (ran.code, "CR504" in ran.err, f"`rulebook: {name}`" in ran.err) == (3, True, True)
    assert sorted(kept.parent.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["a\n/b", "\x1b[2J/b", "a/b\n", ""])
def test_a_name_that_no_line_can_show_is_refused(name: str, run: Runner, kept: Path) -> None:
    """When an archive is written as well as when one is read."""
    archive = unpacked(str(kept))
    with pytest.raises(DossierError, match=r"CR623.*ký tự không in được\n.*đổi tên thư mục"):
        packed({**archive.manifest, "rulebook": name}, archive.files)
    manifest = {**archive.manifest, "rulebook": name}
    with zipfile.ZipFile(kept, "w") as other:
        for member, data in {"manifest.json": json.dumps(manifest).encode(), **archive.files}.items():
            other.writestr(member, data)
    ran = run("archive", "--replay", str(kept), "--lang", "en")
    assert (ran.code, "`rulebook` is not as it has to be" in ran.err) == (3, True)


def test_what_loading_passes_over_is_not_kept(run: Runner, tmp_path: Path) -> None:
    """Hidden files of an editor, whose names have no place in an archive, and folders that are called like files."""
    book = tmp_path / "co-quan-thu" / "quy-che-thu"
    shutil.copytree(TRIAL, book)
    (book / ".#giay-khen.yaml").write_text(": not yaml", "utf-8")
    (book / "drafts.yaml").mkdir()
    file = tmp_path / "xet.zip"
    assert run("archive", TRIAL_ANNUAL, "--rulebook", str(book), "--output", str(file)).code == 0
    assert {Path(name).name for name in unpacked(str(file)).below("rulebook/")} == set(os.listdir(TRIAL))
    assert run("archive", "--replay", str(file)).code == 0


def corrected(tmp_path: Path) -> str:
    """The dossiers of the plan with a worse rank of one office, one candidate less and one more."""
    text = Path(ANNUAL).read_text("utf-8").replace("par_rank: {2024: 5}", "par_rank: {2024: 6}")
    file = tmp_path / "corrected.yaml"
    file.write_text(text.replace("cb-02", "cb-99"), "utf-8")
    return str(file)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_person_reads(lang: str, run: Runner, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    """Kept; replayed as it was; replayed by corrected facts: what stands, by another route, falls, is new, is missing."""
    file = str(tmp_path / "xet-2024.zip")
    made = run("archive", ANNUAL, "--output", file, "--lang", lang)
    same = run("archive", "--replay", file, "--lang", lang)
    other = run("archive", "--replay", file, "--dossiers", corrected(tmp_path), "--lang", lang)
    assert (made.code, same.code) == (0, 0)
    text = "\n".join((made.steady, same.steady, other.steady)).replace(f"{tmp_path}/", "")
    golden(GOLDEN / f"archive.{lang}.txt", text)


def test_json(run: Runner, tmp_path: Path) -> None:
    """Every verdict with what became of it, and from what to what."""
    file = str(tmp_path / "xet-2024.zip")
    run("archive", ANNUAL, "--output", file, "--award", "giay-khen-ca-nhan-hang-nam", "--trust-bare-attestations")
    said = json.loads(run("archive", "--replay", file, "--dossiers", corrected(tmp_path), "--format", "json").out)
    assert said["question"]["awards"] == ["giay-khen-ca-nhan-hang-nam"]
    assert said["question"]["trust_bare_attestations"] is True
    of = {verdict["candidate"]: verdict for verdict in said["verdicts"]}
    assert (of["cb-01"]["status"], of["cb-01"]["before"]) == ("falls", "eligible")
    assert [fault["code"] for fault in of["cb-01"]["diagnostics"]] == ["CR613"]
    assert (of["cb-02"]["status"], of["cb-02"]["now"]) == ("missing", None)
    assert (of["cb-99"]["status"], of["cb-99"]["before"]) == ("new", None)
    assert said["summary"] == {
        status: sum(verdict["status"] == status for verdict in said["verdicts"]) for status in said["summary"]
    }


def test_the_period(run: Runner, tmp_path: Path) -> None:
    """Awards of a period have no year."""
    file = str(tmp_path / "nhiem-ky.zip")
    assert run("archive", TRIAL_PERIOD, "--rulebook", TRIAL, "--output", file).code == 0
    said = json.loads(run("archive", "--replay", file, "--format", "json").out)
    assert said["question"]["year"] is None
    assert {verdict["status"] for verdict in said["verdicts"]} == {"stands"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("archive",), 2, "thiếu tệp hồ sơ"),
        (("archive", ANNUAL), 2, "thiếu tệp hồ sơ hoặc tệp sẽ ghi"),
        (("archive", "-", "--output", "x.zip"), 2, "phải là tệp"),
        (("archive", ANNUAL, "--output", "x.zip", "--dossiers", ANNUAL), 2, "chỉ dùng với `--replay`"),
        (("archive", ANNUAL, "--output", "/khong/co/x.zip"), 2, "không có thư mục"),
        (("archive", ANNUAL, "--output", ANNUAL), 2, "không ghi đè"),
        (("archive", ANNUAL, "--output", str(PROJECT)), 2, "/ket-qua.zip`"),
        (("archive", ANNUAL, ANNUAL, "--output", "x.zip"), 2, "được ghi hai lần"),
        (("archive", "--replay", "x.zip", "--dossiers", ANNUAL, ANNUAL), 2, "được ghi hai lần"),
        (("archive", "--replay", "x.zip", "--dossiers"), 2, "`--dossiers` cần ít nhất một giá trị đi kèm"),
        (("archive", ANNUAL, "--replay", "x.zip"), 2, "không đi cùng tệp hồ sơ"),
        (("archive", "--replay", "x.zip", "--year", "2024"), 2, "không chọn lại được"),
        (("archive", "--replay", "khong-co.zip"), 3, "CR620"),
        (("archive", "--replay", ANNUAL), 3, "CR620"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], code: int, said: str, run: Runner) -> None:
    """Told in a line, with advice."""
    ran = run(*arguments)
    assert ran.code == code
    assert said in ran.err


def altered(kept: Path, change: Callable[[dict[str, bytes]], object], *, listed: bool = False) -> str:
    """The archive with its members changed; ``listed``: with a manifest that fits them."""
    archive = unpacked(str(kept))
    files = dict(archive.files)
    change(files)
    if listed:
        kept.write_bytes(packed({key: value for key, value in archive.manifest.items() if key != "files"}, files))
        return str(kept)
    with zipfile.ZipFile(kept) as before:
        manifest = before.read("manifest.json")
    with zipfile.ZipFile(kept, "w") as after:
        for name, data in {"manifest.json": manifest, **files}.items():
            after.writestr(name, data)
    return str(kept)


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"proofs.json": b"[]"}),
        lambda files: files.pop("proofs.json"),
        lambda files: files.update({"rulebook/more.yaml": b"a: 1"}),
        lambda files: files.update({"../escape.yaml": b"a: 1"}),
        lambda files: files.update({"rulebook/../../escape.yaml": b"a: 1"}),
        lambda files: files.update({"/etc/escape": b"a: 1"}),
        lambda files: files.update({"rulebook/": b""}),
        lambda files: files.update({"dossiers/.hidden": b"a: 1"}),
        lambda files: files.update({"manifest.json": b"[]"}),
        lambda files: files.update({"manifest.json": b"{"}),
        lambda files: files.update({"manifest.json": b"[" * 100_000}),
    ],
)
def test_an_archive_that_was_changed(change: Callable[[dict[str, bytes]], object], run: Runner, kept: Path) -> None:
    """Refused, whatever it is; nothing is written anywhere."""
    before = sorted(kept.parent.rglob("*"))
    ran = run("archive", "--replay", altered(kept, change))
    assert ran.code == 3
    assert "CR622" in ran.err
    assert sorted(kept.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda files: files.update({"evaluation.json": b"[]"}),
        lambda files: files.update({"evaluation.json": b"{"}),
        lambda files: files.update({"evaluation.json": b'{"verdicts": [1]}'}),
        lambda files: files.update(
            {"evaluation.json": b'{"verdicts": [{"award": "a", "candidate": "b", "outcome": "c"}]}'}
        ),
        lambda files: files.update({"proofs.json": b"{}"}),
    ],
)
def test_an_archive_that_was_made_up(change: Callable[[dict[str, bytes]], object], run: Runner, kept: Path) -> None:
    """A manifest that fits helps nobody if the parts are not as they have to be."""
    ran = run("archive", "--replay", altered(kept, change, listed=True))
    assert ran.code == 3
    assert "CR622" in ran.err


def test_other_rules_under_the_old_digest(run: Runner, kept: Path) -> None:
    """The rules have to be those that the manifest names."""

    def change(files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.endswith("/rulebook.yaml"))
        files[name] = files[name].replace(b"award_years:", b"award_years: # \n", 1).replace(b"2025", b"2026")

    ran = run("archive", "--replay", altered(kept, change, listed=True))
    assert ran.code == 3


def test_forged_proofs_stand_for_nothing(run: Runner, kept: Path) -> None:
    """Without a proof that holds, a verdict with the same outcome stands by what is found now."""
    file = altered(kept, lambda files: files.update({"proofs.json": b'[1, {"award": "x"}]'}), listed=True)
    said = json.loads(run("archive", "--replay", file, "--format", "json").out)
    assert {verdict["status"] for verdict in said["verdicts"]} == {"stands_by_another_route"}


def test_a_day_that_there_is_not(run: Runner, kept: Path) -> None:
    """The manifest's own words are looked at too."""
    archive = unpacked(str(kept))
    manifest = {**archive.manifest, "question": {**archive.manifest["question"], "as_of": "2025-02-30"}}
    kept.write_bytes(packed(manifest, archive.files))
    assert "CR622" in run("archive", "--replay", str(kept)).err


class TestSize:
    """What unpacks to more than can be read is not unpacked."""

    def test_too_much(self, monkeypatch: pytest.MonkeyPatch, kept: Path) -> None:
        """By the sizes that the members claim."""
        monkeypatch.setattr(archive_file, "MOST_BYTES", 1000)
        with pytest.raises(DossierError, match="CR621"):
            unpacked(str(kept))

    def test_a_size_that_is_a_lie(self, kept: Path) -> None:
        """A member that is longer than it claims is read no further, and refused."""
        data = kept.read_bytes()
        with zipfile.ZipFile(kept) as archive:
            info = archive.getinfo("manifest.json")
        size = info.file_size.to_bytes(4, "little")
        kept.write_bytes(data.replace(size, (info.file_size - 1).to_bytes(4, "little")))
        with pytest.raises(DossierError, match=r"CR62[02]"):
            unpacked(str(kept))

    def test_locked(self, kept: Path) -> None:
        """A member that is locked by a password is none of ours."""
        data = bytearray(kept.read_bytes())
        at = data.index(b"PK\x01\x02")
        data[at + 8] |= 1
        kept.write_bytes(bytes(data))
        with pytest.raises(DossierError, match="CR622"):
            unpacked(str(kept))

    def test_twice(self, kept: Path) -> None:
        """One name stands for one thing."""
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(kept, "a") as archive:
            archive.writestr("proofs.json", "[]")
        with pytest.raises(DossierError, match="CR622"):
            unpacked(str(kept))

    @pytest.mark.parametrize(
        ("members", "said"),
        [
            ((), "không có manifest.json, evaluation.json, proofs.json, rulebook/, dossiers/"),
            (("word/document.xml",), "không có manifest.json, evaluation.json, proofs.json, rulebook/, dossiers/"),
            (("manifest.json", "background.js"), "thiếu evaluation.json, proofs.json, rulebook/, dossiers/"),
            (("evaluation.json", "proofs.json", "rulebook/a.yaml"), "thiếu manifest.json, dossiers/"),
        ],
    )
    def test_a_zip_of_something_else(self, members: tuple[str, ...], said: str, tmp_path: Path) -> None:
        """It is no damaged archive; what it lacks is told."""
        file = tmp_path / "other.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for name in members:
                archive.writestr(name, "{}")
        with pytest.raises(DossierError, match=f"CR620.*{said}"):
            unpacked(str(file))
