"""Candidates of the peer benchmark, as plain facts, decided by the rulebook beside this file.

The facts are those that every engine of the comparison is given: one mapping for each candidate, with the award year in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from cchc_rules import Dossier, LoadedAward, LoadedRulebook, Outcome, Verdict, load_rulebook
from cchc_rules.engine.compiled import Compiled, compiled
from cchc_rules.engine.evaluation import Engine
from cchc_rules.engine.lower import lower
from cchc_rules.engine.row import Row
from cchc_rules.engine.trace import Trace

RULEBOOK = Path(__file__).resolve().parent / "rulebooks" / "so-sanh" / "hai-quy-tac"
AS_OF = datetime.date(2026, 1, 31)
"""After all years of the candidates, so that a list that is given is complete for each of them."""

KIND = "individual"
Facts: TypeAlias = Mapping[str, Any]


def dossier_of(facts: Facts) -> dict[str, object]:
    """The dossier that says what the facts say. What they leave out is left out; no value is converted but one:
    the year of an article becomes the first of July, because a record is held against a year by its date.
    """
    lists = {name: facts[name] for name in ("office_years", "initiatives", "articles") if facts.get(name) is not None}
    if "articles" in lists:
        lists["articles"] = [_dated(article) for article in lists["articles"]]
    return {
        "id": facts["id"],
        "kind": KIND,
        "as_of": AS_OF,
        "entities": {"office": {"own": facts.get("office") or {}}},
        "office": "own",
        "facts": {
            "subject_kind": facts.get("subject_kind"),
            **(facts.get("attestations") or {}),
            **(facts.get("roles") or {}),
        },
        "lists": lists,
    }


def _dated(article: Facts) -> dict[str, Any]:
    said = dict(article)
    year = said.pop("year", None)
    if year is not None:
        said["posted_on"] = datetime.date(year, 7, 1)
    return said


class Asked(NamedTuple):
    """A checked dossier, and the year that the award is asked for; a period award is asked for none."""

    dossier: Dossier
    year: int | None


@define(eq=False)
class Verdicts:
    """One rule through the public face, with every check: facts are checked into a dossier, the dossier is decided."""

    rule: str
    engine: Engine = "compiled"
    book: LoadedRulebook = field(factory=lambda: load_rulebook(RULEBOOK), init=False)
    award: LoadedAward = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.award = self.book.award(self.rule)

    def prepare(self, facts: Facts) -> Asked:
        """The dossier of a candidate; :class:`~cchc_rules.DossierError` if a fact has a value that it cannot have."""
        return Asked(self.book.dossier(dossier_of(facts)), facts["award_year"] if self.award.annual else None)

    def verdict(self, asked: Asked) -> Verdict:
        """The verdict on a dossier."""
        return self.award.evaluate(asked.dossier, year=asked.year, as_of=AS_OF, engine=self.engine)


class Loaded(NamedTuple):
    """A row, and the code that reads it: that of the rule in one year."""

    code: Compiled
    row: Row


@define(eq=False)
class Rows:
    """One rule below the public face: rows decided by generated code alone, without verdicts and without words.

    The dossier is checked as ever; that the award is for this kind of candidate and this year is taken for granted.
    """

    rule: str
    verdicts: Verdicts = field(init=False)
    _codes: dict[int | None, Compiled] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.verdicts = Verdicts(self.rule)

    def prepare(self, facts: Facts) -> Loaded:
        """The row of a candidate."""
        dossier, year = self.verdicts.prepare(facts)
        code = self._codes.get(year) or self._compile(year)
        return Loaded(code, code.load(dossier, AS_OF, False))

    def outcome(self, loaded: Loaded) -> Outcome:
        """What generated code decides; it can decide every row of these rules."""
        decision = loaded.code.decide(loaded.row)
        assert decision is not None, "the reference interpreter would have to be asked"
        return Outcome.of(decision.truth)

    def trace(self, loaded: Loaded) -> Trace:
        """What was found at every node."""
        trace = loaded.code.trace(loaded.row)
        assert trace is not None, "the reference interpreter would have to be asked"
        return trace

    def _compile(self, year: int | None) -> Compiled:
        book = self.verdicts.book.rulebook
        code = compiled(
            lower(book, self.verdicts.award.award, book.default_readings(), year, KIND), book.vocabulary, KIND
        )
        assert code is not None, "the rules are small enough to be compiled"
        self._codes[year] = code
        return code
