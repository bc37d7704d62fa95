"""How words as somebody typed them differ from those of a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afghanwar.documents.differences import cuts_a_word, differences, nearest


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ("", "", ()),
        ("same", "same", ()),
        ("he came", "he left", ()),
        ("caf\u00e9", "cafe\u0301", ("composed accents (NFC or NFD)",)),
        ("café – Oslo", "cafe\u0301 - Oslo", ("accents", "dashes")),
        ("Łódź", "Lodz", ("accents",)),
        ("Kabul", "KABUL", ("capital letters",)),
        ("The \ufb01rst", "the first", ("capital letters", "ligatures")),
        ("o\ufb03ce", "office", ("ligatures",)),
        ("well-known", "well known", ("dashes", "spaces")),
        ("ours…", "ours...", ("dots",)),
        ("Iran’s", "Irans", ("quotation marks or apostrophes",)),
        ("a\u200bb", "ab", ("invisible characters",)),
        ("علي", "علی", ("Arabic and Persian forms of letters",)),
    ],
)
def test_the_kinds_of_characters_that_differ_are_named(one: str, other: str, kinds: tuple[str, ...]) -> None:
    assert differences(one, other) == kinds
    assert differences(other, one) == kinds


@pytest.mark.parametrize("character", "\u00ad\u200b\u200f\u202a\u202e\u2060\u206f\ufeff")
def test_what_no_screen_shows_is_invisible(character: str) -> None:
    assert differences(f"a{character}b", "ab") == ("invisible characters",)


@pytest.mark.parametrize(
    ("character", "kinds"),
    [
        ("\u00ac", ()),
        ("\u00ae", ()),
        ("\u200a", ("spaces",)),
        ("\u2010", ("dashes",)),
        ("\u2029", ("spaces",)),
        ("\u202f", ("spaces",)),
        ("\u205f", ("spaces",)),
        ("\u2070", ()),
    ],
)
def test_the_characters_beside_invisible_ones_are_visible(character: str, kinds: tuple[str, ...]) -> None:
    assert differences(f"a{character}b", "ab") == kinds


@pytest.mark.parametrize(
    ("text", "words", "held"),
    [
        ("", "a", None),
        ("a", "", None),
        ("a – b", "–", None),
        ("One.\nTwo.", "one. two.", None),
        ("One.\n\nTwo – two.", "two-two", "Two – two"),
        ("The man met he", "HE", "he"),
        ("The then", "he", "he"),
        ("Then " * 30 + "he", "he", "he"),
        ("a Za\u0304 b", "za", "Za\u0304"),
        ("a Za\u0304\u0323hir b", "zahir", "Za\u0304\u0323hir"),
        ("«Ça»", "ca", "Ça"),
        ("Straße", "strasse", "Straße"),
        ("so… then", "so...then", "so… then"),
        ("so… then", "so.", "so…"),
    ],
)
def test_the_nearest_words_are_found(text: str, words: str, held: str | None) -> None:
    span = nearest(text, words)
    assert (span and text[slice(*span)]) == held


def test_whole_words_are_preferred_among_the_first_twenty_spans() -> None:
    assert nearest("The heap he", "he") == (9, 11)
    assert nearest("Then " * 19 + "he", "he") == (95, 97)
    assert nearest("Then " * 20 + "he", "he") == (1, 3)


@given(st.text("aÁb\u0301 –-…'’.\n\u200bß", max_size=30), st.data())
def test_every_part_of_a_text_is_near_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    if "\n" in words or not set(words) & set("aÁbß."):
        return
    span = nearest(text, words)
    assert span is not None
    held = text[slice(*span)]
    assert set(held) & set("aÁbß.…")
    assert "\n" not in held


@pytest.mark.parametrize(
    ("text", "cuts"),
    [("", []), ("ab", [1]), ("a b", []), ("a-1b_", [3, 4]), ("a\u0301b", [1, 2]), ("a’s", []), ("\u0301", [])],
)
def test_a_word_is_cut_between_its_characters(text: str, cuts: list[int]) -> None:
    assert [at for at in range(len(text) + 1) if cuts_a_word(text, at)] == cuts
