"""The table of dossier codes, and what their examples alone do not show."""

from __future__ import annotations

import re

import pytest
from checkout import ROOT
from language.dossier_examples import ERRORS, decoded, rulebook, told

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.codes import DOSSIER_CODES
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.language.reading.reader import plain, read_text


def examples(code: str) -> list[str]:
    """The files of a code's example."""
    return [path.read_text("utf-8") for path in sorted((ERRORS / code).glob("dossier*.yaml"))]


@pytest.mark.parametrize("code", [code for code in DOSSIER_CODES if code not in ("CR570", "CR571")])
def test_severity(code: str) -> None:
    """The faults of an example are as severe as the table says."""
    assert all(fault.severity == DOSSIER_CODES[fault.code][0] for fault in told(*examples(code)))


def test_not_one_candidate() -> None:
    """CR571: what a file may hold is too much for a mapping, which is one candidate's dossier."""
    document = plain(read_text(examples("CR571")[0], "dossier.yaml"))
    assert isinstance(document, dict)
    assert len(decoded(examples("CR571")[0]).candidates) == 2
    with pytest.raises(DossierError) as caught:
        dossier_from_mapping(document, rulebook())
    assert [fault.code for fault in caught.value.diagnostics] == ["CR571"]


def test_codes_are_documented() -> None:
    """``docs/errors.md`` has one paragraph on each code, in English and Vietnamese."""
    text = (ROOT / "docs" / "errors.md").read_text("utf-8")
    documented = re.findall(r"^### (CR5\d\d)\n(?:[^#\n].*\n)+\*[^*]+\*$", text, re.MULTILINE)
    assert documented == sorted(DOSSIER_CODES)


def test_codes_have_both_languages() -> None:
    """Every message is written in Vietnamese and in English, with the same words filled in."""
    for severity, message in DOSSIER_CODES.values():
        assert severity in ("error", "warning")
        assert message.en is not None
        assert set(re.findall(r"{(\w+)", message.vi)) == set(re.findall(r"{(\w+)", message.en))
