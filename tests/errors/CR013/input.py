"""A request without a year, for a rulebook whose awards are all annual."""

from pathlib import Path

from cchc_rules import LoadedRulebook, load_rulebook

ROOT = Path(__file__).resolve().parents[3]


def book() -> LoadedRulebook:
    """The small rulebook of the examples."""
    return load_rulebook(ROOT / "examples/rulebooks/so-vi-du/quy-che-2025")


def lines() -> bytes:
    """One request that says neither award nor year."""
    return b'{"request_id": 1, "dossier": {"as_of": "2025-12-31", "id": "an", "kind": "individual"}}\n'
