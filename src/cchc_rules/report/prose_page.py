"""The page that ``cchc-rules read`` prints: an award as a decree would put it, perhaps beside the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import either, the, years_text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.report.cited import cited_clauses, named_parameters
from cchc_rules.report.layout import WIDEST, wrapped
from cchc_rules.report.page import Page
from cchc_rules.report.prose import criteria
from cchc_rules.report.prose_context import Prose
from cchc_rules.report.prose_layout import Layout, Line
from cchc_rules.report.prose_parts import Provision
from cchc_rules.report.prose_values import quoted
from cchc_rules.report.rulebook import numbered
from cchc_rules.report.rulebook_sections import assumptions, parameters
from cchc_rules.report.source_page import Beside, left_out, not_found
from cchc_rules.report.source_text import SourceText
from cchc_rules.text import Lang, Text


def award_prose(
    rulebook: Rulebook,
    award: Award,
    lang: Lang,
    readings: FrozenDict[str, str],
    year: int | None = None,
    source: SourceText | None = None,
    columns: int = WIDEST,
) -> str:
    """The award in prose: ``readings`` has an option for every reading, ``year`` is a permitted year or ``None``: any.

    ``source`` is laid beside it, in two columns if ``columns`` are enough for them.
    """
    lines = prose_lines(rulebook, award, lang, readings, year)
    prose = told(lines) if source is None else Beside(source, lang, columns).lines(lines)
    parts = [head(rulebook, award, lang, readings), prose]
    if source is not None:
        parts += [not_found(rulebook, award, source, lang), left_out(rulebook, award, source, lang)]
    parts += [*closing(rulebook, award, lang), foot(lang)]
    return "\n\n".join(text for text in ("\n".join(part).rstrip() for part in parts) if text)


def closing(rulebook: Rulebook, award: Award, lang: Lang) -> Iterator[Iterator[str]]:
    """The parameters that the criteria name, and what was assumed about the clauses that they cite."""
    page, cited = Page(lang), set(cited_clauses(rulebook, award))
    named = {name: rulebook.parameters[name] for name in named_parameters(rulebook, award)}
    yield parameters(page, evolve(rulebook, parameters=FrozenDict(named)))
    assumed = {name: one for name, one in rulebook.assumptions.items() if cited & set(one.clauses)}
    yield assumptions(page, evolve(rulebook, assumptions=FrozenDict(assumed)))


def prose_lines(
    rulebook: Rulebook, award: Award, lang: Lang, readings: FrozenDict[str, str], year: int | None
) -> list[Line]:
    """The lines of the prose, from the first sentence on."""
    prose = Prose(rulebook=rulebook, award=award, lang=lang, chosen=readings, year=year)
    whole = whole_award(prose)
    begin = tuple(dict.fromkeys([*award.clauses, *whole.cited]))
    shown = evolve(whole, cited=())  # cited where the sentence says what is asked
    return list(Layout(rulebook, lang, dict(readings)).whole(shown, begin, whole.cited or award.clauses))


def told(lines: list[Line]) -> Iterator[str]:
    """Lines as wide as a page."""
    for line in lines:
        if line.text:
            yield from wrapped(line.text, " " * line.indent, line.hang)


def whole_award(prose: Prose) -> Provision:
    """``Cá nhân được xét tặng … khi đạt tất cả các điều kiện sau:`` with everything below it."""
    told = criteria(prose)
    cited = f" ({prose.text(clauses_text(told.cited))})" if told.cited else ""
    return evolve(told, lead=_opening(prose) + prose.say(" khi ", ", on this condition: ") + told.lead + cited)


def _opening(prose: Prose) -> str:
    """Who may be considered, for what and for which time."""
    rulebook, award = prose.rulebook, prose.award
    vi = either([rulebook.recipients[kind].vi for kind in award.recipient], "hoặc")
    en = either([_article(rulebook.recipients[kind].in_lang("en")) for kind in award.recipient], "or")
    quote = quoted(award.title)
    title = (
        Text(quote.vi, f"the award {quote.in_lang('en')}") if award.form is None else rulebook.forms[award.form].title
    )
    start = prose.say(f"{vi} được xét tặng {title.vi} ", f"{en} may be considered for {the(title.in_lang('en'))} ")
    if award.period is not None:
        return start + prose.say("cho ", "for ") + prose.window(award.period).removeprefix(prose.say("trong ", "in "))
    if prose.year is not None:
        return start + prose.say(f"năm {prose.year}", f"for {prose.year}")
    years = years_text(rulebook.award_years)
    return start + prose.say(f"hằng năm (các năm {years})", f"for each year ({years})")


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def head(rulebook: Rulebook, award: Award, lang: Lang, readings: FrozenDict[str, str]) -> Iterator[str]:
    """Which document, which award, by which clauses, who confers it, and which readings are not the default ones."""
    page = Page(lang)
    yield from page.sentence(page.text(rulebook.identity.title), 0)
    yield from page.sentence(f"{page.text(rulebook.identity.issuer.name)}; {numbered(page, rulebook)}", 0)
    yield ""
    yield from page.sentence(page.text(award.title).upper(), 0)
    yield from page.sentence(f"{page.say('Căn cứ', 'Source')}: {page.text(clauses_text(award.clauses))}.", 0)
    if award.form is not None:
        form = rulebook.forms[award.form]
        by = page.text(rulebook.authorities[form.conferred_by].title)
        cited = page.text(clauses_text(form.clauses))
        yield from page.sentence(f"{page.say('Thẩm quyền tặng', 'Conferred by')}: {by} ({cited}).", 0)
    defaults = rulebook.default_readings()
    for name, option in readings.items():
        if option != defaults[name]:
            reading = rulebook.readings[name]
            question, answer = page.text(reading.question), page.text(reading.options[option])
            told = page.say("Theo phương án được chọn", "By the option that was chosen")
            yield from page.sentence(f"{told}: {question} – “{answer}”.", 0)


def foot(lang: Lang) -> Iterator[str]:
    """How the page is meant, at its end."""
    text = Page(lang).say(
        "Lời văn trên do chương trình dựng từ chính tệp tiêu chuẩn, để đối chiếu với văn bản; không thay cho văn bản. "
        "Điều kiện không dẫn điều khoản riêng thì thuộc điều khoản nêu ngay ở trên nó.",
        "This text was made by the program from the encoded criteria themselves, to be held against the document; it does "
        "not replace the document. What cites no clause of its own belongs to the clause cited above it.",
    )
    yield from Page(lang).sentence(text, 0)
