"""The JSON output and its two schemas."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from cli.running import ANNUAL, PERIOD, PLAN, TRIAL, TRIAL_ANNUAL, TRIAL_PERIOD, Runner
from jsonschema import Draft7Validator

from cchc_rules.model.predicates import Comparison
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import Verdict
from cchc_rules.resources import schema_text

RUNS = {
    "annual": ("evaluate", ANNUAL),
    "period": ("evaluate", PERIOD),
    "robust": ("evaluate", ANNUAL, "--robust", "--award", "giay-khen-ca-nhan-hang-nam"),
    "worklist": ("evaluate", ANNUAL, "--worklist"),
    "worklist, nothing missing": ("evaluate", ANNUAL, "--worklist", "--only", "eligible"),
    "left out": ("evaluate", ANNUAL, "--only", "eligible"),
    "trial, annual": ("evaluate", TRIAL_ANNUAL, "--rulebook", TRIAL),
    "trial, period": ("evaluate", TRIAL_PERIOD, "--rulebook", TRIAL, "--trust-bare-attestations"),
}
FAULTY = f"""
rulebook: {PLAN}
award_year: 2024
as_of: 2025-01-20
candidates:
  - {{id: tot, kind: individual}}
  - {{id: hong, kind: individual, name: "Hồng", facts: {{staff_category: emploee}}}}
"""


def schema(name: str) -> Any:
    """A schema as data."""
    return json.loads(schema_text(name))


def evaluated(run: Runner, *arguments: str, given: str = "") -> dict[str, Any]:
    """What a run writes as JSON."""
    data = json.loads(run(*arguments, "--format", "json", given=given).out)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("name", RUNS)
def test_output_is_as_the_schemas_say(name: str, run: Runner) -> None:
    """The object is valid by the one schema, every verdict in it by the other."""
    data = evaluated(run, *RUNS[name])
    assert not list(Draft7Validator(schema("evaluation")).iter_errors(data))
    verdict = Draft7Validator(schema("verdict"))
    assert data["verdicts"]
    assert not [error for one in data["verdicts"] for error in verdict.iter_errors(one)]


@pytest.mark.parametrize("name", RUNS)
def test_verdicts_come_back(name: str, run: Runner) -> None:
    """A verdict read back from the output says the same, to the letter."""
    for one in evaluated(run, *RUNS[name])["verdicts"]:
        assert Verdict.from_dict(one).to_dict() == one


def test_the_envelope(run: Runner) -> None:
    """Every candidate is in exactly one place for every award: a verdict, skipped, or rejected."""
    data = evaluated(run, "evaluate", "-", given=FAULTY)
    assert (data["rulebook"], data["year"], data["as_of"]) == (PLAN, 2024, "2025-01-20")
    assert [award["award"] for award in data["awards"]] == sorted({award["award"] for award in data["awards"]})
    evaluated_for = {verdict["award"] for verdict in data["verdicts"]}
    assert {(skipped["award"], skipped["candidate"]) for skipped in data["skipped"]} == {
        (award["award"], "tot") for award in data["awards"] if award["award"] not in evaluated_for
    }
    (rejected,) = data["rejected"]
    assert (rejected["candidate"], rejected["name"]) == ("hong", "Hồng")
    (diagnostic,) = rejected["diagnostics"]
    assert (diagnostic["code"], diagnostic["file"], diagnostic["line"]) == ("CR524", "-", 7)
    assert diagnostic["help"]["en"] == "perhaps `employee`"
    assert not list(Draft7Validator(schema("evaluation")).iter_errors(data))


def test_a_period_has_no_year(run: Runner) -> None:
    """Where no annual award is considered there is no year, even if the file names one."""
    assert evaluated(run, "evaluate", ANNUAL, "--award", "giay-khen-tap-the-giai-doan")["year"] is None


def test_what_to_ask_first(run: Runner) -> None:
    """Every reading that the verdicts reach, with whom it decides; nothing where robustness was not asked for."""
    assert evaluated(run, *RUNS["annual"])["readings_to_ask"] is None
    first, *others = evaluated(run, *RUNS["robust"])["readings_to_ask"]
    assert [one["reading"] for one in others] == sorted(one["reading"] for one in others)
    assert [one["decides"] for one in others] == [[f"cb-{n}"] for n in ("07", "06", "02", "09", "11", "10", "08")]
    turned = [("cb-02", "not_eligible"), ("cb-18", "undetermined"), ("cb-23", "not_eligible")]
    verdicts = [
        {"award": "giay-khen-ca-nhan-hang-nam", "candidate": candidate, "outcome": outcome, "becomes": "eligible"}
        for candidate, outcome in turned
    ]
    assert {key: first[key] for key in ("reading", "option", "confirmed_by", "decides", "joint", "options")} == {
        "reading": "index-binding",
        "option": "both",
        "confirmed_by": None,
        "decides": ["cb-02", "cb-18", "cb-23"],
        "joint": [],
        "options": [{"option": "either", "verdicts": verdicts}],
    }


def test_only_what_is_shown_is_ranked(run: Runner) -> None:
    """With ``--only`` the ranking is about the verdicts that are left."""
    first, *others = evaluated(run, *RUNS["robust"], "--only", "undetermined")["readings_to_ask"]
    assert (first["reading"], first["decides"]) == ("index-binding", ["cb-18"])
    assert not any(one["decides"] or one["joint"] for one in others)


def test_a_verdict_of_an_earlier_release_has_no_joint_flips(run: Runner) -> None:
    """It is read all the same."""
    one = evaluated(run, *RUNS["robust"])["verdicts"][1]
    assert one["robustness"].pop("joint_flips") == [{"changes": [["index-binding", "either"]], "outcome": "eligible"}]
    assert Verdict.from_dict(one).robustness_known().joint_flips == ()


def test_left_out_verdicts_are_counted(run: Runner) -> None:
    """``--only`` leaves verdicts out, and says how many."""
    every, some = evaluated(run, *RUNS["annual"]), evaluated(run, *RUNS["left out"])
    assert every["left_out"] == 0
    assert some["left_out"] == len(every["verdicts"]) - len(some["verdicts"])
    assert {verdict["outcome"] for verdict in some["verdicts"]} == {"eligible"}


def test_the_schemas_are_schemas() -> None:
    """Both are draft-07, self-contained, and hold the same definitions."""
    verdict, evaluation = schema("verdict"), schema("evaluation")
    for one in (verdict, evaluation):
        Draft7Validator.check_schema(one)
        refs = {
            line.partition('"#/')[2].partition('"')[0]
            for line in json.dumps(one, indent=0).splitlines()
            if "$ref" in line
        }
        assert refs <= {f"definitions/{name}" for name in one["definitions"]}
    assert {name: evaluation["definitions"][name] for name in verdict["definitions"]} == verdict["definitions"]


def test_the_schemas_know_every_word() -> None:
    """Outcomes, truths and comparisons are those of the code."""
    definitions = schema("verdict")["definitions"]
    assert definitions["outcome"]["enum"] == [outcome.value for outcome in Outcome]
    assert definitions["truth"]["enum"] == [truth.value for truth in Truth]
    comparisons = definitions["requirement"]["properties"]["comparison"]["enum"]
    assert comparisons == [*(comparison.value for comparison in Comparison), None]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("outcome",), "yes"),
        (("schema_version",), 2),
        (("explanation", "truth"), "maybe"),
        (("explanation", "kind"), "share"),
        (("provenance", "as_of"), "20/01/2025"),
        (("award_title",), "Giấy khen"),
        (("readings", 0, "confirmed_by"), 5),
    ],
)
def test_the_schema_refuses(path: tuple[str | int, ...], value: object, run: Runner) -> None:
    """A verdict with another value there is none."""
    verdict = deepcopy(evaluated(run, "evaluate", ANNUAL, "--award", "giay-khen-ca-nhan-hang-nam")["verdicts"][0])
    inner: Any = verdict
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert list(Draft7Validator(schema("verdict")).iter_errors(verdict))


@pytest.mark.parametrize("key", sorted(schema("verdict")["definitions"]["verdict"]["properties"]))
def test_the_schema_misses_nothing(key: str, run: Runner) -> None:
    """Every key is required, and no other is allowed."""
    verdict = evaluated(run, "evaluate", ANNUAL, "--award", "giay-khen-tap-the-hang-nam")["verdicts"][0]
    validator = Draft7Validator(schema("verdict"))
    assert list(validator.iter_errors({name: value for name, value in verdict.items() if name != key}))
    assert list(validator.iter_errors({**verdict, f"{key}_": None}))


def test_the_schema_of_dossiers_takes_the_examples(run: Runner) -> None:
    """``schema`` writes a draft-07 schema by which a dossier in JSON is valid, and a misspelt one is not."""
    printed = json.loads(run("schema", PLAN).out)
    Draft7Validator.check_schema(printed)
    dossier = {
        "rulebook": PLAN,
        "award_year": 2024,
        "as_of": "2025-01-20",
        "candidates": [{"id": "cb", "kind": "individual", "facts": {"staff_category": "employee"}}],
    }
    assert not list(Draft7Validator(printed).iter_errors(dossier))
    dossier["candidates"][0]["facts"]["staff_category"] = "employe"  # type: ignore[index]
    assert list(Draft7Validator(printed).iter_errors(dossier))
