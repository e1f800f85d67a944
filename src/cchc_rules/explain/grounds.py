"""Reasons and blockers in words: each piece of evidence as it is told, and what it decides."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.grounds import Ground, Grounds
from cchc_rules.engine.snapshot import Known, RecordState, Snapshot
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.nodes import nodes_of
from cchc_rules.explain.wording import Wording
from cchc_rules.model.vocabulary import FactType, ListSpec
from cchc_rules.model.why import AlternativeBlocker, Blocker, Piece, Reason
from cchc_rules.text import Text


@frozen
class GroundWords:
    """Tells the grounds of one decision over its snapshot."""

    findings: Findings
    wording: Wording
    snapshot: Snapshot
    root: Lowered

    def reasons(self, grounds: Grounds) -> tuple[Reason, ...]:
        """One for each ground of an award that is met."""
        return tuple(Reason(evidence=self._pieces(g.units, g.paths), routes=g.routes) for g in grounds.grounds)

    def blockers(self, grounds: Grounds) -> tuple[Blocker, ...]:
        """One for each ground of an award that is not met."""
        return tuple(self._blocker(ground) for ground in grounds.grounds)

    def _blocker(self, ground: Ground) -> Blocker:
        return Blocker(
            path=ground.path,
            title=self._title(ground.path),
            evidence=self._pieces(ground.units, ground.paths),
            alternatives=tuple(
                AlternativeBlocker(
                    path=one.path, title=self._title(one.path), evidence=self._pieces(one.units, one.paths)
                )
                for one in ground.alternatives
            ),
        )

    def _title(self, path: str) -> Text:
        return self.wording.of(nodes_of(self.root).by_path[path])[0]

    def _pieces(self, units: tuple[Unit, ...], paths: tuple[tuple[str, ...], ...]) -> tuple[Piece, ...]:
        return tuple([self._piece(unit, of) for unit, of in zip(units, paths, strict=True)])

    def _piece(self, unit: Unit, paths: tuple[str, ...]) -> Piece:
        match unit:
            case FactKey():
                return self._fact(unit, paths)
            case RecordContent():
                spec = self.snapshot.vocabulary.lists[unit.list]
                (record,) = (r for r in self.snapshot.list_state(unit.list).records if r.position == unit.position)
                return Piece(
                    kind="record", text=_record(spec, record), list=unit.list, record=unit.position, paths=paths
                )
            case Completeness():
                return self._completeness(unit, paths)

    def _fact(self, key: FactKey, paths: tuple[str, ...]) -> Piece:
        spec = self.snapshot.vocabulary.fact(self.snapshot.kind, key.name)
        state = self.snapshot.state(key)
        assert spec is not None, f"{key} was checked to exist"
        assert isinstance(state, Known), "evidence is known"
        found = self.findings.text(spec, state)
        label = words.with_year(spec.label, key.year)
        return Piece(
            kind="fact",
            text=Text(f"{label.vi}: {found.vi}", f"{label.in_lang('en')}: {found.in_lang('en')}"),
            fact=key.name,
            year=key.year,
            entity=state.evidence.entity,
            paths=paths,
        )

    def _completeness(self, unit: Completeness, paths: tuple[str, ...]) -> Piece:
        spec, state = self.snapshot.vocabulary.lists[unit.list], self.snapshot.list_state(unit.list)
        number, en_number = words.two_digits(len(state.records)), str(len(state.records))
        vi, en = f"danh sách {spec.label.vi}: {number} mục", f"{spec.label.in_lang('en')}: {en_number} in the list"
        if state.complete_to is None:
            text = Text(f"{vi}, đầy đủ", f"{en}, which is complete")
        else:
            day = words.date_text(state.complete_to)
            text = Text(f"{vi}, đầy đủ đến hết ngày {day.vi}", f"{en}, complete up to {day.in_lang('en')}")
        return Piece(kind="completeness", text=text, list=unit.list, complete_to=state.complete_to, paths=paths)


def _record(spec: ListSpec, record: RecordState) -> Text:
    """A record by its number and what tells it apart: "tin, bài – mục 2: “Hội nghị giao ban”, ngày đăng: 27/02/2024"."""
    title = words.record_title(spec, record.position)
    vi, en = [], []
    for name in (spec.key, spec.dated_by):
        state = None if name is None else record.fields[name]
        if name is None or not isinstance(state, Known):
            continue
        field_spec, value = spec.fields[name], words.shown(spec.fields[name], state.value).text
        quoted = field_spec.type is FactType.TEXT
        vi.append(f"“{value.vi}”" if quoted else f"{field_spec.label.vi}: {value.vi}")
        en.append(f"“{value.in_lang('en')}”" if quoted else f"{field_spec.label.in_lang('en')}: {value.in_lang('en')}")
    if not vi:
        return title
    return Text(f"{title.vi}: {', '.join(vi)}", f"{title.in_lang('en')}: {', '.join(en)}")
