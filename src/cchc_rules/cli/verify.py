"""``cchc-rules verify``: whether proofs hold, told proof by proof."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from cchc_rules.api import LoadedRulebook, shipped_rulebook, shipped_rulebooks
from cchc_rules.cli.exits import DONE, FAULTS
from cchc_rules.cli.files import decoded, open_rulebook, print_diagnostics, read_dossiers, refuse_twice
from cchc_rules.cli.given import STANDARD_INPUT
from cchc_rules.cli.plain_json import diagnostic_to_dict
from cchc_rules.cli.proof_files import ProofFile, read_proofs
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import Diagnostic
from cchc_rules.explain.checker import CheckedProof, Checker
from cchc_rules.explain.refusal import refusal
from cchc_rules.explain.words import two_digits
from cchc_rules.language.nodes import Plain, span_at
from cchc_rules.language.reading.source import quoted
from cchc_rules.model.dossier import DossierSet
from cchc_rules.model.truth import Outcome
from cchc_rules.text import Lang

SCHEMA_VERSION = 1
"""The version of ``schemas/verification.schema.json`` that this library writes."""


@frozen
class Told:
    """What was found about one proof of one file."""

    file: str
    number: int
    proof: Plain
    checked: CheckedProof


def verify(options: Namespace, lang: Lang) -> int:
    """Check every proof of the files; the exit code says whether any is refused."""
    if not options.proofs:
        raise CommandLineError(say(lang, "thiếu tệp bản chứng minh", "the file of proofs is missing"))
    refuse_twice(options.dossiers, lang)
    if STANDARD_INPUT in options.proofs and STANDARD_INPUT in options.dossiers:
        message = say(lang, "đầu vào chuẩn chỉ đọc được một lần", "the standard input can be read only once")
        raise CommandLineError(message, say(lang, "ghi tên tệp cho `--dossiers`", "name a file for `--dossiers`"))
    files = read_proofs(options.proofs)
    book = open_rulebook(options.rulebook, lang) if options.rulebook else _named(files, lang)
    dossiers = None
    if options.dossiers:
        dossiers = decoded(read_dossiers(options.dossiers), book)
        rejected = [fault for dossier in dossiers.rejected for fault in dossier.diagnostics]
        print_diagnostics((*rejected, *dossiers.faults), lang)
    told = [each for file in files for each in checked_proofs(file, book, dossiers)]
    if options.format == "json":
        json.dump(_as_json(book, told), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print("\n".join(_as_text(told, lang)))
    return DONE if all(each.checked.accepted for each in told) else FAULTS


def _named(files: Sequence[ProofFile], lang: Lang) -> LoadedRulebook:
    """The one shipped rulebook that the proofs name; a proof that names another one is refused later."""
    keys = (proof.get("rulebook") for file in files for proof in file.proofs if isinstance(proof, dict))
    named = list(dict.fromkeys(key for key in keys if isinstance(key, str)))
    for key in named:
        if key in shipped_rulebooks():
            return shipped_rulebook(key)
    message = say(
        lang, "không rõ bản chứng minh lập theo bộ tiêu chuẩn nào", "it is not clear by which rulebook to check"
    )
    if named:
        first = quoted(named[0])
        message = say(
            lang,
            f"bản chứng minh lập theo bộ tiêu chuẩn `{first}`, không đi kèm thư viện",
            f"the proof is by the rulebook `{first}`, which does not come with the library",
        )
    advice = say(
        lang, "chỉ thư mục bộ tiêu chuẩn bằng `--rulebook`", "give the folder of the rulebook with `--rulebook`"
    )
    raise CommandLineError(message, advice)


def checked_proofs(file: ProofFile, book: LoadedRulebook, dossiers: DossierSet | None) -> Iterator[Told]:
    """Every proof of a file; if there are dossiers, each against that of its candidate, which has to be among them."""
    checker = Checker(book.rulebook, book.digest)
    own = {} if dossiers is None else {dossier.id: dossier for dossier in dossiers.dossiers}
    for number, (node, proof) in enumerate(zip(file.nodes, file.proofs, strict=True), 1):
        candidate = proof.get("candidate") if isinstance(proof, dict) else None
        dossier = own.get(candidate) if isinstance(candidate, str) else None
        checked = checker.check(proof, dossier)
        if checked.accepted and dossiers is not None and dossier is None:
            checked = CheckedProof(faults=(refusal("CR615", ("candidate",), candidate=candidate),))
        faults = tuple(evolve(fault, span=span_at(node, fault.pointer)) for fault in checked.faults)
        yield Told(file.name, number, proof, evolve(checked, faults=faults))


def _as_text(told: Sequence[Told], lang: Lang) -> Iterator[str]:
    """A line for every proof, why it is refused below it, the numbers at the end."""
    for each in told:
        yield f"{each.file}#{each.number}: {_called(each.proof, lang)}{_verdict_on(each.checked, lang)}"
        for fault in each.checked.faults:
            yield "  " + fault.render(lang, excerpt=False).replace("\n", "\n  ")
    accepted = sum(each.checked.accepted for each in told)
    refused = len(told) - accepted
    yield ""
    yield say(
        lang,
        f"Đã kiểm tra {two_digits(len(told))} bản chứng minh: {two_digits(accepted)} đứng vững, {two_digits(refused)} bị bác.",
        f"Checked {len(told)} {'proof' if len(told) == 1 else 'proofs'}: {accepted} accepted, {refused} refused.",
    )


def _called(proof: Plain, lang: Lang) -> str:
    """Whose proof it is, of what outcome, as far as it says so."""
    said = proof if isinstance(proof, dict) else {}
    candidate, award, outcome = said.get("candidate"), said.get("award"), said.get("outcome")
    known = next((each for each in Outcome if each.value == outcome), None)
    if known is None or not isinstance(candidate, str) or not isinstance(award, str):
        return ""
    return f"{candidate} – {award}: {known.text.in_lang(lang)} – "


def _verdict_on(checked: CheckedProof, lang: Lang) -> str:
    if not checked.accepted:
        return say(lang, "bị bác", "refused")
    if not checked.claims:
        return say(
            lang, "không khẳng định gì (xét chưa xong vì quá phức tạp)", "claims nothing (too involved to decide)"
        )
    return say(lang, "đứng vững", "accepted")


def _as_json(book: LoadedRulebook, told: Sequence[Told]) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": book.id,
        "rules_digest": book.digest,
        "proofs": [
            {
                "file": each.file,
                "number": each.number,
                "accepted": each.checked.accepted,
                "claims": each.checked.claims,
                "diagnostics": [_fault(fault) for fault in each.checked.faults],
            }
            for each in told
        ],
    }


def _fault(fault: Diagnostic) -> dict[str, object]:
    span = fault.span
    if span is None:
        return diagnostic_to_dict(fault, None, None, None, fault.pointer)
    return diagnostic_to_dict(fault, span.file, span.line, span.column, fault.pointer)
