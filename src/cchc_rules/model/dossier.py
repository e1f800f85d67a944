"""Dossiers (hồ sơ): what is stated about one candidate, by whom, and since when. Nothing is decided here yet."""

from __future__ import annotations

import datetime

from attrs import field, frozen

from cchc_rules.errors import Diagnostic, Place
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue
from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.text import Text

BUILT_IN_REASONS: FrozenDict[str, Text] = FrozenDict(
    {
        "not_given": Text("chưa có trong hồ sơ", "not in the dossier"),
        "not_published": Text("chưa được công bố", "not published yet"),
        "not_ranked": Text("được đánh giá nhưng không xếp hạng", "assessed but not ranked"),
        "not_assessed": Text("không được đánh giá", "not assessed"),
        "under_review": Text("đang được xem xét", "under review"),
    }
)
"""The reasons that a dossier may give for a missing value; a rulebook may add its own."""


@frozen(kw_only=True)
class Document:
    """A document that a dossier cites, by the id that its file gives to it."""

    id: str
    number: str | None = None
    date: datetime.date | None = None
    title: str | None = None


@frozen(kw_only=True)
class Attestation:
    """Who vouches for a value (xác nhận): in which capacity, when, by which document.

    ``by`` is the attesting person's id if it is known; ``of`` the unit that a head of a unit speaks for.
    """

    capacity: str
    date: datetime.date
    document: Document | None = None
    by: str | None = None
    of: str | None = None


@frozen(kw_only=True)
class Claim:
    """One statement of a value; ``known_from`` is the first day on which it counts as known."""

    value: CoreValue
    attestation: Attestation | None = None
    known_from: datetime.date | None = None
    document: Document | None = None
    place: Place = field(factory=Place, eq=False, repr=False)


@frozen(kw_only=True)
class Stated:
    """All that a dossier says of one fact: claims, or why there is none."""

    claims: tuple[Claim, ...] = ()
    reason: str = "not_given"


@frozen(kw_only=True)
class Link:
    """The entity that a candidate belongs to: always the same one, or by year."""

    always: str | None = None
    by_year: FrozenDict[int, str] = field(factory=FrozenDict)

    def at(self, year: int | None) -> str | None:
        """The entity in ``year``; without a year the one entity it always was, if it was one."""
        if self.always is not None:
            return self.always
        if year is not None:
            return self.by_year.get(year)
        ever = set(self.by_year.values())
        return ever.pop() if len(ever) == 1 else None


@frozen(kw_only=True)
class Entity:
    """Something that candidates belong to, with what is stated about it by fact and year."""

    kind: str
    id: str
    name: str | None = field(default=None, eq=False)
    facts: FrozenDict[tuple[str, int | None], Stated] = field(factory=FrozenDict)


@frozen(kw_only=True)
class RecordList:
    """The records given of one list, each a mapping of fields, and how far the list is complete.

    ``complete`` lists hold every record dated up to ``to``, else up to ``cut_off``, the ``as_of`` of their file.
    """

    records: tuple[FrozenDict[str, Stated], ...]
    cut_off: datetime.date
    complete: bool = True
    to: datetime.date | None = None


@frozen(kw_only=True)
class Dossier:
    """One candidate's dossier. Facts are keyed by name and, for yearly facts, year (``None`` for the others).

    ``as_of`` is the cut-off of the data. ``warnings``: what looks wrong and is no fault, of a dossier that was made from plain
    data; those of files stand in the :class:`DossierSet`. ``name`` is a passenger: it is shown to people and takes part in
    nothing else.
    """

    rulebook: str
    id: str
    kind: str
    as_of: datetime.date
    vocabulary: Vocabulary = field(eq=False, repr=False)
    award_year: int | None = None
    name: str | None = field(default=None, eq=False, repr=False)
    links: FrozenDict[str, Link] = field(factory=FrozenDict)
    entities: FrozenDict[tuple[str, str], Entity] = field(factory=FrozenDict)
    facts: FrozenDict[tuple[str, int | None], Stated] = field(factory=FrozenDict)
    lists: FrozenDict[str, RecordList] = field(factory=FrozenDict)
    place: Place = field(factory=Place, eq=False, repr=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), eq=False, repr=False)


@frozen(kw_only=True)
class RejectedDossier:
    """A candidate whose dossier cannot be used, and why. It has no verdict: a fault is neither a yes nor a no."""

    id: str
    diagnostics: tuple[Diagnostic, ...]
    kind: str | None = None
    name: str | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class DossierSet:
    """The candidates of one or several files: those whose dossier can be used, and those whose cannot, with the reasons.

    ``faults`` are errors that touch no candidate, such as in an attestation that names nobody whom the files have. ``as_of``
    is the latest cut-off of the files.
    """

    dossiers: tuple[Dossier, ...]
    rejected: tuple[RejectedDossier, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    as_of: datetime.date
    award_year: int | None = None
