"""Every code of dossiers has an example, and what is said about it is kept word for word."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from language.dossier_examples import ERRORS, decoded, rendered, rulebook, told

from cchc_rules.errors import DossierError
from cchc_rules.language.dossier_codes import DOSSIER_CODES
from cchc_rules.language.dossiers import dossier_from_mapping, load_dossiers
from cchc_rules.language.reader import plain, read_text

DOCS = Path(__file__).parent.parent.parent / "docs" / "errors.md"


def examples(code: str) -> list[str]:
    """The files of a code's example."""
    return [path.read_text("utf-8") for path in sorted((ERRORS / code).glob("dossier*.yaml"))]


@pytest.mark.parametrize("code", [code for code in DOSSIER_CODES if code not in ("CR570", "CR571")])
def test_example(code: str, golden: Callable[[Path, str], None]) -> None:
    """The example gives its code, in the words that are kept beside it."""
    faults = told(*examples(code))
    assert code in [fault.code for fault in faults]
    assert all(fault.severity == DOSSIER_CODES[fault.code][0] for fault in faults)
    golden(ERRORS / code / "expected.txt", rendered(faults))


def test_no_file(golden: Callable[[Path, str], None]) -> None:
    """CR570: there is nothing to decide about."""
    with pytest.raises(DossierError) as caught:
        load_dossiers([], rulebook())
    golden(ERRORS / "CR570" / "expected.txt", rendered(caught.value.diagnostics))


def test_not_one_candidate(golden: Callable[[Path, str], None]) -> None:
    """CR571: a mapping is one candidate's dossier."""
    document = plain(read_text(examples("CR571")[0], "dossier.yaml"))
    assert isinstance(document, dict)
    assert len(decoded(examples("CR571")[0]).candidates) == 2
    with pytest.raises(DossierError) as caught:
        dossier_from_mapping(document, rulebook())
    golden(ERRORS / "CR571" / "expected.txt", rendered(caught.value.diagnostics))


def test_codes_are_documented() -> None:
    """``docs/errors.md`` has one paragraph on each code, in English and Vietnamese."""
    text = DOCS.read_text("utf-8")
    documented = re.findall(r"^### (CR5\d\d)\n(?:[^#\n].*\n)+\*[^*]+\*$", text, re.MULTILINE)
    assert documented == sorted(DOSSIER_CODES)


def test_codes_have_both_languages() -> None:
    """Every message is written in Vietnamese and in English, with the same words filled in."""
    for severity, message in DOSSIER_CODES.values():
        assert severity in ("error", "warning")
        assert message.en is not None
        assert set(re.findall(r"{(\w+)", message.vi)) == set(re.findall(r"{(\w+)", message.en))
