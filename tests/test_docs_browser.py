"""The built site in a real browser: the search, the anchors of claims, both modes, and no error on the console."""

import contextlib
import json
import os
import re
import select
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from support.sphinx_site import needs_sphinx

import afghanwar as aw
from afghanwar.dataset.names import name_key

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [needs_sphinx, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)
# Chromium reads its orders from descriptor 3 and answers on 4.
START = """\
import fcntl, os, sys
orders, answers = (fcntl.fcntl(int(fd), fcntl.F_DUPFD, 10) for fd in sys.argv[1:3])
os.dup2(orders, 3)
os.dup2(answers, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
PATIENCE = 60
DESKTOP, PHONE = (1300, 1600), (390, 1200)


class Browser:
    """A tab of a headless Chromium, driven by the DevTools protocol over a pipe."""

    def __init__(self, program: str, profile: Path) -> None:
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        command = [sys.executable, "-c", START, str(orders), str(answers), program, *FLAGS]
        command.append(f"--user-data-dir={profile}")
        none = subprocess.DEVNULL
        self._process = subprocess.Popen(command, pass_fds=(orders, answers), stdin=none, stdout=none, stderr=none)
        os.close(orders)
        os.close(answers)
        self._rest = b""
        self._number = 0
        self._session: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        for domain in ("Page", "Runtime", "Log"):
            self.order(f"{domain}.enable")

    def order(self, method: str, **params: Any) -> Any:
        """Give an order, and wait for its answer; what else happens goes to the events."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params, **self._session}
        os.write(self._orders, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, url: str) -> None:
        """Open a page, and wait until it is loaded."""
        self.events.clear()
        self.order("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def ask(self, script: str) -> Any:
        """Evaluate JavaScript in the page."""
        result = self.order("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """Evaluate JavaScript in the page until it gives something."""
        end = time.monotonic() + PATIENCE
        while True:
            # While one page takes the place of another, there is nothing to ask.
            with contextlib.suppress(RuntimeError):
                if value := self.ask(script):
                    return value
            assert time.monotonic() < end, script
            time.sleep(0.05)

    def complaints(self) -> list[str]:
        """Everything that the page put on the console, and what it failed to load."""
        self.ask("new Promise(done => setTimeout(done, 100))")
        kinds = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
        return [json.dumps(event["params"]) for event in self.events if event["method"] in kinds]

    def close(self) -> None:
        """End the browser."""
        self._session = {}
        self.order("Browser.close")
        self._process.wait(PATIENCE)
        os.close(self._orders)
        os.close(self._answers)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._answers], [], [], PATIENCE)[0], "Chromium does not answer"
            part = os.read(self._answers, 1 << 16)
            assert part, "Chromium has ended"
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


class Quiet(SimpleHTTPRequestHandler):
    """A server that tells nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(built_site: tuple[Path, subprocess.CompletedProcess[str]]) -> Iterator[str]:
    """The address at which the built site is served."""
    site, _ = built_site
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert CHROMIUM is not None
    browser = Browser(CHROMIUM, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


def called(word: str) -> list[aw.ActorId]:
    """The actors that bear a word, in whatever spelling, as a name, or as a part of one."""
    whole, part = [], []
    for actor in aw.load().actors:
        if name_key(word) in map(name_key, actor.names):
            whole.append(actor.id)
        elif any(name_key(word) == name_key(bit) for name in actor.names for bit in re.split(r"[\s-]", name)):
            part.append(actor.id)
    return whole or part


def search(words: str, browser: Browser, address: str) -> list[str]:
    """The pages that the search finds, the best first."""
    browser.open(f"{address}search.html?q={quote(words)}")
    browser.wait_for("document.querySelector('.search-summary')?.innerText.includes('finished')")
    script = "[...document.querySelectorAll('#search-results li a')].map(link => link.href)"
    return [link.removeprefix(address).partition("?")[0].partition("#")[0] for link in browser.ask(script)]


@pytest.mark.parametrize("word", ["al-Qaida", "QAEDA", "Taleban", "TALIBAN", "Jamiat", "Jami'at"])
def test_the_search_finds_a_name_in_every_spelling(word: str, browser: Browser, address: str) -> None:
    wanted = called(word)
    if not wanted:
        pytest.skip(f"no actor in the dataset is called {word}")
    assert f"dataset/actors/{wanted[0]}.html" in search(word, browser, address)[:5]
    assert browser.complaints() == []


def test_the_search_needs_no_accents(browser: Browser, address: str) -> None:
    accented = [(actor.id, name) for actor in aw.load().actors for name in actor.names if not name.isascii()]
    if not accented:
        pytest.skip("no name in the dataset has an accent")
    for actor, name in accented[:5]:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) not in ("Mn", "Lm"))
        for words in (name, plain):
            assert f"dataset/actors/{actor}.html" in search(words, browser, address)[:5], words


def test_the_link_of_a_claim_lands_on_its_locator(browser: Browser, address: str) -> None:
    event = aw.events_between()[-1]
    claim = aw.evidence_for(event)[-1]
    browser.order("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=True)
    browser.open(f"{address}dataset/events/{event.id}.html")
    anchor = f"#claim-{claim.id.partition('/')[2]}"
    browser.ask(f"document.querySelector('article a[href$=\"{anchor}\"]').click()")
    browser.wait_for(f"location.hash === '{anchor}' && document.readyState === 'complete'")
    target = browser.wait_for("document.querySelector(':target')?.innerText")
    assert claim.says in target
    assert f"“{claim.passage.begins}”" in target
    assert f"“{claim.passage.ends}”" in target
    top = "document.querySelector(':target').getBoundingClientRect().top"
    browser.wait_for(f"0 <= {top} && {top} < innerHeight")


PAGES = ["encyclopedia", "explanation/between", "gallery/index", "gallery/plot_timelines", "how-to/add-a-document"]
PAGES += ["dataset/actors/taliban", "dataset/measures", "dataset/names", "index", "reference/queries"]


@pytest.mark.parametrize("page", [*PAGES, "a source", "an event", "a place", "a disagreement"])
def test_a_page_is_sound_on_desktop_and_phone_in_light_and_dark(page: str, browser: Browser, address: str) -> None:
    kind = page.split()[-1]
    if page not in PAGES:
        records = next([*shelf] for shelf in aw.load().all if shelf.kind == kind)
        if not records:
            pytest.skip(f"there is no {kind} in the dataset")
        page = f"dataset/{kind}s/{records[0].id}"
    grounds = set()
    for width, height in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            mobile = width < height / 2
            browser.order(
                "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile
            )
            browser.order("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            browser.open(f"{address}{page}.html")
            assert browser.complaints() == []
            assert browser.ask("document.documentElement.scrollWidth") <= width
            grounds.add((scheme, browser.ask("getComputedStyle(document.body).backgroundColor")))
    assert len(grounds) == 2
