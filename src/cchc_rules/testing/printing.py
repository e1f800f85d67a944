"""How Hypothesis shows our values when a test of a user's own fails: short, and as something that can be pasted."""

from __future__ import annotations

from typing import Any

from hypothesis.vendor.pretty import RepresentationPrinter, for_type_by_name

from cchc_rules.api import LoadedAward, LoadedRulebook
from cchc_rules.language.rulebooks.dump import dump_award
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.testing.arguments import short
from cchc_rules.testing.mapping import dossier_to_mapping
from cchc_rules.testing.vocabulary import WITHOUT_AWARDS


def register() -> None:
    """Dossiers are shown as the call that makes them, rulebooks by their key, small random ones by their award too."""
    for kind, printer in ((Dossier, _dossier), (LoadedRulebook, _rulebook), (LoadedAward, _award)):
        for_type_by_name(kind.__module__, kind.__name__, printer)


def _dossier(dossier: Any, printer: RepresentationPrinter, cycle: bool) -> None:
    try:
        mapping = dossier_to_mapping(dossier)
    except ValueError:
        printer.text(repr(dossier))
        return
    with printer.group(4, "rulebook.dossier(", ")"):
        printer.pretty(mapping)


def _rulebook(book: Any, printer: RepresentationPrinter, cycle: bool) -> None:
    criteria = ""
    if book.id == WITHOUT_AWARDS.id:
        (award,) = book.rulebook.awards.values()
        criteria = f" with the award {to_json_text(dump_award(award), indent=None)}"
    printer.text(f"<{book.id}{criteria}>")


def _award(award: Any, printer: RepresentationPrinter, cycle: bool) -> None:
    printer.text(short(award))
