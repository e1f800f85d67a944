"""The examples for other systems do what they say: HTTP, a Node program, a shell."""

from __future__ import annotations

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from io import BytesIO
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator as checked

import pytest
from checkout import ROOT
from integration.asking import AN, ANNUAL, ENVIRONMENT, PERSON, answer_to, line

EXAMPLES = ROOT / "examples/integration"
APPLICATION = runpy.run_path(str(EXAMPLES / "wsgi_app.py"))["application"]
ASK = {"request_id": "r1", "award": ANNUAL, "year": 2024, "dossier": PERSON}


def post(body: bytes, method: str = "POST") -> tuple[str, dict[str, str], bytes]:
    """What the application says to one call, under the eyes of the checker of the WSGI standard."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    setup_testing_defaults(environ)
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
        said.extend((status, headers))
        return len

    parts = checked(APPLICATION)(environ, start)
    try:
        content = b"".join(parts)
    finally:
        parts.close()  # type: ignore[attr-defined]  # the checker's iterator has it
    return said[0], dict(said[1]), content


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (line(ASK), "200 OK"),
        (json.dumps(ASK, indent=2).encode(), "200 OK"),
        (b"{", "400 Bad Request"),
        (b"", "400 Bad Request"),
        (line({**ASK, "dossier": {**PERSON, "kind": "x"}}), "422 Unprocessable Entity"),
        (line({**ASK, "year": 2030}), "422 Unprocessable Entity"),
        (b" " * ((4 << 20) + 1), "413 Content Too Large"),
    ],
)
def test_http(body: bytes, status: str) -> None:
    """The status says whose fault it was; the body is the answer that a line would have got."""
    found, headers, content = post(body)
    assert found == status
    assert headers == {"Content-Type": "application/json", "Content-Length": str(len(content))}
    if status == "200 OK":
        assert json.loads(content) == answer_to(ASK)
    else:
        assert "error" in json.loads(content)


def test_a_fault_over_several_lines_has_its_place() -> None:
    """Line and column are those of the body."""
    _, _, content = post(json.dumps({**ASK, "yaer": 1}, indent=2).encode())
    (diagnostic,) = json.loads(content)["error"]["diagnostics"]
    assert (diagnostic["code"], diagnostic["line"], diagnostic["column"]) == ("CR502", 11, 3)


def test_other_methods_are_refused() -> None:
    """Nothing is shown to whoever only looks."""
    status, headers, content = post(b"", "GET")
    assert (status, headers["Allow"], content) == ("405 Method Not Allowed", "POST", b"POST one request")


def test_over_the_wire() -> None:
    """A real server on this machine."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    with make_server("127.0.0.1", 0, APPLICATION, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{server.server_port}/", data=line(ASK), timeout=30) as response:
            answer = json.loads(response.read())
        thread.join()
    assert answer == answer_to(ASK)


def output(*command: str) -> list[str]:
    """What a client prints when it drives this version of the program."""
    done = subprocess.run(
        [*command, sys.executable, "-m", "cchc_rules"],
        capture_output=True,
        env={**ENVIRONMENT, "CCHC_RULES_LANG": "en"},
        check=True,
        timeout=120,
    )
    assert done.stderr.decode() == "4 requests, 1 of them faulty (CR520: 1)\n"
    return done.stdout.decode().splitlines()


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed; docs/integration.md names it")
def test_a_node_program() -> None:
    """All are asked at once; the answers find their requests by id."""
    assert output("node", str(EXAMPLES / "client.mjs")) == [
        "an: guong-mat-so: eligible",
        "binh: guong-mat-so: not_eligible",
        "chi: guong-mat-so: undetermined, missing survey_score (not_given), courses (list_open)",
        "dung: dossier error: CR520 at dossier/facts/survey_scor",
        "ended with 1",
    ]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed; docs/integration.md names it")
def test_a_node_program_whose_process_dies() -> None:
    """Whoever still waits is told, and does not wait for ever."""
    done = subprocess.run(
        ["node", str(EXAMPLES / "client.mjs"), sys.executable, "-c", "import sys; sys.exit(3)"],
        capture_output=True,
        env=ENVIRONMENT,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert b"cchc-rules ended with 3" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell is wanted")
def test_a_shell() -> None:
    """One is asked after the other, each answer awaited."""
    page = (ROOT / "docs/integration.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```console\n\$ sh examples/integration/client.sh cchc-rules\n((?:.*\n)*?)```\n", page)
    assert output("sh", str(EXAMPLES / "client.sh")) == shown.splitlines()
    assert shown.splitlines()[:3] == ["an: eligible", "binh: not_eligible", "chi: undetermined"]


def test_the_examples_ask_what_they_say() -> None:
    """The clients' first dossier is the one of these tests: eligible by its score alone."""
    assert AN["facts"]["survey_score"] == {"2025": 96.5}
