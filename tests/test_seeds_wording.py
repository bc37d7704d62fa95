"""How the sentences of the bundled dataset are worded, as far as a program can see it."""

import os
import re
from pathlib import Path

import pytest
from support.datasets import passage_of

import afghanwar as aw

JUDGEMENTS = (aw.Modality.JUDGED, aw.Modality.PREDICTED, aw.Modality.REJECTED)
HEARSAY = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:said|described|considered|seen|regarded|held|believed|thought|viewed)"
    r" (?:to|as)\b"
)
LOADED = re.compile(r"\b(?:warlords?|puppets?|regime|terrorists?|jihadists?|occupiers?|invaders?|massacres?)\b", re.I)
VOICE = re.compile(
    r"\b(?:cruel\w*|hard-?liners?|dictat\w+|puppets?|brazen\w*|terror(?:ists?|ism)?|extremis\w+|regimes?|warlords?"
    r"|jihad\w*|imperialis\w+|occupi\w+|invaders?|massacres?|humiliat\w+|ignoble|onslaught|reactionary|barbaric"
    r"|brutal\w*|medieval|blatant|lies(?! in)|notorious|kleptocra\w+|theocra\w+|oppressive|cowardly|cynical"
    r"|collusion|collude|sabotage|eradicate|cozy|power grab|doom\w*|disastrous|indiscriminate|staggering|spectacular"
    r"|forlornly|rife|tribalistic|fiefdoms?|hegemony|abject|blitz|extort\w*|bickering|petty|loathe?|revisionist|innocent)\b",
    re.I,
)
UNNAMED = re.compile(
    r"\b(?:allege\w*|allegations?|estimate[ds]?|expectations?|fears, |impression|often said|reported\w*|reports"
    r"|tendency|singled out|implicated|presented)\b",
    re.I,
)
FOR_A_BODY = {  # leaders and members who act or suffer for a body, and the body
    "taliban-leaders": "taliban",
    "taliban-hardliners": "taliban",
    "taliban-members-against-power-sharing": "taliban",
    "taliban-cabinet": "taliban",
    "key-taliban-figures": "taliban",
    "jamiat-leaders": "jamiat-e-islami",
    "hizb-e-islami-members": "hizb-e-islami",
    "northern-alliance-commanders": "northern-alliance",
    "northern-alliance-warlord": "northern-alliance",
    "taliban-military-commission-member": "taliban-military-commission",
    "head-of-mi5": "mi5",
    "us-diplomats": "united-states",
}
APART_FROM_A_BODY = {  # factions, clients and commanders who act apart from a body, and the body
    "rabbani-faction": "jamiat-e-islami",
    "jamiat-commanders-in-the-northeast": "jamiat-e-islami",
    "jamiat-commanders-in-the-west": "jamiat-e-islami",
    "jamiat-linked-smugglers-in-parwan": "jamiat-e-islami",
    "khalili-faction": "hizb-e-wahdat",
    "al-qaeda-funded-groups-in-the-taliban": "taliban",
    "sections-of-the-taliban": "taliban",
    "old-stakeholders": "islamic-republic",
}
NAMES_THE_BODY_TOO = {  # what such a claim says of the body itself
    "giustozzi-2021/jamiat-among-old-stakeholders",  # "Rabbani's Jami'at" may be the whole party
    "giustozzi-2021/taliban-relationship-with-key-actors",  # the politics of the Republic
    "giustozzi-2021/relationship-facilitated-by-iran",
    "giustozzi-2021/relationship-facilitated-by-pakistan",
    "giustozzi-2021/relationship-facilitated-by-russia",
    "giustozzi-2021/talks-over-interim-government",  # Ghani's administration
    "giustozzi-2021/failure-due-to-unwilling-stakeholders",
}
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


def test_a_speaker_is_one_of_the_actors() -> None:
    assert not [claim.id for claim in aw.load().claims if claim.attributed_to not in (None, *claim.actors)]


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


def test_a_loaded_word_is_quoted_or_the_word_of_the_source() -> None:
    ours = [
        claim.id
        for claim in aw.load().claims
        if VOICE.search(DOUBLE_QUOTED.sub("", claim.says)) and not re.search(r"\bthe source\b", claim.says, re.I)
    ]
    assert ours == []


def test_a_note_uses_no_loaded_word_of_its_own() -> None:
    notes = [(claim.id, claim.note) for claim in aw.load().claims if claim.note]
    assert [
        id for id, note in notes if LOADED.search(DOUBLE_QUOTED.sub("", note)) and "the source calls" not in note
    ] == []


def test_a_sentence_says_so_where_nobody_is_named() -> None:
    passive = [
        claim.id
        for claim in aw.load().claims
        if claim.attributed_to is None and UNNAMED.search(DOUBLE_QUOTED.sub("", claim.says))
    ]
    says = {claim.id: claim.says for claim in aw.load().claims}
    without = re.compile(r"\bwithout (?:the source )?saying (?:whose|by whom)\b")
    assert [id for id in passive if not without.search(says[id])] == []


def test_leaders_and_members_who_act_for_a_body_are_listed_with_it() -> None:
    missing = [
        (claim.id, body)
        for claim in aw.load().claims
        for part, body in FOR_A_BODY.items()
        if part in (*claim.actors, claim.attributed_to) and body not in (*claim.actors, claim.attributed_to)
    ]
    assert missing == []


def test_who_acts_apart_from_a_body_is_listed_with_it_only_where_their_tie_rests() -> None:
    dataset = aw.load()
    ties = {(claim, tie.subject, tie.object) for tie in dataset.relationships for claim in tie.evidence}
    wrong = [
        (claim.id, body)
        for claim in dataset.claims
        for part, body in APART_FROM_A_BODY.items()
        if {part, body} <= set(claim.actors)
        and (claim.id, part, body) not in ties
        and claim.id not in NAMES_THE_BODY_TOO
    ]
    assert wrong == []


def documents() -> dict[str, str]:
    """The text of each document by the id of its source, or the test is skipped."""
    if "AFGHANWAR_DOCUMENTS" not in os.environ:
        pytest.skip("AFGHANWAR_DOCUMENTS does not name the folder of the documents")
    folder = Path(os.environ["AFGHANWAR_DOCUMENTS"])
    return {source.id: (folder / source.document.file).read_bytes().decode("utf-8") for source in aw.load().sources}


def test_every_quotation_of_a_sentence_is_in_its_document() -> None:
    texts = {id: plain(text) for id, text in documents().items()}
    quotations = [(claim, part) for claim in aw.load().claims for part in re.findall(r"\"([^\"]*)\"", claim.says)]
    assert len(quotations) > 130
    assert [(claim.id, part) for claim, part in quotations if plain(part).rstrip() not in texts[claim.source]] == []


def test_a_sentence_keeps_the_quotation_marks_of_its_passage() -> None:
    texts = documents()
    marks = re.compile(r"‘([^‘’]{2,60})’(?!\w)|“([^“”]{2,80})”")
    lost = [
        (claim.id, quotation)
        for claim in aw.load().claims
        for groups in marks.findall(texts[claim.source][passage_of(claim).start - 1 : passage_of(claim).end + 1])
        for quotation in filter(None, groups)
        if plain(quotation) in plain(re.sub(r"(?<!\w)'[^']*'(?!\w)", "", DOUBLE_QUOTED.sub("", claim.says)))
        and quotation != "Northern Alliance"  # a name
    ]
    assert lost == []
