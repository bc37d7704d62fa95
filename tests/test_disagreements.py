"""Disagreements: their kinds, and the bundled ones."""

from collections import Counter

import afghanwar as aw
from afghanwar import DisagreementKind


def test_a_disagreement_is_a_contradiction_or_of_scope_or_of_wording() -> None:
    assert [kind.value for kind in DisagreementKind] == ["contradiction", "scope", "wording"]
    used = Counter(disagreement.kind for disagreement in aw.load().disagreements)
    assert set(used) == set(DisagreementKind)


def test_questions_are_questions_and_no_claim_is_in_two_positions() -> None:
    for disagreement in aw.load().disagreements:
        assert disagreement.question.endswith("?")
        claims = [claim for position in disagreement.positions for claim in position.claims]
        assert len(claims) == len(set(claims)), disagreement.id
