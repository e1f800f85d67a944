"""``evaluate --proofs`` and ``verify``: proofs out, proofs checked, refusals told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli.running import ANNUAL, PERIOD, PROJECT, TRIAL, TRIAL_ANNUAL, Runner

from cchc_rules.explain.proof_form import proof_digest

GOLDEN = PROJECT / "tests" / "golden" / "cli"
ARCHIVE = PROJECT / "tests" / "proofs" / "0.1.0-nam-2024.zip"


@pytest.fixture
def proofs(run: Runner, tmp_path: Path) -> Path:
    """The proofs of the trial rulebook's annual awards."""
    file = tmp_path / "proofs.json"
    assert run("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL, "--proofs", str(file), "--summary").code == 0
    return file


def doctored(file: Path) -> Path:
    """The proofs, one of them changed, one changed and sealed anew, one by other rules, and something else."""
    proofs: list[Any] = json.loads(file.read_text("utf-8"))[:5]
    proofs[1]["candidate"] = "somebody-else"
    proofs[2]["evidence"]["id"] = "somebody-else"
    proofs[2]["digest"] = proof_digest(proofs[2])
    proofs[3]["rules_digest"] = "sha256:" + "0" * 64
    proofs[3]["digest"] = proof_digest(proofs[3])
    proofs[4] = {"proof": "reason"}
    other = file.with_name("doctored.json")
    other.write_text(json.dumps(proofs), encoding="utf-8")
    return other


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_a_person_reads(lang: str, run: Runner, proofs: Path, golden: Callable[[Path, str], None]) -> None:
    """All accepted; then some that are refused, each with the reason and the advice."""
    good = run("verify", str(proofs), "--rulebook", TRIAL, "--dossiers", TRIAL_ANNUAL, "--lang", lang)
    bad = run("verify", str(doctored(proofs)), "--rulebook", TRIAL, "--lang", lang)
    assert (good.code, bad.code) == (0, 1)
    text = f"{good.steady}\n{bad.steady}".replace(f"{proofs.parent}/", "")
    golden(GOLDEN / f"verify.{lang}.txt", masked(text))


def masked(text: str) -> str:
    """Without digests, which change with every edit of the rulebook."""
    return re.sub(r"sha256:(?!0{64})[0-9a-f]{64}", "sha256:…", text)


@pytest.mark.parametrize("file", [ANNUAL, PERIOD])
def test_the_shipped_rulebook_is_found_by_the_proofs(file: str, run: Runner, tmp_path: Path) -> None:
    """No ``--rulebook`` is needed, nor are the dossiers; with them the proofs are held against them."""
    out = str(tmp_path / "proofs.json")
    assert run("evaluate", file, "--proofs", out, "--summary").code == 0
    alone, beside = run("verify", out), run("verify", out, "--dossiers", file)
    assert (alone.code, beside.code) == (0, 0)
    assert alone.out == beside.out
    assert "00 bị bác" in alone.out


def test_json(run: Runner, proofs: Path) -> None:
    """For another system: every proof with its place, whether it is accepted, and why not; both digests are named."""
    ran = run("verify", str(doctored(proofs)), "--rulebook", TRIAL, "--format", "json")
    said = json.loads(ran.out)
    assert (ran.code, said["schema_version"], said["rulebook"]) == (1, 1, "co-quan-thu/quy-che-thu")
    assert [proof["accepted"] for proof in said["proofs"]] == [True, False, False, False, False]
    codes = [[fault["code"] for fault in proof["diagnostics"]] for proof in said["proofs"]]
    assert codes == [[], ["CR602"], ["CR607"], ["CR604"], ["CR601"]]
    other = said["proofs"][3]["diagnostics"][0]
    assert "sha256:" + "0" * 64 in other["message"]["en"]
    assert said["rules_digest"] in other["message"]["en"]
    assert (other["line"], other["pointer"]) == (1, ["rules_digest"])


def test_one_proof_and_the_standard_input(run: Runner, proofs: Path) -> None:
    """A file may hold one proof instead of a list."""
    (first, *_) = json.loads(proofs.read_text("utf-8"))
    ran = run("verify", "-", "--rulebook", TRIAL, "--lang", "en", given=json.dumps(first))
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Checked 1 proof: 1 accepted, 0 refused.")


def test_a_dossier_that_is_not_there(run: Runner, proofs: Path, tmp_path: Path) -> None:
    """Whoever names dossiers wants every proof held against one."""
    empty = tmp_path / "empty.yaml"
    empty.write_text(
        "rulebook: co-quan-thu/quy-che-thu\naward_year: 2024\nas_of: 2025-01-20\ncandidates: []\n", "utf-8"
    )
    ran = run("verify", str(proofs), "--rulebook", TRIAL, "--dossiers", str(empty), "--format", "json")
    assert ran.code == 1
    assert {fault["code"] for proof in json.loads(ran.out)["proofs"] for fault in proof["diagnostics"]} == {"CR615"}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("verify",), 2, "thiếu tệp bản chứng minh"),
        (("verify", "khong-co.json"), 3, "CR101"),
        (("verify", str(PROJECT / "pyproject.toml")), 3, "lỗi[CR"),
        (("verify", TRIAL_ANNUAL), 3, "đây là tệp hồ sơ, không phải bản chứng minh"),
        (("verify", f"{TRIAL}/rulebook.yaml"), 3, "đây là tệp của bộ tiêu chuẩn (rulebook.yaml), không phải"),
        (("verify", str(ARCHIVE)), 3, "đây là tệp lưu trữ do `cchc-rules archive` ghi ra, không phải bản"),
        (("evaluate", ANNUAL, "--proofs", "/khong/co/p.json"), 2, "không có thư mục `/khong/co`"),
        (("verify", "-", "--dossiers", "-"), 2, "đầu vào chuẩn chỉ đọc được một lần"),
        (("verify", "p.json", "--dossiers", ANNUAL, ANNUAL), 2, "được ghi hai lần"),
        (("verify", "p.json", "--dossiers"), 2, "`--dossiers` cần ít nhất một giá trị đi kèm"),
        (("evaluate", ANNUAL, "--proofs", str(PROJECT)), 2, "/ket-qua.json`"),
        (("evaluate", "-", "--format", "jsonl", "--proofs", "p.json"), 2, "không đi cùng `--format jsonl`"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], code: int, said: str, run: Runner) -> None:
    """Told in a line, with advice."""
    ran = run(*arguments)
    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ({"verdicts": []}, 3, "this is the output of `evaluate --format json`, not a proof"),
        (
            {"id": "a", "kind": "individual", "as_of": "2025-01-20", "facts": {}},
            3,
            "this is a dossier file, not a proof",
        ),
        (
            {"proof": "reason", "rulebook": "so-noi-vu/ke-hoach"},
            2,
            "the proof is by the rulebook `so-noi-vu/ke-hoach`, which",
        ),
        ({"proof": "reason", "rulebook": 24}, 2, "it is not clear by which rulebook to check"),
        ({"remark": 1}, 2, "it is not clear by which rulebook to check"),
    ],
)
def test_something_else_than_a_proof(given: object, code: int, said: str, run: Runner) -> None:
    """What its keys tell is said; the rest is a proof that is not written as one."""
    ran = run("verify", "-", "--lang", "en", given=json.dumps(given))
    assert ran.code == code
    assert said in ran.err


def test_a_list_of_none(run: Runner, tmp_path: Path) -> None:
    """An empty list proves nothing, and neither do two files of which one cannot be read."""
    file = tmp_path / "none.json"
    file.write_text("[]", "utf-8")
    ran = run("verify", str(file), "khong-co.json")
    assert ran.code == 3
    assert "CR616" in ran.err
    assert "CR101" in ran.err
