"""How a law is said to be broken: which one, of which award, by which dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cchc_rules.engine.evaluation import Engine
from cchc_rules.errors import CchcRulesError
from cchc_rules.language.nodes import Plain
from cchc_rules.language.rulebooks.json_text import to_json_text
from cchc_rules.model.dossier import Dossier
from cchc_rules.model.verdict import Verdict
from cchc_rules.testing.mapping import dossier_text
from cchc_rules.testing.questions import Question

T = TypeVar("T")


class BrokenLaw(AssertionError):  # noqa: N818 - it is an assertion, named after what it says
    """A law does not hold. ``law`` is its sentence, ``question`` what it fails for (``None``: a rulebook as a whole)."""

    def __init__(self, law: str, fault: str, question: Question | None = None, *others: tuple[str, Dossier]) -> None:
        self.law, self.fault, self.question, self.others = law, fault, question, others
        super().__init__(_told(law, fault, question, others))

    def again(self) -> BrokenLaw:
        """The same without the notes of the test library."""
        return BrokenLaw(self.law, self.fault, self.question, *self.others)


def evaluated(law: str, question: Question, engine: Engine = "compiled") -> Verdict:
    """The verdict; an exception of the evaluation breaks any law."""
    return never_failing(law, question, "evaluating it", lambda: question.evaluate(engine))


def never_failing(law: str, question: Question, what: str, step: Callable[[], T]) -> T:
    """What a step gives that may not fail; whatever it raises is told with the dossier."""
    try:
        return step()
    except CchcRulesError as error:
        raise BrokenLaw(law, f"{what} is refused: {error.render('en')}", question) from error
    except Exception as error:
        raise BrokenLaw(law, f"{what} raises {type(error).__name__}: {error}", question) from error


def _told(law: str, fault: str, question: Question | None, others: tuple[tuple[str, Dossier], ...]) -> str:
    lines = [f"The law does not hold: {law}.", fault]
    if question is None:
        return "\n".join(lines)
    award = question.award
    lines[0] = f"The law does not hold of the award `{award.id}` of `{award.book.id}`: {law}."
    lines += [f"asked: {_asked(question)}", "the dossier:", dossier_text(question.dossier)]
    for name, dossier in others:
        lines += [f"{name}:", dossier_text(dossier)]
    return "\n".join(lines)


def _asked(question: Question) -> str:
    """What the evaluation was told, as arguments; readings where they differ from the defaults."""
    defaults = question.award.book.rulebook.default_readings()
    changed: dict[str, Plain] = {name: option for name, option in question.readings.items() if option != defaults[name]}
    parts = [
        *([] if question.year is None else [f"year={question.year}"]),
        f"as_of={question.as_of}",
        *([f"readings={to_json_text(changed, indent=None)}"] if changed else []),
        *(["trust_bare_attestations=True"] if question.trust_bare_attestations else []),
    ]
    return ", ".join(parts)
