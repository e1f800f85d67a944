"""Fixtures of the command line's tests."""

from __future__ import annotations

import pytest
from cli.running import Runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run the command line; in Vietnamese unless the arguments say otherwise."""
    monkeypatch.delenv("CCHC_RULES_LANG", raising=False)
    return Runner(monkeypatch)
