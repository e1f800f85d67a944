"""``cchc-rules evaluate - --format jsonl``: requests in, answers out, line by line, for as long as there is input.

An answer is written before the next input is waited for, so that whoever sends one request and waits gets its answer;
as long as requests are at hand, nothing is held up by that.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from cchc_rules.api import LoadedRulebook
from cchc_rules.cli.answers import Answer, Answering, Defaults
from cchc_rules.cli.exits import DONE, FAULTS
from cchc_rules.cli.files import open_rulebook, print_diagnostics
from cchc_rules.cli.given import STANDARD_INPUT
from cchc_rules.cli.question import chosen_readings
from cchc_rules.cli.requests import LIMITS
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.text import Lang

_CHUNK = 1 << 16
_ENCODE = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
"""Plain ASCII, every other character escaped: no receiver can read it by a wrong encoding or find a line end in it."""


def answer_lines(options: Namespace, lang: Lang) -> int:
    """Answer every line of the standard input; the exit code says whether any of them got an error."""
    _refuse(options, lang)
    book = None if options.rulebook is None else open_rulebook(options.rulebook, lang)
    if book is not None:
        print_diagnostics(book.warnings, lang)
    answering = Answering(book, _defaults(options, book, lang))
    output = sys.stdout.buffer
    answered, faulty = 0, Counter[str]()
    for answer in answers(sys.stdin.buffer, answering, output.flush):
        _write(output, b"%s\n" % _ENCODE(answer).encode("ascii"))
        answered += 1
        if "error" in answer:
            faulty[_first_code(answer)] += 1
    if faulty:
        print(_summary(answered, faulty, lang), file=sys.stderr)
    return FAULTS if faulty else DONE


def answers(stream: IO[bytes], answering: Answering, before_waiting: Callable[[], object]) -> Iterator[Answer]:
    """The answer to every line of a stream, in order. ``before_waiting`` is called whenever all that was at hand is
    answered.
    """
    for number, line in enumerate(_lines(stream, before_waiting), 1):
        yield answering.too_long(number) if line is None else answering.answer(line, number)


def _write(output: IO[bytes], data: bytes) -> None:
    """All of it: where Python was told not to buffer, one call may write a part."""
    while data:
        data = data[output.write(data) :]


def _refuse(options: Namespace, lang: Lang) -> None:
    """What makes no sense where every line is answered by itself."""
    if options.files != [STANDARD_INPUT]:
        message = say(
            lang,
            "`--format jsonl` đọc các yêu cầu từ đầu vào chuẩn",
            "`--format jsonl` reads requests from the standard input",
        )
        raise CommandLineError(message, say(lang, "ghi `-` thay cho tên tệp", "write `-` in place of a file"))
    options_of_one_answer = (
        (options.summary, "--summary"),
        (options.brief, "--brief"),
        (options.only, "--only"),
        (options.candidate, "--candidate"),
        (options.worklist, "--worklist"),
        (options.output, "--output"),
        (options.color == "always", "--color always"),
    )
    for given, option in options_of_one_answer:
        if given:
            message = say(
                lang,
                f"`{option}` không dùng với `--format jsonl`: mỗi yêu cầu có đúng một câu trả lời",
                f"`{option}` does not go with `--format jsonl`: every request has exactly one answer",
            )
            raise CommandLineError(message)


def _defaults(options: Namespace, book: LoadedRulebook | None, lang: Lang) -> Defaults:
    """What the options say for requests that do not. What can be checked before the first request, is."""
    if book is not None:
        for award in options.award:
            book.award(award)
    return Defaults(
        awards=tuple(dict.fromkeys(options.award)),
        year=options.year,
        as_of=options.as_of,
        readings=chosen_readings(options, book, lang),
        trust_bare_attestations=options.trust_bare_attestations,
        robustness=options.robust,
        engine=options.engine,
        redact=options.redact,
    )


def _lines(stream: IO[bytes], before_waiting: Callable[[], object]) -> Iterator[bytes | None]:
    """Every line without its end, ``None`` for one that is too long, of which no more is kept than a request may have.
    The last line may lack its end.
    """
    read: Callable[[int], bytes] = stream.read1  # type: ignore[attr-defined]  # buffered binary streams have it
    parts: list[bytes] = []
    size = 0
    while True:
        before_waiting()
        chunk = read(_CHUNK)
        if not chunk:
            break
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield _whole(parts, piece, size)
            parts, size = [], 0
        size += len(rest)
        if size <= LIMITS.bytes + 1:  # a return before the line end is not counted
            parts.append(rest)
    if size:
        yield _whole(parts, b"", size)


def _whole(parts: list[bytes], last: bytes, size: int) -> bytes | None:
    if size + len(last) > LIMITS.bytes + 1:
        return None
    line = b"".join((*parts, last)).removesuffix(b"\r")
    return line if len(line) <= LIMITS.bytes else None


def _first_code(answer: Mapping[str, Any]) -> str:
    code: str = answer["error"]["diagnostics"][0]["code"]
    return code


def _summary(answered: int, faulty: Counter[str], lang: Lang) -> str:
    """How many requests there were and what was wrong with how many, by the first code: nothing that a request said."""
    codes = ", ".join(f"{code}: {count}" for code, count in sorted(faulty.items()))
    wrong = faulty.total()
    return say(
        lang,
        f"{answered} yêu cầu, {wrong} yêu cầu có lỗi ({codes})",
        f"{answered} requests, {wrong} of them faulty ({codes})",
    )
