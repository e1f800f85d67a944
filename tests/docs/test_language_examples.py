"""Every block of YAML in `docs/language.md` is run, and what the page says of it holds.

A block opens with a line that says what it is: ``# base: FILE``, ``# example: NAME`` or ``# refused: CODES``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from docs.language_page import (
    BASE,
    EXAMPLES,
    FENCE,
    HEAD,
    PAGE,
    REFUSED,
    ROOT,
    Data,
    blocks,
    cases_of,
    differences,
    rulebook_of,
    run,
)

from cchc_rules.errors import CchcRulesError
from cchc_rules.explain.findings import ENGINE_REASONS
from cchc_rules.language.dossiers.candidate import CANDIDATE_KEYS
from cchc_rules.language.dossiers.covering import COVERING_KEYS
from cchc_rules.language.dossiers.envelope import DOCUMENT_KEYS, ENVELOPE_KEYS
from cchc_rules.language.dossiers.records import LIST_KEYS
from cchc_rules.language.dossiers.values import UNKNOWN_KEYS, VALUE_KEYS
from cchc_rules.language.nodes import Plain
from cchc_rules.model import predicates as p
from cchc_rules.model.dossier import BUILT_IN_REASONS
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactType

SCHEMAS = ("rulebook", "facts", "award", "dossier")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_so(name: str, tmp_path: Path) -> None:
    """The truths, missing facts and all else that the page says of its examples are what the library gives."""
    example = EXAMPLES[name].data()
    assert any(case.get("expect") or case.get("rejected") for case in cases_of(example)), "an example says something"
    assert list(run(example, tmp_path)) == []


@pytest.mark.parametrize("name", REFUSED)
def test_every_refused_example_is_refused(name: str, tmp_path: Path) -> None:
    """What the page says is refused is refused, with these codes and no others."""
    with pytest.raises(CchcRulesError) as caught:
        list(run(REFUSED[name].data(), tmp_path))
    assert sorted({fault.code for fault in caught.value.diagnostics}) == sorted(REFUSED[name].name.split(", "))


def test_no_block_is_left_out() -> None:
    """Every block of YAML says what it is, and no two examples have one name."""
    heads = [HEAD.match(text) for language, text in FENCE.findall(PAGE) if language == "yaml"]
    assert all(heads)
    assert len(blocks("example")) == len(EXAMPLES)
    assert set(BASE) == {"rulebook.yaml", "facts.yaml", "award.yaml", "dossier"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_wrong_statement_is_noticed(name: str, tmp_path: Path) -> None:
    """The control: with its truths changed, no example holds."""
    other = {"met": "not_met", "not_met": "undetermined", "undetermined": "met"}
    example = EXAMPLES[name].data()
    for case in [example, *example.get("cases", [])]:
        if "expect" in case:
            case["expect"] = {path: other[truth] for path, truth in case["expect"].items()}
    assert list(run(example, tmp_path))


def test_every_statement_is_compared() -> None:
    """The control for everything else that a case can say."""
    statements = {"expect", "missing", "found", "values", "method", "exact", "readings"}
    statements |= {"robust", "outcomes", "flips", "joint_flips", "clauses", "titles"}
    case: Data = {key: {"sample": "something else"} for key in statements} | {"dossier": {}, "ask": {}}
    assert len(differences(case, {key: {"sample": "so"} for key in statements})) == len(statements)
    assert len(differences(case, {})) == len(statements)


def predicate_types() -> set[type]:
    """Every kind of predicate that the language has."""
    return {
        found
        for found in vars(p).values()
        if isinstance(found, type)
        and attrs.has(found)
        and {"clauses", "title"} <= {a.name for a in attrs.fields(found)}
    } - {p.AllOf.__base__}


OWN_EXAMPLE: dict[str, type] = {
    "all_of": p.AllOf,
    "any_of": p.AnyOf,
    "none_of": p.NoneOf,
    "of": p.Of,
    "fact": p.FactIs,
    "attested": p.Attested,
    "count": p.CountOf,
    "some": p.Some,
    "every": p.Every,
    "years": p.Years,
    "reading": p.Reading,
    "nothing": p.Nothing,
    "use": p.Use,
    "external": p.External,
}
TOPICS = ("incomplete", "lists", "windows", "attestation", "readings", "exactness")


def all_predicates(rulebook: Rulebook) -> Iterator[p.Predicate]:
    """Every predicate of a rulebook, definitions included."""
    for award in rulebook.awards.values():
        yield from p.walk(award.criteria)
    for definition in rulebook.definitions.values():
        yield from p.walk(definition.body)


def test_every_predicate_has_its_example(tmp_path: Path) -> None:
    """Each kind of predicate has an example of its name that uses it and says what comes of it."""
    assert set(OWN_EXAMPLE.values()) == predicate_types()
    for number, (name, wanted) in enumerate(OWN_EXAMPLE.items()):
        rulebook = rulebook_of(EXAMPLES[name].data(), tmp_path / str(number)).rulebook
        assert wanted in {type(found) for found in all_predicates(rulebook)}
    assert set(TOPICS) <= set(EXAMPLES)


def test_every_comparison_and_bound_is_shown(tmp_path: Path) -> None:
    """Every comparison, every bound, and a comparison of every type of fact is in some example."""
    comparisons, bounds, types = set(), set(), set()
    for number, block in enumerate(EXAMPLES.values()):
        rulebook = rulebook_of(block.data(), tmp_path / str(number)).rulebook
        for found in all_predicates(rulebook):
            if isinstance(found, p.FactIs):
                comparisons.add(found.comparison)
                spec = rulebook.vocabulary.fact("individual", found.fact)
                types.add(spec.type if spec else None)
            elif isinstance(found, (p.Of, p.CountOf, p.Years)):
                bounds |= {key for key, _ in found.bound.operands()}
    assert comparisons == set(p.Comparison)
    assert bounds == {"at_least", "at_most", "exactly"}
    assert set(FactType) <= types


def files_of_examples() -> Iterator[Data]:
    """Every dossier of every example, as a file or in the flat form."""
    for block in EXAMPLES.values():
        for case in cases_of(block.data()):
            yield from case.get("files", {"": case.get("dossier", {})}).values()


def keys_in(data: Plain) -> set[str]:
    """Every key at any depth."""
    if isinstance(data, list):
        return set().union(*map(keys_in, data))
    if isinstance(data, dict):
        return set(data).union(*map(keys_in, data.values()))
    return set()


LIST_FORMS = {list: "list alone", dict: "list with its completeness", type(None): "list that is null"}
LINK_FORMS = {str: "link", dict: "link by year", type(None): "link that is null"}


def forms_in(file: Data) -> Iterator[str]:
    """The forms in which a file gives values, links and lists."""
    yield from ("covering attestation" for _ in file.get("attestations") or [])
    for candidate in file.get("candidates", [file]):
        values = [v for entity in file.get("entities", {}).values() for one in entity.values() for v in one.values()]
        values += (candidate.get("facts") or {}).values()
        for given in candidate.get("lists", {}).values():
            yield LIST_FORMS[type(given)]
            records = given["items"] if isinstance(given, dict) else given or []
            values += [v for record in records for v in record.values()]
        for value in values:
            yield from forms_of_value(value)
        yield from (LINK_FORMS[type(candidate[k])] for k in ("office", "division") if k in candidate)


def forms_of_value(value: Plain) -> Iterator[str]:
    """The form of one value; of a yearly one, that of every year."""
    if not isinstance(value, dict):
        yield "null" if value is None else "literal"
    elif "value" in value or "unknown" in value:
        yield "value with its evidence" if "value" in value else "reason"
    else:
        yield "by year"
        for inner in value.values():
            yield from forms_of_value(inner)


def test_every_form_of_value_is_shown() -> None:
    """Every form in which a dossier can give a value, a link or a list, and every key of a dossier, is in some example."""
    files = list(files_of_examples())
    assert {form for file in files for form in forms_in(file)} == {
        "literal",
        "null",
        "value with its evidence",
        "reason",
        "by year",
        "link",
        "link by year",
        "link that is null",
        "list alone",
        "list with its completeness",
        "list that is null",
        "covering attestation",
    }
    wanted = {*VALUE_KEYS, *UNKNOWN_KEYS, *LIST_KEYS, *COVERING_KEYS, *CANDIDATE_KEYS, *DOCUMENT_KEYS, *ENVELOPE_KEYS}
    assert wanted <= keys_in([*files, BASE["dossier"]])


def table_codes(heading: str) -> set[str]:
    """The first column of the table below a heading, without its backticks."""
    table = PAGE.split(f"{heading}\n", 1)[1].split("\n#", 1)[0]
    return set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))


def test_the_table_of_reasons_is_whole() -> None:
    """The page names every reason for an unknown value, and shows each in an example, but for the one that is never told."""
    told = table_codes("### 12.3 Reasons")
    other_words = {"not_given_to_attest"}  # how `not_given` is told of a fact that needs an attestation
    assert told == {*BUILT_IN_REASONS, *ENGINE_REASONS} - other_words
    missing = [case.get("missing", {}) for block in EXAMPLES.values() for case in cases_of(block.data())]
    shown = {reason for told_missing in missing for reason in told_missing.values()}
    assert shown - {"lost"} == told - {"unseen"}  # the first is one of an example's own


def keys_of_schema(node: Plain) -> Iterator[str]:
    """Every property that a schema gives a meaning to."""
    if isinstance(node, dict):
        properties = node.get("properties")
        for name, inner in (properties if isinstance(properties, dict) else {}).items():
            if inner is not False:
                yield name
        for inner in node.values():
            yield from keys_of_schema(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from keys_of_schema(inner)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_every_key_is_explained(schema: str) -> None:
    """Every key that a schema knows stands on the page as code."""
    data: Plain = json.loads((ROOT / "schemas" / f"{schema}.schema.json").read_text("utf-8"))
    prose = FENCE.sub("", PAGE)
    code = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`\n]+`", prose))))
    assert set(keys_of_schema(data)) - code == set()
