"""The logger ``cchc_rules``: modest events, and nothing of a dossier at any level, from any command or call."""

from __future__ import annotations

import ast
import datetime
import logging
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from checkout import ROOT
from cli.running import Runner
from privacy.conftest import Everything
from privacy.planting import EXAMPLES, MARK, planted, trial_rulebook, words_of_rules

from cchc_rules import CchcRulesError, LoadedRulebook, log, shipped_rulebook
from cchc_rules.model.dossier import DossierSet

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
SOURCES = sorted((ROOT / "src/cchc_rules").rglob("*.py"))
AS_OF = datetime.date(2025, 1, 20)


@pytest.fixture
def book(tmp_path: Path) -> LoadedRulebook:
    """The small rulebook of the examples."""
    return trial_rulebook(tmp_path)


def sound(tmp_path: Path) -> Path:
    """The dossiers of the plan's example, with a marker in each name, remark, title and id, in a file named so too."""
    known = words_of_rules(shipped_rulebook(PLAN))
    text = planted((ROOT / "examples/nam-2024.yaml").read_text(encoding="utf-8"), known)
    assert text.count(MARK) > 100
    file = tmp_path / f"ho-so-{MARK}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def faulty(tmp_path: Path, book: LoadedRulebook) -> list[Path]:
    """Every faulty example of a dossier, marked."""
    files = []
    for source in sorted(EXAMPLES.glob("CR5*/dossier*.yaml")):
        files.append(tmp_path / f"{source.parent.name}-{source.name}")
        files[-1].write_text(planted(source.read_text(encoding="utf-8"), words_of_rules(book)), encoding="utf-8")
    return files


def test_events_say_keys_codes_and_numbers(logged: Everything, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event, word for word."""
    monkeypatch.setattr(log, "clock", lambda: 7.0426)
    log.rulebook_loaded("a/b", "sha256:00", awards=2, warnings=1, began=7)
    log.dossiers_read(files=2, usable=3, rejected=1, codes=["CR523", "CR505", "CR523"])
    log.dossiers_refused(files=1, codes=["CR101"])
    outcomes = ["eligible", "undetermined", "eligible"]
    log.evaluated("giay-khen", year=2024, outcomes=outcomes, unresolved=0, skipped=4, began=7.0322)
    log.evaluated("bang-khen", year=None, outcomes=[], unresolved=0, skipped=0, began=7.0426)
    assert logged.lines == [
        "INFO cchc_rules rulebook a/b loaded: sha256:00, 2 awards, 1 warnings, 43 ms",
        "INFO cchc_rules dossiers read from 2 files: 3 usable, 1 rejected",
        "DEBUG cchc_rules diagnostics of the dossiers: CR505 1, CR523 2",
        "INFO cchc_rules dossiers of 1 files refused: CR101 1",
        "INFO cchc_rules giay-khen evaluated for 2024: eligible 2, undetermined 1; 0 unresolved, 4 skipped, 10 ms",
        "INFO cchc_rules bang-khen evaluated: none; 0 unresolved, 0 skipped, 0 ms",
    ]


def test_the_logger_has_a_handler_that_drops_everything(logged: Everything) -> None:
    """One, however often something is logged; an application that installs none hears nothing."""
    for _ in range(3):
        log.dossiers_refused(files=1, codes=[])
    handlers = logging.getLogger("cchc_rules").handlers
    assert [type(handler) for handler in handlers] == [logging.NullHandler]


def test_only_one_module_logs() -> None:
    """Whatever is logged goes through functions that take no text of a dossier; nothing else imports ``logging``."""
    importing = []
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        importing += [source.name for name in names if name.partition(".")[0] in ("logging", "warnings", "syslog")]
    assert set(importing) == {"log.py"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_command_logs_what_a_dossier_says(lang: str, run: Runner, logged: Everything, tmp_path: Path) -> None:
    """Whole runs over sound dossiers: evaluate in all forms, check, show, schema."""
    file = str(sound(tmp_path))
    for arguments in (
        ["evaluate", file],
        ["evaluate", file, "--format", "json"],
        ["evaluate", file, "--summary", "--redact"],
        ["evaluate", file, "--trust-bare-attestations", "--year", "2023", "--as-of", "2024-06-30"],
        ["check", file],
        ["show", PLAN],
        ["schema", PLAN],
    ):
        assert run(*arguments, "--lang", lang).code == 0
    usable = len(shipped_rulebook(PLAN).load_dossiers(file).dossiers)
    assert logged.lines.count(f"INFO cchc_rules dossiers read from 1 files: {usable} usable, 0 rejected") >= 5
    assert MARK not in logged.raw


def test_no_command_logs_what_a_faulty_dossier_says(
    run: Runner, logged: Everything, tmp_path: Path, book: LoadedRulebook
) -> None:
    """Every example of a fault, evaluated and checked, and one that cannot be read, by file and by standard input."""
    folder = str(tmp_path / "so-noi-vu/ke-hoach")
    for file in faulty(tmp_path, book):
        assert run("evaluate", str(file), "--rulebook", folder, "--year", "2024").code in (0, 1, 2, 3)
        assert run("check", str(file), "--rulebook", folder).code in (0, 1, 3)
    assert run("evaluate", str(tmp_path / MARK)).code == 3
    assert run("evaluate", "-", given=f"rulebook: {MARK}").code == 3
    assert run("evaluate", "-", given=f"name: [{MARK}").code == 3
    assert "CR523 5" in logged.raw
    assert MARK not in logged.raw


def test_no_call_logs_what_a_dossier_says(logged: Everything, tmp_path: Path, book: LoadedRulebook) -> None:
    """The same through Python: files, mappings, verdicts, robustness, and every kind of error."""
    rules = shipped_rulebook(PLAN)
    found = rules.load_dossiers(sound(tmp_path))
    assert isinstance(found, DossierSet)
    for award in rules.awards:
        year = 2024 if award.annual else None
        for verdict in award.evaluate_many(found, year=year, as_of=AS_OF).verdicts[:3]:
            assert verdict.with_robustness().to_dict()["candidate"] == verdict.candidate
    for file in faulty(tmp_path, book):
        with suppress(CchcRulesError):
            book.load_dossiers(file)
    with pytest.raises(CchcRulesError):
        book.dossier({"as_of": "2025-01-20", "id": MARK, "kind": "individual", "facts": {MARK: MARK}})
    with pytest.raises(CchcRulesError):
        rules.award(MARK)
    with pytest.raises(CchcRulesError):
        rules.awards[0].evaluate(found.dossiers[0], as_of=AS_OF, readings={MARK: MARK})
    assert MARK not in logged.raw


def in_a_process(program: str) -> str:
    """What a program prints that runs in a process of its own."""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    return done.stdout


def test_importing_and_running_do_not_import_logging() -> None:
    """Nobody who does not log pays for it: neither ``import cchc_rules`` nor a whole run of the command line."""
    assert in_a_process("import sys, cchc_rules; print('logging' in sys.modules)") == "False\n"
    quiet = (
        "import sys; from cchc_rules.cli.main import main; main(['check', 'examples/nam-2024.yaml', '--lang', 'en']);"
    )
    shown = in_a_process(f"{quiet} print('logging' in sys.modules)")
    assert shown.endswith("in all.\nFalse\n")


def test_a_process_that_logs_hears_it() -> None:
    """Logging is configured in the ordinary way, before or after the import."""
    program = (
        "import sys, cchc_rules, logging; logging.basicConfig(stream=sys.stdout, level=logging.INFO);"
        "from cchc_rules.cli.main import main; main(['check', 'examples/nam-2024.yaml', '--lang', 'en'])"
    )
    assert "INFO:cchc_rules:dossiers read from 1 files: " in in_a_process(program)


def test_nothing_is_written_and_nobody_is_called() -> None:
    """No file is opened for writing, no temporary one is made, no socket is opened, by a run over dossiers."""
    program = """
import sys
seen = []
def hook(event, arguments):
    if event.startswith(("socket.", "tempfile.", "urllib.", "os.mkdir", "os.rename", "subprocess.")):
        seen.append(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(arguments)
sys.dont_write_bytecode = True
sys.addaudithook(hook)
from cchc_rules.cli.main import main
code = main(["evaluate", "examples/nam-2024.yaml", "--format", "json"])
main(["check", "examples/loi-thuong-gap.yaml", "--rulebook", "examples/rulebooks/so-vi-du/quy-che-2025"])
open("/dev/null", "w").close()
print(seen, file=sys.stdout)
"""
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert shown.splitlines()[-1].startswith("[('/dev/null', 'w', ")
    assert shown.splitlines()[-1].count("(") == 1
