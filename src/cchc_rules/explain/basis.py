"""What a verdict rests on: from what was decided to why, worked out when somebody asks and then kept."""

from __future__ import annotations

from attrs import define, field

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.evaluation import Evaluation
from cchc_rules.engine.robustness import Assessment
from cchc_rules.explain.relevance import Mattering
from cchc_rules.explain.tree import Explainer
from cchc_rules.explain.why import Asked, Reasoner
from cchc_rules.explain.wording import Wording
from cchc_rules.model.explanation import Explanation, UnknownFact
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Truth
from cchc_rules.model.verdict import Robustness, Verdict
from cchc_rules.model.why import Why


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
    _why: Why | None = field(default=None, init=False)

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

    def _mattering(self) -> Mattering:
        decider = Decider(self.evaluation.snapshot())
        return Mattering(self.wording.findings, decider, self.evaluation.trace(decider))

    @property
    def why(self) -> Why:
        """Why the outcome is what it is, and what would change it."""
        if self._why is None:
            decider = Decider(self.evaluation.snapshot())
            trace = self.evaluation.trace(decider)
            asked = Asked(self.rulebook, self.award, self.readings, self.year)
            if self._explanation is None:
                self._explanation = Explainer(self.rulebook, decider, self.wording).explain(trace)
            self._why = Reasoner(asked, self.evaluation, self.wording, decider, trace, self._explanation).why()
        return self._why

    def prove(self, verdict: Verdict) -> tuple[dict[str, object], ...]:
        """The proofs of the verdict whose basis this is."""
        from cchc_rules.explain.proof import proofs_of  # most verdicts are never asked for one

        decider = Decider(self.evaluation.snapshot())
        found = proofs_of(verdict, self.award, self.evaluation.trace(decider), decider)
        return tuple(dict(proof) for proof in found)

    def assess(self) -> Robustness:
        """Whether the outcome depends on how the text is read."""
        snapshot = self.evaluation.snapshot()
        return Assessment(self.rulebook, self.award, self.readings, self.year, snapshot)()
