"""What the help says beside the arguments: the commands, examples, exit codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_rules.cli.exits import EXIT_CODES
from cchc_rules.cli.usage import Words, say

if TYPE_CHECKING:
    from cchc_rules.text import Lang

TOP = (
    "Xét hồ sơ khen thưởng theo tiêu chuẩn ghi trong văn bản: đủ điều kiện xét, không đủ điều kiện,\n"
    "hay chưa đủ căn cứ; vì sao; còn thiếu gì.",
    "Decide by written criteria who is eligible for a public award, who is not, and who is undetermined;\n"
    "say why, and what is missing.",
)
EVALUATE = (
    "Xét các hồ sơ trong một hay nhiều tệp; các tệp được ghép theo mã hồ sơ.\n"
    "Hồ sơ có lỗi được nêu rõ và không cản các hồ sơ khác.",
    "Evaluate the dossiers of one or several files, joined on the candidates' ids.\n"
    "A faulty dossier is reported and stops no other.",
)
CHECK = (
    "Kiểm tra bộ tiêu chuẩn và tệp hồ sơ: sai ở đâu, sửa thế nào.",
    "Check rulebooks and dossier files: what is wrong, where, and how to mend it.",
)
SHOW = (
    "In bộ tiêu chuẩn để đọc: căn cứ, hình thức, tiêu chuẩn kèm điều khoản, cách hiểu còn để ngỏ,\nai xác nhận gì.",
    "Print a rulebook to read: source, awards, criteria with clauses, open readings, who attests what.",
)
READ = (
    "In tiêu chuẩn của một hình thức khen thưởng thành lời văn như trong văn bản, để đối chiếu với điều khoản.\n"
    "Lời văn dựng từ chính điều kiện đã mã hóa: mức, khoảng thời gian, ngày, người xác nhận, cách hiểu.\n"
    "Khác với `show`: `show` in cấu trúc kèm mã dùng trong tệp YAML, cho người soạn bộ tiêu chuẩn;\n"
    "`read` in câu chữ, cho người đối chiếu với văn bản.",
    "Print the criteria of one award in legal-style prose, to be held against the clauses of the document.\n"
    "It is made from the encoded conditions themselves: thresholds, windows, dates, authorities, readings.\n"
    "`show` prints the structure with the ids that YAML files use, for whoever writes the rulebook;\n"
    "`read` prints sentences, for whoever compares them with the document.",
)
SCHEMA = (
    "In JSON Schema (draft-07) của tệp hồ sơ theo một bộ tiêu chuẩn, để trình soạn thảo gợi ý và bắt lỗi;\n"
    "hoặc của dữ liệu trao đổi với hệ thống khác.",
    "Print the JSON Schema (draft-07) of the dossier files of a rulebook, for editors and other systems;\n"
    "or of what other systems send and get.",
)
VERIFY = (
    "Kiểm tra lại bản chứng minh mà không cần tin nơi lập: minh chứng trong đó có dẫn đến kết quả hay không,\n"
    "có phần nào thừa hay bị sửa hay không.",
    "Check proofs without trusting whoever wrote them: whether the evidence in them gives the outcome,\n"
    "whether anything is superfluous or was changed.",
)
ARCHIVE = (
    "Lưu bộ tiêu chuẩn, hồ sơ, kết quả và bản chứng minh vào một tệp; nhiều năm sau xét lại theo tệp ấy:\n"
    "kết quả nào còn nguyên, còn nhưng vì lý do khác, hay không còn nếu dữ kiện đã được sửa.",
    "Keep rulebook, dossiers, verdicts and proofs in one file; replay it years later: which verdicts stand,\n"
    "which stand by another route, which fall under corrected facts.",
)
COMMANDS: dict[str, Words] = {
    "evaluate": ("xét hồ sơ, kèm giải thích", "evaluate dossiers and explain the outcomes"),
    "check": ("kiểm tra bộ tiêu chuẩn và tệp hồ sơ", "check rulebooks and dossier files"),
    "verify": ("kiểm tra lại bản chứng minh", "check proofs"),
    "archive": ("lưu một đợt xét vào một tệp, xét lại về sau", "keep an evaluation in one file, replay it later"),
    "show": ("đọc bộ tiêu chuẩn: hình thức, tiêu chuẩn, cách hiểu", "read a rulebook: awards, criteria, readings"),
    "read": ("đọc tiêu chuẩn thành lời văn, đối chiếu với văn bản", "read criteria as prose, beside the document"),
    "schema": ("JSON Schema của tệp hồ sơ", "the JSON Schema of dossier files"),
}
USAGE: dict[str, Words] = {
    "": ("[tùy chọn] LỆNH …", "[options] COMMAND …"),
    "evaluate": ("TỆP… [tùy chọn]", "FILE… [options]"),
    "check": ("ĐƯỜNG-DẪN… [tùy chọn]", "PATH… [options]"),
    "verify": ("TỆP… [tùy chọn]", "FILE… [options]"),
    "archive": ("TỆP… --output TỆP | --replay TỆP [tùy chọn]", "FILE… --output FILE | --replay FILE [options]"),
    "show": ("[BỘ-TIÊU-CHUẨN [HÌNH-THỨC]] [tùy chọn]", "[RULEBOOK [AWARD]] [options]"),
    "read": ("BỘ-TIÊU-CHUẨN HÌNH-THỨC [tùy chọn]", "RULEBOOK AWARD [options]"),
    "schema": ("BỘ-TIÊU-CHUẨN [tùy chọn]", "RULEBOOK [options]"),
}
DISCLAIMER = (
    "Kết quả xét không thay cho quyết định của Hội đồng và người có thẩm quyền.",
    "No outcome replaces the decision of the council and the awarding authority.",
)

_BOOK = "thanh-tra-binh-dinh/ke-hoach-2022"
_EXAMPLES: dict[str, tuple[tuple[str | Words, Words], ...]] = {
    "": (
        ("show", ("có những bộ tiêu chuẩn nào", "which rulebooks there are")),
        ("check ho-so.yaml", ("tệp hồ sơ có lỗi gì không", "is anything wrong with the dossiers")),
        ("evaluate ho-so.yaml", ("xét mọi hồ sơ trong tệp", "evaluate every dossier of the file")),
    ),
    "evaluate": (
        ("evaluate ho-so.yaml --summary", ("chỉ in bảng tổng hợp", "the summary table only")),
        ("evaluate danh-sach.yaml chi-so.json", ("ghép hai tệp theo mã hồ sơ", "join two files on the ids")),
        ("evaluate ho-so.yaml --only undetermined", ("những hồ sơ chưa đủ căn cứ", "who is undetermined")),
        (
            ("evaluate ho-so.yaml --reading CÁCH-HIỂU=PHƯƠNG-ÁN", "evaluate ho-so.yaml --reading READING=OPTION"),
            ("xét theo cách hiểu khác; `show` in mã các cách hiểu", "under another reading; `show` lists them"),
        ),
        (
            ("evaluate ho-so.yaml --rulebook co-quan/van-ban/", "evaluate ho-so.yaml --rulebook co-quan/van-ban/"),
            ("theo bộ tiêu chuẩn trong một thư mục", "by the rulebook in a folder"),
        ),
        (
            "evaluate ho-so.yaml --format html --output ket-qua.html",
            ("thành trang web để xem và in", "as a page to read and print"),
        ),
        (
            (
                "evaluate ho-so.yaml --candidate MÃ --format html --output ca-nhan.html",
                "evaluate ho-so.yaml --candidate ID --format html --output ca-nhan.html",
            ),
            ("trang của một người, để giao cho người đó", "the page of one candidate, to hand to that person"),
        ),
        ("evaluate - --format json < ho-so.json", ("dùng trong hệ thống khác", "inside another system")),
        (
            "evaluate - --format jsonl < requests.jsonl > answers.jsonl",
            ("mỗi dòng một yêu cầu, mỗi dòng một câu trả lời", "a request a line, an answer a line"),
        ),
    ),
    "check": (
        ("check bo-tieu-chuan/", ("mọi bộ tiêu chuẩn trong thư mục", "every rulebook in the folder")),
        ("check ho-so.yaml", ("một tệp hồ sơ", "a dossier file")),
        (
            "check co-quan/van-ban/ ho-so.yaml",
            ("bộ tiêu chuẩn, và tệp hồ sơ theo bộ đó", "a rulebook, and a dossier file by it"),
        ),
    ),
    "verify": (
        ("evaluate ho-so.yaml --proofs chung-minh.json", ("lập bản chứng minh", "write proofs")),
        ("verify chung-minh.json", ("kiểm tra, không cần hồ sơ", "check them, without the dossiers")),
        (
            "verify chung-minh.json --dossiers ho-so.yaml",
            ("đối chiếu cả với hồ sơ", "hold them against the dossiers too"),
        ),
    ),
    "archive": (
        ("archive ho-so.yaml --output xet-2024.zip", ("lưu một đợt xét", "keep an evaluation")),
        ("archive --replay xet-2024.zip", ("xét lại như lúc ấy", "evaluate anew as it was")),
        ("archive --replay xet-2024.zip --dossiers da-sua.yaml", ("xét lại theo dữ kiện đã sửa", "by corrected facts")),
    ),
    "show": (
        ("show", ("danh sách các bộ tiêu chuẩn đi kèm", "the rulebooks that come with this program")),
        (f"show {_BOOK}", ("cả một bộ đi kèm", "a whole rulebook that comes with this program")),
        ("show co-quan/van-ban/", ("bộ tiêu chuẩn trong một thư mục", "the rulebook in a folder")),
        (
            ("show BỘ-TIÊU-CHUẨN HÌNH-THỨC", "show RULEBOOK AWARD"),
            (
                "một hình thức khen thưởng; ghi sai mã thì các mã được liệt kê",
                "one award; a wrong id lists the right ones",
            ),
        ),
    ),
    "read": (
        (
            f"read {_BOOK} giay-khen-ca-nhan-hang-nam",
            ("một hình thức của bộ đi kèm, thành lời văn", "an award of a shipped rulebook, in prose"),
        ),
        (
            ("read BỘ-TIÊU-CHUẨN HÌNH-THỨC --source van-ban.txt", "read RULEBOOK AWARD --source document.txt"),
            (
                "đặt cạnh từng điều khoản trong bản văn bản của mình",
                "beside each clause of one's own copy of the document",
            ),
        ),
        (
            (
                "read BỘ-TIÊU-CHUẨN HÌNH-THỨC --reading CÁCH-HIỂU=PHƯƠNG-ÁN",
                "read RULEBOOK AWARD --reading READING=OPTION",
            ),
            ("theo cách hiểu khác", "under another reading"),
        ),
    ),
    "schema": (
        (
            ("schema BỘ-TIÊU-CHUẨN > ho-so.schema.json", "schema RULEBOOK > ho-so.schema.json"),
            ("ghi thành tệp cho trình soạn thảo", "into a file, for an editor"),
        ),
        (
            "schema answer > answer.schema.json",
            ("lược đồ của câu trả lời khi dùng `--format jsonl`", "the schema of the answers of `--format jsonl`"),
        ),
    ),
}


def commands(lang: Lang) -> str:
    """The commands, a line each."""
    lines = [f"  {name:<9} {say(lang, *words)}" for name, words in COMMANDS.items()]
    more = ("`cchc-rules LỆNH --help` hướng dẫn từng lệnh.", "`cchc-rules COMMAND --help` explains each of them.")
    return "\n".join([say(lang, "Các lệnh:", "Commands:"), *lines, "", say(lang, *more)])


def epilog(lang: Lang, command: str) -> str:
    """Examples of a command, the exit codes, and what no outcome is."""
    lines = [say(lang, "Ví dụ:", "Examples:")]
    for line, words in _EXAMPLES[command]:
        shown = line if isinstance(line, str) else say(lang, *line)
        lines += [f"  # {say(lang, *words)}", f"  cchc-rules {shown}"]
    lines += ["", say(lang, "Mã kết thúc:", "Exit codes:")]
    lines += [f"  {code:>3}  {say(lang, *words)}" for code, words in EXIT_CODES.items()]
    return "\n".join([*lines, "", say(lang, *DISCLAIMER)])
