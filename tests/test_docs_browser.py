"""The built site in a real browser: the search, the anchors of claims, both modes, and no error on the console."""

import re
import unicodedata
from urllib.parse import quote

import pytest
from support.browser import CHROMIUM, Browser
from support.datasets import passage_of
from support.sphinx_site import needs_sphinx

import afghanwar as aw
from afghanwar.dataset.names import name_key

pytestmark = [needs_sphinx, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

DESKTOP, PHONE = (1300, 1600), (390, 1200)


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
    assert f"“{passage_of(claim).begins}”" in target
    assert f"“{passage_of(claim).ends}”" in target
    top = "document.querySelector(':target').getBoundingClientRect().top"
    browser.wait_for(f"0 <= {top} && {top} < innerHeight")


PAGES = ["charts", "encyclopedia", "explanation/between", "how-to/add-a-document"]
PAGES += [
    "dataset/actors/taliban",
    "dataset/claims",
    "dataset/disagreements/index",
    "dataset/explore",
    "dataset/measures",
    "dataset/names",
    "index",
    "reference/queries",
]


@pytest.mark.parametrize("page", [*PAGES, "a source", "an event", "a place", "a disagreement"])
def test_a_page_is_sound_on_desktop_and_phone_in_light_and_dark(page: str, browser: Browser, address: str) -> None:
    kind = page.split()[-1]
    if page not in PAGES:
        records = next([*shelf] for shelf in aw.load().shelves if shelf.kind == kind)
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
