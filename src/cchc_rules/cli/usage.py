"""The parser of one command: argparse with our own words, in the language asked for, and advice on slips."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

if TYPE_CHECKING:
    from cchc_rules.text import Lang

Words: TypeAlias = tuple[str, str]
"""The same in Vietnamese and in English."""

_WIDEST = 100
_HELP_COLUMN = 30
_ALIKE = 0.7


class CommandLineError(Exception):
    """The command line asks for something that does not exist or makes no sense; ``advice`` says what to write."""

    def __init__(self, message: str, advice: str | None = None) -> None:
        self.message = message
        self.advice = advice
        super().__init__(message)


def say(lang: Lang, vi: str, en: str) -> str:
    """The text in the language; plain strings, since the help must not wait for anything to be imported."""
    return en if lang == "en" else vi


def near(lang: Lang, word: str, known: Iterable[str]) -> str | None:
    """The known word nearest to ``word``, if any is near: "perhaps `--award`". Dashes before a word make nothing alike."""
    import difflib

    bare = {one.lstrip("-"): one for one in sorted(known)}
    best = difflib.get_close_matches(word.lstrip("-"), bare, n=1, cutoff=_ALIKE)
    return say(lang, f"có thể là `{bare[best[0]]}`", f"perhaps `{bare[best[0]]}`") if best else None


class Parser(argparse.ArgumentParser):
    """A parser that raises :class:`CommandLineError`, takes options and files in any order, and never abbreviates."""

    def __init__(self, lang: Lang, prog: str, usage: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=prog,
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=lambda prog: _Formatter(lang, prog),
            add_help=False,
            allow_abbrev=False,
        )
        self.lang = lang

    def group(self, title: Words) -> Callable[..., None]:
        """A new group of arguments, as what adds one to it: ``help`` and ``metavar`` are given in both languages."""
        group = self.add_argument_group(say(self.lang, *title))

        def add(*flags: str, help: Words, metavar: Words | None = None, **more: Any) -> None:
            if metavar is not None:
                more["metavar"] = say(self.lang, *metavar)
            if flags[0].startswith("-"):
                more.setdefault("action", _Once)
            group.add_argument(*flags, help=say(self.lang, *help), **more)

        return add

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments of this command; a word that it does not know is a fault."""
        namespace, rest = self.parse_known_intermixed_args(arguments)
        if rest:
            word = next((word for word in rest if word.startswith("-")), rest[0])
            raise CommandLineError(*self._unknown(word))
        return namespace

    def error(self, message: str) -> NoReturn:
        """What argparse found, in our words."""
        raise CommandLineError(translated(self.lang, message))

    def _unknown(self, word: str) -> tuple[str, str | None]:
        if not word.startswith("-"):
            return say(self.lang, f"thừa `{word}`", f"`{word}` is one word too many"), None
        option = word.partition("=")[0]
        advice = near(self.lang, option, self._option_string_actions)
        return say(self.lang, f"không có tùy chọn `{option}`", f"there is no option `{option}`"), advice


class _Once(argparse.Action):
    """An option with a value of which there is one: argparse would take the last of several and say nothing."""

    given = False

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Keep the value, the first time."""
        assert isinstance(parser, Parser), "options are added by a parser of ours"
        if self.given:
            name = self.option_strings[0]
            raise CommandLineError(
                say(parser.lang, f"`{name}` chỉ được ghi một lần", f"`{name}` can be given only once")
            )
        self.given = True
        setattr(namespace, self.dest, values)


_OF_ARGUMENT = re.compile(r"argument (?P<name>\S+): (?P<what>.*)", re.DOTALL)


def translated(lang: Lang, message: str) -> str:
    """A message of argparse in our words; one that we do not know stays as it is."""
    of_argument = _OF_ARGUMENT.fullmatch(message)
    if of_argument is None:
        return message
    name, what = of_argument["name"], of_argument["what"]
    if what == "expected one argument":
        return say(lang, f"`{name}` cần một giá trị đi kèm", f"`{name}` needs a value")
    if what == "expected at least one argument":
        return say(lang, f"`{name}` cần ít nhất một giá trị đi kèm", f"`{name}` needs at least one value")
    if what.startswith("ignored explicit argument"):
        return say(lang, f"`{name}` không nhận giá trị", f"`{name}` takes no value")
    return f"`{name}`: {what}"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the screen, up to a line that is still easily read."""

    def __init__(self, lang: Lang, prog: str) -> None:
        super().__init__(prog, max_help_position=_HELP_COLUMN, width=min(_WIDEST, screen_width()))
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The usage line, its head in our language."""
        super().add_usage(
            usage, actions, groups, say(self._lang, "Cách dùng: ", "Usage: ") if prefix is None else prefix
        )


def screen_width() -> int:
    """The columns of the screen; ``COLUMNS`` overrides, and where there is no screen a page is taken."""
    try:
        return max(40, int(os.environ["COLUMNS"]))
    except (KeyError, ValueError):
        pass
    try:
        return max(40, os.get_terminal_size().columns)
    except OSError:
        return _WIDEST
