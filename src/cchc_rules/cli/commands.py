"""The commands by name. Whoever imports this imports everything that they need."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from cchc_rules.cli.archive import archive
from cchc_rules.cli.check import check
from cchc_rules.cli.evaluate import evaluate
from cchc_rules.cli.read import read
from cchc_rules.cli.show import schema, show
from cchc_rules.cli.verify import verify
from cchc_rules.text import Lang

COMMANDS: dict[str, Callable[[Namespace, Lang], int]] = {
    "evaluate": evaluate,
    "check": check,
    "verify": verify,
    "archive": archive,
    "show": show,
    "read": read,
    "schema": schema,
}
