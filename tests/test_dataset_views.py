"""Views: the dataset according to some of its sources, without what only the others say, and with all the rest."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import pytest
from support.datasets import changed, replacing

from afghanwar import (
    ClaimId,
    Dataset,
    EventId,
    Modality,
    Order,
    OrderWord,
    Participation,
    Side,
    TimeSpan,
    UnknownRecordError,
)
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.dataset.views import relationships_of
from afghanwar.kinds import AnyRecord

CHRONICLE, COURIER, ALMANAC = "harbour-chronicle", "red-courier", "almanac-1905"
FALL, MARCH, MEETING, SIEGE = "fall-of-ostrel", "march-on-harbour", "voss-meets-reed", "siege-of-greymoor"
TIE = "league-fights-crown"


def with_changes(world: Dataset, shelf: str, id: str, **changes: Any) -> Dataset:
    """The dataset with other values in one record."""
    old: AnyRecord = getattr(world, shelf)[id]
    return Dataset.of(replacing(world, changed(old, **changes)))


def line(word: str, other: str, *evidence: str) -> Order:
    return Order(word=OrderWord(word), other=EventId(other), evidence=tuple(map(ClaimId, evidence)))


# What is in a view


def test_a_view_has_its_sources_and_their_claims_and_no_others(world: Dataset) -> None:
    view = world.according_to(COURIER)
    assert [source.id for source in view.sources] == [COURIER]
    assert list(view.claims) == [claim for claim in world.claims if claim.source == COURIER]
    assert len(view.claims) == 8


def test_actors_places_and_measures_are_common_to_all_views(world: Dataset) -> None:
    view = world.according_to(ALMANAC)
    assert list(view.actors) == list(world.actors)
    assert list(view.places) == list(world.places)
    assert list(view.measures) == list(world.measures)


def test_a_view_has_the_events_and_relationships_of_its_sources(world: Dataset) -> None:
    view = world.according_to(COURIER)
    assert [event.id for event in view.events] == [FALL, SIEGE]
    assert [tie.id for tie in view.relationships] == [
        "kingdom-allied-with-league",
        "kingdom-supports-league",
        "league-fights-crown",
    ]


def test_an_event_keeps_the_evidence_dates_and_participants_of_its_sources(world: Dataset) -> None:
    fall = world.according_to(COURIER).events[FALL]
    assert fall.evidence == ("red-courier/ostrel-fell", "red-courier/guards-ran")
    assert fall.dates == ((COURIER, TimeSpan("1902-03-07")),)
    assert fall.when == TimeSpan("1902-03-07")
    # The riders are the chronicle's, the army is the curator's.
    assert [each.actor for each in fall.participants] == ["ostrel-guard", "crown-army"]
    assert fall.places == ("ostrel",)


def test_a_relationship_keeps_the_evidence_and_dates_of_its_sources(world: Dataset) -> None:
    tie = world.according_to(COURIER).relationships["league-fights-crown"]
    assert tie.evidence == ("red-courier/reed-commanded", "red-courier/kingdom-fought")
    assert tie.dates == ()
    assert tie.when is None


def test_an_event_keeps_the_places_that_its_sources_name(world: Dataset) -> None:
    assert world.according_to(CHRONICLE).events[SIEGE].places == ("greymoor",)
    assert world.according_to(ALMANAC).events[SIEGE].places == ("greymoor", "fenland")


def test_a_side_keeps_the_actors_and_commanders_that_its_sources_name(world: Dataset) -> None:
    # No source's evidence names Voss: the curator inferred her, and inferences are kept.
    assert world.according_to(CHRONICLE).battles[SIEGE].sides == (
        Side(name="League", actors=("red-league",), commanders=("mira-voss",)),  # type: ignore[arg-type]
        Side(name="Crown", actors=("crown",)),  # type: ignore[arg-type]
    )


def test_a_side_without_actors_is_dropped_with_its_commanders(world: Dataset) -> None:
    siege = world.according_to(ALMANAC).battles[SIEGE]
    assert siege.sides == ()
    assert siege.participants == ()


def test_the_victor_is_dropped_with_the_claims_that_say_who_won(world: Dataset) -> None:
    seen = world.according_to(CHRONICLE).battles[SIEGE]
    assert (seen.outcome, seen.victor) == (("harbour-chronicle/league-won",), "League")
    seen = world.according_to(COURIER).battles[SIEGE]
    assert "League" in {side.name for side in seen.sides}
    assert (seen.outcome, seen.victor) == ((), None)


def test_the_victor_is_dropped_with_its_side(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    told = with_changes(world, "events", SIEGE, outcome=(*siege.outcome, "almanac-1905/siege-in-spring"))
    seen = told.according_to(ALMANAC).battles[SIEGE]
    assert (seen.outcome, seen.victor) == (("almanac-1905/siege-in-spring",), None)


def test_a_disagreement_with_fewer_than_two_positions_is_dropped(world: Dataset) -> None:
    assert list(world.according_to(CHRONICLE).disagreements) == []
    seen = world.according_to(CHRONICLE, COURIER).disagreements
    assert [each.id for each in seen] == ["day-of-ostrel", "guards-of-ostrel"]
    asked = world.disagreements["guild-paid"]
    third = attrs.evolve(
        asked.positions[0], answer="who knows", claims=(world.claims["red-courier/reed-fears-sale"].id,)
    )
    wider = with_changes(world, "disagreements", asked.id, positions=(*asked.positions, third))
    answers = wider.according_to(CHRONICLE, ALMANAC).disagreements[asked.id].positions
    assert answers == asked.positions


def test_a_position_keeps_the_claims_of_the_sources(world: Dataset) -> None:
    asked = world.disagreements["guards-of-ostrel"]
    more = world.claims["almanac-1905/siege-in-spring"].id
    both = attrs.evolve(asked.positions[0], claims=(*asked.positions[0].claims, more))
    wider = with_changes(world, "disagreements", asked.id, positions=(both, asked.positions[1]))
    assert wider.according_to(CHRONICLE, COURIER).disagreements[asked.id] == asked


# Order lines, beginnings and ends


def test_an_order_line_keeps_the_evidence_of_the_sources(world: Dataset) -> None:
    lines = (
        line("during", "salt-war", "harbour-chronicle/siege-dates", "red-courier/kingdom-fought"),
        line("since", FALL, "red-courier/reed-commanded"),
    )
    told = with_changes(world, "relationships", TIE, order=lines)
    assert told.according_to(CHRONICLE).relationships[TIE].order == (
        line("during", "salt-war", "harbour-chronicle/siege-dates"),
    )
    # The courier has no Salt War.
    assert told.according_to(COURIER).relationships[TIE].order == (line("since", FALL, "red-courier/reed-commanded"),)
    assert told.according_to(CHRONICLE, COURIER).relationships[TIE].order == lines
    event = with_changes(world, "events", SIEGE, order=lines)
    assert event.according_to(CHRONICLE).events[SIEGE].order == (
        line("during", "salt-war", "harbour-chronicle/siege-dates"),
    )
    assert event.according_to(ALMANAC).events[SIEGE].order == ()


def test_an_order_line_to_an_event_that_is_not_in_the_view_is_dropped_with_its_word(world: Dataset) -> None:
    record = changed(
        world.events[SIEGE],
        order=(line("after", FALL), line("during", "salt-war"), line("before", MEETING)),
        inferred=("sides", "after", "during", "before"),
    )
    told = Dataset.of(replacing(world, record))
    seen = told.according_to(COURIER).events[SIEGE]
    assert (seen.order, seen.inferred) == ((line("after", FALL),), ("sides", "after"))
    assert told.according_to(ALMANAC).events[SIEGE].order == ()
    assert told.according_to(CHRONICLE).events[SIEGE].order == record.order


def test_an_order_line_of_a_record_of_one_source_is_dropped_with_its_event(world: Dataset) -> None:
    # All of its evidence is in the view.
    told = with_changes(
        world,
        "relationships",
        "kingdom-supports-league",
        order=(line("throughout", "salt-war", "red-courier/kingdom-arms-league"),),
        inferred=("throughout",),
    )
    seen = told.according_to(COURIER).relationships["kingdom-supports-league"]
    assert (seen.order, seen.inferred) == ((), ())
    assert told.according_to(COURIER, CHRONICLE).relationships["kingdom-supports-league"].order != ()


def test_an_order_line_to_a_source_is_kept_only_in_a_view_of_that_source(world: Dataset) -> None:
    told = with_changes(world, "events", MARCH, order=(line("after", COURIER, "harbour-chronicle/riders-marched"),))
    assert told.according_to(CHRONICLE).events[MARCH].order == ()
    assert told.according_to(CHRONICLE, COURIER).events[MARCH].order == told.events[MARCH].order
    inferred = with_changes(world, "events", MARCH, order=(line("after", COURIER),), inferred=("after",))
    assert inferred.according_to(CHRONICLE, ALMANAC).events[MARCH].inferred == ()


def test_an_order_line_without_claims_is_kept(world: Dataset) -> None:
    assert world.events[MEETING].order == (line("after", SIEGE),)
    assert world.according_to(CHRONICLE).events[MEETING].order == (line("after", SIEGE),)
    told = with_changes(world, "relationships", TIE, order=(line("during", SIEGE),), inferred=("during",))
    for source in (CHRONICLE, COURIER):
        seen = told.according_to(source).relationships[TIE]
        assert (seen.order, seen.inferred) == ((line("during", SIEGE),), ("during",))


def test_the_actors_whose_life_an_event_begins_or_ends_keep_the_evidence_of_the_sources(world: Dataset) -> None:
    fled, ran = "harbour-chronicle/guards-fled", "red-courier/guards-ran"
    assert world.events[FALL].ends == (("ostrel-guard", (fled, ran)),)
    assert world.according_to(COURIER).events[FALL].ends == (("ostrel-guard", (ran,)),)
    told = with_changes(
        world,
        "events",
        FALL,
        begins=(("riders", (fled,)), ("red-league", ())),
        ends=(("ostrel-guard", (ran,)), ("crown-army", (fled, ran))),
        inferred=("begins", "participants"),
    )
    seen = told.according_to(COURIER).events[FALL]
    assert seen.begins == (("red-league", ()),)
    assert seen.ends == (("ostrel-guard", (ran,)), ("crown-army", (ran,)))
    assert seen.inferred == ("begins", "participants")
    assert told.according_to(CHRONICLE).events[FALL].ends == (("crown-army", (fled,)),)
    without = with_changes(
        world, "events", FALL, begins=(("riders", (fled,)),), ends=(), inferred=("begins", "participants")
    )
    seen = without.according_to(COURIER).events[FALL]
    assert (seen.begins, seen.inferred) == ((), ("participants",))


def test_a_view_has_its_own_chronology(world: Dataset) -> None:
    told = with_changes(
        world,
        "relationships",
        TIE,
        dates=(),
        order=(line("during", SIEGE, "harbour-chronicle/siege-dates"),),
    )
    assert told.chronology.times(told.relationships[TIE]).reach is not None
    view = told.according_to(COURIER)
    assert view.chronology is told.according_to(COURIER).chronology is not told.chronology
    assert view.chronology.times(view.relationships[TIE]).reach is None
    assert set(view.chronology.lives) == {"ostrel-guard"}
    assert set(told.according_to(ALMANAC).chronology.lives) == {"harbour-guild"}


@pytest.mark.parametrize("sources", [(CHRONICLE,), (COURIER,), (ALMANAC,), (CHRONICLE, COURIER), (COURIER, ALMANAC)])
def test_a_view_has_no_faults(world: Dataset, sources: tuple[str, ...]) -> None:
    assert faults(Shelves.of(world.according_to(*sources))) == []


# What is not in a view


def test_an_event_that_the_sources_only_predict_is_not_in_their_view(world: Dataset) -> None:
    assert world.claims["red-courier/riders-will-march"].modality is Modality.PREDICTED
    assert MARCH not in world.according_to(COURIER).events
    assert MARCH in world.according_to(CHRONICLE).events
    assert MARCH in world.according_to(COURIER, CHRONICLE).events


@pytest.mark.parametrize("modality", [Modality.PREDICTED, Modality.PLANNED, Modality.REJECTED])
def test_a_tie_that_the_sources_only_predict_plan_or_reject_is_not_in_their_view(
    world: Dataset, modality: Modality
) -> None:
    denied = with_changes(world, "claims", "almanac-1905/crown-did-not-pay", modality=modality)
    assert "crown-supports-guild" not in denied.according_to(ALMANAC, COURIER).relationships
    assert "crown-supports-guild" in denied.according_to(CHRONICLE, ALMANAC).relationships


def test_a_tie_after_one_that_is_not_in_the_view_is_kept(world: Dataset) -> None:
    ties = [world.relationships[id] for id in ("crown-supports-guild", "crown-allied-with-guild")]
    sources = frozenset([world.sources[ALMANAC].id])
    assert list(relationships_of(ties, world.events, world.claims, sources)) == ties[1:]


def test_a_part_of_an_event_that_is_not_in_the_view_has_no_whole(world: Dataset) -> None:
    assert world.according_to(COURIER).events[FALL].part_of is None
    assert world.according_to(CHRONICLE).events[FALL].part_of == "salt-war"


def test_a_name_in_inferred_is_dropped_with_its_field(world: Dataset) -> None:
    assert world.events[FALL].inferred == ("participants", "part_of")
    assert world.according_to(COURIER).events[FALL].inferred == ("participants",)
    assert world.according_to(ALMANAC).events[SIEGE].inferred == ()
    dated = with_changes(world, "relationships", "league-fights-crown", inferred=("when", "object"))
    assert dated.according_to(COURIER).relationships["league-fights-crown"].inferred == ("object",)
    assert dated.according_to(CHRONICLE).relationships["league-fights-crown"].inferred == ("when", "object")


def test_a_participant_that_only_speaks_in_a_claim_is_dropped_with_that_claim(world: Dataset) -> None:
    speaking = with_changes(world, "claims", "harbour-chronicle/guards-fled", attributed_to="mira-voss")
    fall = speaking.events[FALL]
    voss = Participation(actor=speaking.actors["mira-voss"].id, role="speaker")
    told = with_changes(speaking, "events", FALL, participants=(*fall.participants, voss))
    assert voss in told.according_to(CHRONICLE).events[FALL].participants
    assert voss not in told.according_to(COURIER).events[FALL].participants


# What a view is


def test_the_view_of_all_sources_is_the_dataset(world: Dataset) -> None:
    assert world.according_to(*world.sources) is world
    view = world.according_to(COURIER, ALMANAC)
    assert view.according_to(ALMANAC, COURIER) is view


def test_a_view_is_built_once_however_its_sources_are_named(world: Dataset) -> None:
    view = world.according_to(COURIER, ALMANAC)
    again = world.according_to("almanac for 1905", world.sources[COURIER], "News from OSTREL", COURIER)
    assert again is view


def test_a_view_is_one_object_for_every_thread(world: Dataset) -> None:
    fresh = Dataset.of(world)
    with ThreadPoolExecutor(8) as pool:
        views = list(pool.map(lambda _: fresh.according_to(COURIER), range(32)))
    assert {id(view) for view in views} == {id(fresh.according_to(COURIER))}


def test_a_view_needs_a_source_of_the_dataset(world: Dataset) -> None:
    with pytest.raises(ValueError, match="pass one or more"):
        world.according_to()
    with pytest.raises(UnknownRecordError, match="'red-currier'") as caught:
        world.according_to(ALMANAC, "red-currier")
    assert caught.value.nearest == (COURIER,)
    with pytest.raises(UnknownRecordError, match=CHRONICLE):
        world.according_to(ALMANAC).according_to(CHRONICLE)


def test_a_view_leaves_the_dataset_as_it_was(world: Dataset) -> None:
    before = [list(shelf) for shelf in world.shelves]
    list(world.according_to(ALMANAC).events)
    assert [list(shelf) for shelf in world.shelves] == before


def test_a_tie_whose_ends_only_other_sources_name_is_not_in_a_view(world: Dataset) -> None:
    tie = world.relationships["kingdom-supports-league"]
    wider = attrs.evolve(tie, evidence=(*tie.evidence, ClaimId("harbour-chronicle/war-dates")))
    view = Dataset.of(replacing(world, wider)).according_to("harbour-chronicle")
    assert tie.id not in view.relationships
    assert faults(Shelves.of(view)) == []
