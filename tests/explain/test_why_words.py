"""Every sentence form of why and what next, read by eye: golden files over a rulebook that has every predicate and type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from checkout import ROOT
from engine.random_cases import Dossiers
from engine.random_world import DAYS
from plan.test_ways import JANUARY, JUNE, PLAN
from plan.test_ways import dossier as plan_dossier

from cchc_rules import LoadedRulebook, Verdict, load_rulebook, shipped_rulebook
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import FactSpec, FactType, Vocabulary
from cchc_rules.text import LANGS, Lang, Text

BOOK = ROOT / "tests" / "report" / "rulebooks" / "so-mau" / "moi-cau"
GOLDEN = Path(__file__).parent.parent / "golden"
CHANGES = ("always", "within_year", "always", "never", "within_period")
ROUNDS = 5


def _attested(value: object, capacity: str, **more: str) -> dict[str, object]:
    return {"value": value, "capacity": capacity, "date": "2025-01-08", "document": "bb", **more}


MEETS_ALL: dict[str, object] = {
    "rulebook": "so-mau/moi-cau",
    "as_of": "2025-01-20",
    "documents": {"bb": {"number": "05/BB", "date": "2025-01-08"}},
    "entities": {
        "office": {"u1": {"par_rank": {2024: 3}, "sipas": {2024: 90}, "founded": "1995-05-01", "clean": {2024: False}}},
        "division": {"p1": {}},
    },
    "candidates": [
        {
            "id": "x",
            "kind": "individual",
            "office": "u1",
            "division": "p1",
            "facts": {
                "service": 5,
                "complaints": {"value": 0, "document": "bb"},
                "joined_on": "2020-03-01",
                "staff": "civil_servant",
                "post": "Chuyên viên",
                "disciplined": False,
                "training": True,
                "conduct": _attested("good", "head_of_division", of="p1"),
                "exemplary": {2024: _attested(True, "director")},
                "advice": _attested(True, "head_of_division", of="p1"),
            },
        }
    ],
}
"""Values of every type, with every kind of evidence."""


def book() -> LoadedRulebook:
    """The rulebook in which some things can change, all numbers have an end, and nothing holds whatever the dossier says."""
    loaded = load_rulebook(BOOK)
    awards = {name: evolve(award, criteria=_parted(award.criteria)) for name, award in loaded.rulebook.awards.items()}
    vocabulary = _changing(loaded.rulebook.vocabulary)
    return evolve(loaded, rulebook=evolve(loaded.rulebook, awards=FrozenDict(awards), vocabulary=vocabulary))


def _parted(criteria: p.Predicate) -> p.Predicate:
    """Alternatives of which one always holds, as "from 5" and "below 5", stand in two groups that both have to be met."""
    if not isinstance(criteria, p.AllOf) or not all(isinstance(child, p.AnyOf) for child in criteria.children):
        return criteria
    groups = [child for child in criteria.children if isinstance(child, p.AnyOf)]
    halves = [evolve(group, children=group.children[at::2], id=None) for group in groups for at in (0, 1)]
    return evolve(criteria, children=tuple(halves))


def _changing(vocabulary: Vocabulary) -> Vocabulary:
    def change(specs: FrozenDict[str, FactSpec]) -> FrozenDict[str, FactSpec]:
        found = {}
        for at, (name, spec) in enumerate(specs.items()):
            spec = evolve(spec, changeable=CHANGES[at % 5], helps=(None, "higher", "lower")[at % 3])
            if spec.type in (FactType.INTEGER, FactType.RANK):
                spec = evolve(spec, minimum=spec.minimum or 0, maximum=spec.maximum or 500)
            if spec.type is FactType.DECIMAL:
                spec = evolve(spec, minimum=0, maximum=100)
            found[name] = spec
        return FrozenDict(found)

    lists = {
        name: evolve(spec, fields=change(spec.fields), changeable=CHANGES[(at + 1) % 5])
        for at, (name, spec) in enumerate(vocabulary.lists.items())
    }
    return evolve(
        vocabulary,
        candidates=FrozenDict({kind: change(specs) for kind, specs in vocabulary.candidates.items()}),
        entities=FrozenDict(
            {kind: evolve(spec, facts=change(spec.facts)) for kind, spec in vocabulary.entities.items()}
        ),
        lists=FrozenDict(lists),
    )


def all_verdicts() -> Iterator[Verdict]:
    """Of the rulebook with every predicate, and of the shipped plan in the middle of a year."""
    loaded = book()
    yield from verdicts(loaded)
    dossier = loaded.dossier(MEETS_ALL)
    yield loaded.award("gia-tri").evaluate(dossier, year=2024, as_of=dossier.as_of)
    plan = shipped_rulebook(PLAN)
    for day in (JUNE, JANUARY):
        dossier = plan.dossier(plan_dossier(day))
        for award in plan.awards:
            if award.applies_to(dossier):
                yield award.evaluate(dossier, year=2024 if award.annual else None, as_of=day)


def verdicts(loaded: LoadedRulebook) -> Iterator[Verdict]:
    """Random dossiers, much and little known, on several days."""
    random = Random(2026)
    years = loaded.rulebook.award_years
    for award in loaded.awards:
        for _ in range(ROUNDS):
            kind = random.choice(award.award.recipient)
            dossier = Dossiers(
                random, random.choice((0.1, 0.4, 0.8)), loaded.rulebook.vocabulary, kind, years, loaded.id
            ).dossier()
            year = random.choice(years) if award.annual else None
            yield award.evaluate(dossier, year=year, as_of=random.choice(DAYS[-2:]))


@cache
def forms() -> dict[str, list[Text]]:
    """The texts by what they tell, each form once: numbers, days and what is quoted make no other form."""
    found: dict[str, dict[str, Text]] = {}

    def add(section: str, text: Text) -> None:
        found.setdefault(section, {}).setdefault(_form(text), text)

    for verdict in all_verdicts():
        why = verdict.why
        for text in re.split(r"(?<=\.) ", why.sentence.vi):
            found.setdefault("sentence", {}).setdefault(_form(Text(text)), Text(text))
        for text in re.split(r"(?<=\.) ", why.sentence.in_lang("en")):
            found.setdefault("sentence, en", {}).setdefault(_form(Text(text)), Text(text, text))
        for evidence in (*(one.evidence for one in why.reasons), *(one.evidence for one in why.blockers)):
            for piece in evidence:
                add(f"evidence: {piece.kind}", piece.text)
        for completion in why.completions:
            for step in completion.steps:
                add(f"completion: {step.kind}", step.text)
        for path in why.paths:
            for step in path.steps or ():
                add(f"path: {step.kind}", step.text)
            for obstacle in path.obstacles:
                add(f"obstacle: {obstacle.code}", obstacle.text)
        for margin in why.margins:
            add("margin", margin.text)
    return {section: list(texts.values()) for section, texts in sorted(found.items())}


def _form(text: Text) -> str:
    return re.sub(r"“[^”]*”|\d+([.,/-]\d+)*", "#", text.vi)


@pytest.mark.parametrize("lang", LANGS)
def test_every_form_reads_well(lang: Lang, golden: Callable[[Path, str], None]) -> None:
    """Read and corrected by eye; `make golden` writes them anew."""
    lines = []
    for section, texts in forms().items():
        if section == "sentence" and lang == "en":
            continue
        if section == "sentence, en" and lang == "vi":
            continue
        lines += [f"## {section}", *sorted(text.in_lang(lang) for text in texts), ""]
    golden(GOLDEN / f"why.{lang}.txt", "\n".join(lines))


def test_every_kind_occurs() -> None:
    """The golden files hold every kind of step, evidence and obstacle."""
    sections = set(forms())
    for kind in ("fact", "record", "completeness"):
        assert f"evidence: {kind}" in sections
    for kind in ("attest", "supply", "add", "find", "complete"):
        assert f"path: {kind}" in sections
    for kind in ("attest", "supply", "find", "complete"):
        assert f"completion: {kind}" in sections
    for code in ("never_changes", "window_over", "external", "open_ended", "together"):
        assert f"obstacle: {code}" in sections
