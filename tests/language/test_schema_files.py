"""The JSON Schemas themselves, and where they are found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from language.schema_documents import NAMES, ROOT, SCHEMAS

from cchc_rules import resources
from cchc_rules.language.codes import CODES
from cchc_rules.language.shape.schema import SchemaName, validator


def subschemas(schema: Any, way: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every subschema of a schema with the keywords that lead to it."""
    if not isinstance(schema, dict):
        return []
    found = [(way, schema)]
    for keyword, value in schema.items():
        if keyword in ("properties", "patternProperties", "definitions"):
            for name, inner in value.items():
                found += subschemas(inner, (*way, keyword, name))
        elif keyword in ("if", "then", "else", "items", "additionalProperties", "propertyNames"):
            found += subschemas(value, (*way, keyword))
        elif keyword in ("allOf", "anyOf", "oneOf"):
            for index, inner in enumerate(value):
                found += subschemas(inner, (*way, keyword, str(index)))
    return found


ASSERTING = {
    "type",
    "enum",
    "const",
    "pattern",
    "required",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "uniqueItems",
}
ASSERTING |= {"minProperties"}
BY_KEYWORD = {"anyOf", "oneOf", "not", "dependencies", "contains", "format", "minLength"}


@pytest.mark.parametrize("name", NAMES)
class TestSchemaFile:
    """What holds of each schema file."""

    def test_is_draft_07(self, name: SchemaName) -> None:
        """A schema is a valid draft-07 schema."""
        assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
        Draft7Validator.check_schema(SCHEMAS[name])

    def test_every_failure_has_words(self, name: SchemaName) -> None:
        """A subschema that can fail says what is wanted, in Vietnamese and in English."""
        for way, schema in subschemas(SCHEMAS[name]):
            if "if" in way[:-1] or (way and way[-1] == "if"):
                continue
            closed = schema.get("additionalProperties") is False or False in schema.get("properties", {}).values()
            if ASSERTING & set(schema) or closed:
                assert "errorMessage" in schema, way
            assert ("errorMessage" in schema) == ("x-errorMessage-en" in schema), way

    def test_words_follow_the_manner(self, name: SchemaName) -> None:
        """Words have no full stop, and begin with a small letter or the author's own word."""
        for way, schema in subschemas(SCHEMAS[name]):
            for key in ("errorMessage", "x-errorMessage-en"):
                words = schema.get(key, "x")
                assert not words.endswith("."), way
                assert not words[0].isupper(), way

    def test_codes_exist(self, name: SchemaName) -> None:
        """A code that a schema gives is in the table, for a keyword that the subschema has."""
        for way, schema in subschemas(SCHEMAS[name]):
            for keyword, code in schema.get("x-codes", {}).items():
                assert keyword in schema, way
                assert code in CODES, way

    def test_forbidden_keys_have_a_code(self, name: SchemaName) -> None:
        """A mapping with a key of `false` says which code that is."""
        for way, schema in subschemas(SCHEMAS[name]):
            if False in schema.get("properties", {}).values():
                assert "properties" in schema.get("x-codes", {}), way

    def test_uses_only_keywords_that_speak(self, name: SchemaName) -> None:
        """Outside of conditions no keyword is used whose failure could not be put in words."""
        for way, schema in subschemas(SCHEMAS[name]):
            if "if" not in way:
                assert not BY_KEYWORD & set(schema), way

    def test_definitions_are_used(self, name: SchemaName) -> None:
        """Every definition is referred to, and every reference leads to one."""
        refs = {schema["$ref"] for _, schema in subschemas(SCHEMAS[name]) if "$ref" in schema}
        assert refs == {f"#/definitions/{key}" for key in SCHEMAS[name]["definitions"]}

    def test_enum_descriptions_match(self, name: SchemaName) -> None:
        """Where values are described, all of them are."""
        for way, schema in subschemas(SCHEMAS[name]):
            if "enumDescriptions" in schema:
                assert len(schema["enumDescriptions"]) == len(schema["enum"]), way


def test_shared_definitions_are_identical() -> None:
    """Schemas are self-contained; a definition that two of them have under one name is the same in both."""
    for first in NAMES:
        for second in NAMES:
            for name in set(SCHEMAS[first]["definitions"]) & set(SCHEMAS[second]["definitions"]):
                assert SCHEMAS[first]["definitions"][name] == SCHEMAS[second]["definitions"][name], name


def test_definition_bodies_are_predicates_without_an_id() -> None:
    """A shared definition takes the keys of its kind of predicate, less `id`, and says what it is about."""
    definitions = SCHEMAS["rulebook"]["definitions"]
    for name, body in definitions.items():
        if not name.endswith("_definition") or "if" in body:
            continue
        stem = name.removesuffix("_definition")
        records = stem.endswith("_record")
        kind = stem.removesuffix("_record")
        predicate = definitions.get(f"{stem}_predicate", definitions[f"{kind}_predicate"])
        added = {"list" if records else "about", "per"}
        assert set(body["properties"]) == set(predicate["properties"]) - {"id"} | added, name
        for key in set(body["properties"]) - added:
            assert body["properties"][key] == predicate["properties"][key], (name, key)
        assert body["required"] == predicate["required"]
        assert body.get("allOf") == predicate.get("allOf")


def test_validators_are_made_once() -> None:
    """A schema is loaded once."""
    assert validator("award") is validator("award")


# Where the schemas are


def test_resources_come_from_the_checkout() -> None:
    """A package that runs from a checkout uses the checkout's files."""
    assert str(resources.criteria_root()) == str(ROOT / "criteria")
    assert resources.schema_text("award") == (ROOT / "schemas" / "award.schema.json").read_text("utf-8")


def test_resources_come_from_the_package_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An installed package uses the files inside it."""
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "site-packages" / "cchc_rules" / "resources.py"))
    assert str(resources.criteria_root()).endswith("cchc_rules/_data/criteria")
