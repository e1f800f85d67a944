"""A consumer's program against the types of the installed wheel: right use passes ``mypy --strict``, misuse does not."""

from __future__ import annotations

import re
import shutil
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from checkout import ROOT
from distribution.built import Installed, ran

CONSUMER = ROOT / "tests/distribution/consumer"
FOR_THE_CHECKOUT = "# mypy: ignore-errors\n"
ERROR = re.compile(r"^(?P<file>\w+\.py):(?P<line>\d+): error: .*\[(?P<code>[a-z-]+)\]$")
Errors = dict[int, set[str]]


@pytest.fixture(scope="module")
def checked(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Errors]:
    """The errors of each file, by line, of one run of mypy in a folder that has nothing but the consumer's files."""
    folder = tmp_path_factory.mktemp("consumer")
    shutil.copy(CONSUMER / "award_service.py", folder)
    misuse = (CONSUMER / "misuse.py").read_text(encoding="utf-8")
    (folder / "misuse.py").write_text(misuse.replace(FOR_THE_CHECKOUT, "# -\n", 1), encoding="utf-8")
    options = ["--strict", "--config-file=", "--no-error-summary", "--hide-error-context", "--no-pretty"]
    python = ["--python-executable", str(installed.python), "--cache-dir", str(folder / ".cache")]
    done = ran([sys.executable, "-m", "mypy", *options, *python, "award_service.py", "misuse.py"], folder)
    found: dict[str, Errors] = {"award_service.py": defaultdict(set), "misuse.py": defaultdict(set)}
    for line in done.stdout.splitlines():
        match = ERROR.match(line)
        assert match or ": note: " in line, line
        if match:
            found[match["file"]][int(match["line"])].add(match["code"])
    assert (done.returncode, done.stderr) == (1, "")
    return found


def _expected(file: Path) -> Errors:
    """The codes behind ``# E:``, by line."""
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    return {number: set(line.partition("  # E: ")[2].split(", ")) for number, line in lines if "  # E: " in line}


def test_right_use_is_well_typed(checked: dict[str, Errors]) -> None:
    """Not one error, and nothing from the library is ``Any`` by accident: the misuse beside it is found."""
    assert checked["award_service.py"] == {}


def test_misuse_is_found_line_by_line(checked: dict[str, Errors]) -> None:
    """Each line has the errors that stand beside it; a line without a remark has none."""
    expected = _expected(CONSUMER / "misuse.py")
    assert checked["misuse.py"] == expected
    assert len(expected) >= 20


def test_the_program_does_what_it_says(installed: Installed) -> None:
    """Each outcome has its step; faults in data and in a question are told with their codes."""
    done = installed.run(str(CONSUMER / "award_service.py"))
    assert (done.returncode, done.stderr) == (0, "")
    an, binh, chi, *faults = done.stdout.splitlines()
    assert an == "an eligible - put before the council"
    assert binh == "binh undetermined - ask for: in_charge_of_par, office.par_index, office.par_rank, office.sipas"
    assert chi.startswith("chi undetermined - ask for: active_writer, articles, excellent_advice, exemplary_conduct, ")
    assert faults == ["CR524", "error[CR007]: `giay-khen-ca-nhan-hang-nam` is given for a year: say which"]
