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
    "CR265": "not {wanted}",
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
    "CR410": "only one option",
    "CR501": "has to be",
    "CR502": "no key",
    "CR503": "lacks the key",
    "CR504": "rulebook",
    "CR505": "as a date",
    "CR506": "no day",
    "CR507": "not a year",
    "CR508": "blank",
    "CR509": "cannot be an id",
    "CR510": "no awards",
    "CR511": "no document",
    "CR512": "no entities of the kind",
    "CR513": "no file describes",
    "CR514": "no candidates of the kind",
    "CR515": "two candidates",
    "CR520": "no fact",
    "CR521": "no list",
    "CR522": "no field",
    "CR523": "takes",
    "CR524": "no value",
    "CR525": "after the point",
    "CR526": "out of range",
    "CR527": "year by year",
    "CR528": "not given by year",
    "CR529": "no reason",
    "CR530": "neither",
    "CR531": "both",
    "CR532": "no value here",
    "CR533": "far from",
    "CR535": "no authority",
    "CR536": "lacks",
    "CR537": "of which unit",
    "CR538": "takes no `of`",
    "CR539": "no file describes",
    "CR540": "attestation",
    "CR541": "the date",
    "CR545": "no candidate",
    "CR546": "no such fact",
    "CR547": "say the year",
    "CR548": "takes no `year`",
    "CR549": "twice",
    "CR555": "at most",
    "CR556": "the same",
    "CR557": "complete to",
    "CR558": "not complete",
    "CR559": "undated",
    "CR560": "one of them is wrong",
    "CR565": "another kind",
    "CR566": "another file",
    "CR568": "another name",
    "CR569": "one award year",
    "CR570": "no dossier file",
    "CR571": "exactly one candidate",
    "CR572": "reading stops",
    "CR573": "not a dossier file",
}

UNNAMED = {
    "what a program asks for that is not there; the line of a request: docs/integration.md": """
        CR001 CR002 CR003 CR005 CR009 CR010 CR011 CR012 CR013 CR014 CR015 CR016 CR020 CR021""",
    "files that cannot be opened, and the limits in the table of 1.2": """
        CR101 CR102 CR103 CR104 CR105 CR107 CR108 CR109 CR113 CR144""",
    "how YAML and JSON are written, which 1.2 leaves to their own definitions": """
        CR111 CR112 CR120 CR122 CR123 CR124 CR125 CR126 CR127 CR128 CR129 CR130 CR131 CR132
        CR135 CR136 CR137 CR138 CR139 CR141 CR142 CR143 CR146""",
    "objects of a program that are neither text, number, date, list nor mapping": "CR147 CR148 CR149",
    "a copy of the document itself, which is no file of the language": "CR150",
    "the shape of a rulebook's files, which the tables of chapters 3 to 6 and the schemas give": """
        CR201 CR202 CR203 CR204 CR205 CR206 CR207 CR208 CR212 CR213 CR214 CR215 CR216 CR217 CR218 CR219 CR220 CR221
        CR223 CR224 CR225 CR240 CR241 CR242 CR321 CR328 CR339 CR340 CR341 CR347 CR353 CR354""",
    "a folder that has not got the files of 1.1": "CR260 CR261 CR262",
    "a name that nothing declares": """
        CR302 CR303 CR304 CR305 CR307 CR308 CR309 CR310 CR311 CR312 CR313 CR314 CR315""",
    "proofs and archives, which are no part of the language: docs/proofs.md": """
        CR601 CR602 CR603 CR604 CR605 CR606 CR607 CR608 CR609 CR610 CR611 CR612 CR613 CR614 CR615 CR616 CR617
        CR620 CR621 CR622 CR623""",
    "advice to authors: what is not translated, not used, or said twice": """
        CR401 CR402 CR403 CR404 CR405 CR406 CR407 CR409""",
}
"""The codes that the page does not name, each with why: the rule is told in words, or is not of the language."""


def test_every_code_is_named_or_has_a_reason_not_to_be() -> None:
    """A new code has to be named beside its rule; whoever leaves it out has to say why. No code of dossiers is left out."""
    unnamed = [code for codes in UNNAMED.values() for code in codes.split()]
    assert sorted([*ABOUT, *unnamed]) == sorted(CODES)
    assert [code for code in unnamed if code.startswith("CR5")] == []


def test_every_code_of_the_page_is_in_the_table() -> None:
    """The table is about the codes that the page names, no more and no less."""
    assert set(re.findall(r"\bCR\d{3}\b", PAGE)) == set(ABOUT)


@pytest.mark.parametrize("code", ABOUT)
def test_a_code_is_about_what_the_page_says(code: str) -> None:
    """The message of the code speaks of the rule beside which the page names it."""
    _, message = CODES[code]
    assert ABOUT[code] in message.in_lang("en")
