"""Entities by their names, where the dossiers say them; verdicts have ids alone."""

from __future__ import annotations

import datetime

from checkout import ROOT

from cchc_rules import shipped_rulebook
from cchc_rules.report.beside import names_of
from cchc_rules.report.page import Page
from cchc_rules.report.text import explanations
from cchc_rules.text import Text

BOOK = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


def test_a_name_stands_for_an_id() -> None:
    """Only where a verdict tells of which entity a fact is: in brackets, alone or before who attested it."""
    page = Page("vi", {"cơ quan: so-b": "cơ quan: Sở B"})
    assert page.text(Text("95% (cơ quan: so-b)")) == "95% (cơ quan: Sở B)"
    assert page.text(Text("95% (cơ quan: so-b; theo văn bản 1)")) == "95% (cơ quan: Sở B; theo văn bản 1)"
    assert page.text(Text("95% (cơ quan: so-c)")) == "95% (cơ quan: so-c)"
    assert page.text(Text("cơ quan: so-b")) == "cơ quan: so-b"
    assert Page("vi").text(Text("95% (cơ quan: so-b)")) == "95% (cơ quan: so-b)"


def test_two_of_one_name_keep_their_ids() -> None:
    """A name that does not tell them apart says less than the id; one without a name has nothing else."""
    entities = {"office": {"a": {"name": "Sở"}, "b": {"name": "Sở"}, "c": {"name": "Sở C"}, "d": {}}}
    people = [
        BOOK.dossier(
            {"id": office, "kind": "individual", "as_of": "2025-01-20", "entities": entities, "office": office}
        )
        for office in "abcd"
    ]
    assert names_of(people, "vi") == {"cơ quan: c": "cơ quan: Sở C"}
    assert names_of(people, "en") == {"agency: c": "agency: Sở C"}


def test_the_verdict_has_the_id_and_the_text_the_name() -> None:
    """The same explanation without and with the names of the dossiers."""
    dossiers = BOOK.load_dossiers(ROOT / "examples/nam-2024.yaml")
    award = BOOK.award("giay-khen-ca-nhan-hang-nam")
    (dossier,) = (one for one in dossiers.dossiers if one.id == "cb-02")
    verdict = award.evaluate(dossier, year=2024, as_of=datetime.date(2025, 1, 20))
    bare, named = explanations([verdict], "vi"), explanations([verdict], "vi", names=names_of([dossier], "vi"))
    assert "thứ 05 (cơ quan: so-b)" in bare
    assert "thứ 05 (cơ quan: Sở B)" in named
    assert "so-b" not in named
