"""Where a sentence of prose stands: of which award, under which readings, in which year, inside which list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from cchc_rules.engine.values import end_of_sight
from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.words import date_text, the
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.vocabulary import ListSpec
from cchc_rules.report.prose_parts import Part, Provision, mention
from cchc_rules.report.prose_values import days
from cchc_rules.report.reader import Reader, referred
from cchc_rules.text import Lang, Text

_OPENING_WORDS = 3


@frozen(kw_only=True)
class Prose:
    """The context of a sentence.

    ``chosen`` has the option in force of every reading, ``settled`` the readings whose other options are told already.
    ``year`` is the current year if it is a certain one, ``counted``: it is the counted year of `years`. ``clauses`` are
    those in force above; ``title``, ``cited`` and ``list`` are as in :class:`Reader`. ``opened`` is the window that the
    first sentence names.
    """

    rulebook: Rulebook
    award: Award
    lang: Lang
    chosen: FrozenDict[str, str]
    year: int | None = None
    counted: bool = False
    settled: frozenset[str] = frozenset()
    list: ListSpec | None = None
    clauses: tuple[str, ...] = ()
    title: Text | None = None
    cited: tuple[str, ...] = ()
    opened: str | None = None

    def say(self, vi: str, en: str) -> str:
        """The text in the prose's language."""
        return Text(vi, en).in_lang(self.lang)

    def text(self, text: Text) -> str:
        """A text that may have no English."""
        return text.in_lang(self.lang)

    def under(self, reading: str, option: str) -> Prose:
        """The same place under an option of a reading, which is told there and then."""
        return evolve(self, chosen=FrozenDict({**self.chosen, reading: option}), settled=self.settled | {reading})

    def inside(self) -> Prose:
        """What stands below: the clauses in force are those cited here."""
        return evolve(self, clauses=self.cited or self.clauses, title=None, cited=())

    def provision(self, lead: str, *parts: Part) -> Provision:
        """A sentence behind its title, and what stands below it. A title that says the same is left out."""
        title = "" if self.title is None else self.text(self.title)
        cited = self.cited if self.cited != self.clauses else ()
        if not title or title == lead or (parts and _opening(title) == _opening(lead)):
            return Provision(lead, parts, cited)
        return Provision(f"{title}: {lead}", parts, cited, titled=True)

    @property
    def reader(self) -> Reader:
        """Who looks up names, numbers and parameters: here all readings are settled."""
        return Reader(
            rulebook=self.rulebook,
            award=self.award,
            lang=self.lang,
            list=self.list,
            chosen=self.chosen,
            current_year=self.year,
        )

    def read(self, readings: Iterable[str | None], phrase: Callable[[Prose], str]) -> str:
        """A phrase, and what another option of these readings makes of it: "từ 90% trở lên [cách hiểu 2: nếu hiểu là “làm
        tròn” thì từ 89,995% trở lên]".
        """
        told = standing = phrase(self)
        for name in dict.fromkeys(readings):
            if name is None or name in self.settled:
                continue
            found = []
            for option, answer in self.rulebook.readings[name].options.items():
                other = phrase(self.under(name, option))
                if other != standing:
                    found.append(
                        self.say(
                            f"nếu hiểu là “{answer.vi}” thì {other}", f"if read as “{answer.in_lang('en')}”: {other}"
                        )
                    )
            if found:
                told += f" [{mention(name)}: {'; '.join(found)}]"
        return told

    def phrases(self, operands: tuple[p.Operand, ...], phrase: Callable[[Reader], str]) -> str:
        """What is asked for, in the year that is certain, else with every year from which a parameter changes; and under
        which clause parameters stand that no clause in force has.
        """
        names = referred(operands)

        def of(prose: Prose) -> str:
            reader = prose.reader
            return phrase(reader) if prose.year is not None else reader.phrases(operands, phrase)

        told = self.read(self.reader.depending(names), of)
        for clauses in dict.fromkeys(self.rulebook.parameters[name].clauses for name in names):
            if not set(clauses) & set(self.cited or self.clauses):
                told += f" ({self.text(clauses_text(clauses))})"
        return told

    def moment(self) -> Text:
        """The current year."""
        if self.counted:
            return Text("năm đó", "that year")
        return Text("năm xét", "the award year") if self.year is None else Text(f"năm {self.year}", f"{self.year}")

    def window(self, name: str | None, more: str = "") -> str:
        """In which stretch of time, and ``more`` about it in brackets: "trong giai đoạn tổng kết (các năm 2021–2025; tính
        theo ngày đăng)".
        """
        now = self.moment()
        if name == "year":
            return self.say(f"trong {now.vi}", f"in {now.en}") + _bracketed(more)
        if name is not None:
            return self._named_window(name, more)
        if self.award.period is None:
            return self.say(f"tính đến hết {now.vi}", f"up to the end of {now.en}") + _bracketed(more)
        period = self.rulebook.windows[self.award.period]
        last = self.read([period.reading], _last_day)
        until = self.say(f"tính đến hết ngày {last}", f"up to {last} inclusive")
        title = (
            ""
            if period.title is None
            else self.say(f"ngày cuối của {period.title.vi}", f"the last day of {the(period.title.in_lang('en'))}")
        )
        return until + _bracketed(title, more)

    def _named_window(self, name: str, more: str) -> str:
        window = self.rulebook.windows[name]
        if name == self.opened and window.title is not None and window.reading not in self.settled:
            named = window.title
            return self.say(f"trong {named.vi} nêu trên", f"in {the(named.in_lang('en'))} named above") + _bracketed(
                more
            )
        stretch = self.read([window.reading], lambda prose: prose.text(days(window.under(prose.chosen))))
        if window.title is not None:
            return self.say(f"trong {window.title.vi}", f"in {the(window.title.in_lang('en'))}") + _bracketed(
                stretch, more
            )
        whole_years = all(one.years() for one in window.alternatives())
        return self.say(
            f"{'trong' if whole_years else 'tính'} {stretch}", f"{'in ' if whole_years else ''}{stretch}"
        ) + _bracketed(more)


def _last_day(prose: Prose) -> str:
    end = end_of_sight(prose.rulebook, prose.award, prose.chosen, None).end
    assert end is not None, f"the period of {prose.award.id} was checked to have a last day"
    return prose.text(date_text(end))


def _bracketed(*texts: str) -> str:
    said = [text for text in texts if text]
    return f" ({'; '.join(said)})" if said else ""


def _opening(text: str) -> list[str]:
    return text.lower().split()[:_OPENING_WORDS]
