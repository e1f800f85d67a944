"""Checking years, windows and readings."""

from __future__ import annotations

import pytest
from language.meaning import BASE, award, changed, found, told


def test_needs_of_a_period_award() -> None:
    """A period award has no current year outside `years`."""
    criteria = (
        "{all_of: [{use: good-year}, {some: articles, during: year}, {some: articles, during: {window: year}}, "
        "{count: articles, at_least: {param: articles_needed}}, {fact: office.index, at_least: 90}]}"
    )
    assert told(award=award(criteria, period="period")) == [
        "8 <good-year> CR335 `good-year` cần có năm đang xét, mà ở đây không có",
        "8 <year> CR335 `year` cần có năm đang xét, mà ở đây không có",
        "8 <year> CR335 `year` cần có năm đang xét, mà ở đây không có",
        "8 <articles_needed> CR335 mức theo năm `articles_needed` cần có năm đang xét, mà ở đây không có",
        "8 <office.index> CR335 dữ kiện theo năm `office.index` cần có năm đang xét, mà ở đây không có",
    ]


def test_definition_must_declare_its_year() -> None:
    """Even in an annual award: a definition without `per: year` has no current year, whoever uses it."""
    rulebook = (
        BASE["rulebook.yaml"]
        + "  this-year: {about: dossier, all_of: [{use: good-year}, {some: articles, during: year}]}\n"
    )
    assert told(rulebook=rulebook, award=award("{use: this-year}")) == [
        "rulebook 48 <good-year> CR336 `good-year` cần có năm đang xét, mà `this-year` không ghi `per: year`",
        "rulebook 48 <year> CR336 `year` cần có năm đang xét, mà `this-year` không ghi `per: year`",
    ]


def test_years_inside_years_through_a_definition() -> None:
    """The place is the `use` that would nest them; the definition by itself is sound."""
    rulebook = (
        BASE["rulebook.yaml"] + "  some-year: {about: dossier, years: period, where: [{use: good-year}], at_least: 1}\n"
    )
    assert told(rulebook=rulebook, award=award("{use: some-year}")) == []
    assert told(rulebook=rulebook, award=award("{years: period, where: [{use: some-year}], at_least: 1}")) == [
        "7 <some-year> CR333 đã ở trong `years`, không lồng thêm `years` nữa"
    ]


@pytest.mark.parametrize(
    ("stretch", "why"),
    [
        ("{to: 2024-12-31}", "không có ngày đầu"),
        ("{from: 2023-01-01}", "không có ngày cuối"),
        ("{from: 2023-01-01, to: 2024-12-30}", "không gồm những năm trọn vẹn (từ 01-01 đến 12-31)"),
    ],
)
def test_years_that_cannot_be_counted_under_an_option(stretch: str, why: str) -> None:
    """Every option of the window has to consist of whole years."""
    options = f"{{reading: rounding, options: {{exact: {{from: 2023-01-01, to: 2024-12-31}}, rounded: {stretch}}}}}"
    rulebook = changed("rulebook.yaml", ("since-start: {from: 2023-02-15}", f"since-start: {options}"))
    criteria = "{years: since-start, where: [{use: good-year}], at_least: 1}"
    (fault,) = found(rulebook=rulebook, award=award(criteria))
    assert fault.message.vi == f"không đếm được năm trong `since-start`: khoảng này {why}"


def test_empty_window_is_told_once() -> None:
    """Years of a window without a day are not counted against anything."""
    rulebook = changed("rulebook.yaml", ("to: 2024-12-31", "to: 2022-12-31"))
    assert told(rulebook=rulebook) == [
        "rulebook 22 <2022-12-31> CR339 khoảng thời gian không có ngày nào: 2023-01-01 sau 2022-12-31"
    ]


def test_effective_dates_are_a_stretch_too() -> None:
    """From after to is an error wherever a stretch is written."""
    rulebook = changed("rulebook.yaml", ("award_years:", "effective: {from: 2024-01-01, to: 2023-01-01}\naward_years:"))
    assert told(rulebook=rulebook) == [
        "rulebook 7 <2023-01-01> CR339 khoảng thời gian không có ngày nào: 2024-01-01 sau 2023-01-01"
    ]


def test_dated_parameter_lacks_a_counted_year() -> None:
    """The counted years are current years as much as the award years are."""
    rulebook = changed("rulebook.yaml", ("period: {from: 2023", "period: {from: 2018"))
    assert told(rulebook=rulebook) == [
        "period 15 <articles_needed> CR337 mức `articles_needed` chưa có giá trị cho năm 2018, 2019, 2020, …"
    ]


def test_dated_values_under_an_option_ascend() -> None:
    """Each option has its own order of years."""
    options = "{exact: 90, rounded: {dated: [{from: 2023, value: 1}, {from: 2022, value: 2}]}}"
    rulebook = changed("rulebook.yaml", ("{exact: 90, rounded: 89.95}", options))
    assert told(rulebook=rulebook)[0] == "rulebook 17 <2022> CR338 các năm phải xếp tăng dần: 2022 đứng sau 2023"


def test_period_has_an_end_under_every_option() -> None:
    """Up to the end of the period dated lists are counted."""
    options = "{reading: rounding, options: {exact: {from: 2023-01-01, to: 2024-12-31}, rounded: {from: 2023-01-01}}}"
    rulebook = changed("rulebook.yaml", ("since-start: {from: 2023-02-15}", f"since-start: {options}"))
    (fault,) = found(rulebook=rulebook, award=award("{some: articles}", period="since-start"))
    assert fault.code == "CR344"
    assert [str(other.span) for other in fault.related] == ["rulebook.yaml:23:98"]


def test_period_must_be_declared() -> None:
    """`year` is no window of the rulebook."""
    assert told(award=award("{some: articles}", period="year")) == ["6 <year> CR310 không có khoảng thời gian `year`"]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            ("{exact: 90, rounded: 89.95}", "{exact: 90}"),
            ["rulebook 17 <rounding> CR342 chưa trả lời cho phương án `rounded` của cách hiểu `rounding`"],
        ),
        (
            ("{exact: 90, rounded: 89.95}", "{exact: 90, rounded: 89.95, rouned: 1}"),
            ["rulebook 17 <rouned> CR343 cách hiểu `rounding` không có phương án `rouned`"],
        ),
        (
            (
                "since-start: {from: 2023-02-15}",
                "since-start: {reading: rounding, options: {exact: {from: 2023-01-01}}}",
            ),
            ["rulebook 23 <rounding> CR342 chưa trả lời cho phương án `rounded` của cách hiểu `rounding`"],
        ),
        (
            (
                "since-start: {from: 2023-02-15}",
                "since-start: {reading: roundin, options: {exact: {from: 2023-01-01}}}",
            ),
            ["rulebook 23 <roundin> CR308 không có cách hiểu `roundin`"],
        ),
    ],
)
def test_options_of_parameters_and_windows(change: tuple[str, str], wanted: list[str]) -> None:
    """Wherever a reading chooses, it has the declared options."""
    assert told(rulebook=changed("rulebook.yaml", change)) == wanted
