"""Everything the README shows is real: outputs, files, the Python example."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```\n")
FILE = re.compile(r"<!-- file: (?P<path>\S+) -->\n(?P<block>\n```(?:yaml|json)\n(?:.*\n)*?```\n)?")
PYTHON = re.compile(r"```python\n(?P<code>(?:.*\n)*?)```\n\n```text\n(?P<output>(?:.*\n)*?)```\n")


def run(arguments: list[str], given: str | None = None) -> str:
    """What a command prints, from the checkout: its output, and its diagnostics too if it found fault."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )
    text = done.stdout if done.returncode == 0 else done.stdout + done.stderr
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def console(match: re.Match[str]) -> str:
    """A console block with its real output; ``| head -N`` cuts it and marks the cut, ``< FILE`` is what the command reads."""
    command, _, pipe = match["command"].partition(" | ")
    command, _, source = command.partition(" < ")
    program, *arguments = shlex.split(command)
    assert program == "cchc-rules"
    given = (ROOT / source).read_text(encoding="utf-8") if source else None
    lines = run(["-m", "cchc_rules", *arguments], given).splitlines(keepends=True)
    if pipe:
        number = int(pipe.removeprefix("head -"))
        lines = [*lines[:number], "…\n"] if len(lines) > number else lines
    return f"```console\n$ {match['command']}\n{''.join(lines)}```\n"


def file(match: re.Match[str]) -> str:
    """A file of the checkout, without the line that is for editors."""
    text = (ROOT / match["path"]).read_text(encoding="utf-8")
    shown = re.sub(r"^# yaml-language-server.*\n", "", text)
    kind = "json" if match["path"].endswith(".jsonl") else "yaml"
    return f"<!-- file: {match['path']} -->\n\n```{kind}\n{shown}```\n"


def python(match: re.Match[str]) -> str:
    """A Python block with what it prints."""
    return f"```python\n{match['code']}```\n\n```text\n{run(['-c', match['code']])}```\n"


def test_readme_shows_what_is_real(request: pytest.FixtureRequest) -> None:
    """Running it all again gives the README; ``make golden`` writes what it gives."""
    text = README.read_text(encoding="utf-8")
    real = PYTHON.sub(python, FILE.sub(file, CONSOLE.sub(console, text)))
    if request.config.getoption("--update-golden"):
        README.write_text(real, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == real
    assert len(CONSOLE.findall(text)) >= 4


def test_links_lead_somewhere() -> None:
    """Every relative link of the README and of the documents exists."""
    for page in (README, *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_make_commands_of_the_readme_exist() -> None:
    """`make demo` and `make test`."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z-]+)", Path(README).read_text(encoding="utf-8"))) <= set(targets)
