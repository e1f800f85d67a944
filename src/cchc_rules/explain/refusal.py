"""How the checker of proofs says no: with a diagnostic, at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import RecordContent, Unit
from cchc_rules.errors import Diagnostic, Pointer, Span
from cchc_rules.language.codes import diagnose
from cchc_rules.language.proof_codes import PROOF_HELP
from cchc_rules.text import Text, same


class RefusedError(Exception):
    """A proof does not hold; ``diagnostics`` say why. It never leaves the checker."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)


def refuse(code: str, pointer: Pointer = (), *, help: Text | None = None, **words: object) -> NoReturn:
    """Say no, at a place of the proof."""
    raise RefusedError([refusal(code, pointer, span=None, help=help, **words)])


def refusal(
    code: str, pointer: Pointer = (), *, span: Span | None = None, help: Text | None = None, **words: object
) -> Diagnostic:
    """Why not, and what to do about it."""
    return diagnose(code, span, pointer, help=help or PROOF_HELP.get(code), related=(), **words)


def piece(unit: Unit) -> Text:
    """A piece of evidence as a message calls it."""
    if isinstance(unit, FactKey):
        return same(f"`{unit}`")
    if isinstance(unit, RecordContent):
        return Text(f"mục {unit.position:02} của `{unit.list}`", f"record {unit.position} of `{unit.list}`")
    return Text(f"tính đầy đủ của danh sách `{unit.list}`", f"the completeness of the list `{unit.list}`")


def blank_piece(list_name: str) -> Text:
    """A record of which nothing is said, as a message calls it."""
    return Text(f"một mục để trống của `{list_name}`", f"a blank record of `{list_name}`")
