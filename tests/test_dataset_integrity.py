"""Rules across records: each is broken by a record, and only that is reported."""

from typing import Any

import pytest
from support.datasets import changed, replacing
from support.faults import DATES, FALL, FLED, MARCH, MARCHED, SHALL, SHIPS, SIEGE, WAR, line, reported, the_fault

from afghanwar import (
    Dataset,
    DisagreementKind,
    EventKind,
    Order,
    OrderWord,
    Participation,
    Position,
    Quantity,
    Side,
    TimeSpan,
)
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord


def test_a_valid_dataset_has_no_faults(world: Dataset) -> None:
    assert faults(Shelves.of(world)) == []


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
    kept = Shelves.of(record for shelf in world.shelves for record in shelf if (shelf.kind, record.id) not in lost)
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
    message = the_fault(world, changed(world.battles[SIEGE], sides=(), inferred=()), field="victor")
    assert message == "'League' is not one of the sides; name the sides, or leave the victor out"


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
