"""Dossiers from files and from the mappings of another program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import evolve

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language import nodes
from cchc_rules.language.codes import diagnose
from cchc_rules.language.dossiers.decode import DecodedFile, decode_dossier_file
from cchc_rules.language.dossiers.fast import fast_dossier
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, node_from_python, read_file
from cchc_rules.model.dossier import Dossier, DossierSet
from cchc_rules.model.rulebook import Rulebook


def load_dossiers(paths: Iterable[Path | str] | Path | str, rulebook: Rulebook) -> DossierSet:
    """The candidates of one or several dossier files, YAML or JSON.

    A candidate whose dossier is at fault stands in ``rejected`` and stops nobody else. :class:`DossierError` is raised
    for a file that fails as a whole, since it cannot be read or its envelope is at fault: with the faults of all such files.
    """
    files: list[DecodedFile] = []
    found: list[Diagnostic] = []
    for path in [paths] if isinstance(paths, (str, Path)) else paths:
        try:
            node = read_file(path, limits=DOSSIER_LIMITS, error=DossierError)
            files.append(decode_dossier_file(node, rulebook, str(path)))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return join(files)


def dossier_from_mapping(mapping: Mapping[str, object], rulebook: Rulebook, *, name: str = "dossier") -> Dossier:
    """One candidate's dossier from the plain data of another program: mappings, lists, text, numbers, dates.

    Either all that a dossier file holds, with exactly one candidate; or the flat form, in which the candidate's keys stand
    beside those of the envelope and ``rulebook`` may be left out::

        {"as_of": "2025-01-20", "award_year": 2024, "id": "cb-01", "kind": "individual", "facts": {…}, "lists": {…}}

    Raises :class:`DossierError` with all that is wrong. ``name`` is what its diagnostics call the data.
    """
    return fast_dossier(mapping, rulebook) or full_dossier(mapping, rulebook, name)


def full_dossier(mapping: Mapping[str, object], rulebook: Rulebook, name: str) -> Dossier:
    """The dossier of a mapping as that of a file is read: this defines what :func:`dossier_from_mapping` gives."""
    node = node_from_python(mapping, name, error=DossierError)
    flat = isinstance(node, nodes.Mapping) and "candidates" not in node.entries
    file = decode_dossier_file(node, rulebook, name, flat=flat)
    if len(file.candidates) != 1:
        raise DossierError([diagnose("CR571", pointer=("candidates",), count=len(file.candidates))])
    result = join([file])
    faults = [*result.faults, *(fault for rejected in result.rejected for fault in rejected.diagnostics)]
    if faults:
        raise DossierError(faults)
    return evolve(result.dossiers[0], warnings=result.warnings)
