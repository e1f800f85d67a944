"""A rulebook to read: which document, which awards by which criteria, and everything beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cchc_rules.engine.readings import reached
from cchc_rules.explain.words import date_text, stretch_text, the
from cchc_rules.model.rulebook import NOT_IN_COPY, Award, Rulebook, Unstated
from cchc_rules.report.criteria import LineReader
from cchc_rules.report.page import Page
from cchc_rules.report.rulebook_sections import SECTIONS, attesters, readings
from cchc_rules.text import Lang, Text

AWAITING = "awaiting_criteria"
_UNSTATED = {NOT_IN_COPY: Text("bản đang dùng không ghi", "not in our copy")}


def list_of_rulebooks(rulebooks: Iterable[Rulebook], lang: Lang) -> str:
    """Every rulebook in a few lines: its title and key, who issued it, what it holds."""
    page = Page(lang)
    return "\n\n".join("\n".join(_entry(page, rulebook)) for rulebook in rulebooks)


def whole_rulebook(rulebook: Rulebook, lang: Lang) -> str:
    """Everything that a rulebook says."""
    page = Page(lang)
    awards = _awaiting(page) if rulebook.status == AWAITING else _awards(page, rulebook, rulebook.awards.values())
    return _joined([_identity(page, rulebook), awards, *(section(page, rulebook) for section in SECTIONS)])


def one_award(rulebook: Rulebook, award: Award, lang: Lang) -> str:
    """One award, with the readings that it depends on and who attests what for its candidates."""
    page = Page(lang)
    return _joined(
        [
            _identity(page, rulebook),
            _awards(page, rulebook, [award]),
            readings(page, rulebook, sorted(reached(rulebook, award))),
            attesters(page, rulebook, award.recipient),
        ]
    )


def _joined(parts: Iterable[Iterator[str]]) -> str:
    """The parts that say something, a blank line between them."""
    return "\n\n".join(text for text in ("\n".join(part) for part in parts) if text)


def _entry(page: Page, rulebook: Rulebook) -> Iterator[str]:
    identity = rulebook.identity
    yield from page.item(page.named(identity.title, rulebook.id), 0)
    yield from page.item(f"{page.text(identity.issuer.name)}; {numbered(page, rulebook)}")
    if rulebook.status == AWAITING:
        yield from page.item(
            page.say("chưa có tiêu chuẩn nên chưa xét được", "awaits its criteria: nothing to evaluate yet")
        )
    for award in rulebook.awards.values():
        yield from page.item(page.named(award.title, award.id), 1, "-")


def numbered(page: Page, rulebook: Rulebook) -> str:
    """Number and date of the document: "số: 01/KH-SM; ngày: 04/01/2022"."""
    number, date = rulebook.identity.number, rulebook.identity.date
    shown = page.text(_UNSTATED[number.reason]) if isinstance(number, Unstated) else number
    day = page.text(_UNSTATED[date.reason] if isinstance(date, Unstated) else date_text(date))
    return page.say(f"số: {shown}; ngày: {day}", f"number: {shown}; date: {day}")


def _identity(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """Which document this is, for whom, for which years."""
    identity = rulebook.identity
    yield from page.item(page.named(identity.title, rulebook.id), 0)
    yield from page.item(f"{page.say('Cơ quan ban hành', 'Issued by')}: {page.text(identity.issuer.name)}")
    shown = numbered(page, rulebook)
    yield from page.item(shown[0].upper() + shown[1:])
    stretch = page.text(stretch_text(rulebook.effective))
    if stretch:
        yield from page.item(f"{page.say('Hiệu lực', 'In force')}: {stretch}")
    if rulebook.award_years:
        years = ", ".join(map(str, rulebook.award_years))
        yield from page.item(f"{page.say('Các năm được xét', 'Award years')}: {years}")
    kinds = ", ".join(page.named(title, kind) for kind, title in rulebook.recipients.items())
    if kinds:
        yield from page.item(f"{page.say('Đối tượng', 'Recipients')}: {kinds}")


def _awaiting(page: Page) -> Iterator[str]:
    yield page.head("Chưa có tiêu chuẩn", "Awaiting its criteria")
    text = page.say(
        "Mới ghi nhận văn bản này; tiêu chuẩn chưa được lập nên chưa xét được hình thức nào theo văn bản này.",
        "Only the document is known so far; its criteria are not encoded, so no award can be evaluated by it.",
    )
    yield from page.sentence(text)


def _awards(page: Page, rulebook: Rulebook, awards: Iterable[Award]) -> Iterator[str]:
    """Each award with its criteria under the default options."""
    yield page.head("Hình thức khen thưởng và tiêu chuẩn", "Awards and criteria")
    text = page.say(
        "Theo phương án mặc định của các cách hiểu; phương án khác ghi sau “nếu hiểu là”. Trong ngoặc vuông là mã dùng "
        "trong tệp YAML.",
        "Under the default options of the readings; the others stand after “if read as”. In square brackets: the ids that "
        "YAML files use.",
    )
    yield from page.sentence(text)
    for award in awards:
        yield ""
        yield from page.item(page.named(award.title, award.id, award.clauses), 1)
        yield from page.item(_head(page, rulebook, award), 2)
        yield from LineReader(rulebook=rulebook, award=award, lang=page.lang, depth=2).lines()


def _head(page: Page, rulebook: Rulebook, award: Award) -> str:
    """For whom, when, which form: "Dành cho cá nhân; xét hằng năm; Giấy khen của Chánh Thanh tra tỉnh"."""
    recipients = ", ".join(page.text(rulebook.recipients[kind]) for kind in award.recipient)
    parts = [page.say(f"Dành cho {recipients}", f"For {recipients}")]
    window = rulebook.windows.get(award.period or "")
    if window is None:
        parts.append(page.say("xét hằng năm", "annual"))
    else:
        title = page.text(window.title) if window.title else window.name
        parts.append(page.say(f"xét cho {title} [{window.name}]", f"for {the(title)} [{window.name}]"))
    if award.form is not None:
        parts.append(page.named(rulebook.forms[award.form].title, award.form))
    return "; ".join(parts)
