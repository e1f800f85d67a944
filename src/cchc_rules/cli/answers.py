"""One answer for one request. ``schemas/answer.schema.json`` has its shape.

Whatever stands in a line, it is answered: by verdicts, or by an error that says whose fault it is (``request``: the line
is no request; ``dossier``: the dossier is faulty; ``question``: what is asked has no answer).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from cchc_rules.api import LoadedAward, LoadedRulebook, shipped_rulebook
from cchc_rules.cli.plain_json import diagnostic_to_dict, text_to_dict
from cchc_rules.cli.requests import (
    KEYS,
    LIMITS,
    NAME,
    Request,
    RequestError,
    RequestId,
    careful_request,
    id_in,
    quick_request,
    read_line,
)
from cchc_rules.engine.evaluation import Engine
from cchc_rules.errors import CchcRulesError, Diagnostic, DossierError, Pointer, Span, UsageError
from cchc_rules.language import nodes
from cchc_rules.language.codes import diagnose
from cchc_rules.language.known_words import known_words
from cchc_rules.language.nodes import Node, span_at
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.explanation import UnknownFact
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.text import Text

SCHEMA_VERSION = 1
"""The version of ``schemas/answer.schema.json`` that this library writes, and of ``request.schema.json`` that it reads."""

ALL = "all"

Answer: TypeAlias = "dict[str, object]"

_KINDS: dict[type[CchcRulesError], str] = {
    RequestError: "request",
    DossierError: "dossier",
    UsageError: "question",
}
_NO_READINGS: Mapping[str, str] = {}
_A_DOSSIER = Text("hồ sơ của yêu cầu", "the dossier of a request")
_A_KEY = Text("mã của bộ tiêu chuẩn", "the key of a rulebook")
_NAME_IT = Text(
    "ghi `rulebook` trong hồ sơ, hoặc chạy với `--rulebook`", "give `rulebook` in the dossier, or run with `--rulebook`"
)


@frozen(kw_only=True)
class Defaults:
    """What holds where a request says nothing; ``None``: what the dossier says. Empty ``awards`` are all of them."""

    awards: tuple[str, ...] = ()
    year: int | None = None
    as_of: datetime.date | None = None
    readings: Mapping[str, str] = field(default=_NO_READINGS)
    trust_bare_attestations: bool = False
    robustness: bool = False
    engine: Engine = "compiled"
    redact: bool = False


class _Book:
    """A rulebook with its awards at hand; :class:`UsageError` if its criteria are still awaited."""

    def __init__(self, book: LoadedRulebook) -> None:
        if not book.awards:
            raise UsageError([diagnose("CR012", rulebook=book.id)])
        self.book = book
        self._awards = {award.id: award for award in book.awards}
        self._annual = tuple(award for award in book.awards if award.annual)
        self._period = tuple(award for award in book.awards if not award.annual)

    def words(self) -> frozenset[str]:
        """What the rulebook names: of its vocabulary, its awards, its readings."""
        rulebook = self.book.rulebook
        options = [option for reading in rulebook.readings.values() for option in reading.options]
        return known_words(rulebook.vocabulary).union(rulebook.awards, rulebook.readings, options)

    def named(self, id: str) -> LoadedAward:
        """The award of that id; :class:`UsageError` if there is none."""
        return self._awards.get(id) or self.book.award(id)

    def of_cycle(self, year: int | None) -> tuple[LoadedAward, ...]:
        """The annual awards if there is a year, else those of the period; :class:`UsageError` if there is none."""
        awards = self._period if year is None else self._annual
        if awards:
            return awards
        cycle = Text("cho cả giai đoạn", "for a period") if year is None else Text("hằng năm", "annually")
        raise UsageError([diagnose("CR013", rulebook=self.book.id, cycle=cycle, known=", ".join(self._awards))])


class Answering:
    """Answers requests, one at a time. It keeps the rulebooks that it was asked about, with what they
    remember of questions, which has a limit; nothing of it grows with requests.

    With ``book`` every request is for that rulebook; without it each dossier names a shipped one.
    :class:`~cchc_rules.UsageError` if the criteria of ``book`` are still awaited.
    """

    def __init__(self, book: LoadedRulebook | None = None, defaults: Defaults | None = None) -> None:
        self._book = None if book is None else _Book(book)
        self._shipped: dict[str, _Book] = {}
        self._defaults = defaults or Defaults()

    def answer(self, line: bytes, number: int = 1) -> Answer:
        """The answer to a request as it came, without its line end; ``number`` is the line's, for diagnostics."""
        request = quick_request(line)
        if request is not None:
            try:
                return self._answered(request, number)
            except (DossierError, UsageError):
                pass
        return self._with_care(line, number)

    def too_long(self, number: int) -> Answer:
        """The answer to a line that is longer than a request may be, of which nothing was kept."""
        most = LIMITS.bytes >> 20
        return _error(None, "request", [_diagnostic(diagnose("CR020", most=most), (), None, number)])

    def _with_care(self, line: bytes, number: int) -> Answer:
        """The same once more, from a document in which every value has its place: the definition, and all diagnostics."""
        request_id, node = id_in(line), None
        try:
            node = read_line(line)
            return self._answered(careful_request(node), number, request_id)
        except (RequestError, DossierError, UsageError) as error:
            kind = _KINDS[type(error)]
            within = ("dossier",) if kind == "dossier" else ()
            if kind == "question":
                error = UsageError([_placed(one, node) for one in error.diagnostics])
            found = error.redacted(self._known_words()).diagnostics if self._defaults.redact else error.diagnostics
            return _error(request_id, kind, [_diagnostic(one, within, node, number) for one in found])

    def _known_words(self) -> frozenset[str]:
        """What may be named where nobody may read what the sender wrote: keys of requests, dossiers and vocabularies."""
        books = [book for book in (self._book, *self._shipped.values()) if book is not None]
        words = [book.words() for book in books]
        return frozenset(KEYS).union(*words)

    def _answered(self, request: Request, number: int, request_id: RequestId | None = None) -> Answer:
        """The verdicts on the request of a line. ``request_id``: as the sender spelt it, where that is not the request's."""
        defaults = self._defaults
        book = self._book or self._named_by(request.dossier)
        dossier = book.book.dossier(request.dossier)
        year = request.year or defaults.year or dossier.award_year
        awards, skipped = self._awards(request, book, dossier, year)
        asked: dict[str, Any] = {
            "as_of": request.as_of or defaults.as_of or dossier.as_of,
            "readings": {**defaults.readings, **request.readings},
            "trust_bare_attestations": _chosen(request.trust_bare_attestations, defaults.trust_bare_attestations),
            "engine": defaults.engine,
        }
        robustness = _chosen(request.robustness, defaults.robustness)
        stray = None if any(award.annual for award in awards) else request.year  # a period award refuses it
        verdicts = []
        for award in awards:
            verdict = award.evaluate(dossier, year=year if award.annual else stray, **asked)
            verdicts.append(verdict_to_dict(verdict, explain=bool(request.explain), robustness=robustness))
        return {
            "schema_version": SCHEMA_VERSION,
            "request_id": request.request_id if request_id is None else request_id,
            "verdicts": verdicts,
            "skipped": [award.id for award in skipped],
            "warnings": [_diagnostic(one, ("dossier",), None, number) for one in self._told(dossier.warnings)],
        }

    def _told(self, warnings: tuple[Diagnostic, ...]) -> Iterable[Diagnostic]:
        """The warnings about a dossier, redacted if nobody may read what the sender wrote."""
        if self._defaults.redact and warnings:
            return DossierError(warnings).redacted(self._known_words()).diagnostics
        return warnings

    def _awards(
        self, request: Request, book: _Book, dossier: Dossier, year: int | None
    ) -> tuple[Iterable[LoadedAward], Iterable[LoadedAward]]:
        """The awards to evaluate, and those that are not for this kind of candidate. One that the request names is
        evaluated, or it is refused with the reason.
        """
        if request.award is not None and request.award != ALL:
            return (book.named(request.award),), ()
        named = () if request.award == ALL else self._defaults.awards
        awards = tuple(map(book.named, named)) if named else book.of_cycle(year)
        suited = [award for award in awards if award.applies_to(dossier)]
        return suited, [award for award in awards if award not in suited] if len(suited) < len(awards) else ()

    def _named_by(self, dossier: Mapping[str, object]) -> _Book:
        """The shipped rulebook that a dossier names."""
        key = dossier.get("rulebook")
        if isinstance(key, str) and key in self._shipped:
            return self._shipped[key]
        if key is None:
            raise DossierError([diagnose("CR503", help=_NAME_IT, where=_A_DOSSIER, key="rulebook")])
        if not isinstance(key, str):
            found = Text("một giá trị khác", "another value")
            raise DossierError([diagnose("CR501", pointer=("rulebook",), wanted=_A_KEY, found=found)])
        book = self._shipped[key] = _Book(shipped_rulebook(key))
        return book


_ASKED = {
    "CR002": "award",
    "CR004": "award",
    "CR006": "year",
    "CR008": "year",
    "CR009": "readings",
    "CR010": "readings",
}
"""The key of a request that a fault of the question is about."""


def _placed(fault: Diagnostic, node: Node | None) -> Diagnostic:
    """A fault of the question at the key of the request that asks it, if the request does."""
    key = _ASKED.get(fault.code)
    if key is None or not isinstance(node, nodes.Mapping) or key not in node.entries:
        return fault
    words = fault.wording.words if fault.wording else {}
    return evolve(fault, pointer=(key, str(words["reading"])) if key == "readings" else (key,))


def _chosen(asked: bool | None, default: bool) -> bool:
    return default if asked is None else asked


def verdict_to_dict(verdict: Verdict, *, explain: bool, robustness: bool) -> Answer:
    """What a system needs of a verdict; with ``explain`` the whole of it beside that, with ``robustness`` whether it
    depends on how the text is read.
    """
    provenance = verdict.provenance
    unknown = verdict.unknown if verdict.outcome is Outcome.UNDETERMINED else ()
    made: Answer = {
        "award": verdict.award,
        "candidate": verdict.candidate,
        "kind": verdict.kind,
        "outcome": verdict.outcome.value,
        "exact": verdict.exact,
        "method": verdict.method,
        "unknown": [_unknown(one) for one in unknown],
        "readings": {reading.reading: reading.option for reading in verdict.readings},
        "provenance": {
            "rulebook": provenance.rulebook,
            "rules_digest": provenance.rules_digest,
            "year": provenance.year,
            "as_of": provenance.as_of.isoformat(),
            "library_version": provenance.library_version,
            "trust_bare_attestations": provenance.trust_bare_attestations,
        },
    }
    if robustness:
        verdict = verdict.with_robustness()
        known = verdict.robustness_known()
        outcomes = None if known.outcomes is None else [outcome.value for outcome in known.outcomes]
        flips = [{"reading": f.reading, "option": f.option, "outcome": f.outcome.value} for f in known.flips]
        joint = [{"changes": [list(one) for one in f.changes], "outcome": f.outcome.value} for f in known.joint_flips]
        made["robustness"] = {"robust": known.robust, "outcomes": outcomes, "flips": flips, "joint_flips": joint}
    if explain:
        made["verdict"] = verdict.to_dict()
    return made


def _unknown(missing: UnknownFact) -> Answer:
    return {
        "path": missing.path,
        "reason": missing.reason,
        "text": text_to_dict(missing.text),
        "fact": missing.fact,
        "year": missing.year,
        "list": missing.list,
        "record": missing.record,
        "entity": missing.entity,
        "attested_by": list(missing.attested_by),
    }


def _error(request_id: RequestId | None, kind: str, diagnostics: list[Answer]) -> Answer:
    return {
        "schema_version": SCHEMA_VERSION,
        "request_id": request_id,
        "error": {"kind": kind, "diagnostics": diagnostics},
    }


def _diagnostic(diagnostic: Diagnostic, inside: Pointer, node: Node | None, number: int) -> Answer:
    """The diagnostic as in ``schemas/evaluation.schema.json``; ``inside`` leads from the request to what its pointer
    starts from. Its column is that of the line, if it speaks of any place in it.
    """
    pointer = (*inside, *diagnostic.pointer)
    span: Span | None = diagnostic.span
    if span is None and node is not None and pointer:
        span = span_at(node, pointer)
    line = number + span.line - 1 if span else number
    return diagnostic_to_dict(diagnostic, NAME, line, span.column if span else None, pointer)
