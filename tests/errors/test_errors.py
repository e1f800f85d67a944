"""Every diagnostic: a failing example, its exact words in both languages, a paragraph in docs/errors.md."""

from __future__ import annotations

import re
import runpy
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT

from cchc_rules import CchcRulesError, LoadedRulebook, load_rulebook
from cchc_rules.cli.answers import Answering
from cchc_rules.cli.jsonl import answers
from cchc_rules.errors import Diagnostic, Span
from cchc_rules.language.codes import CODES
from cchc_rules.language.reading.reader import read_file
from cchc_rules.language.rulebooks.decode import decode_award, decode_rulebook, decode_vocabulary
from cchc_rules.language.shape.schema import validate
from cchc_rules.text import LANGS, Text

HERE = ROOT / "tests/errors"
CASES = sorted(path.name for path in HERE.iterdir() if re.fullmatch(r"CR\d{3}", path.name))

Diagnostics = tuple[Diagnostic, ...]


def of_program(case: Path, _: Path) -> Diagnostics:
    """What no file can show is done by the ``read`` of ``input.py``; or its ``lines`` are answered, by its ``book``."""
    program = runpy.run_path(str(case / "input.py"))
    if "lines" in program:
        return answered(program["lines"](), program["book"]() if "book" in program else None)
    program["read"]()
    return ()


def of_requests(case: Path, _: Path) -> Diagnostics:
    """Lines of JSON, each of them answered."""
    return answered((case / "requests.jsonl").read_bytes())


def answered(lines: bytes, book: LoadedRulebook | None = None) -> Diagnostics:
    """The diagnostics of the answers, as they would be told."""
    found: list[Diagnostic] = []
    for answer in answers(BytesIO(lines), Answering(book), lambda: None):
        error: Any = answer.get("error", {"diagnostics": []})
        for told in error["diagnostics"]:
            column = told["column"] or 1
            span = Span(told["file"], told["line"], column, column + 1)
            advice = Text(**told["help"]) if told["help"] else None
            found.append(Diagnostic(told["code"], told["severity"], Text(**told["message"]), span=span, help=advice))
    return tuple(found)


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
        "requests.jsonl": of_requests,
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
