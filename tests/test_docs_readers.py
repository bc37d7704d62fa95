"""The pages for readers in a real browser: filters, folds, footnotes, and questions answered by following links."""

import subprocess
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import pytest
from support.browser import CHROMIUM, Browser
from support.sphinx_site import needs_sphinx

import afghanwar as aw

pytestmark = [needs_sphinx, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

DAYS = [
    ("", ""), ("2001-11-01", "2001-12-31"), ("2014-12-28", "2014-12-28"), ("2021-06-01", "2021-08-31"),
    ("2021-08-15", ""), ("", "2001-09-10"), ("1900-01-01", "1900-01-01"),
]  # fmt: skip
SOURCES = ["", *(source.id for source in aw.load().sources)]
MATCHES: tuple[Literal["certain"], Literal["possible"]] = ("certain", "possible")
MORE = [("", ""), ("capture", ""), ("", "taliban"), ("announcement", "united-states")]

ASK = """
(async addresses => {
    const answers = [];
    const ids = list => [...document.querySelectorAll(`#${list} > li`)].map(item => item.id.slice(6));
    for (const address of addresses) {
        const changed = new Promise(done => addEventListener("hashchange", done, {once: true}));
        if (location.hash !== "#" + address) { location.hash = address; await changed; }
        answers.push([ids("certain"), ids("possible"), document.querySelector("output.count").textContent]);
    }
    return answers;
})
"""


def open_at(browser: Browser, address: str, width: int = 1280) -> None:
    """Open a page anew in a window of some width."""
    browser.order(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
    )
    browser.open("about:blank")
    browser.open(address)


def is_sound(browser: Browser, site: str) -> None:
    """Nothing is on the console, and nothing came from elsewhere."""
    assert browser.complaints() == []
    loaded = browser.ask("performance.getEntriesByType('resource').map(each => each.name)")
    assert [each for each in loaded if not each.startswith((site, "data:"))] == []


def fragment(source: str, days: tuple[str, str], kind: str, actor: str, *, certain: bool) -> str:
    """The end of the address of the page of events, for some filters."""
    asked = {"source": source, "kind": kind, "actor": actor, "from": days[0], "to": days[1]}
    return urlencode({name: value for name, value in asked.items() if value} | ({"certain": "yes"} if certain else {}))


def answers(source: str, days: tuple[str, str], kind: str, actor: str) -> tuple[list[str], list[str]]:
    """The certain and the other events, by the library."""
    certain, possible = (
        [
            str(event.id)
            for event in aw.events_between(
                days[0] or None,
                days[1] or None,
                match=match,
                kinds=kind or None,
                actor=actor or None,
                according_to=source or None,
            )
        ]
        for match in MATCHES
    )
    return certain, [id for id in possible if id not in certain]


def test_the_filters_of_events_answer_as_the_library_does(browser: Browser, address: str) -> None:
    asked = list(product(SOURCES, DAYS, MORE))
    assert len(asked) >= 150
    open_at(browser, f"{address}dataset/explore.html")
    pages = [fragment(source, days, *more, certain=False) for source, days, more in asked]
    shown = browser.ask(f"{ASK}({pages[1:]!r})")
    total = len(aw.load().events)
    for (source, days, more), (certain, possible, count) in zip(asked[1:], shown, strict=True):
        assert (certain, possible) == answers(source, days, *more), (source, days, more)
        assert count == f"{len(certain) + len(possible)} of {total} events ({len(certain)} certain)"
    is_sound(browser, address)


def test_an_address_keeps_the_choice_and_a_wrong_one_is_named(
    browser: Browser, built_site: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    page = (built_site[0] / "dataset" / "explore.html").as_uri()
    days = ("2021-06-01", "2021-08-31")
    open_at(browser, f"{page}#{fragment('', days, '', 'taliban', certain=True)}", 390)
    [(certain, possible, _)] = browser.ask(f"{ASK}([location.hash.slice(1)])")
    assert (certain, possible) == (answers("", days, "", "taliban")[0], [])
    assert browser.ask("document.querySelector('[name=actor]').value") == "taliban"
    is_sound(browser, "file:")
    wrong = browser.ask(f"{ASK}(['actor=talibann&tim=5', 'from=2021-08-01&to=2021-07-01'])")
    assert wrong[0][2].endswith("The address has an unknown value: actor=talibann, tim=5")
    assert wrong[1][2].endswith("the first day is after the last")
    # By keyboard: a space on the box, and Enter on the button.
    press = """(async () => {
        location.hash = ""; await new Promise(done => setTimeout(done, 50));
        document.querySelector('[name=certain]').focus();
    })()"""
    browser.ask(press)
    for kind in ("keyDown", "keyUp"):
        browser.order("Input.dispatchKeyEvent", type=kind, key=" ", code="Space", text=" ", windowsVirtualKeyCode=32)
    assert browser.ask("location.hash") == "#certain=yes"
    assert browser.ask("document.querySelectorAll('#possible > li').length") == 0
    # Every control has a name for a screen reader.
    names = (
        "[...document.querySelector('form.explore').elements].map(each => (each.labels[0] || each).innerText.trim())"
    )
    assert all(browser.ask(names))
    assert browser.ask("document.querySelector('output.count').ariaLive") == "polite"


def test_a_claim_is_found_by_its_words_and_leads_to_its_place(browser: Browser, address: str) -> None:
    open_at(browser, f"{address}dataset/claims.html#text=OPIUM+harvest")
    shown = "[...document.querySelectorAll('ol.claims > li:not([hidden]) a')]"
    wanted = [claim.says for claim in aw.load().claims if {"opium", "harvest"} <= set(claim.says.lower()[:-1].split())]
    assert wanted
    assert browser.ask(f"{shown}.map(link => link.textContent)") == wanted
    assert browser.ask("document.querySelector('output.count').textContent").startswith(f"{len(wanted)} of ")
    is_sound(browser, address)
    browser.ask(f"{shown}[0].click()")
    assert wanted[0] in browser.wait_for("document.querySelector(':target')?.innerText")


@pytest.mark.parametrize("page", ["actors/taliban", "actors/united-states", "events/afghanistan-war"])
def test_a_page_of_what_most_claims_are_about_is_short_before_it_is_unfolded(
    page: str, browser: Browser, address: str
) -> None:
    for width in (1280, 390):
        open_at(browser, f"{address}dataset/{page}.html", width)
        assert browser.ask("document.documentElement.scrollHeight") <= 4000
        assert browser.ask("document.documentElement.scrollWidth") <= width
    is_sound(browser, address)


def test_an_anchor_in_a_fold_unfolds_it(browser: Browser, address: str) -> None:
    tie = aw.load().relationships["pakistan-supports-taliban"]
    page = f"{address}dataset/actors/taliban.html"
    top = "document.querySelector(':target')?.checkVisibility() && document.querySelector(':target').innerText"
    open_at(browser, f"{page}#relationship-{tie.id}")
    assert "1996" in browser.wait_for(top)
    # A second link on the same page.
    browser.ask('document.querySelector(\'.along a[href^="#relationship-"][href$="from-2004"]\').click()')
    assert "2004" in browser.wait_for(f"location.hash.endsWith('from-2004') && {top}")


def test_the_footnote_of_a_claim_is_shown_and_copied(browser: Browser, address: str) -> None:
    claim = aw.load().claims["historica-war/bagram-evacuated"]
    open_at(browser, f"{address}dataset/sources/historica-war.html")
    browser.ask("navigator.clipboard.writeText = async text => { window.copied = text; }")
    anchor = f"document.querySelector('#claim-{claim.id.partition('/')[2]}')"
    browser.ask(f"{anchor}.querySelector('button.cite').click()")
    assert browser.ask(f"{anchor}.querySelector('.footnote:popover-open').innerText") == aw.cite(claim)
    assert browser.ask("window.copied") == aw.cite(claim)
    is_sound(browser, address)


def follow(browser: Browser, words: str) -> None:
    """Click the first visible link with some words in it, in the text of the page, and wait for what it leads to."""
    before = browser.ask("location.href")
    links = "[...document.querySelectorAll('article a')].filter(link => link.checkVisibility())"
    browser.ask(f"{links}.find(link => link.innerText.includes({words!r})).click()")
    browser.wait_for(f"location.href !== {before!r} && document.readyState === 'complete'")


@pytest.mark.parametrize(
    ("links", "found"),
    [
        # What happened at Bagram, and when?
        (["Bagram Airfield"], ["Evacuation of Bagram Airbase (Historica Wiki, Afghanistan War: 2 July 2021; "
                               "socialistworld.net 2021: between 1 and 10 July 2021)"]),
        (["Bagram Airfield", "Evacuation of Bagram"], ["The Americans evacuated Bagram Airbase on 2 July 2021.",
                                                     "US forces left Bagram airfield in Afghanistan in early July"]),
        # Who says that Pakistan supported the Taliban, and since when?
        (["Taliban"], ["supported by Pakistan from 2004 to September 2021 or later (Giustozzi 2021)",
                       "supported by Pakistan from 1996 to 2001 or later (socialistworld.net 2021)",
                       "Different answers: Did Pakistan's support of the Taliban continue after 2001"]),
        # What is uncertain is said beside it.
        (["Taliban"], ["supported by United States between 1990 and 2001 (Stein 2021); "
                       "limits: 6 December 2001 or earlier, time inferred"]),
        # Where do the sources contradict each other on numbers?
        (["Disagreements"], ["Numbers", "How many districts does Afghanistan have?",
                             "350 (Historica Wiki, Afghanistan War)", "407 (Stein 2021)"]),
    ],
)  # fmt: skip
def test_a_reader_finds_an_answer_by_following_links(
    links: list[str], found: list[str], browser: Browser, address: str
) -> None:
    open_at(browser, f"{address}index.html", 390)
    for words in links:
        follow(browser, words)
    text = " ".join(browser.ask("document.querySelector('article').innerText").split())
    for words in found:
        assert words in text
    is_sound(browser, address)
