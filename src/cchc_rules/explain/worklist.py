"""Makes the worklist of a batch: one item for one missing thing, however many verdicts wait for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeAlias

from attrs import define, evolve, field

from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.suppliers import NOBODY, TIME, Suppliers
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.truth import Outcome
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.vocabulary import EXTERNAL, ListSpec
from cchc_rules.model.why import Matter, Relevance
from cchc_rules.model.worklist import Supplier, Touched, WorkGroup, WorkItem, Worklist
from cchc_rules.text import Text


def make_worklist(
    rulebook: Rulebook, cases: Iterable[tuple[Verdict, Relevance]], dossiers: Iterable[Dossier]
) -> Worklist:
    """What is missing for undetermined verdicts, of one award or several, each with what still matters for it; the dossiers
    of all their candidates say who can supply it. A verdict that stands has nothing that still matters.
    """
    making = _Making(rulebook, Suppliers.of(rulebook, dossiers))
    many = list(cases)
    for verdict, relevance in many:
        for matter in relevance.matters:
            making.add(verdict, matter)
    return Worklist(groups=making.groups(), undetermined=len(many), exact=all(relevance.exact for _, relevance in many))


_Identity: TypeAlias = "tuple[object, ...]"


@define
class _Making:
    """Collects items, each once, with all verdicts that they touch."""

    rulebook: Rulebook
    suppliers: Suppliers
    _items: dict[_Identity, tuple[Supplier, WorkItem]] = field(factory=dict, init=False)
    _touches: dict[_Identity, dict[tuple[object, ...], Touched]] = field(factory=dict, init=False)

    def add(self, verdict: Verdict, matter: Matter) -> None:
        """One missing thing of one verdict. Of one thing a verdict may lack several facts; it is touched once."""
        item = self._item(verdict, matter)
        identity, year = _identity(item), verdict.provenance.year
        if identity not in self._items:
            lead, *others = self.suppliers.may_supply(verdict.candidate, verdict.provenance.as_of, matter)
            if lead == TIME:
                item = evolve(item, why=_up_to(verdict.provenance.as_of))
            self._items[identity] = lead, evolve(item, others=tuple(others))
        touches = self._touches.setdefault(identity, {})
        key = verdict.award, verdict.candidate, year
        before = touches.get(key)
        touches[key] = Touched(
            award=verdict.award,
            candidate=verdict.candidate,
            year=year,
            settles=matter.settles and item.entity_kind is None,  # knowing the entity is not yet knowing its facts
            may_settle=(before is not None and before.may_settle)
            or any(row.outcome is not Outcome.UNDETERMINED for row in matter.table),
        )

    @property
    def findings(self) -> Findings:
        """Words for what is missing."""
        return Findings(self.rulebook)

    def _item(self, verdict: Verdict, matter: Matter) -> WorkItem:
        """The missing thing, without what it touches and who else could supply it."""
        if matter.list is not None:
            return self._of_list(verdict, matter, self.rulebook.vocabulary.lists[matter.list])
        assert matter.fact is not None, "what is missing is a fact or about a list"
        if matter.fact.startswith(EXTERNAL):
            what = self.findings.external(matter.fact.removeprefix(EXTERNAL))
            return WorkItem(what=what, why=self.findings.reason(matter.reason), reason=matter.reason, fact=matter.fact)
        spec = self.rulebook.vocabulary.fact(verdict.kind, matter.fact)
        assert spec is not None, "what is missing was checked to exist"
        item = WorkItem(
            what=words.with_year(spec.label, matter.year),
            why=self.findings.reason(matter.reason, spec),
            reason=matter.reason,
            year=matter.year,
            candidate=verdict.candidate,
            name=verdict.name,
        )
        kind, dot, _ = matter.fact.partition(".")
        if dot and matter.entity is None:
            what = words.with_year(self.findings.kind_label(kind), matter.year)
            return evolve(item, what=what, entity_kind=kind)
        if dot:
            return evolve(item, fact=matter.fact, entity=matter.entity, candidate=None, name=None)
        return evolve(item, fact=matter.fact)

    def _of_list(self, verdict: Verdict, matter: Matter, spec: ListSpec) -> WorkItem:
        item = WorkItem(
            what=spec.label,
            why=self.findings.reason(matter.reason),
            reason=matter.reason,
            list=spec.name,
            candidate=verdict.candidate,
            name=verdict.name,
        )
        if matter.fact is None or matter.record is None:
            return item
        place, of = words.record_title(spec, matter.record), spec.fields[matter.fact]
        what = Text(f"{place.vi}: {of.label.vi}", f"{place.in_lang('en')}: {of.label.in_lang('en')}")
        why = self.findings.reason(matter.reason, of)
        return evolve(item, what=what, why=why, fact=matter.fact, record=matter.record)

    def groups(self) -> tuple[WorkGroup, ...]:
        """The items by supplier, sorted."""
        by_supplier: dict[Supplier, list[WorkItem]] = {}
        for identity, (supplier, item) in self._items.items():
            whole = evolve(item, touches=tuple(self._touches[identity].values()))
            by_supplier.setdefault(supplier, []).append(whole)
        groups = [
            WorkGroup(supplier=supplier, items=tuple(sorted(items, key=_weight)))
            for supplier, items in by_supplier.items()
        ]
        return tuple(sorted(groups, key=lambda group: (_LAST.get(group.supplier.kind, 0), *_weight(group))))


_LAST = {TIME.kind: 1, NOBODY.kind: 2}


def _up_to(day: datetime.date) -> Text:
    """Why a list is open that lacks nothing so far."""
    told = words.date_text(day)
    return Text(
        f"danh sách đầy đủ đến hết ngày {told.vi}, về sau có thể còn thêm",
        f"the list is complete up to {told.in_lang('en')}, and more may come",
    )


def _identity(item: WorkItem) -> _Identity:
    """One missing thing: whatever the reason why it is missing, which may differ from award to award."""
    return item.candidate, item.fact, item.year, item.entity, item.entity_kind, item.list, item.record


def _weight(one: WorkItem | WorkGroup) -> tuple[int, int, int]:
    """What settles more comes first, then what may settle more, then what touches more; the rest stays in order."""
    touches = one.touches if isinstance(one, WorkGroup) else len(one.touches)
    return -one.settles, -one.may_settle, -touches
