"""The vocabulary: facts that can have values, lists with the dates and keys that they name, and no clash with dossiers."""

from __future__ import annotations

from cchc_rules.errors import Place
from cchc_rules.language.checks.lists import check_date_field
from cchc_rules.language.checks.report import Report, Step, key_at, value_at
from cchc_rules.language.checks.scope import Desk
from cchc_rules.language.dossiers.candidate import CANDIDATE_KEYS
from cchc_rules.language.dossiers.envelope import ENVELOPE_KEYS
from cchc_rules.language.dossiers.spots import word_of
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, FactType, ListSpec, LiteralError
from cchc_rules.text import Text

LINK_KEYS = frozenset({*CANDIDATE_KEYS, *ENVELOPE_KEYS})
"""Beside the links of a candidate stand its own keys, and in the flat form of a dossier those of the file."""
ENTITY_KEYS = frozenset({"name", "remark"})
RECORD_KEYS = frozenset({"remark"})
_KEY_TYPES = (FactType.TEXT, FactType.INTEGER, FactType.ENUM)


def check_vocabulary(desk: Desk) -> None:
    """Entities, facts by kind of candidate, lists."""
    rulebook, report = desk.rulebook, desk.report
    vocabulary = rulebook.vocabulary
    for kind, entity in vocabulary.entities.items():
        _refuse_name(kind, LINK_KEYS, vocabulary.place, report, "entities", kind)
        for name, spec in entity.facts.items():
            _refuse_name(name, ENTITY_KEYS, entity.place, report, "facts", name)
            _check_spec(spec, rulebook, report)
    for kind, facts in vocabulary.candidates.items():
        if kind not in rulebook.recipients:
            report.unknown("CR314", key_at(vocabulary.place, "candidates", kind), kind, rulebook.recipients)
        for spec in facts.values():
            _check_spec(spec, rulebook, report)
    for spec_of_list in vocabulary.lists.values():
        _check_list(spec_of_list, desk)


def _refuse_name(name: str, taken: frozenset[str], place: Place, report: Report, *steps: Step) -> None:
    if name in taken:
        advice = Text("đặt tên khác, ví dụ `{name}_khac`", "choose another name, such as `{name}_text`").format(
            name=name
        )
        report.add("CR352", key_at(place, *steps), help=advice, name=name)


def _check_spec(spec: FactSpec, rulebook: Rulebook, report: Report) -> None:
    """Those who may attest are declared; the bounds fit the decimals and hold something between them."""
    for position, authority in enumerate(spec.attested_by):
        if authority not in rulebook.authorities:
            report.unknown("CR311", value_at(spec.place, "attested_by", position), authority, rulebook.authorities)
    ends = {"min": spec.minimum, "max": spec.maximum}
    sound = True
    for key, end in ends.items():
        try:
            end is None or spec.scaled(end)
        except LiteralError:
            sound = False
            report.add("CR353", value_at(spec.place, key), key=key, value=word_of(end), decimals=spec.decimals)
    low, high = spec.minimum, spec.maximum
    if sound and low is not None and high is not None and low > high:
        report.add("CR354", value_at(spec.place, "max"), low=word_of(low), high=word_of(high))


def _check_list(spec: ListSpec, desk: Desk) -> None:
    """Whose list it is, by which date it goes, and in what two records may not agree."""
    rulebook, report = desk.rulebook, desk.report
    for position, kind in enumerate(spec.kinds):
        if kind not in rulebook.recipients:
            report.unknown("CR314", value_at(spec.place, "kinds", position), kind, rulebook.recipients)
    if spec.dated_by is not None:
        check_date_field(spec.dated_by, spec, value_at(spec.place, "dated_by"), desk)
    if spec.key is not None:
        word = value_at(spec.place, "key")
        key = spec.fields.get(spec.key)
        if key is None:
            report.unknown("CR305", word, spec.key, spec.fields, list=spec.name)
        elif key.type not in _KEY_TYPES:
            report.add("CR347", word, name=spec.key, type=key.type.text)
    for name, field in spec.fields.items():
        _refuse_name(name, RECORD_KEYS, spec.place, report, "fields", name)
        _check_spec(field, rulebook, report)
