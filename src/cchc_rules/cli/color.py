"""Colour in the terminal: marks and outcomes, by `rich`, an extra. Without colour every character is the same."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TextIO

from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.report.tree import MARKS
from cchc_rules.text import LANGS, Lang

_COLORS = {"eligible": "bold green", "not_eligible": "bold red", "undetermined": "bold yellow"}
_OF_MARKS = {MARKS[Truth.MET]: "green", MARKS[Truth.NOT_MET]: "red", MARKS[Truth.UNDETERMINED]: "yellow"}


def color_wanted(options: Namespace, stream: TextIO, environment: Mapping[str, str], lang: Lang) -> bool:
    """``--color``, else whether the stream is a terminal and nothing speaks against it: ``NO_COLOR``, ``TERM=dumb``, or that
    `rich` is not installed. ``--color always`` without it is a :class:`CommandLineError`.
    """
    installed = find_spec("rich") is not None
    if options.color == "always" and not installed:
        message = say(lang, "tô màu cần thư viện `rich`", "colour needs the library `rich`")
        raise CommandLineError(message, "pip install 'cchc-rules[color]'")
    if options.color != "auto":
        return bool(options.color == "always")
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return installed and not plain and stream.isatty()


def colored(text: str) -> str:
    """The text with the colours of a terminal around marks at the head of lines and around outcomes."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = dict(_OF_MARKS)
    for outcome in Outcome:
        for lang in LANGS:
            words = outcome.text.in_lang(lang)
            styles |= {words: _COLORS[outcome.value], words.upper(): _COLORS[outcome.value]}
    codes = {word: Style.parse(style) for word, style in styles.items()}
    words = "|".join(re.escape(word) for word in styles if word not in _OF_MARKS)
    found = re.compile(rf"(?m)(?<=^  )(?: *)(?P<mark>[{''.join(_OF_MARKS)}])(?= )|(?<!\w)(?P<words>{words})(?!\w)")

    def painted(match: re.Match[str]) -> str:
        word = match["mark"] or match["words"]
        before = match[0].removesuffix(word)
        return before + codes[word].render(word, color_system=ColorSystem.STANDARD)

    return found.sub(painted, text)
