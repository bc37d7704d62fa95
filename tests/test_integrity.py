"""What must hold across records: each rule has a record that breaks it, and that alone is reported."""

from typing import Any, TypeVar

import attrs
import pytest

from afghanwar import Aside, Claim, Dataset, EventKind, Participation, Position, Quantity, Side, TimeSpan
from afghanwar.dataset.integrity import faults
from afghanwar.kinds import AnyRecord

R = TypeVar("R", bound=attrs.AttrsInstance)

WAR, FALL, MARCH, SHIPS, SIEGE = (
    "salt-war",
    "fall-of-ostrel",
    "march-on-harbour",
    "guild-buys-ships",
    "siege-of-greymoor",
)
FLED, SHALL, DATES = (f"harbour-chronicle/{slug}" for slug in ("guards-fled", "voss-means-to-keep-ostrel", "war-dates"))


def but(record: R, **changes: Any) -> R:
    """The record with other values, of whatever type."""
    return attrs.evolve(record, **changes)  # type: ignore[misc]


def reported(world: Dataset, *records: AnyRecord) -> list[tuple[str, str, str]]:
    """The faults of the world with some records added, or put in the place of those with their ids."""
    kept = [
        record
        for shelf in world.all
        for record in shelf
        if not any(record.id == each.id and isinstance(each, type(record)) for each in records)
    ]
    return [(each.record, each.field, each.message) for each in faults(Dataset.holding([*kept, *records]))]


def the_fault(world: Dataset, *records: AnyRecord, field: str) -> str:
    """The message of the only fault, which is of the first record and of that field."""
    found = reported(world, *records)
    assert [(record, at) for record, at, _ in found] == [(records[0].id, field)]
    return found[0][2]


def test_a_good_world_has_no_faults(world: Dataset) -> None:
    assert faults(world) == []


@pytest.mark.parametrize("id", ["Ships", "old ships", "-ships", "ships-", "old--ships", "größe", "ships\n"])
def test_an_id_is_a_slug(world: Dataset, id: str) -> None:
    assert repr(id) in the_fault(world, but(world.measures["ships"], id=id), field="id")


def test_a_slug_may_be_words_and_numbers(world: Dataset) -> None:
    assert reported(world, but(world.measures["ships"], id="2-ships-of-1902")) == []


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("red-courier/guards", "'red-courier'"),
        ("harbour-chronicle/Guards", "'Guards'"),
        ("harbour-chronicle/guards/fled", "'guards/fled'"),
        ("harbour-chronicle/", "''"),
        ("harbour-chronicle", "''"),
    ],
)
def test_the_id_of_a_claim_is_its_source_and_a_slug(world: Dataset, id: str, value: str) -> None:
    assert value in the_fault(world, but(world.claims[FLED], id=id), field="id")


def test_a_claim_without_a_source_in_its_id_is_told_what_to_write(world: Dataset) -> None:
    messages = [message for _, _, message in reported(world, but(world.claims[FLED], id="guards-fled"))]
    assert len(messages) == 2
    assert "'harbour-chronicle'" in messages[0]


def test_no_text_is_blank(world: Dataset) -> None:
    crown = world.actors["crown"]
    assert "blank" in the_fault(world, but(crown, name=""), field="name")
    assert "blank" in the_fault(world, but(crown, aliases=("The Crown", "\u00a0\n")), field="aliases")
    anonymous = but(crown.identifiers, wikidata=" ")
    assert "blank" in the_fault(world, but(crown, identifiers=anonymous), field="identifiers.wikidata")
    nothing = (Quantity(measure=world.measures["guards"].id, wording=" "),)
    assert "blank" in the_fault(world, but(world.claims[FLED], quantities=nothing), field="quantities.wording")


def test_inferred_names_fields_that_the_record_gives(world: Dataset) -> None:
    fall = world.events[FALL]
    for name in ("outcome", "colour", "id", "note", "inferred"):
        assert repr(name) in the_fault(world, but(fall, inferred=(*fall.inferred, name)), field="inferred")
    assert "'part_of'" in the_fault(world, but(fall, part_of=None), field="inferred")


def test_a_date_is_inferred_under_the_name_that_the_seeds_have_for_it(world: Dataset) -> None:
    assert has_field(world.events[WAR], "when")
    assert has_field(world.claims[FLED], "when")
    assert not has_field(world.events[SHIPS], "when")
    assert not has_field(world.claims[SHALL], "when")
    # So far apart that the record as a whole has no time; yet each of its sources gives one.
    apart = (("harbour-chronicle", TimeSpan("[..1901]")), ("red-courier", TimeSpan("[1905..]")))
    assert but(world.events[FALL], dates=apart).when is None
    assert has_field(but(world.events[FALL], dates=apart), "when")


@pytest.mark.parametrize(
    ("shelf", "id", "changes", "field"),
    [
        ("claims", SHALL, {"attributed_to": "nobody"}, "attributed_to"),
        ("claims", FLED, {"actors": ("ostrel-guard", "nobody")}, "actors"),
        ("claims", FLED, {"places": ("ostrel", "nobody")}, "places"),
        ("claims", FLED, {"quantities": (Quantity(measure="nobody", wording="x"),)}, "quantities.measure"),  # type: ignore[arg-type]
        ("actors", "crown", {"part_of": ("lowmark", "nobody")}, "part_of"),
        ("places", "ostrel", {"within": "nobody"}, "within"),
        ("events", WAR, {"dates": (("nobody", TimeSpan("1901")),)}, "dates"),
        ("events", WAR, {"places": ("nobody",)}, "places"),
        ("events", FALL, {"part_of": "nobody"}, "part_of"),
        ("events", WAR, {"evidence": (DATES, "nobody")}, "evidence"),
        ("events", WAR, {"participants": (Participation(actor="nobody", role="x"),)}, "participants"),  # type: ignore[arg-type]
        ("relationships", "voss-leads-league", {"dates": (("nobody", TimeSpan("1901")),)}, "dates"),
        ("relationships", "voss-leads-league", {"subject": "nobody"}, "subject"),
        ("relationships", "voss-leads-league", {"object": "nobody"}, "object"),
        ("relationships", "voss-leads-league", {"evidence": ("nobody",)}, "evidence"),
    ],
)
def test_every_reference_resolves(world: Dataset, shelf: str, id: str, changes: dict[str, Any], field: str) -> None:
    record: AnyRecord = getattr(world, shelf)[id]
    assert "'nobody' is the id of no" in the_fault(world, but(record, **changes), field=field)


def test_every_reference_of_a_side_and_of_a_position_resolves(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    league, crown, guild = siege.sides
    strange = but(siege, sides=(but(league, actors=("red-league", "nobody")), crown, guild))
    assert "'nobody'" in the_fault(world, strange, field="sides.actors")
    strange = but(siege, sides=(but(league, commanders=("nobody",)), crown, guild))
    assert "'nobody'" in the_fault(world, strange, field="sides.commanders")
    asked = world.disagreements["guild-paid"]
    strange_answer = but(asked, positions=(asked.positions[0], but(asked.positions[1], claims=("nobody",))))
    assert "'nobody'" in the_fault(world, strange_answer, field="positions.claims")


def test_the_source_of_a_claim_resolves(world: Dataset) -> None:
    orphan = but(world.claims[FLED], id="nobody/guards", source="nobody")
    assert "'nobody'" in the_fault(world, orphan, field="source")


def test_a_reference_to_a_record_that_could_not_be_read_is_no_fault(world: Dataset) -> None:
    lost = {("actor", "riders"), ("claim", FLED), ("measure", "guards"), ("source", "almanac-1905")}
    kept = Dataset.holding(record for shelf in world.all for record in shelf if (shelf.kind, record.id) not in lost)
    assert faults(kept, broken=lambda kind, id: (kind, id) in lost) == []
    unexcused = {(each.record, each.field) for each in faults(kept)}
    assert {("march-on-harbour", "participants"), (FALL, "evidence"), ("siege-of-greymoor", "dates")} <= unexcused


def test_a_reference_stands_once(world: Dataset) -> None:
    twice = but(world.claims[FLED], actors=("ostrel-guard", "crown", "ostrel-guard"))
    assert "'ostrel-guard'" in the_fault(world, twice, field="actors")
    dated_twice = but(world.events[WAR], dates=world.events[WAR].dates * 2)
    assert "'harbour-chronicle'" in the_fault(world, dated_twice, field="dates")


@pytest.mark.parametrize(
    ("shelf", "field", "changes", "ring"),
    [
        ("actors", "part_of", {"crown": ("crown",)}, {"crown"}),
        (
            "actors",
            "part_of",
            {"lowmark": ("northern-kingdom",), "northern-kingdom": ("crown", "harbour-guild")},
            {"crown", "lowmark", "northern-kingdom"},
        ),
        ("places", "within", {"ostrel": "ostrel"}, {"ostrel"}),
        ("places", "within", {"lowmark": "ostrel"}, {"ostrel", "fenland", "lowmark"}),
        ("events", "part_of", {WAR: WAR}, {WAR}),
        ("events", "part_of", {WAR: SIEGE}, {WAR, SIEGE}),
    ],
)
def test_nothing_is_part_of_itself(
    world: Dataset, shelf: str, field: str, changes: dict[str, Any], ring: set[str]
) -> None:
    found = reported(world, *(but(getattr(world, shelf)[id], **{field: wholes}) for id, wholes in changes.items()))
    # Every record of the ring is reported once, and none that only leads into it, such as the army.
    assert sorted(id for id, _, _ in found) == sorted(ring)
    assert {at for _, at, _ in found} == {field}
    assert all(repr(id) in message for id, _, message in found)


def test_a_part_of_two_wholes_that_meet_again_is_no_ring(world: Dataset) -> None:
    assert reported(world, but(world.actors["crown-army"], part_of=("crown", "lowmark"))) == []


@pytest.mark.parametrize("digest", ["abc", "A" * 64, "g" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_digest_is_64_lower_case_hex_digits(world: Dataset, digest: str) -> None:
    source = world.sources["red-courier"]
    message = the_fault(world, but(source, document=but(source.document, sha256=digest)), field="document.sha256")
    assert "64" in message


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10_000)])
def test_an_aside_lies_in_its_document(world: Dataset, start: int, end: int) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=start, end=end, reason="heading"),)
    message = the_fault(world, but(source, document=but(source.document, asides=asides)), field="document.asides")
    assert f"{start} to {end}" in message


def test_an_aside_may_reach_the_end_of_its_document(world: Dataset) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=0, end=source.document.characters, reason="all"),)
    assert reported(world, but(source, document=but(source.document, asides=asides))) == []


@pytest.mark.parametrize(
    ("field", "changes", "value"),
    [
        ("passage", {"start": 7, "end": 7}, "7 to 7"),
        ("passage", {"start": 8, "end": 7}, "8 to 7"),
        ("passage", {"start": -1}, "-1 to"),
        ("passage.paragraph", {"paragraph": 0}, "0"),
        ("passage.begins", {"begins": "one two three four five six seven"}, "7 words"),
        ("passage.ends", {"ends": "one two three\nfour five\tsix seven"}, "7 words"),
    ],
)
def test_a_passage_can_be_one(world: Dataset, field: str, changes: dict[str, Any], value: str) -> None:
    claim = world.claims[FLED]
    assert value in the_fault(world, but(claim, passage=but(claim.passage, **changes)), field=field)


def test_a_wording_has_at_most_twelve_words(world: Dataset) -> None:
    claim = world.claims[FLED]
    assert reported(world, but(claim, wording=" ".join(["word"] * 12))) == []
    assert "13 words" in the_fault(world, but(claim, wording=" ".join(["word"] * 13)), field="wording")


def test_the_bounds_of_a_quantity_lie_in_their_order(world: Dataset) -> None:
    def fled(low: int | None, high: int | None) -> Claim:
        return but(world.claims[FLED], quantities=(but(world.claims[FLED].quantities[0], low=low, high=high),))

    message = the_fault(world, fled(301, 300), field="quantities")
    assert "301" in message
    assert "300" in message
    assert reported(world, fled(300, 300)) == reported(world, fled(None, 3)) == reported(world, fled(3, None)) == []


@pytest.mark.parametrize(
    ("field", "latitude", "longitude", "value"),
    [
        ("latitude", 10.0, None, "both"),
        ("latitude", None, 10.0, "both"),
        ("latitude", 90.1, 0.0, "90.1"),
        ("latitude", -90.1, 0.0, "-90.1"),
        ("longitude", 0.0, 180.1, "180.1"),
        ("longitude", 0.0, -180.1, "-180.1"),
        ("longitude", 0.0, float("nan"), "nan"),
        ("latitude", float("inf"), 0.0, "inf"),
    ],
)
def test_a_place_is_on_the_globe(
    world: Dataset, field: str, latitude: float | None, longitude: float | None, value: str
) -> None:
    nowhere = but(world.places["ostrel"], latitude=latitude, longitude=longitude)
    assert value in the_fault(world, nowhere, field=field)


def test_a_place_may_be_at_a_pole(world: Dataset) -> None:
    assert reported(world, but(world.places["ostrel"], latitude=-90.0, longitude=180.0)) == []


def test_an_event_of_kind_battle_is_a_battle(world: Dataset) -> None:
    assert "'battle'" in the_fault(world, but(world.events[FALL], kind=EventKind.BATTLE), field="kind")


def test_a_side_has_actors(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    empty = Side(name="Nobody", actors=(), commanders=siege.sides[1].commanders)
    assert "'Nobody'" in the_fault(world, but(siege, sides=(*siege.sides, empty)), field="sides")


def test_two_sides_have_two_names(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    found = reported(world, but(siege, sides=(*siege.sides, but(siege.sides[0], actors=("crown",)))))
    assert {(record, field) for record, field, _ in found} == {(SIEGE, "sides")}
    assert all("'League'" in message for _, _, message in found)


def test_the_victor_is_one_of_the_sides(world: Dataset) -> None:
    message = the_fault(world, but(world.battles[SIEGE], victor="Red League"), field="victor")
    assert "'Red League'" in message
    assert "'Guild'" in message


def test_a_victor_is_told_by_some_claim(world: Dataset) -> None:
    message = the_fault(world, but(world.battles[SIEGE], outcome=()), field="victor")
    assert "'League'" in message


def test_the_outcome_is_some_of_the_evidence(world: Dataset) -> None:
    assert FLED in the_fault(world, but(world.battles[SIEGE], outcome=(FLED,)), field="outcome")


def test_the_ends_of_a_relationship_differ_but_in_hostility_and_rivalry(world: Dataset) -> None:
    within = but(world.relationships["league-fights-crown"], object="red-league")
    assert reported(world, within) == reported(world, but(within, kind=type(within.kind).RIVALRY)) == []
    alone = but(world.relationships["crown-allied-with-guild"], object="crown")
    assert "'crown'" in the_fault(world, alone, field="object")


def test_support_and_nothing_else_has_forms(world: Dataset) -> None:
    support, alliance = world.relationships["kingdom-supports-league"], world.relationships["crown-allied-with-guild"]
    assert "unspecified" in the_fault(world, but(support, forms=()), field="forms")
    assert "leave it out" in the_fault(world, but(alliance, forms=support.forms), field="forms")


def test_a_disagreement_has_two_positions_each_with_a_claim(world: Dataset) -> None:
    asked = world.disagreements["guild-paid"]
    assert "1 is too few" in the_fault(world, but(asked, positions=asked.positions[:1]), field="positions")
    unsupported = but(asked, positions=(*asked.positions, Position(answer="perhaps", claims=())))
    assert "'perhaps'" in the_fault(world, unsupported, field="positions.claims")


def test_an_event_and_a_relationship_have_evidence(world: Dataset) -> None:
    for record in (world.events[SHIPS], world.battles[SIEGE], world.relationships["voss-leads-league"]):
        message = [message for _, field, message in reported(world, but(record, evidence=())) if field == "evidence"]
        assert len(message) == 1
        assert "empty" in message[0]


@pytest.mark.parametrize("modality", ["PREDICTED", "PLANNED", "REJECTED"])
def test_what_nothing_says_was_so_is_no_event(world: Dataset, modality: str) -> None:
    claim = world.claims["almanac-1905/guild-bought-ships"]
    unreal = but(claim, modality=type(claim.modality)[modality])
    found = reported(world, unreal)
    assert [(record, field) for record, field, _ in found] == [(SHIPS, "evidence")]
    assert modality.lower() in found[0][2]


def test_a_date_is_by_a_source_of_the_evidence(world: Dataset) -> None:
    foreign = but(world.events[WAR], dates=(("red-courier", TimeSpan("1901")),))
    assert "'red-courier'" in the_fault(world, foreign, field="dates")
    # Nothing can be inferred from a source that tells nothing.
    assert "'red-courier'" in the_fault(world, but(foreign, inferred=(*foreign.inferred, "when")), field="dates")


def test_a_date_overlaps_that_of_a_claim_or_is_inferred(world: Dataset) -> None:
    late = but(world.events[MARCH], dates=(("harbour-chronicle", TimeSpan("1904-05")),))
    message = the_fault(world, late, field="dates")
    assert "1904-05" in message
    assert "'harbour-chronicle'" in message
    assert reported(world, but(late, inferred=("when",))) == []
    undated_evidence = but(world.events[SHIPS], dates=(("almanac-1905", TimeSpan("1905")),))
    assert "1905" in the_fault(world, undated_evidence, field="dates")


def test_whom_and_what_a_record_names_its_evidence_names_or_it_is_inferred(world: Dataset) -> None:
    siege, tie = world.battles[SIEGE], world.relationships["kingdom-allied-with-league"]
    league, crown, guild = siege.sides
    for record, field, value in (
        (but(world.events[FALL], inferred=("part_of",)), "participants", "'crown-army'"),
        (but(world.events[WAR], inferred=("participants",)), "places", "'lowmark'"),
        (but(siege, inferred=()), "sides", "'mira-voss'"),
        (
            but(siege, inferred=(), sides=(but(league, commanders=()), crown, but(guild, actors=("riders",)))),
            "sides",
            "'riders'",
        ),
        (but(tie, subject="crown"), "subject", "'crown'"),
        (but(tie, object="crown"), "object", "'crown'"),
    ):
        assert value in the_fault(world, record, field=field)
        assert reported(world, but(record, inferred=(*record.inferred, field))) == []


def test_a_speaker_is_named_by_its_evidence(world: Dataset) -> None:
    claim = but(world.claims["red-courier/kingdom-fought"], attributed_to="tolan-reed")
    assert reported(world, claim, but(world.relationships["kingdom-allied-with-league"], object="tolan-reed")) == []


def test_every_fault_is_listed_with_the_file_of_its_record(world: Dataset) -> None:
    broken = (but(world.actors["crown"], name=" "), but(world.events[WAR], part_of="nobody"))
    kept = [record for shelf in world.all for record in shelf if record.id not in ("crown", WAR)]
    found = faults(Dataset.holding([*kept, *broken]), origin={("actor", "crown"): "actors/states.toml"})
    assert [(each.file, each.record, each.field) for each in found] == [
        ("actors/states.toml", "crown", "name"),
        ("", WAR, "part_of"),
    ]
