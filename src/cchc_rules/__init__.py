"""Decide by written criteria who is eligible for a public award, and say why.

>>> from cchc_rules import shipped_rulebook
>>> rulebook = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
>>> award = rulebook.award("giay-khen-ca-nhan-hang-nam")

Everything that is exported here is public; the modules beneath may change. Names are imported when they are first used,
so that ``import cchc_rules`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from cchc_rules.version import __version__ as __version__

if TYPE_CHECKING:
    from cchc_rules.api import (
        BatchResult,
        LoadedAward,
        LoadedRulebook,
        load_rulebook,
        shipped_rulebook,
        shipped_rulebooks,
    )
    from cchc_rules.errors import CchcRulesError, Diagnostic, DossierError, RulebookError, UsageError
    from cchc_rules.explain.asking import rank_readings
    from cchc_rules.explain.checker import CheckedProof
    from cchc_rules.language.known_words import known_words
    from cchc_rules.model.asking import ReadingToAsk
    from cchc_rules.model.dossier import Dossier, DossierSet, RejectedDossier
    from cchc_rules.model.explanation import Explanation, UnknownFact
    from cchc_rules.model.truth import Outcome, Truth
    from cchc_rules.model.verdict import Robustness, Verdict
    from cchc_rules.model.why import Why
    from cchc_rules.model.worklist import Worklist
    from cchc_rules.report.html import html_candidate, html_report
    from cchc_rules.report.text import render


__all__ = [
    "BatchResult",
    "CchcRulesError",
    "CheckedProof",
    "Diagnostic",
    "Dossier",
    "DossierError",
    "DossierSet",
    "Explanation",
    "LoadedAward",
    "LoadedRulebook",
    "Outcome",
    "ReadingToAsk",
    "RejectedDossier",
    "Robustness",
    "RulebookError",
    "Truth",
    "UnknownFact",
    "UsageError",
    "Verdict",
    "Why",
    "Worklist",
    "html_candidate",
    "html_report",
    "known_words",
    "load_rulebook",
    "rank_readings",
    "render",
    "shipped_rulebook",
    "shipped_rulebooks",
]

_HOMES = {
    "cchc_rules.api": (
        "BatchResult",
        "LoadedAward",
        "LoadedRulebook",
        "load_rulebook",
        "shipped_rulebook",
        "shipped_rulebooks",
    ),
    "cchc_rules.errors": ("CchcRulesError", "Diagnostic", "DossierError", "RulebookError", "UsageError"),
    "cchc_rules.explain.checker": ("CheckedProof",),
    "cchc_rules.explain.asking": ("rank_readings",),
    "cchc_rules.language.known_words": ("known_words",),
    "cchc_rules.model.asking": ("ReadingToAsk",),
    "cchc_rules.model.dossier": ("Dossier", "DossierSet", "RejectedDossier"),
    "cchc_rules.model.truth": ("Outcome", "Truth"),
    "cchc_rules.model.explanation": ("Explanation", "UnknownFact"),
    "cchc_rules.model.verdict": ("Robustness", "Verdict"),
    "cchc_rules.model.why": ("Why",),
    "cchc_rules.report.html": ("html_candidate", "html_report"),
    "cchc_rules.model.worklist": ("Worklist",),
    "cchc_rules.report.text": ("render",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker that saw it would take any misspelt name for one of ours

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
