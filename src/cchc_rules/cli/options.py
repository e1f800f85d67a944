"""What several commands have in common: how a parser is made, and the options that they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_rules.cli import help_text
from cchc_rules.cli.kinds import a_choice_of_reading, a_day, a_year, one_of
from cchc_rules.cli.usage import Parser, Words, say

if TYPE_CHECKING:
    from cchc_rules.text import Lang

PROG = "cchc-rules"
LANGS = ("vi", "en")
LANG_VARIABLE = "CCHC_RULES_LANG"
ENGINES = ("compiled", "reference")
RULEBOOK = ("BỘ-TIÊU-CHUẨN", "RULEBOOK")
ID = ("MÃ", "ID")


def parser_of(lang: Lang, command: str, description: Words) -> Parser:
    """The parser of a command, with its usage, what it is for, and its examples."""
    prog = f"{PROG} {command}".rstrip()
    usage = f"{prog} {say(lang, *help_text.USAGE[command])}"
    return Parser(lang, prog, usage, say(lang, *description), help_text.epilog(lang, command))


def general(parser: Parser) -> Callable[..., None]:
    """The options that every command has."""
    add = parser.group(("Tùy chọn chung", "General options"))
    add("-h", "--help", action="help", help=("in trang hướng dẫn này", "print this help"))
    add(
        "--lang",
        type=one_of(parser.lang, LANGS),
        default=parser.lang,
        metavar=("vi|en", "vi|en"),
        help=(
            f"ngôn ngữ của kết quả và thông báo (mặc định: vi, hoặc theo biến môi trường {LANG_VARIABLE})",
            f"language of output and messages (default: vi, or the environment variable {LANG_VARIABLE})",
        ),
    )
    return add


def rulebook(add: Callable[..., None]) -> None:
    """By which rulebook."""
    add(
        "--rulebook",
        metavar=("THƯ-MỤC", "FOLDER"),
        help=(
            "thư mục bộ tiêu chuẩn, dạng …/<cơ quan>/<văn bản>, hoặc một tệp trong đó (mặc định: bộ đi kèm mà tệp hồ sơ "
            "ghi)",
            "folder of the rulebook, …/<issuer>/<document>, or a file in it (default: the shipped one that the files name)",
        ),
    )


def redact(add: Callable[..., None]) -> None:
    """Whether faults are told without what the author wrote."""
    add(
        "--redact",
        action="store_true",
        help=(
            "trong thông báo lỗi và cảnh báo, che những gì người lập hồ sơ đã viết: chỉ còn mã lỗi, vị trí và tên khóa",
            "in errors and warnings, mask what the author of the dossier wrote: code, place and keys remain",
        ),
    )


def reading(parser: Parser, add: Callable[..., None]) -> None:
    """How the text is read."""
    add(
        "--reading",
        action="append",
        default=[],
        type=a_choice_of_reading(parser.lang),
        metavar=("CÁCH-HIỂU=PHƯƠNG-ÁN", "READING=OPTION"),
        help=(
            "chọn phương án khác mặc định của một cách hiểu, ghi được nhiều lần",
            "another option than the default of a reading, repeatable",
        ),
    )


def against(add: Callable[..., None]) -> None:
    """The dossiers that something is held against."""
    add(
        "--dossiers",
        nargs="+",
        action="extend",
        default=[],
        metavar=("TỆP", "FILE"),
        help=(
            "đối chiếu với hồ sơ trong các tệp này, ví dụ hồ sơ đã được sửa",
            "hold them against the dossiers of these files, such as corrected ones",
        ),
    )


def text_or_json(parser: Parser, add: Callable[..., None], what: Words) -> None:
    """Text to read, or JSON."""
    kinds = ("text", "json")
    shown = "|".join(kinds)
    add("--format", type=one_of(parser.lang, kinds), default="text", metavar=(shown, shown), help=what)


def questions(parser: Parser, add: Callable[..., None]) -> None:
    """For which year, as of which day, how the text is read, what counts as attested."""
    add(
        "--year",
        type=a_year(parser.lang),
        metavar=("NĂM", "YEAR"),
        help=("năm xét (mặc định: `award_year` của tệp)", "award year (default: the files' `award_year`)"),
    )
    add(
        "--as-of",
        type=a_day(parser.lang),
        metavar=("NGÀY", "DATE"),
        help=(
            "ngày chốt số liệu, dạng YYYY-MM-DD (mặc định: `as_of` muộn nhất của các tệp)",
            "the day whose knowledge counts, YYYY-MM-DD (default: the files' latest `as_of`)",
        ),
    )
    reading(parser, add)
    add(
        "--trust-bare-attestations",
        action="store_true",
        help=(
            "tính cả giá trị cần xác nhận mà tệp không ghi ai xác nhận, vì nơi cung cấp đã tự kiểm tra",
            "count values whose attestation is not given, since whoever supplies them has checked them",
        ),
    )
    add(
        "--engine",
        type=one_of(parser.lang, ENGINES),
        default=ENGINES[0],
        metavar=("|".join(ENGINES), "|".join(ENGINES)),
        help=(
            "bộ máy xét; kết quả như nhau, `reference` chậm hơn và để đối chiếu (mặc định: compiled)",
            "what evaluates; the verdicts are equal, `reference` is slower and there to compare with (default: compiled)",
        ),
    )
