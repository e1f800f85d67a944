"""What is said beside the tree, as sentences: what is missing, readings, notices, provenance. Every layout says the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import date_text
from cchc_rules.model.explanation import UnknownFact
from cchc_rules.model.verdict import Notice, ReadingInForce, Verdict
from cchc_rules.report.page import Page
from cchc_rules.text import Text

DISCLAIMER = Text(
    "Kết quả này không thay cho quyết định của Hội đồng và người có thẩm quyền.",
    "This does not replace the decision of the council and the awarding authority.",
)
READINGS_USED = ("Cách hiểu đã dùng", "The text was read as follows")
SHORT_DIGEST = len("sha256:") + 12

Answers = Mapping[tuple[str, str], Text]
"""The words of a reading's options, by reading and option."""

Units = Mapping[tuple[str, str], Text]
"""To which entity of a kind a candidate belongs, by candidate and kind."""

NO_ANSWERS: Answers = {}
NO_UNITS: Units = {}


def who(verdict: Verdict) -> str:
    """The name with the id: "Trần Minh Khôi (cb-01)"."""
    return f"{verdict.name} ({verdict.candidate})" if verdict.name else verdict.candidate


def belonging(page: Page, verdict: Verdict, units: Units) -> str:
    """The entities whose facts play a part: "cơ quan: Thanh tra tỉnh (ttt)"; empty if none is known."""
    evidence = (item for node in verdict.explanation.walk() for item in node.evidence)
    facts = [*((item.fact, item.entity) for item in evidence), *((one.fact, one.entity) for one in verdict.unknown)]
    kinds = dict.fromkeys(fact.partition(".")[0] for fact, entity in facts if fact and entity)
    return "; ".join(page.text(units[verdict.candidate, kind]) for kind in kinds if (verdict.candidate, kind) in units)


def not_exact(page: Page) -> str:
    """Of a verdict whose search ran out of its budget."""
    return page.say("Chưa xét hết các khả năng trong giới hạn tính toán.", "Not all possibilities were searched.")


def missing(page: Page, unknown: Sequence[UnknownFact]) -> Iterator[str]:
    """What is missing; where the same is missing of several years, the first speaks for the others."""
    alike: dict[tuple[object, ...], list[UnknownFact]] = {}
    for one in unknown:
        alike.setdefault((one.fact, one.list, one.record, one.reason, one.entity), []).append(one)
    for first, *others in alike.values():
        years = ", ".join(str(other.year) for other in others)
        also = page.say(f" (tương tự: năm {years})", f" (likewise: {years})") if others else ""
        yield page.text(first.text) + also


def are_plain(readings: Sequence[ReadingInForce]) -> bool:
    """Whether every reading has its default, and nobody has confirmed any."""
    return all(reading.is_default and reading.confirmed_by is None for reading in readings)


def readings_head(page: Page, readings: Sequence[ReadingInForce]) -> str:
    """How the text was read; if all readings are plain, that is said of all of them at once."""
    text = page.say(*READINGS_USED)
    if are_plain(readings):
        text += page.say(
            " (đều là phương án mặc định, chưa có ý kiến của người có thẩm quyền)",
            " (defaults; nobody has confirmed them yet)",
        )
    return text


def standing(page: Page, reading: ReadingInForce) -> str:
    """Whether this is the default, and whether anyone has ruled."""
    chosen = page.say("mặc định", "default") if reading.is_default else page.say("khác mặc định", "not the default")
    if reading.confirmed_by is None:
        return chosen + page.say(", chưa được xác nhận", ", not confirmed")
    return chosen + page.say(f", xác nhận: {reading.confirmed_by}", f", confirmed by: {reading.confirmed_by}")


def notice_sentences(page: Page, verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The notices of all verdicts, each once."""
    seen: dict[tuple[str, Text], Notice] = {}
    for verdict in verdicts:
        for notice in verdict.notices:
            seen.setdefault((notice.code, notice.text), notice)
    for notice in seen.values():
        cited = f" ({page.text(clauses_text(notice.clauses))})" if notice.clauses else ""
        yield page.text(notice.text) + cited


def provenance_sentence(page: Page, verdict: Verdict) -> str:
    """Which rules, as of which day, by which version."""
    p = verdict.provenance
    day, digest = date_text(p.as_of), f"{p.rules_digest[:SHORT_DIGEST]}…"
    text = page.say(
        f"Bộ tiêu chuẩn {p.rulebook}, nội dung {digest}; chốt số liệu ngày {day.vi}; cchc_rules {p.library_version}",
        f"Rulebook {p.rulebook}, content {digest}; as of {day.in_lang('en')}; cchc_rules {p.library_version}",
    )
    if p.trust_bare_attestations:
        text += page.say("; tính cả giá trị không ghi ai xác nhận", "; values without their attestation were counted")
    return text
