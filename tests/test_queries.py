"""The questions, asked of the made-up world."""

import datetime
from collections.abc import Callable

import attrs
import pendulum
import pytest

import afghanwar as aw
from afghanwar import Dataset


def ids(records: "tuple[aw.Event | aw.Relationship | aw.Claim | aw.Actor | aw.Disagreement, ...]") -> list[str]:
    return [record.id for record in records]


# events_between


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


def test_the_bounds_of_a_window_are_inclusive_and_as_wide_as_the_words(world: Dataset) -> None:
    assert "siege-of-greymoor" in ids(aw.events_between("1903-05-20", dataset=world))
    assert "siege-of-greymoor" not in ids(aw.events_between("1903-05-21", dataset=world))
    assert "siege-of-greymoor" in ids(aw.events_between(None, "1903-05-10", dataset=world))
    assert "siege-of-greymoor" not in ids(aw.events_between(None, "1903-05-09", dataset=world))
    # As an end, "1903-05" is its last day; as a start, its first.
    assert "siege-of-greymoor" in ids(aw.events_between("1903-05", "1903-05", match="certain", dataset=world))


def test_within_asks_for_all_of_an_event(world: Dataset) -> None:
    def within(start: str, end: str, match: aw.queries.Match) -> list[str]:
        return ids(aw.events_between(start, end, relation="within", match=match, dataset=world))

    assert within("1903-05-10", "1903-05-20", "certain") == ["siege-of-greymoor"]
    assert within("1903-05-11", "1903-05-20", "possible") == []
    assert within("1902-03-05", "1902-03-05", "possible") == ["fall-of-ostrel"]
    assert within("1902-03-05", "1902-03-05", "certain") == []


def test_undated_events_answer_a_date_only_when_asked_for(world: Dataset) -> None:
    assert "guild-buys-ships" not in ids(aw.events_between("1903", "1904", dataset=world))
    assert ids(aw.events_between("1903", "1904", match="silent", dataset=world))[-1] == "guild-buys-ships"
    assert "guild-buys-ships" not in ids(
        aw.events_between("1903", "1904", match="silent", match="certain", dataset=world)
    )
    assert "guild-buys-ships" in ids(aw.events_between(match="certain", dataset=world))


def test_an_argument_without_bounds_asks_for_no_date(world: Dataset) -> None:
    assert aw.events_between("../1903", dataset=world) == aw.events_between(dataset=world)


def test_the_doubt_of_an_argument_is_dropped(world: Dataset) -> None:
    sure = aw.events_between("1903-05-10", "1903-05-20", match="certain", dataset=world)
    assert aw.events_between("1903-05-10?", "1903-05-20?", match="certain", dataset=world) == sure


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(1903, 5, 15),
        datetime.datetime(1903, 5, 15, 23, 59),
        pendulum.datetime(1903, 5, 15, tz="Asia/Kabul"),
        aw.TimeSpan("1903-05-15"),
        "1903-05-15",
    ],
    ids=lambda day: type(day).__name__,
)
def test_a_day_may_be_given_in_any_of_its_forms(world: Dataset, day: aw.TimeLike) -> None:
    assert ids(aw.events_between(day, day, dataset=world)) == ["salt-war", "siege-of-greymoor"]


def test_events_can_be_sifted_by_class_kind_actor_and_place(world: Dataset) -> None:
    battles: tuple[aw.Battle, ...] = aw.events_between(of=aw.Battle, dataset=world)
    assert [side.name for side in battles[0].sides] == ["League", "Crown", "Guild"]
    assert ids(battles) == ["siege-of-greymoor"]
    assert ids(aw.events_between(kinds="capture", dataset=world)) == ["fall-of-ostrel"]
    assert ids(aw.events_between(kinds=[aw.EventKind.WAR, "talks"], dataset=world)) == ["salt-war", "voss-meets-reed"]
    assert ids(aw.events_between(actor="Voss", dataset=world)) == ["siege-of-greymoor", "voss-meets-reed"]
    assert ids(aw.events_between(place="Fenland", dataset=world)) == ["fall-of-ostrel", "siege-of-greymoor"]
    assert len(aw.events_between(place="Lowmark", dataset=world)) == 4


# actors_allied_with, relationships_of


def test_support_makes_allies_of_both_ends(world: Dataset) -> None:
    assert ids(aw.actors_allied_with("Red League", dataset=world)) == ["northern-kingdom"]
    assert ids(aw.actors_allied_with("Northern Kingdom", dataset=world)) == ["red-league"]


def test_allies_are_asked_on_a_day(world: Dataset) -> None:
    assert aw.actors_allied_with("Red League", on="1899", dataset=world) == ()
    assert ids(aw.actors_allied_with("Red League", on="1902-06-01", match="certain", dataset=world)) == [
        "northern-kingdom"
    ]
    # After the time of writing nothing is certain any more.
    assert ids(aw.actors_allied_with("Red League", on="1904", dataset=world)) == ["northern-kingdom"]
    assert aw.actors_allied_with("Red League", on="1904", match="certain", dataset=world) == ()


def test_an_undated_tie_is_no_answer_for_a_day(world: Dataset) -> None:
    def friends(**how: bool) -> list[str]:
        ties = aw.relationships_of("Harbour Guild", on="1904", kinds="alliance", dataset=world, **how)  # type: ignore[arg-type]
        return ids(ties)

    assert friends() == []
    assert friends(undated=True) == ["crown-allied-with-guild"]


def test_a_tie_that_nobody_asserts_is_at_most_possible(world: Dataset) -> None:
    assert ids(aw.actors_allied_with("Harbour Guild", on="1902", dataset=world)) == ["crown"]
    assert aw.actors_allied_with("Harbour Guild", on="1902", match="certain", dataset=world) == ()


def test_which_kinds_count_as_allied_can_be_chosen(world: Dataset) -> None:
    assert aw.actors_allied_with("Red League", on="1903-05", kinds="hostility", dataset=world)[0].id == "crown"


def test_parts_count_when_asked_for(world: Dataset) -> None:
    assert aw.relationships_of("Lowmark", dataset=world) == ()
    whole = aw.relationships_of("Lowmark", including="parts", dataset=world)
    assert ids(whole) == ["crown-supports-guild", "league-fights-crown", "crown-allied-with-guild"]
    assert ids(aw.actors_allied_with("Lowmark", including="parts", dataset=world)) == ["harbour-guild"]
    assert aw.actors_allied_with("Lowmark", dataset=world) == ()


def test_relationships_do_not_depend_on_which_end_is_named_first(world: Dataset) -> None:
    there = aw.relationships_of("Northern Kingdom", other="Red League", dataset=world)
    assert ids(there) == ["kingdom-supports-league", "kingdom-allied-with-league"]
    assert aw.relationships_of("Red League", other="Northern Kingdom", dataset=world) == there
    assert aw.relationships_of(other="Northern Kingdom", dataset=world) == there
    assert len(aw.relationships_of(dataset=world)) == len(world.relationships)


# claims


def test_claims_of_a_source_come_in_the_order_of_the_text(world: Dataset) -> None:
    claims = aw.claims_by_source("News from Ostrel", dataset=world)
    starts = [claim.passage.start for claim in claims]
    assert len(claims) == 8
    assert starts == sorted(starts)


def test_claims_can_be_sifted(world: Dataset) -> None:
    def slugs(**how: object) -> list[str]:
        return [claim.id.split("/")[1] for claim in aw.claims_by_source("red-courier", dataset=world, **how)]  # type: ignore[arg-type]

    assert slugs(modality="predicted") == ["riders-will-march", "reed-fears-sale"]
    assert slugs(modality=["predicted"], attributed_to="Tolan Reed") == ["reed-fears-sale"]
    assert slugs(about="Fenland", start="1902", end="1902") == ["ostrel-fell", "guards-ran"]
    assert "reed-fears-sale" in slugs(start="1902", end="1902", match="silent")
    assert slugs(start="1901", end="1901", match="certain") == ["kingdom-arms-league"]
    assert slugs(start="1903-12", end="1903-12", match="certain") == []
    assert slugs(start="1903-12", end="1903-12") == ["kingdom-arms-league"]


def test_a_name_of_an_actor_and_a_place_asks_for_both(world: Dataset) -> None:
    both = aw.claims_about("Lowmark", dataset=world)
    as_place = aw.claims_about(world.places["lowmark"], dataset=world)
    as_actor = aw.claims_about(world.actors["lowmark"], dataset=world)
    assert set(both) == set(as_place) | set(as_actor)
    assert as_place
    assert not as_actor


def test_claims_are_found_by_speaker_and_by_view(world: Dataset) -> None:
    assert ids(aw.claims_attributed_to("Voss", dataset=world)) == ["harbour-chronicle/voss-means-to-keep-ostrel"]
    assert aw.claims_attributed_to("Voss", according_to="red-courier", dataset=world) == ()
    sources = {claim.source for claim in aw.claims_about("Ostrel", dataset=world)}
    assert sources == {"harbour-chronicle", "red-courier"}


# evidence, disagreements, quantities


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


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        (None, ["day-of-ostrel", "guards-of-ostrel", "guild-paid"]),
        ("Harbour Guild", ["guild-paid"]),
        ("Fenland", ["day-of-ostrel", "guards-of-ostrel"]),
        ("guards who fled Ostrel", ["day-of-ostrel", "guards-of-ostrel"]),
        ("Fall of Ostrel", ["day-of-ostrel", "guards-of-ostrel"]),
        ("Tolan Reed", []),
    ],
)
def test_disagreements_are_found_by_what_they_are_about(world: Dataset, subject: str | None, found: list[str]) -> None:
    assert ids(aw.disagreements_about(subject, dataset=world)) == found


def test_a_disagreement_needs_two_positions_in_the_view(world: Dataset) -> None:
    assert aw.disagreements_about("ships", dataset=world) == ()
    counted = [world.claims[id] for id in ("harbour-chronicle/guards-fled", "red-courier/guards-ran")]
    ships = [
        attrs.evolve(each, quantities=(attrs.evolve(each.quantities[0], measure=world.measures["ships"].id),))
        for each in counted
    ]
    rest = [record for shelf in world.all for record in shelf if record not in counted]
    assert aw.disagreements_about("guards", dataset=Dataset.of([*rest, *ships])) == ()
    assert aw.disagreements_about(according_to="red-courier", dataset=world) == ()
    assert ids(aw.disagreements_about(according_to=["red-courier", "harbour-chronicle"], dataset=world)) == [
        "day-of-ostrel",
        "guards-of-ostrel",
    ]


def test_quantities_stand_side_by_side(world: Dataset) -> None:
    pairs = aw.quantities_of("guards", dataset=world)
    assert [(claim.source, quantity.wording) for claim, quantity in pairs] == [
        ("harbour-chronicle", "about 300"),
        ("red-courier", "450"),
    ]
    assert [quantity.measure for _, quantity in aw.quantities_of(dataset=world)] == ["guards", "guards", "ships"]
    assert len(aw.quantities_of(unit="ships", dataset=world)) == 1
    assert len(aw.quantities_of("guards", unit="ships", dataset=world)) == 0


# views


def test_a_view_answers_with_the_dates_of_its_sources(world: Dataset) -> None:
    def on_the_sixth(**how: object) -> list[str]:
        return ids(aw.events_between("1902-03-06", "1902-03-06", kinds="capture", dataset=world, **how))  # type: ignore[call-overload]

    assert on_the_sixth() == ["fall-of-ostrel"]
    assert on_the_sixth(according_to="red-courier") == []
    assert on_the_sixth(according_to=["red-courier", world.sources["harbour-chronicle"]]) == ["fall-of-ostrel"]


def test_names_are_found_in_the_whole_dataset(world: Dataset) -> None:
    assert aw.events_between(actor="Mira Voss", according_to="almanac-1905", dataset=world) == ()


# bad input

ASKING: list[Callable[[Dataset], object]] = [
    lambda world: aw.events_between(actor="Mira Foss", dataset=world),
    lambda world: aw.events_between(place="Ostrell", dataset=world),
    lambda world: aw.actors_allied_with("Mira Foss", dataset=world),
    lambda world: aw.relationships_of(other="Mira Foss", dataset=world),
    lambda world: aw.claims_by_source("red-courrier", dataset=world),
    lambda world: aw.claims_about("Ostrell", dataset=world),
    lambda world: aw.claims_attributed_to("Mira Foss", dataset=world),
    lambda world: aw.evidence_for("Fall of Ostrell", dataset=world),
    lambda world: aw.disagreements_about("Fall of Ostrell", dataset=world),
    lambda world: aw.quantities_of("gards", dataset=world),
    lambda world: aw.events_between(according_to="red-courrier", dataset=world),
]


@pytest.mark.parametrize("ask", ASKING, ids=map(str, range(len(ASKING))))
def test_an_unknown_name_is_refused_with_the_nearest(world: Dataset, ask: Callable[[Dataset], object]) -> None:
    with pytest.raises(aw.UnknownRecordError, match="did you mean") as raised:
        ask(world)
    assert raised.value.nearest


def test_a_name_that_two_bear_is_refused_with_both(world: Dataset) -> None:
    with pytest.raises(aw.AmbiguousNameError) as raised:
        aw.actors_allied_with("The Guard", dataset=world)
    assert raised.value.candidates == ("crown-army", "ostrel-guard")


def test_an_id_that_two_kinds_bear_is_refused_where_one_is_wanted(world: Dataset) -> None:
    event = next(iter(world.events))
    clash = aw.Disagreement(
        id=aw.DisagreementId(event.id), question="?", positions=world.disagreements["guild-paid"].positions
    )
    twice = Dataset.of([*(record for shelf in world.all for record in shelf), clash])
    with pytest.raises(aw.AmbiguousNameError):
        aw.evidence_for(event.id, dataset=twice)
    assert aw.evidence_for(event, dataset=twice) == aw.evidence_for(event, dataset=world)


@pytest.mark.parametrize("text", ["2001-13", "5 July", "", "2001-12-17/2001-12-06"])
def test_a_text_that_is_no_date_is_refused_with_what_to_write(world: Dataset, text: str) -> None:
    with pytest.raises(aw.TimeSpanError, match="write") as raised:
        aw.events_between(text, dataset=world)
    assert repr(text) in str(raised.value)


def test_a_number_is_no_date(world: Dataset) -> None:
    with pytest.raises(TypeError, match=r"2001\.5"):
        aw.events_between(2001.5, dataset=world)  # type: ignore[call-overload]


def test_a_start_after_the_end_is_refused_with_both(world: Dataset) -> None:
    with pytest.raises(ValueError, match=r"'1903-02'.*'1903-01'"):
        aw.events_between("1903-02", "1903-01", dataset=world)


REFUSED: list[tuple[Callable[[Dataset], object], str]] = [
    (lambda world: aw.events_between(match="maybe", dataset=world), "'possible', 'certain'"),  # type: ignore[call-overload]
    (lambda world: aw.actors_allied_with("Voss", match="maybe", dataset=world), "'possible', 'certain'"),  # type: ignore[arg-type]
    (lambda world: aw.claims_about("Voss", match="maybe", dataset=world), "'possible', 'certain'"),  # type: ignore[arg-type]
    (lambda world: aw.events_between(relation="near", dataset=world), "'overlaps', 'within'"),  # type: ignore[call-overload]
    (lambda world: aw.events_between(kinds="party", dataset=world), "'battle'"),
    (lambda world: aw.events_between(kinds=["war", "party"], dataset=world), "'battle'"),
    (lambda world: aw.relationships_of(kinds="love", dataset=world), "'hostility'"),
    (lambda world: aw.claims_about("Voss", modality="sung", dataset=world), "'asserted'"),
    (lambda world: aw.quantities_of(unit="guilders", dataset=world), "'people', 'ships'"),
    (lambda world: aw.events_between(according_to=(), dataset=world), "source"),
]


@pytest.mark.parametrize(("ask", "named"), REFUSED, ids=map(str, range(len(REFUSED))))
def test_a_word_that_is_none_of_those_allowed_is_refused_with_them(
    world: Dataset, ask: Callable[[Dataset], object], named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        ask(world)


def test_a_record_of_a_kind_that_is_not_asked_about_is_refused(world: Dataset) -> None:
    with pytest.raises(aw.UnknownRecordError):
        aw.claims_about(world.sources["red-courier"], dataset=world)  # type: ignore[arg-type]


def test_a_record_of_another_kind_with_the_same_id_is_refused(world: Dataset) -> None:
    with pytest.raises(TypeError, match="kind 'actor'"):
        aw.actors_allied_with(world.places["lowmark"], dataset=world)  # type: ignore[arg-type]
