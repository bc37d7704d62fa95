"""Relationships: what their kinds mean, and the bundled ones."""

from itertools import combinations

import afghanwar as aw
from afghanwar import RelationshipKind


def test_support_membership_and_leadership_have_a_direction() -> None:
    directed = {kind for kind in RelationshipKind if kind.directed}
    assert directed == {RelationshipKind.SUPPORT, RelationshipKind.MEMBERSHIP, RelationshipKind.LEADERSHIP}


def test_adversaries_and_those_who_only_talk_do_not_count_as_allied() -> None:
    assert {kind.value for kind in aw.ALLIED} == {"alliance", "support", "cooperation"}


def test_one_record_tells_of_one_pair_kind_and_period() -> None:
    for one, other in combinations(aw.load().relationships, 2):
        ends = (one.subject, one.object), (other.subject, other.object)
        same = ends[0] == ends[1] or (not one.kind.directed and ends[0] == ends[1][::-1])
        if same and one.kind is other.kind and one.when is not None and other.when is not None:
            assert one.when.overlaps(other.when) is not aw.Certainty.CERTAIN, (one.id, other.id)
