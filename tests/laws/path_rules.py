"""What holds of every path that is told: of its days, of the values it accepts, of what it leaves alone, of other years."""

from __future__ import annotations

from collections import Counter

from attrs import evolve
from engine.random_world import VOCABULARY

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Atom, Core, Count, FactKey, leaves
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import Move, NewRecord, SetFact, SetField, apply
from cchc_rules.engine.nearest import Outlook, Way
from cchc_rules.engine.snapshot import Known
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals, representatives
from cchc_rules.model.truth import Truth


def exactly_what_would_do_is_accepted(core: Core, way: Way, acting: Acting) -> None:
    """Of a single move: all that it accepts is enough, and, where nothing but it counts, nothing else is."""
    (move,) = way.moves or ()
    if isinstance(move, SetFact):
        atoms = [leaf for leaf in leaves(core) if isinstance(leaf, Atom) and leaf.key == move.key]
        values = acting.fact(move.key, acting.snapshot.state(move.key))
    elif isinstance(move, SetField):
        (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
        counts = [leaf for leaf in leaves(core) if isinstance(leaf, Count) and leaf.list == move.list]
        inside = [leaf for count in counts for leaf in leaves(count.where)]
        atoms = [leaf for leaf in inside if isinstance(leaf, Atom) and leaf.key.name == move.field]
        values = acting.field(move.list, record, move.field)
    else:
        return
    assert values is not None
    for value in representatives(values, [leaf.region for leaf in atoms]):
        truth = Decider(apply(acting.snapshot, (evolve(move, value=value),))).decide(core).truth
        if move.accepted.contains(value):
            assert truth is Truth.MET
        elif way.alternative is None:
            assert truth is not Truth.MET


def the_days_make_sense(core: Core, way: Way, acting: Acting, seen: Counter[str]) -> None:
    """No step ends before it can be done; done on its last day each is enough; what is first can be after the day."""
    assert way.moves is not None
    assert way.day is not None
    for move in way.moves:
        at = moment(move, acting)
        assert acting.day <= at.earliest <= way.day
        assert at.latest is None or at.earliest <= at.latest
        assert at.begin_by is None or acting.day < at.begin_by
        assert at.begin_by is None or way.until is None or way.until <= at.begin_by
        if at.begin_by != at.latest:
            assert at.latest is None or at.begin_by is None or at.begin_by < at.latest
            seen["over before it is done"] += at.begin_by is not None and at.begin_by < at.earliest
    last = [on_last_day(move) for move in way.moves]
    assert Decider(apply(acting.snapshot, last)).decide(core).truth is Truth.MET


def on_last_day(move: Move) -> Move:
    """A record of which every date is the last that is accepted; anything else as it is."""
    if not isinstance(move, NewRecord) or move.found:
        return move
    values = dict(move.values)
    for name in VOCABULARY.lists[move.list].date_fields:
        _, accepted = values[name]
        assert isinstance(accepted, Intervals)
        last = accepted.parts[-1][1]
        assert last is not None
        values[name] = last, accepted
    return evolve(move, values=FrozenDict(values))


def nothing_closed_is_touched(move: object, acting: Acting) -> None:
    """What is known changes only if it still can, and only in the direction that helps."""
    if isinstance(move, SetFact):
        state, spec, year = acting.snapshot.state(move.key), acting.spec(move.key), move.key.year
    elif isinstance(move, SetField):
        (record,) = (r for r in acting.snapshot.list_state(move.list).records if r.position == move.position)
        state, year = record.fields[move.field], None
        spec = acting.snapshot.vocabulary.lists[move.list].fields[move.field]
    else:
        return
    if not isinstance(state, Known):
        return
    last = acting.last_day(spec.changeable, year)
    assert last is not None
    assert last > acting.day
    if isinstance(state.value, int) and isinstance(move.value, int) and spec.helps is not None:
        assert (move.value > state.value) is (spec.helps == "higher")


def enough_in_other_years(core: Core, way: Way, acting: Acting, outlook: Outlook | None) -> list[FactKey]:
    """The other years in which some value of the fact that a way of one move is about is enough by itself, tried one by one."""
    move = way.moves[0] if way.moves is not None and len(way.moves) == 1 else None
    if not isinstance(move, SetFact):
        return []
    atoms = [leaf for leaf in leaves(core) if isinstance(leaf, Atom) and leaf.key.name == move.key.name]
    found = []
    for key in sorted({atom.key for atom in atoms} - {move.key}):
        other = evolve(move, key=key)
        snapshots, day = [acting.snapshot], moment(other, acting).earliest
        if outlook is not None and day > acting.day:
            snapshots.append(outlook.on(day))
        values = acting.fact(key, acting.snapshot.state(key))
        tried = [] if values is None else representatives(values, [atom.region for atom in atoms])
        for value in tried:
            after = [apply(snapshot, (evolve(other, value=value),)) for snapshot in snapshots]
            if all(Decider(snapshot).decide(core).truth is Truth.MET for snapshot in after):
                found.append(key)
                break
    return found
