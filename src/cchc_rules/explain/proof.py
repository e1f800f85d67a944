"""Proofs: what decides a verdict, written so that a stranger can check it without the dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from cchc_rules.engine import nearest
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.evidence import Unit
from cchc_rules.engine.grounds import grounds_of
from cchc_rules.engine.moves import CloseList, Move, Moves, NewRecord, SetFact
from cchc_rules.engine.reduced import fewest_records, read_by, reduced
from cchc_rules.engine.snapshot import Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.explain.proof_form import SCHEMA_VERSION, Mapped, evidence_of, plain_value, proof_digest
from cchc_rules.language.nodes import Plain
from cchc_rules.model.rulebook import LANGUAGE, Award
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Verdict


@frozen
class Prover:
    """Writes the proofs of one verdict, whose trace was found over the decider's snapshot."""

    verdict: Verdict
    award: Award
    trace: Trace
    decider: Decider

    def proofs(self) -> tuple[Mapped, ...]:
        """One for every reason or blocker; of an undetermined verdict the one with both completions, or the one that says
        that the search ran out of its budget.
        """
        if self.verdict.outcome is Outcome.UNDETERMINED:
            return (self._undetermined(),)
        name = "reason" if self.verdict.outcome is Outcome.ELIGIBLE else "blocker"
        grounds = grounds_of(self.trace, self._snapshot)
        found = [self._needed(ground.units, minimal=grounds.minimal) for ground in grounds.grounds]
        evidence = [evidence_of(snapshot, self.verdict.candidate) for snapshot in found]
        once = {proof_digest(each): each for each in evidence}
        return tuple(self._sealed(name, each, None) for each in once.values())

    @property
    def _snapshot(self) -> Snapshot:
        return self.decider.snapshot

    def _needed(self, units: Iterable[Unit], *, minimal: bool) -> Snapshot:
        """The evidence of a ground, and of the records of which nothing is said as few as will do."""
        core, truth, read = self.trace.node.core, self.trace.truth, read_by(self.trace.node.core)
        kept = list(dict.fromkeys(units))
        for unit in () if minimal else tuple(kept):
            fewer = frozenset(kept) - {unit}
            if Decider(reduced(self._snapshot, read, fewer)).decide(core).truth is truth:
                kept.remove(unit)
        return fewest_records(reduced(self._snapshot, read, frozenset(kept)), core, truth)

    def _undetermined(self) -> Mapped:
        core = self.trace.node.core
        both = nearest.completions(self.decider, core) if self.verdict.exact else None
        if both is None:
            return self._sealed("unresolved", None, None)
        ways: list[Plain] = [
            self._completion(outcome, moves)
            for outcome, moves in zip((Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE), both, strict=True)
        ]
        evidence = evidence_of(reduced(self._snapshot, read_by(core)), self.verdict.candidate)
        return self._sealed("completions", evidence, ways)

    def _completion(self, outcome: Outcome, moves: Moves) -> Mapped:
        return {"outcome": outcome.value, **Delta(self._snapshot).of(moves)}

    def _sealed(self, kind: str, evidence: Mapped | None, completions: list[Plain] | None) -> Mapped:
        verdict, made = self.verdict, self.verdict.provenance
        proof: Mapped = {
            "schema_version": SCHEMA_VERSION,
            "proof": kind,
            "outcome": verdict.outcome.value,
            "candidate": verdict.candidate,
            "kind": verdict.kind,
            "award": verdict.award,
            "cycle": self.award.cycle,
            "year": made.year,
            "as_of": made.as_of.isoformat(),
            "readings": {reading.reading: reading.option for reading in verdict.readings},
            "trust_bare_attestations": made.trust_bare_attestations,
            "rulebook": made.rulebook,
            "rules_digest": made.rules_digest,
            "language": LANGUAGE,
            "library_version": made.library_version,
            "evidence": evidence,
            "completions": completions,
        }
        return {**proof, "digest": proof_digest(proof)}


@frozen
class Delta:
    """Writes moves of a completion as plain values. Records are called by where they stand in the evidence, from 1."""

    snapshot: Snapshot

    def of(self, moves: Iterable[Move]) -> Mapped:
        """``{facts, fields, records, closed}``: what is added to the evidence."""
        once = Counter(moves)
        return {
            "facts": [self._fact(move) for move in once if isinstance(move, SetFact)],
            "fields": list(self._fields(once)),
            "records": [self._record(move, times) for move, times in once.items() if isinstance(move, NewRecord)],
            "closed": [move.list for move in once if isinstance(move, CloseList)],
        }

    def _fact(self, move: SetFact) -> Plain:
        spec = self.snapshot.vocabulary.fact(self.snapshot.kind, move.key.name)
        assert spec is not None, f"{move.key} was checked to exist"
        return {"fact": move.key.name, "year": move.key.year, "value": plain_value(spec, move.value)}

    def _fields(self, moves: Iterable[Move]) -> Iterator[Plain]:
        for move in moves:
            if not isinstance(move, (SetFact, NewRecord, CloseList)):
                spec = self.snapshot.vocabulary.lists[move.list].fields[move.field]
                records = self.snapshot.list_state(move.list).records
                place = [record.position for record in records].index(move.position) + 1
                value = plain_value(spec, move.value)
                yield {"list": move.list, "record": place, "field": move.field, "value": value}

    def _record(self, move: NewRecord, times: int) -> Plain:
        fields = self.snapshot.vocabulary.lists[move.list].fields
        record: Plain = {name: plain_value(fields[name], value) for name, (value, _) in move.values.items()}
        return {"list": move.list, "record": record, "times": times}


def proofs_of(verdict: Verdict, award: Award, trace: Trace, decider: Decider) -> tuple[Mapped, ...]:
    """The proofs of a verdict; see :meth:`Prover.proofs`."""
    assert (trace.truth is Truth.UNDETERMINED) is (verdict.outcome is Outcome.UNDETERMINED), (
        "both are of one evaluation"
    )
    return Prover(verdict, award, trace, decider).proofs()
