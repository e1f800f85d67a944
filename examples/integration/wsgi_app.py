"""Requests over HTTP: POST one, get its answer; the contract is that of ``docs/integration.md``.

Any WSGI server runs ``application``, with several threads if it likes. For a look at it, from the root of the project::

    PYTHONPATH=src python examples/integration/wsgi_app.py
    curl --data @request.json http://127.0.0.1:8000/
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cchc_rules.cli.answers import Answering

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

MOST_BYTES = 4 << 20
STATUS = {"request": "400 Bad Request", "dossier": "422 Unprocessable Entity", "question": "422 Unprocessable Entity"}

answering = Answering()
"""Made once for all requests: it keeps the rulebooks that they name."""


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """200 with verdicts; 400 for what is no request; 422 for a faulty dossier or a question without an answer."""
    size = environ.get("CONTENT_LENGTH") or "0"
    if environ["REQUEST_METHOD"] != "POST" or not size.isdecimal():
        start_response("405 Method Not Allowed", [("Allow", "POST"), ("Content-Type", "text/plain")])
        return [b"POST one request"]
    length = int(size)
    if length > MOST_BYTES:
        status, answer = "413 Content Too Large", answering.too_long(1)
    else:
        answer = answering.answer(environ["wsgi.input"].read(length))
        error: Any = answer.get("error")
        status = STATUS[error["kind"]] if error else "200 OK"
    body = json.dumps(answer).encode("ascii")
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def main() -> None:
    """Serve this machine alone, one request at a time, until interrupted."""
    from wsgiref.simple_server import make_server

    with make_server("127.0.0.1", 8000, application) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
