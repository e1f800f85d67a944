"""The criteria of an award in words: what each asks for, under the default options, with the ids that YAML needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from cchc_rules.engine.lower import FactCondition, NumberCondition
from cchc_rules.engine.values import encoded, resolved, whole_number
from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.words import among_phrase, bound_phrase, fact_phrase, years_noun
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Award, PerOption, Rulebook
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.report.layout import wrapped
from cchc_rules.text import Lang, Text


@frozen(kw_only=True)
class Reader:
    """Reads the criteria of one award aloud.

    ``list`` is the list inside which names are fields, ``clauses`` what the nearest ancestor cites, ``depth`` how far a
    line is indented. ``id``, ``title`` and ``readings`` were met on the way to a predicate that stands for another.
    """

    rulebook: Rulebook
    award: Award
    lang: Lang
    clauses: tuple[str, ...] = ()
    list: ListSpec | None = None
    depth: int = 0
    id: str | None = None
    title: Text | None = None
    readings: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The whole of the award's criteria."""
        yield from evolve(self, clauses=self.award.clauses).read(self.award.criteria)

    def read(self, predicate: p.Predicate) -> Iterator[str]:
        """A predicate: a line with what it asks for, its ids and its clause, and below it what it consists of."""
        here = evolve(self, id=self.id or predicate.id, title=self.title or predicate.title)
        yield from _READ[type(predicate)](here, predicate)

    def say(self, vi: str, en: str) -> str:
        """The text in the reader's language."""
        return Text(vi, en).in_lang(self.lang)

    def line(self, predicate: p.Predicate, text: str, parameters: tuple[str, ...] = (), end: str = "") -> Iterator[str]:
        """``- text [id; parameters; readings] (clause)``."""
        depending = [
            value.reading
            for value in (self.rulebook.parameters[name].value for name in parameters)
            if isinstance(value, PerOption)
        ]
        tags = [self.id] if self.id else []
        for names, word in (
            (parameters, ("mức quy định", "parameter")),
            ((*self.readings, *depending), ("cách hiểu", "reading")),
        ):
            if names:
                tags.append(f"{self.say(*word)} {', '.join(names)}")
        if tags:
            text += f" [{'; '.join(tags)}]"
        if predicate.clauses and predicate.clauses != self.clauses:
            text += f" ({clauses_text(predicate.clauses).in_lang(self.lang)})"
        yield from wrapped(f"- {text}{end}", "  " * self.depth, 2)

    def below(
        self, predicate: p.Predicate, children: tuple[p.Predicate, ...], list: ListSpec | None = None
    ) -> Iterator[str]:
        """What a predicate consists of, one below the other."""
        inside = evolve(
            self,
            depth=self.depth + 1,
            clauses=predicate.clauses or self.clauses,
            list=list or self.list,
            id=None,
            title=None,
            readings=(),
        )
        for child in children:
            yield from inside.read(child)

    @property
    def defaults(self) -> FrozenDict[str, str]:
        """Every reading with its default, under which everything is told."""
        return self.rulebook.default_readings()

    @property
    def year(self) -> int | None:
        """The last year for which awards are given: values that change with the years are told for it."""
        return max(self.rulebook.award_years, default=None)

    def spec(self, name: str) -> FactSpec:
        """The fact or field that a name means here."""
        if self.list is not None:
            return self.list.fields[name]
        spec = self.rulebook.vocabulary.fact(self.award.recipient[0], name)
        assert spec is not None, f"{name} was checked to exist"
        return spec

    def number(self, bound: p.Bound, total: int | None = None) -> NumberCondition:
        """A bound in numbers."""
        found = {key: whole_number(self.rulebook, self.defaults, self.year, value) for key, value in bound.operands()}
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
            return self.say(f"đến hết {title.vi}", f"up to the end of the {title.in_lang('en')}")
        return self.say(f"trong {title.vi}", f"in the {title.in_lang('en')}")


def _referred(operands: tuple[p.Operand, ...]) -> tuple[str, ...]:
    """The parameters that operands refer to: they are what an official changes."""
    return tuple(operand.name for operand in operands if isinstance(operand, p.ParameterRef))


def _bounds(bound: p.Bound) -> tuple[p.Operand, ...]:
    return tuple(operand for _, operand in bound.operands())


_TITLED: dict[type, tuple[str, str]] = {
    p.AllOf: ("phải đạt tất cả", "all of"),
    p.AnyOf: ("chỉ cần đạt một", "one of"),
    p.NoneOf: ("không được thuộc trường hợp nào", "none of"),
}
_KINDS: dict[type, str] = {p.AllOf: "all_of", p.AnyOf: "any_of", p.NoneOf: "none_of", p.Of: "of"}


def _read_group(reader: Reader, predicate: p.Group) -> Iterator[str]:
    """``title, phải đạt tất cả:``."""
    parameters: tuple[str, ...] = ()
    number = NumberCondition(0, None, len(predicate.children))
    if isinstance(predicate, p.Of):
        parameters = _referred(_bounds(predicate.bound))
        number = reader.number(predicate.bound, len(predicate.children))
    text = among_phrase(_KINDS[type(predicate)], number).in_lang(reader.lang)
    if reader.title is not None:
        asked = reader.say(*_TITLED[type(predicate)]) if type(predicate) in _TITLED else text
        text = f"{reader.title.in_lang(reader.lang)}, {asked}"
    yield from reader.line(predicate, text, parameters, end=":")
    yield from reader.below(predicate, predicate.children)


def _titled(reader: Reader, text: str) -> str:
    """The author's title before what is asked for."""
    return text if reader.title is None else f"{reader.title.in_lang(reader.lang)} – {text}"


def _needs_attestation(reader: Reader, spec: FactSpec) -> str:
    return reader.say(" (cần xác nhận)", " (attested)") if spec.needs_attestation else ""


def _read_fact(reader: Reader, predicate: p.FactIs) -> Iterator[str]:
    """``title – label: từ 90% trở lên``."""
    spec = reader.spec(predicate.fact)
    plain = resolved(reader.rulebook, reader.defaults, reader.year, predicate.operands)
    condition = FactCondition(spec, predicate.comparison, encoded(spec, plain), None)
    label, asked = spec.label.in_lang(reader.lang), fact_phrase(condition).in_lang(reader.lang)
    simply = spec.type is FactType.BOOLEAN and plain == (True,)
    text = _titled(reader, label if simply else f"{label}: {asked}") + _needs_attestation(reader, spec)
    yield from reader.line(predicate, text, _referred(predicate.operands))


def _read_attested(reader: Reader, predicate: p.Attested) -> Iterator[str]:
    spec = reader.spec(predicate.fact)
    label = (reader.title or spec.label).in_lang(reader.lang)
    yield from reader.line(predicate, label + _needs_attestation(reader, spec))


def _read_list(reader: Reader, predicate: p.OverList) -> Iterator[str]:
    """``title – ít nhất 03 tin, bài trong năm xét, tính theo ngày đăng:`` and the conditions on a record."""
    spec = reader.rulebook.vocabulary.lists[predicate.list]
    parameters: tuple[str, ...] = ()
    if isinstance(predicate, p.Every):
        phrase = reader.say(f"mọi {spec.label.vi}", f"all {spec.label.in_lang('en')}")
    elif isinstance(predicate, p.Some):
        phrase = bound_phrase(NumberCondition(1, None), spec.label).in_lang(reader.lang)
    else:
        phrase = bound_phrase(reader.number(predicate.bound), spec.label).in_lang(reader.lang)
        parameters = _referred(_bounds(predicate.bound))
    stretch, depending = _during(reader, predicate.during, spec)
    reader = evolve(reader, readings=(*reader.readings, *depending))
    conditions = bool(predicate.where) or isinstance(predicate, p.Every)
    yield from reader.line(predicate, _titled(reader, phrase + stretch), parameters, end=":" if conditions else "")
    yield from reader.below(predicate, predicate.where, spec)
    if isinstance(predicate, p.Every):
        yield "  " * (reader.depth + 1) + reader.say("thì phải:", "must satisfy:")
        yield from reader.below(predicate, predicate.must, spec)


def _during(reader: Reader, during: p.During | None, spec: ListSpec) -> tuple[str, tuple[str, ...]]:
    """Within which stretch of which date, and the readings that say so."""
    if spec.dated_by is None:
        return "", ()
    during = during or p.During()
    by_date, depending = during.by_date or spec.dated_by, []
    if isinstance(by_date, p.ByReading):
        depending.append(by_date.reading)
        by_date = by_date.options[reader.defaults[by_date.reading]]
    window = reader.rulebook.windows.get(during.window or "")
    if window is not None and window.reading is not None:
        depending.append(window.reading)
    label = spec.fields[by_date].label
    day = reader.say(f"tính theo {label.vi}", f"by the {label.in_lang('en')}")
    return f" {reader.window(during.window)}, {day}", tuple(depending)


def _read_years(reader: Reader, predicate: p.Years) -> Iterator[str]:
    """``title – ít nhất 02 năm trong giai đoạn tổng kết, mỗi năm đó:``."""
    phrase = bound_phrase(number := reader.number(predicate.bound), years_noun(number, predicate.consecutive))
    each = reader.say("mỗi năm đó", "in each of which")
    window = reader.rulebook.windows[predicate.window]
    reader = evolve(reader, readings=(*reader.readings, *((window.reading,) if window.reading else ())))
    text = _titled(reader, f"{phrase.in_lang(reader.lang)} {reader.window(predicate.window)}, {each}")
    yield from reader.line(predicate, text, _referred(_bounds(predicate.bound)), end=":")
    yield from reader.below(predicate, predicate.where)


def _read_nothing(reader: Reader, predicate: p.Nothing) -> Iterator[str]:
    """An option that asks for nothing: the line stays, since another option may ask for something."""
    reading = reader.rulebook.readings[reader.readings[-1]]
    answer = reading.options[reading.default]
    text = reader.say(
        f"không đòi hỏi gì thêm, vì hiểu là “{answer.vi}”",
        f"nothing more is asked for, as it is read as “{answer.in_lang('en')}”",
    )
    yield from reader.line(predicate, text if reader.title is None else f"{reader.title.in_lang(reader.lang)}: {text}")


def _read_reading(reader: Reader, predicate: p.Reading) -> Iterator[str]:
    """The default option stands here."""
    option = reader.defaults[predicate.reading]
    yield from evolve(reader, readings=(*reader.readings, predicate.reading)).read(predicate.options[option])


def _read_use(reader: Reader, predicate: p.Use) -> Iterator[str]:
    """The definition stands here, under the caller's id and title if it has one."""
    yield from reader.read(reader.rulebook.definitions[predicate.definition].body)


def _read_external(reader: Reader, predicate: p.External) -> Iterator[str]:
    findings = Findings(reader.rulebook)
    text, reason = findings.external(predicate.document), findings.reason("external")
    yield from reader.line(predicate, f"{text.in_lang(reader.lang)}; {reason.in_lang(reader.lang)}")


_READ: dict[type, Callable[..., Iterator[str]]] = {
    p.AllOf: _read_group,
    p.AnyOf: _read_group,
    p.NoneOf: _read_group,
    p.Of: _read_group,
    p.FactIs: _read_fact,
    p.Attested: _read_attested,
    p.CountOf: _read_list,
    p.Some: _read_list,
    p.Every: _read_list,
    p.Years: _read_years,
    p.Nothing: _read_nothing,
    p.Reading: _read_reading,
    p.Use: _read_use,
    p.External: _read_external,
}
