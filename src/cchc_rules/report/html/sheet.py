"""The style sheet of the pages: ``style.css``, and what printed pages carry at their foot in the page's language."""

from __future__ import annotations

from functools import cache
from importlib import resources

from cchc_rules.report.html.markup import Sheet
from cchc_rules.report.sentences import DISCLAIMER
from cchc_rules.text import Lang

_FOOT = """@page {
  @bottom-left { content: "%s"; }
  @bottom-right { content: counter(page) "/" counter(pages); }
}
"""


@cache
def sheet(lang: Lang) -> Sheet:
    """The sheet of a page in this language."""
    css = (resources.files("cchc_rules.report.html") / "style.css").read_text("utf-8")
    return Sheet(css + _FOOT % DISCLAIMER.in_lang(lang))
