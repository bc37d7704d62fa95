"""What must hold in a record and across records: each rule has a record that breaks it, and only that is reported."""

from typing import Any

import pytest
from support.datasets import changed, passage_of, replacing

from afghanwar import (
    Aside,
    Claim,
    ClaimId,
    Dataset,
    DisagreementKind,
    Event,
    EventId,
    EventKind,
    Order,
    OrderWord,
    Participation,
    Position,
    Quantity,
    Side,
    TimeSpan,
)
from afghanwar.actors import Actor, ActorId, ActorKind
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord, has_field
from afghanwar.places import CoordinatePrecision, Coordinates, Identifiers, Place, PlaceId, PlaceKind

WAR, FALL, MARCH, SHIPS, SIEGE = (
    "salt-war",
    "fall-of-ostrel",
    "march-on-harbour",
    "guild-buys-ships",
    "siege-of-greymoor",
)
FLED, SHALL, DATES, MARCHED = (
    f"harbour-chronicle/{slug}" for slug in ("guards-fled", "voss-means-to-keep-ostrel", "war-dates", "riders-marched")
)


def reported(world: Dataset, *records: AnyRecord) -> list[tuple[str, str, str]]:
    """The faults of the world with some records added, or put in the place of those with their ids."""
    return [(each.record, each.field, each.message) for each in faults(Shelves.of(replacing(world, *records)))]


def the_fault(world: Dataset, *records: AnyRecord, field: str) -> str:
    """The message of the only fault, which is of the first record and of that field."""
    found = reported(world, *records)
    assert [(record, at) for record, at, _ in found] == [(records[0].id, field)]
    return found[0][2]


def located(world: Dataset, **values: Any) -> Place:
    """A place with other coordinates."""
    known = {"latitude": 10.0, "longitude": 20.5, "precision": CoordinatePrecision.POINT, "source": "Atlas"}
    return changed(world.places["ostrel"], coordinates=Coordinates(**{**known, **values}))


def test_a_valid_dataset_has_no_faults(world: Dataset) -> None:
    assert faults(Shelves.of(world)) == []


@pytest.mark.parametrize("id", ["Ships", "old ships", "-ships", "ships-", "old--ships", "größe", "ships\n"])
def test_an_id_is_a_slug(world: Dataset, id: str) -> None:
    assert repr(id) in the_fault(world, changed(world.measures["ships"], id=id), field="id")


def test_a_slug_may_be_words_and_numbers(world: Dataset) -> None:
    assert reported(world, changed(world.measures["ships"], id="2-ships-of-1902")) == []


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
    assert value in the_fault(world, changed(world.claims[FLED], id=id), field="id")


def test_a_claim_without_a_source_in_its_id_is_reported_with_the_source(world: Dataset) -> None:
    messages = [message for _, _, message in reported(world, changed(world.claims[FLED], id="guards-fled"))]
    assert len(messages) == 2
    assert "'harbour-chronicle'" in messages[0]


def test_no_text_is_blank(world: Dataset) -> None:
    crown = world.actors["crown"]
    assert "blank" in the_fault(world, changed(crown, name=""), field="name")
    assert "blank" in the_fault(world, changed(crown, aliases=("The Crown", "\u00a0\n")), field="aliases")
    anonymous = changed(crown.identifiers, wikidata=" ")
    assert "blank" in the_fault(world, changed(crown, identifiers=anonymous), field="identifiers.wikidata")
    nothing = (Quantity(measure=world.measures["guards"].id, wording=" "),)
    assert "blank" in the_fault(world, changed(world.claims[FLED], quantities=nothing), field="quantities.wording")


@pytest.mark.parametrize("text", ["—", "ʿ", "\u200b", "?!"])
def test_a_text_without_a_letter_or_digit_is_blank(world: Dataset, text: str) -> None:
    message = the_fault(world, changed(world.actors["crown"], aliases=(text,)), field="aliases")
    assert message.startswith(f"is blank, with no letter or digit in {text!r}; ")


@pytest.mark.parametrize("aliases", [("Y", "Y"), ("X", "x"), ("Straße", "STRASSE")])
def test_a_text_is_listed_once_in_whatever_case(world: Dataset, aliases: tuple[str, ...]) -> None:
    message = the_fault(world, changed(world.actors["crown"], aliases=aliases), field="aliases")
    assert message == f"{aliases[1]!r} is listed more than once, in whatever case; list it once"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("wikidata", "q42"),
        ("wikidata", "Q0"),
        ("wikidata", "Q1\n"),
        ("iso3", "afg"),
        ("iso3", "AF"),
        ("ucdp", 0),
        ("gw", -1),
        ("cow", 0),
    ],
)
@pytest.mark.parametrize("shelf", ["actors", "places"])
def test_an_identifier_has_the_form_of_its_field(world: Dataset, shelf: str, field: str, value: object) -> None:
    record = getattr(world, shelf)[:1][0]
    odd = changed(record, identifiers=Identifiers(**{field: value}))  # type: ignore[arg-type]
    assert repr(value) in the_fault(world, odd, field=f"identifiers.{field}")


@pytest.mark.parametrize(
    ("field", "kinds", "shared"),
    [
        ("wikidata", (ActorKind.STATE, ActorKind.STATE), False),
        ("ucdp", (ActorKind.STATE, ActorKind.GOVERNMENT), True),
        ("gw", (ActorKind.STATE, ActorKind.GROUP), False),
        ("ucdp", (ActorKind.GROUP, ActorKind.GROUP), False),
    ],
)
def test_only_governments_of_a_state_share_its_numbers(
    field: str, kinds: tuple[ActorKind, ActorKind], shared: bool
) -> None:
    same = Identifiers(**{field: "Q7" if field == "wikidata" else 7})  # type: ignore[arg-type]
    one, other = (
        Actor(id=ActorId(id), name=id, kind=kind, description="D.", identifiers=same)
        for id, kind in zip(("x", "y"), kinds, strict=True)
    )
    place = Place(id=PlaceId("z"), name="Z", kind=PlaceKind.COUNTRY, identifiers=same)
    shelves = Shelves.of([one, other, place])
    found = [(fault.record, fault.field) for fault in faults(shelves)]
    assert found == ([] if shared else [(id, f"identifiers.{field}") for id in ("x", "y")])
    assert [fault.record for fault in faults(shelves, [other])] == ([] if shared else ["y"])


def test_inferred_names_fields_that_the_record_has(world: Dataset) -> None:
    fall = world.events[FALL]
    for name in ("outcome", "colour", "id", "note", "inferred"):
        assert repr(name) in the_fault(world, changed(fall, inferred=(*fall.inferred, name)), field="inferred")
    assert "'part_of'" in the_fault(world, changed(fall, part_of=None), field="inferred")


def test_a_date_is_inferred_under_the_name_when(world: Dataset) -> None:
    assert has_field(world.events[WAR], "when")
    assert has_field(world.claims[FLED], "when")
    assert not has_field(world.events[SHIPS], "when")
    assert not has_field(world.claims[SHALL], "when")
    # So far apart that the record as a whole has no time; yet each of its sources gives one.
    apart = (("harbour-chronicle", TimeSpan("[..1901]")), ("red-courier", TimeSpan("[1905..]")))
    assert changed(world.events[FALL], dates=apart).when is None
    assert has_field(changed(world.events[FALL], dates=apart), "when")


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
        ("events", WAR, {"order": (Order(word=OrderWord.AFTER, other="nobody", evidence=(DATES,)),)}, "order"),  # type: ignore[arg-type]
        ("events", WAR, {"begins": (("nobody", (DATES,)),)}, "begins"),
        ("events", WAR, {"ends": (("nobody", (DATES,)),)}, "ends"),
        ("events", FALL, {"part_of": "nobody"}, "part_of"),
        ("events", WAR, {"evidence": (DATES, "nobody")}, "evidence"),
        ("events", WAR, {"participants": (Participation(actor="nobody", role="x"),)}, "participants"),  # type: ignore[arg-type]
        ("relationships", "voss-leads-league", {"dates": (("nobody", TimeSpan("1901")),)}, "dates"),
        ("relationships", "voss-leads-league", {"subject": "nobody"}, "subject"),
        ("relationships", "voss-leads-league", {"object": "nobody"}, "object"),
        (
            "relationships",
            "league-fights-crown",
            {"order": (Order(word=OrderWord.UNTIL, other="nobody", evidence=("red-courier/reed-commanded",)),)},  # type: ignore[arg-type]
            "order",
        ),
        ("relationships", "kingdom-allied-with-league", {"evidence": ("nobody",)}, "evidence"),
    ],
)
def test_every_reference_resolves(world: Dataset, shelf: str, id: str, changes: dict[str, Any], field: str) -> None:
    record: AnyRecord = getattr(world, shelf)[id]
    fault = the_fault(world, changed(record, **changes), field=field)
    assert "has the id 'nobody'" in fault
    assert fault.endswith(", which is '<source>/<slug>'") == fault.startswith("no claim has")


def test_every_reference_of_a_side_and_of_a_position_resolves(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    league, crown, guild = siege.sides
    strange = changed(siege, sides=(changed(league, actors=("red-league", "nobody")), crown, guild))
    assert "'nobody'" in the_fault(world, strange, field="sides.actors")
    strange = changed(siege, sides=(changed(league, commanders=("nobody",)), crown, guild))
    assert "'nobody'" in the_fault(world, strange, field="sides.commanders")
    asked = world.disagreements["guild-paid"]
    strange_answer = changed(asked, positions=(asked.positions[0], changed(asked.positions[1], claims=("nobody",))))
    assert "'nobody'" in the_fault(world, strange_answer, field="positions.claims")


def test_the_source_of_a_claim_resolves(world: Dataset) -> None:
    orphan = changed(world.claims[FLED], id="nobody/guards", source="nobody")
    assert "'nobody'" in the_fault(world, orphan, field="source")


def test_only_some_records_are_checked(world: Dataset) -> None:
    crown, war = changed(world.actors["crown"], name=" "), changed(world.events[WAR], part_of="nobody")
    shelves = Shelves.of(replacing(world, crown, war))
    assert [(each.record, each.field) for each in faults(shelves, [war])] == [(WAR, "part_of")]
    assert faults(shelves, [world.actors["riders"], world.events[MARCH]]) == []
    assert faults(shelves, []) == []


def test_a_chain_of_thousands_of_places_is_valid(world: Dataset) -> None:
    ids = [f"place-{number}" for number in range(8_000)]
    chain = [
        changed(world.places["lowmark"], id=id, within=within) for id, within in zip(ids, [None, *ids], strict=False)
    ]
    assert reported(world, *chain) == []
    closed = reported(world, changed(chain[0], within=ids[-1]), *chain[1:])
    assert len(closed) == len(chain)


def test_an_event_with_thousands_of_claims_is_valid(world: Dataset) -> None:
    march = world.events[MARCH]
    claims = [changed(world.claims[MARCHED], id=f"harbour-chronicle/claim-{number}") for number in range(16_000)]
    ids = tuple(claim.id for claim in claims)
    event = changed(
        march, evidence=(*march.evidence, *ids), order=(line("after", SIEGE, *ids),), begins=(("riders", ids),)
    )
    assert reported(world, *claims, event) == []
    strange = changed(event, evidence=(*event.evidence[:-1], "nobody/x"))
    assert {(field, message.partition(";")[0]) for _, field, message in reported(world, *claims, strange)} == {
        ("evidence", "no claim has the id 'nobody/x'"),
        ("after", f"{ids[-1]!r} is not in the evidence"),
        ("begins", f"{ids[-1]!r} is not in the evidence"),
    }


def test_a_reference_to_a_record_that_could_not_be_read_is_not_a_fault(world: Dataset) -> None:
    lost = {("actor", "riders"), ("claim", FLED), ("measure", "guards"), ("source", "almanac-1905")}
    kept = Shelves.of(record for shelf in world.all for record in shelf if (shelf.kind, record.id) not in lost)
    assert faults(kept, broken=lambda kind, id: (kind, id) in lost) == []
    unexcused = {(each.record, each.field) for each in faults(kept)}
    assert {("march-on-harbour", "participants"), (FALL, "evidence"), ("siege-of-greymoor", "dates")} <= unexcused


def test_a_list_has_each_reference_once(world: Dataset) -> None:
    twice = changed(world.claims[FLED], actors=("ostrel-guard", "crown", "ostrel-guard"))
    assert "'ostrel-guard'" in the_fault(world, twice, field="actors")
    dated_twice = changed(world.events[WAR], dates=world.events[WAR].dates * 2)
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
    found = reported(world, *(changed(getattr(world, shelf)[id], **{field: wholes}) for id, wholes in changes.items()))
    # Every record of the ring is reported once, and none that only leads into it, such as the army.
    assert sorted(id for id, _, _ in found) == sorted(ring)
    assert {at for _, at, _ in found} == {field}
    assert all(repr(id) in message for id, _, message in found)


def test_a_part_of_two_wholes_that_are_parts_of_one_another_is_not_a_ring(world: Dataset) -> None:
    assert reported(world, changed(world.actors["crown-army"], part_of=("crown", "lowmark"))) == []


@pytest.mark.parametrize("digest", ["abc", "A" * 64, "g" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_digest_is_64_lower_case_hex_digits(world: Dataset, digest: str) -> None:
    source = world.sources["red-courier"]
    message = the_fault(
        world, changed(source, document=changed(source.document, sha256=digest)), field="document.sha256"
    )
    assert "64" in message


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 10_000)])
def test_an_aside_lies_in_its_document(world: Dataset, start: int, end: int) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=start, end=end, reason="heading"),)
    message = the_fault(
        world, changed(source, document=changed(source.document, asides=asides)), field="document.asides"
    )
    assert f"{start} to {end}" in message


def test_an_aside_may_reach_the_end_of_its_document(world: Dataset) -> None:
    source = world.sources["red-courier"]
    asides = (Aside(start=0, end=source.document.characters, reason="all"),)
    assert reported(world, changed(source, document=changed(source.document, asides=asides))) == []


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
def test_a_passage_holds_text_of_a_paragraph_and_has_up_to_six_words_at_each_end(
    world: Dataset, field: str, changes: dict[str, Any], value: str
) -> None:
    claim = world.claims[FLED]
    assert value in the_fault(world, changed(claim, passage=changed(passage_of(claim), **changes)), field=field)


def test_a_passage_ends_within_the_document(world: Dataset) -> None:
    claim = world.claims[FLED]
    length = world.sources["harbour-chronicle"].document.characters
    assert reported(world, changed(claim, passage=changed(passage_of(claim), end=length))) == []
    message = the_fault(world, changed(claim, passage=changed(passage_of(claim), end=length + 1)), field="passage")
    assert message == f"ends at {length + 1}, and the document has {length} characters; locate it again"
    # Nothing is known of the document of a source that could not be read.
    lost = Shelves.of(
        record
        for record in replacing(world, changed(claim, passage=changed(passage_of(claim), end=9_999)))
        if record.id != "harbour-chronicle"
    )
    assert faults(lost, broken=lambda kind, id: id == "harbour-chronicle") == []


def test_a_wording_has_at_most_twelve_words(world: Dataset) -> None:
    claim = world.claims[FLED]
    assert reported(world, changed(claim, wording=" ".join(["word"] * 12))) == []
    assert "13 words" in the_fault(world, changed(claim, wording=" ".join(["word"] * 13)), field="wording")


def test_the_low_of_a_quantity_is_not_over_its_high(world: Dataset) -> None:
    def fled(low: int | None, high: int | None) -> Claim:
        return changed(world.claims[FLED], quantities=(changed(world.claims[FLED].quantities[0], low=low, high=high),))

    message = the_fault(world, fled(301, 300), field="quantities")
    assert "301" in message
    assert "300" in message
    assert reported(world, fled(300, 300)) == reported(world, fled(None, 3)) == reported(world, fled(3, None)) == []


@pytest.mark.parametrize("name", ["\ud800", "X\udcff", "\ud83d\ude00"])
def test_a_text_has_no_half_of_a_character(world: Dataset, name: str) -> None:
    message = the_fault(world, changed(world.actors["riders"], name=f"X{name}"), field="name")
    assert message.endswith(" has half of a character, a surrogate; write the character")
    assert reported(world, changed(world.actors["riders"], name="\U0001f600 Zāhir")) == []


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf"), 10**15, -(10**15), 1e300])
@pytest.mark.parametrize("bound", ["low", "high"])
def test_a_bound_of_a_quantity_has_up_to_fifteen_digits(world: Dataset, bound: str, number: float) -> None:
    claim = world.claims[FLED]
    quantity = changed(claim.quantities[0], **{"low": None, "high": None, bound: number})
    message = the_fault(world, changed(claim, quantities=(quantity,)), field=f"quantities[0].{bound}")
    assert message.endswith(" is not a number of up to 15 digits; write one")


@pytest.mark.parametrize(
    ("field", "latitude", "longitude", "value"),
    [
        ("latitude", 90.1, 0.0, "90.1"),
        ("latitude", -90.1, 0.0, "-90.1"),
        ("longitude", 0.0, 180.1, "180.1"),
        ("longitude", 0.0, -180.1, "-180.1"),
        ("longitude", 0.0, float("nan"), "nan"),
        ("latitude", float("inf"), 0.0, "inf"),
    ],
)
def test_a_place_is_on_the_globe(world: Dataset, field: str, latitude: float, longitude: float, value: str) -> None:
    nowhere = located(world, latitude=latitude, longitude=longitude)
    assert value in the_fault(world, nowhere, field=f"coordinates.{field}")


def test_a_place_may_be_at_a_pole(world: Dataset) -> None:
    assert reported(world, located(world, latitude=-90.0, longitude=180.0)) == []


def test_coordinates_without_a_source_are_a_fault(world: Dataset) -> None:
    assert "blank" in the_fault(world, located(world, source=" "), field="coordinates.source")


def test_an_event_of_kind_battle_is_a_battle(world: Dataset) -> None:
    assert "'battle'" in the_fault(world, changed(world.events[FALL], kind=EventKind.BATTLE), field="kind")


def test_a_side_has_actors(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    empty = Side(name="Nobody", actors=(), commanders=siege.sides[1].commanders)
    assert "'Nobody'" in the_fault(world, changed(siege, sides=(*siege.sides, empty)), field="sides")


def test_two_sides_have_two_names(world: Dataset) -> None:
    siege = world.battles[SIEGE]
    found = reported(world, changed(siege, sides=(*siege.sides, changed(siege.sides[0], actors=("crown",)))))
    assert {(record, field) for record, field, _ in found} == {(SIEGE, "sides")}
    assert all("'League'" in message for _, _, message in found)


def test_the_victor_is_one_of_the_sides(world: Dataset) -> None:
    message = the_fault(world, changed(world.battles[SIEGE], victor="Red League"), field="victor")
    assert "'Red League'" in message
    assert "'Guild'" in message


def test_a_victor_needs_a_claim_in_the_outcome(world: Dataset) -> None:
    message = the_fault(world, changed(world.battles[SIEGE], outcome=()), field="victor")
    assert "'League'" in message


def test_the_outcome_is_some_of_the_evidence(world: Dataset) -> None:
    assert FLED in the_fault(world, changed(world.battles[SIEGE], outcome=(FLED,)), field="outcome")


def test_the_ends_of_a_relationship_differ_except_in_hostility_and_rivalry(world: Dataset) -> None:
    within = changed(world.relationships["league-fights-crown"], object="red-league")
    assert reported(world, within) == reported(world, changed(within, kind=type(within.kind).RIVALRY)) == []
    alone = changed(world.relationships["crown-allied-with-guild"], object="crown")
    assert "'crown'" in the_fault(world, alone, field="object")


def test_only_support_has_forms(world: Dataset) -> None:
    support, alliance = world.relationships["kingdom-supports-league"], world.relationships["crown-allied-with-guild"]
    assert "unspecified" in the_fault(world, changed(support, forms=()), field="forms")
    assert "leave them out" in the_fault(world, changed(alliance, forms=support.forms), field="forms")


def line(word: str, other: str, *evidence: str) -> Order:
    return Order(word=OrderWord(word), other=EventId(other), evidence=tuple(map(ClaimId, evidence)))


def ordered(world: Dataset, id: str, *lines: Order, inferred: tuple[str, ...] = ()) -> Event:
    """An event with other order lines."""
    return changed(world.events[id], order=lines, inferred=inferred or world.events[id].inferred)


def test_the_other_of_an_order_line_is_an_event_or_a_source(world: Dataset) -> None:
    for other in (SIEGE, WAR, "harbour-chronicle", "red-courier"):
        assert reported(world, ordered(world, MARCH, line("since", other, MARCHED))) == []
    for other in ("crown", "voss-leads-league", "guards-of-ostrel", "ostrel", "ships", MARCHED):
        message = the_fault(world, ordered(world, MARCH, line("since", other, MARCHED)), field="order")
        assert message.startswith(f"no event or source has the id {other!r}; ")


def test_an_order_line_does_not_name_both_an_event_and_a_source(world: Dataset) -> None:
    event = changed(world.events[SHIPS], id="red-courier", begins=(), inferred=())
    meant = ordered(world, MARCH, line("after", SIEGE, MARCHED))
    assert reported(world, meant, event) == []
    message = the_fault(world, ordered(world, MARCH, line("after", "red-courier", MARCHED)), event, field="after")
    assert message == "'red-courier' is the id of an event and of a source; rename one of them"


def test_a_reference_to_an_event_or_source_that_could_not_be_read_is_not_a_fault(world: Dataset) -> None:
    event = ordered(world, MARCH, line("since", "nowhere", MARCHED))
    for kind in ("event", "source"):
        assert faults(Shelves.of(replacing(world, event)), broken=lambda *at, kind=kind: at == (kind, "nowhere")) == []


@pytest.mark.parametrize("word", list(OrderWord))
def test_an_event_has_no_order_line_to_itself(world: Dataset, word: OrderWord) -> None:
    found = reported(world, ordered(world, MARCH, line(word.value, MARCH, MARCHED)))
    itself = [message for _, field, message in found if field == word.value]
    assert len(itself) == 1
    assert f"{MARCH!r} is the record itself" in itself[0]


def test_a_relationship_may_have_an_order_line_to_an_event_or_a_source_with_its_id(world: Dataset) -> None:
    tie = changed(world.relationships["league-fights-crown"], id=SIEGE)
    lines = (line("during", SIEGE, "red-courier/reed-commanded"),)
    assert reported(world, changed(tie, order=lines)) == []


def test_an_order_line_has_evidence_or_its_word_is_inferred(world: Dataset) -> None:
    message = the_fault(world, ordered(world, MARCH, line("after", SIEGE)), field="after")
    assert message.startswith(f"no claim says so of {SIEGE!r}; ")
    assert "'after'" in message
    assert reported(world, ordered(world, MARCH, line("after", SIEGE), inferred=("after",))) == []
    # Only that word is inferred.
    mixed = ordered(world, MARCH, line("after", SIEGE), line("since", WAR), inferred=("after",))
    assert WAR in the_fault(world, mixed, field="since")
    tie = changed(world.relationships["league-fights-crown"], order=(line("during", WAR),))
    assert WAR in the_fault(world, tie, field="during")
    assert reported(world, changed(tie, inferred=("during",))) == []


def test_the_evidence_of_an_order_line_is_some_of_the_evidence_of_its_record(world: Dataset) -> None:
    message = the_fault(world, ordered(world, MARCH, line("after", SIEGE, MARCHED, FLED)), field="after")
    assert message == f"{FLED!r} is not in the evidence; add it there"
    found = reported(world, ordered(world, MARCH, line("after", SIEGE, "nobody/x")))
    assert [(record, field) for record, field, _ in found] == [(MARCH, "order.evidence"), (MARCH, "after")]
    assert all("'nobody/x'" in message for _, _, message in found)
    tie = changed(world.relationships["league-fights-crown"], order=(line("during", WAR, FLED),))
    assert FLED in the_fault(world, tie, field="during")


def test_a_word_has_another_record_once(world: Dataset) -> None:
    twice = ordered(world, MARCH, line("after", SIEGE, MARCHED), line("after", SIEGE, "red-courier/riders-will-march"))
    assert the_fault(world, twice, field="after") == f"{SIEGE!r} is listed more than once; list it once"
    two_words = ordered(world, MARCH, line("after", SIEGE, MARCHED), line("since", SIEGE, MARCHED))
    assert reported(world, two_words) == []
    repeated = ordered(world, MARCH, line("after", SIEGE, MARCHED, MARCHED))
    assert "more than once" in the_fault(world, repeated, field="order.evidence")


@pytest.mark.parametrize(
    ("lines", "ring"),
    [
        ({WAR: ("after", MARCH), MARCH: ("after", WAR)}, [MARCH, WAR]),
        ({WAR: ("before", MARCH), MARCH: ("before", WAR)}, [MARCH, WAR]),
        ({WAR: ("before", FALL), FALL: ("before", MARCH), MARCH: ("before", WAR)}, [FALL, MARCH, WAR]),
        ({FALL: ("after", "red-courier"), MARCH: ("before", "red-courier"), WAR: ("after", FALL)}, []),
        ({FALL: ("after", MARCH), MARCH: ("after", "red-courier"), WAR: ("before", "red-courier")}, []),
        (
            {FALL: ("after", MARCH), MARCH: ("after", "red-courier"), WAR: ("before", "red-courier"), "x": FALL},
            [FALL, MARCH, WAR],
        ),
        ({WAR: ("since", MARCH), MARCH: ("since", WAR)}, []),
        ({WAR: ("during", MARCH), MARCH: ("during", WAR)}, []),
        ({WAR: ("before", MARCH), MARCH: ("after", WAR)}, []),
    ],
)
def test_nothing_comes_after_itself(world: Dataset, lines: dict[str, Any], ring: list[str]) -> None:
    closing = lines.pop("x", None)
    events = [
        ordered(world, id, line(word, other, *world.events[id].evidence[:1])) for id, (word, other) in lines.items()
    ]
    if closing is not None:
        # Closes the ring through the source.
        (war,) = (event for event in events if event.id == WAR)
        events[events.index(war)] = changed(war, order=(*war.order, line("after", closing, DATES)))
    found = reported(world, *events)
    assert [(record, field) for record, field, _ in found] == [(id, "order") for id in ring]
    assert all("is after itself, through " in message for _, _, message in found)
    assert all(repr(id) in message for id in ring for _, _, message in found)


def test_the_message_about_a_long_ring_names_five_of_its_records(world: Dataset) -> None:
    ids = [f"part-{number}" for number in range(9)]
    ring = [changed(world.places["ostrel"], id=id, within=ids[number - 1], aliases=()) for number, id in enumerate(ids)]
    found = reported(world, *ring)
    assert [(record, field) for record, field, _ in found] == [(id, "within") for id in ids]
    assert {message.count("'part-") for _, _, message in found} == {5}


@pytest.mark.parametrize("field", ["begins", "ends"])
def test_the_claims_about_a_life_resolve(world: Dataset, field: str) -> None:
    found = reported(world, changed(world.events[MARCH], **{field: (("riders", ("nobody/x",)),)}))
    assert [(record, at) for record, at, _ in found] == [(MARCH, f"{field}.evidence"), (MARCH, field)]
    assert found[0][2].startswith("no claim has the id 'nobody/x'; ")


@pytest.mark.parametrize("field", ["begins", "ends"])
def test_a_life_that_an_event_begins_or_ends_has_evidence_or_is_inferred(world: Dataset, field: str) -> None:
    march = world.events[MARCH]
    assert reported(world, changed(march, **{field: (("riders", (MARCHED,)),)})) == []
    assert "'riders'" in the_fault(world, changed(march, **{field: (("riders", ()),)}), field=field)
    assert reported(world, changed(march, **{field: (("riders", ()),)}, inferred=(field,))) == []
    assert FLED in the_fault(world, changed(march, **{field: (("riders", (FLED,)),)}), field=field)
    twice = (("riders", (MARCHED,)), ("riders", (MARCHED,)))
    assert "more than once" in the_fault(world, changed(march, **{field: twice}), field=field)


def test_no_actor_begins_and_ends_with_one_event(world: Dataset) -> None:
    lives = (("riders", (MARCHED,)), ("red-league", (MARCHED,)))
    march = changed(world.events[MARCH], begins=lives, ends=lives[:1])
    assert the_fault(world, march, field="ends").startswith("'riders' both begins and ends with it; ")


def test_an_actor_may_have_the_id_of_the_event_that_begins_it(world: Dataset) -> None:
    actor = changed(world.actors["riders"], id=MARCH, aliases=())
    event = changed(world.events[MARCH], begins=((MARCH, (MARCHED,)),))
    assert reported(world, actor, event) == []


@pytest.mark.parametrize("kind", list(DisagreementKind))
def test_a_disagreement_of_each_kind_is_valid(world: Dataset, kind: DisagreementKind) -> None:
    assert reported(world, changed(world.disagreements["guild-paid"], kind=kind)) == []


def test_a_disagreement_has_two_positions_each_with_a_claim(world: Dataset) -> None:
    asked = world.disagreements["guild-paid"]
    assert "1 is too few" in the_fault(world, changed(asked, positions=asked.positions[:1]), field="positions")
    unsupported = changed(asked, positions=(*asked.positions, Position(answer="perhaps", claims=())))
    assert "'perhaps'" in the_fault(world, unsupported, field="positions.claims")


def test_an_event_and_a_relationship_have_evidence(world: Dataset) -> None:
    for record in (world.events[SHIPS], world.battles[SIEGE], world.relationships["voss-leads-league"]):
        message = [
            message for _, field, message in reported(world, changed(record, evidence=())) if field == "evidence"
        ]
        assert len(message) == 1
        assert "empty" in message[0]


@pytest.mark.parametrize("modality", ["PREDICTED", "PLANNED", "REJECTED"])
def test_an_event_whose_evidence_is_predicted_planned_or_rejected_is_reported(world: Dataset, modality: str) -> None:
    claim = world.claims["almanac-1905/guild-bought-ships"]
    unreal = changed(claim, modality=type(claim.modality)[modality])
    found = reported(world, unreal)
    assert [(record, field) for record, field, _ in found] == [(SHIPS, "evidence")]
    assert modality.lower() in found[0][2]


def test_a_date_is_by_a_source_of_the_evidence(world: Dataset) -> None:
    foreign = changed(world.events[WAR], dates=(("red-courier", TimeSpan("1901")),))
    assert "'red-courier'" in the_fault(world, foreign, field="dates")
    # Nothing can be inferred from a source without a claim in the evidence.
    assert "'red-courier'" in the_fault(world, changed(foreign, inferred=(*foreign.inferred, "when")), field="dates")


def test_a_date_overlaps_that_of_a_claim_or_is_inferred(world: Dataset) -> None:
    late = changed(world.events[MARCH], dates=(("harbour-chronicle", TimeSpan("1904-05")),))
    message = the_fault(world, late, field="dates")
    assert "1904-05" in message
    assert "'harbour-chronicle'" in message
    assert reported(world, changed(late, inferred=("when",))) == []
    undated_evidence = changed(world.events[SHIPS], dates=(("almanac-1905", TimeSpan("1905")),))
    assert "1905" in the_fault(world, undated_evidence, field="dates")


def test_the_actors_and_places_of_a_record_are_named_by_its_evidence_or_inferred(world: Dataset) -> None:
    siege, tie = world.battles[SIEGE], world.relationships["kingdom-allied-with-league"]
    league, crown, guild = siege.sides
    for record, field, value in (
        (changed(world.events[FALL], inferred=("part_of",)), "participants", "'crown-army'"),
        (changed(world.events[WAR], inferred=("participants",)), "places", "'lowmark'"),
        (changed(siege, inferred=()), "sides", "'mira-voss'"),
        (
            changed(
                siege, inferred=(), sides=(changed(league, commanders=()), crown, changed(guild, actors=("riders",)))
            ),
            "sides",
            "'riders'",
        ),
        (changed(tie, subject="crown"), "subject", "'crown'"),
        (changed(tie, object="crown"), "object", "'crown'"),
    ):
        assert value in the_fault(world, record, field=field)
        assert reported(world, changed(record, inferred=(*record.inferred, field))) == []


def test_the_speaker_of_a_claim_is_named_by_it(world: Dataset) -> None:
    claim = changed(world.claims["red-courier/kingdom-fought"], attributed_to="tolan-reed")
    assert reported(world, claim, changed(world.relationships["kingdom-allied-with-league"], object="tolan-reed")) == []


def test_every_fault_is_listed_with_the_file_of_its_record(world: Dataset) -> None:
    broken = (changed(world.actors["crown"], name=" "), changed(world.events[WAR], part_of="nobody"))
    found = faults(Shelves.of(replacing(world, *broken)), origin={("actor", "crown"): "actors/states.toml"})
    assert [(each.file, each.kind, each.record, each.field) for each in found] == [
        ("actors/states.toml", "actor", "crown", "name"),
        ("", "event", WAR, "part_of"),
    ]
