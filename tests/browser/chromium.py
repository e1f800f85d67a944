"""A real Chromium, spoken to over a pipe by the DevTools protocol: no driver, no library, no port."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_LAUNCH = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
A4 = (8.27, 11.69)
"""In inches. The page's own style asks for it; a browser that ignores that prints on what it is given."""


class MissingError(Exception):
    """A program that these tests need is not installed."""

    def __init__(self, program: str) -> None:
        super().__init__(f"`{program}` is not installed; `make chromium` installs on Debian all that is needed")


def program(*names: str) -> str:
    """Where one of these programs is; :class:`MissingError` says what to install."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    raise MissingError(names[0])


def _pipe() -> tuple[int, int]:
    """A pipe whose ends are neither 3 nor 4, where the browser wants them to be."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


@contextmanager
def chromium(scratch: Path) -> Iterator[Browser]:
    """A browser with a profile of its own, gone when the block ends."""
    to_read, to_write = _pipe(), _pipe()
    command = [program(*NAMES), *FLAGS, f"--user-data-dir={scratch}", "about:blank"]
    with subprocess.Popen(
        [sys.executable, "-c", _LAUNCH, str(to_read[0]), str(to_write[1]), *command],
        pass_fds=(to_read[0], to_write[1]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(to_read[0])
        os.close(to_write[1])
        with open(to_read[1], "wb", buffering=0) as out, open(to_write[0], "rb") as answers:
            browser = Browser(out, answers)
            yield browser
            browser.ask("Browser.close")
        process.wait(timeout=30)


class Browser:
    """What can be asked of it: messages end in a NUL, answers carry the number of their question."""

    def __init__(self, out: Any, answers: Any) -> None:
        self._out, self._answers, self._number = out, answers, 0
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The result of a method; ``RuntimeError`` if it failed. What happened meanwhile is in ``events``."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self.events.append(answer)

    def wait(self, method: str, session: str) -> None:
        """Until something has happened on a page."""
        while not any(e.get("method") == method and e.get("sessionId") == session for e in self.events):
            self.events.append(self._next())

    def _next(self) -> dict[str, Any]:
        data = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("the browser is gone")
            data += byte
        return dict(json.loads(data))

    def page(self, file: Path, *, width: int, dark: bool = False, fragment: str = "") -> Page:
        """A file, opened on a screen of that width; scripts of the page are not run."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = str(self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        page = Page(self, session, target)
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            page.ask(f"{domain}.enable")
        page.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 700)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        page.ask("Emulation.setEmulatedMedia", features=[scheme])
        page.ask("Page.navigate", url=file.resolve().as_uri() + fragment)
        self.wait("Page.loadEventFired", session)
        return page


class Page:
    """One open page."""

    def __init__(self, browser: Browser, session: str, target: str) -> None:
        self._browser, self._session, self._target = browser, session, target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._browser.ask("Target.closeTarget", targetId=self._target)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """A method of this page."""
        return self._browser.ask(method, self._session, **parameters)

    def value(self, expression: str) -> Any:
        """What an expression of ours gives on the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def events(self, *methods: str) -> list[dict[str, Any]]:
        """What has happened on the page so far."""
        found = self._browser.events
        return [e["params"] for e in found if e.get("sessionId") == self._session and e["method"] in methods]

    def picture(self, file: Path) -> Path:
        """The whole page as PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}
        data = self.ask("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        file.write_bytes(base64.b64decode(data))
        return file

    def pdf(self, file: Path) -> Path:
        """The page as it is printed."""
        width, height = A4
        data = self.ask(
            "Page.printToPDF", preferCSSPageSize=True, printBackground=False, paperWidth=width, paperHeight=height
        )["data"]
        file.write_bytes(base64.b64decode(data))
        return file
