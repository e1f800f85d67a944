"""The checker: whether a proof holds, found out without trusting whoever wrote it.

It runs the reference interpreter over the evidence and nothing else: no generated code, none of the searches that find reasons,
blockers and completions. A proof that is accepted says: by these rules this evidence alone gives this outcome, and nothing of
it can be left out; or: it leaves both outcomes open, and here is how either comes about. Whether the evidence is true only the
dossier can say, and beyond it the documents.
"""

from __future__ import annotations

import datetime
from typing import NoReturn, cast

from attrs import field, frozen

from cchc_rules.engine.completion import STEPS, Decider
from cchc_rules.engine.core import Core
from cchc_rules.engine.evidence import keep, units_of
from cchc_rules.engine.lower import lower
from cchc_rules.engine.readings import reached
from cchc_rules.engine.reduced import Read, read_by, reduced, without_blank_records
from cchc_rules.engine.snapshot import Snapshot, take_snapshot
from cchc_rules.errors import CchcRulesError, Diagnostic, DossierError, Pointer
from cchc_rules.explain.comparison import compare
from cchc_rules.explain.proof_form import Mapped, evidence_of, exact_numbers, proof_digest
from cchc_rules.explain.refusal import RefusedError, blank_piece, piece, refusal, refuse, written_piece
from cchc_rules.explain.supplied import check_completion
from cchc_rules.language.dossiers.load import full_dossier
from cchc_rules.language.nodes import Plain
from cchc_rules.language.reading.reader import node_from_python, plain
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.language.shape.schema import misshapen
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Truth

_TRUTH = {"eligible": Truth.MET, "not_eligible": Truth.NOT_MET, "undetermined": Truth.UNDETERMINED}
_OUTCOME = {truth: outcome for outcome, truth in _TRUTH.items()}
_PROVES = {"reason": "eligible", "blocker": "not_eligible", "completions": "undetermined", "unresolved": "undetermined"}


@frozen(kw_only=True)
class CheckedProof:
    """What the checker found. ``faults``: why the proof is refused, empty if it is accepted.

    ``unresolved``: it is that of a search that ran out of its budget, and says nothing about the outcome.
    """

    faults: tuple[Diagnostic, ...] = ()
    unresolved: bool = False

    @property
    def accepted(self) -> bool:
        """Whether the proof holds."""
        return not self.faults

    @property
    def claims(self) -> bool:
        """Whether the outcome that the proof names may be relied on: it is accepted, and says something about it."""
        return self.accepted and not self.unresolved


@frozen
class _Claim:
    """A proof of the right shape, with what it was asked: the award as it is read, and the truth that it claims."""

    proof: Mapped
    award: Award
    core: Core
    as_of: datetime.date
    trust_bare: bool
    truth: Truth

    @property
    def candidate(self) -> str:
        return str(self.proof["candidate"])

    @property
    def read(self) -> Read:
        """What the award reads."""
        return read_by(self.core)

    def snapshot(self, dossier: Dossier) -> Snapshot:
        """What a dossier says of all that the award reads, as it counts on the day."""
        whole = take_snapshot(dossier, self.as_of, trust_bare_attestations=self.trust_bare)
        return reduced(whole, self.read)


@frozen
class Checker:
    """Checks proofs by one rulebook.

    ``digest`` is that of its rules, and is worked out if it is not given; ``steps`` the budget of each decision.
    """

    rulebook: Rulebook
    digest: str = field(default="")
    steps: int = STEPS

    def __attrs_post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", rulebook_digest(self.rulebook))

    def check(self, proof: object, dossier: Dossier | None = None) -> CheckedProof:
        """Whether a proof holds; with a dossier also whether its evidence is that of the dossier. Never raises."""
        try:
            claim = self._claim(_shaped(proof))
            unresolved = claim.proof["proof"] == "unresolved"
            evidence = None if unresolved else self._evidence(claim)
            if evidence is not None:
                self._prove(claim, claim.snapshot(evidence))
            if dossier is not None:
                self._hold_against(claim, evidence, dossier)
        except RefusedError as refused:
            return CheckedProof(faults=refused.diagnostics)
        return CheckedProof(unresolved=unresolved)

    def _claim(self, proof: Mapped) -> _Claim:
        """What is claimed, by which rules, of whom: all of it has to be known to the rulebook."""
        if proof["digest"] != proof_digest(proof):
            refuse("CR602", ("digest",), given=proof["digest"], found=proof_digest(proof))
        if proof["rulebook"] != self.rulebook.id:
            refuse("CR603", ("rulebook",), given=proof["rulebook"], own=self.rulebook.id)
        if proof["rules_digest"] != self.digest:
            refuse("CR604", ("rules_digest",), given=proof["rules_digest"], own=self.digest)
        if _PROVES[str(proof["proof"])] != proof["outcome"]:
            _unfit("outcome", proof)
        award = self.rulebook.awards.get(str(proof["award"]))
        if award is None:
            _unfit("award", proof)
        year = cast("int | None", proof["year"])
        if proof["cycle"] != award.cycle:
            _unfit("cycle", proof)
        if (year not in self.rulebook.award_years) if award.annual else (year is not None):
            _unfit("year", proof)
        if proof["kind"] not in award.recipient:
            _unfit("kind", proof)
        core = lower(self.rulebook, award, self._readings(award, proof), year, str(proof["kind"])).core
        as_of = _day(proof)
        return _Claim(
            proof, award, core, as_of, proof["trust_bare_attestations"] is True, _TRUTH[str(proof["outcome"])]
        )

    def _readings(self, award: Award, proof: Mapped) -> FrozenDict[str, str]:
        """The readings that the award reaches, each with one of its options, and no others."""
        given = cast("dict[str, str]", proof["readings"])
        declared = self.rulebook.readings
        if set(given) != set(reached(self.rulebook, award)):
            _unfit("readings", proof, ", ".join(sorted(given)))
        for name, option in given.items():
            if option not in declared[name].options:
                refuse("CR605", ("readings", name), key=name, value=option)
        return FrozenDict({**self.rulebook.default_readings(), **given})

    def _evidence(self, claim: _Claim) -> Dossier:
        """The evidence as a dossier, if it holds nothing but what the award reads, written in the one way."""
        written = cast(Mapped, claim.proof["evidence"])
        try:
            dossier = full_dossier(exact_numbers(written, self.rulebook.vocabulary), self.rulebook, "evidence")
        except DossierError as error:
            first = error.diagnostics[0]
            refuse("CR606", ("evidence", *first.pointer), help=first.help, fault=first.message)
        if dossier.kind != claim.proof["kind"]:
            _unfit("kind", claim.proof)
        self._compare_written(claim, evidence_of(claim.snapshot(dossier), claim.candidate), "CR607")
        return dossier

    def _compare_written(self, claim: _Claim, wanted: Mapped, code: str) -> None:
        """What is given is what would be written; the first place at which it is not is told."""
        place = first_difference(claim.proof["evidence"], wanted)
        if place is not None:
            pointer = ("evidence", *place)
            refuse(code, pointer, piece=written_piece(pointer, self.rulebook.vocabulary, str(claim.proof["kind"])))

    def _prove(self, claim: _Claim, snapshot: Snapshot) -> None:
        """The outcome follows from the evidence alone, and nothing of it can be left out."""
        decision = Decider(snapshot, self.steps).decide(claim.core)
        if not decision.exact:
            refuse("CR608", ("evidence",))
        if decision.truth is not claim.truth:
            refuse("CR609", ("outcome",), given=claim.proof["outcome"], found=_OUTCOME[decision.truth])
        if claim.truth is Truth.UNDETERMINED:
            for number, completion in enumerate(cast("list[Mapped]", claim.proof["completions"])):
                check_completion(number, completion, snapshot, claim.core)
            return
        units = units_of(snapshot)
        for unit in units:
            if self._follows(claim, keep(snapshot, frozenset(units) - {unit})):
                refuse("CR610", ("evidence",), piece=piece(unit, self.rulebook.vocabulary, snapshot.kind))
        for name in snapshot.lists:
            for weaker in without_blank_records(snapshot, name):
                if self._follows(claim, weaker):
                    refuse("CR610", ("evidence", "lists", name), piece=blank_piece(name, self.rulebook.vocabulary))
                break  # all blank records are alike

    def _follows(self, claim: _Claim, snapshot: Snapshot) -> bool:
        return Decider(snapshot, self.steps).decide(claim.core).truth is claim.truth

    def _hold_against(self, claim: _Claim, evidence: Dossier | None, dossier: Dossier) -> None:
        """The dossier says all that the evidence says, and has the same outcome; of an open one it says nothing more."""
        if dossier.rulebook != self.rulebook.id or dossier.vocabulary != self.rulebook.vocabulary:
            refuse("CR603", ("rulebook",), given=dossier.rulebook, own=self.rulebook.id)
        for key, own in (("candidate", dossier.id), ("kind", dossier.kind)):
            if claim.proof[key] != own:
                refuse("CR613", (key,), piece=f"`{claim.proof[key]}`")
        snapshot = claim.snapshot(dossier)
        if evidence is not None and claim.truth is Truth.UNDETERMINED:
            self._compare_written(claim, evidence_of(snapshot, claim.candidate), "CR613")
        elif evidence is not None:
            compare(claim.snapshot(evidence), snapshot)
        found = Decider(snapshot, self.steps).decide(claim.core).truth
        if found is not claim.truth:
            refuse("CR614", ("outcome",), given=claim.proof["outcome"], found=_OUTCOME[found])


def _shaped(proof: object) -> Mapped:
    """Plain data of the schema, whatever was given."""
    try:
        data = plain(node_from_python(proof, "proof"))
    except CchcRulesError as error:
        refuse("CR601", error.diagnostics[0].pointer)
    places = misshapen(data, "proof")
    if places:
        raise RefusedError(refusal("CR601", place) for place in places)
    return cast(Mapped, data)


def _unfit(key: str, proof: Mapped, value: str | None = None) -> NoReturn:
    refuse("CR605", (key,), key=key, value=proof[key] if value is None else value)


def _day(proof: Mapped) -> datetime.date:
    try:
        return datetime.date.fromisoformat(str(proof["as_of"]))
    except ValueError:
        refuse("CR605", ("as_of",), key="as_of", value=proof["as_of"])


def first_difference(given: Plain, wanted: Plain) -> Pointer | None:
    """The way to the first place at which two pieces of plain data differ; the order of keys is nothing."""
    if isinstance(given, dict) and isinstance(wanted, dict):
        for key in sorted({*given, *wanted}):
            if key not in given or key not in wanted:
                return (key,)
            place = first_difference(given[key], wanted[key])
            if place is not None:
                return (key, *place)
        return None
    if isinstance(given, list) and isinstance(wanted, list):
        for at, (one, other) in enumerate(zip(given, wanted, strict=False)):
            place = first_difference(one, other)
            if place is not None:
                return (at, *place)
        return None if len(given) == len(wanted) else (min(len(given), len(wanted)),)
    return None if type(given) is type(wanted) and given == wanted else ()
