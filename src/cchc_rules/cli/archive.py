"""``cchc-rules archive``: an evaluation in one file, and that file evaluated anew."""

from __future__ import annotations

import json
from argparse import Namespace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

from cchc_rules.api import LoadedRulebook, shipped_rulebooks
from cchc_rules.cli.archive_file import (
    DOSSIERS,
    EVALUATION,
    PROOFS,
    RULEBOOK,
    SCHEMA_VERSION,
    packed,
)
from cchc_rules.cli.evaluation_json import evaluation_to_dict
from cchc_rules.cli.exits import DONE, FAULTS
from cchc_rules.cli.files import (
    decoded,
    print_diagnostics,
    read_dossiers,
    refuse_twice,
    rulebook_folders,
    rulebook_of,
)
from cchc_rules.cli.given import STANDARD_INPUT
from cchc_rules.cli.output import refuse_file
from cchc_rules.cli.proof_files import proofs_text, write
from cchc_rules.cli.question import Question, question_of, results_of
from cchc_rules.cli.replay import replay
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.explain.words import two_digits
from cchc_rules.language.rulebooks.load import shipped_path
from cchc_rules.model.rulebook import LANGUAGE
from cchc_rules.text import Lang
from cchc_rules.version import __version__


def archive(options: Namespace, lang: Lang) -> int:
    """Write an archive of an evaluation, or replay one."""
    if options.replay:
        _refuse_beside_replay(options, lang)
        return replay(options, lang)
    if not options.files or not options.output:
        message = say(lang, "thiếu tệp hồ sơ hoặc tệp sẽ ghi", "the dossier files or the file to write are missing")
        advice = say(
            lang,
            "ghi tệp hồ sơ và `--output TỆP` để lưu, hoặc `--replay TỆP` để xét lại",
            "name dossier files and `--output FILE` to keep an evaluation, or `--replay FILE` to evaluate one anew",
        )
        raise CommandLineError(message, advice)
    if options.dossiers:
        _misused(lang, ("`--dossiers` chỉ dùng với `--replay`", "`--dossiers` goes with `--replay` only"))
    if STANDARD_INPUT in options.files:
        _misused(lang, ("hồ sơ để lưu phải là tệp, không phải `-`", "what is archived has to be files, not `-`"))
    refuse_twice(options.files, lang)
    return _create(options, lang)


def _create(options: Namespace, lang: Lang) -> int:
    files = read_dossiers(options.files)
    book = rulebook_of(files, options.rulebook, lang)
    dossiers = decoded(files, book)
    refuse_file(options.output, options.files, lang, ending=".zip")
    options.only, options.robust, options.worklist = (), False, False
    question = question_of(options, book, dossiers, lang)
    results = results_of(question)
    faults = [*(fault for rejected in dossiers.rejected for fault in rejected.diagnostics), *dossiers.faults]
    print_diagnostics((*faults, *dossiers.warnings), lang)
    verdicts = [verdict for result in results for verdict in result.verdicts]
    evaluation = json.dumps(evaluation_to_dict(question, results), ensure_ascii=False, indent=1) + "\n"
    members = {
        EVALUATION: evaluation.encode("utf-8"),
        PROOFS: proofs_text(verdicts).encode("utf-8"),
        **_rulebook_files(options.rulebook, book),
        **_dossier_files(options.files),
    }
    write(options.output, packed(_manifest(question), members), lang)
    count = len(verdicts)
    print(
        say(
            lang,
            f"Đã lưu {two_digits(count)} kết quả xét, kèm bản chứng minh, hồ sơ và bộ tiêu chuẩn vào {options.output}.",
            f"Kept {count} verdict{'' if count == 1 else 's'} with proofs, dossiers and rulebook in {options.output}.",
        )
    )
    return FAULTS if faults else DONE


def _manifest(question: Question) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "library_version": __version__,
        "language": LANGUAGE,
        "rulebook": question.book.id,
        "rules_digest": question.book.digest,
        "question": {
            "awards": [award.id for award in question.awards],
            "year": question.year,
            "as_of": question.as_of.isoformat(),
            "readings": dict(question.readings),
            "trust_bare_attestations": question.trust_bare_attestations,
        },
    }


def _rulebook_files(given: str | None, book: LoadedRulebook) -> dict[str, bytes]:
    """The files of the rulebook's folder, as they are."""
    folder: Traversable
    if given is None or given in shipped_rulebooks():
        folder = shipped_path(book.id)
    else:
        path = Path(given).expanduser()
        folder = next(iter(rulebook_folders(path)), path)
    files = (file for file in folder.iterdir() if file.name.endswith((".yaml", ".yml", ".json")))
    read = (
        file for file in files if not file.name.startswith(".") and file.is_file()
    )  # loading passes over the others too
    return {RULEBOOK + file.name: file.read_bytes() for file in read}


def _dossier_files(names: list[str]) -> dict[str, bytes]:
    """The dossier files as they are, numbered, since two may have one name."""
    return {f"{DOSSIERS}{at:03}-{Path(name).name}": Path(name).read_bytes() for at, name in enumerate(names, 1)}


def _refuse_beside_replay(options: Namespace, lang: Lang) -> None:
    """What an archive says itself cannot be said once more."""
    if options.files or options.output:
        _misused(
            lang,
            (
                "`--replay` không đi cùng tệp hồ sơ hay `--output`",
                "`--replay` takes no dossier files and no `--output`",
            ),
        )
    asked = options.award or options.reading or options.year or options.as_of or options.rulebook
    if asked or options.trust_bare_attestations:
        _misused(
            lang,
            (
                "tệp lưu trữ đã ghi bộ tiêu chuẩn, năm, ngày và cách hiểu; khi xét lại không chọn lại được",
                "rulebook, year, day and readings are those of the archive and cannot be chosen anew",
            ),
        )


def _misused(lang: Lang, words: tuple[str, str]) -> NoReturn:
    raise CommandLineError(say(lang, *words))
