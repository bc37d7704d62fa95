"""The query for events, asked of the made-up world."""

import pytest
from support.answers import ids, timed

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.queries.window import Match


def test_events_come_by_their_time_and_those_without_one_last(world: Dataset) -> None:
    assert ids(aw.events_between(dataset=world)) == [
        "salt-war",
        "fall-of-ostrel",
        "siege-of-greymoor",
        "voss-meets-reed",
        "march-on-harbour",
        "guild-buys-ships",
    ]


def test_a_window_keeps_what_may_share_a_day_with_it(world: Dataset) -> None:
    # The sources date the fall of Ostrel to the 5th and the 7th; either may be right, and so may the 6th be.
    assert ids(aw.events_between("1902-03-06", "1902-03-06", dataset=world)) == ["salt-war", "fall-of-ostrel"]
    assert ids(aw.events_between("1902-03-08", "1902-03-31", dataset=world)) == ["salt-war"]


def test_certain_keeps_only_what_must(world: Dataset) -> None:
    certain = aw.events_between("1902-03-05", "1902-03-06", match="certain", dataset=world)
    assert ids(certain) == ["salt-war"]
    assert ids(aw.events_between("1902-03-05", "1902-03-07", match="certain", dataset=world)) == [
        "salt-war",
        "fall-of-ostrel",
    ]


def test_what_is_only_hearsay_is_never_certain(world: Dataset) -> None:
    assert "voss-meets-reed" in ids(aw.events_between("1903-06", "1903-06", dataset=world))
    assert "voss-meets-reed" not in ids(aw.events_between("1903-06", "1903-06", match="certain", dataset=world))
    assert "voss-meets-reed" not in ids(aw.events_between(match="certain", dataset=world))


def test_within_asks_for_all_of_an_event(world: Dataset) -> None:
    def within(start: str, end: str, match: Match) -> list[str]:
        return ids(aw.events_between(start, end, relation="within", match=match, dataset=world))

    assert within("1903-05-10", "1903-05-20", "certain") == ["siege-of-greymoor"]
    assert within("1903-05-11", "1903-05-20", "possible") == []
    assert within("1902-03-05", "1902-03-05", "possible") == ["fall-of-ostrel"]
    assert within("1902-03-05", "1902-03-05", "certain") == []
    # Nothing rules out that the purchase, which nobody dates, was on this day.
    assert within("1902-03-05", "1902-03-05", "silent") == ["fall-of-ostrel", "guild-buys-ships"]


def test_undated_events_answer_a_date_only_where_silence_counts(world: Dataset) -> None:
    assert "guild-buys-ships" not in ids(aw.events_between("1903", "1904", dataset=world))
    assert ids(aw.events_between("1903", "1904", match="silent", dataset=world))[-1] == "guild-buys-ships"
    assert "guild-buys-ships" not in ids(aw.events_between("1903", "1904", match="certain", dataset=world))
    assert "guild-buys-ships" in ids(aw.events_between(match="certain", dataset=world))


def test_an_undated_event_is_certain_where_order_alone_makes_it_so() -> None:
    dataset = timed({"first": "1901", "later": None, "last": "1905", "earlier": None, "any": None}, order={
        "later": [("after", "first")], "earlier": [("before", "last")],
    })  # fmt: skip
    assert "later" in ids(aw.events_between("1901", None, match="certain", dataset=dataset))
    assert "later" not in ids(aw.events_between("1902", None, match="certain", dataset=dataset))
    assert "earlier" in ids(aw.events_between(None, "1905", match="certain", dataset=dataset))
    assert "earlier" not in ids(aw.events_between(None, "1904", match="certain", dataset=dataset))


def test_silent_adds_only_what_nothing_rules_out(world: Dataset) -> None:
    # Each of the dated events ended, and its sources say when.
    assert ids(aw.events_between("1905", match="silent", dataset=world)) == ["guild-buys-ships"]
    assert aw.events_between("1905", dataset=world) == ()


def test_events_can_be_filtered_by_class_kind_actor_and_place(world: Dataset) -> None:
    battles: tuple[aw.Battle, ...] = aw.events_between(of=aw.Battle, dataset=world)
    assert [side.name for side in battles[0].sides] == ["League", "Crown", "Guild"]
    assert ids(battles) == ["siege-of-greymoor"]
    assert ids(aw.events_between(kinds="capture", dataset=world)) == ["fall-of-ostrel"]
    assert ids(aw.events_between(kinds=[aw.EventKind.WAR, "talks"], dataset=world)) == ["salt-war", "voss-meets-reed"]
    assert aw.events_between(kinds=[], dataset=world) == ()
    assert ids(aw.events_between(actor="Voss", dataset=world)) == ["siege-of-greymoor", "voss-meets-reed"]
    assert ids(aw.events_between(place="Fenland", dataset=world)) == ["fall-of-ostrel", "siege-of-greymoor"]
    assert len(aw.events_between(place="Lowmark", dataset=world)) == 4
    assert ids(aw.events_between(actor="Voss", place="Fenland", dataset=world)) == ["siege-of-greymoor"]
    assert ids(aw.events_between("1903-06", actor="Voss", dataset=world)) == ["voss-meets-reed"]


def test_what_the_parts_of_an_actor_did_counts_as_its_own_where_asked(world: Dataset) -> None:
    alone = ids(aw.events_between(actor="Red League", dataset=world))
    assert alone == ["salt-war", "siege-of-greymoor"]
    with_parts = ids(aw.events_between(actor="Red League", including="parts", dataset=world))
    assert with_parts == ["salt-war", "fall-of-ostrel", "siege-of-greymoor", "march-on-harbour"]
    # The army is a part of the Crown, which is a part of the state.
    assert aw.events_between(actor="Lowmark", dataset=world) == ()
    assert ids(aw.events_between(actor="Lowmark", including="parts", dataset=world)) == [
        "salt-war",
        "fall-of-ostrel",
        "siege-of-greymoor",
    ]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("1905/", ("1905", "1908")),  # Open at its end, it reaches as far as the source describes anything.
        ("[1905..]", ("1905", "1908")),
        ("[..1905]", ("1905", "1905")),
        ("/1905", ("1905", "1905")),
        ("[..1905]/[1905..]", ("1905", "1905")),  # That it existed then is all that is said.
        ("1905/[1906..]", ("1905", "1908")),
    ],
)
def test_an_event_is_possible_as_far_as_its_reach(text: str, reach: tuple[str, str]) -> None:
    dataset = timed({"event": text, "last": "1908"})
    first, last = (int(year) for year in reach)
    possible = [
        year for year in range(1900, 1916) if "event" in ids(aw.events_between(str(year), str(year), dataset=dataset))
    ]
    assert possible == list(range(first, last + 1))


def test_events_that_all_of_some_sources_report(world: Dataset) -> None:
    def told(*sources: str | aw.Source, **how: str) -> list[str]:
        return ids(aw.events_between(told_by=sources, dataset=world, **how))  # type: ignore[call-overload]

    assert told("red-courier", "The Harbour Chronicle") == ["fall-of-ostrel", "siege-of-greymoor", "march-on-harbour"]
    assert told("red-courier", world.sources["harbour-chronicle"], "almanac-1905") == ["siege-of-greymoor"]
    assert told("red-courier", "almanac-1905", place="Greymoor") == ["siege-of-greymoor"]
    assert told("red-courier", "almanac-1905", place="Ostrel") == []
    assert told() == ids(aw.events_between(dataset=world))
    for source in world.sources:
        one = aw.events_between(told_by=source, dataset=world)
        assert [source in aw.told_by(event, dataset=world) for event in aw.events_between(dataset=world)] == [
            event in one for event in aw.events_between(dataset=world)
        ]
    # In a view, only its sources say something.
    view = {"told_by": ["red-courier", "harbour-chronicle"], "according_to": "red-courier"}
    assert aw.events_between(dataset=world, **view) == ()  # type: ignore[call-overload]
    with pytest.raises(aw.UnknownRecordError, match="no source is named 'gazette'"):
        told("gazette")
