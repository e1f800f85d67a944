"""The events that go to the logger ``cchc_rules``: the one place of the library that logs.

No event has a parameter for anything that a dossier says: no name, no id, no value, no name of a file. What is logged are
keys of rulebooks and awards, which everybody may read, codes and numbers. A process that has never imported ``logging``
has nobody who listens; nothing is imported for it then.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging

NAME = "cchc_rules"


def clock() -> float:
    """Seconds since some moment, for what an event says about how long something took; nothing else asks a clock."""
    return time.perf_counter()


def rulebook_loaded(rulebook: str, digest: str, *, awards: int, warnings: int, began: float) -> None:
    """INFO: a rulebook was read and checked; its key, the digest of its content, and how long that took since ``began``."""
    logger = _logger()
    if logger:
        took = _milliseconds(began)
        logger.info("rulebook %s loaded: %s, %d awards, %d warnings, %d ms", rulebook, digest, awards, warnings, took)


def dossiers_read(*, files: int, usable: int, rejected: int, codes: Iterable[str]) -> None:
    """INFO: dossiers were read; DEBUG: the codes of what is wrong with them, each with its number."""
    logger = _logger()
    if logger:
        logger.info("dossiers read from %d files: %d usable, %d rejected", files, usable, rejected)
        logger.debug("diagnostics of the dossiers: %s", _counted(codes))


def dossiers_refused(*, files: int, codes: Iterable[str]) -> None:
    """INFO: dossiers could not be used at all; the codes of what is wrong, each with its number."""
    logger = _logger()
    if logger:
        logger.info("dossiers of %d files refused: %s", files, _counted(codes))


def evaluated(
    award: str, *, year: int | None, outcomes: Iterable[str], unresolved: int, skipped: int, began: float
) -> None:
    """INFO: an award was evaluated; how many dossiers had each outcome, and how many of these were left unresolved."""
    logger = _logger()
    if logger:
        of_year = "" if year is None else f" for {year}"
        told, took = _counted(outcomes), _milliseconds(began)
        logger.info(
            "%s evaluated%s: %s; %d unresolved, %d skipped, %d ms", award, of_year, told, unresolved, skipped, took
        )


def _milliseconds(began: float) -> int:
    return round(1000 * (clock() - began))


def _counted(words: Iterable[str]) -> str:
    """``CR523 2, CR530 1``, in alphabetical order."""
    return ", ".join(f"{word} {number}" for word, number in sorted(Counter(words).items())) or "none"


def _logger() -> logging.Logger | None:
    """The logger, if the process has ever imported ``logging``; with a handler that drops what nobody else takes."""
    if "logging" not in sys.modules:
        return None
    import logging

    logger = logging.getLogger(NAME)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger
