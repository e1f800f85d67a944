"""The laws, each for a whole award in one line: Hypothesis draws questions and looks for one that breaks the law.

Every check takes what :func:`questions` takes, where anything that is left out is drawn, and ``max_examples`` and
``derandomize``, by default those of the Hypothesis profile in force. It raises :class:`BrokenLaw`, an ``AssertionError``,
with the smallest dossier that was found. Nothing is kept between runs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import TypedDict, TypeVar, Unpack

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from cchc_rules.api import LoadedAward, LoadedRulebook
from cchc_rules.errors import RulebookError
from cchc_rules.language.reading.reader import read_text
from cchc_rules.language.rulebooks.decode import decode_rulebook
from cchc_rules.language.rulebooks.digest import rulebook_digest
from cchc_rules.language.rulebooks.dump import dump
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.rulebook import Rulebook
from cchc_rules.testing import laws
from cchc_rules.testing.broken import BrokenLaw
from cchc_rules.testing.completions import completions
from cchc_rules.testing.learning import better_known
from cchc_rules.testing.questions import Question, questions

T = TypeVar("T")

IDENTITY = "a rulebook that is dumped and decoded again is the same rulebook"


class Drawn(TypedDict, total=False):
    """What a check may be told; the first part is that of :func:`questions`."""

    year: int | None
    as_of: datetime.date | None
    kind: str | None
    readings: Mapping[str, str] | None
    trust_bare_attestations: bool | None
    near_thresholds: bool
    partial: bool
    max_records: int
    max_examples: int | None
    derandomize: bool | None


def check_engines_agree(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """All engines give the same verdict: outcome, explanation, what is missing, readings, everything."""
    _check(award, drawn, _alone, lambda pair: laws.engines_agree(pair[0]))


def check_never_raises(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """Every dossier has a verdict, which can be explained, written down and asked whether it is robust."""
    _check(award, drawn, _alone, lambda pair: laws.never_raises(pair[0]))


def check_completions_agree(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """A decided verdict is that of every completion: of one that is drawn, and of any that a directed search finds."""

    def law(pair: tuple[Question, Dossier]) -> None:
        laws.completion_agrees(*pair)
        laws.decided_in_every_completion(pair[0])

    _check(award, drawn, lambda asked: completions(asked), law)


def check_undetermined_has_both_completions(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """An undetermined verdict that is exact has a completion that is eligible and one that is not."""
    _check(award, drawn, _alone, lambda pair: laws.undetermined_has_both_completions(pair[0]))


def check_more_knowledge_never_flips(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """A decided verdict stays what it is when unknown facts, further records or a list's completeness become known."""
    _check(award, drawn, lambda asked: better_known(asked), lambda pair: laws.more_knowledge_never_flips(*pair))


def check_later_day_never_flips(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """The same dossier as of a later day never has the contrary verdict."""
    later = st.sampled_from((1, 30, 40, 365, 3650))
    _check(award, drawn, lambda asked: later.map(asked.days_later), lambda pair: laws.later_day_never_flips(*pair))


def check_order_is_irrelevant(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """Criteria, records, facts and statements in another order give the same outcome."""
    _check(award, drawn, _alone, lambda pair: laws.order_is_irrelevant(pair[0]))


def check_negation_mirrors(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """The negation of the criteria is met where they are not, and the other way round."""
    _check(award, drawn, _alone, lambda pair: laws.negation_mirrors(pair[0]))


def check_dossiers_can_be_written(award: LoadedAward, **drawn: Unpack[Drawn]) -> None:
    """``rulebook.dossier(dossier_to_mapping(dossier))`` is the dossier."""
    _check(award, drawn, _alone, lambda pair: laws.dossier_can_be_written(pair[0]))


def check_decode_dump_identity(rulebook: LoadedRulebook) -> None:
    """The rulebook, dumped to text, read and decoded, is the same rulebook and has the same digest. Nothing is drawn."""
    if not isinstance(rulebook, LoadedRulebook):
        raise InvalidArgument(f"Expected a loaded rulebook but got {rulebook!r} (type={type(rulebook).__name__})")
    again = _reread(rulebook.rulebook)
    if again != rulebook.rulebook or rulebook_digest(again) != rulebook.digest:
        raise BrokenLaw(IDENTITY, f"`{rulebook.id}` is another rulebook afterwards")


def _reread(rulebook: Rulebook) -> Rulebook:
    documents = dump(rulebook)
    try:
        parts = [read_text(to_json_text(part), "dump.yaml") for part in (documents.rulebook, documents.facts)]
        awards = [read_text(to_json_text(award), "dump.yaml") for award in documents.awards.values()]
    except RulebookError as error:
        raise BrokenLaw(IDENTITY, f"reading it again is refused: {error.render('en')}") from error
    found, faults = decode_rulebook(rulebook.id, parts[0], parts[1], awards)
    if faults:
        raise BrokenLaw(IDENTITY, f"decoding it again is refused: {RulebookError(faults).render('en')}")
    return found


def _alone(asked: Question) -> st.SearchStrategy[None]:
    """Nothing beside the question."""
    return st.none()


def _check(
    award: LoadedAward,
    drawn: Drawn,
    beside: Callable[[Question], st.SearchStrategy[T]],
    law: Callable[[tuple[Question, T]], None],
) -> None:
    """Draw questions, and something beside each, until one breaks the law."""
    told = dict(drawn)
    max_examples, derandomize = told.pop("max_examples", None), told.pop("derandomize", None)
    asked = questions(award, **told)  # type: ignore[arg-type]  # what is left of Drawn is what questions() takes
    pairs = asked.flatmap(lambda question: st.tuples(st.just(question), beside(question)))
    default = settings()

    @settings(
        max_examples=default.max_examples if max_examples is None else max_examples,  # type: ignore[arg-type]  # Drawn's
        derandomize=default.derandomize if derandomize is None else derandomize,  # type: ignore[arg-type]  # types
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(pairs)
    def examples(pair: tuple[Question, T]) -> None:
        law(pair)

    try:
        examples()
    except BrokenLaw as broken:
        raise broken.again() from None
