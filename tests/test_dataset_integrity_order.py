"""Rules for lines of order and for lives: each is broken by a record, and only that is reported."""

from typing import Any

import pytest
from support.datasets import changed, replacing
from support.faults import DATES, FALL, FLED, MARCH, MARCHED, SHIPS, SIEGE, WAR, line, reported, the_fault

from afghanwar import (
    Dataset,
    Event,
    Order,
    OrderWord,
)
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves


def ordered(world: Dataset, id: str, *lines: Order, inferred: tuple[str, ...] = ()) -> Event:
    """An event with other order lines."""
    return changed(world.events[id], order=lines, inferred=inferred or world.events[id].inferred)


def test_the_other_of_an_order_line_is_an_event_or_a_source(world: Dataset) -> None:
    for other in (SIEGE, WAR, "harbour-chronicle", "red-courier"):
        assert reported(world, ordered(world, MARCH, line("since", other, MARCHED))) == []
    for other in ("crown", "voss-leads-league", "guards-of-ostrel", "ostrel", "ships", MARCHED):
        message = the_fault(world, ordered(world, MARCH, line("since", other, MARCHED)), field="order")
        assert message.startswith(f"no event or source has the id {other!r}; ")


def test_an_order_line_does_not_name_both_an_event_and_a_source(world: Dataset) -> None:
    event = changed(world.events[SHIPS], id="red-courier", begins=(), inferred=())
    meant = ordered(world, MARCH, line("after", SIEGE, MARCHED))
    assert reported(world, meant, event) == []
    message = the_fault(world, ordered(world, MARCH, line("after", "red-courier", MARCHED)), event, field="after")
    assert message == "'red-courier' is the id of an event and of a source; rename one of them"


def test_a_reference_to_an_event_or_source_that_could_not_be_read_is_not_a_fault(world: Dataset) -> None:
    event = ordered(world, MARCH, line("since", "nowhere", MARCHED))
    for kind in ("event", "source"):
        assert faults(Shelves.of(replacing(world, event)), broken=lambda *at, kind=kind: at == (kind, "nowhere")) == []


@pytest.mark.parametrize("word", list(OrderWord))
def test_an_event_has_no_order_line_to_itself(world: Dataset, word: OrderWord) -> None:
    found = reported(world, ordered(world, MARCH, line(word.value, MARCH, MARCHED)))
    itself = [message for _, field, message in found if field == word.value]
    assert len(itself) == 1
    assert f"{MARCH!r} is the record itself" in itself[0]


def test_a_relationship_may_have_an_order_line_to_an_event_or_a_source_with_its_id(world: Dataset) -> None:
    tie = changed(world.relationships["league-fights-crown"], id=SIEGE)
    lines = (line("during", SIEGE, "red-courier/reed-commanded"),)
    assert reported(world, changed(tie, order=lines)) == []


def test_an_order_line_has_evidence_or_its_word_is_inferred(world: Dataset) -> None:
    message = the_fault(world, ordered(world, MARCH, line("after", SIEGE)), field="after")
    assert message.startswith(f"no claim is given for {SIEGE!r}; ")
    assert "'after'" in message
    assert reported(world, ordered(world, MARCH, line("after", SIEGE), inferred=("after",))) == []
    # Only that word is inferred.
    mixed = ordered(world, MARCH, line("after", SIEGE), line("since", WAR), inferred=("after",))
    assert WAR in the_fault(world, mixed, field="since")
    tie = changed(world.relationships["league-fights-crown"], order=(line("during", WAR),))
    assert WAR in the_fault(world, tie, field="during")
    assert reported(world, changed(tie, inferred=("during",))) == []


def test_the_evidence_of_an_order_line_is_some_of_the_evidence_of_its_record(world: Dataset) -> None:
    message = the_fault(world, ordered(world, MARCH, line("after", SIEGE, MARCHED, FLED)), field="after")
    assert message == f"{FLED!r} is not in the evidence; add it there"
    found = reported(world, ordered(world, MARCH, line("after", SIEGE, "nobody/x")))
    assert [(record, field) for record, field, _ in found] == [(MARCH, "order.evidence"), (MARCH, "after")]
    assert all("'nobody/x'" in message for _, _, message in found)
    tie = changed(world.relationships["league-fights-crown"], order=(line("during", WAR, FLED),))
    assert FLED in the_fault(world, tie, field="during")


def test_a_word_has_another_record_once(world: Dataset) -> None:
    twice = ordered(world, MARCH, line("after", SIEGE, MARCHED), line("after", SIEGE, "red-courier/riders-will-march"))
    assert the_fault(world, twice, field="after") == f"{SIEGE!r} is listed more than once; list it once"
    two_words = ordered(world, MARCH, line("after", SIEGE, MARCHED), line("since", SIEGE, MARCHED))
    assert reported(world, two_words) == []
    repeated = ordered(world, MARCH, line("after", SIEGE, MARCHED, MARCHED))
    assert "more than once" in the_fault(world, repeated, field="order.evidence")


@pytest.mark.parametrize(
    ("lines", "ring"),
    [
        ({WAR: ("after", MARCH), MARCH: ("after", WAR)}, [MARCH, WAR]),
        ({WAR: ("before", MARCH), MARCH: ("before", WAR)}, [MARCH, WAR]),
        ({WAR: ("before", FALL), FALL: ("before", MARCH), MARCH: ("before", WAR)}, [FALL, MARCH, WAR]),
        ({FALL: ("after", "red-courier"), MARCH: ("before", "red-courier"), WAR: ("after", FALL)}, []),
        ({FALL: ("after", MARCH), MARCH: ("after", "red-courier"), WAR: ("before", "red-courier")}, []),
        (
            {FALL: ("after", MARCH), MARCH: ("after", "red-courier"), WAR: ("before", "red-courier"), "x": FALL},
            [FALL, MARCH, WAR],
        ),
        ({WAR: ("since", MARCH), MARCH: ("since", WAR)}, []),
        ({WAR: ("during", MARCH), MARCH: ("during", WAR)}, []),
        ({WAR: ("before", MARCH), MARCH: ("after", WAR)}, []),
    ],
)
def test_nothing_comes_after_itself(world: Dataset, lines: dict[str, Any], ring: list[str]) -> None:
    closing = lines.pop("x", None)
    events = [
        ordered(world, id, line(word, other, *world.events[id].evidence[:1])) for id, (word, other) in lines.items()
    ]
    if closing is not None:
        # Closes the ring through the source.
        (war,) = (event for event in events if event.id == WAR)
        events[events.index(war)] = changed(war, order=(*war.order, line("after", closing, DATES)))
    found = reported(world, *events)
    assert [(record, field) for record, field, _ in found] == [(id, "order") for id in ring]
    assert all("is after itself, through " in message for _, _, message in found)
    assert all(repr(id) in message for id in ring for _, _, message in found)


def test_the_message_about_a_long_ring_names_five_of_its_records(world: Dataset) -> None:
    ids = [f"part-{number}" for number in range(9)]
    ring = [changed(world.places["ostrel"], id=id, within=ids[number - 1], aliases=()) for number, id in enumerate(ids)]
    found = reported(world, *ring)
    assert [(record, field) for record, field, _ in found] == [(id, "within") for id in ids]
    assert {message.count("'part-") for _, _, message in found} == {5}


@pytest.mark.parametrize("field", ["begins", "ends"])
def test_the_claims_about_a_life_resolve(world: Dataset, field: str) -> None:
    found = reported(world, changed(world.events[MARCH], **{field: (("riders", ("nobody/x",)),)}))
    assert [(record, at) for record, at, _ in found] == [(MARCH, f"{field}.evidence"), (MARCH, field)]
    assert found[0][2].startswith("no claim has the id 'nobody/x'; ")


@pytest.mark.parametrize("field", ["begins", "ends"])
def test_a_life_that_an_event_begins_or_ends_has_evidence_or_is_inferred(world: Dataset, field: str) -> None:
    march = world.events[MARCH]
    assert reported(world, changed(march, **{field: (("riders", (MARCHED,)),)})) == []
    assert "'riders'" in the_fault(world, changed(march, **{field: (("riders", ()),)}), field=field)
    assert reported(world, changed(march, **{field: (("riders", ()),)}, inferred=(field,))) == []
    assert FLED in the_fault(world, changed(march, **{field: (("riders", (FLED,)),)}), field=field)
    twice = (("riders", (MARCHED,)), ("riders", (MARCHED,)))
    assert "more than once" in the_fault(world, changed(march, **{field: twice}), field=field)


def test_no_actor_begins_and_ends_with_one_event(world: Dataset) -> None:
    lives = (("riders", (MARCHED,)), ("red-league", (MARCHED,)))
    march = changed(world.events[MARCH], begins=lives, ends=lives[:1])
    assert the_fault(world, march, field="ends").startswith("'riders' both begins and ends with this event; ")


def test_an_actor_may_have_the_id_of_the_event_that_begins_it(world: Dataset) -> None:
    actor = changed(world.actors["riders"], id=MARCH, aliases=())
    event = changed(world.events[MARCH], begins=((MARCH, (MARCHED,)),))
    assert reported(world, actor, event) == []
