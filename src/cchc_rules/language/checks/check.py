"""The check stage: what the names, values and times of a rulebook mean, and whether they fit together.

Everything is looked at under every option of every reading and in every award year, so that of a checked rulebook every
award can be lowered under any assignment. Nothing is raised; the faults are collected.
"""

from __future__ import annotations

from cchc_rules.errors import Diagnostic
from cchc_rules.language.checks.definitions import check_definitions
from cchc_rules.language.checks.predicates import check_unused, check_waiting
from cchc_rules.language.checks.report import Report
from cchc_rules.language.checks.rulebook import check_award, check_declarations
from cchc_rules.language.checks.scope import Desk
from cchc_rules.language.checks.texts import check_texts
from cchc_rules.language.checks.unused import check_unused_names
from cchc_rules.language.checks.vocabulary import check_vocabulary
from cchc_rules.model.rulebook import Rulebook


def check(rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    """All errors and warnings about a rulebook, by file and line; without an error every award of it can be lowered."""
    report = Report()
    desk = Desk(rulebook, check_definitions(rulebook, report), report)
    check_vocabulary(desk)
    check_declarations(desk)
    for award in rulebook.awards.values():
        check_award(award, desk)
        check_waiting(desk)
    _check_the_rest(desk)
    check_texts(rulebook, report)
    return report.in_order()


def _check_the_rest(desk: Desk) -> None:
    """Definitions that no award reaches, read as they stand; then what nothing at all uses. Without awards all is idle."""
    reached = {name for name, _ in desk.reached}
    for name, definition in desk.rulebook.definitions.items():
        if name in reached:
            desk.use("definitions", name)
        else:
            check_unused(definition, desk)
    check_waiting(desk)
    if desk.rulebook.awards:
        check_unused_names(desk)
