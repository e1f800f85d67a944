"""What an award asks of a dossier: its facts with the regions that matter, its lists with the conditions on a record."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from cchc_rules.api import LoadedAward
from cchc_rules.engine.core import Atom, Core, Count, FactKey, leaves
from cchc_rules.engine.lower import lower
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import Region
from cchc_rules.model.vocabulary import EXTERNAL


@frozen
class Asked:
    """What an award asks in one year of one kind of candidate.

    ``cores`` are its criteria under the readings in force first, then as others may read them. ``facts``
    and ``fields`` (by list) have the regions of all of these, ``counts`` the counts over each list.
    """

    kind: str
    cores: tuple[Core, ...]
    facts: FrozenDict[FactKey, tuple[Region, ...]]
    fields: FrozenDict[str, FrozenDict[str, tuple[Region, ...]]]
    counts: FrozenDict[str, tuple[Count, ...]]

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its yearly facts, ascending."""
        return tuple(sorted({key.year for key in self.facts if key.year is not None}))

    @property
    def external(self) -> bool:
        """Whether criteria of a document that the rulebook does not hold stand in it."""
        return any(key.name.startswith(EXTERNAL) for key in self.facts)

    def field_regions(self, list_name: str, name: str) -> tuple[Region, ...]:
        """The regions in which a field of a list's records can lie."""
        return self.fields.get(list_name, FrozenDict()).get(name, ())

    def enough(self, list_name: str) -> int:
        """So many records of a list make all the difference that records can make."""
        return sum(max(count.low, (count.high or 0) + 1) for count in self.counts.get(list_name, ()))


@lru_cache(maxsize=256)
def asked(award: LoadedAward, year: int | None, kind: str, readings: FrozenDict[str, str]) -> Asked:
    """What the award asks in a year, under these readings and some others."""
    cores = tuple(dict.fromkeys(core_of(award, year, kind, choice) for choice in _choices(award, readings)))
    facts: dict[FactKey, dict[Region, None]] = {}
    fields: dict[str, dict[str, dict[Region, None]]] = {}
    counts: dict[str, dict[Count, None]] = {}
    for leaf in (leaf for core in cores for leaf in leaves(core)):
        if isinstance(leaf, Atom):
            facts.setdefault(leaf.key, {})[leaf.region] = None
            continue
        counts.setdefault(leaf.list, {})[leaf] = None
        for inner in leaves(leaf.where):
            assert isinstance(inner, Atom), "a condition on a record speaks about its fields only"
            fields.setdefault(leaf.list, {}).setdefault(inner.key.name, {})[inner.region] = None
    return Asked(
        kind=kind,
        cores=cores,
        facts=FrozenDict({key: tuple(regions) for key, regions in facts.items()}),
        fields=FrozenDict(
            {name: FrozenDict({f: tuple(regions) for f, regions in of.items()}) for name, of in fields.items()}
        ),
        counts=FrozenDict({name: tuple(of) for name, of in counts.items()}),
    )


def core_of(award: LoadedAward, year: int | None, kind: str, readings: FrozenDict[str, str]) -> Core:
    """The award's criteria lowered, under an assignment of every reading."""
    return lower(award.book.rulebook, award.award, readings, year, kind).core


def _choices(award: LoadedAward, readings: FrozenDict[str, str]) -> Iterator[FrozenDict[str, str]]:
    """The readings in force; beside the defaults every single change of them, beside others the defaults."""
    yield readings
    defaults = award.book.rulebook.default_readings()
    if readings != defaults:
        yield defaults
        return
    for name in award.readings():
        for option in award.book.rulebook.readings[name].options:
            if option != readings[name]:
                yield FrozenDict(readings | {name: option})
