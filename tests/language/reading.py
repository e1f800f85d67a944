"""What the tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cchc_rules.errors import CchcRulesError
from cchc_rules.language.nodes import Node, Plain, plain
from cchc_rules.language.reading.reader import read_text


def read(text: bytes | str, name: str = "a.yaml") -> Plain:
    """The document as plain data."""
    return plain(read_text(text, name))


def faults_of(action: Callable[[], Node]) -> list[tuple[str, str]]:
    """Code and place of every fault of a document that cannot be read; where there is no place, the pointer."""
    with pytest.raises(CchcRulesError) as caught:
        action()
    assert caught.value.diagnostics
    found = []
    for fault in caught.value.diagnostics:
        place = "/".join(map(str, fault.pointer))
        if fault.span:
            place = f"{fault.span.line}:{fault.span.column}-{fault.span.end_column}"
        found.append((fault.code, place))
    return found


def faults(text: bytes | str, name: str = "a.yaml") -> str:
    """The faults of a text in one line: `CR110 2:1-2, CR114 3:4-6`."""
    return ", ".join(" ".join(fault) for fault in faults_of(lambda: read_text(text, name)))
