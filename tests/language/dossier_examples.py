"""The rulebook and the examples that the tests of dossiers share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.dossiers.decode import DecodedFile, decode_dossier_file
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_text
from cchc_rules.language.rulebooks.load import load_rulebook
from cchc_rules.model.dossier import Dossier, DossierSet
from cchc_rules.model.rulebook import Rulebook

ERRORS = Path(__file__).parent.parent / "errors"


@cache
def rulebook() -> Rulebook:
    """The rulebook by which the examples are decoded."""
    return load_rulebook(ERRORS / "_dossier_base", id="so-noi-vu/ke-hoach")[0]


def decoded(text: str | bytes, name: str = "dossier.yaml") -> DecodedFile:
    """One file, decoded."""
    node = read_text(text, name, limits=DOSSIER_LIMITS, error=DossierError)
    return decode_dossier_file(node, rulebook(), name)


def loaded(*texts: str) -> DossierSet:
    """Files by their texts, joined; they are called dossier-1.yaml and so on."""
    if len(texts) == 1:
        return join([decoded(texts[0])])
    return join([decoded(text, f"dossier-{number}.yaml") for number, text in enumerate(texts, 1)])


def found(result: DossierSet) -> tuple[Diagnostic, ...]:
    """Every diagnostic of a set: of the rejected, those that touch nobody, warnings."""
    rejected = [fault for each in result.rejected for fault in each.diagnostics]
    return tuple(dict.fromkeys((*rejected, *result.faults, *result.warnings)))


def told(*texts: str) -> tuple[Diagnostic, ...]:
    """What is said about files, whether or not they can be used."""
    try:
        return found(loaded(*texts))
    except DossierError as error:
        return error.diagnostics


def candidate(body: str = "", *, before: str = "", kind: str = "individual", as_of: str = "2025-01-20") -> str:
    """A file with one candidate, ``cb-01``; ``body`` is more of the candidate, ``before`` more of the envelope."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return (
        f"rulebook: so-noi-vu/ke-hoach\nas_of: {as_of}\n{before}candidates:\n  - id: cb-01\n    kind: {kind}\n{lines}"
    )


def only(*texts: str) -> Dossier:
    """The one dossier of files without fault."""
    result = loaded(*texts)
    assert not found(result), rendered(found(result))
    (dossier,) = result.dossiers
    return dossier


def rendered(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics as a person reads them, in Vietnamese and then in English."""
    listed = tuple(diagnostics)
    vi = "\n\n".join(fault.render("vi") for fault in listed)
    return f"{vi}\n\n{'-' * 20}\n\n" + "\n\n".join(fault.render("en") for fault in listed) + "\n"
