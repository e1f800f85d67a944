"""The diagnostics that `docs/language.md` names are about what the page says.

Codes are written beside the rules that they enforce. This table says what each has to be about: a word or two of its
English message. Whoever gives a code another meaning is told here to mend the page.
"""

from __future__ import annotations

import re

import pytest
from docs.language_page import PAGE

from cchc_rules.language.codes import CODES

ABOUT = {
    "CR004": "not for candidates of kind",
    "CR006": "takes no year",
    "CR007": "say which",
    "CR008": "permitted years",
    "CR106": "invisible",
    "CR110": "given twice",
    "CR114": "anchors",
    "CR115": "aliases",
    "CR116": "tags",
    "CR117": "merge keys",
    "CR118": "directives",
    "CR119": "one document",
    "CR121": "tab",
    "CR145": "half a character",
    "CR209": "reserved",
    "CR210": "spelt",
    "CR211": "cannot be an id",
    "CR222": "inside a list",
    "CR226": "no place here",
    "CR243": "kind of entity",
    "CR263": "another file",
    "CR264": "would not be read",
    "CR301": "no fact",
    "CR306": "not of one kind",
    "CR316": "does not suit",
    "CR317": "no value of",
    "CR318": "has no value",
    "CR319": "digits",
    "CR320": "outside the bounds",
    "CR322": "between",
    "CR323": "units differ",
    "CR324": "one value is wanted",
    "CR325": "a list is wanted",
    "CR326": "true or false",
    "CR327": "needs no attestation",
    "CR329": "never hold",
    "CR330": "always holds",
    "CR331": "a bound has none",
    "CR332": "is more than `at_most`",
    "CR333": "do not nest",
    "CR334": "cannot be counted",
    "CR335": "here is none",
    "CR336": "does not say `per: year`",
    "CR337": "no value for",
    "CR338": "ascend",
    "CR342": "nothing is said for",
    "CR343": "no option",
    "CR344": "no last day",
    "CR345": "undated",
    "CR346": "no date field",
    "CR348": "cannot be a condition",
    "CR349": "is about",
    "CR350": "leads back to itself",
    "CR351": "twice side by side",
    "CR352": "cannot be the name",
    "CR355": "too large",
    "CR356": "too deep",
    "CR408": "every",
    "CR504": "rulebook",
    "CR508": "blank",
    "CR511": "no document",
    "CR513": "no file describes",
    "CR523": "takes",
    "CR525": "after the point",
    "CR526": "out of range",
    "CR527": "year by year",
    "CR528": "not given by year",
    "CR536": "lacks",
    "CR537": "of which unit",
    "CR538": "takes no `of`",
    "CR540": "attestation",
    "CR541": "the date",
    "CR545": "no candidate",
    "CR547": "say the year",
    "CR548": "takes no `year`",
    "CR555": "at most",
    "CR556": "the same",
    "CR557": "complete to",
    "CR558": "not complete",
    "CR559": "undated",
    "CR565": "another kind",
    "CR566": "another file",
    "CR569": "one award year",
}


def test_every_code_of_the_page_is_in_the_table() -> None:
    """The table is about the codes that the page names, no more and no less."""
    assert set(re.findall(r"\bCR\d{3}\b", PAGE)) == set(ABOUT)


@pytest.mark.parametrize("code", ABOUT)
def test_a_code_is_about_what_the_page_says(code: str) -> None:
    """The message of the code speaks of the rule beside which the page names it."""
    _, message = CODES[code]
    assert ABOUT[code] in message.in_lang("en")
