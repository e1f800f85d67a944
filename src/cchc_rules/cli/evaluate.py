"""``cchc-rules evaluate``: dossiers in, verdicts out; what is wrong with the files goes to the standard error."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from cchc_rules.api import BatchResult
from cchc_rules.cli.codes import DONE, FAULTS
from cchc_rules.cli.evaluation_json import evaluation_to_dict
from cchc_rules.cli.evaluation_text import evaluation_text
from cchc_rules.cli.files import decoded, read_dossiers, rulebook_of
from cchc_rules.cli.question import Question, question_of
from cchc_rules.cli.usage import UsageFault, say
from cchc_rules.errors import Diagnostic
from cchc_rules.text import Lang

_PROG = "cchc-rules evaluate"


def evaluate(options: Namespace, lang: Lang) -> int:
    """Evaluate the files; the exit code says whether any dossier was at fault."""
    _refuse(options, lang)
    files = read_dossiers(options.files)
    book = rulebook_of(files, options.rulebook, lang)
    question = question_of(options, book, decoded(files, book), lang)
    results = [_result(question, award) for award in question.awards]
    faults = list(_faults(question))
    for diagnostic in (*faults, *question.dossiers.warnings, *book.warnings):
        print(diagnostic.render(lang), file=sys.stderr)
    if options.format == "json":
        json.dump(evaluation_to_dict(question, results), sys.stdout, ensure_ascii=False, indent=2)
        print()
    else:
        print(evaluation_text(question, results, options, lang))
    return FAULTS if faults else DONE
