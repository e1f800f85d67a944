"""What facts, lists and authorities are called in prose: by names that nothing else has, with whose word they need."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_rules.explain.words import either, the
from cchc_rules.model.rulebook import Award, Rulebook
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.text import Text


def fact_name(rulebook: Rulebook, award: Award, records: ListSpec | None, spec: FactSpec) -> Text:
    """The label of a fact, of which entity it is, and its id if another fact there is called the same."""
    if records is not None:
        return _apart(spec.label, spec.name, (field.label for field in records.fields.values()))
    return _apart(_with_entity(rulebook, spec), spec.name, _names(rulebook, award.recipient[0]))


def list_name(rulebook: Rulebook, spec: ListSpec) -> Text:
    """The label of a list, with its id if another list is called the same."""
    return _apart(spec.label, spec.name, (records.label for records in rulebook.vocabulary.lists.values()))


def _names(rulebook: Rulebook, kind: str) -> Iterable[Text]:
    vocabulary = rulebook.vocabulary
    for spec in vocabulary.candidates.get(kind, {}).values():
        yield spec.label
    for entity in vocabulary.entities.values():
        for spec in entity.facts.values():
            yield _with_entity(rulebook, spec)


def _with_entity(rulebook: Rulebook, spec: FactSpec) -> Text:
    """A fact of an entity names it, unless its label does so already."""
    entity = rulebook.vocabulary.entities.get(spec.name.partition(".")[0]) if "." in spec.name else None
    if entity is None:
        return spec.label
    vi, en = spec.label.vi, spec.label.in_lang("en")
    of_vi, of_en = entity.label.vi, entity.label.in_lang("en")
    has = "" if spec.type is FactType.BOOLEAN else " có"
    return Text(
        vi if of_vi.lower() in vi.lower() else f"{of_vi}{has} {vi}",
        en if of_en.lower() in en.lower() else f"{the(of_en)}'s {en}" if has else f"{the(of_en)}: {en}",
    )


def _apart(name: Text, id: str, others: Iterable[Text]) -> Text:
    """The name, with the id behind it if more than one thing is called so in either language."""
    found = list(others)
    same = max(sum(o.vi == name.vi for o in found), sum(o.in_lang("en") == name.in_lang("en") for o in found))
    return Text(f"{name.vi} [{id}]", f"{name.in_lang('en')} [{id}]") if same > 1 else name


def kinds_apart(rulebook: Rulebook, award: Award, name: str) -> tuple[tuple[Text, FactSpec], ...]:
    """The kinds of candidates with what the name means for each, where that is not told by one sentence."""
    found = [(rulebook.recipients[kind], rulebook.vocabulary.fact(kind, name)) for kind in award.recipient]
    specs = [(title, spec) for title, spec in found if spec is not None]
    return tuple(specs) if len({(s.label, s.attested_by, s.document_required) for _, s in specs}) > 1 else ()


def attested_by(rulebook: Rulebook, spec: FactSpec, apart: Iterable[tuple[Text, FactSpec]] = ()) -> Text:
    """``, theo xác nhận của Trưởng phòng (…) hoặc Chánh Thanh tra tỉnh``; nothing where a bare value counts."""
    kinds = list(apart)
    if not kinds:
        word = _word(rulebook, spec)
        return Text(f", {word.vi}", f", {word.in_lang('en')}") if word.vi else word
    vi, en = [], []
    for kind, of_kind in kinds:
        word = _word(rulebook, of_kind)
        vi.append(f"đối với {kind.vi}: “{of_kind.label.vi}”" + (f", {word.vi}" if word.vi else ""))
        name = of_kind.label.in_lang("en")
        en.append(f"for {kind.in_lang('en')}: “{name}”" + (f", {word.in_lang('en')}" if word.vi else ""))
    return Text(f" ({'; '.join(vi)})", f" ({'; '.join(en)})")


def _word(rulebook: Rulebook, spec: FactSpec) -> Text:
    """Whose word a fact needs, and whether in writing."""
    if not spec.needs_attestation:
        return Text("", "")
    titles = [_authority(rulebook, capacity) for capacity in spec.attested_by]
    vi, en = either([t.vi for t in titles], "hoặc"), either([t.in_lang("en") for t in titles], "or")
    if spec.document_required:
        return Text(f"theo văn bản xác nhận của {vi}", f"as attested in a document by {the(en)}")
    return Text(f"theo xác nhận của {vi}", f"as attested by {the(en)}")


def _authority(rulebook: Rulebook, capacity: str) -> Text:
    """An authority's title; of one of many, which one."""
    authority = rulebook.authorities[capacity]
    unit = rulebook.vocabulary.entities.get(authority.of or "")
    if unit is None:
        return authority.title
    return Text(
        f"{authority.title.vi} (của chính {unit.label.vi} có đối tượng được xét)",
        f"{authority.title.in_lang('en')} (of the candidate's own {unit.label.in_lang('en')})",
    )
