"""What the validate stage says of documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from language.schema_documents import (
    AWARD,
    GOOD_DOSSIER,
    GOOD_FACTS,
    GOOD_PREDICATES,
    GOOD_RULEBOOK_PARTS,
    NAMES,
    ROOT,
    RULEBOOK,
    SCHEMAS,
    full,
    golden,
    node_of,
    told,
    under,
)

from cchc_rules.language.codes import CODES
from cchc_rules.language.nodes import plain
from cchc_rules.language.reading.reader import read_file, read_text
from cchc_rules.language.shape.schema import SchemaName, validate

ERRORS = sorted((ROOT / "tests" / "errors").glob("CR2[0-3]*"))

# Good documents


def shipped() -> list[tuple[Path, SchemaName]]:
    """Every file of every shipped rulebook, with its schema."""
    files = sorted((ROOT / "criteria").rglob("*.yaml"))
    named: dict[str, SchemaName] = {"rulebook": "rulebook", "facts": "facts"}
    return [(file, named.get(file.stem, "award")) for file in files]


@pytest.mark.parametrize(("file", "schema"), shipped(), ids=lambda p: p.stem if isinstance(p, Path) else p)
def test_shipped_rulebooks_are_valid(file: Path, schema: SchemaName) -> None:
    """What is shipped has the right shape, and jsonschema's own validator says so too."""
    assert validate(read_file(file), schema) == ()
    assert Draft7Validator(SCHEMAS[schema]).is_valid(plain(read_file(file)))


def test_every_kind_of_predicate_is_valid() -> None:
    """Each form that the language has passes."""
    assert told(under(AWARD, GOOD_PREDICATES), "award") == []


def test_a_period_award_is_valid() -> None:
    """A period award names its window, and may name its form."""
    award = AWARD.replace("cycle: annual", "cycle: period\nperiod: period\nform: giay-khen")
    assert told(under(award, "attested: x"), "award") == []


def test_every_part_of_a_rulebook_is_valid() -> None:
    """Each part that rulebook.yaml can have passes."""
    assert told(RULEBOOK + GOOD_RULEBOOK_PARTS, "rulebook") == []


def test_a_rulebook_that_awaits_criteria_needs_no_years() -> None:
    """`award_years` and `recipients` are asked of a rulebook in force only."""
    awaiting = RULEBOOK.partition("award_years")[0] + "status: awaiting_criteria\n"
    assert told(awaiting, "rulebook") == []
    assert [
        line.partition("\n")[0] for line in told(awaiting.replace("awaiting_criteria", "in_force"), "rulebook")
    ] == [
        "1:1: lỗi[CR202]: thiếu khóa `award_years`",
        "1:1: lỗi[CR202]: thiếu khóa `recipients`",
    ]


def test_every_kind_of_fact_is_valid() -> None:
    """Each type, list and entity that facts.yaml can have passes."""
    assert told(GOOD_FACTS, "facts") == []


def test_a_dossier_is_valid() -> None:
    """Each form that a dossier file has passes, whatever the vocabulary."""
    assert told(GOOD_DOSSIER, "dossier") == []


# Mistakes


@pytest.mark.parametrize("folder", ERRORS, ids=lambda folder: folder.name)
def test_examples_give_their_code_and_no_other(folder: Path) -> None:
    """The failing example of a code has that one fault."""
    text = (folder / "input.yaml").read_text("utf-8")
    kind = text.partition("\n")[0].removeprefix("# kind: ")
    assert kind in NAMES
    found = validate(read_text(text, "input.yaml"), kind)
    assert [d.code for d in found] == [folder.name]


def test_every_code_has_an_example() -> None:
    """The codes of this stage are the ones that have an example."""
    assert [folder.name for folder in ERRORS] == sorted(code for code in CODES if "CR201" <= code <= "CR239")


@pytest.mark.parametrize(("schema", "document", "said"), golden())
def test_mistakes_are_told_in_place(schema: SchemaName, document: list[str], said: list[str]) -> None:
    """Each mistake is told once, in these words, at this line and column, in the order of the document."""
    assert "\n".join(told(full(schema, document), schema)).split("\n") == said


def test_criteria_are_one_predicate() -> None:
    """A list of predicates lacks the word that says how they are joined."""
    (found,) = validate(read_text(under(AWARD, "- {use: a}\n- {use: b}"), "a.yaml"), "award")
    assert (found.code, found.pointer) == ("CR206", ("criteria",))
    assert found.help is not None
    assert found.help.en == "put `all_of:` above this list"


def test_the_message_of_the_design() -> None:
    """An unknown comparison is pointed at with its near miss, in both languages."""
    (found,) = validate(
        read_text(under(AWARD, "{fact: office.par_rank, at_mots: {param: top_ranks}}"), "a.yaml"), "award"
    )
    assert found.render("vi") == (
        "a.yaml:7:27: lỗi[CR203]: không có phép so sánh `at_mots`\n"
        "  |\n"
        "7 |   {fact: office.par_rank, at_mots: {param: top_ranks}}\n"
        "  |                           ^^^^^^^\n"
        "Gợi ý: có thể là `at_most`"
    )
    assert found.render("en", excerpt=False) == (
        "a.yaml:7:27: error[CR203]: there is no comparison `at_mots`\nHelp: perhaps `at_most`"
    )
    assert found.pointer == ("criteria", "at_mots")


def test_a_whole_document_of_another_kind() -> None:
    """A document that is no mapping is one mistake."""
    assert told("- a\n", "award") == [
        "1:1: lỗi[CR206]: tệp này gồm `award`, `form`, `title`, `recipient`, `cycle`, `period`, `source` và `criteria`; "
        "ở đây là một danh sách"
    ]


def test_the_cycle_decides_about_the_period() -> None:
    """An annual award has no `period`; a period award needs one; an unknown cycle says nothing about it."""
    annual = under(AWARD.replace("cycle: annual", "cycle: annual\nperiod: p"), "attested: x")
    assert told(annual, "award", "en") == [
        "5:1: error[CR226]: `period` has no place here: an annual award has no `period`"
    ]
    period = under(AWARD.replace("cycle: annual", "cycle: period"), "attested: x")
    assert told(period, "award", "en") == [
        "1:1: error[CR202]: the key `period` is missing\nHelp: a period award needs period: name of a window"
    ]
    neither = under(AWARD.replace("cycle: annual", "cycle: monthly\nperiod: p"), "attested: x")
    assert told(neither, "award", "en") == [
        "4:8: error[CR207]: there is no value `monthly` here\nHelp: a cycle is `annual` or `period`"
    ]


def test_a_document_made_by_hand_needs_no_places() -> None:
    """Without places a fault still has its pointer, and equal faults are told once."""
    award = {"award": "a", "title": {"vi": "a"}, "recipient": ["x", "x"], "cycle": "annual", "source": {"clause": "1"}}
    found = validate(node_of({**award, "criteria": {"fact": "a", "at_least": "x" * 100 + "!"}}), "award")
    assert [(d.code, d.pointer, d.span) for d in found] == [
        ("CR225", ("recipient", 1), None),
        ("CR206", ("criteria", "at_least"), None),
    ]
    assert "x" * 39 + "…`" in found[1].message.vi


def test_a_long_number_is_shown_as_written() -> None:
    """A decimal is quoted with its digits, never in exponent form."""
    award = under(AWARD, "of: [{use: a}]\nat_least: 0.00000001")
    assert "số `0.00000001`" in told(award, "award")[0]


def test_an_id_ends_where_its_line_ends() -> None:
    """A line end after an id is a misspelling, as it is for an editor."""
    assert [
        line[:4] for line in told(AWARD.replace("award: giay-khen", "award: |\n  giay-khen") + "  use: a", "award")
    ] == ["1:8:"]


def test_deep_nesting_is_no_trouble() -> None:
    """A document as deep as the reader lets through is validated like any other."""
    body: dict[str, Any] = {"fact": "x", "at_mots": 1}
    for _ in range(30):
        body = {"all_of": [body]}
    award = {"award": "a", "title": {"vi": "a"}, "recipient": ["x"], "cycle": "annual", "source": {"clause": "1"}}
    assert [d.code for d in validate(node_of({**award, "criteria": body}), "award")] == ["CR203"]
