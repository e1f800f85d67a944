"""A value as it is told."""

from __future__ import annotations

from attrs import frozen

from cchc_rules.text import Text


@frozen(kw_only=True)
class Shown:
    """A value for systems (``value``: ``91.25``, ``2024-03-01``, ``civil_servant``) and for people (``text``: ``91,25%``)."""

    value: str
    text: Text
