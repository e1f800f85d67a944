"""Fixtures of the tests of integration."""

from __future__ import annotations

import pytest
from cli.running import Runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run the command line inside the test process; in Vietnamese unless the arguments say otherwise."""
    monkeypatch.delenv("CCHC_RULES_LANG", raising=False)
    return Runner(monkeypatch)
