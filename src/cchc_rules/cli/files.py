"""Rulebooks and dossier files as they are named on the command line."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from cchc_rules.api import LoadedRulebook, load_rulebook, shipped_rulebook, shipped_rulebooks
from cchc_rules.cli.given import CALLED, READ_BY, kind_of_file, read_given
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import Diagnostic, DossierError, RulebookError
from cchc_rules.explain.words import two_digits
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.dossiers.decode import decode_dossier_file
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.known_words import known_words
from cchc_rules.language.logged import logged
from cchc_rules.language.nodes import Node, Scalar, node_at
from cchc_rules.language.rulebooks.load import RULEBOOK_FILE
from cchc_rules.model.dossier import DossierSet
from cchc_rules.text import Lang, Text

NONE_BESIDE: Mapping[str, LoadedRulebook] = {}

_DOSSIER_FILE = Text("tệp hồ sơ", "a dossier file")
_NAME_IT = Text(
    "ghi `rulebook: <cơ quan>/<văn bản>` ở đầu tệp; `cchc-rules show` in các bộ đi kèm",
    "write `rulebook: <issuer>/<document>` at the top; `cchc-rules show` lists the shipped ones",
)
_GIVE_FOLDER = Text(
    "bộ tiêu chuẩn không đi kèm thì chỉ thư mục bằng `--rulebook`", "give the folder of any other one with `--rulebook`"
)
_GIVE_RULEBOOK = Text(
    "ở đây cần thư mục có rulebook.yaml, hoặc mã của một bộ đi kèm (`cchc-rules show`)",
    "wanted is the folder with rulebook.yaml, or the key of a shipped rulebook (`cchc-rules show`)",
)
_SHOW = Text("`cchc-rules show` in các bộ đi kèm", "`cchc-rules show` lists the shipped rulebooks")
_ALIKE = 0.6


@frozen
class DossierFile:
    """A file as it was named, read but not yet decoded."""

    name: str
    node: Node


def open_rulebook(name: str, lang: Lang) -> LoadedRulebook:
    """The shipped rulebook of that key, else the one in that folder, in the folder of that file, or the only one below
    that folder. What is none of these is taken for a slip in a key, unless it is plainly a path.
    """
    if name in shipped_rulebooks():
        return shipped_rulebook(name)
    path = Path(name).expanduser()
    if not path.exists() and not name.startswith((".", "/", "~")) and name.count("/") == 1:
        return shipped_rulebook(name)
    folders = rulebook_folders(path)
    if len(folders) > 1:
        shown = ", ".join(map(str, folders))
        raise CommandLineError(
            say(
                lang,
                f"`{name}` có {two_digits(len(folders))} bộ tiêu chuẩn; chọn một: {shown}",
                f"`{name}` holds {len(folders)} rulebooks; name one: {shown}",
            )
        )
    try:
        return load_rulebook(folders[0] if folders else path)
    except RulebookError as error:
        raise RulebookError(_with_advice(fault, name, path) for fault in error.diagnostics) from None


def _with_advice(fault: Diagnostic, name: str, path: Path) -> Diagnostic:
    """What was given in the place of a folder: a file, or the name of one that is not there."""
    if fault.code != "CR260":
        return fault
    return evolve(fault, help=_of_file(path)) if path.is_file() else _with_nearest(fault, name, path)


def _of_file(path: Path) -> Text:
    """What the file is and which command reads it, if it can be told, and what to give in its place."""
    kind = kind_of_file(str(path))
    if kind is None:
        return _GIVE_RULEBOOK
    read_by = READ_BY.get(kind)
    told = Text("đây là {found}", "this is {found}").format(found=CALLED[kind])
    if read_by is not None:
        told = Text("{told}, {read_by}", "{told}: {read_by}").format(told=told, read_by=read_by)
    return Text("{told}; {give}", "{told}; {give}").format(told=told, give=_GIVE_RULEBOOK)


def _with_nearest(fault: Diagnostic, name: str, path: Path) -> Diagnostic:
    """A folder that is not there was perhaps misspelt: the nearest one beside it, or the nearest shipped rulebook, of which
    somebody may know the document alone.
    """
    if path.exists():
        return fault
    of_document = {key.partition("/")[2]: key for key in shipped_rulebooks()}
    found = _nearest(name, of_document)
    meant = _nearest_folder(path) if found is None else of_document[found]
    return evolve(fault, help=_SHOW if meant is None else Text(f"có thể là `{meant}`", f"perhaps `{meant}`"))


def _nearest_folder(path: Path) -> str | None:
    """The path with the first folder of it that is not there replaced by the nearest one that is."""
    missing = path
    while not missing.parent.exists():
        missing = missing.parent
    try:
        beside = [one.name for one in missing.parent.iterdir() if one.is_dir()]
    except OSError:  # it is a file, or may not be looked into
        return None
    found = _nearest(missing.name, beside)
    meant = None if found is None else missing.with_name(found) / path.relative_to(missing)
    return str(meant) if meant is not None and meant.exists() else None


def _nearest(word: str, known: Iterable[str]) -> str | None:
    best = difflib.get_close_matches(word, sorted(known), n=1, cutoff=_ALIKE)
    return best[0] if best else None


def rulebook_folders(path: Path) -> list[Path]:
    """The folders of the rulebooks that a path means: its own, that of a file in it, or those below it."""
    if path.is_file():
        return [path.parent] if (path.parent / RULEBOOK_FILE).is_file() else []
    if (path / RULEBOOK_FILE).is_file():
        return [path]
    return sorted(file.parent for depth in ("*", "*/*") for file in path.glob(f"{depth}/{RULEBOOK_FILE}"))


def refuse_twice(names: Sequence[str], lang: Lang) -> None:
    """A file that is named twice: every candidate of it would contradict itself."""
    for name in names:
        if names.count(name) > 1:
            raise CommandLineError(say(lang, f"tệp `{name}` được ghi hai lần", f"the file `{name}` is given twice"))


def read_dossiers(names: Sequence[str]) -> list[DossierFile]:
    """The files, read; :class:`DossierError` with what is wrong with any of them."""
    files: list[DossierFile] = []
    found: list[Diagnostic] = []
    for name in names:
        try:
            files.append(DossierFile(name, read_given(name, "dossier")))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return files


def rulebook_of(
    files: Sequence[DossierFile], given: str | None, lang: Lang, beside: Mapping[str, LoadedRulebook] = NONE_BESIDE
) -> LoadedRulebook:
    """The rulebook that was given, else the one that all files name: out of those ``beside`` them, or a shipped one."""
    if given is not None:
        return open_rulebook(given, lang)
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
        if key in beside:
            return beside[key]
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
    given = list(files)
    return logged(len(given), lambda: _joined(given, book))


def _joined(files: Iterable[DossierFile], book: LoadedRulebook) -> DossierSet:
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


def redacted(dossiers: DossierSet, book: LoadedRulebook) -> DossierSet:
    """The same dossiers, with diagnostics that keep the keys of the vocabulary and none of the author's words."""
    known = known_words(book.rulebook.vocabulary)

    def of(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic.redacted(known) for diagnostic in found)

    return evolve(
        dossiers,
        rejected=tuple(evolve(rejected, diagnostics=of(rejected.diagnostics)) for rejected in dossiers.rejected),
        faults=of(dossiers.faults),
        warnings=of(dossiers.warnings),
    )


def print_diagnostics(diagnostics: Iterable[Diagnostic], lang: Lang, *, redact: bool = False) -> None:
    """Each once on the standard error, with its excerpt unless that is left out too; equal ones at two places are two."""
    once = dict.fromkeys((diagnostic, diagnostic.span) for diagnostic in diagnostics)
    told = [diagnostic.render(lang, redact=redact) for diagnostic, _ in once]
    if told:
        print("\n\n".join(told) + "\n", file=sys.stderr)
