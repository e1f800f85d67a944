"""The worklist as a text to read: who can supply what, and how many verdicts that settles."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from cchc_rules.explain.suppliers import others_text
from cchc_rules.explain.words import two_digits
from cchc_rules.model.worklist import WorkGroup, WorkItem, Worklist
from cchc_rules.report.page import Page
from cchc_rules.text import Lang, Text

_NOUNS = {
    "authority": Text("xác nhận", "attestation"),
    "entity": Text("số liệu", "figure"),
    "keeper": Text("nội dung", "thing"),
    "time": Text("danh sách", "list"),
    "nobody": Text("nội dung", "thing"),
}


HEAD = ("Việc cần bổ sung, theo người cung cấp", "What is missing, by who can supply it")


@frozen
class Entry:
    """One line of a supplier's list; ``below``: whose it is, where it is missing of several candidates in the same way."""

    text: str
    below: tuple[str, ...] = ()


def worklist_text(worklist: Worklist, lang: Lang) -> str:
    """One section for each supplier; if no verdict waits for anything, that."""
    return "\n".join(_lines(Page(lang), worklist))


def _lines(page: Page, worklist: Worklist) -> Iterator[str]:
    yield page.head(*HEAD)
    for sentence in remarks(page, worklist):
        yield from page.sentence(sentence, 0)
    for group in worklist.groups:
        yield ""
        yield from page.item(group_head(page, group), 0)
        for entry in entries(page, group):
            yield from page.item(entry.text, 1, "-")
            for whose in entry.below:
                yield from page.item(whose, 2, "-")


def remarks(page: Page, worklist: Worklist) -> Iterator[str]:
    """How the list is to be read, or why it is empty."""
    number = worklist.undetermined
    if not number:
        yield page.say(
            "Không có việc nào: danh sách này chỉ nói về kết quả chưa đủ căn cứ, mà trong các kết quả được in không có kết quả "
            "nào như vậy.",
            "Nothing: only undetermined outcomes wait for anything, and there is none among the outcomes shown.",
        )
        return
    yield page.say(
        f"Có {two_digits(number)} kết quả chưa đủ căn cứ. Một mục “giải quyết được” một kết quả nếu biết mục ấy là đủ để "
        "kết luận, dù nội dung thế nào; “có thể giải quyết” nếu chỉ một số nội dung là đủ.",
        f"{page.count(number, '', 'outcome')} undetermined. An item “settles” an outcome if it decides "
        "it whatever it turns out to be, and “may settle” it if only some of its values do.",
    )
    if not worklist.exact:
        yield page.say(
            "Chưa xét hết các khả năng trong giới hạn tính toán, nên có mục có thể không ảnh hưởng đến kết quả.",
            "Not all possibilities were searched, so that some items may turn out not to matter.",
        )


def group_head(page: Page, group: WorkGroup) -> str:
    """The supplier with how much that is: "Trưởng phòng Nghiệp vụ 1: 04 xác nhận – giải quyết được 03 kết quả"."""
    noun, supplier = _NOUNS[group.supplier.kind], page.text(group.supplier.text)
    many = page.count(len(group.items), noun.vi, noun.in_lang("en"))
    effect = _effect(page, group.settles, group.may_settle, group.touches)
    return f"{supplier[:1].upper()}{supplier[1:]}: {many} – {effect}"


def entries(page: Page, group: WorkGroup) -> Iterator[Entry]:
    """What is missing of one supplier; of several candidates in the same way it is one entry."""
    alike: dict[tuple[str, str, str], list[WorkItem]] = {}
    for item in group.items:
        effect = _effect(page, item.settles, item.may_settle, len(item.touches))
        alike.setdefault((page.text(item.what), page.text(others_text(item.others)), effect), []).append(item)
    for (what, others, effect), items in alike.items():
        or_by = f" ({others})" if others else ""
        if len(items) == 1:
            yield Entry(f"{what} – {_whose(page, items[0])}: {effect}{or_by}")
            continue
        each = page.say(f"mỗi hồ sơ: {effect}", f"each {effect}")
        yield Entry(f"{what} – {each}{or_by}", tuple(_whose(page, item) for item in items))


def _whose(page: Page, item: WorkItem) -> str:
    """The candidate and why it is missing; of what is not one candidate's only why."""
    why = page.text(item.why)
    if item.candidate is None:
        return why
    return f"{item.name} ({item.candidate}), {why}" if item.name else f"{item.candidate}, {why}"


def _effect(page: Page, settles: int, may_settle: int, touches: int) -> str:
    """How many outcomes it settles, how many more it may settle, how many more it concerns: "giải quyết được 05 kết quả,
    có thể giải quyết thêm 01".
    """
    counted = (
        (settles, "giải quyết được", "settles"),
        (may_settle - settles, "có thể giải quyết", "may settle"),
        (touches - may_settle, "liên quan đến", "concerns"),
    )
    parts: list[str] = []
    for number, vi, en in counted:
        if number and parts:
            parts.append(page.say(f"{vi} thêm {two_digits(number)}", f"{en} {number} more"))
        elif number:
            parts.append(f"{page.say(vi, en)} {page.count(number, 'kết quả', 'outcome')}")
    return ", ".join(parts)
