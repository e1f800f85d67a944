"""The check stage: a sound rulebook passes, each fault is told once and at its word, and every name is looked up.

One example of every code stands in ``tests/errors``; here and in the other tests of the check is what these cannot show.
"""

from __future__ import annotations

import pytest
from attrs import evolve
from language.meaning import BASE, award, changed, codes, found, rulebook_of, told

from cchc_rules.errors import Place
from cchc_rules.language.checks.check import check
from cchc_rules.language.rulebooks.load import load_rulebook, shipped_ids, shipped_path
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.text import Text


def test_sound_rulebook_has_no_fault() -> None:
    """Nothing to say about the base of all examples."""
    assert found() == ()


@pytest.mark.parametrize("id", shipped_ids())
def test_shipped_rulebook_has_no_fault(id: str) -> None:
    """What travels with the library is without fault and without warning."""
    rulebook, warnings = load_rulebook(shipped_path(id))
    assert warnings == ()
    assert check(rulebook) == ()


def test_faults_come_in_the_order_of_files_and_lines_each_once() -> None:
    """A fault in a definition that two awards use is one fault."""
    faults = found(
        rulebook=changed(
            "rulebook.yaml", ("fact: office.index", "fact: office.indes"), ("default: exact", "default: x")
        ),
        award=award("{all_of: [{use: good-year}, {use: x}, {fact: categor, is: official}]}"),
    )
    assert [(fault.span.file, fault.span.line, fault.code) for fault in faults if fault.span] == [
        ("award.yaml", 7, "CR309"),
        ("award.yaml", 7, "CR301"),
        ("facts.yaml", 5, "CR402"),
        ("rulebook.yaml", 17, "CR404"),
        ("rulebook.yaml", 28, "CR340"),
        ("rulebook.yaml", 43, "CR301"),
    ]


def test_rulebook_without_places_is_checked_too() -> None:
    """Values made by hand have no place; their faults have a pointer at least."""
    rulebook = rulebook_of(award=award("{fact: categry, is: official}"))
    bare = evolve(rulebook.awards["hang-nam"].criteria, place=Place(pointer=("criteria",)))
    awards = FrozenDict({**rulebook.awards, "hang-nam": evolve(rulebook.awards["hang-nam"], criteria=bare)})
    (fault,) = check(evolve(rulebook, awards=awards))
    assert fault.render("en").startswith("criteria/fact: error[CR301]")


@pytest.mark.parametrize(
    ("criteria", "wanted"),
    [
        ("{fact: office.indes, is: 90}", ["7 <office.indes> CR301 `office` không có dữ kiện `indes`"]),
        ("{attested: exemplry}", ["7 <exemplry> CR301 `individual` không có dữ kiện `exemplry`"]),
        (
            "{some: articles, during: {by_date: posted}}",
            ["7 <posted> CR305 danh sách `articles` không có trường `posted`"],
        ),
        (
            "{some: articles, during: {by_date: {reading: rounding, options: {exact: posted_on, rounded: site}}}}",
            ["7 <site> CR346 `site` không phải trường ngày của danh sách `articles`"],
        ),
        (
            "{some: articles, during: {by_date: {reading: rounding, options: {exact: posted_on}}}}",
            ["7 <rounding> CR342 chưa trả lời cho phương án `rounded` của cách hiểu `rounding`"],
        ),
        ("{some: articles, during: years}", ["7 <years> CR310 không có khoảng thời gian `years`"]),
        ("{some: articles, during: {window: perio}}", ["7 <perio> CR310 không có khoảng thời gian `perio`"]),
        (
            "{years: perio, where: [{use: good-year}], at_least: 1}",
            ["7 <perio> CR310 không có khoảng thời gian `perio`"],
        ),
        ("{years: year, where: [{use: good-year}], at_least: 1}", ["7 <year> CR310 không có khoảng thời gian `year`"]),
        ("{count: articles, at_least: {param: need}}", ["7 <need> CR307 không có mức quy định `need`"]),
        (
            "{some: courses, where: [{use: published}]}",
            ["7 <published> CR349 `published` nói về danh sách `articles`, còn ở đây là danh sách `courses`"],
        ),
        (
            "{some: articles, where: [{use: good-year}]}",
            ["7 <good-year> CR349 `good-year` nói về hồ sơ, còn ở đây là danh sách `articles`"],
        ),
        ("{some: article, where: [{fact: anything, is: 1}]}", ["7 <article> CR303 không có danh sách `article`"]),
    ],
)
def test_unknown_names(criteria: str, wanted: list[str]) -> None:
    """Every name is looked up where it stands, and the diagnostic stands at the name."""
    assert told(award=award(criteria)) == wanted


def test_fact_must_exist_for_every_recipient_of_the_award() -> None:
    """A condition speaks of all kinds of recipient at once."""
    criteria = "{any_of: [{fact: grade, at_least: good}, {fact: office.index, at_least: 90}, {attested: exemplary}]}"
    assert told(award=award(criteria, recipient="[individual, division]")) == [
        "7 <grade> CR301 `division` không có dữ kiện `grade`"
    ]


def test_kinds_that_are_not_declared_hide_nothing_else() -> None:
    """An unknown recipient is told once; facts are looked up for the others."""
    lines = told(award=award("{fact: categry, is: official}", recipient="[individul]"))
    assert lines == ["4 <individul> CR314 không có loại đối tượng `individul`"]


def test_one_value_must_suit_every_recipient() -> None:
    """Facts of one kind may differ in their bounds; a value has to lie within all of them."""
    size = "    size: {type: integer, max: %s, label: {vi: quân số, en: size}}\n"
    facts = changed(
        "facts.yaml",
        ("    joined_on:", size % 50 + "    joined_on:"),
        ("lists:\n  articles", size % 9 + "lists:\n  articles"),
    )
    assert told(facts=facts, award=award("{fact: size, at_most: 9}", recipient="[individual, division]")) == []
    assert told(facts=facts, award=award("{fact: size, at_most: 10}", recipient="[individual, division]")) == [
        "7 <10> CR320 `10` nằm ngoài khoảng giá trị của `size`: nhiều nhất 9"
    ]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            ("kinds: [individual]", "kinds: [individal]"),
            "facts 18 <individal> CR314 không có loại đối tượng `individal`",
        ),
        (
            ("dated_by: posted_on", "dated_by: posted"),
            "facts 20 <posted> CR305 danh sách `articles` không có trường `posted`",
        ),
        (("key: title", "key: titel"), "facts 21 <titel> CR305 danh sách `articles` không có trường `titel`"),
        (
            ("      index:", "      name:"),
            "facts 5 <name> CR352 không đặt tên `name` ở đây được: hồ sơ dùng khóa này vào việc khác",
        ),
    ],
)
def test_names_in_the_vocabulary(change: tuple[str, str], wanted: str) -> None:
    """Lists and facts mention kinds and fields that exist, and take no word that dossiers use."""
    assert wanted in told(facts=changed("facts.yaml", change))


def test_names_of_kinds() -> None:
    """Kinds of candidate are recipients; a kind of entity is a key beside `id` and `facts` in a dossier."""
    facts = BASE["facts.yaml"].replace(
        "candidates:\n", "  kind: {label: {vi: loại, en: kind}, facts: {}}\ncandidates:\n  guest: {}\n"
    )
    assert told(facts=facts) == [
        "facts 7 <kind> CR352 không đặt tên `kind` ở đây được: hồ sơ dùng khóa này vào việc khác",
        "facts 9 <guest> CR314 không có loại đối tượng `guest`",
    ]


@pytest.mark.parametrize("kind", ["remark", "rulebook", "as_of", "documents", "entities", "attestations", "candidates"])
def test_kinds_called_like_keys_of_a_dossier(kind: str) -> None:
    """In the flat form of a dossier a link stands beside the keys of the file too."""
    entity = f"  {kind}: {{label: {{vi: loại, en: kind}}, facts: {{}}}}\ncandidates:\n"
    assert codes(facts=changed("facts.yaml", ("candidates:\n", entity))) == ["CR352"]


def test_the_year_is_meant() -> None:
    """The word for the current year is among those that may be meant."""
    (fault,) = found(award=award("{some: articles, during: years}"))
    assert fault.help == Text("có thể là `year`", "perhaps `year`")


def test_a_reading_with_one_option() -> None:
    """It leaves nothing to choose, which is worth a warning at its options."""
    one = changed(
        "rulebook.yaml",
        (', rounded: {vi: "đến một số lẻ", en: "to one digit"}}', "}"),
        ("{exact: 90, rounded: 89.95}", "{exact: 90}"),
    )
    (fault,) = found(rulebook=one)
    assert (fault.code, fault.severity, fault.pointer) == ("CR410", "warning", ("readings", "rounding", "options"))


def test_names_in_the_rulebook_file() -> None:
    """Authorities, forms and definitions mention what is declared."""
    rulebook = changed(
        "rulebook.yaml",
        ("of: division", "of: divison"),
        ("conferred_by: chief", "conferred_by: chef"),
        ("list: articles", "list: article"),
    )
    lines = told(rulebook=rulebook)
    assert "rulebook 13 <divison> CR302 không có loại cơ quan, đơn vị `divison`" in lines
    assert "rulebook 15 <chef> CR311 không có người có thẩm quyền `chef`" in lines
    assert "rulebook 45 <article> CR303 không có danh sách `article`" in lines
