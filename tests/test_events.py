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
def test_the_time_of_an_event_combines_the_dates_of_its_sources(
    dates: tuple[tuple[str, str], ...], when: str | None
) -> None:
    computed = event(*dates).when
    assert (computed and computed.text) == when


def test_the_time_changes_with_the_dates() -> None:
    flood = event(("a", "1903-05-07"), ("b", "1903-05-09"))
    assert attrs.evolve(flood, dates=flood.dates[:1]).when == aw.TimeSpan("1903-05-07")


def test_the_time_cannot_be_given() -> None:
    with pytest.raises(TypeError):
        attrs.evolve(event(), when=aw.TimeSpan("1903"))  # type: ignore[call-arg]


def test_an_order_line_has_one_of_eight_words() -> None:
    assert [word.value for word in aw.OrderWord] == [
        "after",
        "since",
        "before",
        "until",
        "during",
        "throughout",
        "opened_by",
        "closed_by",
    ]


def test_an_event_with_order_and_lives_is_hashable_and_has_no_other_time() -> None:
    line = aw.Order(word=aw.OrderWord.AFTER, other=aw.EventId("storm"), evidence=(aw.ClaimId("a/flood"),))
    flood = event(("a", "1903-05"))
    ordered = attrs.evolve(flood, order=(line,), begins=((aw.ActorId("relief"), ()),))
    assert ordered != flood
    assert len({flood, ordered, attrs.evolve(ordered)}) == 2
    assert ordered.when == flood.when
    assert (flood.order, flood.begins, flood.ends, line.evidence) == ((), (), (), ("a/flood",))
    assert aw.Order(word=aw.OrderWord.AFTER, other=aw.EventId("storm")).evidence == ()


def test_bundled_order_lines_have_evidence_or_say_that_they_are_inferred() -> None:
    dataset = aw.load()
    lines = [(record, line) for record in (*dataset.events, *dataset.relationships) for line in record.order]
    assert {line.word for _, line in lines} == set(aw.OrderWord)
    assert all(line.evidence or line.word.value in record.inferred for record, line in lines)


def test_a_part_according_to_a_source_is_not_certainly_before_or_after_its_whole() -> None:
    events = aw.load().events
    for part in events:
        # Where the part is the curator's reading, the source may date it a day before the whole.
        if part.part_of is not None and "part_of" not in part.inferred:
            when, whole = part.when, events[part.part_of].when
            if when is not None and whole is not None:
                assert when.overlaps(whole) is not aw.Certainty.NO, part.id


def test_acts_of_war_are_part_of_the_war_except_those_of_other_wars() -> None:
    acts = {"attack", "battle", "campaign", "capture", "defection", "withdrawal"}
    apart = {event.id for event in aw.load().events if event.kind.value in acts and event.part_of is None}
    assert apart == {"fall-of-mosul", "fight-of-taliban-and-islamic-state", "september-11-attacks"}
