"""The official's own copy of a document, as plain text, taken apart into the clauses that criteria cite.

A clause is ``IV.3.2.1-1``: the roman section, the number below it, the dash below that. What is wrapped, indented, copied
from a word processor or written in another Unicode form makes no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import define, field, frozen

from cchc_rules.errors import CchcRulesError
from cchc_rules.language.reading.decoding import text_of
from cchc_rules.language.reading.source import Faults, Source
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.text import Text, same

MOST_BYTES = 8 << 20
"""More than any plan or decree has."""

_BINARY = {
    b"PK\x03\x04": ".docx/.odt",
    b"%PDF": ".pdf",
    b"\xd0\xcf\x11\xe0": ".doc",
    b"{\\rtf": ".rtf",
}
_SAVE_AS_TEXT = Text(
    "mở bằng Word hoặc trình đọc PDF, lưu thành văn bản thuần (Plain Text, .txt) với bảng mã UTF-8, rồi dùng tệp .txt đó",
    "open it in a word processor or PDF reader, save it as plain text (.txt) in UTF-8, and name that file",
)
_ROMAN = re.compile(
    r"(?:(?:phần|mục|chương)\s+)?(?P<roman>[IVXLC]+)\s*(?:[.):/]|[-–—](?=\s))\s*(?P<rest>.*)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:[.):/]\s*(?P<rest>\D.*|)|\s+(?P<text>\D.*))")
_DASH = re.compile(r"[-–—•*·▪●]\s*(?P<rest>\S.*)")
_PAGE = re.compile(r"(?:trang\s+)?[-–—]?\s*\d{1,3}\s*[-–—]?", re.IGNORECASE)
_COMPLETE = ".;:!?…”)"
"""With one of these a paragraph ends; without, it goes on behind a page break."""

_END = re.compile(r"(nơi nhận|phụ lục|mẫu số|trên đây là)\b", re.IGNORECASE)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FURTHEST = 3
"""How many numbers a document may skip between two headings; a larger step is a number in the text."""


@frozen
class Passage:
    """What stands at a clause: a heading, its text up to the next heading or dash, or a dash."""

    clause: str
    paragraphs: tuple[str, ...]


@frozen
class SourceText:
    """A document by its clauses."""

    name: str
    passages: FrozenDict[str, Passage]

    def find(self, clause: str) -> Passage | None:
        """The passage at a clause, if there is one."""
        return self.passages.get(clause)

    def below(self, clause: str) -> Iterator[Passage]:
        """The passages of the sections and dashes below a clause."""
        for key, passage in self.passages.items():
            if key.startswith((f"{clause}.", f"{clause}-")):
                yield passage


def read_source(data: bytes, name: str) -> SourceText:
    """The document in the bytes of a plain-text file; :class:`~cchc_rules.errors.CchcRulesError` if it is none."""
    faults = Faults(CchcRulesError, name, Source(name, ""))
    if len(data) > MOST_BYTES:
        faults.stop("CR102", most=str(MOST_BYTES >> 20))
    for mark, kind in _BINARY.items():
        if data.startswith(mark):
            faults.stop("CR150", help=_SAVE_AS_TEXT, kind=same(kind))
    text = text_of(data, name, CchcRulesError).removeprefix("\ufeff")
    if not text.strip():
        faults.stop("CR107")
    return SourceText(name, FrozenDict(_Parser().passages(text)))


def _plain(line: str) -> str:
    """A line without what a word processor leaves behind: NFC, one blank between words, nothing invisible."""
    kept = "".join(
        c for c in unicodedata.normalize("NFC", line) if unicodedata.category(c) not in ("Cf", "Cc") or c == "\t"
    )
    return " ".join(kept.split())


def _roman(word: str) -> int | None:
    """The value of a roman number that is written as such numbers are."""
    digits = [_VALUES[letter] for letter in word]
    total = sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
    return total if _as_roman(total) == word else None


def _as_roman(number: int) -> str:
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in pairs:
        written += letters * (number // value)
        number %= value
    return written


@define
class _Parser:
    """Goes through the lines and knows where it is: in which section, below which number, at which dash."""

    part: str = ""
    value: int = 0
    number: tuple[int, ...] = ()
    dash: int = 0
    at_dash: bool = False
    after_blank: bool = True
    page_broke: bool = False
    found: dict[str, list[str]] = field(factory=dict)

    def passages(self, text: str) -> dict[str, Passage]:
        """Every passage by its clause, in the order of the document."""
        for page in text.split("\f"):
            self.page_broke = self.after_blank = True
            for line in map(_plain, page.splitlines()):
                if self.found and _END.match(line) and (self.after_blank or line.endswith(":")):
                    return self._found()
                if self.after_blank and _PAGE.fullmatch(line):
                    self.page_broke = True  # the number of a page is no text
                    continue
                if line:
                    self._take(line)
                    self.page_broke = False
                self.after_blank = not line
        return self._found()

    def _found(self) -> dict[str, Passage]:
        return {clause: Passage(clause, tuple(paragraphs)) for clause, paragraphs in self.found.items()}

    def _take(self, line: str) -> None:
        if self._roman_heading(line) or self._numbered_heading(line) or self._dash(line):
            return
        if not self.part and not self.number:
            return  # the title and what comes before the first section
        paragraphs = self.found[self._clause()]
        cut = self.page_broke and bool(paragraphs) and paragraphs[-1][-1] not in _COMPLETE
        if not self.after_blank or line[0].islower() or not paragraphs or cut:
            self._go_on(paragraphs, line)
        elif self.at_dash:
            self.at_dash = False  # a new paragraph after dashes belongs to the section again
            self.found.setdefault(self._clause(), []).append(line)
        else:
            paragraphs.append(line)

    @staticmethod
    def _go_on(paragraphs: list[str], line: str) -> None:
        if paragraphs:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)

    def _clause(self) -> str:
        section = ".".join(filter(None, (self.part, *map(str, self.number))))
        return f"{section}-{self.dash}" if self.at_dash else section

    def _begin(self, text: str) -> None:
        self.found[self._clause()] = [text] if text else []

    def _roman_heading(self, line: str) -> bool:
        match = _ROMAN.fullmatch(line)
        value = _roman(match["roman"]) if match and match["roman"].isupper() else None
        first = self.value == 0  # an extract may begin with any section
        if match is None or value is None or value <= self.value or (value > self.value + _FURTHEST and not first):
            return False
        self.part, self.value, self.number, self.dash, self.at_dash = match["roman"], value, (), 0, False
        self._begin(match["rest"])
        return True

    def _numbered_heading(self, line: str) -> bool:
        match = _NUMBER.fullmatch(line)
        if match is None:
            return False
        number = tuple(map(int, match["number"].split(".")))
        unsigned = match["text"] or ""  # "12 người", "3.5 lần": a quantity, not a heading
        bare = bool(unsigned) and (len(number) == 1 or not unsigned[0].isupper())
        if bare or not self._follows(number):
            return False
        self.number, self.dash, self.at_dash = number, 0, False
        self._begin(match["rest"] or match["text"] or "")
        return True

    def _follows(self, number: tuple[int, ...]) -> bool:
        """Whether a heading of that number can come next: the numbers of headings go up, by small steps."""
        here = self.number
        if number <= here or 0 in number:
            return False
        common = next(
            (i for i, (a, b) in enumerate(zip(number, here, strict=False)) if a != b), min(len(number), len(here))
        )
        step = number[common] - (here[common] if common < len(here) else 0)
        steady = len(number) > 2 or all(
            one == 1 for one in number[common + 1 :]
        )  # 3.5 may be a quantity, 3.2.2 is none
        return (step <= _FURTHEST and steady) or (not here and len(number) > 1)

    def _dash(self, line: str) -> bool:
        match = _DASH.fullmatch(line)
        if match is None or not (self.part or self.number):
            return False
        before = self.found[self._clause()]
        if before and not self.after_blank and before[-1][-1:].isdigit() and match["rest"][0].isdigit():
            return False  # "giai đoạn 2021" at the end of a line, "- 2025" on the next
        self.dash, self.at_dash = self.dash + 1, True
        self._begin(match["rest"])
        return True
