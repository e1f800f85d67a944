"""Aiming: what a dossier would have to say for a core to hold, or to fail narrowly."""

from __future__ import annotations

from attrs import define, field
from hypothesis import strategies as st

from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey
from cchc_rules.model.region import Region, overlap


@define
class Wishes:
    """Where facts should lie, and how many records should match which condition. Wishes that clash are dropped."""

    facts: dict[FactKey, Region] = field(factory=dict)
    counts: list[tuple[Count, int]] = field(factory=list)

    def add(self, draw: st.DrawFn, core: Core, want: bool) -> None:
        """Wishes with which the core holds, or with which it does not."""
        if isinstance(core, Atom):
            region = core.region if want else core.region.complement()
            before = self.facts.get(core.key)
            narrowed = region if before is None else overlap(before, region)
            if not narrowed.empty:
                self.facts[core.key] = narrowed
        elif isinstance(core, Count):
            numbers = _numbers(core.low, core.high, core.low + 1 if core.high is None else core.high + 2, want)
            if numbers:
                self.counts.append((core, draw(st.sampled_from(numbers))))
        else:
            self._among(draw, core, want)

    def _among(self, draw: st.DrawFn, core: Among, want: bool) -> None:
        size = len(core.children)
        numbers = _numbers(core.low, core.high, size, want)
        if not numbers:
            return
        number = draw(st.sampled_from(numbers))
        order = range(size) if number in (0, size) else draw(st.permutations(range(size)))
        for place, index in enumerate(order):
            self.add(draw, core.children[index], place < number)


def _numbers(low: int, high: int | None, most: int, want: bool) -> list[int]:
    """The numbers up to ``most`` within a bound, or those outside it, the nearest to the bound first and more often."""
    inside = [number for number in range(most + 1) if number >= low and (high is None or number <= high)]
    if want:
        return inside
    below = [number for number in range(most + 1) if number < low][::-1]
    above = [number for number in range(most + 1) if high is not None and number > high]
    return [*below[:1], *above[:1], *below, *above]
