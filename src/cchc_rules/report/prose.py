"""The criteria of an award as a decree would put them: sentences made from what the rulebook means, not from its titles.

Every threshold, bound, window, date, authority and parameter stands in them, the option in force of every reading, and
what the text would say under each of the others.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from cchc_rules.engine.conditions import FactCondition, NumberCondition
from cchc_rules.engine.values import encoded, resolved
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.words import among_phrase, bound_phrase, records_phrase, the, years_noun
from cchc_rules.model import predicates as p
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.report.prose_context import Prose
from cchc_rules.report.prose_facts import attested_by, fact_name, kinds_apart, list_name
from cchc_rules.report.prose_parts import Alternative, Note, Part, Provision, mention
from cchc_rules.report.prose_values import compared, truth_of
from cchc_rules.report.reader import Reader
from cchc_rules.text import Text

_KINDS: dict[type, str] = {p.AllOf: "all_of", p.AnyOf: "any_of", p.NoneOf: "none_of", p.Of: "of"}


def criteria(prose: Prose) -> Provision:
    """The whole of the award's criteria; what they cite is looked at beside the award's own clauses."""
    return tell(evolve(prose, clauses=prose.award.clauses, opened=prose.award.period), prose.award.criteria)


def tell(prose: Prose, predicate: p.Predicate) -> Provision:
    """A predicate as a provision, under the title and the clauses that were met on the way to it."""
    here = evolve(prose, title=prose.title or predicate.title, cited=predicate.clauses or prose.cited)
    return _TELL[type(predicate)](here, predicate)


def _below(prose: Prose, children: tuple[p.Predicate, ...]) -> tuple[Provision, ...]:
    inside = prose.inside()
    return tuple(tell(inside, child) for child in children)


def _operands(bound: p.Bound) -> tuple[p.Operand, ...]:
    return tuple(operand for _, operand in bound.operands())


def _tell_group(prose: Prose, predicate: p.Group) -> Provision:
    """``đạt tất cả các điều kiện sau:``; of a single child only the child is told."""
    total = len(predicate.children)
    twice_cited = bool(prose.cited and predicate.children[0].clauses)
    if total == 1 and isinstance(predicate, (p.AllOf, p.AnyOf)) and not twice_cited:
        return _tell_only_child(prose, predicate.children[0])
    if total == 1 and isinstance(predicate, p.NoneOf):
        lead = prose.say("không thuộc trường hợp sau đây", "not the following")
        return prose.provision(lead, Part(_below(prose, predicate.children)))
    bound = predicate.bound if isinstance(predicate, p.Of) else p.Bound()

    def among(reader: Reader) -> str:
        number = reader.number(bound, total) if isinstance(predicate, p.Of) else NumberCondition(0, None, total)
        return prose.text(among_phrase(_KINDS[type(predicate)], number))

    return prose.provision(prose.phrases(_operands(bound), among), Part(_below(prose, predicate.children)))


def _tell_only_child(prose: Prose, child: p.Predicate) -> Provision:
    """Of a group with one child only the child is told, under both titles if there are two."""
    if prose.title is None or child.title is None:
        return tell(prose, child)
    told = tell(evolve(prose, title=None), child)
    return evolve(told, lead=f"{prose.text(prose.title)}: {told.lead}", titled=True)


def _tell_fact(prose: Prose, predicate: p.FactIs) -> Provision:
    """``Chỉ số SIPAS của cơ quan trong năm xét từ 90% trở lên``."""
    spec = prose.reader.spec(predicate.fact)

    def values(reader: Reader) -> FactCondition:
        plain = resolved(reader.rulebook, reader.options, reader.year, predicate.operands)
        return FactCondition(spec, predicate.comparison, encoded(spec, plain), None)

    name = _named(prose, spec)
    if spec.type is FactType.BOOLEAN:
        lead = prose.phrases(predicate.operands, lambda reader: prose.text(truth_of(name, values(reader).operands)))
    else:
        lead = prose.say(f"{name.vi} ", f"{name.in_lang('en')} is ")
        lead += prose.phrases(predicate.operands, lambda reader: prose.text(compared(values(reader))))
    return prose.provision(lead + _attestation(prose, predicate.fact, spec))


def _tell_attested(prose: Prose, predicate: p.Attested) -> Provision:
    spec = prose.reader.spec(predicate.fact)
    return prose.provision(prose.text(_named(prose, spec)) + _attestation(prose, predicate.fact, spec))


def _named(prose: Prose, spec: FactSpec) -> Text:
    """The name of a fact, with the year that it is of."""
    name = fact_name(prose.rulebook, prose.award, prose.list, spec)
    if not spec.per_year:
        return name
    now = prose.moment()
    return Text(f"{name.vi} trong {now.vi}", f"{name.in_lang('en')} in {now.in_lang('en')}")


def _attestation(prose: Prose, name: str, spec: FactSpec) -> str:
    """Whose word it takes; for each kind of candidate where that is not the same."""
    apart = () if prose.list is not None else kinds_apart(prose.rulebook, prose.award, name)
    return prose.text(attested_by(prose.rulebook, spec, apart))


def _tell_list(prose: Prose, predicate: p.CountOf | p.Some) -> Provision:
    """``có ít nhất 03 tin, bài trong năm xét (tính theo ngày đăng) đáp ứng tất cả các điều kiện sau:``."""
    spec = prose.rulebook.vocabulary.lists[predicate.list]
    noun = list_name(prose.rulebook, spec)
    operands = _operands(predicate.bound) if isinstance(predicate, p.CountOf) else ()

    def asked(reader: Reader) -> str:
        number = reader.number(predicate.bound) if isinstance(predicate, p.CountOf) else NumberCondition(1, None)
        return prose.text(_there_are(records_phrase(number, noun)))

    lead = prose.phrases(operands, asked) + _during(prose, predicate.during, spec)
    more, parts = _conditions(prose, _below(evolve(prose, list=spec), predicate.where))
    return prose.provision(lead + more, *parts)


def _there_are(phrase: Text) -> Text:
    """``có ít nhất …``, ``không có … nào``."""
    vi = f"{phrase.vi} nào" if phrase.vi.startswith("không có") else f"có {phrase.vi}"
    return Text(vi, phrase.in_lang("en"))


def _conditions(prose: Prose, told: tuple[Provision, ...]) -> tuple[str, tuple[Part, ...]]:
    """The conditions on what is counted: one that is plain stands in the sentence, others below it."""
    if not told:
        return "", ()
    if len(told) == 1 and told[0].plain:
        return prose.say(f" mà {told[0].lead}", f" where {told[0].lead}"), ()
    if len(told) == 1 and not (told[0].notes or told[0].cited or told[0].as_above):
        lead = told[0].lead
        if told[0].titled:
            return prose.say(f" đáp ứng điều kiện: {lead}", f" for which the following holds: {lead}"), told[0].parts
        return prose.say(f" mà {lead}", f" where {lead}"), told[0].parts
    if len(told) == 1:
        return prose.say(" đáp ứng điều kiện sau", " for which the following holds"), (Part(told),)
    return prose.say(" đáp ứng tất cả các điều kiện sau", " for which all of the following hold"), (Part(told),)


def _tell_every(prose: Prose, predicate: p.Every) -> Provision:
    """``mọi khóa học mà số giờ trên 8 đều phải đạt …``: who is filtered, then what they must fulfil."""
    spec = prose.rulebook.vocabulary.lists[predicate.list]
    noun = list_name(prose.rulebook, spec)
    more, parts = _conditions(prose, _below(evolve(prose, list=spec), predicate.where))
    must = _below(evolve(prose, list=spec), predicate.must)
    all_of = prose.say(f"mọi {noun.vi}", f"all {noun.in_lang('en')}") + _during(prose, predicate.during, spec) + more
    none = prose.say(f"không có {noun.vi} nào như vậy thì coi là đạt", "if there are none, this holds")
    one = len(must) == 1 and must[0].plain
    demand = must[0].lead if one else ""
    if parts:
        then = prose.say("thì đều phải đạt", "these must all meet")
        tail = (
            f"{then}{prose.say(' điều kiện', '')}: {demand}"
            if one
            else then + prose.say(" tất cả các điều kiện sau", " all of the following")
        )
        return prose.provision(all_of, *parts, Part(() if one else must, f"{tail} ({none})"))
    if one:
        return prose.provision(all_of + prose.say(" đều phải đạt điều kiện: ", " must meet: ") + f"{demand} ({none})")
    lead = all_of + prose.say(" đều phải đạt tất cả các điều kiện sau", " must meet all of the following")
    return prose.provision(f"{lead} ({none})", Part(must))


def _during(prose: Prose, during: p.During | None, spec: ListSpec) -> str:
    """Within which stretch, by which date."""
    if spec.dated_by is None:
        return ""
    during = during or p.During()
    by_date = during.by_date or spec.dated_by
    reading = by_date.reading if isinstance(by_date, p.ByReading) else None

    def label(prose: Prose) -> str:
        name = by_date.options[prose.chosen[by_date.reading]] if isinstance(by_date, p.ByReading) else by_date
        shown = fact_name(prose.rulebook, prose.award, spec, spec.fields[name])
        return prose.say(shown.vi, the(shown.in_lang("en")))

    day = prose.read([reading], label)
    return " " + prose.window(during.window, prose.say(f"tính theo {day}", f"by {day}"))


def _tell_years(prose: Prose, predicate: p.Years) -> Provision:
    """``có ít nhất 02 năm trong giai đoạn tổng kết (các năm 2021–2025) đáp ứng tất cả các điều kiện sau:``."""

    def asked(reader: Reader) -> str:
        number = reader.number(predicate.bound)
        return prose.text(_there_are(bound_phrase(number, years_noun(number, predicate.consecutive))))

    operands = _operands(predicate.bound)
    lead = f"{prose.phrases(operands, asked)} {prose.window(predicate.window)}"
    award = evolve(prose.award, period=None)  # inside, a list without a window is counted up to the end of the year
    inside = evolve(prose, award=award, counted=True, year=None)
    more, parts = _conditions(prose, _below(inside, predicate.where))
    return prose.provision(lead + more, *parts)


def _tell_reading(prose: Prose, predicate: p.Reading) -> Provision:
    """The option in force, and what the others say unless the reading is settled."""
    name, standing = predicate.reading, prose.chosen[predicate.reading]
    here = prose.under(name, standing)
    told = tell(here, predicate.options[standing])
    if name in prose.settled:
        return told
    found = []
    for option, answer in prose.rulebook.readings[name].options.items():
        if option != standing:
            other = tell(prose.inside().under(name, option), predicate.options[option])
            found.append(Alternative(prose.text(answer), other.beside(told)))
    if isinstance(predicate.options[standing], p.Nothing):
        told = here.provision(prose.say(f"theo {mention(name)}, ", f"under {mention(name)}, ") + _nothing(prose))
    return evolve(told, notes=(Note(name, tuple(found)), *told.notes))


def _nothing(prose: Prose) -> str:
    return prose.say("không đòi hỏi gì thêm", "nothing more is asked for")


def _tell_nothing(prose: Prose, predicate: p.Nothing) -> Provision:
    return prose.provision(_nothing(prose))


def _tell_use(prose: Prose, predicate: p.Use) -> Provision:
    """The definition stands here."""
    return tell(prose, prose.rulebook.definitions[predicate.definition].body)


def _tell_external(prose: Prose, predicate: p.External) -> Provision:
    findings = Findings(prose.rulebook)
    text, reason = findings.external(predicate.document), prose.text(findings.reason("external"))
    title = prose.text(prose.rulebook.documents[predicate.document].title)
    return prose.provision(prose.say(f"đạt {text.vi}", f"meets {text.en}") + f" (“{title}”; {reason})")


_TELL: dict[type, Callable[..., Provision]] = {
    p.AllOf: _tell_group,
    p.AnyOf: _tell_group,
    p.NoneOf: _tell_group,
    p.Of: _tell_group,
    p.FactIs: _tell_fact,
    p.Attested: _tell_attested,
    p.CountOf: _tell_list,
    p.Some: _tell_list,
    p.Every: _tell_every,
    p.Years: _tell_years,
    p.Nothing: _tell_nothing,
    p.Reading: _tell_reading,
    p.Use: _tell_use,
    p.External: _tell_external,
}
