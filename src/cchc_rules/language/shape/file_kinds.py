"""Which kind of file a document is, by its keys: one given in the place of another gets one clear word, not a cascade."""

from __future__ import annotations

from typing import Literal, TypeAlias

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.codes import diagnose
from cchc_rules.language.nodes import Mapping, Node, Sequence
from cchc_rules.text import Text

FileKind: TypeAlias = Literal["award", "dossier", "facts", "rulebook"]

NAMES: dict[FileKind, Text] = {
    "award": Text("tệp hình thức khen thưởng (award)", "the file of an award"),
    "dossier": Text("tệp hồ sơ", "a dossier file"),
    "facts": Text("tệp danh mục dữ kiện (facts.yaml)", "the file of the facts (facts.yaml)"),
    "rulebook": Text("tệp của bộ tiêu chuẩn (rulebook.yaml)", "the file of the rulebook (rulebook.yaml)"),
}
_INTO_A_RULEBOOK = Text(
    "tệp này thuộc thư mục có rulebook.yaml của bộ tiêu chuẩn; tệp hồ sơ có `rulebook`, `as_of` và `candidates`",
    "it belongs into the folder of the rulebook, beside rulebook.yaml; a dossier file has `rulebook`, `as_of` and `candidates`",
)
_OUT_OF_A_RULEBOOK = Text(
    "chuyển hồ sơ ra ngoài: thư mục của bộ tiêu chuẩn chỉ có rulebook.yaml, facts.yaml và mỗi hình thức khen thưởng một tệp",
    "move it out: the folder of a rulebook has rulebook.yaml, facts.yaml and one file for each award",
)
_ITS_NAME = Text(
    "rulebook.yaml và facts.yaml giữ đúng tên đó; mỗi tệp khác là một hình thức khen thưởng",
    "rulebook.yaml and facts.yaml have these names; every other file is an award",
)


def kind_of(node: Node) -> tuple[FileKind, str] | None:
    """The kind of file, and the key that tells it; nothing where the keys tell none."""
    if not isinstance(node, Mapping):
        return None
    keys, candidates = node.entries, node.entries.get("candidates")
    if "award" in keys and "criteria" in keys:
        return "award", "award"
    if "language" in keys and "identity" in keys:
        return "rulebook", "language"
    if isinstance(candidates, Sequence) and ("as_of" in keys or "rulebook" in keys):
        return "dossier", "candidates"
    if isinstance(candidates, Mapping) and ("lists" in keys or "entities" in keys):
        return None if "rulebook" in keys or "as_of" in keys else ("facts", "candidates")
    return None


def refuse_other_kind(node: Node) -> None:
    """:class:`DossierError` for a file of a rulebook where dossiers are wanted."""
    found = kind_of(node)
    if found is not None and found[0] != "dossier":
        span = node.key_span(found[1]) if isinstance(node, Mapping) else None
        raise DossierError([diagnose("CR573", span, (), help=_INTO_A_RULEBOOK, found=NAMES[found[0]])])


def other_kind(node: Node, wanted: FileKind) -> Diagnostic | None:
    """The fault of a file in the folder of a rulebook that is not what its name says."""
    found = kind_of(node)
    if found is None or found[0] == wanted:
        return None
    span = node.key_span(found[1]) if isinstance(node, Mapping) else None
    advice = _OUT_OF_A_RULEBOOK if found[0] == "dossier" else _ITS_NAME
    return diagnose("CR265", span, (), help=advice, found=NAMES[found[0]], wanted=NAMES[wanted])
