"""What still matters for the undetermined example candidates: written down from the plan's text and the dossiers before the
engine was asked. ``+`` is eligible, ``-`` not eligible, ``?`` still undetermined.
"""

from __future__ import annotations

import pytest
from checkout import ROOT

from cchc_rules import LoadedRulebook, Outcome, Verdict, shipped_rulebook
from cchc_rules.model.why import Matter, Relevance

SIGNS = {Outcome.ELIGIBLE: "+", Outcome.NOT_ELIGIBLE: "-", Outcome.UNDETERMINED: "?"}
NO_YES = "được xác nhận là không -; được xác nhận là có +"
WRITING = ("active_writer", "excellent_advice")
LISTS = ("articles/", "initiatives/")

ANNUAL: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    # three items in 2024, advice and writing attested: only conduct is open
    "cb-12": ({"exemplary_conduct": NO_YES}, ()),
    # in charge, and the agency is 5th with 91,25% and 90%: the other two standards do not matter
    "cb-13": ({"exemplary_conduct": NO_YES}, (*WRITING, *LISTS)),
    "cb-14": ({"typical_in_par": NO_YES}, (*WRITING, *LISTS)),
    # no items, no initiatives: whatever is judged of the writing, the second standard fails
    "cb-15": ({"in_charge_of_par": NO_YES}, WRITING),
    "cb-16": ({"exemplary_conduct": NO_YES}, (*WRITING, *LISTS)),
    # two items, and the list may lack some: one more is enough
    "cb-17": ({"articles/": "không thêm mục nào được tính -; thêm từ 01 mục được tính trở lên +"}, ()),
    # third, SIPAS 91,3%; the PAR Index came out after the day
    "cb-18": ({"office.par_index": "dưới 90% -; từ 90% trở lên +"}, WRITING),
    # neither ranked nor measured: either alone can rule the standard out, none alone can reach it
    "cb-19": (
        {
            "office.par_rank": "thứ 05 trở lên ?; thứ 06 trở xuống -",
            "office.sipas": "dưới 90% -; từ 90% trở lên ?",
        },
        WRITING,
    ),
    "cb-20": ({"typical_in_par": NO_YES}, (*WRITING, *LISTS)),
    # complete up to 30 June only
    "cb-21": ({"articles/": "không thêm mục nào được tính -; thêm từ 01 mục được tính trở lên +"}, ()),
    # two items in the column, a third of which the column is not known
    "cb-27": ({"articles/3/column": "chuyên mục cải cách hành chính +; chuyên mục khác -"}, ()),
}


def named(matter: Matter) -> str:
    """A short name for what is missing."""
    if matter.list is None:
        return str(matter.fact)
    return f"{matter.list}/" if matter.record is None else f"{matter.list}/{matter.record}/{matter.fact}"


def rows(matter: Matter) -> str:
    """The table in one line."""
    return "; ".join(f"{row.values.vi} {SIGNS[row.outcome]}" for row in matter.table)


@pytest.fixture(scope="module")
def book() -> LoadedRulebook:
    """The plan."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


def relevance(verdict: Verdict) -> Relevance:
    """What still matters for an undetermined verdict."""
    found = verdict.why.relevance
    assert found is not None
    return found


@pytest.mark.parametrize("candidate", ANNUAL)
def test_what_matters_to_a_person(candidate: str, book: LoadedRulebook) -> None:
    """All that matters, what each value of it leads to, and what is missing and does not matter."""
    matters, idle = ANNUAL[candidate]
    found = relevance(verdict_on(book, "giay-khen-ca-nhan-hang-nam", candidate))
    assert {named(one): rows(one) for one in found.matters} == matters
    assert {named(one) for one in found.idle} == set(idle)
    assert found.exact
    assert [one.settles for one in found.matters] == ["?" not in row for row in matters.values()]


def test_of_a_dossier_with_nothing_in_it_everything_matters(book: LoadedRulebook) -> None:
    """Eleven things; three of them can rule the candidate out alone, and none can do more."""
    found = relevance(verdict_on(book, "giay-khen-ca-nhan-hang-nam", "cb-25"))
    assert (len(found.matters), found.idle) == (11, ())
    deciding = {named(one): rows(one) for one in found.matters if "-" in rows(one)}
    assert deciding == {
        "staff_category": "công chức ?; người lao động hoặc diện khác -",
        "typical_in_par": "được xác nhận là không -; được xác nhận là có ?",
        "exemplary_conduct": "được xác nhận là không -; được xác nhận là có ?",
    }
    assert {rows(one) for one in found.matters if named(one) not in deciding} == {
        "mọi giá trị ?",
        "thêm bao nhiêu cũng vậy ?",
    }


def test_what_matters_to_a_division(book: LoadedRulebook) -> None:
    """First place may be shared."""
    found = relevance(verdict_on(book, "giay-khen-tap-the-hang-nam", "pb-nv3"))
    assert [rows(one) for one in found.matters] == ["mức “không dẫn đầu” -; từ mức “đồng dẫn đầu” trở lên +"]


def test_what_no_dossier_can_supply(book: LoadedRulebook) -> None:
    """The criteria are in another document."""
    found = relevance(verdict_on(book, "bang-khen-hang-nam", "cb-01"))
    assert [rows(one) for one in found.matters] == ["không đạt -; đạt +"]


def test_a_verdict_that_stands_waits_for_nothing(book: LoadedRulebook) -> None:
    """Eligible, whatever is missing."""
    assert verdict_on(book, "giay-khen-ca-nhan-hang-nam", "cb-01").why.relevance is None


def verdict_on(book: LoadedRulebook, award: str, candidate: str) -> Verdict:
    """The verdict on an example candidate of 2024."""
    dossiers = book.load_dossiers(ROOT / "examples/nam-2024.yaml")
    (dossier,) = (one for one in dossiers.dossiers if one.id == candidate)
    return book.award(award).evaluate(dossier, year=2024, as_of=dossiers.as_of)
