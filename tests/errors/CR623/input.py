"""A dossier file whose name no archive can hold."""

from __future__ import annotations

from cchc_rules.cli.archive_file import packed


def read() -> object:
    """Raises the error."""
    return packed({}, {"dossiers/001-đợt 1: sở.yaml": b""})
