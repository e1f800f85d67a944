"""What is told where there is no way, or where something known can still change: one small award for each."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve
from checkout import ROOT

from cchc_rules import LoadedRulebook, load_rulebook
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.why import Why
from cchc_rules.text import same

BOOK = ROOT / "tests" / "report" / "rulebooks" / "so-mau" / "moi-cau"
DAY = datetime.date(2024, 6, 30)
C = p.Comparison


def asked(criteria: p.Predicate, facts: dict[str, Any], lists: dict[str, Any], changeable: dict[str, str]) -> Why:
    """Why, of an annual award that consists of these criteria."""
    loaded = load_rulebook(BOOK)
    vocabulary = loaded.rulebook.vocabulary
    own = {
        name: evolve(spec, changeable=changeable.get(name, "never"), helps="higher")
        for name, spec in vocabulary.candidates["individual"].items()
    }
    of_lists = {name: evolve(spec, changeable=changeable.get(name, "never")) for name, spec in vocabulary.lists.items()}
    vocabulary = evolve(
        vocabulary,
        candidates=FrozenDict({**vocabulary.candidates, "individual": FrozenDict(own)}),
        lists=FrozenDict(of_lists),
    )
    award = evolve(
        loaded.awards[0].award, id="thu", recipient=("individual",), cycle="annual", period=None, criteria=criteria
    )
    book = LoadedRulebook(
        rulebook=evolve(loaded.rulebook, vocabulary=vocabulary, awards=FrozenDict({"thu": award})), digest=loaded.digest
    )
    dossier = book.dossier({"id": "a", "kind": "individual", "as_of": "2024-06-30", "facts": facts, "lists": lists})
    return book.award("thu").evaluate(dossier, year=2024, as_of=DAY).why


def count(low: int, where: tuple[p.Predicate, ...] = ()) -> p.Predicate:
    """So many courses."""
    return p.CountOf(list="courses", where=where, bound=p.Bound(at_least=p.Literal(low)))


FINISHED = p.FactIs(fact="finished", comparison=C.IS, operands=(p.Literal(True),))
SERVICE = p.FactIs(fact="service", comparison=C.AT_LEAST, operands=(p.Literal(5),))
TRAINED = p.FactIs(fact="training", comparison=C.IS, operands=(p.Literal(True),))


@pytest.mark.parametrize(
    ("criteria", "facts", "lists", "changeable", "code", "text"),
    [
        (
            SERVICE,
            {"service": 3},
            {},
            {},
            "never_changes",
            "số năm công tác: 3; bộ tiêu chuẩn không ghi là còn thay đổi được",
        ),
        (
            TRAINED,
            {"training": False},
            {},
            {},
            "never_changes",
            "được bồi dưỡng: “không”; bộ tiêu chuẩn không ghi là còn thay đổi được",
        ),
        (
            count(2),
            {},
            {"courses": []},
            {},
            "never_changes",
            "ít nhất 02 lớp bồi dưỡng: bộ tiêu chuẩn không ghi là danh sách còn bổ sung được",
        ),
        (
            count(1, (FINISHED,)),
            {},
            {"courses": [{"hours": n, "finished": False} for n in range(1, 6)]},
            {"courses": "always"},
            "list_full",
            "ít nhất 01 lớp bồi dưỡng: danh sách đã đủ số mục cho phép",
        ),
        (
            p.CountOf(list="courses", bound=p.Bound(at_most=p.Literal(0))),
            {},
            {"courses": [{"hours": 1}]},
            {"courses": "always"},
            "too_many",
            "không có lớp bồi dưỡng: những mục đã có không bỏ đi được",
        ),
        (
            count(1, (FINISHED, p.NoneOf(children=(FINISHED,)))),
            {},
            {"courses": []},
            {"courses": "always"},
            "no_better",
            "ít nhất 01 lớp bồi dưỡng: không mục nào có thể đạt",
        ),
        (
            p.FactIs(fact="service", comparison=C.AT_MOST, operands=(p.Literal(1),)),
            {"service": 3},
            {},
            {"service": "always"},
            "no_better",
            "số năm công tác: 3, không còn mức nào đạt yêu cầu",
        ),
    ],
)
def test_obstacles(
    criteria: p.Predicate,
    facts: dict[str, Any],
    lists: dict[str, Any],
    changeable: dict[str, str],
    code: str,
    text: str,
) -> None:
    """The code for systems, the words for people."""
    (path,) = asked(criteria, facts, lists, changeable).paths
    assert path.steps is None
    assert [(one.code, one.text.vi.partition(" – ")[2] or one.text.vi) for one in path.obstacles] == [(code, text)]


@pytest.mark.parametrize(
    ("criteria", "facts", "lists", "changeable", "text"),
    [
        (SERVICE, {"service": 3}, {}, {"service": "always"}, "số năm công tác: từ 3 thành từ 5 trở lên"),
        (
            TRAINED,
            {"training": False},
            {},
            {"training": "within_year"},
            "được bồi dưỡng: từ “không” thành “có”; phải có chậm nhất ngày 31/12/2024",
        ),
        (TRAINED, {}, {}, {}, "được bồi dưỡng: cần “có” (chưa có trong hồ sơ)"),
        (count(2), {}, {"courses": []}, {"courses": "within_year"}, "thêm 02 lớp bồi dưỡng; chậm nhất ngày 31/12/2024"),
    ],
)
def test_steps(
    criteria: p.Predicate, facts: dict[str, Any], lists: dict[str, Any], changeable: dict[str, str], text: str
) -> None:
    """What is known changes, what is missing is supplied, what is to come is added."""
    (path,) = asked(criteria, facts, lists, changeable).paths
    assert [step.text.vi for step in path.steps or ()] == [text]


def test_a_year_that_is_over_is_closed() -> None:
    """A yearly fact of an earlier year cannot change any more, although the year of the award is not over."""
    criteria = p.Years(window="period", where=(p.Attested(fact="exemplary"),), bound=p.Bound(at_least=p.Literal(3)))
    said = {year: {"value": year != 2022, "capacity": "director", "date": "2024-01-10"} for year in (2022, 2023, 2024)}
    (path,) = asked(criteria, {"exemplary": said}, {}, {"exemplary": "within_year"}).paths
    assert [(one.code, one.year, one.closed_on) for one in path.obstacles] == [
        ("closed", 2022, datetime.date(2022, 12, 31))
    ]


def test_a_count_that_the_normal_form_changed_is_told_under_its_own_name() -> None:
    """Two counts of one list, the second under `none_of`: that one stands in the way, not the one that is met."""
    has = p.CountOf(list="courses", bound=p.Bound(at_least=p.Literal(1)), title=same("has courses"))
    excluded = p.NoneOf(children=(p.Some(list="courses", where=(FINISHED,), title=same("excluded case")),))
    why = asked(
        p.AllOf(children=(has, excluded)), {}, {"courses": [{"hours": 1, "finished": True}]}, {"courses": "always"}
    )
    (path,) = why.paths
    (obstacle,) = path.obstacles
    assert "excluded case" in obstacle.text.in_lang("en")
    assert obstacle.path == "thu/2/1"


def test_what_decides_nothing_is_not_told_as_the_reason() -> None:
    """Neither in an alternative nor of a record what stands in an `any_of` that is met."""
    short = p.FactIs(fact="hours", comparison=C.AT_MOST, operands=(p.Literal(2),))
    long = p.FactIs(fact="hours", comparison=C.AT_LEAST, operands=(p.Literal(5),))
    where = (p.AnyOf(children=(long, short)), FINISHED)
    some = p.CountOf(list="courses", where=where, bound=p.Bound(at_least=p.Literal(1)), title=same("courses"))
    sentence = asked(some, {}, {"courses": [{"hours": 1, "finished": False}]}, {}).sentence.in_lang("en")
    assert "does not count: finished: no" in sentence

    much = p.FactIs(fact="service", comparison=C.AT_LEAST, operands=(p.Literal(100),))
    little = p.FactIs(fact="service", comparison=C.AT_MOST, operands=(p.Literal(6),))
    either = p.AnyOf(children=(TRAINED, SERVICE))
    sentence = asked(
        p.AnyOf(children=(p.AllOf(children=(either, little)), much)), {"service": 8, "training": False}, {}, {}
    ).sentence.in_lang("en")
    assert "train" not in sentence
