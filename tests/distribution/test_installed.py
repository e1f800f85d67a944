"""The installed wheel answers as the checkout does, with nothing of the checkout in reach."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

import pytest
import yaml
from checkout import ROOT
from distribution.built import Installed, ran

from cchc_rules import __version__

ANNUAL = str(ROOT / "examples/nam-2024.yaml")
PERIOD = str(ROOT / "examples/giai-doan-2021-2025.yaml")
OWN = [str(ROOT / "examples/ho-so-vi-du.yaml"), "--rulebook", str(ROOT / "examples/rulebooks/so-vi-du/quy-che-2025")]
PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"

COMMANDS = [
    ["--help"],
    ["evaluate", "--help"],
    ["--lang", "en", "show"],
    ["show", PLAN],
    ["schema", PLAN],
    ["check", ANNUAL],
    ["evaluate", ANNUAL, "--summary"],
    ["evaluate", PERIOD, "--format", "json"],
    ["--lang", "en", "evaluate", *OWN],
]


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    """The package and its three requirements come from the new environment, which has no tool of developers."""
    program = (
        "import importlib.util as u, json\n"
        "names = ['cchc_rules', 'attrs', 'yaml', 'jsonschema', 'hypothesis', 'pytest', 'mypy']\n"
        "print(json.dumps([spec and spec.origin for spec in map(u.find_spec, names)]))"
    )
    origins = json.loads(installed.run("-c", program).stdout)
    assert [Path(origin).is_relative_to(installed.site) for origin in origins[:4]] == [True] * 4
    assert origins[4:] == [None] * 3
    file = installed.run("-c", "import cchc_rules; print(cchc_rules.__file__)").stdout.strip()
    assert Path(file) == installed.site / "cchc_rules/__init__.py"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_same_output_as_the_checkout(installed: Installed, command: list[str]) -> None:
    """Output, diagnostics and exit code of the wheel are those of the checkout, to the letter."""
    wheel, checkout = installed.run("-m", "cchc_rules", *command), installed.run_source("-m", "cchc_rules", *command)
    assert (wheel.returncode, wheel.stdout, wheel.stderr) == (0, checkout.stdout, checkout.stderr)
    assert wheel.stdout != ""


def test_outcomes_are_those_written_down_from_the_text(installed: Installed) -> None:
    """``examples/expected.yaml`` was written by hand from the plan; the wheel decides so."""
    expected = yaml.safe_load((ROOT / "examples/expected.yaml").read_text(encoding="utf-8"))["files"]["nam-2024.yaml"]
    verdicts = json.loads(installed.run("-m", "cchc_rules", "evaluate", ANNUAL, "--format", "json").stdout)["verdicts"]
    found = {(verdict["candidate"], verdict["award"]): verdict["outcome"] for verdict in verdicts}
    wanted = {(who, award): case["outcome"] for who, cases in expected.items() for award, case in cases.items()}
    assert found == wanted
    assert set(wanted.values()) == {"eligible", "not_eligible", "undetermined"}


def test_shipped_rulebooks_load(installed: Installed) -> None:
    """Those of the folder ``criteria/``, each read, validated and checked from the wheel's own data."""
    program = (
        "import cchc_rules as c, json\n"
        "print(json.dumps([(key, c.shipped_rulebook(key).digest) for key in c.shipped_rulebooks()]))"
    )
    wheel = json.loads(installed.run("-c", program).stdout)
    assert wheel == json.loads(installed.run_source("-c", program).stdout)
    criteria = installed.source / "criteria"
    folders = {path.parent.relative_to(criteria).as_posix() for path in criteria.glob("*/*/rulebook.yaml")}
    assert {key for key, _ in wheel} == folders
    assert PLAN in folders


def test_resources_are_found(installed: Installed) -> None:
    """Every schema is read as it stands in ``schemas/``; the data lie inside the package."""
    names = sorted(path.name.removesuffix(".schema.json") for path in (installed.source / "schemas").iterdir())
    program = (
        "import json, sys\nfrom cchc_rules.resources import criteria_root, schema_text\n"
        "print(json.dumps([str(criteria_root()), *map(schema_text, sys.argv[1:])]))"
    )
    root, *texts = json.loads(installed.run("-c", program, *names).stdout)
    assert Path(root) == installed.site / "cchc_rules/_data/criteria"
    assert texts == [(installed.source / f"schemas/{name}.schema.json").read_text(encoding="utf-8") for name in names]


def test_command_is_declared_and_works(installed: Installed) -> None:
    """``cchc-rules`` is the one entry point, and the script that pip made of it runs in any folder."""
    (distribution,) = importlib.metadata.distributions(name="cchc-rules", path=[str(installed.site)])
    points = [(point.group, point.name, point.value) for point in distribution.entry_points]
    assert points == [("console_scripts", "cchc-rules", "cchc_rules.cli.main:main")]
    done = ran([str(installed.script), "--version"], installed.elsewhere)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"cchc-rules {__version__}\n", "")
