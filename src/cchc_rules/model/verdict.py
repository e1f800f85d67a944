"""Verdicts (kết quả xét): the outcome for one candidate and one award, and everything that it rests on."""

from __future__ import annotations

import datetime
from typing import NoReturn, Protocol

from attrs import evolve, field, frozen

from cchc_rules.model.explanation import Explanation, UnknownFact
from cchc_rules.model.truth import Outcome
from cchc_rules.model.why import Why
from cchc_rules.text import Text

SCHEMA_VERSION = 1
"""The version of ``schemas/verdict.schema.json`` that this library writes."""


ADDED = {"added": True}
"""Marks what was added within one ``schema_version``: data that was written before does not have it."""


@frozen(kw_only=True)
class ReadingInForce:
    """One reading with the option that was used, and whether it is the default and confirmed by anyone."""

    reading: str
    option: str
    question: Text
    answer: Text
    is_default: bool
    confirmed_by: str | None
    clauses: tuple[str, ...]


@frozen(kw_only=True)
class Notice:
    """Something procedural that goes with a verdict and changes nothing of it; ``before`` is an exclusive date."""

    code: str
    text: Text
    clauses: tuple[str, ...] = ()
    before: datetime.date | None = None


@frozen(kw_only=True)
class Provenance:
    """What the verdict was made from and with: document, digest of the rules, year, day, library."""

    rulebook: str
    issuer: Text
    number: str | None
    date: datetime.date | None
    rules_digest: str
    year: int | None
    as_of: datetime.date
    library_version: str
    trust_bare_attestations: bool = False


@frozen(kw_only=True)
class Flip:
    """A single reading that, changed alone to ``option``, gives another ``outcome``."""

    reading: str
    option: str
    outcome: Outcome


@frozen(kw_only=True)
class JointFlip:
    """Readings with other options that, changed together, give another ``outcome``, which no part of the ``changes`` gives.

    ``changes``: reading and option, by the reading's id.
    """

    changes: tuple[tuple[str, str], ...]
    outcome: Outcome


@frozen(kw_only=True)
class Robustness:
    """Whether the outcome depends on how the text is read.

    ``outcomes``: all that some joint assignment of the readings gives. ``robust``: there is only one. ``None`` for both, if
    the search ran out of its budget. ``flips``: the readings that decide on their own. ``joint_flips``: for each of the
    other outcomes one way to it that changes as few readings as possible; of equally short ones that which is first by the
    ids of readings and options. After a search that was cut short it may change more than are needed, or, where
    ``outcomes`` is ``None``, lack an outcome that takes several readings.
    """

    robust: bool | None
    outcomes: tuple[Outcome, ...] | None
    flips: tuple[Flip, ...]
    joint_flips: tuple[JointFlip, ...] = field(default=(), metadata=ADDED)


class Basis(Protocol):
    """What a verdict rests on. It says why when it is asked: most verdicts of a batch are only counted."""

    @property
    def explanation(self) -> Explanation:
        """The tree."""
        ...

    @property
    def unknown(self) -> tuple[UnknownFact, ...]:
        """What is missing."""
        ...

    @property
    def why(self) -> Why | None:
        """Why the outcome is what it is, and what would change it; ``None`` if that can no longer be found out."""
        ...

    def assess(self) -> Robustness | None:
        """Whether the outcome depends on how the text is read; ``None`` if that can no longer be found out."""
        ...

    def prove(self, verdict: Verdict) -> tuple[dict[str, object], ...] | None:
        """The proofs of the verdict; ``None`` if they can no longer be found."""
        ...


@frozen(kw_only=True)
class Told:
    """The basis of a verdict that was read back: what was written of it."""

    explanation: Explanation
    unknown: tuple[UnknownFact, ...]
    why: Why | None = field(default=None, metadata=ADDED)

    def assess(self) -> None:
        """Nothing is left to find it out with."""

    def prove(self, verdict: Verdict) -> None:
        """Nothing is left to prove it with."""


@frozen(kw_only=True, eq=False)
class Verdict:
    """The outcome of one award for one candidate.

    ``outcome`` never means that the award is given: the council and the awarding authority decide that. ``exact`` is false
    only if the search ran out of its budget; the outcome is undetermined then and ``method`` is ``unresolved``.
    ``name`` is a passenger and takes no part in equality. The explanation and what is missing are worked out when they are
    read.
    """

    award: str
    award_title: Text
    candidate: str
    kind: str
    outcome: Outcome
    exact: bool
    method: str
    _basis: Basis = field(repr=False, alias="basis")  # here, because what it says is written in this place
    readings: tuple[ReadingInForce, ...]
    notices: tuple[Notice, ...]
    provenance: Provenance
    name: str | None = None
    robustness: Robustness | None = None

    @property
    def explanation(self) -> Explanation:
        """The tree of criteria, as the author wrote it, with what the dossier says at each."""
        return self._basis.explanation

    @property
    def unknown(self) -> tuple[UnknownFact, ...]:
        """What is missing, of an undetermined verdict: the unknown facts that can change it."""
        return self._basis.unknown

    @property
    def why(self) -> Why:
        """Why the outcome is what it is, what is missing for another one, and the nearest way there; worked out when read.

        ``LookupError`` for a verdict that was read back from data that does not say it.
        """
        why = self._basis.why
        if why is None:
            raise LookupError("this verdict was read back without saying why; evaluate the dossier again")
        return why

    def __bool__(self) -> NoReturn:
        raise TypeError("a verdict has three outcomes and no bool; ask `verdict.outcome is Outcome.ELIGIBLE`")

    def __eq__(self, other: object) -> bool:
        """By all that it says but the name and the robustness, which may not have been asked for."""
        if not isinstance(other, Verdict):
            return NotImplemented
        return self._said() == other._said() and (self.explanation, self.unknown) == (other.explanation, other.unknown)

    def __hash__(self) -> int:
        return hash(self._said())

    def _said(self) -> tuple[object, ...]:
        return (
            (self.award, self.award_title, self.candidate, self.kind, self.outcome, self.exact, self.method),
            (self.readings, self.notices, self.provenance),
        )

    @property
    def robust(self) -> bool | None:
        """Whether every joint assignment of the readings gives this outcome; worked out when asked for."""
        return self.with_robustness().robustness_known().robust

    def with_robustness(self) -> Verdict:
        """A copy that holds its :class:`Robustness`."""
        if self.robustness is not None:
            return self
        return evolve(self, robustness=self._basis.assess())

    def robustness_known(self) -> Robustness:
        """The :class:`Robustness`, if this copy holds it; a verdict read back from JSON may not."""
        if self.robustness is None:
            raise LookupError("this verdict was read back without its robustness; evaluate the dossier again")
        return self.robustness

    def proofs(self) -> tuple[dict[str, object], ...]:
        """Every proof of the outcome, as plain data by ``schemas/proof.schema.json``: one for each reason or each blocker, one
        with both completions if the verdict is undetermined. ``LookupError`` for a verdict that was read back.
        """
        found = self._basis.prove(self)
        if found is None:
            raise LookupError("this verdict was read back without what it rests on; evaluate the dossier again")
        return found

    def proof(self) -> dict[str, object]:
        """The first of :meth:`proofs`: one is enough for the outcome."""
        return self.proofs()[0]

    def to_dict(self) -> dict[str, object]:
        """Plain data by ``schemas/verdict.schema.json``: strings, whole numbers, booleans, lists, mappings, ``None``."""
        from cchc_rules.model.verdict_json import verdict_to_dict

        return verdict_to_dict(self)

    @classmethod
    def from_dict(cls, data: dict[str, object]) -> Verdict:
        """The verdict that :meth:`to_dict` wrote; equal to the original. ``ValueError`` if the data is none."""
        from cchc_rules.model.verdict_json import verdict_from_dict

        return verdict_from_dict(data)
