"""The sections of a rulebook beside its awards: what is open, assumed, attested, set; when; and what else it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from cchc_rules.explain.words import date_text, number_text, stretch_text, vietnamese_date
from cchc_rules.model.rulebook import CalendarEntry, Dated, Parameter, PerOption, Range, Rulebook, Statement, Value
from cchc_rules.model.vocabulary import FactSpec, LiteralError, PlainValue, parse_date
from cchc_rules.report.page import Page
from cchc_rules.text import Text, same


def readings(page: Page, rulebook: Rulebook, names: Iterable[str] | None = None) -> Iterator[str]:
    """Open readings: the question, its options with the default marked, and who has ruled."""
    found = [rulebook.readings[name] for name in (rulebook.readings if names is None else names)]
    if found:
        yield page.head("Cách hiểu còn để ngỏ", "Open readings")
        yield from _unconfirmed(page, [reading.confirmed_by for reading in found])
    for reading in found:
        yield from page.item(page.named(reading.question, reading.id, reading.clauses))
        for option, text in reading.options.items():
            default = option == reading.default
            marked = page.say(", mặc định", ", default") if default else ""
            yield from page.item(page.named(text, option) + marked, 2, "●" if default else "○")
        yield from _confirmed(page, reading.confirmed_by)


def _unconfirmed(page: Page, confirmed_by: Iterable[str | None]) -> Iterator[str]:
    """What holds of most, said once: nobody has ruled yet."""
    if all(by is None for by in confirmed_by):
        text = page.say(
            "Chưa nội dung nào được người có thẩm quyền xác nhận.", "None has been confirmed by anyone yet."
        )
    else:
        text = page.say(
            "Nội dung không ghi “đã được xác nhận” là chưa có ý kiến của người có thẩm quyền.",
            "Those without “confirmed by” have not been confirmed by anyone yet.",
        )
    yield from page.sentence(text)


def _confirmed(page: Page, by: str | None) -> Iterator[str]:
    if by is not None:
        yield from page.item(page.say(f"đã được xác nhận: {by}", f"confirmed by: {by}"), 2)


def assumptions(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """Questions that the rulebook answers in one way."""
    if rulebook.assumptions:
        yield page.head("Điều được giả định", "Assumptions")
        yield from _unconfirmed(page, [assumption.confirmed_by for assumption in rulebook.assumptions.values()])
    for assumption in rulebook.assumptions.values():
        yield from page.item(page.named(assumption.question, assumption.id, assumption.clauses))
        yield from page.item(page.text(assumption.answer), 2, "→")
        yield from _confirmed(page, assumption.confirmed_by)


def attesters(page: Page, rulebook: Rulebook, kinds: Iterable[str] | None = None) -> Iterator[str]:
    """Each authority with the facts that it may attest for these kinds of candidates."""
    facts = tuple(_facts(rulebook, tuple(rulebook.recipients if kinds is None else kinds)))
    if rulebook.authorities:
        yield page.head("Ai xác nhận nội dung gì", "Who attests what")
    for authority in rulebook.authorities.values():
        unit = rulebook.vocabulary.entities.get(authority.of or "")
        title = authority.title if unit is None else _of_own(authority.title, unit.label)
        yield from page.item(page.named(title, authority.id, authority.clauses))
        groups: dict[Text, list[FactSpec]] = {}
        for where, spec in facts:
            if authority.id in spec.attested_by:
                groups.setdefault(where, []).append(spec)
        for where, specs in groups.items():
            yield from page.item(f"{page.text(where)}:", 2)
            for spec in specs:
                yield from page.item(page.named(spec.label, spec.name), 3, "-")
        if not groups:
            yield from page.item(page.say("không có dữ kiện nào cần người này xác nhận", "no fact needs their word"), 2)


def _of_own(title: Text, unit: Text) -> Text:
    """The head of one of many units attests for that one alone."""
    return Text(
        f"{title.vi} (của chính {unit.vi} đó)", f"{title.in_lang('en')} (of the candidate's own {unit.in_lang('en')})"
    )


def _facts(rulebook: Rulebook, kinds: tuple[str, ...]) -> Iterator[tuple[Text, FactSpec]]:
    """The facts of candidates, entities and lists, each with what it belongs to."""
    vocabulary = rulebook.vocabulary
    for kind in kinds:
        for spec in vocabulary.candidates.get(kind, {}).values():
            yield rulebook.recipients[kind], spec
    for entity in vocabulary.entities.values():
        for spec in entity.facts.values():
            yield entity.label, spec
    for records in vocabulary.lists.values():
        if set(records.kinds) & set(kinds):
            for spec in records.fields.values():
                yield records.label, spec


def parameters(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """The numbers and values that the document sets, under every option."""
    if rulebook.parameters:
        yield page.head("Mức quy định", "Parameters")
    for parameter in rulebook.parameters.values():
        title = page.named(parameter.title, parameter.name, parameter.clauses)
        if not isinstance(parameter.value, PerOption):
            yield from page.item(f"{title}: {_value(page, parameter, parameter.value)}", 1, "-")
            continue
        reading = rulebook.readings[parameter.value.reading]
        yield from page.item(
            page.say(f"{title}, theo cách hiểu {reading.id}:", f"{title}, by the reading {reading.id}:"), 1, "-"
        )
        for option, value in parameter.value.options.items():
            yield from page.item(
                f"{page.named(reading.options[option], option)}: {_value(page, parameter, value)}", 2, "-"
            )


def _value(page: Page, parameter: Parameter, value: Value | Dated) -> str:
    if isinstance(value, Dated):
        return "; ".join(
            page.say(f"từ năm {year}: ", f"from {year}: ") + _value(page, parameter, one) for year, one in value.entries
        )
    values = value if isinstance(value, tuple) else (value,)
    return ", ".join(page.text(_plain(one, parameter.unit)) for one in values)


def _plain(value: PlainValue, unit: str | None) -> Text:
    if isinstance(value, bool):
        return same("true" if value else "false")
    if not isinstance(value, str):
        return number_text(value, unit)
    try:
        return date_text(parse_date(value))
    except LiteralError:
        return same(value)


def windows(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """The named stretches of time, under every option."""
    if rulebook.windows:
        yield page.head("Khoảng thời gian tính", "Windows")
    for window in rulebook.windows.values():
        title = page.named(window.title, window.name, window.clauses)
        if isinstance(window.ranges, Range):
            yield from page.item(f"{title}: {_stretch(page, window.ranges)}", 1, "-")
            continue
        reading = rulebook.readings[window.reading or ""]
        yield from page.item(
            page.say(f"{title}, theo cách hiểu {reading.id}:", f"{title}, by the reading {reading.id}:"), 1, "-"
        )
        for option, stretch in window.ranges.items():
            yield from page.item(f"{page.named(reading.options[option], option)}: {_stretch(page, stretch)}", 2, "-")


def _stretch(page: Page, stretch: Range) -> str:
    if stretch.start is not None and stretch.end is not None:
        start, end = stretch.start, stretch.end
        return page.say(
            f"từ ngày {vietnamese_date(start)} đến hết ngày {vietnamese_date(end)}", f"{start} to {end} inclusive"
        )
    return page.text(stretch_text(stretch))


def calendar(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """When awards are reviewed."""
    if rulebook.calendar:
        yield page.head("Thời gian xét", "Time of review")
    for entry in rulebook.calendar.values():
        cycle = page.say("hằng năm", "annual") if entry.cycle == "annual" else page.say("giai đoạn", "period")
        yield from page.item(f"{cycle}: {page.named(same(_when(page, entry)), entry.id, entry.clauses)}", 1, "-")


def _when(page: Page, entry: CalendarEntry) -> str:
    if entry.before is None:
        return page.text(entry.text) if entry.text else ""
    day, month = entry.before.day, entry.before.month
    if entry.before.next_year:
        return page.say(f"trước ngày {day:02d}/{month:02d} năm sau", f"before {month:02d}-{day:02d} of the next year")
    return page.say(f"trước ngày {day:02d}/{month:02d} của năm xét", f"before {month:02d}-{day:02d} of the award year")


def notices(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """What is shown with verdicts, and of which awards."""
    if rulebook.notices:
        yield page.head("Lưu ý kèm kết quả xét", "Notices with every verdict")
    for notice in rulebook.notices.values():
        shown = page.named(notice.text, notice.id, notice.clauses)
        if notice.awards:
            only = ", ".join(notice.awards)
            shown += page.say(f"; chỉ kèm: {only}", f"; only with: {only}")
        elif notice.cycle is not None:
            shown += (
                page.say("; chỉ khi xét hằng năm", "; only with annual awards")
                if notice.cycle == "annual"
                else (page.say("; chỉ khi xét giai đoạn", "; only with period awards"))
            )
        yield from page.item(shown, 1, "-")


def documents(page: Page, rulebook: Rulebook) -> Iterator[str]:
    """Other documents that this one refers to."""
    if rulebook.documents:
        yield page.head("Văn bản liên quan", "Related documents")
    for document in rulebook.documents.values():
        day = page.text(date_text(document.date))
        shown = page.named(document.title, document.id)
        shown += page.say(f"; số {document.number} ngày {day}, ", f"; {document.number} of {day}, ") + page.text(
            document.issuer
        )
        if document.rulebook:
            shown += page.say(f"; bộ tiêu chuẩn {document.rulebook}", f"; rulebook {document.rulebook}")
        yield from page.item(shown, 1, "-")


def _statements(vi: str, en: str, of: Callable[[Rulebook], Mapping[str, Statement]]) -> Section:
    """A section of texts of the document on which no rule depends."""

    def section(page: Page, rulebook: Rulebook) -> Iterator[str]:
        statements = of(rulebook)
        if statements:
            yield page.head(vi, en)
        for statement in statements.values():
            yield from page.item(page.named(statement.text, statement.id, statement.clauses), 1, "-")

    return section


Section = Callable[[Page, Rulebook], Iterator[str]]
SECTIONS: tuple[Section, ...] = (
    readings,
    assumptions,
    attesters,
    parameters,
    windows,
    calendar,
    notices,
    _statements("Mục đích", "Aims", lambda rulebook: rulebook.aims),
    _statements("Nội dung thi đua", "Themes", lambda rulebook: rulebook.themes),
    _statements("Phân công", "Roles", lambda rulebook: rulebook.roles),
    _statements("Ghi chú", "Notes", lambda rulebook: rulebook.notes),
    documents,
)
"""The sections in the order in which they are read."""
