"""Worklists: what is missing for verdicts, once it is known that the question has an answer."""

from __future__ import annotations

from collections.abc import Iterable

from cchc_rules.errors import UsageError
from cchc_rules.explain.worklist import make_worklist
from cchc_rules.language.codes import diagnose
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.model.verdict import Verdict
from cchc_rules.model.worklist import Worklist


def worklist_of(rulebook: Rulebook, verdicts: Iterable[Verdict], dossiers: Iterable[Dossier]) -> Worklist:
    """What is missing for the undetermined ones of these verdicts, by who can supply it.

    :class:`UsageError` for a verdict by another rulebook or without its dossier, ``LookupError`` for one that was read back
    from data that does not say why.
    """
    known = tuple(dossiers)
    ids, cases = {dossier.id for dossier in known}, []
    for verdict in verdicts:
        if verdict.provenance.rulebook != rulebook.id:
            raise UsageError([diagnose("CR003", given=verdict.provenance.rulebook, wanted=rulebook.id)])
        if verdict.candidate not in ids:
            raise UsageError([diagnose("CR016", candidate=verdict.candidate)])
        relevance = verdict.why.relevance
        if relevance is not None:
            cases.append((verdict, relevance))
    return make_worklist(rulebook, cases, known)
