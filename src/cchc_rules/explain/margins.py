"""Margins: how far what is met is from failing, criterion by criterion."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.engine.conditions import FactCondition, ListCondition
from cchc_rules.engine.core import Atom, Count
from cchc_rules.engine.snapshot import Known, Snapshot
from cchc_rules.engine.trace import Trace
from cchc_rules.explain import words
from cchc_rules.explain.wording import Wording
from cchc_rules.model.region import Intervals, Region
from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactType
from cchc_rules.model.why import Margin
from cchc_rules.text import Text

_ORDERED = (FactType.INTEGER, FactType.DECIMAL, FactType.RANK, FactType.GRADE, FactType.DATE)


@frozen
class Margins:
    """Finds the margins of what is met over one snapshot."""

    wording: Wording
    snapshot: Snapshot

    def of(self, trace: Trace) -> tuple[Margin, ...]:
        """The margins of the thresholds that are met, in the author's order: of alternatives where one has been reached only
        those that are met; of the excluded cases of `none_of` none.
        """
        found: list[Margin | None] = []
        self._add(trace, found)
        return tuple([margin for margin in found if margin is not None])

    def _add(self, trace: Trace, found: list[Margin | None]) -> None:
        """The margins below a node, added to those found before: a generator a level would cost more than they do."""
        node, met = trace.node, trace.truth is Truth.MET
        if isinstance(node.condition, FactCondition):
            if met and node.condition.spec.type in _ORDERED:
                found.append(self._fact(trace, node.condition))
        elif isinstance(node.condition, ListCondition):
            if met:
                found.append(self._list(trace, node.condition))
        elif node.kind != "none_of":
            reached = met and node.kind != "all_of"
            for child in trace.children:
                if not reached or child.truth is Truth.MET:
                    self._add(child, found)

    def _fact(self, trace: Trace, condition: FactCondition) -> Margin | None:
        core, spec = trace.node.core, condition.spec
        assert isinstance(core, Atom), "a fact is lowered to one atom"
        state = self.snapshot.state(core.key)
        if not isinstance(state, Known) or not isinstance(core.region, Intervals):
            return None
        assert isinstance(state.value, int), "ordered values are numbers"
        steps = spare(core.region, state.value, spec.domain)
        if steps is None:
            return None
        title, distance = words.with_year(spec.label, core.key.year), words.distance(spec, steps)
        return Margin(
            path=trace.node.path,
            text=_told(title, distance, steps),
            distance=distance,
            fact=core.key.name,
            year=core.key.year,
        )

    def _list(self, trace: Trace, condition: ListCondition) -> Margin | None:
        core, matches = trace.node.core, trace.matches
        assert isinstance(core, Count), "a list is lowered to a count"
        assert matches is not None, "a list's trace says which records match"
        certain, possible = matches.number
        ends = [] if core.low <= 0 else [certain - core.low]
        if core.high is not None and possible is not None:
            ends.append(core.high - possible)
        if not ends:
            return None
        steps = min(ends)
        title, required = self.wording.of(trace.node)
        if required is not None and "/" not in trace.node.path:
            title = required.text  # the award's own title says nothing of what is asked for
        number = Shown(value=str(steps), text=Text(words.two_digits(steps), str(steps)))
        return Margin(path=trace.node.path, text=_told(title, number, steps), distance=number, list=condition.spec.name)


def _told(title: Text, distance: Shown, steps: int) -> Text:
    if not steps:
        return Text(f"{title.vi}: vừa đủ mức yêu cầu", f"{title.in_lang('en')}: just as required")
    more = distance.text
    return Text(f"{title.vi}: còn dư {more.vi}", f"{title.in_lang('en')}: {more.in_lang('en')} to spare")


def spare(region: Intervals, value: int, domain: Region) -> int | None:
    """By how many steps a value inside a region could be moved before it leaves it; ``None``: it never does. Where the region
    ends with the domain nothing lies beyond.
    """
    assert isinstance(domain, Intervals), "ordered values are numbers"
    least, most = domain.parts[0][0], domain.parts[-1][1]
    for low, high in region.parts:
        if (low is None or low <= value) and (high is None or value <= high):
            below = [] if low is None or (least is not None and low <= least) else [value - low]
            above = [] if high is None or (most is not None and high >= most) else [high - value]
            return min(below + above, default=None)
    return None
