"""Verdicts as self-contained HTML pages: no script, no address of anything else, everything escaped."""

from __future__ import annotations

from cchc_rules.report.html.pages import html_candidate as html_candidate
from cchc_rules.report.html.pages import html_report as html_report
