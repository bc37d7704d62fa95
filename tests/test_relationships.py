"""Relationships: what their kinds mean, and the bundled ones."""

from itertools import combinations

import attrs
import pytest

import afghanwar as aw
from afghanwar import RelationshipKind


def test_support_membership_and_leadership_have_a_direction() -> None:
    directed = {kind for kind in RelationshipKind if kind.directed}
    assert directed == {RelationshipKind.SUPPORT, RelationshipKind.MEMBERSHIP, RelationshipKind.LEADERSHIP}


def test_the_time_of_a_relationship_follows_from_its_dates() -> None:
    tie = aw.Relationship(
        id=aw.RelationshipId("a-with-b"),
        kind=RelationshipKind.ALLIANCE,
        subject=aw.ActorId("a"),
        object=aw.ActorId("b"),
        evidence=(aw.ClaimId("x/c"),),
    )
    assert tie.when is None
    dates = ((aw.SourceId("x"), aw.TimeSpan("1901/1903")),)
    assert attrs.evolve(tie, dates=dates).when == aw.TimeSpan("1901/1903")
    order = (aw.Order(word=aw.OrderWord.CLOSED_BY, other=aw.SourceId("x")),)
    assert attrs.evolve(tie, dates=dates, order=order).when == aw.TimeSpan("1901/1903")
    with pytest.raises(TypeError):
        attrs.evolve(tie, when=dates[0][1])  # type: ignore[call-arg]


def test_adversaries_and_actors_who_only_talk_do_not_count_as_allied() -> None:
    assert {kind.value for kind in aw.ALLIED} == {"alliance", "support", "cooperation"}


def test_there_is_one_relationship_per_pair_kind_and_period() -> None:
    for one, other in combinations(aw.load().relationships, 2):
        ends = (one.subject, one.object), (other.subject, other.object)
        same = ends[0] == ends[1] or (not one.kind.directed and ends[0] == ends[1][::-1])
        if same and one.kind is other.kind and one.when is not None and other.when is not None:
            assert one.when.overlaps(other.when) is not aw.Certainty.CERTAIN, (one.id, other.id)
