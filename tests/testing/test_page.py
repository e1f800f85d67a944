"""What `docs/testing.md` says is so; the package says in one sentence what it needs."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from checkout import ROOT

from cchc_rules import testing

PAGE = (ROOT / "docs/testing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

WITHOUT_HYPOTHESIS = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "hypothesis":
            raise ModuleNotFoundError("No module named 'hypothesis'", name="hypothesis")

sys.meta_path.insert(0, Absent())
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    """A program, run from the checkout."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("code", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_run(code: str) -> None:
    """Every example of the page, each on its own; functions that are tests are called."""
    tests: list[str] = re.findall(r"^def (test_\w+)\(\)", code, re.MULTILINE)
    done = run("\n".join([code, *(f"{name}()" for name in tests)]))
    assert done.returncode == 0, done.stderr


def test_the_page_names_everything_that_is_public() -> None:
    """And nothing that is not."""
    named = set(re.findall(r"`(\w+)(?:\([^`]*\))?`", PAGE))
    assert set(testing.__all__) - named == set()
    laws = {name for name in named if name.startswith(("check_", "assert_"))}
    assert laws <= set(testing.__all__)


def test_what_is_missing_is_said_in_one_sentence() -> None:
    """Without Hypothesis the package cannot be imported, and says which extra to install."""
    done = run(WITHOUT_HYPOTHESIS + "import cchc_rules.testing")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "ImportError: cchc_rules.testing needs Hypothesis, which is not installed; "
        "install it with: pip install 'cchc-rules[testing]'"
    )


def test_the_library_itself_never_imports_hypothesis() -> None:
    """Not when everything that it exports is used, and an award is evaluated."""
    done = run(
        WITHOUT_HYPOTHESIS
        + """
import datetime
import cchc_rules
for name in cchc_rules.__all__:
    getattr(cchc_rules, name)
book = cchc_rules.load_rulebook("examples/rulebooks/so-vi-du/quy-che-2025")
dossier = book.dossier({"as_of": "2025-12-31", "id": "an", "kind": "individual"})
print(book.awards[0].evaluate(dossier, year=2025, as_of=datetime.date(2025, 12, 31)).outcome.value)
assert "hypothesis" not in sys.modules
"""
    )
    assert (done.returncode, done.stdout) == (0, "undetermined\n"), done.stderr
