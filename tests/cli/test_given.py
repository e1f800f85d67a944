"""A file in the place of another: what it is, and which command reads it, is told in two lines."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli.running import ANNUAL, PLAN, PROJECT, TRIAL, Runner

from cchc_rules import shipped_rulebook

GOLDEN = PROJECT / "tests" / "golden" / "cli"
AWARD = "giay-khen-ca-nhan-hang-nam"


@pytest.fixture(scope="module")
def run() -> Iterator[Runner]:
    """The command line, for all tests of this file: they only read what it wrote."""
    with pytest.MonkeyPatch.context() as patch:
        yield Runner(patch)


@pytest.fixture(scope="module")
def folder(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of each: what the commands write, and what an office has."""
    at = tmp_path_factory.mktemp("given")

    def name(file: str) -> str:
        return str(at / file)

    run("evaluate", ANNUAL, "--award", AWARD, "--proofs", name("chung-minh.json"), "--output", name("xet.txt"))
    run("evaluate", ANNUAL, "--award", AWARD, "--format", "json", "--output", name("xet.json"))
    run("evaluate", ANNUAL, "--award", AWARD, "--format", "html", "--output", name("xet.html"))
    run("archive", ANNUAL, "--award", AWARD, "--output", name("xet.zip"))
    one, *_ = json.loads((at / "chung-minh.json").read_text("utf-8"))
    (at / "mot.json").write_text(json.dumps(one), "utf-8")
    for file, arguments in (
        ("kiem-tra.json", ("verify", name("chung-minh.json"))),
        ("xet-lai.json", ("archive", "--replay", name("xet.zip"))),
    ):
        (at / file).write_text(run(*arguments, "--format", "json").out, "utf-8")
    book = shipped_rulebook(PLAN)
    dossiers = book.load_dossiers(ANNUAL)
    verdict = book.award(AWARD).evaluate(dossiers.dossiers[0], year=2024, as_of=dossiers.as_of)
    (at / "verdict.json").write_text(json.dumps(verdict.to_dict()), "utf-8")
    (at / "nua.zip").write_bytes((at / "xet.zip").read_bytes()[:2000])
    (at / "trang.html").write_text("\ufeff\n<!DOCTYPE html>\n<p>", "utf-8")
    (at / "ke-hoach.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3")
    for file, member in (("ho-so.xlsx", "[Content_Types].xml"), ("anh.zip", "anh.png")):
        with zipfile.ZipFile(at / file, "w") as archive:
            archive.writestr(member, "")
    return at


def names(folder: Path) -> list[str]:
    """All files, and the folder of a rulebook."""
    return [*(str(file) for file in sorted(folder.iterdir()) if file.suffix != ".txt"), TRIAL, f"{TRIAL}/facts.yaml"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", ["evaluate", "verify"])
def test_what_a_person_reads(
    command: str, lang: str, run: Runner, folder: Path, golden: Callable[[Path, str], None]
) -> None:
    """Of everything that is no dossier, and of everything that is no proof."""
    told = []
    for name in names(folder):
        ran = run(command, name, "--lang", lang)
        if Path(name).name in ("chung-minh.json", "mot.json") and command == "verify":
            assert ran.err == ""
        else:
            assert (ran.code, ran.out) == (3, "")
            told.append(ran.err)
    text = "\n".join(told).replace(f"{folder}/", "").replace(f"{PROJECT}/", "")
    golden(GOLDEN / f"given-{command}.{lang}.txt", text)


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", "{}", "--rulebook", TRIAL),
        ("evaluate", ANNUAL, "{}"),
        ("archive", "{}", "--output", "khong-ghi.zip"),
        ("archive", "--replay", "{folder}/xet.zip", "--dossiers", "{}"),
        ("verify", "{folder}/chung-minh.json", "--dossiers", "{}"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("file", ["xet.zip", "mot.json", "xet.html"])
def test_wherever_dossiers_are_read(arguments: tuple[str, ...], file: str, run: Runner, folder: Path) -> None:
    """By every command that takes them."""
    ran = run(*(word.format(folder / file, folder=folder) for word in arguments))
    assert (ran.code, ran.out) == (3, "")
    assert "lỗi[CR573]: đây là t" in ran.err
    assert len(ran.err.splitlines()) == 2


def test_checking_and_the_standard_input(run: Runner, folder: Path) -> None:
    """A check tells it as a fault of the file; without a name it is told all the same, and nothing of what it says."""
    ran = run("check", str(folder / "chung-minh.json"))
    assert (ran.code, "lỗi[CR573]: đây là tệp bản chứng minh" in ran.out) == (1, True)
    ran = run("evaluate", "-", "--lang", "en", given=(folder / "mot.json").read_bytes())
    told = "-:1:1: error[CR573]: this is a file of proofs, not a dossier file\nHelp: "
    assert (ran.code, ran.err) == (3, f"{told}check it with `cchc-rules verify FILE`\n")
    ran = run("evaluate", "-", "--redact", "--lang", "en", given=(folder / "mot.json").read_bytes())
    assert (ran.code, ran.err) == (3, f"{told}check it with `…`\n")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            "xet.zip",
            "this is an archive that `cchc-rules archive` wrote: replay it with `cchc-rules archive --replay FILE`; ",
        ),
        ("mot.json", "this is a file of proofs: check it with `cchc-rules verify FILE`; "),
        (ANNUAL, "this is a dossier file: evaluate it with `cchc-rules evaluate FILE`; "),
        ("ke-hoach.pdf", "this is a PDF; "),
        ("xet.txt", ""),
    ],
)
@pytest.mark.parametrize("arguments", [("show",), ("read",), ("evaluate", ANNUAL, "--rulebook")], ids=" ".join)
def test_what_is_no_rulebook(arguments: tuple[str, ...], file: str, said: str, run: Runner, folder: Path) -> None:
    """It is no folder; what it is stands in the advice."""
    ran = run(*arguments, str(folder / file), "--lang", "en")
    assert (ran.code, ran.out) == (3, "")
    told, advice = ran.err.splitlines()
    assert told.endswith("cannot be read: this is no folder")
    wanted = "wanted is the folder with rulebook.yaml, or the key of a shipped rulebook (`cchc-rules show`)"
    assert advice == f"Help: {said}{wanted}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_no_archive(lang: str, run: Runner, folder: Path, golden: Callable[[Path, str], None]) -> None:
    """A replay says it of everything else, of half an archive too; and that it needs a file."""
    (folder / "thuong.txt").write_text("a: 1", "utf-8")
    hurt = bytearray((folder / "xet.zip").read_bytes())
    hurt[1000] ^= 255
    (folder / "hong.txt").write_bytes(hurt)
    told = []
    others = ["xet.txt", "thuong.txt", "hong.txt", "", "khong-co.zip"]
    for name in (*names(folder), *(str(folder / other) for other in others), "-", ANNUAL):
        if Path(name).name not in ("xet.zip", "ho-so.xlsx", "anh.zip"):
            ran = run("archive", "--replay", name, "--lang", lang)
            assert (ran.code, ran.out) == (3, "")
            told.append(ran.err)
    text = "\n".join(told).replace(f"{folder}/", "").replace(str(folder), ".").replace(f"{PROJECT}/", "")
    golden(GOLDEN / f"given-replay.{lang}.txt", text)


@pytest.mark.parametrize("name", ["khong\0co", "a" * 5000, "khong-co.yaml", "."])
def test_a_name_of_nothing(name: str, run: Runner) -> None:
    """It is told as before that it cannot be opened."""
    ran = run("evaluate", name)
    assert (ran.code, "CR101" in ran.err) == (3, True)
    ran = run("archive", "--replay", name)
    assert (ran.code, "CR620" in ran.err) == (3, True)
