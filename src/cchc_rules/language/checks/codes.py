"""The diagnostics about the meaning of a rulebook: CR3xx errors, CR4xx warnings."""

from __future__ import annotations

from cchc_rules.errors import Severity
from cchc_rules.language.entries import error as _error
from cchc_rules.language.entries import warning as _warning
from cchc_rules.text import Text

MEANING_CODES: dict[str, tuple[Severity, Text]] = {
    # CR3xx: the meaning of a rulebook
    "CR301": _error("`{kind}` không có dữ kiện `{name}`", "`{kind}` has no fact `{name}`"),
    "CR302": _error("không có loại cơ quan, đơn vị `{name}`", "there is no kind of entity `{name}`"),
    "CR303": _error("không có danh sách `{name}`", "there is no list `{name}`"),
    "CR304": _error(
        "đối tượng `{kind}` không có danh sách `{name}`", "candidates of kind `{kind}` have no list `{name}`"
    ),
    "CR305": _error("danh sách `{list}` không có trường `{name}`", "the list `{list}` has no field `{name}`"),
    "CR306": _error(
        "dữ kiện `{name}` của `{first}` và của `{second}` không cùng một loại",
        "the fact `{name}` of `{first}` and that of `{second}` are not of one kind",
    ),
    "CR307": _error("không có mức quy định `{name}`", "there is no parameter `{name}`"),
    "CR308": _error("không có cách hiểu `{name}`", "there is no reading `{name}`"),
    "CR309": _error("không có điều kiện dùng chung `{name}`", "there is no definition `{name}`"),
    "CR310": _error("không có khoảng thời gian `{name}`", "there is no window `{name}`"),
    "CR311": _error("không có người có thẩm quyền `{name}`", "there is no authority `{name}`"),
    "CR312": _error("không có văn bản `{name}`", "there is no document `{name}`"),
    "CR313": _error("không có hình thức (`form`) `{name}`", "there is no form of award `{name}`"),
    "CR314": _error("không có loại đối tượng `{name}`", "there is no kind of recipient `{name}`"),
    "CR315": _error("không tệp nào có `award: {name}`", "there is no award `{name}`"),
    "CR316": _error(
        "`{comparison}` không dùng được cho `{fact}`: giá trị của dữ kiện này là {type}",
        "`{comparison}` does not suit `{fact}`: this fact takes {type}",
    ),
    "CR317": _error(
        "`{value}` không phải giá trị của `{fact}`: cần {wanted}",
        "`{value}` is no value of `{fact}`: it takes {wanted}",
    ),
    "CR318": _error("`{fact}` không có giá trị `{value}`", "`{fact}` has no value `{value}`"),
    "CR319": _error(
        "`{value}` có quá nhiều chữ số sau dấu phẩy: `{fact}` chỉ có {decimals}",
        "`{value}` has too many digits after the point: `{fact}` has {decimals}",
    ),
    "CR320": _error(
        "`{value}` nằm ngoài khoảng giá trị của `{fact}`: {range}",
        "`{value}` is outside the bounds of `{fact}`: {range}",
    ),
    "CR321": _error("không có ngày `{value}`", "there is no day `{value}`"),
    "CR322": _error(
        "khoảng này không chứa giá trị nào: `{low}` đứng sau `{high}`",
        "nothing is between these: `{low}` comes after `{high}`",
    ),
    "CR323": _error(
        "không cùng đơn vị: mức `{param}` {unit}, còn `{fact}` {wanted}",
        "the units differ: the parameter `{param}` {unit}, but `{fact}` {wanted}",
    ),
    "CR324": _error(
        "mức `{param}` là một danh sách, ở đây cần một giá trị",
        "the parameter `{param}` is a list, here one value is wanted",
    ),
    "CR325": _error(
        "mức `{param}` chỉ là một giá trị, ở đây cần một danh sách",
        "the parameter `{param}` is one value, here a list is wanted",
    ),
    "CR326": _error(
        "`attested` chỉ dùng cho dữ kiện đúng hoặc sai; giá trị của `{fact}` là {type}",
        "`attested` is for facts that are true or false; `{fact}` takes {type}",
    ),
    "CR327": _error("dữ kiện `{fact}` không cần ai xác nhận", "the fact `{fact}` needs no attestation"),
    "CR328": _error(
        "số lượng phải là số nguyên từ 0 trở lên; ở đây là `{value}`",
        "a bound is a whole number from 0 up; here is `{value}`",
    ),
    "CR329": _error(
        "không bao giờ đạt được: cần {number}, mà nhiều nhất chỉ có {total}",
        "this can never hold: {number} needed, but the most there can be is {total}",
    ),
    "CR330": _error("`{key}: {number}` lúc nào cũng đạt: {why}", "`{key}: {number}` always holds: {why}"),
    "CR331": _error(
        "mức `{param}` có đơn vị `{unit}`, mà số lượng thì không có đơn vị",
        "the parameter `{param}` has the unit `{unit}`, but a bound has none",
    ),
    "CR332": _error("`at_least` {low} lớn hơn `at_most` {high}", "`at_least` {low} is more than `at_most` {high}"),
    "CR333": _error(
        "đã ở trong `years`, không lồng thêm `years` nữa", "this is inside `years` already; years do not nest"
    ),
    "CR334": _error(
        "không đếm được năm trong `{window}`: khoảng này {why}", "the years of `{window}` cannot be counted: it {why}"
    ),
    "CR335": _error("{what} cần có năm đang xét, mà ở đây không có", "{what} needs a current year, but here is none"),
    "CR336": _error(
        "{what} cần có năm đang xét, mà `{definition}` không ghi `per: year`",
        "{what} needs a current year, but `{definition}` does not say `per: year`",
    ),
    "CR337": _error("mức `{param}` chưa có giá trị cho {years}", "the parameter `{param}` has no value for {years}"),
    "CR338": _error(
        "các năm phải xếp tăng dần: {year} đứng sau {before}", "the years must ascend: {year} comes after {before}"
    ),
    "CR339": _error(
        "khoảng thời gian không có ngày nào: {start} sau {end}",
        "there is no day in this window: {start} is after {end}",
    ),
    "CR340": _error(
        "mặc định `{name}` không có trong các phương án của cách hiểu này",
        "the default `{name}` is no option of this reading",
    ),
    "CR341": _error(
        "xét hằng năm cần danh sách các năm được xét (`award_years`)",
        "an annual award needs the permitted `award_years`",
    ),
    "CR342": _error(
        "chưa trả lời cho phương án {options} của cách hiểu `{reading}`",
        "nothing is said for {options} of the reading `{reading}`",
    ),
    "CR343": _error(
        "cách hiểu `{reading}` không có phương án `{name}`", "the reading `{reading}` has no option `{name}`"
    ),
    "CR344": _error(
        "khoảng thời gian `{window}` không có ngày cuối nên không dùng làm giai đoạn xét được",
        "the window `{window}` has no last day, so it cannot be an award's period",
    ),
    "CR345": _error(
        "danh sách `{list}` không ghi ngày nên không dùng `during` được",
        "the list `{list}` is undated, so `during` has nothing to go by",
    ),
    "CR346": _error(
        "`{name}` không phải trường ngày của danh sách `{list}`", "`{name}` is no date field of the list `{list}`"
    ),
    "CR347": _error(
        "`{name}` không làm khóa của danh sách được: giá trị là {type}",
        "`{name}` cannot be the key of a list: it takes {type}",
    ),
    "CR348": _error(
        "`{name}` là khóa của danh sách `{list}`, không dùng làm điều kiện",
        "`{name}` is the key of the list `{list}` and cannot be a condition",
    ),
    "CR349": _error("`{name}` nói về {about}, còn ở đây là {here}", "`{name}` is about {about}, but here is {here}"),
    "CR350": _error("điều kiện dùng chung dẫn về chính nó: {cycle}", "the definition leads back to itself: {cycle}"),
    "CR351": _error("mã `{id}` đã dùng ở cùng cấp", "the id `{id}` is used twice side by side"),
    "CR352": _error(
        "không đặt tên `{name}` ở đây được: hồ sơ dùng khóa này vào việc khác",
        "`{name}` cannot be the name here: dossiers use this key for something else",
    ),
    "CR353": _error(
        "`{key}: {value}` có quá nhiều chữ số sau dấu phẩy: dữ kiện này chỉ có {decimals}",
        "`{key}: {value}` has too many digits after the point: this fact has {decimals}",
    ),
    "CR354": _error("`min` {low} lớn hơn `max` {high}", "`min` {low} is more than `max` {high}"),
    "CR355": _error(
        "tiêu chuẩn quá lớn: trải ra hết có hơn {most} điều kiện",
        "the criteria are too large: written out in full they have more than {most} predicates",
    ),
    "CR356": _error(
        "tiêu chuẩn quá sâu: trải ra hết có hơn {most} cấp",
        "the criteria are too deep: written out in full they have more than {most} levels",
    ),
    # CR4xx: warnings about a rulebook
    "CR401": _warning("chưa có tiếng Anh (`en`)", "the English text (`en`) is missing"),
    "CR402": _warning(
        "không tiêu chuẩn nào dùng dữ kiện `{name}` của `{kind}`", "no award uses the fact `{name}` of `{kind}`"
    ),
    "CR403": _warning("không tiêu chuẩn nào dùng danh sách `{name}`", "no award uses the list `{name}`"),
    "CR404": _warning("không nơi nào dùng mức quy định `{name}`", "nothing uses the parameter `{name}`"),
    "CR405": _warning("không tiêu chuẩn nào dùng điều kiện `{name}`", "no award uses the definition `{name}`"),
    "CR406": _warning("không nơi nào dùng khoảng thời gian `{name}`", "nothing uses the window `{name}`"),
    "CR407": _warning("không nơi nào hỏi cách hiểu `{name}`", "nothing asks for the reading `{name}`"),
    "CR408": _warning(
        "không có mục nào trong `{list}` thì `every` cũng đạt", "`every` holds even if there is nothing in `{list}`"
    ),
    "CR409": _warning("giá trị `{value}` được ghi hai lần", "the value `{value}` is given twice"),
    "CR410": _warning("cách hiểu `{name}` chỉ có một phương án", "the reading `{name}` has only one option"),
}

MEANING_ADVICE: dict[str, Text] = {
    "CR306": Text(
        "ghi cùng `type`, `values`, `decimals`, `unit`, `per` cho cả hai, hoặc viết riêng tiêu chuẩn cho từng đối tượng",
        "give both the same `type`, `values`, `decimals`, `unit` and `per`, or write an award for each kind of recipient",
    ),
    "CR319": Text("bớt chữ số, hoặc tăng `decimals` của dữ kiện", "use fewer digits, or raise the fact's `decimals`"),
    "CR320": Text("sửa giá trị, hoặc sửa `min`, `max` của dữ kiện", "change the value, or the fact's `min` or `max`"),
    "CR321": Text("viết một ngày có trên lịch", "write a day that the calendar has"),
    "CR322": Text("viết đầu nhỏ trước, đầu lớn sau", "write the smaller end first"),
    "CR324": Text(
        "dùng `one_of` cho danh sách, hoặc ghi một giá trị cho mức này",
        "use `one_of` with a list, or give the parameter one value",
    ),
    "CR325": Text(
        "viết giá trị của mức thành danh sách `[…]`, hoặc so sánh bằng `is`",
        "write the parameter's value as a list `[…]`, or compare with `is`",
    ),
    "CR326": Text("viết `fact` với một phép so sánh", "write `fact` with a comparison"),
    "CR327": Text(
        "viết `fact: …, is: true`, hoặc ghi `attested_by` cho dữ kiện này",
        "write `fact: …, is: true`, or give the fact its `attested_by`",
    ),
    "CR328": Text("ghi cho mức này một số nguyên, ví dụ `3`", "give the parameter a whole number, such as `3`"),
    "CR329": Text("ghi số nhỏ hơn", "write a smaller number"),
    "CR330": Text(
        "bỏ mức này, hoặc ghi số khác; cách hiểu không đòi hỏi gì thì ghi `nothing`",
        "leave the bound out or change it; an option that asks for nothing is written `nothing`",
    ),
    "CR331": Text("bỏ `unit` của mức này", "drop the parameter's `unit`"),
    "CR332": Text("viết số nhỏ ở `at_least`, số lớn ở `at_most`", "write the smaller number under `at_least`"),
    "CR333": Text("đưa `years` bên trong ra ngoài", "move the inner `years` out"),
    "CR334": Text(
        "ghi `from` là ngày 01-01 và `to` là ngày 12-31 cho khoảng này", "let the window run from a 01-01 to a 12-31"
    ),
    "CR335": Text(
        "đặt điều kiện này trong `years`, hoặc dùng điều kiện cho cả giai đoạn",
        "put it inside `years`, or use what speaks of the whole period",
    ),
    "CR337": Text("thêm giá trị có `from` sớm hơn", "add a value with an earlier `from`"),
    "CR338": Text("xếp lại theo `from` tăng dần", "put the entries in the order of `from`"),
    "CR339": Text("đổi chỗ hai ngày, hoặc sửa ngày sai", "exchange the two days, or mend the wrong one"),
    "CR341": Text("thêm `award_years: [2024, …]` vào rulebook.yaml", "add `award_years: [2024, …]` to rulebook.yaml"),
    "CR342": Text("ghi đủ mọi phương án trong `options`", "give every option under `options`"),
    "CR344": Text("ghi ngày cuối `to` cho khoảng này", "give the window its last day, `to`"),
    "CR345": Text("bỏ `during`, hoặc ghi `dated_by` cho danh sách", "drop `during`, or give the list its `dated_by`"),
    "CR347": Text(
        "khóa là một trường kiểu `text`, `integer` hoặc `enum`", "a key is a field of type `text`, `integer` or `enum`"
    ),
    "CR348": Text(
        "đặt điều kiện cho trường khác, hoặc bỏ `key` của danh sách",
        "ask about another field, or drop the list's `key`",
    ),
    "CR349": Text(
        "dùng điều kiện có `about` hoặc `list` phù hợp", "use a definition whose `about` or `list` suits this place"
    ),
    "CR350": Text("bỏ một `use` trong vòng này", "take one `use` out of this circle"),
    "CR351": Text("đặt mã khác", "choose another id"),
    "CR353": Text("bớt chữ số, hoặc tăng `decimals`", "use fewer digits, or raise `decimals`"),
    "CR354": Text("đổi chỗ `min` và `max`, hoặc sửa số sai", "exchange `min` and `max`, or mend the wrong one"),
    "CR355": Text(
        "bớt số lần và số tầng `use`, `years` lồng vào nhau", "let fewer `use` and `years` stand inside each other"
    ),
    "CR356": Text("bớt số tầng `use` lồng vào nhau", "let fewer `use` stand inside each other"),
    "CR402": Text("dùng trong một tiêu chuẩn, hoặc bỏ đi", "use it in an award, or remove it"),
    "CR403": Text("dùng trong một tiêu chuẩn, hoặc bỏ đi", "use it in an award, or remove it"),
    "CR404": Text("dùng bằng `param`, hoặc bỏ đi", "use it with `param`, or remove it"),
    "CR405": Text("dùng bằng `use`, hoặc bỏ đi", "use it with `use`, or remove it"),
    "CR406": Text(
        "dùng trong `during`, `years` hoặc `period`, hoặc bỏ đi",
        "use it in `during`, `years` or `period`, or remove it",
    ),
    "CR407": Text("dùng bằng `reading`, hoặc bỏ đi", "use it with `reading`, or remove it"),
    "CR408": Text(
        "thêm `some` hoặc `count` của cùng danh sách bên cạnh, nếu phải có ít nhất một mục",
        "put a `some` or `count` over the same list beside it, if there has to be a record",
    ),
    "CR409": Text("bỏ một trong hai", "drop one of the two"),
    "CR410": Text(
        "thêm phương án khác; nếu không còn gì phải chọn thì ghi vào `assumptions`",
        "add the other options; what leaves nothing to choose is one of the `assumptions`",
    ),
}
"""What to write instead, where that does not depend on the author's words."""
