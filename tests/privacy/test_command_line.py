"""``--redact`` on the command line: diagnostics without what the author wrote, wherever they are printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.running import Runner
from privacy.planting import EXAMPLES, MARK, planted, trial_rulebook, words_of_rules

CODES = ("CR502", "CR509", "CR513", "CR515", "CR520", "CR523", "CR545", "CR556", "CR560", "CR565", "CR566")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The folder of the small rulebook."""
    trial_rulebook(tmp_path)
    return str(tmp_path / "so-noi-vu/ke-hoach")


def marked(code: str, scratch: Path) -> list[str]:
    """The files of an example, with markers."""
    known = words_of_rules(trial_rulebook(scratch / "again"))
    files = []
    for source in sorted((EXAMPLES / code).glob("dossier*.yaml")):
        files.append(str(scratch / source.name))
        Path(files[-1]).write_text(planted(source.read_text(encoding="utf-8"), known), encoding="utf-8")
    return files


@pytest.mark.parametrize("code", CODES)
def test_evaluate_tells_no_secret_in_its_diagnostics(code: str, run: Runner, folder: str, tmp_path: Path) -> None:
    """The standard error, and in JSON the diagnostics of the rejected, the faults and the warnings."""
    files = marked(code, tmp_path)
    plain = run("evaluate", *files, "--rulebook", folder, "--year", "2024", "--format", "json")
    ran = run("evaluate", *files, "--rulebook", folder, "--year", "2024", "--format", "json", "--redact")
    assert (ran.code, f"[{code}]" in ran.err) == (plain.code, True)
    assert MARK in plain.err
    assert MARK not in ran.err
    assert "^" not in ran.err  # nor is there a line of the rulebook, about which there are warnings
    if ran.out:
        data = json.loads(ran.out)
        told = [*data["warnings"], *(fault for rejected in data["rejected"] for fault in rejected["diagnostics"])]
        assert code in {fault["code"] for fault in told}
        assert MARK not in json.dumps(told)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_check_tells_no_secret(code: str, lang: str, run: Runner, folder: str, tmp_path: Path) -> None:
    """What ``check`` prints, as many faults and as many lines of them as without."""
    for file in marked(code, tmp_path):
        plain, ran = (
            run("check", file, "--rulebook", folder, "--lang", lang, *redact) for redact in ((), ("--redact",))
        )
        assert ran.code == plain.code
        assert MARK not in ran.out + ran.err
        assert ran.out.count("[CR5") == plain.out.count("[CR5")
        assert ran.out.splitlines()[-1] == plain.out.splitlines()[-1]


@pytest.mark.parametrize("command", ["evaluate", "check"])
def test_a_file_that_cannot_be_read_is_told_without_its_line(command: str, run: Runner) -> None:
    """The place and the rule remain."""
    ran = run(command, "-", "--lang", "en", "--redact", given=f"candidates:\n  - name: {MARK}: {MARK}\n")
    assert ran.code in (1, 3)
    assert MARK not in ran.out + ran.err
    assert "-:2:" in ran.out + ran.err
    assert "error[CR124]: a colon is not allowed here" in ran.out + ran.err


def test_faults_that_read_alike_once_masked_are_all_told(run: Runner, folder: str, tmp_path: Path) -> None:
    """Two misspelt keys of one mapping are two faults, and so are the same faults of two files."""
    text = (
        "rulebook: so-noi-vu/ke-hoach\nas_of: 2025-01-20\ncandidates:\n"
        "  - id: {id}\n    kind: individual\n    facts: {{abc: 1, def: 2}}\n"
    )
    files = []
    for number in (1, 2):
        files.append(str(tmp_path / f"{number}.yaml"))
        Path(files[-1]).write_text(text.format(id=f"cb-0{number}"), encoding="utf-8")
    for redact in ((), ("--redact",)):
        assert run("evaluate", *files, "--rulebook", folder, "--year", "2024", *redact).err.count("[CR520]") == 4


def test_the_report_still_shows_names_and_values(run: Runner, folder: str, tmp_path: Path) -> None:
    """``--redact`` is for diagnostics: who gets the report has to see whom it is about."""
    ran = run("evaluate", *marked("CR560", tmp_path), "--rulebook", folder, "--year", "2024", "--redact")
    assert f"name {MARK}" in ran.out
    assert MARK not in ran.err


def test_a_rulebook_is_checked_with_its_own_words(run: Runner, tmp_path: Path) -> None:
    """Criteria are for everybody; only the excerpts go."""
    trial_rulebook(tmp_path)
    award = tmp_path / "so-noi-vu/ke-hoach/giay-khen.yaml"
    award.write_text(award.read_text(encoding="utf-8").replace("fact: ", "fact: x", 1), encoding="utf-8")
    ran = run("check", str(award.parent), "--lang", "en", "--redact")
    assert ran.code == 1
    assert "error[CR3" in ran.out
    assert "^" not in ran.out
