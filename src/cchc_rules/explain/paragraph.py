"""A verdict in a few sentences: what is met, what is not and by how much, what is missing, and what would settle it.

One sentence for each part of the award: its conditions that are met, those that are not, those that are open; then, of
standards of which one is enough, each by its number; then the nearest way.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from cchc_rules.explain.words import date_text, the, two_digits, years_text
from cchc_rules.model.truth import Outcome, Truth
from cchc_rules.model.verdict import EvidenceItem, Explanation
from cchc_rules.model.why import Path
from cchc_rules.text import Text

_LISTS = ("count", "some", "every")
_FACTS = ("fact", "attested")
_SEARCHED = Text("chưa xét hết các khả năng trong giới hạn tính toán", "not all possibilities were searched")


def paragraph(outcome: Outcome, root: Explanation, paths: Sequence[Path], as_of: datetime.date, *, exact: bool) -> Text:
    """The outcome and why, in prose; the candidate's name and the award stand before it elsewhere."""
    sentences = [outcome.text if exact else _join([outcome.text, _SEARCHED], " – ")]
    sentences += _parts(root, outcome)
    sentences += _advice(outcome, paths, as_of)
    return Text(
        " ".join(_sentence(text.vi) for text in sentences),
        " ".join(_sentence(text.in_lang("en")) for text in sentences),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _join(texts: Sequence[Text], between: str) -> Text:
    return Text(between.join([text.vi for text in texts]), between.join([text.in_lang("en") for text in texts]))


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
            yield lead.format(told=_join(told, "; "))
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
    told = _join([_alternative(number, child) for number, child in numbered], "; ")
    lead = Text(
        "trong {total} tiêu chuẩn chỉ cần đạt một: {told}", "of {total} standards, one of which is enough: {told}"
    )
    return lead.format(total=total, told=told)


def _alternative(number: int, node: Explanation) -> Text:
    """By its number: "(1) không đạt – xếp thứ 07, quy định xếp thứ 05 trở lên"."""
    lead = Text(f"({number})", f"({number})")
    if node.truth is Truth.MET:
        return _join([lead, Text("đạt –", "met –"), _reached(node)], " ")
    leaves = list(_leaves(node))
    if node.truth is Truth.NOT_MET:
        failing = [leaf for leaf in leaves if leaf.truth is Truth.NOT_MET]
        why = _join(_together(failing), "; ") if failing else _title(node)
        return _join([lead, Text("không đạt –", "not met –"), why], " ")
    have = [leaf for leaf in leaves if leaf.truth is Truth.MET and leaf.kind in _LISTS]
    texts = _together([leaf for leaf in leaves if leaf.truth is Truth.UNDETERMINED]) or [_title(node)]
    text = _join([lead, Text("còn thiếu:", "missing:"), _join(texts, "; ")], " ")
    if not have:
        return text
    told = _join([_title(leaf) for leaf in have], "; ")
    return Text(f"{text.vi}; đã đạt: {told.vi}", f"{text.in_lang('en')}; met: {told.in_lang('en')}")


def _reached(node: Explanation) -> Text:
    """A standard that is met, with the values and numbers by which it is."""
    leaves = [leaf for leaf in _leaves(node) if leaf.truth is Truth.MET]
    if len(leaves) == 1 and leaves[0] is node:
        return _join(_together([node]), "; ")
    told = _together([leaf for leaf in leaves if _has_value(leaf)])
    if not told:
        return _title(node)
    details = _join(told, "; ")
    return Text(f"{_title(node).vi} ({details.vi})", f"{_title(node).in_lang('en')} ({details.in_lang('en')})")


def _has_value(leaf: Explanation) -> bool:
    """Whether there is more to say of what is met than that it is."""
    if leaf.kind in _LISTS or leaf.kind == "years":
        return True
    value = None if leaf.observed is None else leaf.observed.value
    return value is not None and value.value != "true"


def _leaves(node: Explanation) -> Iterator[Explanation]:
    """The conditions on facts, lists, years below a node; what is made of several others and not of all is one."""
    if node.kind in ("all_of", "any_of") and node.children:
        for child in node.children:
            yield from _leaves(child)
    elif node.kind != "nothing":
        yield node


def _title(node: Explanation) -> Text:
    """What a condition is called, the award's own title being none of a condition."""
    required = node.required
    if "/" not in node.path and required is not None and required.comparison is None:
        return required.text
    return node.title


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
        return _WITH, _records(node)
    if node.kind == "years":
        return _WITH, _years(node)
    if node.observed is None or (node.truth is Truth.MET and node.kind not in _FACTS):
        return _ALONE, _NOTHING
    value = node.observed.value
    if node.kind not in _FACTS or value is None:
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


def _years(node: Explanation) -> Text:
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


def _records(node: Explanation) -> Text:
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
    if observed.complete_to is not None:
        day = date_text(observed.complete_to)
        return Text(
            f"{vi} (danh sách {'đầy đủ' if node.truth is Truth.NOT_MET else 'mới đầy đủ'} đến hết ngày {day.vi})",
            f"{en} (the list is complete up to {day.in_lang('en')})",
        )
    if possible is None:
        return Text(f"{vi} (danh sách có thể còn thiếu)", f"{en} (the list may lack records)")
    return Text(vi, en)


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
    yield form.format(told=_join(texts, "; "))


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
