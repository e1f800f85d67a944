"""What a dossier file says, when nothing is wrong with it."""

from __future__ import annotations

import datetime
import pickle

import pytest
from language.dossier_examples import candidate, found, loaded, only

from cchc_rules.language.dossiers.misfits import bounds_text
from cchc_rules.model.dossier import (
    Attestation,
    Claim,
    Document,
    Dossier,
    Entity,
    Link,
    RecordList,
    Stated,
)
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text

AS_OF = datetime.date(2025, 1, 20)
ATTESTED_ON = datetime.date(2025, 1, 10)

WHOLE = """\
rulebook: so-noi-vu/ke-hoach
award_year: 2024
as_of: 2025-01-20
documents: {bb-01: {number: "12/BB", date: 2025-01-10, title: "Biên bản họp"}}
entities:
  office:
    so-noi-vu:
      name: Sở Nội vụ
      remark: nhập từ tệp chung
      par_rank: {2023: 3, 2024: {value: 4, known_from: 2025-03-01, document: bb-01}}
      par_index: {2024: {unknown: not_published, remark: chờ công bố}}
    other: {par_rank: {2024: 1}}
attestations:
  - {capacity: director, date: 2025-01-10, document: bb-01, by: gd-01, year: 2024,
     facts: [exemplary], candidates: [cb-01, t-01], value: true}
  - {capacity: director, date: 2025-01-10, facts: [trusted], candidates: [cb-01], value: false}
candidates:
  - id: cb-01
    kind: individual
    name: Nguyễn Văn An
    remark: hồ sơ bổ sung
    office: so-noi-vu
    division: {2023: p-01, 2024: p-02}
    facts:
      staff_category: civil_servant
      years_of_service: null
      score: 91.5
      joined_on: 2010-09-01
      field_of_work: "tin học"
      rating: {2023: fair, 2024: good}
      exemplary: {2024: {value: true, capacity: head_of_division, of: p-02, date: 2025-01-05}}
      in_charge: {2024: {unknown: lost_in_fire}}
    lists:
      articles:
        to: 2024-12-31
        items:
          - {title: "Một cửa", posted_on: 2024-03-01, site: portal, remark: đã đối chiếu}
          - {title: "Chuyển đổi số", posted_on: null, checked: {value: true, capacity: director, date: 2025-01-10}}
      languages: []
  - {id: t-01, kind: team, facts: {size: 5}}
"""


@pytest.fixture(scope="module")
def individual() -> Dossier:
    """The first candidate of the whole file."""
    result = loaded(WHOLE)
    assert not found(result)
    return result.dossiers[0]


def claims(stated: Stated) -> tuple[Claim, ...]:
    """The claims of a statement."""
    return stated.claims


def test_set() -> None:
    """All candidates of the file, in its order, with what holds for the file."""
    result = loaded(WHOLE)
    assert [dossier.id for dossier in result.dossiers] == ["cb-01", "t-01"]
    assert (result.as_of, result.award_year) == (AS_OF, 2024)


def test_identity(individual: Dossier) -> None:
    """Who it is, by which rulebook, as of when; the name is a passenger."""
    assert (individual.rulebook, individual.id, individual.kind) == ("so-noi-vu/ke-hoach", "cb-01", "individual")
    assert (individual.award_year, individual.as_of, individual.name) == (2024, AS_OF, "Nguyễn Văn An")
    assert "An" not in repr(individual)
    assert individual.place.span is not None
    assert individual.place.span.line == 18


def test_links(individual: Dossier) -> None:
    """A link is one entity, or one by year."""
    assert individual.links == {
        "office": Link(always="so-noi-vu"),
        "division": Link(by_year=individual.links["division"].by_year),
    }
    assert dict(individual.links["division"].by_year) == {2023: "p-01", 2024: "p-02"}


def test_entities(individual: Dossier) -> None:
    """Only the entities that the candidate is linked to, with what is stated about them."""
    document = Document(id="bb-01", number="12/BB", date=ATTESTED_ON, title="Biên bản họp")
    assert list(individual.entities) == [("office", "so-noi-vu")]
    office = individual.entities["office", "so-noi-vu"]
    assert isinstance(office, Entity)
    assert office.name == "Sở Nội vụ"
    assert office.facts == {
        ("par_rank", 2023): Stated(claims=(Claim(value=3),)),
        ("par_rank", 2024): Stated(claims=(Claim(value=4, known_from=datetime.date(2025, 3, 1), document=document),)),
        ("par_index", 2024): Stated(reason="not_published"),
    }


def test_facts(individual: Dossier) -> None:
    """Literals are core values; null states nothing; a covering attestation stands beside the candidate's own claim."""
    document = Document(id="bb-01", number="12/BB", date=ATTESTED_ON, title="Biên bản họp")
    own = Attestation(capacity="head_of_division", date=datetime.date(2025, 1, 5), of="p-02")
    covering = Attestation(capacity="director", date=ATTESTED_ON, document=document, by="gd-01")
    bare = Attestation(capacity="director", date=ATTESTED_ON)
    assert individual.facts == {
        ("staff_category", None): Stated(claims=(Claim(value=0),)),
        ("score", None): Stated(claims=(Claim(value=9150),)),
        ("joined_on", None): Stated(claims=(Claim(value=datetime.date(2010, 9, 1).toordinal()),)),
        ("field_of_work", None): Stated(claims=(Claim(value="tin học"),)),
        ("rating", 2023): Stated(claims=(Claim(value=1),)),
        ("rating", 2024): Stated(claims=(Claim(value=2),)),
        ("exemplary", 2024): Stated(
            claims=(Claim(value=1, attestation=own), Claim(value=1, attestation=covering, document=document))
        ),
        ("in_charge", 2024): Stated(reason="lost_in_fire"),
        ("trusted", None): Stated(claims=(Claim(value=0, attestation=bare),)),
    }


def test_places(individual: Dossier) -> None:
    """A claim knows where it was written: its literal or its mapping, in the file, and the way there."""
    (claim,) = claims(individual.facts["score", None])
    assert str(claim.place.span) == "dossier.yaml:27:14"
    assert claim.place.pointer == ("candidates", 0, "facts", "score")
    assert claim.place.key("value") == claim.place.span
    own, covering = claims(individual.facts["exemplary", 2024])
    assert str(own.place.span) == "dossier.yaml:31:25"
    assert covering.place.pointer == ("attestations", 0)


def test_places_travel(individual: Dossier) -> None:
    """A dossier that went through pickle still knows its places, and has left the file behind."""
    again = pickle.loads(pickle.dumps(individual))
    assert again == individual
    (claim,) = claims(again.facts["score", None])
    assert str(claim.place.span) == "dossier.yaml:27:14"
    assert claim.place.pointer == ("candidates", 0, "facts", "score")


def test_lists(individual: Dossier) -> None:
    """Records with what is stated of each field; an empty list is a complete one."""
    articles = individual.lists["articles"]
    attestation = Attestation(capacity="director", date=ATTESTED_ON)
    assert (articles.cut_off, articles.complete, articles.to) == (AS_OF, True, datetime.date(2024, 12, 31))
    assert articles.records == (
        {
            "title": Stated(claims=(Claim(value="Một cửa"),)),
            "posted_on": Stated(claims=(Claim(value=datetime.date(2024, 3, 1).toordinal()),)),
            "site": Stated(claims=(Claim(value=0),)),
        },
        {
            "title": Stated(claims=(Claim(value="Chuyển đổi số"),)),
            "checked": Stated(claims=(Claim(value=1, attestation=attestation),)),
        },
    )
    assert individual.lists["languages"] == RecordList(records=(), cut_off=AS_OF)
    assert "meetings" not in individual.lists


def test_open_list() -> None:
    """``complete: false`` says that records may be missing."""
    dossier = only(candidate("lists: {articles: {complete: false, items: [{title: A}]}}"))
    assert not dossier.lists["articles"].complete


@pytest.mark.parametrize(
    "body",
    [
        "",
        "facts: {}",
        "lists: {}",
        "facts: {score: null, rating: null, exemplary: {}, in_charge: {2024: null}}",
    ],
    ids=["nothing", "no-facts", "no-lists", "nulls"],
)
def test_nothing_stated(body: str) -> None:
    """Absent and null are the same: nothing is stated."""
    assert only(candidate(body)) == only(candidate())


def test_empty_file() -> None:
    """A file without candidates is a file of entities, or of nothing."""
    result = loaded("rulebook: so-noi-vu/ke-hoach\nas_of: 2025-01-20\ncandidates: []\n")
    assert result.dossiers == ()


def test_the_last_day_belongs_to_the_data() -> None:
    """What happened on the day of the cut-off is known: an attestation, a record, how far a list is complete."""
    body = (
        "facts: {trusted: {value: true, capacity: director, date: 2025-01-20}}\n"
        "lists: {articles: {to: 2025-01-20, items: [{posted_on: 2025-01-20}]}}"
    )
    assert only(candidate(body)).lists["articles"].to == AS_OF


def test_later_knowledge() -> None:
    """A value that becomes known after the file's own cut-off is fine: it counts later."""
    dossier = only(candidate("facts: {score: {value: 90, known_from: 2026-01-01}}"))
    assert dossier.facts["score", None].claims[0].known_from == datetime.date(2026, 1, 1)


def test_later_dates_of_undated_things() -> None:
    """A date that is a fact may lie ahead: a term of office, a retirement."""
    dossier = only(candidate("facts: {joined_on: 2030-01-01}"))
    assert dossier.facts["joined_on", None].claims[0].value == datetime.date(2030, 1, 1).toordinal()


def test_capacity_without_standing() -> None:
    """A declared authority that may not attest this fact is no fault of the file; the verdict says it counts for nothing."""
    body = "facts: {trusted: {value: true, capacity: head_of_division, of: p-01, date: 2025-01-10}}"
    dossier = only(candidate(f"division: p-01\n{body}"))
    assert dossier.facts["trusted", None].claims[0].attestation is not None


def test_several_covering_attestations() -> None:
    """Whoever attests the same again stands beside the first."""
    each = "  - {capacity: director, date: 2025-01-1%d, facts: [trusted], candidates: [cb-01], value: %s}\n"
    before = "attestations:\n" + each % (0, "true") + each % (1, "false")
    dossier = only(candidate(before=before))
    assert [claim.value for claim in dossier.facts["trusted", None].claims] == [1, 0]


def test_covering_beside_a_reason() -> None:
    """Where the candidate's own part says why a value is unknown, a covering attestation gives the value."""
    before = (
        "attestations: [{capacity: director, date: 2025-01-10, facts: [trusted], candidates: [cb-01], value: true}]\n"
    )
    dossier = only(candidate("facts: {trusted: {unknown: under_review}}", before=before))
    stated = dossier.facts["trusted", None]
    assert stated.reason == "under_review"
    assert [claim.value for claim in stated.claims] == [1]


@pytest.mark.parametrize(
    ("literal", "core"),
    [("0", 0), ("100", 10000), ("91.5", 9150), ("91.25", 9125), ("91.250", 9125), ("0.01", 1)],
)
def test_decimals(literal: str, core: int) -> None:
    """Decimals are exact; a zero at the end is no further digit."""
    assert only(candidate(f"facts: {{score: {literal}}}")).facts["score", None].claims[0].value == core


def test_link() -> None:
    """The entity of a year; without a year, the one that it always was."""
    moved = Link(by_year=FrozenDict({2021: "a", 2023: "b"}))
    assert [moved.at(year) for year in (2021, 2022, 2023, None)] == ["a", None, "b", None]
    assert Link(by_year=FrozenDict({2021: "a", 2022: "a"})).at(None) == "a"
    assert (Link(always="a").at(2024), Link(always="a").at(None), Link().at(None)) == ("a", "a", None)


def test_bounds() -> None:
    """Either end of a range may be open."""
    spec = FactSpec(name="x", type=FactType.INTEGER, label=Text("x"), maximum=5)
    assert bounds_text(spec) == Text("nhiều nhất 5", "at most 5")
