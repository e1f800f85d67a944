"""The command line inside the test process, on streams that are not UTF-8 until the program makes them so."""

from __future__ import annotations

import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from attrs import frozen

from cchc_rules import __version__
from cchc_rules.cli.main import main

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "examples"
ANNUAL = str(EXAMPLES / "nam-2024.yaml")
PERIOD = str(EXAMPLES / "giai-doan-2021-2025.yaml")
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AWAITING = "ubnd-tinh-binh-dinh/ke-hoach-24-2022"
HERE = Path(__file__).resolve().parent
TRIAL = str(HERE / "rulebooks" / "co-quan-thu" / "quy-che-thu")
TRIAL_ANNUAL = str(HERE / "dossiers" / "thu-2024.yaml")
TRIAL_PERIOD = str(HERE / "dossiers" / "thu-nhiem-ky.yaml")

_DIGEST = re.compile(r"sha256:[0-9a-f]{12}…")


@frozen
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def steady(self) -> str:
        """The output without what changes with every edit: digest, version, where the project lies."""
        text = _DIGEST.sub("sha256:…", self.out).replace(f"cchc_rules {__version__}", "cchc_rules …")
        return text.replace(f"{PROJECT}/", "")


class _Kept(BytesIO):
    """Bytes that outlive the stream that wrote them."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = b""

    def close(self) -> None:
        """Keep what was written."""
        self.kept = self.getvalue()
        super().close()


class Runner:
    """Runs the command line with streams of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, given: str | bytes = b"") -> Ran:
        """Run with these arguments and this standard input."""
        out, err = TextIOWrapper(_Kept(), encoding="ascii"), TextIOWrapper(_Kept(), encoding="ascii")
        data = given.encode() if isinstance(given, str) else given
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), encoding="ascii"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setenv("COLUMNS", "100")
            code = main(arguments)
        return Ran(code, _text(out), _text(err))


def _text(stream: TextIOWrapper) -> str:
    kept = stream.buffer
    assert isinstance(kept, _Kept)
    stream.close()
    return kept.kept.decode("utf-8")
