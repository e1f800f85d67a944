"""Verdicts as plain data and back: one rule per kind of field, none per class."""

from __future__ import annotations

import datetime
import types
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs

from cchc_rules.model.verdict import SCHEMA_VERSION, Told, Verdict

_BASIS = "_basis"
"""Stands for what a verdict rests on; what that says is written in its place."""


def verdict_to_dict(verdict: Verdict) -> dict[str, object]:
    """The verdict as ``schemas/verdict.schema.json`` describes it."""
    return {"schema_version": SCHEMA_VERSION, **cast("dict[str, object]", _dumped(verdict))}


def verdict_from_dict(data: dict[str, object]) -> Verdict:
    """The verdict that ``data`` describes; ``ValueError`` names the first thing that does not fit."""
    if data.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"this is no verdict of schema_version {SCHEMA_VERSION}")
    rest = {key: value for key, value in data.items() if key != "schema_version"}
    return cast(Verdict, _loaded(Verdict, rest, "verdict"))


def _dumped(value: object) -> object:
    """Attrs value → mapping of its fields, tuple → list, enum → its code, date → ISO text, the rest as it is."""
    cls: Any = type(value)
    if cls in _AS_IT_IS:
        return value
    if cls is tuple:
        return [_dumped(item) for item in cast("tuple[object, ...]", value)]
    names = _names(cls)
    if names is not None:
        return {name: _dumped(_said(value, name)) for name in names}
    return value.value if isinstance(value, Enum) else cast(datetime.date, value).isoformat()


def _said(value: object, name: str) -> object:
    """What a value says under a name; of a verdict what it rests on says some of it."""
    return getattr(value._basis if isinstance(value, Verdict) and name in _hints(Told) else value, name)


_AS_IT_IS = frozenset({str, int, bool, type(None)})


@cache
def _names(cls: Any) -> tuple[str, ...] | None:
    """What is written of a class of ours, in this order; ``None`` of another."""
    return tuple(_hints(cls)) if attrs.has(cls) else None


@cache
def _hints(cls: Any) -> dict[str, Any]:
    """The types of what is written of a class."""
    hints = get_type_hints(cls)
    found: dict[str, Any] = {}
    for field in attrs.fields(cls):
        found.update(_hints(Told) if field.name == _BASIS else {field.name: hints[field.name]})
    return found


@cache
def _added(cls: Any) -> frozenset[str]:
    """What data of an earlier release may lack."""
    own = {field.name for field in attrs.fields(cls) if field.metadata.get("added")}
    return frozenset(own | _added(Told) if cls is Verdict else own)


def _loaded(wanted: Any, data: object, where: str) -> object:
    """The value of type ``wanted`` that :func:`_dumped` made ``data`` of."""
    if attrs.has(wanted):
        return _loaded_class(wanted, data, where)
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        return _loaded(next(t for t in get_args(wanted) if t is not type(None)), data, where)
    if origin is tuple:
        return _loaded_tuple(get_args(wanted), data, where)
    if issubclass(wanted, Enum) or wanted is datetime.date:
        return _loaded_text(wanted, data, where)
    if type(data) is not wanted:
        raise ValueError(f"{where}: {data!r} is not {wanted.__name__}")
    return data


def _loaded_class(wanted: Any, data: object, where: str) -> object:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: a mapping was expected")
    hints = _hints(wanted)
    different = (set(data) ^ set(hints)) - (_added(wanted) - set(data))
    if different:
        raise ValueError(f"{where}: missing or unknown: {', '.join(sorted(different))}")
    values = {name: _loaded(hint, data[name], f"{where}.{name}") for name, hint in hints.items() if name in data}
    if wanted is Verdict:
        told = {name: values.pop(name) for name in _hints(Told) if name in values}
        values["basis"] = Told(**told)  # type: ignore[arg-type]  # just loaded
    return wanted(**values)


def _loaded_tuple(of: tuple[Any, ...], data: object, where: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise ValueError(f"{where}: a list was expected")
    kinds = of[:1] * len(data) if of[-1] is Ellipsis else of
    if len(kinds) != len(data):
        raise ValueError(f"{where}: {len(kinds)} items were expected")
    return tuple(_loaded(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(zip(kinds, data, strict=True)))


def _loaded_text(wanted: Any, data: object, where: str) -> object:
    if not isinstance(data, str):
        raise ValueError(f"{where}: text was expected")
    return wanted(data) if issubclass(wanted, Enum) else datetime.date.fromisoformat(data)
