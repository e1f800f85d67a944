"""Reasons and blockers on the example dossiers of the shipped plan, written down from the plan's text beforehand."""

from __future__ import annotations

import pytest
from checkout import ROOT

from cchc_rules import shipped_rulebook
from cchc_rules.engine.completion import Decider
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.evaluation import Engine, program
from cchc_rules.engine.evidence import Completeness, RecordContent, Unit
from cchc_rules.engine.grounds import Grounds, grounds_of
from cchc_rules.engine.lower import lower

PLAN = shipped_rulebook("thanh-tra-binh-dinh/ke-hoach-2022")
ANNUAL, PERIOD = "giay-khen-ca-nhan-hang-nam", "giay-khen-ca-nhan-giai-doan"
DOSSIERS = {
    dossier.id: dossier
    for name in ("nam-2024", "giai-doan-2021-2025")
    for dossier in PLAN.load_dossiers(ROOT / "examples" / f"{name}.yaml").dossiers
}


def grounds(id: str, engine: Engine) -> Grounds:
    """The grounds of the individual award of the dossier's cycle, under the default readings."""
    dossier, name, year = DOSSIERS[id], ANNUAL if id.startswith("cb") else PERIOD, 2024 if id.startswith("cb") else None
    root = lower(PLAN.rulebook, PLAN.rulebook.awards[name], PLAN.rulebook.default_readings(), year, dossier.kind)
    evaluation = program(root, PLAN.rulebook.vocabulary, dossier.kind, engine).evaluate(dossier, dossier.as_of, False)
    snapshot = evaluation.snapshot()
    return grounds_of(evaluation.trace(Decider(snapshot)), snapshot)


def units(*texts: str) -> set[Unit]:
    """Written `fact`, `fact@year`, `list:` (its completeness), `list:position`."""
    found: set[Unit] = set()
    for text in texts:
        name, colon, position = text.partition(":")
        fact, at, year = text.partition("@")
        if colon:
            found.add(RecordContent(name, int(position)) if position else Completeness(name))
        else:
            found.add(FactKey(fact, int(year) if at else None))
    return found


HEAD = ("staff_category", "typical_in_par@2024", "exemplary_conduct@2024")
PERIOD_HEAD = ("staff_category", "typical_in_par_period", "exemplary_conduct_period")
REASONS: dict[str, tuple[str, set[Unit]]] = {
    "cb-01": (
        "leading-office",
        units(*HEAD, "in_charge_of_par@2024", "office.par_rank@2024", "office.par_index@2024", "office.sipas@2024"),
    ),
    # the articles of 1 January, June and 31 December; those of the years around do not count
    "cb-04": (
        "communicator",
        units(*HEAD, "excellent_advice@2024", "active_writer@2024", "articles:2", "articles:3", "articles:4"),
    ),
    "cb-09": ("initiative", units(*HEAD, "initiatives:1")),
    # 2021 and 2023 are the first two of three leading years; in charge in one year is enough
    "gd-01": (
        "leading-office",
        units(
            *PERIOD_HEAD,
            "in_charge_of_par@2021",
            *(f"office.{name}@{year}" for name in ("par_rank", "par_index", "sipas") for year in (2021, 2023)),
        ),
    ),
}
"""The one route by which each is eligible, and the evidence."""

BLOCKERS: dict[str, tuple[str, dict[str, set[Unit]], set[Unit]]] = {
    # 89.995 is below 90; the lists are empty and lack nothing
    "cb-02": (
        "one-standard",
        {
            "leading-office": units("office.par_index@2024"),
            "communicator": units("articles:"),
            "initiative": units("initiatives:"),
        },
        set(),
    ),
    # two articles: whatever they are, they are not three
    "cb-03": (
        "one-standard",
        {
            "leading-office": units("office.par_rank@2024"),
            "communicator": units("articles:"),
            "initiative": units("initiatives:"),
        },
        set(),
    ),
    # of four articles two are in the wrong place
    "cb-05": (
        "one-standard",
        {
            "leading-office": units("in_charge_of_par@2024"),
            "communicator": units("articles:3", "articles:4", "articles:"),
            "initiative": units("initiatives:"),
        },
        set(),
    ),
    "cb-07": (
        "one-standard",
        {
            "leading-office": units("in_charge_of_par@2024"),
            "communicator": units("active_writer@2024"),
            "initiative": units("initiatives:"),
        },
        set(),
    ),
    "cb-08": ("in-scope", {}, units("staff_category")),
    # the only initiative is one of 2023, and there is no other
    "cb-10": (
        "one-standard",
        {
            "leading-office": units("in_charge_of_par@2024"),
            "communicator": units("articles:"),
            "initiative": units("initiatives:1", "initiatives:"),
        },
        set(),
    ),
    "cb-22": ("typical", {}, units("typical_in_par@2024")),
    "cb-23": (
        "one-standard",
        {
            "leading-office": units("office.sipas@2024"),
            "communicator": units("articles:"),
            "initiative": units("initiatives:"),
        },
        set(),
    ),
    # four of five years have to fall short, so that there are no two
    "gd-04": (
        "one-standard",
        {
            "leading-office": units(
                "office.par_rank@2021", "office.par_index@2022", "office.par_index@2023", "office.par_rank@2024"
            ),
            "communicator": units("articles:"),
            "innovation": units("innovations:"),
        },
        set(),
    ),
    "gd-16": ("in-scope", {}, units("staff_category")),
    "gd-23": ("exemplary", {}, units("exemplary_conduct_period")),
    # not in charge in any of the five years
    "gd-24": (
        "one-standard",
        {
            "leading-office": units(*(f"in_charge_of_par@{year}" for year in range(2021, 2026))),
            "communicator": units("active_writer_period"),
            "innovation": units("innovations:"),
        },
        set(),
    ),
}
"""The one criterion that each fails, what rules out each of its alternatives, and what else there is."""


@pytest.mark.parametrize("engine", ["compiled", "reference"])
@pytest.mark.parametrize("id", REASONS)
def test_reasons(id: str, engine: Engine) -> None:
    """Eligible by one route."""
    found, (route, evidence) = grounds(id, engine), REASONS[id]
    (reason,) = found.grounds
    assert set(reason.units) == evidence
    assert [path.split("/", 1)[1] for path in reason.routes] == [f"one-standard/{route}"]
    assert reason.alternatives == ()
    assert "/" not in reason.path
    assert found.all_routes
    assert found.minimal


@pytest.mark.parametrize("engine", ["compiled", "reference"])
@pytest.mark.parametrize("id", BLOCKERS)
def test_blockers(id: str, engine: Engine) -> None:
    """Not eligible for one criterion."""
    found, (path, alternatives, rest) = grounds(id, engine), BLOCKERS[id]
    (blocker,) = found.grounds
    assert blocker.path.split("/", 1)[1] == path
    assert {each.path.rsplit("/", 1)[1]: set(each.units) for each in blocker.alternatives} == alternatives
    assert set(blocker.units) == rest.union(*alternatives.values())
    assert blocker.routes == ()
    assert found.minimal


def test_undetermined_has_none() -> None:
    """Of cb-12 nobody attested exemplary conduct: nothing decides."""
    found = grounds("cb-12", "compiled")
    assert found.grounds == ()
    assert found.decisive == frozenset()


def test_decisive_nodes() -> None:
    """Of cb-05 the rank and the indices decide nothing, nor does what is met."""
    award = f"{ANNUAL}/one-standard"
    assert grounds("cb-05", "compiled").decisive == {
        ANNUAL,
        award,
        f"{award}/leading-office",
        f"{award}/leading-office/in-charge",
        f"{award}/communicator",
        f"{award}/communicator/articles",
        f"{award}/initiative",
    }


def test_paths_of_pieces() -> None:
    """Every piece says which leaves it decides; a record by its count, not by the conditions on it."""
    (blocker,) = grounds("cb-05", "compiled").grounds
    read = dict(zip(blocker.units, blocker.paths, strict=True))
    articles = f"{ANNUAL}/one-standard/communicator/articles"
    assert read[Completeness("articles")] == read[RecordContent("articles", 3)] == (articles,)
    (communicator,) = [each for each in blocker.alternatives if each.path.endswith("communicator")]
    assert communicator.paths == ((articles,),) * 3
