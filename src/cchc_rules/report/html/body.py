"""All that a page says of one verdict, part by part. A new part is a function in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cchc_rules.model.verdict import Verdict
from cchc_rules.report.html.markup import Element
from cchc_rules.report.html.parts import Setting, criteria, robustness
from cchc_rules.report.html.why import grounds, sentence, spare, still_missing, ways

Part = Callable[[Setting, Verdict], Iterator[Element]]

VERDICT_PARTS: tuple[Part, ...] = (sentence, criteria, still_missing, ways, spare, grounds, robustness)
"""What is said of each verdict, in this order."""


def verdict_body(setting: Setting, verdict: Verdict) -> tuple[Element, ...]:
    """All parts of one verdict."""
    return tuple(one for part in VERDICT_PARTS for one in part(setting, verdict))
