"""One dossier decided by one program on one day, and what an explanation is made from later, when somebody asks."""

from __future__ import annotations

import datetime
from typing import Any, Literal, TypeAlias

from attrs import define, frozen

from cchc_rules.engine.compiled import Compiled, compiled
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.search import Decision
from cchc_rules.engine.snapshot import Snapshot, take_snapshot
from cchc_rules.engine.trace import Trace, reference_trace, remember
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.vocabulary import Vocabulary

Engine: TypeAlias = Literal["compiled", "reference"]
ENGINES: tuple[Engine, ...] = ("compiled", "reference")
"""The engines give equal verdicts; where generated code is not wanted, ``reference`` runs none and is slower."""


@frozen(eq=False)
class Program:
    """Criteria ready to decide dossiers: the author's tree with its core, and the generated code if it may be run."""

    root: Lowered
    code: Compiled | None = None

    def evaluate(self, dossier: Dossier, as_of: datetime.date, trust_bare: bool) -> Evaluation:
        """Decide a dossier on a day. Never raises."""
        return Evaluation(self, dossier, as_of, trust_bare, self._decide(dossier, as_of, trust_bare))

    def _decide(self, dossier: Dossier, as_of: datetime.date, trust_bare: bool) -> Decision:
        if self.code is not None:
            decision = self.code.decide(self.code.load(dossier, as_of, trust_bare))
            if decision is not None:
                return decision
        snapshot = take_snapshot(dossier, as_of, trust_bare_attestations=trust_bare)
        return Decider(snapshot).decide(self.root.core)

    def __reduce__(self) -> tuple[Any, ...]:
        return Program, (self.root,)


def program(root: Lowered, vocabulary: Vocabulary, kind: str, engine: Engine) -> Program:
    """The program of lowered criteria for one kind of candidate."""
    return Program(root, compiled(root, vocabulary, kind) if engine == "compiled" else None)


@define(eq=False)
class Evaluation:
    """A decision, with all that is needed to say why. Nothing is kept but what the decision was made from.

    A copy that was pickled holds the snapshot in place of the dossier and generated code, so that it says the same elsewhere.
    """

    program: Program
    _source: Dossier | Snapshot
    _as_of: datetime.date
    _trust_bare: bool
    decision: Decision

    def snapshot(self) -> Snapshot:
        """The dossier as it counts on the day."""
        if isinstance(self._source, Snapshot):
            return self._source
        return self._on(self._source, self._as_of)

    def latest(self) -> tuple[datetime.date, Snapshot | None, Snapshot | None]:
        """The last day that the evaluation and its dossier speak about, the dossier as it counts on that day (``None``: as it
        counted for the evaluation), and as it counts once all that is in it has become known. A pickled copy knows no
        later day than its own.
        """
        source = self._source
        if isinstance(source, Snapshot):
            return self._as_of, None, None
        day = max(self._as_of, source.as_of)
        on_day = None if day == self._as_of else self._on(source, day)
        return day, on_day, self._on(source, datetime.date.max) if _later_days(source) else None

    def on(self, day: datetime.date) -> Snapshot:
        """The dossier as it counts on another day, if nothing is added to it; of a pickled copy as it counted on its own."""
        return self._source if isinstance(self._source, Snapshot) else self._on(self._source, day)

    def later_days(self) -> tuple[datetime.date, ...]:
        """The days after the cut-off on which something in the dossier becomes known, the first of them first."""
        return () if isinstance(self._source, Snapshot) else _later_days(self._source)

    def _on(self, dossier: Dossier, day: datetime.date) -> Snapshot:
        return take_snapshot(dossier, day, trust_bare_attestations=self._trust_bare)

    def trace(self, decider: Decider) -> Trace:
        """What was found at every node; ``decider`` decides over :meth:`snapshot`, and need not find it again."""
        code = self.program.code
        if code is not None and isinstance(self._source, Dossier):
            trace = code.trace(code.load(self._source, self._as_of, self._trust_bare))
            if trace is not None:
                remember(trace, decider)
                return trace
        decider.decide(self.program.root.core)
        return reference_trace(self.program.root, decider)

    def __reduce__(self) -> tuple[Any, ...]:
        return Evaluation, (self.program, self.snapshot(), self._as_of, self._trust_bare, self.decision)


def _later_days(dossier: Dossier) -> tuple[datetime.date, ...]:
    own = [
        *dossier.facts.values(),
        *(field for of in dossier.lists.values() for r in of.records for field in r.values()),
    ]
    stated = [*own, *(fact for entity in dossier.entities.values() for fact in entity.facts.values())]
    days = {claim.known_from for of in stated for claim in of.claims if claim.known_from is not None}
    return tuple(sorted(day for day in days if day > dossier.as_of))
