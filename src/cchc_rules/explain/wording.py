"""What is said of a node whatever the dossier says: its title and what it asks for, worded once for many dossiers."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, define, field

from cchc_rules.engine.conditions import FactCondition, ListCondition, Lowered, NumberCondition, YearsCondition
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.model.explanation import Explanation, Requirement
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.text import Text

_MOST_KEPT = 4096
"""So many explained criteria are kept: some thirty values for each criterion of the largest shipped award."""


@define(eq=False)
class Wording:
    """The words for the nodes of lowered awards, kept by node: a node that is kept with them is never another one."""

    rulebook: Rulebook
    findings: Findings = field(default=Factory(lambda self: Findings(self.rulebook), takes_self=True), init=False)
    _worded: dict[int, tuple[Lowered, Text, Requirement | None]] = field(factory=dict, init=False)
    _kept: dict[tuple[object, ...], Explanation] = field(factory=dict, init=False)
    _by_id: dict[int, Explanation] = field(factory=dict, init=False)

    def of(self, node: Lowered) -> tuple[Text, Requirement | None]:
        """The title of a node and what it asks for, if it asks for anything that can be put in numbers or values."""
        worded = self._worded.get(id(node))
        if worded is None:
            title, required = self._word(node)
            worded = self._worded[id(node)] = node, title, required
        return worded[1], worded[2]

    def kept(self, key: tuple[object, ...]) -> Explanation | None:
        """A criterion as it was explained before, by the node's ``id`` and all else that it depends on."""
        return self._kept.get(key)

    def keep(self, key: tuple[object, ...], told: Explanation) -> None:
        """Keep an explanation for :meth:`kept`. Its node has to have been worded here, so that it stays what it is, and so do
        its children, whose ids may stand in the key. Of two threads that keep the same at once one is told apart from what is
        kept: it is held all the same, lest its id become that of something that is of one candidate only.
        """
        if len(self._by_id) >= _MOST_KEPT:
            self._kept.clear()
            self._by_id.clear()
        self._kept[key] = told
        self._by_id[id(told)] = told

    def keeps(self, told: Iterable[Explanation]) -> bool:
        """Whether all of some explanations are kept, so that nothing in them is of one candidate only."""
        return all(map(self._by_id.__contains__, map(id, told)))

    def __reduce__(self) -> tuple[type[Wording], tuple[Rulebook]]:
        return Wording, (self.rulebook,)

    def _word(self, node: Lowered) -> tuple[Text, Requirement | None]:
        match node.condition:
            case FactCondition():
                return _fact(node, node.condition)
            case ListCondition():
                return _list(node, node.condition)
            case NumberCondition():
                condition, phrase = node.condition, words.among_phrase(node.kind, node.condition)
                required = Requirement(text=phrase, low=condition.low, high=condition.high, total=condition.total)
                return node.title or phrase, required
            case YearsCondition():
                return _years(node, node.condition)
            case None:
                return node.title or words.NO_REQUIREMENT, None
            case external:
                return node.title or self.findings.external(external.document), None


def _fact(node: Lowered, condition: FactCondition) -> tuple[Text, Requirement]:
    spec = condition.spec
    title = node.title or spec.label
    if "/" not in node.path:  # the award consists of this fact, and its title says nothing of it
        title = Text(f"{title.vi} – {spec.label.vi}", f"{title.in_lang('en')} – {spec.label.in_lang('en')}")
    operands = tuple(words.shown(spec, value) for value in condition.operands)
    phrase = words.fact_phrase(condition)
    return title, Requirement(text=phrase, comparison=condition.comparison.value, operands=operands)


def _list(node: Lowered, condition: ListCondition) -> tuple[Text, Requirement]:
    number, during, phrase = condition.number, condition.during, words.list_phrase(node.kind, condition)
    required = Requirement(
        text=phrase,
        low=number.low,
        high=number.high,
        total=number.total,
        start=during.start if during else None,
        end=during.end if during else None,
        by_date=condition.by_date,
    )
    return node.title or phrase, required


def _years(node: Lowered, condition: YearsCondition) -> tuple[Text, Requirement]:
    number, phrase = condition.number, words.years_phrase(condition)
    required = Requirement(
        text=phrase, low=number.low, high=number.high, total=number.total, consecutive=condition.consecutive
    )
    return node.title or phrase, required
