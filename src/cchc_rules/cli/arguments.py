"""What can be asked on the command line: the commands and their arguments."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from cchc_rules.cli import help_text
from cchc_rules.cli.kinds import a_choice_of_reading, a_day, a_year, one_of
from cchc_rules.cli.usage import CommandLineError, Parser, Words, near, say
from cchc_rules.version import __version__

if TYPE_CHECKING:
    from cchc_rules.text import Lang

PROG = "cchc-rules"
LANGS = ("vi", "en")
LANG_VARIABLE = "CCHC_RULES_LANG"
FORMATS = ("text", "json", "html", "jsonl")
COLORS = ("auto", "always", "never")
ENGINES = ("compiled", "reference")
OUTCOMES = ("eligible", "not_eligible", "undetermined")

_RULEBOOK = ("BỘ-TIÊU-CHUẨN", "RULEBOOK")
_ID = ("MÃ", "ID")


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
        raise CommandLineError(message, near(lang, command, PARSERS) or _choices(lang))
    return command, lambda: PARSERS[command](lang).parse(after)


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


def _parser(lang: Lang, command: str, description: Words) -> Parser:
    prog = f"{PROG} {command}".rstrip()
    usage = f"{prog} {say(lang, *help_text.USAGE[command])}"
    return Parser(lang, prog, usage, say(lang, *description), help_text.epilog(lang, command))


def _general(parser: Parser) -> Callable[..., None]:
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


def _top(lang: Lang) -> Parser:
    parser = _parser(lang, "", help_text.TOP)
    parser.description = f"{parser.description}\n\n{help_text.commands(lang)}"
    add = _general(parser)
    add(
        "--version",
        action="version",
        version=f"{PROG} {__version__}",
        help=("in số phiên bản", "print the version"),
    )
    return parser


def _evaluate(lang: Lang) -> Parser:
    parser = _parser(lang, "evaluate", help_text.EVALUATE)
    add = parser.group(("Xét gì", "What to evaluate"))
    add(
        "files",
        nargs="*",
        metavar=("TỆP", "FILE"),
        help=("tệp hồ sơ YAML hoặc JSON; `-` là đầu vào chuẩn", "dossier file, YAML or JSON; `-` is standard input"),
    )
    _rulebook(add)
    add(
        "--award",
        action="append",
        default=[],
        metavar=_ID,
        help=(
            "hình thức khen thưởng cần xét, ghi được nhiều lần (mặc định: mọi hình thức hằng năm nếu có năm xét, "
            "nếu không thì mọi hình thức của giai đoạn)",
            "award to evaluate, repeatable (default: every annual award if there is a year, else every award of the "
            "period)",
        ),
    )
    _questions(parser, add)
    _redact(_output(parser))
    _general(parser)
    return parser


def _questions(parser: Parser, add: Callable[..., None]) -> None:
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
    _reading(parser, add)
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


def _reading(parser: Parser, add: Callable[..., None]) -> None:
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


def _redact(add: Callable[..., None]) -> None:
    add(
        "--redact",
        action="store_true",
        help=(
            "trong thông báo lỗi và cảnh báo, che những gì người lập hồ sơ đã viết: chỉ còn mã lỗi, vị trí và tên khóa",
            "in errors and warnings, mask what the author of the dossier wrote: code, place and keys remain",
        ),
    )


def _output(parser: Parser) -> Callable[..., None]:
    """What is printed, and how."""
    add = parser.group(("In gì, in thế nào", "What to print"))
    add(
        "--format",
        type=one_of(parser.lang, FORMATS),
        default="text",
        metavar=("text|json|html|jsonl", "text|json|html|jsonl"),
        help=(
            "văn bản để đọc; JSON theo schemas/evaluation.schema.json; html: một trang để xem, in, chuyển cho người khác; hoặc "
            "jsonl: mỗi dòng đầu vào là một yêu cầu, được trả "
            "lời bằng một dòng (mặc định: text)",
            "text to read; JSON by schemas/evaluation.schema.json; html: a page to read, print or hand on; or jsonl: every "
            "line of the input is a request and is answered by a line (default: text)",
        ),
    )
    add(
        "--output",
        metavar=("TỆP", "FILE"),
        help=(
            "ghi kết quả vào tệp này, thay nội dung cũ nếu tệp đã có; tệp hồ sơ đang xét không bị ghi đè (mặc định: đầu ra "
            "chuẩn)",
            "write into this file and replace what is in it; a dossier file of the run is never overwritten (default: "
            "standard output)",
        ),
    )
    add(
        "--candidate",
        metavar=_ID,
        help=(
            "chỉ hồ sơ này; trang html không có dữ liệu của người khác nên giao được cho chính người đó",
            "this candidate only; the html page then has nobody else's data and can be handed to that person",
        ),
    )
    add("--summary", action="store_true", help=("chỉ in bảng tổng hợp", "the summary table only"))
    add(
        "--brief",
        action="store_true",
        help=(
            "giải thích mỗi kết quả bằng vài câu, không in từng tiêu chuẩn",
            "explain each outcome in a few sentences instead of criterion by criterion",
        ),
    )
    add(
        "--only",
        action="append",
        default=[],
        type=one_of(parser.lang, OUTCOMES),
        metavar=("KẾT-QUẢ", "OUTCOME"),
        help=(
            f"chỉ in kết quả này, ghi được nhiều lần: {', '.join(OUTCOMES)}",
            f"only this outcome, repeatable: {', '.join(OUTCOMES)}",
        ),
    )
    add(
        "--robust",
        action="store_true",
        help=(
            "nêu kết quả có phụ thuộc cách hiểu văn bản hay không",
            "say whether each outcome depends on how the text is read",
        ),
    )
    add(
        "--color",
        type=one_of(parser.lang, COLORS),
        default=COLORS[0],
        metavar=("|".join(COLORS), "|".join(COLORS)),
        help=(
            "tô màu văn bản; cần gói `cchc-rules[color]` (mặc định: auto, tức khi in ra màn hình và không đặt NO_COLOR)",
            "colour the text; needs `cchc-rules[color]` (default: auto, on a terminal unless NO_COLOR is set)",
        ),
    )
    add(
        "--proofs",
        metavar=("TỆP", "FILE"),
        help=(
            "ghi bản chứng minh của các kết quả được in vào tệp này, dạng JSON; `cchc-rules verify` kiểm tra lại",
            "write the proofs of the outcomes that are printed into this file, as JSON; `cchc-rules verify` checks them",
        ),
    )
    add(
        "--worklist",
        action="store_true",
        help=(
            "in thêm việc cần bổ sung cho các kết quả được in: ai cung cấp gì, giải quyết được bao nhiêu kết quả",
            "also what is missing for the outcomes printed: who can supply what, and how many outcomes that settles",
        ),
    )
    return add


def _rulebook(add: Callable[..., None]) -> None:
    add(
        "--rulebook",
        metavar=("THƯ-MỤC", "FOLDER"),
        help=(
            "thư mục bộ tiêu chuẩn, dạng …/<cơ quan>/<văn bản>, hoặc một tệp trong đó (mặc định: bộ đi kèm mà tệp hồ sơ "
            "ghi)",
            "folder of the rulebook, …/<issuer>/<document>, or a file in it (default: the shipped one that the files name)",
        ),
    )


def _check(lang: Lang) -> Parser:
    parser = _parser(lang, "check", help_text.CHECK)
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
    _rulebook(add)
    _redact(add)
    _general(parser)
    return parser


def _verify(lang: Lang) -> Parser:
    parser = _parser(lang, "verify", help_text.VERIFY)
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
    _rulebook(add)
    _against(add)
    _text_or_json(parser, add, ("JSON để dùng trong hệ thống khác", "JSON for another system"))
    _general(parser)
    return parser


def _against(add: Callable[..., None]) -> None:
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


def _text_or_json(parser: Parser, add: Callable[..., None], what: Words) -> None:
    kinds = FORMATS[:2]
    shown = "|".join(kinds)
    add("--format", type=one_of(parser.lang, kinds), default="text", metavar=(shown, shown), help=what)


def _archive(lang: Lang) -> Parser:
    parser = _parser(lang, "archive", help_text.ARCHIVE)
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
    _rulebook(add)
    add(
        "--award",
        action="append",
        default=[],
        metavar=_ID,
        help=("hình thức khen thưởng, như ở `evaluate`", "award, as for `evaluate`"),
    )
    _questions(parser, add)
    again = parser.group(("Xét lại", "Replaying"))
    again("--replay", metavar=("TỆP", "FILE"), help=("xét lại theo tệp lưu trữ này", "evaluate anew by this archive"))
    _against(again)
    _text_or_json(parser, again, ("văn bản để đọc, hoặc JSON", "text to read, or JSON"))
    _general(parser)
    return parser


def _show(lang: Lang) -> Parser:
    parser = _parser(lang, "show", help_text.SHOW)
    add = parser.group(("Đọc gì", "What to read"))
    add(
        "rulebook",
        nargs="?",
        metavar=_RULEBOOK,
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
    _general(parser)
    return parser


def _read(lang: Lang) -> Parser:
    parser = _parser(lang, "read", help_text.READ)
    add = parser.group(("Đọc gì", "What to read"))
    add(
        "rulebook",
        nargs="?",
        metavar=_RULEBOOK,
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
    _reading(parser, add)
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
    _general(parser)
    return parser


def _schema(lang: Lang) -> Parser:
    parser = _parser(lang, "schema", help_text.SCHEMA)
    add = parser.group(("Của bộ nào", "Of what"))
    add(
        "rulebook",
        nargs="?",
        metavar=_RULEBOOK,
        help=(
            "mã bộ đi kèm, hoặc thư mục hay tệp của bộ: lược đồ của tệp hồ sơ theo bộ đó; hoặc một lược đồ chung: request, "
            "answer, verdict, evaluation, proof, archive, rulebook, facts, award",
            "key of a shipped rulebook, or its folder or a file in it: the schema of its dossier files; or a schema that is "
            "the same for all: request, answer, verdict, evaluation, proof, archive, rulebook, facts, award",
        ),
    )
    _general(parser)
    return parser


PARSERS: dict[str, Callable[[Lang], Parser]] = {
    "evaluate": _evaluate,
    "check": _check,
    "verify": _verify,
    "archive": _archive,
    "show": _show,
    "read": _read,
    "schema": _schema,
}
"""The commands, each with what makes its parser: only the one that is asked for is made."""
