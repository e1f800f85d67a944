"""`docs/conformance.md` describes the cases that there are."""

from __future__ import annotations

import json
import re

from checkout import ROOT
from conformance.cases import FAMILIES, HERE

PAGE = (ROOT / "docs" / "conformance.md").read_text("utf-8")


def test_the_example_is_a_case() -> None:
    """The case that the page shows is a file, word for word."""
    shown = re.findall(r"<!-- file: (\S+) -->\n\n```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(shown) == 1
    for path, text in shown:
        assert (ROOT / path).read_text("utf-8") == text


def test_every_family_is_described() -> None:
    """The table of families names each, and no other."""
    table = PAGE.split("## What is in them")[1].split("\n\n")[1]
    rows = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert sorted(re.findall(r"`([a-z-]+)`", "".join(rows))) == list(FAMILIES)


def test_every_key_is_described() -> None:
    """The page explains every key of a case and of what is expected."""
    schema = json.loads((HERE / "case.schema.json").read_text("utf-8"))
    parts = schema["definitions"]
    keys = {*schema["properties"], *parts["verdict"]["properties"], *parts["refusal"]["properties"]}
    keys |= {*parts["missing"]["properties"], *parts["refusal"]["properties"]["faults"]["items"]["properties"]}
    assert {key for key in keys if not re.search(rf"`{key}`|{{{key}:|, {key}:", PAGE)} == set()
