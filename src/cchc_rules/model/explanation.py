"""Explanations: what was asked at each criterion, what the dossier says, and what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen

from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Truth
from cchc_rules.text import Text


@frozen(kw_only=True)
class Requirement:
    """What a criterion asks for.

    Of a fact: ``comparison`` and ``operands``. Of a number of criteria, records or years: ``low``, ``high`` (``None``: no
    most), ``total`` (``None``: not fixed), ``consecutive``. Of records also the days that count, ``start`` to ``end``
    inclusive, and the date field ``by_date`` that must fall into them.
    """

    text: Text
    comparison: str | None = None
    operands: tuple[Shown, ...] = ()
    low: int | None = None
    high: int | None = None
    total: int | None = None
    consecutive: bool = False
    start: datetime.date | None = None
    end: datetime.date | None = None
    by_date: str | None = None


@frozen(kw_only=True)
class Observation:
    """What the dossier says. Of a fact: its value, or the ``reason`` why it is unknown. Of a number: how many hold for
    ``certain`` and at most (``possible``; ``None``: there is no most), and up to which day the list is complete.
    """

    text: Text
    value: Shown | None = None
    reason: str | None = None
    certain: int | None = None
    possible: int | None = None
    complete_to: datetime.date | None = None


@frozen(kw_only=True)
class AttestedBy:
    """One attestation that a value rests on; ``document`` is its number or id."""

    capacity: str
    title: Text
    date: datetime.date
    document: str | None = None
    by: str | None = None
    of: str | None = None


@frozen(kw_only=True)
class EvidenceItem:
    """What the value of a fact rests on (minh chứng)."""

    fact: str
    value: Shown
    year: int | None = None
    entity: str | None = None
    attestations: tuple[AttestedBy, ...] = ()
    document: str | None = None
    known_from: datetime.date | None = None


@frozen(kw_only=True)
class Explanation:
    """One node of the explanation tree, which follows the author's tree.

    ``path``: the ids from the award down (a position where there is no id), ``@2023`` for a counted year, ``[2]`` for the
    second record of a list. ``kind``: the predicate's key, or ``year``, ``record``, ``nothing``. ``clauses``: its own, else
    those of the nearest ancestor. ``gap``: how far the observed value or number is from what is required, if it is.
    ``readings``: the options, reading by reading, that were chosen at this node.
    """

    path: str
    kind: str
    title: Text
    truth: Truth
    clauses: tuple[str, ...] = ()
    required: Requirement | None = None
    observed: Observation | None = None
    gap: Shown | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    children: tuple[Explanation, ...] = ()

    def walk(self) -> Iterator[Explanation]:
        """This node and all below it, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()


@frozen(kw_only=True)
class UnknownFact:
    """Something that is missing (còn thiếu) and can change the outcome of an undetermined verdict.

    ``fact`` is a fact, or ``list`` a list that may hold further records, or both with ``record`` (its position) for a field
    of a record that is given. ``reason`` is a stable code; ``attested_by`` the capacities that could supply it.
    """

    path: str
    reason: str
    text: Text
    fact: str | None = None
    year: int | None = None
    list: str | None = None
    record: int | None = None
    entity: str | None = None
    attested_by: tuple[str, ...] = ()
