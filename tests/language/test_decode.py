"""What decoding makes of documents that passed their schemas, and what it refuses."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language.schema_documents import (
    AWARD,
    GOOD_FACTS,
    GOOD_PREDICATES,
    GOOD_RULEBOOK_PARTS,
    ROOT,
    RULEBOOK,
    full,
    golden,
)

from cchc_rules.errors import Diagnostic, Place, RulebookError, Span
from cchc_rules.language.nodes import Mapping, Node, Plain, plain
from cchc_rules.language.reading.reader import node_from_python, read_file, read_text
from cchc_rules.language.rulebooks.cursor import Cursor
from cchc_rules.language.rulebooks.decode import decode_award, decode_rulebook, decode_vocabulary
from cchc_rules.language.shape.schema import SchemaName, validate
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import (
    AllOf,
    AnyOf,
    Attested,
    Bound,
    ByReading,
    Comparison,
    CountOf,
    During,
    Every,
    FactIs,
    Literal,
    Nothing,
    ParameterRef,
    Predicate,
    Reading,
    Some,
    Use,
    Years,
    walk,
)
from cchc_rules.model.rulebook import Dated, Parameter, PerOption, Range, Rulebook, Unstated, Window, YearlyDate
from cchc_rules.model.vocabulary import FactType, ListSpec, Vocabulary
from cchc_rules.text import Text


def criteria(text: str) -> Predicate:
    """The predicate as decoded; the document has to pass its schema, and decoding has to find nothing wrong."""
    node = read_text(f"{AWARD}  {text}\n", "award.yaml")
    assert validate(node, "award") == ()
    award, faults = decode_award(node)
    assert faults == ()
    return award.criteria


def rulebook(parts: str = "", facts: str | None = None) -> tuple[Rulebook, tuple[Diagnostic, ...]]:
    """A small rulebook with some parts of its own."""
    node = read_text(RULEBOOK + parts, "rulebook.yaml")
    assert validate(node, "rulebook") == ()
    return decode_rulebook("issuer/document", node, None if facts is None else read_text(facts, "facts.yaml"))


def vocabulary(text: str) -> Vocabulary:
    """The vocabulary as decoded, without faults."""
    node = read_text(text, "facts.yaml")
    assert validate(node, "facts") == ()
    found, faults = decode_vocabulary(node)
    assert faults == ()
    return found


# Predicates

PREDICATES: list[tuple[str, Predicate]] = [
    ("{all_of: [{use: b}]}", AllOf(children=(Use(definition="b"),))),
    ("{attested: office.x}", Attested(fact="office.x")),
    ("{fact: x, is: true}", FactIs(fact="x", comparison=Comparison.IS, operands=(Literal(True),))),
    ("{fact: x, one_of: [a, 1]}", FactIs(fact="x", comparison=Comparison.ONE_OF, operands=(Literal("a"), Literal(1)))),
    ("{fact: x, one_of: {param: p}}", FactIs(fact="x", comparison=Comparison.ONE_OF, operands=(ParameterRef("p"),))),
    (
        "{fact: x, at_least: 91.25}",
        FactIs(fact="x", comparison=Comparison.AT_LEAST, operands=(Literal(Decimal("91.25")),)),
    ),
    (
        "{fact: x, between: [1, {param: p}]}",
        FactIs(fact="x", comparison=Comparison.BETWEEN, operands=(Literal(1), ParameterRef("p"))),
    ),
    (
        "{fact: x, before: 2024-01-01}",
        FactIs(fact="x", comparison=Comparison.BEFORE, operands=(Literal("2024-01-01"),)),
    ),
    (
        "{count: l, where: [{use: b}], during: year, at_least: 1, at_most: {param: p}}",
        CountOf(
            list="l",
            where=(Use(definition="b"),),
            during=During("year"),
            bound=Bound(Literal(1), ParameterRef("p")),
        ),
    ),
    ("{some: l, during: {window: w, by_date: d}}", Some(list="l", during=During("w", "d"))),
    (
        "{some: l, during: {by_date: {reading: r, options: {a: x, b: y}}}}",
        Some(list="l", during=During(None, ByReading("r", FrozenDict({"a": "x", "b": "y"})))),
    ),
    ("{every: l, must: [{use: b}]}", Every(list="l", must=(Use(definition="b"),))),
    (
        "{years: w, where: [{use: b}], at_least: 2, consecutive: true}",
        Years(window="w", where=(Use(definition="b"),), bound=Bound(Literal(2)), consecutive=True),
    ),
    (
        "{years: w, where: [{use: b}], exactly: 2}",
        Years(window="w", where=(Use(definition="b"),), bound=Bound(exactly=Literal(2))),
    ),
    (
        "{reading: r, options: {a: nothing, b: {use: c}}}",
        Reading(reading="r", options=FrozenDict({"a": Nothing(), "b": Use(definition="c")})),
    ),
    (
        "{id: i, title: {vi: t}, source: {clauses: ['1', '2']}, any_of: [{use: b}]}",
        AnyOf(id="i", title=Text("t"), clauses=("1", "2"), children=(Use(definition="b"),)),
    ),
    ("{source: {clause: IV.3}, use: b}", Use(definition="b", clauses=("IV.3",))),
]


@pytest.mark.parametrize(("text", "expected"), PREDICATES, ids=[text for text, _ in PREDICATES])
def test_predicates(text: str, expected: Predicate) -> None:
    """Each form becomes the value that it stands for."""
    assert criteria(text) == expected


def test_literals_keep_their_type() -> None:
    """`true`, `1`, `1.0` and `"1"` are four literals, although Python holds three of them equal."""
    found = criteria('{fact: x, one_of: [true, 1, 1.0, "1"]}')
    assert isinstance(found, FactIs)
    values = [operand.value for operand in found.operands if isinstance(operand, Literal)]
    assert [type(value) for value in values] == [bool, int, Decimal, str]


def test_every_kind_of_predicate() -> None:
    """All forms of the language decode, and each of them knows where it stands."""
    found = criteria(GOOD_PREDICATES.replace("\n", "\n  "))
    assert isinstance(found, AllOf)
    assert len(found.children) == 26
    assert all(part.place.span is not None for part in walk(found))
    assert found.children[1].place.pointer == ("criteria", "all_of", 1)


# Places


def word(span: Span | None) -> str:
    """The author's characters under a span."""
    assert span is not None
    return span.text[span.column - 1 : span.end_column - 1]


def test_places_lead_to_words() -> None:
    """A predicate's place has the spans of its keys and values, and of what lies deeper in them."""
    place = criteria("{fact: x, between: [1, {param: p}]}").place
    assert word(place.span) == "{fact: x, between: [1, {param: p}]}"
    assert word(place.key("between")) == "between"
    assert word(place.value("fact")) == "x"
    assert word(place.value("between/0")) == "1"
    assert word(place.value("between/1/param")) == "p"
    assert word(place.key("between/1/param")) == "param"
    assert list(place.keys) == list(place.values) == ["fact", "between"]
    assert len(place.keys) == 2


def test_places_of_what_is_not_there() -> None:
    """A key that is not written has the place of the node; a scalar has no keys."""
    place = criteria("{reading: r, options: {a: nothing, b: {use: c}}}").place
    assert place.key("title") == place.value("title") == place.span
    assert place.value("reading/0") == place.span
    assert place.key("options/a/b") == place.span
    found = criteria("{some: l, during: year}")
    assert isinstance(found, Some)
    assert found.during is not None
    assert list(found.during.place.keys) == []
    assert len(found.during.place.values) == 0


def test_a_document_without_text_has_no_spans() -> None:
    """What a program hands over has pointers only."""
    node = node_from_python(plain(read_text(f"{AWARD}  {{use: b}}\n", "award.yaml")), "award")
    place = decode_award(node)[0].criteria.place
    assert place.pointer == ("criteria",)
    assert place.key("use") is None
    assert place.value("use") is None


def test_everything_with_a_place_has_one() -> None:
    """Sections, facts, lists, awards: all can be pointed at."""
    found, faults = rulebook(GOOD_RULEBOOK_PARTS, GOOD_FACTS)
    assert faults == ()
    placed = list(_placed(found))
    assert len(placed) > 30
    assert all(place.span is not None for place in placed)
    assert [place.pointer for place in placed].count(()) == 2, "the two documents themselves"


def _placed(value: Any) -> Any:
    """Every place in a value of the model."""
    if isinstance(value, Place):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _placed(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _placed(item)
    elif hasattr(value, "__attrs_attrs__"):
        for name in value.__slots__:
            if name != "__weakref__":
                yield from _placed(getattr(value, name))


# Rulebooks


def test_a_rulebook_has_defaults() -> None:
    """What is not written is empty, or in force."""
    found, faults = rulebook()
    assert faults == ()
    assert (found.id, found.status, found.effective, found.award_years) == (
        "issuer/document",
        "in_force",
        Range(),
        (2024,),
    )
    assert found.identity.date == datetime.date(2022, 3, 1)
    assert found.recipients == {"individual": Text("cá nhân")}
    assert found.vocabulary == Vocabulary()
    assert found.awards == {}


def test_an_identity_may_be_unstated() -> None:
    """A copy without number and date says so."""
    text = RULEBOOK.replace('"24/KH-UBND"', "{unknown: not_in_copy}").replace("2022-03-01", "{unknown: not_in_copy}")
    found, _ = decode_rulebook("a/b", read_text(text, "rulebook.yaml"))
    assert found.identity.number == found.identity.date == Unstated("not_in_copy")


def test_parameters() -> None:
    """One value, several, dated ones, or either by the option of a reading."""
    found, _ = rulebook(GOOD_RULEBOOK_PARTS)
    values = {name: parameter.value for name, parameter in found.parameters.items()}
    dated = Dated(((2022, 3),))
    assert values["a"] == (1, "b")
    assert values["b"] == Dated(((2022, 3), (2024, 4)))
    assert values["c"] == PerOption("r", FrozenDict({"x": 1, "y": (1, 2), "z": dated}))
    assert found.parameters["a"] == Parameter(name="a", value=(1, "b"), clauses=("1",), title=Text("a"), unit="percent")


def test_windows() -> None:
    """Either end may be open, and a reading may choose."""
    found, _ = rulebook(GOOD_RULEBOOK_PARTS)
    start, end = datetime.date(2021, 1, 1), datetime.date(2025, 12, 31)
    assert found.windows["period"].ranges == Range(start, end)
    assert found.windows["open"].ranges == Range(start)
    chosen = FrozenDict({"x": Range(start), "y": Range(None, end)})
    assert found.windows["by-reading"] == Window(name="by-reading", ranges=chosen, reading="r")


def test_the_other_sections() -> None:
    """Every section reaches its place in the rulebook."""
    found, _ = rulebook(GOOD_RULEBOOK_PARTS)
    assert found.readings["r"].options == {"x": Text("x"), "y": Text("y")}
    assert found.readings["r"].confirmed_by is None
    assert found.assumptions["s"].confirmed_by == "12/TB"
    assert found.calendar["a"].before == YearlyDate(2, 15, True)
    assert found.calendar["b"].text == Text("cuối giai đoạn")
    assert (found.notices["n"].awards, found.notices["n"].cycle) == (("giay-khen",), "annual")
    assert found.authorities["head_of_division"].of == "division"
    assert found.forms["giay-khen"].conferred_by == "head_of_division"
    assert found.documents["d"].rulebook == "ubnd/ke-hoach"
    assert found.unknown_reasons == {"not_measured": Text("chưa đo")}
    assert found.definitions["indices"].per_year
    assert found.definitions["indices"].body.title == Text("hai chỉ số")
    assert found.definitions["ours"].list == "articles"
    sections = (found.aims, found.themes, found.roles, found.notes)
    assert [section["a"].clauses for section in sections] == [("1",)] * 4


# Vocabularies


def test_facts() -> None:
    """Entity facts carry the entity in their name; labels of values are kept where there are some."""
    words = vocabulary(GOOD_FACTS)
    rank = words.fact("individual", "office.par_rank")
    assert rank is not None
    assert (rank.name, rank.minimum, rank.maximum, rank.per_year) == ("office.par_rank", 1, 99, True)
    facts = words.candidates["individual"]
    assert (facts["a"].attested_by, facts["a"].document_required, facts["a"].clauses) == (("chief",), True, ("1",))
    assert (facts["b"].decimals, facts["b"].minimum, facts["b"].maximum) == (2, Decimal("-0.5"), 100)
    assert (facts["c"].values, facts["c"].value_labels, facts["c"].changeable) == (("low", "high"), {}, "within_year")
    assert (facts["d"].values, facts["d"].value_labels["y"]) == (("x", "y"), Text("y"))
    assert facts["e"].minimum == 0
    assert words.entities["division"].facts == {}


def test_ranks_begin_at_one() -> None:
    """A rank without `min` has no places before the first."""
    words = vocabulary('candidates: {individual: {a: {type: rank, label: {vi: "a"}}}}')
    assert words.candidates["individual"]["a"].minimum == 1


def test_lists() -> None:
    """A list is dated by a field or undated; its fields go by their own names."""
    words = vocabulary(GOOD_FACTS)
    first, second = words.lists["l"], words.lists["m"]
    assert (first.dated_by, first.key, first.maximum, first.changeable) == ("at", "url", 1, "always")
    assert {name: spec.name for name, spec in first.fields.items()} == {"at": "at", "url": "url"}
    assert isinstance(second, ListSpec)
    assert second.dated_by is None
    assert second.fields["x"].type is FactType.INTEGER


# Faults

FAULTS = [
    (
        "CR240",
        "windows: {w: {from: 2024-02-30, to: 2024-13-01}}".replace("2024-13-01", "2023-02-29"),
        ["2024-02-30", "2023-02-29"],
    ),
    ("CR240", "effective: {to: 2024-04-31}", ["2024-04-31"]),
    (
        "CR240",
        'documents: {d: {number: "1", date: 0000-01-01, issuer: {vi: a}, title: {vi: a}}}',
        ["0000-01-01"],
    ),
    (
        "CR241",
        'calendar: {a: {cycle: annual, before: {month: 2, day: 29, year: same}, source: {clause: "1"}}}',
        ["29"],
    ),
    (
        "CR242",
        'parameters: {a: {dated: [{from: 2022, value: 1}, {from: 2022, value: 1}], source: {clause: "1"}}}',
        ["2022"],
    ),
]


@pytest.mark.parametrize(("code", "parts", "words"), FAULTS, ids=[f"{c} {w[0]}" for c, _, w in FAULTS])
def test_faults_stand_at_their_words(code: str, parts: str, words: list[str]) -> None:
    """What cannot be a value is told at the word, and decoding goes on."""
    _, faults = rulebook(parts + "\n")
    assert [fault.code for fault in faults] == [code] * len(words)
    assert [word(fault.span) for fault in faults] == words


def test_all_faults_are_found_at_once() -> None:
    """One fault does not hide the next."""
    _, faults = rulebook("effective: {from: 2023-02-29}\nwindows: {w: {to: 2024-06-31}}\n")
    assert [fault.pointer for fault in faults] == [("effective", "from"), ("windows", "w", "to")]


def test_a_year_twice_names_the_first() -> None:
    """The second of two values for one year is told, with the place of the first."""
    parts = read_input("CR242")
    _, faults = rulebook(parts[parts.index("parameters:") :])
    assert faults[0].render(excerpt=False) == (
        "rulebook.yaml:13:16: lỗi[CR242]: năm 2022 được ghi hai lần\n  rulebook.yaml:12:16: lần đầu ở đây"
    )
    assert faults[0].render("en").endswith("first given here")


def read_input(code: str) -> str:
    """The failing example of a code."""
    return (ROOT / "tests" / "errors" / code / "input.yaml").read_text("utf-8")


@pytest.mark.parametrize("code", ["CR240", "CR241", "CR242", "CR243"])
def test_failing_examples(code: str) -> None:
    """Each code has an example that passes its schema and fails in this way only."""
    kind = read_input(code).splitlines()[0].removeprefix("# kind: ")
    path = ROOT / "tests" / "errors" / code / "input.yaml"
    node = read_file(path, name=path.name)
    schema: SchemaName = "facts" if kind == "facts" else "rulebook"
    assert validate(node, schema) == ()
    faults = decode_vocabulary(node)[1] if kind == "facts" else decode_rulebook("a/b", node)[1]
    assert [fault.code for fault in faults] == [code]


def test_a_fact_is_not_called_like_an_entity() -> None:
    """The fault stands at the key."""
    _, faults = decode_vocabulary(read_text(read_input("CR243"), "facts.yaml"))
    assert faults[0].render() == (
        "facts.yaml:6:5: lỗi[CR243]: dữ kiện `division` trùng tên với một loại cơ quan, đơn vị\n"
        "  |\n"
        '6 |     division: {type: text, label: {vi: "phòng công tác"}}\n'
        "  |     ^^^^^^^^"
    )


# Decoding takes whatever a schema lets through

_PIECES: list[Plain] = [
    None, True, False, 0, 1, 2024, -1, Decimal("1.0"), Decimal("90.25"), "", "a", "nothing", "year", "2024-02-30",
    "2024-12-31", [], {}, [1], ["a"], {"param": "p"}, {"vi": "a"}, {"clause": "1"}, {"unknown": "not_in_copy"},
    {"dated": [{"from": 2022, "value": 1}]}, {"use": "b"}, {"from": "2024-01-01"},
]  # fmt: skip


def _documents() -> list[tuple[SchemaName, Plain]]:
    good: list[tuple[SchemaName, str]] = [
        ("rulebook", RULEBOOK + GOOD_RULEBOOK_PARTS),
        ("facts", GOOD_FACTS),
        ("award", AWARD + "  " + GOOD_PREDICATES.replace("\n", "\n  ")),
    ]
    return [(schema, plain(read_text(text, "x.yaml"))) for schema, text in good]


_DOCUMENTS = _documents()


def _changed(draw: st.DrawFn, value: Plain) -> Plain:
    """The value with one thing in it replaced, removed, or renamed."""
    if isinstance(value, dict) and value and draw(st.integers(0, 9)):
        key = draw(st.sampled_from(sorted(value)))
        if not draw(st.integers(0, 9)):
            return {k: v for k, v in value.items() if k != key}
        return {k: _changed(draw, v) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and draw(st.integers(0, 9)):
        position = draw(st.integers(0, len(value) - 1))
        return [_changed(draw, v) if i == position else v for i, v in enumerate(value)]
    return draw(st.sampled_from(_PIECES))


@given(st.data())
def test_decoding_takes_what_the_schema_lets_through(data: st.DataObject) -> None:
    """However a good document is changed, if it passes its schema it decodes, with faults or without."""
    schema, document = data.draw(st.sampled_from(_DOCUMENTS))
    node = node_from_python(data.draw(st.composite(_changed)(document)), "x", error=RulebookError)
    if validate(node, schema) == ():
        decode(schema, node)


def decode(schema: str, node: Node) -> tuple[Diagnostic, ...]:
    """What decoding says of a document."""
    if schema == "award":
        return decode_award(node)[1]
    return decode_vocabulary(node)[1] if schema == "facts" else decode_rulebook("a/b", node)[1]


@pytest.mark.parametrize(("schema", "document", "said"), [case for case in golden() if case.values[0] != "dossier"])
def test_mistakes_are_the_schemas(schema: str, document: list[str], said: list[str]) -> None:
    """The documents that the validate stage refuses never come here: it does refuse them."""
    node = read_text(full(schema, document), "x.yaml")
    assert isinstance(node, Mapping)
    assert said


def test_a_cursor_asks_for_what_is_there() -> None:
    """A cursor over a scalar has no keys."""
    node = read_text("a", "x.yaml")
    assert "a" not in Cursor(node, (), [])


def test_shipped_rulebooks_decode() -> None:
    """What is shipped has no fault that decoding could find."""
    for path in sorted((ROOT / "criteria").rglob("*.yaml")):
        assert decode(_schema(path), read_file(path)) == (), path


def _schema(path: Path) -> str:
    return path.stem if path.stem in ("rulebook", "facts") else "award"
