"""Loading: the folder of a rulebook to a checked rulebook. Every stage reports all that it finds, then stops.

The folder holds ``rulebook.yaml``, ``facts.yaml`` (which a rulebook that awaits its criteria may lack) and one file per
award, every other ``*.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import TypeAlias

from attrs import field, frozen

from cchc_rules.errors import Diagnostic, RulebookError, Span
from cchc_rules.language.checks.check import check
from cchc_rules.language.codes import diagnose
from cchc_rules.language.nodes import Node, Scalar, node_at
from cchc_rules.language.reading.reader import read_file
from cchc_rules.language.rulebooks.decode import decode_rulebook
from cchc_rules.language.shape.file_kinds import FileKind, other_kind
from cchc_rules.language.shape.schema import validate
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.resources import criteria_root
from cchc_rules.text import Text

Folder: TypeAlias = "Path | Traversable"

RULEBOOK_FILE = "rulebook.yaml"
FACTS_FILE = "facts.yaml"
ENDING = ".yaml"

_AWAITING = Text(
    "chưa có tiêu chuẩn thì ghi `status: awaiting_criteria` trong rulebook.yaml",
    "write `status: awaiting_criteria` in rulebook.yaml if the criteria are still to come",
)


def load_rulebook(path: Folder | str, *, id: str | None = None) -> tuple[Rulebook, tuple[Diagnostic, ...]]:
    """The checked rulebook of a folder and the warnings about it; :class:`RulebookError` with all faults of a stage.

    ``id`` is ``issuer/document``, the last two parts of the folder's path, unless it is given; of a folder at the root of a
    disk, which has one part, that part.
    """
    folder = Path(path) if isinstance(path, str) else path
    files = _read(folder)
    _stop_at([fault for node, schema in files.with_schemas() for fault in _shape_faults(node, schema)])
    rulebook, faults = decode_rulebook(_id(folder) if id is None else id, files.rulebook, files.facts, files.awards)
    _stop_at(faults)
    found = check(rulebook)
    _stop_at([fault for fault in found if fault.severity == "error"])
    return rulebook, tuple(found)


def _shape_faults(node: Node, schema: FileKind) -> tuple[Diagnostic, ...]:
    """What is wrong with a file's shape; of a file that is something else altogether only that."""
    other = other_kind(node, schema)
    return validate(node, schema) if other is None else (other,)


def shipped_ids() -> tuple[str, ...]:
    """The rulebooks that travel with the library, sorted."""
    issuers = [folder for folder in criteria_root().iterdir() if folder.is_dir()]
    return tuple(
        sorted(
            f"{issuer.name}/{document.name}"
            for issuer in issuers
            for document in issuer.iterdir()
            if (document / RULEBOOK_FILE).is_file()
        )
    )


def shipped_path(id: str) -> Traversable:
    """The folder of one of :func:`shipped_ids`."""
    issuer, _, document = id.partition("/")
    return criteria_root() / issuer / document


@frozen
class _Files:
    """The documents of a folder; the awards in the order of their files' names."""

    rulebook: Node
    facts: Node | None
    awards: tuple[Node, ...] = field(factory=tuple)

    def with_schemas(self) -> Iterator[tuple[Node, FileKind]]:
        """Every document with the schema that it has to pass."""
        yield self.rulebook, "rulebook"
        if self.facts is not None:
            yield self.facts, "facts"
        for award in self.awards:
            yield award, "award"


def _read(folder: Folder) -> _Files:
    """All files of the folder, or everything that is wrong with any of them."""
    names = _names(folder)
    faults = [_wrong_ending(folder, name) for name in names if _has_wrong_ending(name)]
    documents: dict[str, Node] = {}
    for name in names:
        if name.endswith(ENDING):
            try:
                documents[name] = read_file(folder / name)
            except RulebookError as error:
                faults += error.diagnostics
    if RULEBOOK_FILE not in names:
        faults.append(diagnose("CR261", _whole(folder)))
    elif FACTS_FILE not in names and not _awaits_criteria(documents.get(RULEBOOK_FILE)):
        faults.append(diagnose("CR262", _whole(folder), help=_AWAITING))
    _stop_at(faults)
    awards = tuple(node for name, node in documents.items() if name not in (RULEBOOK_FILE, FACTS_FILE))
    return _Files(documents[RULEBOOK_FILE], documents.get(FACTS_FILE), awards)


def _names(folder: Folder) -> list[str]:
    """The files of the folder, sorted; hidden ones are those of editors and systems."""
    try:
        return sorted(file.name for file in folder.iterdir() if not file.name.startswith(".") and file.is_file())
    except (OSError, ValueError) as fault:
        raise RulebookError([diagnose("CR260", _whole(folder), folder=str(folder), reason=_reason(fault))]) from None


def _reason(fault: Exception) -> Text:
    if isinstance(fault, FileNotFoundError):
        return Text("không có thư mục này", "there is no such folder")
    if isinstance(fault, NotADirectoryError):
        return Text("đây không phải thư mục", "this is no folder")
    return Text("hệ thống không cho mở", "the system does not open it")


def _awaits_criteria(rulebook: Node | None) -> bool:
    """Whether the rulebook says so; one that could not be read may."""
    return rulebook is None or node_at(rulebook, ("status",)) == Scalar("awaiting_criteria")


def _has_wrong_ending(name: str) -> bool:
    """``x.yml`` and ``x.YAML`` look like files of the rulebook, and passing over them in silence would drop an award."""
    return name.lower().endswith((".yml", ENDING)) and not name.endswith(ENDING)


def _wrong_ending(folder: Folder, name: str) -> Diagnostic:
    right = f"{name.rpartition('.')[0]}{ENDING}"
    return diagnose(
        "CR264", _whole(folder / name), help=Text(f"đổi tên thành `{right}`", f"name it `{right}`"), file=name
    )


def _whole(file: Folder) -> Span:
    """A file or folder as a whole."""
    return Span(str(file), 1, 1, 1)


def _id(folder: Folder) -> str:
    """The last two parts of the path."""
    if isinstance(folder, Path):
        return key_of(folder.resolve())
    return "/".join(str(folder).replace("\\", "/").rstrip("/").split("/")[-2:])


def key_of(whole: PurePath) -> str:
    """The last two parts of a path that is given whole. The root of a disk is no part, unless it is all that there is."""
    return "/".join(whole.relative_to(whole.anchor).parts[-2:]) or "/"


def _stop_at(faults: Iterable[Diagnostic]) -> None:
    """Raise what a stage found, if it found anything."""
    found = tuple(faults)
    if found:
        raise RulebookError(found)
