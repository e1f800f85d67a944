"""The answers as one JSON object, by ``schemas/evaluation.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_rules.cli.plain_json import diagnostic_to_dict, text_to_dict
from cchc_rules.cli.question import Question, Result, worklist_of
from cchc_rules.cli.worklist_json import worklist_to_dict
from cchc_rules.errors import Diagnostic
from cchc_rules.model.verdict import SCHEMA_VERSION


def evaluation_to_dict(question: Question, results: Sequence[Result]) -> dict[str, object]:
    """Every verdict that is shown, and everything that has none."""
    dossiers = question.dossiers
    return {
        "schema_version": SCHEMA_VERSION,
        "rulebook": question.book.id,
        "year": question.year,
        "as_of": question.as_of.isoformat(),
        "awards": [
            {
                "award": result.award.id,
                "title": text_to_dict(result.award.award.title),
                "cycle": result.award.award.cycle,
            }
            for result in results
        ],
        "verdicts": [verdict.to_dict() for result in results for verdict in result.verdicts],
        "left_out": sum(result.left_out for result in results),
        "skipped": [
            {"award": result.award.id, "candidate": dossier.id, "kind": dossier.kind}
            for result in results
            for dossier in result.skipped
        ],
        "rejected": [
            {
                "candidate": rejected.id,
                "name": rejected.name,
                "diagnostics": [_diagnostic(d) for d in rejected.diagnostics],
            }
            for rejected in dossiers.rejected
        ],
        "worklist": worklist_to_dict(worklist_of(question, results)),
        "warnings": [_diagnostic(d) for d in (*dossiers.faults, *dossiers.warnings, *question.book.warnings)],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    span, pointer = diagnostic.span, diagnostic.pointer
    if span is None:
        return diagnostic_to_dict(diagnostic, None, None, None, pointer)
    return diagnostic_to_dict(diagnostic, span.file, span.line, span.column, pointer)
