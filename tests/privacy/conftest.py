"""Fixtures of the privacy tests: the command line in the test process, and everything that is logged."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from cli.running import Runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run the command line; in Vietnamese unless the arguments say otherwise."""
    monkeypatch.delenv("CCHC_RULES_LANG", raising=False)
    return Runner(monkeypatch)


class Everything(logging.Handler):
    """Keeps every record of every logger, as a formatter would write it, with all that hangs on it."""

    def __init__(self) -> None:
        super().__init__(level=1)
        self.lines: list[str] = []
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.records.append(record)
        self.lines.append(f"{record.levelname} {record.name} {record.getMessage()}")

    @property
    def raw(self) -> str:
        """All that a handler could get at: the arguments and attributes too."""
        return "\n".join([*self.lines, *(repr(vars(record)) for record in self.records)])


@pytest.fixture
def logged() -> Iterator[Everything]:
    """All that is logged at any level, by anybody, at the root."""
    root, handler = logging.getLogger(), Everything()
    before = root.level
    root.addHandler(handler)
    root.setLevel(1)
    yield handler
    root.removeHandler(handler)
    root.setLevel(before)
