"""An archive with a member that leads out of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from cchc_rules.cli.archive_file import MANIFEST, PROOFS, unpacked


def read() -> object:
    """Raises the error."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch, "xet-2024.zip")
        with ZipFile(path, "w") as archive:
            archive.writestr(MANIFEST, "{}")
            archive.writestr(PROOFS, "[]")
            archive.writestr("../../rulebook.yaml", "language: 1")
        return unpacked(str(path))
