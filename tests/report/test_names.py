"""Entities by their names, where the dossiers say them; verdicts have ids alone."""

from __future__ import annotations

import datetime

import pytest
from checkout import ROOT

from cchc_rules import Dossier, Verdict, render, shipped_rulebook
from cchc_rules.report.beside import names_of
from cchc_rules.report.page import Page
from cchc_rules.report.text import explanations
from cchc_rules.text import Lang, Text

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


def of_candidate(id: str) -> tuple[Dossier, Verdict]:
    """An example dossier and its verdict."""
    dossiers = BOOK.load_dossiers(ROOT / "examples/nam-2024.yaml")
    award = BOOK.award("giay-khen-ca-nhan-hang-nam")
    (dossier,) = (one for one in dossiers.dossiers if one.id == id)
    return dossier, award.evaluate(dossier, year=2024, as_of=datetime.date(2025, 1, 20))


def test_the_verdict_has_the_id_and_the_text_the_name() -> None:
    """The same explanation without and with the names of the dossiers."""
    dossier, verdict = of_candidate("cb-02")
    bare, named = explanations([verdict], "vi"), explanations([verdict], "vi", names=names_of([dossier], "vi"))
    assert "thứ 05 (cơ quan: so-b)" in bare
    assert "thứ 05 (cơ quan: Sở B)" in named
    assert "so-b" not in named


@pytest.mark.parametrize(("lang", "office"), [("vi", "cơ quan"), ("en", "agency")])
@pytest.mark.parametrize("brief", [False, True])
def test_one_verdict_with_its_dossier(lang: Lang, office: str, brief: bool) -> None:
    """It says as much as without, with the name for the id, and one line more: to whom the candidate belongs."""
    dossier, verdict = of_candidate("cb-18")
    bare = " ".join(render(verdict, lang, brief=brief).split())
    named = " ".join(render(verdict, lang, brief=brief, dossier=dossier).split())
    times = bare.count("so-d")
    assert times == bare.count(f"({office}: so-d)") == named.count(f"({office}: Sở D)") >= 1
    assert named.count("so-d") == named.count(f" {office}: Sở D (so-d), ") == 1


def test_the_dossier_of_somebody_else() -> None:
    """Its names say nothing about the verdict."""
    (_, verdict), (other, _) = of_candidate("cb-02"), of_candidate("cb-01")
    with pytest.raises(ValueError, match="the dossier is that of `cb-01`, the verdict is about `cb-02`"):
        render(verdict, dossier=other)
