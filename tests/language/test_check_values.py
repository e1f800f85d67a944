"""Checking values and bounds: under every option and in every year."""

from __future__ import annotations

import pytest
from language.meaning import award, changed, codes, found, told

ROUNDING = "  rounding:\n"
SHORT_OR_LONG = """\
  span:
    question: {vi: "Mấy năm?", en: "How many years?"}
    options: {long: {vi: "ba", en: "three"}, short: {vi: "hai", en: "two"}}
    default: long
    confirmed_by: null
    source: {clause: "IV.2"}
"""
SPAN = "reading: span, options: {long: {from: 2022-01-01, to: 2024-12-31}, short: {from: 2023-01-01, to: 2024-12-31}}"


def with_span(**more: int) -> str:
    """A rulebook file in which the period and a parameter depend on the reading `span`."""
    by_option = ", ".join(f"{option}: {value}" for option, value in more.items())
    return changed(
        "rulebook.yaml",
        ("  rounding:\n", SHORT_OR_LONG + ROUNDING),
        ("period: {from: 2023-01-01, to: 2024-12-31}", f"period: {{{SPAN}}}"),
        ("years_needed: {value: 2,", f"years_needed: {{reading: span, options: {{{by_option}}},"),
        ("{from: 2023, value: 2}", "{from: 2022, value: 2}"),
    )


@pytest.mark.parametrize(
    ("criteria", "wanted"),
    [
        (
            "{fact: exemplary, is: yes_}",
            ["7 <yes_> CR317 `yes_` không phải giá trị của `exemplary`: cần `true` hoặc `false`"],
        ),
        ("{fact: grade, is: Tốt}", ["7 <Tốt> CR318 `grade` không có giá trị `Tốt`"]),
        (
            "{some: courses, where: [{fact: hours, at_least: 1.500}]}",
            ["7 <1.500> CR317 `1.500` không phải giá trị của `hours`: cần số nguyên"],
        ),
        (
            "{fact: grade, between: [good, fair]}",
            ["7 <[good, fair]> CR322 khoảng này không chứa giá trị nào: `good` đứng sau `fair`"],
        ),
        ("{fact: grade, between: [good, excelent]}", ["7 <excelent> CR318 `grade` không có giá trị `excelent`"]),
        (
            "{fact: joined_on, at_least: 5}",
            [
                "7 <at_least> CR316 `at_least` không dùng được cho `joined_on`: giá trị của dữ kiện này là ngày dạng 2024-12-31"
            ],
        ),
        (
            "{fact: joined_on, between: [2024-01-01, 2023-01-01]}",
            [
                "7 <[2024-01-01, 2023-01-01]> CR322 khoảng này không chứa giá trị nào: `2024-01-01` đứng sau `2023-01-01`"
            ],
        ),
        (
            "{fact: office.index, after: 2024-01-01}",
            ["7 <after> CR316 `after` không dùng được cho `office.index`: giá trị của dữ kiện này là số thập phân"],
        ),
        ("{fact: office.index, between: [{param: flor}, 90]}", ["7 <flor> CR307 không có mức quy định `flor`"]),
        ("{fact: office.index, one_of: [90, 91, 90.0]}", ["7 <90.0> CR409 giá trị `90.0` được ghi hai lần"]),
        (
            "{fact: category, one_of: [official, 1, employe]}",
            [
                "7 <1> CR317 `1` không phải giá trị của `category`: cần một giá trị trong danh mục",
                "7 <employe> CR318 `category` không có giá trị `employe`",
            ],
        ),
        (
            "{some: courses, where: [{fact: hours, at_least: 1.5}]}",
            ["7 <1.5> CR317 `1.5` không phải giá trị của `hours`: cần số nguyên"],
        ),
        (
            "{some: courses, where: [{fact: hours, at_least: -1}]}",
            ["7 <-1> CR320 `-1` nằm ngoài khoảng giá trị của `hours`: ít nhất 0"],
        ),
    ],
)
def test_values(criteria: str, wanted: list[str]) -> None:
    """What a fact is held against is one of its values, and its type knows the comparison."""
    assert told(award=award(criteria)) == wanted


def test_between_accepts_equal_ends() -> None:
    """One value is between itself and itself."""
    assert told(award=award("{fact: office.index, between: [90, 90]}")) == []


def test_value_of_every_option_and_year_is_looked_at() -> None:
    """A parameter is held against the fact under each option, and in every year that it mentions."""
    options = "{exact: 90, rounded: {dated: [{from: 2023, value: 90}, {from: 2030, value: 900}]}}"
    rulebook = changed("rulebook.yaml", ("{exact: 90, rounded: 89.95}", options))
    (fault,) = found(rulebook=rulebook)
    assert fault.message.vi == "`900` nằm ngoài khoảng giá trị của `office.index`: từ 0 đến 100"
    assert [other.message.vi for other in fault.related] == ["mức `floor` khi chọn `rounded`"]


def test_lists_under_an_option_are_looked_at_one_by_one() -> None:
    """A list of values is as good as each of them."""
    rulebook = changed("rulebook.yaml", ("[portal, paper]", "[portal, papre]"))
    assert told(rulebook=rulebook) == ["rulebook 47 <sites> CR318 `site` không có giá trị `papre`"]


def test_unit_of_a_parameter_for_a_fact_without_one() -> None:
    """No unit is a unit too."""
    rulebook = changed("rulebook.yaml", ("sites: {value", "sites: {unit: page, value"))
    (fault,) = found(rulebook=rulebook)
    assert fault.message.en == "the units differ: the parameter `sites` is in `page`, but `site` has no unit"


def test_fact_with_impossible_bounds_is_the_only_fault() -> None:
    """What is held against it would be outside of anything."""
    facts = changed("facts.yaml", ("min: 0, max: 100", "min: 100, max: 0"))
    assert told(facts=facts, award=award("{fact: office.index, between: [5, {param: floor}]}")) == [
        "facts 5 <0> CR354 `min` 100 lớn hơn `max` 0"
    ]
    facts = changed("facts.yaml", ("min: 0, max: 100", "min: 0.125, max: 100"))
    assert codes(facts=facts) == ["CR353"]


@pytest.mark.parametrize(
    ("criteria", "wanted"),
    [
        ("{count: articles, at_least: 0}", ["7 <0> CR330 `at_least: 0` lúc nào cũng đạt: không có gì ít hơn 0"]),
        ("{count: articles, at_most: 50}", ["7 <50> CR330 `at_most: 50` lúc nào cũng đạt: nhiều nhất chỉ có 50 mục"]),
        (
            "{count: articles, exactly: 51}",
            ["7 <51> CR329 không bao giờ đạt được: cần 51, mà nhiều nhất chỉ có 50 mục"],
        ),
        ("{count: courses, at_least: 100000}", []),
        ("{count: courses, exactly: 0}", []),
        (
            "{of: [{use: good-year}], at_least: 2}",
            ["7 <2> CR329 không bao giờ đạt được: cần 2, mà nhiều nhất chỉ có 1 điều kiện"],
        ),
        ("{of: [{use: good-year}, {some: courses}], at_least: 1, at_most: 1}", []),
        (
            "{years: period, where: [{use: good-year}], at_least: 3}",
            ["7 <3> CR329 không bao giờ đạt được: cần 3, mà nhiều nhất chỉ có 2 năm"],
        ),
        (
            "{years: period, where: [{use: good-year}], at_most: 2}",
            ["7 <2> CR330 `at_most: 2` lúc nào cũng đạt: nhiều nhất chỉ có 2 năm"],
        ),
        ("{years: period, where: [{use: good-year}], at_least: 2, consecutive: true}", []),
        (
            "{count: articles, at_least: {param: sites}}",
            ["7 <sites> CR324 mức `sites` là một danh sách, ở đây cần một giá trị"],
        ),
    ],
)
def test_bounds(criteria: str, wanted: list[str]) -> None:
    """A bound can be reached and can be missed."""
    assert told(award=award(criteria)) == wanted


def test_bound_against_the_years_of_the_same_option() -> None:
    """A parameter and a window that depend on one reading are held together option by option."""
    assert told(rulebook=with_span(long=3, short=2)) == []
    (fault,) = found(rulebook=with_span(long=2, short=3))
    assert fault.message.vi == "không bao giờ đạt được: cần 3, mà nhiều nhất chỉ có 2 năm"
    assert [(str(other.span), other.message.en) for other in fault.related] == [
        ("rulebook.yaml:20:59", "when the reading `span` is `short`"),
        ("rulebook.yaml:22:86", "when the reading `span` is `short`"),
    ]


def test_bound_in_an_option_is_held_against_that_option() -> None:
    """Where an option is chosen, only that option counts: inside it, in a definition that it uses, in the years."""
    count = "{years: period, where: [{use: good-year}], at_least: %s}"
    reading = "{reading: span, options: {long: %s, short: %s}}"
    rulebook = with_span(long=3, short=2)
    assert told(rulebook=rulebook, award=award(reading % (count % 3, count % 2))) == []
    assert told(rulebook=rulebook, award=award(reading % (count % 3, count % 3))) == [
        "7 <3> CR329 không bao giờ đạt được: cần 3, mà nhiều nhất chỉ có 2 năm"
    ]
    shared = rulebook + f"  all-years: {{about: dossier, {count[1:-1] % '{param: years_needed}'}}}\n"
    three = rulebook + f"  three-years: {{about: dossier, {count[1:-1] % 3}}}\n"
    assert told(rulebook=shared, award=award("{use: all-years}")) == []
    assert told(rulebook=three, award=award(reading % ("{use: three-years}", "nothing"))) == []
    assert codes(rulebook=three, award=award("{use: three-years}")) == ["CR329"]


def test_two_bounds_are_held_together_in_every_year() -> None:
    """Dated numbers meet in the years in which awards are given."""
    criteria = "{count: courses, at_least: {param: articles_needed}, at_most: 2}"
    assert told(award=award(criteria)) == ["7 <2> CR332 `at_least` 3 lớn hơn `at_most` 2"]
    assert told(award=award(criteria.replace("at_most: 2", "at_most: 3"))) == []


def test_bound_that_is_no_number() -> None:
    """True is no number, and neither is what lies below zero."""
    for value in ("true", "-1", "đủ"):
        rulebook = changed("rulebook.yaml", ("years_needed: {value: 2", f"years_needed: {{value: {value}"))
        assert told(rulebook=rulebook) == [
            f"period 16 <years_needed> CR328 số lượng phải là số nguyên từ 0 trở lên; ở đây là `{value}`"
        ]
