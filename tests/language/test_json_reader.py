"""The strict reader of JSON files."""

from __future__ import annotations

from decimal import Decimal

import pytest
from language.reading import faults, read

from cchc_rules.language.nodes import span_at
from cchc_rules.language.reading.reader import read_text

VALUES = {
    "null": None, "true": True, "false": False, ' \t\r\n"x" ': "x", "[]": [], "{}": {}, "[ ]": [], "{\n}": {},
    "0": 0, "-0": 0, "12": 12, "91.25": Decimal("91.25"), "-0.10": Decimal("-0.10"), "9" * 30: int("9" * 30),
    "1e3": Decimal(1000), "1.5E-3": Decimal("0.0015"), "1E+20": Decimal(10) ** 20, "0e0": Decimal(0),
    "1e-20": Decimal("0.00000000000000000001"), "2e05": Decimal(200000),
    '"\\u00e9\\n\\t\\r\\/\\\\\\"\\b"'.replace("\\b", ""): 'é\n\t\r/\\"', '"e\\u0301"': "é", '"e\u0301"': "é",
    '"\\ud83d\\ude00"': "😀", '"\U0001f600"': "😀", '"2024"': "2024", '""': "",
    '[1,[2,{"a":[]}],{"b":{"c":"d"}}]': [1, [2, {"a": []}], {"b": {"c": "d"}}],
    '{"no": "no", "010": "010", "<<": 1, "null": null}': {"no": "no", "010": "010", "<<": 1, "null": None},
    "\ufeff[1]": [1],
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_values(text: str, value: object) -> None:
    """JSON as RFC 8259 has it; numbers from their text, exact."""
    found = read(text, "a.json")
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("number", ["1e3", "0.10", "1.5e-3", "12e1"])
def test_decimals_are_written_out(number: str) -> None:
    """An exponent leaves no trace: the number is as if its digits had been written."""
    value = read(number, "a.json")
    assert isinstance(value, Decimal)
    assert "E" not in str(value)
    assert value == Decimal(number)


REFUSED = {
    '{"a":1,"b":2,"a":3}': "CR110 1:14-17",
    '{"é":1, "e\\u0301":2}': "CR110 1:9-18",
    '{"":1, "":2}': "CR111 1:2-4, CR111 1:8-10",
    "1" * 31: "CR113 1:1-32",
    "0." + "1" * 30: "CR113 1:1-33",
    "123456789012345e19": "CR113 1:1-19",
    "[1e21, 1e-21, 1e999999999999, 1e-" + "9" * 5000 + "]": "CR144 1:2-6, CR144 1:8-13, CR144 1:15-29, CR144 1:31-5034",
    "1e00000000000000000000000021": "CR144 1:1-29",
    '["\\u0000", "\\u001b", "\\u202e"]': "CR106 1:2-10, CR106 1:12-20, CR106 1:22-30",
    '["\x01"]': "CR106 1:3-4",
    '["\\ud800"]': "CR145 1:2-10",
    '["\\ude00\\ud83d"]': "CR145 1:2-16",
    '["\ud800"]': "CR145 1:3-4",
    f'["{"x" * 20_001}"]': "CR109 1:2-20005",
    "[" * 65 + "]" * 65: "CR108 1:65-66",
    "": "CR107 1:1-1",
    "  \n ": "CR107 1:1-1",
    '{"a": [1, 2': "CR123 1:7-8",
    '{"a":': "CR123 1:1-2",
    "{": "CR123 1:1-2",
    '{"a":1': "CR123 1:1-2",
    '{"a": "b': "CR122 1:7-9",
    '{"a': "CR122 1:2-4",
    '["a\\': "CR122 1:2-5",
    '{"a" 1}': "CR126 1:2-5",
    '["\\q"]': "CR128 1:3-5",
    '["a\\u12g4"]': "CR128 1:4-6",
    '{"\\x41": 1}': "CR128 1:3-5",
    "[1,,2]": "CR130 1:4-5",
    '{"a":}': "CR130 1:6-7",
    "[:]": "CR130 1:2-3",
    "]": "CR130 1:1-2",
    "[a b]": "CR135 1:2-3",
    "[True, None]": "CR135 1:2-6",
    "[nullx]": "CR135 1:2-7",
    "['a']": "CR135 1:2-5",
    "\u00a01": "CR135 1:1-2",
    "\x0c1": "CR106 1:1-2",
    "[1 2]": "CR136 1:4-5",
    "[1}": "CR136 1:3-4",
    '{"a":1]': "CR136 1:7-8",
    '{"a":1 "b":2}': "CR136 1:8-9",
    "[1.2.3]": "CR142 1:2-7",
    "[1,]": "CR137 1:4-5",
    '{"a":1,\n}': "CR137 2:1-2",
    "{a:1}": "CR138 1:2-3",
    "{'a':1}": "CR138 1:2-5",
    "{,}": "CR138 1:2-3",
    '{"a":1,,}': "CR138 1:8-9",
    "{1:2}": "CR138 1:2-3",
    "// x\n1": "CR139 1:1-5",
    "[1, # x\n2]": "CR139 1:5-8",
    '{/* x */"a":1}': "CR139 1:2-15",
    '{"a":1 // x\n}': "CR139 1:8-12",
    "1 // x": "CR139 1:3-7",
    '["a\nb"]': "CR141 1:4-4",
    '["a\tb"]': "CR141 1:4-5",
    "[01]": "CR142 1:2-4",
    "[-01]": "CR142 1:2-5",
    "[+1]": "CR142 1:2-4",
    "[.5]": "CR142 1:2-4",
    "[5.]": "CR142 1:2-4",
    "[1_000]": "CR142 1:2-7",
    "[0x1F]": "CR142 1:2-6",
    "[1e]": "CR142 1:2-4",
    "[90%]": "CR136 1:4-5",
    "[-]": "CR135 1:2-3",
    "[NaN]": "CR143 1:2-5",
    "[-Infinity]": "CR143 1:2-11",
    "Infinity": "CR143 1:1-9",
    "1 2": "CR146 1:3-4",
    "{}\n{}": "CR146 2:1-3",
    "[1],": "CR146 1:4-5",
    '{"a":1,"a":2, "":3, "b":' + "1" * 31 + ",]": ("CR110 1:8-11, CR111 1:15-17, CR113 1:25-56, CR138 1:57-58"),
}


@pytest.mark.parametrize(("text", "found"), REFUSED.items())
def test_refused(text: str, found: str) -> None:
    """Whatever is not JSON is refused where it stands, together with the faults found before."""
    assert faults(text, "a.json") == found


def test_depth_and_length() -> None:
    """64 levels and 20,000 characters are permitted."""
    assert read("[" * 64 + "]" * 64, "a.json")
    assert read('{"a":' * 63 + f'["{"x" * 20_000}"]' + "}" * 63, "a.json")


def test_places_and_pointers() -> None:
    """Places are those of the file, escapes and all; a fault knows the way to its node."""
    text = '{\n "đ": {"\\u0061": [1, "\\n", {}], "b": -1.5e1}\n}'
    node = read_text(text, "x.json")

    def place(*pointer: str | int, key: bool = False) -> tuple[int, int, int]:
        span = span_at(node, pointer, key=key)
        assert span is not None
        return span.line, span.column, span.end_column

    assert place() == (1, 1, 2)
    assert place("đ", key=True) == (2, 2, 5)
    assert place("đ", "a", key=True) == (2, 8, 16)
    assert place("đ", "a") == (2, 18, 31)
    assert place("đ", "a", 1) == (2, 22, 26)
    assert place("đ", "a", 2) == (2, 28, 30)
    assert place("đ", "b") == (2, 38, 44)
