"""How a refusal calls what it is about: by the label that the rulebook gives, with the place in the file beside it."""

from __future__ import annotations

import pytest
from explain.proof_cases import plan

from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.errors import Pointer
from cchc_rules.explain.refusal import added_piece, blank_piece, piece, written_piece
from cchc_rules.language.nodes import Plain

VOCABULARY = plan().rulebook.vocabulary
ARTICLES = VOCABULARY.lists["articles"].label.vi


@pytest.mark.parametrize(
    ("unit", "vi"),
    [
        (
            FactKey("office.par_rank", 2024),
            "“xếp thứ Chỉ số CCHC trong các sở, ngành, năm 2024” (`office.par_rank@2024`)",
        ),
        (FactKey("staff_category", None), "“diện nhân sự” (`staff_category`)"),
        (RecordContent("articles", 3), f"“{ARTICLES} – mục 3” (`evidence/lists/articles/items/2`)"),
        (Completeness("articles"), f"tính đầy đủ của danh sách “{ARTICLES}” (`articles`)"),
    ],
)
def test_a_piece_of_evidence(unit: Unit, vi: str) -> None:
    """Records are counted from 1, as everywhere; their place in the file is what it is in JSON."""
    assert piece(unit, VOCABULARY, "individual").vi == vi


@pytest.mark.parametrize(
    ("way", "label"),
    [
        (("evidence", "facts", "staff_category"), "diện nhân sự"),
        (("evidence", "facts", "typical_in_par", "2024", "date"), "tiêu biểu trong công tác CCHC, năm 2024"),
        (
            ("evidence", "entities", "office", "ttt", "par_rank", "2024"),
            "xếp thứ Chỉ số CCHC trong các sở, ngành, năm 2024",
        ),
        (("evidence", "office"), "cơ quan"),
        (("evidence", "lists", "articles", "complete"), ARTICLES),
        (("evidence", "lists", "articles", "items", 1), f"{ARTICLES} – mục 2"),
        (("evidence", "lists", "articles", "items", 1, "site"), f"{ARTICLES} – mục 2: nơi đăng"),
        (("evidence", "lists", "prizes"), None),
        (("evidence", "facts", "no_such_fact"), None),
        (("evidence", "id"), None),
    ],
)
def test_a_place_of_the_evidence(way: Pointer, label: str | None) -> None:
    """What has no label is told by its place alone."""
    place = "/".join(map(str, way))
    told = f"`{place}`" if label is None else f"“{label}” (`{place}`)"
    assert written_piece(way, VOCABULARY, "individual").vi == told


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"fact": "office.sipas", "year": 2024, "value": "90"}, "Chỉ số SIPAS của cơ quan, năm 2024"),
        ({"fact": "unheard_of", "year": None, "value": "90"}, None),
        ({"list": "articles", "record": 2, "field": "site", "value": "other"}, f"{ARTICLES} – mục 2: nơi đăng"),
        ({"list": "articles", "record": {}, "times": 1}, ARTICLES),
        ({"list": "prizes", "record": {}, "times": 1}, None),
        ("articles", ARTICLES),
    ],
)
def test_what_a_completion_adds(item: Plain, label: str | None) -> None:
    """By the fact or the list that it names."""
    place = "completions/0/facts/0"
    told = f"`{place}`" if label is None else f"“{label}” (`{place}`)"
    assert added_piece(("completions", 0, "facts", 0), item, VOCABULARY, "individual").vi == told


def test_a_blank_record() -> None:
    """In both languages."""
    told, label = blank_piece("articles", VOCABULARY), VOCABULARY.lists["articles"].label
    assert (told.vi, told.en) == (
        f"một mục để trống của “{label.vi}” (`articles`)",
        f"a blank record of “{label.en}” (`articles`)",
    )
