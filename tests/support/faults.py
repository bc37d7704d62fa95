"""The faults of the made-up dataset with some records changed or added."""

from afghanwar import (
    ClaimId,
    Dataset,
    EventId,
    Order,
    OrderWord,
)
from afghanwar.dataset.integrity import faults
from afghanwar.dataset.shelf import Shelves
from afghanwar.kinds import AnyRecord
from support.datasets import replacing

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


def line(word: str, other: str, *evidence: str) -> Order:
    return Order(word=OrderWord(word), other=EventId(other), evidence=tuple(map(ClaimId, evidence)))
