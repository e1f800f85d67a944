"""What still matters, in words: of each missing thing what its values lead to, and what is missing but cannot matter."""

from __future__ import annotations

from functools import cached_property

from attrs import define

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.relevance import Frontier, Unit
from cchc_rules.engine.snapshot import Unknown
from cchc_rules.engine.table import Cell, Tables
from cchc_rules.engine.trace import Trace
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.missing import Missing
from cchc_rules.explain.ranges import OTHER, further_text, values_text
from cchc_rules.explain.words import shown
from cchc_rules.model.explanation import UnknownFact
from cchc_rules.model.region import Intervals, Region, Texts
from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.model.why import Matter, Relevance, TableRow
from cchc_rules.text import same


@define(slots=False)
class Mattering:
    """Tells what still matters for the criteria of a trace, over the snapshot that a decider decides on."""

    findings: Findings
    decider: Decider
    trace: Trace

    @cached_property
    def _frontier(self) -> Frontier:
        return Frontier(self.trace.node.core, self.decider)

    @property
    def _missing(self) -> Missing:
        return Missing(self.findings, self.decider)

    def unknown(self) -> tuple[UnknownFact, ...]:
        """What is missing and matters, in the author's order."""
        return tuple(unknown for _, unknown in self._missing.of(self.trace, self._frontier.matters()[0]))

    def relevance(self) -> Relevance:
        """The same with the table of each, and what is missing and cannot matter."""
        tables, relevant = Tables(self._frontier), self._frontier.relevant()
        matters = self._missing.of(self.trace, relevant.matters)
        idle = self._missing.idle(self.trace.node, relevant.idle)
        return Relevance(
            matters=tuple(_matter(unknown, self._rows(unit, tables.of(unit))) for unit, unknown in matters),
            idle=tuple(_matter(unknown) for _, unknown in idle),
            exact=relevant.exact,
        )

    def _rows(self, unit: Unit, cells: tuple[Cell, ...]) -> tuple[TableRow, ...]:
        if unit.key is None:
            return _further_rows(cells)
        vocabulary, snapshot = self.decider.snapshot.vocabulary, self.decider.snapshot
        if unit.list is None:
            spec, state = vocabulary.fact(snapshot.kind, unit.key.name), snapshot.state(unit.key)
        else:
            records = snapshot.list_state(unit.list).records
            spec = vocabulary.lists[unit.list].fields[unit.key.name]
            state = next(record for record in records if record.position == unit.record).state(unit.key)
        assert spec is not None, "what is missing was checked to exist"
        assert isinstance(state, Unknown), "what is missing is unknown"
        return _fact_rows(spec, state.domain, cells)


def _matter(unknown: UnknownFact, table: tuple[TableRow, ...] = ()) -> Matter:
    return Matter(
        text=unknown.text,
        reason=unknown.reason,
        fact=unknown.fact,
        year=unknown.year,
        entity=unknown.entity,
        list=unknown.list,
        record=unknown.record,
        attested_by=unknown.attested_by,
        table=table,
        settles=bool(table) and all(row.outcome is not Outcome.UNDETERMINED for row in table),
    )


def _further_rows(cells: tuple[Cell, ...]) -> tuple[TableRow, ...]:
    whole = _union(cells)
    return tuple(
        TableRow(
            values=further_text(cell.values, whole),
            value=Shown(value=str(cell.value), text=same(str(cell.value))),
            outcome=Outcome.of(cell.truth),
        )
        for cell in cells
    )


def _fact_rows(spec: FactSpec, domain: Region, cells: tuple[Cell, ...]) -> tuple[TableRow, ...]:
    """Rows in the order of the values; those of an enum have none, so that all that lead to one outcome are one row."""
    return tuple(
        TableRow(
            values=values_text(spec, cell.values, domain),
            value=_shown(spec, cell),
            outcome=Outcome.of(cell.truth),
        )
        for cell in (_joined(cells) if spec.type is FactType.ENUM else cells)
    )


def _shown(spec: FactSpec, cell: Cell) -> Shown:
    """One of the values; a text that nobody named is told as another one."""
    if isinstance(cell.values, Texts) and cell.values.others:
        return Shown(value=str(cell.value), text=OTHER)
    return shown(spec, cell.value)


def _joined(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    by_truth: dict[Truth, list[Cell]] = {}
    for cell in cells:
        by_truth.setdefault(cell.truth, []).append(cell)
    return tuple(Cell(_union(alike), alike[0].value, truth) for truth, alike in by_truth.items())


def _union(cells: tuple[Cell, ...] | list[Cell]) -> Intervals:
    """All values of some cells, in ascending order."""
    parts: list[tuple[int | None, int | None]] = []
    for cell in cells:
        assert isinstance(cell.values, Intervals), "only numbers and members of a type are joined"
        for low, high in cell.values.parts:
            before = parts[-1][1] if parts else None
            if before is not None and low is not None and before + 1 == low:
                parts[-1] = (parts[-1][0], high)
            else:
                parts.append((low, high))
    return Intervals(tuple(parts))
