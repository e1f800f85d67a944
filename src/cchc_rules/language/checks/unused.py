"""What a rulebook declares and nothing uses: no fault, but often the trace of one."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_rules.language.checks.report import Word, key_at
from cchc_rules.language.checks.scope import Desk


def check_unused_names(desk: Desk) -> None:
    """Facts, lists, parameters, windows and readings that no predicate, parameter or window mentions."""
    rulebook, vocabulary = desk.rulebook, desk.rulebook.vocabulary
    for kind, entity in vocabulary.entities.items():
        for name in _idle(desk, f"entities/{kind}", entity.facts):
            _warn_fact(desk, kind, name, key_at(vocabulary.place, "entities", kind, "facts", name))
    for kind, facts in vocabulary.candidates.items():
        for name in _idle(desk, f"candidates/{kind}", facts):
            _warn_fact(desk, kind, name, key_at(vocabulary.place, "candidates", kind, name))
    for name in _idle(desk, "lists", vocabulary.lists):
        desk.report.add("CR403", key_at(vocabulary.place, "lists", name), name=name)
    for code, section, names in (
        ("CR404", "parameters", rulebook.parameters),
        ("CR405", "definitions", rulebook.definitions),
        ("CR406", "windows", rulebook.windows),
        ("CR407", "readings", rulebook.readings),
    ):
        for name in _idle(desk, section, names):
            desk.report.add(code, key_at(rulebook.place, section, name), name=name)


def _idle(desk: Desk, section: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if (section, name) not in desk.used]


def _warn_fact(desk: Desk, kind: str, name: str, word: Word) -> None:
    desk.report.add("CR402", word, name=name, kind=kind)
