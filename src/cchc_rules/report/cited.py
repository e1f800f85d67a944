"""What an award's criteria rest on, under every option: the clauses that they cite, the parameters that they name."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_rules.model import predicates as p
from cchc_rules.model.rulebook import Award, Rulebook


def everything(rulebook: Rulebook, predicate: p.Predicate) -> Iterator[p.Predicate]:
    """The predicate and all inside it, definitions entered."""
    for found in p.walk(predicate):
        yield found
        if isinstance(found, p.Use):
            yield from everything(rulebook, rulebook.definitions[found.definition].body)


def cited_clauses(rulebook: Rulebook, award: Award) -> tuple[str, ...]:
    """The clauses of the award and of its criteria, each once, the award's own first."""
    found = list(award.clauses)
    for predicate in everything(rulebook, award.criteria):
        found += predicate.clauses
    return tuple(dict.fromkeys(found))


def named_parameters(rulebook: Rulebook, award: Award) -> tuple[str, ...]:
    """The parameters that the criteria name, each once."""
    found: dict[str, None] = {}
    for predicate in everything(rulebook, award.criteria):
        for operand in operands(predicate):
            if isinstance(operand, p.ParameterRef):
                found[operand.name] = None
    return tuple(found)


def operands(predicate: p.Predicate) -> tuple[p.Operand, ...]:
    """The values, written out or set by parameters, that a predicate itself compares with."""
    if isinstance(predicate, p.FactIs):
        return predicate.operands
    if isinstance(predicate, (p.Of, p.CountOf, p.Years)):
        return tuple(operand for _, operand in predicate.bound.operands())
    return ()
