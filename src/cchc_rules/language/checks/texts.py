"""Texts that a person reads: each ought to be there in English too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from cchc_rules.language.checks.report import Report, Word, value_at
from cchc_rules.model.predicates import Predicate, walk
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.vocabulary import FactSpec, Vocabulary
from cchc_rules.text import Text

Texts: TypeAlias = Iterator[tuple[Text | None, Word]]


def check_texts(rulebook: Rulebook, report: Report) -> None:
    """A warning for every text that is in Vietnamese only."""
    for texts in (_of_rulebook(rulebook), _of_declarations(rulebook), _of_vocabulary(rulebook.vocabulary)):
        for text, word in texts:
            if text is not None and text.en is None:
                report.add("CR401", word)


def _of_rulebook(rulebook: Rulebook) -> Texts:
    """The document, the kinds of recipient, the awards and all criteria with a title."""
    place = rulebook.place
    yield rulebook.identity.issuer.name, value_at(place, "identity", "issuer", "vi")
    yield rulebook.identity.title, value_at(place, "identity", "title")
    for section, texts in (("recipients", rulebook.recipients), ("unknown_reasons", rulebook.unknown_reasons)):
        for name, text in texts.items():
            yield text, value_at(place, section, name)
    for award in rulebook.awards.values():
        yield award.title, value_at(award.place, "title")
        yield from _of_predicate(award.criteria)
    for definition in rulebook.definitions.values():
        yield from _of_predicate(definition.body)


def _of_predicate(predicate: Predicate) -> Texts:
    for inner in walk(predicate):
        yield inner.title, value_at(inner.place, "title")


def _of_declarations(rulebook: Rulebook) -> Texts:
    """Everything else of `rulebook.yaml`."""
    for authority in rulebook.authorities.values():
        yield authority.title, value_at(authority.place, "vi")
    for form in rulebook.forms.values():
        yield form.title, value_at(form.place, "vi")
    for parameter in rulebook.parameters.values():
        yield parameter.title, value_at(parameter.place, "title")
    for window in rulebook.windows.values():
        yield window.title, value_at(window.place, "title")
    for reading in rulebook.readings.values():
        yield reading.question, value_at(reading.place, "question")
        for option, text in reading.options.items():
            yield text, value_at(reading.place, "options", option)
    for assumption in rulebook.assumptions.values():
        yield assumption.question, value_at(assumption.place, "question")
        yield assumption.answer, value_at(assumption.place, "answer")
    for entry in rulebook.calendar.values():
        yield entry.text, value_at(entry.place, "text")
    for statements in (rulebook.notices, rulebook.aims, rulebook.themes, rulebook.roles, rulebook.notes):
        for statement in statements.values():
            yield statement.text, value_at(statement.place, "vi")
    for document in rulebook.documents.values():
        yield document.issuer, value_at(document.place, "issuer")
        yield document.title, value_at(document.place, "title")


def _of_vocabulary(vocabulary: Vocabulary) -> Texts:
    for entity in vocabulary.entities.values():
        yield entity.label, value_at(entity.place, "label")
        yield from _of_facts(entity.facts)
    for facts in vocabulary.candidates.values():
        yield from _of_facts(facts)
    for spec in vocabulary.lists.values():
        yield spec.label, value_at(spec.place, "label")
        yield from _of_facts(spec.fields)


def _of_facts(facts: Mapping[str, FactSpec]) -> Texts:
    for spec in facts.values():
        yield spec.label, value_at(spec.place, "label")
        for value, label in spec.value_labels.items():
            yield label, value_at(spec.place, "values", value)
