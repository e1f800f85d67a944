"""What is in a release: by rule, so that a new file cannot be forgotten and a stray one cannot slip in."""

from __future__ import annotations

import shutil
import sys
import tomllib
from pathlib import Path

from checkout import ROOT
from distribution.built import Built, below, in_sdist, in_wheel, ran, tree

from cchc_rules import __version__

METADATA = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
MADE_BY_BUILDING = {"PKG-INFO"}
ALWAYS = ("pyproject.toml", ".gitignore")
"""What the backend puts into every sdist."""


def test_wheel_holds_the_package_and_its_data_only(built: Built) -> None:
    """Sources, ``py.typed``, every file of ``criteria/`` and ``schemas/``, byte for byte; metadata; nothing of tests."""
    dist_info = f"cchc_rules-{__version__}.dist-info/"
    found = {name: content for name, content in in_wheel(built.wheel).items() if not name.startswith(dist_info)}
    wanted = {
        **below("cchc_rules", tree(built.source / "src/cchc_rules")),
        **below("cchc_rules/_data/criteria", tree(built.source / "criteria")),
        **below("cchc_rules/_data/schemas", tree(built.source / "schemas")),
    }
    assert sorted(found) == sorted(wanted)
    assert [name for name, content in wanted.items() if found[name] != content] == []
    assert {name.removeprefix(dist_info) for name in in_wheel(built.wheel) if name not in found} == METADATA


def test_what_a_wheel_must_have(built: Built) -> None:
    """The rule above compares with folders; these are there whatever the folders hold."""
    names = set(in_wheel(built.wheel))
    data = "cchc_rules/_data"
    assert names >= {
        "cchc_rules/py.typed",
        f"{data}/criteria/thanh-tra-binh-dinh/ke-hoach-2022/rulebook.yaml",
        f"{data}/criteria/thanh-tra-binh-dinh/ke-hoach-2022/facts.yaml",
        f"{data}/schemas/award.schema.json",
        f"{data}/schemas/verdict.schema.json",
    }
    assert built.wheel.name == f"cchc_rules-{__version__}-py3-none-any.whl"


def test_sdist_holds_all_that_the_checkout_is_made_of(built: Built) -> None:
    """Every file of the folders and pages that ``pyproject.toml`` lists, byte for byte, and nothing else."""
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    wanted: dict[str, bytes] = {}
    for name in (*targets["sdist"]["include"], *ALWAYS):
        path = built.source / name
        assert path.exists(), f"{name} is listed for the sdist and does not exist"
        wanted |= below(name, tree(path)) if path.is_dir() else {name: path.read_bytes()}
    found = in_sdist(built.sdist)
    assert set(found) == set(wanted) | MADE_BY_BUILDING
    assert [name for name, content in wanted.items() if found[name] != content] == []


def test_sdist_leaves_out_nothing_that_make_needs() -> None:
    """Every page and folder of the top of the checkout is listed for the sdist, so that ``make test`` works there."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    top = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {"pyproject.toml", "build", "dist"}
    top -= MADE_BY_BUILDING
    assert top | {".ci/constraints.txt"} == set(listed["sdist"]["include"])


def test_wheel_of_the_sdist_is_the_wheel(built: Built) -> None:
    """Whoever builds from the sdist gets the same files with the same content."""
    assert in_wheel(built.wheel_of_sdist) == in_wheel(built.wheel)


def test_tests_of_the_sdist_are_found(built: Built, tmp_path: Path) -> None:
    """Every test file can be imported there: what it reads while pytest collects it is in the sdist."""
    shutil.unpack_archive(built.sdist, tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--collect-only"]
    found = ran(command, unpacked, PYTHONPATH=str(unpacked / "src"))
    assert found.returncode == 0, found.stdout + found.stderr
    collected = {line.partition("::")[0] for line in found.stdout.splitlines() if "::" in line}
    assert collected == {f"tests/{name}" for name in tree(built.source / "tests") if Path(name).match("test_*.py")}
