"""Where a predicate stands: which names exist there, which years can be current, what is chosen and counted around it."""

from __future__ import annotations

from collections import deque

from attrs import field, frozen

from cchc_rules.language.checks.definitions import Extents
from cchc_rules.language.checks.report import Report
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.rulebook import Definition, Rulebook
from cchc_rules.model.vocabulary import Misfit, PlainValue


@frozen
class Scope:
    """Where a predicate stands.

    ``kinds``: whom the award is for; ``some_kind``: what stands here need suit only one of them, since no award uses it.
    ``years``: the years that can be current, ``None`` where none is. ``definition``: the definition that hides its
    caller's year. ``list``: the list whose records are spoken of. ``counting``: inside `years`. ``fixed``: options chosen
    around this place. ``beside``: lists of which a record is asked for beside the predicate; ``None`` where that does not
    matter. ``coarse``: what is fixed and beside is forgotten where a definition begins.
    """

    kinds: tuple[str, ...]
    years: tuple[int, ...] | None
    some_kind: bool = False
    definition: str | None = None
    list: str | None = None
    counting: bool = False
    fixed: FrozenDict[str, str] = field(factory=FrozenDict)
    coarse: bool = False
    beside: frozenset[str] | None = frozenset()


@frozen
class Desk:
    """What the check of predicates works with: the rulebook, the faults, what was used, and the definitions that wait."""

    rulebook: Rulebook
    extents: Extents
    report: Report
    cores: dict[tuple[int, type, PlainValue], CoreValue | Misfit] = field(factory=dict)
    used: set[tuple[str, str]] = field(factory=set)
    reached: set[tuple[str, Scope]] = field(factory=set)
    waiting: deque[tuple[Definition, Scope]] = field(factory=deque)

    def use(self, section: str, name: str) -> None:
        """Something that the rulebook declares in a section is used."""
        self.used.add((section, name))

    def read_later(self, definition: Definition, scope: Scope) -> None:
        """A definition stands in a scope; each pair is read once."""
        if (definition.name, scope) not in self.reached:
            self.reached.add((definition.name, scope))
            self.waiting.append((definition, scope))
