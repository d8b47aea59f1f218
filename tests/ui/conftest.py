"""Pages in Chromium: nothing they do may leave the machine, and no script of theirs may fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.bootstrap import Fazhi
from index.build import build
from tests.conftest import verified_here
from tests.ui.accessibility import axe, grave_findings
from tests.ui.everything import with_everything
from tests.ui.serving import served

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = "no-sandbox disable-gpu disable-quic no-first-run disable-background-networking disable-component-update disable-sync"
PATIENCE = 20_000  # milliseconds until something that is waited for is given up

OpenPage = Callable[..., Any]
REQUESTS: list[tuple[int, int]] = []  # of each test that opened pages: how many, and how many went elsewhere


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the network log of the whole run says."""
    if REQUESTS:
        every, outside = (sum(counts) for counts in zip(*REQUESTS, strict=True))
        terminalreporter.write_line(f"pages: {every} requests of {len(REQUESTS)} tests, {outside} to another machine")


@pytest.fixture(scope="module")
def address(fazhi: Fazhi) -> Iterator[str]:
    """A server for as long as a module's tests run."""
    with served(fazhi) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium with a profile of its own that is thrown away.

    Not for longer than a module: while it is driven an event loop runs in this thread, and tests with a loop of their own fail.
    """
    if not Path(CHROMIUM).exists():
        if os.environ.get("FAZHI_REQUIRE_SERVICES") == "1":
            pytest.fail("Chromium is required here and not installed: apt-get install chromium fonts-noto-cjk")
        pytest.skip("Chromium is not installed (apt-get install chromium fonts-noto-cjk)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=[f"--{flag}" for flag in QUIET.split()])
        yield launched
        launched.close()


@pytest.fixture
def open_context(browser: Any) -> Iterator[OpenPage]:
    """Makes browser contexts; afterwards no request may have gone elsewhere and no script have failed."""
    contexts: list[Any] = []
    asked_for: list[str] = []
    failures: list[str] = []

    def opened(**options: object) -> Any:
        context = browser.new_context(**{"locale": "zh-CN", "accept_downloads": True} | options)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked_for.append(request.url))
        context.on("weberror", lambda error: failures.append(str(error.error)))
        context.on("console", lambda said: failures.append(said.text) if "Content Security Policy" in said.text else None)
        return context

    yield opened
    for context in contexts:
        context.close()
    outside = [url for url in asked_for if urlsplit(url).scheme not in ("data", "blob", "about") and urlsplit(url).hostname != "127.0.0.1"]
    REQUESTS.append((len(asked_for), len(outside)))
    assert outside == []
    assert failures == []


@pytest.fixture
def open_at(open_context: OpenPage, address: str) -> OpenPage:
    """Opens a path of the server in a browser context of its own."""

    def opened(path: str = "/", **options: object) -> Any:
        page = open_context(**options).new_page()
        page.goto(address + path)
        return page

    return opened


@pytest.fixture
def open_page(open_at: OpenPage) -> OpenPage:
    """Opens the chat, ready to be asked."""

    def opened(**options: object) -> Any:
        page = open_at("/", **options)
        page.wait_for_selector("#fz-question textarea")
        page.wait_for_selector("#fz-chat .example")
        return page

    return opened


@pytest.fixture
def accessible() -> Callable[[Any], None]:
    """Says of a page as it stands, its frames too, that axe-core finds nothing serious; open it light (`color_scheme`) and dark."""
    axe()

    def looked_at(page: Any) -> None:
        found = grave_findings(page)
        assert not found, "\n".join(found)

    return looked_at


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, make_embedding: Callable[[], object]) -> Iterator[Fazhi]:
    """The assistant over a library of its own with something of every kind; whatever it builds is checked in this process."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.bootstrap.build", partial(build, verify=verified_here))
        yield with_everything(tmp_path_factory.mktemp("everything"), make_embedding())
