"""Compiled criteria: generated code, and where it may speak for the reference interpreter.

It answers where its answer is known to be the reference interpreter's: what K decides is so, and what K leaves open is open
if the criteria are coherent by construction. Everywhere else it says ``None``, and the reference interpreter is asked: where
a row cannot hold what is known, where deciding might pass the budget, and for criteria too large to be compiled.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from attrs import define, field, frozen

from cchc_rules.engine.completion import STEPS, Decider, Matches, coherent_by_construction
from cchc_rules.engine.conditions import ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.engine.core import Atom, Core, Count, FactKey, all_of, leaves
from cchc_rules.engine.generate import Code, generate, units
from cchc_rules.engine.layout import Layout, layout_of
from cchc_rules.engine.reference import tally
from cchc_rules.engine.row import Loader, Row, Unseen
from cchc_rules.engine.search import Decision
from cchc_rules.engine.snapshot import Snapshot, unseen_record
from cchc_rules.engine.trace import OVER_LIST, Trace, reference_trace
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary

LARGEST_COMPILED = 5_000
"""The most units of code that are compiled; the compiler takes a few milliseconds for a hundred."""

_BLANK_STEPS = STEPS // 10
"""What the reference interpreter may spend on a dossier that says nothing; criteria for which that is not enough are its."""

_DAYS_REMEMBERED = 1_000
"""For so many days of completeness it is remembered what an unseen record can be."""

_MET, _NOT_MET = Decision(Truth.MET), Decision(Truth.NOT_MET)
_OPEN = Decision(Truth.UNDETERMINED)
_new = tuple.__new__
"""Makes a named tuple without going through its keyword arguments."""

_TRUTHS = (_NO, _YES, _UNCLEAR) = (Truth.NOT_MET, Truth.MET, Truth.UNDETERMINED)
"""By the codes that generated code records."""


@define(eq=False)
class Compiled:
    """The generated code of one program, with the layout of the rows that it reads.

    ``exact``: what K leaves open is undetermined. ``steps``: what the reference interpreter spends at most beside the
    records of a dossier.
    """

    root: Lowered
    code: Code
    layout: Layout
    blank: Snapshot
    exact: bool
    steps: int
    loader: Loader = field(init=False)
    _plan: _Step = field(init=False)
    _unseen: dict[tuple[int, datetime.date | None], Unseen] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        open_record = {name: self._record_steps(name) for name in self.layout.lists}
        self.loader = Loader(self.layout, self._unseen_of, open_record, STEPS - self.steps)
        self._plan = _step(self.root, self.layout)

    def load(self, dossier: Dossier, as_of: datetime.date, trust_bare: bool) -> Row:
        """The row of a dossier on a day."""
        return self.loader.load(dossier, as_of, trust_bare)

    def decide(self, row: Row) -> Decision | None:
        """The reference interpreter's decision, or ``None`` where it has to be asked."""
        if row.deferred:
            return None
        if self.code.met(row.facts, row.lists, row.extra):
            return _MET
        if row.known or not self.code.may(row.facts, row.lists, row.extra):
            return _NOT_MET
        return _OPEN if self.exact else None

    def record(self, row: Row) -> tuple[Any, ...]:
        """Every leaf, flat: the codes of the atoms, then for each count the codes of the records."""
        return (self.code.record_known if row.known else self.code.record)(row.facts, row.lists)

    def trace(self, row: Row) -> Trace | None:
        """The trace that the reference interpreter would find, or ``None`` where it has to be asked."""
        if row.deferred or not self.exact:
            return None
        return _trace(self._plan, self.record(row), row)

    def _unseen_of(self, count: int, complete_to: datetime.date | None) -> Unseen:
        """What an unseen record of a list is to a count, decided exactly."""
        found = self._unseen.get((count, complete_to))
        if found is None:
            name, where = self.layout.counted[count]
            decider = Decider(self.blank)
            truth = decider.match(where, unseen_record(self.layout.lists[name].spec, complete_to))
            if len(self._unseen) >= _DAYS_REMEMBERED:
                self._unseen.clear()
            found = self._unseen[count, complete_to] = Unseen(truth is not Truth.NOT_MET, decider.spent)
        return found

    def _record_steps(self, name: str) -> int:
        """What deciding one record costs at most: as much as one of which nothing is known."""
        return sum(
            self._unseen_of(count, None).steps for count, (of, _) in enumerate(self.layout.counted) if of == name
        )


def compiled(root: Lowered, vocabulary: Vocabulary, kind: str) -> Compiled | None:
    """Compile the criteria for one kind of candidate; ``None`` if only the reference interpreter can decide them."""
    found = dict.fromkeys(leaves(root.core))
    if units(root.core) + sum(units(leaf.where) for leaf in found if isinstance(leaf, Count)) > LARGEST_COMPILED:
        return None
    traced = whole(root)
    layout = layout_of(traced, vocabulary, kind)
    if not conditions_coherent(layout):
        return None
    exact = coherent_by_construction(traced, lambda key: layout.slots[key].domain)
    blank = Snapshot(kind, datetime.date.min, vocabulary, FrozenDict(), FrozenDict(), FrozenDict())
    decider = Decider(blank, _BLANK_STEPS)
    decider.decide(root.core)
    reference_trace(root, decider)
    if decider.spent > _BLANK_STEPS:
        return None
    return Compiled(root, generate(root.core, layout), layout, blank, exact, decider.spent)


def whole(root: Lowered) -> Core:
    """The core with all that a trace of it decides; if no fact of that is incoherent, K is exact at every node."""
    found = set(leaves(root.core))
    beside = dict.fromkeys(node.core for node in _leaf_nodes(root) if node.core not in found)
    return all_of((root.core, *beside))


def linear(root: Lowered, vocabulary: Vocabulary, kind: str) -> bool:
    """Whether K is exact on every dossier of a kind of candidate: for the criteria and for their conditions on records."""
    layout = layout_of(root.core, vocabulary, kind)
    exact = coherent_by_construction(root.core, lambda key: layout.slots[key].domain)
    return exact and conditions_coherent(layout)


def conditions_coherent(layout: Layout) -> bool:
    """Whether K is exact for every condition on a record."""
    return all(coherent_by_construction(where, _domain_of_fields(layout, name)) for name, where in layout.counted)


def _domain_of_fields(layout: Layout, name: str) -> Callable[[FactKey], Region]:
    return lambda key: layout.lists[name].fields[key.name].domain


def _leaf_nodes(node: Lowered) -> Iterator[Lowered]:
    """The nodes that are one leaf each; an unattainable run of years has some that are not in its core."""
    if isinstance(node.core, Atom | Count) and (not node.children or isinstance(node.condition, ListCondition)):
        yield node
    else:
        for child in node.children:
            yield from _leaf_nodes(child)


@frozen
class _Step:
    """How the truth of a node follows: from the code of an atom or of a count at a place (``at``) of the record, or from
    the truths of the children. ``leaves``: the traces of an atom, by its code.
    """

    node: Lowered
    at: int = 0
    leaves: tuple[Trace, ...] = ()
    over_list: bool = False
    children: tuple[_Step, ...] = ()
    low: int = 0
    high: int | None = None
    run: int | None = None


def _step(node: Lowered, layout: Layout) -> _Step:
    if isinstance(node.condition, ListCondition):
        assert isinstance(node.core, Count), OVER_LIST
        at = len(layout.atoms) + layout.counts[node.core.list, node.core.where]
        return _Step(node, at, over_list=True, low=node.core.low, high=node.core.high)
    if isinstance(node.core, Atom) and not node.children:
        return _Step(node, layout.atoms[node.core], tuple(Trace(node, truth) for truth in _TRUTHS))
    children = tuple(_step(child, layout) for child in node.children)
    if isinstance(node.condition, YearsCondition) and node.condition.consecutive:
        return _Step(node, children=children, run=node.condition.number.low)
    number = node.condition.number if isinstance(node.condition, YearsCondition) else node.condition
    if number is None:
        return _Step(node)
    assert isinstance(number, NumberCondition)
    return _Step(node, children=children, low=number.low, high=number.high)


def _trace(step: _Step, codes: tuple[Any, ...], row: Row) -> Trace:
    """Strong Kleene over what was recorded."""
    if step.leaves:
        leaf: Trace = step.leaves[codes[step.at]]
        return leaf
    if step.over_list:
        return _list_trace(step, codes[step.at], row, step.at - len(codes))
    children = []
    certain = possible = 0
    for child in step.children:
        found = child.leaves[codes[child.at]] if child.leaves else _trace(child, codes, row)
        truth = found[1]
        if truth is not _NO:
            possible += 1
            if truth is _YES:
                certain += 1
        children.append(found)
    if step.run is not None:
        return Trace(step.node, _run([child.truth for child in children], step.run), tuple(children))
    return _new(Trace, (step.node, within(certain, possible, step.low, step.high), tuple(children), None))


def within(certain: int, possible: float, low: int, high: int | None) -> Truth:
    """``Interval.within`` without the interval, since this is where the time goes."""
    if certain >= low and (high is None or possible <= high):
        return _YES
    return _NO if possible < low or (high is not None and certain > high) else _UNCLEAR


def _list_trace(step: _Step, codes: list[int], row: Row, count: int) -> Trace:
    """The records that match, and how many: the unseen ones raise only the upper end. ``count`` is counted from the end."""
    met, extra = codes.count(1), row.extra[count]
    most = met + codes.count(2) + extra
    matches = _new(Matches, (tuple(map(_TRUTHS.__getitem__, codes)), None if extra == inf else extra, True))
    return _new(Trace, (step.node, within(met, most, step.low, step.high), (), matches))


def _run(truths: list[Truth], length: int) -> Truth:
    """Whether some unbroken run of that length is met."""
    runs = [tally(truths[start : start + length]).within(length, None) for start in range(len(truths) - length + 1)]
    return tally(runs).within(1, None)
