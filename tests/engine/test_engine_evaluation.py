"""An evaluation explains what it decided: over the same dossier, of the same day, trusting the same attestations."""

from __future__ import annotations

import datetime
import pickle

import pytest
from engine.random_world import AS_OFS, DAYS, KIND, VOCABULARY
from engine.test_compiled import is_, lowered

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.evaluation import ENGINES, Engine, program
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Attestation, Claim, Dossier, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.truth import Truth

AS_OF = AS_OFS[-1]
JUDGED = p.AllOf(children=(p.Attested(fact="judged"),))


def judged(attestation: Attestation | None) -> Dossier:
    """Somebody of whom one judgement is known."""
    facts: FrozenDict[tuple[str, int | None], Stated] = FrozenDict(
        {("judged", 2024): Stated(claims=(Claim(value=1, attestation=attestation),))}
    )
    return Dossier(rulebook="test/random", id="me", kind=KIND, as_of=AS_OF, vocabulary=VOCABULARY, facts=facts)


BARE = judged(None)
LATE = judged(Attestation(capacity="chief", date=DAYS[-1]))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("dossier", "as_of", "trust", "truth"),
    [
        (BARE, AS_OF, True, Truth.MET),
        (BARE, AS_OF, False, Truth.UNDETERMINED),
        (LATE, DAYS[-1], False, Truth.MET),
        (LATE, DAYS[-2], False, Truth.UNDETERMINED),
    ],
)
def test_trace_is_of_what_was_decided(
    engine: Engine, dossier: Dossier, as_of: datetime.date, trust: bool, truth: Truth
) -> None:
    """A bare attestation counts in both or in neither, and so does one of a later day; a pickled copy says the same."""
    evaluation = program(lowered(JUDGED), VOCABULARY, KIND, engine).evaluate(dossier, as_of, trust)
    for found in (evaluation, pickle.loads(pickle.dumps(evaluation))):
        trace = found.trace(Decider(found.snapshot()))
        assert found.decision.truth is truth
        assert [trace.truth, *(child.truth for child in trace.children)] == [truth, truth]
        assert found.snapshot() == take_snapshot(dossier, as_of, trust_bare_attestations=trust)


@pytest.mark.parametrize("engine", ENGINES)
def test_trace_decides_the_whole_first(engine: Engine) -> None:
    """What is left of the budget goes to the parts, so that no part costs the whole its truth."""
    both = p.AllOf(children=(is_("colour", "red"), is_("colour", "green")))
    root = lowered(p.AllOf(children=(both, is_("flag", True))))
    evaluation = program(root, VOCABULARY, KIND, engine).evaluate(BARE, AS_OF, trust_bare=False)
    needed = Decider(evaluation.snapshot())
    assert needed.decide(root.core).method == "completion"
    trace = evaluation.trace(Decider(evaluation.snapshot(), steps=needed.spent))
    assert trace.truth is evaluation.decision.truth is Truth.NOT_MET
    assert trace.children[0].truth is Truth.UNDETERMINED
