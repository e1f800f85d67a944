"""What `docs/compatibility.md` lists is what the code has: whoever changes one of these changes a promise."""

from __future__ import annotations

import json
import re
import tomllib
from importlib import import_module

import pytest
from checkout import ROOT
from integration.asking import validator

import cchc_rules
from cchc_rules.cli.answers import SCHEMA_VERSION as ANSWER_VERSION
from cchc_rules.cli.arguments import PARSERS
from cchc_rules.cli.exits import EXIT_CODES
from cchc_rules.cli.options import ENGINES as ENGINES_OF_THE_COMMAND
from cchc_rules.cli.replay import SCHEMA_VERSION as REPLAY_VERSION
from cchc_rules.cli.show import SCHEMAS
from cchc_rules.cli.verify import SCHEMA_VERSION as VERIFICATION_VERSION
from cchc_rules.engine.evaluation import ENGINES
from cchc_rules.explain.findings import ENGINE_REASONS
from cchc_rules.language.codes import CODES
from cchc_rules.model.dossier import BUILT_IN_REASONS
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import SCHEMA_VERSION
from cchc_rules.text import Lang

TEXT = (ROOT / "docs/compatibility.md").read_text(encoding="utf-8")
LANGUAGE = (ROOT / "docs/language.md").read_text(encoding="utf-8")


def listed(head: str, end: str = r"[.;]( |\n)") -> list[str]:
    """The words in backticks between a heading of the page and the end of its sentence."""
    sentence = re.split(end, TEXT[TEXT.index(head) + len(head) :], maxsplit=1)[0]
    return re.findall(r"`([^`]+)`", sentence)


def test_the_public_names() -> None:
    """They are those that the package exports, all can be had, and the one besides them exists."""
    assert listed("<!-- names -->") == sorted(cchc_rules.__all__)
    assert all(getattr(cchc_rules, name) is not None for name in cchc_rules.__all__)
    module, _, name = "cchc_rules.cli.answers.Answering".rpartition(".")
    assert f"`{module}.{name}`" in TEXT
    assert callable(getattr(import_module(module), name))


def test_the_codes() -> None:
    """Outcomes, truths, reasons, kinds of errors, exit codes."""
    assert listed("- Outcomes:") == [outcome.value for outcome in Outcome]
    assert listed("- Truths of criteria:") == [truth.value for truth in Truth]
    reasons = listed("- Reasons why something is unknown:")
    assert set(reasons) == {*BUILT_IN_REASONS, *ENGINE_REASONS}
    table = LANGUAGE[LANGUAGE.index("### 12.3 Reasons") :].partition("###")[2].partition("\n### ")[0]
    assert reasons == re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    kinds = validator("answer").schema["definitions"]["error"]["properties"]["kind"]["enum"]  # type: ignore[index]
    assert listed("- Kinds of errors in answers:") == kinds
    (exits,) = re.findall(r"- Exit codes: ([\d, ]+), with", TEXT)
    assert [int(code) for code in exits.split(", ")] == list(EXIT_CODES)


def test_the_diagnostics_that_the_page_names() -> None:
    """`CR` and three digits, all of them; those of the page exist and are about what it says."""
    assert all(re.fullmatch(r"CR\d{3}", code) for code in CODES)
    about = {"CR215": "language 1", "CR209": "reserved"}
    assert set(re.findall(r"CR\d{3}", TEXT)) == set(about)
    assert all(words in CODES[code][1].in_lang("en") for code, words in about.items())


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("verdict", SCHEMA_VERSION),
        ("answer", ANSWER_VERSION),
        ("evaluation", SCHEMA_VERSION),
        ("verification", VERIFICATION_VERSION),
        ("replay", REPLAY_VERSION),
    ],
)
def test_the_schema_versions(name: str, version: int) -> None:
    """The page, the schema and the code say the same number; so does the page about integration."""
    definition = validator(name).schema["definitions"][name]  # type: ignore[index]
    assert definition["properties"]["schema_version"] == {"const": version}
    assert re.search(rf"^\| .* \| `{name}` \| {version} \|$", TEXT, re.MULTILINE)
    page = (ROOT / "docs/integration.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{name}` \| .*; `schema_version` {version} \|$", page, re.MULTILINE)


def test_the_versions() -> None:
    """Of the library, of Python, of the language."""
    assert f"| the library: Python API, command line | {cchc_rules.__version__} |" in TEXT
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 and newer." in TEXT
    needed = {re.split(r"[<>=]", one)[0].lower() for one in project["dependencies"]}
    (told,) = re.findall(r"The core needs (\w+), (\w+) and (\w+);", TEXT)
    assert needed == {name.lower() for name in told}
    assert json.loads(json.dumps(validator("rulebook").schema))["$schema"].endswith("draft-07/schema#")


def test_the_command_knows_what_there_is() -> None:
    """The engines of the command line are those of the library, its schemas can be had, and help and pages name them."""
    assert ENGINES_OF_THE_COMMAND == ENGINES
    assert set(PARSERS) >= {"evaluate", "check", "show", "schema"}
    for name in SCHEMAS:
        validator(name).check_schema(validator(name).schema)
    langs: tuple[Lang, ...] = ("vi", "en")
    for lang in langs:
        assert f": {', '.join(SCHEMAS)} " in " ".join(PARSERS["schema"](lang).format_help().split())
    page = (ROOT / "docs/integration.md").read_text(encoding="utf-8")
    for name in ("request", "answer", "verdict", "evaluation", "proof", "verification", "archive", "replay"):
        assert name in SCHEMAS
        assert re.search(rf"^\| `{name}` \| ", page, re.MULTILINE)
