"""The example programs run, and print what they printed when somebody last read it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ROOT

PROGRAMS = sorted(path.name for path in (ROOT / "examples").glob("*.py"))


def test_there_is_a_program_for_each_audience() -> None:
    """Systems that import the library, officials who revise the plan, engineers who test the rules."""
    assert {"integrate.py", "revise.py", "property_test.py"} <= set(PROGRAMS)


@pytest.mark.parametrize("program", PROGRAMS)
def test_program_prints_what_it_should(program: str, golden: Callable[[Path, str], None]) -> None:
    """Its output is the golden file beside the tests."""
    done = subprocess.run(
        [sys.executable, "-W", "error", ROOT / "examples" / program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    golden(ROOT / "tests/golden/examples" / f"{program}.txt", done.stdout)
