"""All that would do: of a way that takes one move, every value of that move after which the criterion is met, and the same
fact of every other year that is enough by itself.

The search keeps values apart that differ in any condition on them; most of these conditions may not matter. Of years that would
do as well it names one. Of several moves each would have to be told beside what the others are, so theirs stay as the search
found them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeVar

from attrs import define, evolve, field

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, Core, Count, FactKey, leaves
from cchc_rules.engine.moves import Move, NewRecord, SetFact, SetField
from cchc_rules.engine.options import Freedom, Setting, settings
from cchc_rules.engine.vectors import Budget, OverBudgetError, atom
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region, overlap, union
from cchc_rules.model.truth import Truth

STEPS = 50_000
"""The default budget: about so many visits to nodes. Past it fewer values are told than would do."""

Changed = TypeVar("Changed", SetFact, SetField)


@define
class Widening:
    """Tries other values of a move: each has to do over the snapshot of every one of some deciders. The move starts from the
    first of them.
    """

    core: Core
    deciders: Sequence[Decider]
    freedom: Freedom
    budget: Budget = field(factory=lambda: Budget(STEPS))

    def all_accepted(self, move: Move) -> Move:
        """A move that is enough by itself, with every value that would do, as far as the budget reaches."""
        snapshot = self.deciders[0].snapshot
        match move:
            case SetFact():
                atoms = self._about(move.key)
                return self._of_value(move, atoms, self.freedom.fact(move.key, snapshot.state(move.key)))
            case SetField():
                (record,) = (r for r in snapshot.list_state(move.list).records if r.position == move.position)
                atoms = self._inside(move.list, move.field)
                return self._of_value(move, atoms, self.freedom.field(move.list, record, move.field))
            case NewRecord():
                return self._of_record(move)
        return move

    def of_fact(self, key: FactKey) -> SetFact | None:
        """A move about a fact that is enough by itself, with every value that would do; ``None``: there is none, or none is
        found within the budget.
        """
        state = self.deciders[0].snapshot.state(key)
        values = self.freedom.fact(key, state)
        found: SetFact | None = None
        for setting in () if values is None else settings(tuple(self._about(key)), values, state):
            move = SetFact(key, setting.value, setting.accepted)
            if self._does(move):
                found = move if found is None else evolve(found, accepted=union(found.accepted, setting.accepted))
        return found

    def _of_value(self, move: Changed, atoms: Sequence[Atom], values: Region | None) -> Changed:
        for setting in self._others(atoms, values, move.accepted):
            if self._does(evolve(move, value=setting.value)):
                move = evolve(move, accepted=union(move.accepted, setting.accepted))
        return move

    def _of_record(self, move: NewRecord) -> NewRecord:
        """Whatever the fields are told to be, each beside all that the others are told to be."""
        blanks = self.freedom.blanks(move.list, self.deciders[0].snapshot.list_state(move.list))
        (blank,) = (blank for blank in blanks if blank.found is move.found)
        regions = {name: accepted for name, (_, accepted) in move.values.items()}
        tried: dict[str, list[CoreValue]] = {name: [value] for name, (value, _) in move.values.items()}
        for name in move.values:
            for setting in self._others(self._inside(move.list, name), blank.fields[name], regions[name]):
                beside = {**tried, name: [setting.value]}
                records = (dict(zip(beside, values, strict=True)) for values in product(*beside.values()))
                if all(self._does(_with(move, record, regions)) for record in records):
                    regions[name] = union(regions[name], setting.accepted)
                    tried[name].append(setting.value)
        return _with(move, {name: value for name, (value, _) in move.values.items()}, regions)

    def _others(self, atoms: Sequence[Atom], values: Region | None, accepted: Region) -> list[Setting]:
        """Other values, one for each way in which they differ for the conditions on them."""
        assert values is not None, "what is moved can be moved"
        found = settings(tuple(dict.fromkeys(atoms)), values, None)
        return [setting for setting in found if overlap(accepted, setting.accepted).empty]

    def _does(self, move: Move) -> bool:
        """Whether a move is enough; past the budget it is held not to be."""
        try:
            for decider in self.deciders:
                self.budget.spend(1 + sum(1 for _ in leaves(self.core)))
                after = decider.after((move,), max(self.budget.left, 1))
                truth = after.decide(self.core).truth
                self.budget.spend(after.spent)
                if truth is not Truth.MET:
                    return False
        except OverBudgetError:
            return False
        return True

    def _about(self, key: FactKey) -> list[Atom]:
        """The conditions on one fact, each once."""
        atoms = (leaf for leaf in leaves(self.core) if isinstance(leaf, Atom) and leaf.key == key)
        return list(dict.fromkeys(atoms))

    def _inside(self, list: str, field: str) -> list[Atom]:
        """The conditions on one field of a list's records."""
        counts = [leaf for leaf in leaves(self.core) if isinstance(leaf, Count) and leaf.list == list]
        return [atom(leaf) for count in counts for leaf in leaves(count.where) if atom(leaf).key.name == field]


def _with(move: NewRecord, values: Mapping[str, CoreValue], accepted: Mapping[str, Region]) -> NewRecord:
    return evolve(move, values=FrozenDict({name: (value, accepted[name]) for name, value in values.items()}))


@lru_cache(maxsize=1024)
def other_years(core: Core, key: FactKey) -> tuple[FactKey, ...]:
    """The same fact in the other years that a core asks about; none of a fact that has no year."""
    keys = {leaf.key for leaf in leaves(core) if isinstance(leaf, Atom) and leaf.key.name == key.name}
    return tuple(sorted(keys - {key}))
