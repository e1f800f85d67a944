"""The three answers: of a criterion (truth) and of an award (outcome)."""

from __future__ import annotations

from enum import Enum
from typing import NoReturn

from cchc_rules.text import Text


class _ThreeValued(Enum):
    """Three answers, so no ``bool``: ``if verdict:`` would take "not enough basis" for an answer."""

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} has three values and no bool; compare with `is`, as in `x is {self}`")


class Truth(_ThreeValued):
    """Of a criterion over a dossier: it holds in every completion, in none, or in some."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"

    @classmethod
    def of(cls, holds: bool) -> Truth:
        """The truth of something known."""
        return cls.MET if holds else cls.NOT_MET

    def negated(self) -> Truth:
        """Met and not met change places; undetermined stays."""
        if self is Truth.UNDETERMINED:
            return self
        return Truth.of(self is Truth.NOT_MET)


class Outcome(_ThreeValued):
    """Of an award for a candidate. Never "awarded": the council and the awarding authority decide that."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDETERMINED = "undetermined"

    @classmethod
    def of(cls, truth: Truth) -> Outcome:
        """The outcome that the truth of an award's criteria gives."""
        return _OUTCOME[truth]

    @property
    def text(self) -> Text:
        """The official words."""
        return _OUTCOME_TEXT[self]


_OUTCOME = {
    Truth.MET: Outcome.ELIGIBLE,
    Truth.NOT_MET: Outcome.NOT_ELIGIBLE,
    Truth.UNDETERMINED: Outcome.UNDETERMINED,
}
_OUTCOME_TEXT = {
    Outcome.ELIGIBLE: Text("Đủ điều kiện xét", "Eligible"),
    Outcome.NOT_ELIGIBLE: Text("Không đủ điều kiện", "Not eligible"),
    Outcome.UNDETERMINED: Text("Chưa đủ căn cứ", "Undetermined"),
}
