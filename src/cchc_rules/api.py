"""The public face: load a rulebook, load dossiers, evaluate awards."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import Factory, field, frozen

from cchc_rules import log
from cchc_rules.engine.compiled import linear
from cchc_rules.engine.evaluation import ENGINES, Engine
from cchc_rules.engine.identity import Same
from cchc_rules.engine.lower import lower
from cchc_rules.engine.readings import reached
from cchc_rules.errors import Diagnostic, UsageError
from cchc_rules.explain.asking import rank_readings
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.dossiers.load import dossier_from_mapping, load_dossiers
from cchc_rules.language.dossiers.schema import dossier_schema
from cchc_rules.language.logged import logged
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.language.rulebooks.load import load_rulebook as load_checked
from cchc_rules.language.rulebooks.load import shipped_ids, shipped_path
from cchc_rules.model.asking import ReadingToAsk
from cchc_rules.model.dossier import Dossier, DossierSet, RejectedDossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.worklist import Worklist
from cchc_rules.question import Memory, Question
from cchc_rules.text import Text
from cchc_rules.worklists import worklist_of

if TYPE_CHECKING:
    from cchc_rules.explain.checker import CheckedProof


def load_rulebook(path: str | Path, *, id: str | None = None) -> LoadedRulebook:
    """The rulebook in a folder ``…/<issuer>/<document>``, read, validated, decoded and checked. ``id``: its key, if it is
    another than the folder's name says.

    Raises :class:`~cchc_rules.errors.RulebookError` with everything that its author has to mend; warnings do not stop it
    and stand in :attr:`LoadedRulebook.warnings`.
    """
    began = log.clock()
    rulebook, warnings = load_checked(Path(path), id=id)
    return _loaded(rulebook, warnings, began)


def shipped_rulebook(id: str) -> LoadedRulebook:
    """A rulebook that comes with the library, by its key, such as ``thanh-tra-binh-dinh/ke-hoach-2022``.

    Raises :class:`~cchc_rules.errors.UsageError` for a key that is not in :func:`shipped_rulebooks`.
    """
    known = shipped_ids()
    if id not in known:
        raise UsageError([diagnose("CR001", rulebook=id, known=", ".join(known), help=near_miss(id, known))])
    began = log.clock()
    rulebook, warnings = load_checked(shipped_path(id), id=id)
    return _loaded(rulebook, warnings, began)


def shipped_rulebooks() -> tuple[str, ...]:
    """The keys of the rulebooks that come with the library."""
    return shipped_ids()


def _loaded(rulebook: Rulebook, warnings: tuple[Diagnostic, ...], began: float) -> LoadedRulebook:
    digest = rulebook_digest(rulebook)
    log.rulebook_loaded(rulebook.id, digest, awards=len(rulebook.awards), warnings=len(warnings), began=began)
    return LoadedRulebook(rulebook=rulebook, digest=digest, warnings=warnings)


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

    def readings_to_ask(self) -> tuple[ReadingToAsk, ...]:
        """The readings of the award, those that decide most candidates first: :func:`~cchc_rules.rank_readings`.

        It works out the robustness of every verdict, which costs many times the verdict.
        """
        return rank_readings(self.verdicts)


@frozen(kw_only=True, eq=False)
class LoadedRulebook:
    """A checked rulebook, ready to evaluate. ``digest`` names its content, whatever file it came from."""

    rulebook: Rulebook
    digest: str
    warnings: tuple[Diagnostic, ...] = ()
    _memory: Memory = field(
        default=Factory(lambda self: Memory(self.rulebook, self.digest), takes_self=True), init=False, repr=False
    )

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (self.rulebook, self.digest, self.warnings)

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
        return logged(len(paths), lambda: load_dossiers([Path(path) for path in paths], self.rulebook))

    def dossier(self, mapping: Mapping[str, object]) -> Dossier:
        """One candidate's dossier from plain data, by the same rules as a file; ``docs/language.md`` has the form.

        Raises :class:`~cchc_rules.errors.DossierError` with every fault.
        """
        return dossier_from_mapping(mapping, self.rulebook)

    def check_proof(self, proof: object, dossier: Dossier | None = None) -> CheckedProof:
        """Whether a proof that :meth:`Verdict.proofs` wrote, here or elsewhere, holds by these rules. Never raises.

        The evidence in it has to decide the outcome by itself, and nothing of it may be superfluous; see ``docs/proofs.md``.
        With a dossier the evidence also has to be that of the dossier, and the outcome the dossier's.
        """
        from cchc_rules.explain.checker import Checker  # most programs never check a proof

        return Checker(self.rulebook, self.digest).check(proof, dossier)

    def worklist(self, verdicts: Iterable[Verdict], dossiers: DossierSet | Iterable[Dossier]) -> Worklist:
        """What is missing for the undetermined ones of these verdicts, which may be of several awards, by who can supply it.
        ``dossiers``: those of their candidates; there may be more.

        Raises :class:`~cchc_rules.errors.UsageError` for a verdict by another rulebook or without its dossier, ``LookupError``
        for one that was read back from data that does not say why.
        """
        known = dossiers.dossiers if isinstance(dossiers, DossierSet) else dossiers
        return worklist_of(self.rulebook, verdicts, known)

    def dossier_schema(self) -> dict[str, object]:
        """A JSON Schema (draft-07) of the dossier files of this rulebook, for editors and other systems."""
        return dossier_schema(self.rulebook)


def _unpickled(rulebook: Rulebook, digest: str, warnings: tuple[Diagnostic, ...]) -> LoadedRulebook:
    """What was remembered stays behind; it is worked out again."""
    return LoadedRulebook(rulebook=rulebook, digest=digest, warnings=warnings)


@frozen(kw_only=True)
class LoadedAward:
    """One award of a checked rulebook. Everything here is deterministic, immutable and safe to share between threads."""

    book: LoadedRulebook
    award: Award = field(eq=Same)

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
        book = self.book.rulebook
        return linear(
            lower(book, self.award, self._assignment(readings), self._year(year), kind), book.vocabulary, kind
        )

    def evaluate(
        self,
        dossier: Dossier,
        *,
        year: int | None = None,
        as_of: datetime.date,
        readings: Mapping[str, str] | None = None,
        trust_bare_attestations: bool = False,
        engine: Engine = "compiled",
    ) -> Verdict:
        """The verdict on one dossier.

        ``year``: the award year of an annual award; a period award takes none. ``as_of``: the day whose knowledge counts;
        there is no default, since nothing here asks a clock. ``readings``: options other than the defaults.
        ``trust_bare_attestations``: values that need an attestation count without one, because the caller's own system has
        checked them; provenance says so. ``engine``: ``compiled`` runs generated code, ``reference`` none; the verdicts are
        equal.

        Raises :class:`~cchc_rules.errors.UsageError` if the question has no answer: an award for another kind of
        candidate, a year that is missing, superfluous or not permitted, an unknown reading, option or engine, another
        rulebook.
        """
        self._check(dossier)
        return self._question(year, as_of, readings, trust_bare_attestations, engine).answer(dossier)

    def evaluate_many(
        self,
        dossiers: DossierSet | Iterable[Dossier],
        *,
        year: int | None = None,
        as_of: datetime.date,
        readings: Mapping[str, str] | None = None,
        trust_bare_attestations: bool = False,
        engine: Engine = "compiled",
    ) -> BatchResult:
        """The verdicts on many dossiers, as :meth:`evaluate` gives them; those of other kinds of candidates are skipped and
        listed.
        """
        began = log.clock()
        many = tuple(dossiers.dossiers if isinstance(dossiers, DossierSet) else dossiers)
        question = self._question(year, as_of, readings, trust_bare_attestations, engine)
        meant = [dossier for dossier in many if self.applies_to(dossier)]
        for dossier in meant:
            self._check(dossier)
        verdicts = tuple(question.answer(dossier) for dossier in meant)
        log.evaluated(
            self.id,
            year=year,
            outcomes=(verdict.outcome.value for verdict in verdicts),
            unresolved=sum(not verdict.exact for verdict in verdicts),
            skipped=len(many) - len(meant),
            began=began,
        )
        return BatchResult(
            award=self.id,
            verdicts=verdicts,
            skipped=tuple(dossier for dossier in many if not self.applies_to(dossier)),
            rejected=dossiers.rejected if isinstance(dossiers, DossierSet) else (),
        )

    def _check(self, dossier: Dossier) -> None:
        """The award can say something about the dossier."""
        if dossier.rulebook != self.book.id:
            raise UsageError([diagnose("CR003", given=dossier.rulebook, wanted=self.book.id)])
        vocabulary = self.book.rulebook.vocabulary
        if dossier.vocabulary is not vocabulary and dossier.vocabulary != vocabulary:
            raise UsageError([diagnose("CR011", rulebook=self.book.id)])
        if not self.applies_to(dossier):
            recipients = ", ".join(self.award.recipient)
            raise UsageError([diagnose("CR004", award=self.id, kind=dossier.kind, recipients=recipients)])

    def _question(
        self,
        year: int | None,
        as_of: datetime.date,
        readings: Mapping[str, str] | None,
        trust_bare: bool,
        engine: Engine,
    ) -> Question:
        """The question, once it is known to have an answer."""
        if not _is_day(as_of):
            raise UsageError([diagnose("CR005", given=as_of)])
        if type(trust_bare) is not bool:
            raise _misfit("trust_bare_attestations", _A_BOOLEAN, trust_bare)
        if engine not in ENGINES:
            raise UsageError(
                [diagnose("CR014", engine=engine, known=", ".join(ENGINES), help=near_miss(str(engine), ENGINES))]
            )
        day = datetime.date(as_of.year, as_of.month, as_of.day)  # of a class of the caller's own nothing else is kept
        known = ENGINES[ENGINES.index(engine)]
        assignment = self._assignment(readings) if readings is not None else None
        return self.book._memory.question(self.award, self._year(year), day, assignment, trust_bare, known)

    def _year(self, year: int | None) -> int | None:
        permitted = self.book.rulebook.award_years
        if not self.annual:
            if year is not None:
                raise UsageError([diagnose("CR006", award=self.id)])
        elif year is None:
            raise UsageError([diagnose("CR007", award=self.id)])
        elif type(year) is not int:
            raise _misfit("year", _A_NUMBER, year)
        elif year not in permitted:
            shown = ", ".join(map(str, permitted))
            raise UsageError([diagnose("CR008", year=year, award=self.id, permitted=shown)])
        return year

    def _assignment(self, readings: Mapping[str, str] | None) -> FrozenDict[str, str]:
        """Every reading with the chosen option, else its default."""
        declared = self.book.rulebook.readings
        if readings is not None and not isinstance(readings, Mapping):
            raise _misfit("readings", _A_MAPPING, readings)
        chosen, faults = dict(self.book.rulebook.default_readings()), []
        for name, option in (readings or {}).items():
            options = tuple(declared[name].options) if name in declared else ()
            if name not in declared:
                faults.append(diagnose("CR009", reading=name, help=near_miss(name, declared)))
            elif option not in options:
                known, nearest = ", ".join(options), near_miss(str(option), options)
                faults.append(diagnose("CR010", reading=name, option=option, known=known, help=nearest))
            else:
                chosen[name] = options[options.index(option)]  # the rulebook's own text, of no class of the caller's
        if faults:
            raise UsageError(faults)
        return FrozenDict(chosen)


_A_BOOLEAN = Text("`True` hoặc `False`", "`True` or `False`")
_A_NUMBER = Text("một số nguyên, ví dụ 2024", "a whole number such as 2024")
_A_MAPPING = Text("một bảng cách hiểu → phương án", "a mapping from readings to options")


def _misfit(argument: str, wanted: Text, given: object) -> UsageError:
    """An argument of another type: nothing is converted, since "false" would be true."""
    return UsageError([diagnose("CR015", argument=argument, wanted=wanted, given=given)])


def _is_day(value: object) -> bool:
    """Whether it is a date without a time of day, whose day could depend on a time zone."""
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
