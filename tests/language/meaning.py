"""Small rulebooks for the tests of the check stage: the sound one of ``tests/errors/_base`` with something changed."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from pathlib import Path

from language.schema_documents import ROOT

from cchc_rules.errors import Diagnostic
from cchc_rules.language.checks.check import check
from cchc_rules.language.nodes import Node
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.rulebooks.decode import decode_rulebook
from cchc_rules.language.shape.schema import SchemaName, validate
from cchc_rules.model.rulebook import Rulebook

BASE: MappingABC[str, str] = {
    path.name: path.read_text("utf-8") for path in (ROOT / "tests/errors/_base").glob("*.yaml")
}

_HEAD = """\
award: hang-nam
form: giay-khen
title: {vi: "Giấy khen", en: "Commendation"}
"""


def award(criteria: str, *, recipient: str = "[individual]", period: str | None = None) -> str:
    """An award file, annual unless a period is named."""
    cycle = "cycle: annual" if period is None else f"cycle: period\nperiod: {period}"
    return f'{_HEAD}recipient: {recipient}\n{cycle}\nsource: {{clause: "1"}}\ncriteria: {criteria}\n'


def changed(file: str, *changes: tuple[str, str]) -> str:
    """A file of the sound rulebook with some words replaced, each of which it has once."""
    text = BASE[file]
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        text = text.replace(old, new)
    return text


def rulebook_of(**files: str) -> Rulebook:
    """The rulebook of the sound files, some of them (by name, without the ending) replaced, others added."""
    texts = {**BASE, **{f"{name}.yaml": text for name, text in files.items()}}
    nodes = {name: _valid(name, text) for name, text in sorted(texts.items())}
    awards = [node for name, node in nodes.items() if name not in ("rulebook.yaml", "facts.yaml")]
    rulebook, faults = decode_rulebook("co-quan/ke-hoach", nodes["rulebook.yaml"], nodes["facts.yaml"], awards)
    assert not faults
    return rulebook


def _valid(name: str, text: str) -> Node:
    node = read_text(text, name=name)
    schemas: dict[str, SchemaName] = {"rulebook.yaml": "rulebook", "facts.yaml": "facts"}
    assert validate(node, schemas.get(name, "award")) == ()
    return node


def found(**files: str) -> tuple[Diagnostic, ...]:
    """What the check finds in the sound rulebook with these files."""
    return check(rulebook_of(**files))


def codes(**files: str) -> list[str]:
    """The codes of what the check finds."""
    return [fault.code for fault in found(**files)]


def told(**files: str) -> list[str]:
    """The same as ``line <word> code message``, with the file where it is not the award."""
    return [_line(fault) for fault in found(**files)]


def _line(fault: Diagnostic) -> str:
    span = fault.span
    assert span is not None
    file = "" if span.file == "award.yaml" else f"{Path(span.file).stem} "
    word = span.text[span.column - 1 : span.end_column - 1]
    return f"{file}{span.line} <{word}> {fault.code} {fault.message.vi}"
