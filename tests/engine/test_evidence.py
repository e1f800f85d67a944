"""Evidence piece by piece: keeping some of it only weakens, and keeping all of it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from attrs import evolve
from engine.random_cases import Dossiers
from engine.random_world import AS_OFS, VOCABULARY

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import Completeness, RecordContent, blank_record, keep, says_complete, units_of
from cchc_rules.engine.snapshot import (
    FactState,
    Known,
    ListState,
    RecordState,
    Snapshot,
    Unknown,
    take_snapshot,
    unseen_record,
)
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, overlap
from cchc_rules.model.vocabulary import ListSpec

WORKS, PRIZES, COURSES = (VOCABULARY.lists[name] for name in ("works", "prizes", "courses"))
DAY = AS_OFS[0]


def snapshots(seed: int, number: int) -> Iterator[Snapshot]:
    """Of random dossiers."""
    random = Random(seed)
    for _ in range(number):
        dossier = Dossiers(random, random.choice((0.0, 0.1, 0.3, 0.6))).dossier()
        yield take_snapshot(dossier, random.choice(AS_OFS))


def weaker(state: FactState, before: FactState) -> bool:
    """Whether every value that was possible still is."""
    if isinstance(state, Known):
        return state == before
    if isinstance(before, Known):
        return state.domain.contains(before.value)
    return overlap(before.domain, state.domain.complement()).empty


def weaker_record(record: RecordState | None, before: RecordState | None) -> bool:
    """The same for every field; where there was no unseen record there may be any."""
    if before is None:
        return True
    return (
        record is not None
        and record.position == before.position
        and record.fields.keys() == before.fields.keys()
        and all(weaker(state, before.fields[name]) for name, state in record.fields.items())
    )


def weaker_list(state: ListState, before: ListState) -> bool:
    """As many records, each weaker, and at least as many further ones."""
    more = 0 if before.unseen is None else before.more
    return (
        len(state.records) == len(before.records)
        and all(map(weaker_record, state.records, before.records))
        and weaker_record(state.unseen, before.unseen)
        and (state.unseen is None or state.more is None or (more is not None and more <= state.more))
        and (state.unseen is not None or before.unseen is None)
    )


def test_keeping_only_weakens() -> None:
    """Every completion of the snapshot is one of what is kept of it; and the more is kept, the stronger it is."""
    random = Random(3)
    for snapshot in snapshots(1, 300):
        units = units_of(snapshot)
        few = frozenset(unit for unit in units if random.random() < 0.5)
        some = few | {unit for unit in units if random.random() < 0.5}
        for less, more in ((keep(snapshot, few), snapshot), (keep(snapshot, few), keep(snapshot, some))):
            assert less.lists.keys() == more.lists.keys()
            assert all(weaker(less.state(key), state) for key, state in more.facts.items())
            assert all(weaker_list(state, more.lists[name]) for name, state in less.lists.items())


def without_reasons(snapshot: Snapshot) -> Snapshot:
    """Why something is unknown is no evidence, so it is all one here."""

    def plain(state: FactState) -> FactState:
        return state if isinstance(state, Known) else Unknown(state.domain, "")

    def record(of: RecordState) -> RecordState:
        return RecordState(of.position, FrozenDict({name: plain(state) for name, state in of.fields.items()}))

    facts = {key: plain(state) for key, state in snapshot.facts.items()}
    lists = {name: evolve(state, records=tuple(map(record, state.records))) for name, state in snapshot.lists.items()}
    return evolve(snapshot, facts=FrozenDict(facts), lists=FrozenDict(lists))


def test_keeping_everything_changes_nothing() -> None:
    """But for the reasons of what is unknown."""
    for snapshot in snapshots(2, 300):
        assert without_reasons(keep(snapshot, frozenset(units_of(snapshot)))) == without_reasons(snapshot)


def test_every_piece_says_something() -> None:
    """What is kept has just the pieces that were kept: each of them can be left out by itself."""
    random = Random(4)
    for snapshot in snapshots(5, 200):
        units = units_of(snapshot)
        assert len(set(units)) == len(units)
        kept = frozenset(unit for unit in units if random.random() < 0.5)
        assert frozenset(units_of(keep(snapshot, kept))) == kept
        assert units_of(keep(snapshot, frozenset())) == ()


def snapshot_with(**lists: ListState) -> Snapshot:
    """A snapshot of some lists and one fact."""
    facts: dict[FactKey, FactState] = {
        FactKey("flag"): Known(1),
        FactKey("share"): Unknown(Intervals.of([1]), "not_given"),
    }
    return Snapshot("person", DAY, VOCABULARY, FrozenDict(), FrozenDict(facts), FrozenDict(lists))


def record_with(spec: ListSpec, position: int, **fields: FactState) -> RecordState:
    """A record of which some fields are known, at least in part."""
    blank = blank_record(spec, position)
    return evolve(blank, fields=FrozenDict({**blank.fields, **fields}))


def test_pieces_of_a_snapshot() -> None:
    """Facts that are known, records of which something is known, lists that lack nothing."""
    seen = record_with(COURSES, 2, level=Known(1))
    hidden = record_with(WORKS, 1, day=Unknown(Intervals.between(1, 2), "after_as_of"))
    found = units_of(
        snapshot_with(
            courses=ListState((blank_record(COURSES, 1), seen), None),
            works=ListState((hidden,), unseen_record(WORKS, DAY), None, DAY),
            prizes=ListState((), unseen_record(PRIZES, None), 2),
        )
    )
    assert found == (
        FactKey("flag"),
        RecordContent("courses", 2),
        Completeness("courses"),
        RecordContent("works", 1),
        Completeness("works"),
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ListState((), None), True),
        (ListState((), unseen_record(PRIZES, DAY), 2, DAY), True),
        (ListState((), unseen_record(PRIZES, None), 2), False),
        (ListState((blank_record(PRIZES, 1), blank_record(PRIZES, 2)), None, 0, DAY), False),
    ],
)
def test_completeness_is_evidence_where_there_could_be_more(state: ListState, expected: bool) -> None:
    """A list that holds as many records as it can lacks nothing anyway."""
    assert says_complete(PRIZES, state) is expected


def test_without_completeness_there_may_be_as_many_as_the_list_can_hold() -> None:
    """Of a list without a limit any number; the records stay where they are."""
    one = blank_record(PRIZES, 3)
    found = keep(
        snapshot_with(prizes=ListState((one,), None, 1, DAY), works=ListState((), None, None, DAY)), frozenset()
    )
    assert found.lists["prizes"] == ListState((one,), unseen_record(PRIZES, None), 1)
    assert found.lists["works"] == ListState((), unseen_record(WORKS, None), None)
    assert found.facts == {FactKey("share"): Unknown(Intervals.of([1]), "not_given")}
