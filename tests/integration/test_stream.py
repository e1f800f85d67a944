"""The program as other systems run it: a process with pipes, asked line by line."""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from cli.running import Runner
from integration.asking import (
    ANNUAL,
    PERSON,
    answered,
    examples,
    line,
    pipes,
    program,
    ran,
)

from cchc_rules.cli.main import main

DEADLINE = 30
"""Seconds after which an answer that does not come has been lost; loading the rulebook is in them."""

ASK = {"request_id": "r1", "award": ANNUAL, "year": 2024, "dossier": PERSON}


def within_deadline(process: subprocess.Popen[bytes], seconds: float = DEADLINE) -> bytes:
    """The next line that the program writes, read without waiting longer than that."""
    _, out, _ = pipes(process)
    got, until = b"", time.monotonic() + seconds
    while not got.endswith(b"\n"):
        ready, _, _ = select.select([out], [], [], max(0, until - time.monotonic()))
        assert ready, f"no answer within {seconds} s"
        chunk = os.read(out.fileno(), 1 << 16)
        assert chunk, "the program ended instead of answering"
        got += chunk
    return got


def test_whoever_asks_and_waits_gets_the_answer() -> None:
    """One request, one answer, while the input stays open; the same for a line that came in pieces, and for a bad one."""
    with program() as process:
        given, out, _ = pipes(process)
        for number, sent in enumerate((line(ASK), b"nope\n", line({**ASK, "request_id": "r2"}))):
            half = len(sent) // 2
            given.write(sent[:half])
            given.flush()
            if number:
                assert not select.select([out], [], [], 0.05)[0], "an answer before the end of the line"
            given.write(sent[half:])
            given.flush()
            answer = json.loads(within_deadline(process))
            assert answer["request_id"] == (None if sent == b"nope\n" else json.loads(sent)["request_id"])
        given.close()
        assert process.wait(DEADLINE) == 1


def test_the_last_line_is_answered_when_the_input_ends() -> None:
    """Its end may be missing."""
    code, answers, told = ran(line(ASK) + line({**ASK, "request_id": "r2"})[:-1])
    assert (code, [answer["request_id"] for answer in answers], told) == (0, ["r1", "r2"], "")


def test_ten_thousand_answers_stand_in_order() -> None:
    """Good and bad requests mixed, sent while the answers are read: every id stands where its request stood."""
    known = [one.dossier for one in examples("nam-2024.yaml") if one.dossier["kind"] == "individual"]
    draw = random.Random(20250120)
    sent, ids = [], []
    for number in range(10_000):
        dossier = draw.choice([*known, {**PERSON, "kind": "nobody"}])
        wrong = draw.random() < 0.05
        sent.append(
            b"{\n" if wrong else line({"request_id": number, "award": ANNUAL, "year": 2024, "dossier": dossier})
        )
        ids.append(None if wrong else number)
    with program() as process:
        given, out, err = pipes(process)

        def send() -> None:
            given.write(b"".join(sent))
            given.close()

        sender = threading.Thread(target=send)
        sender.start()
        answers = [json.loads(one) for one in out]
        sender.join()
        assert process.wait(DEADLINE) == 1
        told = err.read().decode()
    assert [answer["request_id"] for answer in answers] == ids
    faulty = sum("error" in answer for answer in answers)
    assert faulty >= ids.count(None) > 400
    assert told.startswith(f"10000 yêu cầu, {faulty} yêu cầu có lỗi (CR")
    for answer, request in zip(answers, sent, strict=True):
        if "verdicts" in answer:
            assert answer["verdicts"][0]["candidate"] == json.loads(request)["dossier"]["id"]


def test_whoever_stops_reading_ends_the_program() -> None:
    """The code is that of a closed pipe, and nobody is told anything."""
    with program() as process:
        given, out, err = pipes(process)
        given.write(line(ASK))
        given.flush()
        within_deadline(process)
        out.close()
        given.write(line(ASK) * 2)
        given.flush()
        assert process.wait(DEADLINE) == 141
        assert err.read() == b""


def test_an_interrupt_ends_the_program_quietly() -> None:
    """No traceback; what was answered before stays answered."""
    with program() as process:
        given, _, err = pipes(process)
        given.write(line(ASK))
        given.flush()
        assert json.loads(within_deadline(process))["request_id"] == "r1"
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 130
        assert err.read() == b""


def test_nothing_of_a_request_is_told_on_the_standard_error() -> None:
    """Numbers and codes only, whatever was wrong: logs hold no names and no values."""
    secret = {**PERSON, "name": "Bí Mật", "facts": {"staff_category": "bí-mật", "điều-riêng": 1}, "office": ""}
    lines = line({**ASK, "dossier": secret}) + line({"bí-mật": 1}) + "Bí Mật\n".encode()
    code, answers, told = ran(lines, "--lang", "en")
    assert code == 1
    assert ["error" in answer for answer in answers] == [True] * 3
    assert told == "3 requests, 3 of them faulty (CR135: 1, CR502: 1, CR508: 1)\n"


class Sluggish(RawIOBase):
    """An output that takes seven bytes at a time, as one may that is not buffered."""

    def __init__(self) -> None:
        self.taken = b""

    def writable(self) -> bool:
        """It is for writing."""
        return True

    def write(self, data: Any) -> int:
        """Take a part, and say how much."""
        self.taken += bytes(data[:7])
        return len(data[:7])


def test_an_answer_is_written_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where Python was told not to buffer and the system takes a part at a time."""
    output = Sluggish()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(line(ASK))))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(output))  # type: ignore[type-var]  # unbuffered, as `python -u` has it
    assert main(["evaluate", "-", "--format", "jsonl"]) == 0
    assert json.loads(output.taken) == answered(line(ASK))[0]


def test_answers_are_ascii(run: Runner) -> None:
    """Whatever letters they hold, no receiver needs to know an encoding; nothing else is written."""
    ran = run("evaluate", "-", "--format", "jsonl", given=line({**ASK, "request_id": "hồ sơ", "explain": True}))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.isascii()
    assert ran.out.count("\n") == 1
    assert json.loads(ran.out)["request_id"] == "hồ sơ"


def memory_of(process: subprocess.Popen[bytes], what: str) -> int:
    """Memory of the program in kB: ``VmRSS`` now, ``VmHWM`` at most so far."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(status.partition(f"{what}:")[2].split()[0])


LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc, as on Linux")


@LINUX
def test_memory_does_not_grow_with_lines() -> None:
    """A line without end is thrown away as it comes: one of 64 MB costs little more than the 4 MB that a line may have."""
    with program() as process:
        given, _, _ = pipes(process)
        for _ in range(64):
            given.write(b"x" * (1 << 20))
        given.write(b"\n")
        given.flush()
        answer = json.loads(within_deadline(process))
        assert answer["error"]["diagnostics"][0]["code"] == "CR020"
        assert memory_of(process, "VmHWM") < 64 * 1024


@LINUX
@pytest.mark.long
def test_memory_does_not_grow_with_requests() -> None:
    """200,000 requests, every one with another id, candidate and day: as much memory at the end as after a tenth."""
    with program() as process:
        given, out, _ = pipes(process)

        def send() -> None:
            for number in range(200_000):
                day = f"20{25 + number % 70:02}-0{1 + number % 9}-1{number % 10}"
                person = {**PERSON, "id": f"cb-{number}", "name": "Ẩn danh", "as_of": "2025-01-20"}
                given.write(line({**ASK, "request_id": number, "as_of": day, "dossier": person}))
            given.close()

        sender = threading.Thread(target=send)
        sender.start()
        memory = []
        for number, _ in enumerate(out):
            if number in (20_000, 199_999):
                memory.append(memory_of(process, "VmRSS"))
        sender.join()
    assert len(memory) == 2
    assert memory[1] - memory[0] < 2_000, "kB more"


def test_answers_to_what_was_answered(run: Runner) -> None:
    """The process writes what the same lines give inside a program."""
    lines = line(ASK) + b"\n" + line({**ASK, "award": "x"})
    ran = run("evaluate", "-", "--format", "jsonl", given=lines)
    assert [json.loads(one) for one in ran.out.splitlines()] == answered(lines)
