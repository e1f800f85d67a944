"""The strict reader: a YAML or JSON file to a document in which every value has its place.

YAML is taken as editors take it (1.2), and only as much of it as a person needs: mappings, lists, text, exact numbers,
true, false, null. Whatever makes a file mean something other than it seems to say is refused where it stands: anchors,
aliases, tags, merge keys, directives, several documents, duplicate keys. The document is built from parser events, so
that no input can exhaust the stack, and everything has a limit.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from cchc_rules.errors import CchcRulesError, RulebookError
from cchc_rules.language.nodes import Node, node_at, plain, span_at
from cchc_rules.language.reading.decoding import Format, decoded
from cchc_rules.language.reading.json_reader import read_json
from cchc_rules.language.reading.python_reader import node_from_python
from cchc_rules.language.reading.scalars import DOSSIER_LIMITS, RULEBOOK_LIMITS, Limits
from cchc_rules.language.reading.source import Faults, Source, quoted
from cchc_rules.language.reading.yaml_builder import YamlBuilder
from cchc_rules.language.reading.yaml_faults import report_syntax
from cchc_rules.text import Text

__all__ = [
    "DOSSIER_LIMITS",
    "RULEBOOK_LIMITS",
    "Limits",
    "node_at",
    "node_from_python",
    "plain",
    "read_bytes",
    "read_file",
    "read_text",
    "span_at",
    "why_unopened",
]


def read_file(
    path: Path | Traversable | str,
    *,
    limits: Limits = RULEBOOK_LIMITS,
    error: type[CchcRulesError] = RulebookError,
    name: str | None = None,
) -> Node:
    """The document in a file; ``name`` (as a rule the path as given) is what diagnostics call it."""
    shown = str(path) if name is None else name
    data = read_bytes(Path(path) if isinstance(path, str) else path, limits.bytes, error, shown)
    return read_text(data, shown, limits=limits, error=error)


def read_bytes(file: Path | Traversable, most: int, error: type[CchcRulesError], name: str) -> bytes:
    """The bytes of a file, one more than ``most`` if it has more; the error if it cannot be opened."""
    try:
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except (OSError, ValueError) as fault:
        Faults(error, name, Source(name, "")).stop("CR101", file=quoted(name), reason=why_unopened(fault))


def read_text(
    data: bytes | str,
    name: str,
    *,
    limits: Limits = RULEBOOK_LIMITS,
    error: type[CchcRulesError] = RulebookError,
    format: Format | None = None,
) -> Node:
    """The document in ``data``: JSON or YAML as ``format`` says, else as ``name`` or the first character says."""
    source, chosen = decoded(data, name, limits, error, format)
    if chosen == "json":
        return read_json(source, limits, error)
    return _read_yaml(source, limits, error)


def why_unopened(fault: Exception) -> Text:
    """Why the system did not open a file, in words."""
    if isinstance(fault, FileNotFoundError):
        return Text("không có tệp này", "there is no such file")
    if isinstance(fault, IsADirectoryError):
        return Text("đây là thư mục, không phải tệp", "this is a folder, not a file")
    if isinstance(fault, PermissionError):
        return Text("không có quyền đọc", "reading it is not permitted")
    return Text("hệ thống không cho mở", "the system does not open it")


def _read_yaml(source: Source, limits: Limits, error: type[CchcRulesError]) -> Node:
    """The one document of a YAML file; what cannot be parsed is reported together with the faults found before it."""
    import yaml

    builder = YamlBuilder(source, limits, error)
    builder.refuse_directives()
    take: dict[type, Callable[[Any], None]] = {
        yaml.ScalarEvent: builder.scalar,
        yaml.AliasEvent: builder.alias,
        yaml.SequenceStartEvent: builder.open_sequence,
        yaml.SequenceEndEvent: builder.close_sequence,
        yaml.MappingStartEvent: builder.open_mapping,
        yaml.MappingEndEvent: builder.close_mapping,
        yaml.DocumentStartEvent: builder.open_document,
        yaml.DocumentEndEvent: builder.ignore,
        yaml.StreamStartEvent: builder.ignore,
        yaml.StreamEndEvent: builder.ignore,
    }
    parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(source.text)
    broken: yaml.MarkedYAMLError | None = None
    try:
        for event in iter(parser.get_event, None):
            take[event.__class__](event)
    except yaml.MarkedYAMLError as fault:
        broken = fault
    if broken is not None:
        report_syntax(broken, source, builder.faults)
    return builder.document()
