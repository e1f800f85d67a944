"""Law 8, decode ∘ dump is the identity; what a dump looks like; what a digest is the same for."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language.schema_documents import AWARD, GOOD_FACTS, GOOD_PREDICATES, GOOD_RULEBOOK_PARTS, ROOT, RULEBOOK
from strategies_language import literals, predicates, rulebooks, vocabularies

from cchc_rules.errors import RulebookError
from cchc_rules.language.nodes import Node, Plain, plain
from cchc_rules.language.reading.reader import node_from_python, read_text
from cchc_rules.language.rulebooks.decode import decode_award, decode_rulebook, decode_vocabulary
from cchc_rules.language.rulebooks.digest import canonical_text, rulebook_digest
from cchc_rules.language.rulebooks.dump import dump, dump_award, dump_facts
from cchc_rules.language.rulebooks.dump_predicates import dump_predicate
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.language.shape.schema import SchemaName, validate
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.predicates import Nothing, Predicate
from cchc_rules.model.rulebook import Award, Parameter, Rulebook
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import Text


def large(examples: int = 100) -> settings:
    """So many rulebooks: they are slow to draw."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples, deadline=None, suppress_health_check=slow)


def document(value: Plain) -> Node:
    """The document that plain data is."""
    return node_from_python(value, "dump", error=RulebookError)


def reread(rulebook: Rulebook) -> Rulebook:
    """The rulebook, dumped to JSON text, read as YAML and decoded."""
    documents = dump(rulebook)
    nodes = [read_text(to_json_text(part), "dump.yaml") for part in (documents.rulebook, documents.facts)]
    awards = [read_text(to_json_text(award, indent=None), "dump.yaml") for award in documents.awards.values()]
    found, faults = decode_rulebook(rulebook.id, nodes[0], nodes[1], awards)
    assert faults == ()
    return found


def good() -> Rulebook:
    """A rulebook that uses every form that the language has."""
    award = read_text(f"{AWARD}  " + GOOD_PREDICATES.replace("\n", "\n  "), "award.yaml")
    parts = [read_text(RULEBOOK + GOOD_RULEBOOK_PARTS, "rulebook.yaml"), read_text(GOOD_FACTS, "facts.yaml")]
    found, faults = decode_rulebook("issuer/document", parts[0], parts[1], [award])
    assert faults == ()
    return found


def shipped() -> Rulebook:
    """The plan that comes with the library."""
    folder = ROOT / "criteria" / "thanh-tra-binh-dinh" / "ke-hoach-2022"
    files = {path.name: read_text(path.read_bytes(), path.name) for path in sorted(folder.glob("*.yaml"))}
    found, _ = decode_rulebook("a/b", files.pop("rulebook.yaml"), files.pop("facts.yaml"), files.values())
    return found


# Law 8


@large(40)
@given(rulebooks())
def test_decode_after_dump_is_the_identity(rulebook: Rulebook) -> None:
    """Law 8 for whole rulebooks, through JSON text and the YAML reader; numbers keep their type and their digits."""
    found = reread(rulebook)
    assert found == rulebook
    assert to_json_text(_all(dump(found))) == to_json_text(_all(dump(rulebook)))


def _all(documents: Any) -> Plain:
    return [documents.rulebook, documents.facts, documents.awards]


@large()
@given(predicates())
def test_decode_after_dump_is_the_identity_for_predicates(predicate: Predicate) -> None:
    """Law 8 for criteria."""
    award = Award(id="a", title=Text("a"), recipient=("b",), cycle="annual", clauses=("1",), criteria=predicate)
    found, faults = decode_award(document(dump_award(award)))
    assert faults == ()
    assert found == award
    assert to_json_text(dump_award(found)) == to_json_text(dump_award(award))


@large()
@given(vocabularies())
def test_decode_after_dump_is_the_identity_for_vocabularies(vocabulary: Vocabulary) -> None:
    """Law 8 for vocabularies, whose authorities stand in another file."""
    found, faults = decode_vocabulary(document(dump_facts(vocabulary)), vocabulary.authorities)
    assert faults == ()
    assert found == vocabulary


@large(25)
@given(rulebooks())
def test_a_dump_passes_the_schemas(rulebook: Rulebook) -> None:
    """What is dumped is what an author may write."""
    documents = dump(rulebook)
    parts: list[tuple[SchemaName, Plain]] = [("rulebook", documents.rulebook), ("facts", documents.facts)]
    for schema, part in [*parts, *(("award", award) for award in documents.awards.values())]:
        assert validate(document(part), schema) == ()


@pytest.mark.parametrize("make", [good, shipped])
def test_dump_after_decode(make: Any) -> None:
    """Every form of the language, and the shipped plan, survive the way there and back."""
    rulebook = make()
    assert reread(rulebook) == rulebook
    assert rulebook_digest(reread(rulebook)) == rulebook_digest(rulebook)


def test_a_rulebook_waiting_for_its_criteria() -> None:
    """A status of its own is written down, and no facts are an empty document."""
    text = RULEBOOK.partition("award_years")[0] + "status: awaiting_criteria\n"
    rulebook, _ = decode_rulebook("a/b", read_text(text, "rulebook.yaml"))
    documents = dump(rulebook)
    assert documents.rulebook["status"] == "awaiting_criteria"
    assert (documents.facts, documents.awards) == ({}, {})
    assert reread(rulebook) == rulebook


# The form of a dump

FORMS = [
    "{id: i, title: {vi: t}, use: b, source: {clause: '1'}}",
    "{use: b, source: {clauses: ['1', '2']}}",
    "{fact: x, one_of: {param: p}}",
    "{fact: x, one_of: [a]}",
    "{fact: x, between: [2024-01-01, {param: p}]}",
    "{count: l, during: year, at_least: 1, at_most: 2}",
    "{some: l, where: [{use: b}], during: {window: w, by_date: {reading: r, options: {a: x}}}}",
    "{some: l, during: {by_date: d}}",
    "{years: w, where: [{use: b}], at_least: {param: p}, consecutive: true}",
    "{reading: r, options: {a: nothing, b: {use: c}}}",
]


@pytest.mark.parametrize("text", FORMS)
def test_a_dump_is_what_an_author_writes(text: str) -> None:
    """These come back as they stand, keys in the same order."""
    award, _ = decode_award(read_text(f"{AWARD}  {text}\n", "award.yaml"))
    written = plain(read_text(text, "predicate.yaml"))
    assert to_json_text(dump_predicate(award.criteria)) == to_json_text(written)


def test_defaults_are_left_out() -> None:
    """One clause in a list, a window in a mapping, a rank from 1, `never`: the short form says the same."""
    long = "{some: l, during: {window: year}, source: {clauses: ['1']}}"
    award, _ = decode_award(read_text(f"{AWARD}  {long}\n", "award.yaml"))
    assert dump_predicate(award.criteria) == {"some": "l", "during": "year", "source": {"clause": "1"}}
    facts = 'candidates: {individual: {a: {type: rank, min: 1, changeable: never, label: {vi: "a"}}}}'
    vocabulary, _ = decode_vocabulary(read_text(facts, "facts.yaml"))
    assert dump_facts(vocabulary) == {"candidates": {"individual": {"a": {"type": "rank", "label": {"vi": "a"}}}}}


def test_nothing_is_an_option_only() -> None:
    """`nothing` alone is no predicate."""
    with pytest.raises(TypeError, match="an option of a reading"):
        dump_predicate(Nothing())


def test_places_can_be_pickled_and_copied() -> None:
    """A decoded rulebook goes to other processes whole: it equals its copy, which still knows its places."""
    rulebook = shipped()
    for twin in (pickle.loads(pickle.dumps(rulebook)), copy.deepcopy(rulebook)):
        assert twin == rulebook
        place = next(iter(twin.awards.values())).place
        assert str(place.key("award")) == "bang-khen-giai-doan.yaml:2:1"


# JSON text


def test_json_text_has_exact_numbers() -> None:
    """A decimal stands with its own digits, and letters as they are."""
    value: Plain = {"b": [Decimal("90.10"), Decimal("1E+2"), 3, True, None, {}, []], "a": {"vi": 'Thưởng "x"\n'}}
    assert to_json_text(value, indent=None, sort_keys=True) == (
        '{"a": {"vi": "Thưởng \\"x\\"\\n"}, "b": [90.10, 100, 3, true, null, {}, []]}'
    )
    assert to_json_text({"a": [1, {"b": 2}]}) == '{\n  "a": [\n    1,\n    {\n      "b": 2\n    }\n  ]\n}'


@given(
    st.recursive(
        st.none() | literals(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
        max_leaves=8,
    ),
    st.sampled_from([None, 0, 2]),
)
def test_yaml_and_json_read_the_same(value: Plain, indent: int | None) -> None:
    """The text is YAML and JSON, and both readers see the data that was written."""
    text = to_json_text([value], indent=indent)
    for name in ("x.yaml", "x.json"):
        found = plain(read_text(text, name))
        assert found == [value]
        assert to_json_text(found, indent=indent) == text


# Digests


def digest(text: str = RULEBOOK, facts: str = GOOD_FACTS) -> str:
    """The digest of a rulebook without awards."""
    found, faults = decode_rulebook("a/b", read_text(text, "rulebook.yaml"), read_text(facts, "facts.yaml"))
    assert faults == ()
    return rulebook_digest(found)


SAME = {
    "comment": RULEBOOK + "# a comment\n",
    "line ends": RULEBOOK.replace("\n", "\r\n"),
    "Unicode form": RULEBOOK.replace("cá nhân", "ca\u0301 nha\u0302n"),
    "key order": "\n".join(reversed(RULEBOOK.rstrip("\n").split("\n")[:1])) + "\n" + RULEBOOK.partition("\n")[2],
    "flow and block": RULEBOOK.replace('{individual: {vi: "cá nhân"}}', '\n  individual:\n    vi: "cá nhân"'),
    "default": RULEBOOK + "status: in_force\n",
    "empty section": RULEBOOK + "definitions: {}\n",
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_a_digest_is_of_the_content(text: str) -> None:
    """How a rulebook is written down changes nothing."""
    assert digest(text) == digest()


def test_a_digest_does_not_know_the_order_of_keys() -> None:
    """Sections and options may come in any order."""
    parts = GOOD_RULEBOOK_PARTS.replace('x: {vi: "x"}, y: {vi: "y"}', 'y: {vi: "y"}, x: {vi: "x"}')
    assert parts != GOOD_RULEBOOK_PARTS
    assert digest(RULEBOOK + parts) == digest(RULEBOOK + GOOD_RULEBOOK_PARTS)


def test_a_digest_does_not_know_the_scale_of_numbers() -> None:
    """90, 90.0 and 90.00 are one value; `true` and 1 are two."""

    def with_value(value: str) -> str:
        return digest(f'{RULEBOOK}parameters: {{p: {{value: {value}, source: {{clause: "1"}}}}}}\n')

    assert with_value("90") == with_value("90.0") == with_value("90.00")
    assert with_value("89.5") == with_value("89.50")
    assert with_value("900") != with_value("90")
    assert with_value("1") != with_value("true")
    assert with_value("1") != with_value('"1"')


DIFFERENT = {
    "text": (RULEBOOK.replace("cá nhân", "cá nhân."), GOOD_FACTS),
    "year": (RULEBOOK.replace("[2024]", "[2024, 2025]"), GOOD_FACTS),
    "grades": (RULEBOOK, GOOD_FACTS.replace("values: [low, high]", "values: [high, low]")),
    "grades as keys": (RULEBOOK, GOOD_FACTS.replace('x: {vi: "x"}, y: {vi: "y"}', 'y: {vi: "y"}, x: {vi: "x"}')),
}


@pytest.mark.parametrize(("text", "facts"), DIFFERENT.values(), ids=DIFFERENT)
def test_a_digest_tells_contents_apart(text: str, facts: str) -> None:
    """A word, a number, the order of grades: each makes another rulebook, even where sorted keys look the same."""
    assert (text, facts) != (RULEBOOK, GOOD_FACTS)
    assert digest(text, facts) != digest()


def test_a_digest_knows_the_order_of_lists() -> None:
    """Criteria are told in their order, so the order is content."""

    def with_criteria(text: str) -> str:
        award, _ = decode_award(read_text(f"{AWARD}  {text}\n", "award.yaml"))
        return rulebook_digest(evolve(good(), awards=FrozenDict({"a": award})))

    assert with_criteria("{all_of: [{use: a}, {use: b}]}") != with_criteria("{all_of: [{use: b}, {use: a}]}")


def test_a_digest_does_not_know_the_folder() -> None:
    """A copy elsewhere has the same digest, and so has one whose award files have other names."""
    rulebook = shipped()
    turned = FrozenDict(reversed(rulebook.awards.items()))
    assert rulebook_digest(evolve(rulebook, id="c/d", awards=turned)) == rulebook_digest(rulebook)


@large(15)
@given(rulebooks())
def test_equal_rulebooks_have_equal_digests(rulebook: Rulebook) -> None:
    """A rulebook and its reread twin; one more parameter makes the difference."""
    assert canonical_text(reread(rulebook)) == canonical_text(rulebook)
    more = Parameter(name="one_more_name", value=1, clauses=("1",))
    other = evolve(rulebook, parameters=FrozenDict({**rulebook.parameters, "one_more_name": more}))
    assert rulebook_digest(other) != rulebook_digest(rulebook)
    assert rulebook_digest(rulebook).startswith("sha256:")
