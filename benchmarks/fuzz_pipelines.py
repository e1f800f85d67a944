"""What fuzzed documents go through: the whole way from bytes to verdicts, and structures a step away from real ones."""

from __future__ import annotations

import copy
import datetime
import random
from functools import cache

from cchc_rules import LoadedAward, LoadedRulebook, shipped_rulebook
from cchc_rules.errors import Diagnostic, DossierError, RulebookError
from cchc_rules.language.checks.check import check
from cchc_rules.language.dossiers.decode import decode_dossier_file
from cchc_rules.language.dossiers.join import join
from cchc_rules.language.nodes import Mapping, Node, Plain, plain
from cchc_rules.language.reading.reader import DOSSIER_LIMITS, read_file, read_text
from cchc_rules.language.rulebooks.decode import decode_rulebook
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.language.rulebooks.load import shipped_path
from cchc_rules.language.shape.schema import validate

PLAN = "thanh-tra-binh-dinh/ke-hoach-2022"
AS_OF = datetime.date(2025, 1, 20)


@cache
def shipped() -> LoadedRulebook:
    """The plan."""
    return shipped_rulebook(PLAN)


@cache
def files() -> dict[str, Node]:
    """The plan's files."""
    folder = shipped_path(PLAN)
    return {file.name: read_file(file) for file in folder.iterdir() if file.name.endswith(".yaml")}


def through_rulebook(data: bytes, name: str) -> object:
    """Read, then, if it looks like a file of a rulebook, put it in the place of the plan's own and go all the way."""
    node = read_text(data, name)
    kind = "award" if "award" in keys(node) else "facts" if "candidates" in keys(node) else "rulebook"
    refuse(validate(node, kind))  # type: ignore[arg-type]  # one of the three
    parts = dict(files())
    parts[f"{kind}.yaml"] = node
    awards = [part for file, part in parts.items() if file not in ("rulebook.yaml", "facts.yaml")]
    if kind == "award":
        awards = [part for part in awards if award_id(part) != award_id(node)] + [node]
    rulebook, faults = decode_rulebook(PLAN, parts["rulebook.yaml"], parts["facts.yaml"], awards)
    refuse(faults)
    found = check(rulebook)
    refuse(tuple(fault for fault in found if fault.severity == "error"))
    book = LoadedRulebook(rulebook=rulebook, digest="sha256:not-asked", warnings=found)
    return [evaluate(award) for award in book.awards]


def evaluate(award: LoadedAward) -> object:
    """An empty dossier of each kind, in the last permitted year: a checked rulebook never raises."""
    year = max(award.book.rulebook.award_years) if award.annual else None
    given = {"id": "x", "as_of": "2025-01-20", "rulebook": award.book.id}
    dossiers = [award.book.dossier({**given, "kind": kind}) for kind in award.award.recipient]
    return [award.evaluate(dossier, year=year, as_of=AS_OF).to_dict() for dossier in dossiers]


def through_dossiers(data: bytes, name: str) -> object:
    """Read, decode by the plan, join, and evaluate every award on the first two whose dossier can be used."""
    node = read_text(data, name, limits=DOSSIER_LIMITS, error=DossierError)
    found = join([decode_dossier_file(node, shipped().rulebook, name)])
    verdicts = []
    for award in shipped().awards:
        result = award.evaluate_many(found.dossiers[:2], year=2024 if award.annual else None, as_of=AS_OF)
        verdicts += [verdict.to_dict() for verdict in result.verdicts]
    faults = [fault for dossier in found.rejected for fault in dossier.diagnostics] + list(found.faults)
    if faults:
        raise DossierError(faults)
    return verdicts


def refuse(faults: tuple[Diagnostic, ...]) -> None:
    """As loading does between its stages."""
    if faults:
        raise RulebookError(faults)


def keys(node: Node) -> frozenset[str]:
    """The top keys of a document."""
    return frozenset(node.entries) if isinstance(node, Mapping) else frozenset()


def award_id(node: Node) -> object:
    """The id of an award file."""
    data = plain(node)
    return data.get("award") if isinstance(data, dict) else None


def mutant(chance: random.Random, seed: bytes) -> bytes:
    """A real document with a few of its parts moved, doubled, dropped or replaced by others of its parts, as JSON."""
    data = plain(read_text(seed, "seed", limits=DOSSIER_LIMITS))
    if isinstance(data, dict) and isinstance(data.get("candidates"), list):
        del data["candidates"][: chance.randrange(len(data["candidates"]))]  # type: ignore[union-attr,arg-type]  # a list
        del data["candidates"][2:]  # type: ignore[union-attr,arg-type]  # as was asked
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        places = inner(data)
        if not places:
            break
        where, key = chance.choice(places)
        others = [copy.deepcopy(other[k]) for other, k in chance.choices(places, k=2)]  # type: ignore[index]  # its own key
        change(chance, where, key, others)
    return to_json_text(data).encode()


def inner(data: Plain) -> list[tuple[dict[str, Plain] | list[Plain], str | int]]:
    """Every place in a document, by its container and its key or position."""
    found: list[tuple[dict[str, Plain] | list[Plain], str | int]] = []
    todo = [data]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            found += [(value, key) for key in value]
            todo += value.values()
        elif isinstance(value, list):
            found += [(value, position) for position in range(len(value))]
            todo += value
    return found


ODD: list[Plain] = [
    None,
    True,
    0,
    -1,
    5,
    2024,
    "",
    "x",
    "nothing",
    "2024-02-30",
    "2024-12-31",
    [],
    {},
    "year",
    "period",
]


def change(chance: random.Random, where: dict[str, Plain] | list[Plain], key: str | int, others: list[Plain]) -> None:
    """One change at one place."""
    what = chance.randrange(5)
    if isinstance(where, dict):
        assert isinstance(key, str)
        value = where[key]
        if what == 0:
            del where[key]
        elif what == 1:
            where[chance.choice([*where, "x", "2023", "at_most"])] = copy.deepcopy(value)
        elif what == 2:
            where[key] = chance.choice(ODD)
        elif what == 3:
            where[key] = others[0]
        else:
            where[key] = [value, copy.deepcopy(value)]
        return
    assert isinstance(key, int)
    if what == 0:
        del where[key]
    elif what == 1:
        where.insert(key, copy.deepcopy(where[key]))
    else:
        where[key] = chance.choice([*ODD, *others])
