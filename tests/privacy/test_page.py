"""docs/privacy.md: its examples are run, and what it shows is what they print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

import pytest
from checkout import ROOT

PAGE = ROOT / "docs/privacy.md"
CONSOLE = re.compile(r"```console\n\$ cchc-rules (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
PYTHON = re.compile(r"```python\n(?P<code>(?:.*\n)*?)```\n\n```text\n(?P<output>(?:.*\n)*?)```\n")


def run(arguments: list[str]) -> str:
    """What a program prints from the checkout, diagnostics last."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )
    return done.stdout + done.stderr


def console(match: re.Match[str]) -> str:
    """A console block with its real output."""
    command = match["command"]
    return f"```console\n$ cchc-rules {command}\n{run(['-m', 'cchc_rules', *shlex.split(command)])}```\n"


def python(match: re.Match[str]) -> str:
    """A Python block with what it prints; times are not compared."""
    return f"```python\n{match['code']}```\n\n```text\n{_without_times(run(['-c', match['code']]))}```\n"


def _without_times(text: str) -> str:
    return re.sub(r"\d+ ms", "… ms", text)


def test_page_shows_what_is_real(request: pytest.FixtureRequest) -> None:
    """Running it all again gives the page; ``make golden`` writes what it gives."""
    text = PAGE.read_text(encoding="utf-8")
    real = PYTHON.sub(python, CONSOLE.sub(console, text))
    if request.config.getoption("--update-golden"):
        PAGE.write_text(real, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == real
    assert len(CONSOLE.findall(text)) == 1
    assert len(PYTHON.findall(text)) == 3
