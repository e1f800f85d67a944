"""``CONTRIBUTING.md`` and ``SECURITY.md`` say what is so."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
from checkout import ROOT
from distribution.built import Installed, ran

from cchc_rules.cli.options import LANG_VARIABLE
from cchc_rules.language.reading.scalars import DOSSIER_LIMITS, MOST_DIGITS, RULEBOOK_LIMITS

PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "SECURITY.md")}
SOURCES = {
    path.relative_to(ROOT / "src/cchc_rules").as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in (ROOT / "src/cchc_rules").rglob("*.py")
}
GENERATOR = "engine/generate.py"
MADE = {"dist/"}
"""What ``make build`` makes."""
NEVER_IMPORTED = {
    "pickle",
    "marshal",
    "shelve",
    "socket",
    "ssl",
    "http",
    "urllib",
    "subprocess",
    "multiprocessing",
    "ctypes",
}
CLOCKS = re.compile(
    r"(?:.*\.)?(?:date(?:time)?\.(?:now|today|utcnow)|time\.(?:time|time_ns|localtime|gmtime|tzset)|locale\.\w+)"
)

WATCHED = """
import sys
seen, generated = [], []
TOUCHING = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename",
            "os.mkdir", "os.rmdir", "ctypes.", "urllib.", "http.", "pickle.", "marshal.dump", "shutil.", "tempfile.")
def watch(event, arguments):
    if event.startswith(TOUCHING):
        seen.append(event)
    elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        seen.append(f"open for writing: {arguments[0]}")
    elif event == "exec" and arguments[0].co_filename == "<criteria>":
        generated.append(event)
sys.addaudithook(watch)
"""
EVALUATED = """
import datetime, cchc_rules
rulebook = cchc_rules.shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
dossiers = rulebook.load_dossiers(sys.argv[1])
for award in rulebook.awards:
    year = 2024 if award.annual else None
    for verdict in award.evaluate_many(dossiers, year=year, as_of=datetime.date(2025, 1, 20), engine=sys.argv[2]).verdicts:
        verdict.to_dict(), verdict.unknown, cchc_rules.render(verdict, "vi")
"""
REPORT = """
import gc, json, types
functions = [one for one in gc.get_objects() if isinstance(one, types.FunctionType)]
made = [one for one in functions if one.__code__.co_filename == "<criteria>"]
print(json.dumps([seen, len(generated), len(made), any(one.__globals__["__builtins__"] for one in made)]))
"""


def test_make_commands_exist() -> None:
    """Every ``make`` target that a page names is one of the Makefile, and those that are named are marked as commands."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", PAGES["CONTRIBUTING.md"]))
    assert named >= {"test", "test-long", "test-versions", "test-lowest", "golden", "fuzz", "bench", "build", "lint"}
    assert named - {"install", "installs"} <= targets


def test_plain_make_lists_the_commands() -> None:
    """``make`` alone shows every target that has a description, in one column."""
    shown = ran(["make"], ROOT).stdout.splitlines()
    described = re.findall(r"^([a-z-]+):.*## (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == [f"  make {target}".ljust(22) + text for target, text in described]


def test_versions_that_are_not_there_are_told() -> None:
    """``make test-versions`` says what it did not find; that alone is no success."""
    done = ran(["make", "test-versions", "VERSIONS=2.0 2.1"], ROOT)
    assert done.stdout.splitlines()[0] == "passed: none; failed: none; not found: 2.0 2.1"
    assert done.returncode != 0


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_names_exist(page: str) -> None:
    """Files and folders, from the top of the project or of the package."""
    paths = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|txt|yaml))`", PAGES[page])
    roots = (ROOT, ROOT / "src/cchc_rules", *(ROOT / "tests/errors").iterdir())
    assert len(paths) >= 4
    assert [path for path in paths if path not in MADE and not any((root / path).exists() for root in roots)] == []


def test_limits_are_those_of_the_readers() -> None:
    """The numbers of SECURITY.md."""
    text = " ".join(PAGES["SECURITY.md"].split())
    assert (RULEBOOK_LIMITS.bytes, DOSSIER_LIMITS.bytes) == (1 << 20, 32 << 20)
    assert "A rulebook file has at most 1 MB, a dossier file 32 MB" in text
    for limits in (RULEBOOK_LIMITS, DOSSIER_LIMITS):
        assert f"nesting ends at {limits.depth} levels, a text at {limits.scalar:,} characters" in text
    assert f"a number at {MOST_DIGITS} digits" in text


def test_only_the_generator_runs_code() -> None:
    """``exec`` and ``compile`` are called in one file, ``eval`` and ``__import__`` in none."""
    found = {
        (name, node.func.id)
        for name, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in ("eval", "exec", "compile", "__import__")
    }
    assert found == {(GENERATOR, "exec"), (GENERATOR, "compile")}


def test_nothing_imports_what_reaches_out() -> None:
    """No pickle, no network, no process, no foreign code: not even lazily."""
    found = {(file, module) for file, tree in SOURCES.items() for module in _imported(tree) & NEVER_IMPORTED}
    assert found == set()


def test_no_clock_and_no_locale() -> None:
    """Nothing asks what day it is or where it runs. How long something took may be logged."""
    calls = {
        (file, ast.unparse(node.func))
        for file, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and CLOCKS.fullmatch(ast.unparse(node.func))
    }
    assert calls == set()


def test_the_command_line_alone_reads_the_environment() -> None:
    """In three places: the language, the width of the screen, and whether colour is wanted."""
    uses = [
        (file, ast.unparse(node))
        for file, tree in sorted(SOURCES.items())
        for node in ast.walk(tree)
        if isinstance(node, ast.Call | ast.Subscript) and re.search(r"\b(?:environ|getenv)\b", ast.unparse(node))
    ]
    assert ("cli/usage.py", "os.environ['COLUMNS']") in uses
    assert ("cli/main.py", "language(arguments, os.environ)") in uses
    assert ("cli/evaluate.py", "color_wanted(options, stream, os.environ, lang)") in uses
    assert {file for file, _ in uses} == {"cli/evaluate.py", "cli/main.py", "cli/usage.py"}
    assert LANG_VARIABLE == "CCHC_RULES_LANG"


def _imported(tree: ast.Module) -> set[str]:
    """The top-level modules that a file imports anywhere."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_evaluating_touches_nothing(installed: Installed, engine: str) -> None:
    """Python's own audit events of a whole run: no connection, no process, nothing written.

    With ``engine="reference"`` no generated code runs; that the watch would see it, the other engine shows, whose functions
    have no builtins.
    """
    dossiers = str(ROOT / "examples/nam-2024.yaml")
    done = installed.run("-B", "-c", WATCHED + EVALUATED + REPORT, dossiers, engine)
    assert (done.returncode, done.stderr) == (0, "")
    seen, generated, functions, with_builtins = json.loads(done.stdout)
    assert seen == []
    assert (generated > 0, functions > 0) == ((True, True) if engine == "compiled" else (False, False))
    assert with_builtins is False


def test_the_watch_sees(installed: Installed) -> None:
    """The same watch beside something that does touch."""
    touching = "import socket\nsocket.socket().close()\nopen('written', 'w').close()\n"
    done = installed.run("-B", "-c", WATCHED + touching + REPORT)
    assert json.loads(done.stdout) == [["socket.__new__", "open for writing: written"], 0, 0, False]
    Path(installed.elsewhere / "written").unlink()
