"""What a release consists of, and the place that it is installed in for these tests."""

from __future__ import annotations

import fnmatch
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from attrs import frozen
from checkout import ROOT

IGNORED = tuple(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split())
"""What belongs to a checkout, but not to the project."""


@frozen
class Built:
    """A release: the wheel and the sdist of ``source``, and the wheel that is made of this sdist.

    ``source`` is a copy of the checkout, so that nobody who edits it meanwhile disturbs a comparison.
    """

    source: Path
    wheel: Path
    sdist: Path
    wheel_of_sdist: Path


@frozen
class Installed:
    """An environment that holds the wheel, what its metadata require, and nothing else.

    ``elsewhere`` is an empty folder; ``source`` is what the wheel was built from.
    """

    source: Path
    python: Path
    script: Path
    site: Path
    elsewhere: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Python with these arguments: no variable, no folder and no package of the checkout can reach it (``-I``)."""
        return ran([str(self.python), "-I", *arguments], self.elsewhere)

    def run_source(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Python with these arguments over the sources, as in a checkout."""
        return ran([sys.executable, *arguments], self.elsewhere, PYTHONPATH=str(self.source / "src"))


def ran(command: list[str], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A process in a bare environment, and what it wrote."""
    bare = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(command, cwd=cwd, env=bare, capture_output=True, encoding="utf-8", check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """The project's files in a folder by their paths from there; one file by its name."""
    if folder.is_file():
        return {folder.name: folder.read_bytes()}
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix(): (folder / path).read_bytes() for path in found if not _ignored(path)}


def _ignored(path: Path) -> bool:
    return any(fnmatch.fnmatch(part, pattern) for part in path.parts for pattern in IGNORED)


def below(prefix: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files in a folder of that name."""
    return {f"{prefix}/{path}": content for path, content in files.items()}


def in_wheel(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_sdist(sdist: Path) -> dict[str, bytes]:
    """The files of an sdist, without the one folder that holds them all."""
    folder = sdist.name.removesuffix(".tar.gz") + "/"
    found = {}
    with tarfile.open(sdist) as archive:
        for member in archive.getmembers():
            stream = archive.extractfile(member)
            if stream is not None:
                assert member.name.startswith(folder)
                found[member.name.removeprefix(folder)] = stream.read()
    return found
