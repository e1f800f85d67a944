"""``--candidate``: warnings about others are left out and counted; its own stand at its own place."""

from __future__ import annotations

import json
import re

import pytest
from cli.running import ANNUAL, PLAN, Runner

WARNING = re.compile(r"-:(?P<line>\d+):\d+: warning\[(?P<code>CR\d+)\]")
TITLE = "{title: Chung, posted_on: 2024-05-06, site: agency_portal, column: cchc}"
SEVERAL = f"""\
rulebook: {PLAN}
award_year: 2024
as_of: 2025-01-20
attestations:
  - capacity: head_of_division
    of: p7
    date: 2025-01-06
    year: 2024
    facts: [in_charge_of_par]
    value: true
    candidates: [an]
  - {{capacity: head_of_division, of: p1, date: 2025-01-06, facts: [in_charge_of_par], year: 2024, value: true,
    candidates: [chi]}}
candidates:
  - id: an
    kind: individual
    name: Người An
    division: p1
    facts: {{typical_in_par: {{2099: true}}}}
  - id: binh
    kind: individual
    name: Người Bình
    facts: {{exemplary_conduct: {{2099: true}}, in_charge_of_par: {{2098: true}}}}
    lists: {{articles: [{TITLE}]}}
  - id: chi
    kind: individual
    name: Người Chi
    facts: {{typical_in_par: {{2099: true}}}}
    lists: {{articles: [{TITLE}]}}
"""


def told(run: Runner, candidate: str) -> tuple[list[str], list[str]]:
    """The code and the line of each warning, and what is said of others."""
    ran = run("evaluate", "-", "--candidate", candidate, "--summary", "--lang", "en", given=SEVERAL)
    assert ran.code == 0
    lines = ran.err.splitlines()
    warnings = [WARNING.match(line) for line in lines]
    return [f"{one['code']} {one['line']}" for one in warnings if one], [line for line in lines if "left out" in line]


def test_of_the_whole_batch_all_is_told(run: Runner) -> None:
    """The far year once, at its first place; who shares a record; a unit that nobody belongs to."""
    ran = run("evaluate", "-", "--summary", "--lang", "en", given=SEVERAL)
    assert [code for _, code in WARNING.findall(ran.err)] == ["CR533", "CR533", "CR539", "CR560"]
    assert "left out" not in ran.err


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        ("an", ["CR533 19", "CR539 6"]),
        ("binh", ["CR533 23", "CR533 23", "CR539 6", "CR560 24"]),
        ("chi", ["CR533 28", "CR539 6", "CR560 29"]),
    ],
)
def test_each_at_the_own_place(candidate: str, expected: list[str], run: Runner) -> None:
    """What several have is told of the candidate, what is about the file is told, and the rest is counted."""
    warnings, counts = told(run, candidate)
    assert warnings == expected
    assert counts == {"an": ["2 warnings about other dossiers left out."], "binh": []}.get(
        candidate, ["1 warning about other dossiers left out."]
    )


def test_nobody_else_is_named(run: Runner) -> None:
    """Neither in the text nor in JSON."""
    ran = run("evaluate", "-", "--candidate", "chi", "--format", "json", given=SEVERAL)
    assert not any(other in ran.err for other in ("binh", "Bình"))
    warnings = json.loads(ran.out)["warnings"]
    assert [warning["code"] for warning in warnings] == ["CR533", "CR539", "CR560"]
    assert warnings[2]["pointer"] == ["candidates", 2, "lists", "articles", 0, "title"]
    assert "Không in 01 cảnh báo chỉ liên quan đến hồ sơ khác." in ran.err


def test_the_examples(run: Runner) -> None:
    """Two of them share a record, and neither is told of the other."""
    for candidate, code in (("cb-01", ""), ("cb-04", "CR560"), ("cb-06", "CR560")):
        err = run("evaluate", ANNUAL, "--candidate", candidate, "--summary").err
        assert code in err
        assert "cũng có trong hồ sơ" not in err
        assert ("Không in 01 cảnh báo" in err) is (code == "")


def test_with_redaction(run: Runner) -> None:
    """Both together: what is left is masked."""
    ran = run("evaluate", "-", "--candidate", "chi", "--summary", "--redact", given=SEVERAL)
    assert "CR560" in ran.err
    assert "Chung" not in ran.err
