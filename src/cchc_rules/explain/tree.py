"""The explanation tree: one fold over the author's tree, with the truths that the engine gave."""

from __future__ import annotations

from attrs import Factory, evolve, field, frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import (
    ExternalCondition,
    FactCondition,
    ListCondition,
    Lowered,
    NumberCondition,
    YearsCondition,
)
from cchc_rules.engine.core import Atom
from cchc_rules.engine.reference import Interval, in_region, tally
from cchc_rules.engine.snapshot import FactState, Known, RecordState, Scope, Unknown
from cchc_rules.engine.trace import Trace
from cchc_rules.engine.values import days_of
from cchc_rules.explain import words
from cchc_rules.explain.findings import criteria_found, fact_gap, number_gap, records_found
from cchc_rules.explain.wording import Wording
from cchc_rules.model.explanation import EvidenceItem, Explanation, Observation
from cchc_rules.model.region import Intervals
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec

FACT_IS_ATOM = "a fact is lowered to one atom"


@frozen
class _Inside:
    """The record that conditions are explained on, and the path that their own paths start with there."""

    record: RecordState
    base: str
    shown: str

    def path(self, path: str) -> str:
        return self.shown + path.removeprefix(self.base)


@frozen
class Explainer:
    """Explains criteria of one rulebook over the snapshot that a decider decides on. The ``wording`` can be shared."""

    rulebook: Rulebook
    decider: Decider
    wording: Wording = field(default=Factory(lambda self: Wording(self.rulebook), takes_self=True))

    def explain(self, trace: Trace) -> Explanation:
        """The node's truth, what it asks for, what the dossier says, and the same of everything below it."""
        node, truth = trace.node, trace.truth
        match node.condition:
            case FactCondition():
                return self._fact(node, node.condition, truth)
            case ListCondition():
                return self._list(trace, node.condition)
            case ExternalCondition():
                observed = Observation(text=self.wording.findings.reason("external"), reason="external")
                return self._explanation(node, truth, observed=observed)
            case NumberCondition() | YearsCondition():
                return self._of_children(node, node.condition, truth, tuple(map(self.explain, trace.children)))
            case None:
                return self._of_children(node, None, truth, ())

    def _on_record(self, node: Lowered, inside: _Inside) -> Explanation:
        """The same of a condition on one record."""
        match node.condition:
            case FactCondition():
                assert isinstance(node.core, Atom), FACT_IS_ATOM
                truth = in_region(inside.record.state(node.core.key), node.core.region)
                return self._fact(node, node.condition, truth, inside)
            case NumberCondition():
                children = tuple([self._on_record(child, inside) for child in node.children])
                number = tally([child.truth for child in children])
                truth = number.within(node.condition.low, node.condition.high)
                if truth is Truth.UNDETERMINED:  # by its children; all of them together may still decide it
                    truth = self.decider.match(node.core, inside.record)
                return self._among(node, node.condition, truth, children, inside)
            case _:
                assert node.condition is None, "records are judged by facts, connectives and `nothing`"
                return self._explanation(node, self.decider.match(node.core, inside.record), inside)

    def _fact(
        self, node: Lowered, condition: FactCondition, truth: Truth, inside: _Inside | None = None
    ) -> Explanation:
        assert isinstance(node.core, Atom), FACT_IS_ATOM
        scope: Scope = self.decider.snapshot if inside is None else inside.record
        spec, key, findings = condition.spec, node.core.key, self.wording.findings
        state = scope.state(key)
        moved = isinstance(state, Known) and state.evidence.entity is not None and self._moved(spec)
        alike = _alike(state, truth, moved) if inside is None else None
        if alike is not None:
            found = self.wording.kept((id(node), *alike))
            if found is not None:
                return found
        told = self._explanation(
            node,
            truth,
            inside,
            observed=findings.fact(spec, state, of_entity=moved),
            gap=fact_gap(condition, state, node.core.region, truth),
            evidence=findings.evidence(spec, key, state),
        )
        if alike is not None:
            self.wording.keep((id(node), *alike), told)
        return told

    def _moved(self, spec: FactSpec) -> bool:
        """Whether the candidate belonged to several entities of the kind that a fact is of, so that each has to be named."""
        link = self.decider.snapshot.links.get(spec.name.partition(".")[0])
        return link is not None and link.always is None and len(set(link.by_year.values())) > 1

    def _of_children(
        self,
        node: Lowered,
        condition: NumberCondition | YearsCondition | None,
        truth: Truth,
        children: tuple[Explanation, ...],
    ) -> Explanation:
        """A connective, a number of years or `nothing`; if all its children are kept for many dossiers, so is what is told of
        it.
        """
        key = (id(node), truth, *map(id, children)) if self.wording.keeps(children) else None
        found = None if key is None else self.wording.kept(key)
        if found is not None:
            return found
        match condition:
            case NumberCondition():
                told = self._among(node, condition, truth, children)
            case YearsCondition():
                told = self._years(node, condition, truth, children)
            case None:
                told = self._explanation(node, truth)
        if key is not None:
            self.wording.keep(key, told)
        return told

    def _among(
        self,
        node: Lowered,
        condition: NumberCondition,
        truth: Truth,
        children: tuple[Explanation, ...],
        inside: _Inside | None = None,
    ) -> Explanation:
        count, observed = _found(children, condition, truth)
        return self._explanation(
            node,
            truth,
            inside,
            observed=observed,
            gap=number_gap(count, condition.low, condition.high, truth) if node.kind == "of" else None,
            children=children,
        )

    def _years(
        self, node: Lowered, condition: YearsCondition, truth: Truth, children: tuple[Explanation, ...]
    ) -> Explanation:
        number = condition.number
        count, observed = _found(children, number, truth)
        return self._explanation(
            node,
            truth,
            observed=observed,
            gap=None if condition.consecutive else number_gap(count, number.low, number.high, truth),
            children=children,
        )

    def _list(self, trace: Trace, condition: ListCondition) -> Explanation:
        node, truth, number = trace.node, trace.truth, condition.number
        assert trace.matches is not None, "a list's trace says which records match"
        found = trace.matches.number
        state = self.decider.snapshot.list_state(condition.spec.name)
        records = zip(state.records, trace.matches.records, strict=True)
        counting = None if condition.during is None else days_of(condition.during)
        return self._explanation(
            node,
            truth,
            observed=records_found(found, state, node.kind),
            gap=number_gap(found, number.low, number.high, truth),
            children=tuple([self._record(node, condition, counting, *each) for each in records]),
        )

    def _record(
        self, node: Lowered, condition: ListCondition, counting: Intervals | None, record: RecordState, truth: Truth
    ) -> Explanation:
        """One record: whether it counts (for `every`: whether it keeps to the claim), and the conditions on it.

        ``counting``: the days that count.
        """
        spec, by_date = condition.spec, condition.by_date
        outside = (
            counting is not None
            and by_date is not None
            and in_region(record.fields[by_date], counting) is Truth.NOT_MET
        )
        path = f"{node.path}[{record.position}]"
        named = dict.fromkeys(name for name in (spec.key, condition.by_date) if name)
        inside = _Inside(record, node.path, path)
        return Explanation(
            path=path,
            kind="record",
            title=words.record_title(spec, record.position),
            truth=truth.negated() if node.kind == "every" else truth,
            clauses=node.clauses,
            observed=self.wording.findings.fields(spec, record, tuple(named), outside=outside),
            children=tuple([self._on_record(child, inside) for child in node.children]),
        )

    def _explanation(
        self,
        node: Lowered,
        truth: Truth,
        inside: _Inside | None = None,
        *,
        observed: Observation | None = None,
        gap: Shown | None = None,
        evidence: tuple[EvidenceItem, ...] = (),
        children: tuple[Explanation, ...] = (),
    ) -> Explanation:
        """What the author wrote at the node, with what was found there."""
        title, required = self.wording.of(node)
        return Explanation(
            path=node.path if inside is None else inside.path(node.path),
            kind=node.kind,
            title=title,
            truth=truth,
            clauses=node.clauses,
            required=required,
            observed=observed,
            gap=gap,
            evidence=evidence,
            readings=node.readings,
            children=children,
        )


def _alike(state: FactState, truth: Truth, moved: bool) -> tuple[object, ...] | None:
    """All that is told of a fact beside what its criterion says; nothing if that is somebody's own. Of a fact that may be
    anything that is why; of a number that nobody in particular vouches for, such as an office's index, the number: it is
    the same in the dossier of everybody there.
    """
    if isinstance(state, Unknown):
        return (state.reason,) if truth is Truth.UNDETERMINED else None
    evidence = state.evidence
    if evidence.attestations or evidence.document is not None or isinstance(state.value, str):
        return None
    return state.value, evidence.known_from, evidence.entity, moved


def _found(children: tuple[Explanation, ...], number: NumberCondition, truth: Truth) -> tuple[Interval, Observation]:
    """How many children hold, as far as it is told: where only all completions together decide the node, what each child
    may be for itself would contradict the outcome, so that only what is certain is told, and that no completion matters.
    """
    count = tally([child.truth for child in children])
    if truth is Truth.UNDETERMINED or count.within(number.low, number.high) is not Truth.UNDETERMINED:
        return count, criteria_found(count, len(children))
    certain = Interval(count.certain, count.certain)
    return certain, evolve(criteria_found(certain, len(children)), text=words.EVERY_WAY[truth])
