"""Events in the real TimelineJS, in a browser: every slide is there, with its date in words, and no error."""

import json
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.browser import CHROMIUM, Browser, served

import afghanwar as aw
from afghanwar.export import to_timelinejs

NPM = shutil.which("npm")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    pytest.mark.skipif(NPM is None, reason="npm is not installed"),
]

PAGE = """<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="package/dist/css/timeline.css">
<script src="package/dist/js/timeline.js"></script>
<div id="timeline" style="width: 1200px; height: 700px"></div>
<script>
    fetch("timeline.json").then(answer => answer.json()).then(data => {
        window.timeline = new TL.Timeline("timeline", data, {font: null, script_path: "package/dist/js"});
    });
</script>
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with TimelineJS and a page that shows ``timeline.json`` with it."""
    folder = tmp_path_factory.mktemp("timelinejs")
    assert NPM is not None
    command = [NPM, "pack", "--silent", "@knight-lab/timelinejs@3.9.11"]
    packed = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    if packed.returncode != 0:
        pytest.skip("npm cannot download TimelineJS")
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        archive.extractall(folder, filter="data")
    (folder / "index.html").write_text(PAGE)
    return folder


@pytest.mark.parametrize("events", [aw.load().events, aw.events_between("2021-07"), aw.load().battles])
def test_timelinejs_shows_every_event(events: Iterable[aw.Event], folder: Path, browser: Browser) -> None:
    document = to_timelinejs(events)
    (folder / "timeline.json").write_text(json.dumps(document))
    with served(folder) as address:
        browser.open(f"{address}index.html")
        browser.wait_for("window.timeline?.ready && document.querySelectorAll('.tl-slide').length > 1")
        slides = browser.ask("[...document.querySelectorAll('.tl-slide')].map(slide => slide.id)")
        script = "slide => [slide.id, slide.querySelector('.tl-headline-date')?.innerText]"
        dates = browser.ask(f"[...document.querySelectorAll('.tl-slide')].map({script})")
        errors = browser.ask("timeline.config.getErrors()")
        complaints = browser.complaints()
    assert slides[0] == "title-slide"
    assert sorted(slides[1:]) == sorted(slide["unique_id"] for slide in document["events"])
    assert dict(dates[1:]) == {slide["unique_id"]: slide["display_date"] for slide in document["events"]}
    assert errors == []
    assert complaints == []
