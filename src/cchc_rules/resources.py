"""The files that travel with the library: JSON Schemas and the shipped rulebooks.

An editable install leaves stale copies beside the package, so a checkout is preferred to what was installed.
"""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def _root() -> Traversable:
    """The checkout if the package runs from ``<checkout>/src/cchc_rules``, else the data inside the package."""
    package = Path(__file__).resolve().parent
    checkout = package.parent.parent
    if package.parent.name == "src" and (checkout / "schemas").is_dir():
        return checkout
    return resources.files("cchc_rules") / "_data"


def schema_text(name: str) -> str:
    """The JSON Schema ``name`` (``award``, ``dossier``, ``facts``, ``rulebook``) as text."""
    return (_root() / "schemas" / f"{name}.schema.json").read_text("utf-8")


def criteria_root() -> Traversable:
    """The folder of the shipped rulebooks: ``<issuer>/<document>/`` beneath it."""
    return _root() / "criteria"
