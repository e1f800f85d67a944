"""Whatever comes in, every line gets exactly one answer, and the next line is answered as if nothing had been."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from integration.asking import ANNUAL, PERSON, examples, line, validator

from cchc_rules.cli.answers import Answering
from cchc_rules.cli.jsonl import answers
from cchc_rules.cli.requests import KEYS, careful_request, quick_request, read_line
from cchc_rules.errors import CchcRulesError

ANSWERING = Answering()
SENT = [line({"request_id": one.id, "dossier": one.dossier})[:-1] for one in examples("nam-2024.yaml")[:6]]

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["all", ANNUAL, "2025-01-20", "either", "", " "]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
REQUESTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(KEYS, VALUES),
        "dossier": VALUES | st.dictionaries(st.sampled_from(sorted(PERSON)), VALUES) | st.just(PERSON),
        "odd": VALUES,
    },
)


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A good request with some bytes of it changed, left out or put in."""
    sent = bytearray(draw(st.sampled_from(SENT)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(sent) - 1))
        sent[at : at + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(sent)


LINES = st.binary(max_size=200) | REQUESTS.map(lambda data: json.dumps(data).encode()) | broken()


def check(lines: list[bytes]) -> None:
    """One valid answer a line, and a good request after them is answered by a verdict."""
    whole = b"\n".join((*lines, SENT[0]))
    found: list[Any] = list(answers(BytesIO(whole), ANSWERING, lambda: None))
    assert len(found) == whole.count(b"\n") + 1
    for one in found:
        assert not list(validator("answer").iter_errors(json.loads(json.dumps(one))))
    assert found[-1]["verdicts"]
    for number, one in enumerate(found, 1):
        assert all(told["line"] == number for told in one.get("error", {}).get("diagnostics", ()))


@given(st.lists(LINES, max_size=4))
@example([b"\xff\xfe", b"", b"\0", b'{"request_id":1,"dossier":{"as_of":1e999999999}}'])
@settings(max_examples=150, deadline=None)
def test_any_lines(lines: list[bytes]) -> None:
    """In reduced form; the long one draws new examples."""
    check(lines)


@pytest.mark.long
@given(st.lists(LINES, max_size=4))
@settings(max_examples=10_000, deadline=None, derandomize=False)
def test_any_lines_at_length(lines: list[bytes]) -> None:
    """The same, longer."""
    check(lines)


@given(REQUESTS)
@settings(max_examples=300, deadline=None)
def test_the_quick_way_is_the_careful_way(data: dict[str, Any]) -> None:
    """Whatever the quick way takes, the careful way takes for the same, unless the dossier in it cannot be read, which both
    answer by an error; and what the careful way takes is valid by the schema.
    """
    sent = json.dumps(data).encode()
    quick = quick_request(sent)
    try:
        careful = careful_request(read_line(sent))
    except CchcRulesError:
        careful = None
    if quick is not None and careful is not None:
        assert (quick.request_id, quick.award, quick.year) == (careful.request_id, careful.award, careful.year)
        assert (quick.as_of, quick.readings) == (careful.as_of, careful.readings)
    if careful is not None:
        assert not list(validator("request").iter_errors(json.loads(sent)))
    if quick is not None and careful is None:
        (answer,) = answers(BytesIO(sent), ANSWERING, lambda: None)
        assert "error" in answer
