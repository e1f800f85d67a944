"""Files of proofs: written one proof a line, read one by one with the place of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from cchc_rules.cli.given import read_given
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.explain.refusal import refusal
from cchc_rules.language.nodes import Node, Plain, plain
from cchc_rules.language.nodes import Sequence as ListNode
from cchc_rules.model.verdict import Verdict
from cchc_rules.text import Lang


@frozen
class ProofFile:
    """What a file of proofs holds; ``nodes`` have the places, ``proofs`` the same as plain data."""

    name: str
    nodes: tuple[Node, ...]
    proofs: tuple[Plain, ...]


def read_proofs(names: Sequence[str]) -> list[ProofFile]:
    """The files, each one proof or a list of them; :class:`DossierError` with what is wrong with any of them."""
    files: list[ProofFile] = []
    found: list[Diagnostic] = []
    for name in names:
        try:
            files.append(_read(name))
        except DossierError as error:
            found += error.diagnostics
    if found:
        raise DossierError(found)
    return files


def _read(name: str) -> ProofFile:
    node = read_given(name, "proofs")
    nodes = node.items if isinstance(node, ListNode) else (node,)
    if not nodes:
        raise DossierError([refusal("CR616", span=node.span)])
    return ProofFile(name, nodes, tuple(plain(each) for each in nodes))


def proofs_text(verdicts: Iterable[Verdict]) -> str:
    """The proofs of some verdicts as a JSON list, a line each."""
    lines = [json.dumps(proof, ensure_ascii=False) for proof in _proofs(verdicts)]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _proofs(verdicts: Iterable[Verdict]) -> Iterator[dict[str, object]]:
    for verdict in verdicts:
        yield from verdict.proofs()


def write_proofs(name: str, verdicts: Iterable[Verdict], lang: Lang) -> None:
    """Write the proofs of some verdicts into a file."""
    write(name, proofs_text(verdicts).encode("utf-8"), lang)


def write(name: str, data: bytes, lang: Lang) -> None:
    """Write a file that was asked for; what keeps it from being written is a fault of the command line."""
    try:
        Path(name).write_bytes(data)
    except OSError as error:
        message = say(lang, f"không ghi được tệp `{name}`", f"the file `{name}` cannot be written")
        advice = say(
            lang, "chọn thư mục có sẵn và được phép ghi", "choose a folder that is there and may be written to"
        )
        raise CommandLineError(message, advice) from error
