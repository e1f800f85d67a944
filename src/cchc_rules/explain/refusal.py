"""How the checker of proofs says no: with a diagnostic, at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NoReturn, cast

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.errors import Diagnostic, Pointer, Span
from cchc_rules.explain.words import record_title, with_year
from cchc_rules.language.codes import diagnose
from cchc_rules.language.nodes import Plain
from cchc_rules.language.proof_codes import PROOF_HELP
from cchc_rules.model.vocabulary import ListSpec, Vocabulary
from cchc_rules.text import Text, same


class RefusedError(Exception):
    """A proof does not hold; ``diagnostics`` say why. It never leaves the checker."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)


def refuse(code: str, pointer: Pointer = (), *, help: Text | None = None, **words: object) -> NoReturn:
    """Say no, at a place of the proof."""
    raise RefusedError([refusal(code, pointer, span=None, help=help, **words)])


def refusal(
    code: str, pointer: Pointer = (), *, span: Span | None = None, help: Text | None = None, **words: object
) -> Diagnostic:
    """Why not, and what to do about it."""
    return diagnose(code, span, pointer, help=help or PROOF_HELP.get(code), related=(), **words)


def piece(unit: Unit, vocabulary: Vocabulary, kind: str) -> Text:
    """A piece of evidence as a message calls it: by its label, with the name or the place that it has in the file."""
    match unit:
        case FactKey():
            return _named(fact_label(unit.name, unit.year, vocabulary, kind), str(unit))
        case RecordContent():
            place = f"evidence/lists/{unit.list}/items/{unit.position - 1}"
            return _named(record_title(vocabulary.lists[unit.list], unit.position), place)
        case Completeness():
            return Text("tính đầy đủ của danh sách {name}", "the completeness of the list {name}").format(
                name=_list(unit.list, vocabulary)
            )


def blank_piece(list_name: str, vocabulary: Vocabulary) -> Text:
    """A record of which nothing is said, as a message calls it."""
    return Text("một mục để trống của {name}", "a blank record of {name}").format(name=_list(list_name, vocabulary))


def written_piece(pointer: Pointer, vocabulary: Vocabulary, kind: str) -> Text:
    """Evidence by the place at which it is written, with the label of the fact or the list there, if there is one."""
    return _named(_label_at(pointer[1:], vocabulary, kind), "/".join(map(str, pointer)))


def added_piece(pointer: Pointer, item: Plain, vocabulary: Vocabulary, kind: str) -> Text:
    """What a completion adds, by the place at which it is written and the label of what it says to add to."""
    said = item if isinstance(item, dict) else {"list": item}
    label: Text | None
    if "fact" in said:
        label = fact_label(str(said["fact"]), cast("int | None", said["year"]), vocabulary, kind)
    else:
        spec = vocabulary.lists.get(str(said["list"]))
        record, into = said.get("record"), str(said.get("field"))
        label = None if spec is None else _of_list(spec, record if isinstance(record, int) else None, into)
    return _named(label, "/".join(map(str, pointer)))


def fact_label(name: str, year: int | None, vocabulary: Vocabulary, kind: str) -> Text | None:
    """The label of a fact, of its year if it has one; nothing if the rulebook has no such fact."""
    spec = vocabulary.fact(kind, name)
    return None if spec is None else with_year(spec.label, year)


def _named(label: Text | None, place: str) -> Text:
    """A label with its place in the file, or the place alone."""
    if label is None:
        return same(f"`{place}`")
    return Text("“{label}” (`{place}`)", "“{label}” (`{place}`)").format(label=label, place=place)


def _list(name: str, vocabulary: Vocabulary) -> Text:
    return _named(vocabulary.lists[name].label, name)


def _of_list(spec: ListSpec, position: int | None, into: str) -> Text:
    """A list, one of its records, or a field of that."""
    if position is None:
        return spec.label
    title, field = record_title(spec, position), spec.fields.get(into)
    if field is None:
        return title
    return Text("{title}: {field}", "{title}: {field}").format(title=title, field=field.label)


def _label_at(way: Pointer, vocabulary: Vocabulary, kind: str) -> Text | None:
    """What stands at a place of the evidence, if it is a fact, belongs to a list, or is the link to an entity."""
    match way:
        case ("facts", str(name), *rest):
            return fact_label(name, _year(rest), vocabulary, kind)
        case ("entities", str(of), _, str(name), *rest):
            return fact_label(f"{of}.{name}", _year(rest), vocabulary, kind)
        case ("lists", str(name), *rest) if name in vocabulary.lists:
            match rest:
                case ("items", int(at), *inner):
                    return _of_list(vocabulary.lists[name], at + 1, str(inner[0]) if inner else "")
            return vocabulary.lists[name].label
        case (str(of), *_) if of in vocabulary.entities:
            return vocabulary.entities[of].label
    return None


def _year(rest: Sequence[str | int]) -> int | None:
    """The year that follows a fact in a way through the evidence."""
    first = str(rest[0]) if rest else ""
    return int(first) if first.isdecimal() else None
