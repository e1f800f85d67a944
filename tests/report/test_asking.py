"""What to ask the issuing authority first: the ranking, and how it is told."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from cchc_rules import Outcome, Robustness, Verdict, rank_readings, render, shipped_rulebook
from cchc_rules.model.asking import OtherOption, Turned
from cchc_rules.model.verdict import Flip, JointFlip, ReadingInForce
from cchc_rules.report.robustness import asking
from cchc_rules.text import Text, same

YES, NO, OPEN = Outcome.ELIGIBLE, Outcome.NOT_ELIGIBLE, Outcome.UNDETERMINED
DAY = datetime.date(2025, 1, 20)
ANSWERS = {("alpha", "a2"): Text("a hai", "a two"), ("beta", "b2"): Text("b hai", "b two")}


def reading(name: str, confirmed_by: str | None = None) -> ReadingInForce:
    """A reading with its first option in force."""
    return ReadingInForce(
        reading=name,
        option=f"{name[0]}1",
        question=Text(f"{name} là gì?", f"What is {name}?"),
        answer=Text(f"{name[0]} một", f"{name[0]} one"),
        is_default=True,
        confirmed_by=confirmed_by,
        clauses=("II.1",),
    )


READINGS = (reading("alpha"), reading("beta"), reading("gamma", "Công văn 01"), reading("delta"), reading("epsilon"))


@pytest.fixture(scope="module")
def plain() -> Verdict:
    """A verdict to make others of."""
    rulebook = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
    dossier = rulebook.dossier({"id": "cb", "kind": "individual", "as_of": "2025-01-20"})
    return rulebook.award("giay-khen-ca-nhan-hang-nam").evaluate(dossier, year=2024, as_of=DAY)


def made(plain: Verdict, candidate: str, outcome: Outcome, *flips: Flip | JointFlip, award: str = "award") -> Verdict:
    """A verdict that depends on readings as told."""
    known = Robustness(
        robust=not flips,
        outcomes=(outcome, *(flip.outcome for flip in flips)),
        flips=tuple(flip for flip in flips if isinstance(flip, Flip)),
        joint_flips=tuple(flip for flip in flips if isinstance(flip, JointFlip)),
    )
    return evolve(plain, candidate=candidate, award=award, outcome=outcome, readings=READINGS, robustness=known)


def flip(name: str, outcome: Outcome, option: int = 2) -> Flip:
    """One reading that decides alone."""
    return Flip(reading=name, option=f"{name[0]}{option}", outcome=outcome)


def joint(outcome: Outcome, *names: str) -> JointFlip:
    """Several readings that decide together, or one."""
    return JointFlip(changes=tuple((name, f"{name[0]}2") for name in names), outcome=outcome)


def batch(plain: Verdict) -> list[Verdict]:
    """Beta decides three candidates, alpha two, gamma, which is confirmed, all four; delta only together with alpha."""
    everyone = flip("gamma", OPEN)
    return [
        made(plain, "one", NO, flip("beta", YES), everyone, joint(YES, "beta"), joint(OPEN, "gamma")),
        made(plain, "two", NO, flip("beta", YES), flip("beta", OPEN, 3), everyone),
        made(plain, "three", YES, flip("alpha", NO), flip("beta", NO), everyone),
        made(plain, "four", YES, flip("alpha", NO), everyone, joint(NO, "alpha", "delta")),
        made(plain, "three", NO, flip("alpha", YES), award="other"),
    ]


def test_the_ranking(plain: Verdict) -> None:
    """By candidates, each once; then by joint flips of several readings; then by id; what is confirmed comes last."""
    asked = rank_readings(batch(plain))
    assert [(one.reading, one.decides, one.joint) for one in asked] == [
        ("beta", ("one", "two", "three"), ()),
        ("alpha", ("three", "four"), ("four",)),
        ("delta", (), ("four",)),
        ("epsilon", (), ()),
        ("gamma", ("one", "two", "three", "four"), ()),
    ]
    assert [one.confirmed_by for one in asked] == [None, None, None, None, "Công văn 01"]


def test_what_each_option_leads_to(plain: Verdict) -> None:
    """Option by option, who goes from where to where; the option that decides most candidates first."""
    beta, alpha, *_ = rank_readings(batch(plain))

    def turned(candidate: str, outcome: Outcome, becomes: Outcome, award: str = "award") -> Turned:
        return Turned(award=award, candidate=candidate, outcome=outcome, becomes=becomes)

    assert beta.options == (
        OtherOption(option="b2", verdicts=(turned("one", NO, YES), turned("two", NO, YES), turned("three", YES, NO))),
        OtherOption(option="b3", verdicts=(turned("two", NO, OPEN),)),
    )
    several = (turned("three", YES, NO), turned("four", YES, NO), turned("three", NO, YES, "other"))
    assert alpha.options == (OtherOption(option="a2", verdicts=several),)
    assert (beta.question, beta.option, beta.answer, beta.clauses) == (
        Text("beta là gì?", "What is beta?"),
        "b1",
        Text("b một", "b one"),
        ("II.1",),
    )


def test_each_rule_of_the_order_decides(plain: Verdict) -> None:
    """Against the order of the ids: two candidates before one with more verdicts, several readings together before none;
    and of the options that which turns more candidates, with however many verdicts, then the first by id.
    """
    often = [made(plain, "one", NO, flip("alpha", YES), award=award) for award in "abcdefg"]
    others = [
        made(plain, "two", NO, flip("beta", YES, 3), joint(YES, "epsilon", "gamma")),
        made(plain, "three", NO, flip("beta", OPEN, 4), flip("beta", YES, 3), flip("beta", OPEN, 2)),
        *(made(plain, "three", NO, flip("beta", YES, 2), award=award) for award in ("a", "b")),
    ]
    asked = rank_readings([*often, *others])
    assert [(one.reading, one.decides, one.joint) for one in asked] == [
        ("beta", ("two", "three"), ()),
        ("alpha", ("one",), ()),
        ("epsilon", (), ("two",)),
        ("delta", (), ()),
        ("gamma", (), ("two",)),
    ]
    assert [(option.option, len(option.verdicts)) for option in asked[0].options] == [("b3", 2), ("b2", 3), ("b4", 1)]


def test_ties_go_by_id_whatever_the_order(plain: Verdict) -> None:
    """Two readings that decide one candidate each."""
    verdicts = [made(plain, "x", NO, flip("beta", YES)), made(plain, "y", NO, flip("alpha", YES))]
    for order in (verdicts, verdicts[::-1]):
        assert [one.reading for one in rank_readings(order)] == ["alpha", "beta", "delta", "epsilon", "gamma"]


def test_a_reading_used_in_two_ways_is_two(plain: Verdict) -> None:
    """Verdicts of two runs are not mixed up: each counts for the reading as it was used for it."""
    other = evolve(READINGS[0], option="a2")
    verdicts = [
        evolve(made(plain, "x", NO, flip("alpha", YES)), readings=READINGS[:1]),
        evolve(made(plain, "y", YES, flip("alpha", NO, 1)), readings=(other,)),
    ]
    assert [(one.option, one.decides) for one in rank_readings(verdicts)] == [("a1", ("x",)), ("a2", ("y",))]


def test_nothing_to_ask(plain: Verdict) -> None:
    """No verdict, no reading; and what nobody can find out any more is not made up."""
    assert rank_readings([]) == ()
    assert asking((), "vi", {}) == ""
    bare = Verdict.from_dict(evolve(plain, robustness=None).to_dict())
    with pytest.raises(LookupError, match="evaluate the dossier again"):
        rank_readings([bare])


def test_how_it_is_told_in_vietnamese(plain: Verdict) -> None:
    """Question, clause, how many and whom, options; then what decides nobody, then what is confirmed."""
    told = asking(rank_readings(batch(plain)), "vi", ANSWERS)
    assert told == (
        "NÊN XIN Ý KIẾN TRƯỚC\n"
        "Cách hiểu chưa có ý kiến của người có thẩm quyền, xếp theo số hồ sơ có kết quả phụ thuộc riêng cách\n"
        "hiểu đó:\n"
        "1. beta là gì? [beta] (tiểu mục 1, mục II)\n"
        "  Đang hiểu là “b một”; riêng cách hiểu này quyết định kết quả của 03 hồ sơ.\n"
        "    - Nếu hiểu là “b hai” [beta=b2] thì one, two: Không đủ điều kiện → Đủ điều kiện xét; three: Đủ\n"
        "      điều kiện xét → Không đủ điều kiện.\n"
        "    - Nếu hiểu là [beta=b3] thì two: Không đủ điều kiện → Chưa đủ căn cứ.\n"
        "2. alpha là gì? [alpha] (tiểu mục 1, mục II)\n"
        "  Đang hiểu là “a một”; riêng cách hiểu này quyết định kết quả của 02 hồ sơ.\n"
        "    - Nếu hiểu là “a hai” [alpha=a2] thì three, four [award]: Đủ điều kiện xét → Không đủ điều kiện;\n"
        "      three [other]: Không đủ điều kiện → Đủ điều kiện xét.\n"
        "    - Nếu đổi đồng thời với cách hiểu khác thì kết quả của 01 hồ sơ (four) có thể khác.\n"
        "3. delta là gì? [delta] (tiểu mục 1, mục II)\n"
        "  Đang hiểu là “d một”.\n"
        "    - Nếu đổi đồng thời với cách hiểu khác thì kết quả của 01 hồ sơ (four) có thể khác.\n"
        "Cách hiểu chưa có ý kiến nhưng không làm thay đổi kết quả của hồ sơ nào ở đây:\n"
        "  - epsilon là gì? [epsilon]\n"
        "Cách hiểu đã có ý kiến:\n"
        "  - gamma là gì? → g một [gamma=g1]; xác nhận: Công văn 01"
    )


def test_how_it_is_told_in_english(plain: Verdict) -> None:
    """The same in English; where nothing is open only what has been confirmed is told."""
    told = asking(rank_readings(batch(plain)), "en", ANSWERS)
    assert told.splitlines()[0] == "ASK FIRST"
    assert "1. What is beta? [beta] (section 1, part II)\n  Read as “b one”; this alone decides 3 dossiers." in told
    assert "    - Changed together with others, it gives 1 dossier (four) another outcome." in told
    assert "Readings that nobody has confirmed and that change no outcome here:\n  - What is epsilon?" in told
    settled = evolve(made(plain, "x", NO, flip("gamma", YES)), readings=READINGS[2:3])
    assert asking(rank_readings([settled]), "en", {}) == (
        "ASK FIRST\nReadings that have been confirmed:\n  - What is gamma? → g one [gamma=g1]; confirmed by: Công văn 01"
    )


def test_readings_that_decide_together_are_told_together(plain: Verdict) -> None:
    """For an outcome that no reading gives alone; with the words of the options, where there are any."""
    verdict = made(plain, "cb", NO, joint(YES, "alpha", "beta"))
    assert (
        "  Kết quả có thể khác nếu đổi đồng thời:\n"
        "    - Đủ điều kiện xét, nếu cả 02 nội dung được hiểu như sau:\n"
        "      · alpha là gì? → “a hai” [alpha=a2]\n"
        "      · beta là gì? → “b hai” [beta=b2]\n"
    ) in render(verdict, "vi", ANSWERS)
    english = render(verdict, "en")
    assert "  Several readings changed together give another outcome:\n    - Eligible, if all 2 are read as" in english
    assert "      · What is beta? → [beta=b2]\n" in english


def test_both_are_told(plain: Verdict) -> None:
    """What one reading gives alone, and what takes several; a joint flip of one reading is a flip already told."""
    verdict = made(plain, "cb", NO, flip("alpha", YES), joint(YES, "alpha"), joint(OPEN, "beta", "delta"))
    told = render(verdict, "vi", ANSWERS)
    assert "- alpha là gì? Nếu hiểu là “a hai” [alpha=a2] thì: Đủ điều kiện xét.\n" in told
    assert "    - Chưa đủ căn cứ, nếu cả 02 nội dung được hiểu như sau:\n" in told
    assert told.count("nếu cả") == 1


def test_a_name_is_a_passenger(plain: Verdict) -> None:
    """Ids stand in what is to be sent to the authority, never names."""
    named = evolve(made(plain, "x", NO, flip("beta", YES)), name="Nguyễn Văn A")
    assert "Nguyễn" not in asking(rank_readings([named]), "vi", ANSWERS)


def test_the_words_of_readings_without_english(plain: Verdict) -> None:
    """A question that has no English is told in Vietnamese."""
    only = evolve(READINGS[0], question=same("alpha?"))
    verdict = evolve(made(plain, "x", NO, flip("alpha", YES)), readings=(only,))
    assert "1. alpha? [alpha]" in asking(rank_readings([verdict]), "en", ANSWERS)
