"""Rulebooks and dossier files as they are named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen

from cchc_rules.api import LoadedRulebook, load_rulebook, shipped_rulebook, shipped_rulebooks
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.decode_dossier import decode_dossier_file
from cchc_rules.language.join_dossiers import join
from cchc_rules.language.nodes import Node, Scalar, node_at
from cchc_rules.language.reader import DOSSIER_LIMITS, read_file, read_text
from cchc_rules.model.dossier import DossierSet
from cchc_rules.text import Lang, Text

STANDARD_INPUT = "-"

_DOSSIER_FILE = Text("tệp hồ sơ", "a dossier file")
_NAME_IT = Text(
    "ghi `rulebook: <cơ quan>/<văn bản>` ở đầu tệp; `cchc-rules show` in các bộ đi kèm",
    "write `rulebook: <issuer>/<document>` at the top; `cchc-rules show` lists the shipped ones",
)
_GIVE_FOLDER = Text(
    "bộ tiêu chuẩn không đi kèm thì chỉ thư mục bằng `--rulebook`", "give the folder of any other one with `--rulebook`"
)


@frozen
class DossierFile:
    """A file as it was named, read but not yet decoded."""

    name: str
    node: Node


def open_rulebook(name: str) -> LoadedRulebook:
    """The shipped rulebook of that key, else the one in that folder. What is neither is taken for a slip in a key,
    unless it is plainly a path.
    """
    if name in shipped_rulebooks():
        return shipped_rulebook(name)
    if Path(name).exists() or name.startswith((".", "/", "~")) or name.count("/") != 1:
        return load_rulebook(Path(name).expanduser())
    return shipped_rulebook(name)


def read_dossiers(names: Sequence[str]) -> list[DossierFile]:
    """The files, read; :class:`DossierError` with what is wrong with any of them."""
    files: list[DossierFile] = []
    found: list[Diagnostic] = []
    for name in names:
        try:
            files.append(DossierFile(name, _read(name)))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return files


def _read(name: str) -> Node:
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(DOSSIER_LIMITS.bytes + 1)
        return read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError)
    return read_file(name, limits=DOSSIER_LIMITS, error=DossierError)


def rulebook_of(files: Sequence[DossierFile], given: str | None, lang: Lang) -> LoadedRulebook:
    """The rulebook that was given, else the shipped one that all files name."""
    if given is not None:
        return open_rulebook(given)
    named: dict[str, DossierFile] = {}
    for file in files:
        node = node_at(file.node, ("rulebook",))
        if isinstance(node, Scalar) and isinstance(node.value, str):
            named.setdefault(node.value, file)
    if len(named) > 1:
        shown = "; ".join(f"`{key}` ({file.name})" for key, file in named.items())
        raise CommandLineError(
            say(lang, f"các tệp không cùng một bộ tiêu chuẩn: {shown}", f"the files are not for one rulebook: {shown}")
        )
    for key, file in named.items():
        if key not in shipped_rulebooks():
            raise DossierError([_not_shipped(key, file)])
        return shipped_rulebook(key)
    raise DossierError(
        diagnose("CR503", file.node.span, help=_NAME_IT, where=_DOSSIER_FILE, key="rulebook") for file in files
    )


def _not_shipped(key: str, file: DossierFile) -> Diagnostic:
    known = shipped_rulebooks()
    node = node_at(file.node, ("rulebook",))
    span = None if node is None else node.span
    advice = near_miss(key, known) or _GIVE_FOLDER
    return diagnose("CR001", span, ("rulebook",), help=advice, rulebook=key, known=", ".join(known))


def decoded(files: Iterable[DossierFile], book: LoadedRulebook) -> DossierSet:
    """The candidates of all files, joined on their ids; :class:`DossierError` for files that cannot be used at all."""
    parts = []
    found: list[Diagnostic] = []
    for file in files:
        try:
            parts.append(decode_dossier_file(file.node, book.rulebook, file.name))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return join(parts)


def print_diagnostics(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Each once on the standard error, with its excerpt."""
    told = [diagnostic.render(lang) for diagnostic in dict.fromkeys(diagnostics)]
    if told:
        print("\n\n".join(told) + "\n", file=sys.stderr)
