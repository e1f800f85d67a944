"""Every diagnostic that the library can give: code, severity and words, in one table.

``docs/errors.md`` has a paragraph on each code and ``tests/errors`` a failing example; a test keeps the three sets equal.
Messages follow one manner: lower-case start, the author's own words in backticks, no names of Python types.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from cchc_rules.errors import Diagnostic, Pointer, Related, Severity, Span, Wording
from cchc_rules.language.checks.codes import MEANING_CODES
from cchc_rules.language.dossiers.codes import DOSSIER_CODES
from cchc_rules.language.entries import error as _error
from cchc_rules.language.proof_codes import PROOF_CODES
from cchc_rules.language.reading.advice import HELP
from cchc_rules.text import Text

CODES: dict[str, tuple[Severity, Text]] = {
    # CR0xx: what a caller asks for
    "CR001": _error(
        "không có bộ tiêu chuẩn `{rulebook}` đi kèm thư viện; hiện có: {known}",
        "no rulebook `{rulebook}` comes with the library; there are: {known}",
    ),
    "CR002": _error(
        "bộ tiêu chuẩn `{rulebook}` không có hình thức khen thưởng `{award}`; hiện có: {known}",
        "the rulebook `{rulebook}` has no award `{award}`; there are: {known}",
    ),
    "CR003": _error(
        "hồ sơ lập theo bộ tiêu chuẩn `{given}`, không phải `{wanted}`",
        "the dossier was made for the rulebook `{given}`, not `{wanted}`",
    ),
    "CR004": _error(
        "`{award}` không dành cho đối tượng `{kind}`, chỉ dành cho: {recipients}",
        "`{award}` is not for candidates of kind `{kind}`, only for: {recipients}",
    ),
    "CR005": _error(
        "ngày chốt số liệu phải là một ngày (`datetime.date`), không phải `{given}`",
        "the as-of date must be a day (`datetime.date`), not `{given}`",
    ),
    "CR006": _error(
        "`{award}` xét cho cả giai đoạn nên không nhận năm xét",
        "`{award}` is given for a period and takes no year",
    ),
    "CR007": _error(
        "`{award}` xét hằng năm nên cần năm xét",
        "`{award}` is given for a year: say which",
    ),
    "CR008": _error(
        "không xét `{award}` cho năm {year}; các năm được xét: {permitted}",
        "`{award}` is not given for {year}; the permitted years are: {permitted}",
    ),
    "CR009": _error(
        "bộ tiêu chuẩn không có cách hiểu `{reading}`",
        "the rulebook declares no reading `{reading}`",
    ),
    "CR010": _error(
        "cách hiểu `{reading}` không có phương án `{option}`; các phương án: {known}",
        "the reading `{reading}` has no option `{option}`; its options are: {known}",
    ),
    "CR011": _error(
        "hồ sơ được đọc theo danh mục dữ kiện khác với danh mục hiện nay của `{rulebook}`; hãy mở lại hồ sơ",
        "the dossier was read by another vocabulary than the one that `{rulebook}` has now; load it again",
    ),
    "CR012": _error(
        "bộ tiêu chuẩn `{rulebook}` chưa có tiêu chuẩn nên chưa xét được",
        "the rulebook `{rulebook}` awaits its criteria: there is nothing to evaluate",
    ),
    "CR013": _error(
        "bộ tiêu chuẩn `{rulebook}` không có hình thức nào xét {cycle}; các hình thức: {known}",
        "no award of the rulebook `{rulebook}` is given {cycle}; its awards: {known}",
    ),
    "CR014": _error(
        "không có cách chạy `{engine}`; có: {known}",
        "there is no engine `{engine}`; there are: {known}",
    ),
    "CR015": _error(
        "`{argument}` phải là {wanted}, không phải `{given}`",
        "`{argument}` has to be {wanted}, not `{given}`",
    ),
    "CR016": _error(
        "có kết quả xét của `{candidate}` nhưng không có hồ sơ của `{candidate}`",
        "there is a verdict on `{candidate}`, but no dossier of `{candidate}`",
    ),
    "CR020": _error("dòng dài quá {most} MB", "the line is longer than {most} MB"),
    "CR021": _error("dòng này trống, không phải một yêu cầu", "the line is empty: it is no request"),
    # CR1xx: reading a file (bytes, YAML, JSON)
    "CR101": _error("không mở được tệp `{file}`: {reason}", "the file `{file}` cannot be opened: {reason}"),
    "CR102": _error("tệp lớn quá {most} MB", "the file is larger than {most} MB"),
    "CR103": _error(
        "tệp có quá nhiều giá trị: nhiều nhất là {most}", "the file has too many values: {most} is the most"
    ),
    "CR104": _error(
        "tệp không phải văn bản UTF-8: ở đây có byte {byte}", "the file is not UTF-8 text: here is the byte {byte}"
    ),
    "CR105": _error("tệp được lưu theo mã UTF-16 hoặc UTF-32", "the file is saved as UTF-16 or UTF-32"),
    "CR106": _error("ở đây có ký tự không nhìn thấy được {character}", "here is an invisible character, {character}"),
    "CR107": _error("tệp không có nội dung", "the file has no content"),
    "CR108": _error("lồng nhau quá sâu: nhiều nhất là {most} cấp", "nested too deep: {most} levels is the most"),
    "CR109": _error(
        "đoạn chữ dài {length} ký tự: nhiều nhất là {most}", "a text of {length} characters: {most} is the most"
    ),
    "CR110": _error("khóa `{key}` được ghi hai lần", "the key `{key}` is given twice"),
    "CR111": _error("khóa để trống", "the key is empty"),
    "CR112": _error("khóa không được là danh sách hay nhóm khóa", "a key cannot be a list or a mapping"),
    "CR113": _error("số có quá {most} chữ số", "a number of more than {most} digits"),
    "CR114": _error("không dùng dấu neo `&` của YAML", "YAML anchors (`&`) are not used here"),
    "CR115": _error("không dùng dấu nhắc lại `*` của YAML", "YAML aliases (`*`) are not used here"),
    "CR116": _error("không dùng nhãn kiểu `!` của YAML", "YAML tags (`!`) are not used here"),
    "CR117": _error("không dùng khóa trộn `<<` của YAML", "YAML merge keys (`<<`) are not used here"),
    "CR118": _error("không dùng dòng chỉ thị `%` của YAML", "YAML directives (`%`) are not used here"),
    "CR119": _error(
        "mỗi tệp chỉ có một tài liệu; ở đây bắt đầu tài liệu thứ hai", "a file is one document; a second begins here"
    ),
    "CR120": _error("`{key}` không có dấu hai chấm và giá trị đi kèm", "`{key}` has no colon and no value"),
    "CR121": _error("dòng được thụt lề bằng phím Tab", "the line is indented with a tab"),
    "CR122": _error("dấu nháy {word} mở ở đây nhưng không được đóng", "the quote {word} opened here is never closed"),
    "CR123": _error(
        "ngoặc `{bracket}` mở ở đây nhưng không được đóng", "the bracket `{bracket}` opened here is never closed"
    ),
    "CR124": _error("không được có dấu hai chấm ở đây", "a colon is not allowed here"),
    "CR125": _error("dòng này không khớp với các dòng phía trên", "the line does not fit those above it"),
    "CR126": _error("ở đây thiếu dấu hai chấm", "a colon is missing here"),
    "CR127": _error("giá trị không được bắt đầu bằng `{word}`", "a value cannot begin with `{word}`"),
    "CR128": _error("`{word}` không phải cách viết ký tự đặc biệt", "`{word}` does not stand for a character"),
    "CR129": _error("không đọc được theo cú pháp YAML từ chỗ này", "from here on this is not YAML"),
    "CR130": _error("ở đây thiếu một giá trị", "a value is missing here"),
    "CR131": _error("danh sách không được bắt đầu ở đây", "a list cannot begin here"),
    "CR132": _error("thừa chữ sau dấu đóng nháy hoặc đóng ngoặc", "something follows the closing quote or bracket"),
    "CR135": _error("`{word}` không phải giá trị JSON", "`{word}` is not a JSON value"),
    "CR136": _error("ở đây thiếu dấu phẩy hoặc dấu đóng ngoặc", "a comma or a closing bracket is missing here"),
    "CR137": _error("thừa dấu phẩy trước dấu đóng ngoặc", "there is a comma too many before the closing bracket"),
    "CR138": _error("ở đây phải là một khóa trong dấu nháy kép", "here should be a key in double quotes"),
    "CR139": _error("JSON không có chú thích", "JSON has no comments"),
    "CR141": _error("xuống dòng hoặc phím Tab ngay trong đoạn chữ JSON", "a line end or a tab inside a JSON text"),
    "CR142": _error("`{word}` không phải cách viết số trong JSON", "`{word}` is not how JSON writes a number"),
    "CR143": _error("`{word}` không phải một số cụ thể", "`{word}` is not a number of anything"),
    "CR144": _error("số mũ vượt quá {most}", "the exponent is beyond {most}"),
    "CR145": _error("nửa ký tự {character} đứng một mình", "half a character, {character}, stands alone"),
    "CR146": _error("tệp JSON còn nội dung sau giá trị đầu tiên", "the JSON file goes on after its value"),
    "CR147": _error("không nhận giá trị thuộc loại `{kind}`", "a value of kind `{kind}` is not taken"),
    "CR148": _error("ở đây cần ngày, không phải thời điểm có giờ", "here a date is wanted, not a moment with an hour"),
    "CR149": _error(
        "khóa thuộc loại `{kind}`; khóa phải là chữ hoặc số nguyên", "a key of kind `{kind}`; keys are text or integers"
    ),
    "CR150": _error("đây là tệp {kind}, không phải văn bản thuần", "this is a {kind} file, not plain text"),
    # CR2xx: the shape of a rulebook file (JSON Schema)
    "CR201": _error("không có khóa `{key}` ở đây", "there is no key `{key}` here"),
    "CR202": _error("thiếu khóa `{key}`", "the key `{key}` is missing"),
    "CR203": _error("không có phép so sánh `{key}`", "there is no comparison `{key}`"),
    "CR204": _error("không rõ đây là loại điều kiện gì", "it is not clear what kind of predicate this is"),
    "CR205": _error(
        "một điều kiện không thể vừa là `{first}` vừa là `{second}`",
        "a predicate cannot be both `{first}` and `{second}`",
    ),
    "CR206": _error("{wanted}; ở đây là {found}", "{wanted}; here is {found}"),
    "CR207": _error("không có giá trị `{value}` ở đây", "there is no value `{value}` here"),
    "CR208": _error("{wanted}; ở đây là {found}", "{wanted}; here is {found}"),
    "CR209": _error("`{key}` để dành cho phiên bản sau", "`{key}` is reserved for a later version"),
    "CR210": _error("mã `{value}` viết chưa đúng", "the id `{value}` is not spelt as an id"),
    "CR211": _error("`{value}` không dùng làm mã được", "`{value}` cannot be an id"),
    "CR212": _error("{wanted}; ở đây là {found}", "{wanted}; here is {found}"),
    "CR213": _error("thiếu căn cứ: chưa ghi điều khoản", "the source is missing: no clause is given"),
    "CR214": _error("thiếu văn bản tiếng Việt (`vi`)", "the Vietnamese text (`vi`) is missing"),
    "CR215": _error(
        "thư viện này đọc ngôn ngữ phiên bản 1; ở đây là {found}", "this library reads language 1; here is {found}"
    ),
    "CR216": _error(
        "một điều kiện `fact` chỉ có một phép so sánh, ở đây có `{first}` và `{second}`",
        "a `fact` predicate has one comparison, here are `{first}` and `{second}`",
    ),
    "CR217": _error("điều kiện `fact` chưa có phép so sánh", "the `fact` predicate has no comparison"),
    "CR218": _error("chưa ghi số lượng cần đạt", "the bound is missing: how many are needed"),
    "CR219": _error("{wanted}; ở đây là {found}", "{wanted}; here is {found}"),
    "CR220": _error(
        "`{value}` không phải là ngày viết theo dạng YYYY-MM-DD", "`{value}` is not a date written YYYY-MM-DD"
    ),
    "CR221": _error("`{key}` không dùng ở đây: {wanted}", "`{key}` has no place here: {wanted}"),
    "CR222": _error("`{key}` không dùng được bên trong một danh sách", "`{key}` cannot stand inside a list"),
    "CR223": _error("{wanted}; ở đây chưa có", "{wanted}; here is none"),
    "CR224": _error(
        "`{first}` và `{second}` không đi cùng nhau: {wanted}", "`{first}` and `{second}` exclude each other: {wanted}"
    ),
    "CR225": _error("`{value}` có hai lần trong danh sách", "`{value}` is twice in the list"),
    "CR226": _error("`{key}` không dùng ở đây: {wanted}", "`{key}` has no place here: {wanted}"),
    # CR24x: decoding; CR26x: the folder of a rulebook
    "CR240": _error("không có ngày `{date}`", "there is no day `{date}`"),
    "CR241": _error(
        "không phải năm nào cũng có ngày {day} tháng {month}", "not every year has a day {day} in month {month}"
    ),
    "CR242": _error("năm {year} được ghi hai lần", "the year {year} is given twice"),
    "CR243": _error(
        "dữ kiện `{name}` trùng tên với một loại cơ quan, đơn vị", "the fact `{name}` has the name of a kind of entity"
    ),
    "CR260": _error("không đọc được thư mục `{folder}`: {reason}", "the folder `{folder}` cannot be read: {reason}"),
    "CR261": _error("thư mục này không có tệp `rulebook.yaml`", "this folder has no file `rulebook.yaml`"),
    "CR262": _error("thư mục này không có tệp `facts.yaml`", "this folder has no file `facts.yaml`"),
    "CR263": _error("mã `{award}` đã dùng ở một tệp khác", "the id `{award}` is used in another file"),
    "CR264": _error("tệp `{file}` sẽ không được đọc", "the file `{file}` would not be read"),
    "CR265": _error("đây là {found}, không phải {wanted}", "this is {found}, not {wanted}"),
    # CR3xx: the meaning of a rulebook; CR4xx: warnings about it
    **MEANING_CODES,
    # CR5xx: dossiers
    **DOSSIER_CODES,
    # CR6xx: proofs and archives
    **PROOF_CODES,
}


def diagnose(
    code: str,
    span: Span | None = None,
    pointer: Pointer = (),
    *,
    help: Text | None = None,
    related: Iterable[Related] = (),
    **words: object,
) -> Diagnostic:
    """The diagnostic of ``code``, its message filled with ``words``."""
    severity, message = CODES[code]
    kept = {name: word if isinstance(word, Text) else str(word) for name, word in words.items()}
    wording = Wording(message, kept, fixed_help=help is not None and help is HELP.get(code))
    return Diagnostic(code, severity, message.format(**kept), pointer, span, help, tuple(related), wording)


def near_miss(word: str, known: Iterable[str]) -> Text | None:
    """The known word nearest to ``word``, if any is near: "perhaps `at_most`"."""
    best = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return Text(f"có thể là `{best[0]}`", f"perhaps `{best[0]}`") if best else None
