"""The public face: load a rulebook, load dossiers, evaluate awards."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from attrs import field, frozen

from cchc_rules.engine.completion import Decider, Decision, coherent_by_construction
from cchc_rules.engine.lower import Lowered, lower
from cchc_rules.engine.readings import reached
from cchc_rules.engine.robustness import Assessment
from cchc_rules.engine.snapshot import Snapshot, take_snapshot
from cchc_rules.errors import Diagnostic, UsageError
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.missing import Missing
from cchc_rules.explain.notices import notices_of
from cchc_rules.explain.tree import Explainer
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.dossiers.load import dossier_from_mapping, load_dossiers
from cchc_rules.language.dossiers.schema import dossier_schema
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.language.rulebooks.load import load_rulebook as load_checked
from cchc_rules.language.rulebooks.load import shipped_ids, shipped_path
from cchc_rules.model.dossier import Dossier, DossierSet, RejectedDossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook, Unstated
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Provenance, ReadingInForce, Verdict
from cchc_rules.version import __version__


def load_rulebook(path: str | Path) -> LoadedRulebook:
    """The rulebook in a folder ``…/<issuer>/<document>``, read, validated, decoded and checked.

    Raises :class:`~cchc_rules.errors.RulebookError` with everything that its author has to mend; warnings do not stop it
    and stand in :attr:`LoadedRulebook.warnings`.
    """
    rulebook, warnings = load_checked(Path(path))
    return _loaded(rulebook, warnings)


def shipped_rulebook(id: str) -> LoadedRulebook:
    """A rulebook that comes with the library, by its key, such as ``thanh-tra-binh-dinh/ke-hoach-2022``.

    Raises :class:`~cchc_rules.errors.UsageError` for a key that is not in :func:`shipped_rulebooks`.
    """
    known = shipped_ids()
    if id not in known:
        raise UsageError([diagnose("CR001", rulebook=id, known=", ".join(known), help=near_miss(id, known))])
    rulebook, warnings = load_checked(shipped_path(id), id=id)
    return _loaded(rulebook, warnings)


def shipped_rulebooks() -> tuple[str, ...]:
    """The keys of the rulebooks that come with the library."""
    return shipped_ids()


def _loaded(rulebook: Rulebook, warnings: tuple[Diagnostic, ...]) -> LoadedRulebook:
    return LoadedRulebook(rulebook=rulebook, digest=rulebook_digest(rulebook), warnings=warnings)


@frozen(kw_only=True)
class BatchResult:
    """What an award says of many dossiers: verdicts in their order; ``skipped``: candidates that the award is not for;
    ``rejected``: dossiers that cannot be used. Every candidate is in exactly one of the three.
    """

    award: str
    verdicts: tuple[Verdict, ...]
    skipped: tuple[Dossier, ...]
    rejected: tuple[RejectedDossier, ...]

    def with_outcome(self, outcome: Outcome) -> tuple[Verdict, ...]:
        """The verdicts with this outcome."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is outcome)


@frozen(kw_only=True, eq=False)
class LoadedRulebook:
    """A checked rulebook, ready to evaluate. ``digest`` names its content, whatever file it came from."""

    rulebook: Rulebook
    digest: str
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def id(self) -> str:
        """The rulebook's key, ``issuer/document``."""
        return self.rulebook.id

    @property
    def awards(self) -> tuple[LoadedAward, ...]:
        """The awards, in the order of their files; none while the criteria are awaited."""
        return tuple(LoadedAward(book=self, award=award) for award in self.rulebook.awards.values())

    def award(self, id: str) -> LoadedAward:
        """The award of that id; :class:`~cchc_rules.errors.UsageError` if there is none."""
        awards = self.rulebook.awards
        if id not in awards:
            raise UsageError(
                [diagnose("CR002", award=id, rulebook=self.id, known=", ".join(awards), help=near_miss(id, awards))]
            )
        return LoadedAward(book=self, award=awards[id])

    def load_dossiers(self, *paths: str | Path) -> DossierSet:
        """The dossiers of one or several files, joined on the candidates' ids.

        A candidate whose dossier has a fault stands in ``rejected`` and stops nobody else. Raises
        :class:`~cchc_rules.errors.DossierError` if a file as a whole cannot be used.
        """
        return load_dossiers([Path(path) for path in paths], self.rulebook)

    def dossier(self, mapping: Mapping[str, object]) -> Dossier:
        """One candidate's dossier from plain data, by the same rules as a file; ``docs/language.md`` has the form.

        Raises :class:`~cchc_rules.errors.DossierError` with every fault.
        """
        return dossier_from_mapping(mapping, self.rulebook)

    def dossier_schema(self) -> dict[str, object]:
        """A JSON Schema (draft-07) of the dossier files of this rulebook, for editors and other systems."""
        return dossier_schema(self.rulebook)


def _award_id(award: Award) -> str:
    """Within one rulebook an award is its id."""
    return award.id


@frozen(kw_only=True)
class LoadedAward:
    """One award of a checked rulebook. Everything here is deterministic, immutable and safe to share between threads."""

    book: LoadedRulebook
    award: Award = field(eq=_award_id)

    @property
    def id(self) -> str:
        """The award's id."""
        return self.award.id

    @property
    def annual(self) -> bool:
        """Whether it is given for a year; if so :meth:`evaluate` wants one."""
        return self.award.annual

    def applies_to(self, dossier: Dossier) -> bool:
        """Whether the award is for this kind of candidate. Where it is not, there is no verdict, not even "not eligible"."""
        return dossier.kind in self.award.recipient

    def readings(self) -> tuple[str, ...]:
        """The readings that can make a difference to this award."""
        return tuple(sorted(reached(self.book.rulebook, self.award)))

    def coherent(self, kind: str, year: int | None = None, readings: Mapping[str, str] | None = None) -> bool:
        """Whether every dossier of a kind of candidate is decided in linear time, by how the criteria are written."""
        program = _program(self, self._year(year), self._assignment(readings), kind)
        return coherent_by_construction(program.core, self.book.rulebook.vocabulary, kind)

    def evaluate(
        self,
        dossier: Dossier,
        *,
        year: int | None = None,
        as_of: datetime.date,
        readings: Mapping[str, str] | None = None,
        trust_bare_attestations: bool = False,
    ) -> Verdict:
        """The verdict on one dossier.

        ``year``: the award year of an annual award; a period award takes none. ``as_of``: the day whose knowledge counts;
        there is no default, since nothing here asks a clock. ``readings``: options other than the defaults.
        ``trust_bare_attestations``: values that need an attestation count without one, because the caller's own system has
        checked them; provenance says so.

        Raises :class:`~cchc_rules.errors.UsageError` if the question has no answer: an award for another kind of
        candidate, a year that is missing, superfluous or not permitted, an unknown reading or option, another rulebook.
        """
        assignment = self._question(dossier, year, as_of, readings)
        snapshot = take_snapshot(dossier, as_of, trust_bare_attestations=trust_bare_attestations)
        return self._verdict(dossier, snapshot, year, assignment, trust_bare_attestations)

    def evaluate_many(
        self,
        dossiers: DossierSet | Iterable[Dossier],
        *,
        year: int | None = None,
        as_of: datetime.date,
        readings: Mapping[str, str] | None = None,
        trust_bare_attestations: bool = False,
    ) -> BatchResult:
        """The verdicts on many dossiers; those of other kinds of candidates are skipped and listed."""
        many = tuple(dossiers.dossiers if isinstance(dossiers, DossierSet) else dossiers)
        verdicts = tuple(
            self.evaluate(
                dossier,
                year=year,
                as_of=as_of,
                readings=readings,
                trust_bare_attestations=trust_bare_attestations,
            )
            for dossier in many
            if self.applies_to(dossier)
        )
        return BatchResult(
            award=self.id,
            verdicts=verdicts,
            skipped=tuple(dossier for dossier in many if not self.applies_to(dossier)),
            rejected=dossiers.rejected if isinstance(dossiers, DossierSet) else (),
        )

    def _question(
        self, dossier: Dossier, year: int | None, as_of: datetime.date, readings: Mapping[str, str] | None
    ) -> FrozenDict[str, str]:
        """The readings in force, once the question is known to have an answer."""
        if dossier.rulebook != self.book.id:
            raise UsageError([diagnose("CR003", given=dossier.rulebook, wanted=self.book.id)])
        vocabulary = self.book.rulebook.vocabulary
        if dossier.vocabulary is not vocabulary and dossier.vocabulary != vocabulary:
            raise UsageError([diagnose("CR011", rulebook=self.book.id)])
        if not self.applies_to(dossier):
            recipients = ", ".join(self.award.recipient)
            raise UsageError([diagnose("CR004", award=self.id, kind=dossier.kind, recipients=recipients)])
        if not _is_day(as_of):
            raise UsageError([diagnose("CR005", given=as_of)])
        self._year(year)
        return self._assignment(readings)

    def _year(self, year: int | None) -> int | None:
        permitted = self.book.rulebook.award_years
        if not self.annual:
            if year is not None:
                raise UsageError([diagnose("CR006", award=self.id)])
        elif year is None:
            raise UsageError([diagnose("CR007", award=self.id)])
        elif year not in permitted:
            shown = ", ".join(map(str, permitted))
            raise UsageError([diagnose("CR008", year=year, award=self.id, permitted=shown)])
        return year

    def _assignment(self, readings: Mapping[str, str] | None) -> FrozenDict[str, str]:
        """Every reading with the chosen option, else its default."""
        declared = self.book.rulebook.readings
        faults = []
        for name, option in (readings or {}).items():
            if name not in declared:
                faults.append(diagnose("CR009", reading=name, help=near_miss(name, declared)))
            elif option not in declared[name].options:
                known = ", ".join(declared[name].options)
                nearest = near_miss(option, declared[name].options)
                faults.append(diagnose("CR010", reading=name, option=option, known=known, help=nearest))
        if faults:
            raise UsageError(faults)
        return FrozenDict(self.book.rulebook.default_readings() | dict(readings or {}))

    def _verdict(
        self,
        dossier: Dossier,
        snapshot: Snapshot,
        year: int | None,
        readings: FrozenDict[str, str],
        trust_bare: bool,
    ) -> Verdict:
        rulebook = self.book.rulebook
        root = _program(self, year, readings, dossier.kind)
        decider = Decider(snapshot)
        decision: Decision = decider.decide(root.core)
        return Verdict(
            award=self.id,
            award_title=self.award.title,
            candidate=dossier.id,
            kind=dossier.kind,
            name=dossier.name,
            outcome=Outcome.of(decision.truth),
            exact=decision.exact,
            method=decision.method,
            explanation=Explainer(rulebook, decider).explain(root),
            unknown=Missing(Findings(rulebook), decider).of(root),
            readings=self._in_force(readings),
            notices=notices_of(rulebook, self.award, year, snapshot.as_of),
            provenance=self._provenance(year, snapshot.as_of, trust_bare),
            assess=Assessment(rulebook, self.award, readings, year, snapshot),
        )

    def _in_force(self, readings: FrozenDict[str, str]) -> tuple[ReadingInForce, ...]:
        """The readings that this award reaches, as they were used."""
        found = []
        for name in self.readings():
            reading, option = self.book.rulebook.readings[name], readings[name]
            found.append(
                ReadingInForce(
                    reading=name,
                    option=option,
                    question=reading.question,
                    answer=reading.options[option],
                    is_default=option == reading.default,
                    confirmed_by=reading.confirmed_by,
                    clauses=reading.clauses,
                )
            )
        return tuple(found)

    def _provenance(self, year: int | None, as_of: datetime.date, trust_bare: bool) -> Provenance:
        identity = self.book.rulebook.identity
        return Provenance(
            rulebook=self.book.id,
            issuer=identity.issuer.name,
            number=None if isinstance(identity.number, Unstated) else identity.number,
            date=None if isinstance(identity.date, Unstated) else identity.date,
            rules_digest=self.book.digest,
            year=year,
            as_of=as_of,
            library_version=__version__,
            trust_bare_attestations=trust_bare,
        )


def _is_day(value: object) -> bool:
    """Whether it is a date without a time of day, whose day could depend on a time zone."""
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


@lru_cache(maxsize=512)
def _program(award: LoadedAward, year: int | None, readings: FrozenDict[str, str], kind: str) -> Lowered:
    """The award lowered, once for every year, assignment of the readings and kind of candidate that is asked for."""
    return lower(award.book.rulebook, award.award, readings, year, kind)
