"""The fast way and the full way from plain data to a dossier, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cchc_rules.errors import DossierError
from cchc_rules.language.dossiers.fast import fast_dossier
from cchc_rules.language.dossiers.load import full_dossier
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook


def full(mapping: Any, rulebook: Rulebook) -> Dossier | None:
    """What the full way makes of it; ``None`` for a fault."""
    try:
        return full_dossier(mapping, rulebook, "dossier")
    except DossierError:
        return None


def agreed(mapping: Any, rulebook: Rulebook) -> bool:
    """Whether the fast way takes it; if so, the full way gives the same, down to the kind of every value."""
    fast = fast_dossier(mapping, rulebook)
    if fast is None:
        return False
    wanted = full(mapping, rulebook)
    assert wanted is not None, f"the full way refuses {mapping!r}"
    assert fast == wanted
    assert list(_parts(fast)) == list(_parts(wanted))
    assert fast.vocabulary is wanted.vocabulary
    return True


def agreed_or_doubtful(mapping: Any, rulebook: Rulebook) -> bool:
    """The same, or the full way warns of something, which the fast way leaves to it."""
    whole = full(mapping, rulebook)
    return agreed(mapping, rulebook) or (whole is not None and bool(whole.warnings))


def _parts(value: object) -> Iterator[tuple[type, object]]:
    """Every part with its type, names of people included, places left out."""
    yield type(value), value
    if isinstance(value, dict):
        for item in sorted(value.items(), key=repr):
            yield from _parts(item)
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    else:
        names = getattr(type(value), "__attrs_attrs__", ())
        for name in (each.name for each in names if each.name not in ("place", "vocabulary")):
            yield from _parts(getattr(value, name))


def alone(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Each candidate of a file as data of its own, in the form of a file and in the flat form."""
    found: list[dict[str, Any]] = []
    for person in document.get("candidates", ()):
        if not isinstance(person, dict):
            continue
        envelope = {key: value for key, value in document.items() if key not in ("candidates", "attestations")}
        if "attestations" in document:
            coverings = document["attestations"]
            envelope["attestations"] = coverings and [*_naming(person.get("id"), coverings)]
        found += [{**envelope, "candidates": [person]}, {**envelope, **person}]
    return found


def _naming(person: object, attestations: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The covering attestations that name the candidate, without the others whom they name."""
    for each in attestations:
        if person in each.get("candidates", ()):
            yield {**each, "candidates": [name for name in each["candidates"] if name == person]}


def flat(**more: Any) -> dict[str, Any]:
    """One candidate."""
    return {"as_of": "2025-01-20", "id": "cb-01", "kind": "individual", **more}


def fact(name: str, value: object) -> dict[str, Any]:
    """One candidate with one fact."""
    return flat(facts={name: value})
