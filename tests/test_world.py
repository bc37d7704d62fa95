"""The bundled dataset as a whole: what must hold across its five sources."""

from collections import Counter
from itertools import chain, combinations

import pytest

import afghanwar as aw
from afghanwar.claims import mentions
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.names import name_key
from afghanwar.dataset.shelf import Shelves

DATASET = aw.load()
SOURCES = tuple(source.id for source in DATASET.sources)
VIEWS = list(chain.from_iterable(combinations(SOURCES, size) for size in range(1, len(SOURCES))))


@pytest.mark.parametrize("chosen", VIEWS, ids="+".join)
def test_a_view_has_nothing_of_another_source(chosen: tuple[str, ...]) -> None:
    view = DATASET.according_to(*chosen)
    assert faults(Shelves.of(view)) == []
    assert {claim.source for claim in view.claims} == set(chosen)
    for record in (*view.events, *view.relationships):
        evidence = [DATASET.claims[claim] for claim in record.evidence]
        assert {claim.source for claim in evidence} <= set(chosen)
        assert {source for source, _ in record.dates} <= set(chosen)
        for line in record.order:
            assert {DATASET.claims[claim].source for claim in line.evidence} <= set(chosen)
            assert line.other in view.events or line.other in chosen
    for event in view.events:
        for _, claims in (*event.begins, *event.ends):
            assert {DATASET.claims[claim].source for claim in claims} <= set(chosen)
        theirs = mentions(DATASET.claims[claim] for claim in event.evidence)
        all_named = mentions(DATASET.claims[claim] for claim in DATASET.events[event.id].evidence)
        # An actor whom no source names is an inference of the curator, and is kept.
        assert not {each.actor for each in event.participants} & (all_named[0] - theirs[0])
        assert not set(event.places) & (all_named[1] - theirs[1])
    for disagreement in view.disagreements:
        for position in disagreement.positions:
            assert {DATASET.claims[claim].source for claim in position.claims} <= set(chosen)


def test_each_source_has_an_event_that_no_other_has() -> None:
    told = {source: {event.id for event in aw.events_between(according_to=source)} for source in SOURCES}
    for source in SOURCES:
        assert told[source] - set().union(*(told[other] for other in SOURCES if other != source)), source


def test_a_view_of_more_sources_has_all_that_a_narrower_one_has() -> None:
    for source in SOURCES:
        narrow = DATASET.according_to(source)
        wide = DATASET.according_to(source, *(other for other in SOURCES[:2] if other != source))
        assert {event.id for event in narrow.events} <= {event.id for event in wide.events}
        assert {tie.id for tie in narrow.relationships} <= {tie.id for tie in wide.relationships}


def test_numbers_of_one_measure_and_time_that_exclude_each_other_are_in_a_disagreement() -> None:
    disputed = [
        {claim for position in disagreement.positions for claim in position.claims}
        for disagreement in aw.disagreements_about()
    ]

    def exclude(one: aw.Quantity, other: aw.Quantity) -> bool:
        if one.measure != other.measure:
            return False
        bounds = [(one.low, other.high), (other.low, one.high)]
        return any(low is not None and high is not None and low > high for low, high in bounds)

    def at_one_time(one: aw.Claim, other: aw.Claim) -> bool:
        if one.when is None or other.when is None:
            return True
        return one.when.overlaps(other.when) is not aw.Certainty.NO

    missing = [
        (claim.id, other.id)
        for (claim, quantity), (other, another) in combinations(aw.quantities_of(), 2)
        if exclude(quantity, another)
        and at_one_time(claim, other)
        and not any({claim.id, other.id} <= claims for claims in disputed)
    ]
    assert missing == []


@pytest.mark.parametrize("shelf", DATASET.shelves, ids=lambda shelf: shelf.kind)
def test_every_name_finds_only_its_record(shelf: aw.Shelf[aw.Actor]) -> None:
    keys = Counter(key for record in shelf for key in {name_key(name) for name in record.names})
    assert [key for key, count in keys.items() if count > 1] == []


def test_almost_every_claim_is_about_an_actor_or_a_place() -> None:
    about_nothing = [claim.id for claim in DATASET.claims if not claim.actors and not claim.places]
    assert len(about_nothing) < len(DATASET.claims) / 50


AHEAD = {aw.Modality.PREDICTED, aw.Modality.PLANNED}
WRITTEN_BY = {source.id: source.published.latest_end for source in DATASET.sources if source.published is not None}


def test_what_a_claim_states_as_so_began_before_its_source_was_published() -> None:
    late = [
        claim.id
        for claim in DATASET.claims
        if claim.modality not in AHEAD
        and claim.when is not None
        and claim.source in WRITTEN_BY
        and claim.when.latest_start > WRITTEN_BY[claim.source]
    ]
    assert late == []


def test_what_a_source_dates_began_before_it_was_published_unless_it_is_planned_or_predicted() -> None:
    late = [
        (record.id, source)
        for record in (*DATASET.events, *DATASET.relationships)
        for source, when in record.dates
        if source in WRITTEN_BY
        and when.latest_start > WRITTEN_BY[source]
        and any(claim.modality not in AHEAD for claim in aw.evidence_for(record) if claim.source == source)
    ]
    assert late == []
