"""What is said about faults: where they stand, what to write instead, and whom they concern."""

from __future__ import annotations

import datetime
import decimal

import pytest
from attrs import evolve
from language.dossier_examples import candidate, loaded, rulebook, told

from cchc_rules.errors import Diagnostic, DossierError
from cchc_rules.language.dossiers import spots
from cchc_rules.language.dossiers.decode import decode_dossier_file
from cchc_rules.language.dossiers.misfits import value_help
from cchc_rules.language.reading.reader import read_text
from cchc_rules.model.frozendict import FrozenDict
from cchc_rules.model.rulebook import Range, Window
from cchc_rules.text import Text

NOT_KNOWN = "chưa biết danh sách đã đủ hay chưa thì ghi `complete: false`, không ghi `to`"

NO_LIST = "chưa có danh sách thì bỏ cả danh sách này: `[]` nghĩa là chắc chắn không có mục nào"


def the_fault(*texts: str) -> Diagnostic:
    """The one thing that is wrong."""
    (fault,) = told(*texts)
    return fault


def short(fault: Diagnostic) -> tuple[str, str | None]:
    """The code and the advice."""
    return fault.code, None if fault.help is None else fault.help.vi


def test_one_bad_candidate_stops_nobody_else() -> None:
    """The others have their dossiers, and the bad one is told with its faults, kind and name."""
    text = candidate("name: An\nfacts: {score: cao}") + "  - {id: cb-02, kind: individual}\n"
    result = loaded(text)
    assert [dossier.id for dossier in result.dossiers] == ["cb-02"]
    (rejected,) = result.rejected
    assert (rejected.id, rejected.kind, rejected.name) == ("cb-01", "individual", "An")
    assert [fault.code for fault in rejected.diagnostics] == ["CR523"]


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        ("5", ["CR501"]),
        ("{kind: individual}", ["CR503"]),
        ("{id: 101, kind: individual}", ["CR501"]),
        ("{id: '', kind: individual}", ["CR508"]),
        ("{id: ' cb', kind: individual}", ["CR509"]),
        ("{id: cb-02}", ["CR503"]),
        ("{id: cb-02, kind: 3, name: 5}", ["CR501", "CR501"]),
        ("{id: cb-02, kind: individual, name: '', remark: 3}", ["CR501", "CR508"]),
    ],
)
def test_identity(item: str, codes: list[str]) -> None:
    """A candidate that cannot be told apart is rejected under its place in the file."""
    result = loaded(candidate() + f"  - {item}\n")
    assert len(result.dossiers) == 1
    (rejected,) = result.rejected
    assert sorted(fault.code for fault in rejected.diagnostics) == codes
    assert rejected.id == ("cb-02" if "cb-02" in item else "dossier.yaml#2")


def test_candidate_called_like_a_place() -> None:
    """Even an id that looks like the place of a nameless candidate breaks nothing."""
    result = loaded(candidate() + "  - {id: dossier.yaml#3, kind: individual}\n  - {kind: individual}\n")
    assert [rejected.id for rejected in result.rejected] == ["dossier.yaml#3"]


def test_one_id_twice_rejects_both() -> None:
    """Nobody can tell which of the two is meant; nothing else is said about them."""
    result = loaded(candidate("facts: {score: 1}") + "  - {id: cb-01, kind: team, facts: {size: 5}}\n")
    assert result.dossiers == ()
    (rejected,) = result.rejected
    assert [fault.code for fault in rejected.diagnostics] == ["CR515"]


@pytest.mark.parametrize(
    ("fact", "code", "advice"),
    [
        ("score: '91.5'", "CR523", "viết `91.5`, không có dấu nháy"),
        ("score: 91,5", "CR523", "viết `91.5`, với dấu chấm"),
        ("score: 90%", "CR523", "viết `90`, không có dấu %: đơn vị đã khai cùng dữ kiện hoặc mức quy định"),
        ("score: chín mươi", "CR523", "viết số với dấu chấm thập phân, ví dụ `91.25`"),
        ("score: true", "CR523", "viết số với dấu chấm thập phân, ví dụ `91.25`"),
        ("score: 91.123", "CR525", None),
        ("score: 1000000000000000000000000000.1", "CR526", None),
        ("score: 90.0000000000000000000000000001", "CR525", None),
        ("score: -0.01", "CR526", None),
        ("score: ''", "CR508", "chưa biết thì bỏ khóa này, hoặc viết `{unknown: not_given}`"),
        ("score: [1]", "CR501", None),
        ("years_of_service: 4.0", "CR523", "viết `4`"),
        ("years_of_service: 4.5", "CR523", "viết số nguyên, ví dụ `5`"),
        ("years_of_service: '4,5'", "CR523", "viết số nguyên, ví dụ `5`"),
        ("years_of_service: '04'", "CR523", "viết `4`"),
        ("joined_on: 2024", "CR523", "viết năm-tháng-ngày, ví dụ `2024-12-31`"),
        ("joined_on: 5/9/2010", "CR505", "viết `2010-09-05`"),
        ("joined_on: tháng 9", "CR505", "viết năm-tháng-ngày, ví dụ `2024-12-31`"),
        ("joined_on: 2024-02-30", "CR506", "tháng 2 năm 2024 có 29 ngày"),
        ("joined_on: ' '", "CR508", "chưa biết thì bỏ khóa này, hoặc viết `{unknown: not_given}`"),
        ("trusted: 'false'", "CR523", "viết `false`"),
        ("trusted: 1", "CR523", "viết `true`"),
        ("trusted: chưa rõ", "CR523", None),
        ("staff_category: employe", "CR524", "có thể là `employee`"),
        ("staff_category: x", "CR524", "dùng được: `civil_servant`, `employee`"),
        ("staff_category: 1", "CR523", "dùng được: `civil_servant`, `employee`"),
        ("field_of_work: 2024", "CR523", 'đặt trong dấu nháy kép: "2024"'),
        ("field_of_work: true", "CR523", 'đặt trong dấu nháy kép: "true"'),
        ("trusted: {vaule: true}", "CR502", "có thể là `value`"),
        ("trusted: {}", "CR530", None),
        ("trusted: {value: true, unkown: x}", "CR502", "có thể là `unknown`"),
        ("trusted: {unkown: not_given}", "CR502", "có thể là `unknown`"),
        ("trusted: {unknown: not_given, capacity: director}", "CR502", "dùng được: `unknown`, `remark`"),
        ("trusted: {unknown: 5}", "CR501", 'đặt số trong dấu nháy kép, ví dụ "01"'),
        ("trusted: {unknown: null}", "CR501", None),
        ("trusted: {value: [true]}", "CR501", None),
        ("trusted: {value: true, known_from: 2024-13-01}", "CR506", "tháng viết trước ngày: `2024-01-13`"),
        ("trusted: {value: true, known_from: []}", "CR501", None),
        ("trusted: {value: null, document: null}", "CR532", "chưa biết thì bỏ dữ kiện này, hoặc viết `{unknown: not_given}`"),
        ("trusted: {value: true, capacity: null, date: 2025-01-10}", "CR536", "dùng được: `director`"),
        ("trusted: {value: true, capacity: director, date: null}", "CR536", "ghi ngày xác nhận, ví dụ `date: 2025-01-20`"),
        ("scor: null", "CR520", "có thể là `score`"),
        ("trusted: {value: true, document: ''}", "CR508", "chưa có thì bỏ cả khóa này"),
        ("trusted: {value: true, document: bb-01}", "CR511", "khai báo văn bản này ở `documents`"),
        ("trusted: {value: true, by: cb-09, capacity: director}", "CR536", "ghi ngày xác nhận, ví dụ `date: 2025-01-20`"),
        ("trusted: {value: true, capacity: director, date: 10/01/2025}", "CR505", "viết `2025-01-10`"),
        ("trusted: {value: true, capacity: director, date: ''}", "CR508", "chưa có thì bỏ cả khóa này"),
        ("trusted: {value: true, capacity: 3, date: 2025-01-10}", "CR501", 'đặt số trong dấu nháy kép, ví dụ "01"'),
        ("rating: [good]", "CR527", "ghi theo năm, ví dụ `{2025: …}`"),
        ("rating: {unknown: not_given}", "CR527", "ghi theo năm, ví dụ `{2025: …}`"),
        ("rating: {24: good}", "CR507", "năm có bốn chữ số, từ 1900 đến 2999"),
        ("rating: {1024: good}", "CR507", "năm có bốn chữ số, từ 1900 đến 2999"),
        ("years_of_service: 1.720", "CR523", "viết `1720`, không có dấu phân cách hàng nghìn"),
        ("years_of_service: 1.720.000", "CR523", "viết `1720000`, không có dấu phân cách hàng nghìn"),
        ("years_of_service: 12.50", "CR523", "viết số nguyên, ví dụ `5`"),
        ("score: 915", "CR526", "thiếu dấu chấm thập phân? viết `91.5`"),
        ("score: 9125", "CR526", "thiếu dấu chấm thập phân? viết `91.25`"),
        ("score: 100.5", "CR526", None),
        ("score: -5", "CR526", None),
        ("joined_on: 2024-31-12", "CR506", "tháng viết trước ngày: `2024-12-31`"),
        ("joined_on: 2024-13-13", "CR506", "tháng từ 01 đến 12"),
        ("joined_on: 0000-01-01", "CR506", None),
        ("trusted: {value: true, date: 2025-01-10}", "CR536", "dùng được: `director`"),
        ("score: {value: 5, date: 2025-01-10}", "CR536", "dùng được: `director`, `head_of_division`"),
        ("office.par_rank: {2024: 4}", "CR520", "đây là dữ kiện của `office`: ghi `par_rank` trong `entities`"),
    ],
)  # fmt: skip
def test_facts(fact: str, code: str, advice: str | None) -> None:
    """Each wrong value is told at its place, with what to write instead."""
    assert short(the_fault(candidate(f"facts:\n  {fact}"))) == (code, advice)


@pytest.mark.parametrize(
    ("part", "code", "advice"),
    [
        ("office: []", "CR501", None),
        ("offce: null", "CR502", "có thể là `office`"),
        ("office: 12", "CR501", 'đặt số trong dấu nháy kép, ví dụ "01"'),
        ("office: {}", "CR501", None),
        ("division: {năm: p-01}", "CR507", "năm có bốn chữ số, từ 1900 đến 2999"),
        ("division: {2024: 5}", "CR501", 'đặt số trong dấu nháy kép, ví dụ "01"'),
        ("division: {năm: null}", "CR507", "năm có bốn chữ số, từ 1900 đến 2999"),
        ("divison: p-01", "CR502", "có thể là `division`"),
        ("score: 5", "CR502", "đây là dữ kiện: ghi trong `facts`"),
        ("articles: []", "CR502", "đây là danh sách: ghi trong `lists`"),
        ("facts: []", "CR501", None),
        ("lists: 5", "CR501", None),
        ("lists: {articles: 5}", "CR501", None),
        ("lists: {articls: null}", "CR521", "có thể là `articles`"),
        ("lists: {articles: {items: null}}", "CR501", NO_LIST),
        ("lists: {articles: {complete: null, items: []}}", "CR501", NOT_KNOWN),
        ("lists: {articles: {to: null, items: []}}", "CR501", NOT_KNOWN),
        ("lists: {articles: [null]}", "CR501", None),
        ("lists: {articles: {items: 5}}", "CR501", None),
        ("lists: {articles: {to: 2024-12-31}}", "CR503", None),
        ("lists: {articles: {complete: maybe, items: []}}", "CR501", None),
        ("lists: {articles: {from: 2024-01-01, items: []}}", "CR502", "dùng được: `to`, `complete`, `items`"),
        ("lists: {articles: [5]}", "CR501", None),
        ("lists: {articles: {title: a, site: portal}}", "CR501", "mỗi mục bắt đầu bằng `- `"),
        ("lists: {articles: {}}", "CR503", None),
        ("lists: {articles: [{site: portl}]}", "CR524", "có thể là `portal`"),
        ("lists: {articles: [{remark: 5}]}", "CR501", 'đặt số trong dấu nháy kép, ví dụ "01"'),
        ("lists: {score: []}", "CR521", "đây là dữ kiện: ghi trong `facts`"),
    ],
)
def test_parts(part: str, code: str, advice: str | None) -> None:
    """Links, facts and lists have one shape each."""
    assert short(the_fault(candidate(part))) == (code, advice)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[]", ["CR501"]),
        ("text", ["CR501"]),
        ("{}", ["CR503", "CR503", "CR503"]),
        ("{rulebook: 5, as_of: 2025, candidates: {}}", ["CR501", "CR501", "CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: null, candidates: []}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: '', candidates: []}", ["CR508"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, asof: 1, candidates: []}", ["CR502"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, award_year: '2024', candidates: []}", ["CR507"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, award_year: 24, candidates: []}", ["CR507"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, award_year: [], candidates: []}", ["CR501"]),
        ("{rulebook: null, as_of: 2025-01-20, candidates: []}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, candidates: null}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, entities: {offce: null}, candidates: []}", ["CR512"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, entities: [], candidates: []}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, documents: [], candidates: []}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, entities: {office: []}, candidates: []}", ["CR501"]),
        ("{rulebook: so-noi-vu/ke-hoach, as_of: 2025-01-20, attestations: {}, candidates: []}", ["CR501"]),
        (
            "{rulebook: x, as_of: 2025-02-30, candidates: 5, entities: {ofice: {}}}",
            ["CR501", "CR504", "CR506", "CR512"],
        ),
    ],
)
def test_envelope_fails_the_file(text: str, codes: list[str]) -> None:
    """What holds for the whole file must be right, and all of it is told at once."""
    with pytest.raises(DossierError):
        loaded(text)
    assert sorted(fault.code for fault in told(text)) == codes


def test_advice_for_years() -> None:
    """A year in quotes is told apart from what is no year; examples show the award year."""
    text = candidate().replace("as_of", "award_year: '2024'\nas_of")
    assert short(the_fault(text)) == ("CR507", "viết năm không có dấu nháy")
    text = candidate("facts: {rating: good}").replace("as_of", "award_year: 2024\nas_of")
    assert short(the_fault(text)) == ("CR527", "viết `{2024: good}`")


@pytest.mark.parametrize(
    "document",
    ["bb-01: {date: 2025-02-30}", "bb-01: 5", "bb-01: {number: 12}", "bb-01: {so: 12}", "BB: {}", "no: {}"],
)
def test_documents(document: str) -> None:
    """A fault of a document rejects those who cite it, and is told even if nobody does."""
    name = document.partition(":")[0]
    before = f"documents: {{{document}}}\n"
    (fault,) = loaded(candidate(before=before)).faults
    cited = f"facts: {{trusted: {{value: true, document: {name}}}, score: {{value: 1, document: {name}}}}}"
    result = loaded(candidate(cited, before=before))
    assert result.faults == ()
    assert [rejected.diagnostics for rejected in result.rejected] == [(fault,)]


@pytest.mark.parametrize(
    ("entity", "code"),
    [
        ("so-noi-vu: 5", "CR501"),
        ("so-noi-vu: {par_rank: {2024: 0}}", "CR526"),
        ("so-noi-vu: {par_rnk: {2024: 1}}", "CR520"),
        ("so-noi-vu: {name: 5}", "CR501"),
        ("so-noi-vu: {remark: ''}", "CR508"),
        ("so-noi-vu: {par_rank: {2024: {value: 1, capacity: director, date: 2026-01-01}}}", "CR540"),
    ],
)
def test_entities(entity: str, code: str) -> None:
    """A fault of an entity rejects those linked to it, now or in any year, and is told even if nobody is."""
    before = f"entities: {{office: {{{entity}}}}}\n"
    unlinked = loaded(candidate(before=before))
    assert [fault.code for fault in unlinked.faults] == [code]
    assert len(unlinked.dossiers) == 1
    text = candidate("office: {2023: other, 2024: so-noi-vu}", before=before)
    result = loaded(text + "  - {id: cb-02, kind: individual}\n")
    assert result.faults == ()
    assert [(rejected.id, rejected.diagnostics) for rejected in result.rejected] == [("cb-01", unlinked.faults)]
    assert [dossier.id for dossier in result.dossiers] == ["cb-02"]


def test_entity_ids() -> None:
    """An entity has an id like a candidate's."""
    (fault,) = loaded(candidate(before="entities: {division: {' p': {}}}\n")).faults
    assert fault.code == "CR509"


def test_undescribed_entities() -> None:
    """One warning for each entity, at the link that names it; a kind without facts needs no description."""
    body = "office: {2023: a, 2024: b}\ndivision: p-01"
    result = loaded(candidate(body) + "  - {id: cb-02, kind: individual, office: b}\n")
    assert [(fault.code, str(fault.span)) for fault in result.warnings] == [
        ("CR513", "dossier.yaml:6:20"),
        ("CR513", "dossier.yaml:6:29"),
    ]
    assert len(result.dossiers) == 2


def test_records_of_one_key() -> None:
    """Only given keys can repeat; a date in a list without dates is a field like any other."""
    body = "lists: {articles: [{title: A}, {title: B}, {title: null}, {title: {unknown: not_given}}, {}, {}]}"
    assert told(candidate(body)) == ()


def test_first_faults_are_told_once_per_record() -> None:
    """A key that no text can be is told as such, not as a repeat."""
    body = "lists: {articles: [{title: 5}, {title: 5}]}"
    assert [fault.code for fault in told(candidate(body))] == ["CR523", "CR523"]


def test_too_many_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is wrong throughout is given up on: the first faults are told, and that there are more."""
    monkeypatch.setattr(spots, "MOST_FAULTS", 10)
    items = "".join(f"  - {number}\n" for number in range(11))
    with pytest.raises(DossierError) as caught:
        loaded(candidate() + items)
    assert [fault.code for fault in caught.value.diagnostics] == ["CR501"] * 5 + ["CR572"]
    assert len(loaded(candidate() + items[:-6]).rejected) == 10


def test_the_callers_arithmetic_is_not_used() -> None:
    """Values are exact whatever precision of decimals the calling program has chosen."""
    with decimal.localcontext(decimal.Context(prec=2, traps=[])):
        assert told(candidate("facts: {score: 91.25}")) == ()
        assert the_fault(candidate("facts: {score: 91.255}")).code == "CR525"


def test_long_words() -> None:
    """A very long word is cut in the message, and no near miss is looked for."""
    fault = the_fault(candidate(f"facts: {{{'x' * 100}: 1}}"))
    assert fault.message == Text(
        f"`individual` không có dữ kiện `{'x' * 60}…`", f"`individual` has no fact `{'x' * 60}…`"
    )
    assert fault.help is not None
    assert fault.help.vi.startswith("dùng được: `staff_category`")


def test_many_choices() -> None:
    """Of very many words that could stand somewhere, twelve are told."""
    assert spots.choices(str(number) for number in range(20)).vi.endswith("`11`, …")
    assert spots.nearest_or_all("x", []) is None


def test_names_are_not_told() -> None:
    """Messages say what a name is, never what it is called: it stands in the excerpt only, which can be left out."""
    fault = the_fault(candidate("name: [Nguyễn Văn An]"))
    assert "Nguyễn" not in fault.render("vi", excerpt=False)
    assert "Nguyễn" in fault.render("vi")


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("as_of: 2025-01-20\n", "", "ghi ngày chốt số liệu, ví dụ `as_of: 2026-01-15`"),
        ("rulebook: so-noi-vu/ke-hoach\n", "", "viết `rulebook: so-noi-vu/ke-hoach`"),
        ("    kind: individual\n", "", "dùng được: `individual`, `team`"),
    ],
)
def test_missing_keys(old: str, new: str, advice: str) -> None:
    """A key that is missing comes with what to write."""
    assert short(the_fault(candidate().replace(old, new))) == ("CR503", advice)


def test_a_value_by_its_label() -> None:
    """A value that is called what people call it is told its id, in both languages."""
    own = rulebook()
    facts = own.vocabulary.candidates["individual"]
    labels = FrozenDict({"civil_servant": Text("công chức", "civil servant"), "employee": Text("người lao động")})
    spec = evolve(facts["staff_category"], value_labels=labels)
    assert (
        value_help(spec, "Công chức")
        == value_help(spec, "civil servant")
        == Text("viết `civil_servant`", "write `civil_servant`")
    )
    assert value_help(spec, "người lao động") == Text("viết `employee`", "write `employee`")
    assert value_help(spec, "employe") == Text("có thể là `employee`", "perhaps `employee`")


FAR = "facts:\n  rating: {2024: good, %s: good}\n"


@pytest.mark.parametrize(
    ("year", "told_codes"), [(2020, []), (2019, ["CR533"]), (2027, []), (2028, ["CR533"]), (2052, ["CR533"])]
)
def test_far_years(year: int, told_codes: list[str]) -> None:
    """Years more than three away from the award years, which are 2023 and 2024, are looked at again."""
    assert [fault.code for fault in told(candidate(FAR % year))] == told_codes
    link = candidate(f"division: {{{year}: p-01}}")
    assert [fault.code for fault in told(link)] == (told_codes if year > 2024 else [])


def test_far_years_with_windows() -> None:
    """A window reaches as far as its ends, or to the end of the data, or as far back as there are years."""
    text = candidate(FAR % 2005 + "  exemplary: {2031: true, 2032: true}\n")

    def far(*windows: Range) -> list[str]:
        named = {f"w{number}": Window(name=f"w{number}", ranges=stretch) for number, stretch in enumerate(windows)}
        node = read_text(text, "dossier.yaml")
        return [
            f"{fault.pointer[-1]} {fault.message.in_lang('en').rpartition(': ')[2]}"
            for fault in decode_dossier_file(node, evolve(rulebook(), windows=FrozenDict(named)), "x").warnings
        ]

    until, since = Range(end=datetime.date(2028, 12, 31)), Range(start=datetime.date(2008, 1, 1))
    assert far() == ["2005 2023–2024", "2031 2023–2024", "2032 2023–2024"]
    assert far(since) == ["2031 2008–2025", "2032 2008–2025"]
    assert far(until) == ["2032 up to 2028"]
    assert far(since, until) == ["2032 up to 2028"]
    one_year = evolve(rulebook(), award_years=(2024,))
    (first, *_) = decode_dossier_file(read_text(text, "dossier.yaml"), one_year, "x").warnings
    assert first.message.en is not None
    assert first.message.en.endswith("speaks of: 2024")
    waiting = evolve(rulebook(), award_years=())
    assert decode_dossier_file(read_text(text, "dossier.yaml"), waiting, "x").warnings == ()


def test_year_of_a_covering_attestation() -> None:
    """It is a year of facts too."""
    covering = (
        "{capacity: director, date: 2025-01-10, year: 2042, facts: [exemplary], candidates: [cb-01], value: true}"
    )
    assert the_fault(candidate(before=f"attestations:\n  - {covering}\n")).code == "CR533"


def test_award_year() -> None:
    """A year in which nothing is given is warned about; a rulebook without years says nothing of them."""
    text = candidate(before="award_year: 2042\n")
    assert the_fault(text).code == "CR510"
    assert told(candidate(before="award_year: 2024\n")) == ()
    waiting = evolve(rulebook(), award_years=())
    assert decode_dossier_file(read_text(text, "dossier.yaml"), waiting, "x").warnings == ()


ATTESTED = "facts: {in_charge: {2024: {value: true, capacity: head_of_division, date: 2025-01-10, of: %s}}}"


def test_units_of_attestations() -> None:
    """A unit is known if somebody belongs to it or a file describes it; one that is not is told once, at its first place."""
    (fault,) = told(candidate(f"division: tan-phu\n{ATTESTED % 'tan-phuu'}"))
    assert (fault.code, fault.help) == ("CR539", Text("có thể là `tan-phu`", "perhaps `tan-phu`"))
    assert fault.pointer == ("candidates", 0, "facts", "in_charge", "2024", "of")
    assert told(candidate(f"division: {{2020: tan-phu}}\n{ATTESTED % 'tan-phu'}")) == ()
    assert told(candidate(ATTESTED % "tan-phu", before="entities: {division: {tan-phu: {}}}\n")) == ()
    two = [candidate(ATTESTED % "x"), candidate(ATTESTED % "x").replace("cb-01", "cb-02")]
    assert [fault.code for fault in told(*two)] == ["CR539"]


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ("award: a\ncriteria: {}\n", "hình thức khen thưởng"),
        ("language: 1\nidentity: {}\naward_years: [2024]\n", "rulebook.yaml"),
        ("candidates: {individual: {}}\nlists: {}\n", "facts.yaml"),
        ("entities: {}\ncandidates: {individual: {}}\n", "facts.yaml"),
    ],
)
def test_another_kind_of_file(document: str, kind: str) -> None:
    """A file of a rulebook gets one word, whatever else is wrong with it."""
    fault = the_fault(document)
    assert fault.code == "CR573"
    assert kind in fault.message.vi
    assert fault.span is not None


@pytest.mark.parametrize(
    "document",
    [
        "[]\n",
        "award: a\n",
        "candidates: {a: {}}\n",
        "rulebook: so-noi-vu/ke-hoach\nas_of: 2025-01-20\nentities: {}\ncandidates: {id: cb-01}\n",
    ],
)
def test_what_may_be_a_dossier(document: str) -> None:
    """A dossier file with faults is told its faults."""
    assert "CR573" not in {fault.code for fault in told(document)}
