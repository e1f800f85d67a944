"""Criterion paths as the language defines them, worked out from the author's tree under every option of every reading."""

from __future__ import annotations

from cchc_rules.model import predicates as p
from cchc_rules.model.rulebook import Award, Rulebook


def paths(rulebook: Rulebook, award: Award) -> set[str]:
    """The paths of an award: ids, else positions; options, `use` and counted years add no segment."""
    return _paths(rulebook, award.criteria, award.id)


def _paths(rulebook: Rulebook, predicate: p.Predicate, path: str) -> set[str]:
    if isinstance(predicate, p.Use):
        return _paths(rulebook, rulebook.definitions[predicate.definition].body, path)
    found = {path}
    if isinstance(predicate, p.Reading):
        for option in predicate.options.values():
            found |= _paths(rulebook, option, path)
        return found
    for position, part in enumerate(p.parts(predicate), 1):
        found |= _paths(rulebook, part, f"{path}/{part.id or position}")
    return found
