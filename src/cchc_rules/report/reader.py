"""Who reads criteria aloud: what names, numbers and parameters mean for one award, under every option of the readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve, field, frozen

from cchc_rules.engine.conditions import NumberCondition
from cchc_rules.engine.values import whole_number
from cchc_rules.explain.words import the
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, Dated, PerOption, Rulebook
from cchc_rules.model.vocabulary import FactSpec, ListSpec
from cchc_rules.text import Lang, Text


@frozen(kw_only=True)
class Reader:
    """Looks up what the criteria of one award speak about.

    ``list`` is the list inside which names are fields. ``chosen`` are the options of the readings that are settled here;
    ``current_year`` is the year that is looked at.
    """

    rulebook: Rulebook
    award: Award
    lang: Lang
    list: ListSpec | None = None
    chosen: FrozenDict[str, str] = field(factory=FrozenDict)
    current_year: int | None = None

    def say(self, vi: str, en: str) -> str:
        """The text in the reader's language."""
        return Text(vi, en).in_lang(self.lang)

    def depending(self, parameters: Iterable[str]) -> tuple[str, ...]:
        """The readings by which parameters have their values."""
        values = (self.rulebook.parameters[name].value for name in parameters)
        return tuple(dict.fromkeys(value.reading for value in values if isinstance(value, PerOption)))

    @property
    def options(self) -> FrozenDict[str, str]:
        """Every reading with the option that is told here: the one that is settled, else the default."""
        return FrozenDict(self.rulebook.default_readings() | dict(self.chosen))

    @property
    def year(self) -> int | None:
        """The year that values are told for: the last for which awards are given unless another is looked at."""
        return self.current_year or max(self.rulebook.award_years, default=None)

    def phrases(self, operands: tuple[p.Operand, ...], phrase: Callable[[Reader], str]) -> str:
        """What is asked for, with every value that the parameters among the operands have: "từ 97% (từ năm 2023), 98,5%
        (từ năm 2024)", and in brackets what another option of a reading makes of it.
        """
        names = referred(operands)
        told = self._over_years(names, phrase)
        for name in self.depending(names):
            if name in self.chosen:
                continue
            reading = self.rulebook.readings[name]
            for option, answer in reading.options.items():
                other = evolve(self, chosen=FrozenDict({**self.chosen, name: option}))._over_years(names, phrase)
                if option != reading.default and other != told:
                    head = self.say(f"nếu hiểu là “{answer.vi}”", f"if read as “{answer.in_lang('en')}”")
                    told += f" ({head}: {other})"
        return told

    def _over_years(self, parameters: tuple[str, ...], phrase: Callable[[Reader], str]) -> str:
        """One phrase for each year from which a parameter has another value; one alone needs no year."""
        values = [self.rulebook.parameters[name].under(self.options) for name in parameters]
        starts = [[year for year, _ in value.entries] for value in values if isinstance(value, Dated)]
        first = max((years[0] for years in starts), default=0)
        told: list[tuple[str, int]] = []
        for year in sorted({year for years in starts for year in years if year >= first}):
            text = phrase(evolve(self, current_year=year))
            if not told or told[-1][0] != text:
                told.append((text, year))
        if len(told) < 2:
            return phrase(self)
        return ", ".join(text + self.say(f" (từ năm {year})", f" (from {year})") for text, year in told)

    def spec(self, name: str) -> FactSpec:
        """The fact or field that a name means here."""
        if self.list is not None:
            return self.list.fields[name]
        spec = self.rulebook.vocabulary.fact(self.award.recipient[0], name)
        assert spec is not None, f"{name} was checked to exist"
        return spec

    def number(self, bound: p.Bound, total: int | None = None) -> NumberCondition:
        """A bound in numbers."""
        found = {key: whole_number(self.rulebook, self.options, self.year, value) for key, value in bound.operands()}
        low = found.get("exactly", found.get("at_least", 0))
        return NumberCondition(low, found.get("exactly", found.get("at_most")), total)

    def window(self, name: str | None) -> str:
        """In which stretch of time: "trong năm xét", "trong giai đoạn tổng kết"."""
        if name == "year":
            return self.say("trong năm xét", "in the award year")
        named = name or self.award.period
        if named is None:
            return self.say("đến hết năm xét", "up to the end of the award year")
        title = self.rulebook.windows[named].title or Text(f"khoảng thời gian {named}", f"window {named}")
        if name is None:
            return self.say(f"đến hết {title.vi}", f"up to the end of {the(title.in_lang('en'))}")
        return self.say(f"trong {title.vi}", f"in {the(title.in_lang('en'))}")


def referred(operands: tuple[p.Operand, ...]) -> tuple[str, ...]:
    """The parameters that operands refer to: they are what an official changes."""
    return tuple(operand.name for operand in operands if isinstance(operand, p.ParameterRef))
