"""A redacted diagnostic keeps code, place and advice on keys, and nothing that the author of a dossier wrote."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacy.planting import EXAMPLES, MARK, diagnostics_of, numbers, planted, told, trial_rulebook, words_of_rules

from cchc_rules import DossierError
from cchc_rules.errors import Diagnostic, Related, Span
from cchc_rules.language.codes import CODES, diagnose
from cchc_rules.language.dossiers.candidate import CANDIDATE_KEYS
from cchc_rules.language.dossiers.covering import COVERING_KEYS
from cchc_rules.language.dossiers.envelope import DOCUMENT_KEYS, ENVELOPE_KEYS
from cchc_rules.language.dossiers.records import LIST_KEYS
from cchc_rules.language.dossiers.values import UNKNOWN_KEYS, VALUE_KEYS
from cchc_rules.language.known_words import known_words
from cchc_rules.language.reading.advice import HELP
from cchc_rules.language.reading.reader import read_file
from cchc_rules.redaction import DOSSIER_WORDS, masked_text
from cchc_rules.text import LANGS, Text

OF_DOSSIERS = sorted(path.name for path in EXAMPLES.glob("CR5*") if list(path.glob("dossier*.yaml")))
OF_READING = sorted(path.name for path in EXAMPLES.glob("CR1*") if list(path.glob("input.[yj]*")))
OF_ONE_DOSSIER = {"CR571"}
OF_OTHER_SHAPE = {"CR572", "CR573"}
"""A file of zeros, and one of another kind: neither has a place for a marker."""

SAID_OF_THE_RULES = {
    "CR101": {"file", "reason"}, "CR102": {"most"}, "CR103": {"most"},
    "CR108": {"most"}, "CR109": {"most"}, "CR113": {"most"}, "CR144": {"most"}, "CR206": {"wanted"}, "CR208": {"wanted"},
    "CR212": {"wanted"}, "CR219": {"wanted"}, "CR221": {"wanted"}, "CR223": {"wanted"}, "CR224": {"wanted"},
    "CR226": {"wanted"}, "CR260": {"folder", "reason"}, "CR263": {"award"}, "CR264": {"file"},
    "CR265": {"found", "wanted"}, "CR501": {"wanted"}, "CR502": {"where"}, "CR503": {"where"}, "CR504": {"wanted"},
    "CR510": {"permitted"}, "CR523": {"wanted"}, "CR525": {"most"}, "CR526": {"bounds"}, "CR533": {"bounds"},
    "CR555": {"most"}, "CR560": {"count"}, "CR571": {"count"}, "CR572": {"most"}, "CR573": {"found"},
}  # fmt: skip
"""What each message says that is no word of a dossier: a new placeholder is masked until it is thought about here."""


def placeholders(code: str) -> set[str]:
    """The places in the message of a code that are filled in."""
    return {name for _, name, _, _ in Formatter().parse(CODES[code][1].vi) if name}


def has_no_mark(diagnostic: Diagnostic) -> bool:
    """Whether the marker is nowhere: in no text, no language, no line, no step."""
    rendered = "".join(diagnostic.render(lang) for lang in LANGS)
    return MARK not in told(diagnostic) + rendered + repr(diagnostic)


@pytest.mark.parametrize("code", OF_DOSSIERS)
def test_no_secret_of_a_faulty_dossier_survives(code: str, tmp_path: Path) -> None:
    """Names, remarks, ids, titles, misspelt keys and values: the marker in them is in the diagnostic and then is not."""
    book = trial_rulebook(tmp_path)
    known = words_of_rules(book)
    files, figures = [], set[str]()
    for source in sorted((EXAMPLES / code).glob("dossier*.yaml")):
        text = source.read_text(encoding="utf-8")
        figures |= numbers(text)
        files.append(tmp_path / source.name)
        files[-1].write_text(text if code in OF_OTHER_SHAPE else planted(text, known), encoding="utf-8")
        assert MARK in files[-1].read_text(encoding="utf-8") or code in OF_OTHER_SHAPE
    found = diagnostics_of(book, files)
    assert code in {diagnostic.code for diagnostic in found} | OF_ONE_DOSSIER
    for diagnostic in found:
        for words in (known_words(book.rulebook.vocabulary), DOSSIER_WORDS):
            redacted = diagnostic.redacted(words)
            assert has_no_mark(redacted), redacted.render()
            shown = set(re.findall(r"-?[\d][\d.,]*", told(redacted)))
            assert not figures & shown, redacted.render()
            assert (redacted.code, redacted.severity) == (diagnostic.code, diagnostic.severity)
            assert str(redacted.span) == str(diagnostic.span)


def test_the_markers_are_in_what_is_not_redacted(tmp_path: Path) -> None:
    """The test above can fail: most of the same diagnostics hold a marker until they are redacted."""
    book = trial_rulebook(tmp_path)
    with_mark = 0
    for code in OF_DOSSIERS:
        files = []
        for source in sorted((EXAMPLES / code).glob("dossier*.yaml")):
            files.append(tmp_path / source.name)
            text = planted(source.read_text(encoding="utf-8"), words_of_rules(book))
            files[-1].write_text(text, encoding="utf-8")
        with_mark += any(not has_no_mark(diagnostic) for diagnostic in diagnostics_of(book, files))
    assert with_mark > len(OF_DOSSIERS) / 2


@pytest.mark.parametrize("code", OF_READING)
def test_no_word_of_an_unreadable_file_survives(code: str) -> None:
    """What cannot be parsed may have a name anywhere: no word of the file is told, but keys of every dossier file."""
    (file,) = (EXAMPLES / code).glob("input.[yj]*")
    with pytest.raises(DossierError) as caught:
        read_file(file, name="ho-so", error=DossierError)
    words = set(re.findall(r"\w{4,}", file.read_text(encoding="utf-8", errors="replace")))
    for diagnostic in caught.value.redacted().diagnostics:
        own = CODES[diagnostic.code][1]
        advice = HELP.get(diagnostic.code, Text(""))
        sentence = " ".join((own.vi, own.in_lang("en"), advice.vi, advice.in_lang("en")))
        ours = set(re.findall(r"\w{4,}", sentence)) | DOSSIER_WORDS
        assert not (words - ours) & set(re.findall(r"\w{4,}", told(diagnostic))), diagnostic.render()


@pytest.mark.parametrize("code", sorted(code for code in CODES if code.startswith(("CR1", "CR2", "CR5"))))
def test_every_placeholder_is_masked_or_was_thought_about(code: str) -> None:
    """In a message that may speak of a dossier all words are masked but those that the library or the rulebook gives."""
    message = diagnose(code, **words_for(code)).redacted().message
    for text in (message.vi, message.in_lang("en")):
        assert set(re.findall(r"<(\w+)>", text)) == SAID_OF_THE_RULES.get(code, set())


def test_the_words_of_dossiers_are_those_that_the_decoders_take() -> None:
    """A key that a later version takes may be named as well."""
    keys = {*ENVELOPE_KEYS, *CANDIDATE_KEYS, *COVERING_KEYS, *DOCUMENT_KEYS, *LIST_KEYS, *VALUE_KEYS, *UNKNOWN_KEYS}
    assert keys == DOSSIER_WORDS


def test_keys_places_and_advice_stay(tmp_path: Path) -> None:
    """What somebody needs who has the file: where to look, and for what."""
    found = diagnostics_of(trial_rulebook(tmp_path), [EXAMPLES / "CR525/dossier.yaml", EXAMPLES / "CR502/dossier.yaml"])
    known = known_words(trial_rulebook(tmp_path / "again").rulebook.vocabulary)
    texts = [diagnostic.redacted(known).render("en").replace(f"{EXAMPLES}/", "") for diagnostic in found]
    assert "CR502/dossier.yaml:6:5: error[CR502]: a candidate has no key `…`\nHelp: perhaps `name`" in texts
    assert "CR525/dossier.yaml:7:14: error[CR525]: `score` has at most 2 digits after the point, `…` has …" in texts


def test_ids_are_masked_in_the_way_to_a_node_and_years_of_facts_are_not() -> None:
    """``entities/office/…/par_rank/2024``; an id that looks like a year is an id."""
    known = DOSSIER_WORDS | {"office", "par_rank", "score"}

    def way(*steps: str | int) -> tuple[str | int, ...]:
        return diagnose("CR508", pointer=steps).redacted(known).pointer

    assert way("entities", "office", "so-a", "par_rank", "2024") == ("entities", "office", "…", "par_rank", "2024")
    assert way("entities", "office", "1999", "par_rank") == ("entities", "office", "…", "par_rank")
    assert way("candidates", 3, "facts", "score", "2024", "value") == (
        "candidates",
        3,
        "facts",
        "score",
        "2024",
        "value",
    )
    assert way("candidates", 0, "office", "2024") == ("candidates", 0, "office", "2024")
    assert way("documents", "1999") == ("documents", "…")
    assert way("candidates", 0, "facts", "score", "20245") == ("candidates", 0, "facts", "score", "…")


def test_what_was_put_together_by_hand_is_masked_altogether() -> None:
    """A diagnostic that does not know how its message came about tells none of it."""
    span = Span("a.yaml", 1, 2, 3, "line")
    by_hand = Diagnostic(
        "CR999", "error", Text("Nguyễn An"), ("An",), span, Text("hỏi `An`"), (Related(Text("`An` 5")),)
    )
    redacted = by_hand.redacted()
    assert redacted.message == Text("…", "…")
    assert redacted.pointer == ("…",)
    assert redacted.help == Text("hỏi `…`")
    assert redacted.related == (Related(Text("`…` …")),)
    assert redacted.span == Span("a.yaml", 1, 2, 3)


def test_a_rulebook_keeps_its_words_and_loses_its_lines() -> None:
    """Criteria are for everybody to read."""
    line = Span("award.yaml", 3, 1, 2, "the line")
    fault = diagnose("CR301", line, ("criteria",), related=[Related(Text("đây"), line)], **words_for("CR301"))
    redacted = fault.redacted()
    assert redacted == fault
    assert redacted.span == Span("award.yaml", 3, 1, 2)
    assert [other.span for other in redacted.related] == [redacted.span]
    assert "the line" not in redacted.render()


def words_for(code: str) -> dict[str, Any]:
    """Something for every place of a message."""
    return {name: f"<{name}>" for name in placeholders(code)}


def test_redacting_twice_changes_nothing() -> None:
    """Who redacts by a vocabulary first keeps its keys afterwards."""
    once = diagnose("CR530", fact="score").redacted(DOSSIER_WORDS | {"score"})
    assert once.redacted() is once
    assert once.render("en") == "error[CR530]: `score` has neither `value` nor `unknown`"


def test_an_error_of_several_faults_is_redacted_as_one() -> None:
    """The class stays, so whoever catches it still does."""
    error = DossierError([diagnose("CR505", word="mùa xuân"), diagnose("CR530", fact="score")])
    assert isinstance(error.redacted(), DossierError)
    assert error.redacted().render("en") == error.render("en", redact=True)
    assert error.render("en", redact=True) == (
        "error[CR505]: `…` is not written as a date\n\nerror[CR530]: `…` has neither `value` nor `unknown`"
    )


@given(st.text(max_size=12), st.text(max_size=12), st.sampled_from(["CR505", "CR511", "CR523", "CR556", "CR501"]))
def test_no_word_gets_out_of_its_quotation(before: str, after: str, code: str) -> None:
    """Whatever stands around it, backticks, quotes, brackets or digits: what an author wrote is not told in advice."""
    word = f"{before}{MARK}{after}"
    helps = (Text(f"viết `{word}`, với dấu chấm"), Text(f'đặt trong nháy: "{word}"'), Text(f"`date` hoặc `{word}`"))
    for advice in helps:
        related = [Related(Text(f"đã có ở đây ({word})")), Related(Text(f"cũng có trong hồ sơ `{word}`"))]
        words = words_for(code) | dict.fromkeys(placeholders(code) - SAID_OF_THE_RULES.get(code, set()), word)
        fault = diagnose(code, Span("a", 1, 1, 2, word), (word, 0), help=advice, related=related, **words)
        assert has_no_mark(fault.redacted()), fault.redacted().render()


def test_there_are_examples() -> None:
    """The tests above run over something."""
    assert len(OF_DOSSIERS) > 50
    assert len(OF_READING) > 30


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('đặt trong nháy: "An"', 'đặt trong nháy: "…"'),
        ("viết `{2024: score}`", "viết `…`"),
        ("viết `score`, không phải `name`", "viết `score`, không phải `name`"),
        ("viết `An`, không phải `name` của 5 người", "viết `…` của … người"),
        ("viết `score` An `name", "viết `score` An `…`"),
        ("viết `` An ``", "viết `…`"),
        ("bỏ khóa, hoặc viết `{unknown: not_given}`", "bỏ khóa, hoặc viết `{unknown: not_given}`"),
        ("đã có ở đây (entities/office/An)", "đã có ở đây (…)"),
    ],
)
def test_a_sentence_loses_what_it_quotes_but_known_keys(written: str, shown: str) -> None:
    """Everything from the first unknown quotation to the last one goes, and every number."""
    assert masked_text(Text(written, written), DOSSIER_WORDS | {"score"}) == Text(shown, shown)


def test_nothing_is_known_where_a_value_is_told() -> None:
    """A value may read like a key, or like a sign: advice on it names none."""
    assert masked_text(Text("có thể là `-` An `-`"), ()) == Text("có thể là `…`")
    fault = diagnose("CR524", help=Text("có thể là `name`"), fact="kind", word="nam").redacted()
    assert fault.help == Text("có thể là `…`")
    assert fault.message.vi == "`kind` không có giá trị `…`"
