"""What to write instead: the advice that goes with each fault of reading."""

from __future__ import annotations

from cchc_rules.text import Text

HELP: dict[str, Text] = {
    "CR102": Text("chia nội dung thành nhiều tệp", "divide it into several files"),
    "CR103": Text("chia nội dung thành nhiều tệp", "divide it into several files"),
    "CR104": Text("mở tệp và lưu lại với bảng mã UTF-8", "open the file and save it as UTF-8"),
    "CR105": Text("mở tệp và lưu lại với bảng mã UTF-8", "open the file and save it as UTF-8"),
    "CR106": Text("xóa ký tự đó, rồi gõ lại chữ ở hai bên", "delete it, and type the letters beside it again"),
    "CR107": Text("ghi nội dung, hoặc xóa tệp", "write something into it, or delete the file"),
    "CR108": Text("kiểm tra ngoặc và thụt lề; tách thành các phần nhỏ", "check brackets and indentation; split it up"),
    "CR109": Text("rút gọn, hoặc dẫn tên văn bản", "shorten it, or name the document that has it"),
    "CR110": Text("xóa một trong hai, hoặc gộp lại", "delete one of the two, or merge them"),
    "CR111": Text("ghi tên khóa trước dấu hai chấm", "write the name of the key before the colon"),
    "CR112": Text("khóa là một tên ngắn, trước dấu hai chấm", "a key is one short name before the colon"),
    "CR113": Text("nếu là mã số, đặt trong dấu nháy kép", "if it is an identifier, put it in double quotes"),
    "CR114": Text(
        'ghi đầy đủ giá trị tại chỗ; nếu là chữ, đặt trong dấu nháy kép: "…"',
        'write the value out where it belongs; if it is text, put it in double quotes: "…"',
    ),
    "CR115": Text(
        'ghi đầy đủ giá trị tại chỗ; nếu là chữ, đặt trong dấu nháy kép: "…"',
        'write the value out where it belongs; if it is text, put it in double quotes: "…"',
    ),
    "CR116": Text(
        'bỏ nhãn; nếu là chữ, đặt trong dấu nháy kép: "…"',
        'leave the tag out; if it is text, put it in double quotes: "…"',
    ),
    "CR117": Text("ghi đầy đủ các khóa tại chỗ", "write the keys out where they belong"),
    "CR118": Text("xóa dòng này", "delete the line"),
    "CR119": Text("để mỗi tài liệu trong một tệp riêng", "put each document in a file of its own"),
    "CR120": Text("ghi `khóa: giá trị`, có dấu cách sau dấu hai chấm", "write `key: value`, a space after the colon"),
    "CR121": Text("thay bằng dấu cách, mỗi cấp hai dấu", "use spaces instead, two for each level"),
    "CR122": Text("thêm dấu nháy đóng", "add the closing quote"),
    "CR123": Text("thêm dấu đóng ngoặc", "add the closing bracket"),
    "CR124": Text(
        "chữ có dấu hai chấm phải đặt trong dấu nháy kép; nếu đây là khóa, kiểm tra thụt lề",
        "text with a colon needs double quotes; if this is a key, check the indentation",
    ),
    "CR125": Text(
        "các khóa cùng cấp phải thụt lề bằng nhau; mỗi mục của danh sách bắt đầu bằng `- `",
        "keys of one level are indented alike; every item of a list begins with `- `",
    ),
    "CR126": Text(
        "ghi `khóa: giá trị`; mục của danh sách cần dấu cách sau `-`",
        "write `key: value`; an item of a list needs a space after the `-`",
    ),
    "CR127": Text('đặt giá trị trong dấu nháy kép: "…"', 'put the value in double quotes: "…"'),
    "CR128": Text("ghi thẳng ký tự đó; dấu `\\` ghi là `\\\\`", "write the character itself; a `\\` is written `\\\\`"),
    "CR129": Text(
        'so với các tệp mẫu; nếu là chữ, đặt trong dấu nháy kép: "…"',
        'compare the examples; if it is text, put it in double quotes: "…"',
    ),
    "CR130": Text("ghi giá trị, hoặc xóa dấu thừa", "write the value, or delete the sign that is too much"),
    "CR131": Text(
        'xuống dòng trước dấu `-`; nếu là chữ, đặt trong dấu nháy kép: "…"',
        'begin a new line before the `-`; if it is text, put it in double quotes: "…"',
    ),
    "CR132": Text(
        "đặt toàn bộ giá trị trong dấu nháy, hoặc xóa phần thừa",
        "put the whole value in quotes, or delete what is too much",
    ),
    "CR135": Text(
        "chữ đặt trong dấu nháy kép; ngoài ra chỉ có số, true, false, null",
        "text stands in double quotes; else only numbers, true, false, null",
    ),
    "CR136": Text("thêm dấu phẩy giữa hai mục, hoặc đóng ngoặc", "put a comma between members, or close the bracket"),
    "CR137": Text("xóa dấu phẩy", "delete the comma"),
    "CR138": Text('ghi `"khóa": giá trị`', 'write `"key": value`'),
    "CR139": Text("xóa chú thích, hoặc dùng YAML", "delete the comment, or use YAML"),
    "CR141": Text(
        "xuống dòng ghi là `\\n`, Tab ghi là `\\t`; kiểm tra dấu nháy đóng",
        "a line end is written `\\n`, a tab `\\t`; check the closing quote",
    ),
    "CR142": Text(
        "ví dụ 90, -1, 91.25; mã số đặt trong dấu nháy kép", "such as 90, -1, 91.25; put identifiers in double quotes"
    ),
    "CR143": Text("chưa biết thì ghi null", "write null for what is not known"),
    "CR144": Text("ghi đầy đủ các chữ số", "write all the digits"),
    "CR145": Text("xóa rồi gõ lại ký tự đó", "delete the character and type it again"),
    "CR146": Text("mỗi tệp JSON là một giá trị", "a JSON file is one value"),
    "CR147": Text(
        "chỉ nhận chữ, số, true, false, ngày, danh sách và nhóm khóa; chưa biết thì ghi None",
        "text, numbers, true, false, dates, lists and mappings are taken; None is what is not known",
    ),
    "CR148": Text("dùng .date()", "use .date()"),
    "CR149": Text("chuyển khóa thành chữ", "turn the key into text"),
}
