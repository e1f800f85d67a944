"""The arguments of ``evaluate``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cchc_rules.cli import help_text
from cchc_rules.cli.kinds import one_of
from cchc_rules.cli.options import ID, general, parser_of, questions, redact, rulebook
from cchc_rules.cli.usage import Parser

if TYPE_CHECKING:
    from cchc_rules.text import Lang

FORMATS = ("text", "json", "html", "jsonl")
COLORS = ("auto", "always", "never")
OUTCOMES = ("eligible", "not_eligible", "undetermined")


def evaluate(lang: Lang) -> Parser:
    """The parser of ``evaluate``."""
    parser = parser_of(lang, "evaluate", help_text.EVALUATE)
    add = parser.group(("Xét gì", "What to evaluate"))
    add(
        "files",
        nargs="*",
        metavar=("TỆP", "FILE"),
        help=("tệp hồ sơ YAML hoặc JSON; `-` là đầu vào chuẩn", "dossier file, YAML or JSON; `-` is standard input"),
    )
    rulebook(add)
    add(
        "--award",
        action="append",
        default=[],
        metavar=ID,
        help=(
            "hình thức khen thưởng cần xét, ghi được nhiều lần (mặc định: mọi hình thức hằng năm nếu có năm xét, "
            "nếu không thì mọi hình thức của giai đoạn)",
            "award to evaluate, repeatable (default: every annual award if there is a year, else every award of the "
            "period)",
        ),
    )
    questions(parser, add)
    redact(_output(parser))
    general(parser)
    return parser


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
        metavar=ID,
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
            "in thêm việc cần bổ sung cho các kết quả chưa đủ căn cứ được in: ai cung cấp gì, giải quyết được bao nhiêu "
            "kết quả",
            "also what is missing for the undetermined outcomes printed: who can supply what, and how many outcomes that "
            "settles",
        ),
    )
    return add
