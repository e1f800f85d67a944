"""The worklist: one item for one missing thing, by who can supply it, what settles most verdicts first."""

from __future__ import annotations

import datetime
import pickle
from functools import cache
from typing import Any

import pytest
from attrs import evolve

from cchc_rules import Dossier, LoadedRulebook, Outcome, UsageError, Verdict, Worklist, shipped_rulebook
from cchc_rules.explain.worklist import make_worklist
from cchc_rules.model.shown import Shown
from cchc_rules.model.why import Matter, Relevance, TableRow
from cchc_rules.report.worklist import worklist_text
from cchc_rules.text import LANGS, same

AS_OF = datetime.date(2025, 1, 20)
AWARD = "giay-khen-ca-nhan-hang-nam"
CHAIRMAN, CHIEF = "Chủ tịch UBND tỉnh", "Chánh Thanh tra tỉnh"


@cache
def book() -> LoadedRulebook:
    """The plan."""
    return shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")


def attested(capacity: str = "chief_inspector", **more: Any) -> dict[str, Any]:
    """True in 2024, by an authority."""
    return {"2024": {"value": True, "capacity": capacity, "date": "2025-01-05", **more}}


def person(id: str, *missing: str, links: dict[str, Any] | None = None, **changed: Any) -> Dossier:
    """Somebody who is eligible for being in charge of PAR in a leading agency, if nothing were missing."""
    names = ("typical_in_par", "exemplary_conduct", "in_charge_of_par")
    facts = {"staff_category": "civil_servant", **{name: attested() for name in names}, **changed}
    figures = {"par_rank": {"2024": 4}, "par_index": {"2024": 91}, "sipas": {"2024": 92}}
    return book().dossier(
        {
            "rulebook": book().id,
            "as_of": "2025-01-20",
            "entities": {
                "office": {"ttt": {"name": "Thanh tra", **{k: v for k, v in figures.items() if k not in missing}}},
                "division": {"p1": {"name": "Phòng Nghiệp vụ 1"}, "vp": {"name": "Văn phòng"}, "p9": {}},
            },
            "candidates": [
                {
                    "id": id,
                    "kind": "individual",
                    "name": f"Người {id}",
                    "facts": {name: value for name, value in facts.items() if name not in missing},
                    "lists": {"articles": [], "initiatives": []},
                    **({"office": "ttt"} if links is None else links),
                }
            ],
        }
    )


def verdicts(*dossiers: Dossier) -> list[Verdict]:
    """The verdicts on them, for 2024."""
    return [book().award(AWARD).evaluate(dossier, year=2024, as_of=AS_OF) for dossier in dossiers]


def worklist(*dossiers: Dossier) -> Worklist:
    """What is missing for the annual award."""
    return book().worklist(verdicts(*dossiers), dossiers)


def told(found: Worklist) -> list[tuple[str, int, int, int, list[str]]]:
    """Supplier, how many verdicts are settled, may be and are touched, items."""
    return [
        (group.supplier.text.vi, group.settles, group.may_settle, group.touches, [one.what.vi for one in group.items])
        for group in found.groups
    ]


def test_a_figure_of_an_entity_is_one_item_for_all() -> None:
    """Three people wait for one figure; it is listed before the attestation that settles one verdict."""
    people = [person("a", "exemplary_conduct"), *(person(who, "sipas") for who in "bcd")]
    found = worklist(*people)
    assert told(found) == [
        ("Số liệu của cơ quan: Thanh tra (ttt)", 3, 3, 3, ["Chỉ số SIPAS của cơ quan, năm 2024"]),
        (CHIEF, 1, 1, 1, ["gương mẫu chấp hành, năm 2024"]),
    ]
    (item,) = found.groups[0].items
    assert (item.candidate, item.entity, item.fact, item.settles) == (None, "ttt", "office.sipas", 3)
    assert [one.candidate for one in item.touches] == ["b", "c", "d"]
    assert (found.undetermined, found.exact) == (4, True)


def test_two_missing_figures_settle_nothing_alone() -> None:
    """Either may rule the candidate out."""
    found = worklist(person("a", "sipas", "par_index"))
    assert told(found)[0][1:4] == (0, 1, 1)
    assert [(item.settles, item.may_settle) for item in found.groups[0].items] == [(0, 1), (0, 1)]


@pytest.mark.parametrize(
    ("division", "title"),
    [
        ("p1", "Trưởng phòng Nghiệp vụ 1"),
        ("vp", "Trưởng phòng – Văn phòng"),
        ("p9", "Trưởng phòng – p9"),
        ({"2023": "p1"}, "Trưởng phòng (hồ sơ chưa ghi phòng)"),
    ],
)
def test_the_head_of_the_own_division_leads(division: Any, title: str) -> None:
    """The first of those who may attest; the others follow."""
    found = worklist(person("a", "in_charge_of_par", links={"office": "ttt", "division": division}))
    (group,) = found.groups
    assert group.supplier.text.vi == title
    assert [other.text.vi for other in group.items[0].others] == [CHIEF, CHAIRMAN]


def test_nobody_attests_for_themselves() -> None:
    """Who has attested as Chief Inspector cannot be asked to as Chief Inspector."""
    own = attested(by="a")
    found = worklist(person("a", typical_in_par=own), person("b", "typical_in_par"))
    assert [(group.supplier.text.vi, [item.candidate for item in group.items]) for group in found.groups] == [
        (CHAIRMAN, ["a"]),
        (CHIEF, ["b"]),
    ]
    assert found.groups[0].items[0].others == ()


def test_who_holds_every_capacity_still_needs_somebody_in_one_of_them() -> None:
    """Somebody else has to sign for them."""
    facts = {"typical_in_par": attested(by="a"), "exemplary_conduct": attested("provincial_chairman", by="a")}
    found = worklist(person("a", **facts))
    assert [group.supplier.text.vi for group in found.groups] == [CHIEF]


def test_a_missing_link_is_one_thing() -> None:
    """Without an agency three figures are missing; that it be named is what is asked for, and settles nothing by itself."""
    found = worklist(person("a", links={}))
    assert told(found) == [("Người lập hồ sơ", 0, 1, 1, ["cơ quan, năm 2024"])]
    (item,) = found.groups[0].items
    assert (item.entity_kind, item.fact, item.candidate, len(item.touches)) == ("office", None, "a", 1)


def test_what_the_keeper_of_the_dossier_supplies() -> None:
    """Facts that need no attestation."""
    assert told(worklist(person("a", "staff_category"))) == [("Người lập hồ sơ", 1, 1, 1, ["diện nhân sự"])]


def test_one_thing_serves_several_awards() -> None:
    """One and the same candidate, two awards; what nobody can supply comes last, however much it would settle."""
    dossier = person("a", "exemplary_conduct")
    awards = [AWARD, "bang-khen-hang-nam"]
    both = [book().award(award).evaluate(dossier, year=2024, as_of=AS_OF) for award in awards]
    again = evolve(both[0], award="another")
    cases = [(one, relevance) for one in (again, *both) if (relevance := one.why.relevance) is not None]
    found = make_worklist(book().rulebook, cases, [dossier])
    assert [(group.supplier.kind, group.settles) for group in found.groups] == [("authority", 2), ("nobody", 1)]
    more = worklist(*(person(who, "exemplary_conduct") for who in "ab"))
    assert [[one.candidate for one in item.touches] for item in more.groups[0].items] == [["a"], ["b"]]


def test_items_are_sorted_by_what_they_settle() -> None:
    """What settles more, then what may settle more, then what touches more, then as they came."""
    (verdict,) = verdicts(person("a", "exemplary_conduct"))
    no, yes, still = (
        TableRow(values=same("v"), value=Shown(value="v", text=same("v")), outcome=outcome)
        for outcome in (Outcome.NOT_ELIGIBLE, Outcome.ELIGIBLE, Outcome.UNDETERMINED)
    )
    tables = {"active_writer": (still,), "typical_in_par": (no, still), "exemplary_conduct": (no, yes)}
    tables["excellent_advice"] = (still,)
    matters = tuple(
        Matter(
            text=same(fact),
            reason="not_given",
            fact=fact,
            attested_by=("chief_inspector",),
            table=table,
            settles=still not in table,
        )
        for fact, table in tables.items()
    )
    relevance = Relevance(matters=matters, idle=(), exact=False)
    found = make_worklist(book().rulebook, [(verdict, relevance)], [person("a")])
    assert [item.fact for item in found.groups[0].items] == [
        "exemplary_conduct",
        "typical_in_par",
        "active_writer",
        "excellent_advice",
    ]
    assert not found.exact
    assert "Chưa xét hết các khả năng" in worklist_text(found, "vi")
    assert "01 kết quả, có thể giải quyết" not in worklist_text(found, "vi")


def test_effects_are_told_without_repeating_the_noun() -> None:
    """Settled, may be settled, concerned."""
    found = worklist(person("a", "sipas"), *(person(who, "sipas", "staff_category") for who in "bc"))
    vi, en = (" ".join(worklist_text(found, lang).split()) for lang in LANGS)
    assert "Thanh tra (ttt): 01 số liệu – giải quyết được 01 kết quả, có thể giải quyết thêm 02 - Chỉ số SIPAS" in vi
    assert "Thanh tra (ttt): 1 figure – settles 1 outcome, may settle 2 more - SIPAS" in en


@pytest.mark.parametrize(
    ("articles", "kind", "why"),
    [
        ([], "time", "danh sách đầy đủ đến hết ngày 30/6/2024, về sau có thể còn thêm"),
        (
            {"complete": True, "to": "2024-06-30", "items": []},
            "time",
            "danh sách đầy đủ đến hết ngày 30/6/2024, về sau",
        ),
        ({"complete": True, "to": "2024-06-29", "items": []}, "keeper", "danh sách có thể còn thiếu"),
        ({"complete": False, "items": []}, "keeper", "danh sách có thể còn thiếu"),
        (None, "keeper", "danh sách có thể còn thiếu"),
    ],
)
def test_what_has_not_happened_yet_is_nobodys_work(articles: Any, kind: str, why: str) -> None:
    """A list that lacks nothing up to the evaluation's day can only be waited for; one that lags behind can be supplied."""
    lists = {"initiatives": {"complete": False, "items": []}, **({} if articles is None else {"articles": articles})}
    dossier = book().dossier({"id": "a", "kind": "individual", "as_of": "2024-06-30", "lists": lists})
    verdict = book().award(AWARD).evaluate(dossier, year=2024, as_of=dossier.as_of)
    found = book().worklist([verdict], [dossier])
    (group,) = (group for group in found.groups for item in group.items if item.list == "articles")
    assert group.supplier.kind == kind
    assert next(item.why.vi for item in group.items if item.list == "articles").startswith(why)
    if kind == "time":
        assert found.groups[-1] == group
        assert "Chưa ai bổ sung được, còn tùy thời gian tới: 01 danh sách" in worklist_text(found, "vi")


def test_later_the_same_list_can_be_supplied() -> None:
    """By a later day than that of the file somebody knows what came in between."""
    dossier = book().dossier({"id": "a", "kind": "individual", "as_of": "2024-06-30", "lists": {"articles": []}})
    verdict = book().award(AWARD).evaluate(dossier, year=2024, as_of=datetime.date(2024, 9, 30))
    kinds = [
        g.supplier.kind for g in book().worklist([verdict], [dossier]).groups for i in g.items if i.list == "articles"
    ]
    assert kinds == ["keeper"]


def test_nothing_is_missing() -> None:
    """No verdict waits for anything: that is said."""
    found = worklist(person("a"))
    assert (found.groups, found.undetermined, found.exact) == ((), 0, True)
    assert "Không có việc nào: danh sách này chỉ nói về kết quả" in worklist_text(found, "vi")
    assert "Nothing: only undetermined outcomes wait" in worklist_text(found, "en")


def test_names_are_passengers() -> None:
    """They are shown and take part in nothing."""
    (item,) = worklist(person("a", "exemplary_conduct")).groups[0].items
    assert item.name == "Người a"
    assert evolve(item, name=None) == item


def test_a_pickled_verdict_says_the_same() -> None:
    """It has no dossier any more; the dossiers are given."""
    dossier = person("a", "exemplary_conduct")
    copies = pickle.loads(pickle.dumps(verdicts(dossier)))
    assert book().worklist(copies, [dossier]) == worklist(dossier)


def test_a_verdict_that_was_read_back_says_the_same() -> None:
    """Unless it was written by a release that did not say why; one that stands need not."""
    dossier = person("a", "exemplary_conduct")
    written = [one.to_dict() for one in verdicts(dossier)]
    back = [Verdict.from_dict(one) for one in written]
    assert book().worklist(back, [dossier]) == book().worklist(verdicts(dossier), [dossier])
    old = [Verdict.from_dict({key: value for key, value in one.items() if key != "why"}) for one in written]
    with pytest.raises(LookupError, match="evaluate the dossier again"):
        book().worklist(old, [dossier])
    settled = person("b")
    assert book().worklist([Verdict.from_dict(one.to_dict()) for one in verdicts(settled)], [settled]).groups == ()


def test_verdicts_of_another_rulebook_and_verdicts_without_a_dossier_are_refused() -> None:
    """Each with its diagnostic."""
    dossier = person("a", "exemplary_conduct")
    (verdict,) = verdicts(dossier)
    other = evolve(verdict, provenance=evolve(verdict.provenance, rulebook="x/y"))
    with pytest.raises(UsageError, match="CR003"):
        book().worklist([other], [dossier])
    with pytest.raises(UsageError, match="CR016"):
        book().worklist([verdict], [person("b")])
