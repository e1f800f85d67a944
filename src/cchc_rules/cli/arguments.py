"""What can be asked on the command line: the commands and their arguments."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cchc_rules.cli import help_text
from cchc_rules.cli.evaluate_arguments import evaluate
from cchc_rules.cli.kinds import a_year
from cchc_rules.cli.options import (
    ID,
    LANG_VARIABLE,
    PROG,
    RULEBOOK,
    against,
    general,
    parser_of,
    questions,
    reading,
    redact,
    rulebook,
    text_or_json,
)
from cchc_rules.cli.usage import CommandLineError, Parser, near, say
from cchc_rules.version import __version__

if TYPE_CHECKING:
    from cchc_rules.text import Lang


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """``--lang``, wherever it stands, else ``CCHC_RULES_LANG``, else Vietnamese: known before anything is parsed, since
    the help and every fault are told in it.
    """
    chosen = environment.get(LANG_VARIABLE, "")[:2].lower()
    for position, word in enumerate(arguments):
        option, _, value = word.partition("=")
        if option == "--lang":
            chosen = value or "".join(arguments[position + 1 : position + 2])
    return "en" if chosen == "en" else "vi"


def parse(arguments: Sequence[str], lang: Lang) -> tuple[str, Callable[[], Namespace]]:
    """The command, and what parses its arguments; :class:`CommandLineError` for what makes no sense, ``SystemExit`` after
    help. In two steps, so that a fault in the arguments is told as one of the command.
    """
    before, command, after = _split(arguments)
    _top(lang).parse(before)
    if command is None:
        raise CommandLineError(say(lang, "thiếu tên lệnh", "the command is missing"), _choices(lang))
    if command not in PARSERS:
        message = say(lang, f"không có lệnh `{command}`", f"there is no command `{command}`")
        elsewhere = say(lang, *_ELSEWHERE[command]) if command in _ELSEWHERE else None
        raise CommandLineError(message, elsewhere or near(lang, command, PARSERS) or _choices(lang))
    return command, lambda: PARSERS[command](lang).parse(after)


_OF_EVALUATE = (
    "`cchc-rules evaluate HỒ-SƠ` in kết quả kèm lý do",
    "`cchc-rules evaluate DOSSIERS` tells outcomes and why",
)
_WORKLIST = ("dùng `cchc-rules evaluate HỒ-SƠ --worklist`", "use `cchc-rules evaluate DOSSIERS --worklist`")
_PAGE = ("dùng `cchc-rules evaluate HỒ-SƠ --format html`", "use `cchc-rules evaluate DOSSIERS --format html`")
_PROOFS = (
    "lập bằng `cchc-rules evaluate HỒ-SƠ --proofs TỆP`, kiểm tra bằng `cchc-rules verify TỆP`",
    "written by `cchc-rules evaluate DOSSIERS --proofs FILE`, checked by `cchc-rules verify FILE`",
)
_REPLAY = ("dùng `cchc-rules archive --replay TỆP`", "use `cchc-rules archive --replay FILE`")
_ELSEWHERE = {
    **dict.fromkeys(("explain", "why"), _OF_EVALUATE),
    "worklist": _WORKLIST,
    **dict.fromkeys(("html", "report"), _PAGE),
    **dict.fromkeys(("proof", "proofs", "prove"), _PROOFS),
    "replay": _REPLAY,
}
"""Words for what a command does that are no commands."""


def _choices(lang: Lang) -> str:
    known = ", ".join(PARSERS)
    return say(lang, f"các lệnh là {known}", f"the commands are {known}")


def _split(arguments: Sequence[str]) -> tuple[Sequence[str], str | None, Sequence[str]]:
    """The options before the command, the command, and what follows it."""
    position = 0
    while position < len(arguments) and arguments[position].startswith("-"):
        position += 2 if arguments[position] == "--lang" else 1
    rest = arguments[position:]
    return arguments[:position], (rest[0] if rest else None), rest[1:]


def _top(lang: Lang) -> Parser:
    parser = parser_of(lang, "", help_text.TOP)
    parser.description = f"{parser.description}\n\n{help_text.commands(lang)}"
    add = general(parser)
    add(
        "--version",
        action="version",
        version=f"{PROG} {__version__}",
        help=("in số phiên bản", "print the version"),
    )
    return parser


def _check(lang: Lang) -> Parser:
    parser = parser_of(lang, "check", help_text.CHECK)
    add = parser.group(("Kiểm tra gì", "What to check"))
    add(
        "paths",
        nargs="*",
        metavar=("ĐƯỜNG-DẪN", "PATH"),
        help=(
            "thư mục bộ tiêu chuẩn, thư mục chứa nhiều bộ, mã một bộ đi kèm, hoặc tệp hồ sơ (`-`: đầu vào chuẩn); hồ sơ "
            "được kiểm tra theo bộ mà tệp ghi, nếu bộ ấy đi kèm hoặc cùng được nêu ở đây",
            "folder of a rulebook or of several, key of a shipped one, or a dossier file (`-`: standard input); dossiers are "
            "checked by the rulebook that the file names, if that is shipped or named here too",
        ),
    )
    rulebook(add)
    redact(add)
    general(parser)
    return parser


def _verify(lang: Lang) -> Parser:
    parser = parser_of(lang, "verify", help_text.VERIFY)
    add = parser.group(("Kiểm tra gì", "What to check"))
    add(
        "proofs",
        nargs="*",
        metavar=("TỆP", "FILE"),
        help=(
            "tệp JSON có một hay nhiều bản chứng minh, do `evaluate --proofs` ghi; `-` là đầu vào chuẩn",
            "JSON file with one proof or a list, as `evaluate --proofs` writes it; `-` is standard input",
        ),
    )
    rulebook(add)
    against(add)
    text_or_json(parser, add, ("JSON để dùng trong hệ thống khác", "JSON for another system"))
    general(parser)
    return parser


def _archive(lang: Lang) -> Parser:
    parser = parser_of(lang, "archive", help_text.ARCHIVE)
    add = parser.group(("Lưu gì", "What to archive"))
    add(
        "files",
        nargs="*",
        metavar=("TỆP", "FILE"),
        help=("tệp hồ sơ YAML hoặc JSON", "dossier file, YAML or JSON"),
    )
    add(
        "--output",
        metavar=("TỆP", "FILE"),
        help=("tệp lưu trữ sẽ ghi, ví dụ xet-2024.zip", "the archive to write, such as xet-2024.zip"),
    )
    rulebook(add)
    add(
        "--award",
        action="append",
        default=[],
        metavar=ID,
        help=("hình thức khen thưởng, như ở `evaluate`", "award, as for `evaluate`"),
    )
    questions(parser, add)
    again = parser.group(("Xét lại", "Replaying"))
    again("--replay", metavar=("TỆP", "FILE"), help=("xét lại theo tệp lưu trữ này", "evaluate anew by this archive"))
    against(again)
    text_or_json(parser, again, ("văn bản để đọc, hoặc JSON", "text to read, or JSON"))
    general(parser)
    return parser


def _show(lang: Lang) -> Parser:
    parser = parser_of(lang, "show", help_text.SHOW)
    add = parser.group(("Đọc gì", "What to read"))
    add(
        "rulebook",
        nargs="?",
        metavar=RULEBOOK,
        help=(
            "mã bộ đi kèm, hoặc thư mục hay tệp của bộ (không ghi: in danh sách các bộ đi kèm)",
            "key of a shipped rulebook, or its folder or a file in it (none: list the shipped ones)",
        ),
    )
    add(
        "award",
        nargs="?",
        metavar=("HÌNH-THỨC", "AWARD"),
        help=("mã một hình thức khen thưởng (không ghi: in cả bộ)", "id of one award (none: the whole rulebook)"),
    )
    general(parser)
    return parser


def _read(lang: Lang) -> Parser:
    parser = parser_of(lang, "read", help_text.READ)
    add = parser.group(("Đọc gì", "What to read"))
    add(
        "rulebook",
        nargs="?",
        metavar=RULEBOOK,
        help=(
            "mã bộ đi kèm, hoặc thư mục hay tệp của bộ",
            "key of a shipped rulebook, or its folder or a file in it",
        ),
    )
    add(
        "award",
        nargs="?",
        metavar=("HÌNH-THỨC", "AWARD"),
        help=("mã hình thức khen thưởng; `cchc-rules show` in các mã", "id of the award; `cchc-rules show` lists them"),
    )
    add(
        "--year",
        type=a_year(lang),
        metavar=("NĂM", "YEAR"),
        help=(
            "năm xét, để in mức quy định của riêng năm đó (mặc định: mọi năm, ghi rõ mức đổi từ năm nào)",
            "award year, for the values of that year alone (default: every year, with the year of each change)",
        ),
    )
    reading(parser, add)
    add(
        "--source",
        metavar=("TỆP", "FILE"),
        help=(
            "bản văn bản dạng văn bản thuần (.txt, UTF-8; `-`: đầu vào chuẩn): in mỗi điều khoản cạnh tiêu chuẩn dẫn đến nó, "
            "nêu điều khoản không tìm thấy và đoạn mà tiêu chuẩn không dẫn",
            "the document as plain text (.txt, UTF-8; `-`: standard input): every clause beside the criteria that cite it, "
            "with clauses that are not found and passages that nothing cites",
        ),
    )
    general(parser)
    return parser


def _schema(lang: Lang) -> Parser:
    parser = parser_of(lang, "schema", help_text.SCHEMA)
    add = parser.group(("Của bộ nào", "Of what"))
    add(
        "rulebook",
        nargs="?",
        metavar=RULEBOOK,
        help=(
            "mã bộ đi kèm, hoặc thư mục hay tệp của bộ: lược đồ của tệp hồ sơ theo bộ đó; hoặc một lược đồ chung: request, "
            "answer, verdict, evaluation, proof, verification, archive, replay, rulebook, facts, award",
            "key of a shipped rulebook, or its folder or a file in it: the schema of its dossier files; or a schema that is "
            "the same for all: request, answer, verdict, evaluation, proof, verification, archive, replay, rulebook, facts, "
            "award",
        ),
    )
    general(parser)
    return parser


PARSERS: dict[str, Callable[[Lang], Parser]] = {
    "evaluate": evaluate,
    "check": _check,
    "verify": _verify,
    "archive": _archive,
    "show": _show,
    "read": _read,
    "schema": _schema,
}
"""The commands, each with what makes its parser: only the one that is asked for is made."""
