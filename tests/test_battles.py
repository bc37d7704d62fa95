"""Battles: events with sides, from which their participants follow."""

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
def test_a_computed_field_cannot_be_given(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        battle(**{name: None})


def test_the_participants_are_the_actors_and_commanders_of_the_sides_in_order() -> None:
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


def test_the_participants_change_with_the_sides() -> None:
    changed = attrs.evolve(battle(sides=(side("League", "league"),)), sides=(side("Crown", "crown"),))
    assert changed.participants == (Participation(actor=ActorId("crown"), role="belligerent"),)


def test_an_actor_may_be_on_two_sides_and_also_command_one() -> None:
    sides = (side("League", "guild"), side("Crown", "guild", commanders=("guild",)))
    roles = [(each.actor, each.role) for each in battle(sides=sides).participants]
    assert roles == [("guild", "belligerent"), ("guild", "belligerent"), ("guild", "commander")]


def test_a_battle_is_immutable_and_hashable(world: Dataset) -> None:
    siege: Any = world.battles["siege-of-greymoor"]
    with pytest.raises(AttributeError):
        siege.sides = ()
    with pytest.raises(AttributeError):
        siege.participants = ()
    assert len({siege, attrs.evolve(siege), attrs.evolve(siege, victor="Crown")}) == 2
