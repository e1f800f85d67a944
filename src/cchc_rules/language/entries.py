"""How an entry of the tables of diagnostics is written: an error or a warning, in both languages."""

from __future__ import annotations

from cchc_rules.errors import Severity
from cchc_rules.text import Text


def error(vi: str, en: str) -> tuple[Severity, Text]:
    """A fault that has to be mended."""
    return ("error", Text(vi, en))


def warning(vi: str, en: str) -> tuple[Severity, Text]:
    """Something that somebody should look at; it stops nothing."""
    return ("warning", Text(vi, en))
