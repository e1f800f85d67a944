"""Why there is no way: what cannot change any more, and since when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from attrs import frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import ListCondition, Lowered
from cchc_rules.engine.core import Atom, Count, Leaf
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.snapshot import Known
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.nodes import nodes_of
from cchc_rules.explain.steps import quoted
from cchc_rules.explain.wording import Wording
from cchc_rules.model.vocabulary import EXTERNAL, ListSpec
from cchc_rules.model.why import Obstacle
from cchc_rules.text import Text

_FACT = {
    "never_changes": Text(
        "{label}: {value}; bộ tiêu chuẩn không ghi là còn thay đổi được",
        "{label}: {value}; the rulebook does not say that it can change",
    ),
    "closed": Text(
        "{label}: {value}, chỉ thay đổi được đến hết ngày {day}", "{label}: {value}, which could change until {day}"
    ),
    "no_better": Text(
        "{label}: {value}, không còn mức nào đạt yêu cầu", "{label}: {value}, and no value that is left will do"
    ),
}
_LIST = {
    "never_changes": Text(
        "{title}: bộ tiêu chuẩn không ghi là danh sách còn bổ sung được",
        "{title}: the rulebook does not say that the list can still grow",
    ),
    "closed": Text(
        "{title}: danh sách chỉ bổ sung được đến hết ngày {day}", "{title}: the list could be added to until {day}"
    ),
    "window_over": Text("{title}: thời gian tính đã hết ngày {day}", "{title}: the days that count ended on {day}"),
    "no_better": Text("{title}: không mục nào có thể đạt", "{title}: no item can do"),
    "open_ended": Text(
        "{title}: không thể khẳng định là sẽ không còn mục nào khác",
        "{title}: nobody can say that there will be no other item",
    ),
    "list_full": Text("{title}: danh sách đã đủ số mục cho phép", "{title}: the list has as many items as it can"),
    "too_many": Text(
        "{title}: những mục đã có không bỏ đi được", "{title}: the items that are there cannot be taken away"
    ),
}


_TOGETHER = Text(
    "từng điều kiện thì có thể đạt, nhưng không thể cùng đạt", "each condition can be met, but not all of them together"
)


@frozen
class Obstacles:
    """Words for what stands in the way of a criterion over what can still be done."""

    findings: Findings
    wording: Wording
    acting: Acting
    root: Lowered

    def of(self, leaves: Iterable[Leaf]) -> tuple[Obstacle, ...]:
        """One obstacle for each leaf that nothing can make true; where each can be, that all together cannot."""
        found: dict[tuple[str, Text], Obstacle] = {}
        for leaf in leaves:
            obstacle = self._obstacle(leaf)
            found.setdefault((obstacle.path, obstacle.text), obstacle)
        return tuple(found.values()) or (Obstacle(code="together", path=self.root.path, text=_TOGETHER),)

    def _obstacle(self, leaf: Leaf) -> Obstacle:
        node = nodes_of(self.root).of(leaf)
        if isinstance(leaf, Count):
            return self._list(node, leaf)
        if leaf.key.name.startswith(EXTERNAL):
            title, _ = self.wording.of(node)
            reason = self.findings.reason("external")
            text = Text(f"{title.vi}: {reason.vi}", f"{title.in_lang('en')}: {reason.in_lang('en')}")
            return Obstacle(code="external", path=node.path, text=text, fact=leaf.key.name)
        return self._fact(node, leaf)

    def _fact(self, node: Lowered, leaf: Atom) -> Obstacle:
        spec, state = self.acting.spec(leaf.key), self.acting.snapshot.state(leaf.key)
        later = state if isinstance(state, Known) else self.acting.later.state(leaf.key)
        last = self.acting.last_day(spec.changeable, leaf.key.year)
        code, day = self._code(last if isinstance(state, Known) else datetime.date.max)
        value = (
            quoted(spec, words.shown(spec, later.value).text)
            if isinstance(later, Known)
            else self.findings.reason(later.reason)
        )
        label = words.with_year(spec.label, leaf.key.year)
        text = _FACT[code or "no_better"].format(label=label, value=value, day=_shown(day))
        return Obstacle(
            code=code or "no_better",
            path=node.path,
            text=text,
            fact=leaf.key.name,
            year=leaf.key.year,
            closed_on=day,
        )

    def _list(self, node: Lowered, leaf: Count) -> Obstacle:
        spec = self.acting.snapshot.vocabulary.lists[leaf.list]
        title, required = self.wording.of(node)
        if required is not None and "/" not in node.path:
            title = required.text  # the award's own title says nothing of what is asked for
        elif required is not None and node.title is not None:
            title = Text(f"{title.vi} ({required.text.vi})", f"{title.in_lang('en')} ({required.text.in_lang('en')})")
        code, day = self._why_no_records(node, leaf, spec)
        text = _LIST[code].format(title=title, day=_shown(day))
        return Obstacle(code=code, path=node.path, text=text, list=leaf.list, closed_on=day)

    def _why_no_records(self, node: Lowered, leaf: Count, spec: ListSpec) -> tuple[str, datetime.date | None]:
        """Too many of those that are there, no room or no time for more, or none that could match."""
        state = self.acting.snapshot.list_state(leaf.list)
        number = Decider(self.acting.snapshot).matches(leaf.list, leaf.where).number
        if leaf.high is not None and number.certain > leaf.high:
            return "too_many", None
        if number.certain >= leaf.low:
            return "open_ended", None
        if spec.maximum is not None and len(state.records) >= spec.maximum:
            return "list_full", None
        code, day = self._code(self.acting.last_day(spec.changeable, None))
        end = node.condition.during.end if isinstance(node.condition, ListCondition) and node.condition.during else None
        if end is not None and end <= self.acting.day and code != "never_changes":
            return "window_over", end
        return code or "no_better", day

    def _code(self, last: datetime.date | None) -> tuple[str | None, datetime.date | None]:
        if last is None:
            return "never_changes", None
        return ("closed", last) if last <= self.acting.day else (None, None)


def _shown(day: datetime.date | None) -> Text | None:
    return None if day is None else words.date_text(day)
