"""Engine against engine: for one dossier the decision, and the truth, matches and numbers of every node."""

from __future__ import annotations

import datetime
from collections import Counter
from random import Random

from attrs import define, evolve, field
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import AS_OFS, YEARS, rulebook

from cchc_rules.engine.compiled import Compiled, compiled
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.lower import lower
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.engine.trace import reference_trace
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Award, Rulebook


@define
class Comparison:
    """Counts comparisons, and how often generated code answered by itself; keeps the disagreements."""

    seen: Counter[str] = field(factory=Counter)
    different: list[str] = field(factory=list)

    def compare(self, root: Lowered, code: Compiled, dossier: Dossier, as_of: datetime.date, trust: bool) -> None:
        """One comparison."""
        decider = Decider(take_snapshot(dossier, as_of, trust_bare_attestations=trust))
        expected = decider.decide(root.core)
        row = code.load(dossier, as_of, trust)
        decision, trace = code.decide(row), code.trace(row)
        self.seen["all"] += 1
        self.seen[expected.truth.value] += 1
        self.seen["decided"] += decision is not None
        self.seen["traced"] += trace is not None
        self.seen["odd"] += row.odd
        self.seen["known"] += row.known
        if decision is not None and decision != expected:
            self.different.append(f"decision {decision} instead of {expected}: {root.core} {dossier} {as_of} {trust}")
        if trace is not None and trace != reference_trace(root, decider):
            self.different.append(f"trace: {root.core} {dossier} {as_of} {trust}")


def compare_random(seed: int, awards: int, dossiers: int) -> Comparison:
    """Random awards, each over random dossiers on several days."""
    random, found = Random(seed), Comparison()
    for _ in range(awards):
        award = Awards(random).award()
        root = lower(rulebook(award), award, assignment(random), random.choice(YEARS) if award.annual else None)
        _compare(found, random, root, Dossiers(random, 0), dossiers)
    return found


def compare_award(seed: int, book: Rulebook, award: Award, dossiers: int) -> Comparison:
    """An award of a real rulebook, read and for a year as chance will have it, over random dossiers."""
    random, found = Random(seed), Comparison()
    readings = {name: random.choice(list(reading.options)) for name, reading in book.readings.items()}
    year = random.choice(book.award_years) if award.annual else None
    kind = random.choice(award.recipient)
    years = tuple(range(min(book.award_years) - 1, max(book.award_years) + 1))
    source = Dossiers(random, 0, book.vocabulary, kind, years, book.id)
    _compare(found, random, lower(book, award, readings, year, kind), source, dossiers)
    return found


def _compare(found: Comparison, random: Random, root: Lowered, source: Dossiers, dossiers: int) -> None:
    code = compiled(root, source.vocabulary, source.kind)
    found.seen["programs"] += 1
    if code is None:
        found.seen["not compiled"] += 1
        return
    found.seen["exact"] += code.exact
    for _ in range(dossiers):
        dossier = evolve(source, gaps=random.choice((0.0, 0.05, 0.2, 0.5))).dossier()
        found.compare(root, code, dossier, random.choice(AS_OFS), random.random() < 0.2)
