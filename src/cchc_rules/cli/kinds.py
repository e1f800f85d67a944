"""The kinds of values that arguments take. What is not one is told in our words, with what to write instead."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cchc_rules.cli.usage import near, say

if TYPE_CHECKING:
    from datetime import date

    from cchc_rules.text import Lang


def one_of(lang: Lang, known: Sequence[str]) -> Callable[[str], str]:
    """A value out of a few."""

    def read(word: str) -> str:
        if word in known:
            return word
        shown = ", ".join(known)
        advice = near(lang, word, known)
        message = say(
            lang, f"không có giá trị `{word}`; chọn một trong: {shown}", f"there is no `{word}`; choose one of: {shown}"
        )
        raise ArgumentTypeError(f"{message} ({advice})" if advice else message)

    return read


def a_year(lang: Lang) -> Callable[[str], int]:
    """A year of four digits."""

    def read(word: str) -> int:
        if re.fullmatch(r"[0-9]{4}", word, re.ASCII):
            return int(word)
        message = say(lang, f"`{word}` không phải một năm; ví dụ `2024`", f"`{word}` is no year; such as `2024`")
        raise ArgumentTypeError(message)

    return read


def a_day(lang: Lang) -> Callable[[str], date]:
    """A day that exists, written ``YYYY-MM-DD``."""

    def read(word: str) -> date:
        from datetime import date

        day_first = re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", word, re.ASCII)
        written = f"{day_first[3]}-{day_first[2]:0>2}-{day_first[1]:0>2}" if day_first else word
        example = "2025-01-20"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written, re.ASCII):
            try:
                day = date.fromisoformat(written)
            except ValueError:
                message = say(lang, f"không có ngày `{word}`", f"there is no day `{word}`")
                raise ArgumentTypeError(message) from None
            if written == word:
                return day
            example = written
        message = say(
            lang,
            f"`{word}` không phải ngày viết theo dạng YYYY-MM-DD; ví dụ `{example}`",
            f"`{word}` is no date written YYYY-MM-DD; such as `{example}`",
        )
        raise ArgumentTypeError(message)

    return read


def a_choice_of_reading(lang: Lang) -> Callable[[str], tuple[str, str]]:
    """``READING=OPTION``."""

    def read(word: str) -> tuple[str, str]:
        reading, sign, option = word.partition("=")
        if reading and sign and option:
            return reading.strip(), option.strip()
        message = say(
            lang,
            f"`{word}` không phải dạng CÁCH-HIỂU=PHƯƠNG-ÁN; `cchc-rules show BỘ-TIÊU-CHUẨN` in mã các cách hiểu và phương án",
            f"`{word}` is not READING=OPTION; `cchc-rules show RULEBOOK` lists the readings with their options",
        )
        raise ArgumentTypeError(message)

    return read
