"""Reading dossiers, with the event of it in the log."""

from __future__ import annotations

from collections.abc import Callable

from cchc_rules import log
from cchc_rules.errors import DossierError
from cchc_rules.model.dossier import DossierSet


def logged(files: int, read: Callable[[], DossierSet]) -> DossierSet:
    """What ``read`` gives or raises; how many dossiers that were, and the codes of their diagnostics, are logged."""
    try:
        found = read()
    except DossierError as error:
        log.dossiers_refused(files=files, codes=(fault.code for fault in error.diagnostics))
        raise
    faults = (fault for rejected in found.rejected for fault in rejected.diagnostics)
    log.dossiers_read(
        files=files,
        usable=len(found.dossiers),
        rejected=len(found.rejected),
        codes=(fault.code for fault in (*faults, *found.faults, *found.warnings)),
    )
    return found
