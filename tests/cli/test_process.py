"""The program as a process: what it imports, how it writes, how it ends."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys

import pytest
from cli.running import ANNUAL, PROJECT

from cchc_rules.cli.main import main

HEAVY = ("attr", "attrs", "yaml", "jsonschema", "referencing", "cchc_rules.api", "cchc_rules.text", "difflib")
PATH = str(PROJECT / "src")


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A run of its own, in a bare environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        env={"PYTHONPATH": PATH, "PATH": os.environ["PATH"], **environment},
        check=False,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["evaluate", "--help"], ["show", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Help answers at once: nothing is imported for it that only a command needs."""
    program = (
        "import sys\nfrom cchc_rules.cli.main import main\n"
        f"main({arguments!r})\nprint(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = process("-c", program)
    assert (done.returncode, done.stderr.split()) == (0, [])


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_utf8_whatever_the_locale(locale: dict[str, str]) -> None:
    """Output and faults are UTF-8 on pipes, under ``LANG=C`` and even where Python takes ASCII for the encoding."""
    done = process("-m", "cchc_rules", "evaluate", ANNUAL, "--summary", **locale)
    assert done.returncode == 0
    assert "Nguyễn Thị Thu Sương" in done.stdout.decode("utf-8")
    assert "cảnh báo" in done.stderr.decode("utf-8")


def test_a_reader_that_stops_is_no_error() -> None:
    """``cchc-rules … | head -1`` ends quietly."""
    program = f"{sys.executable} -m cchc_rules show thanh-tra-binh-dinh/ke-hoach-2022 | head -c 10"
    done = subprocess.run(
        ["sh", "-c", program], capture_output=True, env={**os.environ, "PYTHONPATH": PATH}, check=False
    )
    assert done.stderr == b""


def test_a_closed_pipe_ends_with_141(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever read the output is gone; the code is the one that a shell gives for that."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["--version"]) == 141


def test_interrupting_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt is no crash: no traceback, and the code that a shell gives for it."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cchc_rules.cli.main.parse", interrupted)
    assert main(["show"]) == 130


def test_python_m(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m cchc_rules`` is the command."""
    monkeypatch.setattr(sys, "argv", ["cchc-rules", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("cchc_rules", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out.startswith("cchc-rules ")
    runpy.run_module("cchc_rules.__main__", run_name="imported")
