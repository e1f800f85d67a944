"""Files of proofs: written one proof a line, read one by one with the place of each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from attrs import evolve, frozen

from cchc_rules.cli.files import STANDARD_INPUT
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import Diagnostic, DossierError, Span
from cchc_rules.explain.refusal import refusal
from cchc_rules.language.nodes import Mapping as MappingNode
from cchc_rules.language.nodes import Node, Plain, plain
from cchc_rules.language.nodes import Sequence as ListNode
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_bytes, read_text
from cchc_rules.language.shape.file_kinds import NAMES, kind_of
from cchc_rules.model.verdict import Verdict
from cchc_rules.text import Lang, Text

ZIP_MARK = b"PK\x03\x04"
"""The first bytes of a zip."""


@frozen
class _Other:
    """What was given in the place of proofs, and what to do with it."""

    name: Text
    advice: Text


_FROM_DOSSIERS = Text(
    "lập bản chứng minh từ hồ sơ: `cchc-rules evaluate HỒ-SƠ --proofs TỆP`, rồi kiểm tra TỆP ấy",
    "have proofs written from the dossiers, `cchc-rules evaluate DOSSIERS --proofs FILE`, and verify that file",
)
_NAME_PROOFS = Text(
    "ghi tệp bản chứng minh; bộ tiêu chuẩn thì chỉ bằng `--rulebook`",
    "name the file of proofs; the rulebook goes with `--rulebook`",
)
_EVALUATION = Text("kết quả của `evaluate --format json`", "the output of `evaluate --format json`")
_ZIP = _Other(
    Text("tệp zip", "a zip"),
    Text(
        "nếu do `cchc-rules archive` ghi ra thì xét lại bằng `cchc-rules archive --replay TỆP`",
        "if `cchc-rules archive` wrote it, replay it: `cchc-rules archive --replay FILE`",
    ),
)


@frozen
class ProofFile:
    """What a file of proofs holds; ``nodes`` have the places, ``proofs`` the same as plain data."""

    name: str
    nodes: tuple[Node, ...]
    proofs: tuple[Plain, ...]


def read_proofs(names: Sequence[str]) -> list[ProofFile]:
    """The files, each one proof or a list of them; :class:`DossierError` with what is wrong with any of them."""
    files: list[ProofFile] = []
    found: list[Diagnostic] = []
    for name in names:
        try:
            files.append(_read(name))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return files


def _read(name: str) -> ProofFile:
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DOSSIER_LIMITS.bytes + 1)
    else:
        data = read_bytes(Path(name), DOSSIER_LIMITS.bytes, DossierError, name)
    if data.startswith(ZIP_MARK):
        _refuse_other(_ZIP, Span(name, 1, 1, 2))
    node = read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError)
    other = _other_kind(node)
    if other is not None:
        _refuse_other(other, node.span)
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if not nodes:
        raise DossierError([refusal("CR616", span=node.span)])
    return ProofFile(name, nodes, tuple(plain(each) for each in nodes))


def _other_kind(node: Node) -> _Other | None:
    """What a file is that holds no proof, if its keys tell; anything else is a proof that is not written as one."""
    found = kind_of(node)
    if found is not None:
        return _Other(NAMES[found[0]], _FROM_DOSSIERS if found[0] == "dossier" else _NAME_PROOFS)
    if not isinstance(node, MappingNode) or "proof" in node.entries:
        return None
    if "verdicts" in node.entries:
        return _Other(_EVALUATION, _FROM_DOSSIERS)
    return _Other(NAMES["dossier"], _FROM_DOSSIERS) if {"id", "kind", "as_of"} <= node.entries.keys() else None


def _refuse_other(other: _Other, span: Span | None) -> NoReturn:
    """The file as a whole is meant, so that none of its lines is shown."""
    whole = None if span is None else evolve(span, text="")
    raise DossierError([refusal("CR617", span=whole, help=other.advice, found=other.name)])


def proofs_text(verdicts: Iterable[Verdict]) -> str:
    """The proofs of some verdicts as a JSON list, a line each."""
    lines = [json.dumps(proof, ensure_ascii=False) for proof in _proofs(verdicts)]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _proofs(verdicts: Iterable[Verdict]) -> Iterator[dict[str, object]]:
    for verdict in verdicts:
        yield from verdict.proofs()


def write_proofs(name: str, verdicts: Iterable[Verdict], lang: Lang) -> None:
    """Write the proofs of some verdicts into a file."""
    write(name, proofs_text(verdicts).encode("utf-8"), lang)


def write(name: str, data: bytes, lang: Lang) -> None:
    """Write a file that was asked for; what keeps it from being written is a fault of the command line."""
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        message = say(lang, f"không ghi được tệp `{name}`", f"the file `{name}` cannot be written")
        advice = say(
            lang, "chọn thư mục có sẵn và được phép ghi", "choose a folder that is there and may be written to"
        )
        raise CommandLineError(message, advice) from error
