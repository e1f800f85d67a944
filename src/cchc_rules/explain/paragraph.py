"""A verdict in a few sentences: what is met, what is not and by how much, what is missing, and what would settle it.

One sentence for each part of the award: its conditions that are met, those that are not, those that are open; then, of
standards of which one is enough, each by its number; then the nearest way.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from cchc_rules.explain.counted import FACTS, deciding, joined, leaves, records_found, years_found
from cchc_rules.explain.words import date_text, the, two_digits, without_list
from cchc_rules.model.explanation import EvidenceItem, Explanation
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.why import Path
from cchc_rules.text import Text

_LISTS = ("count", "some", "every")
_SEARCHED = Text("chưa xét hết các khả năng trong giới hạn tính toán", "not all possibilities were searched")


def paragraph(outcome: Outcome, root: Explanation, paths: Sequence[Path], as_of: datetime.date, *, exact: bool) -> Text:
    """The outcome and why, in prose; the candidate's name and the award stand before it elsewhere."""
    sentences = [outcome.text if exact else joined([outcome.text, _SEARCHED], " – ")]
    sentences += _parts(root, outcome)
    sentences += _advice(outcome, paths, as_of)
    return Text(
        " ".join(_sentence(text.vi) for text in sentences),
        " ".join(_sentence(text.in_lang("en")) for text in sentences),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _parts(root: Explanation, outcome: Outcome) -> Iterator[Text]:
    """What the award's own conditions say, then each group of alternatives; of what stands whatever is missing, not what is."""
    stands = outcome is not Outcome.UNDETERMINED
    single: list[Explanation] = []
    groups: list[Explanation] = []
    for node in _conditions(root):
        (groups if node.kind == "any_of" else single).append(node)
    for truth, lead in _LEADS[: 2 if stands else 3]:
        told = _together([node for node in single if node.truth is truth and node.kind != "nothing"])
        if told:
            yield lead.format(told=joined(told, "; "))
    for node in groups:
        if node.truth is not Truth.UNDETERMINED or not stands:
            yield _alternatives(node)


_LEADS = (
    (Truth.MET, Text("đã đạt: {told}", "met: {told}")),
    (Truth.NOT_MET, Text("không đạt: {told}", "not met: {told}")),
    (Truth.UNDETERMINED, Text("còn thiếu: {told}", "missing: {told}")),
)


def _conditions(node: Explanation) -> Iterator[Explanation]:
    """The conditions that all have to hold, nested ones too."""
    if node.kind != "all_of":
        yield node
        return
    for child in node.children:
        yield from _conditions(child)


def _alternatives(node: Explanation) -> Text:
    """Standards of which one is enough, each by its number."""
    numbered = [(number, child) for number, child in enumerate(node.children, 1) if child.kind != "nothing"]
    total = Text(two_digits(len(numbered)), str(len(numbered)))
    if node.truth is Truth.MET:
        numbered = [(number, child) for number, child in numbered if child.truth is Truth.MET] or numbered
    told = joined([_alternative(number, child) for number, child in numbered], "; ")
    lead = Text(
        "trong {total} tiêu chuẩn chỉ cần đạt một: {told}", "of {total} standards, one of which is enough: {told}"
    )
    return lead.format(total=total, told=told)


def _alternative(number: int, node: Explanation) -> Text:
    """By its number: "(1) không đạt – xếp thứ 07, quy định xếp thứ 05 trở lên"."""
    lead = Text(f"({number})", f"({number})")
    if node.truth is Truth.MET:
        return joined([lead, Text("đạt –", "met –"), _reached(node)], " ")
    if node.truth is Truth.NOT_MET:
        failing = list(deciding(node, Truth.NOT_MET))
        why = joined(_together(failing), "; ") if failing else _title(node)
        return joined([lead, Text("không đạt –", "not met –"), why], " ")
    have = [leaf for leaf in leaves(node) if leaf.truth is Truth.MET and leaf.kind in _LISTS]
    texts = _together(list(deciding(node, Truth.UNDETERMINED))) or [_title(node)]
    text = joined([lead, Text("còn thiếu:", "missing:"), joined(texts, "; ")], " ")
    if not have:
        return text
    told = joined([_title(leaf) for leaf in have], "; ")
    return Text(f"{text.vi}; đã đạt: {told.vi}", f"{text.in_lang('en')}; met: {told.in_lang('en')}")


def _reached(node: Explanation) -> Text:
    """A standard that is met, with the values and numbers by which it is."""
    met = list(deciding(node, Truth.MET))
    if len(met) == 1 and met[0] is node:
        return joined(_together([node]), "; ")
    told = _together([leaf for leaf in met if _has_value(leaf)])
    if not told:
        return _title(node)
    details = joined(told, "; ")
    return Text(f"{_title(node).vi} ({details.vi})", f"{_title(node).in_lang('en')} ({details.in_lang('en')})")


def _has_value(leaf: Explanation) -> bool:
    """Whether there is more to say of what is met than that it is."""
    if leaf.kind in _LISTS or leaf.kind == "years":
        return True
    value = None if leaf.observed is None else leaf.observed.value
    return value is not None and value.value != "true"


def _title(node: Explanation) -> Text:
    """What a condition is called, the award's own title being none of a condition. What it consists of does not follow."""
    required = node.required
    if "/" not in node.path and required is not None and required.comparison is None:
        return without_list(required.text)
    return without_list(node.title)


def _together(nodes: Sequence[Explanation]) -> list[Text]:
    """Conditions of which the same is found are told together: "tiêu biểu, gương mẫu (Chánh Thanh tra tỉnh xác nhận …)"."""
    found: dict[tuple[str, str, str | None], list[Text]] = {}  # by strings: a text is hashed by Python code
    for node in nodes:
        between, finding = _finding(node)
        found.setdefault((between, finding.vi, finding.en), []).append(_title(node))
    return [
        Text(
            ", ".join([title.vi for title in titles]) + between + vi,
            ", ".join([title.in_lang("en") for title in titles]) + between + (vi if en is None else en),
        )
        for (between, vi, en), titles in found.items()
    ]


_ALONE = ""
_WITH = ": "
_NOTHING = Text("", "")


def _finding(node: Explanation) -> tuple[str, Text]:
    """What goes between the title of a condition and what is found of it, and what is found."""
    if node.kind in _LISTS:
        return _WITH, records_found(node)
    if node.kind == "years":
        return _WITH, years_found(node)
    if node.observed is None or (node.truth is Truth.MET and node.kind not in FACTS):
        return _ALONE, _NOTHING
    value = node.observed.value
    if node.kind not in FACTS or value is None:
        return _WITH, node.observed.text
    sources = _sources(node.evidence)
    if node.truth is Truth.MET and value.value == "true":
        return _ALONE, sources
    text = Text(value.text.vi + sources.vi, value.text.in_lang("en") + sources.in_lang("en"))
    if node.truth is Truth.MET or node.required is None or value.value in ("true", "false"):
        return _WITH, text
    asked = node.required.text
    return _WITH, Text(f"{text.vi}, quy định {asked.vi}", f"{text.in_lang('en')}, required: {asked.in_lang('en')}")


def _sources(evidence: Sequence[EvidenceItem]) -> Text:
    """Who vouches for a value and since when: " (Chánh Thanh tra tỉnh xác nhận ngày 08/01/2025)"."""
    vi, en = [], []
    for attested in (attested for item in evidence for attested in item.attestations):
        day = date_text(attested.date)
        vi.append(f"{attested.title.vi} xác nhận ngày {day.vi}")
        en.append(f"attested by {the(attested.title.in_lang('en'))} on {day.in_lang('en')}")
    return Text(f" ({'; '.join(vi)})", f" ({'; '.join(en)})") if vi else _NOTHING


def _advice(outcome: Outcome, paths: Sequence[Path], as_of: datetime.date) -> Iterator[Text]:
    """The nearest way, if there is one; that there is none, if that is certain. What the dossier says of later days counts."""
    if outcome is Outcome.ELIGIBLE or not paths:
        return
    possible = [path for path in paths if path.steps is not None]
    if not possible:
        codes = {obstacle.code for path in paths for obstacle in path.obstacles}
        if "external" not in codes and all(path.fewest for path in paths):
            if "never_changes" in codes:
                yield _since(_NO_WAY_BY_THE_RULES, paths[0], as_of)
                return
            yield _since(
                Text(
                    "không còn cách nào để đủ điều kiện xét theo cách hiểu đang dùng",
                    "as the rulebook is read, there is no way left to become eligible",
                ),
                paths[0],
                as_of,
            )
        return
    nearest = min(possible, key=lambda path: sum(step.times for step in path.steps or ()))
    texts = [step.text for step in nearest.steps or ()]
    if not texts:
        yield _since(Text("hồ sơ đủ điều kiện xét", "the dossier is eligible"), nearest, as_of)
        return
    form = Text("để đủ điều kiện xét: {told}", "to become eligible: {told}")
    if len(possible) > 1:
        form = Text(
            "để đủ điều kiện xét, cách gần nhất: {told}", "the nearest of several ways to become eligible: {told}"
        )
    yield form.format(told=joined(texts, "; "))


_NO_WAY_BY_THE_RULES = Text(
    "không có cách nào để đủ điều kiện xét trong những gì bộ tiêu chuẩn ghi là còn thay đổi được, theo cách hiểu đang dùng",
    "within what the rulebook says can still change, and as it is read, there is no way to become eligible",
)


def _since(text: Text, path: Path, as_of: datetime.date) -> Text:
    """What is so only by what the dossier says of days after the evaluation's own."""
    if path.date is None or path.date <= as_of:
        return text
    day = date_text(path.date)
    return Text(
        f"theo số liệu của hồ sơ đến ngày {day.vi}, {text.vi}",
        f"as the dossier stands on {day.in_lang('en')}, {text.in_lang('en')}",
    )
