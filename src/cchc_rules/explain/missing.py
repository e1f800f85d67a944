"""What is missing (còn thiếu): the unknown facts that an undetermined verdict still depends on."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, FactKey
from cchc_rules.engine.lower import ExternalCondition, FactCondition, ListCondition, Lowered
from cchc_rules.engine.snapshot import FactState, RecordState, Unknown
from cchc_rules.engine.trace import Trace
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.model.truth import Truth
from cchc_rules.model.verdict import UnknownFact
from cchc_rules.model.vocabulary import FactSpec, ListSpec
from cchc_rules.text import Text


@frozen
class Missing:
    """Finds what is missing for criteria over the snapshot that a decider decides on."""

    findings: Findings
    decider: Decider

    def of(self, root: Trace) -> tuple[UnknownFact, ...]:
        """The unknown facts in undetermined criteria that undetermined criteria lead to, each once, in the author's order.

        A fact that is not among them cannot change the verdict. Where facts are shared between criteria there may be some
        among them that cannot either.
        """
        found: dict[tuple[object, ...], UnknownFact] = {}
        for unknown in self._below(root):
            found.setdefault((unknown.fact, unknown.year, unknown.list, unknown.record), unknown)
        return tuple(found.values())

    def _below(self, trace: Trace) -> Iterator[UnknownFact]:
        if trace.truth is not Truth.UNDETERMINED:
            return
        node = trace.node
        match node.condition:
            case FactCondition():
                yield from self._fact(node, node.condition)
            case ListCondition():
                yield from self._list(trace, node.condition)
            case ExternalCondition():
                name = self.findings.external(node.condition.document)
                reason = self.findings.reason("external")
                yield UnknownFact(
                    path=node.path,
                    fact=f"external:{node.condition.document}",
                    reason="external",
                    text=_sentence(name, reason),
                )
            case _:
                for child in trace.children:
                    yield from self._below(child)

    def _fact(self, node: Lowered, condition: FactCondition) -> Iterator[UnknownFact]:
        assert isinstance(node.core, Atom), "a fact is lowered to one atom"
        state = self.decider.snapshot.state(node.core.key)
        yield from self._unknown(node.path, condition.spec, node.core.key, state)

    def _unknown(
        self, path: str, spec: FactSpec, key: FactKey, state: FactState, within: tuple[ListSpec, int] | None = None
    ) -> Iterator[UnknownFact]:
        if not isinstance(state, Unknown):
            return
        label = spec.label
        entity = self.findings.entity(spec, state.entity)
        if entity is not None:
            label = Text(f"{label.vi} ({entity.vi})", f"{label.in_lang('en')} ({entity.in_lang('en')})")
        label = words.with_year(label, key.year)
        if within is not None:
            place = words.record_title(*within)
            label = Text(f"{place.vi}: {label.vi}", f"{place.in_lang('en')}: {label.in_lang('en')}")
        yield UnknownFact(
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

    def _list(self, trace: Trace, condition: ListCondition) -> Iterator[UnknownFact]:
        """The unknown fields of records that may or may not match, and the list itself if it may lack one that does."""
        spec, node, matches = condition.spec, trace.node, trace.matches
        assert matches is not None, "a list's trace says which records match"
        state = self.decider.snapshot.list_state(spec.name)
        for record, truth in zip(state.records, matches.records, strict=True):
            if truth is Truth.UNDETERMINED:
                yield from self._record(node, condition, record)
        if matches.more != 0:
            yield UnknownFact(
                path=node.path,
                list=spec.name,
                reason="list_open",
                text=_sentence(spec.label, self.findings.reason("list_open")),
            )

    def _record(self, node: Lowered, condition: ListCondition, record: RecordState) -> Iterator[UnknownFact]:
        spec = condition.spec
        names = [condition.by_date] if condition.by_date else []
        for child in node.children:
            names += self._open_fields(child, record)
        for name in dict.fromkeys(names):
            path = f"{node.path}[{record.position}]"
            yield from self._unknown(
                path, spec.fields[name], FactKey(name), record.fields[name], (spec, record.position)
            )

    def _open_fields(self, node: Lowered, record: RecordState) -> Iterator[str]:
        """The fields in undetermined conditions on a record that undetermined conditions lead to."""
        if self.decider.match(node.core, record) is not Truth.UNDETERMINED:
            return
        if isinstance(node.condition, FactCondition):
            assert isinstance(node.core, Atom), "a fact is lowered to one atom"
            yield node.core.key.name
        for child in node.children:
            yield from self._open_fields(child, record)


def _sentence(name: Text, reason: Text) -> Text:
    return Text(f"{name.vi}: {reason.vi}", f"{name.in_lang('en')}: {reason.in_lang('en')}")
