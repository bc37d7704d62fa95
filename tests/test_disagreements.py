"""The bundled disagreements."""

import afghanwar as aw


def test_questions_are_questions_and_no_claim_stands_on_two_sides() -> None:
    for disagreement in aw.load().disagreements:
        assert disagreement.question.endswith("?")
        claims = [claim for position in disagreement.positions for claim in position.claims]
        assert len(claims) == len(set(claims)), disagreement.id
