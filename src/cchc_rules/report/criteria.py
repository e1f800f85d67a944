"""The criteria of an award in words: what each asks for, under every option of the readings, with the ids that YAML needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve, frozen

from cchc_rules.engine.conditions import FactCondition, NumberCondition
from cchc_rules.engine.values import encoded, resolved
from cchc_rules.explain.clauses import clauses_text
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.words import among_phrase, bound_phrase, fact_phrase, records_phrase, the, years_noun
from cchc_rules.model import predicates as p
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, PlainValue
from cchc_rules.report.layout import wrapped
from cchc_rules.report.reader import Reader, referred
from cchc_rules.text import Text


@frozen
class Standing:
    """What the option in force consists of, and the options under which that was told."""

    children: tuple[p.Predicate, ...]
    chosen: FrozenDict[str, str]


@frozen(kw_only=True)
class LineReader(Reader):
    """Reads the criteria of one award aloud, line by line.

    ``clauses`` is what the nearest ancestor cites, ``depth`` how far a line is indented. ``id``, ``title``, ``cited``
    (clauses) and ``readings`` were met on the way to a predicate that stands for another. ``standing`` is what the option in
    force consists of, where another option is told.
    """

    clauses: tuple[str, ...] = ()
    depth: int = 0
    id: str | None = None
    title: Text | None = None
    cited: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    standing: Standing | None = None

    def lines(self) -> Iterator[str]:
        """The whole of the award's criteria."""
        yield from evolve(self, clauses=self.award.clauses).read(self.award.criteria)

    def read(self, predicate: p.Predicate) -> Iterator[str]:
        """A predicate: a line with what it asks for, its ids and its clause, and below it what it consists of."""
        here = evolve(
            self,
            id=self.id or predicate.id,
            title=self.title or predicate.title,
            cited=predicate.clauses or self.cited,
        )
        yield from _READ[type(predicate)](here, predicate)

    def line(self, text: str, parameters: tuple[str, ...] = (), end: str = "") -> Iterator[str]:
        """``- text [id; parameters; readings] (clause)``."""
        tags = [self.id] if self.id else []
        for names, word in (
            (parameters, ("mức quy định", "parameter")),
            ((*self.readings, *self.depending(parameters)), ("cách hiểu", "reading")),
        ):
            if names:
                tags.append(f"{self.say(*word)} {', '.join(names)}")
        if tags:
            text += f" [{'; '.join(tags)}]"
        if self.cited and self.cited != self.clauses:
            text += f" ({clauses_text(self.cited).in_lang(self.lang)})"
        yield from wrapped(f"- {text}{end}", "  " * self.depth, 2)

    def below(self, children: tuple[p.Predicate, ...], list: ListSpec | None = None) -> Iterator[str]:
        """What a predicate consists of, one below the other."""
        inside = evolve(
            self,
            depth=self.depth + 1,
            clauses=self.cited or self.clauses,
            list=list or self.list,
            id=None,
            title=None,
            cited=(),
            readings=(),
            standing=None,
        )
        told = [line for child in children for line in inside.read(child)]
        if self.standing is not None and children == self.standing.children:
            before = evolve(inside, chosen=self.standing.chosen)
            if told == [line for child in children for line in before.read(child)]:
                told = ["  " * inside.depth + self.say("- như trên", "- as above")]
        yield from told


def _bounds(bound: p.Bound) -> tuple[p.Operand, ...]:
    return tuple(operand for _, operand in bound.operands())


_TITLED: dict[type, tuple[str, str]] = {
    p.AllOf: ("phải đạt tất cả", "all of"),
    p.AnyOf: ("chỉ cần đạt một", "one of"),
    p.NoneOf: ("không được thuộc trường hợp nào", "none of"),
}
_KINDS: dict[type, str] = {p.AllOf: "all_of", p.AnyOf: "any_of", p.NoneOf: "none_of", p.Of: "of"}


def _read_group(reader: LineReader, predicate: p.Group) -> Iterator[str]:
    """``title, phải đạt tất cả:``."""
    operands = _bounds(predicate.bound) if isinstance(predicate, p.Of) else ()

    def among(reader: Reader) -> str:
        total = len(predicate.children)
        number = (
            reader.number(predicate.bound, total) if isinstance(predicate, p.Of) else NumberCondition(0, None, total)
        )
        return among_phrase(_KINDS[type(predicate)], number).in_lang(reader.lang)

    text = reader.phrases(operands, among)
    if reader.title is not None:
        asked = reader.say(*_TITLED[type(predicate)]) if type(predicate) in _TITLED else text
        text = f"{reader.title.in_lang(reader.lang)}, {asked}"
    yield from reader.line(text, referred(operands), end=":")
    yield from reader.below(predicate.children)


def _titled(reader: LineReader, text: str) -> str:
    """The author's title before what is asked for."""
    return text if reader.title is None else f"{reader.title.in_lang(reader.lang)} – {text}"


def _needs_attestation(reader: LineReader, spec: FactSpec) -> str:
    return reader.say(" (cần xác nhận)", " (attested)") if spec.needs_attestation else ""


def _read_fact(reader: LineReader, predicate: p.FactIs) -> Iterator[str]:
    """``title – label: từ 90% trở lên``."""
    spec = reader.spec(predicate.fact)

    def plain(reader: Reader) -> tuple[PlainValue, ...]:
        return resolved(reader.rulebook, reader.options, reader.year, predicate.operands)

    def asked(reader: Reader) -> str:
        condition = FactCondition(spec, predicate.comparison, encoded(spec, plain(reader)), None)
        return fact_phrase(condition).in_lang(reader.lang)

    label, parameters = spec.label.in_lang(reader.lang), referred(predicate.operands)
    simply = spec.type is FactType.BOOLEAN and not parameters and plain(reader) == (True,)
    text = label if simply else f"{label}: {reader.phrases(predicate.operands, asked)}"
    yield from reader.line(_titled(reader, text) + _needs_attestation(reader, spec), parameters)


def _read_attested(reader: LineReader, predicate: p.Attested) -> Iterator[str]:
    spec = reader.spec(predicate.fact)
    label = (reader.title or spec.label).in_lang(reader.lang)
    yield from reader.line(label + _needs_attestation(reader, spec))


def _read_list(reader: LineReader, predicate: p.OverList) -> Iterator[str]:
    """``title – ít nhất 03 tin, bài trong năm xét, tính theo ngày đăng:`` and the conditions on a record."""
    spec = reader.rulebook.vocabulary.lists[predicate.list]
    operands = _bounds(predicate.bound) if isinstance(predicate, p.CountOf) else ()

    def asked(reader: Reader) -> str:
        if isinstance(predicate, p.Every):
            return reader.say(f"mọi {spec.label.vi}", f"all {spec.label.in_lang('en')}")
        number = reader.number(predicate.bound) if isinstance(predicate, p.CountOf) else NumberCondition(1, None)
        return records_phrase(number, spec.label).in_lang(reader.lang)

    phrase = reader.phrases(operands, asked)
    stretch, depending = _during(reader, predicate.during, spec)
    reader = evolve(reader, readings=(*reader.readings, *depending))
    conditions = bool(predicate.where) or isinstance(predicate, p.Every)
    yield from reader.line(_titled(reader, phrase + stretch), referred(operands), end=":" if conditions else "")
    yield from reader.below(predicate.where, spec)
    if isinstance(predicate, p.Every):
        yield "  " * (reader.depth + 1) + reader.say("thì phải:", "must satisfy:")
        yield from reader.below(predicate.must, spec)


def _during(reader: LineReader, during: p.During | None, spec: ListSpec) -> tuple[str, tuple[str, ...]]:
    """Within which stretch of which date, and the readings that say so."""
    if spec.dated_by is None:
        return "", ()
    during = during or p.During()
    by_date, depending = during.by_date or spec.dated_by, []
    if isinstance(by_date, p.ByReading):
        depending.append(by_date.reading)
        by_date = by_date.options[reader.options[by_date.reading]]
    window = reader.rulebook.windows.get(during.window or "")
    if window is not None and window.reading is not None:
        depending.append(window.reading)
    label = spec.fields[by_date].label
    day = reader.say(f"tính theo {label.vi}", f"by {the(label.in_lang('en'))}")
    return f" {reader.window(during.window)}, {day}", tuple(depending)


def _read_years(reader: LineReader, predicate: p.Years) -> Iterator[str]:
    """``title – ít nhất 02 năm trong giai đoạn tổng kết, mỗi năm đó:``."""

    def asked(reader: Reader) -> str:
        number = reader.number(predicate.bound)
        return bound_phrase(number, years_noun(number, predicate.consecutive)).in_lang(reader.lang)

    operands = _bounds(predicate.bound)
    each = reader.say("mỗi năm đó", "in each of which")
    window = reader.rulebook.windows[predicate.window]
    reader = evolve(reader, readings=(*reader.readings, *((window.reading,) if window.reading else ())))
    text = _titled(reader, f"{reader.phrases(operands, asked)} {reader.window(predicate.window)}, {each}")
    yield from reader.line(text, referred(operands), end=":")
    yield from reader.below(predicate.where)


def _read_nothing(reader: LineReader, predicate: p.Nothing) -> Iterator[str]:
    """An option that asks for nothing: the line stays, since another option may ask for something."""
    text = reader.say("không đòi hỏi gì thêm", "nothing more is asked for")
    if reader.readings:
        reading = reader.rulebook.readings[reader.readings[-1]]
        answer = reading.options[reader.options[reading.id]]
        text += reader.say(f", vì hiểu là “{answer.vi}”", f", as it is read as “{answer.in_lang('en')}”")
    yield from reader.line(text if reader.title is None else f"{reader.title.in_lang(reader.lang)}: {text}")


def _read_reading(reader: LineReader, predicate: p.Reading) -> Iterator[str]:
    """The option in force stands here, and below it what the others ask for, unless the reading is settled already."""
    reading = reader.rulebook.readings[predicate.reading]
    standing = reader.options[reading.id]
    settled = evolve(reader, chosen=FrozenDict({**reader.chosen, reading.id: standing}))
    parts = Standing(_parts(reader.rulebook, predicate.options[standing]), settled.chosen)
    yield from evolve(settled, readings=(*reader.readings, reading.id)).read(predicate.options[standing])
    if reading.id in reader.chosen:
        return
    for option, other in predicate.options.items():
        if option != standing:
            answer = reading.options[option]
            head = reader.say(f"nếu hiểu là “{answer.vi}”", f"if read as “{answer.in_lang('en')}”")
            yield from wrapped(f"{head} [{reading.id}={option}]:", "  " * (reader.depth + 1), 2)
            inside = evolve(
                reader,
                depth=reader.depth + 1,
                clauses=reader.cited or reader.clauses,
                id=None,
                title=None,
                cited=(),
                readings=(),
                chosen=FrozenDict({**reader.chosen, reading.id: option}),
                standing=parts,
            )
            yield from inside.read(other)


def _parts(rulebook: Rulebook, predicate: p.Predicate) -> tuple[p.Predicate, ...]:
    """What a predicate consists of; a definition stands for its body."""
    while isinstance(predicate, p.Use):
        predicate = rulebook.definitions[predicate.definition].body
    parts: tuple[p.Predicate, ...] = getattr(predicate, "children", ()) or getattr(predicate, "where", ())
    return parts


def _read_use(reader: LineReader, predicate: p.Use) -> Iterator[str]:
    """The definition stands here, under the caller's id and title if it has one."""
    yield from reader.read(reader.rulebook.definitions[predicate.definition].body)


def _read_external(reader: LineReader, predicate: p.External) -> Iterator[str]:
    findings = Findings(reader.rulebook)
    text, reason = findings.external(predicate.document), findings.reason("external")
    yield from reader.line(f"{text.in_lang(reader.lang)}; {reason.in_lang(reader.lang)}")


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
