"""How the sentences of the bundled dataset are worded, as far as a program can see it."""

import re

import pytest

import afghanwar as aw

JUDGEMENTS = (aw.Modality.JUDGED, aw.Modality.PREDICTED, aw.Modality.REJECTED)
HEARSAY = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:said|described|considered|seen|regarded|held|believed|thought|viewed)"
    r" (?:to|as)\b"
)
LOADED = re.compile(r"\b(?:warlords?|puppets?|regime|terrorists?|jihadists?|occupiers?|invaders?|massacres?)\b", re.I)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def own_judgements() -> list[aw.Claim]:
    """The claims in which a source judges, predicts or rejects in its own voice."""
    return [claim for claim in aw.load().claims if claim.modality in JUDGEMENTS and claim.attributed_to is None]


def test_every_judgement_names_its_judge() -> None:
    judgements = own_judgements()
    assert len(judgements) > 250
    assert [claim.id for claim in judgements if not re.search(r"\b[Tt]he source\b", claim.says)] == []


def test_no_judgement_sounds_like_hearsay() -> None:
    hearsay = [claim.id for claim in own_judgements() if HEARSAY.search(QUOTED.sub("", claim.says))]
    assert hearsay == []


@pytest.mark.parametrize("word", ["such", "these", "too"])
def test_a_sentence_can_be_read_without_the_one_before_it(word: str) -> None:
    starts = re.compile(rf"^{word}\b|[^,] {word}\.$", re.I)
    assert [claim.id for claim in aw.load().claims if starts.search(QUOTED.sub("", claim.says))] == []


def test_names_roles_and_questions_use_no_loaded_word_of_their_own() -> None:
    dataset = aw.load()
    texts: list[tuple[str, str]] = [(actor.id, actor.name) for actor in dataset.actors]
    texts += [(actor.id, actor.description) for actor in dataset.actors]
    texts += [(event.id, event.name) for event in dataset.events]
    texts += [(event.id, each.role) for event in dataset.events for each in event.participants]
    texts += [(dispute.id, dispute.question) for dispute in dataset.disagreements]
    assert [(id, text) for id, text in texts if LOADED.search(QUOTED.sub("", text))] == []


def test_every_disagreement_has_its_reason() -> None:
    assert [dispute.id for dispute in aw.load().disagreements if dispute.note is None] == []
