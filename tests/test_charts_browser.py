"""The charts of the site in a real browser: menu, legend, days, links and tooltips, from a file and from a server."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.browser import CHROMIUM, Browser, served
from support.sphinx_site import needs_sphinx

import afghanwar as aw

pytestmark = [needs_sphinx, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

SUMMER, MAP = 2, 4
"""Charts of the page, by their place on it; the map is the last."""

NAMES = ".mark-text.role-mark text"
"""What selects the names of a drawing."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert CHROMIUM is not None
    browser = Browser(CHROMIUM, tmp_path_factory.mktemp("profile"))
    browser.order("Network.enable")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def page(built_site: tuple[Path, subprocess.CompletedProcess[str]], browser: Browser) -> Iterator[str]:
    """The address of the page of charts, which is open and drawn."""
    with served(built_site[0]) as address:
        show(browser, f"{address}charts.html", 1280, "light")
        yield f"{address}charts.html"


def show(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Open a page and wait until its charts are drawn."""
    mobile = width < 500
    browser.order("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=mobile)
    browser.order("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(address)
    browser.wait_for(f"document.querySelectorAll('figure.chart.drawn').length === {MAP + 1}")


def drawing(chart: int, part: str) -> str:
    """JavaScript for the parts of a chart."""
    return f"document.querySelectorAll('figure.chart')[{chart}].querySelectorAll('.drawing {part}')"


def names(browser: Browser, chart: int) -> list[str]:
    """The names of the lines of a chart, from top to bottom."""
    script = f"""[...{drawing(chart, NAMES)}].map(text => [text.getBoundingClientRect().top, text.textContent])
        .sort((a, b) => a[0] - b[0]).map(at => at[1])"""
    return list(browser.ask(script))


def choose(browser: Browser, chart: int, source: str) -> None:
    """Choose a source in the menu of a chart."""
    browser.ask(f"""(() => {{
        const menu = document.querySelectorAll('figure.chart')[{chart}].querySelector('select');
        menu.value = {source!r};
        menu.dispatchEvent(new Event('input', {{bubbles: true}}));
        menu.dispatchEvent(new Event('change', {{bubbles: true}}));
    }})()""")


def mouse(browser: Browser, kind: str, x: float, y: float, **more: Any) -> None:
    browser.order("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)


def box(browser: Browser, script: str) -> dict[str, float]:
    """Where an element is, after scrolling to it."""
    found: dict[str, float] = browser.ask(f"""(() => {{
        const element = {script};
        element.scrollIntoView({{block: 'center', behavior: 'instant'}});
        return element.getBoundingClientRect().toJSON();
    }})()""")
    return found


def test_the_menu_shows_what_one_source_says(browser: Browser, page: str) -> None:
    everything = [event.name for event in aw.events_between("2021-07", "2021-08")]
    assert names(browser, SUMMER) == everything
    for source in aw.load().sources:
        answer = [event.name for event in aw.events_between("2021-07", "2021-08", according_to=source)]
        if answer:
            choose(browser, SUMMER, source.label)
            browser.wait_for(f"{drawing(SUMMER, NAMES)}.length === {len(answer)}")
            assert names(browser, SUMMER) == answer
    choose(browser, SUMMER, "all sources")
    assert browser.complaints() == []


def test_the_legend_shows_one_kind_and_the_overview_some_days(browser: Browser, page: str) -> None:
    show(browser, page, 1280, "light")
    figure = f"document.querySelectorAll('figure.chart')[{SUMMER}]"
    everything = names(browser, SUMMER)
    symbol = box(browser, f"[...{figure}.querySelectorAll('.role-legend-symbol path')][0]")
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        mouse(browser, kind, symbol["x"] + 4, symbol["y"] + 4, button="left", clickCount=1)
    fighting = names(browser, SUMMER)
    assert 0 < len(fighting) < len(everything)
    assert "Taliban enter Kabul" in fighting
    assert "Flight of President Ghani" not in fighting
    # The days from the middle of August on.
    overview = box(browser, f"{figure}.querySelector('.drawing .mark-group.role-scope .background')")
    y, start = overview["y"] + overview["height"] / 2, overview["x"] + overview["width"] * 45.4 / 62
    mouse(browser, "mouseMoved", start, y)
    mouse(browser, "mousePressed", start, y, button="left", clickCount=1)
    for x in (start + 20, overview["x"] + overview["width"] - 2):
        mouse(browser, "mouseMoved", x, y, button="left", buttons=1)
    mouse(browser, "mouseReleased", overview["x"] + overview["width"] - 2, y, button="left", clickCount=1)
    browser.wait_for(f"{drawing(SUMMER, NAMES)}.length < {len(fighting)}")
    late = names(browser, SUMMER)
    assert "Taliban enter Kabul" in late
    assert "Taliban capture Kunduz" not in late
    assert browser.complaints() == []


def test_a_name_leads_to_its_page_and_says_when(browser: Browser, page: str) -> None:
    show(browser, page, 1280, "light")
    find = f"[...{drawing(SUMMER, NAMES)}].find(text => text.textContent === 'Evacuation of Bagram Airbase')"
    at = box(browser, find)
    mouse(browser, "mouseMoved", at["x"] + 20, at["y"] + at["height"] / 2)
    tooltip = browser.wait_for("document.querySelector('#vg-tooltip-element.visible')?.innerText")
    assert "2 July 2021" in tooltip
    assert "socialistworld.net 2021" in tooltip
    for kind in ("mousePressed", "mouseReleased"):
        mouse(browser, kind, at["x"] + 20, at["y"] + at["height"] / 2, button="left", clickCount=1)
    browser.wait_for("location.pathname.endsWith('/dataset/events/evacuation-of-bagram.html')")


@pytest.mark.parametrize("place", ["server", "file"])
def test_the_charts_are_sound_wide_and_narrow_light_and_dark(
    place: str, browser: Browser, page: str, built_site: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    address = page if place == "server" else f"{built_site[0].as_uri()}/charts.html"
    inks = set()
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            show(browser, address, width, scheme)
            assert browser.complaints() == []
            asked = [
                e["params"]["request"]["url"] for e in browser.events if e["method"] == "Network.requestWillBeSent"
            ]
            assert [url for url in asked if not url.startswith((address.removesuffix("charts.html"), "data:"))] == []
            assert browser.ask("document.documentElement.scrollWidth") <= width
            widest = "Math.max(...[...document.querySelectorAll('.drawing svg')].map(svg => svg.clientWidth))"
            assert browser.ask(widest) <= width
            ink = f"getComputedStyle({drawing(MAP, NAMES)}[0]).fill"
            inks.add((scheme, browser.ask(ink)))
    assert len(inks) == len({ink for _, ink in inks}) == 2


def test_without_scripts_every_name_is_a_link_with_its_date(browser: Browser, page: str) -> None:
    browser.order("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page)
    text = browser.order("DOM.getOuterHTML", nodeId=browser.order("DOM.getDocument", depth=0)["root"]["nodeId"])
    browser.order("Emulation.setScriptExecutionDisabled", value=False)
    assert text["outerHTML"].count("<details open") == MAP + 1
    for event in aw.events_between("2021-07", "2021-08"):
        assert f'<a href="dataset/events/{event.id}.html"><text' in text["outerHTML"]
    assert "Evacuation of Bagram Airbase: 2 July 2021</title>" in text["outerHTML"]
    assert "pages.invalid" not in text["outerHTML"]
