"""``cchc-rules show`` and ``cchc-rules schema``: a rulebook to read, the schema of its dossier files and of other JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from cchc_rules.api import shipped_rulebook, shipped_rulebooks
from cchc_rules.cli.exits import DONE
from cchc_rules.cli.files import open_rulebook, print_diagnostics
from cchc_rules.cli.usage import CommandLineError, say
from cchc_rules.report.rulebook import list_of_rulebooks, one_award, whole_rulebook
from cchc_rules.resources import schema_text
from cchc_rules.text import Lang

SCHEMAS = (
    "request",
    "answer",
    "verdict",
    "evaluation",
    "proof",
    "verification",
    "archive",
    "replay",
    "rulebook",
    "facts",
    "award",
)
"""The schemas that do not depend on a rulebook: what other systems send and get, what authors write."""


def show(options: Namespace, lang: Lang) -> int:
    """The shipped rulebooks, one rulebook, or one award of it."""
    if options.rulebook is None:
        print(list_of_rulebooks((shipped_rulebook(key).rulebook for key in shipped_rulebooks()), lang))
        return DONE
    book = open_rulebook(options.rulebook, lang)
    print_diagnostics(book.warnings, lang)
    if options.award is None:
        print(whole_rulebook(book.rulebook, lang))
    else:
        print(one_award(book.rulebook, book.award(options.award).award, lang))
    return DONE


def schema(options: Namespace, lang: Lang) -> int:
    """The JSON Schema of the dossier files of a rulebook, or one that is the same for all rulebooks."""
    if options.rulebook is None:
        known, others = ", ".join(shipped_rulebooks()), ", ".join(SCHEMAS)
        raise CommandLineError(
            say(lang, "thiếu bộ tiêu chuẩn", "the rulebook is missing"),
            say(
                lang,
                f"các bộ đi kèm: {known}; hoặc một trong: {others}",
                f"the shipped ones: {known}; or one of: {others}",
            ),
        )
    if options.rulebook in SCHEMAS:
        print(schema_text(options.rulebook), end="")
        return DONE
    json.dump(open_rulebook(options.rulebook, lang).dossier_schema(), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return DONE
