"""One release, built and installed once for all tests of this folder, without any network."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from checkout import ROOT
from distribution.built import Built, Installed
from packaging.requirements import Requirement

CORE = ("attrs", "jsonschema", "PyYAML")
NO_SOURCES = {
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".import_linter_cache",
    "dist",
}


def _build(source: Path, out: Path, *kinds: str) -> None:
    """``python -m build`` with the backend that is installed here."""
    command = [sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", str(out), str(source)]
    done = subprocess.run(command, cwd=out, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The checkout, built both ways; compiled files are copied with it, since a build has to leave them out."""
    source, direct, second = (tmp_path_factory.mktemp(name) for name in ("source", "direct", "second"))
    for path in ROOT.iterdir():
        if path.is_dir() and path.name not in NO_SOURCES:
            shutil.copytree(path, source / path.name)
        elif path.is_file():
            shutil.copy(path, source)
    _build(source, direct, "--wheel", "--sdist")
    (sdist,) = direct.glob("*.tar.gz")
    shutil.unpack_archive(sdist, second, filter="data")
    (unpacked,) = second.iterdir()
    _build(unpacked, second, "--wheel")
    (wheel,) = direct.glob("*.whl")
    (wheel_of_sdist,) = second.glob("*.whl")
    return Built(source, wheel, sdist, wheel_of_sdist)


@pytest.fixture(scope="session")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, beside copies of what it requires.

    pip refuses an install whose requirements are not met: with ``--no-index`` it can fetch nothing.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    python = next(path for path in (folder / "python", folder / "python.exe") if path.exists())
    command = [str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip())
    for name in sorted(_required(CORE)):
        _copy(name, site)
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "--python", str(python)]
    done = subprocess.run(
        [*pip, "install", "--no-index", "--no-cache-dir", str(built.wheel)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Installed(built.source, python, folder / "cchc-rules", site, tmp_path_factory.mktemp("elsewhere"))


def _required(names: tuple[str, ...]) -> set[str]:
    """These distributions and all that they require here."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop().lower()
        if name in found:
            continue
        found.add(name)
        requirements = map(Requirement, importlib.metadata.requires(name) or ())
        waiting += [r.name for r in requirements if r.marker is None or r.marker.evaluate({"extra": ""})]
    return found


def _copy(name: str, site: Path) -> None:
    """One installed distribution, copied into another site."""
    distribution = importlib.metadata.distribution(name)
    for file in distribution.files or ():
        if ".." not in file.parts and "__pycache__" not in file.parts:
            target = site.joinpath(*file.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(str(distribution.locate_file(file))), target)
