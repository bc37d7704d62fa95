"""A passage is located by its first and last words, or the error shows what differs."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from afghanwar.documents import locate

HAYSTACK = "The League came.\n\nThey said: “It’s\u00a0ours,  and we   won.” They won. They left.\n"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("They said ... won.”", "They said: “It’s\u00a0ours,  and we   won.”"),
        ("They said: “It’s\u00a0ours", "They said: “It’s\u00a0ours"),
        ("They said: \"It's ours", "They said: “It’s\u00a0ours"),
        ("ours, and we won", "ours,  and we   won"),
        ("  ours,\nand ... left ", "ours,  and we   won.” They won. They left"),
        ("It's ours … left.", "It’s\u00a0ours,  and we   won.” They won. They left."),
        ("They left.", "They left."),
    ],
)
def test_a_passage_is_located_by_its_words(words: str, held: str) -> None:
    passage = locate(HAYSTACK, words)
    assert HAYSTACK[passage.start : passage.end] == held
    assert passage.paragraph == 2


def test_a_located_passage_begins_and_ends_with_the_words_given_six_plain_ones_at_most() -> None:
    text = "“One’s two three four five six\u00a0seven eight,” nine."
    whole = locate(text, text)
    assert (whole.begins, whole.ends) == ("\"One's two three four five six", 'four five six seven eight," nine.')
    assert (whole.start, whole.end, whole.paragraph) == (0, len(text), 1)
    short = locate(text, "two ... six seven")
    assert (short.begins, short.ends) == ("two", "six seven")
    alone = locate(text, "two three")
    assert (alone.begins, alone.ends) == ("two three", "two three")


@pytest.mark.parametrize(
    "words",
    [
        "They ran",
        "they said",
        "hey said",
        "They sai",
        "hey said:",
        "d: “It’s",
        "“It’s our",
        "won.” T",
        "League came. They said",
        "left ... League",
        "The League ... left",
        "left ... left",
    ],
)
def test_words_that_are_in_no_single_paragraph_are_reported(words: str) -> None:
    with pytest.raises(LookupError, match=r"matched no passage: .*(copy the words|give whole words)") as caught:
        locate(HAYSTACK, words)
    assert words in str(caught.value)


@pytest.mark.parametrize(("words", "count"), [("They", 3), ("won", 2), ("They ... won", 3), ("They ... left", 3)])
def test_words_that_occur_more_than_once_are_reported_with_their_positions(words: str, count: int) -> None:
    with pytest.raises(LookupError, match=f"matched {count} passages, at .*; give more words") as caught:
        locate(HAYSTACK, words)
    places = re.findall(r"(\d+) to (\d+)", str(caught.value))
    assert len(places) == count
    for start, end in places:
        assert re.sub(r"\s+", " ", HAYSTACK[int(start) : int(end)]).startswith(words.split(" ... ")[0])
        assert HAYSTACK[int(start) : int(end)].endswith(words.split(" ... ")[-1])


@pytest.mark.parametrize("words", ["", " \u00a0", " ... ", "They ...  ", " ... won", " … "])
def test_input_without_words_is_reported(words: str) -> None:
    with pytest.raises(LookupError, match="first words"):
        locate(HAYSTACK, words)


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("He came… and then. He went.", "He came... and", "He came… and"),
        ("He came… and then. He went.", "He came… and", "He came… and"),
        ("He came... and then. He went.", "He came… and", "He came... and"),
        ("He  came…  and\u2009then… He went.", "came... and ... then... He", "came…  and\u2009then… He"),
        ("He came… and then.", "He ... came…", "He came…"),
        ("Nobody …  knows… who.", "Nobody … who", "Nobody …  knows… who"),
        ("He came…  …and", "…and", "…and"),
    ],
)
def test_an_ellipsis_may_be_three_dots(text: str, words: str, held: str) -> None:
    passage = locate(text, words)
    assert text[passage.start : passage.end] == held


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Za\u0304hir Sha\u0304h came.", "Zāhir Shāh", "at 0 to 12 in composed accents (NFC or NFD); copy"),
        (
            "Zāhir Shāh came.",
            "Za\u0304hir Sha\u0304h",
            "'Zāhir Shāh' at 0 to 10 in composed accents (NFC or NFD); copy",
        ),
        ("The Jamīyat won. On 5 July.", "The Jamiyat ... 5 July", "'The Jamīyat' at 0 to 11 in accents; copy"),
        ("From 5–6 July on.", "5-6 July", "'5–6 July' at 5 to 13 in dashes; copy"),
        ("a war – lost – ended", "war -- lost", "'war – lost' at 2 to 12 in dashes; copy"),
        ("On 5\u2009000 men", "5000 men", "'5\\u2009000 men' at 3 to 12 in spaces; copy"),
        ("They said «no» today", 'said "no" today', "'said «no» today' at 5 to 20 in quotation marks or apostrophes"),
        ("ʿAbd came", "Abd came", "'Abd came' cuts a word of 'ʿAbd came' at 0 to 9; give whole"),
        ("of ʿ Abd came", "of Abd came", "'of ʿ Abd came' at 0 to 13 in quotation marks or apostrophes, spaces; copy"),
        ("The Taliban left", "the taliban", "'The Taliban' at 0 to 11 in capital letters; copy"),
        ("Afghan\u00adistan fell", "Afghanistan", "'Afghan\\xadistan' at 0 to 12 in invisible characters; copy"),
        ("در کابل بود", "كابل", "'کابل' at 3 to 7 in Arabic and Persian forms of letters; copy"),
        ("Élan – Žižek", "elan - zizek", "'Élan – Žižek' at 0 to 12 in accents, capital letters, dashes; copy"),
        ("In Zāhir's time", "In Za", "'In Za' cuts a word of 'In Zāhir' at 0 to 8; give whole"),
        ("They came", "hey", "'hey' cuts a word of 'They' at 0 to 4; give whole words"),
        ("Zāhir came".replace("ā", "a\u0304"), "Za", "'Za' cuts a word of 'Za\u0304hir' at 0 to 6; give whole words"),
        ("He came… and", "came.", "'came.' is not in the document; copy"),
        ("They came", "They ran", "matched no passage: 'They ran' is not in the document; copy"),
        ("They came", "They ... –", "matched no passage: '–' is not in the document; copy"),
        ("One.\nTwo.", "Two ... One", "no paragraph has the first words and, after them, the last; copy"),
    ],
)
def test_words_typed_in_plain_characters_are_reported_with_the_differences(text: str, words: str, told: str) -> None:
    with pytest.raises(LookupError, match=re.escape(told)) as caught:
        locate(text, words)
    assert str(caught.value).startswith(repr(words))


@given(
    st.text("ab .…\u0304", max_size=14),
    st.text("ab.…", min_size=1, max_size=3),
    st.text("ab.…", min_size=1, max_size=3),
)
@example("a b… b", "a", "…")
@example("b  .  b…b", ". b", "b")
def test_what_is_located_is_the_only_pair_of_whole_words(text: str, first: str, last: str) -> None:
    def places(words: str) -> list[tuple[int, int]]:
        spans = [(start, end) for end in range(len(text) + 1) for start in range(end)]
        return [
            (start, end)
            for start, end in spans
            if dots(text[start:end]) == dots(words)
            and not re.fullmatch("[ab\u0304]{2}", text[max(start - 1, 0) : start + 1] if start else "")
            and not re.fullmatch("[ab\u0304]{2}", text[end - 1 : end + 1])
        ]

    def dots(words: str) -> str:
        return " ".join(words.split()) if words.strip() == words else ""

    assume("..." not in text and "..." not in first and "..." not in last and first and last)
    pairs = {(head[0], tail[1]) for head in places(first) for tail in places(last) if tail[0] >= head[1]}
    try:
        passage = locate(text, f"{first} ... {last}")
    except LookupError:
        assert len(pairs) != 1
    else:
        assert {(passage.start, passage.end)} == pairs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the x " * 80_000, "the ... x"),
        ("the x " * 80_000, "x ... the x y"),
        ("the x " * 80_000, "the x " * 40_000),
        ("the x " * 80_000, "the x " * 40_000 + "y"),
        ("ab ab " * 80_000, "ab ab " * 40_000 + "a"),
        ("ab ab " * 80_000, "b ab " * 40_000),
        ("a" + " " * 500_000 + "c", "a b"),
        ("a" * 500_000, "a" * 250_000),
        ("Zāhir – x " * 50_000, "Zahir - x"),
    ],
    ids=lambda value: f"{value[:6]}{len(value)}",
)
def test_a_long_text_that_repeats_itself_is_searched_in_linear_time(text: str, words: str) -> None:
    # In quadratic time these take minutes.
    with pytest.raises(LookupError) as caught:
        locate(text, words)
    assert len(str(caught.value)) < 500


def test_a_long_passage_is_found_with_its_first_and_last_words() -> None:
    text = "a" * 500_000 + " b c d e f g h " + "i" * 500_000
    passage = locate(text, text)
    assert passage.begins == text[:500_010]
    assert passage.ends == text[500_005:]


def test_two_parts_without_dots_between_are_one_text() -> None:
    with pytest.raises(LookupError):
        locate(HAYSTACK, "They said won")
    with pytest.raises(LookupError):
        locate(HAYSTACK, "They said...won")


def test_at_most_five_positions_are_reported() -> None:
    with pytest.raises(
        LookupError, match="matched more than 5 passages, at 0 to 1, 2 to 3, 4 to 5, 6 to 7, 8 to 9; give"
    ):
        locate("x x x x x x x", "x")
    with pytest.raises(LookupError, match="matched 5 passages, at 0 to 1, 2 to 3, 4 to 5, 6 to 7, 8 to 9; give"):
        locate("x x x x x", "x")


def test_overlapping_places_of_some_words_are_more_than_one() -> None:
    with pytest.raises(LookupError, match="matched 2 passages"):
        locate("very very very good", "very very")


def test_a_last_word_that_begins_with_a_mark_is_a_whole_one_too() -> None:
    assert locate('A "wonder" is "won" here.', '"won').start == 14
    assert locate("It fell. It (fell) and fell.Then not.", "fell.Then").start == 23


def test_any_white_space_separates_the_first_and_last_words() -> None:
    passage = locate("a\tb  c d e f g h", "a b c d e f g h")
    assert (passage.begins.split(), passage.ends.split()) == (list("abcdef"), list("cdefgh"))
