"""Laws of dossier files: anything is a set of dossiers or a :class:`DossierError`, however it is written down."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from language.dossier_examples import decoded, found, rendered, rulebook
from language.dossier_strategies import TREES, as_json, as_yaml, documents, spoilt, without_nulls

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.decode import decode_dossier_file
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.dossiers.load import dossier_from_mapping
from cchc_rules.language.reading.reader import node_from_python
from cchc_rules.model.dossier import Dossier, DossierSet

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


def result_of(*trees: Any) -> DossierSet | DossierError:
    """Documents as one set, or the error that they are."""
    try:
        files = [
            decode_dossier_file(node_from_python(tree, f"{number}.yaml"), rulebook(), f"{number}.yaml")
            for number, tree in enumerate(trees)
        ]
        return join(files)
    except DossierError as error:
        return error


def check(result: DossierSet | DossierError) -> None:
    """Every diagnostic can be told, a rejection has a reason, and nobody is both accepted and rejected."""
    if isinstance(result, DossierError):
        assert rendered(result.diagnostics)
        return
    assert rendered(found(result))
    assert all(each.diagnostics for each in result.rejected)
    ids = [each.id for each in result.dossiers] + [each.id for each in result.rejected]
    assert len(ids) == len(set(ids))


@SLOW
@given(TREES)
def test_any_tree(tree: Any) -> None:
    """Any document whatever."""
    check(result_of(tree))


@SLOW
@given(spoilt())
def test_any_spoilt_document(tree: Any) -> None:
    """Documents that are nearly right go further."""
    check(result_of(tree))


@SLOW
@given(spoilt(), spoilt())
def test_any_two_documents(first: Any, second: Any) -> None:
    """Two documents join or clash; their order means nothing."""
    one = result_of(first, second)
    check(one)
    if isinstance(one, DossierSet):
        files = [
            decode_dossier_file(node_from_python(tree, name), rulebook(), name)
            for tree, name in ((second, "1.yaml"), (first, "0.yaml"))
        ]
        assert join(files) == one


@SLOW
@given(documents())
def test_documents_without_fault(tree: Any) -> None:
    """Every candidate of a document without fault has a dossier, in the file's order."""
    result = result_of(tree)
    assert isinstance(result, DossierSet), result
    assert [fault for fault in found(result) if fault.severity == "error"] == [], rendered(found(result))
    assert [dossier.id for dossier in result.dossiers] == [each["id"] for each in tree["candidates"]]


@SLOW
@given(documents())
def test_null_is_left_out(tree: Any) -> None:
    """The document without its nulls says the same, warnings and all."""
    assert result_of(tree) == result_of(without_nulls(tree))


@SLOW
@given(st.one_of(documents(), spoilt()))
def test_json_and_yaml(tree: Any) -> None:
    """JSON, YAML and a program's own data are one dossier, or the same faults."""

    def told(text: str, name: str) -> DossierSet | tuple[str, ...]:
        try:
            return join([decoded(text, name)])
        except DossierError as error:
            return tuple(fault.message.vi for fault in error.diagnostics)

    if tree in ({}, [], None, ""):  # a document with nothing in it is a matter for the reader
        return
    from_json, from_yaml = told(as_json(tree), "d"), told(as_yaml(tree), "d")
    assert from_json == from_yaml
    plain = result_of(tree)
    if isinstance(from_json, DossierSet) and isinstance(plain, DossierSet):
        assert from_json.dossiers == plain.dossiers


@SLOW
@given(st.one_of(TREES, spoilt(), documents()))
def test_mappings(tree: Any) -> None:
    """A mapping is one dossier or an error."""
    result: Dossier | DossierError
    try:
        result = dossier_from_mapping(tree, rulebook())
    except DossierError as error:
        result = error
    assert isinstance(result, Dossier) or rendered(result.diagnostics)


@SLOW
@given(documents())
def test_one_spoilt_candidate(tree: Any) -> None:
    """A faulty candidate beside them changes nothing about the others."""
    before = result_of(tree)
    after = result_of({**tree, "candidates": [{"id": "bad", "kind": "individual", "score": 1}, *tree["candidates"]]})
    assert isinstance(before, DossierSet)
    assert isinstance(after, DossierSet)
    assert after.dossiers == before.dossiers
    assert [each.id for each in after.rejected] == ["bad"]
