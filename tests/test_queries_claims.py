"""The queries for claims and for evidence, asked of the made-up world."""

from typing import Any

import pytest
from support.answers import ids
from support.datasets import passage_of, records_of

import afghanwar as aw
from afghanwar import Dataset


def test_claims_come_by_source_and_in_the_order_of_the_text(world: Dataset) -> None:
    found = aw.claims(dataset=world)
    places = [(claim.source, passage_of(claim).start, passage_of(claim).end, claim.id) for claim in found]
    assert len(found) == len(world.claims)
    assert places == sorted(places)
    assert len(aw.claims_by_source("News from Ostrel", dataset=world)) == 8


def test_claims_can_be_filtered(world: Dataset) -> None:
    def slugs(**how: Any) -> list[str]:
        return [claim.id.split("/")[1] for claim in aw.claims_by_source("red-courier", dataset=world, **how)]

    assert slugs(modality="predicted") == ["riders-will-march", "reed-fears-sale"]
    assert slugs(modality=[aw.Modality.PREDICTED, "rejected"], attributed_to="Tolan Reed") == ["reed-fears-sale"]
    assert slugs(modality=[]) == []
    assert slugs(about="Fenland", start="1902", end="1902") == ["ostrel-fell", "guards-ran"]
    assert slugs(start="1901", end="1901", match="certain") == ["kingdom-arms-league"]


def test_the_time_of_a_claim_has_four_answers(world: Dataset) -> None:
    def slugs(on: str, **how: Any) -> list[str]:
        found = aw.claims_by_source("red-courier", on, on, about="Northern Kingdom", dataset=world, **how)
        return [claim.id.split("/")[1] for claim in found]

    # "Since 1900, and still does", in June 1903.
    assert slugs("1903-06-15", match="certain") == []
    assert slugs("1903-06-15") == ["kingdom-arms-league"]
    assert slugs("1903-12") == []
    assert slugs("1903-12", match="silent") == ["kingdom-arms-league", "kingdom-fought"]
    # Claims about whose time the source is silent come last, whatever their passage.
    assert slugs("1902", match="silent") == ["kingdom-arms-league", "kingdom-fought"]
    assert slugs("1899", match="silent") == ["kingdom-fought"]


def test_a_claim_about_several_names_all_of_them(world: Dataset) -> None:
    def slugs(about: Any) -> set[str]:
        return {claim.id.split("/")[1] for claim in aw.claims(about=about, dataset=world)}

    league, greymoor = slugs("Red League"), slugs("Greymoor")
    assert slugs(["Red League", "Greymoor"]) == league & greymoor == {"siege-dates", "league-won", "kingdom-fought"}
    assert slugs(("Red League", world.places["greymoor"], "Northern Kingdom")) == {"kingdom-fought"}
    assert slugs(iter(["Northern Kingdom", "Crown of Lowmark"])) == set()
    assert slugs(["Red League"]) == league
    assert slugs([]) == slugs(None)
    both = aw.claims_about(["Red League", "Greymoor"], modality="asserted", dataset=world)
    assert set(both) == set(aw.claims(about=["Greymoor", "Red League"], modality="asserted", dataset=world))
    with pytest.raises(aw.UnknownRecordError, match="'Mira Foss'"):
        aw.claims(about=["Red League", "Mira Foss"], dataset=world)


def test_what_is_said_of_the_parts_of_an_actor_or_by_them_counts_where_asked(world: Dataset) -> None:
    alone = set(aw.claims_about("Red League", dataset=world))
    with_parts = set(aw.claims_about("Red League", including="parts", dataset=world))
    added = {"harbour-chronicle/riders-marched", "red-courier/riders-will-march"}
    assert {claim.id for claim in with_parts - alone} == added
    assert alone < with_parts
    speaker = world.claims["red-courier/reed-fears-sale"]
    assert aw.claims_attributed_to("Tolan Reed", including="parts", dataset=world) == (speaker,)
    army = aw.Claim(
        id=aw.ClaimId("red-courier/army-denies"),
        source=aw.SourceId("red-courier"),
        says="The army said that it was not there.",
        passage=speaker.passage,
        modality=aw.Modality.ASSERTED,
        attributed_to=aw.ActorId("crown-army"),
    )
    dataset = Dataset.of([*records_of(world), army])
    assert aw.claims_attributed_to("Crown of Lowmark", dataset=dataset) == ()
    assert aw.claims_attributed_to("Crown of Lowmark", including="parts", dataset=dataset) == (army,)


def test_a_name_of_an_actor_and_a_place_means_both(world: Dataset) -> None:
    both = aw.claims_about("Lowmark", dataset=world)
    as_place = aw.claims_about(world.places["lowmark"], dataset=world)
    as_actor = aw.claims_about(world.actors["lowmark"], dataset=world)
    assert set(both) == set(as_place) | set(as_actor)
    assert as_place
    assert not as_actor
    # In a list it means either; and parts make claims about the Crown claims about the state.
    with_parts = aw.claims(about=["Lowmark"], including="parts", dataset=world)
    assert set(both) < set(with_parts)


def test_claims_are_found_by_speaker_and_by_view(world: Dataset) -> None:
    assert ids(aw.claims_attributed_to("Voss", dataset=world)) == ["harbour-chronicle/voss-means-to-keep-ostrel"]
    assert aw.claims_attributed_to("Voss", according_to="red-courier", dataset=world) == ()
    sources = {claim.source for claim in aw.claims_about("Ostrel", dataset=world)}
    assert sources == {"harbour-chronicle", "red-courier"}
    by_two = aw.claims(according_to=["red-courier", world.sources["almanac-1905"]], dataset=world)
    assert {claim.source for claim in by_two} == {"red-courier", "almanac-1905"}
    assert by_two == aw.claims(dataset=world.according_to("red-courier", "almanac-1905"))


def test_the_special_queries_are_the_general_one_with_one_filter_given(world: Dataset) -> None:
    dates = ("1902", "1903")
    how: dict[str, Any] = {"match": "silent", "modality": ["asserted", "hedged", "planned"], "dataset": world}
    assert aw.claims_by_source("red-courier", *dates, about="Ostrel", **how) == aw.claims(
        *dates, about="Ostrel", according_to="red-courier", **how
    )
    assert aw.claims_about(
        "Ostrel", *dates, attributed_to="Voss", according_to="harbour-chronicle", **how
    ) == aw.claims(*dates, about="Ostrel", attributed_to="Voss", according_to="harbour-chronicle", **how)
    assert aw.claims_attributed_to("Voss", *dates, about="Ostrel", including="parts", **how) == aw.claims(
        *dates, about="Ostrel", attributed_to="Voss", including="parts", **how
    )


# Evidence


def test_evidence_is_found_for_each_kind_of_record_and_name(world: Dataset) -> None:
    assert ids(aw.evidence_for("Fall of Ostrel", dataset=world)) == [
        "harbour-chronicle/riders-took-ostrel",
        "harbour-chronicle/guards-fled",
        "red-courier/ostrel-fell",
        "red-courier/guards-ran",
    ]
    tie = world.relationships["kingdom-supports-league"]
    assert ids(aw.evidence_for(tie, dataset=world)) == ["red-courier/kingdom-arms-league"]
    assert len(aw.evidence_for("day-of-ostrel", dataset=world)) == 4
    view = aw.evidence_for("fall-of-ostrel", according_to="red-courier", dataset=world)
    assert {claim.source for claim in view} == {"red-courier"}


@pytest.mark.parametrize("id", ["salt-war", "kingdom-supports-league", "day-of-ostrel"])
def test_what_is_not_in_a_view_has_no_evidence_there(world: Dataset, id: str) -> None:
    assert aw.evidence_for(id, according_to="almanac-1905", dataset=world) == ()


def test_a_record_of_a_view_finds_its_whole_in_the_dataset(world: Dataset) -> None:
    seen = world.according_to("red-courier").events["fall-of-ostrel"]
    assert len(aw.evidence_for(seen, dataset=world)) == 4


def test_an_id_that_two_kinds_share_is_an_error_where_one_record_is_wanted(world: Dataset) -> None:
    event = world.events["salt-war"]
    clash = aw.Disagreement(
        id=aw.DisagreementId(event.id),
        question="Who won?",
        kind=aw.DisagreementKind.WORDING,
        positions=world.disagreements["guild-paid"].positions,
    )
    twice = Dataset.of([*records_of(world), clash])
    for ask in (aw.evidence_for, aw.told_by):
        with pytest.raises(aw.AmbiguousNameError, match="'salt-war'"):
            ask(event.id, dataset=twice)
    assert aw.evidence_for(event, dataset=twice) == aw.evidence_for(event, dataset=world)


def test_sources_of_a_record_come_by_id_each_once(world: Dataset) -> None:
    assert ids(aw.told_by("Fall of Ostrel", dataset=world)) == ["harbour-chronicle", "red-courier"]
    assert ids(aw.told_by("siege-of-greymoor", dataset=world)) == ["almanac-1905", "harbour-chronicle", "red-courier"]
    assert aw.told_by(world.relationships["voss-leads-league"], dataset=world) == (world.sources["harbour-chronicle"],)
    # A source that says that it is not so takes a position, too.
    assert ids(aw.told_by("guild-paid", dataset=world)) == ["almanac-1905", "harbour-chronicle"]
    # In a view, only its sources say something.
    assert ids(aw.told_by("Fall of Ostrel", dataset=world.according_to("red-courier"))) == ["red-courier"]
