"""The digest of a rulebook: the same for the same content, however it is written down.

All of the dump takes part, texts included, since a verdict consists of words too. What no decoded value holds does not:
comments, line ends, Unicode form, the order of keys, `clause` or `clauses` for one clause, the names of folder and files.
Nor does the scale of a number: 90 and 90.0 are one value. The order of lists is content, and so is that of the values of
a grade, which the file may write as keys.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal

from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.dump import dump
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.rulebook import Rulebook


def rulebook_digest(rulebook: Rulebook) -> str:
    """``sha256:`` and the hex digest of the rulebook's canonical JSON."""
    return "sha256:" + hashlib.sha256(canonical_text(rulebook).encode("utf-8")).hexdigest()


def canonical_text(rulebook: Rulebook) -> str:
    """The JSON text that is digested: keys sorted, numbers in their shortest form."""
    documents = dump(rulebook)
    content: Plain = {
        "rulebook": documents.rulebook,
        "facts": documents.facts,
        "awards": [documents.awards[name] for name in sorted(documents.awards)],
        "value_order": _value_order(rulebook),
    }
    return to_json_text(_canonical(content), indent=None, sort_keys=True)


def _value_order(rulebook: Rulebook) -> Plain:
    """The values of every fact that has them, in order."""
    words = rulebook.vocabulary
    groups = {
        "entities": {kind: entity.facts for kind, entity in words.entities.items()},
        "candidates": words.candidates,
        "lists": {name: spec.fields for name, spec in words.lists.items()},
    }
    return {
        group: {owner: {name: list(spec.values) for name, spec in facts.items()} for owner, facts in owners.items()}
        for group, owners in groups.items()
    }


def _canonical(value: Plain) -> Plain:
    """The value with every number in its shortest form."""
    if isinstance(value, Decimal):
        digits = f"{value:f}"
        return Decimal(digits.rstrip("0").rstrip(".")) if "." in digits else int(digits)
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    return value
