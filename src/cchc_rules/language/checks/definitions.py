"""Shared definitions as a whole: none leads back to itself, and written out in full the criteria stay within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from cchc_rules.language.checks.report import Report, value_at
from cchc_rules.model import predicates as p
from cchc_rules.model.rulebook import PerOption, Rulebook
from cchc_rules.text import Text

MOST_PREDICATES = 20_000
MOST_LEVELS = 64
_MOST_SHOWN = Text("20.000", "20,000")
_MOST_STEPS = 8


@frozen
class Extent:
    """What a predicate comes to when it is written out in full: how many predicates, on how many levels.

    ``needs``: lists of which there must be a record for it to hold, as far as its shape tells; ``every``: lists over which
    it says `every`; ``readings``: those that it depends on; ``counts_years``: whether there is a `years` in it.
    """

    size: int = 1
    levels: int = 1
    needs: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    counts_years: bool = False


@frozen
class Extents:
    """The extents of definitions, each found after those that it uses. A use that leads back counts as one predicate."""

    rulebook: Rulebook
    known: dict[str, Extent] = field(factory=dict)
    circles: list[str] = field(factory=list)

    def can_be_written_out(self, predicate: p.Predicate) -> bool:
        """Whether nothing leads back to itself and nothing is too large."""
        return not self.circles and self.of(predicate).size <= MOST_PREDICATES

    def of(self, predicate: p.Predicate) -> Extent:
        """The extent of a predicate whose definitions are known."""
        if isinstance(predicate, p.Use):
            inside = [self.known.get(predicate.definition, Extent())]
        else:
            inside = [self.of(part) for part in p.parts(predicate)]
        size = sum(extent.size for extent in inside) * self._times(predicate) + 1
        levels = max((extent.levels for extent in inside), default=0) + 1
        own = {predicate.list} if isinstance(predicate, p.Every) else ()
        return Extent(
            min(size, MOST_PREDICATES + 1),
            min(levels, MOST_LEVELS + 1),
            _needs(predicate, inside),
            frozenset(own).union(*(extent.every for extent in inside)),
            frozenset(self._readings(predicate)).union(*(extent.readings for extent in inside)),
            isinstance(predicate, p.Years) or any(extent.counts_years for extent in inside),
        )

    def _times(self, predicate: p.Predicate) -> int:
        """How often the inside is written out: once for each counted year; for a run, once for each run that it is in."""
        if not isinstance(predicate, p.Years) or predicate.window not in self.rulebook.windows:
            return 1
        window = self.rulebook.windows[predicate.window]
        years = max(len(stretch.years() or ()) for stretch in window.alternatives())
        return max(1, years, years * years // 4 if predicate.consecutive else 0)

    def _readings(self, predicate: p.Predicate) -> Iterator[str]:
        """The readings that a predicate depends on by itself."""
        if isinstance(predicate, p.Reading):
            yield predicate.reading
        for operand in _operands(predicate):
            parameter = self.rulebook.parameters.get(operand.name) if isinstance(operand, p.ParameterRef) else None
            if parameter is not None and isinstance(parameter.value, PerOption):
                yield parameter.value.reading
        window = self.rulebook.windows.get(predicate.window) if isinstance(predicate, p.Years) else None
        if window is not None and window.reading is not None:
            yield window.reading


def _operands(predicate: p.Predicate) -> tuple[p.Operand, ...]:
    match predicate:
        case p.FactIs():
            return predicate.operands
        case p.Of() | p.CountOf() | p.Years():
            return tuple(operand for _, operand in predicate.bound.operands())
        case _:
            return ()


def _needs(predicate: p.Predicate, inside: list[Extent]) -> frozenset[str]:
    needed = [extent.needs for extent in inside]
    match predicate:
        case p.Some():
            return frozenset({predicate.list})
        case p.CountOf():
            return frozenset({predicate.list}) if _asks_for_one(predicate.bound) else frozenset()
        case p.AllOf() | p.Use():
            return frozenset().union(*needed)
        case p.AnyOf() | p.Reading():
            return frozenset.intersection(*needed) if needed else frozenset()
        case _:
            return frozenset()


def _asks_for_one(bound: p.Bound) -> bool:
    least = bound.exactly if bound.at_least is None else bound.at_least
    return least is not None and least != p.Literal(0)


def check_definitions(rulebook: Rulebook, report: Report) -> Extents:
    """Report every circle and every award that is too large, and return the extents of all definitions."""
    uses = {name: tuple(_uses(definition.body)) for name, definition in rulebook.definitions.items()}
    extents = Extents(rulebook)
    for name in _in_order(uses, extents.circles, report):
        extents.known[name] = extents.of(rulebook.definitions[name].body)
    for award in rulebook.awards.values():
        extent = extents.of(award.criteria)
        word = value_at(award.place, "award")
        if extent.size > MOST_PREDICATES:
            report.add("CR355", word, most=_MOST_SHOWN)
        if extent.levels > MOST_LEVELS:
            report.add("CR356", word, most=MOST_LEVELS)
    return extents


def _uses(body: p.Predicate) -> Iterator[p.Use]:
    return (inner for inner in p.walk(body) if isinstance(inner, p.Use))


def _in_order(uses: Mapping[str, tuple[p.Use, ...]], circles: list[str], report: Report) -> list[str]:
    """The definitions, used ones before their users; a use that leads back to where it is read closes a circle.

    The trail is our own: a chain of definitions may be longer than Python's stack.
    """
    done: dict[str, None] = {}
    for start in uses:
        trail = {} if start in done else {start: iter(uses[start])}
        while trail:
            name = next(reversed(trail))
            use = next(trail[name], None)
            if use is None:
                done[name] = None
                del trail[name]
            elif use.definition in trail:
                circles.append(use.definition)
                _tell_circle(list(trail), use, report)
            elif use.definition in uses and use.definition not in done:
                trail[use.definition] = iter(uses[use.definition])
    return list(done)


def _tell_circle(trail: list[str], use: p.Use, report: Report) -> None:
    circle = trail[trail.index(use.definition) :]
    shown = [f"`{name}`" for name in circle[:_MOST_STEPS]] + ["…"] * (len(circle) > _MOST_STEPS)
    report.add("CR350", value_at(use.place, "use"), cycle=" → ".join([*shown, f"`{use.definition}`"]))
