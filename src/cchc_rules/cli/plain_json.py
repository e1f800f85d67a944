"""Texts and diagnostics as the JSON that every command writes; the schemas define both once."""

from __future__ import annotations

from cchc_rules.errors import Diagnostic, Pointer
from cchc_rules.text import Text


def text_to_dict(text: Text) -> dict[str, str | None]:
    """A text in both languages."""
    return {"vi": text.vi, "en": text.en}


def diagnostic_to_dict(
    diagnostic: Diagnostic, file: str | None, line: int | None, column: int | None, pointer: Pointer
) -> dict[str, object]:
    """A diagnostic at a place. The author's line stays out: it may hold a name."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": text_to_dict(diagnostic.message),
        "help": text_to_dict(diagnostic.help) if diagnostic.help else None,
        "file": file,
        "line": line,
        "column": column,
        "pointer": list(pointer),
    }
