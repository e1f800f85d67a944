"""Which readings decide most candidates of a batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cchc_rules.model.asking import OtherOption, ReadingToAsk, Turned
from cchc_rules.model.verdict import ReadingInForce, Robustness, Verdict

Assessed = Sequence[tuple[Verdict, Robustness]]


def rank_readings(verdicts: Iterable[Verdict]) -> tuple[ReadingToAsk, ...]:
    """Every reading that the verdicts reach, with what hangs on it: what to ask the issuing authority first.

    First those that nobody has confirmed, then the others. Within each: by how many candidates the reading alone decides,
    then by how many it decides together with others, then by id. Robustness is worked out where a verdict does not hold it;
    ``LookupError`` for a verdict that was read back without it.
    """
    assessed = [(verdict, verdict.with_robustness().robustness_known()) for verdict in verdicts]
    found = dict.fromkeys(reading for verdict, _ in assessed for reading in verdict.readings)
    return tuple(sorted((_asked(reading, assessed) for reading in found), key=_rank))


def _rank(asked: ReadingToAsk) -> tuple[bool, int, int, str, str]:
    return asked.confirmed_by is not None, -len(asked.decides), -len(asked.joint), asked.reading, asked.option


def _asked(reading: ReadingInForce, assessed: Assessed) -> ReadingToAsk:
    """A reading with the verdicts that hang on it, of those that used it just so."""
    turned: dict[str, list[Turned]] = {}
    joint: list[str] = []
    for verdict, robustness in assessed:
        if reading not in verdict.readings:
            continue
        for flip in robustness.flips:
            if flip.reading == reading.reading:
                turned.setdefault(flip.option, []).append(
                    Turned(
                        award=verdict.award,
                        candidate=verdict.candidate,
                        outcome=verdict.outcome,
                        becomes=flip.outcome,
                    )
                )
        for together in robustness.joint_flips:
            if len(together.changes) > 1 and reading.reading in dict(together.changes):
                joint.append(verdict.candidate)
    options = [OtherOption(option=option, verdicts=tuple(verdicts)) for option, verdicts in turned.items()]
    decided = {one.candidate for option in options for one in option.verdicts}
    return ReadingToAsk(
        reading=reading.reading,
        question=reading.question,
        option=reading.option,
        answer=reading.answer,
        confirmed_by=reading.confirmed_by,
        clauses=reading.clauses,
        options=tuple(sorted(options, key=lambda option: (-len(candidates_of(option)), option.option))),
        decides=tuple(dict.fromkeys(v.candidate for v, _ in assessed if v.candidate in decided)),
        joint=tuple(dict.fromkeys(joint)),
    )


def candidates_of(option: OtherOption) -> tuple[str, ...]:
    """The candidates of the verdicts that an option turns, each once."""
    return tuple(dict.fromkeys(one.candidate for one in option.verdicts))
