"""The diagnostics about proofs and archives. A proof is made by a program, so most of them advise to have it made anew."""

from __future__ import annotations

from cchc_rules.errors import Severity
from cchc_rules.language.entries import error as _error
from cchc_rules.text import Text

PROOF_CODES: dict[str, tuple[Severity, Text]] = {
    "CR601": _error("chỗ này không đúng mẫu của bản chứng minh", "this is not how a proof is written"),
    "CR602": _error(
        "bản chứng minh đã bị thay đổi sau khi lập: mã băm ghi là {given}, tính lại là {found}",
        "the proof was changed after it was written: its digest is given as {given} and comes to {found}",
    ),
    "CR603": _error(
        "bản chứng minh lập theo bộ tiêu chuẩn `{given}`, không phải `{own}`",
        "the proof is by the rulebook `{given}`, not `{own}`",
    ),
    "CR604": _error(
        "bản chứng minh lập theo nội dung khác của bộ tiêu chuẩn: {given}; nội dung đang dùng: {own}",
        "the proof is by other rules, {given}; those at hand are {own}",
    ),
    "CR605": _error(
        "`{key}` là `{value}`: theo bộ tiêu chuẩn thì không xét như vậy được",
        "`{key}` is `{value}`: by the rulebook there is no such question",
    ),
    "CR606": _error("minh chứng không đọc được: {fault}", "the evidence cannot be read: {fault}"),
    "CR607": _error(
        "{piece} không phải minh chứng mà hình thức này cần, hoặc không được ghi theo cách của bản chứng minh",
        "{piece} is not evidence that the award needs, or not written as a proof writes it",
    ),
    "CR608": _error(
        "tiêu chuẩn quá phức tạp để kiểm tra lại bản chứng minh",
        "the criteria are too involved for the proof to be checked",
    ),
    "CR609": _error(
        "bản chứng minh ghi kết quả `{given}`, nhưng chỉ với minh chứng này thì kết quả là `{found}`",
        "the proof says `{given}`, but from its evidence alone the outcome is `{found}`",
    ),
    "CR610": _error(
        "thừa {piece}: không có nó kết quả vẫn như vậy", "{piece} is not needed: the outcome is the same without it"
    ),
    "CR611": _error(
        "{piece} không bổ sung được: đã biết rồi, không thể có, hoặc hình thức này không cần",
        "{piece} cannot be added: it is known already, not possible, or nothing that the award reads",
    ),
    "CR612": _error(
        "bổ sung như vậy cũng chưa dẫn đến kết quả `{outcome}`", "with all this added the outcome is not `{outcome}`"
    ),
    "CR613": _error(
        "hồ sơ không có {piece} như bản chứng minh ghi", "the dossier does not have {piece} as the proof says"
    ),
    "CR614": _error(
        "bản chứng minh ghi kết quả `{given}`, nhưng theo hồ sơ thì kết quả là `{found}`",
        "the proof says `{given}`, but by the dossier the outcome is `{found}`",
    ),
    "CR615": _error(
        "trong các tệp không có hồ sơ dùng được của `{candidate}`", "no usable dossier of `{candidate}` is in the files"
    ),
    "CR616": _error("tệp không có bản chứng minh nào", "there is no proof in the file"),
    "CR617": _error("đây là {found}, không phải bản chứng minh", "this is {found}, not a proof"),
    "CR620": _error("`{file}` không phải tệp lưu trữ: {reason}", "`{file}` is no archive: {reason}"),
    "CR621": _error("tệp lưu trữ quá lớn: {reason}", "the archive is too large: {reason}"),
    "CR622": _error(
        "`{member}` trong tệp lưu trữ không khớp với danh mục kèm theo: {reason}",
        "`{member}` of the archive is not as its manifest says: {reason}",
    ),
    "CR623": _error(
        "`{member}` không ghi được vào tệp lưu trữ: {reason}", "`{member}` cannot be put into an archive: {reason}"
    ),
}

_PROOF_ANEW = Text(
    "lập lại bản chứng minh: `cchc-rules evaluate … --proofs TỆP`",
    "have the proof written anew: `cchc-rules evaluate … --proofs FILE`",
)
PROOF_HELP: dict[str, Text] = {
    **dict.fromkeys(("CR601", "CR602", "CR605", "CR606", "CR607", "CR609", "CR610", "CR611", "CR612"), _PROOF_ANEW),
    "CR603": Text("chỉ đúng bộ tiêu chuẩn bằng `--rulebook`", "name the right rulebook with `--rulebook`"),
    "CR604": Text(
        "dùng đúng phiên bản của bộ tiêu chuẩn khi lập (tệp lưu trữ có kèm), hoặc xét lại theo phiên bản này",
        "use the rules that it was written by (an archive holds them), or evaluate anew by these",
    ),
    "CR608": Text(
        "kết quả không sai vì thế; người kiểm tra cần xét lại cả hồ sơ",
        "the outcome is not wrong for that; evaluate the whole dossier instead",
    ),
    "CR613": Text(
        "hồ sơ đã được sửa, hoặc bản chứng minh là của hồ sơ khác: xét lại hồ sơ",
        "the dossier was corrected, or the proof is of another one: evaluate the dossier anew",
    ),
    "CR614": Text(
        "xét lại hồ sơ; kết quả cũ không còn đứng vững", "evaluate the dossier anew; the old outcome no longer stands"
    ),
    "CR615": Text("thêm tệp có hồ sơ này", "add the file that holds this dossier"),
    "CR616": Text(
        "tệp phải là một bản chứng minh, hoặc danh sách các bản chứng minh, dạng JSON",
        "the file has to be one proof, or a list of proofs, in JSON",
    ),
    "CR620": Text("chọn tệp do `cchc-rules archive` ghi ra", "name a file that `cchc-rules archive` wrote"),
    "CR621": Text(
        "tệp do `cchc-rules archive` ghi ra không lớn đến vậy; đừng mở tệp này",
        "what `cchc-rules archive` writes is never that large; do not open this file",
    ),
    "CR623": Text("đổi tên tệp, ví dụ `ho-so-2024.yaml`", "rename the file, to `ho-so-2024.yaml` for example"),
    "CR622": Text(
        "tệp đã bị sửa hoặc hỏng: dùng bản sao còn nguyên", "the file was changed or damaged: use an intact copy"
    ),
}
"""What to do about a refusal."""
