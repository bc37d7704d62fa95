"""Shelves: every record finds its own."""

import pytest
from afghanwar.shelves import Shelves

from afghanwar import Battle, Dataset


def test_records_find_their_shelves_in_whatever_order_they_come(world: Dataset) -> None:
    records = [record for shelf in world.all for record in shelf]
    shelves = Shelves.holding(reversed(records))
    assert [list(shelf) for shelf in shelves.all] == [list(shelf) for shelf in world.all]


def test_a_battle_stands_among_the_events_too(world: Dataset) -> None:
    assert [type(battle) for battle in world.battles] == [Battle]
    assert all(battle.id in world.events for battle in world.battles)


def test_what_is_no_record_has_no_shelf() -> None:
    with pytest.raises(TypeError, match="'a page'"):
        Shelves.holding(["a page"])  # type: ignore[list-item]


def test_a_date_is_called_when_as_in_the_seeds(world: Dataset) -> None:
    siege, sale = world.events["siege-of-greymoor"], world.events["guild-buys-ships"]
    assert has_field(siege, "when")
    assert not has_field(sale, "when")
    assert has_field(siege, "sides")
    assert not has_field(sale, "sides")
    assert not has_field(siege, "id")
