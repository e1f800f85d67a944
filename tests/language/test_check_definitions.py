"""Checking definitions and ids, and the warnings."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from language.meaning import BASE, award, changed, codes, found, rulebook_of, told

from cchc_rules.language.checks.check import check
from cchc_rules.model.frozendict import FrozenDict


def test_circle_of_one_and_circle_of_many() -> None:
    """A circle is shown, a long one in part; what it says otherwise is checked all the same."""
    rulebook = BASE["rulebook.yaml"] + "  alone: {about: dossier, any_of: [{use: alone}, {external: kh-2}]}\n"
    assert told(rulebook=rulebook, award=award("{use: alone}")) == [
        "rulebook 48 <alone> CR350 điều kiện dùng chung dẫn về chính nó: `alone` → `alone`",
        "rulebook 48 <kh-2> CR312 không có văn bản `kh-2`",
    ]
    ring = "".join(f"  ring-{n}: {{about: dossier, use: ring-{(n + 1) % 12}}}\n" for n in range(12))
    (fault, *_) = found(rulebook=BASE["rulebook.yaml"] + ring, award=award("{use: ring-0}"))
    assert fault.message.vi.endswith("`ring-6` → `ring-7` → … → `ring-0`")


def test_chain_longer_than_the_stack_is_no_trouble() -> None:
    """Definitions that use each other are read from a queue."""
    chain = "".join(f"  link-{n}: {{about: dossier, use: link-{n + 1}}}\n" for n in range(3000))
    rulebook = BASE["rulebook.yaml"] + chain + "  link-3000: {about: dossier, external: kh-2}\n"
    assert [line.split(" CR")[1][:3] for line in told(rulebook=rulebook, award=award("{use: link-0}"))] == [
        "356",
        "312",
    ]


def test_unused_definition_is_checked_as_it_stands() -> None:
    """Its facts need exist for some kind of recipient; whether it has a year is its own business."""
    rulebook = BASE["rulebook.yaml"] + (
        "  idle: {about: dossier, any_of: [{fact: grade, is: goud}, {attested: exemplary}, {fact: gradee, is: good}]}\n"
        "  idle-year: {about: dossier, per: year, all_of: [{attested: exemplary}, {some: articles}, {some: medals}]}\n"
    )
    assert [line for line in told(rulebook=rulebook) if "CR405" not in line] == [
        "rulebook 48 <goud> CR318 `grade` không có giá trị `goud`",
        "rulebook 48 <exemplary> CR336 dữ kiện theo năm `exemplary` cần có năm đang xét, mà `idle` không ghi `per: year`",
        "rulebook 48 <gradee> CR301 `individual` không có dữ kiện `gradee`",
        "rulebook 49 <medals> CR303 không có danh sách `medals`",
    ]


def test_years_of_a_large_window_count_as_often() -> None:
    """What is written once for each year is counted once for each year."""
    rulebook = changed("rulebook.yaml", ("period: {from: 2023-01-01", "period: {from: 0001-01-01"))
    assert "CR355" not in codes(rulebook=rulebook)
    wide = "{years: period, where: [" + ", ".join(["{use: good-year}"] * 8) + "], at_least: 1}"
    assert "CR355" in codes(rulebook=rulebook, award=award(wide))
    run = "{years: period, where: [{use: good-year}], at_least: 2, consecutive: true}"
    assert "CR355" in codes(rulebook=rulebook, award=award(run))


def test_ids_of_filter_and_claim_are_siblings() -> None:
    """In `every`, the filter and the claim stand on one level."""
    criteria = (
        "{all_of: [{some: articles}, {every: articles, where: [{id: a, fact: site, is: paper}], "
        "must: [{id: a, attested: checked}]}]}"
    )
    assert told(award=award(criteria)) == ["7 <a> CR351 mã `a` đã dùng ở cùng cấp"]


@pytest.mark.parametrize("group", ["any_of", "none_of"])
def test_ids_in_other_groups(group: str) -> None:
    """Siblings are siblings in any group, and options of a reading are none."""
    criteria = f"{{{group}: [{{id: a, some: courses}}, {{id: a, some: articles}}]}}"
    assert codes(award=award(criteria)) == ["CR351"]
    options = "{reading: rounding, options: {exact: {id: a, some: courses}, rounded: {id: a, some: articles}}}"
    assert told(award=award(options)) == []


@pytest.mark.parametrize(
    ("criteria", "warned"),
    [
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {some: articles}]}", False),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {count: articles, at_least: 2}]}", False),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {count: articles, exactly: 1}]}", False),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {count: articles, at_most: 2}]}", True),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {count: articles, exactly: 0}]}", True),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {some: courses}]}", True),
        ("{all_of: [{every: articles, must: [{attested: checked}]}, {use: some-article}]}", False),
        ("{all_of: [{use: all-checked}, {some: articles}]}", False),
        ("{all_of: [{use: all-checked}, {some: courses}]}", True),
        ("{all_of: [{any_of: [{every: articles, must: [{attested: checked}]}]}, {some: articles}]}", False),
        ("{any_of: [{every: articles, must: [{attested: checked}]}, {some: articles}]}", True),
        (
            "{all_of: [{every: articles, must: [{attested: checked}]}, {any_of: [{some: articles}, {some: courses}]}]}",
            True,
        ),
        ("{none_of: [{every: articles, must: [{attested: checked}]}]}", False),
        ("{none_of: [{use: all-checked}]}", False),
    ],
)
def test_every_asks_for_a_record_beside_it(criteria: str, warned: bool) -> None:
    """A warning unless something that has to hold as well asks for a record of the same list."""
    rulebook = BASE["rulebook.yaml"] + (
        "  some-article: {about: dossier, some: articles}\n"
        "  all-checked: {about: dossier, every: articles, must: [{attested: checked}]}\n"
    )
    assert set(codes(rulebook=rulebook, award=award(criteria))) - {"CR405"} == ({"CR408"} if warned else set())


def test_nothing_is_unused_where_there_is_no_award() -> None:
    """A rulebook that awaits its criteria may declare what these will use."""
    rulebook = evolve(rulebook_of(), awards=FrozenDict())
    assert [fault.code for fault in check(rulebook)] == ["CR315"]


def test_each_text_without_english_is_a_warning() -> None:
    """One for every text, wherever it stands."""
    texts = {f"{name[:-5]}": text for name, text in BASE.items()}
    bare = {name: _without_english(text) for name, text in texts.items()}
    rulebook = bare["rulebook"] + (
        "assumptions: {ties: {question: {vi: a}, answer: {vi: b}, confirmed_by: null, source: {clause: '1'}}}\n"
        "calendar: {review: {cycle: annual, source: {clause: '1'}, text: {vi: a}}}\n"
        "aims: {first: {vi: a, source: {clause: '1'}}}\n"
        "unknown_reasons: {lost: {vi: a}}\n"
    )
    rulebook = rulebook.replace("period: {from", "period: {title: {vi: a}, from").replace(
        "sites: {", "sites: {title: {vi: a}, "
    )
    facts = bare["facts"].replace("[fair, good, excellent]", "{fair: {vi: a}, good: {vi: b}, excellent: {vi: c}}")
    faults = found(**{**bare, "rulebook": rulebook, "facts": facts})
    assert {fault.code for fault in faults} == {"CR401"}
    written = sum(text.count("vi: ") for text in (*bare.values(), rulebook, facts))
    written -= bare["rulebook"].count("vi: ") + bare["facts"].count("vi: ")
    assert len(faults) == written


def _without_english(text: str) -> str:
    return re.sub(r', en: "[^"]*"', "", text)


def test_unused_names_are_told_at_their_keys() -> None:
    """By kind of candidate: what individuals' awards use may lie idle for divisions."""
    facts = changed(
        "facts.yaml", ("lists:\n  articles", "    grade: {type: rank, label: {vi: hạng, en: rank}}\nlists:\n  articles")
    )
    assert told(facts=facts) == ["facts 16 <grade> CR402 không tiêu chuẩn nào dùng dữ kiện `grade` của `division`"]
    idle = "      index2: {type: integer, label: {vi: số, en: number}}\n  division:"
    facts = changed("facts.yaml", ("  division: {label", idle + " {label"))
    assert told(facts=facts) == ["facts 6 <index2> CR402 không tiêu chuẩn nào dùng dữ kiện `index2` của `office`"]
