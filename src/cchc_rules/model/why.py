"""Why, and what next: reasons, blockers, completions, what still matters, paths, margins, as plain values.

The laws are in ``docs/architecture.md``: 3 (completions), 4 (reasons and blockers), 5 (paths).
"""

from __future__ import annotations

import datetime

from attrs import frozen

from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Outcome
from cchc_rules.text import Text


@frozen(kw_only=True)
class Piece:
    """One piece of evidence (minh chứng) that can be left out by itself.

    ``kind``: ``fact`` (a value with its attestations), ``record`` (the content of one record of a list), ``completeness``
    (that a list lacks nothing up to ``complete_to``; ``None``: outright). ``record`` counts from 1 as in the dossier.
    ``paths``: the criteria that it decides.
    """

    kind: str
    text: Text
    fact: str | None = None
    year: int | None = None
    entity: str | None = None
    list: str | None = None
    record: int | None = None
    complete_to: datetime.date | None = None
    paths: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reason:
    """Evidence that by itself makes the candidate eligible, and of which nothing can be left out.

    ``routes``: the paths of the alternatives (members of an `any_of`) by which it does.
    """

    evidence: tuple[Piece, ...]
    routes: tuple[str, ...] = ()


@frozen(kw_only=True)
class AlternativeBlocker:
    """What alone rules out one alternative of an `any_of`; nothing of it can be left out."""

    path: str
    title: Text
    evidence: tuple[Piece, ...]


@frozen(kw_only=True)
class Blocker:
    """Evidence that by itself makes the candidate not eligible (điểm chưa đạt), and of which nothing can be left out.

    ``path``: the outermost criterion that it rules out. ``alternatives``: where that is an `any_of`, what rules out each
    of its members.
    """

    path: str
    title: Text
    evidence: tuple[Piece, ...]
    alternatives: tuple[AlternativeBlocker, ...] = ()


@frozen(kw_only=True)
class Step:
    """One change of a dossier.

    ``kind``: ``attest`` (somebody entitled to attests it), ``supply`` (the value becomes known), ``change`` (the candidate
    changes it), ``add`` (further records come about), ``find`` (records that exist already are added), ``complete`` (it is
    stated that a list lacks nothing up to ``earliest``). ``value``: one value that will do, ``accepted``: all that will do,
    in words. ``fields``: of records that are added what has to hold of each, field by field, ``times`` how many there are.
    ``earliest`` and ``latest``: the days between which it can be done, inclusive; ``latest`` ``None``: no end. A record with
    several dates is there with the last of them.
    ``attested_by``: the capacities of which one has to attest it. ``instead``: of the one step of a path, the same in other
    years; each is enough in its place, on its own days, and ``text`` tells it.
    """

    kind: str
    text: Text
    fact: str | None = None
    year: int | None = None
    entity: str | None = None
    list: str | None = None
    record: int | None = None
    value: Shown | None = None
    accepted: Text | None = None
    fields: tuple[Wanted, ...] = ()
    times: int = 1
    attested_by: tuple[str, ...] = ()
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    instead: tuple[Step, ...] = ()


@frozen(kw_only=True)
class Wanted:
    """What has to hold of one field of a record that is added: a value that will do, and all that will do in words."""

    field: str
    value: Shown
    accepted: Text
    attested_by: tuple[str, ...] = ()


@frozen(kw_only=True)
class Completion:
    """Fewest changes of what is unknown that lead to ``outcome``, whatever else is still unknown."""

    outcome: Outcome
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class TableRow:
    """Of one missing thing: some of its values, in words, and the outcome if it is one of them. ``value``: one of them."""

    values: Text
    value: Shown
    outcome: Outcome


@frozen(kw_only=True)
class Matter:
    """One missing thing that can still change the outcome.

    A fact (``fact``, ``year``, ``entity``), a field of a record (with ``list`` and ``record``), or further records of a list
    (``list`` alone; the values are how many more of them match). ``table``: what each of its values leads to while everything
    else stays as it is; the rows cover all values. ``settles``: every row is eligible or not eligible.
    """

    text: Text
    reason: str
    fact: str | None = None
    year: int | None = None
    entity: str | None = None
    list: str | None = None
    record: int | None = None
    attested_by: tuple[str, ...] = ()
    table: tuple[TableRow, ...] = ()
    settles: bool = False


@frozen(kw_only=True)
class Relevance:
    """What still matters of what is missing. ``exact``: each of ``matters`` can change the outcome in some completion; else
    some may not. ``idle``: what is missing too and cannot change the outcome, whatever it is.
    """

    matters: tuple[Matter, ...]
    idle: tuple[Matter, ...]
    exact: bool


@frozen(kw_only=True)
class Obstacle:
    """Something that keeps a path from eligibility.

    ``code``: ``never_changes`` (the rulebook does not say that it can change), ``closed`` (it could change until
    ``closed_on``), ``window_over`` (what counts ended on ``closed_on``), ``external`` (another document holds it),
    ``no_better`` (no value that it can change to, and no record, will do), ``list_full`` (there can be no further record),
    ``too_many`` (records that count against the candidate stay), ``open_ended`` (nobody can say that no further record will
    match), ``together`` (each condition can be met, but not all of them).
    """

    code: str
    path: str
    text: Text
    fact: str | None = None
    year: int | None = None
    list: str | None = None
    record: int | None = None
    closed_on: datetime.date | None = None


@frozen(kw_only=True)
class Path:
    """The nearest way (việc cần làm) to eligibility by one alternative, or why there is none.

    ``alternative``: the path and title of the member of an `any_of` that it leads through; empty where the award has no
    alternatives that are still open. ``steps``: fewest changes, ``None`` if it is impossible, and then ``obstacles`` says
    why. ``date``: the first day on which it can be complete: evaluated on that day the candidate is eligible; without steps
    the day that is spoken of. ``until``: the last day on which what has to be done first can still be done, of a record with
    several dates the first of them. ``fewest`` is false if the search for fewer ran out of its budget.
    """

    steps: tuple[Step, ...] | None
    alternative: str | None = None
    title: Text | None = None
    date: datetime.date | None = None
    until: datetime.date | None = None
    obstacles: tuple[Obstacle, ...] = ()
    fewest: bool = True


@frozen(kw_only=True)
class Margin:
    """How far a threshold that is met is from failing: by how much the value could be worse, in its own unit, or how many
    records fewer (or more) there could be. 0: it just does. ``path``: the criterion.
    """

    path: str
    text: Text
    distance: Shown
    fact: str | None = None
    year: int | None = None
    list: str | None = None


@frozen(kw_only=True)
class Why:
    """Why the outcome is what it is, and what would change it.

    ``reasons`` of an eligible verdict, one for each route that holds; ``blockers`` of one that is not eligible;
    ``completions`` (one each way), ``relevance`` of an undetermined one. ``paths`` where the candidate is not eligible or it is
    undetermined, ``margins`` of what is met. ``all_routes`` is false if there are more routes than are told.
    ``decisive``: the paths of the criteria that decide the outcome. ``sentence``: the whole in a few sentences.
    """

    sentence: Text
    reasons: tuple[Reason, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    completions: tuple[Completion, ...] = ()
    relevance: Relevance | None = None
    paths: tuple[Path, ...] = ()
    margins: tuple[Margin, ...] = ()
    decisive: tuple[str, ...] = ()
    all_routes: bool = True
