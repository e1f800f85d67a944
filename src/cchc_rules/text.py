"""Text that a person reads: Vietnamese always, English where somebody wrote it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Lang = Literal["vi", "en"]

LANGS: tuple[Lang, ...] = ("vi", "en")


@frozen(init=False)
class Text:
    """A text in Vietnamese (required) and English (optional).

    ``vi`` and ``en`` are NFC strings. A missing English text is not an error: output falls back to Vietnamese, and
    :meth:`in_lang` is the one place where that happens.
    """

    vi: str
    en: str | None = None

    def __init__(self, vi: str, en: str | None = None) -> None:
        """Straight into the slots, because texts are what most of an explanation is made of."""
        _set_vi(self, vi)
        _set_en(self, en)

    def in_lang(self, lang: Lang) -> str:
        """The text in ``lang``, or the Vietnamese one where there is no English."""
        return self.en if lang == "en" and self.en is not None else self.vi

    def format(self, **values: object) -> Text:
        """Both texts with ``{name}`` places filled; a :class:`Text` value is filled in the matching language."""
        vi = {name: value.vi if isinstance(value, Text) else value for name, value in values.items()}
        if self.en is None:
            return Text(self.vi.format_map(vi))
        en = {name: value.in_lang("en") if isinstance(value, Text) else value for name, value in values.items()}
        return Text(self.vi.format_map(vi), self.en.format_map(en))


_set_vi, _set_en = Text.__dict__["vi"].__set__, Text.__dict__["en"].__set__


def same(text: str) -> Text:
    """A text that reads the same in both languages: an id, a number, a name."""
    return Text(text, text)
