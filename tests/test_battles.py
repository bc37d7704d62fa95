"""Battles: events with sides, whose participants are told by them."""

from typing import Any

import attrs
import pytest

from afghanwar import ActorId, Battle, ClaimId, Dataset, EventId, EventKind, Participation, Side


def battle(**given: Any) -> Battle:
    return Battle(id=EventId("skirmish"), name="Skirmish", evidence=(ClaimId("tale/skirmish"),), **given)


def side(name: str, *actors: str, commanders: tuple[str, ...] = ()) -> Side:
    return Side(name=name, actors=tuple(map(ActorId, actors)), commanders=tuple(map(ActorId, commanders)))


def test_a_battle_is_an_event_of_kind_battle() -> None:
    assert battle().kind is EventKind.BATTLE


@pytest.mark.parametrize("name", ["kind", "participants", "when"])
def test_what_follows_from_the_rest_is_not_given(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        battle(**{name: None})


def test_the_participants_are_the_actors_and_commanders_of_the_sides_in_their_order() -> None:
    sides = (
        side("League", "league", "riders", commanders=("voss",)),
        side("Crown", "crown", commanders=("reed", "hale")),
    )
    assert [(each.actor, each.role) for each in battle(sides=sides).participants] == [
        ("league", "belligerent"),
        ("riders", "belligerent"),
        ("voss", "commander"),
        ("crown", "belligerent"),
        ("reed", "commander"),
        ("hale", "commander"),
    ]


def test_a_battle_without_sides_has_no_participants() -> None:
    assert battle().participants == ()
    assert (battle().sides, battle().victor, battle().outcome) == ((), None, ())


def test_the_participants_follow_a_change_of_sides() -> None:
    changed = attrs.evolve(battle(sides=(side("League", "league"),)), sides=(side("Crown", "crown"),))
    assert changed.participants == (Participation(actor=ActorId("crown"), role="belligerent"),)


def test_an_actor_may_fight_on_two_sides_and_command_what_it_is() -> None:
    sides = (side("League", "guild"), side("Crown", "guild", commanders=("guild",)))
    roles = [(each.actor, each.role) for each in battle(sides=sides).participants]
    assert roles == [("guild", "belligerent"), ("guild", "belligerent"), ("guild", "commander")]


def test_a_battle_never_changes_and_goes_into_a_set(world: Dataset) -> None:
    siege: Any = world.battles["siege-of-greymoor"]
    with pytest.raises(AttributeError):
        siege.sides = ()
    with pytest.raises(AttributeError):
        siege.participants = ()
    assert len({siege, attrs.evolve(siege), attrs.evolve(siege, victor="Crown")}) == 2
