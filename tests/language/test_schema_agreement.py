"""Our walk through a schema and jsonschema's own validator come to the same."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from language.schema_documents import (
    AWARD,
    GOOD_DOSSIER,
    GOOD_FACTS,
    GOOD_PREDICATES,
    GOOD_RULEBOOK_PARTS,
    NAMES,
    RULEBOOK,
    SCHEMAS,
    data_of,
    full,
    golden,
    node_of,
    under,
)

from cchc_rules.language.codes import CODES
from cchc_rules.language.shape.schema import SchemaName, validate


def agree(data: Any, schema: SchemaName) -> None:
    """Whether there is any fault is the same for our walk and for plain jsonschema."""
    assert bool(validate(node_of(data), schema)) == (not Draft7Validator(SCHEMAS[schema]).is_valid(data)), data


@pytest.mark.parametrize(("schema", "document", "said"), golden())
def test_mistakes_are_mistakes_to_jsonschema_too(schema: SchemaName, document: list[str], said: list[str]) -> None:
    """What we refuse, plain jsonschema refuses."""
    agree(data_of(full(schema, document)), schema)


GOOD: dict[SchemaName, Any] = {
    "award": data_of(under(AWARD, GOOD_PREDICATES)),
    "rulebook": data_of(RULEBOOK + GOOD_RULEBOOK_PARTS),
    "facts": data_of(GOOD_FACTS),
    "dossier": data_of(GOOD_DOSSIER),
}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3000),
    st.sampled_from([Decimal("2.5"), Decimal("-0.5"), Decimal("3.0")]),
    st.sampled_from(
        ["", " ", "no", "nothing", "year", "a", "a-b", "A", "91,5", "90%", "2024-01-01", "1/2/2024", "“x”"]
    ),
)
KEYS = st.sampled_from(
    [
        "vi",
        "en",
        "id",
        "fact",
        "is",
        "at_least",
        "exactly",
        "reading",
        "options",
        "where",
        "must",
        "share",
        "param",
        "anchor",
        "about",
        "list",
        "value",
        "unknown",
        "2024",
        "no",
    ]
)
SMALL = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(
        KEYS, st.one_of(SCALARS, st.lists(st.dictionaries(KEYS, SCALARS, max_size=2), max_size=2)), max_size=3
    ),
)


def changed(draw: Any, data: Any) -> Any:
    """The data with one of its parts replaced, left out, renamed or added."""
    if isinstance(data, dict) and data:
        key = draw(st.sampled_from(sorted(data)))
        what = draw(st.sampled_from(["within", "within", "within", "drop", "rename", "add"]))
        rest = {k: v for k, v in data.items() if k != key}
        if what == "drop":
            return rest
        if what == "rename":
            return {**rest, draw(KEYS): data[key]}
        if what == "add":
            return {**data, draw(KEYS): draw(SMALL)}
        return {**data, key: changed(draw, data[key])}
    if isinstance(data, list) and data and draw(st.booleans()):
        index = draw(st.integers(0, len(data) - 1))
        return [*data[:index], changed(draw, data[index]), *data[index + 1 :]]
    return draw(SMALL)


@given(st.data(), st.sampled_from(NAMES))
def test_any_change_gives_diagnostics_and_agrees_with_jsonschema(data: st.DataObject, schema: SchemaName) -> None:
    """Whatever is done to a good document, there are diagnostics exactly if jsonschema has errors, and nothing raises."""
    document = changed(data.draw, GOOD[schema])
    agree(document, schema)
    for found in validate(node_of(document), schema):
        assert found.code in CODES
        assert found.message.en


@given(SMALL, st.sampled_from(NAMES))
def test_any_document_gives_diagnostics(document: Any, schema: SchemaName) -> None:
    """Plain data of any shape is told what it lacks."""
    agree(document, schema)
