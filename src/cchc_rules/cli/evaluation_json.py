"""The answers as one JSON object, by ``schemas/evaluation.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_rules.cli.plain_json import diagnostic_to_dict, text_to_dict
from cchc_rules.cli.question import Question, Result, worklist_of
from cchc_rules.cli.worklist_json import worklist_to_dict
from cchc_rules.errors import Diagnostic
from cchc_rules.explain.asking import rank_readings
from cchc_rules.model.asking import Turned
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
        "readings_to_ask": _to_ask(results) if question.robust else None,
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


def _to_ask(results: Sequence[Result]) -> list[dict[str, object]]:
    """The readings of all verdicts that are shown, those that decide most candidates first."""
    return [
        {
            "reading": asked.reading,
            "question": text_to_dict(asked.question),
            "option": asked.option,
            "answer": text_to_dict(asked.answer),
            "confirmed_by": asked.confirmed_by,
            "clauses": list(asked.clauses),
            "decides": list(asked.decides),
            "joint": list(asked.joint),
            "options": [
                {"option": option.option, "verdicts": [_turned(one) for one in option.verdicts]}
                for option in asked.options
            ],
        }
        for asked in rank_readings(verdict for result in results for verdict in result.verdicts)
    ]


def _turned(one: Turned) -> dict[str, object]:
    return {
        "award": one.award,
        "candidate": one.candidate,
        "outcome": one.outcome.value,
        "becomes": one.becomes.value,
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    span, pointer = diagnostic.span, diagnostic.pointer
    if span is None:
        return diagnostic_to_dict(diagnostic, None, None, None, pointer)
    return diagnostic_to_dict(diagnostic, span.file, span.line, span.column, pointer)
