"""The strategy for dossiers of any award."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen
from hypothesis import strategies as st

from cchc_rules.api import LoadedAward
from cchc_rules.engine.core import FactKey
from cchc_rules.model.dossier import BUILT_IN_REASONS, Dossier, Entity, Link, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.vocabulary import EXTERNAL, FactSpec
from cchc_rules.testing.arguments import CANDIDATE, Asking, a_flag, a_number, asking
from cchc_rules.testing.asked import Asked, asked
from cchc_rules.testing.facts import Rates, Writer
from cchc_rules.testing.records import ListWriter
from cchc_rules.testing.wishes import Wishes

_WHOLE = Rates(0, 0)
_CLEAN = Rates(1, 2)
_NOISY = Rates(8, 30)
_BARE = Rates(40, 35)
_CUT_OFFS = (0, 0, 0, 30, -60)
"""Days between the day that is asked about and the cut-off of a made-up file."""


def dossiers(
    award: LoadedAward,
    *,
    year: int | None = None,
    as_of: datetime.date | None = None,
    kind: str | None = None,
    near_thresholds: bool = True,
    partial: bool = True,
    max_records: int = 30,
) -> st.SearchStrategy[Dossier]:
    """Dossiers of candidates whom the award is for.

    A third of them says whatever the vocabulary permits, a third aims at meeting the criteria, a third at missing them
    narrowly; most say something odd somewhere. The simplest is the empty dossier.

    ``year``: the award year that they are about, by default the last permitted one; none for a period award. ``as_of``:
    the day that an evaluation will ask about, by default 31 January after the year or the period; the cut-off of the
    data is that day, or now and then a little before or after it. ``kind``: of candidate, by default any kind that the
    award is for. ``near_thresholds``: values lie at the ends of what the criteria ask for, on both sides. ``partial``:
    whether facts may be unknown and lists open; without it everything that the award asks about is given and counts, as
    far as it can be known on the day. ``max_records``: the most records of one list.

    Raises :class:`~cchc_rules.errors.UsageError` for a question that has no answer, ``InvalidArgument`` for other
    arguments that make no sense; at once, not when the first example is drawn.
    """
    fixed = asking(award, year, as_of, kind)
    a_flag("near_thresholds", near_thresholds)
    a_flag("partial", partial)
    a_number("max_records", max_records, 0)
    return made_up(fixed, near_thresholds, partial, max_records)


@st.composite
def made_up(draw: st.DrawFn, fixed: Asking, near: bool, partial: bool, most: int) -> Dossier:
    """A dossier for a question that is known to have an answer."""
    kind = draw(st.sampled_from(fixed.kinds))
    about = asked(fixed.award, fixed.year, kind, fixed.readings)
    wishes, rates = Wishes(), _BARE
    aim = draw(st.sampled_from(("whatever", "met", "not met")))
    if aim != "whatever":
        wishes.add(draw, draw(st.sampled_from(about.cores)), aim == "met")
        rates = draw(st.sampled_from((_NOISY, _CLEAN, _CLEAN)))
    rates = rates if partial else _WHOLE
    cut_off = fixed.as_of + datetime.timedelta(days=draw(st.sampled_from(_CUT_OFFS if partial else (0,))))
    rulebook = fixed.award.book.rulebook
    writer = Writer(
        candidate=CANDIDATE,
        vocabulary=rulebook.vocabulary,
        links=_links(draw, fixed, about, rates),
        as_of=fixed.as_of,
        cut_off=cut_off,
        reasons=tuple(dict.fromkeys((*BUILT_IN_REASONS, *rulebook.unknown_reasons))),
        rates=rates,
        near=near,
    )
    return _Making(fixed, about, writer, wishes, most).dossier(draw)


def _links(draw: st.DrawFn, fixed: Asking, about: Asked, rates: Rates) -> FrozenDict[str, Link]:
    """To an entity of each kind: mostly always the same one; else by year, with gaps and changes, or none."""
    years = sorted({*about.years, *((fixed.year,) if fixed.year else ()), fixed.as_of.year})
    links: dict[str, Link] = {}
    for kind in fixed.award.book.rulebook.vocabulary.entities:
        chance = draw(st.integers(0, 99))
        if chance < rates.left_out // 2:
            continue
        if chance < rates.left_out // 2 + rates.odd:
            names = st.sampled_from((f"{kind}-1", f"{kind}-2"))
            by_year = draw(st.dictionaries(st.sampled_from(years), names, min_size=1))
            links[kind] = Link(by_year=FrozenDict(by_year))
        else:
            links[kind] = Link(always=f"{kind}-1")
    return FrozenDict(links)


@frozen
class _Making:
    """One dossier being made."""

    fixed: Asking
    about: Asked
    writer: Writer
    wishes: Wishes
    most: int

    def dossier(self, draw: st.DrawFn) -> Dossier:
        rulebook = self.fixed.award.book.rulebook
        own: dict[tuple[str, int | None], Stated] = {}
        entities: dict[tuple[str, str], dict[tuple[str, int | None], Stated]] = {}
        for key, spec in self._keys(draw):
            kind, dot, short = key.name.partition(".")
            entity = self.writer.links[kind].at(key.year) if dot and kind in self.writer.links else None
            if dot and entity is None:
                continue
            regions = self.about.facts.get(key, ())
            wish = self.wishes.facts.get(key)
            wanted = () if wish is None else (wish,)
            stated = self.writer.stated(draw, spec, key.year, regions, wanted, several=not dot)
            if stated is None:
                continue
            if entity is None:
                own[key.name, key.year] = stated
            else:
                entities.setdefault((kind, entity), {})[short, key.year] = stated
        lists = ListWriter(self.writer, self.about, self.most)
        given = {
            spec.name: lists.record_list(draw, spec, [w for w in self.wishes.counts if w[0].list == spec.name])
            for spec in rulebook.vocabulary.lists.values()
            if self.about.kind in spec.kinds and spec.name in self.about.counts
        }
        return Dossier(
            rulebook=rulebook.id,
            id=CANDIDATE,
            kind=self.about.kind,
            as_of=self.writer.cut_off,
            vocabulary=rulebook.vocabulary,
            award_year=self.fixed.year,
            links=self.writer.links,
            entities=FrozenDict(
                {
                    (kind, name): Entity(kind=kind, id=name, facts=FrozenDict(facts))
                    for (kind, name), facts in entities.items()
                }
            ),
            facts=FrozenDict(own),
            lists=FrozenDict({name: records for name, records in given.items() if records is not None}),
        )

    def _keys(self, draw: st.DrawFn) -> Iterator[tuple[FactKey, FactSpec]]:
        """The facts that the award asks about, and now and then one that it does not."""
        vocabulary = self.fixed.award.book.rulebook.vocabulary
        for key in self.about.facts:
            spec = vocabulary.fact(self.about.kind, key.name)
            if spec is not None and not key.name.startswith(EXTERNAL):
                yield key, spec
        year = self.fixed.year or self.fixed.as_of.year
        specs = vocabulary.candidates.get(self.about.kind, FrozenDict()).items()
        others = [(FactKey(name, year if spec.per_year else None), spec) for name, spec in specs]
        others = [(key, spec) for key, spec in others if key not in self.about.facts]
        if others and self.writer.rates is not _WHOLE and draw(st.integers(0, 9)) > 7:
            yield draw(st.sampled_from(others))
