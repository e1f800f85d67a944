"""A file that is no zip."""

from __future__ import annotations

from pathlib import Path

from cchc_rules.cli.archive_file import unpacked


def read() -> object:
    """Raises the error."""
    return unpacked(str(Path(__file__).parent / "xet-2024.zip"))
