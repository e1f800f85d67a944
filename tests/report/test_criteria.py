"""What `show` says where a value changes with the years or with a reading, and of what an option consists."""

from __future__ import annotations

import shutil

import pytest
from cli.running import TRIAL

from cchc_rules import load_rulebook
from cchc_rules.report.rulebook import one_award, whole_rulebook

_CRITERIA = """
award: bieu-duong-nam
title: {vi: "Biểu dương", en: "Praise"}
recipient: [individual]
cycle: annual
source: {clause: "II"}
criteria:
  any_of:
    - id: prizes
      title: {vi: "giải"}
      source: {clause: "II.7"}
      reading: prizes
      options:
        two: {of: [{use: clean}, {fact: disciplined, is: false}], at_least: 2}
        one:
          reading: conduct
          options:
            not-asked: {any_of: [{use: clean}, {fact: disciplined, is: false}]}
            asked: {fact: points, at_least: {param: by_conduct}}
    - {id: many, count: prizes, at_least: {param: least_prizes}}
    - {id: conduct, fact: points, at_least: {param: by_conduct}}
    - {id: other, fact: grade, one_of: {param: good_grades}}
    - {id: none, use: clean, source: {clause: "II.8"}}
    - {id: start, fact: started, on_or_before: {param: latest_start}}
    - {id: least, of: [{fact: on_leave, is: false}, {fact: region, is: north}, {use: clean}], at_least: {param: least_of}}
    - {reading: conduct, options: {not-asked: nothing, asked: {fact: points, at_least: {param: least_points}}}}
"""


_OPTIONS = "{not-asked: {dated: [{from: 2024, value: 5}, {from: 2025, value: 6}]}, asked: 9}"
_MORE = {
    "definitions": "clean: {about: dossier, fact: on_leave, is: false}",
    "parameters": f"by_conduct: {{unit: points, reading: conduct, options: {_OPTIONS}, source: {{clause: II}}}}",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One award of the trial rulebook, written anew, as a reader sees it."""
    folder = tmp_path_factory.mktemp("so") / "quy-che-thu"
    shutil.copytree(TRIAL, folder)
    (folder / "bieu-duong-nam.yaml").write_text(_CRITERIA, "utf-8")
    book = folder / "rulebook.yaml"
    text = book.read_text("utf-8")
    for head, more in _MORE.items():
        text = text.replace(f"{head}:\n", f"{head}:\n  {more}\n")
    book.write_text(text, "utf-8")
    loaded = load_rulebook(folder)
    assert "Tổ trưởng (của chính tổ đó) [team_leader]" in whole_rulebook(loaded.rulebook, "vi")
    assert "team leader (of the candidate's own team) [team_leader]" in whole_rulebook(loaded.rulebook, "en")
    return " ".join(one_award(loaded.rulebook, loaded.award("bieu-duong-nam").award, "vi").split())


def test_every_year_and_option_of_a_parameter(told: str) -> None:
    """Each value with the year from which it holds, and what another option makes of it."""
    assert (
        "điểm cá nhân: từ 5 points trở lên (từ năm 2024), từ 6 points trở lên (từ năm 2025) "
        "(nếu hiểu là “có”: từ 9 points trở lên) [conduct; mức quy định by_conduct; cách hiểu conduct]"
    ) in told


def test_every_option_of_a_reading(told: str) -> None:
    """Each option's criteria, in place; what is the same is not said again; a reading that is settled is not opened again."""
    assert "- giải, đạt ít nhất 02 trong 02 điều kiện sau [prizes; cách hiểu prizes] (tiểu mục 7, mục II):" in told
    assert (
        "nếu hiểu là “một giải” [prizes=one]: - đạt một trong 02 tiêu chuẩn sau [cách hiểu conduct]: - như trên" in told
    )
    assert "nếu hiểu là “có” [conduct=asked]: - điểm cá nhân: từ 9 points trở lên [mức quy định by_conduct" in told


def test_a_definition_cites_what_its_caller_cites(told: str) -> None:
    """The clause of a `use` is not lost."""
    assert "- nghỉ dài hạn: không [none] (tiểu mục 8, mục II)" in told
