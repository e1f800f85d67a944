"""Several files as one: what joins, what clashes, and that their order means nothing."""

from __future__ import annotations

import datetime

import pytest
from language.dossier_examples import candidate, decoded, found, loaded, only, told

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.join import join
from cchc_rules.model.dossier import Link

JANUARY, JUNE = datetime.date(2025, 1, 20), datetime.date(2025, 6, 30)
OFFICE = "entities: {office: {so-noi-vu: {par_rank: {%d: %d}}}}\n"


def test_parts_of_one_candidate() -> None:
    """Facts, years of one fact, links, lists and entity facts of several files stand together."""
    first = candidate(
        "name: An\nfacts: {score: 1, rating: {2023: fair}}\nlists: {languages: []}", before=OFFICE % (2023, 3)
    )
    second = candidate(
        "office: so-noi-vu\nfacts: {rating: {2024: good}}\nlists: {articles: []}", before=OFFICE % (2024, 4)
    )
    dossier = only(first, second)
    assert set(dossier.facts) == {("score", None), ("rating", 2023), ("rating", 2024)}
    assert set(dossier.lists) == {"languages", "articles"}
    assert dossier.links == {"office": Link(always="so-noi-vu")}
    assert set(dossier.entities["office", "so-noi-vu"].facts) == {("par_rank", 2023), ("par_rank", 2024)}
    assert dossier.name == "An"


def test_cut_offs() -> None:
    """Each list keeps the cut-off of its own file; the dossier is as of the latest file that has the candidate."""
    first = candidate("lists: {languages: []}")
    second = candidate("lists: {articles: []}", as_of="2025-06-30")
    dossier = only(first, second)
    assert dossier.as_of == JUNE
    assert (dossier.lists["languages"].cut_off, dossier.lists["articles"].cut_off) == (JANUARY, JUNE)


def test_as_of_of_others() -> None:
    """A later file that does not have the candidate says nothing about when its data end."""
    later = "rulebook: so-noi-vu/ke-hoach\nas_of: 2025-06-30\ncandidates: []\n"
    result = loaded(candidate(), later)
    assert result.as_of == JUNE
    assert result.dossiers[0].as_of == JANUARY


def test_record_dates_are_held_against_their_own_file() -> None:
    """A later file beside it does not let a file know of what came after it."""
    first = candidate("lists: {articles: [{posted_on: 2025-03-01}]}")
    assert [fault.code for fault in told(first, candidate(as_of="2025-06-30"))] == ["CR541"]


def test_documents_are_each_files_own() -> None:
    """One id may mean two documents in two files, and none in a third."""
    body = "facts: {%s: {value: 1, document: bb-01}}"
    first = candidate(body % "score", before="documents: {bb-01: {number: '1'}}\n")
    second = candidate(body % "years_of_service", before="documents: {bb-01: {number: '2'}}\n")
    dossier = only(first, second)
    numbers = [stated.claims[0].document.number for stated in dossier.facts.values() if stated.claims[0].document]
    assert numbers == ["1", "2"]
    assert [fault.code for fault in told(first, candidate(body % "years_of_service"))] == ["CR511"]


def test_covering_attestations_of_several_files() -> None:
    """They stand together, and beside the candidate's own statement: that is no conflict."""
    before = (
        "attestations: [{capacity: director, date: 2025-01-1%d, facts: [trusted], candidates: [cb-01], value: %s}]\n"
    )
    own = candidate("facts: {trusted: {unknown: under_review}}", before=before % (0, "true"))
    dossier = only(own, candidate(before=before % (1, "false")))
    stated = dossier.facts["trusted", None]
    assert [claim.value for claim in stated.claims] == [1, 0]
    assert stated.reason == "under_review"


def test_null_is_no_statement() -> None:
    """What one file leaves open, another may say; a reason for not knowing is something said."""
    assert told(candidate("facts: {score: null}"), candidate("facts: {score: 1}")) == ()
    assert [
        fault.code for fault in told(candidate("facts: {score: {unknown: not_given}}"), candidate("facts: {score: 1}"))
    ] == ["CR566"]


def test_kind() -> None:
    """A candidate of two kinds is rejected, with nothing else said about it."""
    result = loaded(candidate("facts: {score: 1}"), candidate("facts: {size: 1}", kind="team"))
    assert [fault.code for fault in found(result)] == ["CR565"]


def test_kind_is_faulty_in_one_file() -> None:
    """A faulty kind is no second kind."""
    assert [fault.code for fault in told(candidate(), candidate(kind="person"))] == ["CR514"]


def test_clash_rejects_only_those_concerned() -> None:
    """A conflict over one candidate stops nobody else, one over an entity those linked to it."""
    more = "  - {id: cb-02, kind: individual}\n"
    result = loaded(candidate("facts: {score: 1}") + more, candidate("facts: {score: 1}"))
    assert [dossier.id for dossier in result.dossiers] == ["cb-02"]
    linked = candidate("office: so-noi-vu", before=OFFICE % (2024, 1)) + more
    result = loaded(linked, candidate(before=OFFICE % (2024, 1)))
    assert [fault.code for fault in found(result)] == ["CR566"]
    assert [dossier.id for dossier in result.dossiers] == ["cb-02"]


def test_clash_over_an_entity_of_nobody() -> None:
    """It is told, and rejects nobody."""
    result = loaded(candidate(before=OFFICE % (2024, 1)), candidate(before=OFFICE % (2024, 2)))
    assert [fault.code for fault in result.faults] == ["CR566"]
    assert len(result.dossiers) == 1


def test_clash_of_facts_without_year() -> None:
    """The message names the fact, and the year only if it has one."""
    (fault,) = told(candidate("facts: {score: 1}"), candidate("facts: {score: 2}"))
    assert fault.message.en == "the fact `score` is given in another file too"
    assert str(fault.span) == "dossier-2.yaml:6:13"
    assert [str(other.span) for other in fault.related] == ["dossier-1.yaml:6:13"]


def test_fault_in_one_file_rejects_the_whole_candidate() -> None:
    """What another file says of the candidate does not stand alone."""
    result = loaded(candidate("facts: {score: x}"), candidate("facts: {rating: {2024: good}}"))
    assert result.dossiers == ()
    assert [rejected.id for rejected in result.rejected] == ["cb-01"]


def test_equal_faults_in_two_files() -> None:
    """The same slip in two files is two faults."""
    spoilt = candidate("facts: {score: x}")
    (rejected,) = loaded(spoilt, spoilt).rejected
    assert [str(fault.span) for fault in rejected.diagnostics] == ["dossier-1.yaml:6:20", "dossier-2.yaml:6:20"]


def test_award_years() -> None:
    """Files that say the year agree; a file that does not say it joins them."""
    first = candidate()
    second = candidate().replace("as_of", "award_year: 2024\nas_of")
    assert only(first, second).award_year == 2024
    third = second.replace("2024\nas", "2023\nas")
    with pytest.raises(DossierError):
        loaded(first, second, third)


def test_names() -> None:
    """One name in one file, or the same in both, is no reason to warn."""
    assert told(candidate("name: An"), candidate("name: An"), candidate()) == ()


def test_shared_records() -> None:
    """Equal keys of two candidates are a warning that names all of them; unknown keys are equal to nothing."""
    body = "lists: {articles: [{title: A}, {title: %s}, {}]}"
    more = "".join(
        f"  - {{id: cb-0{n}, kind: individual, lists: {{articles: [{{title: A}}, {{title: B{n}}}]}}}}\n" for n in (2, 3)
    )
    result = loaded(candidate(body % "{unknown: not_given}") + more)
    (fault,) = result.warnings
    assert fault.code == "CR560"
    assert fault.message.in_lang("en").startswith("3 dossiers")
    assert [str(other.span) for other in fault.related] == ["dossier.yaml:7:62", "dossier.yaml:8:62"]


def test_order_of_files() -> None:
    """Files are taken in the order of their names, whatever order they are given in."""
    texts = [
        candidate("facts: {score: 1}", before=OFFICE % (2024, 1)),
        candidate("office: so-noi-vu\nname: An", before=OFFICE % (2023, 1)),
        candidate("name: Ba\nfacts: {rating: {2024: good}}", as_of="2025-06-30"),
    ]
    files = [decoded(text, f"{name}.yaml") for text, name in zip(texts, "cab", strict=True)]
    assert join(files) == join(files[::-1]) == join([files[1], files[2], files[0]])
    assert join(files).dossiers[0].name == "An"
