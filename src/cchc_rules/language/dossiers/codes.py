"""CR5xx: what can be wrong with dossiers."""

from __future__ import annotations

from cchc_rules.errors import Severity
from cchc_rules.language.entries import error as _error
from cchc_rules.language.entries import warning as _warning
from cchc_rules.text import Text

DOSSIER_CODES: dict[str, tuple[Severity, Text]] = {
    # Shape
    "CR501": _error("ở đây cần {wanted}, không phải {found}", "this has to be {wanted}, not {found}"),
    "CR502": _error("{where} không có khóa `{key}`", "{where} has no key `{key}`"),
    "CR503": _error("{where} còn thiếu khóa `{key}`", "{where} lacks the key `{key}`"),
    "CR504": _error(
        "tệp này lập theo bộ tiêu chuẩn `{given}`, không phải `{wanted}`",
        "this file is written for the rulebook `{given}`, not for `{wanted}`",
    ),
    "CR505": _error("`{word}` chưa đúng dạng ngày", "`{word}` is not written as a date"),
    "CR506": _error("lịch không có ngày `{word}`", "there is no day `{word}`"),
    "CR507": _error("`{word}` không phải là một năm", "`{word}` is not a year"),
    "CR508": _error("giá trị để trống", "the value is blank"),
    "CR509": _error("`{word}` không dùng làm mã được", "`{word}` cannot be an id"),
    # Documents and entities
    "CR511": _error("tệp này không khai báo văn bản `{word}`", "this file declares no document `{word}`"),
    "CR512": _error(
        "bộ tiêu chuẩn không có loại cơ quan, đơn vị `{kind}`", "the rulebook has no entities of the kind `{kind}`"
    ),
    "CR513": _warning(
        "không tệp nào nói gì về `{kind}` `{id}`, nên các dữ kiện của nơi này là chưa biết",
        "no file describes the `{kind}` `{id}`, so its facts are unknown",
    ),
    "CR510": _warning(
        "bộ tiêu chuẩn không xét khen thưởng cho năm {year}; các năm được xét: {permitted}",
        "the rulebook gives no awards for {year}; its award years are: {permitted}",
    ),
    # Candidates
    "CR514": _error(
        "bộ tiêu chuẩn không có loại đối tượng `{kind}`", "the rulebook has no candidates of the kind `{kind}`"
    ),
    "CR515": _error("mã `{candidate}` dùng cho hai đối tượng", "two candidates have the id `{candidate}`"),
    # Facts and values
    "CR520": _error("`{kind}` không có dữ kiện `{fact}`", "`{kind}` has no fact `{fact}`"),
    "CR521": _error("`{kind}` không có danh sách `{list}`", "`{kind}` has no list `{list}`"),
    "CR522": _error("danh sách `{list}` không có trường `{field}`", "the list `{list}` has no field `{field}`"),
    "CR523": _error("`{fact}` cần {wanted}, không phải `{word}`", "`{fact}` takes {wanted}, not `{word}`"),
    "CR524": _error("`{fact}` không có giá trị `{word}`", "`{fact}` has no value `{word}`"),
    "CR525": _error(
        "`{fact}` có nhiều nhất {most}, `{word}` có {given}",
        "`{fact}` has at most {most} after the point, `{word}` has {given}",
    ),
    "CR526": _error("`{word}` ngoài phạm vi của `{fact}`: {bounds}", "`{word}` is out of range for `{fact}`: {bounds}"),
    "CR527": _error("`{fact}` phải ghi theo từng năm", "`{fact}` has to be given year by year"),
    "CR528": _error("`{fact}` không ghi theo năm", "`{fact}` is not given by year"),
    "CR529": _error("không có lý do `{word}`", "there is no reason `{word}`"),
    "CR530": _error("`{fact}` chưa có `value` hoặc `unknown`", "`{fact}` has neither `value` nor `unknown`"),
    "CR531": _error(
        "không thể vừa có `value` vừa có `unknown`", "there cannot be both a `value` and an `unknown` here"
    ),
    "CR532": _error("`value` để trống", "there is no value here"),
    "CR533": _warning(
        "năm {year} của `{what}` cách xa thời gian mà bộ tiêu chuẩn xét: {bounds}",
        "the year {year} of `{what}` is far from the time that the rulebook speaks of: {bounds}",
    ),
    # Attestations
    "CR535": _error(
        "bộ tiêu chuẩn không có người xác nhận với tư cách `{word}`", "the rulebook has no authority `{word}`"
    ),
    "CR536": _error("xác nhận còn thiếu `{key}`", "the attestation lacks its `{key}`"),
    "CR537": _error(
        "chưa ghi `{capacity}` này đứng đầu đơn vị nào", "of which unit this is the `{capacity}` is missing"
    ),
    "CR538": _error(
        "chỉ có một `{capacity}`, nên không ghi `of`",
        "there is only one `{capacity}`, so it takes no `of`",
    ),
    "CR539": _warning(
        "xác nhận ghi `of: {id}`, nhưng không tệp nào nói gì về `{kind}` này và không đối tượng nào thuộc về đó",
        "the attestation says `of: {id}`, but no file describes this `{kind}` and no candidate belongs to it",
    ),
    "CR540": _error(
        "xác nhận ngày {date} sau ngày chốt số liệu {as_of} của tệp",
        "the attestation of {date} is later than the file's own `as_of`, {as_of}",
    ),
    "CR541": _error(
        "ngày {date} sau ngày chốt số liệu {as_of} của tệp",
        "the date {date} is later than the file's own `as_of`, {as_of}",
    ),
    # Covering attestations
    "CR545": _error("tệp này không có đối tượng `{candidate}`", "this file has no candidate `{candidate}`"),
    "CR546": _error(
        "xác nhận nêu `{fact}`, nhưng loại `{kind}` không có dữ kiện này",
        "the attestation names `{fact}`, but candidates of the kind `{kind}` have no such fact",
    ),
    "CR547": _error("xác nhận `{fact}` phải ghi năm", "an attestation of `{fact}` has to say the year"),
    "CR548": _error(
        "`{fact}` không ghi theo năm, nên xác nhận không có `year`",
        "`{fact}` is not given by year, so the attestation takes no `year`",
    ),
    "CR549": _error("`{word}` có hai lần trong một danh sách", "`{word}` stands in the list twice"),
    # Lists
    "CR555": _error("`{list}` có nhiều nhất {most}", "`{list}` has at most {most}"),
    "CR556": _error(
        "hai mục của `{list}` cùng có `{key}` là `{word}`", "two records of `{list}` have the same `{key}`, `{word}`"
    ),
    "CR557": _error(
        "danh sách không thể đầy đủ đến {date}, sau ngày chốt số liệu {as_of} của tệp",
        "a list cannot be complete to {date}, later than the file's own `as_of`, {as_of}",
    ),
    "CR558": _error("danh sách chưa đầy đủ thì không có `to`", "a list that is not complete takes no `to`"),
    "CR559": _error(
        "danh sách `{list}` không có ngày, nên không có `to`", "the list `{list}` is undated and takes no `to`"
    ),
    "CR560": _warning(
        "`{key}` `{word}` của `{list}` có trong {count} hồ sơ; nếu không phải làm chung thì có hồ sơ ghi nhầm",
        "{count} dossiers have a record of `{list}` with the `{key}` `{word}`; if it is not shared, one of them is wrong",
    ),
    # Several files
    "CR565": _error(
        "`{candidate}` thuộc hai loại khác nhau trong hai tệp", "`{candidate}` is of another kind in another file"
    ),
    "CR566": _error("{what} đã ghi trong một tệp khác", "{what} is given in another file too"),
    "CR568": _warning(
        "`{candidate}` có hai tên khác nhau trong hai tệp", "`{candidate}` has another name in another file"
    ),
    "CR569": _error(
        "các tệp không cùng năm xét: {year} và {first}", "the files are not for one award year: {year} and {first}"
    ),
    "CR570": _error("chưa có tệp hồ sơ nào", "there is no dossier file"),
    "CR571": _error(
        "ở đây cần đúng một đối tượng, không phải {count}", "this has to be exactly one candidate, not {count}"
    ),
    "CR572": _error(
        "còn nữa: tệp có hơn {most} lỗi, không đọc tiếp",
        "there is more: the file has over {most} faults, and reading stops",
    ),
    "CR573": _error("đây là {found}, không phải tệp hồ sơ", "this is {found}, not a dossier file"),
}
