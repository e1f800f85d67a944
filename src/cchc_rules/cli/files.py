"""Rulebooks and dossier files as they are named on the command line."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cchc_rules.api import LoadedRulebook, load_rulebook, shipped_rulebook, shipped_rulebooks
from cchc_rules.errors import DossierError
from cchc_rules.language.nodes import Node, Scalar, node_at
from cchc_rules.language.reader import DOSSIER_LIMITS, read_file, read_text

STANDARD_INPUT = "-"


def open_rulebook(name: str) -> LoadedRulebook:
    """The shipped rulebook of that key, else the one in that folder.

    A name that is neither is taken for a slip in a key, unless it is plainly a path.
    """
    if name in shipped_rulebooks():
        return shipped_rulebook(name)
    if Path(name).exists() or name.startswith((".", "/", "~")) or name.count("/") != 1:
        return load_rulebook(Path(name).expanduser())
    return shipped_rulebook(name)
