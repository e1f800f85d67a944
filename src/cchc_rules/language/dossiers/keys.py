"""When the keys of two records name one thing."""

from __future__ import annotations

import unicodedata

from cchc_rules.model.region import CoreValue


def same_thing(key: CoreValue) -> CoreValue:
    """The form in which keys are compared: of a text only what a reader sees, in one case and with single blanks.

    The same title typed twice, pasted from a web page, or set in capitals must not count twice.
    """
    if not isinstance(key, str):
        return key
    if key.isascii():
        return " ".join(key.split()).casefold()
    seen = "".join(letter for letter in key if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())
