"""What a request may be, what it asks for, and who is told what is wrong with it."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from integration.asking import AN, ANNUAL, PERSON, SMALL, answer_to, answered, fault_of, line, validator

from cchc_rules import UsageError, load_rulebook, shipped_rulebook
from cchc_rules.cli.answers import Answering, Defaults
from cchc_rules.cli.requests import LIMITS, careful_request, quick_request, read_line

ASK = {"request_id": "r1", "award": ANNUAL, "year": 2024, "dossier": PERSON}
RIGHT_LINE = line(ASK)[:-1]
PERIOD = "giay-khen-ca-nhan-giai-doan"
COLLECTIVE = "giay-khen-tap-the-hang-nam"

# What is sent; the id that comes back, whose fault it is, code and pointer of every diagnostic.
NO_REQUESTS: dict[str, tuple[bytes, Any, list[tuple[str, list[Any]]]]] = {
    "an empty line": (b"", None, [("CR021", [])]),
    "blanks": (b"  \t", None, [("CR021", [])]),
    "no JSON": (b"nope", None, [("CR135", [])]),
    "half of it": (b'{"request_id": 1,', None, [("CR123", ["request_id"])]),
    "two values": (b'{"request_id": 1, "dossier": {}} {}', None, [("CR146", [])]),
    "no object": (b"[1]", None, [("CR501", [])]),
    "null": (b"null", None, [("CR501", [])]),
    "no UTF-8": (b'{"request_id": "\xe9", "dossier": {}}', None, [("CR104", [])]),
    "UTF-16": ('{"request_id": 1}'.encode("utf-16"), None, [("CR105", [])]),
    "a key twice": (b'{"request_id": 1, "dossier": {"id": "a", "id": "b"}}', 1, [("CR110", ["dossier", "id"])]),
    "the id twice": (b'{"request_id": 1, "request_id": 2, "dossier": {}}', None, [("CR110", ["request_id"])]),
    "no number": (b'{"request_id": 1, "dossier": {"as_of": NaN}}', 1, [("CR143", ["dossier", "as_of"])]),
    "infinity": (b'{"request_id": 1, "dossier": {"as_of": -Infinity}}', 1, [("CR143", ["dossier", "as_of"])]),
    "a long number": (b'{"request_id": 1, "year": %s, "dossier": {}}' % (b"9" * 31), 1, [("CR113", ["year"])]),
    "a huge number": (b'{"request_id": 1, "year": %s, "dossier": {}}' % (b"9" * 5000), None, [("CR113", ["year"])]),
    "an exponent": (b'{"request_id": 1, "year": 1e999, "dossier": {}}', 1, [("CR144", ["year"])]),
    "a key twice, else right": (RIGHT_LINE.replace(b'"year"', b'"year": 2024, "year"'), "r1", [("CR110", ["year"])]),
    "a key of the dossier twice, else right": (
        RIGHT_LINE.replace(b'"kind"', b'"kind": "individual", "kind"'),
        "r1",
        [("CR110", ["dossier", "kind"])],
    ),
    "a return inside, else right": (RIGHT_LINE.replace(b' "year"', b'\r"year"'), "r1", [("CR106", [])]),
    "no number, else right": (RIGHT_LINE[:-2] + b', "remark": NaN}}', "r1", [("CR143", ["dossier", "remark"])]),
    "half a character": (b'{"request_id": "\\ud800", "dossier": {}}', None, [("CR145", ["request_id"])]),
    "a hidden character": (b'{"request_id": "a\\u202e", "dossier": {}}', "a\u202e", [("CR106", ["request_id"])]),
    "a return inside": (b'{"request_id": 1,\r "dossier": {}}', 1, [("CR106", [])]),
    "brackets": (b"[" * 100_000, None, [("CR108", [0] * 65)]),
    "no id": (b'{"dossier": {}}', None, [("CR503", [])]),
    "no dossier": (b'{"request_id": 1}', 1, [("CR503", [])]),
    "an id of null": (b'{"request_id": null, "dossier": {}}', None, [("CR501", ["request_id"])]),
    "an id of true": (b'{"request_id": true, "dossier": {}}', None, [("CR501", ["request_id"])]),
    "an empty id": (b'{"request_id": "", "dossier": {}}', None, [("CR501", ["request_id"])]),
    "a long id": (b'{"request_id": "%s", "dossier": {}}' % (b"x" * 201), None, [("CR501", ["request_id"])]),
    "an id that is no whole number": (b'{"request_id": 4.0, "dossier": {}}', None, [("CR501", ["request_id"])]),
    "a dossier of null": (b'{"request_id": 1, "dossier": null}', 1, [("CR501", ["dossier"])]),
    "a list of dossiers": (b'{"request_id": 1, "dossier": [{}]}', 1, [("CR501", ["dossier"])]),
    "an unknown key": (b'{"request_id": 1, "dossier": {}, "yaer": 2024}', 1, [("CR502", ["yaer"])]),
    "a blank award": (b'{"request_id": 1, "dossier": {}, "award": " "}', 1, [("CR508", ["award"])]),
    "awards": (b'{"request_id": 1, "dossier": {}, "award": ["a"]}', 1, [("CR501", ["award"])]),
    "a year as text": (b'{"request_id": 1, "dossier": {}, "year": "2024"}', 1, [("CR507", ["year"])]),
    "a year with a point": (b'{"request_id": 1, "dossier": {}, "year": 2024.0}', 1, [("CR507", ["year"])]),
    "true for a year": (b'{"request_id": 1, "dossier": {}, "year": true}', 1, [("CR507", ["year"])]),
    "a day of another form": (b'{"request_id": 1, "dossier": {}, "as_of": "20/01/2025"}', 1, [("CR505", ["as_of"])]),
    "a day without dashes": (b'{"request_id": 1, "dossier": {}, "as_of": "20250120"}', 1, [("CR505", ["as_of"])]),
    "no such day": (b'{"request_id": 1, "dossier": {}, "as_of": "2025-02-30"}', 1, [("CR506", ["as_of"])]),
    "a moment": (b'{"request_id": 1, "dossier": {}, "as_of": 20250120}', 1, [("CR501", ["as_of"])]),
    "readings as a list": (b'{"request_id": 1, "dossier": {}, "readings": []}', 1, [("CR501", ["readings"])]),
    "an option of 1": (b'{"request_id": 1, "dossier": {}, "readings": {"a": 1}}', 1, [("CR501", ["readings", "a"])]),
    "a flag of 1": (b'{"request_id": 1, "dossier": {}, "explain": 1}', 1, [("CR501", ["explain"])]),
    "a flag as text": (
        b'{"request_id": 1, "dossier": {}, "trust_bare_attestations": "true"}',
        1,
        [("CR501", ["trust_bare_attestations"])],
    ),
    "several faults": (
        b'{"request_id": 1, "dossier": {}, "year": "x", "robustness": "y", "z": 1}',
        1,
        [("CR502", ["z"]), ("CR507", ["year"]), ("CR501", ["robustness"])],
    ),
}


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_no_request(name: str) -> None:
    """Each is answered by an error of kind ``request``, with every fault at its place, and the next line as usual."""
    sent, request_id, diagnostics = NO_REQUESTS[name]
    wrong, right = answered(sent + b"\n" + line(ASK))
    assert wrong["request_id"] == request_id
    assert fault_of(wrong) == ("request", diagnostics)
    assert right["verdicts"][0]["outcome"] == "undetermined"


SCHEMA_IS_LAX = ("an id that is no whole number", "a year with a point", "a long number", "a hidden character")
"""What JSON Schema cannot tell from a request: 4.0 from 4, and characters that nobody sees."""


def test_the_schema_of_requests_refuses_what_is_none() -> None:
    """Whatever is JSON and refused for its shape is refused by the schema too, but for what no schema can say."""
    for name, (sent, _, diagnostics) in NO_REQUESTS.items():
        if diagnostics[0][0] in ("CR501", "CR502", "CR503", "CR505", "CR507", "CR508") and name not in SCHEMA_IS_LAX:
            assert list(validator("request").iter_errors(json.loads(sent))), name


def test_a_near_miss_is_told() -> None:
    """The advice on an unknown key is the key that was meant, the place is that of the word in the line."""
    sent = {**ASK, "yaer": 2024}
    (diagnostic,) = answer_to(sent)["error"]["diagnostics"]
    assert diagnostic["help"] == {"vi": "có thể là `year`", "en": "perhaps `year`"}
    assert line(sent).decode()[diagnostic["column"] - 1 :].startswith('"yaer"')
    assert (diagnostic["file"], diagnostic["line"]) == ("-", 1)


QUESTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown award": ({"award": "giay-khen"}, "CR002"),
    "an award for others": ({"award": COLLECTIVE}, "CR004"),
    "a year for a period": ({"award": PERIOD}, "CR006"),
    "no year": ({"year": None}, "CR007"),
    "a year that is not permitted": ({"year": 2030}, "CR008"),
    "an unknown reading": ({"readings": {"index-bindng": "both"}}, "CR009"),
    "an unknown option": ({"readings": {"index-binding": "neither"}}, "CR010"),
    "an unknown rulebook": ({"dossier": {**PERSON, "rulebook": "a/b"}}, "CR001"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_answer(name: str) -> None:
    """What is asked has no answer: an error of kind ``question``, never a verdict."""
    changes, code = QUESTIONS[name]
    answer = answer_to({**ASK, **changes})
    assert answer["request_id"] == "r1"
    kind, ((found, _),) = fault_of(answer)
    assert (kind, found) == ("question", code)


DOSSIERS: dict[str, tuple[dict[str, Any], list[tuple[str, list[Any]]]]] = {
    "no rulebook": ({"rulebook": None}, [("CR503", ["dossier"])]),
    "a rulebook of 1": ({"rulebook": 1}, [("CR501", ["dossier", "rulebook"])]),
    "an unknown fact": ({"facts": {"stafcategory": "x"}}, [("CR520", ["dossier", "facts", "stafcategory"])]),
    "a wrong value": ({"facts": {"staff_category": 5}}, [("CR523", ["dossier", "facts", "staff_category"])]),
    "an unknown key": ({"fact": {}}, [("CR502", ["dossier", "fact"])]),
    "two faults": (
        {"facts": {"staff_category": "emploee"}, "kind": "individual", "office": ""},
        [("CR508", ["dossier", "office"]), ("CR524", ["dossier", "facts", "staff_category"])],
    ),
}


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_faulty_dossier(name: str) -> None:
    """An error of kind ``dossier``: pointers lead from the request, columns into the line."""
    changes, diagnostics = DOSSIERS[name]
    answer = answer_to({**ASK, "dossier": {**PERSON, **changes}})
    assert fault_of(answer) == ("dossier", diagnostics)
    assert all(one["column"] > 1 for one in answer["error"]["diagnostics"])


def test_another_rulebook_than_that_of_the_program() -> None:
    """Where the program was started with a rulebook, a dossier may name no other."""
    assert fault_of(answer_to(ASK, load_rulebook(SMALL))) == ("dossier", [("CR504", ["dossier", "rulebook"])])


def test_too_long_a_line() -> None:
    """One byte more than the limit is refused, the limit itself is taken, and the next line is answered as usual."""
    right = line(ASK)[:-1]
    fits = right + b" " * (LIMITS.bytes - len(right))
    first, second, third, last = answered(b"\n".join((fits, fits + b"\r", fits + b" ", right)))
    assert [one.get("verdicts", [{}])[0].get("outcome") for one in (first, second, last)] == ["undetermined"] * 3
    assert (third["request_id"], *fault_of(third)) == (None, "request", [("CR020", [])])
    assert third["error"]["diagnostics"][0]["line"] == 3


def test_line_ends() -> None:
    """A return before the line end is none of the request's; a last line without its end is a line, nothing is not."""
    right = line(ASK)[:-1]
    assert [answer["request_id"] for answer in answered(right + b"\r\n" + right)] == ["r1", "r1"]
    assert answered(b"") == []
    assert len(answered(right + b"\n")) == 1
    assert len(answered(right + b"\n\n")) == 2


@pytest.mark.parametrize(
    "request_id", ["r1", "hồ sơ số 1", "a\tb", 0, -7, 10**30 - 1, "x" * 200, "ho\u0300", "ho\u0300\t"]
)
def test_the_id_comes_back_as_it_was(request_id: object) -> None:
    """Whatever it is, to the letter: not even brought to Unicode form NFC."""
    assert answer_to({**ASK, "request_id": request_id})["request_id"] == request_id


def test_a_byte_order_mark_is_ignored() -> None:
    """Some systems write one before everything."""
    assert answered(b"\xef\xbb\xbf" + line(ASK))[0]["request_id"] == "r1"


def test_null_is_absent() -> None:
    """A key of ``null`` says what leaving it out says, whichever it is but for the id and the dossier."""
    bare = {"request_id": 1, "dossier": {**AN, "lists": None}}
    keys = ("award", "year", "as_of", "readings", "trust_bare_attestations", "explain", "robustness")
    book = load_rulebook(SMALL)
    assert answer_to({**bare, **dict.fromkeys(keys)}, book) == answer_to(bare, book)
    assert answer_to({**ASK, "readings": {"index-binding": None}}) == answer_to(ASK)


def test_all_awards_of_the_cycle() -> None:
    """``all``, and saying nothing, is every annual award if there is a year; those for others are listed, not judged."""
    annual = {"verdicts": ["bang-khen-hang-nam", ANNUAL], "skipped": [COLLECTIVE]}
    period = {"verdicts": ["bang-khen-giai-doan", PERIOD], "skipped": ["giay-khen-tap-the-giai-doan"]}
    asked = {"request_id": 1, "dossier": PERSON}
    found = [
        answer_to({**asked, "year": 2024}),
        answer_to({**asked, "year": 2024, "award": "all"}),
        answer_to({**asked, "dossier": {**PERSON, "award_year": 2024}}),
        answer_to(asked),
    ]
    told = [{"verdicts": [v["award"] for v in a["verdicts"]], "skipped": a["skipped"]} for a in found]
    assert told == [annual, annual, annual, period]
    assert [v["provenance"]["year"] for a in found for v in a["verdicts"]] == [2024] * 6 + [None] * 2


def test_the_request_goes_before_the_program_and_that_before_the_dossier() -> None:
    """Award, year, day, readings and flags, each by itself."""
    defaults = Defaults(
        awards=(ANNUAL, COLLECTIVE),
        year=2023,
        as_of=datetime.date(2025, 2, 1),
        readings={"index-binding": "either", "index-rounding": "two-decimals"},
        trust_bare_attestations=True,
        robustness=True,
    )
    dossier = {**PERSON, "award_year": 2024}
    left_open = answer_to({"request_id": 1, "dossier": dossier}, None, defaults)
    (verdict,) = left_open["verdicts"]
    provenance = verdict["provenance"]
    assert (verdict["award"], left_open["skipped"]) == (ANNUAL, [COLLECTIVE])
    assert (provenance["year"], provenance["as_of"], provenance["trust_bare_attestations"]) == (
        2023,
        "2025-02-01",
        True,
    )
    assert (verdict["readings"]["index-binding"], verdict["readings"]["index-rounding"]) == ("either", "two-decimals")
    assert "robustness" in verdict
    said = {
        "award": "all",
        "year": 2025,
        "as_of": "2025-03-01",
        "readings": {"index-binding": "both"},
        "trust_bare_attestations": False,
        "robustness": False,
    }
    answer = answer_to({"request_id": 1, "dossier": dossier, **said}, None, defaults)
    other, verdict = answer["verdicts"]
    provenance = verdict["provenance"]
    assert (other["award"], answer["skipped"]) == ("bang-khen-hang-nam", [COLLECTIVE])
    assert (provenance["year"], provenance["as_of"], provenance["trust_bare_attestations"]) == (
        2025,
        "2025-03-01",
        False,
    )
    assert (verdict["readings"]["index-binding"], verdict["readings"]["index-rounding"]) == ("both", "two-decimals")
    assert "robustness" not in verdict


def test_a_year_beside_a_period_award_of_the_program() -> None:
    """A year that the request says is refused by a period award alone, and taken by the annual one beside it."""
    asked = {"request_id": 1, "year": 2024, "dossier": PERSON}
    assert fault_of(answer_to(asked, None, Defaults(awards=(PERIOD,))))[1][0][0] == "CR006"
    both = answer_to(asked, None, Defaults(awards=(ANNUAL, PERIOD)))
    assert [(v["award"], v["provenance"]["year"]) for v in both["verdicts"]] == [(ANNUAL, 2024), (PERIOD, None)]


def test_redacted_errors_hold_nothing_that_was_sent() -> None:
    """With ``--redact`` the diagnostics keep code, place and known keys, and lose every other word of the sender."""
    sent = {**ASK, "dossier": {**PERSON, "facts": {"staff_category": "bí mật", "lạ": 1}}}
    plainly, masked = (
        json.dumps(answer_to(sent, None, Defaults(redact=on)), ensure_ascii=False) for on in (False, True)
    )
    assert ("bí mật" in plainly, "lạ`" in plainly) == (True, True)
    assert ("bí mật" in masked, "lạ`" in masked) == (False, False)
    assert "staff_category" in masked
    assert '"yaer"' not in json.dumps(answer_to({**ASK, "yaer": 1}, None, Defaults(redact=True)))


def test_a_rulebook_without_criteria() -> None:
    """There is nothing to answer by, neither as the program's rulebook nor as a dossier's."""
    awaiting = "ubnd-tinh-binh-dinh/ke-hoach-24-2022"
    with pytest.raises(UsageError, match="CR012"):
        Answering(shipped_rulebook(awaiting))
    answer = answer_to({**ASK, "dossier": {**PERSON, "rulebook": awaiting}})
    assert fault_of(answer) == ("question", [("CR012", [])])


RIGHT: dict[str, dict[str, Any]] = {
    "bare": {"request_id": 1, "dossier": PERSON},
    "everything": {
        **ASK,
        "as_of": "2025-01-20",
        "readings": {"index-binding": "either"},
        "trust_bare_attestations": True,
        "explain": True,
        "robustness": False,
    },
    "no readings": {**ASK, "readings": {}},
    "decimals": {**ASK, "dossier": {**PERSON, "entities": {"office": {"a": {"sipas": {"2024": 1e1}}}}, "office": "a"}},
}


@pytest.mark.parametrize("name", RIGHT)
def test_both_ways_of_reading_agree(name: str) -> None:
    """What the quick way takes is what the careful way takes, and it is valid by the schema."""
    sent = line(RIGHT[name])[:-1]
    quick = quick_request(sent)
    assert quick is not None
    assert quick == careful_request(read_line(sent))
    assert not list(validator("request").iter_errors(json.loads(sent)))


def test_what_looks_wrong_is_said_beside_the_verdicts() -> None:
    """An agency of which nothing is said may be misspelt: its facts are unknown, and somebody should look."""
    dossier = {**PERSON, "as_of": "2025-01-20", "office": "zz"}
    line_of = json.dumps({"request_id": 1, "award": ANNUAL, "year": 2024, "dossier": dossier}).encode()
    for redact in (False, True):
        answer: dict[str, Any] = Answering(None, Defaults(redact=redact)).answer(line_of, 3)
        (warning,) = answer["warnings"]
        assert (warning["code"], warning["severity"], warning["line"]) == ("CR513", "warning", 3)
        assert ("zz" in json.dumps(warning)) is not redact
        assert [verdict["outcome"] for verdict in answer["verdicts"]] == ["undetermined"]


@pytest.mark.parametrize(
    ("asked", "code", "pointer"),
    [
        ({"award": "giay-khen-ca-nhan-hang-nan"}, "CR002", ["award"]),
        ({"award": COLLECTIVE}, "CR004", ["award"]),
        ({"year": 1999}, "CR008", ["year"]),
        ({"award": PERIOD}, "CR006", ["year"]),
        ({"readings": {"index-bindin": "both"}}, "CR009", ["readings", "index-bindin"]),
        ({"readings": {"index-binding": "neither"}}, "CR010", ["readings", "index-binding"]),
    ],
)
def test_a_question_without_answer_is_told_at_its_key(asked: dict[str, Any], code: str, pointer: list[str]) -> None:
    """Whoever wrote the request finds the word."""
    (fault,) = answer_to({**ASK, **asked})["error"]["diagnostics"]
    assert (fault["code"], fault["pointer"]) == (code, pointer)
    assert fault["column"] is not None


def test_a_question_of_the_command_line_has_no_place_in_the_request() -> None:
    """The year was not written there."""
    request = {key: value for key, value in ASK.items() if key != "year"}
    (fault,) = answer_to(request, defaults=Defaults(year=1999))["error"]["diagnostics"]
    assert (fault["code"], fault["pointer"], fault["column"]) == ("CR008", [], None)
