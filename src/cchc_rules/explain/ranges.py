"""Ranges: some of the values of a fact in words, for the rows of a one-fact table.

Of a number whichever end is rounder is told: 0 to 89,999% is "dưới 90%".
"""

from __future__ import annotations

from attrs import frozen

from cchc_rules.explain.words import either, shown, two_digits
from cchc_rules.model.region import Intervals, Region, Texts
from cchc_rules.model.vocabulary import EXTERNAL, FactSpec, FactType
from cchc_rules.text import Text

ANY = Text("mọi giá trị", "any value")
OTHER = Text("khác", "anything else")

_EXTERNAL = {0: Text("không đạt", "not met"), 1: Text("đạt", "met")}
_ATTESTED = {
    0: Text("được xác nhận là không", "attested that it is not so"),
    1: Text("được xác nhận là có", "attested that it is so"),
}


@frozen
class _Forms:
    """How a stretch of values is told: one value, up to one, from one on, between two."""

    one: Text
    up_to: Text
    from_on: Text
    between: Text


_NUMBERS = _Forms(
    Text("đúng {low}", "exactly {low}"),
    Text("không quá {high}", "at most {high}"),
    Text("từ {low} trở lên", "at least {low}"),
    Text("từ {low} đến {high}", "from {low} to {high}"),
)
_FORMS = {
    FactType.RANK: _Forms(
        Text("{low}", "{low}"),
        Text("{high} trở lên", "{high} or better"),
        Text("{low} trở xuống", "{low} or lower"),
        Text("từ {low} đến {high}", "from {low} to {high}"),
    ),
    FactType.GRADE: _Forms(
        Text("mức “{low}”", "grade “{low}”"),
        Text("không quá mức “{high}”", "grade “{high}” at most"),
        Text("từ mức “{low}” trở lên", "grade “{low}” or better"),
        Text("từ mức “{low}” đến mức “{high}”", "from grade “{low}” to grade “{high}”"),
    ),
    FactType.DATE: _Forms(
        Text("đúng ngày {low}", "on {low}"),
        Text("chậm nhất ngày {high}", "on or before {high}"),
        Text("từ ngày {low} trở đi", "on or after {low}"),
        Text("từ ngày {low} đến hết ngày {high}", "from {low} to {high} inclusive"),
    ),
}
_FURTHER = _Forms(
    Text("thêm {low} mục được tính", "{low} more that {counts}"),
    Text("thêm không quá {high} mục được tính", "at most {high} more that {counts}"),
    Text("thêm từ {low} mục được tính trở lên", "at least {low} more that {counts}"),
    Text("thêm từ {low} đến {high} mục được tính", "{low} to {high} more that count"),
)
_NO_FURTHER = Text("không thêm mục nào được tính", "none more that counts")


def values_text(spec: FactSpec, values: Region, domain: Region) -> Text:
    """Some values out of all that are possible: "dưới 90%", "thứ 05 trở lên", "công chức hoặc người lao động"."""
    if values == domain:
        return ANY
    if isinstance(values, Texts):
        return _texts(values)
    assert isinstance(domain, Intervals), "values and what is possible are of one type"
    if spec.type in (FactType.BOOLEAN, FactType.ENUM):
        return _listed([_member(spec, value) for value in _members(values)])
    return _listed([_stretch(spec, part, domain) for part in values.parts])


def further_text(values: Region, domain: Region) -> Text:
    """How many more records match: "không thêm mục nào được tính", "thêm từ 02 mục được tính trở lên"."""
    if values == domain:
        return Text("thêm bao nhiêu cũng vậy", "however many more")
    assert isinstance(values, Intervals), "numbers of records are numbers"
    assert isinstance(domain, Intervals), "numbers of records are numbers"
    ((low, high),) = values.parts
    if high == 0:
        return _NO_FURTHER
    form = _form(_FURTHER, low == 0, high == domain.parts[-1][1], low == high)
    return Text(
        form.vi.format(low=two_digits(low or 0), high=two_digits(high or 0)),
        form.in_lang("en").format(low=low, high=high, counts="counts" if 1 in (low, high) else "count"),
    )


def _texts(values: Texts) -> Text:
    """Texts are quoted; those that nobody named are the others."""
    if values.others:
        return OTHER
    quoted = [f"“{text}”" for text in sorted(values.values)]
    return Text(either(quoted, "hoặc"), either(quoted, "or"))


def _listed(texts: list[Text]) -> Text:
    return Text(either([text.vi for text in texts], "hoặc"), either([text.in_lang("en") for text in texts], "or"))


def _members(values: Intervals) -> list[int]:
    """The values one by one, of a type that has few."""
    found: list[int] = []
    for low, high in values.parts:
        assert low is not None, "members of a type are numbered"
        assert high is not None, "members of a type are numbered"
        found += range(low, high + 1)
    return found


def _member(spec: FactSpec, value: int) -> Text:
    if spec.name.startswith(EXTERNAL):
        return _EXTERNAL[value]
    if spec.type is FactType.BOOLEAN and spec.needs_attestation:
        return _ATTESTED[value]
    return shown(spec, value).text


def _stretch(spec: FactSpec, part: tuple[int | None, int | None], domain: Intervals) -> Text:
    """One stretch of an ordered type."""
    low, high = part
    first, last = low == domain.parts[0][0], high == domain.parts[-1][1]
    form = _form(_FORMS.get(spec.type, _NUMBERS), first, last, low is not None and low == high)
    if spec.type is FactType.DECIMAL and low != high:
        return _decimals(spec, None if first else low, None if last else high)
    ends = {name: shown(spec, end).text for name, end in (("low", low), ("high", high)) if end is not None}
    return form.format(**ends)


def _form(forms: _Forms, first: bool, last: bool, one: bool) -> Text:
    if one:
        return forms.one
    return forms.up_to if first else forms.from_on if last else forms.between


def _decimals(spec: FactSpec, low: int | None, high: int | None) -> Text:
    """A stretch by its rounder ends: "từ 90% đến dưới 95%". ``None``: no end but that of what is possible."""
    above, below = low is not None and _rounder(low - 1, low), high is not None and _rounder(high + 1, high)
    ends = {}
    if low is not None:
        ends["low"] = shown(spec, low - 1 if above else low).text
    if high is not None:
        ends["high"] = shown(spec, high + 1 if below else high).text
    if low is None:
        form = Text("dưới {high}", "below {high}") if below else _NUMBERS.up_to
    elif high is None:
        form = Text("trên {low}", "above {low}") if above else _NUMBERS.from_on
    else:
        vi, en = ("trên", "above") if above else ("từ", "from")
        form = Text(f"{vi} {{low}} đến {{high}}", f"{en} {{low}} to {{high}}")
        if below:
            form = Text(f"{vi} {{low}} đến dưới {{high}}", f"{en} {{low}} to below {{high}}")
    return form.format(**ends)


def _rounder(one: int, other: int) -> bool:
    """Whether a number ends in more zeros than another."""
    return _zeros(one) > _zeros(other)


def _zeros(number: int) -> int:
    digits = str(abs(number))
    return len(digits) - len(digits.rstrip("0"))
