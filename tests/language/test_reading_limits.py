"""What is too large is refused before it costs anything."""

from __future__ import annotations

import time

import pytest
from language.reading import faults_of

from cchc_rules.language.reading.reader import DOSSIER_LIMITS, RULEBOOK_LIMITS, Limits, plain, read_file, read_text

MEGABYTE = 1 << 20
GENEROUS = 2.0  # seconds; alone on a machine each takes under 0.2


def code_and_time(data: bytes | str, name: str, limits: Limits) -> tuple[str, float]:
    """The first fault's code, and how long it took to come to it."""
    start = time.perf_counter()
    found = faults_of(lambda: read_text(data, name, limits=limits))
    return found[0][0], time.perf_counter() - start


@pytest.mark.parametrize("limits", [RULEBOOK_LIMITS, DOSSIER_LIMITS], ids=["rulebook", "dossier"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize("sign", ["[", "{", ":", ",", "[],", '{"a":1},'])
def test_too_many_values(limits: Limits, name: str, sign: str) -> None:
    """A file of the permitted size that is nothing but signs is refused by counting them."""
    data = (sign * limits.bytes)[: limits.bytes].encode()
    code, seconds = code_and_time(data, name, limits)
    assert code == "CR103"
    assert seconds < GENEROUS


@pytest.mark.parametrize("sign", ["- ", "-\n", "-\r\n", "-\t", "? "])
def test_too_many_block_values(sign: str) -> None:
    """Dashes count where a blank follows."""
    data = (sign * RULEBOOK_LIMITS.bytes)[: RULEBOOK_LIMITS.bytes].encode()
    code, seconds = code_and_time(data, "a.yaml", RULEBOOK_LIMITS)
    assert code == "CR103"
    assert seconds < GENEROUS


@pytest.mark.parametrize("data", [b"a" * (MEGABYTE + 1), "a" * (MEGABYTE + 1), "ệ" * (MEGABYTE // 2)])
def test_too_large(data: bytes | str) -> None:
    """The size is that in bytes."""
    code, seconds = code_and_time(data, "a.yaml", RULEBOOK_LIMITS)
    assert code == "CR102"
    assert seconds < GENEROUS


def test_too_large_a_file() -> None:
    """No more of a file is read than the limit, however long it goes on."""
    assert faults_of(lambda: read_file("/dev/zero", name="a.yaml")) == [("CR102", "1:1-1")]


@pytest.mark.parametrize(
    "data",
    [
        "[" * 80_000, "a: " * 50_000, "\n" * MEGABYTE, " " * MEGABYTE, "#\n" * (MEGABYTE // 2), '"' + "\\" * 900_000,
        "x" * MEGABYTE, "1" * MEGABYTE, "{" + "a " * 500_000 + "}", "a: 1\n" * 140_000, "%a\n" * 300_000,
        "\t" * MEGABYTE, "a: " + "\u0301" * 500_000, "'" + "a\n\n" * 300_000, "\r" * MEGABYTE, "\x01" * MEGABYTE,
        "".join(" " * depth + "a:\n" for depth in range(1400)), "[" + "*a ," * 140_000, "&a " * 300_000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_what_is_within_the_limits_is_quick(data: str, name: str) -> None:
    """Nothing of a rulebook file's size takes long to refuse."""
    assert code_and_time(data, name, RULEBOOK_LIMITS)[1] < 5 * GENEROUS


def test_realistic_files_pass() -> None:
    """Part of the largest dossier, as an exporter writes it, holds no more than that part of the permitted values."""
    candidate = (
        '{"id": "cb-%05d", "kind": "individual", "name": "Nguyễn Văn Ân", "office": "ttt", "facts": '
        '{"staff_category": "civil_servant", "in_charge_of_par": {"2024": {"value": true, '
        '"capacity": "chief_inspector", "date": "2025-01-05"}}}, "lists": {"articles": {"to": "2024-12-31", "items": ['
        '{"posted_on": "2024-03-01", "site": "agency_portal", "column": "cchc"}]}}}'
    )
    items = ",\n- ".join([candidate % 7] * (MEGABYTE // 400))
    scaled = Limits(DOSSIER_LIMITS.bytes // 32, DOSSIER_LIMITS.nodes // 32, 64, 20_000)
    as_json = read_text("[" + items.replace("\n- ", "") + "]", "a.json", limits=scaled)
    assert as_json == read_text("- " + items.replace(",\n", "\n"), "a.yaml", limits=scaled)


def test_dashes_in_words_do_not_count() -> None:
    """Dates and codes are full of dashes; only those before a blank begin a value."""
    limits = Limits(MEGABYTE, 60_000, 64, MEGABYTE)
    assert plain(read_text("2024-01-01 - " * 50_000 + "x", "a.yaml", limits=limits)) == "2024-01-01 - " * 50_000 + "x"
