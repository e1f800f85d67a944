"""What to ask the issuing authority first: the readings of a batch with the verdicts that hang on each."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.model.truth import Outcome
from cchc_rules.text import Text


@frozen(kw_only=True)
class Turned:
    """A verdict that another option gives another outcome: from ``outcome`` to ``becomes``."""

    award: str
    candidate: str
    outcome: Outcome
    becomes: Outcome


@frozen(kw_only=True)
class OtherOption:
    """An option that is not in force, with the verdicts that it alone turns, in the order of the batch."""

    option: str
    verdicts: tuple[Turned, ...]


@frozen(kw_only=True)
class ReadingToAsk:
    """A reading that the verdicts of a batch reach, as it was used, and what hangs on it.

    ``options``: those that turn any verdict with all other readings as they were, those that turn most candidates first.
    ``decides``: the candidates of these verdicts, each once. ``joint``: the candidates of whom it is one of several readings
    in a :class:`~cchc_rules.model.verdict.JointFlip`. Who asks nobody learns nothing from a reading whose ``decides`` and
    ``joint`` are empty: it makes no difference to this batch.
    """

    reading: str
    question: Text
    option: str
    answer: Text
    confirmed_by: str | None
    clauses: tuple[str, ...]
    options: tuple[OtherOption, ...]
    decides: tuple[str, ...]
    joint: tuple[str, ...]
