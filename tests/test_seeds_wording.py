"""How the sentences of the bundled dataset are worded, as far as a program can see it."""

import os
import re
from pathlib import Path

import pytest

import afghanwar as aw

JUDGEMENTS = (aw.Modality.JUDGED, aw.Modality.PREDICTED, aw.Modality.REJECTED)
HEARSAY = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:said|described|considered|seen|regarded|held|believed|thought|viewed)"
    r" (?:to|as)\b"
)
LOADED = re.compile(r"\b(?:warlords?|puppets?|regime|terrorists?|jihadists?|occupiers?|invaders?|massacres?)\b", re.I)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
DOUBLE_QUOTED = re.compile(r"\"[^\"]*\"")
ONLY_WHEN = re.compile(
    r"(?:after|until) the Battle of Tora Bora|after the US and allied troops left Bagram airfield"
    r"|when the Taliban (?:had )?entered Kabul",
    re.I,
)
BODY = re.compile(r"Islamic (?:Republic|Emirate) of Afghanistan|Kabul government")
PERSONAL_BODY = re.compile(r"\b(?:Biden|Bush) (?:administration|presidency)")
DEIXIS = re.compile(
    r"\b(?:now|today|nowadays|so far(?!-)|present|currently|recent|recently|last week|this year|as things stand)\b",
    re.I,
)
PRONOUN_FIRST = re.compile(
    r"^(?:After|As|At|Because|Before|By|During|In|Once|Since|Until|When|While|With) (?:[a-z]+ ){0,5}"
    r"(?:it|its|they|their|them|he|his)\b"
)


def plain(text: str) -> str:
    """The words of a text in lower case, without marks, and with a space before and after each."""
    words = re.findall(r"\w+", re.sub("['’‘]", "", text.lower()))
    return f" {' '.join(words)} "


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


def test_no_sentence_speaks_of_the_present_of_its_source() -> None:
    assert [claim.id for claim in aw.load().claims if DEIXIS.search(DOUBLE_QUOTED.sub("", claim.says))] == []


def test_no_sentence_opens_with_a_pronoun_before_its_noun() -> None:
    assert [claim.id for claim in aw.load().claims if PRONOUN_FIRST.search(claim.says)] == []


def test_a_person_has_a_full_name_in_every_sentence_and_is_one_of_its_actors() -> None:
    people = [actor for actor in aw.load().actors if actor.kind is aw.ActorKind.PERSON]
    short, unlisted = [], []
    for claim in aw.load().claims:
        sentence = PERSONAL_BODY.sub("", DOUBLE_QUOTED.sub("", claim.says))
        named = [person for person in people if person.name in sentence]
        for person in named:
            sentence = sentence.replace(person.name, "")
        surnames = {alias for person in people if person not in named for alias in person.aliases if " " not in alias}
        short += [(claim.id, surname) for surname in surnames if re.search(rf"\b{surname}\b", sentence)]
        unlisted += [(claim.id, each.id) for each in named if each.id not in (*claim.actors, claim.attributed_to)]
    assert (short, unlisted) == ([], [])


def unlisted_places(claim: aw.Claim) -> list[str]:
    """The places that a sentence names and whose claim lists neither them nor anything within them."""
    dataset = aw.load()
    text = BODY.sub("", ONLY_WHEN.sub("", claim.says))
    listed: set[str] = set()
    for each in claim.places:
        place: str | None = each
        while place is not None:
            listed.add(place)
            place = dataset.places[place].within
    states = {name for actor in dataset.actors for name in (actor.name, *actor.aliases)}
    missing: list[str] = []
    for candidate in dataset.places:
        names, where = (candidate.name, *candidate.aliases), ""
        if candidate.name in states:  # the name of a state is a place where something is in it or comes into it
            names, where = (candidate.name,), r"(?:in|into|inside|within|across) (?:the )?"
        named = rf"(?<![\w-]){where}(?:{'|'.join(map(re.escape, names))})(?![\w-])"
        if candidate.id not in listed and re.search(named, text, re.I):
            missing.append(candidate.id)
    return missing


def test_every_place_that_a_sentence_names_is_listed() -> None:
    assert sum(bool(claim.places) for claim in aw.load().claims) > 700
    assert {claim.id: places for claim in aw.load().claims if (places := unlisted_places(claim))} == {}


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


def test_every_quotation_of_a_record_is_in_a_document() -> None:
    if "AFGHANWAR_DOCUMENTS" not in os.environ:
        pytest.skip("AFGHANWAR_DOCUMENTS does not name the folder of the documents")
    folder = Path(os.environ["AFGHANWAR_DOCUMENTS"])
    dataset = aw.load()
    documents = [plain((folder / source.document.file).read_text("utf-8")) for source in dataset.sources]
    texts: list[tuple[str, str | None]] = [(actor.id, actor.description) for actor in dataset.actors]
    texts += [(event.id, text) for event in dataset.events for text in (event.name, event.note)]
    texts += [(tie.id, tie.note) for tie in dataset.relationships]
    for dispute in dataset.disagreements:
        texts += [(dispute.id, text) for text in (dispute.question, dispute.note)]
        texts += [(dispute.id, position.answer) for position in dispute.positions]
    quotations = [
        (id, part)
        for id, text in texts
        for quotation in re.findall(r"\"([^\"]*)\"", text or "")
        for part in quotation.split("...")
    ]
    assert len(quotations) > 100
    assert [(id, part) for id, part in quotations if not any(plain(part) in each for each in documents)] == []
