"""``cchc-rules check``: what is wrong with rulebooks and dossier files, where, and how to mend it."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from cchc_rules.api import LoadedRulebook
from cchc_rules.cli.exits import DONE, FAULTS, UNUSABLE
from cchc_rules.cli.files import decoded, open_rulebook, read_dossiers, rulebook_folders, rulebook_of
from cchc_rules.cli.given import STANDARD_INPUT
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import CchcRulesError, Diagnostic
from cchc_rules.explain.words import two_digits
from cchc_rules.language.known_words import known_words
from cchc_rules.redaction import DOSSIER_WORDS
from cchc_rules.text import Lang

NOT_THERE = frozenset({"CR001", "CR101", "CR260"})
"""Codes of what cannot be opened at all: nothing was checked then."""


@frozen
class Finding:
    """What was found in one file or folder; ``what`` says what it holds, in a few words, and ``known`` are the keys that
    may be named where the author's words are left out.
    """

    name: str
    diagnostics: tuple[Diagnostic, ...]
    what: str = ""
    known: frozenset[str] = DOSSIER_WORDS

    def count(self, severity: str) -> int:
        """How many diagnostics there are of a severity."""
        return sum(diagnostic.severity == severity for diagnostic in self.diagnostics)


def check(options: Namespace, lang: Lang) -> int:
    """Check everything that was named: a line for each, the faults below it, the numbers at the end."""
    if not options.paths:
        message = say(lang, "thiếu tệp hoặc thư mục cần kiểm tra", "the file or folder to check is missing")
        raise CommandLineError(message)
    names = targets(options.paths)
    beside: dict[str, LoadedRulebook] = {}
    found = {name: _of_rulebook(name, lang, beside) for name in names if not _is_dossier_file(name)}
    findings = [found[name] if name in found else _of_dossiers(name, options.rulebook, lang, beside) for name in names]
    for finding in findings:
        print("\n".join(_told(finding, lang, redact=options.redact)))
    if not findings[-1].diagnostics:
        print()
    print(_numbers(findings, lang))
    if any(diagnostic.code in NOT_THERE for finding in findings for diagnostic in finding.diagnostics):
        return UNUSABLE
    return FAULTS if any(finding.count("error") for finding in findings) else DONE


def targets(names: Sequence[str]) -> list[str]:
    """What to check: a folder of rulebooks stands for each of them, a file of a rulebook for its folder; each once."""
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_targets(name))
    return list(found)


def _targets(name: str) -> Iterator[str]:
    path = Path(name)
    folders = [] if name == STANDARD_INPUT else rulebook_folders(path)
    yield from [name] if folders in ([], [path]) else map(str, folders)


def _is_dossier_file(name: str) -> bool:
    return name == STANDARD_INPUT or Path(name).is_file() or name.lower().endswith((".yaml", ".yml", ".json"))


def _of_rulebook(name: str, lang: Lang, beside: dict[str, LoadedRulebook]) -> Finding:
    """A rulebook; if it can be used it stands beside the dossiers that are checked with it."""
    try:
        book = open_rulebook(name, lang)
    except CchcRulesError as error:
        return Finding(name, error.diagnostics)
    beside[book.id] = book
    awards, readings = len(book.rulebook.awards), len(book.rulebook.readings)
    what = say(
        lang,
        f"{two_digits(awards)} hình thức khen thưởng, {two_digits(readings)} cách hiểu",
        f"{_plural(awards, 'award')}, {_plural(readings, 'reading')}",
    )
    if book.rulebook.status == "awaiting_criteria":
        what = say(lang, "chưa có tiêu chuẩn", "awaiting its criteria")
    return Finding(name, book.warnings, what)


def _of_dossiers(name: str, rulebook: str | None, lang: Lang, beside: Mapping[str, LoadedRulebook]) -> Finding:
    try:
        files = read_dossiers([name])
        book = rulebook_of(files, rulebook, lang, beside)
        dossiers = decoded(files, book)
    except CchcRulesError as error:
        return Finding(name, error.diagnostics)
    faults = [fault for rejected in dossiers.rejected for fault in rejected.diagnostics]
    usable, faulty = len(dossiers.dossiers), len(dossiers.rejected)
    what = say(lang, f"{two_digits(usable)} hồ sơ dùng được", _plural(usable, "usable dossier"))
    if faulty:
        what += say(lang, f", {two_digits(faulty)} hồ sơ có lỗi", f", {faulty} faulty")
    once = tuple(dict.fromkeys((*faults, *dossiers.faults, *dossiers.warnings)))
    return Finding(name, once, what, known_words(book.rulebook.vocabulary))


def _told(finding: Finding, lang: Lang, *, redact: bool) -> Iterator[str]:
    """``path: không có lỗi (28 hồ sơ dùng được)``, or the numbers and every diagnostic with its excerpt."""
    errors, warnings = finding.count("error"), finding.count("warning")
    parts = [
        say(lang, f"{two_digits(errors)} lỗi", _plural(errors, "error"))
        if errors
        else say(lang, "không có lỗi", "no errors")
    ]
    if warnings:
        parts.append(say(lang, f"{two_digits(warnings)} cảnh báo", _plural(warnings, "warning")))
    what = f" ({finding.what})" if finding.what else ""
    yield f"{finding.name}: {', '.join(parts)}{what}"
    for diagnostic in finding.diagnostics:
        yield ""
        yield (diagnostic.redacted(finding.known) if redact else diagnostic).render(lang)
    if finding.diagnostics:
        yield ""


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _numbers(findings: Sequence[Finding], lang: Lang) -> str:
    total: Counter[str] = Counter(d.severity for finding in findings for d in finding.diagnostics)
    clean = sum(not finding.count("error") for finding in findings)
    faulty = len(findings) - clean
    return say(
        lang,
        f"Đã kiểm tra {two_digits(len(findings))} mục: {two_digits(clean)} không có lỗi, {two_digits(faulty)} có lỗi; "
        f"tổng cộng {two_digits(total['error'])} lỗi, {two_digits(total['warning'])} cảnh báo.",
        f"Checked {len(findings)}: {clean} without errors, {faulty} with errors; "
        f"{_plural(total['error'], 'error')} and {_plural(total['warning'], 'warning')} in all.",
    )
