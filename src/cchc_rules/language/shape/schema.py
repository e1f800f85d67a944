"""The validate stage: a document against its JSON Schema, every fault at once, each at its exact place.

Only shape is looked at here: keys, kinds of values, spelling. What names mean is the check stage's business.

The keywords of JSON Schema that nest (`properties`, `items`, `if`, …) are replaced by ones that walk without making a
validator for every step, which is most of the time that jsonschema takes; a test holds the two to the same answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from cchc_rules.errors import Diagnostic, Pointer
from cchc_rules.language.nodes import Node, plain
from cchc_rules.language.shape.failures import Failure
from cchc_rules.language.shape.shape import diagnostics
from cchc_rules.resources import schema_text

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

SchemaName: TypeAlias = Literal["rulebook", "facts", "award", "dossier"]
Exchanged: TypeAlias = Literal["proof", "archive"]
Schema: TypeAlias = dict[str, Any]
Errors: TypeAlias = "Iterator[ValidationError]"


def validate(node: Node, schema: SchemaName) -> tuple[Diagnostic, ...]:
    """What is wrong with the shape of the document, in the order of its lines; empty if nothing is."""
    failures = [_failure(error) for error in validator(schema).iter_errors(cast(Any, plain(node)))]
    return diagnostics(node, failures) if failures else ()


def misshapen(data: object, schema: Exchanged) -> list[Pointer]:
    """The ways to the places at which plain data is not as the schema of what programs exchange has it, each once."""
    from jsonschema.exceptions import best_match

    nearest = [best_match([error]) for error in _exchanged(schema).iter_errors(cast(Any, data))]
    return list(dict.fromkeys(tuple(error.absolute_path) for error in nearest if error is not None))


@cache
def _exchanged(schema: Exchanged) -> Validator:
    from jsonschema import Draft7Validator

    return Draft7Validator(json.loads(schema_text(schema)))


def _failure(error: ValidationError) -> Failure:
    keyword, pointer = str(error.validator), tuple(error.absolute_path)
    assert isinstance(error.schema, dict)
    if keyword == "required":
        return Failure(keyword, error.schema, error.instance, pointer, key=error.message)
    if keyword in ("properties", "additionalProperties"):
        return Failure(keyword, error.schema, error.instance, pointer[:-1], key=error.message)
    return Failure(keyword, error.schema, error.instance, pointer, at_key="propertyNames" in error.schema_path)


@cache
def validator(schema: SchemaName) -> Validator:
    """The validator of a schema, made once."""
    from jsonschema import Draft7Validator, validators

    extended: type[Validator] = validators.extend(Draft7Validator, _KEYWORDS)  # type: ignore[no-untyped-call]
    return extended(json.loads(schema_text(schema)))


def _error(key: str, step: str | None = None) -> ValidationError:
    from jsonschema import ValidationError

    return ValidationError(key, path=() if step is None else (step,))


def _descend(validator: Validator, instance: Any, schema: Any, step: str | int | None = None) -> Errors:
    """The errors of ``instance`` under a subschema; ``step`` leads to it."""
    while "$ref" in schema:
        schema = _definition(validator, schema["$ref"])
    for keyword, wanted in schema.items():
        check = validator.VALIDATORS.get(keyword)
        if check is None:
            continue
        for error in check(validator, wanted, instance, schema) or ():
            if not isinstance(error.schema, dict):
                error.validator, error.instance, error.schema = keyword, instance, schema
            if step is not None:
                error.path.appendleft(step)
            yield error


def _definition(validator: Validator, ref: str) -> Any:
    assert isinstance(validator.schema, dict)
    return validator.schema["definitions"][ref.removeprefix("#/definitions/")]


def _properties(validator: Validator, wanted: Schema, instance: Any, schema: Schema) -> Errors:
    """Each named key that is there; a key of ``false`` may not be, and is itself the place of the error."""
    if not isinstance(instance, dict):
        return
    for key, value in instance.items():
        if key not in wanted:
            continue
        if wanted[key] is False:
            yield _error(key, key)
        else:
            yield from _descend(validator, value, wanted[key], key)


def _pattern_properties(validator: Validator, wanted: Schema, instance: Any, schema: Schema) -> Errors:
    if not isinstance(instance, dict):
        return
    for pattern, inner in wanted.items():
        for key, value in instance.items():
            if _compiled(pattern).search(key):
                yield from _descend(validator, value, inner, key)


def _additional(validator: Validator, wanted: Schema | bool, instance: Any, schema: Schema) -> Errors:
    """The keys that no other keyword speaks of; where they may not be, the key is the place of the error."""
    if not isinstance(instance, dict):
        return
    named, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    for key, value in instance.items():
        if key in named or any(_compiled(pattern).search(key) for pattern in patterns):
            continue
        if wanted is False:
            yield _error(key, key)
        else:
            yield from _descend(validator, value, wanted, key)


def _property_names(validator: Validator, wanted: Schema, instance: Any, schema: Schema) -> Errors:
    """Every key as a text; the key is the place of the error."""
    for key in instance if isinstance(instance, dict) else ():
        for error in _descend(validator, key, wanted, key):
            error.schema_path.appendleft("propertyNames")
            yield error


def _items(validator: Validator, wanted: Schema, instance: Any, schema: Schema) -> Errors:
    if isinstance(instance, list):
        for index, item in enumerate(instance):
            yield from _descend(validator, item, wanted, index)


def _all_of(validator: Validator, wanted: list[Schema], instance: Any, schema: Schema) -> Errors:
    for inner in wanted:
        yield from _descend(validator, instance, inner)


def _if(validator: Validator, wanted: Schema, instance: Any, schema: Schema) -> Errors:
    branch = schema.get("then" if _holds(validator, wanted, instance) else "else")
    if branch is not None:
        yield from _descend(validator, instance, branch)


def _holds(validator: Validator, test: Schema, instance: Any) -> bool:
    """Whether the condition of an `if` holds. Most of them ask only which keys are there."""
    if len(test) == 1:
        if "required" in test:
            return not isinstance(instance, dict) or all(key in instance for key in test["required"])
        if "anyOf" in test:
            return any(_holds(validator, inner, instance) for inner in test["anyOf"])
        if "oneOf" in test:
            return sum(_holds(validator, inner, instance) for inner in test["oneOf"]) == 1
    return next(_descend(validator, instance, test), None) is None


def _required(validator: Validator, wanted: list[str], instance: Any, schema: Schema) -> Errors:
    for key in wanted if isinstance(instance, dict) else ():
        if key not in instance:
            yield _error(key)


def _pattern(validator: Validator, wanted: str, instance: Any, schema: Schema) -> Errors:
    if isinstance(instance, str) and not _compiled(wanted).search(instance):
        yield _error(instance)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """An ECMAScript pattern, whose `$` is the very end; Python's would let a line end follow."""
    return re.compile(pattern.replace("$", r"\Z"))


_KEYWORDS: dict[str, Callable[[Any, Any, Any, Any], Errors]] = {
    "additionalProperties": _additional,
    "allOf": _all_of,
    "if": _if,
    "items": _items,
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "properties": _properties,
    "propertyNames": _property_names,
    "required": _required,
}
