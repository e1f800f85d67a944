"""Words that verdicts do not hold: of the options of readings, and of the entities that candidates belong to."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_rules.explain.words import years_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.text import Text


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
