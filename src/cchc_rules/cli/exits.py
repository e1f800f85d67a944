"""The exit codes, and what each says."""

from __future__ import annotations

DONE = 0
FAULTS = 1
WRONG_USAGE = 2
UNUSABLE = 3
INTERRUPTED = 130
BROKEN_PIPE = 141

EXIT_CODES: dict[int, tuple[str, str]] = {
    DONE: ("làm xong, dù kết quả xét thế nào", "done, whatever the outcomes"),
    FAULTS: ("làm xong, nhưng có hồ sơ hoặc tệp có lỗi", "done, but some dossiers or files are faulty"),
    WRONG_USAGE: (
        "dòng lệnh viết chưa đúng, hoặc yêu cầu không có câu trả lời",
        "wrong usage, or a question without an answer",
    ),
    UNUSABLE: ("có tệp hoặc bộ tiêu chuẩn không dùng được", "a file or rulebook cannot be used at all"),
    INTERRUPTED: ("người dùng ngắt giữa chừng", "interrupted"),
    BROKEN_PIPE: ("nơi nhận kết quả đã đóng", "whoever read the output stopped reading"),
}
