"""Text that a person reads: Vietnamese always, English where somebody wrote it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Lang = Literal["vi", "en"]

LANGS: tuple[Lang, ...] = ("vi", "en")


@frozen
class Text:
    """A text in Vietnamese (required) and English (optional).

    ``vi`` and ``en`` are NFC strings. A missing English text is not an error: output falls back to Vietnamese, and
    :meth:`in_lang` is the one place where that happens.
    """

    vi: str
    en: str | None = None

    def in_lang(self, lang: Lang) -> str:
        """The text in ``lang``, or the Vietnamese one where there is no English."""
        return self.en if lang == "en" and self.en is not None else self.vi

    def format(self, **values: object) -> Text:
        """Both texts with ``{name}`` places filled; a :class:`Text` value is filled in the matching language."""

        def filled(template: str, lang: Lang) -> str:
            shown = {k: v.in_lang(lang) if isinstance(v, Text) else v for k, v in values.items()}
            return template.format(**shown)

        return Text(filled(self.vi, "vi"), None if self.en is None else filled(self.en, "en"))


def same(text: str) -> Text:
    """A text that reads the same in both languages: an id, a number, a name."""
    return Text(text, text)
