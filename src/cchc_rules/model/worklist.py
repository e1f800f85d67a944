"""The worklist: what is still missing for many verdicts, by who can supply it."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from cchc_rules.text import Text


@frozen(kw_only=True)
class Supplier:
    """Who can supply something that is missing.

    ``kind``: ``authority`` (by ``capacity``; of one of many also the unit, ``entity_kind`` and ``entity``, of which
    ``entity`` is ``None`` if the dossier does not say), ``entity`` (whose figures they are), ``keeper`` (whoever keeps the
    dossiers), ``time`` (a list that lacks nothing up to the day of the evaluation: nobody can supply what comes later),
    ``nobody`` (no dossier can hold it).
    """

    kind: str
    text: Text
    capacity: str | None = None
    entity_kind: str | None = None
    entity: str | None = None


@frozen(kw_only=True)
class Touched:
    """A verdict that an item can change: it ``settles`` it if whatever the item turns out to be decides, and may settle it
    if some value of it does.
    """

    award: str
    candidate: str
    year: int | None
    settles: bool
    may_settle: bool


@frozen(kw_only=True)
class WorkItem:
    """One missing thing, which may serve several verdicts.

    What is missing is told as in a verdict: a fact (``fact``, ``year``, ``entity``), a field of a record (with ``list`` and
    ``record``), further records (``list`` alone), or (``entity_kind`` alone, with ``year``) to which entity a candidate
    belongs. ``candidate``: whose it is, ``None`` if it is not of one candidate; ``name`` is a passenger. ``others``: who may
    supply it instead.
    """

    what: Text
    why: Text
    reason: str
    fact: str | None = None
    year: int | None = None
    entity: str | None = None
    entity_kind: str | None = None
    list: str | None = None
    record: int | None = None
    candidate: str | None = None
    name: str | None = field(default=None, eq=False)
    others: tuple[Supplier, ...] = ()
    touches: tuple[Touched, ...] = ()

    @property
    def settles(self) -> int:
        """How many verdicts it settles, whatever it turns out to be."""
        return sum(one.settles for one in self.touches)

    @property
    def may_settle(self) -> int:
        """How many verdicts some value of it settles; those that it settles are among them."""
        return sum(one.may_settle for one in self.touches)


@frozen(kw_only=True)
class WorkGroup:
    """What one supplier can supply, what settles most verdicts first."""

    supplier: Supplier
    items: tuple[WorkItem, ...]

    @property
    def settles(self) -> int:
        """How many verdicts some item of it settles by itself, whatever it turns out to be."""
        return len(_verdicts(touched for item in self.items for touched in item.touches if touched.settles))

    @property
    def may_settle(self) -> int:
        """How many verdicts some item of it may settle by itself."""
        return len(_verdicts(touched for item in self.items for touched in item.touches if touched.may_settle))

    @property
    def touches(self) -> int:
        """How many verdicts it concerns."""
        return len(_verdicts(touched for item in self.items for touched in item.touches))


@frozen(kw_only=True)
class Worklist:
    """What is missing for ``undetermined`` verdicts, by supplier, who settles most verdicts first; what nobody can supply,
    not yet or not at all, comes last. ``exact`` is false if some of it may turn out not to matter.
    """

    groups: tuple[WorkGroup, ...]
    undetermined: int
    exact: bool


def _verdicts(touched: Iterable[Touched]) -> set[tuple[str, str, int | None]]:
    return {(one.award, one.candidate, one.year) for one in touched}
