"""The official's own copy of a document: taken apart whatever editor it comes from, and laid beside the prose."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from checkout import ROOT

from cchc_rules import CchcRulesError, load_rulebook
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.report.prose_page import award_prose
from cchc_rules.report.source_text import MOST_BYTES, SourceText, read_source
from cchc_rules.text import Lang

BOOK = load_rulebook(ROOT / "examples/rulebooks/so-noi-vu-hai-son/ke-hoach-mot-cua-2023").rulebook
ANNUAL = BOOK.awards["can-bo-mot-cua-hang-nam"]
FILE = ROOT / "tests/report/documents/ke-hoach-mot-cua.txt"
TEXT = FILE.read_text("utf-8")


def source(text: str) -> SourceText:
    """A document by its clauses."""
    return read_source(text.encode(), "van-ban.txt")


def beside(document: SourceText, columns: int = 100, lang: Lang = "vi") -> str:
    """The annual award beside a document."""
    return award_prose(BOOK, ANNUAL, lang, BOOK.default_readings(), None, document, columns)


def passages(text: str) -> dict[str, tuple[str, ...]]:
    """What stands at each clause."""
    return {clause: passage.paragraphs for clause, passage in source(text).passages.items()}


@pytest.mark.parametrize(("lang", "columns"), [("vi", 100), ("en", 100), ("vi", 80)])
def test_beside_a_document_is_as_it_was_read(lang: Lang, columns: int, golden: Callable[[Path, str], None]) -> None:
    """Two columns on a page, one below the other where it is narrow, and what nothing cites at the end."""
    golden(ROOT / f"tests/golden/source.{columns}.{lang}.txt", beside(source(TEXT), columns, lang) + "\n")


def test_what_stands_where() -> None:
    """Sections, numbers, dashes; a wrapped line goes on; a paragraph after dashes is the section's; the end is no clause."""
    found = passages(TEXT)
    assert list(found) == [
        "I", "I-1", "II", "II.1", "II.2", "II.3", "II.4", "II.4-1", "II.4-2", "II.4-3", "III", "III.1", "IV", "IV.1",
    ]  # fmt: skip
    assert found["II"] == (
        "TIÊU CHUẨN XÉT HẰNG NĂM",
        "Tặng danh hiệu cho cá nhân làm việc tại bộ phận Một cửa đạt các tiêu chuẩn sau đây:",
    )
    assert found["II.2"] == (
        "Bộ phận nơi cá nhân làm việc có tỷ lệ hồ sơ giải quyết đúng hạn từ 97% trở lên trong năm 2023 và từ 98,5% trở "
        "lên trong giai đoạn 2024 - 2025.",
    )
    assert found["II.4"] == ("Đạt một trong các tiêu chuẩn sau:", "Trường hợp đặc biệt do Giám đốc Sở quyết định.")
    assert found["II.4-3"] == ("Được người dân gửi thư cảm ơn.",)
    assert found["IV.1"] == ("Giám đốc Sở xem xét, quyết định.",)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: "".join(f"  {line} \t\n" for line in text.split("\n")),
        lambda text: text.replace("\n\n", "\n\n\n\n"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n\n- ", "\n\n–\t"),
        lambda text: text.replace("\n- Có", "\n• Có").replace("\n- Tiếp", "\n•Tiếp").replace("\n- Được", "\n* Được"),
        lambda text: text.replace("\nII. ", "\nPhần II. ").replace("\nIII. ", "\nIII- ").replace("\nIV. ", "\nIV/ "),
        lambda text: text.replace("\n1. ", "\n1) ").replace("\n2. ", "\n2/ "),
        lambda text: text.replace("Tận tình", "Tận\u200b tình\u00ad"),
        lambda text: text.replace("công nhận từ", "công nhận\ntừ").replace("hồ sơ trở lên", "hồ sơ\ntrở lên"),
        lambda text: text.replace("công nhận từ", "công nhận\n\ntừ"),
    ],
)
def test_how_it_was_saved_makes_no_difference(change: Callable[[str], str]) -> None:
    """Line ends, marks, Unicode form, blanks, bullets, signs behind numbers, wrapped lines: the same passages."""
    assert passages(change(TEXT)) == passages(TEXT)


def test_numbers_in_the_text_are_no_headings() -> None:
    """A heading comes after the one before it, by a small step; years, counts and decimals at a line's start do not."""
    text = (
        "I. A\n1. Trong năm\n2025. Hết\n12 người\n90.5 điểm\n3. Xa\n3.2.1. Sâu\n2. Lùi\n3.3 Bằng\n"
        "V. Không phải mục\nI. Lùi\nIIII. Sai\nIII. Tới\n0. Không\n1. Một"
    )
    assert passages(text) == {
        "I": ("A",),
        "I.1": ("Trong năm 2025. Hết 12 người 90.5 điểm",),
        "I.3": ("Xa",),
        "I.3.2.1": ("Sâu 2. Lùi",),
        "I.3.3": ("Bằng V. Không phải mục I. Lùi IIII. Sai",),
        "III": ("Tới 0. Không",),
        "III.1": ("Một",),
    }


def test_an_extract_and_a_gap() -> None:
    """A part of a document may begin with any section or number, and numbers may be missing in between."""
    assert list(passages("IV. A\n4.2. B\n4.2.3. C\n4.2.5.2. D\nV. E\n3. F\n3.2.2. G\n3.5 lần\nX. H")) == [
        "IV", "IV.4.2", "IV.4.2.3", "IV.4.2.5.2", "V", "V.3", "V.3.2.2",
    ]  # fmt: skip


def test_page_breaks_and_page_numbers() -> None:
    """Numbers of pages are no text, and a sentence goes on behind them; one that is complete does not."""
    text = "I. A\n- Chủ tịch UBND tỉnh\n\n2\n\nBình Định xét.\n\n- 3 -\n\nĐoạn sau.\n- c\n\fTrang 4\n\nD.\n\n5 người\n"
    assert passages(text) == {
        "I": ("A", "Đoạn sau.", "5 người"),
        "I-1": ("Chủ tịch UBND tỉnh Bình Định xét.",),
        "I-2": ("c D.",),
    }
    broken = TEXT.replace("lịch sự với", "lịch sự\n\n2\n\nvới").replace("\n3. ", "\f3. ")
    assert passages(broken) == passages(TEXT)


def test_a_document_without_roman_sections() -> None:
    """Numbers alone are clauses too; what comes before the first is none; an empty heading takes the next paragraph."""
    assert passages("- Đầu\nTên\n1.1. A\n- b\n\nC\n- d\n1.2.\n\nĐ") == {
        "1.1": ("A", "C"),
        "1.1-1": ("b",),
        "1.1-2": ("d",),
        "1.2": ("Đ",),
    }


def test_all_that_a_document_lacks_is_said() -> None:
    """Where the clause should stand, and at the end with what to do."""
    told = " ".join(beside(source(TEXT.replace("\n3. ", "\nBa. ")), 80).split())
    assert "│ [tiểu mục 3, mục II: KHÔNG TÌM THẤY trong tệp, xem lưu ý ở cuối]" in told
    assert "ĐIỀU KHOẢN KHÔNG TÌM THẤY TRONG TỆP - tiểu mục 3, mục II (II.3)" in told
    assert "(các mục tìm thấy: I, II, III, IV)" in told


def test_another_document() -> None:
    """Nothing is found, nothing is compared, and both are said."""
    told = " ".join(beside(source("Thư mời họp\nKính gửi các phòng."), 80).split())
    assert "(không tìm thấy mục nào)" in told
    assert "Chưa so được, vì không tìm thấy điều khoản nào mà hình thức này dẫn." in told


def test_nothing_left_out_is_said() -> None:
    """That every passage is cited is an answer too."""
    told = " ".join(beside(source(TEXT.replace("- Được người dân gửi thư cảm ơn.\n", "")), 80).split())
    assert "Không có: mọi đoạn tìm thấy tại mục II đều có tiêu chuẩn dẫn đến." in told


def test_a_clause_of_two_criteria_and_of_an_option() -> None:
    """What was shown is named the second time; clauses that only another option cites stand beside that option; a clause
    that has another form is shown as it is.
    """
    first = p.FactIs(
        fact="cases_handled",
        comparison=p.Comparison.AT_LEAST,
        operands=(p.Literal(1500),),
        clauses=("II.4-2", "Điều 5"),
    )
    other = evolve(first, clauses=("II.3",))
    reading = p.Reading(reading="complaint-scope", options=FrozenDict({"person": p.Nothing(), "whole-unit": other}))
    award = evolve(ANNUAL, criteria=p.AllOf(children=(first, evolve(first, clauses=("II.4-2",)), reading, first)))
    book = evolve(BOOK, awards=FrozenDict({award.id: award}))
    told = award_prose(book, award, "vi", book.default_readings(), None, source(TEXT), 80)
    said = " ".join(told.split())
    assert said.count("Tiếp nhận, giải quyết từ 1.500 hồ sơ trở lên trong năm.") == 1
    assert said.count("[gạch đầu dòng thứ hai, tiểu mục 4, mục II: đã nêu ở trên]") == 2
    assert "│ [tiểu mục 3, mục II] │ Không có phản ánh, kiến nghị đúng." in said
    assert "│ [Điều 5: KHÔNG TÌM THẤY trong tệp, xem lưu ý ở cuối]" in said
    assert "- Điều 5 Kiểm tra:" in said


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "CR107"),
        (b"\xef\xbb\xbf \r\n", "CR107"),
        ("Kế hoạch".encode("utf-16"), "CR105"),
        ("Kế hoạch".encode("cp1258", "replace") + b"\xff", "CR104"),
        (b"PK\x03\x04", "CR150"),
        (b"%PDF-1.7", "CR150"),
        (b"\xd0\xcf\x11\xe0", "CR150"),
        (b"{\\rtf1", "CR150"),
        (b"a" * (MOST_BYTES + 1), "CR102"),
    ],
)
def test_what_is_no_plain_text(data: bytes, code: str) -> None:
    """It is refused, with advice."""
    with pytest.raises(CchcRulesError) as caught:
        read_source(data, "van-ban")
    assert [found.code for found in caught.value.diagnostics] == [code]
    assert caught.value.diagnostics[0].help is not None
