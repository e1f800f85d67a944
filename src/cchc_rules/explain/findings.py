"""Findings: what the dossier says of a fact or a number, in words, with what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import lru_cache

from attrs import field, frozen

from cchc_rules.engine.conditions import FactCondition
from cchc_rules.engine.core import FactKey
from cchc_rules.engine.reference import Interval
from cchc_rules.engine.snapshot import Evidence, FactState, Known, ListState, RecordState, Unknown
from cchc_rules.explain.words import date_text, distance, either, shown, the, two_digits
from cchc_rules.model.dossier import BUILT_IN_REASONS, Attestation, Document
from cchc_rules.model.explanation import AttestedBy, EvidenceItem, Observation
from cchc_rules.model.region import Intervals, Region
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.shown import Shown
from cchc_rules.model.truth import Truth
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.text import Text, same

ENGINE_REASONS: Mapping[str, Text] = {
    "no_attestation": Text("chưa được xác nhận", "not attested"),
    "not_authorised": Text("người xác nhận không có thẩm quyền", "attested by someone not entitled to"),
    "other_unit": Text(
        "người xác nhận là của đơn vị khác, không phải {unit} của đối tượng được xét",
        "attested for another unit, not for the candidate's own {unit}",
    ),
    "self_attested": Text(
        "tự xác nhận cho mình nên không được tính", "attested by the candidate, which counts for nothing"
    ),
    "no_document": Text("xác nhận chưa kèm văn bản", "attested without the document that is required"),
    "after_as_of": Text("có sau ngày chốt số liệu", "dated after the evaluation's as-of date"),
    "not_yet_known": Text("chưa có vào ngày chốt số liệu", "not known yet on the evaluation's as-of date"),
    "disputed": Text("các xác nhận mâu thuẫn nhau", "the attestations contradict each other"),
    "no_link": Text("hồ sơ chưa ghi {entity}", "the dossier names no {entity}"),
    "external": Text(
        "văn bản này chưa được lập thành bộ tiêu chuẩn nên chưa xét được",
        "that document is not encoded yet, so nothing can be decided",
    ),
    "list_open": Text("danh sách có thể còn thiếu", "the list may lack records"),
    "unseen": Text("danh sách có thể còn thiếu", "the list may lack records"),
}
"""Why a value that was or was not stated counts for nothing; the other reasons are those that a dossier gives."""

_ATTESTATION = Text("cần xác nhận của {who}", "to be attested by {who}")
_NEEDS: Mapping[str, Text] = {
    "not_given": _ATTESTATION,
    "no_attestation": _ATTESTATION,
    "not_authorised": _ATTESTATION,
    "other_unit": _ATTESTATION,
    "self_attested": Text("cần người khác có thẩm quyền xác nhận: {who}", "somebody else has to attest it: {who}"),
    "no_document": Text("cần văn bản của {who}", "a document of {who} is needed"),
}
"""What would supply a fact that needs an attestation, by the reason why it is unknown."""


@frozen(eq=False)
class Findings:
    """Words for what a dossier says, by the vocabulary of one rulebook."""

    rulebook: Rulebook
    _unknown: dict[tuple[str, FactSpec], Observation] = field(factory=dict, init=False)

    def reason(self, code: str, spec: FactSpec | None = None) -> Text:
        """The words for a reason why a fact is unknown."""
        given = BUILT_IN_REASONS.get(code) or self.rulebook.unknown_reasons.get(code)
        if given is not None:
            return given
        return ENGINE_REASONS[code].format(entity=self._entity_label(spec), unit=self._units(spec))

    def lacking(self, code: str, spec: FactSpec) -> Text:
        """The reason, and whose word would supply the fact if it needs one."""
        reason = self.reason(code, spec)
        if code not in _NEEDS or not spec.needs_attestation:
            return reason
        need = _NEEDS[code].format(who=self.who(spec))
        return Text(f"{reason.vi}; {need.vi}", f"{reason.in_lang('en')}; {need.in_lang('en')}")

    def who(self, spec: FactSpec) -> Text:
        """The authorities that may attest a fact that needs it: "Trưởng phòng hoặc Chánh Thanh tra tỉnh"."""
        titles = [self.rulebook.authorities[capacity].title for capacity in spec.attested_by]
        return Text(either([t.vi for t in titles], "hoặc"), the(either([t.in_lang("en") for t in titles], "or")))

    def kind_label(self, kind: str) -> Text:
        """What a kind of entity is called: "phòng"."""
        entity = self.rulebook.vocabulary.entities.get(kind)
        return entity.label if entity else same(kind)

    def _entity_label(self, spec: FactSpec | None) -> Text:
        """The kind of entity that a fact is of."""
        return self.kind_label(spec.name.partition(".")[0] if spec else "")

    def _units(self, spec: FactSpec | None) -> Text:
        """The kinds of units whose heads may attest a fact."""
        capacities = () if spec is None else spec.attested_by
        kinds = dict.fromkeys(unit for name in capacities if (unit := self.rulebook.authorities[name].of))
        labels = [self.kind_label(kind) for kind in kinds] or [Text("đơn vị", "unit")]
        return Text(either([t.vi for t in labels], "hoặc"), either([t.in_lang("en") for t in labels], "or"))

    def entity(self, spec: FactSpec, id: str | None) -> Text | None:
        """Of which entity a fact is told, by the id that the dossier gives to it: "cơ quan: ttt"."""
        label = self._entity_label(spec)
        return None if id is None else Text(f"{label.vi}: {id}", f"{label.in_lang('en')}: {id}")

    def fact(self, spec: FactSpec, state: FactState, *, of_entity: bool = False) -> Observation:
        """The value with its evidence, or why there is none; ``of_entity``: also of which entity it is."""
        if isinstance(state, Unknown):
            return self.unknown(spec, state.reason)
        value = shown(spec, state.value)
        return Observation(text=self._vouched(spec, value.text, state.evidence, of_entity), value=value)

    def text(self, spec: FactSpec, state: FactState) -> Text:
        """The text of :meth:`fact` by itself."""
        if isinstance(state, Unknown):
            return self.unknown(spec, state.reason).text
        return self._vouched(spec, shown(spec, state.value).text, state.evidence, of_entity=False)

    def _vouched(self, spec: FactSpec, value: Text, evidence: Evidence, of_entity: bool) -> Text:
        """A value with what it rests on in brackets."""
        sources = self._sources(evidence)
        entity = self.entity(spec, evidence.entity) if of_entity else None
        if entity is not None:
            sources.insert(0, entity)
        if not sources:
            return value
        vi = "; ".join([text.vi for text in sources])
        en = "; ".join([text.in_lang("en") for text in sources])
        return Text(f"{value.vi} ({vi})", f"{value.in_lang('en')} ({en})")

    def unknown(self, spec: FactSpec, reason: str) -> Observation:
        """Why a fact has no value; worded once, since there are only so many reasons and facts."""
        found = self._unknown.get((reason, spec))
        if found is None:
            found = self._unknown[reason, spec] = Observation(text=self.reason(reason, spec), reason=reason)
        return found

    def fields(
        self, spec: ListSpec, record: RecordState, names: tuple[str, ...], *, outside: bool
    ) -> Observation | None:
        """Some fields of a record: "“Hội nghị giao ban”, ngày đăng: 27/02/2024"; nothing if there are none to name it by.
        A date ``outside`` the days that count is what decides, and is said to be.
        """
        found = [self._field(spec.fields[name], record.fields[name]) for name in names]
        if not found:
            return None
        vi = ", ".join(text.vi for text in found)
        en = ", ".join(text.in_lang("en") for text in found)
        if outside:
            vi, en = f"{vi} – ngoài khoảng thời gian tính", f"{en} – outside the days that count"
        return Observation(text=Text(vi, en))

    def _field(self, spec: FactSpec, state: FactState) -> Text:
        """A text that is known speaks for itself; the others need their label."""
        text = self.text(spec, state)
        if spec.type is FactType.TEXT and isinstance(state, Known):
            return Text(f"“{text.vi}”", f"“{text.in_lang('en')}”")
        return Text(f"{spec.label.vi}: {text.vi}", f"{spec.label.in_lang('en')}: {text.in_lang('en')}")

    def external(self, name: str) -> Text:
        """What an award asks for whose criteria another document holds."""
        document = self.rulebook.documents[name]
        day = date_text(document.date)
        return Text(
            f"tiêu chuẩn tại {document.number} ngày {day.vi} của {document.issuer.vi}",
            f"the criteria of {document.number} of {day.in_lang('en')}, {document.issuer.in_lang('en')}",
        )

    def _sources(self, evidence: Evidence) -> list[Text]:
        found = [self._attestation(attestation) for attestation in evidence.attestations]
        if evidence.document is not None and not found:
            number = evidence.document.number or evidence.document.id
            found.append(Text(f"theo văn bản {number}", f"by document {number}"))
        return found

    def _attestation(self, attestation: Attestation) -> Text:
        """Who attested, when, where: "Chánh Thanh tra tỉnh xác nhận ngày 08/01/2025, văn bản 12/BB-HĐTĐ"."""
        attested = _attested(self.rulebook.authorities[attestation.capacity].title, attestation.date)
        number = _number(attestation.document)
        if not number:
            return attested
        return Text(f"{attested.vi}, văn bản {number}", f"{attested.in_lang('en')}, document {number}")

    def evidence(self, spec: FactSpec, key: FactKey, state: FactState) -> tuple[EvidenceItem, ...]:
        """What a known value rests on, for systems."""
        if not isinstance(state, Known):
            return ()
        evidence = state.evidence
        attestations = tuple([self._attested_by(attestation) for attestation in evidence.attestations])
        item = EvidenceItem(
            fact=key.name,
            year=key.year,
            value=shown(spec, state.value),
            entity=evidence.entity,
            attestations=attestations,
            document=_number(evidence.document),
            known_from=evidence.known_from,
        )
        return (item,)

    def _attested_by(self, attestation: Attestation) -> AttestedBy:
        return AttestedBy(
            capacity=attestation.capacity,
            title=self.rulebook.authorities[attestation.capacity].title,
            date=attestation.date,
            document=_number(attestation.document),
            by=attestation.by,
            of=attestation.of,
        )


@lru_cache(maxsize=1024)
def _attested(title: Text, date: datetime.date) -> Text:
    """In which capacity, when; a council attests for many on one day."""
    day = date_text(date)
    return Text(f"{title.vi} xác nhận ngày {day.vi}", f"attested by {the(title.in_lang('en'))} on {day.in_lang('en')}")


def _number(document: Document | None) -> str | None:
    return None if document is None else document.number or document.id


def records_found(count: Interval, state: ListState, kind: str) -> Observation:
    """How many records count, and whether there may be more: "có 02; danh sách đầy đủ đến ngày 31/12/2024". For `every`
    the records that fail the claim are what is counted.
    """
    return _records_found(count, state.unseen is None, state.complete_to, kind)


@lru_cache(maxsize=4096)
def _records_found(count: Interval, complete: bool, complete_to: datetime.date | None, kind: str) -> Observation:
    certain, possible = count.certain, count.possible
    vi, en = f"có {two_digits(certain)}", f"{certain} found"
    if kind == "every":
        vi, en = f"{two_digits(certain)} trường hợp không đạt", f"{certain} that {'does' if certain == 1 else 'do'} not"
    if possible is None:
        vi, en = vi + ", có thể còn thêm", en + ", possibly more"
    elif possible > certain:
        vi, en = vi + f", nhiều nhất {two_digits(possible)}", en + f", at most {possible}"
    if complete:
        vi, en = vi + "; danh sách đầy đủ", en + "; the list is complete"
    elif complete_to is not None:
        day = date_text(complete_to)
        vi, en = (
            vi + f"; danh sách đầy đủ đến hết ngày {day.vi}",
            en + f"; the list is complete up to {day.in_lang('en')}",
        )
    else:
        vi, en = vi + "; danh sách chưa khẳng định là đầy đủ", en + "; the list is not said to be complete"
    return Observation(text=Text(vi, en), certain=certain, possible=possible, complete_to=complete_to)


@lru_cache(maxsize=4096)
def criteria_found(count: Interval, total: int) -> Observation:
    """How many of some criteria are met: "đạt 01/03", "đạt 01/03, có thể đến 02". There are so few answers that
    they are remembered.
    """
    certain, possible = count.certain, count.possible
    vi, en = f"đạt {two_digits(certain)}/{two_digits(total)}", f"{certain} of {total} met"
    if possible is not None and possible > certain:
        vi, en = vi + f", có thể đến {two_digits(possible)}", en + f", possibly {possible}"
    return Observation(text=Text(vi, en), certain=certain, possible=possible)


def fact_gap(condition: FactCondition, state: FactState, region: Region, truth: Truth) -> Shown | None:
    """How far a known, ordered value is from the nearest value that would do."""
    spec = condition.spec
    if truth is not Truth.NOT_MET or not isinstance(state, Known) or not isinstance(region, Intervals):
        return None
    if spec.type in (FactType.BOOLEAN, FactType.ENUM):
        return None
    assert isinstance(state.value, int), "regions of intervals are about numbers"
    value = state.value
    ends = [end for part in region.parts for end in part if end is not None]
    return distance(spec, min(abs(end - value) for end in ends)) if ends else None


def number_gap(count: Interval, low: int, high: int | None, truth: Truth) -> Shown | None:
    """How many are lacking, or too many."""
    if truth is Truth.MET:
        return None
    if count.certain < low:
        return _short(low - count.certain)
    if high is not None and count.certain > high:
        return _over(count.certain - high)
    return None


@lru_cache(maxsize=1024)
def _short(number: int) -> Shown:
    return Shown(value=str(number), text=Text(f"còn thiếu {two_digits(number)}", f"{number} short"))


@lru_cache(maxsize=1024)
def _over(number: int) -> Shown:
    return Shown(value=str(number), text=Text(f"thừa {two_digits(number)}", f"{number} too many"))
