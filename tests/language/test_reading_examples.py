"""Every code of the readers has an example that gives it first."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from cchc_rules.errors import CchcRulesError
from cchc_rules.language.codes import CODES
from cchc_rules.language.reading.advice import HELP
from cchc_rules.language.reading.reader import read_file

EXAMPLES = Path(__file__).parent.parent / "errors"
READING = [code for code in CODES if "CR101" <= code <= "CR149"]


def read_example(file: Path) -> object:
    """An ``input`` file is read as it is; what no file can hold is made by the ``read`` of an ``input.py``."""
    return runpy.run_path(str(file))["read"]() if file.suffix == ".py" else read_file(file, name=file.name)


@pytest.mark.parametrize("code", READING)
def test_example(code: str) -> None:
    """The example's first fault has the code of its folder."""
    (file,) = (EXAMPLES / code).glob("input.*")
    with pytest.raises(CchcRulesError) as caught:
        read_example(file)
    assert caught.value.diagnostics[0].code == code


def test_advice_is_for_known_codes() -> None:
    """Every piece of advice belongs to a code of the readers."""
    assert set(HELP) <= set(READING)
