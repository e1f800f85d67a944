"""Every diagnostic: a failing example, its exact words in both languages, a paragraph in docs/errors.md."""

from __future__ import annotations

import re
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from checkout import ROOT

from cchc_rules import CchcRulesError, load_rulebook
from cchc_rules.errors import Diagnostic
from cchc_rules.language.codes import CODES
from cchc_rules.language.reading.reader import read_file
from cchc_rules.language.rulebooks.decode import decode_award, decode_rulebook, decode_vocabulary
from cchc_rules.language.shape.schema import validate
from cchc_rules.text import LANGS

HERE = ROOT / "tests/errors"
CASES = sorted(path.name for path in HERE.iterdir() if re.fullmatch(r"CR\d{3}", path.name))

Diagnostics = tuple[Diagnostic, ...]


def of_program(case: Path, _: Path) -> Diagnostics:
    """What no file can show is done by the ``read`` of ``input.py``."""
    runpy.run_path(str(case / "input.py"))["read"]()
    return ()


def of_document(case: Path, _: Path) -> Diagnostics:
    """One document, read; with a first line ``# kind: award`` validated and decoded as one."""
    (file,) = case.glob("input.*")
    node = read_file(file, name=file.name)
    kind = re.match(r"# kind: (\w+)", file.read_bytes().decode("utf-8", "replace"))
    if kind is None:
        return ()
    faults = validate(node, kind[1])  # type: ignore[arg-type]  # the file says which
    if faults:
        return faults
    if kind[1] == "rulebook":
        return decode_rulebook("test/test", node)[1]
    return decode_award(node)[1] if kind[1] == "award" else decode_vocabulary(node)[1]


def of_rulebook(case: Path, scratch: Path) -> Diagnostics:
    """A rulebook folder; those about its meaning lay their files over a sound one."""
    folder = scratch / "issuer" / "document"
    folder.parent.mkdir()
    if (case / "rulebook").is_file():
        shutil.copy(case / "rulebook", folder)
    else:
        if case.name >= "CR300":
            shutil.copytree(HERE / "_base", folder)
        shutil.copytree(case / "rulebook", folder, dirs_exist_ok=True)
    return load_rulebook(folder).warnings


def of_dossiers(case: Path, scratch: Path) -> Diagnostics:
    """One or two dossier files for the small rulebook beside the examples."""
    folder = scratch / "so-noi-vu" / "ke-hoach"
    shutil.copytree(HERE / "_dossier_base", folder)
    found = load_rulebook(folder).load_dossiers(*sorted(case.glob("dossier*.yaml")))
    rejected = tuple(diagnostic for dossier in found.rejected for diagnostic in dossier.diagnostics)
    return (*found.faults, *rejected, *found.warnings)


def diagnostics(case: Path, scratch: Path) -> Diagnostics:
    """What the example gives, raised or returned."""
    ways: dict[str, Callable[[Path, Path], Diagnostics]] = {
        "input.py": of_program,
        "input.*": of_document,
        "rulebook": of_rulebook,
        "dossier*.yaml": of_dossiers,
    }
    way = next(way for pattern, way in ways.items() if list(case.glob(pattern)))
    try:
        return way(case, scratch)
    except CchcRulesError as error:
        return error.diagnostics


@pytest.mark.parametrize("code", CASES)
def test_example_says_what_it_should(code: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    """The code is among what the example gives; the words are those that somebody read and found good."""
    found = diagnostics(HERE / code, tmp_path)
    assert code in {diagnostic.code for diagnostic in found}
    for lang in LANGS:
        text = "\n\n".join(diagnostic.render(lang) for diagnostic in found)
        for folder in (tmp_path / "issuer" / "document", HERE / code, tmp_path):
            text = text.replace(f"{folder}/", "").replace(str(folder), folder.name)
        golden(HERE / code / f"expected.{lang}.txt", text + "\n")


def test_codes_examples_and_paragraphs_are_the_same_set() -> None:
    """No code without an example and a paragraph, and none of these without a code."""
    paragraphs = re.findall(r"^### (CR\d{3})", (ROOT / "docs/errors.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(paragraphs) == len(set(paragraphs))
    assert set(CODES) == set(CASES) == set(paragraphs)
