"""The laws catch faults: each injected fault is noticed within a small fixed budget, and nothing is without one.

Engine is held against engine, the author's words against listing all completions, and the search against the same. What
brute force expects is worked out once, before anything is broken.
"""

from __future__ import annotations

import ast
import datetime
from collections.abc import Callable
from itertools import combinations
from math import inf
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from engine import worlds
from engine.comparing import compare_random
from engine.test_compiled import agree
from laws import small
from laws.brute import brute_truth
from laws.test_meaning import decided

from cchc_rules.engine import compiled, generate, layout, lower, row, search, snapshot, vectors
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import Among, Atom, Core, Count, FactKey
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.snapshot import FactState, ListState, RecordState, Snapshot, Unknown
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import Attestation, Claim, Dossier, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import ANY_NUMBER, Intervals
from cchc_rules.model.rulebook import Award
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import same

Patch: TypeAlias = pytest.MonkeyPatch
Fault: TypeAlias = Callable[[Patch], None]
Facts: TypeAlias = "FrozenDict[tuple[str, int | None], Stated]"
Case: TypeAlias = tuple[Award, Dossier, Truth]

AS_OF = datetime.date(2025, 1, 10)
READINGS = {"strict": "yes-strict", "by": "first"}
AT_LEAST_ONE = p.Bound(at_least=p.Literal(1))


def wrapped(place: object, name: str, change: Callable[..., Any]) -> Fault:
    """Puts ``change(original, *arguments)`` in place of a function."""
    original = getattr(place, name)
    return lambda patch: patch.setattr(place, name, lambda *arguments: change(original, *arguments))


def within(number: Interval, low: int, high: int | None) -> Truth:
    """K's one rule with ``<=`` for ``<`` at the lower bound."""
    if number.certain >= low and (high is None or (number.possible is not None and number.possible <= high)):
        return Truth.MET
    if (number.possible is not None and number.possible <= low) or (high is not None and number.certain > high):
        return Truth.NOT_MET
    return Truth.UNDETERMINED


def of_no_year(original: Callable[..., Any], key: object, slot: object) -> object:
    """The place of an entity's fact without its year."""
    place = original(key, slot)
    return place if place.entity is None else place._replace(key=(place.key[0], None))


ENGINES: dict[str, Fault] = {
    "an unknown text is outside every set of texts": wrapped(generate, "_known", lambda _, value: ast.Constant(True)),
    "unseen records are not counted": wrapped(
        generate, "_item", lambda item, name, at: ast.Constant(0) if name == "e" else item(name, at)
    ),
    "what is possible has to be certain": wrapped(
        generate, "_atom", lambda atom, leaf, _, value, domain: atom(leaf, False, value, domain)
    ),
    "the domain of a fact is not asked": wrapped(generate, "overlap", lambda _, domain, region: region),
    "intervals end one too early": wrapped(
        generate, "_between", lambda between, value, low, high: between(value, low, None if high is None else high - 1)
    ),
    "whatever was claimed counts": wrapped(
        row, "_value", lambda _, weighing, slot, stated, year: stated.claims[0].value if stated.claims else row.UNKNOWN
    ),
    "rows that lack something are known": wrapped(
        row.Loader, "load", lambda load, *arguments: load(*arguments)._replace(known=True)
    ),
    "the given records do not fill a list": wrapped(
        row, "_more", lambda _, of, given: inf if of.spec.maximum is None else of.spec.maximum
    ),
    "an entity's fact has no year": wrapped(row, "_place", of_no_year),
    "the head of any unit vouches": wrapped(
        layout,
        "_slot",
        lambda slot, at, spec, known: evolve(slot(at, spec, known), vouching=frozenset(spec.attested_by)),
    ),
    "everything is coherent": wrapped(compiled, "coherent_by_construction", lambda *_: True),
    "an unseen record may have any date": wrapped(
        compiled, "unseen_record", lambda unseen, spec, _: unseen(spec, None)
    ),
    "nothing is undetermined in a trace": wrapped(
        compiled.Compiled, "record", lambda _, code, of: code.code.record_known(of.facts, of.lists)
    ),
    "K takes `at most` for `less than`": lambda patch: patch.setattr(Interval, "within", within),
}
"""Law 1, engine against engine."""

WORDS: dict[str, Fault] = {
    "`every` asks for the opposite": wrapped(lower, "negate", lambda _, core: core),
    "windows are ignored": wrapped(lower, "days_of", lambda *_: ANY_NUMBER),
    "windows end where they begin": wrapped(
        lower, "days_of", lambda _, during: Intervals.of([(during.start or during.end).toordinal()])
    ),
    "counted years are the years before": wrapped(
        lower,
        "_year",
        lambda year_of, predicate, context, path, year: year_of(predicate, evolve(context, year=year - 1), path, year),
    ),
    "anybody may attest": wrapped(snapshot.Weighing, "_lack_of_standing", lambda *_: None),
    "lists are complete up to the day": wrapped(snapshot, "day_of_completeness", lambda _, given, as_of: as_of),
    "an unseen record may have any date": wrapped(
        snapshot, "unseen_record", lambda unseen, spec, _: unseen(spec, None)
    ),
    "K takes `at most` for `less than`": lambda patch: patch.setattr(Interval, "within", within),
}
"""The author's words against listing all completions."""

COMPLETIONS: dict[str, Fault] = {
    "K is always exact": wrapped(search, "coherent", lambda *_: True),
    "unseen records are left out": wrapped(vectors, "_with_unseen", lambda _, reached, *__: reached),
    "counts saturate one too early": wrapped(
        vectors,
        "_step",
        lambda step, reached, found, caps, budget: step(reached, found, tuple(max(cap - 1, 0) for cap in caps), budget),
    ),
    "the search stops at the first vector": wrapped(
        search.Search,
        "_split",
        lambda split, search, left, members, found: split(search, left, members, frozenset(sorted(found)[:1])),
    ),
    "K takes `at most` for `less than`": lambda patch: patch.setattr(Interval, "within", within),
}
"""Law 1 and 3, the search against listing all completions."""


def disagreements() -> int:
    """Between the engines, over random awards and dossiers."""
    return len(compare_random(seed=2026, awards=60, dossiers=10).different)


def test_engines_agree_without_a_fault() -> None:
    """The control."""
    assert disagreements() == 0


@pytest.mark.parametrize("fault", ENGINES)
def test_engines_disagree(fault: str, monkeypatch: Patch) -> None:
    """One fault at a time."""
    ENGINES[fault](monkeypatch)
    assert disagreements() > 0


RARE: dict[str, tuple[Fault, p.Predicate]] = {
    "rows that do not hold all are decided": (
        wrapped(row.Loader, "load", lambda load, *arguments: load(*arguments)._replace(deferred=False)),
        p.Some(list="prizes", where=(), during=p.During(window="year", by_date="decided")),
    ),
    "lists are complete up to the day": (
        wrapped(row, "day_of_completeness", lambda _, given, as_of: as_of),
        p.Some(list="works", where=(), during=p.During(window="year")),
    ),
    "the last run of years is forgotten": (
        wrapped(compiled, "_run", lambda run, truths, length: run(truths[:-1], length)),
        p.Years(window="both", where=(p.Attested(fact="judged"),), bound=AT_LEAST_ONE, consecutive=True),
    ),
}
"""What needs criteria of its own to be seen soon."""


@pytest.mark.parametrize("fault", RARE)
def test_engines_disagree_on(fault: str, monkeypatch: Patch) -> None:
    """One fault at a time, and none before."""
    inject, criteria = RARE[fault]
    agree(criteria)
    inject(monkeypatch)
    with pytest.raises(AssertionError, match=r"decision|trace"):
        agree(criteria)


def day(text: str) -> Stated:
    """A date that somebody states."""
    return Stated(claims=(Claim(value=datetime.date.fromisoformat(text).toordinal()),))


def works(*records: dict[str, Stated], to: str | None = None) -> FrozenDict[str, RecordList]:
    """A list that is complete, up to a day."""
    until = None if to is None else datetime.date.fromisoformat(to)
    return FrozenDict({"works": RecordList(records=tuple(map(FrozenDict, records)), cut_off=AS_OF, to=until)})


HERE, THERE = Stated(claims=(Claim(value=0),)), Stated(claims=(Claim(value=1),))
SCORES: Facts = FrozenDict({("score", 2023): HERE, ("score", 2024): THERE})
BY_STRANGER = Attestation(capacity="head", date=datetime.date(2024, 12, 1), of="elsewhere")
JUDGED: Facts = FrozenDict({("judged", 2024): Stated(claims=(Claim(value=1, attestation=BY_STRANGER),))})
NOBODY = Dossier(rulebook="test/small", id="me", kind=small.KIND, as_of=AS_OF, vocabulary=small.VOCABULARY)
DOSSIERS = (
    NOBODY,
    evolve(NOBODY, facts=SCORES),
    evolve(NOBODY, facts=JUDGED),
    evolve(NOBODY, lists=works()),
    evolve(NOBODY, lists=works(to="2024-06-30")),
    evolve(NOBODY, lists=works({"day": day("2023-12-31"), "site": HERE})),
    evolve(NOBODY, lists=works({"day": day("2024-12-31"), "site": THERE})),
    evolve(NOBODY, lists=works({"day": day("2024-07-01")}, to="2024-12-31")),
)
IS_HERE = p.FactIs(fact="site", comparison=p.Comparison.IS, operands=(p.Literal("here"),))
SCORED = p.FactIs(fact="score", comparison=p.Comparison.AT_LEAST, operands=(p.Literal(1),))
CRITERIA: tuple[p.Predicate, ...] = (
    SCORED,
    p.Attested(fact="judged"),
    p.Some(list="works", where=(), during=p.During(window="year")),
    p.Some(list="works", where=(), during=p.During(window="late")),
    p.CountOf(list="works", where=(), during=None, bound=p.Bound(at_most=p.Literal(0))),
    p.Every(list="works", where=(), must=(IS_HERE,), during=None),
    p.Years(window="both", where=(SCORED,), bound=AT_LEAST_ONE),
)


def award(criteria: p.Predicate) -> Award:
    """An annual award."""
    kinds = (small.KIND,)
    return Award(id="award", title=same("award"), recipient=kinds, cycle="annual", clauses=("I",), criteria=criteria)


AWARDS = [award(criteria) for criteria in CRITERIA]


def expected(of: Award, dossier: Dossier) -> Truth:
    """The truth in all completions."""
    return brute_truth(small.rulebook(of), of, dossier, year=2024, as_of=AS_OF, readings=READINGS, most=1)


@pytest.fixture(scope="module")
def spoken() -> list[Case]:
    """Awards over dossiers with the truth that brute force finds."""
    return [(of, dossier, expected(of, dossier)) for of in AWARDS for dossier in DOSSIERS]


def misread(spoken: list[Case]) -> int:
    """How often the engine does not say what the words mean."""
    return sum(decided(of, dossier, AS_OF, READINGS) is not truth for of, dossier, truth in spoken)


def test_words_mean_what_they_say_without_a_fault(spoken: list[Case]) -> None:
    """The control."""
    assert {truth for *_, truth in spoken} == set(Truth)
    assert misread(spoken) == 0


@pytest.mark.parametrize("fault", WORDS)
def test_words_are_misread(fault: str, spoken: list[Case], monkeypatch: Patch) -> None:
    """One fault at a time."""
    WORDS[fault](monkeypatch)
    assert misread(spoken) > 0


OPEN: FactState = Unknown(worlds.DOMAIN, "not_given")
REGIONS = tuple(map(Intervals.of, ([0], [0, 1], [1], [1, 2])))
ATOMS: list[Core] = [Atom(FactKey("a"), region) for region in REGIONS]
COUNTS: list[Core] = [
    Count(low, high, "l", Atom(FactKey("x"), region))
    for low, high in ((1, None), (0, 0), (0, 1), (1, 1))
    for region in REGIONS
]
CORES = [
    Among(low, high, pair)
    for leaves in (ATOMS, COUNTS)
    for pair in combinations(leaves, 2)
    for low, high in ((2, 2), (1, 2), (1, 1))
]


def snapshot_of(more: int, *records: FactState) -> Snapshot:
    """The fact `a` unknown, and a list of records of which so much is known of `x`."""
    states = tuple(RecordState(at, FrozenDict({"x": state})) for at, state in enumerate(records, 1))
    blank = RecordState(0, FrozenDict({"x": OPEN})) if more else None
    lists = FrozenDict({"l": ListState(states, blank, more)})
    facts = FrozenDict({FactKey("a"): OPEN})
    return Snapshot("person", AS_OF, Vocabulary(), FrozenDict(), facts, lists)


SNAPSHOTS = (snapshot_of(0, OPEN), snapshot_of(0, OPEN, OPEN), snapshot_of(2), snapshot_of(1, OPEN))


@pytest.fixture(scope="module")
def listed() -> list[tuple[Core, Snapshot, Truth]]:
    """All pairs of leaves that share what they are about, over snapshots, with the truth that brute force finds."""
    return [(core, known, worlds.brute_truth(core, known)) for core in CORES for known in SNAPSHOTS]


def wrong(listed: list[tuple[Core, Snapshot, Truth]]) -> int:
    """How often the search finds another truth."""
    return sum(Decider(known).decide(core).truth is not truth for core, known, truth in listed)


def test_search_is_right_without_a_fault(listed: list[tuple[Core, Snapshot, Truth]]) -> None:
    """The control."""
    assert {truth for *_, truth in listed} == set(Truth)
    assert wrong(listed) == 0


@pytest.mark.parametrize("fault", COMPLETIONS)
def test_search_is_wrong(fault: str, listed: list[tuple[Core, Snapshot, Truth]], monkeypatch: Patch) -> None:
    """One fault at a time."""
    COMPLETIONS[fault](monkeypatch)
    assert wrong(listed) > 0
