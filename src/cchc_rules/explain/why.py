"""Why, and what next, of one verdict: put together from what the engine finds."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.engine import nearest
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.evaluation import Evaluation
from cchc_rules.engine.freedom import Acting, period_end_of
from cchc_rules.engine.grounds import grounds_of
from cchc_rules.engine.nearest import Way
from cchc_rules.engine.trace import Trace
from cchc_rules.explain.grounds import GroundWords
from cchc_rules.explain.margins import Margins
from cchc_rules.explain.obstacles import Obstacles
from cchc_rules.explain.paragraph import paragraph
from cchc_rules.explain.relevance import Mattering
from cchc_rules.explain.steps import Steps
from cchc_rules.explain.wording import Wording
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.why import Completion, Obstacle, Path, Relevance, Why


@frozen
class Asked:
    """What a verdict was asked about: the award as it is read, in which year."""

    rulebook: Rulebook
    award: Award
    readings: FrozenDict[str, str]
    year: int | None


@frozen
class Reasoner:
    """Works out why, for one evaluation whose trace and explanation are known; ``decider`` decides over its snapshot."""

    asked: Asked
    evaluation: Evaluation
    wording: Wording
    decider: Decider
    trace: Trace
    explanation: Explanation

    def why(self) -> Why:
        """Everything; see :class:`~cchc_rules.model.why.Why`."""
        decision = self.evaluation.decision
        outcome = Outcome.of(decision.truth)
        paths = () if decision.truth is Truth.MET else self._paths()
        grounds = grounds_of(self.trace, self.decider.snapshot)
        told = GroundWords(self.wording.findings, self.wording, self.decider.snapshot, self.evaluation.program.root)
        completions = self._completions() if decision.truth is Truth.UNDETERMINED and decision.exact else ()
        return Why(
            sentence=paragraph(outcome, self.explanation, paths, self.decider.snapshot.as_of, exact=decision.exact),
            reasons=told.reasons(grounds) if decision.truth is Truth.MET else (),
            blockers=told.blockers(grounds) if decision.truth is Truth.NOT_MET else (),
            completions=completions,
            relevance=self._relevance() if decision.truth is Truth.UNDETERMINED else None,
            paths=paths,
            margins=Margins(self.wording, self.decider.snapshot).of(self.trace),
            decisive=tuple(sorted(grounds.decisive)),
            all_routes=grounds.all_routes,
        )

    def _relevance(self) -> Relevance:
        return Mattering(self.wording.findings, self.decider, self.trace).relevance()

    def _completions(self) -> tuple[Completion, ...]:
        found = nearest.completions(self.decider, self.evaluation.program.root.core)
        if found is None:
            return ()
        steps = Steps(self.wording.findings, self.decider.snapshot)
        return tuple(
            Completion(outcome=outcome, steps=steps.of(moves))
            for outcome, moves in zip((Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE), found, strict=True)
        )

    def _paths(self) -> tuple[Path, ...]:
        """The nearest way through each alternative, from the last day that the dossier speaks about on."""
        day, snapshot, later = self.evaluation.latest()
        decider = self.decider if snapshot is None else Decider(snapshot)
        asked = self.asked
        end = period_end_of(asked.rulebook, asked.award, asked.readings, asked.year)
        acting = Acting(decider.snapshot, day, asked.year, end, later or decider.snapshot)
        root = self.evaluation.program.root
        outlook = nearest.outlook(self.evaluation, day)
        return tuple(
            [self._path(way, way.acting or acting, root) for way in nearest.ways(root, decider, acting, outlook)]
        )

    def _path(self, way: Way, acting: Acting, root: Lowered) -> Path:
        alternative, findings = way.alternative, self.wording.findings
        obstacles: tuple[Obstacle, ...] = ()
        if way.moves is None and way.obstacles is not None and way.fewest:
            obstacles = Obstacles(findings, self.wording, acting, root).of(way.obstacles)
        return Path(
            steps=None if way.moves is None else Steps(findings, acting.snapshot, acting).of(way.moves, way.instead),
            alternative=None if alternative is None else alternative.path,
            title=None if alternative is None else self.wording.of(alternative)[0],
            date=way.day,
            until=way.until,
            obstacles=obstacles,
            fewest=way.fewest,
        )
