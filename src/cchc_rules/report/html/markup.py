"""The only way to markup: elements are made here, and every text in them is escaped when they are written.

There is no function that takes markup, so none can be let through by mistake. The style sheet is the one text that is written
as it is, and it is ours.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import frozen

Content: TypeAlias = "str | Element | Iterable[Content] | None"
"""What an element may hold: text, elements, nothing, or several of these."""

_BLOCKS = frozenset(
    {"body", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "head", "header", "html", "li"}
    | {"main", "meta", "nav", "p", "section", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul"}
)
_INLINE = frozenset({"a", "code", "span", "strong"})
_STYLE = "style"
_VOID = frozenset({"meta"})
_ATTRIBUTES = frozenset(
    {"aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "data-label", "href", "http-equiv"}
    | {"id", "lang", "name", "open", "role", "scope"}
)
_OWN_NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
_OWN_LINK = re.compile(r"#[a-z][a-z0-9-]*\Z")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ud800-\udfff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
"""Characters that no page may have, or that turn the direction in which the rest of a line is read."""


@frozen
class Element:
    """An element with its attributes, in this order, and what it holds. :func:`element` makes it."""

    tag: str
    attributes: tuple[tuple[str, str | None], ...]
    children: tuple[str | Element, ...]


@frozen
class Sheet:
    """A style sheet of ours; ``ValueError`` for a text that could end its element."""

    css: str

    def __attrs_post_init__(self) -> None:
        if "<" in self.css:
            raise ValueError("a style sheet holds no `<`")

    @property
    def hash(self) -> str:
        """The source expression by which a content security policy lets exactly this sheet through."""
        digest = hashlib.sha256(self.css.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def element(tag: str, *children: Content, **attributes: str | bool | None) -> Element:
    """An element. ``class_`` is the attribute ``class``, ``data_label`` is ``data-label``; ``None`` and ``False`` are left
    out, ``True`` is an attribute without a value.

    ``ValueError`` for a tag or an attribute that our pages have no use for, for an id that is not plain, and for a link that
    leads out of the page.
    """
    if tag not in _BLOCKS and tag not in _INLINE:
        raise ValueError(f"pages have no element `{tag}`")
    given = tuple(
        (name.rstrip("_").replace("_", "-"), None if value is True else value)
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    for name, value in given:
        if name not in _ATTRIBUTES:
            raise ValueError(f"pages have no attribute `{name}`")
        if name in ("id", "aria-labelledby") and not _OWN_NAME.match(value or ""):
            raise ValueError(f"`{value}` is no id")
        if name == "href" and not _OWN_LINK.match(value or ""):
            raise ValueError(f"`{value}` leads out of the page")
    return Element(tag, given, tuple(_flat(children)))


def _flat(children: Content) -> Iterator[str | Element]:
    if isinstance(children, (str, Element)):
        yield children
    elif children is not None:
        for child in children:
            yield from _flat(child)


def escaped(text: str) -> str:
    """A text as it may stand anywhere in a page, attributes included; what may not be there is shown as U+FFFD."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text).translate(_ESCAPED)


def document(lang: str, title: str, sheet: Sheet, *body: Content) -> str:
    """A whole page. Its policy forbids everything but this style sheet."""
    policy = f"default-src 'none'; style-src {sheet.hash}; base-uri 'none'; form-action 'none'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        Element(_STYLE, (), ()),  # :func:`element` makes none: its text would not be escaped
    )
    page = element("html", head, element("body", body), lang=lang)
    return "<!DOCTYPE html>" + "".join(_written(page, sheet)) + "\n"


def _written(one: str | Element, sheet: Sheet) -> Iterator[str]:
    if isinstance(one, str):
        yield escaped(one)
        return
    if one.tag not in _INLINE:
        yield "\n"
    yield f"<{one.tag}"
    for name, value in one.attributes:
        yield f" {name}" if value is None else f' {name}="{escaped(value)}"'
    yield ">"
    if one.tag == _STYLE:
        yield sheet.css
    for child in one.children:
        yield from _written(child, sheet)
    if one.tag not in _VOID:
        yield f"</{one.tag}>"
