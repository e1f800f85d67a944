"""Words that verdicts do not hold: of the options of readings, and of the entities that candidates belong to."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_rules.explain.words import years_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.text import Lang, Text


def answers_of(rulebook: Rulebook) -> dict[tuple[str, str], Text]:
    """The words of every option, by reading and option."""
    return {
        (reading.id, option): text for reading in rulebook.readings.values() for option, text in reading.options.items()
    }


def units_of(dossiers: Iterable[Dossier]) -> dict[tuple[str, str], Text]:
    """To which entity of each kind a candidate belongs, in words: "cơ quan: Thanh tra tỉnh (ttt)"."""
    found: dict[tuple[str, str], Text] = {}
    for dossier in dossiers:
        for kind in dossier.links:
            label = dossier.vocabulary.entities[kind].label
            found[dossier.id, kind] = Text(
                f"{label.vi}: {_linked(dossier, kind, 'năm ')}", f"{label.in_lang('en')}: {_linked(dossier, kind, '')}"
            )
    return found


def names_of(dossiers: Iterable[Dossier], lang: Lang) -> dict[str, str]:
    """What the entities of some dossiers are called, by how a verdict tells them apart, which has no names: of "cơ quan: so-b"
    "cơ quan: Sở B". Those of one name keep their ids.
    """
    called: dict[str, set[str]] = {}
    for dossier in dossiers:
        for (kind, entity_id), entity in dossier.entities.items():
            if entity.name:
                label = dossier.vocabulary.entities[kind].label.in_lang(lang)
                called.setdefault(f"{label}: {entity.name}", set()).add(f"{label}: {entity_id}")
    return {told: name for name, ids in called.items() for told in ids if len(ids) == 1}


def _linked(dossier: Dossier, kind: str, year: str) -> str:
    """The entity by its name, if it has one, and its id; year by year where there are several."""
    link = dossier.links[kind]
    years: dict[str, list[int]] = {} if link.always is None else {link.always: []}
    for year_of, entity_id in sorted(link.by_year.items() if link.always is None else ()):
        years.setdefault(entity_id, []).append(year_of)
    told = []
    for entity_id, of_years in years.items():
        entity = dossier.entities.get((kind, entity_id))
        name = f"{entity.name} ({entity_id})" if entity is not None and entity.name else entity_id
        told.append(f"{name}, {year}{years_text(of_years)}" if len(years) > 1 else name)
    return "; ".join(told)
