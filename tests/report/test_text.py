"""What the text says in cases that the examples do not reach."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from cchc_rules import Explanation, Outcome, Robustness, Truth, UnknownFact, Verdict, shipped_rulebook
from cchc_rules.model.explanation import Observation, Requirement
from cchc_rules.model.shown import Shown
from cchc_rules.model.verdict import Flip, Told
from cchc_rules.report.page import Page
from cchc_rules.report.summary import grounds
from cchc_rules.report.text import explanations, notices, render, summary
from cchc_rules.report.tree import tree
from cchc_rules.text import Text, same

VI = Page("vi")


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    """A verdict on a dossier that says next to nothing."""
    rulebook = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    dossier = rulebook.dossier({"id": "cb", "kind": "individual", "as_of": "2025-01-20"})
    award = rulebook.award("giay-khen-ca-nhan-hang-nam")
    return award.evaluate(dossier, year=2024, as_of=datetime.date(2025, 1, 20))


def node(kind: str, truth: Truth, *children: Explanation, title: str = "điều kiện", **more: object) -> Explanation:
    """A node of an explanation with as little as there can be."""
    return Explanation(path="a", kind=kind, title=same(title), truth=truth, children=children, **more)  # type: ignore[arg-type]


def lines(root: Explanation) -> list[str]:
    """The tree, in Vietnamese."""
    return tree(VI, root)


def saying(
    verdict: Verdict, explanation: Explanation | None = None, unknown: tuple[UnknownFact, ...] | None = None
) -> Verdict:
    """The verdict with another explanation, or with other facts missing."""
    told = Told(
        explanation=verdict.explanation if explanation is None else explanation,
        unknown=verdict.unknown if unknown is None else unknown,
    )
    return evolve(verdict, basis=told)


def test_one_report_stands_alone(verdict: Verdict) -> None:
    """One verdict: whom, the outcome, which award and year, why, what is missing, how the text was read."""
    text = render(verdict, "vi")
    assert text.startswith(
        "cb: CHƯA ĐỦ CĂN CỨ\nGiấy khen – cá nhân, hằng năm [giay-khen-ca-nhan-hang-nam] (tiểu mục 3.2.1, mục IV), năm"
    )
    assert "Còn thiếu:" in text
    assert "Cách hiểu đã dùng" in text
    period = evolve(verdict, name="Lê An", provenance=evolve(verdict.provenance, year=None), readings=())
    assert render(period, "en").startswith("Lê An (cb): UNDETERMINED\n")
    assert "Cách hiểu đã dùng" not in render(period, "vi")


def test_an_inexact_verdict_says_so(verdict: Verdict) -> None:
    """Where the search ran out of its budget, both the table and the explanation say that."""
    inexact = evolve(verdict, exact=False, method="unresolved")
    assert "chưa xét hết các khả năng" in summary([inexact], [], "vi")
    assert "Chưa xét hết các khả năng trong giới hạn tính toán." in render(inexact, "vi")


@pytest.mark.parametrize(
    ("robustness", "said"),
    [
        (
            Robustness(robust=None, outcomes=None, flips=()),
            "Chưa xác định được kết quả có phụ thuộc cách hiểu hay không.",
        ),
        (
            Robustness(robust=False, outcomes=(Outcome.ELIGIBLE, Outcome.UNDETERMINED), flips=()),
            "Kết quả có thể khác nếu đổi nhiều cách hiểu cùng lúc: Đủ điều kiện xét.",
        ),
        (
            Robustness(robust=False, outcomes=None, flips=(Flip(reading="x", option="y", outcome=Outcome.ELIGIBLE),)),
            "- x Nếu hiểu là [x=y] thì: Đủ điều kiện xét.",
        ),
    ],
)
def test_every_kind_of_robustness(robustness: Robustness, said: str, verdict: Verdict) -> None:
    """Not found out; several readings together; a reading that the verdict does not name."""
    assert said in render(evolve(verdict, robustness=robustness), "vi")


def test_options_that_lead_alike_stand_together(verdict: Verdict) -> None:
    """Two options of one reading with one outcome are one line."""
    flips = tuple(Flip(reading="index-binding", option=option, outcome=Outcome.ELIGIBLE) for option in ("a", "b"))
    told = render(evolve(verdict, robustness=Robustness(robust=False, outcomes=None, flips=flips)), "vi")
    assert "Nếu hiểu là “A” [index-binding=a] hoặc [index-binding=b] thì: Đủ điều kiện xét." in " ".join(
        explanations(
            [evolve(verdict, robustness=Robustness(robust=False, outcomes=None, flips=flips))],
            "vi",
            {("index-binding", "a"): same("A")},
        ).split()
    )
    assert told.count("Nếu hiểu là") == 1


def test_those_of_whom_the_same_is_said_stand_together(verdict: Verdict) -> None:
    """Explanations that agree in every word are told once, with everybody's name."""
    several = [verdict, evolve(verdict, candidate="b", name="Bình")]
    assert "1. cb, Bình (b): CHƯA ĐỦ CĂN CỨ" in explanations(several, "vi")
    many = [evolve(verdict, candidate=f"c{i}") for i in range(4)]
    assert "1. Cả 04 hồ sơ: CHƯA ĐỦ CĂN CỨ" in explanations(many, "vi")
    assert "1. All 4 dossiers: UNDETERMINED" in explanations(many, "en")


def test_no_verdicts_have_no_notices() -> None:
    """Without verdicts there is nothing to say."""
    assert notices([], "vi") == summary([], [], "vi") == explanations([], "vi") == ""


def test_notices_may_have_no_clause(verdict: Verdict) -> None:
    """A notice without a clause has no empty brackets."""
    notice = evolve(verdict.notices[0], clauses=())
    assert notices([evolve(verdict, notices=(notice,))], "vi").endswith(notice.text.vi)


def test_missing_of_several_years_is_said_once(verdict: Verdict) -> None:
    """What is missing of three years alike is one line."""
    unknown = tuple(
        UnknownFact(path="a", reason="not_given", text=same(f"chỉ số, năm {year}: chưa có"), fact="x", year=year)
        for year in (2022, 2023, 2024)
    )
    assert "- chỉ số, năm 2022: chưa có (tương tự: năm 2023, 2024)\n" in render(saying(verdict, unknown=unknown), "vi")


def test_an_award_of_one_condition(verdict: Verdict) -> None:
    """An award that is one fact: what is missing stands in place of the tree, and in the table."""
    leaf = node("fact", Truth.UNDETERMINED, observed=Observation(text=same("chưa có"), reason="not_given"))
    unknown = (UnknownFact(path="a", reason="not_given", text=same("số người: chưa có"), fact="x"),)
    one = saying(verdict, explanation=leaf, unknown=unknown)
    assert "  ? số người: chưa có\n" in render(one, "vi")
    assert grounds(VI, one) == "số người: chưa có"
    assert grounds(VI, saying(one, unknown=())) == "điều kiện"


def test_grounds_of_every_kind(verdict: Verdict) -> None:
    """Excluded, not met, met without alternatives, and what is open without any reason."""
    met, failed, open_ = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED
    no = evolve(verdict, outcome=Outcome.NOT_ELIGIBLE)
    excluded = node("none_of", failed, node("fact", met, title="bị kỷ luật"), node("fact", failed))
    both = node("all_of", failed, node("all_of", failed, node("attested", failed, title="gương mẫu")), excluded)
    assert grounds(VI, saying(no, explanation=both)) == "không đạt: gương mẫu; thuộc trường hợp loại trừ: bị kỷ luật"
    assert grounds(VI, saying(no, explanation=excluded)) == "thuộc trường hợp loại trừ: bị kỷ luật"
    yes = evolve(verdict, outcome=Outcome.ELIGIBLE)
    assert grounds(VI, saying(yes, explanation=node("all_of", met, node("fact", met)))) == "đạt mọi điều kiện"
    assert grounds(VI, saying(verdict, explanation=node("all_of", open_, node("fact", open_)))) == "chưa rõ: điều kiện"


def test_what_is_excluded_is_marked_from_the_candidates_side() -> None:
    """Below "none of these" a condition that is not met speaks for the candidate, and its bound is what excludes."""
    low = Requirement(
        text=Text("dưới 5", "less than 5"), comparison="less_than", operands=(Shown(value="5", text=same("5")),)
    )
    root = node(
        "none_of",
        Truth.MET,
        node("fact", Truth.NOT_MET, title="điểm", required=low, observed=Observation(text=same("7"))),
        node("none_of", Truth.NOT_MET, node("attested", Truth.MET, title="gương mẫu"), title="không thuộc"),
        title="không thuộc trường hợp nào",
    )
    assert lines(root) == [
        "✓ không thuộc trường hợp nào",
        "  ✓ điểm: 7; loại trừ nếu dưới 5",
        "  ✓ không thuộc",
        "    ✓ gương mẫu",
    ]


def test_lists_of_every_kind() -> None:
    """How many there are is said where it decides, how far the list reaches where a "no" rests on it."""
    none = Observation(text=same(""), certain=0, possible=0)
    some = Requirement(text=same("có bài"), low=1)
    missing = node("some", Truth.NOT_MET, title="bài", required=some, observed=none)
    assert lines(missing) == ["✗ có bài: không có; danh sách đầy đủ"]
    assert lines(node("count", Truth.MET, title="bài")) == ["✓ bài"]
    parent = node("all_of", Truth.NOT_MET, missing)
    assert lines(parent) == ["✗ bài: không có; yêu cầu có bài; danh sách đầy đủ"]
    far = evolve(missing, observed=evolve(none, complete_to=datetime.date(2024, 3, 8)))
    assert lines(node("all_of", Truth.NOT_MET, far))[0].endswith("danh sách đầy đủ đến hết ngày 08/3/2024")


def test_an_alternative_that_is_not_needed_is_one_line() -> None:
    """Where one of several is met, the others are told without what lies below them; facts keep what was found."""
    fact = node(
        "fact", Truth.UNDETERMINED, title="điểm", observed=Observation(text=same("chưa có"), reason="not_given")
    )
    root = node(
        "any_of",
        Truth.MET,
        node("attested", Truth.MET, title="a"),
        node("all_of", Truth.NOT_MET, fact, title="b"),
        fact,
        title="một trong ba",
    )
    assert lines(root) == ["✓ một trong ba", "  ✓ a", "  ✗ b", "  ? điểm: chưa có"]


def test_years_of_which_the_same_is_said_share_a_line() -> None:
    """Two years are named, a longer run by its ends; a year may have nothing to say."""

    def year(number: int, value: str) -> Explanation:
        leaf = node("fact", Truth.MET, title="thứ", observed=Observation(text=same(value)))
        return evolve(node("year", Truth.MET, leaf), path=f"a@{number}")

    years = [year(2021, "4"), year(2022, "4"), year(2023, "5"), year(2024, "5"), year(2025, "5")]
    root = node("years", Truth.MET, *years, evolve(node("year", Truth.NOT_MET), path="a@2026"), title="đủ năm")
    assert lines(root) == [
        "✓ đủ năm: đạt 05 năm",
        "  ✓ các năm 2021, 2022 – thứ: 4",
        "  ✓ các năm 2023–2025 – thứ: 5",
        "  ✗ năm 2026",
    ]
    assert tree(Page("en"), root)[0] == "✓ đủ năm: 5 years met"
