"""Regions: the sets of values that a condition allows.

Every fact but free text is counted in whole numbers (scaled decimals, ordinals of dates, positions of enum values), so a
region is a finite union of intervals; for text it is a finite set or what is left outside one. Complements are regions
again, which is what makes the negation of an atom one atom.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

End: TypeAlias = "int | None"
CoreValue: TypeAlias = "int | str"


@frozen(cache_hash=True)
class Intervals:
    """Disjoint, ascending, never adjacent intervals of whole numbers, ends included; ``None`` is an open end."""

    parts: tuple[tuple[End, End], ...]

    @classmethod
    def between(cls, low: End = None, high: End = None) -> Intervals:
        """``low..high``, empty if low > high."""
        return cls(()) if low is not None and high is not None and low > high else cls(((low, high),))

    @classmethod
    def of(cls, values: Iterable[int]) -> Intervals:
        """Exactly these numbers."""
        parts: list[tuple[End, End]] = []
        for value in sorted(set(values)):
            if parts and parts[-1][1] == value - 1:
                parts[-1] = (parts[-1][0], value)
            else:
                parts.append((value, value))
        return cls(tuple(parts))

    def contains(self, value: CoreValue) -> bool:
        """Whether the number lies in one of the intervals."""
        assert isinstance(value, int)
        for low, high in self.parts:  # noqa: SIM110  # a loop is quicker than a generator, and this is asked most of all
            if (low is None or low <= value) and (high is None or value <= high):
                return True
        return False

    def complement(self) -> Intervals:
        """All other numbers."""
        parts: list[tuple[End, End]] = []
        low: End = None
        for lo, hi in self.parts:
            if lo is not None:
                parts.append((low, lo - 1))
            if hi is None:
                return Intervals(tuple(parts))
            low = hi + 1
        return Intervals((*parts, (low, None)))

    def intersect(self, other: Intervals) -> Intervals:
        """The numbers in both."""
        parts: list[tuple[End, End]] = []
        for a, b in self.parts:
            for c, d in other.parts:
                low = a if c is None else c if a is None else max(a, c)
                high = b if d is None else d if b is None else min(b, d)
                if low is None or high is None or low <= high:
                    parts.append((low, high))
        return Intervals(tuple(parts))

    @property
    def empty(self) -> bool:
        """Whether no number is in it."""
        return not self.parts

    def ends(self) -> Iterable[int]:
        """Each end and its neighbour outside: between two of these, membership does not change."""
        for lo, hi in self.parts:
            if lo is not None:
                yield from (lo - 1, lo)
            if hi is not None:
                yield from (hi, hi + 1)


@frozen(cache_hash=True)
class Texts:
    """These texts, or, if ``others``, every text but these."""

    values: frozenset[str]
    others: bool = False

    def contains(self, value: CoreValue) -> bool:
        """Whether the text is allowed."""
        return (value in self.values) is not self.others

    def complement(self) -> Texts:
        """All other texts."""
        return Texts(self.values, not self.others)

    def intersect(self, other: Texts) -> Texts:
        """The texts in both."""
        if self.others and other.others:
            return Texts(self.values | other.values, True)
        if self.others:
            return Texts(other.values - self.values)
        return Texts(self.values - other.values if other.others else self.values & other.values)

    @property
    def empty(self) -> bool:
        """Whether no text is in it; the texts outside a finite set never run out."""
        return not self.values and not self.others


Region: TypeAlias = "Intervals | Texts"

ANY_NUMBER = Intervals(((None, None),))
ANY_TEXT = Texts(frozenset(), True)
NO_OR_YES = Intervals(((0, 1),))
YES = Intervals(((1, 1),))


def overlap(first: Region, second: Region) -> Region:
    """The intersection of two regions of one fact."""
    if isinstance(first, Intervals):
        assert isinstance(second, Intervals)
        return first.intersect(second)
    assert isinstance(second, Texts)
    return first.intersect(second)


def union(first: Region, second: Region) -> Region:
    """The values in either of two regions of one fact."""
    return overlap(first.complement(), second.complement()).complement()


def representatives(domain: Region, regions: Iterable[Region]) -> tuple[CoreValue, ...]:
    """One value of ``domain`` at least for every way in which its values can lie in or outside the ``regions``.

    The regions cut the domain into finitely many cells on which nothing changes. For numbers the ends of all intervals
    and their neighbours touch every cell; for text the named values and one that nobody named do.
    """
    cuts = [domain, *regions]
    if isinstance(domain, Intervals):
        ends = {end for cut in cuts if isinstance(cut, Intervals) for end in cut.ends()} or {0}
        return tuple(sorted(end for end in ends if domain.contains(end)))
    named = sorted(set().union(*(cut.values for cut in cuts if isinstance(cut, Texts))))
    unnamed = "*".join(["", *named, ""])
    return tuple(text for text in (*named, unnamed) if domain.contains(text))
