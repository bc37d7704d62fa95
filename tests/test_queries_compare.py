"""Sources side by side, in the made-up world and in the bundled dataset."""

import pytest
from support.answers import ids
from support.datasets import changed, records_of, replacing

import afghanwar as aw
from afghanwar import Comparison, Dataset


def slugs(compared: Comparison) -> list[list[str]]:
    return [[claim.id.partition("/")[2] for claim in said] for said in compared.claims]


def test_the_claims_of_each_source_are_set_side_by_side(world: Dataset) -> None:
    compared = aw.compare("red-courier", "The Harbour Chronicle", about="Fall of Ostrel", dataset=world)
    assert compared.about == (world.events["fall-of-ostrel"],)
    assert ids(compared.sources) == ["red-courier", "harbour-chronicle"]
    assert slugs(compared) == [["ostrel-fell", "guards-ran"], ["riders-took-ostrel", "guards-fled"]]


def test_a_subject_may_be_an_actor_a_place_a_measure_or_an_event(world: Dataset) -> None:
    for about in (world.actors["red-league"], world.places["fenland"], "Tolan Reed"):
        compared = aw.compare(about=about, dataset=world)
        assert [c for said in compared.claims for c in said] == list(aw.claims(about=about, dataset=world))
    assert slugs(aw.compare(about="guards", dataset=world)) == [["guards-fled"], ["guards-ran"]]
    # A name of an actor and a place means both.
    assert len(aw.compare(about="Lowmark", dataset=world).about) == 2


def test_without_a_subject_the_sources_are_compared_on_everything(world: Dataset) -> None:
    compared = aw.compare(dataset=world)
    assert compared.about == ()
    assert compared.sources == tuple(world.sources)
    assert [len(said) for said in compared.claims] == [
        len(aw.claims_by_source(s, dataset=world)) for s in world.sources
    ]


def test_a_source_that_is_named_and_says_nothing_has_no_claims(world: Dataset) -> None:
    compared = aw.compare("almanac-1905", "red-courier", about="Fall of Ostrel", dataset=world)
    assert slugs(compared) == [[], ["ostrel-fell", "guards-ran"]]
    assert ids(aw.compare(about="Fall of Ostrel", dataset=world).sources) == ["harbour-chronicle", "red-courier"]
    assert ids(aw.compare(about="voss", dataset=world).sources) == ["harbour-chronicle"]


def test_only_disagreements_between_the_sources_are_listed(world: Dataset) -> None:
    day, paid = world.disagreements["day-of-ostrel"], world.disagreements["guild-paid"]
    assert day in aw.compare("red-courier", "harbour-chronicle", about="Ostrel", dataset=world).disagreements
    assert day in aw.compare(dataset=world).disagreements
    assert day not in aw.compare("almanac-1905", "harbour-chronicle", dataset=world).disagreements
    assert paid in aw.compare("almanac-1905", "harbour-chronicle", dataset=world).disagreements
    assert aw.compare("almanac-1905", "red-courier", about="Ostrel", dataset=world).disagreements == ()


def test_a_disagreement_within_one_source_is_not_one_between_sources(world: Dataset) -> None:
    of_one = [claim.id for claim in aw.claims_by_source("red-courier", dataset=world)][:2]
    positions = tuple(aw.Position(answer=id, claims=(id,)) for id in of_one)
    within = changed(world.disagreements["day-of-ostrel"], id=aw.DisagreementId("within"), positions=positions)
    dataset = Dataset.of(replacing(world, within))
    assert within in aw.disagreements_about(dataset=dataset)
    assert within not in aw.compare(dataset=dataset).disagreements
    assert aw.compare(about="voss", dataset=dataset).disagreements == ()


def test_a_comparison_reads_as_a_text(world: Dataset) -> None:
    text = str(aw.compare("red-courier", "harbour-chronicle", about="Fall of Ostrel", dataset=world))
    assert text.splitlines()[0] == "Fall of Ostrel, according to red-courier, harbour-chronicle"
    assert "\n\nred-courier, “News from Ostrel”: 2 claims\n  paragraph 2: Ostrel fell on 7 March 1902.\n" in text
    for dispute in aw.compare("red-courier", "harbour-chronicle", about="Ostrel", dataset=world).disagreements:
        for position in dispute.positions:
            assert f"\n  {position.answer} ({', '.join(position.claims)})\n" in text
    one = str(aw.compare("almanac-1905", "red-courier", about="Greymoor", dataset=world))
    assert "\nalmanac-1905, “Almanac for 1905”: 1 claim\n" in one
    assert str(aw.compare(dataset=world)).startswith("Everything, according to almanac-1905, harbour-chronicle, red-")
    none = aw.Place(id=aw.PlaceId("nowhere"), name="Nowhere", kind=aw.PlaceKind.OTHER)
    nothing = aw.compare(about="Nowhere", dataset=Dataset.of([*records_of(world), none]))
    assert str(nothing) == "Nowhere, according to no source"


@pytest.mark.parametrize("given", [["red-courier"], ["red-courier", "News from Ostrel", "RED COURIER"]])
def test_one_source_is_not_compared(world: Dataset, given: list[str]) -> None:
    with pytest.raises(ValueError, match="needs two sources, not only 'red-courier'; name another, or none"):
        aw.compare(*given, dataset=world)


def test_an_unknown_source_or_subject_is_an_error(world: Dataset) -> None:
    with pytest.raises(aw.UnknownRecordError, match="no source is named 'gazette'"):
        aw.compare("red-courier", "gazette", dataset=world)
    with pytest.raises(aw.UnknownRecordError, match="no actor, place, measure or event is named 'Mira Foss'"):
        aw.compare(about="Mira Foss", dataset=world)


def test_rows_of_a_comparison_are_its_claims_with_their_answers(world: Dataset) -> None:
    compared = aw.compare("red-courier", "harbour-chronicle", about="Ostrel", dataset=world)
    rows = aw.to_rows(compared, dataset=world)
    assert [row["id"] for row in rows] == [claim.id for said in compared.claims for claim in said]
    assert len({tuple(row) for row in rows}) == 1
    by_id = {row["id"]: row for row in rows}
    fled = by_id["harbour-chronicle/guards-fled"]
    assert fled["disagreements"] == "day-of-ostrel; guards-of-ostrel"
    assert fled["answers"] == "5 March; about 300"
    assert str(fled["questions"]).startswith("On which day did Ostrel fall?; How many ")
    assert by_id["harbour-chronicle/voss-means-to-keep-ostrel"]["answers"] is None
