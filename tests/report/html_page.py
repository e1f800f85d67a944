"""An HTML page taken apart, strictly: what browsers forgive is a fault here."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from html.parser import HTMLParser

VOID = {"meta"}
PHRASING_ONLY = {"p", "h1", "h2", "h3", "h4", "h5", "span", "a", "code", "strong", "title"}
PHRASING = {"span", "a", "code", "strong"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5"}
OUTSIDE = re.compile(r"https?:|//|javascript:|data:|url\(|@import", re.IGNORECASE)


class HtmlPage(HTMLParser):
    """The elements with their attributes, the ids, links, texts and headings of a page. ``AssertionError`` on what is not
    well nested.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.style = ""
        self.words: list[str] = []
        self._open: list[str] = []
        assert text.startswith("<!DOCTYPE html>\n<html lang=")
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def text(self) -> str:
        """Everything that is read, and every attribute."""
        attributes = [value for _, given in self.elements for value in given.values() if value]
        return "\n".join([*self.words, *attributes])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that may stand where it stands."""
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        if self._open and self._open[-1] in PHRASING_ONLY:
            assert tag in PHRASING, f"<{tag}> in <{self._open[-1]}>"
        if self._open and self._open[-1] == "summary":
            assert tag in PHRASING | HEADINGS
        if tag in ("li", "dt", "dd", "tr", "td", "summary"):
            allowed = {
                "li": "ul",
                "dt": "dl div",
                "dd": "dl div",
                "tr": "thead tbody",
                "td": "tr",
                "summary": "details",
            }
            assert self._open[-1] in allowed[tag].split()
        self.elements.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag in HEADINGS:
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """A text, and where it stands."""
        if self._open and self._open[-1] == "style":
            self.style += data
            return
        self.words.append(data)
        if HEADINGS & set(self._open):
            level, text = self.headings[-1]
            self.headings[-1] = level, text + data

    def handle_comment(self, data: str) -> None:
        """No page has comments."""
        raise AssertionError(f"a comment: {data}")


def sound(text: str) -> HtmlPage:
    """The page, if it is one that may be handed on: whole, without scripts and addresses, under a policy that holds."""
    page = HtmlPage(text)
    tags = [tag for tag, _ in page.elements]
    assert not {"script", "iframe", "img", "object", "embed", "link", "base", "form", "svg", "input"} & set(tags)
    assert [tags.count(tag) for tag in ("html", "head", "body", "header", "main", "footer", "h1", "style")] == [1] * 8
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    for tag, given in page.elements:
        assert not [name for name in given if name.startswith("on") or name in ("style", "src", "srcset", "action")]
        labelled = given.get("aria-labelledby")
        assert labelled is None or labelled in page.ids
        if tag == "th":
            assert given["scope"] in ("col", "row")
    assert not OUTSIDE.search(page.style)
    assert [level for level, _ in page.headings][:1] == [1]
    levels = [level for level, _ in page.headings]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    assert all(words.strip() for _, words in page.headings)
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    policies = [given["content"] for _, given in page.elements if given.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    named = {given["name"]: given["content"] for tag, given in page.elements if tag == "meta" and "name" in given}
    assert named["referrer"] == "no-referrer"
    assert named["viewport"] == "width=device-width, initial-scale=1"
    return page
