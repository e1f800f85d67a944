"""The strict reader of YAML files."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
import yaml
from language.reading import faults, read

from cchc_rules.errors import CchcRulesError, RulebookError
from cchc_rules.language.nodes import Mapping, span_at
from cchc_rules.language.reading.reader import read_text


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers of PyYAML: where the one in C is missing, the other takes its place and nobody notices."""
    if request.param == "Python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    return str(request.param)


PLAIN = {
    "null": None, "~": None, "": None, "true": True, "false": False,
    "0": 0, "-0": 0, "7": 7, "-12": -12, "2024": 2024, "9" * 30: int("9" * 30),
    "91.25": Decimal("91.25"), "-0.5": Decimal("-0.5"), "90.10": Decimal("90.10"),
    "no": "no", "on": "on", "off": "off", "yes": "yes", "n": "n", "Y": "Y", "NO": "NO",
    "Null": "Null", "True": "True", "FALSE": "FALSE",
    "010": "010", "-01": "-01", "1_000": "1_000", "10:20": "10:20", "1e3": "1e3", "1.0e3": "1.0e3",
    "0x1F": "0x1F", "0o14": "0o14", "0b1": "0b1", "+1": "+1", ".5": ".5", "5.": "5.", "1.2.3": "1.2.3", "--1": "--1",
    ".nan": ".nan", ".inf": ".inf", "-.inf": "-.inf", "NaN": "NaN",
    "2024-02-30": "2024-02-30", "2024-03-01": "2024-03-01", "2024-03-01T10:00:00Z": "2024-03-01T10:00:00Z",
    "=": "=", "91,5": "91,5", "90%": "90%", "12/KH-TTr": "12/KH-TTr", "“x”": "“x”", "a#b": "a#b", "٣": "٣",
    "1" * 31 + "x": "1" * 31 + "x",
}  # fmt: skip


@pytest.mark.parametrize(("written", "meant"), PLAIN.items())
def test_plain_scalars(parser: str, written: str, meant: object) -> None:
    """Without quotes: null, true, false, numbers as JSON writes them; all else is text, as in YAML 1.2."""
    value = read(f"a: {written}\n")
    assert value == {"a": meant}
    assert isinstance(value, dict)
    assert type(value["a"]) is type(meant)


@pytest.mark.parametrize("written", ["null", "true", "12", "91.25", "~", "<<", "", "&a", "*a", "!t", "1" * 31])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quotes_make_text(parser: str, written: str, quote: str) -> None:
    """Whatever stands in quotes is text."""
    assert read(f"a: {quote}{written}{quote}") == {"a": written}


@pytest.mark.parametrize("key", ["no", "on", "off", "yes", "true", "2024", "91.5", "010", "1e3", "2024-03-01", "a b"])
def test_keys_are_text(parser: str, key: str) -> None:
    """A key is its own text, whatever it looks like."""
    assert read(f"{key}: 1\n{{}}".removesuffix("{}")) == {key: 1}
    assert read(f'{{"{key}": 1}}') == {key: 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a: x\n  y\n", {"a": "x y"}),
        ("- 1\n- [2, {b: 3}]\n-\n  - 4\n", [1, [2, {"b": 3}], [4]]),
        ("a:\nb: ~\n", {"a": None, "b": None}),
        ("{a: 1, b: , c: [], d: {}}", {"a": 1, "b": None, "c": [], "d": {}}),
        ("? a\n: b\n", {"a": "b"}),
        ("[a: 1, b: 2]", [{"a": 1}, {"b": 2}]),
        ("---\na: 1\n...\n", {"a": 1}),
        ("# x\n\n  # y\na: 1 # z\n", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("\ufeffa: 1", {"a": 1}),
        (b"\xef\xbb\xbfa: 1", {"a": 1}),
        ('a: "\\u00e9\\t\\"\\n"', {"a": 'é\t"\n'}),
        ("a: 'it''s'", {"a": "it's"}),
        ("null", None),
        ("xin chào", "xin chào"),
        ('"null": 1\n"~": 2', {"null": 1, "~": 2}),
        ("'<<': 1", {"<<": 1}),
        ("a: 50% đạt: không".replace(": k", " :k"), {"a": "50% đạt :không"}),
    ],
)
def test_documents(parser: str, text: str | bytes, value: object) -> None:
    """What a person needs of YAML is there."""
    assert read(text) == value


def test_text_is_composed() -> None:
    """Keys and values come out in NFC, and equal keys are equal after that; the place is that in the file."""
    loose = unicodedata.normalize("NFD", "tiêu chuẩn: đạt số điểm")
    assert read(loose) == {"tiêu chuẩn": "đạt số điểm"}
    assert read('a: "e\\u0301"') == {"a": "é"}
    assert read("x: [2024, é, 2024, é]".replace("é", "e\u0301")) == {"x": [2024, "é", 2024, "é"]}
    assert faults("{é: 1, e\u0301: 2}") == "CR110 1:8-10"
    span = span_at(read_text(f"{loose}, [x", "a"), ("tiêu chuẩn",))
    assert span is not None
    assert span.text[span.column - 1 :] == unicodedata.normalize("NFD", "đạt số điểm, [x")


REFUSED = {
    "a: &x 1": "CR114 1:4-6",
    "a: &x [1]": "CR114 1:4-6",
    "a: &x !t 1": "CR114 1:4-6",
    "&k a: 1": "CR114 1:1-3",
    "a: *x": "CR115 1:4-6",
    "[*x , *y ]": "CR115 1:2-4, CR115 1:7-9",
    "*x : 1\nb: *y": "CR115 1:1-3",
    "a: !t 1": "CR116 1:4-6",
    "a: !!str 1": "CR116 1:4-9",
    "a: ! 1": "CR116 1:4-5",
    "a: !<tag:x> {b: 1}": "CR116 1:4-12",
    "<<: {b: 1}": "CR117 1:1-3",
    "a: {<<: 1, <<: 2}": "CR117 1:5-7, CR117 1:12-14",
    "%YAML 1.2\n---\na: 1": "CR118 1:1-10",
    "# x\n\n%TAG ! tag:x,2000:\n---\na: 1": "CR118 3:1-19",
    "%FOO bar\n---\na: 1": "CR118 1:1-9",
    "a: 1\n--- \nb: 2": "CR119 2:1-4",
    "---\n---\n": "CR107 1:1-1, CR119 2:1-4",
    "": "CR107 1:1-1",
    " \n# only this\n": "CR107 1:1-1",
    "---\n": "CR107 1:1-1",
    "a: 1\nb: 2\na: 3": "CR110 3:1-2",
    '{1: a, "1": b}': "CR110 1:8-11",
    "{a: {b: 1, b: 2}, a: 3}": "CR110 1:12-13, CR110 1:19-20",
    "~: 1": "CR111 1:1-2",
    "null: 1": "CR111 1:1-5",
    "'': 1": "CR111 1:1-3",
    "{: 1}": "CR111 1:2-3",
    "? [a]\n: 1": "CR112 1:3-4",
    "{{a: 1}: 2}": "CR112 1:2-3",
    "a: " + "1" * 31: "CR113 1:4-35",
    "[-0." + "1" * 30 + "]": "CR113 1:2-35",
    "{a:1, b}": "CR120 1:2-5, CR120 1:7-8",
    "? a\n": "CR120 1:3-4",
    "a: \x00": "CR106 1:4-5",
    "a: \x1b[0m\nb: \x7f": "CR106 1:4-5, CR106 2:4-5",
    "a: b\u2028c": "CR106 1:5-6",
    "a: \u202egnor": "CR106 1:4-5",
    "a\ufeff: 1": "CR106 1:2-3",
    "a: b\rc: d": "CR106 1:5-6",
    "a: \u0085": "CR106 1:4-5",
    'a: "\\0"': "CR106 1:4-8",
    '"\\e": 1': "CR106 1:1-5",
    "a: \ud800": "CR145 1:4-5",
    b"a: \xc1\xa0": "CR104 1:4-5",
    "a: đ\nb: ".encode() + b"Nguy\xean": "CR104 2:8-9",
    b"a: \xed\xa0\x80": "CR104 1:4-5",
    "a: 1".encode("utf-16"): "CR105 1:1-1",
    "a: 1".encode("utf-16-be"): "CR105 1:1-1",
    "a: 1".encode("utf-32-le"): "CR105 1:1-1",
    b"\xfe\xff": "CR105 1:1-1",
}


@pytest.mark.parametrize(("text", "found"), REFUSED.items())
def test_refused(parser: str, text: str | bytes, found: str) -> None:
    """YAML's tricks, and text that is no text, are refused where they stand, all of them at once."""
    assert faults(text) == found


SYNTAX = {
    "a:\n\t- b": "CR121 2:1-2",
    "a: 1\n\tb: 2": "CR121 2:1-2",
    "a: |\n\tx": "CR121 2:1-2",
    "a: 'x": "CR122 1:4-6",
    'a: "x\nb: 1\n': "CR122 1:4-6",
    "a: 'x\n---\n'": "CR122 1:4-6",
    "a: [1, 2": "CR123 1:4-5",
    "a: {b: 1\n\n": "CR123 1:4-5",
    "a: b: c": "CR124 1:5-6",
    "a: 1\n b: 2": "CR124 2:3-4",
    " a: 1\nb: 2": "CR125 2:1-5",
    "a:\n  - 1\n - 2": "CR125 3:2-5",
    "- a\nb: c": "CR125 2:1-5",
    "- - a\n b": "CR125 2:2-3",
    "a: 1\nb": "CR126 2:1-2",
    "- a\n-b": "CR126 2:1-3",
    "a: @x": "CR127 1:4-5",
    "a: `x`": "CR127 1:4-5",
    "a: %x": "CR127 1:4-5",
    'a: "C:\\qldl"': "CR128 1:7-9",
    'a: "\\\\\\u12"': "CR128 1:7-11",
    'a: "\\x1"': "CR128 1:5-8",
    '[x\\y: "a\\': "CR128 1:9-10",
    "a: |3x\n x": "CR129 1:6-7",
    "a: ]": "CR130 1:4-5",
    "[a,,b]": "CR130 1:4-5",
    "a: - b": "CR131 1:4-5",
    'a: "x" y': "CR132 1:8-9",
    "a: [b]]": "CR132 1:7-8",
    "- 'x' y": "CR132 1:7-8",
    "a: [1 2: 3}": "CR136 1:11-12",
    "{a: 1\nb: 2}": "CR136 2:2-3",
    ": x": "CR111 1:1-2",
    "a: *": "CR115 1:4-5",
    "a: & x": "CR114 1:4-7",
    "a: !<x": "CR116 1:4-7",
    "a: &x 1\na: 2\nb: 'c": "CR114 1:4-6, CR110 2:1-2, CR122 3:4-6",
}


@pytest.mark.parametrize(("text", "found"), SYNTAX.items())
def test_syntax(parser: str, text: str, found: str) -> None:
    """What cannot be parsed is told in the reader's own words, at the place that the author has to look at."""
    assert faults(text) == found


def test_directive_after_a_document() -> None:
    """A directive further down is refused too."""
    assert faults("a: 1\n...\n%Y\n") == "CR118 3:3-3"


def test_messages_have_no_word_of_the_parser() -> None:
    """The parser speaks English only, so none of its words reaches a Vietnamese message."""
    for text in SYNTAX:
        with pytest.raises(RulebookError) as caught:
            read_text(text, "a.yaml")
        message = caught.value.render("vi", excerpt=False)
        assert not any(word in message for word in ("expected", "found", "while", "could", "allowed"))
        assert "Gợi ý: " in message


def test_duplicate_names_both_places() -> None:
    """The fault stands at the second of two equal keys and names the first."""
    with pytest.raises(RulebookError) as caught:
        read_text("đơn vị: 1\nb:\n- x: 1\n  đơn vị: 2\n  x: 2\n", "r.yaml")
    assert caught.value.render("vi") == (
        "r.yaml:5:3: lỗi[CR110]: khóa `x` được ghi hai lần\n"
        "  |\n"
        "5 |   x: 2\n"
        "  |   ^\n"
        "Gợi ý: xóa một trong hai, hoặc gộp lại\n"
        "  r.yaml:3:3: khóa này đã có ở đây"
    )
    assert caught.value.diagnostics[0].pointer == ("b", 0, "x")


def test_a_bracket_out_of_place_names_the_opening_one() -> None:
    """Where a comma or bracket is missing, the opening bracket is named as well."""
    with pytest.raises(RulebookError) as caught:
        read_text("a:\n  [1,\n  2: 3}", "r.yaml")
    related = caught.value.diagnostics[0].related
    assert [(str(other.span), other.message.en) for other in related] == [("r.yaml:2:3", "opened here")]


def test_at_a_hundred_faults_the_reader_gives_up() -> None:
    """A file full of faults does not give a report as long as itself."""
    with pytest.raises(RulebookError) as caught:
        read_text("[" + "*a , " * 1000 + "]", "a.yaml")
    assert len(caught.value.diagnostics) == 100
    assert faults(b"\x01" * 1000).count("CR106") == 10


def test_places() -> None:
    """Lines and columns count characters from 1, whatever bytes they take; the end is exclusive."""
    node = read_text("# đầu\r\nđơn vị: Ủy ban  # x\r\nb: {c: 😀 x, \"đ\": [1, 'ệ']}\r\nd:\r\n- e\r\n", "x.yaml")
    assert isinstance(node, Mapping)

    def place(*pointer: str | int, key: bool = False) -> tuple[int, int, int]:
        span = span_at(node, pointer, key=key)
        assert span is not None
        assert span.file == "x.yaml"
        return span.line, span.column, span.end_column

    assert place("đơn vị") == (2, 9, 15)
    assert place("đơn vị", key=True) == (2, 1, 7)
    assert place("b") == (3, 4, 27)
    assert place("b", "c") == (3, 8, 11)
    assert place("b", "đ", key=True) == (3, 13, 16)
    assert place("b", "đ", 1) == (3, 22, 25)
    assert place("d") == (5, 1, 4)
    assert place("d", 0) == (5, 3, 4)
    assert place() == (2, 1, 20)
    span = span_at(node, ("b", "c"))
    assert span is not None
    assert span.text == "b: {c: 😀 x, \"đ\": [1, 'ệ']}"


def test_long_files_have_right_lines() -> None:
    """Lines are counted in blocks; the count is right on both sides of a block's end."""
    lines = [f"k{number}: {'x' * (number % 97)}" for number in range(6000)]
    node = read_text("\n".join(lines), "x.yaml")
    for number in range(0, 6000, 37):
        span = span_at(node, (f"k{number}",), key=True)
        assert span is not None
        assert (span.line, span.text) == (number + 1, lines[number])


def test_depth_and_length() -> None:
    """64 levels and 20,000 characters are permitted, one more is not."""
    assert read("[" * 64 + "]" * 64)
    assert faults("[" * 65 + "]" * 65) == "CR108 1:65-66"
    assert faults("".join(" " * n + "a:\n" for n in range(70))) == "CR108 65:65-66"
    assert read(f"a: {'x' * 20_000}")
    assert faults(f"a: {'x' * 20_001}") == "CR109 1:4-20005"
    assert faults(f"a: '{'x' * 20_001}'") == "CR109 1:4-20007"
    assert faults(f"? {'x' * 20_001}\n: 1") == "CR109 1:3-20004"


def test_every_error_is_of_this_library() -> None:
    """Whoever catches the base class catches every fault of reading."""
    with pytest.raises(CchcRulesError):
        read_text("[", "a.yaml")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("{2023: 97.4, 2024: 98,5}", "dấu phẩy thập phân? viết `98.5`"),
        ("{a: -98, 25}", "dấu phẩy thập phân? viết `-98.25`"),
        ("{a: true, 5}", None),
        ("{a: 97.4,5}", None),
        ("{a: {b: 1}, 5}", None),
        ("{a: 98, b}", None),
        ("{5}", None),
    ],
)
def test_decimal_comma(text: str, advice: str | None) -> None:
    """Between braces a decimal comma ends the value; the digits behind it have no colon."""
    with pytest.raises(RulebookError) as caught:
        read_text(text, "a.yaml")
    (fault,) = caught.value.diagnostics
    usual = "ghi `khóa: giá trị`, có dấu cách sau dấu hai chấm"
    assert (fault.code, fault.help and fault.help.vi) == ("CR120", advice or usual)
