"""``--candidate``: the dossiers of some files with one candidate alone, and no word about anybody else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from cchc_rules.api import LoadedRulebook
from cchc_rules.cli.files import DossierFile
from cchc_rules.cli.usage import CommandLineError, near, say
from cchc_rules.errors import Diagnostic
from cchc_rules.explain.words import two_digits
from cchc_rules.language.dossiers.decode import decode_dossier_file
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.dossiers.warnings import shared_by
from cchc_rules.language.nodes import Mapping, Node, Scalar
from cchc_rules.language.nodes import Sequence as ListNode
from cchc_rules.model.dossier import DossierSet
from cchc_rules.text import Lang

_NOBODY_NEAR = (
    "mã là `id` của hồ sơ trong tệp; `--summary` in mọi mã",
    "an id is the `id` of a candidate in the files; `--summary` lists all",
)
_IDENTITY = ("id", "kind")
_OF_SEVERAL, _BY_UNIT = "CR560", "CR539"


@frozen
class Alone:
    """One candidate, and how many warnings there are about others."""

    dossiers: DossierSet
    left_out: int


def of_candidate(
    files: Sequence[DossierFile], dossiers: DossierSet, book: LoadedRulebook, id: str, lang: Lang
) -> Alone:
    """The same set with one candidate alone; what touches the files as a whole stays. A :class:`CommandLineError` if the
    files have nobody of that id.
    """
    found = evolve(
        dossiers,
        dossiers=tuple(one for one in dossiers.dossiers if one.id == id),
        rejected=tuple(one for one in dossiers.rejected if one.id == id),
    )
    if not found.dossiers and not found.rejected:
        known = [*(one.id for one in dossiers.dossiers), *(one.id for one in dossiers.rejected)]
        message = say(lang, f"các tệp không có hồ sơ `{id}`", f"the files have no candidate `{id}`")
        advice = near(lang, id, known)
        raise CommandLineError(message, advice or say(lang, *_NOBODY_NEAR))
    warnings = tuple(_warnings(files, dossiers, book, id))
    return Alone(evolve(found, warnings=warnings), len(dossiers.warnings) - len(warnings))


def left_out_text(number: int, lang: Lang) -> str:
    """That there are warnings about others, without a word of theirs."""
    return say(
        lang,
        f"Không in {two_digits(number)} cảnh báo chỉ liên quan đến hồ sơ khác.",
        f"{number} warning{'' if number == 1 else 's'} about other dossiers left out.",
    )


def _warnings(
    files: Sequence[DossierFile], dossiers: DossierSet, book: LoadedRulebook, id: str
) -> Iterator[Diagnostic]:
    """The warnings that the files give without the contents of all other dossiers: they stand at a place of this candidate,
    where several have the same and the first of them would be named. A unit to which another one belongs is known all the
    same; what several dossiers share is told of this one.
    """
    told = {warning.message for warning in dossiers.warnings}
    alone = join([decode_dossier_file(_without_others(file.node, id), book.rulebook, file.name) for file in files])
    yield from (warning for warning in alone.warnings if warning.code != _BY_UNIT or warning.message in told)
    if any(warning.code == _OF_SEVERAL for warning in dossiers.warnings):
        yield from shared_by(id, dossiers.dossiers)


def _without_others(node: Node, id: str) -> Node:
    """The file with nothing of other candidates but who they are, so that everything stays in its place."""
    candidates = node.entries.get("candidates") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or not isinstance(candidates, ListNode):
        return node
    items = tuple(item if _id(item) == id else _bare(item) for item in candidates.items)
    return evolve(node, entries={**node.entries, "candidates": evolve(candidates, items=items)})


def _bare(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    entries = {key: value for key, value in node.entries.items() if key in _IDENTITY}
    places = {key: span for key, span in node.key_spans.items() if key in _IDENTITY}
    return Mapping(entries, span=node.span, key_spans=places)


def _id(node: Node) -> object:
    given = node.entries.get("id") if isinstance(node, Mapping) else None
    return given.value if isinstance(given, Scalar) else None
