"""What a made-up dossier says of one fact: a value that counts, one that does not, or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from cchc_rules.model.dossier import Attestation, Claim, Link, Stated
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.region import CoreValue, Region
from cchc_rules.model.vocabulary import FactSpec, Vocabulary
from cchc_rules.testing.attesting import DOCUMENT, Standing
from cchc_rules.testing.values import value_in

_DAY = datetime.timedelta(days=1)


@frozen
class Rates:
    """Of a hundred facts, how many are left out, and how many more are told oddly: without standing, too early, twice."""

    left_out: int
    odd: int


@frozen(kw_only=True)
class Writer:
    """Writes one made-up dossier: whose it is, as of when it is asked, and up to when its file knows anything."""

    candidate: str
    vocabulary: Vocabulary
    links: FrozenDict[str, Link]
    as_of: datetime.date
    cut_off: datetime.date
    reasons: tuple[str, ...]
    rates: Rates
    near: bool
    standing: Standing = field(init=False)
    _late: Standing | None = field(init=False)

    def __attrs_post_init__(self) -> None:
        first = min(self.as_of, self.cut_off)
        days = (first, first - 40 * _DAY)
        object.__setattr__(self, "standing", Standing(self.candidate, self.vocabulary, self.links, days))
        late = Standing(self.candidate, self.vocabulary, self.links, (self.cut_off,))
        object.__setattr__(self, "_late", late if self.cut_off > self.as_of else None)

    def stated(
        self,
        draw: st.DrawFn,
        spec: FactSpec,
        year: int | None,
        regions: Iterable[Region],
        wishes: Iterable[Region] = (),
        *,
        several: bool = False,
    ) -> Stated | None:
        """What is said of a fact; ``None`` for nothing at all. ``several``: attestations may cover it beside its own value."""
        chance = draw(st.integers(0, 99))
        if chance < self.rates.left_out:
            return None
        value = value_in(draw, spec, regions, wishes, near=self.near)
        if chance < self.rates.left_out + self.rates.odd:
            return draw(st.sampled_from(list(self._odd(spec, year, value, several))))(draw)
        return self._counting(draw, spec, year, value)

    def _counting(self, draw: st.DrawFn, spec: FactSpec, year: int | None, value: CoreValue) -> Stated:
        """The value, so that it counts; without standing where nobody has any."""
        if not spec.needs_attestation:
            return Stated(claims=(Claim(value=value),))
        valid = self.standing.valid(spec, year) or self.standing.invalid(spec, year).get("other_unit", ())
        return Stated(claims=(_attested(value, draw(st.sampled_from(valid))),))

    def _odd(
        self, spec: FactSpec, year: int | None, value: CoreValue, several: bool
    ) -> Iterator[Callable[[st.DrawFn], Stated]]:
        """The odd ways of telling a value."""
        yield self._unknown
        yield partial(self._dated, spec, year, value)
        yield partial(_bare, value)
        vain = self.standing.invalid(spec, year) if spec.needs_attestation else {}
        late = () if self._late is None else self._late.valid(spec, year)
        for attestations in (*vain.values(), late, late, late):  # few dossiers have a file of a later day
            if attestations:
                yield partial(_one, value, attestations)
        if several and self.standing.valid(spec, year):
            yield from [partial(self._twice, spec, year, value)] * 2  # half of them agree

    def _unknown(self, draw: st.DrawFn) -> Stated:
        return Stated(reason=draw(st.sampled_from(self.reasons)))

    def _dated(self, spec: FactSpec, year: int | None, value: CoreValue, draw: st.DrawFn) -> Stated:
        """Known since shortly before, on or after the day that is asked about."""
        (claim,) = self._counting(draw, spec, year, value).claims
        days = draw(st.sampled_from((1, 0, -1, 30)))
        return Stated(claims=(evolve(claim, known_from=self.as_of + days * _DAY),))

    def _twice(self, spec: FactSpec, year: int | None, value: CoreValue, draw: st.DrawFn) -> Stated:
        """Two statements, which agree or contradict each other."""
        other = value_in(draw, spec, (), near=self.near)
        first, second = (draw(st.sampled_from(self.standing.valid(spec, year))) for _ in range(2))
        return Stated(claims=(_attested(value, first), _attested(draw(st.sampled_from((other, value))), second)))


def _attested(value: CoreValue, attestation: Attestation) -> Claim:
    return Claim(value=value, attestation=attestation, document=attestation.document)


def _bare(value: CoreValue, draw: st.DrawFn) -> Stated:
    return Stated(claims=(Claim(value=value, document=draw(st.sampled_from((None, DOCUMENT)))),))


def _one(value: CoreValue, attestations: tuple[Attestation, ...], draw: st.DrawFn) -> Stated:
    return Stated(claims=(_attested(value, draw(st.sampled_from(attestations))),))
