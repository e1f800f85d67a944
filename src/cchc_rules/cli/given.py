"""Files as they were given. What is plainly something else than was wanted is told in one clear word, with the command that
reads it: not in a cascade of faults.
"""

from __future__ import annotations

import io
import sys
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NoReturn, TypeAlias

from attrs import evolve

from cchc_rules.errors import CchcRulesError, DossierError, Span
from cchc_rules.explain.refusal import refusal
from cchc_rules.language.nodes import Mapping as MappingNode
from cchc_rules.language.nodes import Node
from cchc_rules.language.nodes import Sequence as ListNode
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_bytes, read_text
from cchc_rules.language.rulebooks.load import RULEBOOK_FILE
from cchc_rules.language.shape.file_kinds import NAMES, FileKind, kind_of, refuse_other_kind
from cchc_rules.text import Text

Wanted: TypeAlias = Literal["dossier", "proofs"]
Written: TypeAlias = Literal["evaluation", "verdict", "verification", "replay", "page"]
"""What a command wrote for somebody to read."""
Given: TypeAlias = FileKind | Wanted | Written | Literal["folder", "archive", "zip", "office", "pdf"]

STANDARD_INPUT = "-"
_ZIP, _PDF, _PAGES = b"PK\x03\x04", b"%PDF-", (b"<!doctype html", b"<html")
_CODES: dict[Wanted, str] = {"dossier": "CR573", "proofs": "CR617"}

CALLED: Mapping[Given, Text] = {
    "award": NAMES["award"],
    "dossier": NAMES["dossier"],
    "facts": NAMES["facts"],
    "rulebook": NAMES["rulebook"],
    "folder": Text("thư mục của một bộ tiêu chuẩn", "the folder of a rulebook"),
    "archive": Text("tệp lưu trữ do `cchc-rules archive` ghi ra", "an archive that `cchc-rules archive` wrote"),
    "zip": Text("tệp zip", "a zip"),
    "office": Text("tệp Word hoặc Excel", "a Word or Excel file"),
    "pdf": Text("tệp PDF", "a PDF"),
    "page": Text("trang HTML", "an HTML page"),
    "proofs": Text("tệp bản chứng minh", "a file of proofs"),
    "evaluation": Text("kết quả của `evaluate --format json`", "the output of `evaluate --format json`"),
    "verdict": Text("kết quả xét một hồ sơ, dạng JSON", "a verdict as JSON"),
    "verification": Text("kết quả của `verify --format json`", "the output of `verify --format json`"),
    "replay": Text("kết quả của `archive --replay --format json`", "the output of `archive --replay --format json`"),
}

VERIFY = Text("kiểm tra bằng `cchc-rules verify TỆP`", "check it with `cchc-rules verify FILE`")
READ_BY: Mapping[Given, Text] = {
    "dossier": Text("xét bằng `cchc-rules evaluate TỆP`", "evaluate it with `cchc-rules evaluate FILE`"),
    "proofs": VERIFY,
    "archive": Text(
        "xét lại bằng `cchc-rules archive --replay TỆP`", "replay it with `cchc-rules archive --replay FILE`"
    ),
}
"""Which command reads a file."""
_PERHAPS_REPLAY = Text(
    "nếu do `cchc-rules archive` ghi ra thì xét lại bằng `cchc-rules archive --replay TỆP`",
    "if `cchc-rules archive` wrote it, replay it: `cchc-rules archive --replay FILE`",
)
_FROM_DOSSIERS = Text(
    "lập bản chứng minh từ hồ sơ: `cchc-rules evaluate HỒ-SƠ --proofs TỆP`, rồi kiểm tra TỆP ấy",
    "have proofs written from the dossiers, `cchc-rules evaluate DOSSIERS --proofs FILE`, and verify that file",
)
_NAME_PROOFS = Text(
    "ghi tệp bản chứng minh; bộ tiêu chuẩn thì chỉ bằng `--rulebook`",
    "name the file of proofs; the rulebook goes with `--rulebook`",
)
_NAME_DOSSIERS = Text(
    "kết quả in ra chỉ để đọc: ghi tệp hồ sơ đã được xét",
    "it is there to be read: name the dossier files that it is about",
)
_COPY = Text(
    "chép số liệu sang một tệp hồ sơ dạng YAML hoặc JSON", "copy what it says into a dossier file, in YAML or JSON"
)

_ADVICE: Mapping[Wanted, Mapping[Given, Text]] = {
    "proofs": {
        "archive": Text(
            "bản chứng minh trong đó được kiểm tra khi xét lại: `cchc-rules archive --replay TỆP`",
            "its proofs are checked when it is replayed: `cchc-rules archive --replay FILE`",
        ),
        "zip": _PERHAPS_REPLAY,
        **dict.fromkeys(("award", "facts", "folder", "rulebook"), _NAME_PROOFS),
        **dict.fromkeys(
            ("dossier", "evaluation", "verdict", "verification", "replay", "page", "office", "pdf"), _FROM_DOSSIERS
        ),
    },
    "dossier": {
        "archive": Text(
            "xét lại đợt xét đã lưu bằng `cchc-rules archive --replay TỆP`",
            "evaluate it anew with `cchc-rules archive --replay FILE`",
        ),
        "zip": _PERHAPS_REPLAY,
        "proofs": VERIFY,
        "folder": Text(
            "ghi tệp hồ sơ, và chỉ bộ tiêu chuẩn bằng `--rulebook`; đọc bộ tiêu chuẩn bằng `cchc-rules show THƯ-MỤC`",
            "name dossier files; the rulebook goes with `--rulebook`, and `cchc-rules show FOLDER` tells what is in it",
        ),
        **dict.fromkeys(("evaluation", "verdict", "verification", "replay", "page"), _NAME_DOSSIERS),
        **dict.fromkeys(("office", "pdf"), _COPY),
    },
}
"""What to do with each kind of file where another is wanted; the files of a rulebook have advice of their own."""


def read_given(name: str, wanted: Wanted) -> Node:
    """The document in a file, or in the standard input. :class:`DossierError` if it cannot be read, or is something else."""
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DOSSIER_LIMITS.bytes + 1)
    else:
        if _is_rulebook(name):
            _refuse("folder", wanted, Span(name, 1, 1, 2))
        data = read_bytes(Path(name), DOSSIER_LIMITS.bytes, DossierError, name)
    kind = _kind_of_bytes(data)
    if kind is not None:
        _refuse(kind, wanted, Span(name, 1, 1, 2))
    node = read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError)
    kind = _kind_of_document(node)
    if kind is not None and kind != wanted:
        if wanted == "dossier":
            refuse_other_kind(node)
        _refuse(kind, wanted, node.span)
    return node


def kind_of_file(name: str) -> Given | None:
    """What a file is, if it can be told; nothing, whatever is wrong with it."""
    try:
        if _is_rulebook(name):
            return "folder"
        data = read_bytes(Path(name), DOSSIER_LIMITS.bytes, DossierError, name)
        return _kind_of_bytes(data) or _kind_of_document(
            read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError)
        )
    except CchcRulesError:
        return None


def _is_rulebook(name: str) -> bool:
    try:
        return Path(name, RULEBOOK_FILE).is_file()
    except (OSError, ValueError):  # no name that a system could have; what is wrong with it is told by whoever opens it
        return False


def _kind_of_bytes(data: bytes) -> Given | None:
    """What a file is that is no document at all, by how it begins."""
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    if data.startswith(_PDF):
        return "pdf"
    return "page" if data[:200].removeprefix(BOM_UTF8).lstrip().lower().startswith(_PAGES) else None


def _kind_of_zip(data: bytes) -> Given:
    """By the names in it, which stand at its end: where a part is missing nothing can be told."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    if "[Content_Types].xml" in names:
        return "office"
    return "archive" if {"manifest.json", "evaluation.json", "proofs.json"} <= set(names) else "zip"


def _kind_of_document(node: Node) -> Given | None:
    """What a document is, if its keys tell."""
    found = kind_of(node)
    if found is not None:
        return found[0]
    first = node.items[0] if isinstance(node, ListNode) and node.items else node
    if isinstance(first, MappingNode) and "proof" in first.entries:
        return "proofs"
    if not isinstance(node, MappingNode):
        return None
    keys = node.entries.keys()
    if "verdicts" in keys:
        return "replay" if "archive" in keys else "evaluation"
    if {"proofs", "rules_digest"} <= keys:
        return "verification"
    if {"outcome", "explanation", "provenance"} <= keys:
        return "verdict"
    return "dossier" if {"id", "kind", "as_of"} <= keys else None


def _refuse(kind: Given, wanted: Wanted, span: Span | None) -> NoReturn:
    """The file as a whole is meant, so that none of its lines is shown."""
    whole = None if span is None else evolve(span, text="")
    raise DossierError([refusal(_CODES[wanted], span=whole, help=_ADVICE[wanted][kind], found=CALLED[kind])])
