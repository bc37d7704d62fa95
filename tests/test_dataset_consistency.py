"""Consistency: dates that are more certain, or lie elsewhere, than what they rest on."""

from typing import Any

import pytest
from support.datasets import changed, replacing

from afghanwar import Dataset, TimeSpan, load
from afghanwar.dataset.consistency import inconsistencies
from afghanwar.kinds import AnyRecord

CHRONICLE = "harbour-chronicle"
PAID, MARCH, WAR = "crown-supports-guild", "march-on-harbour", "salt-war"


def found_in(world: Dataset, *records: AnyRecord) -> list[tuple[str, str, str]]:
    """The inconsistencies of the dataset in which some records take the place of those with their ids."""
    found = inconsistencies(Dataset.of(replacing(world, *records)))
    return [(problem.kind, problem.record, problem.field) for problem in found]


def dated(world: Dataset, shelf: str, id: str, *spans: tuple[str, str], **changes: Any) -> Any:
    """A record with other dates."""
    record: AnyRecord = getattr(world, shelf)[id]
    return changed(record, dates=tuple((source, TimeSpan(span)) for source, span in spans), **changes)


def test_valid_datasets_are_coherent(world: Dataset) -> None:
    assert inconsistencies(world) == []
    assert inconsistencies(load()) == []


@pytest.mark.parametrize(
    ("span", "consistent"),
    [
        ("1902/1903", True),
        ("1902-06/1903-06", False),
        ("1902-12-31/1903-01-01", True),
        ("1901/1903", False),
        ("1902/1904", False),
        ("1901/1904?", True),
        ("[1901..1902]/1903", True),
        ("1902", True),
        ("[..1901]/[1902..]", False),
        ("[..1902]/[1902..]", True),
        ("[1901..1904]", True),
    ],
)
def test_a_date_of_a_relationship_is_not_more_certain_than_the_claims(
    world: Dataset, span: str, consistent: bool
) -> None:
    tie = dated(world, "relationships", PAID, (CHRONICLE, span))
    assert found_in(world, tie) == ([] if consistent else [("relationship", PAID, "dates")])
    assert found_in(world, changed(tie, inferred=("when",))) == []


def test_the_claims_of_another_source_do_not_count(world: Dataset) -> None:
    claim = changed(world.claims["almanac-1905/crown-did-not-pay"], when=TimeSpan("1901/1904"))
    tie = dated(world, "relationships", PAID, (CHRONICLE, "1901/1903"))
    assert found_in(world, claim, tie) == [("relationship", PAID, "dates")]


@pytest.mark.parametrize(
    ("spans", "consistent"),
    [
        (("1901-01-01/1902-05-31", "1902-06-01/1903-12-31"), True),
        (("1902-06-01/1903-12-31", "1901-01-01/1902-07-15"), True),
        (("1900/1905", "1902"), True),
        (("1901-01-01/1902-05-31", "1902-06-02/1903-12-31"), False),
        (("1901-01-02/1902-05-31", "1902-06-01/1903-12-31"), False),
        (("1901-01-01/1902-05-31", "1902-06-01/1903-12-30"), False),
        (("1901-01-01/1902-05-31", "1902-06-01/1903-12-31?"), False),
        (("1901-01-01/1903-12-31", None), True),
        (("1902-06-01/1903-12-31", None), False),
    ],
)
def test_several_claims_may_cover_a_date_together(
    world: Dataset, spans: tuple[str | None, ...], consistent: bool
) -> None:
    first = world.claims["harbour-chronicle/crown-paid-guild"]
    claims = [
        changed(first, id=id, when=None if span is None else TimeSpan(span))
        for id, span in zip((first.id, f"{first.id}-again"), spans, strict=True)
    ]
    tie = dated(
        world, "relationships", PAID, (CHRONICLE, "1901-01-01/1903-12-31"), evidence=tuple(claim.id for claim in claims)
    )
    assert found_in(world, *claims, tie) == ([] if consistent else [("relationship", PAID, "dates")])


@pytest.mark.parametrize(
    ("span", "consistent"),
    [
        ("1904-04", True),
        ("1901/1904", True),
        ("1905-01", False),
        ("[1904..1905]", False),
        ("1904/", True),
        ("1904/..", False),
        (None, True),
    ],
)
def test_a_part_of_an_event_lies_where_the_whole_may_be(world: Dataset, span: str | None, consistent: bool) -> None:
    spans = () if span is None else ((CHRONICLE, span),)
    march = dated(world, "events", MARCH, *spans, inferred=() if span is None else ("when",))
    assert found_in(world, march) == ([] if consistent else [("event", MARCH, "part_of")])
    assert found_in(world, changed(march, note="It began in the war.")) == []


def test_a_part_of_an_undated_event_is_coherent(world: Dataset) -> None:
    war = dated(world, "events", WAR)
    assert found_in(world, war) == []
