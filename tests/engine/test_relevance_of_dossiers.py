"""What still matters of whole dossiers: each row of a table is what is decided if the value is put into the snapshot, and
where the criteria are coherent by construction the answer is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from attrs import evolve
from engine.random_cases import Awards, Dossiers, assignment
from engine.random_world import AS_OFS, KIND, VOCABULARY, YEARS, rulebook

from cchc_rules import shipped_rulebook
from cchc_rules.engine.compiled import compiled, linear
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.conditions import Lowered
from cchc_rules.engine.evaluation import program
from cchc_rules.engine.lower import lower
from cchc_rules.engine.relevance import Frontier, Unit
from cchc_rules.engine.snapshot import Known, Snapshot, take_snapshot
from cchc_rules.engine.table import Tables
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary


def known(snapshot: Snapshot, unit: Unit, value: CoreValue) -> Snapshot:
    """The snapshot with one fact or field known."""
    assert unit.key is not None
    if unit.list is None:
        return evolve(snapshot, facts=FrozenDict({**snapshot.facts, unit.key: Known(value)}))
    state = snapshot.list_state(unit.list)
    records = tuple(
        evolve(one, fields=FrozenDict({**one.fields, unit.key.name: Known(value)}))
        if one.position == unit.record
        else one
        for one in state.records
    )
    return evolve(snapshot, lists=FrozenDict({**snapshot.lists, unit.list: evolve(state, records=records)}))


def complete(snapshot: Snapshot, name: str) -> Snapshot:
    """The snapshot with one list as complete as it stands."""
    state = evolve(snapshot.list_state(name), unseen=None, more=0)
    return evolve(snapshot, lists=FrozenDict({**snapshot.lists, name: state}))


def compare(root: Lowered, vocabulary: Vocabulary, kind: str, snapshot: Snapshot) -> Counter[str]:
    """One dossier."""
    frontier = Frontier(root.core, Decider(snapshot))
    found = frontier.relevant()
    if frontier.truth is not Truth.UNDETERMINED:
        assert found.matters == ()
        return Counter(decided=1)
    assert found.exact
    seen = Counter(undetermined=1, shared=not linear(root, vocabulary, kind))
    for unit in found.matters:
        for cell in Tables(frontier).of(unit):
            seen["rows"] += 1
            if unit.key is not None:
                changed = known(snapshot, unit, cell.value)
            elif cell.value == 0:
                changed = complete(snapshot, str(unit.list))
            else:
                continue
            assert Decider(changed).decide(root.core).truth is cell.truth
    for unit in found.idle:
        seen["idle"] += 1
        changed = complete(snapshot, str(unit.list)) if unit.key is None else snapshot
        assert Decider(changed).decide(root.core).truth is Truth.UNDETERMINED
    return seen


def random_pairs(seed: int, awards: int, dossiers: int) -> Iterator[tuple[Lowered, Snapshot]]:
    """Random awards over random dossiers."""
    random = Random(seed)
    for _ in range(awards):
        award = Awards(random).award()
        root = lower(rulebook(award), award, assignment(random), random.choice(YEARS) if award.annual else None)
        for _ in range(dossiers):
            dossier = Dossiers(random, random.choice((0.1, 0.3, 0.6))).dossier()
            yield root, take_snapshot(dossier, random.choice(AS_OFS))


def check_random(seed: int, awards: int, dossiers: int) -> Counter[str]:
    """All of them."""
    seen: Counter[str] = Counter()
    for root, snapshot in random_pairs(seed, awards, dossiers):
        seen += compare(root, VOCABULARY, KIND, snapshot)
    return seen


def test_rows_are_what_is_decided_if_the_value_is_known() -> None:
    """Facts of every type, yearly and not, of entities; lists that are dated, undated, limited."""
    seen = check_random(3, 120, 4)
    assert seen["undetermined"] > 100
    assert seen["shared"] > 10
    assert seen["rows"] > 500


@pytest.mark.long
def test_rows_are_what_is_decided_if_the_value_is_known_long() -> None:
    """The same on 20,000 dossiers."""
    assert check_random(4, 2_000, 10)["undetermined"] > 5_000


def plan_cases() -> Iterator[tuple[Lowered, Vocabulary, str, Dossier]]:
    """Every award of the shipped plan, read and asked as chance will have it, over random dossiers."""
    book, random = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").rulebook, Random(8)
    years = tuple(range(min(book.award_years) - 1, max(book.award_years) + 1))
    for _ in range(3):
        for award in book.awards.values():
            readings = {name: random.choice(list(reading.options)) for name, reading in book.readings.items()}
            kind, year = random.choice(award.recipient), random.choice(book.award_years) if award.annual else None
            source = Dossiers(random, 0.4, book.vocabulary, kind, years, book.id)
            root = lower(book, award, readings, year, kind)
            for _ in range(4):
                yield root, book.vocabulary, kind, source.dossier()


def test_rows_on_the_plan() -> None:
    """However it is read."""
    seen: Counter[str] = Counter()
    for root, vocabulary, kind, dossier in plan_cases():
        seen += compare(root, vocabulary, kind, take_snapshot(dossier, AS_OFS[-1]))
    assert seen["undetermined"] > 20
    assert seen["rows"] > 250


def test_what_the_compiled_trace_found_leads_to_the_same() -> None:
    """The decider takes over the truths of leaves and the matches of lists."""
    taken_over = 0
    for root, vocabulary, kind, dossier in plan_cases():
        if compiled(root, vocabulary, kind) is None:
            continue
        evaluation = program(root, vocabulary, kind, "compiled").evaluate(dossier, AS_OFS[-1], False)
        own, taught = Decider(evaluation.snapshot()), Decider(evaluation.snapshot())
        evaluation.trace(taught)
        taken_over += taught.spent == 0
        assert Frontier(root.core, own).relevant() == Frontier(root.core, taught).relevant()
    assert taken_over > 25
