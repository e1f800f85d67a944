"""Prose: every sentence form as it was read, and no two awards of another meaning that read the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st
from report.mutants import Mutant, mutants, other_range

from cchc_rules import load_rulebook, shipped_rulebook
from cchc_rules.api import LoadedRulebook
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Dated, Range, Rulebook
from cchc_rules.model.vocabulary import FactType
from cchc_rules.report.cited import everything
from cchc_rules.report.prose_page import award_prose
from cchc_rules.testing import rulebooks
from cchc_rules.text import LANGS, Lang, Text

SAMPLE = ROOT / "tests/report/rulebooks/so-mau/moi-cau"
PLAN = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022").rulebook
ALL = {"sample": load_rulebook(SAMPLE).rulebook, "plan": PLAN}
KINDS = set(p._Predicate.__subclasses__())
AWARDS = [(name, award) for name, book in ALL.items() for award in book.awards]


def prose(rulebook: Rulebook, award: Award, lang: Lang = "vi", year: int | None = None) -> str:
    """The award in prose, under the default readings."""
    return award_prose(rulebook, award, lang, rulebook.default_readings(), year)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_form_is_as_it_was_read(lang: Lang, golden: Callable[[Path, str], None]) -> None:
    """The sentences of every predicate, comparison, type, bound and window."""
    book = ALL["sample"]
    text = "\n\n\n".join(prose(book, award, lang) for award in book.awards.values())
    golden(ROOT / f"tests/golden/prose.{lang}.txt", text + "\n")


def test_the_golden_file_has_every_form() -> None:
    """Every kind of predicate, every comparison on every type that has it."""
    book = ALL["sample"]
    found = [one for award in book.awards.values() for one in everything(book, award.criteria)]
    assert {type(one) for one in found} == KINDS
    compared: dict[FactType, set[p.Comparison]] = {}
    for one in found:
        spec = book.vocabulary.fact("individual", one.fact) if isinstance(one, p.FactIs) else None
        if spec is not None and isinstance(one, p.FactIs):
            compared.setdefault(spec.type, set()).add(one.comparison)
    dates = {p.Comparison.ON_OR_AFTER, p.Comparison.ON_OR_BEFORE, p.Comparison.AFTER, p.Comparison.BEFORE}
    same = {p.Comparison.IS, p.Comparison.ONE_OF}
    orders = set(p.Comparison) - dates
    assert compared == {
        FactType.INTEGER: orders,
        FactType.DECIMAL: orders,
        FactType.RANK: orders,
        FactType.GRADE: orders,
        FactType.DATE: dates | same | {p.Comparison.BETWEEN},
        FactType.BOOLEAN: same,
        FactType.ENUM: same,
        FactType.TEXT: same,
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("name", "award"), AWARDS)
def test_no_mutant_reads_the_same(name: str, award: str, lang: Lang) -> None:
    """One step in a threshold, another bound, another connective, a condition less, another window: the text differs."""
    book = ALL[name]
    every = 1 if lang == "vi" else 4  # sentences are made alike in both languages
    told = prose(book, book.awards[award], lang)
    found = list(mutants(book, book.awards[award]))[::every]
    assert [what for what, other, changed in found if prose(other, changed, lang) == told] == []


@pytest.mark.parametrize("name", ALL)
def test_no_other_window_reads_the_same(name: str) -> None:
    """A day more in a window that an award uses shows in its prose, under every option of a reading."""
    book = ALL[name]
    before = {award: prose(book, one) for award, one in book.awards.items()}
    for window in book.windows.values():
        ranges = {"": window.ranges} if isinstance(window.ranges, Range) else dict(window.ranges)
        for option, stretch in ranges.items():
            moved = {**ranges, option: other_range(stretch)}
            changed = evolve(window, ranges=FrozenDict(moved) if window.reading else moved[""])
            other = evolve(book, windows=FrozenDict({**book.windows, window.name: changed}))
            assert any(prose(other, one) != before[award] for award, one in book.awards.items()), (window.name, option)


def _choices(book: LoadedRulebook) -> st.SearchStrategy[Mutant | None]:
    found = list(mutants(book.rulebook, book.rulebook.awards["award"]))
    return st.sampled_from(found) if found else st.none()


@given(st.data(), rulebooks())
def test_any_rulebook_has_prose_and_no_mutant_has_the_same(data: st.DataObject, book: LoadedRulebook) -> None:
    """Whatever was checked can be told, in both languages and for every year; what means something else reads otherwise."""
    award = book.rulebook.awards["award"]
    years = [None, *book.rulebook.award_years] if award.annual else [None]
    for lang in LANGS:
        for year in years:
            assert prose(book.rulebook, award, lang, year)
    mutant = data.draw(_choices(book))
    if mutant is not None:
        what, other, changed = mutant
        for lang in LANGS:
            assert prose(other, changed, lang) != prose(book.rulebook, award, lang), what


def test_what_has_one_name_and_other_parts_is_told_in_full() -> None:
    """Only what was told above just so, under its name, is not told again; what was told last under the name counts."""
    book, award = ALL["sample"], ALL["sample"].awards["nhom"]

    def named(years: int) -> p.Predicate:
        parts = tuple(
            p.FactIs(fact="service", comparison=p.Comparison.IS, operands=(p.Literal(n),)) for n in (1, years)
        )
        return p.AnyOf(title=Text("thâm niên"), children=parts)

    told = prose(book, evolve(award, criteria=p.AllOf(children=tuple(map(named, (5, 6, 6, 5))))))
    assert [line.strip() for line in told.splitlines() if "thâm niên" in line.lower() or "công tác bằng" in line] == [
        "1. Thâm niên: đạt một trong 02 tiêu chuẩn sau:",
        "a) Số năm công tác bằng 1;",
        "b) Số năm công tác bằng 5.",
        "2. Thâm niên: đạt một trong 02 tiêu chuẩn sau:",
        "a) Số năm công tác bằng 1;",
        "b) Số năm công tác bằng 6.",
        "3. Thâm niên: đạt một trong 02 tiêu chuẩn sau: như đã nêu trên.",
        "4. Thâm niên: đạt một trong 02 tiêu chuẩn sau:",
        "a) Số năm công tác bằng 1;",
        "b) Số năm công tác bằng 5.",
    ]


def test_values_of_one_name_are_told_apart() -> None:
    """Two values or two lists that are called the same carry their ids."""
    book = ALL["sample"]
    spec = book.vocabulary.candidates["individual"]["staff"]
    alike = evolve(spec, value_labels=FrozenDict({value: Text("công chức", "civil servant") for value in spec.values}))
    individual = FrozenDict({**book.vocabulary.candidates["individual"], "staff": alike})
    lists = {name: evolve(one, label=Text("mục")) for name, one in book.vocabulary.lists.items()}
    vocabulary = evolve(
        book.vocabulary,
        candidates=FrozenDict({**book.vocabulary.candidates, "individual": individual}),
        lists=FrozenDict(lists),
    )
    changed = evolve(book, vocabulary=vocabulary)
    told = prose(changed, book.awards["gia-tri"])
    assert "Diện nhân sự là “công chức” [civil_servant] hoặc “công chức” [employee];" in told
    assert "Có đúng 05 mục [courses];" in prose(changed, book.awards["danh-sach"])


def test_windows_without_titles_and_many_children() -> None:
    """A window without a title is told by its dates, an open one as such; letters end, and numbers go on."""
    book, award = ALL["sample"], ALL["sample"].awards["danh-sach"]
    count = p.CountOf(list="articles", during=p.During(window="one-year"), bound=p.Bound(at_least=p.Literal(1)))
    some = tuple(evolve(count, bound=p.Bound(at_least=p.Literal(number))) for number in range(1, 26))
    told = prose(book, evolve(award, criteria=p.AllOf(children=(p.AnyOf(children=some), count))))
    assert "y) Có ít nhất 23 tin, bài trong năm 2023 (tính theo ngày đăng);" in told
    assert "(24) Có ít nhất 24 tin, bài trong năm 2023 (tính theo ngày đăng);" in told
    opened = evolve(book.windows["one-year"], ranges=Range())
    other = evolve(book, windows=FrozenDict({**book.windows, "one-year": opened}))
    assert "khi có ít nhất 01 tin, bài tính không giới hạn thời gian (tính" in " ".join(
        prose(other, evolve(award, criteria=count)).split()
    )
    untitled = evolve(book.windows["period"], title=None)
    other = evolve(book, windows=FrozenDict({**book.windows, "period": untitled}))
    told = " ".join(prose(other, book.awards["cac-nam"]).split())
    assert "cho các năm 2022–2024 khi đạt một trong 09 tiêu chuẩn sau" in told
    assert "1. Có ít nhất 02 năm trong các năm 2022–2024 đáp ứng" in told
    assert "8. Có ít nhất 06 tin, bài tính đến hết ngày 31/12/2024 (tính theo ngày đăng);" in told


def test_a_parameter_that_returns_to_an_earlier_value() -> None:
    """Every year in which a value changes is told, also the one in which it is again what it was."""
    book = ALL["sample"]
    floor = evolve(book.parameters["floor"], value=Dated(((2022, 85), (2023, 90), (2024, 85))))
    other = evolve(book, parameters=FrozenDict({**book.parameters, "floor": floor}))
    told = " ".join(prose(other, book.awards["nhom"]).split())
    assert "từ 85% trở lên (từ năm 2022), từ 90% trở lên (từ năm 2023), từ 85% trở lên (từ năm 2024)" in told


@pytest.mark.parametrize("lang", LANGS)
def test_who_attests_is_told(lang: Lang) -> None:
    """Another authority, one that is of a unit, a document that has to be there: each changes the text."""
    book, award = ALL["sample"], ALL["sample"].awards["gia-tri"]
    told, facts = prose(book, award, lang), book.vocabulary.candidates["individual"]
    director = book.vocabulary.authorities["director"]
    for changed in (
        evolve(facts["exemplary"], attested_by=("head_of_division",)),
        evolve(facts["exemplary"], attested_by=("director", "head_of_division")),
        evolve(facts["exemplary"], document_required=True),
        evolve(facts["conduct"], document_required=False),
        evolve(facts["exemplary"], per_year=False),
        evolve(facts["service"], attested_by=("director",)),
    ):
        individual = FrozenDict({**facts, changed.name: changed})
        candidates = FrozenDict({**book.vocabulary.candidates, "individual": individual})
        other = evolve(book, vocabulary=evolve(book.vocabulary, candidates=candidates))
        assert prose(other, award, lang) != told, changed.name
    authorities = FrozenDict({**book.vocabulary.authorities, "director": evolve(director, of="division")})
    other = evolve(book, vocabulary=evolve(book.vocabulary, authorities=authorities))
    assert prose(other, award, lang) != told


def test_one_year_alone() -> None:
    """With a year the award year has its number and a dated parameter its one value."""
    book = ALL["sample"]
    told = " ".join(prose(book, book.awards["nhom"], year=2023).split())
    assert "cơ quan có Chỉ số SIPAS trong năm 2023 từ 85% trở lên (Phụ lục 1)" in told.replace("Cơ quan", "cơ quan")
    assert "được xét tặng “Mọi cách kết hợp” năm 2023 khi đạt từ 03 đến 04 trong 18 điều kiện sau" in told


def test_a_chosen_reading_is_told_first() -> None:
    """What was chosen stands in the text, the default among the others, and the head says that it was chosen."""
    readings = FrozenDict({**PLAN.default_readings(), "first-place": "sole"})
    told = " ".join(award_prose(PLAN, PLAN.awards["giay-khen-tap-the-hang-nam"], "vi", readings).split())
    assert (
        "Theo phương án được chọn: Vị trí “dẫn đầu các phòng” có được đồng hạng không? – “chỉ một phòng dẫn đầu”."
        in told
    )
    assert "trong năm xét là mức “dẫn đầu duy nhất”, theo xác nhận của Chánh Thanh tra tỉnh. [Cách hiểu 1:" in told
    assert "Nếu hiểu là “đồng hạng nhất vẫn tính” (cách hiểu 1) thì: vị trí" in told
