"""Moves in words: who has to attest what, which value is needed, how many records are to come, and until when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from cchc_rules.engine.freedom import Acting
from cchc_rules.engine.moments import moment
from cchc_rules.engine.moves import CloseList, Move, NewRecord, SetFact, SetField
from cchc_rules.engine.snapshot import FactState, Known, Snapshot, Unknown
from cchc_rules.explain import words
from cchc_rules.explain.findings import Findings
from cchc_rules.explain.ranges import ANY, values_text
from cchc_rules.model.region import CoreValue, Region
from cchc_rules.model.shown import Shown
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec
from cchc_rules.model.why import Step, Wanted
from cchc_rules.text import Text

_ONE_DAY = datetime.timedelta(days=1)
_BY = Text("; chậm nhất ngày {day}", "; by {day}")
_HAPPENED = Text("; phải có chậm nhất ngày {day}", "; it has to be so by {day}")
_FROM = Text("; được tính từ ngày {day}", "; it counts from {day} on")


_OTHERWISE = {
    "disputed": Text(
        "cần thống nhất lại các xác nhận mâu thuẫn nhau của {who}: {label}",
        "the contradicting attestations of {who} have to be settled: {label}",
    ),
    "self_attested": Text(
        "cần người khác có thẩm quyền xác nhận ({who}): {label}",
        "to be attested by somebody else entitled to ({who}): {label}",
    ),
}
"""Where one more attestation would not do, by the reason why the value is unknown."""


@frozen
class Steps:
    """Tells moves over one snapshot; ``acting``: when they can be made, of those that lead to eligibility."""

    findings: Findings
    snapshot: Snapshot
    acting: Acting | None = None

    def of(self, moves: Iterable[Move], instead: Sequence[SetFact] = ()) -> tuple[Step, ...]:
        """One step for each move; records that are alike are one. ``instead``: what would do in the place of the only move."""
        alike: dict[Move, int] = {}
        for move in moves:
            alike[move] = alike.get(move, 0) + 1
        if instead:
            (move,) = alike
            return (self._or(move, instead),)
        return tuple(self._step(move, times) for move, times in alike.items())

    def _or(self, move: Move, instead: Sequence[SetFact]) -> Step:
        """A step with the same in other years: in one breath where nothing but the year differs, one after the other else."""
        assert isinstance(move, SetFact), "only a fact has years"
        alike: dict[Text, list[SetFact]] = {}
        for other in (move, *instead):
            alike.setdefault(self._fact(other, 0).text, []).append(other)
        texts = [self._fact(found[0], *sorted(other.key.year or 0 for other in found)).text for found in alike.values()]
        vi, en = "; hoặc ".join([text.vi for text in texts]), "; or ".join([text.in_lang("en") for text in texts])
        return evolve(self._fact(move), text=Text(vi, en), instead=tuple(map(self._fact, instead)))

    def _step(self, move: Move, times: int) -> Step:
        match move:
            case SetFact():
                return self._fact(move)
            case SetField():
                return self._field(move)
            case NewRecord():
                return self._record(move, times)
            case CloseList():
                return self._complete(move)

    def _fact(self, move: SetFact, *years: int) -> Step:
        """A step about a fact, told of its own year or of one of several."""
        spec = self.snapshot.vocabulary.fact(self.snapshot.kind, move.key.name)
        assert spec is not None, f"{move.key} was checked to exist"
        state = self.snapshot.state(move.key)
        entity = None if isinstance(state, Known) else state.entity
        label = self._named(spec, state, *(years or (move.key.year,)))
        kind, text, value, accepted = self._setting(move, spec, state, label)
        earliest, latest = self._moment(move)
        return Step(
            kind=kind,
            text=self._dated(text, move, earliest, latest),
            fact=move.key.name,
            year=move.key.year,
            entity=state.evidence.entity if isinstance(state, Known) else entity,
            value=value,
            accepted=accepted,
            attested_by=spec.attested_by,
            earliest=earliest,
            latest=latest,
        )

    def _named(self, spec: FactSpec, state: FactState, *years: int | None) -> Text:
        entity = state.evidence.entity if isinstance(state, Known) else state.entity
        label, of = spec.label, self.findings.entity(spec, entity)
        if of is not None:
            label = Text(f"{label.vi} ({of.vi})", f"{label.in_lang('en')} ({of.in_lang('en')})")
        return words.with_year(label, *years)

    def _field(self, move: SetField) -> Step:
        spec = self.snapshot.vocabulary.lists[move.list]
        field = spec.fields[move.field]
        (record,) = (r for r in self.snapshot.list_state(move.list).records if r.position == move.position)
        place = words.record_title(spec, move.position)
        label = Text(f"{place.vi}: {field.label.vi}", f"{place.in_lang('en')}: {field.label.in_lang('en')}")
        kind, text, value, accepted = self._setting(move, field, record.fields[move.field], label)
        earliest, latest = self._moment(move)
        return Step(
            kind=kind,
            text=self._dated(text, move, earliest, latest),
            fact=move.field,
            list=move.list,
            record=move.position,
            value=value,
            accepted=accepted,
            attested_by=field.attested_by,
            earliest=earliest,
            latest=latest,
        )

    def _setting(
        self, move: SetFact | SetField, spec: FactSpec, state: FactState, label: Text
    ) -> tuple[str, Text, Shown, Text]:
        """A value that becomes known, by somebody's attestation if it needs one, or that changes."""
        accepted = values_text(spec, move.accepted, spec.domain)
        value = words.shown(spec, move.value)
        coming = self._coming(move)
        if coming is not None:
            text = Text("{label}: đã có, {accepted}", "{label}: stated already, {accepted}")
            return "supply", text.format(label=label, accepted=quoted(spec, value.text)), value, accepted
        if spec.needs_attestation and isinstance(state, Unknown) and state.reason in _OTHERWISE:
            text = _OTHERWISE[state.reason].format(who=self.findings.who(spec), label=label)
            return "attest", _as(text, spec, move.value, accepted), value, accepted
        if spec.needs_attestation:
            return "attest", _attesting(self.findings.who(spec), label, spec, move.value, accepted), value, accepted
        accepted = quoted(spec, accepted)
        if isinstance(state, Known):
            now = quoted(spec, words.shown(spec, state.value).text)
            text = Text("{label}: từ {now} thành {accepted}", "{label}: from {now} to {accepted}")
            return "change", text.format(label=label, now=now, accepted=accepted), value, accepted
        text = Text("{label}: cần {accepted} ({reason})", "{label}: needed: {accepted} ({reason})")
        reason = self.findings.reason(state.reason, spec)
        return "supply", text.format(label=label, reason=reason, accepted=accepted), value, accepted

    def _coming(self, move: SetFact | SetField) -> Known | None:
        """What the dossier states already and is only known from a later day on."""
        if self.acting is None or isinstance(move, SetField):
            return None
        later, now = self.acting.later.state(move.key), self.snapshot.state(move.key)
        return later if isinstance(later, Known) and isinstance(now, Unknown) else None

    def _record(self, move: NewRecord, times: int) -> Step:
        spec = self.snapshot.vocabulary.lists[move.list]
        read = {name: setting for name, setting in move.values.items() if name not in move.unread}
        wanted = tuple(_wanted(spec, name, value, accepted) for name, (value, accepted) in read.items())
        details = [self._wish(spec.fields[want.field], want) for want in wanted if want.accepted != ANY]
        number = Text(words.two_digits(times), str(times))
        form = (
            Text("bổ sung {n} {noun} mà hồ sơ còn thiếu", "{n} of {the_noun} that the dossier lacks")
            if move.found
            else Text("thêm {n} {noun}", "{n} more of {the_noun}")
        )
        the_noun = words.the(spec.label.in_lang("en"))
        text = form.format(n=number, noun=spec.label, the_noun=the_noun)
        if details:
            vi = ", ".join(detail.vi for detail in details)
            en = ", ".join(detail.in_lang("en") for detail in details)
            text = Text(f"{text.vi}: {vi}", f"{text.in_lang('en')}: {en}")
        earliest, latest = self._moment(move)
        shown_latest = None if spec.dated_by is not None else latest
        return Step(
            kind="find" if move.found else "add",
            text=self._dated(text, move, earliest, shown_latest),
            list=move.list,
            fields=wanted,
            times=times,
            attested_by=tuple(dict.fromkeys(who for want in wanted for who in want.attested_by)),
            earliest=earliest,
            latest=latest,
        )

    def _wish(self, spec: FactSpec, want: Wanted) -> Text:
        """What has to hold of one field: "nơi đăng: Trang thông tin điện tử", "được công nhận (cần xác nhận của …)"."""
        plain = spec.type is FactType.BOOLEAN and want.value.value == "true"
        text = spec.label if plain else Text("{label}: {accepted}", "{label}: {accepted}")
        text = text.format(label=spec.label, accepted=want.accepted)
        if not spec.needs_attestation:
            return text
        who = self.findings.who(spec)
        return Text(
            f"{text.vi} (cần xác nhận của {who.vi})", f"{text.in_lang('en')} (to be attested by {who.in_lang('en')})"
        )

    def _complete(self, move: CloseList) -> Step:
        spec = self.snapshot.vocabulary.lists[move.list]
        earliest, _ = self._moment(move)
        if move.upto is None:
            text = Text(
                "danh sách {noun} được khẳng định là đầy đủ, không còn mục nào khác",
                "the list of {noun} is stated to be complete, with nothing else in it",
            )
        else:
            text = Text(
                "danh sách {noun} được khẳng định là đầy đủ đến hết ngày {day}, không còn mục nào khác",
                "the list of {noun} is stated to be complete up to {day}, with nothing else in it",
            )
        day = None if move.upto is None else words.date_text(move.upto)
        return Step(kind="complete", text=text.format(noun=spec.label, day=day), list=move.list, earliest=earliest)

    def _moment(self, move: Move) -> tuple[datetime.date | None, datetime.date | None]:
        if self.acting is None:
            return None, None
        at = moment(move, self.acting)
        return at.earliest, at.latest

    def _dated(self, text: Text, move: Move, earliest: datetime.date | None, latest: datetime.date | None) -> Text:
        """The step with the last day on which it can be done; with the first where that is not at once."""
        if self.acting is None:
            return text
        if isinstance(move, SetFact | SetField) and earliest is not None and earliest > self.acting.day + _ONE_DAY:
            text = _add(text, _FROM, earliest)
        if latest is None:
            return text
        return _add(text, _HAPPENED if isinstance(move, SetFact | SetField) else _BY, latest)


def quoted(spec: FactSpec, text: Text) -> Text:
    """A yes or no in quotes, where it stands in a sentence; other values as they are."""
    return Text(f"“{text.vi}”", f"“{text.in_lang('en')}”") if spec.type is FactType.BOOLEAN else text


def _add(text: Text, more: Text, day: datetime.date) -> Text:
    told = more.format(day=words.date_text(day))
    return Text(text.vi + told.vi, text.in_lang("en") + told.in_lang("en"))


def _attesting(who: Text, label: Text, spec: FactSpec, value: CoreValue, accepted: Text) -> Text:
    """Whose word is needed on what: the path never suggests the value itself, only that somebody entitled to attests it."""
    text = Text("cần xác nhận của {who}: {label}", "to be attested by {who}: {label}").format(who=who, label=label)
    return _as(text, spec, value, accepted)


def _as(text: Text, spec: FactSpec, value: CoreValue, accepted: Text) -> Text:
    """What has to be attested, where that is not simply that it is so."""
    if spec.type is FactType.BOOLEAN and value == 1:
        return text
    return Text(f"{text.vi} – {accepted.vi}", f"{text.in_lang('en')} – {accepted.in_lang('en')}")


def _wanted(spec: ListSpec, name: str, value: CoreValue, accepted: Region) -> Wanted:
    field = spec.fields[name]
    return Wanted(
        field=name,
        value=words.shown(field, value),
        accepted=values_text(field, accepted, field.domain),
        attested_by=field.attested_by,
    )
