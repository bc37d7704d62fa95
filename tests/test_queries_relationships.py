"""The queries for relationships and allies, asked of the made-up world."""

import attrs
from support.answers import ids
from support.datasets import records_of

import afghanwar as aw
from afghanwar import Dataset
from afghanwar.queries.window import Match


def test_support_makes_allies_of_both_ends(world: Dataset) -> None:
    assert ids(aw.actors_allied_with("Red League", dataset=world)) == ["northern-kingdom"]
    assert ids(aw.actors_allied_with("Northern Kingdom", dataset=world)) == ["red-league"]


def test_allies_are_asked_on_a_day(world: Dataset) -> None:
    def allies(on: str, match: Match) -> list[str]:
        return ids(aw.actors_allied_with("Red League", on=on, match=match, dataset=world))

    assert allies("1899", "silent") == []
    assert allies("1902-06-01", "certain") == ["northern-kingdom"]
    # The support went on when the Courier was written, in June 1903, and it speaks of no later day.
    assert allies("1903-06-30", "possible") == ["northern-kingdom"]
    assert allies("1904", "possible") == []
    assert allies("1904", "silent") == ["northern-kingdom"]


def test_an_undated_tie_answers_a_date_only_where_silence_counts(world: Dataset) -> None:
    def friends(match: Match) -> list[str]:
        found = aw.relationships_of("Harbour Guild", on="1904", kinds="alliance", match=match, dataset=world)
        return ids(found)

    assert friends("certain") == []
    assert friends("possible") == []
    assert friends("silent") == ["crown-allied-with-guild"]


def test_a_tie_that_nobody_asserts_is_at_most_possible(world: Dataset) -> None:
    assert ids(aw.actors_allied_with("Harbour Guild", on="1902", dataset=world)) == ["crown"]
    assert aw.actors_allied_with("Harbour Guild", on="1902", match="certain", dataset=world) == ()
    assert aw.actors_allied_with("Harbour Guild", match="certain", dataset=world) == ()


def test_which_kinds_count_as_allied_can_be_chosen(world: Dataset) -> None:
    assert aw.actors_allied_with("Red League", on="1903-05", kinds="hostility", dataset=world)[0].id == "crown"
    several = aw.actors_allied_with("Red League", kinds=["hostility", aw.RelationshipKind.LEADERSHIP], dataset=world)
    assert ids(several) == ["crown", "mira-voss"]


def test_relationships_can_be_filtered_by_kind(world: Dataset) -> None:
    assert ids(aw.relationships_of(kinds="leadership", dataset=world)) == ["voss-leads-league"]
    assert aw.relationships_of(kinds=(), dataset=world) == ()


def test_parts_count_where_asked(world: Dataset) -> None:
    assert aw.relationships_of("Lowmark", dataset=world) == ()
    whole = aw.relationships_of("Lowmark", including="parts", dataset=world)
    assert ids(whole) == ["crown-supports-guild", "league-fights-crown", "crown-allied-with-guild"]
    assert ids(aw.relationships_of("Red League", other="Lowmark", including="parts", dataset=world)) == [
        "league-fights-crown"
    ]
    assert ids(aw.actors_allied_with("Lowmark", including="parts", dataset=world)) == ["harbour-guild"]
    assert aw.actors_allied_with("Lowmark", dataset=world) == ()


def test_a_tie_between_parts_of_one_actor_makes_no_ally(world: Dataset) -> None:
    within = aw.Relationship(
        id=aw.RelationshipId("crown-allied-with-army"),
        kind=aw.RelationshipKind.ALLIANCE,
        subject=aw.ActorId("crown"),
        object=aw.ActorId("crown-army"),
        evidence=(aw.ClaimId("harbour-chronicle/siege-dates"),),
        inferred=("object",),
    )
    dataset = Dataset.of([*records_of(world), within])
    assert ids(aw.actors_allied_with("Lowmark", including="parts", dataset=dataset)) == ["harbour-guild"]
    assert within in aw.relationships_of("Lowmark", other="Lowmark", including="parts", dataset=dataset)


def test_relationships_do_not_depend_on_which_end_is_named_first(world: Dataset) -> None:
    there = aw.relationships_of("Northern Kingdom", other="Red League", dataset=world)
    assert ids(there) == ["kingdom-supports-league", "kingdom-allied-with-league"]
    assert aw.relationships_of("Red League", other="Northern Kingdom", dataset=world) == there
    assert aw.relationships_of(other="Northern Kingdom", dataset=world) == there
    assert len(aw.relationships_of(dataset=world)) == len(world.relationships)


def test_a_tie_of_an_actor_with_itself_is_found_by_both_ends_only(world: Dataset) -> None:
    rivals = aw.Relationship(
        id=aw.RelationshipId("riders-against-riders"),
        kind=aw.RelationshipKind.RIVALRY,
        subject=aw.ActorId("riders"),
        object=aw.ActorId("riders"),
        evidence=(aw.ClaimId("harbour-chronicle/riders-marched"),),
    )
    dataset = Dataset.of([*records_of(world), rivals])
    assert aw.relationships_of("Riders", other="Riders", dataset=dataset) == (rivals,)
    # Both are ends of other ties, but of none with themselves.
    assert aw.relationships_of("Red League", other="Red League", dataset=dataset) == ()


def test_allies_come_by_name_and_then_by_id(world: Dataset) -> None:
    names = {"crown": "B", "northern-kingdom": "A", "mira-voss": "B"}
    renamed = [
        attrs.evolve(record, name=names[record.id]) if isinstance(record, aw.Actor) and record.id in names else record
        for record in records_of(world)
    ]
    found = aw.actors_allied_with("red-league", kinds=aw.RelationshipKind, dataset=Dataset.of(renamed))
    assert ids(found) == ["northern-kingdom", "crown", "mira-voss"]
