"""What a verdict rests on: from what was decided to why, worked out when somebody asks and then kept."""

from __future__ import annotations

from attrs import define, field

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.evaluation import Evaluation
from cchc_rules.engine.robustness import Assessment
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.relevance import Mattering
from cchc_rules.explain.tree import Explainer
from cchc_rules.explain.wording import Wording
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Explanation, Robustness, UnknownFact, Verdict
from cchc_rules.model.why import Relevance


@define(eq=False)
class DecidedBasis:
    """The basis of a verdict that was decided here. It can be copied and pickled with the verdict."""

    rulebook: Rulebook
    award: Award
    readings: FrozenDict[str, str]
    year: int | None
    evaluation: Evaluation
    wording: Wording
    _explanation: Explanation | None = field(default=None, init=False)
    _unknown: tuple[UnknownFact, ...] | None = field(default=None, init=False)
    _relevance: Relevance | None = field(default=None, init=False)

    @property
    def explanation(self) -> Explanation:
        """The tree."""
        if self._explanation is None:
            decider = Decider(self.evaluation.snapshot())
            self._explanation = Explainer(self.rulebook, decider, self.wording).explain(self.evaluation.trace(decider))
        return self._explanation

    @property
    def unknown(self) -> tuple[UnknownFact, ...]:
        """What is missing; nothing of a verdict that stands."""
        if self._unknown is None:
            self._unknown = self._mattering().unknown() if self.evaluation.decision.truth is Truth.UNDETERMINED else ()
        return self._unknown

    @property
    def relevance(self) -> Relevance | None:
        """What still matters; nothing of a verdict that stands."""
        if self._relevance is None and self.evaluation.decision.truth is Truth.UNDETERMINED:
            self._relevance = self._mattering().relevance()
        return self._relevance

    def _mattering(self) -> Mattering:
        decider = Decider(self.evaluation.snapshot())
        return Mattering(Findings(self.rulebook), decider, self.evaluation.trace(decider))

    def assess(self) -> Robustness:
        """Whether the outcome depends on how the text is read."""
        snapshot = self.evaluation.snapshot()
        return Assessment(self.rulebook, self.award, self.readings, self.year, snapshot)()


def relevance_of(verdict: Verdict) -> Relevance | None:
    """What still matters for a verdict, nothing if it stands; ``LookupError`` if it was read back without that."""
    if verdict.outcome is not Outcome.UNDETERMINED:
        return None
    if not isinstance(verdict._basis, DecidedBasis):
        raise LookupError("this verdict was read back without what still matters; evaluate the dossier again")
    return verdict._basis.relevance
