"""``cchc-rules evaluate``: dossiers in, verdicts out; what is wrong with the files goes to the standard error."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from cchc_rules.cli.color import color_wanted, colored
from cchc_rules.cli.evaluation_json import evaluation_to_dict
from cchc_rules.cli.evaluation_text import evaluation_text
from cchc_rules.cli.exits import DONE, FAULTS
from cchc_rules.cli.files import decoded, print_diagnostics, read_dossiers, redacted, refuse_twice, rulebook_of
from cchc_rules.cli.one_candidate import left_out_text, of_candidate
from cchc_rules.cli.output import opened, refuse_output
from cchc_rules.cli.proof_files import write_proofs
from cchc_rules.cli.question import Question, Result, question_of, results_of
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.text import Lang


def evaluate(options: Namespace, lang: Lang) -> int:
    """Evaluate the files, or with ``--format jsonl`` every line; the exit code says whether any dossier was at fault."""
    _refuse(options, lang)
    if options.format == "jsonl":
        if options.proofs:
            raise CommandLineError(
                say(lang, "`--proofs` không đi cùng `--format jsonl`", "`--proofs` does not go with `--format jsonl`")
            )
        from cchc_rules.cli.jsonl import answer_lines  # only who answers lines waits for it to be imported

        return answer_lines(options, lang)
    files = read_dossiers(options.files)
    book = rulebook_of(files, options.rulebook, lang)
    dossiers, left_out = decoded(files, book), 0
    if options.candidate is not None:
        alone = of_candidate(files, dossiers, book, options.candidate, lang)
        dossiers, left_out = alone.dossiers, alone.left_out
    if options.redact:
        dossiers = redacted(dossiers, book)
    question = question_of(options, book, dossiers, lang)
    results = results_of(question)
    faults = [*(fault for rejected in dossiers.rejected for fault in rejected.diagnostics), *dossiers.faults]
    print_diagnostics((*faults, *dossiers.warnings, *book.warnings), lang, redact=options.redact)
    if left_out:
        print(left_out_text(left_out, lang), file=sys.stderr)
    if options.proofs:
        write_proofs(options.proofs, (verdict for result in results for verdict in result.verdicts), lang)
    with opened(options, lang) as stream:
        _write(options, question, results, lang, stream)
    return FAULTS if faults else DONE


def _write(options: Namespace, question: Question, results: Sequence[Result], lang: Lang, stream: TextIO) -> None:
    """The answers in the format that was asked for."""
    if options.format == "json":
        json.dump(evaluation_to_dict(question, results), stream, ensure_ascii=False, indent=2)
        print(file=stream)
    elif options.format == "html":
        from cchc_rules.cli.evaluation_html import evaluation_html  # only who asks for a page waits for it

        print(evaluation_html(question, results, lang, one=options.candidate is not None), end="", file=stream)
    else:
        text = evaluation_text(question, results, lang, summary_only=options.summary, brief=options.brief)
        print(colored(text) if color_wanted(options, stream, os.environ, lang) else text, file=stream)


def _refuse(options: Namespace, lang: Lang) -> None:
    """What makes no sense before any file is opened."""
    if not options.files:
        message = say(lang, "thiếu tệp hồ sơ", "the dossier file is missing")
        advice = say(lang, "ghi tên tệp, hoặc `-` để đọc đầu vào chuẩn", "name a file, or `-` for the standard input")
        raise CommandLineError(message, advice)
    refuse_twice(options.files, lang)
    for given, option in (
        (options.summary, "--summary"),
        (options.brief, "--brief"),
        (options.color == "always", "--color always"),
    ):
        if given and options.format in ("json", "html"):
            message = say(lang, f"`{option}` chỉ dùng khi in văn bản", f"`{option}` is for text output only")
            raise CommandLineError(message)
    if options.summary and options.brief:
        message = say(
            lang, "`--summary` không in phần mà `--brief` nói tới", "`--summary` leaves out what `--brief` is about"
        )
        raise CommandLineError(message, say(lang, "bỏ một trong hai", "leave out one of the two"))
    if options.color == "always":
        color_wanted(options, sys.stdout, os.environ, lang)  # that it cannot be had is told before anything is done
    refuse_output(options, lang)
