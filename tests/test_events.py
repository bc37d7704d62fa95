"""Events: their computed time, and the bundled ones."""

import attrs
import pytest

import afghanwar as aw


def event(*dates: tuple[str, str]) -> aw.Event:
    return aw.Event(
        id=aw.EventId("flood"),
        name="Flood",
        kind=aw.EventKind.OTHER,
        dates=tuple((aw.SourceId(source), aw.TimeSpan(span)) for source, span in dates),
        evidence=(aw.ClaimId("a/flood"),),
    )


@pytest.mark.parametrize(
    ("dates", "when"),
    [
        ((), None),
        ((("a", "1903-05"),), "1903-05"),
        ((("a", "1903"), ("b", "1903-05-07/1903-05-09")), "1903-05-07/1903-05-09"),
        ((("a", "1903-05-07"), ("b", "1903-05-09")), "[1903-05-07..1903-05-09]"),
    ],
)
def test_the_time_of_an_event_joins_the_dates_of_its_sources(
    dates: tuple[tuple[str, str], ...], when: str | None
) -> None:
    computed = event(*dates).when
    assert (computed and computed.edtf) == when


def test_the_time_follows_when_a_date_is_taken_away() -> None:
    flood = event(("a", "1903-05-07"), ("b", "1903-05-09"))
    assert attrs.evolve(flood, dates=flood.dates[:1]).when == aw.TimeSpan("1903-05-07")


def test_the_time_cannot_be_given() -> None:
    with pytest.raises(TypeError):
        attrs.evolve(event(), when=aw.TimeSpan("1903"))  # type: ignore[call-arg]


def test_a_part_that_a_source_calls_one_does_not_certainly_lie_before_or_after_its_whole() -> None:
    events = aw.load().events
    for part in events:
        # Where the part is the curator's reading, the source may date it a day before the whole.
        if part.part_of is not None and "part_of" not in part.inferred:
            when, whole = part.when, events[part.part_of].when
            if when is not None and whole is not None:
                assert when.overlaps(whole) is not aw.Certainty.NO, part.id
