"""Sufficient evidence: for every node that is met or not met some pieces of evidence that alone make it so.

One fold over the trace. What is needed of a node is needed of as few of its children as will do, those that need least. The
sets are small, not smallest, and where children share evidence not even minimal: that is for :mod:`.grounds` to see to.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice

from attrs import define, field

from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.leaving import NOT_GIVEN, Leaving
from cchc_rules.engine.places import NO, OPEN, YES, Place
from cchc_rules.model.truth import Truth

Units = tuple[Unit, ...]


@define
class Sufficient:
    """Remembers what it found for each node."""

    leaving: Leaving
    _found: dict[int, Units] = field(factory=dict, init=False)

    def units(self, at: int) -> Units:
        """For the truth that the trace has of the node at a place, which is met or not met; in the author's order."""
        found = self._found.get(at)
        if found is None:
            found = self._found[at] = self._work_out(self.leaving.plan.places[at])
        return found

    def _work_out(self, place: Place) -> Units:
        wanted = self.leaving.traces[place.at].truth
        if place.key is not None:
            return () if place.blank is wanted else (place.key,)
        if place.list is not None:
            found = self._of_records(place, wanted)
        elif place.run is not None:
            found = self._of_run(place, place.run, wanted)
        else:
            found = self._of_children(place, wanted)
        return self.beneath(place.at) if found is None else found

    def _of_children(self, place: Place, wanted: Truth) -> Units | None:
        """Enough children that hold, and enough that do not; ``None`` if only all children together decide the node."""
        traces, low, high, size = self.leaving.traces, place.low, place.high, len(place.children)
        holding = [child for child in place.children if traces[child].truth is YES]
        failing = [child for child in place.children if traces[child].truth is NO]
        fails = 0 if high is None else max(0, size - high)
        if wanted is YES:
            if len(holding) < low or len(failing) < fails:
                return None
            return self._cheapest(holding, low, failing, fails)
        options = []
        if len(failing) > size - low:
            options.append(self._cheapest((), 0, failing, max(0, size - low + 1)))
        if high is not None and len(holding) > high:
            options.append(self._cheapest(holding, high + 1, (), 0))
        return min(options, key=len, default=None)

    def _cheapest(self, holding: Iterable[int], holds: int, failing: Iterable[int], fails: int) -> Units:
        """What so many of either need, those that need least; the first in the author's order among equals."""
        chosen = [*self._least(holding, holds), *self._least(failing, fails)]
        return self.together(chosen)

    def _least(self, children: Iterable[int], number: int) -> list[int]:
        found = list(children)
        if number < len(found):
            found = sorted(found, key=lambda child: len(self.units(child)))[:number]
        return found

    def together(self, children: Iterable[int]) -> Units:
        """What several nodes need, each piece once."""
        return tuple(dict.fromkeys(chain.from_iterable([self.units(child) for child in sorted(children)])))

    def _of_run(self, place: Place, length: int, wanted: Truth) -> Units | None:
        """One run that holds; or so many children that do not that every run has one of them."""
        traces, children = self.leaving.traces, place.children
        runs = [children[start : start + length] for start in range(len(children) - length + 1)]
        if wanted is YES:
            held = [run for run in runs if all(traces[child].truth is YES for child in run)]
            return min(map(self.together, held), key=len, default=None)
        broken: list[int] = []
        for run in runs:
            if not broken or broken[-1] not in run:
                failing = [child for child in run if traces[child].truth is NO]
                if not failing:
                    return None
                broken.append(failing[-1])
        return self.together(broken)

    def _of_records(self, place: Place, wanted: Truth) -> Units | None:
        """Enough records that match; for an upper bound that no more than so many can."""
        if wanted is YES:
            enough, few = self._enough(place, place.low), self._few(place, place.high)
            return None if enough is None or few is None else enough + few
        options = [self._few(place, place.low - 1)]
        if place.high is not None:
            options.append(self._enough(place, place.high + 1))
        return min((option for option in options if option is not None), key=len, default=None)

    def _enough(self, place: Place, number: int) -> Units | None:
        """The content of so many records that match; a condition that every record meets asks for none."""
        found = self.leaving.matches(place).records
        if place.blank is YES:
            return () if len(found) >= number else None
        matching = self._records(place, [index for index, truth in enumerate(found) if truth is YES], number)
        return matching if len(matching) >= number else None

    def _few(self, place: Place, most: int | None) -> Units | None:
        """That no more than ``most`` records match: completeness, unless so many may stay unseen, and the content of so many
        records that do not match as are too many.
        """
        if most is None:
            return ()
        found = self.leaving.matches(place).records
        possible = 0 if place.blank is NO else len(found)
        without, more = self.leaving.more_without(place), self.leaving.more_with(place)
        complete: Units = ()
        if possible + without > most and without > more:
            assert place.list is not None, "the place is over a list"
            complete, without = (Completeness(place.list),), more
        excess = possible + without - most
        if excess <= 0:
            return complete
        if excess > len(found):
            return None
        failing = [index for index, truth in enumerate(found) if truth is NO and place.blank is not NO]
        records = self._records(place, failing, int(excess))
        return records + complete if len(records) >= excess else None

    def _records(self, place: Place, indices: Iterable[int], most: int) -> Units:
        """The contents of the first few of some records."""
        name = place.list
        assert name is not None, "the place is over a list"
        positions = self.leaving.lists.get(name, NOT_GIVEN).positions
        return tuple([RecordContent(name, positions[index]) for index in islice(indices, max(0, most))])

    def beneath(self, at: int) -> Units:
        """All evidence that a node and those below it read."""
        found: dict[Unit, None] = {}
        for place in self.leaving.below(at):
            if place.key is not None:
                if self.leaving.traces[place.at].truth is not OPEN:
                    found[place.key] = None
            elif place.list is not None:
                listed = self.leaving.lists.get(place.list, NOT_GIVEN)
                found |= dict.fromkeys(RecordContent(place.list, position) for position in listed.positions)
                if listed.complete:
                    found[Completeness(place.list)] = None
        return tuple(found)
