"""Which readings an award reaches, and how often each decides something in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from cchc_rules.model import predicates as p
from cchc_rules.model.predicates import Bound, During, Operand, ParameterRef
from cchc_rules.model.rulebook import Award, PerOption, Rulebook


def reached(rulebook: Rulebook, award: Award) -> Counter[str]:
    """The readings that some option of the award's criteria reaches, each with the number of places that it decides.

    A place inside `years` is one place, although it stands in every year: `years` is read as a whole.
    """
    return Counter(mentions(rulebook, award, award.criteria))


def mentions(rulebook: Rulebook, award: Award, predicate: p.Predicate) -> Iterator[str]:
    """The readings below a predicate, definitions entered, as often as they decide something."""
    yield from own_mentions(rulebook, award, predicate)
    parts: Iterable[p.Predicate] = p.parts(predicate)
    if isinstance(predicate, p.Use):
        parts = (rulebook.definitions[predicate.definition].body,)
    if isinstance(predicate, p.Years):
        award = evolve(award, period=None)  # inside, a list without a window is counted up to the end of the year
    for part in parts:
        yield from mentions(rulebook, award, part)


def own_mentions(rulebook: Rulebook, award: Award, predicate: p.Predicate) -> Iterator[str]:
    """The readings that decide something at the predicate itself: its option, its parameters, its windows."""
    match predicate:
        case p.Reading():
            yield predicate.reading
        case p.FactIs():
            yield from _of_operands(rulebook, predicate.operands)
        case p.Of():
            yield from _of_bound(rulebook, predicate.bound)
        case p.Years():
            yield from _of_bound(rulebook, predicate.bound)
            yield from _of_window(rulebook, predicate.window)
        case p.CountOf():
            yield from _of_bound(rulebook, predicate.bound)
            yield from _of_during(rulebook, award, predicate.list, predicate.during)
        case p.Some() | p.Every():
            yield from _of_during(rulebook, award, predicate.list, predicate.during)
        case _:
            pass


def _of_bound(rulebook: Rulebook, bound: Bound) -> Iterator[str]:
    yield from _of_operands(rulebook, (operand for _, operand in bound.operands()))


def _of_operands(rulebook: Rulebook, operands: Iterable[Operand]) -> Iterator[str]:
    for operand in operands:
        if isinstance(operand, ParameterRef):
            value = rulebook.parameters[operand.name].value
            if isinstance(value, PerOption):
                yield value.reading


def _of_window(rulebook: Rulebook, name: str | None) -> Iterator[str]:
    if name is not None and name in rulebook.windows:
        reading = rulebook.windows[name].reading
        if reading is not None:
            yield reading


def _of_during(rulebook: Rulebook, award: Award, list_name: str, during: During | None) -> Iterator[str]:
    """The readings of a window and of the date that must fall into it; without a window a period award's own counts."""
    if rulebook.vocabulary.lists[list_name].dated_by is None:
        return
    yield from _of_window(rulebook, award.period if during is None or during.window is None else during.window)
    if during is not None and isinstance(during.by_date, p.ByReading):
        yield during.by_date.reading
