"""Sets of values in words: "từ 90% trở lên", "thứ 05 trở lên hoặc chưa …", in the words that criteria use for themselves."""

from __future__ import annotations

from cchc_rules.engine.lower import FactCondition
from cchc_rules.explain.words import either, fact_phrase, shown
from cchc_rules.model.predicates import Comparison
from cchc_rules.model.region import CoreValue, Intervals, Region, Texts
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text

ANY_VALUE = Text("giá trị nào cũng được", "any value")
_MEMBERS = (FactType.BOOLEAN, FactType.ENUM)
_DATES = {
    Comparison.AT_LEAST: Comparison.ON_OR_AFTER,
    Comparison.AT_MOST: Comparison.ON_OR_BEFORE,
}


def region_text(spec: FactSpec, region: Region) -> Text:
    """The values of a region of the fact's domain in words; never empty."""
    if isinstance(region, Texts):
        return _texts(region)
    domain = spec.domain
    assert isinstance(domain, Intervals), "numbers have intervals"
    inside = domain.intersect(region)
    if inside == domain:
        return ANY_VALUE
    if spec.type in _MEMBERS:
        values = [value for low, high in inside.parts for value in range(low or 0, (high or 0) + 1)]
        return _joined([shown(spec, value).text for value in values])
    low, high = (domain.parts[0][0], domain.parts[-1][1])
    return _joined([_part(spec, part, low, high) for part in inside.parts])


def _texts(region: Texts) -> Text:
    quoted = [f"“{value}”" for value in sorted(region.values)]
    if not region.others:
        return Text(either(quoted, "hoặc"), either(quoted, "or"))
    return Text(f"khác {either(quoted, 'và')}", f"other than {either(quoted, 'and')}") if quoted else ANY_VALUE


def _part(spec: FactSpec, part: tuple[int | None, int | None], least: int | None, most: int | None) -> Text:
    """One interval as a comparison that an author would write."""
    low, high = part
    if low is not None and low == high:
        return _phrase(spec, Comparison.IS, low)
    if low is None or low == least:
        assert high is not None, "the whole domain was told already"
        below = _comes_before(spec, high)
        return _phrase(spec, Comparison.LESS_THAN, high + 1) if below else _phrase(spec, Comparison.AT_MOST, high)
    if high is None or high == most:
        return _phrase(spec, Comparison.AT_LEAST, low)
    return _phrase(spec, Comparison.BETWEEN, low, high)


def _comes_before(spec: FactSpec, high: int) -> bool:
    """Whether an upper end is said best by the value after it: 89.999 is "below 90"."""
    return spec.type is FactType.DECIMAL and _digits(high + 1) < _digits(high)


def _digits(scaled: int) -> int:
    return len(str(abs(scaled)).rstrip("0"))


def _phrase(spec: FactSpec, comparison: Comparison, *operands: CoreValue) -> Text:
    if spec.type is FactType.DATE:
        comparison = _DATES.get(comparison, comparison)
    return fact_phrase(FactCondition(spec, comparison, operands, None))


def _joined(texts: list[Text]) -> Text:
    return Text(either([text.vi for text in texts], "hoặc"), either([text.in_lang("en") for text in texts], "or"))
