"""Events as slides of TimelineJS: placed as they are dated, with their uncertainty in words, and none left out."""

import json

import pytest
from hypothesis import given, settings
from support.answers import timed
from support.datasets import changed, passage_of, replacing
from support.strategies import datasets

import afghanwar as aw
from afghanwar import Claim, Dataset, Modality, TimeSpan
from afghanwar.export import to_timelinejs
from afghanwar.export.timelinejs import Slide


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2001", (2001,), None),
        ("2001-11", (2001, 11), None),
        ("2001-11-13", (2001, 11, 13), None),
        ("2001-11~", (2001, 11), None),
        ("2001-11-13?", (2001, 11, 13), None),
        ("2001-22", (2001, 6), (2001, 8)),
        ("199X", (1990,), (1999,)),
        ("2001-XX", (2001, 1, 1), (2001, 12, 31)),
        ("2001-11-1X", (2001, 11, 10), (2001, 11, 19)),
        ("2001-11-13/2001-12", (2001, 11, 13), (2001, 12)),
        ("2001/..", (2001,), None),
        ("/2001-11", (2001, 11), None),
        ("[2001-11..]", (2001, 11), None),
        ("[2001..2001-12]", (2001,), (2001, 12)),
        ("[2001-07-05,2001-07-12]", (2001, 7, 5), (2001, 7, 12)),
        ("[..2005]/[2003..]", (2003,), (2005,)),
    ],
)
def test_a_slide_is_as_precise_as_the_date(text: str, start: tuple[int, ...], end: tuple[int, ...] | None) -> None:
    dataset = timed({"flood": text})
    (slide,) = to_timelinejs(dataset.events, dataset=dataset)["events"]
    assert tuple(slide["start_date"].values()) == start
    assert (tuple(slide["end_date"].values()) if "end_date" in slide else None) == end
    assert slide["display_date"].lower() == TimeSpan(text).humanize().lower()
    assert slide["display_date"][0].isupper() or slide["display_date"][0].isdigit()


def test_what_no_source_asserts_says_so() -> None:
    dataset = timed({"flood": "1902-03"})
    dataset = Dataset.of(replacing(dataset, changed(dataset.claims["gazette/flood"], modality=Modality.HEDGED)))
    (slide,) = to_timelinejs(dataset.events, dataset=dataset)["events"]
    assert slide["display_date"] == "March 1902 (no source asserts it in its own voice)"


def test_an_event_without_a_date_is_listed_and_named() -> None:
    dataset = timed({"flood": None, "fire": "1902"})
    dataset = Dataset.of(replacing(dataset, changed(dataset.events["flood"], name="Fire & <Flood>")))
    document = to_timelinejs(dataset.events, dataset=dataset)
    assert ids(document["events"]) == {"fire"}
    assert ids(document["undated"]) == {"flood"}
    assert "Without a date, and so without a slide (1): Fire &amp; &lt;Flood&gt;." in document["title"]["text"]["text"]


def test_an_event_that_only_order_dates_says_so() -> None:
    order = {"flood": [("after", "fire"), ("before", "storm")], "rain": [("after", "fire")]}
    dataset = timed({"fire": "1902-03-05", "flood": None, "storm": "1902-04", "rain": None}, order=order)
    document = to_timelinejs(dataset.events, dataset=dataset)
    (slide,) = [slide for slide in document["events"] if slide["unique_id"] == "flood"]
    words = "No date is given; by the order of events, between 5 March and 30 April 1902"
    assert slide["display_date"] == words
    assert slide["start_date"] == {"year": 1902, "month": 3, "day": 5}
    assert slide["end_date"] == {"year": 1902, "month": 4, "day": 30}
    assert ids(document["undated"]) == {"rain"}


def ids(slides: list[Slide]) -> set[str]:
    return {slide["unique_id"] for slide in slides}


@settings(max_examples=50)
@given(datasets())
def test_every_event_has_a_slide_or_is_listed(dataset: Dataset) -> None:
    document = to_timelinejs(dataset.events, dataset=dataset)
    assert json.loads(json.dumps(document)) == document
    assert ids(document["events"]) | ids(document["undated"]) == {event.id for event in dataset.events}
    assert not ids(document["events"]) & ids(document["undated"])
    for slide in document["events"]:
        event = dataset.events[slide["unique_id"]]
        reach = dataset.chronology.times(event).reach
        assert reach is not None
        assert [*slide["start_date"]] == ["year", "month", "day"][: len(slide["start_date"])]
        first, last = slide["start_date"], slide.get("end_date", slide["start_date"])
        assert tuple(first.values()) <= tuple(last.values()) or first["year"] == last["year"]


def test_the_text_is_what_the_sources_say_with_their_paragraphs(world: Dataset) -> None:
    event = world.events["fall-of-ostrel"]
    (slide,) = to_timelinejs([event], dataset=world)["events"]
    claims: tuple[Claim, ...] = aw.evidence_for(event, dataset=world)
    for claim in claims:
        assert f"paragraph {passage_of(claim).paragraph})</small></li>" in slide["text"]["text"]
    assert slide["text"]["text"].count("<li>") == len(event.evidence)
    assert slide["text"]["text"].startswith("<p>Ostrel</p>")
    assert slide["group"] == event.kind.value.capitalize()


def test_what_looks_like_markup_is_text(world: Dataset) -> None:
    event = changed(world.events["fall-of-ostrel"], name="<script>alert('x')</script> Ostrel")
    dataset = Dataset.of(replacing(world, event))
    (slide,) = to_timelinejs([event], dataset=dataset)["events"]
    assert slide["text"]["headline"] == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; Ostrel"


def test_a_war_is_an_era_for_the_days_on_which_it_certainly_lasted() -> None:
    document = to_timelinejs(aw.load().events)
    wars = [event for event in aw.load().events if event.kind is aw.EventKind.WAR]
    assert {era["text"]["headline"] for era in document["eras"]} <= {
        event.name.replace("'", "&#x27;") for event in wars
    }
    for era in document["eras"]:
        first, last = ("-".join(f"{part:02}" for part in era[side].values()) for side in ("start_date", "end_date"))
        certain = aw.events_between(first, first, match="certain") + aw.events_between(last, last, match="certain")
        assert [event.name.replace("'", "&#x27;") for event in certain].count(era["text"]["headline"]) == 2


def test_anything_but_an_event_is_an_error(world: Dataset) -> None:
    with pytest.raises(ValueError, match="a timeline shows events, not the actor 'crown'; leave it out"):
        to_timelinejs([world.actors["crown"]], dataset=world)  # type: ignore[list-item]
    with pytest.raises(TypeError, match="expected a record, not 'war'"):
        to_timelinejs(["war"])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="differs from the record of the dataset"):
        to_timelinejs([changed(world.events["fall-of-ostrel"], note="x")], dataset=world)
