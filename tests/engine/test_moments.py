"""When a record with two dates can come about, on small awards written down by hand."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from engine.random_world import KIND, VOCABULARY, award_of, rulebook

from cchc_rules.engine.completion import Decider
from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.lower import lower
from cchc_rules.engine.moments import Moment, moment
from cchc_rules.engine.nearest import ways
from cchc_rules.engine.snapshot import take_snapshot
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.frozendict import FrozenDict

C = p.Comparison
SUMMER, NEW_YEAR, NEXT_SUMMER, END = (
    datetime.date.fromisoformat(day) for day in ("2023-06-30", "2023-12-31", "2024-06-30", "2024-12-31")
)
TOMORROW = SUMMER + datetime.timedelta(days=1)


def date_of(field: str, comparison: p.Comparison, day: datetime.date) -> p.Predicate:
    """A condition on a date."""
    return p.FactIs(fact=field, comparison=comparison, operands=(p.Literal(day.isoformat()),))


@pytest.mark.parametrize(
    ("where", "at", "until"),
    [
        (  # whoever waits until the prize can be decided has missed the day by which it has to be given
            (date_of("given", C.ON_OR_BEFORE, NEW_YEAR), date_of("decided", C.ON_OR_AFTER, NEXT_SUMMER)),
            Moment(NEXT_SUMMER, END, NEW_YEAR),
            NEW_YEAR,
        ),
        ((date_of("given", C.ON_OR_BEFORE, NEW_YEAR),), Moment(TOMORROW, END, NEW_YEAR), NEW_YEAR),
        ((), Moment(TOMORROW, END), END),
    ],
)
def test_a_record_is_there_with_the_last_of_its_dates(
    where: tuple[p.Predicate, ...], at: Moment, until: datetime.date
) -> None:
    """It has to begin with the first of them, and no last day lies before the first."""
    prizes = evolve(VOCABULARY.lists["prizes"], changeable="within_period")
    vocabulary = evolve(VOCABULARY, lists=FrozenDict({**VOCABULARY.lists, "prizes": prizes}))
    award = award_of(p.Some(list="prizes", where=where), annual=False)
    root = lower(evolve(rulebook(award), vocabulary=vocabulary), award, {"strict": "yes"}, None)
    dossier = Dossier(rulebook="test/random", id="me", kind=KIND, as_of=SUMMER, vocabulary=vocabulary)
    snapshot = take_snapshot(dossier, SUMMER)
    acting = Acting(snapshot, SUMMER, None, END, snapshot)
    (way,) = ways(root, Decider(snapshot), acting)
    (move,) = way.moves or ()
    assert moment(move, acting) == at
    assert (way.day, way.until) == (at.earliest, until)
