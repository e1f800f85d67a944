"""What is missing (còn thiếu): unknown facts in words, with whose word would supply them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeAlias

from attrs import frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import ExternalCondition, FactCondition, ListCondition, Lowered
from cchc_rules.engine.core import Atom, FactKey
from cchc_rules.engine.relevance import Unit
from cchc_rules.engine.snapshot import FactState, Unknown
from cchc_rules.engine.trace import Trace
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.model.explanation import UnknownFact
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import EXTERNAL, FactSpec, ListSpec
from cchc_rules.text import Text

_Found: TypeAlias = "tuple[Unit, Callable[[], UnknownFact]]"
"""Something unknown, and what tells it, since most of what is looked at is not told."""


@frozen
class Missing:
    """Tells what is missing for criteria over the snapshot that a decider decides on."""

    findings: Findings
    decider: Decider

    def of(self, root: Trace, units: Iterable[Unit]) -> tuple[tuple[Unit, UnknownFact], ...]:
        """Those of the unknown ``units`` that stand in undetermined criteria which undetermined criteria lead to, each
        once, in the author's order, at the place where it first does.
        """
        return self._chosen(self._open(root), frozenset(units))

    def idle(self, root: Lowered, units: Iterable[Unit]) -> tuple[tuple[Unit, UnknownFact], ...]:
        """Those of the unknown ``units`` that stand in any criteria, in the author's order."""
        return self._chosen(self._all(root), frozenset(units))

    @staticmethod
    def _chosen(found: Iterable[_Found], units: frozenset[Unit]) -> tuple[tuple[Unit, UnknownFact], ...]:
        chosen: dict[Unit, UnknownFact] = {}
        for unit, told in found:
            if unit in units and unit not in chosen:
                chosen[unit] = told()
        return tuple(chosen.items())

    def _open(self, trace: Trace) -> Iterator[_Found]:
        """What is unknown in undetermined criteria; of lists, the records that may or may not match."""
        if trace.truth is not Truth.UNDETERMINED:
            return
        if isinstance(trace.node.condition, ListCondition):
            assert trace.matches is not None, "a list's trace says which records match"
            open_records = [truth is Truth.UNDETERMINED for truth in trace.matches.records]
            yield from self._list(trace.node, trace.node.condition, open_records)
        else:
            yield from self._leaf(trace.node)
            for child in trace.children:
                yield from self._open(child)

    def _all(self, node: Lowered) -> Iterator[_Found]:
        """What is unknown, whatever the criteria's truth."""
        if isinstance(node.condition, ListCondition):
            state = self.decider.snapshot.list_state(node.condition.spec.name)
            yield from self._list(node, node.condition, [True] * len(state.records))
        else:
            yield from self._leaf(node)
            for child in node.children:
                yield from self._all(child)

    def _leaf(self, node: Lowered) -> Iterator[_Found]:
        match node.condition:
            case FactCondition():
                yield from self._fact(node, node.condition)
            case ExternalCondition():
                document = node.condition.document
                yield Unit(FactKey(f"{EXTERNAL}{document}")), partial(self._external, node.path, document)

    def _external(self, path: str, document: str) -> UnknownFact:
        text = _sentence(self.findings.external(document), self.findings.reason("external"))
        return UnknownFact(path=path, fact=f"{EXTERNAL}{document}", reason="external", text=text)

    def _fact(self, node: Lowered, condition: FactCondition) -> Iterator[_Found]:
        assert isinstance(node.core, Atom), "a fact is lowered to one atom"
        state = self.decider.snapshot.state(node.core.key)
        yield from self._unknown(node.path, condition.spec, node.core.key, state)

    def _unknown(
        self, path: str, spec: FactSpec, key: FactKey, state: FactState, within: tuple[ListSpec, int] | None = None
    ) -> Iterator[_Found]:
        if isinstance(state, Unknown):
            unit = Unit(key) if within is None else Unit(key, within[0].name, within[1])
            yield unit, partial(self._told, path, spec, key, state, within)

    def _told(
        self, path: str, spec: FactSpec, key: FactKey, state: Unknown, within: tuple[ListSpec, int] | None
    ) -> UnknownFact:
        label = spec.label
        entity = self.findings.entity(spec, state.entity)
        if entity is not None:
            label = Text(f"{label.vi} ({entity.vi})", f"{label.in_lang('en')} ({entity.in_lang('en')})")
        label = words.with_year(label, key.year)
        if within is not None:
            place = words.record_title(*within)
            label = Text(f"{place.vi}: {label.vi}", f"{place.in_lang('en')}: {label.in_lang('en')}")
        return UnknownFact(
            path=path,
            fact=key.name,
            year=key.year,
            list=within[0].name if within else None,
            record=within[1] if within else None,
            entity=state.entity,
            reason=state.reason,
            text=_sentence(label, self.findings.lacking(state.reason, spec)),
            attested_by=spec.attested_by,
        )

    def _list(self, node: Lowered, condition: ListCondition, open_records: Iterable[bool]) -> Iterator[_Found]:
        """The unknown fields of some records, and the list itself."""
        spec = condition.spec
        state = self.decider.snapshot.list_state(spec.name)
        names = dict.fromkeys([*([condition.by_date] if condition.by_date else []), *_fields(node)])
        for record, is_open in zip(state.records, open_records, strict=True):
            for name in names if is_open else ():
                path = f"{node.path}[{record.position}]"
                yield from self._unknown(
                    path, spec.fields[name], FactKey(name), record.fields[name], (spec, record.position)
                )
        yield Unit(list=spec.name), partial(self._further, node.path, spec)

    def _further(self, path: str, spec: ListSpec) -> UnknownFact:
        text = _sentence(spec.label, self.findings.reason("list_open"))
        return UnknownFact(path=path, list=spec.name, reason="list_open", text=text)


def _fields(node: Lowered) -> Iterator[str]:
    """The fields that conditions on a record speak about, in the author's order."""
    for child in node.children:
        if isinstance(child.condition, FactCondition):
            assert isinstance(child.core, Atom), "a fact is lowered to one atom"
            yield child.core.key.name
        yield from _fields(child)


def _sentence(name: Text, reason: Text) -> Text:
    return Text(f"{name.vi}: {reason.vi}", f"{name.in_lang('en')}: {reason.in_lang('en')}")
