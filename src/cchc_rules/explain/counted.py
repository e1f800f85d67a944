"""Lists and years in a short sentence: how many there are of how many, and which were looked at and do not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_rules.explain.words import date_text, two_digits, years_text
from cchc_rules.model.explanation import Explanation
from cchc_rules.model.truth import Truth
from cchc_rules.text import Text

FACTS = ("fact", "attested")
_MOST_PLACES = 3
_NOTHING = Text("", "")


def joined(texts: Sequence[Text], between: str) -> Text:
    """Several texts as one."""
    return Text(between.join(text.vi for text in texts), between.join(text.in_lang("en") for text in texts))


def deciding(node: Explanation, truth: Truth) -> Iterator[Explanation]:
    """The conditions below a node that make it what it is: those of this truth that only connectives of this truth lead to."""
    if node.truth is truth:
        if node.kind in ("all_of", "any_of") and node.children:
            for child in node.children:
                yield from deciding(child, truth)
        elif node.kind != "nothing":
            yield node


def leaves(node: Explanation) -> Iterator[Explanation]:
    """The conditions on facts, lists, years below a node; what is made of several others and not of all is one."""
    if node.kind in ("all_of", "any_of") and node.children:
        for child in node.children:
            yield from leaves(child)
    elif node.kind != "nothing":
        yield node


def years_found(node: Explanation) -> Text:
    """The years in which it is met: "năm 2021, 2023"; else how many, and how many are asked for: "đạt 01 năm; yêu cầu …"."""
    years = [int(child.path.rpartition("@")[2]) for child in node.children if child.truth is Truth.MET]
    if node.truth is Truth.MET and years:
        told = years_text(years)
        return Text(f"năm {told}", told)
    number = len(years)
    vi, en = (f"đạt {two_digits(number)} năm", f"met in {number}") if number else ("chưa năm nào đạt", "met in none")
    if node.required is None:
        return Text(vi, en)
    asked = node.required.text
    return Text(f"{vi}, yêu cầu {asked.vi}", f"{en}, required: {asked.in_lang('en')}")


def records_found(node: Explanation) -> Text:
    """How many records there are of how many: "có 02/03 (danh sách đầy đủ đến hết ngày 31/12/2024)"."""
    observed, required = node.observed, node.required
    assert observed is not None, "records were counted"
    certain, possible = observed.certain or 0, observed.possible
    low = 0 if required is None or required.low is None else required.low
    if node.kind == "every" or not low:
        return observed.text
    if node.truth is Truth.MET:
        return Text(f"có {two_digits(certain)}/{two_digits(low)}", f"{certain} of {low}")
    vi, en = f"có {two_digits(certain)}/{two_digits(low)}", f"{certain} of {low}"
    if not certain:
        closed = node.truth is Truth.NOT_MET
        vi, en = ("không có" if closed else "chưa có", "none" if closed else "none so far")
    if possible is not None and possible > certain:
        vi, en = f"{vi}, nhiều nhất {two_digits(possible)}", f"{en}, at most {possible}"
    beside = [*_not_counted(node)]
    if observed.complete_to is not None:
        day = date_text(observed.complete_to)
        beside.append(
            Text(
                f"danh sách {'đầy đủ' if node.truth is Truth.NOT_MET else 'mới đầy đủ'} đến hết ngày {day.vi}",
                f"the list is complete up to {day.in_lang('en')}",
            )
        )
    elif possible is None:
        beside.append(Text("danh sách có thể còn thiếu", "the list may lack records"))
    if not beside:
        return Text(vi, en)
    told = joined(beside, "; ")
    return Text(f"{vi} ({told.vi})", f"{en} ({told.in_lang('en')})")


def _not_counted(node: Explanation) -> Iterator[Text]:
    """The records of a list that was too short which do not count for what is said of them: without these words nobody would
    know that they were looked at. "mục 1 không được tính: được đánh giá có hiệu quả: không".
    """
    if node.truth is not Truth.NOT_MET:
        return
    found: dict[Text, list[str]] = {}
    for record in node.children:
        failing = [leaf for child in record.children for leaf in deciding(child, Truth.NOT_MET)]
        told = [_valued(leaf) for leaf in failing if leaf.kind in FACTS]
        if record.truth is Truth.NOT_MET and told:
            found.setdefault(joined(told, ", "), []).append(record.path.rpartition("[")[2].rstrip("]"))
    for why, places in found.items():
        few = len(places) <= _MOST_PLACES
        vi = f"mục {', '.join(places)}" if few else f"{two_digits(len(places))} mục"
        en = f"item{'' if len(places) == 1 else 's'} {', '.join(places)}" if few else f"{len(places)} items"
        verb = "does not count" if len(places) == 1 else "do not count"
        yield Text(f"{vi} không được tính: {why.vi}", f"{en} {verb}: {why.in_lang('en')}")


def _valued(leaf: Explanation) -> Text:
    """A fact of a record with its value, and no more."""
    found = (
        _NOTHING if leaf.observed is None else leaf.observed.value.text if leaf.observed.value else leaf.observed.text
    )
    return Text(f"{leaf.title.vi}: {found.vi}", f"{leaf.title.in_lang('en')}: {found.in_lang('en')}")
