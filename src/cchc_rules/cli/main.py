"""The entry of the command line: language, encoding, command, exit code.

Nothing heavy is imported before a command runs: ``cchc-rules --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from cchc_rules.cli.arguments import language, parse
from cchc_rules.cli.exits import BROKEN_PIPE, DONE, INTERRUPTED, UNUSABLE, WRONG_USAGE
from cchc_rules.cli.options import PROG
from cchc_rules.cli.usage import CommandLineError, say

if TYPE_CHECKING:
    from cchc_rules.text import Lang


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code, as ``--help`` lists them."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(arguments, language(arguments, os.environ))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go(sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _let_go(output: int) -> None:
    """Whoever read the output is gone: what is still to be written at exit goes nowhere, and nobody is told."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, output)
    os.close(nowhere)


def _run(arguments: Sequence[str], lang: Lang) -> int:
    prog = PROG
    try:
        command, options = parse(arguments, lang)
        prog = f"{PROG} {command}"
        return _command(command, options(), lang)
    except SystemExit as stop:  # argparse leaves so after the help and the version
        return int(stop.code or DONE)
    except CommandLineError as error:
        print(f"{prog}: {say(lang, 'lỗi', 'error')}: {error.message}", file=sys.stderr)
        if error.advice:
            print(f"{say(lang, 'Gợi ý', 'Help')}: {error.advice}", file=sys.stderr)
        print(say(lang, f"Xem hướng dẫn: {prog} --help", f"See: {prog} --help"), file=sys.stderr)
        return WRONG_USAGE


def _command(command: str, options: Namespace, lang: Lang) -> int:
    """The command, imported when it is asked for; what it cannot use or answer is told on the standard error."""
    from cchc_rules.cli.commands import COMMANDS
    from cchc_rules.errors import CchcRulesError, UsageError

    try:
        return COMMANDS[command](options, lang)
    except CchcRulesError as error:
        print(error.render(lang, redact=getattr(options, "redact", False)), file=sys.stderr)
        return WRONG_USAGE if isinstance(error, UsageError) else UNUSABLE
