"""The keys that a dossier file may have by a vocabulary: what a redacted diagnostic may name."""

from __future__ import annotations

from cchc_rules.model.vocabulary import Vocabulary
from cchc_rules.redaction import DOSSIER_WORDS


def known_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Every key that has a meaning: those of all dossier files, facts, lists and their fields, kinds of candidates and of
    entities. No value of a fact is among them, though the vocabulary declares some.
    """
    words = set(DOSSIER_WORDS) | {*vocabulary.entities, *vocabulary.candidates, *vocabulary.lists}
    for entity in vocabulary.entities.values():
        words |= {*entity.facts, *(f"{entity.kind}.{fact}" for fact in entity.facts)}
    for facts in vocabulary.candidates.values():
        words |= set(facts)
    for spec in vocabulary.lists.values():
        words |= set(spec.fields)
    return frozenset(words)
