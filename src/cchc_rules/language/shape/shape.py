"""What is wrong with a document's shape, in words: failures that a schema found become diagnostics.

The schema carries the words (`errorMessage`, `x-errorMessage-en`: what is wanted at that place) and, where the keyword
alone does not tell, the code (`x-codes`). One mistake gives one diagnostic: an echo of another failure is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from cchc_rules.errors import Diagnostic, Span
from cchc_rules.language.codes import diagnose, near_miss
from cchc_rules.language.nodes import Node, span_at
from cchc_rules.language.shape.failures import NO_KEY, Failure, distinct, nearest
from cchc_rules.language.shape.spelling import (
    YAML_WORDS,
    date_advice,
    id_advice,
    meant_by,
    number_advice,
    quotes_advice,
    thousands_advice,
)
from cchc_rules.model.predicates import Comparison
from cchc_rules.text import Text, same

COMPARISONS = tuple(comparison.value for comparison in Comparison)
_LONGEST_QUOTE = 40


def diagnostics(node: Node, failures: Iterable[Failure]) -> tuple[Diagnostic, ...]:
    """The failures in words, in the order of their places, each once."""
    found = dict.fromkeys(_SPEAKERS[failure.keyword](node, failure) for failure in distinct(list(failures)))
    return tuple(sorted(found, key=_position))


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    span = diagnostic.span
    return (span.line, span.column) if span else (0, 0)


# Keywords


def _unknown_key(node: Node, failure: Failure) -> Diagnostic:
    """A key that the closed mapping does not know."""
    key = str(failure.key)
    known = [word for word in failure.schema.get("properties", {}) if word not in failure.value]
    near = nearest(key, known)
    meant = meant_by(key)
    if meant in known and near is None:
        code = "CR203" if failure.code == "CR203" else "CR201"
        return _about_key(node, failure, code, key, help=Text(f"viết `{meant}`", f"write `{meant}`"))
    if failure.code == "CR203" and (
        near in COMPARISONS or (near is None and not set(COMPARISONS) & set(failure.value))
    ):
        listed = ", ".join(f"`{c}`" for c in COMPARISONS)
        advice = near_miss(key, known) or Text(f"các phép so sánh: {listed}", f"the comparisons are {listed}")
        return _about_key(node, failure, "CR203", key, help=advice)
    return _about_key(node, failure, "CR201", key, help=near_miss(key, known) or failure.wanted)


def _missing_key(node: Node, failure: Failure) -> Diagnostic:
    """A key that the mapping wants; if another of its keys is nearly that, that key is the place."""
    key = str(failure.key)
    for other in failure.value:
        if other not in failure.schema.get("properties", {}) and (near := near_miss(other, [key])):
            return _about_key(node, failure, "CR201", other, help=near)
    code = failure.code or {"vi": "CR214", "source": "CR213"}.get(key, "CR202")
    advice = _SOURCE if code == "CR213" else failure.wanted
    return diagnose(code, _place(node, failure), failure.pointer, help=advice, key=key)


_SOURCE = Text(
    'thêm source: {clause: "…"} với số điều khoản', 'add source: {clause: "…"} with the number of the clause'
)


def _misplaced_key(node: Node, failure: Failure) -> Diagnostic:
    """A key that is known but may not stand here; or the second of two that exclude each other."""
    code, key, wanted = str(failure.code), str(failure.key), failure.wanted
    advice = wanted if code in ("CR205", "CR216", "CR222") else None
    return _about_key(node, failure, code, key, help=advice, first=str(failure.value), second=key, wanted=wanted)


def _wrong_kind(node: Node, failure: Failure) -> Diagnostic:
    """A value of another kind than wanted; or a mapping with none of the keys of a group."""
    value, code = failure.value, failure.code or "CR206"
    if code in ("CR204", "CR223"):
        return _none_of_a_group(node, failure, code)
    if code in NO_KEY:
        advice = _SOURCE if code == "CR213" else failure.wanted
        return diagnose(code, _place(node, failure), failure.pointer, wanted=failure.wanted, help=advice)
    if isinstance(value, str) and _wants_number(failure) and (written := number_advice(value)):
        return _about_value(node, failure, "CR219", help=written)
    if code == "CR220" and isinstance(value, (list, dict, bool, type(None))):
        code = "CR206"
    return _about_value(node, failure, code, help=_other_form(failure) if code != "CR220" else failure.wanted)


def _other_form(failure: Failure) -> Text | None:
    """The form that the author most likely means: a list of one, a list under `all_of`, digits without grouping."""
    value, key = failure.value, failure.pointer[-1] if failure.pointer else ""
    kinds = failure.schema.get("type", ())
    if isinstance(value, dict) and kinds == "array":
        if key == "between":
            return None
        return Text(f"viết `{key}: [{{…}}]`", f"write `{key}: [{{…}}]`") if key in _PREDICATE_LISTS else _DASHES
    if isinstance(value, list) and key == "criteria":
        return Text("thêm `all_of:` trên danh sách này", "put `all_of:` above this list")
    if isinstance(value, Decimal) and "integer" in kinds:
        return thousands_advice(f"{value:f}")
    return None


_PREDICATE_LISTS = frozenset({"where", "must", "all_of", "any_of", "none_of", "of"})
_DASHES = Text("mỗi mục bắt đầu bằng `- `", "every item begins with `- `")


def _none_of_a_group(node: Node, failure: Failure, code: str) -> Diagnostic:
    """A mapping with none of the keys that tell what it is; if one of its keys is nearly one, that key is the place."""
    for key in failure.value:
        if key not in _PREDICATE_WORDS and (near := near_miss(key, failure.schema["properties"])):
            return _about_key(node, failure, "CR201" if code == "CR223" else code, key, help=near)
    advice = failure.wanted if code == "CR204" else None
    return diagnose(code, _place(node, failure), failure.pointer, wanted=failure.wanted, help=advice)


_PREDICATE_WORDS = frozenset(COMPARISONS).union(
    ("id", "title", "source", "where", "must", "during", "options", "exactly", "consecutive", "about", "list", "per")
)
"""Words that a predicate may have beside the one that tells its kind: none of them is a slip of that one."""


def _not_allowed(node: Node, failure: Failure) -> Diagnostic:
    """A value other than the ones that are listed."""
    allowed = failure.schema.get("enum", [failure.schema.get("const")])
    known = [word for word in allowed if isinstance(word, str)]
    advice = near_miss(failure.value, known) if isinstance(failure.value, str) else None
    return _about_value(node, failure, failure.code or "CR207", help=advice or failure.wanted)


def _misspelt(node: Node, failure: Failure) -> Diagnostic:
    """A text that is not spelt as wanted: an id, a date, a number that is text, a blank."""
    text, code = str(failure.value), failure.code or "CR210"
    if not text.strip():
        return _about_value(node, failure, "CR214" if code == "CR214" else "CR208", help=None)
    if _wants_number(failure) and (advice := number_advice(text) or quotes_advice(text)):
        return _about_value(node, failure, "CR219", help=advice)
    if code == "CR220":
        return _about_value(node, failure, code, help=date_advice(text) or failure.wanted)
    if code == "CR210" and text.lower() in YAML_WORDS:
        return _about_value(node, failure, "CR211", help=_WORDS)
    if code == "CR210":
        pattern = failure.schema["pattern"]
        advice = id_advice(text, re.compile(pattern), "-" if "_-]" in pattern else "_")
        return _about_value(node, failure, code, help=advice or failure.wanted)
    return _about_value(node, failure, code, help=_DATES if _DATE.fullmatch(text) else None)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_DATES = Text(
    "với ngày thì dùng `on_or_after`, `on_or_before`, `after`, `before` hoặc `between`",
    "for dates use `on_or_after`, `on_or_before`, `after`, `before` or `between`",
)
_WORDS = Text(
    "có phần mềm đọc on, off, yes, no, true, false, null thành đúng, sai hoặc để trống; hãy chọn mã khác",
    "some programs read on, off, yes, no, true, false, null as true, false or nothing; choose another id",
)


def _wants_number(failure: Failure) -> bool:
    kinds = failure.schema["type"]
    return "number" in kinds or "integer" in kinds


def _too_few(node: Node, failure: Failure) -> Diagnostic:
    """A list or mapping with fewer (or more) parts than wanted."""
    return _about_value(node, failure, "CR208", help=None, found=_counted(failure.value))


def _out_of_range(node: Node, failure: Failure) -> Diagnostic:
    """A number beyond its limits."""
    return _about_value(node, failure, "CR212", help=None)


def _twice(node: Node, failure: Failure) -> Diagnostic:
    """A list that names one thing twice; the second time is the place."""
    index = next(i for i, item in enumerate(failure.value) if item in failure.value[:i])
    again = evolve(failure, value=failure.value[index], pointer=(*failure.pointer, index))
    return _about_value(node, again, "CR225", help=None)


_SPEAKERS: dict[str, Callable[[Node, Failure], Diagnostic]] = {
    "additionalProperties": _unknown_key,
    "const": _not_allowed,
    "enum": _not_allowed,
    "maxItems": _too_few,
    "maximum": _out_of_range,
    "minItems": _too_few,
    "minProperties": _too_few,
    "minimum": _out_of_range,
    "pattern": _misspelt,
    "properties": _misplaced_key,
    "required": _missing_key,
    "type": _wrong_kind,
    "uniqueItems": _twice,
}


# Places and words


def _place(node: Node, failure: Failure) -> Span | None:
    """Where a mapping is told to lack something: its own key if it has one, else its first line."""
    at_a_key = bool(failure.pointer) and isinstance(failure.pointer[-1], str)
    return span_at(node, failure.pointer, key=at_a_key)


def _about_key(node: Node, failure: Failure, code: str, key: str, *, help: Text | None, **words: Any) -> Diagnostic:
    pointer = (*failure.pointer, key)
    return diagnose(code, span_at(node, pointer, key=True), pointer, help=help, key=key, **words)


def _about_value(
    node: Node, failure: Failure, code: str, *, help: Text | None, found: Text | None = None
) -> Diagnostic:
    span, value = span_at(node, failure.pointer, key=failure.at_key), failure.value
    words: dict[str, Any] = {"wanted": failure.wanted, "value": _shown(value), "found": found or _described(value)}
    return diagnose(code, span, failure.pointer, help=help, **words)


def _shown(value: Any) -> str:
    """The author's own word for a scalar."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _described(value: Any) -> Text:
    """What stands at a place, as a person calls it."""
    if isinstance(value, dict):
        return Text("một nhóm khóa", "a mapping")
    if isinstance(value, list):
        return Text("một danh sách", "a list")
    if value is None or (isinstance(value, str) and not value.strip()):
        return Text("chỗ trống", "a blank")
    shown = _shown(value)
    if isinstance(value, str):
        return Text(f"văn bản `{shown}`", f"the text `{shown}`")
    return same(f"`{shown}`") if isinstance(value, bool) else Text(f"số `{shown}`", f"the number `{shown}`")


def _counted(parts: Sequence[Any] | dict[str, Any]) -> Text:
    """A list or mapping, with how much is in it."""
    size, mapping = len(parts), isinstance(parts, dict)
    if not size:
        return (
            Text("một nhóm khóa trống", "an empty mapping") if mapping else Text("một danh sách trống", "an empty list")
        )
    vi = f"một nhóm có {size} khóa" if mapping else f"một danh sách có {size} phần tử"
    return Text(vi, f"a {'mapping' if mapping else 'list'} of {size}")
