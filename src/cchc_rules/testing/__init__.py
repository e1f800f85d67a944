"""Property tests for rulebooks: dossiers of any award, completions, small rulebooks, and the laws that hold of all of them.

>>> from cchc_rules import load_rulebook
>>> from cchc_rules.testing import check_never_raises
>>> def test_every_dossier_has_an_answer():
...     for award in load_rulebook("criteria/my-department/my-plan").awards:
...         check_never_raises(award)

It needs Hypothesis, which the core does not: ``pip install 'cchc-rules[testing]'``. ``docs/testing.md`` has a page on it.
"""

from __future__ import annotations

try:
    import hypothesis as _hypothesis  # noqa: F401  # asked for here, so that its absence is told in one sentence
except ModuleNotFoundError as _error:
    if _error.name != "hypothesis":
        raise
    raise ImportError(
        "cchc_rules.testing needs Hypothesis, which is not installed; install it with: pip install 'cchc-rules[testing]'"
    ) from None

from cchc_rules.testing.broken import BrokenLaw
from cchc_rules.testing.checks import (
    check_completions_agree,
    check_decode_dump_identity,
    check_dossiers_can_be_written,
    check_engines_agree,
    check_later_day_never_flips,
    check_more_knowledge_never_flips,
    check_negation_mirrors,
    check_never_raises,
    check_order_is_irrelevant,
    check_undetermined_has_both_completions,
)
from cchc_rules.testing.completions import completed, completions
from cchc_rules.testing.dossiers import dossiers
from cchc_rules.testing.laws import (
    assert_completion_agrees,
    assert_decided_in_every_completion,
    assert_dossier_can_be_written,
    assert_engines_agree,
    assert_later_day_never_flips,
    assert_more_knowledge_never_flips,
    assert_negation_mirrors,
    assert_never_raises,
    assert_order_is_irrelevant,
    assert_undetermined_has_both_completions,
)
from cchc_rules.testing.learning import better_known
from cchc_rules.testing.mapping import dossier_text, dossier_to_mapping
from cchc_rules.testing.printing import register as _register
from cchc_rules.testing.questions import Question, question, questions
from cchc_rules.testing.rulebooks import rulebooks
from cchc_rules.testing.worlds import THE_END

__all__ = [
    "THE_END",
    "BrokenLaw",
    "Question",
    "assert_completion_agrees",
    "assert_decided_in_every_completion",
    "assert_dossier_can_be_written",
    "assert_engines_agree",
    "assert_later_day_never_flips",
    "assert_more_knowledge_never_flips",
    "assert_negation_mirrors",
    "assert_never_raises",
    "assert_order_is_irrelevant",
    "assert_undetermined_has_both_completions",
    "better_known",
    "check_completions_agree",
    "check_decode_dump_identity",
    "check_dossiers_can_be_written",
    "check_engines_agree",
    "check_later_day_never_flips",
    "check_more_knowledge_never_flips",
    "check_negation_mirrors",
    "check_never_raises",
    "check_order_is_irrelevant",
    "check_undetermined_has_both_completions",
    "completed",
    "completions",
    "dossier_text",
    "dossier_to_mapping",
    "dossiers",
    "question",
    "questions",
    "rulebooks",
]

_register()
