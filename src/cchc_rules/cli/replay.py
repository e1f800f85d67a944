"""``cchc-rules archive --replay``: which verdicts of an archive stand, which stand by another route, which fall."""

from __future__ import annotations

import datetime
import json
import sys
import tempfile
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from attrs import field, frozen

from cchc_rules.api import LoadedRulebook, load_rulebook
from cchc_rules.cli.archive_file import DOSSIERS, EVALUATION, MANIFEST, PROOFS, RULEBOOK, Archive, unpacked
from cchc_rules.cli.exits import DONE, FAULTS
from cchc_rules.cli.files import DossierFile, decoded, print_diagnostics, read_dossiers, refuse_twice
from cchc_rules.cli.plain_json import diagnostic_to_dict
from cchc_rules.cli.replay_text import evidence_text, replay_text
from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.explain.checker import Checker
from cchc_rules.explain.refusal import refusal
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_text
from cchc_rules.model.dossier import Dossier, DossierSet
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.text import Lang, Text

SCHEMA_VERSION = 1
"""The version of ``schemas/replay.schema.json`` that this library writes."""
STANDS, OTHER_ROUTE, FALLS, NEW, MISSING = "stands", "stands_by_another_route", "falls", "new", "missing"


@frozen(kw_only=True)
class Replayed:
    """What became of one verdict. ``faults``: why the proofs that were kept no longer hold; ``route``: what it rests on now."""

    award: str
    candidate: str
    status: str
    before: str | None = None
    now: str | None = None
    faults: tuple[Diagnostic, ...] = ()
    route: Text | None = None


def replay(options: Namespace, lang: Lang) -> int:
    """Evaluate an archive anew, by the dossiers in it or by corrected ones, and say what became of every verdict."""
    refuse_twice(options.dossiers, lang)
    kept = unpacked(options.replay)
    book = _rulebook(kept)
    files = read_dossiers(options.dossiers) if options.dossiers else _dossiers(kept)
    dossiers = decoded(files, book)
    faults = [*(fault for rejected in dossiers.rejected for fault in rejected.diagnostics), *dossiers.faults]
    print_diagnostics(faults, lang)
    replayed = list(_Replay(kept, book, dossiers).results())
    if options.format == "json":
        json.dump(_as_json(options.replay, kept, replayed), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(replay_text(kept.manifest, replayed, lang)))
    return FAULTS if faults else DONE


def _rulebook(kept: Archive) -> LoadedRulebook:
    """The rulebook as it was kept; its rules have to be those that the manifest names.

    It gets the key that it had, whatever its folder was called and wherever that stood: no path is made of a key.
    """
    with tempfile.TemporaryDirectory() as scratch:
        for name, data in kept.below(RULEBOOK).items():
            Path(scratch, name).write_bytes(data)
        book = load_rulebook(scratch, id=kept.manifest["rulebook"])
    if book.digest != kept.manifest["rules_digest"]:
        reason = Text(f"nội dung có mã băm {book.digest}", f"its rules have the digest {book.digest}")
        raise DossierError([refusal("CR622", member=RULEBOOK, reason=reason)])
    return book


def _dossiers(kept: Archive) -> list[DossierFile]:
    return [
        DossierFile(name, read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError))
        for name, data in kept.below(DOSSIERS).items()
    ]


@frozen
class _Replay:
    """Holds what was kept against what comes out now."""

    kept: Archive
    book: LoadedRulebook
    dossiers: DossierSet
    _checker: Checker = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_checker", Checker(self.book.rulebook, self.book.digest))

    def results(self) -> Iterator[Replayed]:
        """Every verdict that was kept, in its order, then those of candidates that were not there."""
        before = {(each["award"], each["candidate"]): each["outcome"] for each in self._kept_verdicts()}
        proofs: dict[tuple[str, str], list[object]] = {}
        for proof in self._json(PROOFS, list):
            if isinstance(proof, dict):
                proofs.setdefault((str(proof.get("award")), str(proof.get("candidate"))), []).append(proof)
        own = {dossier.id: dossier for dossier in self.dossiers.dossiers}
        now = {(verdict.award, verdict.candidate): verdict for verdict in self._verdicts()}
        for key, outcome in before.items():
            verdict = now.get(key)
            if verdict is None:
                yield Replayed(award=key[0], candidate=key[1], status=MISSING, before=outcome)
            else:
                yield self._became(outcome, proofs.get(key, []), verdict, own[key[1]])
        for key, verdict in now.items():
            if key not in before:
                yield Replayed(award=key[0], candidate=key[1], status=NEW, now=verdict.outcome.value)

    def _became(self, before: str, proofs: Sequence[object], verdict: Verdict, dossier: Dossier) -> Replayed:
        checked = [self._checker.check(proof, dossier) for proof in proofs]
        holds = any(each.accepted for each in checked)
        same = verdict.outcome.value == before
        status = FALLS if not same else STANDS if holds else OTHER_ROUTE
        faults = () if status == STANDS else tuple(dict.fromkeys(fault for each in checked for fault in each.faults))
        return Replayed(
            award=verdict.award,
            candidate=verdict.candidate,
            status=status,
            before=before,
            now=verdict.outcome.value,
            faults=faults,
            route=self._route(verdict) if status != STANDS else None,
        )

    def _route(self, verdict: Verdict) -> Text | None:
        """What a verdict that stands on something rests on."""
        if verdict.outcome is Outcome.UNDETERMINED:
            return None
        return evidence_text(verdict.proof(), self.book.rulebook.vocabulary)

    def _verdicts(self) -> Iterator[Verdict]:
        asked: Mapping[str, Any] = self.kept.manifest["question"]
        try:
            as_of = datetime.date.fromisoformat(asked["as_of"])
        except ValueError:
            _broken(MANIFEST)
        for name in asked["awards"]:
            award = self.book.award(name)
            yield from award.evaluate_many(
                self.dossiers,
                year=asked["year"] if award.annual else None,
                as_of=as_of,
                readings=asked["readings"],
                trust_bare_attestations=asked["trust_bare_attestations"],
            ).verdicts

    def _kept_verdicts(self) -> list[dict[str, Any]]:
        """What an evaluation wrote of every verdict, as far as it is needed here."""
        verdicts: Any = self._json(EVALUATION, dict).get("verdicts")
        if not isinstance(verdicts, list) or not all(map(_is_verdict, verdicts)):
            _broken(EVALUATION)
        return list(verdicts)

    def _json(self, name: str, kind: type[Any]) -> Any:
        try:
            data = json.loads(self.kept.files[name])
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, kind):
            _broken(name)
        return data


def _is_verdict(data: object) -> bool:
    if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in ("award", "candidate")):
        return False
    return data.get("outcome") in [outcome.value for outcome in Outcome]


def _broken(name: str) -> NoReturn:
    reason = Text("không đúng mẫu", "it is not as it has to be")
    raise DossierError([refusal("CR622", member=name, reason=reason)])


def _as_json(file: str, kept: Archive, replayed: Sequence[Replayed]) -> dict[str, object]:
    counted = Counter(each.status for each in replayed)
    return {
        "schema_version": SCHEMA_VERSION,
        "archive": file,
        **{key: kept.manifest[key] for key in ("library_version", "rulebook", "rules_digest", "question")},
        "summary": {status: counted[status] for status in (STANDS, OTHER_ROUTE, FALLS, NEW, MISSING)},
        "verdicts": [
            {
                "award": each.award,
                "candidate": each.candidate,
                "status": each.status,
                "before": each.before,
                "now": each.now,
                "diagnostics": [diagnostic_to_dict(fault, None, None, None, fault.pointer) for fault in each.faults],
            }
            for each in replayed
        ],
    }
