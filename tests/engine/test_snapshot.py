"""What counts on a day: claims weighed one by one, lists cut at the day, every reason seen."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from laws.small import VOCABULARY

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.snapshot import FactState, Known, Unknown, take_snapshot
from cchc_rules.model.dossier import Attestation, Claim, Document, Dossier, Entity, Link, RecordList, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Intervals
from cchc_rules.model.vocabulary import LAST_DAY, EntitySpec, FactSpec, FactType
from cchc_rules.text import same


def day(text: str) -> datetime.date:
    """A day from its text."""
    return datetime.date.fromisoformat(text)


AS_OF = day("2024-07-01")
CUT_OFF = day("2025-01-10")
UNIT = FrozenDict({"unit": Link(always="u1")})
CHIEF = Attestation(capacity="chief", date=AS_OF)
HEAD = Attestation(capacity="head", date=AS_OF, of="u1")


def dossier(**more: object) -> Dossier:
    """A dossier of the small vocabulary, its file cut off half a year after the day."""
    parts: dict[str, object] = {"links": UNIT, **more}
    return Dossier(rulebook="test/small", id="me", kind="person", as_of=CUT_OFF, vocabulary=VOCABULARY, **parts)  # type: ignore[arg-type]


def judged(*attestations: Attestation | None, known_from: datetime.date | None = None) -> FactState:
    """The state of a yearly judgement that these attest, each for "yes"."""
    claims = tuple(Claim(value=1, attestation=a, known_from=known_from) for a in attestations)
    facts = FrozenDict({("judged", 2024): Stated(claims=claims)})
    return take_snapshot(dossier(facts=facts), AS_OF).state(FactKey("judged", 2024))


@pytest.mark.parametrize("attestation", [CHIEF, HEAD, evolve(CHIEF, by="other")])
def test_whoever_is_entitled_counts(attestation: Attestation) -> None:
    """The chief for anybody, the head for those of the head's own unit."""
    state = judged(attestation)
    assert isinstance(state, Known)
    assert state.evidence.attestations == (attestation,)


@pytest.mark.parametrize(
    ("attestation", "reason"),
    [
        (None, "no_attestation"),
        (evolve(CHIEF, capacity="clerk"), "not_authorised"),
        (evolve(CHIEF, by="me"), "self_attested"),
        (evolve(CHIEF, date=AS_OF + datetime.timedelta(1)), "after_as_of"),
        (evolve(HEAD, of="u2"), "other_unit"),
        (evolve(HEAD, of=None), "other_unit"),
    ],
)
def test_whoever_is_not_entitled_counts_for_nothing(attestation: Attestation | None, reason: str) -> None:
    """For true and false alike, with the reason."""
    state = judged(attestation)
    assert state == Unknown(Intervals.between(0, 1), reason)


def test_the_reason_told_is_the_one_nearest_to_counting() -> None:
    """Of several objections the one that is easiest to mend."""
    state = judged(None, evolve(CHIEF, by="me"))
    assert isinstance(state, Unknown)
    assert state.reason == "self_attested"


def test_values_that_become_known_later_are_unknown_today() -> None:
    """`known_from`, the day itself included."""
    late = judged(CHIEF, known_from=AS_OF + datetime.timedelta(1))
    assert isinstance(late, Unknown)
    assert late.reason == "not_yet_known"
    assert isinstance(judged(CHIEF, known_from=AS_OF), Known)


def test_contradiction_is_a_dispute_and_agreement_stands_together() -> None:
    """Two attestations that agree are both evidence; two that disagree leave the fact unknown."""
    both = judged(CHIEF, HEAD)
    assert isinstance(both, Known)
    assert both.evidence.attestations == (CHIEF, HEAD)
    claims = (Claim(value=1, attestation=CHIEF), Claim(value=0, attestation=HEAD))
    facts = FrozenDict({("judged", 2024): Stated(claims=claims)})
    state = take_snapshot(dossier(facts=facts), AS_OF).state(FactKey("judged", 2024))
    assert state == Unknown(Intervals.between(0, 1), "disputed")


def test_a_claim_without_standing_disputes_nothing() -> None:
    """What counts for nothing contradicts nobody."""
    claims = (Claim(value=1, attestation=CHIEF), Claim(value=0))
    facts = FrozenDict({("judged", 2024): Stated(claims=claims)})
    assert isinstance(take_snapshot(dossier(facts=facts), AS_OF).state(FactKey("judged", 2024)), Known)
    trusted = take_snapshot(dossier(facts=facts), AS_OF, trust_bare_attestations=True)
    assert trusted.state(FactKey("judged", 2024)) == Unknown(Intervals.between(0, 1), "disputed")


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        (Link(always="u1"), True),
        (Link(by_year=FrozenDict({2024: "u1"})), True),
        (Link(by_year=FrozenDict({2023: "u1"})), False),
        (Link(by_year=FrozenDict({2023: "u1", 2024: "u2"})), False),
        (Link(), False),
    ],
)
def test_a_head_speaks_for_the_unit_of_the_year(link: Link, counts: bool) -> None:
    """For a yearly fact, the unit of that year; without a link for the year, nobody."""
    facts = FrozenDict({("judged", 2024): Stated(claims=(Claim(value=1, attestation=HEAD),))})
    snapshot = take_snapshot(dossier(facts=facts, links=FrozenDict({"unit": link})), AS_OF)
    assert isinstance(snapshot.state(FactKey("judged", 2024)), Known if counts else Unknown)


@pytest.mark.parametrize(
    ("link", "counts"),
    [
        (Link(always="u1"), True),
        (Link(by_year=FrozenDict({2024: "u1"})), True),
        (Link(by_year=FrozenDict({2022: "u1"})), False),
        (Link(by_year=FrozenDict({2022: "u1", 2024: "u2"})), False),
    ],
)
def test_for_other_facts_the_unit_in_the_year_of_the_attestation_counts(link: Link, counts: bool) -> None:
    """A year that is not given is unknown, here as everywhere."""
    course = FrozenDict({"passed": Stated(claims=(Claim(value=1, attestation=HEAD),))})
    lists = FrozenDict({"courses": RecordList(records=(course,), cut_off=CUT_OFF)})
    snapshot = take_snapshot(dossier(lists=lists, links=FrozenDict({"unit": link})), AS_OF)
    (record,) = snapshot.list_state("courses").records
    assert isinstance(record.state(FactKey("passed")), Known if counts else Unknown)


def test_a_document_may_be_required() -> None:
    """An attestation without one counts for nothing where the vocabulary asks for it."""
    for document, kind in ((None, Unknown), (Document(id="d"), Known)):
        claim = Claim(value=2, attestation=evolve(CHIEF, document=document))
        facts = FrozenDict({("grade", None): Stated(claims=(claim,))})
        state = take_snapshot(dossier(facts=facts), AS_OF).state(FactKey("grade"))
        assert isinstance(state, kind)


def test_what_nobody_stated_is_unknown() -> None:
    """With the reason given, if one was."""
    snapshot = take_snapshot(dossier(facts=FrozenDict({("flag", None): Stated(reason="under_review")})), AS_OF)
    assert snapshot.state(FactKey("flag")) == Unknown(Intervals.between(0, 1), "under_review")
    assert snapshot.state(FactKey("colour")) == Unknown(Intervals.between(0, 2), "not_given")
    assert snapshot.state(FactKey("external:x")) == Unknown(Intervals.between(0, 1), "external")


def works(*days: str | None, complete: bool = True, to: str | None = None) -> RecordList:
    """Works of these days."""
    records = tuple(
        FrozenDict({} if text is None else {"day": Stated(claims=(Claim(value=day(text).toordinal()),))})
        for text in days
    )
    return RecordList(records=records, cut_off=CUT_OFF, complete=complete, to=None if to is None else day(to))


def test_records_after_the_day_are_among_the_unseen() -> None:
    """They do not count yet, and the list is complete up to the day only."""
    given = works("2024-06-30", "2024-07-01", "2024-07-02")
    state = take_snapshot(dossier(lists=FrozenDict({"works": given})), AS_OF).list_state("works")
    assert [record.position for record in state.records] == [1, 2]
    assert state.complete_to == AS_OF
    assert state.unseen is not None
    assert state.unseen.state(FactKey("day")) == Unknown(Intervals.between(AS_OF.toordinal() + 1, LAST_DAY), "unseen")


def test_a_record_that_straddles_the_day_hides_its_later_date() -> None:
    """One date counts, the other is only known to come later."""
    prize = FrozenDict(
        {
            "given": Stated(claims=(Claim(value=day("2024-09-01").toordinal()),)),
            "decided": Stated(claims=(Claim(value=day("2024-05-01").toordinal()),)),
        }
    )
    lists = FrozenDict({"prizes": RecordList(records=(prize,), cut_off=CUT_OFF)})
    state = take_snapshot(dossier(lists=lists), AS_OF).list_state("prizes")
    (record,) = state.records
    assert isinstance(record.state(FactKey("decided")), Known)
    given = record.state(FactKey("given"))
    assert given == Unknown(Intervals.between(AS_OF.toordinal() + 1, LAST_DAY), "after_as_of")
    assert isinstance(given, Unknown)
    assert given.hidden == Known(day("2024-09-01").toordinal())
    assert state.unseen is None  # the list holds one record at most
    assert state.more == 0


def test_an_unknown_date_can_be_any() -> None:
    """What a record is about may not have happened when the file was made."""
    state = take_snapshot(dossier(lists=FrozenDict({"works": works(None)})), AS_OF).list_state("works")
    (record,) = state.records
    assert record.state(FactKey("day")) == Unknown(Intervals.between(1, LAST_DAY), "not_given")


@pytest.mark.parametrize(
    ("given", "as_of", "complete_to"),
    [
        (works(), "2025-03-01", "2025-01-10"),
        (works(), "2024-07-01", "2024-07-01"),
        (works(to="2024-06-30"), "2024-07-01", "2024-06-30"),
        (works(to="2024-12-31"), "2025-03-01", "2024-12-31"),
        (works(complete=False), "2024-07-01", None),
    ],
)
def test_how_far_a_list_is_complete(given: RecordList, as_of: str, complete_to: str | None) -> None:
    """Up to its own day or the file's, never beyond the evaluation's; not at all if it says so."""
    state = take_snapshot(dossier(lists=FrozenDict({"works": given})), day(as_of)).list_state("works")
    assert state.complete_to == (None if complete_to is None else day(complete_to))
    assert state.unseen is not None


def test_undated_lists_are_complete_outright_or_open() -> None:
    """There is no day that completeness could stop at."""
    for complete in (True, False):
        lists = FrozenDict({"courses": RecordList(records=(), cut_off=CUT_OFF, complete=complete)})
        state = take_snapshot(dossier(lists=lists), AS_OF).list_state("courses")
        assert (state.unseen is None) is complete
        assert state.complete_to is None


def test_a_list_that_is_not_given_is_open() -> None:
    """Up to the most records there can be."""
    snapshot = take_snapshot(dossier(), AS_OF)
    assert snapshot.list_state("prizes").more == 1
    assert snapshot.list_state("works").more is None
    assert snapshot.list_state("works").unseen is not None


OFFICE = EntitySpec(
    kind="office",
    label=same("office"),
    facts=FrozenDict(
        {
            "rank": FactSpec(name="office.rank", type=FactType.RANK, label=same("rank"), minimum=1, per_year=True),
            "region": FactSpec(name="office.region", type=FactType.BOOLEAN, label=same("region")),
        }
    ),
)


def office_state(link: Link | None, name: str, year: int | None) -> FactState:
    """A fact of the offices that a candidate is linked to; office `a` has rank 1, `b` rank 2, and only `a` has a region."""
    entities = {
        ("office", name_of): Entity(
            kind="office",
            id=name_of,
            facts=FrozenDict(
                {
                    ("rank", 2024): Stated(claims=(Claim(value=rank),)),
                    ("region", None): Stated(claims=(Claim(value=1),)),
                }
            ),
        )
        for name_of, rank in (("a", 1), ("b", 2))
    }
    entities["club", "a"] = Entity(kind="club", id="a")
    vocabulary = evolve(VOCABULARY, entities=FrozenDict({"office": OFFICE}))
    links = FrozenDict({} if link is None else {"office": link})
    given = evolve(dossier(), vocabulary=vocabulary, entities=FrozenDict(entities), links=links)
    return take_snapshot(given, AS_OF).state(FactKey(f"office.{name}", year))


def test_facts_of_the_entity_that_a_candidate_belongs_to() -> None:
    """Of the year's entity for yearly facts, of the one entity for the others; whose it is stands in the evidence."""
    state = office_state(Link(by_year=FrozenDict({2023: "a", 2024: "b"})), "rank", 2024)
    assert isinstance(state, Known)
    assert (state.value, state.evidence.entity) == (2, "b")
    assert isinstance(office_state(Link(by_year=FrozenDict({2023: "a", 2024: "a"})), "region", None), Known)


@pytest.mark.parametrize(
    ("link", "name", "year", "reason", "entity"),
    [
        (None, "rank", 2024, "no_link", None),
        (Link(by_year=FrozenDict({2023: "a"})), "rank", 2024, "no_link", None),
        (Link(always="a"), "rank", 2023, "not_given", "a"),
        (Link(by_year=FrozenDict({2023: "a", 2024: "b"})), "region", None, "no_link", None),
    ],
)
def test_without_an_entity_its_facts_are_unknown(
    link: Link | None, name: str, year: int | None, reason: str, entity: str | None
) -> None:
    """No link, none for the year, nothing stated for the year, or not one and the same entity."""
    state = office_state(link, name, year)
    assert isinstance(state, Unknown)
    assert (state.reason, state.entity) == (reason, entity)
