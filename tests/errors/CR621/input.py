"""An archive of many members."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_rules.cli.archive_file import packed, unpacked


def read() -> object:
    """Raises the error."""
    with TemporaryDirectory() as scratch:
        path = Path(scratch, "xet-2024.zip")
        path.write_bytes(packed({}, {f"dossiers/{number}.yaml": b"" for number in range(1000)}))
        return unpacked(str(path))
