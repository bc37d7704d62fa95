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


@pytest.mark.parametrize(
    ("kind", "subject", "object", "actor", "phrase"),
    [
        (RelationshipKind.SUPPORT, "a", "b", "a", "supporter of"),
        (RelationshipKind.SUPPORT, "a", "b", "b", "supported by"),
        (RelationshipKind.LEADERSHIP, "a", "b", "b", "led by"),
        (RelationshipKind.ALLIANCE, "a", "b", "b", "alliance with"),
        (RelationshipKind.RIVALRY, "a", "a", "a", "rivalry within"),
    ],
)
def test_each_actor_has_another_and_a_phrase_for_it(
    kind: RelationshipKind, subject: str, object: str, actor: str, phrase: str
) -> None:
    tie = aw.Relationship(
        id=aw.RelationshipId("x"), kind=kind, subject=aw.ActorId(subject), object=aw.ActorId(object), evidence=()
    )
    assert (tie.phrase(actor), tie.other(actor)) == (phrase, object if actor == subject else subject)


@pytest.mark.parametrize("kind", RelationshipKind)
def test_a_kind_with_a_direction_has_two_phrases(kind: RelationshipKind) -> None:
    tie = attrs.evolve(aw.load().relationships["iran-cooperates-with-taliban"], kind=kind)
    assert (tie.phrase("iran") != tie.phrase("taliban")) == kind.directed


def test_a_third_actor_is_refused() -> None:
    tie = aw.load().relationships["iran-cooperates-with-taliban"]
    for ask in (tie.other, tie.phrase):
        with pytest.raises(ValueError, match=r"not a relationship of 'Iran'; pass 'iran' or 'taliban'"):
            ask("Iran")


def test_adversaries_and_actors_who_only_talk_do_not_count_as_allied() -> None:
    assert {kind.value for kind in aw.ALLIED} == {"alliance", "support", "cooperation"}


def test_there_is_one_relationship_per_pair_kind_and_period() -> None:
    for one, other in combinations(aw.load().relationships, 2):
        ends = (one.subject, one.object), (other.subject, other.object)
        same = ends[0] == ends[1] or (not one.kind.directed and ends[0] == ends[1][::-1])
        if same and one.kind is other.kind and one.when is not None and other.when is not None:
            assert one.when.overlaps(other.when) is not aw.Certainty.CERTAIN, (one.id, other.id)
