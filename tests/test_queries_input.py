"""Bad input to any query is an error that quotes it and says what to write."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

import afghanwar as aw
from afghanwar import Dataset

UNKNOWN: list[Callable[[Dataset], object]] = [
    lambda world: aw.events_between(actor="Mira Foss", dataset=world),
    lambda world: aw.events_between(place="Ostrell", dataset=world),
    lambda world: aw.actors_allied_with("Mira Foss", dataset=world),
    lambda world: aw.relationships_of(other="Mira Foss", dataset=world),
    lambda world: aw.claims(about=["Ostrel", "Mira Foss"], dataset=world),
    lambda world: aw.claims(according_to="red-courrier", dataset=world),
    lambda world: aw.claims_by_source("red-courrier", dataset=world),
    lambda world: aw.claims_about("Ostrell", dataset=world),
    lambda world: aw.claims_attributed_to("Mira Foss", dataset=world),
    lambda world: aw.evidence_for("Fall of Ostrell", dataset=world),
    lambda world: aw.told_by("Fall of Ostrell", dataset=world),
    lambda world: aw.disagreements_about("Fall of Ostrell", dataset=world),
    lambda world: aw.quantities_of("gards", dataset=world),
    lambda world: aw.events_between(according_to="red-courrier", dataset=world),
]


@pytest.mark.parametrize("ask", UNKNOWN, ids=map(str, range(len(UNKNOWN))))
def test_an_unknown_name_is_an_error_that_suggests_the_nearest(
    world: Dataset, ask: Callable[[Dataset], object]
) -> None:
    with pytest.raises(aw.UnknownRecordError, match="did you mean") as raised:
        ask(world)
    assert 1 <= len(raised.value.nearest) <= 3


def test_suggestions_over_several_kinds_are_the_most_similar_of_each() -> None:
    with pytest.raises(aw.UnknownRecordError, match=r"^no event, relationship or disagreement is named") as raised:
        aw.told_by("taliban")
    event, relationship, disagreement = raised.value.nearest
    dataset = aw.load()
    assert event in dataset.events
    assert relationship in dataset.relationships
    assert disagreement in dataset.disagreements


AMBIGUOUS: list[Callable[[Dataset], object]] = [
    lambda world: aw.actors_allied_with("The Guard", dataset=world),
    lambda world: aw.claims_about("The Guard", dataset=world),
    lambda world: aw.claims(attributed_to="The Guard", dataset=world),
    lambda world: aw.disagreements_about("The Guard", dataset=world),
]


@pytest.mark.parametrize("ask", AMBIGUOUS, ids=map(str, range(len(AMBIGUOUS))))
def test_a_name_that_two_actors_share_is_an_error_that_lists_both(
    world: Dataset, ask: Callable[[Dataset], object]
) -> None:
    with pytest.raises(aw.AmbiguousNameError) as raised:
        ask(world)
    assert raised.value.candidates == ("crown-army", "ostrel-guard")


@pytest.mark.parametrize("text", ["2001-13", "5 July", "", "2001-12-17/2001-12-06"])
def test_a_text_that_is_not_a_date_is_an_error_that_says_what_to_write(world: Dataset, text: str) -> None:
    for ask in (
        lambda: aw.events_between(text, dataset=world),
        lambda: aw.events_between(None, text, dataset=world),
        lambda: aw.claims(text, dataset=world),
        lambda: aw.relationships_of(on=text, dataset=world),
    ):
        with pytest.raises(aw.TimeSpanError, match="write") as raised:
            ask()
        assert repr(text) in str(raised.value)


@pytest.mark.parametrize("value", [2001.5, 2001, b"2001", ["2001"], datetime.time(12)], ids=repr)
def test_a_date_of_another_type_is_an_error(world: Dataset, value: Any) -> None:
    for ask in (
        lambda: aw.events_between(value, dataset=world),
        lambda: aw.claims(None, value, dataset=world),
        lambda: aw.actors_allied_with("Voss", on=value, dataset=world),
    ):
        with pytest.raises(TypeError) as raised:
            ask()
        message = str(raised.value)
        assert message.startswith("expected a datetime.date, a TimeSpan or a string such as '2001-12', not ")
        assert repr(value) in message


def test_a_start_after_the_end_is_an_error_that_names_both(world: Dataset) -> None:
    for ask in (
        lambda: aw.events_between("1903-02", "1903-01", dataset=world),
        lambda: aw.claims("1903-02", "1903-01", dataset=world),
        lambda: aw.claims_about("Voss", "1903-02", "1903-01", dataset=world),
    ):
        with pytest.raises(ValueError, match=r"^the start, '1903-02', is after the end, '1903-01'; swap them$"):
            ask()
    # One that is wider than the other is not.
    assert aw.events_between("1903-02", "1903", dataset=world)


MATCHES = "use one of 'certain', 'possible', 'silent'"
REFUSED: list[tuple[Callable[..., object], dict[str, Any], str]] = [
    (aw.events_between, {"match": "maybe"}, f"match is 'maybe'; {MATCHES}"),
    (aw.events_between, {"match": None}, f"match is None; {MATCHES}"),
    (aw.actors_allied_with, {"actor": "Voss", "match": "maybe"}, f"match is 'maybe'; {MATCHES}"),
    (aw.relationships_of, {"match": ["certain"]}, f"match is ['certain']; {MATCHES}"),
    (aw.claims, {"match": "sure"}, f"match is 'sure'; {MATCHES}"),
    (aw.claims_about, {"subject": "Voss", "match": "sure"}, f"match is 'sure'; {MATCHES}"),
    (aw.events_between, {"relation": "near"}, "relation is 'near'; use one of 'overlaps', 'within'"),
    (aw.events_between, {"actor": "Voss", "including": "kin"}, "including is 'kin'; use one of 'parts', 'circle'"),
    (aw.events_between, {"including": "kin"}, "including is 'kin'; use one of 'parts', 'circle'"),
    (aw.actors_allied_with, {"actor": "Voss", "including": True}, "including is True; use one of 'parts'"),
    (aw.relationships_of, {"including": "kin"}, "including is 'kin'; use one of 'parts', 'circle'"),
    (aw.claims, {"including": "kin"}, "including is 'kin'; use one of 'parts', 'circle'"),
    (aw.claims, {"about": "Voss", "including": "kin"}, "including is 'kin'; use one of 'parts', 'circle'"),
    (
        aw.events_between,
        {"kinds": "party"},
        "'party' is not a member of EventKind; use one of 'war', 'campaign', 'battle'",
    ),
    (aw.events_between, {"kinds": ["war", "party"]}, "'party' is not a member of EventKind; use one of 'war'"),
    (
        aw.events_between,
        {"kinds": aw.RelationshipKind.SUPPORT},
        "SUPPORT' is not a member of EventKind",
    ),
    (aw.relationships_of, {"kinds": "love"}, "of RelationshipKind; use one of 'alliance'"),
    (
        aw.actors_allied_with,
        {"actor": "Voss", "kinds": "love"},
        "'love' is not a member of RelationshipKind; use one of 'alliance'",
    ),
    (aw.claims, {"modality": "sung"}, "'sung' is not a member of Modality; use one of 'asserted'"),
    (
        aw.disagreements_about,
        {"kinds": "quarrel"},
        "of DisagreementKind; use one of 'contradiction', 'scope', 'wording'",
    ),
    (aw.quantities_of, {"unit": "guilders"}, "unit is 'guilders'; use one of 'people', 'ships'"),
    (aw.quantities_of, {"unit": 3}, "unit is 3; use one of 'people', 'ships'"),
    (aw.events_between, {"according_to": ()}, "pass one or more of dataset.sources"),
    (aw.claims, {"according_to": ()}, "pass one or more of dataset.sources"),
    (aw.disagreements_about, {"according_to": ()}, "pass one or more of dataset.sources"),
]


@pytest.mark.parametrize(("query", "how", "message"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_a_value_that_is_not_allowed_is_an_error_that_names_it_and_those_allowed(
    world: Dataset, query: Callable[..., object], how: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011
        query(**how, dataset=world)
    assert type(raised.value) is ValueError
    assert message in str(raised.value)


QUERIES: dict[Callable[..., object], tuple[str, ...]] = {
    aw.events_between: (),
    aw.relationships_of: (),
    aw.actors_allied_with: ("Voss",),
    aw.claims: (),
    aw.claims_by_source: ("red-courier",),
    aw.claims_about: ("Voss",),
    aw.claims_attributed_to: ("Voss",),
    aw.evidence_for: ("salt-war",),
    aw.told_by: ("salt-war",),
    aw.disagreements_about: (),
    aw.quantities_of: (),
}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: str(query.__name__))
@pytest.mark.parametrize("keyword", ["undated", "parts", "colour"])
def test_an_unknown_keyword_is_an_error_that_names_it(
    world: Dataset, query: Callable[..., object], keyword: str
) -> None:
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{keyword}'"):
        query(*QUERIES[query], dataset=world, **{keyword: True})


@pytest.mark.parametrize(
    ("query", "argument"),
    [(aw.claims_by_source, "according_to"), (aw.claims_about, "about"), (aw.claims_attributed_to, "attributed_to")],
)
def test_a_filter_that_a_query_has_asked_already_cannot_be_given_again(
    world: Dataset, query: Callable[..., object], argument: str
) -> None:
    with pytest.raises(TypeError, match=argument):
        query(*QUERIES[query], dataset=world, **{argument: "red-courier"})


def test_a_record_of_another_kind_is_an_error(world: Dataset) -> None:
    with pytest.raises(TypeError, match="kind 'actor'"):
        aw.actors_allied_with(world.places["lowmark"], dataset=world)  # type: ignore[arg-type]
    with pytest.raises(aw.UnknownRecordError, match="no actor or place is named 'red-courier'"):
        aw.claims_about(world.sources["red-courier"], dataset=world)  # type: ignore[arg-type]
    with pytest.raises(aw.UnknownRecordError, match="no event, relationship or disagreement is named 'red-courier'"):
        aw.evidence_for(world.sources["red-courier"], dataset=world)  # type: ignore[arg-type]
