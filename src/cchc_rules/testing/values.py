"""Core values for tests: at the ends of regions, or anywhere within them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from cchc_rules.model.region import CoreValue, Intervals, Region, Texts, overlap, representatives
from cchc_rules.model.vocabulary import FactSpec, FactType

_FAR = 1_000
_LETTERS = "abcdđeêghiôơuưxy0123456789"
_USUAL_DAYS = Intervals.between(datetime.date(1990, 1, 1).toordinal(), datetime.date(2099, 12, 31).toordinal())


def value_in(
    draw: st.DrawFn,
    spec: FactSpec,
    regions: Iterable[Region],
    wishes: Iterable[Region] = (),
    *,
    near: bool = True,
) -> CoreValue:
    """A value of the fact, in each of the ``wishes`` that leaves any.

    ``near``: mostly at an end of one of the ``regions``, on either side of it; otherwise anywhere.
    """
    where = spec.domain
    for wish in wishes:
        narrowed = overlap(where, wish)
        where = where if narrowed.empty else narrowed
    if near and draw(st.integers(0, 9)) < 9:
        cuts = tuple(regions)
        ends = [value for value in representatives(spec.domain, [*cuts, where]) if where.contains(value)]
        return draw(st.sampled_from([*usual(spec, ends), *_thresholds(cuts, where), *_thresholds(cuts, where)]))
    return draw(_anywhere(spec, where))


def _thresholds(regions: tuple[Region, ...], where: Region) -> list[CoreValue]:
    """The ends of the regions and their neighbours, without those of the whole domain: they are what is interesting."""
    ends = {end for region in regions if isinstance(region, Intervals) for end in region.ends()}
    return sorted(end for end in ends if where.contains(end))


def usual(spec: FactSpec, values: Sequence[CoreValue]) -> Sequence[CoreValue]:
    """Without days of other centuries, such as the calendar's first and last, where there are others."""
    if spec.type is not FactType.DATE:
        return values
    return [value for value in values if _USUAL_DAYS.contains(value)] or values


def _anywhere(spec: FactSpec, region: Region) -> st.SearchStrategy[CoreValue]:
    if isinstance(region, Texts):
        named = st.sampled_from(sorted(region.values)) if region.values and not region.others else None
        free = st.text(_LETTERS, min_size=1, max_size=6).filter(region.contains)
        return free if named is None else named
    if spec.type is FactType.DATE:
        usual = region.intersect(_USUAL_DAYS)
        region = region if usual.empty else usual
    return st.one_of([_between(low, high) for low, high in region.parts])


def _between(low: int | None, high: int | None) -> st.SearchStrategy[CoreValue]:
    if low is None:
        low = (0 if high is None else high) - _FAR
    return st.integers(low, low + 2 * _FAR if high is None else high)
