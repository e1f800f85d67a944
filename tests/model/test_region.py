"""Regions are sets: every operation is what it is on the sets themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_rules.model.region import ANY_NUMBER, ANY_TEXT, Intervals, Region, Texts, overlap, representatives

NUMBERS = range(-3, 12)
WORDS = ("a", "b", "c", "z")


def intervals() -> st.SearchStrategy[Intervals]:
    """Finite sets, half-open stretches, their complements."""
    finite = st.sets(st.integers(0, 8)).map(Intervals.of)
    ends = st.none() | st.integers(0, 8)
    stretch = st.builds(Intervals.between, ends, ends)
    return (finite | stretch).flatmap(lambda region: st.sampled_from([region, region.complement()]))


def texts() -> st.SearchStrategy[Texts]:
    """Some texts, or all others."""
    return st.builds(Texts, st.frozensets(st.sampled_from(WORDS[:3])), st.booleans())


@given(intervals(), intervals())
def test_intervals_are_sets_of_numbers(a: Intervals, b: Intervals) -> None:
    """Membership of complement and intersection, and emptiness, agree with membership of the parts."""
    for number in NUMBERS:
        assert a.complement().contains(number) is not a.contains(number)
        assert a.intersect(b).contains(number) is (a.contains(number) and b.contains(number))
    assert a.intersect(a.complement()).empty
    assert a.complement().complement() == a
    assert a.empty is (not a.parts)


@given(intervals(), intervals())
def test_parts_are_apart_and_ascending(a: Intervals, b: Intervals) -> None:
    """The form is canonical, so that equal sets are equal values."""
    for region in (a, a.complement(), a.intersect(b)):
        for (_, high), (low, _) in zip(region.parts, region.parts[1:], strict=False):
            assert high is not None
            assert low is not None
            assert high + 1 < low


@given(texts(), texts())
def test_texts_are_sets_of_texts(a: Texts, b: Texts) -> None:
    """The same for text, where a complement has no end."""
    for word in WORDS:
        assert a.complement().contains(word) is not a.contains(word)
        assert a.intersect(b).contains(word) is (a.contains(word) and b.contains(word))
    assert a.intersect(a.complement()).empty
    assert not ANY_TEXT.empty


@given(intervals(), st.lists(intervals(), max_size=3))
def test_representatives_meet_every_cell_of_numbers(domain: Intervals, regions: list[Intervals]) -> None:
    """Every way in which a value of the domain can lie in or outside the regions has a representative."""
    cells = {tuple(r.contains(n) for r in regions) for n in NUMBERS if domain.contains(n)}
    found = representatives(domain, regions)
    assert cells <= {tuple(r.contains(value) for r in regions) for value in found}
    assert all(domain.contains(value) for value in found)


@given(texts(), st.lists(texts(), max_size=3))
def test_representatives_meet_every_cell_of_texts(domain: Texts, regions: list[Texts]) -> None:
    """The same for text, where one value stands for all that nobody named."""
    cells = {tuple(r.contains(word) for r in regions) for word in (*WORDS, "never named") if domain.contains(word)}
    assert cells <= {tuple(r.contains(value) for r in regions) for value in representatives(domain, regions)}


def test_a_fact_without_thresholds_has_one_representative() -> None:
    """Where nothing cuts the domain any value stands for all."""
    no_regions: list[Region] = []
    assert len(representatives(ANY_NUMBER, no_regions)) == 1
    assert overlap(ANY_TEXT, Texts(frozenset({"a"}))) == Texts(frozenset({"a"}))
