"""The style sheet: colours that can be read, nothing from elsewhere."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cchc_rules.report.html.sheet import sheet

CSS = (resources.files("cchc_rules.report.html") / "style.css").read_text("utf-8")
LIGHT, DARK = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in CSS.split("@media", 2)[:2])
PAIRS = [
    *((ink, paper) for ink in ("ink", "soft", "link", "met", "not", "open") for paper in ("paper", "tint")),
    *((name, f"{name}-tint") for name in ("met", "not", "open")),
]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_every_text_has_enough_contrast(scheme: dict[str, str], ink: str, paper: str) -> None:
    """At least 4.5 to 1, WCAG AA, of every colour of text on every ground that it stands on."""
    assert len(scheme) == len(LIGHT) == 12
    assert contrast(scheme[ink], scheme[paper]) >= 4.5
    assert round(contrast("#000000", "#ffffff"), 6) == 21


def test_colours_have_names() -> None:
    """Outside their definitions the screen's colours are variables, so that the dark scheme forgets none."""
    assert re.findall(r"#[0-9a-f]{3,8}\b", CSS.partition("* { box-sizing")[2]) == ["#545d68"]


def test_each_language_has_its_foot() -> None:
    """What no verdict is stands at the foot of every printed page."""
    assert "Kết quả này không thay cho quyết định" in sheet("vi").css
    assert "This does not replace the decision" in sheet("en").css
    assert sheet("vi").hash != sheet("en").hash
