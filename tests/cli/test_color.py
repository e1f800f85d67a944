"""Colour in the terminal, by an extra: nothing but colour is added, and only where it is wanted."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from io import StringIO

import pytest
from cli.running import ANNUAL, PERIOD, Runner

from cchc_rules.cli.color import color_wanted, colored
from cchc_rules.cli.usage import CommandLineError

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def wanted(color: str, environment: dict[str, str], *, terminal: bool = True) -> bool:
    """Whether it is wanted."""
    return color_wanted(Namespace(color=color), _Terminal() if terminal else StringIO(), environment, "vi")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("file", [ANNUAL, PERIOD])
def test_only_colour_is_added(file: str, lang: str, run: Runner) -> None:
    """Without its codes the text is what it was, letter by letter; every outcome has one."""
    plain = run("evaluate", file, "--lang", lang).out
    assert "\x1b" not in plain
    assert run("evaluate", file, "--lang", lang, "--color", "never").out == plain
    painted = run("evaluate", file, "--lang", lang, "--color", "always").out
    assert ESCAPE.sub("", painted) == plain
    assert len(ESCAPE.findall(painted)) > 100


def test_marks_and_outcomes() -> None:
    """At the head of a line, and in words; not inside of other words."""
    text = "1. An: ĐỦ ĐIỀU KIỆN XÉT\n  ✗ a ✓ b?\n    ? Not eligible\n? no\nIneligible, Eligible"
    assert colored(text) == (
        "1. An: \x1b[1;32mĐỦ ĐIỀU KIỆN XÉT\x1b[0m\n  \x1b[31m✗\x1b[0m a ✓ b?\n    \x1b[33m?\x1b[0m "
        "\x1b[1;31mNot eligible\x1b[0m\n? no\nIneligible, \x1b[1;32mEligible\x1b[0m"
    )


def test_when_it_is_wanted() -> None:
    """On a terminal, unless the environment or the option says no; the option says yes over both."""
    assert wanted("auto", {})
    assert not wanted("auto", {}, terminal=False)
    assert not wanted("auto", {"NO_COLOR": "1"})
    assert wanted("auto", {"NO_COLOR": ""})
    assert not wanted("auto", {"TERM": "dumb"})
    assert wanted("always", {"NO_COLOR": "1"}, terminal=False)
    assert not wanted("never", {})


def test_without_rich(monkeypatch: pytest.MonkeyPatch, run: Runner) -> None:
    """Nobody misses it who did not ask for colour; who did is told which extra to install, before anything is done."""
    monkeypatch.setattr("cchc_rules.cli.color.find_spec", lambda _name: None)
    assert not wanted("auto", {})
    assert not wanted("never", {})
    with pytest.raises(CommandLineError):
        wanted("always", {})
    ran = run("evaluate", "no-such-file.yaml", "--color", "always")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(
        "cchc-rules evaluate: lỗi: tô màu cần thư viện `rich`\nGợi ý: pip install 'cchc-rules[color]'\n"
    )


def test_rich_is_imported_when_it_is_used(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by whoever prints without colour."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "rich"]:
        monkeypatch.delitem(sys.modules, name)
    run("evaluate", ANNUAL, "--summary")
    assert "rich" not in sys.modules
    run("evaluate", ANNUAL, "--summary", "--color", "always")
    assert "rich" in sys.modules
