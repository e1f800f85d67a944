"""Where the answers go: to the standard output, or into a file that is named."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.text import Lang

STANDARD_OUTPUT = "-"


def refuse_output(options: Namespace, lang: Lang) -> None:
    """What cannot be written, before anything is evaluated: a folder, what lies in no folder, a file that is read here."""
    if options.output is not None and options.output != STANDARD_OUTPUT:
        refuse_file(options.output, options.files, lang)
    if options.proofs is not None:
        refuse_file(
            options.proofs, (*options.files, *([options.output] if options.output else [])), lang, ending=".json"
        )


def refuse_file(name: str, others: Sequence[str], lang: Lang, *, ending: str = ".html") -> None:
    """A file that cannot be written, or that is one of the others that this run reads or writes. ``ending``: of an example."""
    path = Path(name)  # os.path answers where a Path raises: of a name that is too long
    if os.path.isdir(path):
        message = say(lang, f"`{name}` là một thư mục", f"`{name}` is a folder")
        vi, en = path / f"ket-qua{ending}", path / f"out{ending}"
        advice = say(lang, f"ghi tên tệp, ví dụ `{vi}`", f"name a file in it: `{en}`")
        raise CommandLineError(message, advice)
    if not os.path.isdir(path.parent):
        raise CommandLineError(
            say(lang, f"không có thư mục `{path.parent}`", f"there is no folder `{path.parent}`"),
            say(lang, "tạo thư mục trước", "make the folder first"),
        )
    for file in others:
        same = os.path.exists(path) and os.path.exists(file) and os.path.samefile(path, file)
        if same or os.path.abspath(path) == os.path.abspath(file):
            message = say(
                lang,
                f"`{name}` là tệp đang được đọc hoặc ghi trong lần chạy này, không ghi đè",
                f"`{name}` is a file that this run reads or writes, and is not overwritten",
            )
            raise CommandLineError(message, say(lang, "ghi ra tệp khác", "name another file"))


@contextmanager
def opened(options: Namespace, lang: Lang) -> Iterator[TextIO]:
    """The stream to write to, UTF-8. A file of that name is replaced; it is opened when there is something to write."""
    name = options.output
    if name is None or name == STANDARD_OUTPUT:
        yield sys.stdout
        return
    try:
        stream = open(name, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115  # below
    except OSError as error:
        reason = error.strerror or str(error)
        message = say(lang, f"không ghi được `{name}` ({reason})", f"`{name}` cannot be written ({reason})")
        raise CommandLineError(message) from None
    with stream:
        yield stream
