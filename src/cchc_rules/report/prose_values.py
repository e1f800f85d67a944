"""Values, facts and stretches of time as they read inside a sentence of a decree."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cchc_rules.engine.conditions import FactCondition
from cchc_rules.explain.words import either, fact_phrase, shown, stretch_text, years_text
from cchc_rules.model.predicates import Comparison
from cchc_rules.model.region import CoreValue
from cchc_rules.model.rulebook import Range
from cchc_rules.model.vocabulary import FactSpec, FactType
from cchc_rules.text import Text

_JOINED = re.compile(r"[,;“”]|\b(hoặc|or)\b")


def quoted(text: Text) -> Text:
    """The text in quotation marks."""
    return Text(f"“{text.vi}”", f"“{text.in_lang('en')}”")


def joined(texts: list[Text]) -> Text:
    """Several texts of which any one will do."""
    return Text(either([text.vi for text in texts], "hoặc"), either([text.in_lang("en") for text in texts], "or"))


def member(spec: FactSpec, value: CoreValue) -> Text:
    """One value of a fact; in quotation marks where it would not be plain how far it goes, with its id if that alone
    tells it from another.
    """
    text = shown(spec, value).text
    alike = [
        other
        for other in spec.value_labels.values()
        if other.vi == text.vi or other.in_lang("en") == text.in_lang("en")
    ]
    if len(alike) > 1:
        return Text(f"“{text.vi}” [{spec.decode(value)}]", f"“{text.in_lang('en')}” [{spec.decode(value)}]")
    whole = spec.type in (FactType.TEXT, FactType.GRADE)
    return quoted(text) if whole or _JOINED.search(text.vi) or _JOINED.search(text.in_lang("en")) else text


def compared(condition: FactCondition) -> Text:
    """What a fact that is not a boolean has to be: "từ 90% trở lên", "là công chức hoặc người lao động"."""
    spec, comparison = condition.spec, condition.comparison
    several = comparison is Comparison.ONE_OF and len(condition.operands) > 1
    if spec.type in (FactType.ENUM, FactType.TEXT):
        words = joined([member(spec, value) for value in condition.operands])
        return Text(f"là {words.vi}", words.in_lang("en"))
    phrase = fact_phrase(condition)
    if phrase.vi == "không có":
        phrase = fact_phrase(FactCondition(spec, Comparison.IS, condition.operands, None))
    if several and spec.type is FactType.GRADE:
        words = joined([quoted(shown(spec, value).text) for value in condition.operands])
        return Text(f"là mức {words.vi}", f"grade {words.in_lang('en')}")
    return Text(_said(spec, phrase.vi, several), phrase.in_lang("en"))


def _said(spec: FactSpec, phrase: str, several: bool) -> str:
    """A phrase behind the name of the fact, with a verb where the phrase has none."""
    if spec.type is FactType.RANK:
        place = phrase.removeprefix("xếp ")
        return f"là {place}" if place.startswith("thứ ") else phrase
    if spec.type is FactType.DATE:
        phrase = f"ngày {phrase}" if several else phrase.removeprefix("đúng ")
        return f"là {phrase}" if phrase.startswith("ngày ") else phrase
    if spec.type is FactType.GRADE:
        return f"là {phrase}" if phrase.startswith("mức ") else phrase
    return f"bằng {phrase}" if several else phrase


def truth_of(name: Text, values: Iterable[CoreValue]) -> Text:
    """What is asked of a boolean fact: that it is so, that it is not, or either."""
    found, case = set(values), quoted(name)
    if found == {1}:
        return name
    if found == {0}:
        return Text(f"không thuộc trường hợp {case.vi}", f"the case {case.in_lang('en')} does not apply")
    vi = f"thuộc hay không thuộc trường hợp {case.vi} đều được"
    return Text(vi, f"the case {case.in_lang('en')} may apply or not")


def days(stretch: Range) -> Text:
    """A stretch by its years where it consists of whole ones, else by its ends."""
    years = stretch.years()
    if years is not None:
        shown_years = years_text(years)
        return Text(f"{'năm' if len(years) == 1 else 'các năm'} {shown_years}", shown_years)
    text = stretch_text(stretch)
    return text if text.vi else Text("không giới hạn thời gian", "at any time")
