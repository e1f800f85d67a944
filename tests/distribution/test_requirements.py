"""What an install brings with it: three requirements, and extras that are documented."""

from __future__ import annotations

import re
import sys
import tomllib
from email.parser import Parser

import pytest
from checkout import ROOT
from distribution.built import Built, in_wheel
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from cchc_rules import __version__

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
PAGES = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
LOWEST = re.compile(r"^\| (\w+) \| ([0-9.]+) \|$", re.MULTILINE)


def test_core_requires_exactly_three(built: Built) -> None:
    """In the wheel's metadata, where pip reads it: name and lower bound, no upper bound, no marker."""
    (metadata,) = (content for name, content in in_wheel(built.wheel).items() if name.endswith("/METADATA"))
    fields = Parser().parsestr(metadata.decode("utf-8"))
    requirements = [Requirement(text) for text in fields.get_all("Requires-Dist", [])]
    core = {canonicalize_name(r.name): str(r.specifier) for r in requirements if r.marker is None}
    assert core == {"attrs": ">=23.2", "jsonschema": ">=4.20", "pyyaml": ">=6.0"}
    assert all("extra ==" in str(r.marker) for r in requirements if r.marker is not None)
    assert fields.get_all("Provides-Extra") == sorted(EXTRAS)
    assert (fields["Name"], fields["Version"]) == ("cchc-rules", __version__)
    assert (fields["Requires-Python"], fields["License-Expression"]) == (">=3.11", "Apache-2.0")


def test_lower_bounds_are_those_that_were_tried() -> None:
    """``make test-lowest`` tries what ``pyproject.toml`` says; the page says the same."""
    table = re.findall(LOWEST, PAGES)
    assert [f"{name}>={version}" for name, version in table] == PROJECT["dependencies"]


@pytest.mark.parametrize("extra", sorted(EXTRAS))
def test_extra_is_documented(extra: str) -> None:
    """Whoever reads the pages knows what each extra is for."""
    assert f"cchc-rules[{extra}]" in PAGES


def test_documented_extras_exist() -> None:
    """No page names an extra that pip does not know."""
    assert set(re.findall(r"cchc-rules\[([a-z-]+)\]", PAGES)) <= set(EXTRAS)


@pytest.mark.parametrize("extra", sorted(EXTRAS))
def test_extra_holds_no_surprise(extra: str) -> None:
    """Plain names with at most a lower bound: no address, no marker, no extra of another project."""
    for requirement in map(Requirement, EXTRAS[extra]):
        assert (requirement.url, requirement.marker, requirement.extras) == (None, None, set()), requirement
        assert [specifier.operator for specifier in requirement.specifier] in ([], [">="]), requirement


def test_what_make_installs_is_pinned() -> None:
    """Every requirement and every extra has its version in ``.ci/constraints.txt``, not below its bound."""
    lines = (ROOT / ".ci/constraints.txt").read_text(encoding="utf-8").split()
    pinned = {
        canonicalize_name(name): Version(version) for name, _, version in (line.partition("==") for line in lines)
    }
    texts = [*PROJECT["dependencies"], *(text for extra in EXTRAS.values() for text in extra)]
    for requirement in map(Requirement, texts):
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier


def test_this_python_is_among_the_supported() -> None:
    """The classifiers name versions under which the whole suite was seen to pass, and the one that runs now is one of them."""
    prefix = "Programming Language :: Python :: "
    versions = [text.removeprefix(prefix) for text in PROJECT["classifiers"] if text.startswith(prefix)]
    assert versions == ["3.11", "3.12", "3.13"]
    assert "{}.{}".format(*sys.version_info) in versions
