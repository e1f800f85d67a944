"""Why, and what next, as lines of a page: what still matters, the ways to eligibility, how much there is to spare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from cchc_rules.explain.words import date_text, without_list
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.why import Margin, Matter, Obstacle, Path, Relevance, Why
from cchc_rules.report.page import Page


def why_of(verdict: Verdict) -> Why | None:
    """Why the outcome is what it is; nothing of a verdict that was read back without it."""
    try:
        return verdict.why
    except LookupError:
        return None


def without_outcome(page: Page, verdict: Verdict, why: Why) -> str:
    """The few sentences on a verdict, for where a heading has said the outcome already."""
    return page.text(why.sentence).removeprefix(page.text(verdict.outcome.text)).removeprefix(". ")


def still_missing(page: Page, relevance: Relevance) -> Iterator[str]:
    """What is missing and can change the outcome, each with what its values lead to; then what cannot change it."""
    if relevance.matters:
        more = "" if relevance.exact else page.say(" (có thể có mục không còn ảnh hưởng)", " (some may not matter)")
        yield from page.item(page.say("Còn thiếu", "Missing") + more + ":")
        for matter in relevance.matters:
            yield from page.item(_matter(page, matter), 2, "-")
    if relevance.idle:
        yield from page.item(idle_sentence(page, relevance))


def idle_sentence(page: Page, relevance: Relevance) -> str:
    """What is missing too and cannot change the outcome."""
    told = "; ".join(dict.fromkeys(page.text(matter.text).partition("; ")[0] for matter in relevance.idle))
    text = page.say("Cũng chưa có nhưng không ảnh hưởng đến kết quả: ", "Missing too, without effect on the outcome: ")
    return f"{text}{told}."


def _matter(page: Page, matter: Matter) -> str:
    """A missing thing: "Chỉ số SIPAS, năm 2024: chưa được công bố. Nếu dưới 90% → không đủ điều kiện; từ 90% → …"."""
    text = page.text(matter.text)
    if len({row.outcome for row in matter.table}) < 2:
        return text
    rows = "; ".join(f"{page.text(row.values)} → {page.text(row.outcome.text).lower()}" for row in matter.table)
    return f"{text}. {page.say('Nếu', 'If')} {rows}"


def paths(page: Page, ways: Sequence[Path]) -> Iterator[str]:
    """The nearest way through each alternative, or what stands in it."""
    if not ways:
        return
    yield from page.item(page.say("Để đủ điều kiện xét:", "What leads to eligibility:"))
    for head, below in told_ways(page, ways):
        if head:
            yield from page.item(head, 2, "-")
        depth, mark = (3, "·") if head else (2, "-")
        for text in below:
            yield from page.item(text, depth, mark)


def told_ways(page: Page, ways: Sequence[Path]) -> Iterator[tuple[str, list[str]]]:
    """Headings, which may be empty, with what is beneath them. What stands in every way is told once, and first."""
    common = _in_every_way(ways)
    if common:
        lead = page.say("theo tiêu chuẩn nào cũng vậy: ", "under any standard: ")
        yield lead + _no_way(page, evolve(ways[0], obstacles=common)), list(obstacle_texts(page, common))
    for way in ways:
        own = evolve(way, obstacles=tuple(one for one in way.obstacles if one not in common))
        if own.obstacles or not common:
            below = obstacle_texts(page, own.obstacles) if own.steps is None else step_texts(page, own)
            yield way_head(page, own), list(below)


def _in_every_way(ways: Sequence[Path]) -> tuple[Obstacle, ...]:
    """The obstacles that all alternatives share, if there are several and there is no way through any."""
    if len(ways) < 2 or not all(way.steps is None and way.fewest for way in ways):
        return ()
    return tuple(one for one in ways[0].obstacles if all(one in way.obstacles for way in ways))


def way_head(page: Page, way: Path) -> str:
    """The alternative, and that there is no way, or nothing to be done; empty where the steps say everything."""
    title = "" if way.title is None else page.text(without_list(way.title))
    if way.steps is None:
        lead = _no_way(page, way)
    elif not way.steps and way.date is not None:
        day = date_text(way.date)
        lead = page.say(
            f"không cần gì thêm nếu tính đến ngày {day.vi}", f"nothing more is needed as of {day.in_lang('en')}"
        )
    else:
        return f"{title}:" if title else ""
    return f"{title}: {lead}" if title else lead


def _no_way(page: Page, way: Path) -> str:
    """That there is no way, that none was found, or that another document would have to say."""
    if any(obstacle.code == "external" for obstacle in way.obstacles):
        return page.say("ở đây chưa xét được", "cannot be told here")
    if not way.fewest:
        return page.say("chưa tìm ra", "none was found")
    if any(obstacle.code == "never_changes" for obstacle in way.obstacles):
        return page.say("không có cách nào theo bộ tiêu chuẩn", "no way by the rulebook")
    return page.say("không còn cách nào", "no way left")


def step_texts(page: Page, way: Path) -> Iterator[str]:
    """The steps of a way one by one."""
    for step in way.steps or ():
        yield page.text(step.text)
    if not way.fewest:
        yield page.say("có thể còn cách ngắn hơn", "there may be a shorter way")


def obstacle_texts(page: Page, obstacles: Sequence[Obstacle]) -> Iterator[str]:
    """What stands in the way; where the same fact does in several years, the first speaks for the others."""
    alike: dict[tuple[object, ...], list[Obstacle]] = {}
    for obstacle in obstacles:
        key = (obstacle.fact, obstacle.list, obstacle.record, obstacle.code)
        alike.setdefault(key, []).append(obstacle)
    for first, *others in alike.values():
        years = ", ".join(str(other.year) for other in others)
        yield page.text(first.text) + (page.say(f" (tương tự: năm {years})", f" (likewise: {years})") if others else "")


def margins(page: Page, found: Sequence[Margin]) -> Iterator[str]:
    """How far what is met is from failing."""
    if found:
        yield from page.item(page.say("Phần dư so với mức yêu cầu:", "To spare:"))
        for margin in found:
            yield from page.item(page.text(margin.text), 2, "-")
