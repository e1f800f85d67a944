"""Laws of reading: any input gives a document or located faults; the three ways in agree."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.errors import CchcRulesError, Diagnostic
from cchc_rules.language.nodes import Mapping, Node, Plain, Scalar, plain
from cchc_rules.language.reading.reader import node_from_python, read_text

TOKENS = [
    "a", "b: ", "é", "e\u0301", ":", ": ", "-", "- ", "? ", ",", "[", "]", "{", "}", "&x ", "*x ", "!t ", "!!int ",
    "<<: ", "'", '"', "\\", "\\u00e9", "\\ud800", "|\n", ">\n", "#", "%YAML 1.2\n", "---\n", "...\n", "\n", "\n  ",
    "\t", "\r\n", "\r", " ", "null", "~", "true", "2024", "010", "1e3", "1.5", "-", "0" * 31, "\x00", "\x85", "\ufeff",
    "@", "`", "NaN", "//", '"a": ', "[]", "{}", "\U0001f600",
]  # fmt: skip

TIDY = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "Mn")), max_size=8).map(
    lambda text: unicodedata.normalize("NFC", text)
)
NUMBERS = st.integers(-(10**30) + 1, 10**30 - 1) | st.decimals(-(10**9), 10**9, places=4)
DATA: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | NUMBERS | TIDY,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TIDY.filter(bool), inner, max_size=4),
    max_leaves=20,
)


def written(value: Plain, *, ascii_only: bool = False) -> str:
    """JSON text, decimals digit for digit."""
    if isinstance(value, list):
        return "[" + ", ".join(written(item, ascii_only=ascii_only) for item in value) + "]"
    if isinstance(value, dict):
        members = ((json.dumps(key, ensure_ascii=ascii_only), item) for key, item in value.items())
        return "{" + ", ".join(f"{key}: {written(item, ascii_only=ascii_only)}" for key, item in members) + "}"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=ascii_only)


def assert_read_or_refused(data: bytes | str, name: str) -> None:
    """A document whose nodes all have places, or faults that all have places."""
    node, faults = attempt(lambda: read_text(data, name))
    assert (node is None) == bool(faults)
    for fault in faults:
        assert fault.span is not None
        assert 1 <= fault.span.column <= fault.span.end_column <= len(fault.span.text) + 2
        assert fault.render("vi")
        assert fault.render("en")
    if node is not None:
        assert_placed(node)


def attempt(action: Callable[[], Node]) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """What was read, or why not."""
    try:
        return action(), ()
    except CchcRulesError as refusal:
        return None, refusal.diagnostics


def assert_placed(node: Node) -> None:
    """Every node has a place that lies in its line, and a text that is composed."""
    span = node.span
    assert span is not None
    assert span.line >= 1
    assert 1 <= span.column <= span.end_column <= len(span.text) + 1
    if isinstance(node, Mapping):
        assert list(node.key_spans) == list(node.entries)
        for key, value in node.entries.items():
            assert key
            assert unicodedata.is_normalized("NFC", key)
            assert_placed(value)
    elif isinstance(node, Scalar):
        assert not isinstance(node.value, str) or unicodedata.is_normalized("NFC", node.value)
    else:
        for item in node.items:
            assert_placed(item)


@given(st.binary(max_size=200), st.sampled_from(["a.yaml", "a.json", "-"]))
def test_any_bytes(data: bytes, name: str) -> None:
    """Any bytes give a document or located faults, never another exception."""
    assert_read_or_refused(data, name)


@given(st.text(max_size=200), st.sampled_from(["a.yaml", "a.json", "-"]))
def test_any_text(data: str, name: str) -> None:
    """So does any text, half characters included."""
    assert_read_or_refused(data, name)


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join), st.sampled_from(["a.yaml", "a.json"]))
def test_any_tokens(data: str, name: str) -> None:
    """So does anything that is made of what YAML and JSON are made of."""
    assert_read_or_refused(data, name)


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join))
def test_any_tokens_with_the_other_parser(data: str) -> None:
    """So does the parser in Python, where the one in C is missing."""
    fast = yaml.CSafeLoader
    del yaml.CSafeLoader
    try:
        assert_read_or_refused(data, "a.yaml")
    finally:
        yaml.CSafeLoader = fast  # type: ignore[misc]


@given(DATA, st.booleans())
def test_json_is_read_as_python_reads_it(value: Plain, ascii_only: bool) -> None:
    """For valid JSON: what Python's own reader makes of it, with numbers exact."""
    text = written(value, ascii_only=ascii_only)
    found = plain(read_text(text, "a.json"))
    assert found == json.loads(text, parse_float=Decimal) == value
    assert str(found) == str(value)


@given(DATA)
def test_yaml_reads_json_alike(value: Plain) -> None:
    """YAML's flow style and JSON say the same; so do mappings and lists in memory."""
    node = read_text(written(value), "a.json")
    assert node == read_text(written(value), "a.yaml") == node_from_python(value, "a")


@given(DATA)
def test_block_style_reads_alike(value: Plain) -> None:
    """What another program writes in block style, text in quotes, reads as it was."""
    if isinstance(value, Decimal):
        return
    text = yaml.dump(simple(value), Dumper=Quoting, allow_unicode=True, default_flow_style=False, sort_keys=False)
    assert plain(read_text(text, "a.yaml")) == value


class Quoting(yaml.SafeDumper):
    """Writes text in double quotes and decimals as they are."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Quoting.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", f"{value:f}"))


def simple(value: Plain) -> object:
    """A copy without shared parts, which the dumper would write as anchors."""
    if isinstance(value, list):
        return [simple(item) for item in value]
    return {key: simple(item) for key, item in value.items()} if isinstance(value, dict) else value


@given(
    st.recursive(
        st.floats() | st.none() | st.binary(max_size=2) | st.dates() | st.datetimes() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2) | st.integers(), inner),
        max_leaves=10,
    )
)
def test_any_data(value: object) -> None:
    """Data in memory gives a document or faults that say where."""
    node, faults = attempt(lambda: node_from_python(value, "x"))
    assert (node is None) == bool(faults)
    assert all("in the data `x`" in fault.render("en") for fault in faults)
