"""What the YAML parser complains of, in words that the author of the file understands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cchc_rules.errors import Related
from cchc_rules.language.reading.source import Faults, Source, quoted
from cchc_rules.text import Text

# Phrases of the parser in C and of the one in Python, in the order they are tried: in its context, then in its problem.
_CONTEXTS = {"anchor": "CR114", "alias": "CR115", "a tag": "CR116", "directive": "CR118"}
_PROBLEMS = {
    "tab character": "CR121",
    "cannot start any token": "CR127",
    "unexpected end of stream": "CR122",
    "unexpected document": "CR122",
    "',' or ']'": "CR136",
    "',' or '}'": "CR136",
    "mapping values are not allowed": "CR124",
    "sequence entries are not allowed": "CR131",
    "could not find expected ':'": "CR126",
    "escape": "CR128",
    "hexdecimal": "CR128",
    "node content": "CR130",
    "expected key": "CR125",
    "'-' indicator": "CR125",
    "document start": "CR125",
    "<block end>": "CR125",
}
_ESCAPE = re.compile(r"\\(?:[xuU][0-9A-Fa-f]*|.?)")
_OPENED = Text("mở ở đây", "opened here")


def report_syntax(fault: Any, source: Source, faults: Faults) -> None:
    """The one place where parsing ended."""
    at: int = fault.problem_mark.index
    context: int = at if fault.context_mark is None else fault.context_mark.index
    code = _code(fault)
    refine = _REFINE.get(code)
    if refine:
        code = refine(source, at, code)
    line_end = len(source.text)
    if code in ("CR114", "CR115", "CR116", "CR122", "CR126"):
        faults.stop(code, context, line_end, word=source.text[context : context + 1])
    if code == "CR123":
        faults.stop(code, context, context + 1, bracket=source.text[context])
    if code == "CR136":
        faults.stop(code, at, at + 1, related=[Related(_OPENED, source.span(context, context + 1))])
    if code == "CR128":
        start, end = max(m.span() for m in _ESCAPE.finditer(source.text, context, at + 10) if m.start() <= at)
        faults.stop(code, start, end, word=quoted(source.text[start:end]))
    if code in ("CR118", "CR125", "CR132"):
        faults.stop(code, at, line_end, word="%")
    faults.stop(code, at, at + 1, word=source.text[at : at + 1])


def _code(fault: Any) -> str:
    for phrases, said in ((_CONTEXTS, fault.context or ""), (_PROBLEMS, fault.problem or "")):
        for phrase, code in phrases.items():
            if phrase in said:
                return code
    return "CR129"


def _tab(source: Source, at: int, code: str) -> str:
    return "CR121" if source.text.startswith("\t", at) else code


def _unfinished(source: Source, at: int, code: str) -> str:
    """A bracket that is never closed is told at the bracket; a comma that is missing, where it is missing."""
    return code if source.text[at:].strip() else "CR123"


def _no_value(source: Source, at: int, code: str) -> str:
    return "CR111" if source.text.startswith(":", at) else code


def _continued(source: Source, at: int, code: str) -> str:
    """Something after a closing quote or bracket, no key before a colon, or a line that does not fit those above it."""
    if source.line_before(at).strip(" -"):
        return "CR132"
    return _no_value(source, at, code)


_REFINE: dict[str, Callable[[Source, int, str], str]] = {
    "CR127": _tab,
    "CR136": _unfinished,
    "CR130": _no_value,
    "CR125": _continued,
}
