"""One thing under several names: what counts as an actor's own with ``including="circle"``."""

import attrs
import pytest

import afghanwar as aw
from afghanwar import Dataset

SURVEY = "historica-war"


def ids(records: tuple[aw.Relationship, ...] | tuple[aw.Event, ...] | tuple[aw.Claim, ...]) -> set[str]:
    return {record.id for record in records}


def tie(world: Dataset, id: str, kind: str, subject: str, other: str, when: str | None) -> aw.Relationship:
    """A relationship of the made-up world, told by the chronicle."""
    model = world.relationships["voss-leads-league"]
    dates = () if when is None else ((model.dates[0][0], aw.TimeSpan(when)),)
    return attrs.evolve(
        model,
        id=aw.RelationshipId(id),
        kind=aw.RelationshipKind(kind),
        subject=aw.ActorId(subject),
        object=aw.ActorId(other),
        dates=dates,
        order=(),
        inferred=("subject", "object", *(("when",) if when else ())),
    )


def test_a_body_counts_only_for_the_time_at_which_it_was_led(world: Dataset) -> None:
    leads = tie(world, "reed-leads-guild", "leadership", "tolan-reed", "harbour-guild", "1903")
    early = tie(world, "guild-fights-riders", "hostility", "harbour-guild", "riders", "1901")
    late = tie(world, "guild-fights-kingdom", "hostility", "harbour-guild", "northern-kingdom", "1903-05")
    dataset = Dataset.of([leads, early, late], onto=world)
    alone = aw.relationships_of("Tolan Reed", kinds="hostility", dataset=dataset)
    assert alone == ()
    circle = aw.relationships_of("Tolan Reed", kinds="hostility", including="circle", dataset=dataset)
    assert ids(circle) == {"guild-fights-kingdom"}
    assert aw.relationships_of("Tolan Reed", on="1901", kinds="hostility", including="circle", dataset=dataset) == ()


def test_an_ally_may_have_been_led_at_another_time(world: Dataset) -> None:
    leads = tie(world, "reed-leads-guild", "leadership", "tolan-reed", "harbour-guild", "1901")
    later = tie(world, "reed-with-guild", "alliance", "tolan-reed", "harbour-guild", "1904")
    dataset = Dataset.of([leads, later], onto=world)
    for on in (None, "1904"):
        allies = aw.actors_allied_with("Tolan Reed", on=on, including="circle", dataset=dataset)
        assert "harbour-guild" in {ally.id for ally in allies}


def test_leaders_and_members_count_for_a_body_and_a_body_not_for_its_members(world: Dataset) -> None:
    member = tie(world, "guard-in-guild", "membership", "ostrel-guard", "harbour-guild", "1902")
    fight = tie(world, "guard-fights-riders", "hostility", "ostrel-guard", "riders", "1902")
    other = tie(world, "guild-rivals-kingdom", "rivalry", "harbour-guild", "northern-kingdom", "1902")
    dataset = Dataset.of([member, fight, other], onto=world)
    guild = aw.relationships_of("harbour-guild", kinds=["hostility", "rivalry"], including="circle", dataset=dataset)
    assert {"guard-fights-riders", "guild-rivals-kingdom"} <= ids(guild)
    guard = aw.relationships_of("ostrel-guard", kinds=["hostility", "rivalry"], including="circle", dataset=dataset)
    assert "guard-fights-riders" in ids(guard)
    assert "guild-rivals-kingdom" not in ids(guard)
    league = aw.events_between(actor="red-league", including="circle", dataset=world)
    assert "voss-meets-reed" in ids(league)
    assert "voss-meets-reed" not in ids(aw.events_between(actor="red-league", including="parts", dataset=world))


def test_an_undated_membership_counts_where_no_date_is_asked(world: Dataset) -> None:
    member = tie(world, "guard-in-guild", "membership", "ostrel-guard", "harbour-guild", None)
    dataset = Dataset.of([member], onto=world)
    asked = {"actor": "harbour-guild", "including": "circle", "dataset": dataset}
    assert "fall-of-ostrel" in ids(aw.events_between(**asked))  # type: ignore[call-overload]
    assert "fall-of-ostrel" not in ids(aw.events_between("1902", "1902", **asked))  # type: ignore[call-overload]
    silent = aw.events_between("1902", "1902", match="silent", **asked)  # type: ignore[call-overload]
    assert "fall-of-ostrel" in ids(silent)


def test_claims_of_the_circle_are_found_and_each_source_has_its_own_circle(world: Dataset) -> None:
    plain = aw.claims_about("red-league", dataset=world)
    circle = aw.claims_about("red-league", including="circle", dataset=world)
    assert "harbour-chronicle/voss-met-reed" in ids(circle) - ids(plain)
    # The courier says nothing of who led the League.
    courier = {"including": "circle", "dataset": world, "according_to": "red-courier"}
    assert ids(aw.claims_about("red-league", **courier)) <= {  # type: ignore[arg-type]
        claim.id for claim in world.claims if claim.source == "red-courier"
    }
    spoken = aw.claims_attributed_to("red-league", including="circle", dataset=world)
    assert "harbour-chronicle/voss-means-to-keep-ostrel" in ids(spoken)


@pytest.mark.parametrize(
    ("broad", "narrow"),
    [
        ("Taliban", "islamic-emirate"),
        ("Taliban", "taliban-military-commission"),
        ("Taliban", "taliban-cabinet"),
        ("Hizb-e Islami", "gulbuddin-hekmatyar"),
        ("Hizb-e Islami", "hizb-e-islami-members"),
        ("Islamic State", "islamic-state-in-khorasan"),
        ("Joe Biden", "biden-administration"),
        ("United States", "joe-biden"),
        ("regional-powers", "regional-powers-dealing-with-taliban"),
        ("afghan-allies-of-the-coalition", "anti-taliban-militias"),
    ],
)
def test_a_thing_is_found_under_each_of_its_names(broad: str, narrow: str) -> None:
    narrowly = aw.claims_about(narrow)
    assert narrowly
    assert ids(narrowly) & ids(aw.claims_about(broad, including="circle"))
    ties = aw.relationships_of(narrow, kinds=["leadership", "membership"])
    assert ids(ties) & ids(aw.relationships_of(broad, including="circle")) or narrow == "taliban-military-commission"


def test_the_sanctuary_of_2001_is_found_under_the_taliban() -> None:
    asked = {"other": "al-Qaeda", "according_to": SURVEY}
    assert aw.relationships_of("Taliban", **asked) == ()  # type: ignore[arg-type]
    (sanctuary,) = aw.relationships_of("Taliban", including="circle", **asked)  # type: ignore[arg-type]
    assert sanctuary.id == "islamic-emirate-supports-al-qaeda"
    assert aw.SupportForm.SANCTUARY in sanctuary.forms


def test_the_circle_of_an_actor_is_not_among_its_allies() -> None:
    allies = {actor.id for actor in aw.actors_allied_with("Taliban", including="circle")}
    assert not allies & {"taliban", "islamic-emirate", "taliban-cabinet"}


def test_a_part_that_is_also_a_member_counts_at_all_times(world: Dataset) -> None:
    member = tie(world, "riders-in-league", "membership", "riders", "red-league", "1902")
    dataset = Dataset.of([member], onto=world)
    asked = aw.events_between("1902-03", "1902-03", actor="red-league", including="circle", dataset=dataset)
    assert "fall-of-ostrel" in ids(asked)
