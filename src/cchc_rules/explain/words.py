"""Words: how values, requirements and findings read in official Vietnamese and in plain English.

Numbers have a decimal comma in Vietnamese, a mark at the thousands, and counts of one digit a zero (03); days below 10
and the months 1 and 2 have a zero (08/3/2022, 15/02/2025); a rank of at most 5 is "xếp thứ 05 trở lên"; an inclusive end
is "chậm nhất ngày".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from cchc_rules.engine.conditions import FactCondition, ListCondition, NumberCondition, YearsCondition
from cchc_rules.language.reading.source import grouped
from cchc_rules.model.predicates import Comparison
from cchc_rules.model.region import CoreValue
from cchc_rules.model.rulebook import Range
from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.text import Text, same

NO_REQUIREMENT = Text("không có yêu cầu riêng", "no further requirement")
"""What stands in place of a criterion where an option of a reading asks for nothing."""

EVERY_WAY = {
    Truth.MET: Text("dữ kiện còn thiếu thế nào cũng đạt", "met, however the missing facts turn out"),
    Truth.NOT_MET: Text("dữ kiện còn thiếu thế nào cũng không đạt", "not met, however the missing facts turn out"),
}
"""Of a node that all completions together decide, although no child by itself does."""

_THOUSAND = 1000
_YEARS = range(1900, 2101)
_UNITS_OF_YEARS = (None, "year", "years", "nam")
_YES_NO = {True: Text("có", "yes"), False: Text("không", "no")}


def two_digits(number: int) -> str:
    """A count as official papers write it: 03, 12, 1.500."""
    return f"{number:02d}" if number < _THOUSAND else grouped(number).vi


def vietnamese_date(day: datetime.date) -> str:
    """08/3/2022, 15/02/2025, 05/11/2024: a zero for days below 10 and for the months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


@lru_cache(maxsize=4096)
def date_text(day: datetime.date) -> Text:
    """A day for people. The dossiers of a batch speak about the same few days."""
    return Text(vietnamese_date(day), day.isoformat())


def number_text(number: Decimal | int, unit: str | None) -> Text:
    """A number with its unit: 91,25% and 91.25%; trailing zeros after the point say nothing and are left out. Thousands are
    set apart, 1.500 and 1,500, but not in a whole number without a unit that may be a year: 2024.
    """
    plain = str(number) if isinstance(number, int) else format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, rest = plain.partition(".")
    suffix = "" if unit is None else "%" if unit == "percent" else f" {unit}"
    if not point and unit in _UNITS_OF_YEARS and int(whole) in _YEARS:
        return same(plain + suffix)
    marked = grouped(abs(int(whole)))
    sign = "-" if whole.startswith("-") else ""
    vi, en = f"{sign}{marked.vi}", f"{sign}{marked.in_lang('en')}"
    return Text(f"{vi},{rest}{suffix}", f"{en}.{rest}{suffix}") if point else Text(vi + suffix, en + suffix)


def shown(spec: FactSpec, value: CoreValue) -> Shown:
    """A value of a fact, for systems and for people. Numbers are remembered; free text is not, it is somebody's own."""
    return _shown(spec, value) if isinstance(value, str) else _remembered(spec, value)


def _shown(spec: FactSpec, value: CoreValue) -> Shown:
    plain = spec.decode(value)
    if isinstance(plain, bool):
        return Shown(value="true" if plain else "false", text=_YES_NO[plain])
    if spec.type is FactType.RANK and isinstance(plain, int):
        return Shown(value=str(plain), text=Text(f"thứ {two_digits(plain)}", f"place {plain}"))
    if spec.type is FactType.DATE and isinstance(plain, str):
        return Shown(value=plain, text=date_text(datetime.date.fromisoformat(plain)))
    if isinstance(plain, str):
        return Shown(value=plain, text=spec.value_labels.get(plain, same(plain)))
    return Shown(value=str(plain) if isinstance(plain, int) else format(plain, "f"), text=number_text(plain, spec.unit))


_remembered = lru_cache(maxsize=4096)(_shown)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def the(noun: str) -> str:
    """An English noun with its article, which an author's text may have already."""
    return noun if noun.lower().startswith("the ") else f"the {noun}"


@lru_cache(maxsize=4096)
def distance(spec: FactSpec, steps: int) -> Shown:
    """How far a value is from a threshold, in the fact's own unit; remembered like the values themselves."""
    amount = Decimal((0, Decimal(steps).as_tuple().digits, -spec.decimals))  # exact, whatever the thread's context
    if spec.type is FactType.RANK:
        return Shown(value=str(steps), text=Text(f"{two_digits(steps)} bậc", _counted(steps, "place")))
    if spec.type is FactType.DATE:
        return Shown(value=str(steps), text=Text(f"{grouped(steps).vi} ngày", _counted(steps, "day")))
    if spec.type is FactType.GRADE:
        return Shown(value=str(steps), text=Text(f"{two_digits(steps)} mức", _counted(steps, "grade")))
    return Shown(value=format(amount, "f"), text=number_text(amount, spec.unit))


_NUMBER: dict[Comparison, tuple[str, str]] = {
    Comparison.IS: ("bằng {0}", "exactly {0}"),
    Comparison.AT_LEAST: ("từ {0} trở lên", "at least {0}"),
    Comparison.AT_MOST: ("không quá {0}", "at most {0}"),
    Comparison.MORE_THAN: ("trên {0}", "more than {0}"),
    Comparison.LESS_THAN: ("dưới {0}", "less than {0}"),
    Comparison.BETWEEN: ("từ {0} đến {1}", "from {0} to {1}"),
}
_RANK: dict[Comparison, tuple[str, str]] = {
    Comparison.IS: ("xếp {0}", "{0}"),
    Comparison.AT_LEAST: ("xếp {0} trở xuống", "{0} or lower"),
    Comparison.AT_MOST: ("xếp {0} trở lên", "{0} or better"),
    Comparison.MORE_THAN: ("xếp sau {0}", "below {0}"),
    Comparison.LESS_THAN: ("xếp trên {0}", "above {0}"),
    Comparison.BETWEEN: ("xếp từ {0} đến {1}", "from {0} to {1}"),
}
_GRADE: dict[Comparison, tuple[str, str]] = {
    Comparison.IS: ("mức “{0}”", "grade “{0}”"),
    Comparison.AT_LEAST: ("từ mức “{0}” trở lên", "grade “{0}” or better"),
    Comparison.AT_MOST: ("không quá mức “{0}”", "grade “{0}” at most"),
    Comparison.MORE_THAN: ("trên mức “{0}”", "better than grade “{0}”"),
    Comparison.LESS_THAN: ("dưới mức “{0}”", "below grade “{0}”"),
    Comparison.BETWEEN: ("từ mức “{0}” đến mức “{1}”", "from grade “{0}” to grade “{1}”"),
}
_DATE: dict[Comparison, tuple[str, str]] = {
    Comparison.IS: ("đúng ngày {0}", "on {0}"),
    Comparison.ON_OR_AFTER: ("từ ngày {0} trở đi", "on or after {0}"),
    Comparison.ON_OR_BEFORE: ("chậm nhất ngày {0}", "on or before {0}"),
    Comparison.AFTER: ("sau ngày {0}", "after {0}"),
    Comparison.BEFORE: ("trước ngày {0}", "before {0}"),
    Comparison.BETWEEN: ("từ ngày {0} đến hết ngày {1}", "from {0} to {1} inclusive"),
}
_FORMS = {FactType.RANK: _RANK, FactType.GRADE: _GRADE, FactType.DATE: _DATE}


def fact_phrase(condition: FactCondition) -> Text:
    """What is asked of a fact: "xếp thứ 05 trở lên", "từ 90% trở lên", "chậm nhất ngày 31/12/2025"."""
    spec, comparison = condition.spec, condition.comparison
    texts = [shown(spec, value).text for value in condition.operands]
    if spec.type is FactType.BOOLEAN:
        return _boolean_phrase(condition)
    if comparison is Comparison.ONE_OF and len(texts) > 1:
        return Text(either([text.vi for text in texts], "hoặc"), either([text.in_lang("en") for text in texts], "or"))
    if comparison is Comparison.AT_MOST and _least_is(spec, condition.operands[0]):
        return Text("không có", "none") if spec.type is FactType.INTEGER else Text("bằng {n}", "{n}").format(n=texts[0])
    forms = _FORMS.get(spec.type, _NUMBER if spec.type.numeric else {})
    vi_form, en_form = forms.get(Comparison.IS if comparison is Comparison.ONE_OF else comparison, ("{0}", "{0}"))
    return Text(vi_form.format(*(text.vi for text in texts)), en_form.format(*(text.in_lang("en") for text in texts)))


def _least_is(spec: FactSpec, value: CoreValue) -> bool:
    """Whether a number is zero, and nothing less is possible: at most that is none at all."""
    return value == 0 and spec.minimum == 0 and spec.type in (FactType.INTEGER, FactType.DECIMAL)


def either(words: list[str], last: str) -> str:
    """Several words as one: "sáng kiến, giải pháp hoặc cách làm mới"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _boolean_phrase(condition: FactCondition) -> Text:
    if condition.attested:
        return Text("được người có thẩm quyền xác nhận", "attested by someone entitled to")
    if len(set(condition.operands)) == 2:
        return Text("có hoặc không", "yes or no")
    return _YES_NO[condition.operands[0] == 1]


def bound_phrase(number: NumberCondition, noun: Text) -> Text:
    """How many of something: "ít nhất 03 tin, bài", "đúng 02 năm", "không quá 01 …"."""
    low, high = number.low, number.high
    one = noun.in_lang("en")
    if low == high:
        if low == 0:
            return Text(f"không có {noun.vi}", f"no {one}")
        return Text(f"đúng {two_digits(low)} {noun.vi}", f"exactly {low:,} {one}")
    if high is None:
        return Text(f"ít nhất {two_digits(low)} {noun.vi}", f"at least {low:,} {one}")
    if low <= 0:
        return Text(f"không quá {two_digits(high)} {noun.vi}", f"at most {high:,} {one}")
    return Text(f"từ {two_digits(low)} đến {two_digits(high)} {noun.vi}", f"from {low:,} to {high:,} {one}")


def records_phrase(number: NumberCondition, noun: Text) -> Text:
    """How many records: labels of lists are plural in English, so that one is "at least 1 of the prizes"."""
    before = number.low if number.high is None or number.high == number.low else number.high
    return bound_phrase(number, Text(noun.vi, f"of {the(noun.in_lang('en'))}") if before == 1 else noun)


def among_phrase(kind: str, number: NumberCondition) -> Text:
    """What a connective asks of its children."""
    total = number.total or 0
    if kind in ("all_of", "year"):
        return Text("đạt tất cả các điều kiện sau", "all of the following")
    if kind == "any_of":
        return Text(f"đạt một trong {two_digits(total)} tiêu chuẩn sau", f"one of the following {total}")
    if kind == "none_of":
        return Text("không thuộc trường hợp nào sau đây", "none of the following")
    if number.high == 0:
        return Text(
            f"không đạt điều kiện nào trong {two_digits(total)} điều kiện sau", f"none of the following {total}"
        )
    phrase = bound_phrase(number, Text("", ""))
    vi, en = phrase.vi.rstrip(), phrase.in_lang("en").rstrip()
    return Text(f"đạt {vi} trong {two_digits(total)} điều kiện sau", f"{en} of the following {total}")


def without_list(phrase: Text) -> Text:
    """What a connective asks, where its children do not follow: "đạt một trong 02 tiêu chuẩn". An author's title is left as
    it is, unless it reads just the same.
    """
    if phrase.vi in _WITHOUT_LIST:
        return _WITHOUT_LIST[phrase.vi]
    en = None if phrase.en is None else _FOLLOWED_EN.sub(r"\1of \2", phrase.en)
    return Text(_FOLLOWED.sub(r"\1", phrase.vi), en)


_FOLLOWED = re.compile(r"^((?:không )?đạt .*(?:điều kiện|tiêu chuẩn)) sau$")
_FOLLOWED_EN = re.compile(r"^(.* )of the following (\d+)$")
_WITHOUT_LIST = {
    "đạt tất cả các điều kiện sau": Text("đạt tất cả các điều kiện", "all conditions"),
    "không thuộc trường hợp nào sau đây": Text("không thuộc trường hợp loại trừ nào", "none of the excluded cases"),
}


def years_noun(number: NumberCondition, consecutive: bool) -> Text:
    """Years as they are counted: one has no plural, and no run."""
    if number.low <= 1 and (number.high == 1 or (number.high is None and number.low == 1)):
        return Text("năm", "year")
    return Text("năm liên tiếp", "consecutive years") if consecutive else Text("năm", "years")


def years_text(years: Sequence[int]) -> str:
    """Some years in ascending order, a longer run by its ends: "2021–2024"."""
    run = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if run else ", ".join(map(str, years))


def years_phrase(condition: YearsCondition) -> Text:
    """How many years of which, in a run or not."""
    phrase = bound_phrase(condition.number, years_noun(condition.number, condition.consecutive))
    first, last = condition.years[0], condition.years[-1]
    return Text(f"{phrase.vi} trong các năm {first}–{last}", f"{phrase.in_lang('en')} in {first}–{last}")


def stretch_text(during: Range) -> Text:
    """A stretch of dates: a year by its number, else its ends; nothing if both are open."""
    start, end = during.start, during.end
    years = during.years()
    if years is not None and len(years) == 1:
        return Text(f"trong năm {years[0]}", f"in {years[0]}")
    if years is not None:
        return Text(f"trong giai đoạn {years[0]}–{years[-1]}", f"in {years[0]}–{years[-1]}")
    if start is None and end is not None:
        return Text(f"đến hết ngày {vietnamese_date(end)}", f"up to {end}")
    if end is None and start is not None:
        return Text(f"từ ngày {vietnamese_date(start)} trở đi", f"from {start} on")
    if start is not None and end is not None:
        return Text(f"từ ngày {vietnamese_date(start)} đến hết ngày {vietnamese_date(end)}", f"from {start} to {end}")
    return Text("", "")


def list_phrase(kind: str, condition: ListCondition) -> Text:
    """How many records of a list, of which days."""
    noun = condition.spec.label
    stretch = Text("", "") if condition.during is None else stretch_text(condition.during)
    of_days = Text(f"{noun.vi} {stretch.vi}".rstrip(), f"{noun.in_lang('en')} {stretch.in_lang('en')}".rstrip())
    if kind == "every":
        return Text(f"mọi {of_days.vi} đều đạt", f"all {of_days.in_lang('en')} meet the claim")
    if kind == "some":
        return Text(f"có ít nhất 01 {of_days.vi}", f"at least one of {the(of_days.in_lang('en'))}")
    return records_phrase(condition.number, of_days)


def with_year(title: Text, *years: int | None) -> Text:
    """A yearly fact names its year, or those of which one will do: "Chỉ số CCHC, năm 2022, 2023 hoặc 2024"."""
    told = [str(year) for year in years if year is not None]
    if not told:
        return title
    return Text(f"{title.vi}, năm {either(told, 'hoặc')}", f"{title.in_lang('en')}, {either(told, 'or')}")


def record_title(spec: ListSpec, position: int) -> Text:
    """The record by its place in the dossier: "tin, bài – mục 2"."""
    return Text(f"{spec.label.vi} – mục {position}", f"{spec.label.in_lang('en')}, item {position}")
