"""This library as one more engine of the peer benchmark; ``run.py`` makes the benchmark's own loader find this file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from peers.candidates import AS_OF, Asked, Facts, Loaded, Rows, Verdicts

from cchc_rules import Outcome
from cchc_rules.engine.evaluation import Engine

if TYPE_CHECKING:

    class Adapter:
        """The benchmark's base class, whose package is not installed where types are checked."""

    def register(cls: type[Adapter]) -> type[Adapter]:
        """The benchmark's decorator."""
        ...

else:
    from peerbench.adapters.base import Adapter, register

RULES = (
    "the rules are a checked rulebook, not translated from the neutral tree; the facts are reshaped into a dossier "
    "(an article's year becomes a date), whose every value is checked"
)


def answer(outcome: Outcome) -> bool | Outcome:
    """What the benchmark compares: eligible or not. Undetermined is neither, and raises where a ``bool`` is made of it."""
    return outcome if outcome is Outcome.UNDETERMINED else outcome is Outcome.ELIGIBLE


class Public(Adapter):
    """The public face with one of its engines."""

    dist = "cchc-rules"
    import_stmt = "from cchc_rules import load_rulebook"
    expresses = "prepared"
    limits = RULES
    trace_kind = (
        "the verdict's explanation in two languages: every node, required, observed, gap, evidence, every record"
    )
    engine: Engine

    def compile(self, rule: Any) -> Callable[[Facts], bool | Outcome]:
        """From plain facts to the answer, every check on."""
        asked = Verdicts(rule.id, self.engine)
        return lambda facts: answer(asked.verdict(asked.prepare(facts)).outcome)

    def compile_prepared(self, rule: Any) -> tuple[Callable[[Facts], Asked], Callable[[Asked], bool | Outcome]]:
        """Dossiers beforehand; then their verdicts."""
        asked = Verdicts(rule.id, self.engine)
        return asked.prepare, lambda prepared: answer(asked.verdict(prepared).outcome)

    def compile_trace(self, rule: Any) -> Callable[[Facts], tuple[bool | Outcome, Any]]:
        """From plain facts to the answer and its explanation in words."""
        asked = Verdicts(rule.id, self.engine)

        def run(facts: Facts) -> tuple[bool | Outcome, Any]:
            verdict = asked.verdict(asked.prepare(facts))
            return answer(verdict.outcome), verdict.explanation

        return run

    def compile_batch_prepared(
        self, rule: Any
    ) -> tuple[Callable[[list[Facts]], list[Asked]], Callable[[list[Asked]], Iterable[bool | Outcome]]]:
        """Dossiers beforehand; then ``evaluate_many``, once for each year."""
        asked = Verdicts(rule.id, self.engine)

        def decide(prepared: list[Asked]) -> list[bool | Outcome]:
            places: dict[int | None, list[int]] = {}
            for place, one in enumerate(prepared):
                places.setdefault(one.year, []).append(place)
            found: dict[int, bool | Outcome] = {}
            for year, those in places.items():
                dossiers = [prepared[place].dossier for place in those]
                batch = asked.award.evaluate_many(dossiers, year=year, as_of=AS_OF, engine=self.engine)
                found.update(
                    (place, answer(verdict.outcome)) for place, verdict in zip(those, batch.verdicts, strict=True)
                )
            return [found[place] for place in range(len(prepared))]

        return lambda many: [asked.prepare(facts) for facts in many], decide


@register
class CompiledEngine(Public):
    """As everybody calls it."""

    name = "cchc_rules"
    engine: Engine = "compiled"


@register
class ReferenceEngine(Public):
    """Without generated code."""

    name = "cchc_rules reference"
    engine: Engine = "reference"
    limits = "engine='reference': runs no generated code; " + RULES


@register
class RowEngine(Adapter):
    """Generated code on rows, without the public face."""

    name = "cchc_rules (row)"
    dist = "cchc-rules"
    import_stmt = "from cchc_rules import load_rulebook"
    expresses = "prepared"
    limits = "below the public face: a row decided by generated code, no verdict object; " + RULES
    trace_kind = "the engine's trace without words: every node with its truth, the state of each record, how many match"

    def compile(self, rule: Any) -> Callable[[Facts], bool | Outcome]:
        """From plain facts to the answer."""
        rows = Rows(rule.id)
        return lambda facts: answer(rows.outcome(rows.prepare(facts)))

    def compile_prepared(self, rule: Any) -> tuple[Callable[[Facts], Loaded], Callable[[Loaded], bool | Outcome]]:
        """Rows beforehand; then generated code alone."""
        rows = Rows(rule.id)
        return rows.prepare, lambda loaded: answer(rows.outcome(loaded))

    def compile_trace(self, rule: Any) -> Callable[[Facts], tuple[bool | Outcome, Any]]:
        """From plain facts to the answer and the trace without words."""
        rows = Rows(rule.id)

        def run(facts: Facts) -> tuple[bool | Outcome, Any]:
            loaded = rows.prepare(facts)
            return answer(rows.outcome(loaded)), rows.trace(loaded)

        return run
