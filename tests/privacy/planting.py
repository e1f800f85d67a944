"""Dossier files with a marker in everything that their author wrote freely."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from checkout import ROOT

from cchc_rules import CchcRulesError, LoadedRulebook, load_rulebook
from cchc_rules.errors import Diagnostic
from cchc_rules.language.known_words import known_words
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, plain, read_text
from cchc_rules.model.dossier import BUILT_IN_REASONS

MARK = "bimat9731"
EXAMPLES = ROOT / "tests/errors"
RULEBOOK = EXAMPLES / "_dossier_base"

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"[0-9]{4}")


def trial_rulebook(scratch: Path) -> LoadedRulebook:
    """The small rulebook for which the examples of dossiers are written."""
    folder = scratch / "so-noi-vu" / "ke-hoach"
    shutil.copytree(RULEBOOK, folder)
    return load_rulebook(folder)


def words_of_rules(book: LoadedRulebook) -> frozenset[str]:
    """Everything that the rulebook declares and a dossier may repeat: keys, values, authorities, reasons, its own id."""
    vocabulary = book.rulebook.vocabulary
    specs = [spec for facts in vocabulary.candidates.values() for spec in facts.values()]
    specs += [spec for entity in vocabulary.entities.values() for spec in entity.facts.values()]
    specs += [spec for records in vocabulary.lists.values() for spec in records.fields.values()]
    values = {value for spec in specs for value in spec.values}
    reasons = {*BUILT_IN_REASONS, *book.rulebook.unknown_reasons}
    return known_words(vocabulary) | values | {*book.rulebook.authorities, book.id} | reasons


def scalars(data: object) -> Iterator[object]:
    """Every key and every value of plain data."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from scalars(value)
    elif isinstance(data, list):
        for item in data:
            yield from scalars(item)
    else:
        yield data


def free_words(text: str, known: frozenset[str]) -> set[str]:
    """The texts of a dossier file that are its author's own: no word of the rulebook, no day, no year."""
    data = plain(read_text(text, "input.yaml", limits=DOSSIER_LIMITS))
    found = {word for word in scalars(data) if isinstance(word, str) and word.strip()}
    return {word for word in found if word not in known and not _DATE.fullmatch(word) and not _YEAR.fullmatch(word)}


def numbers(text: str) -> set[str]:
    """The numbers of a dossier file of which a chance meeting is unlikely: with a point, or of three digits."""
    data = plain(read_text(text, "input.yaml", limits=DOSSIER_LIMITS))
    found = {str(n) for n in scalars(data) if isinstance(n, (int, Decimal)) and not isinstance(n, bool)}
    return {number for number in found if len(number) > 2 and not _YEAR.fullmatch(number)}


def planted(text: str, known: frozenset[str]) -> str:
    """The file with the marker in each of its author's words, and in a name and a remark of every candidate."""
    for word in sorted(free_words(text, known), key=len, reverse=True):
        text = re.sub(rf"(?<![\w./-]){re.escape(word)}(?![\w./-])", f"{word}{MARK}", text)
    for key in ("name", "remark"):
        if f"{key}:" not in text:
            text = re.sub(r"(?m)^( +)(kind: .*)$", rf"\1\2\n\1{key}: {key} {MARK}", text)
    return text


def diagnostics_of(book: LoadedRulebook, files: list[Path]) -> tuple[Diagnostic, ...]:
    """All that is wrong with dossier files, raised or returned."""
    try:
        found = book.load_dossiers(*files)
    except CchcRulesError as error:
        return error.diagnostics
    rejected = (fault for dossier in found.rejected for fault in dossier.diagnostics)
    return (*found.faults, *rejected, *found.warnings)


def told(diagnostic: Diagnostic) -> str:
    """Everything that a diagnostic says, but not where."""
    texts = [diagnostic.message, *(other.message for other in diagnostic.related)]
    texts += [diagnostic.help] if diagnostic.help else []
    lines = [diagnostic.span, *(other.span for other in diagnostic.related)]
    shown = [f"{text.vi}\n{text.en}" for text in texts] + [span.text for span in lines if span]
    return "\n".join([*shown, *map(str, diagnostic.pointer)])
